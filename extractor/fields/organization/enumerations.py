"""Several organisations under one head: «школы № 3, 8 и 11», «газеты „А“ и „Б“», «Ольховская и Заречная школы».

Decides where an enumeration ends and what each member is called in full. Leaves single names to
`heads.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.organization.candidates import Candidate, candidate, kind_of
from extractor.fields.organization.names import clean, cyrillic, official_name
from extractor.fields.organization.noun_phrases import noun_phrase, place_stop
from extractor.fields.organization.numbers import NUMBER_SIGNS
from extractor.fields.organization.phrases import Tail
from extractor.fields.organization.scene import Scene, adjective_cases
from extractor.russian.bodies import Head
from extractor.russian.body_adjectives import is_ordinary_adjective
from extractor.russian.inflection import nominative
from extractor.russian.morphology import parses


def is_only_plural(low: str) -> bool:
    """Whether a form is of many and never of one: «центры», not «движения»."""
    return {str(p.tag.number) for p in parses(low) if p.tag.POS == "NOUN"} == {"plur"}


def is_plural(scene: Scene, i: int, first: int) -> bool:
    """Whether a head is certainly many: «школы района» by its tag, «школам» by its form."""
    token = scene.tokens[i]
    numbers = {str(p.tag.number) for p in parses(token.low) if p.tag.POS == "NOUN"}
    if numbers == {"plur"}:
        return True
    if "plur" not in numbers:
        return False
    if first < i:
        adjective = scene.tokens[i - 1]
        numbers = {str(p.tag.number) for p in parses(adjective.low) if p.tag.POS in ("ADJF", "PRTF")}
        return numbers == {"plur"} if len(numbers) == 1 else token.tag.number == "Plur"
    return token.tag.number == "Plur" and token.case == "Nom" and token.text.islower()


def enumerated(scene: Scene, first: int, tail: Tail, leader: Candidate) -> list[Candidate]:
    """The other members of «МБОУ СОШ № 3, 8 и 11»; each span begins with the head."""
    text = scene.analysis.text
    found = []
    for number in tail.numbers[1:]:
        before = _SIGNS.sub("№", text[leader.start : tail.numbers[0].start])
        name = official_name(f"{before}{text[number.start : number.end]}")
        found.append(replace(leader, stop=number.token + 1, end=number.end, name=name, placed=""))
    return found


def members_after(scene: Scene, stop: int, form: str, leader: Candidate, *, bare: bool = True) -> list[Candidate]:
    """The members that go on with numbers or, if `bare`, titles: «МБДОУ №№ 3, 8, [„Сказка“] и [№ 9 „Заря“]»."""
    found: list[Candidate] = []
    while len(found) < _MOST_MEMBERS and stop + 1 < scene.stop_of_unit(stop - 1):
        at = stop + 1
        end = _member_stop(scene, at) if scene.tokens[stop].low in (",", "и") else at
        if end == at or (at in scene.quoted and not bare):
            break  # «СОШ № 3, „Моя семья“»: the title of a work
        name = official_name(f"{form} {scene.text(at, end)}")
        found.append(candidate(scene, at, end, "members", name=name, kind=leader.kind, head=leader.head))
        stop = end
    return found


def _member_stop(scene: Scene, at: int) -> int:
    """The end of «№ 7», «№ 7 „Заря“» or «„Заря“» at token `at`, or `at`; «№ 45 от 3 мая» is an act's."""
    j = at
    last = scene.stop_of_unit(at)
    if j + 1 < last and scene.tokens[j].text in NUMBER_SIGNS and scene.tokens[j + 1].text.isdigit():
        j += 2
        if j < last and scene.tokens[j].low == "от":
            return at
    return scene.quoted[j] if j < last and j in scene.quoted and j not in scene.unclosed else j


