"""Names set in two lines of a column: «Рябов      - директор школы», below it «Иван Ильич».

Decides that a surname alone at the start of a line and first name with patronymic at the start of the next one are
one person, the way orders list committees. Leaves names in one piece to `name_spans.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.russian.name_patterns import quality
from extractor.russian.name_words import first_name, patronymic


class ColumnName(NamedTuple):
    """The surname at `start` … `end`, the given names of the line below at `below` … `stop`."""

    start: int
    end: int
    below: int
    stop: int
    last: str
    first: str
    middle: str


def column_names(text: str) -> Iterator[ColumnName]:
    """All names in two lines: «Рябов   - директор⏎Иван Ильич», but not «Рябов Иван Ильич»."""
    for found in _TWO_LINES.finditer(text):
        last, first, middle = found["last"], found["first"], found["middle"]
        worth = quality(last)
        if worth is None or worth < 0 or first_name(last) or not patronymic(middle):
            continue
        yield ColumnName(
            found.start("last"), found.end("last"), found.start("first"), found.end("middle"), last, first, middle
        )


_WORD = r"[А-ЯЁ][а-яё]+"
_TWO_LINES = re.compile(
    rf"""^[ \t]*(?P<last>{_WORD}(?:-{_WORD})?)      # Рябов
    (?:[ ]{{3,}}|[ ]*\t\s*|[ ]{{1,2}}(?=[-–—][ ]))  # a gap, or a dash
    [-–—]?[ ]?[^\n]{{3,200}}\n                      # - директор школы
    [ \t]*(?P<first>{_WORD})[ ](?P<middle>{_WORD}(?:ич|на))
    (?=[ ]{{2,}}|[ ]*[\t\n;,]|[ ]*$)""",
    re.VERBOSE | re.MULTILINE,
)
