"""What makes a body of power a name: ministries, administrations, offices, councils, courts.

Decides whether «управление культуры администрации района» is one body or an inner department. Leaves
institutions to `heads.py` and boundaries to `phrases.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.fields.organization.noun_phrases import PEOPLE
from extractor.fields.organization.phrases import Tail, is_letters_among
from extractor.fields.organization.scene import Scene, adjective_cases, is_animate
from extractor.fields.organization.words import (
    LEVELS,
    LEVELS_OF_TERRITORY,
    MEETINGS,
    NO_OFFICE,
    SENT,
    SOVEREIGN,
    UNIQUE,
)
from extractor.russian.bodies import Head
from extractor.russian.body_adjectives import is_ordinary_adjective
from extractor.russian.clipped_names import clipped_body
from extractor.russian.morphology import parses


def rule_of_power(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> str | None:
    """Ministries with a field, others with a territory that is no doubt: «парламента республики»."""
    if head.lemma == "дума" and "государственный" in {scene.tokens[k].lemma for k in range(first, i)}:
        return "council_unique"
    if head.lemma == "аппарат" and not (is_capital(scene, first, i) and tail.complements):
        return None
    if head.lemma == "кабинет":
        return "power_territory" if "министров" in scene.text(i, tail.stop).lower() else None
    if head.lemma == "министерство":
        if i + 1 < tail.stop and scene.tokens[i + 1].low in SENT:
            return None  # «представить в Министерство сведений»
        return "ministry" if tail.complements or tail.territory or tail.body else None
    if tail.territory == "proper" or has_proper(scene, first, i):
        return "power_territory"  # «Северо-Западная транспортная прокуратура» has its place before
    if head.lemma == "администрация":
        return "power_acting" if tail.territory == "bare" and _is_addressed(scene, first, tail) else None
    if tail.territory == "bare":
        sure = head.lemma in ("парламент", "прокуратура") or is_capital(scene, first, i)
        return "power_bare" if sure else None
    return "power_modified" if first < i and is_capital(scene, first, i) else None


def rule_of_office(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> str | None:
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
    if _is_part_of_service(scene, i, head, tail, modifiers):
        return "office_territory"
    if has_proper(scene, first, i) and (head.lemma in _PLACED or (tail.body and head.lemma in _TERRITORIAL)):
        return "office_territory"  # «Приволжское управление Ростехнадзора», «Енская таможня»
    if head.lemma == "комитет" and "следственный" in modifiers and _is_capital_first(scene, first):
        return "office_federal"
    if _is_inner(scene, i, tail):
        own = head.lemma == "отдел" and not tail.body and tail.complements and not scene.has_departments
        return "office_acting" if own and _is_addressed(scene, first, tail) else None
    if tail.territory == "proper" and head.lemma in _ONE_OF_PLACE:
        return "office_territory"  # «военкомат Заречного района»
    if tail.numbers and modifiers and head.lemma == "комиссия":
        return "head_numbered"
    if tail.territory == "proper" and (tail.complements or modifiers):
        return "office_territory"
    if tail.territory == "bare" and tail.complements and (tail.body or is_capital(scene, first, i)):
        return "office_bare"
    return "office_acting" if (tail.complements or modifiers) and _acts(scene, first, tail) else None


def _is_part_of_service(scene: Scene, i: int, head: Head, tail: Tail, modifiers: list[str]) -> bool:
    """«территориальный отдел Росреестра», «Заречный отдел ЗАГС»: a part that stands for the whole in its place."""
    if head.lemma not in ("отдел", "управление") or i + 1 >= tail.stop:
        return False
    if scene.tokens[i + 1].text.startswith("ЗАГС"):
        return has_proper(scene, i - len(modifiers), i)
    of_service = clipped_body(scene.tokens[i + 1].text) is not None
    return of_service and bool(set(modifiers) & {"территориальный", "межрайонный"})


def _acts(scene: Scene, first: int, tail: Tail) -> bool:
    """Whether a body without a territory heads a letter or must act: «Отделу торговли (Котова А. А.)»."""
    unit = scene.analysis.units[scene.tokens[first].unit]
    begin, stop = scene.analysis.unit_tokens[unit.index]
    if unit.zone == "head" and (begin, stop) == (first, tail.stop) and scene.tokens[first].text.isupper():
        return True
    if scene.has_departments:
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
    told = bool(modifiers or words & _DEPUTIES) or scene.tokens[i].text[:1].isupper()
    if tail.territory == "proper" and told:
        return None if set(modifiers) & MEETINGS else "council_territory"
    if head.lemma == "совет" and _is_council_of_field(scene, first, i, tail) and not set(modifiers) & MEETINGS:
        return "council_field"
    of_place = tail.territory == "proper" or has_proper(scene, first, i)
    if head.lemma == "отделение" and tail.body and of_place:
        return "council_territory"  # «Отделение Социального фонда России по Енской области»
    if "депутатов" in words and modifiers and scene.tokens[i].text[:1].isupper() and not scene.opens_sentence(i):
        return "council_deputies"  # «районное Собрание депутатов»
    if head.lemma == "совет" and set(modifiers) & LEVELS and is_of_members(scene, i, tail):
        return "council_level"
    unique = set(modifiers) & UNIQUE - ({"общественный"} if head.lemma == "совет" else set())
    if unique and scene.tokens[first].text[:1].isupper():
        return "council_unique"
    if (head.lemma, *words) in _UNIQUE_PAIRS and scene.tokens[i].text[:1].isupper():
        return "council_unique"
    proper = has_proper(scene, first, i) and not set(modifiers) & MEETINGS
    return "head_proper" if proper and head.lemma in ("суд", "совет", "собрание") else None


def is_of_document(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> bool:
    """Whether a body of power is that of the territory the document is about: «администрация района»."""
    modifiers = {scene.tokens[k].lemma for k in range(first, i)}
    levels = modifiers & LEVELS_OF_TERRITORY.keys()
    if tail.territory != "bare" and not (levels and not tail.territory):
        return False
    if head.cls == "power":
        return tail.territory == "bare" or (head.lemma in _LEVELLED and not tail.complements)
    words = {scene.tokens[k].low for k in range(i + 1, tail.stop)}
    if head.lemma in ("совет", "собрание"):
        return bool(words & {"депутатов", "представителей"})
    return head.lemma == "палата" and bool(modifiers & UNIQUE)


def is_of_members(scene: Scene, i: int, tail: Tail) -> bool:
    """«районный совет ветеранов», «краевой совет краеведов», but not of deputies."""
    if i + 1 >= tail.stop or scene.tokens[i + 1].low == "депутатов":
        return False
    member = scene.tokens[i + 1]
    people = is_animate(member.low) or member.low in PEOPLE  # «общество слепых»
    return member.low == "профсоюзов" or (member.tag.number == "Plur" and people)


def _is_council_of_field(scene: Scene, first: int, i: int, tail: Tail) -> bool:
    """«заседание Совета по спорту и туризму»: a capital inside the sentence and a field."""
    capital = scene.tokens[i].text[:1].isupper() and is_capital(scene, first, i)
    return capital and tail.complements > 0 and scene.tokens[i + 1].low == "по"


def _fills_lines(scene: Scene, first: int, tail: Tail) -> bool:
    """Whether a phrase in capitals takes up whole lines, as a letterhead does."""
    tokens = scene.tokens
    begins = first == 0 or tokens[first - 1].unit != tokens[first].unit
    ends = tail.stop >= len(tokens) or tokens[tail.stop].unit != tokens[tail.stop - 1].unit
    return begins and ends and tokens[first].text.isupper()


def _is_inner(scene: Scene, i: int, tail: Tail) -> bool:
    """Whether an office is part of a ministry or a firm: «департамент Минздрава», «отдел закупок»."""
    lemma = scene.tokens[i].lemma
    for k in range(i + 1, tail.stop):
        token = scene.tokens[k]
        if token.lemma in ("министерство", "департамент"):
            return not scene.tokens[k - 1].low.startswith("судебн")  # «Управление Судебного департамента»
        if clipped_body(token.text) is not None or is_letters_among(scene, i, k):
            by_office = lemma == "отдел" and any(scene.tokens[j].lemma == "управление" for j in range(i + 1, k))
            return by_office or not any(scene.tokens[j].low in ("по", "в") for j in range(k + 1, tail.stop))
    powers = any(scene.tokens[k].lemma in _POWERS for k in range(i + 1, tail.stop))
    return lemma == "отдел" and not powers and tail.territory != "proper"


def has_proper(scene: Scene, first: int, i: int) -> bool:
    """Whether an adjective says which one: «Заречная школа», «Российский фонд», not «Сельская школа»."""
    for k in range(first, i):
        token = scene.tokens[k]
        if not token.text[:1].isupper() or not adjective_cases(token.low):
            continue
        if is_ordinary_adjective(token.lemma):
            continue
        if token.low.startswith(("российск", "всероссийск", "общероссийск")):
            return True
        if token.text.isupper() and len(token.text) > 1:
            if len(token.text) > 7 and _is_place_adjective(token.low, token.lemma):
                return True
            continue
        if k > first or not scene.opens_sentence(k):
            return True
        if _is_place_adjective(token.low, token.lemma) or _is_made_of_name(token.lemma):
            return True
    return False


@lru_cache(5_000)
def _is_made_of_name(lemma: str) -> bool:
    """«Октябрьский», «Покровский», «Заречный»: adjectives of the dictionary that places are called by."""
    if lemma in _TOPONYMS:
        return True
    made = lemma.endswith(("ский", "цкий")) and not lemma.endswith("ческий")
    return made and lemma not in _NO_NAMES and not _is_of_people(lemma)


@lru_cache(5_000)
def _is_of_people(lemma: str) -> bool:
    """«волонтёрский», «ветеранский»: made of a common noun, not of a place or a surname."""
    if not lemma.endswith("ский") or len(lemma) < 8:
        return False
    nouns = [p for p in parses(lemma.removesuffix("ский")) if p.known and p.tag.POS == "NOUN" and p.tag.case == "nomn"]
    return any(p.tag.animacy == "anim" for p in nouns) and not any(mark in p.tag for p in nouns for mark in _NAMES)


def _is_place_adjective(low: str, lemma: str) -> bool:
    """«Ольховский», «Сурско-Окский»: an adjective in -ск- that no dictionary has, or of a known place."""
    if _is_of_people(lemma):
        return False
    known = any(p.known for p in parses(low))
    return not known or lemma.endswith(_OF_PLACES) or _COMPASS.match(low) is not None


def _is_capital_first(scene: Scene, first: int) -> bool:
    return scene.tokens[first].text[:1].isupper()


def is_capital(scene: Scene, first: int, i: int) -> bool:
    """Whether the head or its first adjective has a capital that is not the sentence's."""
    head = scene.tokens[i]
    if head.text.isupper() and len(head.text) > 3:
        return not scene.opens_sentence(i) and not scene.tokens[i - 1].text.isupper()
    if head.text[:1].isupper():
        return first < i or not scene.opens_sentence(i)
    return scene.tokens[first].text[:1].isupper() and not scene.opens_sentence(first)


