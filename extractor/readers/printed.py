"""Printed pages, of a PDF or a scan: lines with places to paragraphs without line ends.

Decides which lines are one paragraph (a full line goes on in the next one, also over a page's end), where
an empty line lies and what becomes of a parted word. Leaves what repeats on every page to
`pdf_furniture.py`, finding lines to `pdf.py` and `scan.py`, and offsets to `compose.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.readers.compose import Composer
from extractor.readers.hyphens import joined
from extractor.readers.pdf_furniture import Line, Sheet, set_aside
from extractor.readers.pdf_rows import RuledTable
from extractor.readers.story import Paragraph, Table
from extractor.text.lines import marker
from extractor.text.page import Block

GAP = 1.4  # times the usual distance of lines
LONG = 40  # letters of a line that may tell where the right margin is
SLACK = 4.0  # points that a line may end before its margin
INDENT = 8.0  # points by which a paragraph's first line may be set in
ENOUGH = 12  # letters whose mean width tells their size
HANGING = 60.0  # points between a list marker and its text


def compose(sheets: list[Sheet]) -> tuple[str, tuple[Block, ...]]:
    """Each header where it first stands, the paragraphs of all pages, then each footer once."""
    usual = usual_distance(sheets)
    bodies, headers, footers = set_aside(sheets)
    margins = _margins(bodies)
    composer = Composer()
    writing = Writing(composer, usual)
    for sheet, top, margin in zip(bodies, headers, margins, strict=True):
        if top:
            writing.end()
            composer.page = sheet.number
            composer.gap()
            composer.add([Paragraph(line.text) for line in top], "header")
            composer.gap()
        for line in sheet.lines:
            writing.add(line, sheet.number, margin)
    writing.end()
    composer.gap()
    for sheet, bottom in zip(bodies, footers, strict=True):
        composer.page = sheet.number
        composer.add([Paragraph(line.text) for line in bottom], "footer")
    return composer.finish()


@dataclass(frozen=True, slots=True)
class Margin:
    """Where the lines of a page begin and end, in points; `right` is None where nothing tells."""

    left: float
    right: float | None


class Writing:
    """One paragraph at a time: lines are added to it as long as they belong to it."""

    def __init__(self, composer: Composer, usual: float) -> None:
        self._composer = composer
        self._usual = usual
        self._text = ""
        self._ruled: RuledTable | None = None
        self._last: Line | None = None
        self._page = 0
        self._margin = Margin(0.0, None)

    def add(self, line: Line, page: int, margin: Margin) -> None:
        before = self._last
        is_same_page = page == self._page
        if line.table is not None:
            self._table(line, line.table, page)
        elif before is not None and self._goes_on(before, line, is_same_page=is_same_page):
            self._text = joined(self._text, line.text)
        else:
            self.end()
            if before is not None and is_same_page and is_gap(before, line, self._usual):
                self._composer.gap()
            self._composer.page = page
            self._text = line.text
        self._last, self._page, self._margin = line, page, margin

    def _table(self, line: Line, table: Table, page: int) -> None:
        """A table of its own, or the rest of the one that reaches the end of the page before."""
        before = self._last
        if self._ruled is not None and before is not None and self._is_rest(before, line, page):
            self._ruled.go_on(table, page)
            return
        self.end()
        if before is not None and page == self._page:
            down = before.bottom - (line.bottom + line.height)
            if down > (GAP - 1) * self._usual or down < -self._usual:
                self._composer.gap()
        self._ruled = RuledTable(table, page)

    def _is_rest(self, before: Line, line: Line, page: int) -> bool:
        """On the next page, with nothing between them, and with columns at the same places."""
        return page == self._page + 1 and before.columns == line.columns

    def end(self) -> None:
        """The paragraph or the table is whole."""
        if self._ruled is not None:
            self._ruled.write(self._composer)
        self._ruled = None
        if self._text:
            self._composer.add([Paragraph(self._text)])
        self._text = ""

    def _goes_on(self, before: Line, line: Line, *, is_same_page: bool) -> bool:
        """Whether a line is in the paragraph of the one before."""
        if not self._text or "\t" in before.text + line.text:
            return False
        if is_same_page and (is_gap(before, line, self._usual) or not _is_below(before, line)):
            return False
        if not _is_alike(before, line) or _opens_item(before, line):
            return False
        if before.text.endswith("-") and line.text[:1].islower():
            return True
        return is_full(before, line, self._margin) and not self._is_set_in(before, line)

    def _is_set_in(self, before: Line, line: Line) -> bool:
        """Whether the line opens a paragraph by its indent; where the place leaves it open, its words tell."""
        if line.left > before.left + INDENT:
            hangs = marker(before.text)[0] > 0 and line.left - before.left < HANGING
            return not hangs and not line.text[:1].islower()
        is_inner = line.left > self._margin.left + INDENT
        return is_inner and abs(line.left - before.left) < INDENT and _is_start(before, line)


def usual_distance(sheets: list[Sheet]) -> float:
    """How far apart lines of a paragraph stand, in points: less than most, for short ones stand alone."""
    steps = (a.bottom - b.bottom for sheet in sheets for a, b in pairwise(_plain(sheet)))
    usual = sorted(step for step in steps if 3 < step < 60) or [14.0]
    return usual[len(usual) // 4]


def is_gap(before: Line, line: Line, usual: float) -> bool:
    """An empty line lies between, or the text goes on elsewhere on the page, as in the next column."""
    down = before.bottom - line.bottom
    return down > GAP * max(usual, line.height) or down < -2


def is_full(before: Line, line: Line, margin: Margin) -> bool:
    """Whether the next line's first word would not have fitted: so the line was broken, not ended."""
    if margin.right is None or before.right <= 0:
        return False
    letter = (line.right - line.left) / max(1, len(line.text))
    word = line.text.split(" ", 1)[0]
    return before.right + letter * (len(word) + 1) > margin.right - SLACK


