"""HTML elements to paragraphs, list items and tables.

Decides what ends a line, what marks an item, which tables hold data and which only place text on the
page. Leaves the parsing and the order of the nodes to `html.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from extractor.errors import UnreadableFile
from extractor.readers.format import MAX_BLOCKS
from extractor.readers.list_numbers import spelled
from extractor.readers.story import Cell, Paragraph, Story, Table

MAX_SPAN = 1000  # columns or rows of one cell
LONG_CELL = 6  # paragraphs; a cell with more is a part of the page, not a cell


@dataclass(slots=True)
class List:
    """An open list: the form of its numbers, empty for bullets, and the number of its next item."""

    form: str
    following: int = 1


@dataclass(slots=True)
class Grid:
    """An open table; `held` counts, by column, the rows below that a cell from above still fills."""

    table: Table = field(default_factory=Table)
    held: dict[int, int] = field(default_factory=dict)
    column: int = 0
    is_layout: bool = False


@dataclass(slots=True)
class Frame:
    """Where text goes: the page or a cell. `marker` waits for the first paragraph of an item."""

    story: Story = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    lists: list[List] = field(default_factory=list)
    marker: str | None = None
    heading: int = 0
    preformatted: int = 0
    grids: list[Grid] = field(default_factory=list)


class Blocks:
    """Takes elements as they open and close and makes a story of them."""

    def __init__(self) -> None:
        self._frames = [Frame()]
        self._count = 0

    def finish(self) -> Story:
        while len(self._frames) > 1:
            self._end_cell()
        self._flush()
        return self._frames[0].story

    def is_unseen(self, node: LexborNode) -> bool:
        """Scripts, menus, forms' insides, deletions and whatever says that it is hidden."""
        tag = node.tag
        if tag in UNSEEN:
            return True
        if tag is None or tag.startswith("-") or tag in INLINE:
            return False
        style = node.attributes
        if not style:
            return False
        return (
            "hidden" in style
            or style.get("role") in ("navigation", "search", "menu", "menubar")
            or HIDDEN.search(style.get("style") or "") is not None
        )

    def start(self, node: LexborNode) -> None:
        tag = node.tag or ""
        frame = self._frames[-1]
        if tag == "-text":
            self._say(node.text_content or "")
        elif tag == "br":
            frame.pieces.append("\n")
        elif tag == "q":
            frame.pieces.append("«")
        elif tag in BLOCKS:
            self._flush()
            self._open(tag, node)

    def end(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "q":
            self._frames[-1].pieces.append("»")
        elif tag in CELLS:
            self._end_cell()
        elif tag in BLOCKS:
            self._flush()
            self._close(tag)

    def _open(self, tag: str, node: LexborNode) -> None:
        frame = self._frames[-1]
        if tag in HEADINGS:
            frame.heading = int(tag[1])
        elif tag == "pre":
            frame.preformatted += 1
        elif tag in ("ul", "ol", "menu", "dir"):
            form = FORMS.get(node.attributes.get("type") or "1", "decimal") if tag == "ol" else ""
            frame.lists.append(List(form, _count(node.attributes.get("start"), 1)))
        elif tag == "li":
            frame.marker = _marker(frame, node)
        elif tag == "table":
            frame.grids.append(Grid(is_layout=node.attributes.get("role") in ("presentation", "none")))
        elif tag == "tr" and frame.grids:
            self._start_row(frame.grids[-1])
        elif tag in CELLS and frame.grids:
            self._start_cell(frame.grids[-1], node)

    def _close(self, tag: str) -> None:
        frame = self._frames[-1]
        if tag in HEADINGS:
            frame.heading = 0
        elif tag == "pre":
            frame.preformatted -= 1
        elif tag in ("ul", "ol", "menu", "dir") and frame.lists:
            frame.lists.pop()
        elif tag == "li":
            frame.marker = None
        elif tag == "table" and frame.grids:
            self._end_table(frame)

    def _start_row(self, grid: Grid) -> None:
        grid.table.rows.append([])
        grid.column = 0
        self._tally()

    def _start_cell(self, grid: Grid, node: LexborNode) -> None:
        """A cell stands right of its row's others, and of those that reach down from above."""
        if not grid.table.rows:
            self._start_row(grid)
        while grid.held.get(grid.column, 0) > 0:
            grid.held[grid.column] -= 1
            grid.column += 1
        inner = Frame()
        grid.table.rows[-1].append(Cell(grid.column, inner.story))
        down = min(_count(node.attributes.get("rowspan"), 1), MAX_SPAN) - 1
        for _ in range(min(max(_count(node.attributes.get("colspan"), 1), 1), MAX_SPAN)):
            if down > 0:
                grid.held[grid.column] = down
            grid.column += 1
        self._frames.append(inner)
        self._tally()

    def _end_cell(self) -> None:
        if len(self._frames) == 1:
            return
        self._flush()
        inner = self._frames.pop()
        grid = self._frames[-1].grids[-1]
        grid.is_layout = grid.is_layout or _is_part_of_page(inner.story)

    def _end_table(self, frame: Frame) -> None:
        """A table that places text is read as its cells' text, column by column and row by row."""
        grid = frame.grids.pop()
        rows = [row for row in grid.table.rows if row]
        if grid.is_layout:
            for row in rows:
                for cell in row:
                    frame.story.extend([Paragraph(""), *cell.story])
            frame.story.append(Paragraph(""))
        elif rows:
            frame.story.append(Table(rows))

    def _say(self, text: str) -> None:
        frame = self._frames[-1]
        text = text.replace("\u00ad", "").replace("\x00", "\ufffd")
        frame.pieces.append(text.replace("\r", "") if frame.preformatted else SPACES.sub(" ", text))

    def _flush(self) -> None:
        """The line that is open becomes paragraphs; an empty line within it parts two of them."""
        frame = self._frames[-1]
        if not frame.pieces:
            return
        text = AROUND_BREAKS.sub("\n", SPACES_IN_ROW.sub(" ", "".join(frame.pieces)))
        if frame.preformatted:
            text = "".join(frame.pieces)
        frame.pieces.clear()
        for part in re.split(r"\n\s*\n", text):
            if part := part.strip():
                self._tally()
                marker, frame.marker = frame.marker, None
                depth = len(frame.lists) if marker is not None and not frame.heading else 0
                frame.story.append(Paragraph(part, marker or "", frame.heading, depth))

    def _tally(self) -> None:
        self._count += 1
        if self._count > MAX_BLOCKS:
            raise UnreadableFile("too_large", detail=f"more than {MAX_BLOCKS} paragraphs and cells")


def _marker(frame: Frame, node: LexborNode) -> str:
    """«3.» or «•»: what the browser shows before an item."""
    if not frame.lists:
        return "•"
    current = frame.lists[-1]
    if not current.form:
        return "•"
    number = _count(node.attributes.get("value"), current.following)
    current.following = number + 1
    return f"{spelled(number, current.form)}."


def _count(text: str | None, default: int) -> int:
    return int(text) if text is not None and NUMBER.fullmatch(text) else default


def _is_part_of_page(story: Story) -> bool:
    """Headings, tables or many paragraphs in a cell: the table only places them."""
    paragraphs = [block for block in story if isinstance(block, Paragraph)]
    return (
        len(paragraphs) < len(story)
        or len(paragraphs) > LONG_CELL
        or any(paragraph.heading for paragraph in paragraphs)
    )


UNSEEN = frozenset(
    """script style template noscript nav svg math canvas iframe frame object embed audio video map head title
    button select datalist textarea input meter progress dialog del rp rt link meta base
    -comment _comment !doctype""".split()
)
INLINE = frozenset("b i u a em strong font sub sup br small big wbr".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
CELLS = frozenset(("td", "th"))
BLOCKS = (
    HEADINGS
    | CELLS
    | frozenset(
        """address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure
    footer form header hgroup hr html legend li main menu ol p pre search section summary table tbody tfoot thead
    tr ul xmp listing""".split()
    )
)
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

HIDDEN = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden|mso-hide\s*+:\s*+all", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]{1,9}")
SPACES = re.compile(r"[ \t\r\n\f]+")
SPACES_IN_ROW = re.compile(r" {2,}")
AROUND_BREAKS = re.compile(r" ?\n ?")
