"""What persons named side by side share: «учителя Рябова и Граб показали урок», «Рябова, Граб, педагоги школы».

Decides whose role and whose post in the plural is of the next name or of those before. Leaves the posts beside
one name to `posts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.analysis import Analysis
from extractor.fields.person.home import CHIEF, STAFF
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.posts import AFTER, BEFORE, Office
from extractor.fields.person.roles import Role
from extractor.fields.person.scene import Scene, ends_sentence
from extractor.fields.person.spans import Sighting
from extractor.russian.names import Key


class Seen(NamedTuple):
    """One mention with all that is known of it."""

    sighting: Sighting
    look: Scene
    keys: dict[Key, float]
    offices: list[Office]
    cases: frozenset[str]
    role: Role | None
    body: str | None
    line_body: str | None  # of the list item, where nothing nearer tells
    topic: str | None


def with_partner(analysis: Analysis, seen: list[Seen], one: Seen) -> Seen:
    """Roles and plural posts shared with the person before: «учителя Рябова и Граб показали урок»."""
    if not one.offices and seen and _is_next_in_brackets(analysis, seen[-1].sighting, one.sighting):
        quoted = _quoted_before(analysis, one.sighting.span.start)
        return one._replace(offices=[_renamed(office, quoted) for office in seen[-1].offices if office.is_shared])
    partner = _partner(analysis, seen, one.sighting)
    if partner is None or not partner.cases & one.cases:
        return one  # «К. Г. Рябов, зачитавший письмо Вадима Лосева»
    acts_alone = _has_own_verb(analysis, one.sighting)
    if one.role is None and partner.role is not None and partner.role.name in _SHARED_ROLES and not acts_alone:
        one = one._replace(role=partner.role)
    elif partner.role is None and one.role is not None and one.role.rule == "governed":
        seen[seen.index(partner, max(0, len(seen) - _NEAR))] = partner._replace(role=one.role)
    if not one.offices:
        one = one._replace(offices=[office for office in partner.offices if office.is_shared])
    return one


def share_back(analysis: Analysis, seen: list[Seen], one: Seen) -> None:
    """The post of many behind the last of them is of each: «Орлова А. А., Рябова П. П., педагоги школы № 3»."""
    shared = [office for office in one.offices if office.is_shared and office.rule == AFTER]
    start = one.sighting.span.start
    for i in range(len(seen) - 1, -1, -1):
        other = seen[i]
        between = analysis.text[other.sighting.span.end : start].strip()
        if not shared or other.offices or between not in (",", "и") or other.sighting.unit != one.sighting.unit:
            return
        seen[i] = other._replace(offices=shared)
        start = other.sighting.span.start


def share_body_back(analysis: Analysis, seen: list[Seen], one: Seen) -> None:
    """The body in brackets behind the last of them is of each: «Лосев и Граб (школа № 3)», «… (все – „Старт“)»."""
    mark = _SHARED_BRACKET.match(analysis.text, one.sighting.span.end)
    if mark is None or one.body is None:
        return
    start = one.sighting.span.start
    for i in range(len(seen) - 1, -1, -1):
        other = seen[i]
        between = analysis.text[other.sighting.span.end : start]
        joined = _JOINED.fullmatch(between) if len(between) < _LONGEST_JOINT else None
        if joined is None or other.body is not None or other.sighting.unit != one.sighting.unit:
            return
        if mark[1] is None and joined[1] == ",":
            return
        if not any(office.organization for office in other.offices):
            seen[i] = other._replace(body=one.body)
        start = other.sighting.span.start


def with_body_of_companion(analysis: Analysis, seen: Sequence[Seen], one: Seen) -> Seen:
    """«психолог центра „Шаг“ Лосев и логопед Граб»: a bare post joined by «и» is of the same body."""
    bare = next((office for office in one.offices if office.organization is None and office.rule == BEFORE), None)
    before = seen[-1] if seen else None
    if bare is None or before is None or one.body is not None or bare.standing not in (CHIEF, STAFF):
        return one
    told = next((office.organization for office in before.offices if office.rule == BEFORE), None)
    between = analysis.text[before.sighting.span.end : analysis.tokens[bare.head].start].strip()
    beside = between == "и" and before.sighting.unit == one.sighting.unit and len(one.offices) == 1
    is_his = len(between) < _SAME_STORY and _HIS.search(between) is not None
    return one._replace(body=told) if told is not None and (beside or is_his) else one


def _is_next_in_brackets(analysis: Analysis, before: Sighting, place: Sighting) -> bool:
    """True for the second name of «директорам школы № 1 (Орлова А. А.) и школы № 3 (Граб О. О.)»."""
    if before.unit != place.unit or before.first == 0 or place.first - before.stop > 25:
        return False
    tokens = analysis.tokens
    if tokens[before.first - 1].text != "(" or tokens[place.first - 1].text != "(":
        return False
    return not any(t.text in ".;:!?" or is_verb(t) for t in tokens[before.stop : place.first])


def _quoted_before(analysis: Analysis, start: int) -> str | None:
    """The quoted name before the bracket that opens at `start`: «Заречное» of «… и „Заречное“ (Граб С. А.)»."""
    found = _QUOTED.search(analysis.text[max(0, start - 80) : start])
    return None if found is None else found[1]


def _renamed(office: Office, quoted: str | None) -> Office:
    """The shared post with the quoted name of this person's own place; without it where none is told."""
    position = office.position
    if position is not None and "«" in position and quoted is not None:
        position = f"{position[: position.index('«')]}{quoted}"
    return office._replace(organization=None, position=position)


