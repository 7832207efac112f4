"""What is exported: a document's facts with its record, and how its tables are read row by row.

Decides the columns that stand before and after a field's own in XLSX and CSV alike. Leaves writing a
cell to each form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from service.tables import DOCUMENT, TABLES, Column, Item, Table, inferred_text, value_at

Cell = str | int | float | date | None


class Exported(NamedTuple):
    """One document: `record` is the record as plain JSON types, `added` the day it came to the service."""

    name: str
    record: Mapping[str, Any]
    id: str = ""
    added: date | None = None
    is_checked: bool = False


def document_headings() -> list[str]:
    """Of the first table, a row a document."""
    counted = [f"{table.title}, найдено" for table in TABLES]
    return ["Файл", *(column.title for column in DOCUMENT.columns), "Поступил", "Проверен", *counted, "Замечания"]


def document_row(document: Exported) -> list[Cell]:
    """The header of a document, when it came, whether a clerk has checked it, how much was found."""
    header, record = document.record["document"], document.record
    return [
        document.name,
        *(cell for column in DOCUMENT.columns for cell in cells(header, column)),
        document.added,
        "да" if document.is_checked else "нет",
        *(len(record[table.key]) for table in TABLES),
        "; ".join(record["source"]["warnings"]),
    ]


def headings(table: Table) -> list[str]:
    """Of one field's table; an interval takes two columns."""
    own = [title for column in table.columns for title in titles(column)]
    return ["Файл", "Документ", "В тексте", *own, "По контексту", "Место в тексте"]


def rows(document: Exported, table: Table) -> Iterator[list[Cell]]:
    """A row an item."""
    title = document.record["document"]["title"] or ""
    for item in document.record[table.key]:
        own = [cell for column in table.columns for cell in cells(item, column)]
        yield [document.name, title, item["text"], *own, inferred_text(item), item["start"]]


def titles(column: Column) -> list[str]:
    """«Срок» is «Срок, с» and «Срок, по»."""
    return [f"{column.title}, с", f"{column.title}, по"] if column.kind == "interval" else [column.title]


def cells(item: Item, column: Column) -> list[Cell]:
    """What an item puts into the places of `titles`: real days and numbers, else words."""
    value = value_at(item, column.key)
    if column.kind == "interval":
        return [day_cell(value["from"]), day_cell(value["to"])] if value else [None, None]
    if value is None:
        return [None]
    if column.kind == "day":
        return [day_cell(value)]
    if column.kind == "number":
        return [value]
    if column.kind in ("choices", "texts"):
        return ["; ".join(column.labels.get(one, one) for one in value)]
    return [column.labels.get(str(value), str(value))]


def day_cell(iso: str) -> Cell:
    """A day of the calendar, or «02.08» for a day whose year nothing tells."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return ".".join(part for part in reversed(iso.split("-")) if part)