def members(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> list[Candidate]:
    """Several bodies under one plural head; none where the plural names a class of bodies."""
    if tail.numbers:
        leader = _first_numbered(scene, first, i, head, tail)
        form = nominative(clean(scene.text(first, i + 1)), number="sing")
        return [leader, *enumerated(scene, first, tail, leader), *members_after(scene, tail.stop, form, leader)]
    lead = nominative(clean(cyrillic(scene.text(first, i + 1))), number="sing")
    if tail.quote is not None:
        lead = nominative(clean(cyrillic(scene.text(first, tail.quote))), number="sing")
        return _quoted_members(scene, first, lead, head, tail)
    if head.cls in ("power", "office") and tail.territory == "proper" and not tail.complements:
        return _placed_members(scene, first, i, lead, head)
    return _named_by_adjectives(scene, i, head) if head.cls == "institution" or head.lemma in _OF_PLACES else []


def _first_numbered(scene: Scene, first: int, i: int, head: Head, tail: Tail) -> Candidate:
    number = tail.numbers[0]
    text = _SIGNS.sub("№", scene.analysis.text[scene.tokens[first].start : number.end])
    name = nominative(clean(text), number="sing")
    return candidate(
        scene, first, number.token + 1, "members", name=name, kind=kind_of(name, head), head=head.lemma,
        end=number.end,
    )  # fmt: skip


def _quoted_members(scene: Scene, first: int, lead: str, head: Head, tail: Tail) -> list[Candidate]:
    if tail.quote is None:
        return []
    stop = scene.quoted[tail.quote]
    name = official_name(f"{lead} {scene.text(tail.quote, stop)}")
    leader = candidate(scene, first, stop, "members", name=name, kind=kind_of(name, head), head=head.lemma)
    more = members_after(scene, stop, lead, leader)
    return [leader, *more] if more else []


def _placed_members(scene: Scene, first: int, i: int, lead: str, head: Head) -> list[Candidate]:
    """«Администрациям Черемховки и г. Обь», «администраций Ольховского и Заречного районов»."""
    found: list[Candidate] = []
    lead = f"{lead[:1].lower()}{lead[1:]}"
    at = i + 1
    while at < len(scene.tokens) and len(found) < 30:
        stop = place_stop(scene, at)
        phrase = noun_phrase(scene, at, "gent") if stop is None else None
        if phrase is not None and phrase.territory == "proper":
            stop = phrase.stop
        if stop is None:
            break
        for name in _places(scene, at, stop):
            found.append(
                candidate(scene, first, stop, "members", name=f"{lead} {name}", kind=head.kind, head=head.lemma)
            )
        if stop >= len(scene.tokens) or scene.tokens[stop].low not in (",", "и"):
            break
        at = stop + 1
    return found if len(found) > 1 else []  # «администраций Енского района» are all its villages'


def _places(scene: Scene, first: int, stop: int) -> list[str]:
    """The places that a phrase names: two in «Ольховского и Заречного районов»."""
    words = scene.tokens[first:stop]
    joined = [k for k, word in enumerate(words) if word.low in ("и", ",")]
    if not joined or not adjective_cases(words[0].low):
        return [clean(scene.text(first, stop))]
    singular = {"районов": "района", "областей": "области", "округов": "округа", "поселений": "поселения"}
    last = singular.get(words[-1].low, words[-1].text)
    names = [word.text for word in words[:-1] if word.text[:1].isupper()]
    return [f"{name} {last}" for name in names]


def _named_by_adjectives(scene: Scene, i: int, head: Head) -> list[Candidate]:
    """«Ольховская и Заречная школы»: capitals in the singular before a plural head."""
    names = []
    k = i - 1
    while k > 0 and is_ordinary_adjective(scene.tokens[k].lemma) and scene.tokens[k].unit == scene.tokens[i].unit:
        k -= 1
    sort = k + 1
    while k >= 0 and i - k < 12 and scene.tokens[k].unit == scene.tokens[i].unit:
        token = scene.tokens[k]
        if token.text[:1].isupper() and adjective_cases(token.low) and not is_ordinary_adjective(token.lemma):
            names.append(k)
        elif token.low not in ("и", ","):
            break
        k -= 1
    if len(names) < 2:
        return []
    head_words = nominative(scene.text(sort, i + 1), number="sing")
    found = []
    for k in sorted(names):
        name = f"{_agreeing(scene.tokens[k].text, scene.tokens[i].lemma)} {head_words}"
        end = scene.tokens[k].end if k != names[0] else 0
        stop = k + 1 if end else i + 1
        found.append(candidate(scene, k, stop, "members", name=name, kind=kind_of(name, head), head=head.lemma))
    return found


def _agreeing(adjective: str, noun: str) -> str:
    """The adjective as it stands with the noun in the nominative: «Ольшанской» with «школа»."""
    gender = next((str(p.tag.gender) for p in parses(noun) if p.tag.POS == "NOUN" and p.tag.gender), "masc")
    for parse in parses(adjective.lower()):
        formed = parse.raw.inflect({"nomn", "sing", gender}) if parse.tag.POS == "ADJF" else None
        if formed is not None:
            return str(formed.word).capitalize()
    return adjective


_OF_PLACES = frozenset({"суд", "управа", "прокуратура", "администрация", "дума", "военкомат", "таможня"})
_MOST_MEMBERS = 20
_SIGNS = re.compile(r"№\s?№")
