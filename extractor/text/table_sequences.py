"""Rows of cells that come one after another, with headings of sections between the rows.

Decides by the words of the header which columns hold numbers: «Показатель | Ед. изм. | План | Факт» leads rows of
two texts and two numbers, and «Раздел 2» between them is none. Leaves sequences without a header that says so
to the period of `table_cells.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.text.table_cells import Cell, Piece, is_number


class _Reading(NamedTuple):
    """A header at `top` of as many columns as `kinds` has letters, and where its rows begin."""

    top: int
    kinds: str
    rows: list[int]

    @property
    def score(self) -> int:
        """The cells in rows, less those between the rows."""
        columns = len(self.kinds)
        between = self.rows[-1] - self.top - len(self.rows) * columns
        return len(self.rows) * columns - 2 * max(0, between)


def sectioned(text: str, pieces: Sequence[Piece]) -> tuple[list[list[Cell]], int] | None:
    """The rows and the number of columns of cells under a header of words, or None where it is no such table."""
    if any(width > 1 for _, _, width in pieces):
        return None
    values = [text[start:end] for start, end, _ in pieces]
    numeric = [not value or is_number(value) for value in values]
    headers = [_kind(value) for value in values[:_HEAD]]
    best: _Reading | None = None
    for top in range(len(headers)):
        for columns in range(3, min(_WIDEST, len(headers) - top) + 1):
            kinds = "".join(headers[top : top + columns])
            if not _is_header(kinds):
                continue
            rows = _rows_of(numeric, top + columns, kinds)
            found = _Reading(top, kinds, rows)
            if len(rows) > 1 and found.score > 0 and (best is None or found.score > best.score):
                best = found
    return None if best is None else (_cells(pieces, best), len(best.kinds))


def _kind(name: str) -> str:
    """What a column holds by its name: a number of the row, a value, a text or anything."""
    if _NUMBER.match(name) is not None:
        return "r"
    if _NOTE.match(name) is not None:
        return "x"
    if _VALUE.search(name) is not None and len(name) < 60:
        return "n"
    return "t" if _NAME.search(name) is not None and len(name) < 60 else "x"


def _is_header(kinds: str) -> bool:
    """Whether a text and values stand side by side, the text first: «№ | Показатель | План | Факт | Источник»."""
    return "n" in kinds and "t" in kinds[: kinds.index("n")] and "r" not in kinds[1:] and kinds.count("x") < 3


def _rows_of(numeric: Sequence[bool], first: int, kinds: str) -> list[int]:
    """Where rows that agree with the header begin; between two rows only headings may stand."""
    rows: list[int] = []
    i = first
    while i + len(kinds) <= len(numeric) or (rows and i + kinds.rindex("n") < len(numeric)):
        if _agrees(numeric, i, kinds):
            rows.append(i)
            i += len(kinds)
        elif numeric[i]:
            break
        else:
            i += 1
    return rows


def _agrees(numeric: Sequence[bool], i: int, kinds: str) -> bool:
    here = numeric[i : i + len(kinds)]
    return all(kind == "x" or is_one == (kind in "nr") for kind, is_one in zip(kinds, here, strict=False))


def _cells(pieces: Sequence[Piece], reading: _Reading) -> list[list[Cell]]:
    """The header, every row, and what stands between two rows as a row of one cell."""
    out: list[list[Cell]] = []
    columns = len(reading.kinds)
    at = reading.top
    for start in (reading.top, *reading.rows):
        for first, last in (*((k, k + 1) for k in range(at, start)), (start, start + columns)):
            row = pieces[first:last]
            out.append([Cell(a, b, len(out), column) for column, (a, b, _) in enumerate(row)])
        at = start + columns
    return out


# -- data --------------------------------------------------------------------------------------------

_HEAD = 40  # cells among which a header is looked for
_WIDEST = 12
_NUMBER = re.compile(r"(?:№|N)\s?(?:п\s?/?\s?п\.?|строки)?\s*$", re.IGNORECASE)
_NOTE = re.compile(r"источник|примечан|причин|обоснован|ответствен|исполнител|срок|документ|комментар", re.IGNORECASE)
_VALUE = re.compile(
    r"план|факт|значени|исполнен|утвержд|выполнен|отч[её]т|прогноз|целев|базов|темп|отклонени|(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])",
    re.IGNORECASE,
)
_NAME = re.compile(r"наименован|показател|индикатор|мероприят|услуг|^ед\b|^ед\.|единиц|измерен", re.IGNORECASE)
