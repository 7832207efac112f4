"""An expression where it stands: what the unit, the column and the line above say around it.

Decides only what is read. Leaves what it means to `roles.py` and `deadlines.py`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from extractor.analysis import Analysis
from extractor.fields.date.column_headings import ColumnHeadings
from extractor.fields.date.parts import Expression
from extractor.record import Interval
from extractor.text.outline import Unit


class Place(NamedTuple):
    """An expression where it stands: `before` and `after` are what the unit says around it."""

    analysis: Analysis
    low: str
    unit: Unit
    expression: Expression
    before: str
    after: str
    column: str  # the heading of its table column, ""
    days: int = 1  # how many it covers

    @property
    def lead(self) -> str:
        """The last few words before it."""
        return self.before[-36:]


def place_of(
    analysis: Analysis, low: str, expression: Expression, value: Interval | None, headings: ColumnHeadings
) -> Place:
    """The surroundings that the rules read."""
    unit = analysis.unit_at(expression.start)
    if unit is None:
        unit = analysis.units[-1]
    start = expression.start
    if expression.rule.startswith("edge_of"):
        start = max(unit.start, start)
    before = low[max(unit.start, start - 160) : start].replace("\n", " ")
    label = _LABEL_ABOVE.search(low, max(0, start - 60), start) if start == unit.start else None
    before = label[0].replace("\n", " ") if label is not None else before
    after = low[expression.end : min(unit.end, expression.end + 160)].replace("\n", " ")
    column = headings.over(expression.start)
    return Place(analysis, low, unit, expression, before, after, column, _length(value))


def _length(value: Interval | None) -> int:
    if value is None or value.from_.startswith("-"):
        return 1
    return (date.fromisoformat(value.to) - date.fromisoformat(value.from_)).days + 1


# «Срок –» ends the line above, and the day opens the next
_LABEL_ABOVE = re.compile(r"(?<![а-я])срок(?:и|[ ][а-я]{4,14})?[ ]{0,2}[-:]?[ ]{0,3}\n[ ]{0,40}$")
