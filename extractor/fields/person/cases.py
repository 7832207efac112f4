"""In which case a mention of a person stands, by all that speaks for it.

Decides the weight of each case from the tagger, the governing word, the post, the neighbour in a list and
the verb. Leaves what the name is in the nominative to `russian/names.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from extractor.analysis import Analysis, Token
from extractor.fields.person.governing import OF_PEOPLE, VERB_REACH, governed, is_of_noun, preposition_beside
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.posts import BEFORE, Office
from extractor.fields.person.spans import Sighting
from extractor.russian.morphology import parses
from extractor.russian.name_cases import surname_readings


class Neighbour(Protocol):
    """What is needed of the mention before: where it stands and its cases."""

    @property
    def sighting(self) -> Sighting: ...
    @property
    def cases(self) -> frozenset[str]: ...


def case_weights(
    analysis: Analysis, place: Sighting, posts: Sequence[Office], before: Neighbour | None
) -> dict[str, float]:
    """How likely each case is for a mention: its own form, its post, its neighbour, its verb."""
    heads = [office.head for office in posts if office.rule == BEFORE]
    weights = _own_cases(analysis, place, min([place.first, *heads]))
    for office in posts:
        for case in post_cases(analysis.tokens[office.head].text, office.cases):
            clear = office.rule == BEFORE or "nom" not in office.cases  # «Перову Я. И. – бывшему главе»
            weights[case] = weights.get(case, 1.0) * (4.0 if clear else 2.0)
    for case in _cases_beside(analysis, before, place, min([place.first, *heads])):
        weights[case] = weights.get(case, 1.0) * 4
    if _is_subject(analysis, place, posts):
        weights["nom"] = weights.get("nom", 1.0) * 4
    return weights


def is_subject_beside(analysis: Analysis, place: Sighting, head: int) -> bool:
    """True where a finite verb beside the name or its post agrees with it: «и.о. министра Пётр Граб доложил»."""
    tokens = analysis.tokens
    if preposition_beside(tokens, place, head) is not None or is_of_noun(analysis, place, head):
        return False  # «совместно с Грабом О. О. прошёл тренинг»
    after = tokens[place.stop] if place.stop < len(tokens) else None
    if after is not None and after.text == "," and place.first and tokens[place.first - 1].text == ",":
        after = tokens[place.stop + 1] if place.stop + 1 < len(tokens) else None  # «ведущая, О. О. Граб, показала»
    if after is not None and after.unit == place.unit and _agrees(after, place):
        return True
    before = tokens[head - 1] if head else None
    if before is None or before.unit != place.unit:
        return False
    if _agrees(before, place):
        return parses(before.low)[0].normal not in OF_PEOPLE
    return _lacks_subject(analysis, place, head)


def _lacks_subject(analysis: Analysis, place: Sighting, head: int) -> bool:
    """True for «Вела заседание Граб О. О.»: the verb before agrees with the name alone."""
    tokens = analysis.tokens
    first = max(analysis.sentences[tokens[head].sentence].first, head - VERB_REACH)
    for i in range(head - 1, first - 1, -1):
        token = tokens[i]
        if token.text in ",;:()|–—" or token.pos == "ADP":
            return False
        if is_verb(token):
            plain = _agrees(token, place) and parses(token.low)[0].normal not in OF_PEOPLE
            return (
                plain and token.tag.number != "Plur" and not any(_may_be_subject(t, token) for t in tokens[first:head])
            )
    return False


def _may_be_subject(token: Token, verb: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN", "PRON"):
        return False
    same = not token.tag.gender or not verb.tag.gender or token.tag.gender == verb.tag.gender
    return token.case == "Nom" and same and token.tag.number != "Plur"


def _agrees(verb: Token, place: Sighting) -> bool:
    """True where the verb is finite and the surname has a nominative of its number and gender."""
    finite = _finite(verb)
    if finite is None:
        return False
    readings = [r.reading for r in surname_readings(place.span.last)[:4] if r.weight > 1.0] if place.span.last else []
    return any(r.case in ("nom", "?") and finite in ("?", r.gender) for r in readings)


def _finite(verb: Token) -> str | None:
    """The gender of a finite verb of the third person, «?» for any, None for other words."""
    if is_verb(verb) and verb.tag.verb_form == "Fin":
        if verb.tag.mood == "Imp" or verb.tag.person in ("1", "2"):
            return None
        return "?" if verb.tag.number == "Plur" else {"Masc": "m", "Fem": "f"}.get(verb.tag.gender, "?")
    readings = parses(verb.low)
    if not all(p.known and p.tag.POS == "VERB" and p.tag.tense == "past" for p in readings):
        return None  # the tagger may take «ознакомила» for a participle
    return {"masc": "m", "femn": "f"}.get(str(readings[0].tag.gender), "?")


def post_cases(post: str, cases: frozenset[str]) -> frozenset[str]:
    """The cases of a post; «завкафедрой» and «завотделом» have one form for all."""
    return frozenset() if re.fullmatch(r"зав\w+(?:ой|ом|ей)", post.lower()) is not None else cases


def possible(cases: frozenset[str], place: Sighting) -> frozenset[str]:
    """The cases that the form of the surname allows: «Гринёву» is no nominative, «Дина Гринёвой» may be a slip."""
    if not place.span.last:
        return cases
    if _NOMINATIVE_MIDDLE.search(place.span.middle or "") is not None:
        return frozenset(["nom"])
    readings = [r.reading.case for r in surname_readings(place.span.last)[:6] if r.weight > 1.0]
    if not readings or "?" in readings:
        return cases
    allowed = frozenset(readings)
    says_nominative = any(p.known and p.tag.case == "nomn" and "Name" in p.tag for p in parses(place.span.first or ""))
    if says_nominative and "nom" in allowed:
        return (cases & allowed) or frozenset(["nom"])  # «и.о. ректора Тимур Граб»
    return (cases & allowed) or (cases if says_nominative else allowed)


def _own_cases(analysis: Analysis, sighting: Sighting, head: int) -> dict[str, float]:
    """How likely each case is by the tagger and by standing at the start of a line."""
    weights: dict[str, float] = {}
    for token in analysis.tokens[sighting.first : sighting.stop]:
        case = _CASES.get(token.case)
        if case is not None and len(token.text) > 2:
            weights[case] = weights.get(case, 1.0) * 1.6
    case = governed(analysis, sighting, head)
    if case is not None:
        weights[case] = weights.get(case, 1.0) * 4
    unit = analysis.units[sighting.unit]
    if not _LETTER.search(analysis.text, unit.body, max(unit.body, sighting.span.start)):
        weights["nom"] = weights.get("nom", 1.0) * 3
    return weights


def _cases_beside(analysis: Analysis, before: Neighbour | None, place: Sighting, head: int) -> frozenset[str]:
    """The case of the name right before in «Орловой А. А., Граб О. О. и Рябовой С. С.»."""
    if before is None or before.sighting.unit != place.unit or len(before.cases) > 2:
        return frozenset()
    between = _outside_brackets(analysis.tokens[before.sighting.stop : head])
    joined_up = 0 < len(between) < 5 and all(token.low in (",", "и", ".", "–", "—", "-", ";") for token in between)
    joined_up = joined_up and any(token.low in (",", "и", ";") for token in between)
    return before.cases if joined_up else frozenset()


def _outside_brackets(tokens: Sequence[Token]) -> list[Token]:
    """«Орлова (вокал) – „Вода“, Граб»: the tokens without those in brackets and quotes, if they are few."""
    if len(tokens) > 30:
        return list(tokens)
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.text in "(«"
        if depth == 0:
            kept.append(token)
        depth -= token.text in ")»"
    return kept


def _is_subject(analysis: Analysis, place: Sighting, posts: Sequence[Office]) -> bool:
    """True before a verb of its own («Орлова А. П. утвердила …») and after «зам. директора» at a line's start."""
    after = analysis.tokens[place.stop] if place.stop < len(analysis.tokens) else None
    if preposition_beside(analysis.tokens, place, place.first) is not None or is_of_noun(analysis, place, place.first):
        return False
    if after is not None and after.unit == place.unit and is_verb(after) and after.tag.verb_form != "Inf":
        return True
    heads = [office.head for office in posts if office.rule == BEFORE and not office.cases]
    return any(head == 0 or _opens(analysis, head) for head in heads)


def _opens(analysis: Analysis, head: int) -> bool:
    """True at the start of a line and after a comma, dash or bracket."""
    before = analysis.tokens[head - 1]
    return before.unit != analysis.tokens[head].unit or before.text in (",", "(", "-", "–", "—", ":", ".")


_CASES = {"Nom": "nom", "Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc"}
_NOMINATIVE_MIDDLE = re.compile(r"(?:[оеё]вич|[оеё]вна|ична)$")
_LETTER = re.compile("[А-Яа-яЁёA-Za-z0-9]")
