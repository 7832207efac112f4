"""The headings of table columns, by a place in the text below them.

Decides only the look-up; where tables are and what is a header is for `text/tables.py`.
"""

from __future__ import annotations

from bisect import bisect_right

from extractor.analysis import Analysis
from extractor.text.tables import tables


class ColumnHeadings:
    """What the tables' headers say over a place in the text; tables are looked for only where cells are."""

    def __init__(self, analysis: Analysis, low: str) -> None:
        self.low = low
        has_cells = any(unit.kind == "cell" for unit in analysis.units) or "\t" in analysis.text
        found = tables(analysis.page) if has_cells else ()
        places = [(cell, table) for table in found for row in table.body() for cell in row]
        self.places = sorted(places, key=lambda place: place[0].start)

    def over(self, at: int) -> str:
        """The heading of the column in which `at` stands: «срок исполнения», or ""."""
        index = bisect_right(self.places, at, key=lambda place: place[0].start) - 1
        if index < 0:
            return ""
        cell, table = self.places[index]
        return table.heading(self.low, cell.column) if at < cell.end else ""
