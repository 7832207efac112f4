"""Where cells stand: under which column of aligned text, and in which period of a plain sequence.

Decides the column of a field by where it stands in its line, and the width of a table whose cells come
one after another by the kind of value that repeats. Leaves finding the lines of a table to `tables.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """`text[start:end]` without edge spaces; `width` columns wide, counted from `column`."""

    start: int
    end: int
    row: int
    column: int
    width: int = 1
    tail: tuple[int, int] | None = None  # where the cell goes on, below the other cells of its row

    def text(self, text: str) -> str:
        """The words of a cell, with single spaces."""
        more = "" if self.tail is None else text[self.tail[0] : self.tail[1]]
        return " ".join(f"{text[self.start : self.end]} {more}".split())


Piece = tuple[int, int, int]  # start, end and width of a cell whose place is not known yet


class Line(NamedTuple):
    """A line that is not empty."""

    start: int
    end: int
    text: str


def is_number(value: str) -> bool:
    """Whether a cell holds a number and little else: «не менее 6», «75 %», «-»."""
    return _NUMBER.fullmatch(value.strip()) is not None


# -- columns by place -------------------------------------------------------------------------------


def surrounding(text: str, run: Sequence[Line], rows: list[list[Piece]]) -> tuple[list[Line], list[list[Piece]]]:
    """The lines from the header of a run to its last row of values: an empty line ends what is above and below."""
    valued = [i for i, row in enumerate(rows) if any(is_number(text[start:end]) for start, end, _ in row[1:])]
    if not valued:
        return list(run), rows
    first, last = valued[0], valued[-1]
    while first and not (_is_gap(text, run, first) and any(len(row) > 1 for row in rows[first : valued[0]])):
        first -= 1
    while last + 1 < len(run) and not _is_gap(text, run, last + 1):
        last += 1
    return list(run[first : last + 1]), rows[first : last + 1]


def _is_gap(text: str, run: Sequence[Line], i: int) -> bool:
    return text.count("\n", run[i - 1].end, run[i].start) > 1


def aligned(text: str, run: Sequence[Line], rows: list[list[Piece]], columns: int) -> list[list[Cell]]:
    """Rows whose fields stand under those of the full rows; lines without values go on with their neighbours."""
    edges = _edges(run, rows, columns)
    out: list[list[Cell]] = []
    above: list[Cell] = []  # a line that begins the next row: «Доля детей, охваченных⏎образованием   75   80»
    for line, row in zip(run, rows, strict=True):
        if above and text[row[0][0]].isupper() and above[-1].column == 0 and len(row) in (1, columns):
            out.append([cell._replace(row=len(out)) for cell in above])  # «Программа „Жилище“» over its rows
            above = []
        cells: list[Cell] = []
        for start, end, _ in row:
            column = len(cells) if len(row) == columns else _column_at(start - line.start, end - line.start, edges)
            cells.append(Cell(start, end, len(out), column))
        if len(row) == columns or any(is_number(text[c.start : c.end]) for c in cells):
            out.append(_prefixed(above, cells))
            above = []
        elif not any(len(r) == columns for r in out):
            out.append([_spread(cell, line, edges) for cell in cells])  # the header
        elif not above and (text[cells[0].start].islower() or text[cells[0].start] in "(–-,"):
            out[-1] = _continued(out[-1], cells)
        else:
            above = _prefixed(above, cells)
    return out


def _edges(run: Sequence[Line], rows: list[list[Piece]], columns: int) -> list[tuple[int, int]]:
    full = [(line, row) for line, row in zip(run, rows, strict=True) if len(row) == columns]
    return [
        (min(row[i][0] - line.start for line, row in full), max(row[i][1] - line.start for line, row in full))
        for i in range(columns)
    ]


def _spread(cell: Cell, line: Line, edges: list[tuple[int, int]]) -> Cell:
    """A header cell over all columns that it overlaps, or over both that it stands between."""
    start, end = cell.start - line.start, cell.end - line.start
    under = [i for i, (low, high) in enumerate(edges) if start < high and low < end]
    if not under:
        right = next((i for i, (low, _) in enumerate(edges) if low >= end), len(edges) - 1)
        under = [max(1, right - 1), right] if right > 1 else [right]
    return cell._replace(column=under[0], width=under[-1] - under[0] + 1)


def _column_at(start: int, end: int, edges: list[tuple[int, int]]) -> int:
    """The column that a field overlaps most, or the nearest."""
    return max(range(len(edges)), key=lambda i: (min(end, edges[i][1]) - max(start, edges[i][0]), -i))


def _prefixed(above: list[Cell], cells: list[Cell]) -> list[Cell]:
    """Cells that begin in the line above."""
    starts = {c.column: c for c in above}
    first = cells[0]
    if first.column in starts:
        first = first._replace(start=starts.pop(first.column).start)
    return [*(c._replace(row=first.row) for c in starts.values()), first, *cells[1:]]


def _continued(row: list[Cell], cells: list[Cell]) -> list[Cell]:
    """A row with what stands below its cells."""
    more = {c.column: c for c in cells}
    out = []
    for cell in row:
        below = more.get(cell.column)
        if below is None:
            out.append(cell)
        else:
            first = below.start if cell.tail is None else cell.tail[0]
            out.append(cell._replace(tail=(first, below.end)))
    return out


def whole_rows(rows: list[list[Piece]], closed: list[bool], columns: int) -> list[list[Piece]]:
    """Rows that break over lines put together again; a line without a bar at its end breaks inside a cell."""
    out: list[list[Piece]] = []
    pending: list[Piece] = []
    is_open = False
    for row, is_closed in zip(rows, closed, strict=True):
        width = sum(piece[2] for piece in row)
        if pending and is_open and sum(piece[2] for piece in pending) + width - 1 <= columns:
            last, first = pending[-1], row[0]
            pending, row = [], [*pending[:-1], (last[0], first[1], last[2]), *row[1:]]  # noqa: PLW2901
            width = sum(piece[2] for piece in row)
        is_open = not is_closed
        if width >= columns or not out:
            if pending:
                out.append(pending)
                pending = []
            out.append(row)
            continue
        if sum(piece[2] for piece in pending) + width > columns:
            out.append(pending)
            pending = []
        pending = pending + row
        if sum(piece[2] for piece in pending) == columns:
            out.append(pending)
            pending = []
    return [*out, pending] if pending else out


# -- columns by period -------------------------------------------------------------------------------


def shape(text: str, pieces: list[Piece], longest: int = 0) -> tuple[int, int] | None:
    """The number of columns and the size of the header of cells that come one after another, or None."""
    kinds = _kinds(text, pieces)
    return _merged_shape(pieces, kinds) or _period(kinds, longest)


def _kinds(text: str, pieces: list[Piece]) -> str:
    """One letter a column of each cell: a number, a text, nothing, or a part of a merged cell."""
    out = []
    for start, end, width in pieces[:_SAMPLE]:
        value = text[start:end]
        if width > 1:
            out.append("w" * width)
        elif _ROW_NUMBER.fullmatch(value):
            out.append("r")
        elif not value or is_number(value):
            out.append("n" if any(ch.isdigit() for ch in value) else "e")
        else:
            out.append("t")
    return "".join(out)[:_SAMPLE]


def _merged_shape(pieces: list[Piece], kinds: str) -> tuple[int, int] | None:
    """A header with merged cells gives the width: «№ | Показатель | Значение |||» and three cells under it."""
    wide = [i for i, piece in enumerate(pieces[:14]) if piece[2] > 1]
    if not wide:
        return None
    last = wide[0]
    while last + 1 < len(pieces) and pieces[last + 1][2] > 1:
        last += 1
    columns = sum(piece[2] for piece in pieces[: last + 1])
    header = columns + sum(piece[2] for piece in pieces[: last + 1] if piece[2] > 1)
    return (columns, header) if _agreement(kinds, columns, header) is not None else None


def _period(kinds: str, longest: int = 0) -> tuple[int, int] | None:
    """The number of columns and the size of the header, by which most cells stand under their like."""
    best: tuple[float, int, int] | None = None
    for columns in range(2, 14):
        for header in range(min(max(longest, 3 * columns), len(kinds) - 2 * columns) + 1):
            found = _agreement(kinds, columns, header)
            if found is not None and (best is None or found > best[0] + 0.5):
                best = (found, columns, header)
    return None if best is None else (best[1], best[2])


def _agreement(kinds: str, columns: int, header: int) -> float | None:
    """How many cells agree with their column less those that do not; None where it is no table."""
    body = kinds[header:]
    body = body[: len(body) // columns * columns]
    if not body:  # «a || b»: a heading, and not one whole row under it
        return None
    agree = 0.0
    has_number = has_text = False
    for i in range(columns):
        values = body[i::columns].replace("r", "n")
        common, count = Counter(values).most_common(1)[0]
        free = values.count("w") + (values.count("e") if common == "n" else 0)
        agree += count - 2 * (len(values) - count - free)
        has_number = has_number or (common == "n" and i > 0 and count * 2 > len(values))
        has_text = has_text or (common == "t" and count * 4 > len(values) * 3)
    if not (has_number and has_text) or agree < 0.6 * len(body):
        return None
    return agree + (1 if 0 < header < 2 * columns else 0)


# -- data --------------------------------------------------------------------------------------------

_SAMPLE = 300  # cells by which the period of a table is found
_ROW_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[.)]?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBER = re.compile(
    r"""
    (?:не\ (?:менее|более|ниже|выше)|более|менее|до|около|свыше|>|<|≥|≤)? \s*
    [+-]? [0-9][0-9 \u00a0]{0,17} (?:[.,][0-9]{1,6})? (?: \s?/\s [0-9]{1,9} (?:[.,][0-9]{1,6})? )?  # «62 / 58,3»
    \s* (?:%|процентов|чел\.?|ед\.?|шт\.?|тыс\.?|млн\.?|руб\.?)*
    | [-–—xхXХ]
    """,
    re.VERBOSE,
)