def _has_own_verb(analysis: Analysis, place: Sighting) -> bool:
    """True for «…, министр Граб П. Р. прислал телеграмму»: a verb of one right behind the name."""
    after = analysis.tokens[place.stop] if place.stop < len(analysis.tokens) else None
    if after is None or after.unit != place.unit or not is_verb(after):
        return False
    return after.tag.verb_form == "Fin" and after.tag.number != "Plur"


def _partner(analysis: Analysis, seen: Sequence[Seen], place: Sighting) -> Seen | None:
    """The person before in «руководили А. А. Лочев (Энск) и д.ф.н. Е. Поборова»: no verb stands between."""
    depth = 0
    joins = False
    after = place.first
    for before in reversed(seen[-_NEAR:]):
        if before.sighting.unit != place.unit or after - before.sighting.stop > 60:
            return None
        if ends_sentence(analysis.text[before.sighting.span.end - 3 : analysis.tokens[after].start]):
            return None
        for i in range(after - 1, before.sighting.stop - 1, -1):
            token = analysis.tokens[i]
            depth += (token.text == ")") - (token.text == "(")
            if depth > 0:
                continue  # «Орлова („Репка“) и Граб»
            if token.text in ";:!?" or depth < 0 or is_verb(token) or token.low.startswith("секретар"):
                return None
            joins = joins or (depth == 0 and token.low in ("и", ",", "а"))
        if depth == 0 and joins:
            return before
        after = before.sighting.first
    return None


# «(оба – школа № 3)», and without the word the pair «Лосев и его помощник Граб (школа № 3)», «… из школы № 3»
_SHARED_BRACKET = re.compile(r"\s*\(\s*(оба|обе|все)?\b|\s+из\s", re.IGNORECASE)
_JOINED = re.compile(r"\s*(,|и)(?:\s+(?:его|её|ее)\s+\w+)?\s*")
_LONGEST_JOINT = 30  # characters
_HIS = re.compile(r"\b(?:его|её|ее)\Z", re.IGNORECASE)  # «Его заместитель Граб»: of the one named before
_SAME_STORY = 200  # characters between the two
_QUOTED = re.compile(r"(«[^«»\n]{2,60}»)\s*\(\Z")
_NEAR = 4  # mentions back that a person may be named side by side with
_SHARED_ROLES = ("moderator", "speaker", "awardee", "participant")
