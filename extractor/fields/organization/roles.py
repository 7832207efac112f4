"""What an organisation does in a document, where the words right beside its name say so.

Decides organizer, venue, participant, responsible and sender from syntax and layout near a mention.
Leaves employers, addressees and the document's own sender to `resolve.py`.
"""

from __future__ import annotations

import re

from extractor.fields.organization.linking import Group
from extractor.fields.organization.scene import Scene
from extractor.record import OrganizationRole


def roles_of(scene: Scene, group: Group) -> tuple[OrganizationRole, ...]:
    """The roles of one organisation, each once; `mentioned` where nothing says more."""
    found: dict[OrganizationRole, None] = {}
    text = scene.analysis.text
    for member in group.members:
        before = text[max(0, member.start - 90) : member.start]
        after = text[member.end : member.end + 40]
        for role, pattern in _BEFORE:
            if pattern.search(before) is not None:
                found[role] = None
        for role, pattern in _AFTER:
            if pattern.match(after) is not None:
                found[role] = None
        unit = scene.analysis.units[scene.tokens[member.first].unit]
        dative = scene.tokens[member.first].case == "Dat" and member.start - unit.body <= 2
        if dative and unit.kind == "item":
            found["responsible"] = None
    return tuple(found) or ("mentioned",)


def _before(pattern: str) -> re.Pattern[str]:
    """A pattern for what stands right before a name."""
    return re.compile(pattern + r"\s $", re.IGNORECASE | re.VERBOSE)


# What stands before a name, up to its first letter: «на базе [X]».
_BEFORE: tuple[tuple[OrganizationRole, re.Pattern[str]], ...] = (
    ("venue", _before(r"(?: на\s(?:базе|площадк\w{1,3}|территории) | в\s(?:стенах|здании|зале|фойе) )")),
    ("organizer", _before(r"(?: организатор\w* | учредител\w* | совместно\sс | организован\w* ) [^.;\n]{0,25}")),
    ("participant", _before(r"(?: представител\w{1,3} | с\sучастием | присутствовали | \bот )")),
    ("responsible", _before(r"(?: ответственн\w{2,3} | исполнител\w{1,3} | возложить\sна | поручить ) [^.;\n]{0,12}")),
    ("addressee", _before(r"(?: направить | представить ) [^.;\n]{0,20} \s в")),
)

_AFTER: tuple[tuple[OrganizationRole, re.Pattern[str]], ...] = (
    ("responsible", re.compile(r"\s?\([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:\s[А-ЯЁ]\.\s?[А-ЯЁ]\.)?\)")),
    ("organizer", re.compile(r"\s(?:провел|провела|провело|организовал\w?|приглашает|объявляет)\b")),
    ("participant", re.compile(r"\s(?:принял\w?\sучастие|участвовал\w?)\b")),
)
