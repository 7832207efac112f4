"""The heading over a name in a table that is set by runs of blanks: «№   Дата   Тема   Выступающие».

Decides which lines are rows of such a table, in which column a name stands and what place its row tells. Leaves
the headings of tables ruled by «|» and tabs to `layout.py`, and which role a heading gives to `paper_words.py`.
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
        cells = _cells(line) if "   " in line else ()
        if not line.strip() or len(cells) > _MOST_CELLS:
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
    line_start = text.rfind("\n", 0, start) + 1
    row = heads.get(line_start)
    if row is None:
        return ""
    end = text.find("\n", start)
    cells = _cells(text[line_start : end if end > 0 else len(text)])
    own = next((i for i, cell in enumerate(cells) if cell.start <= start - line_start < cell.end), None)
    return "" if own is None else _told([cell.text for cell in row], _column(cells, own, row))


def placed_in_row(text: str, start: int, end: int) -> str | None:
    """The role that another cell of the row gives to a name alone in its cell: «Орлов Пётр | 5 кл. | призёр».

    Behind the winner stands who taught him, who is only mentioned; None where the line is no such row.
    """
    line_start = text.rfind("\n", max(0, start - _LONGEST_ROW), start) + 1
    stop = text.find("\n", end, end + _LONGEST_ROW)
    stop = stop if stop > 0 else min(len(text), end + _LONGEST_ROW)
    if stop - line_start > _LONGEST_ROW:
        return None
    line = text[line_start:stop]
    mark = "|" if "|" in line else "\t" if "\t" in line.strip() else None
    cells = [cell.strip() for cell in line.split(mark)] if mark else [cell.text for cell in _cells(line)]
    name = text[start:end]
    own = next((i for i, cell in enumerate(cells) if cell.startswith(name)), None)
    if own is None or len(cells) < _FEWEST_CELLS:
        return None
    if any(_NAMED.search(cell) for cell in cells[:own]):
        return "mentioned" if any(_WON.fullmatch(cell) is not None for cell in cells) else None
    rest = cells[own + 1 :]
    if any(_WON.fullmatch(cell) is not None for cell in rest):
        return "awardee"
    return "participant" if any(_TOOK_PART.fullmatch(cell) is not None for cell in rest) else None


def _told(row: Sequence[str], column: int) -> str:
    heading = row[column]
    talk = next((cell for cell in row if cell != heading and _TALK.search(cell) is not None), None)
    return heading if talk is None or _WHO.match(heading) is None else f"{heading}, выступающий"


def _column(cells: Sequence[Cell], own: int, row: Sequence[Cell]) -> int:
    """The column of a cell: by number where the row is full, else the heading that begins nearest."""
    if len(cells) == len(row):
        return own
    return min(range(len(row)), key=lambda i: abs(row[i].start - cells[own].start))


def _cells(line: str) -> tuple[Cell, ...]:
    return tuple(Cell(found.start(), found.end(), found[0]) for found in _CELL.finditer(line))


def _is_heading(cells: Sequence[Cell]) -> bool:
    """True for a row of short cells without figures of which some are the usual headings."""
    if len(cells) < _FEWEST_CELLS or any(len(cell.text) > _LONGEST or _DATE.search(cell.text) for cell in cells):
        return False
    return sum(_USUAL.match(cell.text) is not None for cell in cells) >= _FEW_USUAL


_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
_DATE = re.compile(r"\d")
_FEWEST_CELLS = 3
_MOST_CELLS = 12
_FEW_USUAL = 2
_LONGEST = 45  # characters of a heading
_USUAL = re.compile(
    r"(?:№|п/п|дата|срок|время|тем[аы]|класс|вопрос|мероприяти|содержани|наименовани|название|форма|место|результат"
    r"|ф\.?\s?и\.?\s?о|фамили|учител|педагог|воспитател|ответствен|исполнител|выступа|докладчик|лектор|ведущ|участник"
    r"|победител|должност|организаци|учреждени|школ|оу\b|предмет|номинаци|руководител|секци|доклад)",
    re.IGNORECASE,
)
_LONGEST_ROW = 300  # characters
_NAMED = re.compile(r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ](?:[а-яё]+|\.)")  # another name before
_WON = re.compile(
    r"(?:победитель(?:ница)?|приз[её]р|лауреат|дипломант|гран-при|(?:[123]|I{1,3})(?:-?[ео]е)?\s*место"
    r"|(?:диплом|лауреат|дипломант)\w*\s+(?:[123]|I{1,3})(?:-й)?\s*(?:степени|ст\.)?"
    r"|(?:перво|второ|треть)е?\w? место)[.,]?",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(r"участник|участница|участие|сертификат(?: участника)?", re.IGNORECASE)
_WHO = re.compile(r"(?:учител|педагог|воспитател|преподавател|ф\.?\s?и\.?\s?о|фамили|кто\b|методист)", re.IGNORECASE)
_TALK = re.compile(
    r"открыт\w+ (?:урок|заняти|мероприяти)|мастер-класс|выступлени|доклад|сообщени|лекци|презентаци", re.IGNORECASE
)
