"""A walk over the elements of OpenDocument: what of them is text that a reader of the page sees.

Decides what counts as text (frames, fields, notes apart) and what does not (tracked deletions, hidden
text, page numbers, comments). Leaves the order of headers, body and notes to the package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from extractor.errors import UnreadableFile
from extractor.readers.format import MAX_BLOCKS
from extractor.readers.odf.lists import Lists
from extractor.readers.odf.names import DRAW, OFFICE, STYLE, TABLE, TEXT, local, number
from extractor.readers.story import Cell, Paragraph, Story, Table

MAX_DEPTH = 200  # elements within elements
MAX_SPACES = 100  # of one «text:s»
MAX_SPAN = 1000  # empty columns that one cell stands for
MAX_REPEATS = 1000  # of a row or cell that says something

Action = Callable[[etree._Element, list[str], Story], None]


class Walk:
    """One walk through all parts of a document: list numbers and notes run on from part to part."""

    def __init__(self, lists: Lists, hidden: set[str]) -> None:
        self.notes: list[Story] = []
        self.skipped: set[str] = set()  # what holds text that is not read
        self._lists = lists
        self._hidden = hidden
        self._depth = 0
        self._count = 0
        self._actions = self._table_of_actions()

    def story(self, container: etree._Element) -> Story:
        """The paragraphs and tables of a body, header, note, frame or cell."""
        story: Story = []
        self._descend(container, [], story)
        return story

    def _descend(self, element: etree._Element, line: list[str], story: Story) -> None:
        """Read what is inside and the text between; wrappers that we do not know hide no text."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableFile("damaged", detail="elements are nested too deep")
        if element.text:
            line.append(SPACES.sub(" ", element.text))
        for inner in element:
            if inner.get(TEXT + "style-name") not in self._hidden:
                self._actions.get(inner.tag, self._descend)(inner, line, story)
            if inner.tail:
                line.append(SPACES.sub(" ", inner.tail))
        self._depth -= 1

    def _paragraph(self, element: etree._Element, line: list[str], story: Story) -> None:
        """A frame inside comes first, as paragraphs of its own: its anchor ends later."""
        self._tally()
        heading = 0
        if element.tag == TEXT + "h":
            heading = min(max(number(element.get(TEXT + "outline-level"), 1), 1), 9)
        is_unnumbered = element.get(TEXT + "is-list-header") == "true"
        marker, depth = ("", 0) if is_unnumbered else self._lists.marker(heading)
        pieces: list[str] = []
        self._descend(element, pieces, story)
        text = BREAKS.sub("\n\n", "".join(pieces).replace("\u00ad", "").strip())
        story.append(Paragraph(text, marker if text else "", heading, 0 if heading else depth))

    def _list(self, element: etree._Element, line: list[str], story: Story) -> None:
        self._lists.open(element)
        self._descend(element, line, story)
        self._lists.close()

    def _item(self, element: etree._Element, line: list[str], story: Story) -> None:
        self._lists.item(element)
        self._descend(element, line, story)

    def _frame(self, element: etree._Element, line: list[str], story: Story) -> None:
        story.extend(self.story(element))

    def _note(self, element: etree._Element, line: list[str], story: Story) -> None:
        for body in element.findall(TEXT + "note-body"):
            self.notes.append(self.story(body))

    def _section(self, element: etree._Element, line: list[str], story: Story) -> None:
        if element.get(TEXT + "display") != "none":
            self._descend(element, line, story)

    def _spaces(self, element: etree._Element, line: list[str], story: Story) -> None:
        line.append(" " * min(number(element.get(TEXT + "c"), 1), MAX_SPACES))

    def _saying(self, text: str) -> Action:
        def say(element: etree._Element, line: list[str], story: Story) -> None:
            line.append(text)

        return say

    def _object(self, element: etree._Element, line: list[str], story: Story) -> None:
        self.skipped.add("вставленный документ")

    def _nothing(self, element: etree._Element, line: list[str], story: Story) -> None:
        """Declarations, comments and whatever else is never shown."""

    def _table(self, element: etree._Element, line: list[str], story: Story) -> None:
        """A table of a text, or a sheet: that one stands under its name, unless nobody gave it one."""
        parent = element.getparent()
        is_sheet = parent is not None and parent.tag == OFFICE + "spreadsheet"
        if is_sheet and element.get(TABLE + "style-name") in self._hidden:
            self.skipped.add("скрытый лист")
            return
        table = Table([row for row in self._rows(element) if row])
        name = element.get(TABLE + "name", "").strip()
        if is_sheet and table.rows:
            story.append(Paragraph(""))
            if not DEFAULT_NAME.fullmatch(name):
                story.append(Paragraph(name, heading=1))
        story.append(table)

    def _rows(self, element: etree._Element) -> Iterator[list[Cell]]:
        """The cells of each row, also of grouped rows; an empty row has none."""
        for inner in element:
            if inner.tag == TABLE + "table-row":
                row = self._row(inner)
                repeats = max(number(inner.get(TABLE + "number-rows-repeated"), 1), 1) if row else 0
                yield from [row] * _few(repeats)
            elif local(inner) in ROW_GROUPS:
                self._depth += 1
                if self._depth > MAX_DEPTH:
                    raise UnreadableFile("damaged", detail="elements are nested too deep")
                yield from self._rows(inner)
                self._depth -= 1

    def _row(self, row: etree._Element) -> list[Cell]:
        """Cells up to the last one that says something; empty ones before it keep their places."""
        column = 0
        empty: list[Cell] = []
        cells: list[Cell] = []
        for element in row:
            if element.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            repeats = max(number(element.get(TABLE + "number-columns-repeated"), 1), 1)
            if element.tag == TABLE + "covered-table-cell":  # under a cell that spans it
                column += min(repeats, MAX_SPAN)
                continue
            story = self.story(element)
            if not any(isinstance(block, Table) or (isinstance(block, Paragraph) and block.text) for block in story):
                empty += [Cell(column + i, []) for i in range(min(repeats, MAX_SPAN))]
                column += min(repeats, MAX_SPAN)
                continue
            self._tally()
            cells += empty + [Cell(column + i, story) for i in range(_few(repeats))]
            empty = []
            column += repeats
        return cells

    def _tally(self) -> None:
        self._count += 1
        if self._count > MAX_BLOCKS:
            raise UnreadableFile("too_large", detail=f"more than {MAX_BLOCKS} paragraphs and cells")

    def _table_of_actions(self) -> dict[str, Action]:
        seen: dict[str, Action] = {
            "p": self._paragraph,
            "h": self._paragraph,
            "list": self._list,
            "list-item": self._item,
            "list-header": self._item,
            "note": self._note,
            "section": self._section,
            "s": self._spaces,
            "tab": self._saying("\t"),
            "line-break": self._saying("\n"),
        }
        actions = {TEXT + tag: action for tag, action in seen.items()}
        actions |= {TEXT + tag: self._nothing for tag in UNSEEN}
        actions |= {OFFICE + tag: self._nothing for tag in ("annotation", "forms", "scripts", "font-face-decls")}
        actions |= {TABLE + tag: self._nothing for tag in ("tracked-changes", "calculation-settings", "shapes")}
        return actions | {
            TABLE + "table": self._table,
            DRAW + "text-box": self._frame,
            DRAW + "object": self._object,
            SVG + "title": self._nothing,
            SVG + "desc": self._nothing,
        }


