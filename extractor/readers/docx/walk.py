"""A walk over the elements of a Word document: what of them is text that a reader of the page sees.

Decides what counts as text (insertions, links, content controls, text boxes once) and what does not
(deletions, hidden runs, field codes, page numbers, notes to the author). Leaves the order of headers,
body and notes to the package and offsets to `compose.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from extractor.errors import UnreadableFile
from extractor.readers.docx.names import MAX_DEPTH, MC, VAL, M, R, W, child, is_on, number, value
from extractor.readers.docx.numbering import Numbering
from extractor.readers.docx.styles import Styles, heading_level
from extractor.readers.format import MAX_BLOCKS
from extractor.readers.story import Cell, Paragraph, SectionEnd, Story, Table
from extractor.readers.symbols import SYMBOLS

MAX_SPAN = 1000  # columns of a table; a wider «gridSpan» is an error of the file
MAX_FIELDS = 20  # fields within fields
CODE_START = 40  # characters of a field's code that tell its kind


Action = Callable[[etree._Element, list[str], Story], None]


@dataclass(slots=True)
class Field:
    """An open field: first its code («PAGE»), after the separator the result that is shown."""

    code: str = ""
    is_result: bool = False

    @property
    def is_silent(self) -> bool:
        """The number of a page says nothing about the document; a code is never shown."""
        return not self.is_result or PAGE_FIELD.match(self.code) is not None


class Walk:
    """One walk through all parts of a document: list numbers and notes run on from part to part."""

    def __init__(self, styles: Styles, numbering: Numbering, *, has_even_pages: bool = False) -> None:
        self.notes: list[tuple[str, str]] = []  # kind and id of each note, in the order of the text
        self.skipped: set[str] = set()  # what holds text that is not read
        self._styles = styles
        self._numbering = numbering
        self._header_types = {"default", "even"} if has_even_pages else {"default"}
        self._fields: list[Field] = []
        self._depth = 0
        self._paragraphs = 0
        self._actions = self._table_of_actions()

    def story(self, container: etree._Element) -> Story:
        """The paragraphs and tables of a body, header, note or text box."""
        outer_fields, self._fields = self._fields, []
        story: Story = []
        self._descend(container, [], story)
        self._fields = outer_fields
        return story

    def _descend(self, element: etree._Element, line: list[str], story: Story) -> None:
        """Read what is inside, whatever the element is: wrappers we do not know hide no text."""
        self._deepen()
        for inner in element:
            self._actions.get(inner.tag, self._descend)(inner, line, story)
        self._depth -= 1

    def _deepen(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableFile("damaged", detail="elements are nested too deep")

    def _paragraph(self, element: etree._Element, line: list[str], story: Story) -> None:
        """A text box inside comes first, as paragraphs of its own: its anchor ends later."""
        self._paragraphs += 1
        if self._paragraphs > MAX_BLOCKS:
            raise UnreadableFile("too_large", detail=f"more than {MAX_BLOCKS} paragraphs")
        pieces: list[str] = []
        self._descend(element, pieces, story)
        self._fields = [opened for opened in self._fields if not opened.is_silent]
        text = BREAKS.sub("\n\n", "".join(pieces).strip())
        properties = child(element, "pPr")
        if text or child(properties, "rPr", "del") is None:  # a deleted paragraph takes no number
            story.append(self._formatted(text, properties))
        if (section := child(properties, "sectPr")) is not None:
            self._section(section, line, story)

    def _formatted(self, text: str, properties: etree._Element | None) -> Paragraph:
        style_id = value(properties, "pStyle")
        style = self._styles.of(style_id)
        heading = heading_level(properties)
        level = (style.heading or 0) if heading is None else heading
        num_id, ilvl = value(properties, "numPr", "numId"), number(value(properties, "numPr", "ilvl"))
        if num_id is None:
            num_id, ilvl = style.num_id, style.ilvl if ilvl is None else ilvl
        elif ilvl is None:
            ilvl = 0
        counted = None if num_id is None else self._numbering.marker(num_id, ilvl, style.list_style)
        if counted is None:
            return Paragraph(text, heading=level)
        marker, depth = counted
        return Paragraph(text, marker, level, 0 if level else depth)

    def _table(self, element: etree._Element, line: list[str], story: Story) -> None:
        rows = []
        for row in self._inside(element, W + "tr"):
            if child(row, "trPr", "del") is None:
                rows.append(self._row(row))
        story.append(Table(rows))

    def _row(self, row: etree._Element) -> list[Cell]:
        column = _span(value(row, "trPr", "gridBefore"), 0)
        cells = []
        for element in self._inside(row, W + "tc"):
            merge = child(element, "tcPr", "vMerge")
            if merge is None:
                merge = child(element, "tcPr", "hMerge")
            is_continued = merge is not None and merge.get(VAL) != "restart"
            cells.append(Cell(column, self.story(element), is_continued))
            column += _span(value(element, "tcPr", "gridSpan"), 1)
        return cells

    def _inside(self, element: etree._Element, tag: str) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row, also inside content controls and tracked changes."""
        for inner in element:
            if inner.tag == tag:
                self._deepen()
                yield inner
                self._depth -= 1
            elif inner.tag in WRAPPERS:
                self._deepen()
                yield from self._inside(inner, tag)
                self._depth -= 1

    def _alternatives(self, element: etree._Element, line: list[str], story: Story) -> None:
        """Word writes a text box twice, for new and for old readers: the first that has text is read."""
        for inner in element:
            if inner.tag not in (MC + "Choice", MC + "Fallback"):
                continue
            before = len(line), len(story)
            self._descend(inner, line, story)
            if (len(line), len(story)) != before:
                return

    def _text_box(self, element: etree._Element, line: list[str], story: Story) -> None:
        story.extend(self.story(element))

    def _control(self, element: etree._Element, line: list[str], story: Story) -> None:
        """A content control that still shows «Место для ввода текста» is empty."""
        if not is_on(element, "sdtPr", "showingPlcHdr"):
            self._descend(element, line, story)

    def _run(self, element: etree._Element, line: list[str], story: Story) -> None:
        if not is_on(element, "rPr", "vanish"):
            self._descend(element, line, story)

    def _text(self, element: etree._Element, line: list[str], story: Story) -> None:
        self._say(SPACING.sub(" ", element.text or "").replace("\u00ad", ""), line)

    def _symbol(self, element: etree._Element, line: list[str], story: Story) -> None:
        code = element.get(W + "char", "")
        if HEXADECIMAL.fullmatch(code):
            self._say(SYMBOLS.get(int(code, 16) & 0xFF, "\ufffd"), line)

    def _say(self, text: str, line: list[str]) -> None:
        if text and not any(opened.is_silent for opened in self._fields):
            line.append(text)

    def _saying(self, text: str) -> Action:
        def say(element: etree._Element, line: list[str], story: Story) -> None:
            self._say(text, line)

        return say

    def _field_mark(self, element: etree._Element, line: list[str], story: Story) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin" and len(self._fields) < MAX_FIELDS:
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_code(self, element: etree._Element, line: list[str], story: Story) -> None:
        if self._fields and len(self._fields[-1].code) < CODE_START:
            self._fields[-1].code += element.text or ""

    def _simple_field(self, element: etree._Element, line: list[str], story: Story) -> None:
        if not PAGE_FIELD.match(element.get(W + "instr", "")):
            self._descend(element, line, story)

    def _note(self, element: etree._Element, line: list[str], story: Story) -> None:
        kind = etree.QName(element).localname.removesuffix("Reference")
        self.notes.append((kind, element.get(W + "id", "")))

    def _section(self, element: etree._Element, line: list[str], story: Story) -> None:
        """The first page's header counts only where the section has a first page of its own."""
        types = self._header_types | ({"first"} if is_on(element, "titlePg") else set())
        named: dict[str, list[str]] = {"header": [], "footer": []}
        for kind, found in named.items():
            for reference in element.findall(f"{W}{kind}Reference"):
                if reference.get(W + "type", "default") in types:
                    found.append(reference.get(R + "id", ""))
        story.append(SectionEnd(named["header"], named["footer"]))

    def _foreign(self, element: etree._Element, line: list[str], story: Story) -> None:
        self.skipped.add("вставленный документ")

    def _nothing(self, element: etree._Element, line: list[str], story: Story) -> None:
        """Properties, deletions and whatever else is never shown."""

    def _table_of_actions(self) -> dict[str, Action]:
        seen: dict[str, Action] = {
            "p": self._paragraph,
            "tbl": self._table,
            "sectPr": self._section,
            "sdt": self._control,
            "txbxContent": self._text_box,
            "r": self._run,
            "t": self._text,
            "sym": self._symbol,
            "tab": self._saying("\t"),
            "ptab": self._saying("\t"),
            "br": self._saying("\n"),
            "cr": self._saying("\n"),
            "noBreakHyphen": self._saying("-"),
            "fldChar": self._field_mark,
            "instrText": self._field_code,
            "fldSimple": self._simple_field,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "altChunk": self._foreign,
        }
        actions = {W + tag: action for tag, action in seen.items()}
        actions |= {W + tag: self._nothing for tag in UNSEEN}
        return actions | {MC + "AlternateContent": self._alternatives, M + "t": self._text}


def _span(text: str | None, default: int) -> int:
    found = number(text)
    return default if found is None else min(max(found, 0), MAX_SPAN)


UNSEEN = (
    "pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr",
    "customXmlPr", "del", "moveFrom", "delText", "delInstrText", "rt", "footnoteRef", "endnoteRef",
    "softHyphen", "lastRenderedPageBreak",
)  # fmt: skip

WRAPPERS = {W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}

BREAKS = re.compile(r"\n{3,}")
SPACING = re.compile(r"[\t\r\n]")  # line breaks of pretty-printed XML
HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")
PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
