"""Tables of a PDF page: ruling lines that close a grid, and the cells that characters fall into.

Decides which lines of a page's drawing rule a table (each side of the grid is drawn, each cell is a rectangle)
and which cell holds a point. Leaves the characters to `pdf.py` and rows as text to `compose.py`.
A page whose lines make no grid has none: charts, frames around a page, tables with open sides.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractor.readers.hyphens import joined
from extractor.readers.story import Cell, Paragraph, Table

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

THIN = 3.0  # points; what is drawn thinner is a line, and lines nearer to each other are one
SHORT = 4.0  # points; a shorter line rules nothing
MOST_SEGMENTS = 12_000  # of a page; with more it is a drawing
MOST_CROSSINGS = 250_000  # pairs of lines that are looked at, and squares of a grid
A_FRAME = 0.5  # of the page: a cell that is larger holds the page's text


class Rule(NamedTuple):
    """A straight line, across or down: `at` is its height or its place from the left, in points."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Grid:
    """A ruled table: its lines from the left and from below upwards, and which cell each square is a part of.

    Rows are counted from the top; `owner[row][column]` is the top left square of the cell.
    """

    lefts: list[float]
    bottoms: list[float]
    owner: list[list[tuple[int, int]]]
    cells: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def find(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell that holds a point, by its row and column."""
        column, up = bisect_right(self.lefts, x) - 1, bisect_right(self.bottoms, y) - 1
        if not (0 <= column < len(self.lefts) - 1 and 0 <= up < len(self.bottoms) - 1):
            return None
        return self.owner[len(self.bottoms) - 2 - up][column]

    def write(self, place: tuple[int, int], text: str) -> None:
        self.cells.setdefault(place, []).append(text)

    def table(self) -> Table:
        """Rows with the cells that begin in them; lines of a cell are one paragraph."""
        rows: list[list[Cell]] = []
        for at, owners in enumerate(self.owner):
            begun = [place for column, place in enumerate(owners) if place == (at, column)]
            rows.append([Cell(place[1], [Paragraph(self._text(place))]) for place in begun])
        return Table(rows)

    def _text(self, place: tuple[int, int]) -> str:
        text = ""
        for line in self.cells.get(place, ()):
            text = joined(text, line) if text else line
        return text


def grids(page: PdfPage) -> list[Grid]:
    """The ruled tables of a page with more than one cell; a page that is turned has none."""
    if page.get_rotation():
        return []
    across, down = _rules(page)
    if len(across) * len(down) > MOST_CROSSINGS:
        return []
    width, height = page.get_size()
    found = (_grid(*part, A_FRAME * width * height) for part in _parts(across, down))
    return [grid for grid in found if grid is not None]


def _rules(page: PdfPage) -> tuple[list[Rule], list[Rule]]:
    """Lines across and lines down, each whole where it was drawn cell by cell."""
    across: list[Rule] = []
    down: list[Rule] = []
    for (x, y), (right, top) in _strokes(page):
        if top - y <= THIN and right - x >= SHORT:
            across.append(Rule((y + top) / 2, x, right))
        elif right - x <= THIN and top - y >= SHORT:
            down.append(Rule((x + right) / 2, y, top))
    return _whole(across), _whole(down)


Point = tuple[float, float]


def _strokes(page: PdfPage) -> Iterator[tuple[Point, Point]]:
    """What may be lines, each by its lower left and upper right corner; nothing where there is too much."""
    from pypdfium2 import raw

    found: list[tuple[Point, Point]] = []
    left = MOST_SEGMENTS
    for at in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        left -= max(1, raw.FPDFPath_CountSegments(drawn))
        if left < 0:
            return
        for points, is_stroked in _subpaths(drawn):
            if _is_thin(box := _box(points)):
                found.append(box)
            elif is_stroked:
                found.extend(_box([a, b]) for a, b in pairwise(points))
    yield from found


def _subpaths(drawn: object) -> Iterator[tuple[list[Point], bool]]:
    """The points of each part of a path, on the page, and whether its outline is drawn; curves are left out."""
    from pypdfium2 import raw

    fill, stroke, matrix = ctypes.c_int(), ctypes.c_int(), raw.FS_MATRIX()
    if not raw.FPDFPath_GetDrawMode(drawn, fill, stroke) or not raw.FPDFPageObj_GetMatrix(drawn, matrix):
        return
    if not (fill.value or stroke.value):
        return
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(raw.FPDFPath_CountSegments(drawn)):
        segment = raw.FPDFPath_GetPathSegment(drawn, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y) or kind == raw.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points, bool(stroke.value)
            points = []
        points.append((
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        ))  # fmt: skip
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, bool(stroke.value)


def _box(points: list[Point]) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _is_thin(box: tuple[Point, Point]) -> bool:
    (left, bottom), (right, top) = box
    return right - left <= THIN or top - bottom <= THIN


def _whole(rules: list[Rule]) -> list[Rule]:
    """Lines at one place that touch are one line."""
    levels = _levels([rule.at for rule in rules])
    placed: dict[int, list[Rule]] = {}
    for rule in rules:
        placed.setdefault(bisect_right(levels, rule.at) - 1, []).append(rule)
    whole: list[Rule] = []
    for same in placed.values():
        same.sort(key=lambda rule: rule.low)
        at, low, high = same[0]
        for rule in same[1:]:
            if rule.low > high + THIN:
                whole.append(Rule(at, low, high))
                low, high = rule.low, rule.high
            high = max(high, rule.high)
        whole.append(Rule(at, low, high))
    return whole


def _levels(places: list[float]) -> list[float]:
    """Places in order, those that are nearer than a thick line's width as the first of them."""
    levels: list[float] = []
    for place in sorted(places):
        if not levels or place - levels[-1] > THIN:
            levels.append(place)
    return levels


def _parts(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together through their crossings, from the top of the page."""
    left = set(range(len(down)))
    seen: set[int] = set()
    for first in sorted(range(len(across)), key=lambda i: -across[i].at):
        if first in seen:
            continue
        seen.add(first)
        rows, columns, waiting = [], [], [first]
        while waiting:
            rows.append(row := across[waiting.pop()])
            for j in [j for j in left if _cross(row, down[j])]:
                left.discard(j)
                columns.append(down[j])
                met = [i for i in range(len(across)) if i not in seen and _cross(across[i], down[j])]
                seen.update(met)
                waiting += met
        yield rows, columns


def _cross(row: Rule, column: Rule) -> bool:
    return row.low - THIN <= column.at <= row.high + THIN and column.low - THIN <= row.at <= column.high + THIN


def _grid(across: list[Rule], down: list[Rule], largest: float) -> Grid | None:
    """A grid where its outline is drawn and every cell is a rectangle, none as large as a page's text."""
    ys, xs = _levels([rule.at for rule in across]), _levels([rule.at for rule in down])
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1 or height * width < 2 or height * width > MOST_CROSSINGS:
        return None
    floors = _drawn(across, ys, xs)  # floors[line][column]: drawn below that square
    walls = _drawn(down, xs, ys)  # walls[line][row from below]: drawn left of that square
    if not (all(floors[0]) and all(floors[-1]) and all(walls[0]) and all(walls[-1])):
        return None
    owner: list[list[tuple[int, int] | None]] = [[None] * width for _ in range(height)]
    count = 0
    for row in range(height):
        for column in range(width):
            if owner[row][column] is None:
                count += 1
                if not _claim(owner, (row, column), floors, walls, (xs, ys), largest):
                    return None
    if count < 2:
        return None
    return Grid(xs, ys, [[place for place in line if place is not None] for line in owner])


def _drawn(rules: list[Rule], levels: list[float], steps: list[float]) -> list[list[bool]]:
    """For each level and each step along it, whether a line is drawn there."""
    drawn = [[False] * (len(steps) - 1) for _ in levels]
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    for rule in rules:
        line = drawn[bisect_right(levels, rule.at) - 1]
        for at in range(bisect_right(middles, rule.low), bisect_right(middles, rule.high)):
            line[at] = True
    return drawn


def _claim(
    owner: list[list[tuple[int, int] | None]],
    place: tuple[int, int],
    floors: list[list[bool]],
    walls: list[list[bool]],
    lines: tuple[list[float], list[float]],
    largest: float,
) -> bool:
    """Give a cell its squares; it must be a rectangle, free within and walled around, and smaller than a page."""
    (row, column), (xs, ys) = place, lines
    last = len(ys) - 2
    right = column + 1
    while not walls[right][last - row]:
        right += 1
    below = row + 1
    while not floors[last - below + 1][column]:
        below += 1
    if (xs[right] - xs[column]) * (ys[last - row + 1] - ys[last - below + 1]) > largest:
        return False
    for at in range(row, below):
        inner = [walls[wall][last - at] for wall in range(column, right + 1)]
        if not inner[0] or not inner[-1] or any(inner[1:-1]):
            return False
        for step in range(column, right):
            is_first, is_last = at == row, at == below - 1
            if owner[at][step] is not None:
                return False
            if floors[last - at + 1][step] != is_first or floors[last - at][step] != is_last:
                return False
            owner[at][step] = place
    return True
