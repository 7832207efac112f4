"""Records as tables for people, and the table that says which rule found what.

Decides which keys of an item are worth a column. Text of a document is shown without control
characters: a terminal would obey them.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor import Record
from extractor.commands.inputs import Input

LONGEST = 120
WIDE = 160


class TableSink:
    """Prints each record as it comes."""

    def __init__(self) -> None:
        self.console = console()

    def put(self, item: Input, record: Record) -> None:
        self.console.rule(plain(item.label))
        self.console.print(header(record))
        for key, items in lists(record):
            self.console.print(field_table(key, items))


def explain(label: str, record: Record) -> None:
    """On standard error: each item's field, value, rule, place and text."""
    table = Table("field", "value", "rule", "at", "text", title=plain(label), title_justify="left")
    for key, items in lists(record):
        for item in items:
            where = f"{item['start']}–{item['end']}"
            table.add_row(key, plain(summary(key, item)), plain(item["rule"]), where, plain(item["text"]))
    console(stderr=True).print(table)


def console(*, stderr: bool = False) -> Console:
    """A console as wide as the terminal; where there is none, wide enough for a row of most tables."""
    made = Console(stderr=stderr)
    return made if made.is_terminal else Console(stderr=stderr, width=WIDE)


def lists(record: Record) -> list[tuple[str, list[dict[str, Any]]]]:
    """The fields that hold items, as plain dictionaries."""
    data = record.to_dict()
    return [(key, data[key]) for key, value in record if isinstance(value, tuple) and value]


def header(record: Record) -> Table:
    document = record.document.model_dump(mode="json", exclude={"spans"})
    grid = Table.grid(padding=(0, 2))
    for key, value in document.items():
        if value:
            grid.add_row(key, plain(shown(value)))
    for warning in record.source.warnings:
        grid.add_row("warning", plain(warning))
    return grid


def field_table(key: str, items: list[dict[str, Any]]) -> Table:
    columns = [name for name in COLUMNS.get(key, ()) if any(item[name] not in (None, []) for item in items)]
    table = Table(*columns, "text", title=key, title_justify="left")
    for item in items:
        table.add_row(*(plain(shown(item[name])) for name in columns), plain(item["text"]))
    return table


def summary(key: str, item: dict[str, Any]) -> str:
    """«value 50, comparator more_than, unit person»: what was read, in a line."""
    said = [(name, item[name]) for name in COLUMNS.get(key, ()) if item[name] not in (None, [])]
    return ", ".join(f"{name} {shown(value)}" for name, value in said)


def shown(value: Any) -> str:
    """A value of a record in a line: «2021-09-27…2021-09-30», «Хмычева Нина Сергеевна»."""
    if value is None:
        return ""
    if isinstance(value, dict) and "full" in value:
        return str(value["full"])
    if isinstance(value, dict) and "from" in value:
        first, last = value["from"], value["to"]
        return str(first) if first == last else f"{first}…{last}"
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    return str(value)


def plain(text: str) -> Text:
    """One line without control characters or markup, at most `LONGEST` characters."""
    line = " ".join("".join(" " if unicodedata.category(c) in UNSEEN else c for c in text).split())
    return Text(line if len(line) <= LONGEST else line[: LONGEST - 1] + "…")


UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}

COLUMNS: dict[str, tuple[str, ...]] = {
    "dates": ("value", "precision", "role", "inferred"),
    "organizations": ("name", "short_name", "kind", "roles"),
    "speakers": ("name", "role", "position", "organization", "topic"),
    "persons": ("name", "role", "position", "organization"),
    "participant_counts": ("value", "value_max", "comparator", "unit", "noun"),
    "targets": ("indicator", "value", "unit", "comparator", "due", "baseline", "responsible"),
    "goals": ("kind",),
    "decisions": ("number", "responsible", "due"),
    "events": ("kind", "title", "dates", "venue", "format", "organizers"),
    "legal_acts": ("kind", "issuer", "number", "date", "title"),
    "contacts": ("kind", "value"),
}
