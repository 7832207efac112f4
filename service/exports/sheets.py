"""XLSX: one sheet a field, a row an item, real days and numbers.

Decides how a cell is written so that nothing of a document becomes a formula or a link, and what
happens at the limits of the format. Leaves the columns to `documents.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from service.exports.documents import Cell, Exported, document_headings, document_row, headings, rows
from service.plain_text import plain
from service.tables import TABLES

MOST_ROWS = 1_048_576  # of a sheet; what is over goes on in a second one
MOST_LETTERS = 32_767  # of a cell; the format takes no more
CUT = " […обрезано: длиннее ячейки]"


def write_xlsx(documents: Iterable[Exported], file: BinaryIO) -> None:
    """Write a workbook; the documents are read once, and their rows do not stay in memory."""
    with Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        looks = Looks(book)
        first = Sheet(book, looks, "Документы", document_headings())
        sheets = {table.key: Sheet(book, looks, table.title, headings(table)) for table in TABLES}
        for document in documents:
            first.put(document_row(document))
            for table in TABLES:
                for row in rows(document, table):
                    sheets[table.key].put(row)
        for sheet in (first, *sheets.values()):
            sheet.close()


class Looks:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.heading: Format = book.add_format(
            {"bold": True, "bg_color": "#E7ECF2", "text_wrap": True, "valign": "top", "bottom": 1}
        )
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.day: Format = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})
        self.number: Format = book.add_format({"valign": "top"})


class Sheet:
    """One table, on as many sheets as its rows need."""

    def __init__(self, book: Workbook, looks: Looks, title: str, heads: Sequence[str]) -> None:
        self._book, self._looks, self._title, self._heads = book, looks, title, heads
        self._parts = 0
        self._begin()

    def put(self, row: Sequence[Cell]) -> None:
        """Write one row under those before it."""
        if self._row == MOST_ROWS:
            self.close()
            self._begin()
        for column, cell in enumerate(row):
            _write(self._sheet, self._row, column, cell, self._looks)
        self._row += 1

    def close(self) -> None:
        """Let the headings filter what stands below them."""
        self._sheet.autofilter(0, 0, max(1, self._row - 1), len(self._heads) - 1)

    def _begin(self) -> None:
        self._parts += 1
        name = self._title if self._parts == 1 else f"{self._title} ({self._parts})"
        self._sheet: Worksheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        for column, heading in enumerate(self._heads):
            self._sheet.set_column(column, column, _width(heading))
            self._sheet.write_string(0, column, heading, self._looks.heading)
        self._row = 1


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, looks: Looks) -> None:
    """A string is written as a string, whatever it begins with: «=cmd|…» stays text."""
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, _fitting(plain(cell)), looks.text)
    elif isinstance(cell, date):
        if cell.year < 1900:  # the format counts days from 1900
            sheet.write_string(row, column, f"{cell:%d.%m.}{cell.year:04}", looks.text)
        else:
            sheet.write_datetime(row, column, cell, looks.day)
    else:
        sheet.write_number(row, column, cell, looks.number)


def _fitting(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - len(CUT)] + CUT


def _width(heading: str) -> int:
    """In letters: wide where sentences stand, narrow for days and numbers."""
    if heading in WIDE:
        return 40
    return 12 if heading in NARROW or heading.endswith((", с", ", по", ", найдено")) else 20


WIDE = {"В тексте", "Показатель", "Заголовок", "Документ", "Тема", "Название", "Должность", "Замечания"}
NARROW = {"Число", "Было", "Не больше", "Номер", "Пункт", "Поступил", "Проверен", "Место в тексте"}
