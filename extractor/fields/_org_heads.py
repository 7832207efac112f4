"""Candidates that a head noun leads: «министерство», «школа», «газета», «учреждение».

Decides what makes a phrase around a head the name of one body and not a class of bodies («школы района»)
or an inner department. Leaves the boundaries of the phrase to `_org_phrases.py`.
"""

from __future__ import annotations

import re

from extractor.fields._org_candidates import Candidate, candidate, kind_of
from extractor.fields._org_enumerations import enumerated, is_plural, members
from extractor.fields._org_names import official_name
from extractor.fields._org_phrases import Tail, is_body_letters, left_of, right_of
from extractor.fields._org_scene import Scene, adjective_cases
from extractor.fields._org_words import (
    LEVELS,
    MEETINGS,
    NO_FIELDS,
    NO_OFFICE,
    OF_TERRITORY,
    SELDOM_CAPITAL,
    SOVEREIGN,
    STATE_ADJECTIVES,
    UNIQUE,
)
from extractor.russian.bodies import Head, head_noun, is_short_head
from extractor.russian.body_adjectives import is_ordinary_adjective
from extractor.russian.body_words import needs_partner
from extractor.russian.clipped_names import clipped_body
from extractor.russian.morphology import parses


def head_candidates(scene: Scene, i: int) -> list[Candidate]:
    """What the head noun at token `i` leads: usually one candidate, several in an enumeration, or none."""
    token = scene.tokens[i]
    head = head_noun(token.text)
    if head is None or i in scene.blocked or token.pos in ("VERB", "ADP", "CCONJ"):
        return []
    if token.text.isupper() and is_short_head(token.text) and head.kind == "authority":
        return []
    first = left_of(scene, i)
    tail = right_of(scene, i, wide=head.cls in ("power", "office", "union") or head.lemma in _WIDE)
    if head.lemma in ("сад", "дом") and first < i and scene.tokens[i - 1].low.startswith("детск"):
        first = min(first, i - 1)
    if not _has_partner(scene, first, i, tail, head):
        return []
    if is_plural(scene, i, first) and not is_short_head(token.text):
        return members(scene, first, i, head, tail)
    if head.cls == "legal" and tail.quote is None:
        whole = _legal_phrase(scene, first, i, tail)
        if whole:
            return whole
    rule = _rule(scene, first, i, head, tail)
    if rule is None:
        return _weak(scene, first, i, head, tail)
    found = _candidate(scene, first, i, head, tail, rule)
    return [found, *enumerated(scene, first, tail, found)]


def quoted_phrase(scene: Scene, opening: int, stop: int) -> Head | None:
    """The head of a quoted name that is a name by itself: «Ольховский музей», «Школа искусств № 2»."""
    for i in range(opening + 1, min(stop - 1, opening + 6)):
        head = head_noun(scene.tokens[i].text)
        if head is None:
            continue
        first = left_of(scene, i)
        tail = right_of(scene, i, wide=head.lemma in _WIDE)
        if first != opening + 1 or tail.stop > stop - 1 or not _has_partner(scene, first, i, tail, head):
            return None
        if head.cls not in ("institution", "titled", "union"):
            return None
        named = tail.numbers or tail.honour or has_proper(scene, first, i) or tail.territory == "proper"
        rich = head.lemma not in SELDOM_CAPITAL and head.cls == "institution" and tail.complements
        return head if named or rich else None
    return None


def _legal_phrase(scene: Scene, first: int, i: int, tail: Tail) -> list[Candidate]:
    """«муниципальное учреждение Ольховская средняя школа»: a long form and a name without quotes."""
    if not _is_full_form(scene, first, i):
        return []
    for j in range(tail.stop, min(len(scene.tokens), tail.stop + 7)):
        token = scene.tokens[j]
        if token.unit - scene.tokens[i].unit > 1:
            break
        head = head_noun(token.text)
        if head is not None and head.cls == "institution":
            rest = right_of(scene, j, wide=False)
            if left_of(scene, j) != tail.stop or not _has_partner(scene, tail.stop, j, rest, head):
                return []
            name = f"{official_name(scene.text(first, tail.stop))} {official_name(scene.text(tail.stop, rest.base))}"
            kind = kind_of(name, head)
            return [candidate(scene, first, rest.base, "legal_phrase", name=name, kind=kind, placed_stop=rest.stop)]
        if not adjective_cases(token.low) and token.text not in "-–":
            break
    return []


