"""Candidates that a head noun leads: «министерство», «школа», «газета», «учреждение».

Decides what makes a phrase around a head the name of one body and not a class of bodies («школы района»)
or an inner department. Leaves the boundaries of the phrase to `phrases.py`.
"""

from __future__ import annotations

import re

from extractor.fields.organization.candidates import Candidate, candidate, kind_of
from extractor.fields.organization.enumerations import enumerated, is_only_plural, is_plural, members
from extractor.fields.organization.farms import farm_by_words
from extractor.fields.organization.led import is_managed
from extractor.fields.organization.letterheads import office_letterhead
from extractor.fields.organization.modifiers import left_of
from extractor.fields.organization.names import official_name
from extractor.fields.organization.offices import (
    has_proper,
    is_capital,
    is_of_document,
    is_of_members,
    rule_of_office,
    rule_of_power,
)
from extractor.fields.organization.phrases import Tail, is_letters_among, right_of
from extractor.fields.organization.quoted_names import is_branch
from extractor.fields.organization.scene import Scene, adjective_cases, noun_cases
from extractor.fields.organization.unions import union_letterhead
from extractor.fields.organization.words import (
    LEVELS,
    NO_FIELDS,
    OF_TERRITORY,
    SELDOM_CAPITAL,
    STATE_ADJECTIVES,
)
from extractor.russian.bodies import Head, head_noun, is_short_head
from extractor.russian.body_adjectives import is_ordinary_adjective
from extractor.russian.body_words import needs_partner


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
    if head.lemma in ("сад", "дом") and first < i and _NURSERY.match(scene.tokens[i - 1].low):
        first = min(first, left_of(scene, i - 1) if "-" in scene.tokens[i - 1].text else i - 1)
    if not _has_partner(scene, first, i, tail, head) or _is_on_base(scene, i, head):
        return []
    if head.lemma == "полиция" and i + 1 < tail.stop and is_letters_among(scene, i, i + 1):
        return []  # «заместитель начальника полиции ОМВД»: the body is the one behind
    if head.lemma == "представительство" and first == i and i + 1 < tail.stop:
        return []  # «менеджер представительства общества „Вега“»: the name is that of the body behind
    if is_plural(scene, i, first) and not is_short_head(token.text) and head.lemma not in _OF_PLURAL_FORM:
        many = [] if head.lemma == "мастерская" and tail.numbers else members(scene, first, i, head, tail)
        if many or tail.quote is None or is_only_plural(token.low):
            return many  # a lone quoted name is of one, «движения „Искра“»
    branch = union_letterhead(scene, first, i, tail.stop) if head.lemma == "профсоюз" else []
    if head.lemma == "администрация":
        branch = office_letterhead(scene, first, i, tail)
    if branch:
        return branch
    if head.cls == "legal" and tail.quote is None:
        whole = _legal_phrase(scene, first, i, tail) or farm_by_words(scene, first, i)
        if whole:
            return whole
    if _is_of_another(scene, i, head, tail):
        return []
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
        beyond = scene.tokens[tail.stop].low in ("в", "на", "о", "для", "как", "и") if tail.stop < stop - 1 else False
        if first != opening + 1 or tail.stop > stop - 1 or beyond or not _has_partner(scene, first, i, tail, head):
            return None
        if head.cls not in ("institution", "titled", "union"):
            return None
        named = tail.numbers or tail.honour or has_proper(scene, first, i) or tail.territory == "proper"
        rich = head.lemma not in SELDOM_CAPITAL and head.cls == "institution" and tail.complements
        return head if named or rich else None
    return None


def _is_of_another(scene: Scene, i: int, head: Head, tail: Tail) -> bool:
    """«хор школы № 8», «лыжная база колхоза „Восход“»: the name is that of the body behind."""
    if head.lemma not in _OWNED or i + 1 >= tail.stop or not (tail.numbers or tail.quote is not None):
        return False
    owner = head_noun(scene.tokens[i + 1].text) if "gent" in noun_cases(scene.tokens[i + 1].low) else None
    return owner is not None and owner.cls in ("institution", "legal", "titled")


