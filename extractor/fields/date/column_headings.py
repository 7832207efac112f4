"""The headings of table columns, by a place in the text below them.

Decides only the look-up; where tables are and what is a header is for `text/tables.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.analysis import Analysis
from extractor.text.tables import tables


class ColumnHeadings:
    """What the tables' headers say over a place in the text; tables are looked for only where cells are."""

    def __init__(self, analysis: Analysis, low: str) -> None:
        self.low = low
        self.text = analysis.text  # tabs part cells here
        has_cells = any(unit.kind == "cell" for unit in analysis.units) or "\t" in analysis.text
        found = tables(analysis.page) if has_cells else ()
        places = [(cell, table) for table in found for row in table.body() for cell in row]
        self.places = sorted(places, key=lambda place: place[0].start)

    def over(self, at: int) -> str:
        """The heading of the column in which `at` stands: «срок исполнения», or ""."""
        index = bisect_right(self.places, at, key=lambda place: place[0].start) - 1
        if index >= 0 and at < self.places[index][0].end:
            cell, table = self.places[index]
            return table.heading(self.low, cell.column)
        return _heading_above(self.text, at)


def _heading_above(text: str, at: int) -> str:
    """The cell over a place in lines that blanks or tabs part: «Срок» of «№   Мероприятие   Срок», or ""."""
    begin = _line_start(text, at)
    cells = _cells(text, begin)
    own = next((k for k, cell in enumerate(cells) if cell.start() <= at < cell.end()), None)
    if own is None or len(cells) < 2:
        return ""
    for _ in range(_LINES_ABOVE):
        end = begin - 1
        if end <= 0 or end < at - _FAR:
            return ""
        begin = _line_start(text, end)
        heads = _cells(text, begin)
        if len(heads) > 1 and _HEADS.search(text, begin, end) and not _DIGIT.search(text, begin, end):
            return _matching(cells, own, heads)
    return ""


def _line_start(text: str, at: int) -> int:
    """Where the line of `at` begins, or the last `_WIDE` letters of a longer one."""
    floor = max(0, at - _WIDE)
    newline = text.rfind("\n", floor, at)
    return newline + 1 if newline >= 0 else floor


def _cells(text: str, begin: int) -> list[re.Match[str]]:
    """The cells of the line that begins at `begin`, which a tab or two blanks part."""
    end = text.find("\n", begin, begin + _WIDE)
    return list(_CELL.finditer(text, begin, end if end >= 0 else min(len(text), begin + _WIDE)))


def _matching(cells: list[re.Match[str]], own: int, heads: list[re.Match[str]]) -> str:
    """The heading of the cell with the same number, or the one that stands over it where cells are missing."""
    if len(cells) == len(heads):
        return heads[own][0].lower()
    begin = cells[0].string.rfind("\n", 0, cells[0].start()) + 1
    above = cells[0].string.rfind("\n", 0, heads[0].start()) + 1
    first, last = cells[own].start() - begin, cells[own].end() - begin
    over = [head[0] for head in heads if head.start() - above < last and first < head.end() - above]
    return over[0].lower() if len(over) == 1 else ""


_WIDE = 400  # letters of a line
_FAR = 6_000  # letters between a cell and the header of its table
_LINES_ABOVE = 40
_CELL = re.compile(r"[^\s|](?:[ ]?[^\s|])*")
_HEADS = re.compile(r"(?:^|[\t\n|]|[ ]{2})(?:срок|дата|даты|исполнени|время)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
