"""Tables that are set by runs of blanks: «№   Дата   Тема   Выступающие» over its rows.

Decides which lines are rows of such a table and which heading stands over a place in them. Leaves tables ruled
by «|» and tabs to `layout.py`, and what a heading makes of a person to `layout.py` and `paper_words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """One cell of a line: its offsets in the line and its text."""

    start: int
    end: int
    text: str


def blank_tables(text: str) -> dict[int, tuple[Cell, ...]]:
    """For every row under a heading row its headings, by the offset where the row's line starts.

    «Дата   Тема   Докладчик» heads the lines below it down to the first empty one, or one of running text.
    """
    heads: dict[int, tuple[Cell, ...]] = {}
    current: tuple[Cell, ...] | None = None
    at = 0
    for line in text.split("\n"):
        cells = cells_of(line) if "   " in line and len(line) <= _LONGEST_LINE else ()
        if not line.strip() or len(cells) > _MOST_CELLS or len(line) > _LONGEST_LINE:
            current = None
        elif current is None or _is_heading(cells):
            current = cells if _is_heading(cells) else None
        elif len(cells) > 1 or line.startswith("   "):
            heads[at] = current
        else:
            current = None
        at += len(line) + 1
    return heads


def heading_over(text: str, start: int, heads: dict[int, tuple[Cell, ...]]) -> str:
    """The heading of the column in which a name at offset `start` stands, "" outside such tables."""
    line_start, row, cells = _row_of(text, start, heads)
    own = next((i for i, cell in enumerate(cells) if cell.start <= start - line_start < cell.end), None)
    return "" if own is None else _told([cell.text for cell in row], _column(cells, own, row))


def cell_under(text: str, start: int, heads: dict[int, tuple[Cell, ...]], heading: re.Pattern[str]) -> Cell | None:
    """The cell under the first heading that `heading` matches, in the row of a name at offset `start` of the text.

    Its offsets are those of the text. None outside such tables, and where the name itself stands in that cell.
    """
    line_start, row, cells = _row_of(text, start, heads)
    column = next((i for i, cell in enumerate(row) if heading.match(cell.text.lower()) is not None), None)
    for i, cell in enumerate(cells):
        if _column(cells, i, row) == column and not cell.start <= start - line_start < cell.end:
            return Cell(line_start + cell.start, line_start + cell.end, cell.text)
    return None


def _row_of(
    text: str, start: int, heads: dict[int, tuple[Cell, ...]]
) -> tuple[int, tuple[Cell, ...], tuple[Cell, ...]]:
    """Where the line of a name begins, the headings over it and its cells; both empty outside such tables."""
    line_start = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
    row = heads.get(line_start, ())
    if not row:
        return line_start, (), ()
    end = text.find("\n", start)
    return line_start, row, cells_of(text[line_start : end if end > 0 else len(text)])


def _told(row: Sequence[str], column: int) -> str:
    heading = row[column]
    talk = next((cell for cell in row if cell != heading and _TALK.search(cell) is not None), None)
    return heading if talk is None or _WHO.match(heading) is None else f"{heading}, выступающий"


def _column(cells: Sequence[Cell], own: int, row: Sequence[Cell]) -> int:
    """The column of a cell: by number where the row is full, else the heading that begins nearest."""
    if len(cells) == len(row):
        return own
    return min(range(len(row)), key=lambda i: abs(row[i].start - cells[own].start))


def cells_of(line: str) -> tuple[Cell, ...]:
    return tuple(Cell(found.start(), found.end(), found[0]) for found in _CELL.finditer(line))


def _is_heading(cells: Sequence[Cell]) -> bool:
    """True for a row of short cells without figures of which some are the usual headings."""
    if len(cells) < FEWEST_CELLS or any(len(cell.text) > _LONGEST or _DATE.search(cell.text) for cell in cells):
        return False
    return sum(_USUAL.match(cell.text) is not None for cell in cells) >= _FEW_USUAL


_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
_DATE = re.compile(r"\d")
FEWEST_CELLS = 3
_MOST_CELLS = 12
_FEW_USUAL = 2
_LONGEST = 45  # characters of a heading
_USUAL = re.compile(
    r"(?:№|п/п|дата|срок|время|тем[аы]|класс|вопрос|мероприяти|содержани|наименовани|название|форма|место|результат"
    r"|ф\.?\s?и\.?\s?о|фамили|учител|педагог|воспитател|ответствен|исполнител|выступа|докладчик|лектор|ведущ|участник"
    r"|победител|должност|организаци|учреждени|школ|оу\b|предмет|номинаци|руководител|секци|доклад)",
    re.IGNORECASE,
)
_LONGEST_LINE = 2_000  # characters; no row of a table is longer
_WHO = re.compile(r"(?:учител|педагог|воспитател|преподавател|ф\.?\s?и\.?\s?о|фамили|кто\b|методист)", re.IGNORECASE)
_TALK = re.compile(
    r"открыт\w+ (?:урок|заняти|мероприяти)|мастер-класс|выступлени|доклад|сообщени|лекци|презентаци", re.IGNORECASE
)
