"""Headers, footers and page numbers of printed pages: the lines that repeat at their edges.

Decides which lines at the top and bottom of pages say the same again; the first of them stays, the
others and all page numbers go. Leaves finding the lines to `pdf.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from extractor.readers.story import Table

EDGE = 3  # lines at the top and at the bottom of a page that may repeat
NEAR = 12.0  # points; a header stands at one height on all its pages
FEW_SHEETS = 5  # up to which two pages that say the same are enough; three later, for parts have headers of their own


class Line(NamedTuple):
    """A line with the place of its first character and its right edge, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    height: float
    right: float = 0.0
    table: Table | None = None  # that stands here; then the text is that of its cells, and the place its frame
    columns: tuple[int, ...] = ()  # of the table: where they begin, in points


class Sheet(NamedTuple):
    """A page: its number from 1 and its lines in the order of the file."""

    number: int
    lines: list[Line]


def set_aside(sheets: list[Sheet]) -> tuple[list[Sheet], list[list[Line]], list[list[Line]]]:
    """Pages without their furniture; the headers and the footers that each page is the first to have."""
    tops = [_edge(sheet, is_top=True) for sheet in sheets]
    bottoms = [_edge(sheet, is_top=False) for sheet in sheets]
    headers, gone_above = _first_and_repeated(sheets, tops)
    footers, gone_below = _first_and_repeated(sheets, bottoms)
    bodies = [
        Sheet(sheet.number, [line for i, line in enumerate(sheet.lines) if i not in above | below])
        for sheet, above, below in zip(sheets, gone_above, gone_below, strict=True)
    ]
    return bodies, headers, footers


def _edge(sheet: Sheet, *, is_top: bool) -> list[int]:
    """Indexes of the outermost lines, the outermost first; a page of few lines keeps some for its body."""
    order = sorted(range(len(sheet.lines)), key=lambda i: sheet.lines[i].bottom, reverse=is_top)
    return order[: min(EDGE, len(order) // 2)]


def _first_and_repeated(sheets: list[Sheet], edges: list[list[int]]) -> tuple[list[list[Line]], list[set[int]]]:
    """For every page the furniture that is new there, and the indexes of all its furniture."""
    heights: dict[str, list[float]] = defaultdict(list)
    for sheet, edge in zip(sheets, edges, strict=True):
        for i in edge:
            for key in _keys(sheet, sheet.lines[i]):
                heights[key].append(sheet.lines[i].bottom)
    fewest = 2 if len(sheets) <= FEW_SHEETS else 3
    seen: set[str] = set()
    new: list[list[Line]] = []
    gone: list[set[int]] = []
    for sheet, edge in zip(sheets, edges, strict=True):
        new.append([])
        gone.append(set())
        for i in edge:
            line, keys = sheet.lines[i], _keys(sheet, sheet.lines[i])
            repeated = [key for key in keys if sum(abs(y - line.bottom) < NEAR for y in heights[key]) >= fewest]
            numbers = [key for key in keys if PAGE_NUMBER.fullmatch(key)]
            is_number = bool(numbers) and (bool(repeated) or (len(sheets) > 1 and OWN_NUMBER in numbers[0]))
            if not is_number and not repeated:
                break  # what stands further in is the page's own
            gone[-1].add(i)
            if not is_number and not seen & set(repeated):
                new[-1].append(line)
            seen |= set(repeated)
        new[-1].sort(key=lambda line: -line.bottom)
    return new, gone


def _keys(sheet: Sheet, line: Line) -> list[str]:
    """What a line has in common with its twins on other pages: its text, or that with the page's number.

    «Глава 1 7» on the fifth sheet is «Глава 1 #+2», and «Глава 1 8» on the sixth one too.
    """
    if line.table is not None:
        return []
    keys = [line.text]
    for number in NUMBER.finditer(line.text):
        away = int(number[0]) - sheet.number
        keys.append(f"{line.text[: number.start()]}#{away:+d}{line.text[number.end() :]}")
    return keys[:MAX_KEYS]


MAX_KEYS = 4
OWN_NUMBER = "#+0"  # the pages are counted as they are numbered
NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
PAGE_NUMBER = re.compile(
    r"[-–—]?\s?(?:(?:стр|с|страница|лист|page)\.?\s?)?\#[+-]\d+(?:\s?(?:из|/|of)\s?\d{1,4})?\s?[-–—]?", re.IGNORECASE
)
