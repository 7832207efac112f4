"""Excel workbooks (`.xlsx`): each sheet that is shown as a table under its name.

Decides which sheets are read and which cell says what. Leaves the zip to `package.py`, how numbers and
dates look to `number_formats.py` and offsets to `compose.py`. Formulas are not computed: what the file
says they gave is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extractor.errors import UnreadableFile
from extractor.readers.compose import Composer
from extractor.readers.format import MAX_BLOCKS, Format
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.package import Package
from extractor.readers.signatures import ZIP, zip_directory
from extractor.readers.story import Cell, Paragraph, Story, Table
from extractor.readers.xlsx.number_formats import Formats, formats_of
from extractor.text.page import Page

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAX_COLUMNS = 16_384
MAX_EMPTY = 50  # columns left of a cell whose place is kept by tabs


def matches(data: bytes) -> bool:
    if not data.startswith(ZIP):
        return False
    names = zip_directory(data)
    return b"xl/" in names and b"word/" not in names and b"xl/workbook.bin" not in names


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """The sheets in their order; those that are hidden are told of."""
    workbook = Workbook(Package(data, limits))
    composer = Composer()
    for name, table in workbook.sheets():
        composer.gap()
        story: Story = [table]
        composer.add(story if DEFAULT_NAME.fullmatch(name) else [Paragraph(name, heading=1), *story])
    text, blocks = composer.finish()
    return Page(text, blocks, MEDIA_TYPE, "xlsx", warnings=tuple(workbook.warnings))


class Workbook:
    """The parts of one workbook: its sheets, the texts that they share, and how numbers look."""

    def __init__(self, package: Package) -> None:
        self.warnings = package.macros()
        self._package = package
        links = package.relations("").values()
        named = (link.target for link in links if link.kind == "officeDocument")
        self._name = next((name for name in named if name in package.names), "xl/workbook.xml")
        root = package.xml(self._name)
        if root is None or root.tag != S + "workbook":
            raise UnreadableFile("damaged", detail="no workbook")
        self._root = root
        self._links = package.relations(self._name)
        self._texts = self._shared_texts()
        self._formats: Formats = formats_of(self._part("styles"), root)
        self._cells = 0

    def sheets(self) -> Iterator[tuple[str, Table]]:
        """Names and tables of the sheets that are shown and say something."""
        hidden = 0
        for sheet in self._root.iter(S + "sheet"):
            if sheet.get("state", "visible") != "visible":
                hidden += 1
                continue
            name = sheet.get("name", "").strip()
            link = self._links.get(sheet.get(R + "id", ""))
            try:
                root = None if link is None else self._package.xml(link.target)
            except UnreadableFile as error:
                if error.code != "damaged":
                    raise
                self.warnings.append(f"Повреждён лист «{name}».")
                continue
            table = Table([] if root is None else [row for row in map(self._row, root.iter(S + "row")) if row])
            if table.rows:
                yield name, table
        if hidden:
            self.warnings.append(f"Не прочитано: скрытых листов — {hidden}.")

    def _row(self, row: etree._Element) -> list[Cell]:
        """Cells that say something, each in its column; empty ones before them keep their places."""
        cells: list[Cell] = []
        column = 0
        for element in row.iter(S + "c"):
            column = _column(element.get("r", ""), column)
            text = self._text(element)
            if text:
                self._cells += 1
                if self._cells > MAX_BLOCKS:
                    raise UnreadableFile("too_large", detail=f"more than {MAX_BLOCKS} cells")
                first = cells[-1].column + 1 if cells else 0
                cells += [Cell(at, []) for at in range(first, min(column, first + MAX_EMPTY))]
                cells.append(Cell(column, [Paragraph(text)]))
            column += 1
        return cells

    def _text(self, cell: etree._Element) -> str:
        """What a cell shows."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _rich(cell.find(S + "is"))
        said = (cell.findtext(S + "v") or "").strip()
        if kind == "s":
            at = int(said) if INDEX.fullmatch(said) else -1
            return self._texts[at] if 0 <= at < len(self._texts) else ""
        if kind == "b":
            return {"1": "ИСТИНА", "0": "ЛОЖЬ"}.get(said, said)
        return self._formats.shown(said, cell.get("s")) if kind == "n" else said

    def _part(self, kind: str) -> etree._Element | None:
        name = next((link.target for link in self._links.values() if link.kind == kind), f"xl/{kind}.xml")
        try:
            return self._package.xml(name)
        except UnreadableFile as error:
            if error.code != "damaged":
                raise
            self.warnings.append("Повреждена часть документа: " + PART_NAMES[kind] + ".")
            return None

    def _shared_texts(self) -> list[str]:
        root = self._part("sharedStrings")
        return [] if root is None else [_rich(entry) for entry in root.findall(S + "si")]


def _rich(element: etree._Element | None) -> str:
    """A text in one run or several; how Japanese is to be pronounced is not part of it."""
    if element is None:
        return ""
    runs = element.findall(S + "t") + element.findall(f"{S}r/{S}t")
    return "".join(run.text or "" for run in runs).strip()


def _column(place: str, following: int) -> int:
    """«C7» is 2; a cell without its place follows the one before."""
    letters = LETTERS.match(place)
    if letters is None:
        return following
    column = 0
    for letter in letters[0]:
        column = 26 * column + ord(letter) - 64
    return min(column, MAX_COLUMNS) - 1


LETTERS = re.compile(r"[A-Z]{1,3}(?![A-Z])")
INDEX = re.compile(r"[0-9]{1,9}")
DEFAULT_NAME = re.compile(r"(?:Лист|Sheet|Таблица|Table)?\s?[0-9]{0,3}", re.IGNORECASE)
PART_NAMES = {"sharedStrings": "тексты ячеек", "styles": "стили"}

FORMAT = Format("xlsx", MEDIA_TYPE, (".xlsx", ".xlsm", ".xltx", ".xltm"), matches, read, ("lxml",))