def hidden_styles(*roots: etree._Element | None) -> set[str]:
    """Names of the styles whose text or sheet is not shown."""
    hidden = set()
    for root in roots:
        for element in () if root is None else root.iter(STYLE + "text-properties", STYLE + "table-properties"):
            parent = element.getparent()
            said = (element.get(TEXT + "display"), element.get(TABLE + "display"))
            if parent is not None and ("none" in said or "false" in said):
                hidden.add(parent.get(STYLE + "name", ""))
    return hidden - {""}


def _few(repeats: int) -> int:
    if repeats > MAX_REPEATS:
        raise UnreadableFile("too_large", detail=f"a cell or row {repeats} times")
    return repeats


UNSEEN = (
    "tracked-changes", "page-number", "page-count", "sequence-decls", "variable-decls", "user-field-decls",
    "hidden-text", "hidden-paragraph", "ruby-text", "index-title-template", "table-of-content-source",
    "alphabetical-index-source", "note-citation", "dde-connection-decls",
)  # fmt: skip
ROW_GROUPS = ("table-header-rows", "table-row-group", "table-rows")
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"

SPACES = re.compile(r"[ \t\r\n]+")  # white space of the XML; what is shown has elements of its own
BREAKS = re.compile(r"\n{3,}")
DEFAULT_NAME = re.compile(r"(?:Лист|Sheet|Таблица|Table)?\s?[0-9]{0,3}", re.IGNORECASE)