def _candidate(scene: Scene, first: int, i: int, head: Head, tail: Tail, rule: str) -> Candidate:
    stop = tail.numbers[0].token + 1 if len(tail.numbers) > 1 else tail.base
    end = tail.numbers[0].end if len(tail.numbers) > 1 else 0
    text = scene.analysis.text[scene.tokens[first].start : end] if end else scene.text(first, stop).rstrip(",;")
    if head.lemma == "фракция" and tail.quote is not None:
        first = tail.quote
        text = scene.text(first, stop).rstrip(",;")
    name = official_name(text)
    return candidate(
        scene, first, stop, rule, kind=kind_of(name, head), name=name, head=head.lemma,
        placed_stop=0 if end else tail.stop, end=end,
    )  # fmt: skip


def _rule(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> str | None:
    """The rule that makes the phrase a name, or None."""
    if any(scene.tokens[k].low in NO_FIELDS for k in range(i + 1, min(i + 3, tail.stop))):
        return None
    if _is_territory(scene, first, i, head):
        return None
    if tail.quote is not None and scene.tokens[tail.quote + 1].low in ("о", "об"):
        return None  # the title of an act
    if tail.quote is not None and head.cls not in ("power", "office"):
        return "head_quoted"
    if head.cls == "legal":
        if has_proper(scene, first, i) and tail.complements and head.lemma in ("общество", "объединение"):
            return "head_proper"
        return "legal_phrase" if _is_full_form(scene, first, i) and tail.body else None
    if head.cls == "titled":
        return None
    if head.cls == "power":
        return _rule_of_power(scene, first, i, head, tail)
    if head.cls == "office":
        return _rule_of_office(scene, first, i, head, tail)
    if tail.numbers or tail.honour:
        return "head_numbered" if tail.numbers else "head_honoured"
    if has_proper(scene, first, i):
        return "head_proper"
    if head.cls == "union":
        return "union" if _is_capital(scene, first, i) and (tail.complements or tail.territory) else None
    return _rule_of_institution(scene, first, i, head, tail)


def _rule_of_institution(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> str | None:
    """Capitals inside a sentence, or a level and a territory: «областного Центра», «районная больница Энска»."""
    if is_short_head(scene.tokens[i].text):
        alone = scene.tokens[i].text in _SINGLE and not scene.tokens[i - 1 if i else 0].text[:1].isdigit()
        return "short_head" if alone or (tail.territory == "proper" and first == i) else None
    if head.lemma in SELDOM_CAPITAL and tail.territory != "proper" and not (first < i and tail.complements):
        return None
    modifiers = [scene.tokens[k].lemma for k in range(first, i)]
    if head.lemma == "центр" and not tail.complements and set(modifiers) <= OF_TERRITORY:
        return None  # «районный центр с. Ольховка»
    if _is_capital(scene, first, i) and (tail.complements > 0 or first < i or tail.territory):
        return "head_capital"
    if scene.tokens[first].text[:1].isupper() and _is_sure_opening(scene, first, i, tail, modifiers):
        return "head_opening"
    levels = any(lemma in LEVELS for lemma in modifiers)
    return "head_level" if levels and tail.territory == "proper" else None


def _is_sure_opening(scene: Scene, first: int, i: int, tail: Tail, modifiers: list[str]) -> bool:
    """Whether a phrase is a name though its capital is that of the sentence: «Областной центр спорта провёл»."""
    known = any(k in scene.named for k in range(first, i + 1))
    if (tail.complements > 0 or first < i) and tail.territory and (known or tail.territory == "proper"):
        return True
    if tail.complements and (any(lemma in LEVELS for lemma in modifiers) or (known and i - first > 1)):
        return True
    return len(modifiers) > 1 and modifiers[0] == "центральный"


def _rule_of_power(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> str | None:
    """Ministries with a field, others with a territory that is no doubt: «парламента республики»."""
    if head.lemma == "дума" and "государственный" in {scene.tokens[k].lemma for k in range(first, i)}:
        return "council_unique"
    if head.lemma == "аппарат" and not (_is_capital(scene, first, i) and tail.complements):
        return None
    if head.lemma == "кабинет":
        return "power_territory" if "министров" in scene.text(i, tail.stop).lower() else None
    if head.lemma == "министерство":
        return "ministry" if tail.complements or tail.territory or tail.body else None
    if tail.territory == "proper":
        return "power_territory"
    if head.lemma == "администрация":
        return "power_acting" if tail.territory == "bare" and _is_addressed(scene, first, tail) else None
    if tail.territory == "bare":
        sure = head.lemma in ("парламент", "прокуратура") or _is_capital(scene, first, i)
        return "power_bare" if sure else None
    return "power_modified" if first < i and _is_capital(scene, first, i) else None


def _rule_of_office(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> str | None:
    """A field and a territory; inner departments of ministries and firms have none of their own."""
    modifiers = [scene.tokens[k].lemma for k in range(first, i)]
    if any(lemma in NO_OFFICE for lemma in modifiers):
        return None
    if head.lemma == "служба" and set(modifiers) & {"муниципальный", "гражданский", "военный"}:
        return None
    if head.lemma in ("совет", "собрание", "суд", "палата", "отделение"):
        return _rule_of_council(scene, first, i, head, tail, modifiers)
    sovereign = any(lemma in SOVEREIGN for lemma in modifiers) and scene.tokens[first].text[:1].isupper()
    if sovereign and (tail.complements or tail.territory or len(modifiers) > 1):
        return "office_federal"
    if _is_inner(scene, i, tail):
        own = head.lemma == "отдел" and not tail.body and tail.complements
        return "office_acting" if own and _is_addressed(scene, first, tail) else None
    if tail.numbers and modifiers and head.lemma == "комиссия":
        return "head_numbered"
    if tail.territory == "proper" and (tail.complements or modifiers):
        return "office_territory"
    if tail.territory == "bare" and tail.complements and (tail.body or _is_capital(scene, first, i)):
        return "office_bare"
    return "office_acting" if (tail.complements or modifiers) and _acts(scene, first, tail) else None


def _acts(scene: Scene, first: int, tail: Tail) -> bool:
    """Whether a body without a territory heads a letter or must act: «Отделу торговли (Котова А. А.)»."""
    unit = scene.analysis.units[scene.tokens[first].unit]
    begin, stop = scene.analysis.unit_tokens[unit.index]
    if unit.zone == "head" and (begin, stop) == (first, tail.stop) and scene.tokens[first].text.isupper():
        return True
    if any(token.lemma == "министерство" for token in scene.tokens):
        return False
    if scene.tokens[first].text[:1].isupper() and not scene.opens_sentence(first) and tail.complements:
        return True
    if scene.tokens[first].case == "Dat" and scene.opens_sentence(first):
        return True
    return _is_addressed(scene, first, tail)


def _is_addressed(scene: Scene, first: int, tail: Tail) -> bool:
    """Whether «Отв.:» stands before or a person in brackets, who answers for the body, after it."""
    unit = scene.analysis.units[scene.tokens[first].unit]
    start = scene.tokens[first].start
    if _CHARGED.search(scene.analysis.text, max(unit.start, start - _NEAR), start) is not None:
        return True
    return _PERSON_IN_BRACKETS.match(scene.analysis.text, scene.tokens[tail.stop - 1].end) is not None


def _rule_of_council(scene: Scene, first: int, i: int, head: Head, tail: Tail, modifiers: list[str]) -> str | None:
    """Councils of deputies, courts and chambers: a territory, or an adjective that leaves one choice."""
    words = {scene.tokens[k].low for k in range(i + 1, tail.stop)}
    if tail.territory == "proper" and (modifiers or words & _DEPUTIES or _is_capital(scene, first, i)):
        return None if set(modifiers) & MEETINGS else "council_territory"
    if set(modifiers) & UNIQUE and scene.tokens[first].text[:1].isupper():
        return "council_unique"
    if (head.lemma, *words) in _UNIQUE_PAIRS and scene.tokens[i].text[:1].isupper():
        return "council_unique"
    proper = has_proper(scene, first, i) and not set(modifiers) & MEETINGS
    return "head_proper" if proper and head.lemma in ("суд", "совет", "собрание") else None


def _is_inner(scene: Scene, i: int, tail: Tail) -> bool:
    """Whether an office is part of a ministry or a firm: «департамент Минздрава», «отдел закупок»."""
    lemma = scene.tokens[i].lemma
    for k in range(i + 1, tail.stop):
        token = scene.tokens[k]
        if token.lemma in ("министерство", "департамент"):
            return True
        if clipped_body(token.text) is not None or is_body_letters(token.text):
            return not any(scene.tokens[j].low in ("по", "в") for j in range(k + 1, tail.stop))
    powers = any(scene.tokens[k].lemma in _POWERS for k in range(i + 1, tail.stop))
    return lemma == "отдел" and not powers and tail.territory != "proper"


def _is_full_form(scene: Scene, first: int, i: int) -> bool:
    return any(scene.tokens[k].lemma in STATE_ADJECTIVES for k in range(first, i))


def _weak(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> list[Candidate]:
    """A phrase that may be a later mention: «министерство», «Центра», «отдела образования»."""
    short = is_short_head(scene.tokens[i].text) and len(scene.tokens[i].text) < 3
    if short or head.cls == "titled" or _is_territory(scene, first, i, head):
        return []
    name = official_name(scene.text(first, tail.base))
    rule = "power_of_document" if head.cls == "power" and tail.territory == "bare" else "mention"
    kind = kind_of(name, head)
    found = [candidate(scene, first, tail.base, rule, name=name, kind=kind, head=head.lemma, weak=True)]
    if tail.base > i + 1 or first < i:
        bare = official_name(scene.text(i, i + 1))
        found.append(candidate(scene, i, i + 1, "mention", name=bare, kind=head.kind, head=head.lemma, weak=True))
    return found


def _has_partner(scene: Scene, first: int, i: int, tail: Tail, head: Head) -> bool:
    """Whether the word stands there that the head needs: «дом» needs «детский» or «культуры»."""
    stems = needs_partner(head.lemma)
    if not stems or is_short_head(scene.tokens[i].text):
        return True
    near = [scene.tokens[k].low for k in range(first, min(tail.stop, i + 5)) if k != i]
    return any(word.startswith(stems) for word in near)


def has_proper(scene: Scene, first: int, i: int) -> bool:
    """Whether an adjective says which one: «Заречная школа», «Российский фонд», not «Сельская школа»."""
    for k in range(first, i):
        token = scene.tokens[k]
        if not token.text[:1].isupper() or not adjective_cases(token.low):
            continue
        if is_ordinary_adjective(token.lemma):
            continue
        if token.text.isupper() and len(token.text) > 1:
            continue
        if k > first or not scene.opens_sentence(k):
            return True
        if _is_place_adjective(token.low, token.lemma):
            return True
    return False


def _is_place_adjective(low: str, lemma: str) -> bool:
    """«Ольховский», «Вятско-Камский»: an adjective in -ск- that no dictionary has, or of a known place."""
    known = any(p.known for p in parses(low))
    return not known or lemma.endswith(("нский", "вский", "мский", "рский", "сский", "ежский", "цкий", "лжский"))


def _is_capital(scene: Scene, first: int, i: int) -> bool:
    """Whether the head or its first adjective has a capital that is not the sentence's."""
    head = scene.tokens[i]
    if head.text.isupper() and len(head.text) > 3:
        return not scene.opens_sentence(i) and not scene.tokens[i - 1].text.isupper()
    if head.text[:1].isupper():
        return first < i or not scene.opens_sentence(i)
    return scene.tokens[first].text[:1].isupper() and not scene.opens_sentence(first)


def _is_territory(scene: Scene, first: int, i: int, head: Head) -> bool:
    """«Российская Федерация» and «Европейский союз» are no associations."""
    before = scene.tokens[i - 1].low if first < i else ""
    return (head.lemma == "федерация" and before.startswith("российск")) or (
        head.lemma == "союз" and before.startswith(_UNIONS_OF_STATES)
    )


_NEAR = 300  # letters between «Отв.:» and the last body that it charges
_CHARGED = re.compile(
    r"(?: отв\. | ответственны\w | (?:со)?исполнител[ьи] ) \s? (?:исполнители)? \s? [:–-]",
    re.IGNORECASE | re.VERBOSE,
)
_PERSON_IN_BRACKETS = re.compile(r"\s?\(\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\)")
_UNIONS_OF_STATES = ("советск", "европейск", "таможенн", "экономическ")
_WIDE = frozenset({"центр", "филиал", "институт", "школа", "клуб", "музей", "дом"})
# Letters of institutions of which a district has one: «главный врач ЦРБ».
_SINGLE = frozenset({"ЦРБ", "ЦГБ", "РДК", "ДЮСШ", "ДШИ", "ДМШ", "ДДТ", "ЦДТ", "ДДЮТ", "ЦДЮТ"})

_UNIQUE_PAIRS = {("совет", "федерации"), ("палата", "общин"), ("совет", "безопасности")}
_DEPUTIES = frozenset({"депутатов", "представителей", "федерации", "ветеранов"})
_POWERS = frozenset({"администрация", "мэрия", "правительство", "управление", "префектура"})
