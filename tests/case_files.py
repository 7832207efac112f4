r"""Reads `tests/cases/KEY.txt`: a case is a line.

Decides the notation, and leaves running the engine to `test_cases.py`:

    text                    | value.from              | precision    <- the header: paths into an item
    [2021 год] и [2022 год] | 2021-01-01 ; 2022-01-01 | year ; year  <- brackets are the expected spans
    «Учитель года-2022»     |                                        <- no brackets: nothing may be found
    + с [5 мая] по заявкам  |                                        <- other items may be found as well
    ~ к [2-му кварталу]     |                                        <- a known debt, a strict xfail

In `KEY-rules.txt` the cell `rule` names the rule of the engine that a line is about:

    text                                 | rule
    Цель слёта: [сохранить старые тропы] | stated_goal  <- found by this rule
    Цель достигнута: слёт удался         | stated_goal  <- a near miss: like it, and nothing may be found
    Орла видел [Лосев Илья].             | !signs       <- a near miss too: found, but not by this rule

An empty or missing cell is not checked, `-` stands for null, `!x` for any value but x, `;` parts the
values of several spans, a list is written with commas. `\n` is a line break and a backslash makes `[`,
`]`, `|`, `;` and `\` literal. Lines that begin with `#` are comments. `KEY-topic.txt` is one more file of
the same key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_ESCAPES = {"n": "\n", "t": "\t"}
_PIECE = re.compile(r"\\(?P<escaped>.)|(?P<plain>.)", re.DOTALL)


class CaseError(ValueError):
    """A case file that cannot be understood: says where and why."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One bracketed span and what its item must hold; None in `values` is a null."""

    start: int
    end: int
    values: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Case:
    """One line: `expected` in the order of the text; `values` are those of the document itself.

    `near_miss_of` names the rule whose trigger or layout the text has without its condition.
    """

    id: str
    key: str
    text: str
    expected: tuple[Expected, ...] = ()
    values: dict[str, str | None] | None = None
    extra_allowed: bool = False
    is_debt: bool = False
    near_miss_of: str | None = None


def read_cases(path: Path) -> list[Case]:
    """All cases of one file, its name giving the record key they are about."""
    key = path.stem.partition("-")[0]
    lines = list(enumerate(path.read_text("utf-8").splitlines(), start=1))
    rows = [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]
    if not rows:
        return []
    header = [cell.strip() for cell in split(rows[0][1], "|")]
    if header[0] != "text":
        raise CaseError(f"{path.name}:{rows[0][0]}: the header must begin with «text»")
    return [read_case(line, header[1:], key=key, id=f"{path.name}:{number}") for number, line in rows[1:]]


def read_case(line: str, columns: list[str], *, key: str, id: str) -> Case:
    """One line as a case; `CaseError` where it could not fail or does not fit its header."""
    is_debt, line = strip_mark(line, "~ ")
    extra_allowed, line = strip_mark(line, "+ ")
    raw, *cells = split(line, "|")
    if len(cells) > len(columns):
        raise CaseError(f"{id}: {len(cells)} cells under {len(columns)} columns")
    text, spans = read_brackets(raw.strip(), id)
    filled = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
    if key == "document":
        if not filled or spans:
            raise CaseError(f"{id}: a document's case has cells and no brackets")
        values = {column: read_value(cell) for column, cell in filled.items()}
        return Case(id, key, text, values=values, is_debt=is_debt)
    if not spans and set(filled) == {"rule"} and not extra_allowed:
        return Case(id, key, text, is_debt=is_debt, near_miss_of=filled["rule"])
    if not spans and (filled or extra_allowed):
        raise CaseError(f"{id}: nothing is bracketed, so nothing can be expected")
    expected = read_expected(spans, filled, id)
    return Case(id, key, text, expected, extra_allowed=extra_allowed, is_debt=is_debt)


def strip_mark(line: str, mark: str) -> tuple[bool, str]:
    return line.startswith(mark), line.removeprefix(mark).lstrip()


def read_brackets(raw: str, id: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and their spans: «[5 мая]» is «5 мая» and (0, 5)."""
    out: list[str] = []
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    for piece in _PIECE.finditer(raw):
        escaped, plain = piece["escaped"], piece["plain"]
        if plain == "[":
            opened.append(len(out))
        elif plain == "]":
            if not opened:
                raise CaseError(f"{id}: «]» without «[»")
            spans.append((opened.pop(), len(out)))
        else:
            out.append(plain if escaped is None else _ESCAPES.get(escaped, escaped))
    if opened:
        raise CaseError(f"{id}: «[» without «]»")
    return "".join(out), sorted(spans)


def read_expected(spans: list[tuple[int, int]], filled: dict[str, str], id: str) -> tuple[Expected, ...]:
    """Deals the values of each cell out to the spans; with one span a cell is one value."""
    values: list[dict[str, str | None]] = [{} for _ in spans]
    for column, cell in filled.items():
        parts = split(cell, ";") if len(spans) > 1 else [cell]
        if len(parts) != len(spans):
            raise CaseError(f"{id}: {column} has {len(parts)} values for {len(spans)} spans")
        for row, part in zip(values, parts, strict=True):
            if part.strip():
                row[column] = read_value(part.strip())
    return tuple(Expected(start, end, row) for (start, end), row in zip(spans, values, strict=True))


def read_value(cell: str) -> str | None:
    return None if cell == "-" else unescape(cell)


def unescape(text: str) -> str:
    return "".join(
        piece["plain"] or _ESCAPES.get(piece["escaped"], piece["escaped"]) for piece in _PIECE.finditer(text)
    )


def split(line: str, separator: str) -> list[str]:
    """Splits on a separator that no backslash guards; the backslashes stay."""
    parts = [""]
    for piece in _PIECE.finditer(line):
        if piece["plain"] == separator:
            parts.append("")
        else:
            parts[-1] += piece[0]
    return parts
