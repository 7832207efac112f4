"""What an organisation does in a document, where the words beside its name say so.

Decides organizer, venue, participant, responsible and addressee from the words before and after a mention, and
shares them among the members of an enumeration («на базе школы № 5 и Дома культуры»). Leaves employers and the
document's own sender to `resolve.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.fields.organization.linking import Group
from extractor.fields.organization.scene import Scene
from extractor.record import OrganizationRole


class Place(NamedTuple):
    """One mention: `text[start:end]`, its first token, and the number of its organisation."""

    start: int
    end: int
    first: int
    group: int


def roles_of(scene: Scene, groups: Sequence[Group]) -> list[tuple[OrganizationRole, ...]]:
    """The roles of each organisation, each once; `mentioned` where nothing says more."""
    found: list[dict[OrganizationRole, None]] = [{} for _ in groups]
    places = sorted(Place(m.start, m.end, m.first, i) for i, group in enumerate(groups) for m in group.members)
    before: Place | None = None
    shared: frozenset[OrganizationRole] = frozenset()  # of the member of an enumeration before
    for place in places:
        own = _told(scene, place)
        if before is not None and _goes_on(scene, before, place):
            own |= shared
        found[place.group].update(dict.fromkeys(sorted(own)))
        before, shared = place, own & _SHARED
    return [tuple(roles) or ("mentioned",) for roles in found]


def _told(scene: Scene, place: Place) -> frozenset[OrganizationRole]:
    """What the words right before and after one mention say."""
    text = scene.analysis.text
    before = text[max(0, place.start - 90) : place.start]
    after = text[place.end : place.end + 60]
    roles = {role for role, pattern in _BEFORE if pattern.search(before) is not None}
    roles |= {role for role, pattern in _AFTER if pattern.match(after) is not None}
    unit = scene.analysis.units[scene.tokens[place.first].unit]
    if unit.kind == "item" and scene.tokens[place.first].case == "Dat" and place.start - unit.body <= 2:
        roles.add("responsible")
    if _ABSENT.search(before) is not None:
        roles.discard("participant")
    if unit.zone == "head" and _OWN_MEETING.search(before) is not None:
        roles.add("organizer")
    return frozenset(roles)


def _goes_on(scene: Scene, before: Place, place: Place) -> bool:
    """Whether nothing but commas, «и» and people stands between two bodies of one enumeration."""
    between = scene.analysis.text[before.end : place.start]
    return place.start >= before.end and len(between) < 70 and _BETWEEN.fullmatch(between) is not None


def _before(pattern: str) -> re.Pattern[str]:
    """A pattern for what stands right before a name."""
    return re.compile(rf"(?:{pattern})\s $", re.IGNORECASE | re.VERBOSE)


# those of a body who come to an event for it: «учащиеся [X]», «представители [X]»
_PEOPLE = r"""(?: представител[а-яё]{1,3} | (?: педагог | ученик | воспитанник | студент | школьник | сотрудник
    | специалист | волонт[её]р | команд ) (?: и | ы | ов | ам | ами | ах ) | учител(?:ей|ями)
    | учащи[емх][а-яё]{0,2} | (?: преподавател | делегаци ) (?: и | ей | й | ям | ями | ях ) )"""
_HALL = r"""(?: (?:актов|мал|больш|читальн|спортивн|концертн|выставочн)\w{2,3}\s)? (?:конференц-|спорт)?
    (?: зал(?:е|ах)? | фойе | холле | музее | кабинете ) (?:\sзаседаний)?"""
# what stands before a name, up to its first letter: «на базе [X]»
_BEFORE: tuple[tuple[OrganizationRole, re.Pattern[str]], ...] = (
    ("venue", _before(r"на\s(?:базе|площадк\w{1,3}|территории|сцене)")),
    ("venue", _before(rf"в\s(?: стенах | здании | помещении | {_HALL} )")),
    ("venue", _before(rf"мест[оа]\s(?:проведения|встречи)\s*[:–—-]\s*(?:{_HALL})?")),
    (
        "organizer",
        _before(r"(?: (?<![-\w])организатор\w* | учредител\w* | совместно\sс | организован\w* ) [^.;\n]{0,25}"),
    ),
    ("organizer", _before(r"(?:руководство|проведение)\s[^.;\n]{0,40}(?:осуществляет|осуществляют|возлагается\sна)")),
    (
        "participant",
        _before(r"с\sучастием | присутствовали | \bот | (?:среди|в\sтом\sчисле)\s(?:них|которых)\s?[:–—-]?"),
    ),
    ("participant", _before(r"(?: участву[ею]т | участвовали | приняли\sучастие )\s?[:–—-]?")),
    ("participant", _before(_PEOPLE)),
    ("responsible", _before(r"(?: ответственн\w{2,3} | исполнител\w{1,3} | возложить\sна | поручить ) [^.;\n]{0,12}")),
    ("addressee", _before(r"(?: направить | представить ) [^.;\n]{0,20} \s в")),
)
_AFTER: tuple[tuple[OrganizationRole, re.Pattern[str]], ...] = (
    ("responsible", re.compile(r"\s?\([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:\s[А-ЯЁ]\.\s?[А-ЯЁ]\.)?\)")),
    (
        "organizer",
        re.compile(
            r"\s(?:совместно\sс\s|при\sподдержке\s|пров(?:[её]л[аио]?|одит|одят)\b|организовал[аио]?\b|организу[ею]т\b"
            r"|приглаша[ею]т\b|объявля[ею]т\b)"
        ),
    ),
    ("participant", re.compile(r"\s(?:приня(?:л[аио]?|ли)\s(?:активное\s)?участие|участвовал[аио]?|участву[ею]т)\b")),
)
# «ПРОТОКОЛ общего собрания членов [X]» in the heading: the meeting is its own
_OWN_MEETING = re.compile(
    r"(?:заседани[яе]|собрани[яе]|съезда|пленума|конференции|совещания)\s(?:[а-яё]+\s){0,3}$", re.IGNORECASE
)
_ABSENT = re.compile(r"отсутств|неучаст|не\sприняли|не\sучаств", re.IGNORECASE)
_BETWEEN = re.compile(rf"[»\")]?\s*(?:,|и|,\s*и|;)\s+(?:{_PEOPLE}\s+)?", re.IGNORECASE | re.VERBOSE)
_SHARED: frozenset[OrganizationRole] = frozenset(("venue", "organizer", "participant"))
