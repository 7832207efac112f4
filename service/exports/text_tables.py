"""CSV: one table, or all of them in a ZIP with a file a field.

Decides the spelling that a Russian Excel opens by a double click: UTF-8 with its mark, semicolons,
decimal commas, days as 27.03.2023; and that no cell begins as a formula. Leaves the columns to
`documents.py`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from service.exports.documents import Cell, Exported, document_headings, document_row, headings, rows
from service.plain_text import plain
from service.tables import TABLES, Table, table_of


def write_csv(documents: Iterable[Exported], file: BinaryIO, *, key: str = "document") -> None:
    """Write one table: `key` is a field of the record, or `document` for a row a document."""
    if key == "document":
        _write(document_headings(), map(document_row, documents), file)
    else:
        table = table_of(key)
        _write(headings(table), (row for document in documents for row in rows(document, table)), file)


def write_csv_zip(documents: Iterable[Exported], file: BinaryIO) -> None:
    """Write a ZIP with «Документы.csv», «Даты.csv», …; fields without items have no file."""
    kept = list(documents)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _add(archive, "Документы.csv", "document", kept)
        for table in filter(lambda table: _has_rows(table, kept), TABLES):
            _add(archive, f"{table.title}.csv", table.key, kept)


def harmless(text: str) -> str:
    """A cell that a spreadsheet would obey gets an apostrophe in front: «=1+1» is «'=1+1»."""
    return f"'{text}" if text.startswith(OBEYED) else text


def _add(archive: ZipFile, name: str, key: str, documents: list[Exported]) -> None:
    """The same documents give the same bytes, so an entry has no time of its own."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    with archive.open(entry, "w") as part, io.BytesIO() as written:
        write_csv(documents, written, key=key)
        part.write(written.getbuffer())


def _has_rows(table: Table, documents: list[Exported]) -> bool:
    return any(document.record[table.key] for document in documents)


def _write(heads: list[str], lines: Iterable[list[Cell]], file: BinaryIO) -> None:
    file.write(b"\xef\xbb\xbf")
    text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(heads)
        writer.writerows(_spelled(line) for line in lines)
    finally:
        text.detach()  # the file stays open: it is the caller's


def _spelled(line: list[Cell]) -> Iterator[str]:
    for cell in line:
        if cell is None:
            yield ""
        elif isinstance(cell, str):
            yield harmless(plain(cell))
        elif isinstance(cell, date):
            yield f"{cell:%d.%m.}{cell.year:04}"
        else:
            yield str(cell).replace(".", ",")


# OWASP's list with the full-width forms that some spreadsheets obey, too, and the line feed.
OBEYED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