def _is_on_base(scene: Scene, i: int, head: Head) -> bool:
    """«на базе учебного центра „Затон“» names a place, no base."""
    if head.lemma != "база" or i == 0 or i + 1 >= len(scene.tokens) or scene.tokens[i].low != "базе":
        return False
    return scene.tokens[i - 1].low == "на" and scene.tokens[i + 1].low != "отдыха" and i + 1 not in scene.quoted


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
    kind = _KINDS_BY_RULE.get(rule) or kind_of(name, head)
    associated = any(word in name.lower() for word in ("ветеранов", " союза ", " общества "))
    if head.lemma == "агентство" and rule == "head_quoted":
        kind = "media" if "информ" in name.lower() or "новост" in name.lower() else "company"
    if (head.lemma == "отделение" and rule == "head_quoted") or (associated and head.lemma in ("совет", "отделение")):
        kind = "association"
    return candidate(
        scene, first, stop, rule, kind=kind, name=name, head=head.lemma,
        placed_stop=0 if end else tail.stop, end=end,
    )  # fmt: skip


def _rule(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> str | None:
    """The rule that makes the phrase a name, or None."""
    if any(scene.tokens[k].low in NO_FIELDS for k in range(i + 1, min(i + 3, tail.stop))):
        return None
    if _is_territory(scene, first, i, head) or _is_event(scene, first, i, head):
        return None
    if tail.quote is not None and scene.tokens[tail.quote + 1].low in ("о", "об"):
        return None  # the title of an act
    if tail.quote is not None and head.cls not in ("power", "office"):
        return "head_quoted"
    if tail.quote is not None and _is_news_agency(scene, first, i, head):
        return "head_quoted"
    police = head.lemma in ("отдел", "отделение") and scene.tokens[min(i + 1, tail.stop - 1)].low == "полиции"
    if tail.quote is not None and (police or (head.lemma == "отделение" and has_proper(scene, first, i))):
        return "head_quoted"  # «Енское отделение „Память“»
    loud = scene.tokens[i].text.isupper()
    if head.cls == "legal" and head.lemma == "организация" and is_branch(scene, i):
        return "union_branch" if tail.body or tail.territory == "proper" or tail.quote is not None else None
    if head.cls == "legal":
        if not loud and has_proper(scene, first, i) and i - first > 1 and head.lemma in _DESCRIBED:
            return "head_proper"  # «Енское автотранспортное предприятие»
        if head.lemma == "общество" and "Красного Креста" in scene.text(i, tail.stop):
            return "head_proper"
        if has_proper(scene, first, i) and tail.complements and head.lemma in ("общество", "объединение"):
            return "head_proper"
        if head.lemma == "общество" and _is_of_level(scene, first, i, head, tail):
            return "union_level"  # «районное общество инвалидов»
        return "legal_phrase" if _is_full_form(scene, first, i) and tail.body else None
    if head.cls == "titled" and has_proper(scene, first, i) and (head.lemma == "клуб" or is_managed(scene, first)):
        return "head_proper"  # «Заречный сельский клуб», «директор Заречного рынка»
    if head.lemma == "клуб" and _is_village(scene, i, head, tail):
        return "head_village"
    if head.cls == "titled":
        placed = tail.territory == "proper" or scene.tokens[first].text[:1].isdigit()
        served = tail.body and placed and head.lemma == "отряд"
        return "titled_force" if served else None  # «отряд ФПС по Енской области», «3-й отряд ФПС»
    if head.cls == "power":
        return rule_of_power(scene, first, i, head, tail)
    if head.cls == "office":
        return rule_of_office(scene, first, i, head, tail)
    if head.lemma == "часть" and scene.tokens[first].text[:1].isdigit():
        return "head_numbered"  # «44-я пожарно-спасательная часть»
    if tail.numbers or tail.honour:
        return "head_numbered" if tail.numbers else "head_honoured"
    if has_proper(scene, first, i):
        return "head_proper"
    if head.lemma.endswith("ком") and "профсоюз" in scene.text(i, tail.stop).lower():
        return "union_committee"  # «горком профсоюза работников леса»
    if head.cls == "union" and tail.complements and i in scene.named and scene.opens_sentence(first) and not loud:
        return "union_opening"  # «Фонд президентских грантов выделил средства»
    if head.cls == "union":
        if is_capital(scene, first, i) and (tail.complements or tail.territory):
            return "union"
        return "union_level" if _is_of_level(scene, first, i, head, tail) else None
    return _rule_of_institution(scene, first, i, head, tail)


def _is_news_agency(scene: Scene, first: int, i: int, head: Head) -> bool:
    """«Енское информационное агентство „Острова“» is no office of a government."""
    return head.lemma == "агентство" and any(t.low.startswith(_TRADES_OF_AGENCIES) for t in scene.tokens[first:i])


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
    if is_capital(scene, first, i) and (tail.complements > 0 or first < i or tail.territory):
        return "head_capital"
    if scene.tokens[first].text[:1].isupper() and _is_sure_opening(scene, first, i, tail, modifiers):
        return "head_opening"
    if tail.stop > i + 1 and all(map(is_ordinary_adjective, modifiers)) and _is_village(scene, i, head, tail):
        return "head_village"
    if _is_regional(scene, i, head, tail, modifiers):
        return "head_regional"
    if tail.body and i + 1 < tail.stop and scene.tokens[i + 1].low == "при":
        return "head_placed"  # «лицей при ЕГАУ»
    if tail.complements and tail.territory == "proper" and scene.tokens[i].tag.number == "Sing":
        return "head_placed"  # «колледж искусств г. Двинска»
    levels = any(lemma in LEVELS for lemma in modifiers)
    return "head_level" if levels and tail.territory == "proper" else None


def _is_of_level(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> bool:
    """«областная федерация бокса», «краевой союз художников»: a level and a field leave one of a few sorts."""
    if head.lemma not in _JOINED or tail.territory or not tail.complements or scene.tokens[i + 1].low == "по":
        return False
    sports = head.lemma in ("федерация", "лига")
    levels = {scene.tokens[k].lemma for k in range(first, i)} & LEVELS - _OF_STATE
    return bool(levels) and scene.tokens[i].tag.number == "Sing" and (sports or is_of_members(scene, i, tail))


def _is_regional(scene: Scene, i: int, head: Head, tail: Tail, modifiers: list[str]) -> bool:
    """«областная научная библиотека», «краевая филармония», «областной центр диагностики»: a region has one."""
    if head.lemma == "театр" and tail.complements and scene.tokens[i + 1].low in _STAGES:
        return scene.tokens[i].tag.number == "Sing"  # «театр юного зрителя»
    if not set(modifiers) & _REGIONAL or scene.tokens[i].tag.number != "Sing":
        return False
    if tail.complements:
        return head.lemma == "центр" and not tail.numbers
    return head.lemma in _ONE_OF_REGION or (len(modifiers) > 1 and head.kind in ("culture", "health"))


def _is_village(scene: Scene, i: int, head: Head, tail: Tail) -> bool:
    """«музей села Грибное», «участковая больница п. Заречный»: a village has one; a town may have many."""
    sort = scene.tokens[min(i + 1, tail.stop - 1)].low
    one = scene.tokens[i].tag.number != "Plur"
    small = sort in _VILLAGES or head.lemma in _ONE_OF_TOWN
    return one and tail.territory == "proper" and not tail.complements and small


def _is_sure_opening(scene: Scene, first: int, i: int, tail: Tail, modifiers: list[str]) -> bool:
    """Whether a phrase is a name though its capital is that of the sentence: «Областной центр спорта провёл»."""
    known = any(k in scene.named for k in range(first, i + 1))
    if (tail.complements > 0 or first < i) and tail.territory and (known or tail.territory == "proper"):
        return True
    if tail.complements and (any(lemma in LEVELS for lemma in modifiers) or (known and i - first > 1)):
        return True
    return len(modifiers) > 1 and modifiers[0] == "центральный"


def _is_full_form(scene: Scene, first: int, i: int) -> bool:
    return any(scene.tokens[k].lemma in STATE_ADJECTIVES for k in range(first, i))


def _weak(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> list[Candidate]:
    """A phrase that may be a later mention: «министерство», «Центра», «отдела образования»."""
    short = is_short_head(scene.tokens[i].text) and len(scene.tokens[i].text) < 3
    if short or head.cls == "titled" or _is_territory(scene, first, i, head):
        return []
    name = official_name(scene.text(first, tail.base))
    rule = "power_of_document" if is_of_document(scene, first, i, head, tail) else "mention"
    kind = kind_of(name, head)
    found = [candidate(scene, first, tail.base, rule, name=name, kind=kind, head=head.lemma, weak=True)]
    if tail.base > i + 1 or first < i:
        bare = official_name(scene.text(i, i + 1))
        found.append(candidate(scene, i, i + 1, "mention", name=bare, kind=head.kind, head=head.lemma, weak=True))
    return found


def _has_partner(scene: Scene, first: int, i: int, tail: Tail, head: Head) -> bool:
    """Whether the word stands there that the head needs: «дом» needs «детский» or «культуры»."""
    stems = needs_partner(head.lemma)
    if head.lemma == "комиссия" and scene.tokens[min(i + 1, len(scene.tokens) - 1)].low == "по" and tail.complements:
        return tail.territory == "proper" or is_capital(scene, first, i)  # «по делам молодёжи Енского района»
    if not stems or is_short_head(scene.tokens[i].text) or "интернат" in scene.tokens[i].low:
        return True  # «дом-интернат для престарелых» needs no more
    near = [scene.tokens[k].low for k in range(first, min(tail.stop, i + 5)) if k != i]
    return any(part.startswith(stems) for word in near for part in word.split("-"))


def _is_event(scene: Scene, first: int, i: int, head: Head) -> bool:
    """«Летняя школа юных геологов „Искатель“» is held, not founded."""
    before = scene.tokens[max(0, first - 1) : i]
    if first and scene.tokens[first - 1].lemma in ("неделя", "фестиваль", "день") and _is_for_somebody(scene, i):
        return True  # «Неделя театра для школьников „Открытый занавес“»
    return head.lemma in ("школа", "академия", "университет") and any(t.low.startswith(_SEASONS) for t in before)


def _is_for_somebody(scene: Scene, i: int) -> bool:
    return i + 1 < len(scene.tokens) and scene.tokens[i + 1].low == "для"


def _is_territory(scene: Scene, first: int, i: int, head: Head) -> bool:
    """«Российская Федерация» and «Европейский союз» are no associations."""
    before = scene.tokens[i - 1].low if first < i else ""
    return (head.lemma == "федерация" and before.startswith("российск")) or (
        head.lemma == "союз" and before.startswith(_UNIONS_OF_STATES)
    )


_UNIONS_OF_STATES = ("советск", "европейск", "таможенн", "экономическ")
_WIDE = frozenset({"центр", "филиал", "институт", "школа", "клуб", "музей", "дом"})
# Letters of institutions of which a district has one: «главный врач ЦРБ».
_SINGLE = frozenset({"ЦРБ", "ЦГБ", "РДК", "ДЮСШ", "ДШИ", "ДМШ", "ДДТ", "ЦДТ", "ДДЮТ", "ЦДЮТ"})

_OWNED = frozenset({
    "хор", "оркестр", "ансамбль", "студия", "кружок", "база", "стадион", "отряд", "дружина", "коллектив",
})  # fmt: skip
_KINDS_BY_RULE = {"titled_force": "authority", "council_level": "association"}
_TRADES_OF_AGENCIES = ("информац", "телеграф", "рекламн", "туристич", "кадров", "охранн", "новостн")
_JOINED = frozenset({"федерация", "ассоциация", "союз", "лига", "гильдия", "общество"})
_OF_STATE = frozenset({"центральный", "государственный", "национальный"})
_REGIONAL = {"областной", "краевой", "республиканский"}
_ONE_OF_TOWN = frozenset({"собор", "мечеть", "почтамт", "синагога", "водоканал", "элеватор", "автовокзал"})
_OF_PLURAL_FORM = frozenset({"ясли"})
_STAGES = frozenset({"юного", "кукол", "драмы", "оперы", "оперетты"})
_NURSERY = re.compile(r"(?:школ[а-яё]{0,3}-)?детск")
_ONE_OF_REGION = frozenset({"филармония", "архив", "суд", "дума"})
_DESCRIBED = ("предприятие", "хозяйство", "организация", "общество")
_SEASONS = ("летн", "зимн", "весенн", "осенн")
_VILLAGES = frozenset({
    "села", "деревни", "посёлка", "поселка", "станицы", "аула", "хутора", "с", "д", "п", "пос", "х",
})  # fmt: skip