def _is_below(before: Line, line: Line) -> bool:
    """In the same column: the lines share a part of their width."""
    return line.left < before.right and line.right > before.left


def _is_alike(before: Line, line: Line) -> bool:
    """Of one size of letters: by the width of many, or by the height of few (of «наша» it is half that of «Дуб»)."""
    if min(len(before.text), len(line.text)) >= ENOUGH and min(before.right, line.right) > 0:
        low, high = sorted((line.right - line.left) / len(line.text) for line in (before, line))
        return high <= 1.6 * max(low, 0.1)
    low, high = sorted((before.height, line.height))
    return high <= 2.2 * max(low, 1.0)


def _opens_item(before: Line, line: Line) -> bool:
    """A list marker opens an item; a dash within a sentence may stand at the head of a line by chance."""
    _, style, _ = marker(line.text)
    if not style:
        return False
    return style not in DASHES or before.text[-1:] in ENDS or before.left > line.left + INDENT


def _is_start(before: Line, line: Line) -> bool:
    """«… в школах.» and «Отчёт …»: the words alone look like the end of one paragraph and the head of the next."""
    return before.text[-1:] in ENDS and not line.text[:1].islower()


def _plain(sheet: Sheet) -> list[Line]:
    return [line for line in sheet.lines if line.table is None]


def _margins(sheets: list[Sheet]) -> Iterator[Margin]:
    """The margins of each page by its own long lines, or by those of all pages where it has too few."""
    everything = [line for sheet in sheets for line in _plain(sheet)]
    for sheet in sheets:
        own = _plain(sheet)
        rights = sorted(line.right for line in own if len(line.text) >= LONG)
        if len(rights) < 4:
            rights = sorted(line.right for line in everything if len(line.text) >= LONG)
        lefts = sorted(line.left for line in own or everything)
        right = rights[-1 - len(rights) // 20] if rights else None
        yield Margin(lefts[len(lefts) // 20] if lefts else 0.0, right)


ENDS = (".", ";", ":", "!", "?", ",")
DASHES = ("bullet-", "bullet–", "bullet—", "bullet−")
