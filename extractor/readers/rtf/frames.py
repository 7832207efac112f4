"""Where RTF text goes: paragraphs, and the cells and rows that end with a mark of their own.

Decides how marks («\\par», «\\cell», «\\row») make a story. Leaves what the marks are to `walk.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.errors import UnreadableFile
from extractor.readers.format import MAX_BLOCKS
from extractor.readers.story import Cell, Paragraph, Story, Table

NEAR = 30  # twips between two borders that are one; a column has some hundreds
MAX_BORDERS = 200  # cells of a row that are placed by their borders


@dataclass(slots=True)
class Rows:
    """An open table: its rows, the cells of the row that is open, and the paragraphs of its open cell."""

    rows: list[tuple[list[Story], list[int]]] = field(default_factory=list)
    cells: list[Story] = field(default_factory=list)
    cell: Story = field(default_factory=list)

    def end_cell(self) -> None:
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self, borders: list[int]) -> None:
        """`borders` are the right edges of the cells, from the left, in twips."""
        if self.cell:
            self.end_cell()
        if self.cells:
            self.rows.append((self.cells, borders))
            self.cells = []

    def table(self) -> Table:
        """Rows with their cells in the columns that all borders of the table make."""
        self.end_row([])
        placed = [borders for cells, borders in self.rows if _is_placed(cells, borders)]
        edges = _merged(sorted({edge for borders in placed for edge in borders}))
        table = Table()
        for cells, borders in self.rows:
            lefts = [0, *borders]
            is_placed = _is_placed(cells, borders)
            columns = [bisect_left(edges, lefts[i] - NEAR) if is_placed else i for i in range(len(cells))]
            table.rows.append([Cell(column, story) for column, story in zip(columns, cells, strict=True)])
        return table


@dataclass(slots=True)
class Frame:
    """A stretch of text of its own: the body, a header, a note, a text box, a list's marker."""

    story: Story = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    marker: str = ""
    outer: Rows | None = None
    inner: Rows | None = None
    blocks: int = 0

    def end_paragraph(self, *, depth: int = 0, heading: int = 0, table: int = 0) -> None:
        """`table` says in how many tables the paragraph stands: 0 ends the tables before it."""
        text = "".join(self.pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()
        self.pieces.clear()
        self.blocks += 1
        if self.blocks > MAX_BLOCKS:
            raise UnreadableFile("too_large", detail=f"more than {MAX_BLOCKS} paragraphs")
        self._end_tables(table)
        marker, self.marker = self.marker if text else "", ""
        self._target(table).append(Paragraph(text, marker, heading, depth if marker and not heading else 0))

    def end_cell(self, *, is_nested: bool) -> None:
        if self.pieces:
            self.end_paragraph(table=2 if is_nested else 1)
        self._end_tables(2 if is_nested else 1)
        rows = self._rows(is_nested)
        rows.end_cell()
        self.marker = ""

    def end_row(self, borders: list[int], *, is_nested: bool) -> None:
        self._rows(is_nested).end_row(borders)

    def finish(self) -> Story:
        if self.pieces:
            self.end_paragraph()
        self._end_tables(0)
        return self.story

    def _target(self, table: int) -> Story:
        return self.story if table == 0 else self._rows(table > 1).cell

    def _rows(self, is_nested: bool) -> Rows:
        if is_nested:
            self.inner = self.inner or Rows()
            return self.inner
        self.outer = self.outer or Rows()
        return self.outer

    def _end_tables(self, table: int) -> None:
        """Close what is deeper than `table`: the inner table goes into its cell, the outer to the story."""
        if table < 2 and self.inner is not None:
            found, self.inner = self.inner.table(), None
            self._rows(False).cell.append(found)
        if table < 1 and self.outer is not None:
            found, self.outer = self.outer.table(), None
            self.story.append(found)


def _is_placed(cells: list[Story], borders: list[int]) -> bool:
    """Whether every cell has its border, from left to right."""
    return len(borders) == len(cells) <= MAX_BORDERS and all(a < b for a, b in pairwise(borders))


def _merged(edges: list[int]) -> list[int]:
    """Borders that nearly coincide count once; the left edge of the table is 0."""
    kept = [0]
    for edge in edges:
        if edge - kept[-1] > NEAR:
            kept.append(edge)
    return kept