_TOPONYMS = frozenset({
    "заречный", "солнечный", "нагорный", "приозерный", "приозёрный", "приречный", "подгорный", "колхозный", "дальний",
})  # fmt: skip
_NO_NAMES = frozenset({
    "женский", "русский", "университетский", "институтский", "гражданский", "министерский", "светский", "мужский",
    "юношеский", "студенческий", "английский", "немецкий", "французский", "китайский", "христианский", "казацкий",
    "всемирный", "кавказский", "европейский", "сибирский", "шефский", "подшефский", "лицейский", "гимназический",
})  # fmt: skip
_COMPASS = re.compile(r"(?:северо|юго)-(?:запад|восто)")  # «Северо-Западная»
_NEAR = 300  # letters between «Отв.:» and the last body that it charges
_PERSON_IN_BRACKETS = re.compile(r"\s?\(\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\)")
_UNIQUE_PAIRS = {("совет", "федерации"), ("палата", "общин"), ("совет", "безопасности")}
_PLACED = frozenset({"таможня", "комиссия", "инспекция", "полиция", "комиссариат", "военкомат", "казначейство"})
_TERRITORIAL = frozenset({"управление", "департамент", "инспекция", "агентство", "служба"})
_NAMES = ("Surn", "Name", "Geox", "Patr")
_DEPUTIES = frozenset({"депутатов", "представителей", "федерации", "ветеранов"})
_LEVELLED = frozenset({"администрация", "дума", "прокуратура"})
_ONE_OF_PLACE = frozenset({"военкомат", "комиссариат", "посольство", "консульство", "комендатура", "таможня"})
_POWERS = frozenset({"администрация", "мэрия", "правительство", "управление", "префектура"})
_CHARGED = re.compile(
    r"(?: отв\. | ответственны\w | (?:со)?исполнител[ьи] ) \s? (?:исполнители)? \s? [:–-]",
    re.IGNORECASE | re.VERBOSE,
)
_OF_PLACES = tuple("нский вский мский рский сский ежский цкий лжский кский пский бский".split())
