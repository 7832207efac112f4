"""Rows and cells, whatever way a table is written down.

Decides where tables are and which cell stands in which row and column: cells of the format itself,
lines with «|», one cell a line (a row goes on over lines), tabs, columns parted by runs of spaces.
Leaves the meaning of rows and columns to `fields/`. Ordinary text, letterheads and signatures are no
tables: a table has at least two rows of equal width and a number in one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.text.page import Page
from extractor.text.table_cells import Cell, Line, Piece, aligned, is_number, shape, surrounding, whole_rows
from extractor.text.table_sequences import sectioned

__all__ = ["Cell", "Table", "tables"]


class Table(NamedTuple):
    """Cells by row; the first `header` rows name the columns."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    columns: int
    header: int

    def heading(self, text: str, column: int) -> str:
        """What the header says of a column, from top to bottom: «Значение 2023 год»."""
        cells = (c for row in self.rows[: self.header] for c in row if c.column <= column < c.column + c.width)
        return " ".join(c.text(text) for c in cells if c.end > c.start)

    def header_cells(self, column: int) -> list[Cell]:
        """The header cells over a column, the lowest first."""
        rows = reversed(self.rows[: self.header])
        return [c for row in rows for c in row if c.column <= column < c.column + c.width]

    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows below the header."""
        return self.rows[self.header :]


def tables(page: Page) -> tuple[Table, ...]:
    """All tables of a page in the order of the text."""
    found = [*_block_tables(page), *_text_tables(page)]
    if not found:
        found = list(_listed_tables(page)) or list(_line_tables(page))
    return tuple(sorted(found))


# -- cells that the format sets apart ----------------------------------------------------------------


def _block_tables(page: Page) -> Iterator[Table]:
    grouped: dict[int, dict[int, list[Cell]]] = {}
    for block in page.blocks:
        if block.kind == "cell" and block.table is not None and block.row is not None:
            cell = Cell(block.start, block.end, block.row, block.column or 0)
            grouped.setdefault(block.table, {}).setdefault(block.row, []).append(cell)
    for rows in grouped.values():
        columns = max(c.column for row in rows.values() for c in row) + 1
        wide = [_widened(row, columns) for _, row in sorted(rows.items())]
        yield _table(page.text, wide, columns)


def _widened(row: list[Cell], columns: int) -> list[Cell]:
    """A cell reaches to the next one in its row: merged cells are written once."""
    ends = [c.column for c in row[1:]] + [columns]
    return [c._replace(width=max(1, end - c.column)) for c, end in zip(row, ends, strict=True)]


# -- tables written as text --------------------------------------------------------------------------


def _text_tables(page: Page) -> Iterator[Table]:
    """Runs of lines written in one of the three ways."""
    blocked = {block.start for block in page.blocks if block.kind == "cell"}
    run: list[Line] = []
    open_lines: list[Line] = []
    before: Line | None = None
    style = ""
    for line in _lines(page.text):
        own = "" if line.start in blocked else _style(line.text)
        is_open = (own != "pipe" and style == "pipe") or (not own and style in ("tab", "spaces"))
        is_title = (
            style == "pipe" and len(run) == 1 and page.text.count("\n", (open_lines or run)[-1].end, line.start) > 1
        )
        if is_open and run and (is_title or _is_apart(page.text, run[-1], line, style)):
            is_open = False
        if is_open and len(open_lines) < _OPEN_LINES and line.start not in blocked:
            open_lines.append(line)  # a cell may go on over lines: «Доля детей,⏎охваченных … | 20 |»
            continue
        if open_lines and own == style != "pipe":
            run += [*open_lines, line]
            open_lines = []
            continue
        if open_lines and own == style == "pipe":
            run.append(Line(open_lines[0].start, line.end, page.text[open_lines[0].start : line.end]))
            open_lines = []
            continue
        if own != style or open_lines:
            yield from _run_tables(page.text, run, style)
            begun = open_lines[-1] if open_lines else before
            run, open_lines = [], []
            is_under = begun is not None and page.text.count("\n", begun.end, line.start) == 1
            if line.text.strip() == "|" and begun is not None and is_under and "|" not in begun.text:
                run.append(begun)  # a bar in a line of its own closes the cell above it
        style, before = own, line
        if own:
            run.append(line)
    yield from _run_tables(page.text, run, style)


def _is_apart(text: str, last: Line, line: Line, style: str) -> bool:
    """Whether a blank line parts a heading from a finished row: «| 20 |⏎⏎Раздел 2»."""
    if style == "spaces" or (style == "pipe" and not last.text.rstrip().endswith("|")):
        return False
    is_after_blank = text.count("\n", last.end, line.start) > 1
    return is_after_blank and (style != "pipe" or text[line.end : line.end + 2] == "\n\n")


def _line_tables(page: Page) -> Iterator[Table]:
    """A table whose cells are lines of their own, as copied from a page: many lines are bare numbers."""
    lines = list(_lines(page.text))
    numeric = [i for i, line in enumerate(lines) if is_number(line.text)]
    if len(numeric) < 4:
        return
    first, last = max(0, numeric[0] - 20), numeric[-1]
    if len(numeric) * 5 < last - first:
        return
    pieces = []
    for line in lines[first : last + 1]:
        start, end = _trimmed(line.text, 0, len(line.text))
        pieces.append((line.start + start, line.start + end, 1))
    parted = sectioned(page.text, pieces)
    if parted is not None:
        yield _table(page.text, *parted)
        return
    found = shape(page.text, pieces, longest=24)
    if found is None or (len(pieces) - found[1]) % found[0]:
        return
    columns, header = found
    top = [page.text[start:end] for start, end, _ in pieces[header : header + columns]]
    has_header = any(_YEAR.fullmatch(value) for value in top)  # a row of years looks like a row of numbers
    if not has_header and header < columns:
        return
    body = pieces[header if has_header else header - columns :]
    rows = [_placed(body[i : i + columns], i // columns, columns) for i in range(0, len(body), columns)]
    if len(rows) > 2:
        yield _table(page.text, rows, columns)


def _listed_tables(page: Page) -> Iterator[Table]:
    """A name, its years and as many values, a line each: «Число посещений:⏎(тыс. человек)⏎2014 год⏎2015 год⏎57⏎60»."""
    lines = list(_lines(page.text))
    i = 1
    while i < len(lines):
        years = _while(lines, i, _is_year_line)
        values = _while(lines, i + years, lambda line: is_number(line.text) and not _is_year_line(line))
        if years < 2 or values != years:
            i += max(years, 1)
            continue
        name, top = lines[i - 1], lines[i - 1]
        tail = None
        if top.text.strip().startswith("(") and i > 1:
            name, tail = lines[i - 2], (top.start, top.end)
        first = Cell(*_edges(name), 1, 0, 1, tail)
        head = tuple(Cell(*_edges(line), 0, k + 1) for k, line in enumerate(lines[i : i + years]))
        body = tuple(Cell(*_edges(line), 1, k + 1) for k, line in enumerate(lines[i + years : i + 2 * years]))
        yield Table(first.start, body[-1].end, (head, (first, *body)), years + 1, 1)
        i += 2 * years


def _while(lines: list[Line], first: int, is_kind: Callable[[Line], bool]) -> int:
    """How many lines from `first` on are of a kind; no table is wider than 12."""
    return next((k for k in range(12) if first + k >= len(lines) or not is_kind(lines[first + k])), 12)


def _is_year_line(line: Line) -> bool:
    return _YEAR_LINE.fullmatch(line.text.strip()) is not None


def _edges(line: Line) -> tuple[int, int]:
    start, end = _trimmed(line.text, 0, len(line.text))
    return line.start + start, line.start + end


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for raw in text.split("\n"):
        if raw.strip():
            yield Line(at, at + len(raw), raw)
        at += len(raw) + 1


def _style(line: str) -> str:
    if "|" in line:
        return "pipe"
    stripped = line.strip()
    if stripped.count(" / ") > 1:
        return "slash"
    if "\t" in stripped:
        return "tab"
    if stripped.count(";") > 1 and "; " not in stripped:
        return "semicolon"
    return "spaces" if _GAP.search(stripped) else ""


def _run_tables(text: str, run: list[Line], style: str) -> Iterator[Table]:
    if style == "pipe":
        yield from _pipe_tables(text, run)
    elif style:
        yield from _column_tables(text, run, {"tab": _TAB, "semicolon": _SEMICOLON, "slash": _SLASH}.get(style, _GAP))


def _column_tables(text: str, run: list[Line], gap: re.Pattern[str]) -> Iterator[Table]:
    """Lines of fields parted by tabs or runs of spaces; two rows of equal width at least."""
    rows = [_fields(line, gap) for line in run]
    if gap is _GAP:
        run, rows = surrounding(text, run, rows)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return
    columns = max(widths, key=lambda width: (widths[width], width))
    if widths[columns] < (2 if columns > 2 else 3):
        return
    body = [row for row in rows if len(row) == columns]
    numeric = sum(any(is_number(text[start:end]) for start, end, _ in row[1:]) for row in body)
    if numeric < max(1, (len(body) - 1) / 2):
        return
    if gap is _GAP:
        placed = aligned(text, run, rows, columns)
    else:
        placed = [_placed(row, i, columns) for i, row in enumerate(rows)]
    yield _table(text, placed, columns)


def _fields(line: Line, gap: re.Pattern[str]) -> list[Piece]:
    out: list[Piece] = []
    at = len(line.text) - len(line.text.lstrip())
    for match in gap.finditer(line.text, at):
        out.append((line.start + at, line.start + match.start(), 1))
        at = match.end()
    stop = len(line.text.rstrip())
    if at < stop:
        out.append((line.start + at, line.start + stop, 1))
    return out


def _placed(row: list[Piece], index: int, columns: int) -> list[Cell]:
    """Short rows keep to the right: the corner over the names is often empty."""
    shift = max(0, columns - sum(width for _, _, width in row)) if index == 0 else 0
    out, column = [], shift
    for start, end, width in row:
        out.append(Cell(start, end, index, min(column, columns - 1), width))
        column += width
    return out


def _pipe_tables(text: str, run: list[Line]) -> Iterator[Table]:
    """Lines with «|»: a row a line where most lines are equally wide, a cell a line otherwise."""
    lines = [line for line in run if not _RULE.fullmatch(line.text.strip())]
    rows = [_pipe_pieces(line) for line in lines]
    widths = [sum(width for _, _, width in row) for row in rows]
    common = Counter(width for width in widths if width > 1).most_common(1)
    if common and common[0][1] >= max(2, len(rows) / 2):
        columns = common[0][0]
        closed = [line.text.rstrip().endswith("|") for line in lines]
        placed = [_placed(row, i, columns) for i, row in enumerate(whole_rows(rows, closed, columns))]
        yield _table(text, placed, columns)
        return
    pieces = [piece for row in rows for piece in row]
    yield from _cell_sequence(text, pieces)


def _pipe_pieces(line: Line) -> list[Piece]:
    """The cells of one line; «Значение |||» is three columns wide."""
    stop = len(line.text.rstrip())
    at = len(line.text) - len(line.text.lstrip())
    is_double = line.text.startswith("||", at)  # «|| Показатель || 2022 ||»
    if line.text[at : at + 1] == "|":
        at += 2 if is_double else 1
    out: list[Piece] = []
    while at < stop:
        bar = line.text.find("|", at, stop)
        close = stop if bar < 0 else bar
        after = close
        while after + 1 < stop and line.text[after + 1] == "|":
            after += 1
        start, end = _trimmed(line.text, at, close)
        out.append((line.start + start, line.start + end, 1 if is_double else 1 + after - close))
        at = after + 1
    return out


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cell_sequence(text: str, pieces: list[Piece]) -> Iterator[Table]:
    """Cells one after another with no rows marked: columns repeat their kind of value with one period."""
    parted = sectioned(text, pieces)
    if parted is not None:
        yield _table(text, *parted)
        return
    found = shape(text, pieces)
    if found is None:
        return
    columns, header = found
    pieces, header = _merged(text, pieces, columns, header)
    rows: list[list[Cell]] = []
    pending: list[Piece] = []
    offset = 0
    for piece in pieces:
        pending.append(piece)
        offset += piece[2]
        is_header_end = offset == header
        if sum(p[2] for p in pending) >= columns or is_header_end:
            is_second = len(rows) == 1 and offset <= header and sum(p[2] for p in pending) < columns
            rows.append(_under_merged(rows[0], pending, columns) if is_second else _placed(pending, len(rows), columns))
            pending = []
    if len(rows) > 2:
        yield _table(text, rows, columns)


def _merged(text: str, pieces: list[Piece], columns: int, header: int) -> tuple[list[Piece], int]:
    """«Всего | из них | сентябрь | октябрь» has one cell more than columns: the last of the first row is merged."""
    if header != columns + 1:
        return pieces, header
    for i, (start, end, _) in enumerate(pieces[1 : columns - 1], 1):
        if _INCLUDING.match(text, start, end) is not None:
            width = columns - i
            return [*pieces[:i], (start, end, width), *pieces[i + 1 :]], header + width - 1
    return pieces, header


def _under_merged(top: list[Cell], head: list[Piece], columns: int) -> list[Cell]:
    """The second header row stands under the merged cells of the first."""
    free = [c.column + k for c in top if c.width > 1 for k in range(c.width)]
    if len(free) < len(head):
        free = list(range(columns))
    return [Cell(s, e, 1, free[i]) for i, (s, e, _) in enumerate(head) if i < len(free)]


# -- headers -----------------------------------------------------------------------------------------


def _table(text: str, rows: list[list[Cell]], columns: int) -> Table:
    filled = [tuple(c for c in row) for row in rows if row]
    header = _header_size(text, filled)
    return Table(filled[0][0].start, filled[-1][-1].end, tuple(filled), columns, header)


def _header_size(text: str, rows: list[tuple[Cell, ...]]) -> int:
    """How many rows at the top name columns: no value stands in them, years and column numbers may."""
    for i, row in enumerate(rows[:5]):
        values = [text[c.start : c.end] for c in row if c.column > 0]
        if values and all(v.strip().isdigit() for v in values) and _is_numbering(row, text):
            return i + 1
        if any(is_number(v) and not _YEAR.fullmatch(v.strip(" г.")) for v in values):
            return i
    return 1 if len(rows) > 1 else 0


def _is_numbering(row: tuple[Cell, ...], text: str) -> bool:
    """«1 | 2 | 3 | 4» under the header numbers the columns."""
    values = [text[c.start : c.end].strip() for c in row]
    return len(values) > 2 and values == [str(n) for n in range(1, len(values) + 1)]


# -- data ------------------------------------------------------------------------------------------

_OPEN_LINES = 3
_GAP = re.compile(r"[ \u00a0]{2,}|\t+")
_SEMICOLON = re.compile(r";")
_SLASH = re.compile(r" +/ +")  # «Работы / план 2016 / факт 2016»
_TAB = re.compile(r" *\t[ \t]*")
_RULE = re.compile(r"[|\s:+]*[=_–—-]{3}[|\s:+=_–—-]*")  # «|---|---|»
_INCLUDING = re.compile(r"в том числе|в т\. ?ч\.|из них", re.IGNORECASE)
_YEAR_LINE = re.compile(r"(?:19|20)[0-9]{2}(?: ?г\.| ?год)?(?: ?\((?:факт|план|оценка)\))?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
