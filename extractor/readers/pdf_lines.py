"""Lines of a PDF page with their places, and the tables that its ruling lines make of them.

Decides what a line is and which of its characters stand in which cell, by their centres. Leaves finding the
grids to `pdf_grid.py` and paragraphs to `printed.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from extractor.readers.pdf_furniture import Line
from extractor.readers.pdf_grid import Grid, grids
from extractor.readers.story import Paragraph

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage


class Piece(NamedTuple):
    """A part of a line by the offsets in the page's text of its first and after its last character."""

    begin: int
    end: int
    grid: Grid | None = None  # in which it stands
    place: tuple[int, int] = (0, 0)  # the row and the column of its cell


def lines(page: PdfPage, text: PdfTextPage, *, is_ruled: bool) -> list[Line]:
    """Lines in the order of the file, each table where its first word stands, if tables are looked for."""
    tables = grids(page) if is_ruled else []
    whole = text.get_text_range()
    found: list[Line | Grid] = []
    for span, is_broken in _spans(whole):
        for piece in _pieces(text, whole, span, tables):
            shown = CONTROL.sub("", whole[piece.begin : piece.end].replace("\u00ad", "")).strip()
            if not shown:
                continue
            if is_broken and piece.end == span.end:
                shown += "-"
            if piece.grid is None:
                found.append(_line(text, whole, piece, shown))
                continue
            if not piece.grid.cells:
                found.append(piece.grid)
            piece.grid.write(piece.place, shown)
    return [_ruled(line) if isinstance(line, Grid) else line for line in found]


def _spans(whole: str) -> Iterator[tuple[Piece, bool]]:
    """Each line, and whether a word is parted at its end: pdfium swallows the break after «настав-»."""
    begin = 0
    for end in BREAK.finditer(whole):
        yield Piece(begin, end.start()), end[0] == HYPHEN
        begin = end.end()
    yield Piece(begin, len(whole)), False


def _pieces(text: PdfTextPage, whole: str, span: Piece, tables: list[Grid]) -> Iterator[Piece]:
    """The line as it is, or parted at the walls of the cells that it runs through."""
    if not tables:
        yield span
        return
    current: Piece | None = None
    for at in range(span.begin, span.end):
        if whole[at].isspace():
            continue
        point = _centre(text, at)
        grid, place = _cell(tables, point) if point is not None else (None, (0, 0))
        if current is not None and current.grid is grid and current.place == place:
            current = Piece(current.begin, at + 1, grid, place)
            continue
        if current is not None:
            yield current
        current = Piece(at, at + 1, grid, place)
    if current is not None:
        yield current


def _cell(tables: list[Grid], point: tuple[float, float]) -> tuple[Grid | None, tuple[int, int]]:
    for grid in tables:
        if (place := grid.find(*point)) is not None:
            return grid, place
    return None, (0, 0)


def _line(text: PdfTextPage, whole: str, piece: Piece, shown: str) -> Line:
    part = whole[piece.begin : piece.end]
    left = bottom = height = right = 0.0
    first = _box(text, piece.begin + len(part) - len(part.lstrip()))
    if first is not None:
        left, bottom, _, top = first
        height = top - bottom
    last = _box(text, piece.begin + len(part.rstrip()) - 1)
    if last is not None:
        right = last[2]
    return Line(shown, left, bottom, height, right)


def _ruled(grid: Grid) -> Line:
    """A table in the place of a line."""
    table = grid.table()
    cells = (block.text for row in table.rows for cell in row for block in cell.story if isinstance(block, Paragraph))
    bottom, top = grid.bottoms[0], grid.bottoms[-1]
    return Line(
        "\t".join(cells), grid.lefts[0], bottom, top - bottom, grid.lefts[-1], table, tuple(map(round, grid.lefts))
    )


def _centre(text: PdfTextPage, at: int) -> tuple[float, float] | None:
    box = _box(text, at)
    return None if box is None else ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def _box(text: PdfTextPage, at: int) -> tuple[float, float, float, float] | None:
    """The place of a character by its offset in the page's text; None where pdfium knows none."""
    import pypdfium2

    index = pypdfium2.raw.FPDFText_GetCharIndexFromTextIndex(text, at)
    return None if index < 0 else text.get_charbox(index, loose=True)


HYPHEN = "\ufffe"  # how pdfium marks a word that is parted at the end of a line
BREAK = re.compile(f"\r\n|[\r\n{HYPHEN}]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\uffff]")
