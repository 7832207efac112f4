"""Paragraphs and tables to one text with blocks: the place where a document's offsets are born.

Decides lines, tabs between cells and blank lines. Leaves what counts as text to each reader.
"""

from __future__ import annotations

from extractor.errors import UnreadableFile
from extractor.readers.format import MAX_BLOCKS, MAX_TEXT
from extractor.readers.story import Cell, Paragraph, SectionEnd, Story, Table
from extractor.text.page import Block, BlockKind


class Composer:
    """Collects lines; a paragraph or a table row is a line, an empty paragraph at most one blank line."""

    def __init__(self) -> None:
        self.page: int | None = None  # that the next blocks stand on, where the format has pages
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0  # of the lines so far, each with its line feed
        self._tables = 0
        self._is_gap = False

    def add(self, story: Story, kind: BlockKind | None = None) -> None:
        """Lines of a story; `kind` names all of them where it is a header, a footer or a note."""
        for block in story:
            if isinstance(block, Paragraph):
                self._paragraph(block, kind)
            elif isinstance(block, Table):
                self._table(block, kind)

    def go_on(self, table: Table, above: int) -> None:
        """More rows of the table that was added last, on the next page; `above` of them are there already."""
        self._rows(table.rows, self._tables - 1, above, None)

    def gap(self) -> None:
        """A blank line before whatever comes next; none at the edges of the text."""
        self._is_gap = True

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        return "\n".join(self._lines), tuple(self._blocks)

    def _paragraph(self, paragraph: Paragraph, kind: BlockKind | None) -> None:
        if not paragraph.text:
            self.gap()
            return
        text = f"{paragraph.marker} {paragraph.text}" if paragraph.marker else paragraph.text
        start = self._line(text)
        if kind is None:
            kind = "heading" if paragraph.heading else "list_item" if paragraph.depth else "paragraph"
        level = {"heading": paragraph.heading, "list_item": paragraph.depth}.get(kind, 0)
        self._block(Block(kind, start, start + len(text), level=level, page=self.page))

    def _table(self, table: Table, kind: BlockKind | None) -> None:
        """A row is a line; a table with one cell is a frame around paragraphs."""
        if len(table.rows) == 1 and len(table.rows[0]) == 1:
            self.add(table.rows[0][0].story, kind)
            return
        self._tables += 1
        self._rows(table.rows, self._tables - 1, 0, kind)

    def _rows(self, rows: list[list[Cell]], index: int, first: int, kind: BlockKind | None) -> None:
        above: dict[int, str] = {}
        for row_index, row in enumerate(rows, start=first):
            texts = [_cell_text(cell) for cell in row]
            for i, cell in enumerate(row):
                if cell.is_continued and texts[i] == above.get(cell.column):
                    texts[i] = ""  # a merged cell that its writer filled in every row
                elif texts[i]:
                    above[cell.column] = texts[i]
            self._row(row, texts, index, row_index, kind)
            for cell in row:
                self._nested(cell, kind)

    def _row(self, row: list[Cell], texts: list[str], table: int, index: int, kind: BlockKind | None) -> None:
        text = "\t".join(texts).rstrip("\t")
        if not text:
            return
        start = self._line(text)
        if kind is not None:
            first = start + len(text) - len(text.lstrip("\t"))
            self._block(Block(kind, first, start + len(text)))
            return
        for cell, cell_text in zip(row, texts, strict=True):
            if cell_text:
                end = start + len(cell_text)
                self._block(Block("cell", start, end, table=table, row=index, column=cell.column, page=self.page))
            start += len(cell_text) + 1

    def _nested(self, cell: Cell, kind: BlockKind | None) -> None:
        """A table within a cell follows the row as a table of its own."""
        for block in cell.story:
            if isinstance(block, Table):
                self._table(block, kind)

    def _line(self, text: str) -> int:
        """Append a line and return its offset."""
        if self._is_gap and self._lines:
            self._lines.append("")
            self._length += 1
        self._is_gap = False
        start = self._length
        self._lines.append(text)
        self._length += len(text) + 1
        if self._length > MAX_TEXT:
            raise UnreadableFile("too_large", detail=f"more than {MAX_TEXT} characters")
        return start

    def _block(self, block: Block) -> None:
        self._blocks.append(block)
        if len(self._blocks) > MAX_BLOCKS:
            raise UnreadableFile("too_large", detail=f"more than {MAX_BLOCKS} paragraphs and cells")


def plain(story: Story) -> str:
    """The text of a story alone, to tell whether two headers say the same."""
    composer = Composer()
    composer.add(story)
    return composer.finish()[0]


def sections(story: Story) -> list[tuple[Story, SectionEnd]]:
    """The body cut at its section ends; what follows the last one is a section without headers."""
    found: list[tuple[Story, SectionEnd]] = []
    current: Story = []
    for block in story:
        if isinstance(block, SectionEnd):
            found.append((current, block))
            current = []
        else:
            current.append(block)
    if current:
        found.append((current, SectionEnd([], [])))
    return found


def _cell_text(cell: Cell) -> str:
    """A cell's paragraphs on one line; «№ п/п» columns hold nothing but their automatic number."""
    paragraphs = (block for block in cell.story if isinstance(block, Paragraph))
    words = (f"{paragraph.marker} {paragraph.text}".split() for paragraph in paragraphs)
    return " ".join(" ".join(found) for found in words if found)
