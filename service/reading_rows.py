"""A record's items as a clerk reads them beside the text: one row an item, the value first.

Decides what stands in the few columns that fit beside a text and what is only noted under the value.
Leaves every key to `tables.py`, which the exports and the forms use, and markup to the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from service import labels
from service.corrections import BY_HAND
from service.plain_text import plain
from service.reading_view import doubts, places
from service.tables import DOCUMENT, TABLES, Item, Table, amount_text, cell_text, unit_text


class Cell(NamedTuple):
    """A value and what is noted under it in small letters."""

    text: str
    note: str = ""


class Row(NamedTuple):
    """One item: `anchors` are its places in the text, the first is the one it was read from."""

    item: str
    number: int
    cells: tuple[Cell, ...]
    anchors: tuple[tuple[str, int], ...]
    doubts: str
    is_by_hand: bool


class Shown(NamedTuple):
    """One field: its table with the headings and rows of this page."""

    table: Table
    headings: tuple[str, ...]
    rows: list[Row]


class Fact(NamedTuple):
    """One line of the document's header."""

    key: str
    title: str
    value: str
    anchor: str | None


def fields(record: Mapping[str, Any]) -> list[Shown]:
    """All fields in the order of `TABLES`, the empty ones too."""
    anchors: dict[str, list[tuple[str, int]]] = {}
    for place in places(record):
        anchors.setdefault(place.item, []).append((place.anchor, place.start))
    return [
        Shown(table, LAYOUTS[table.key][0], [
            _row(table, number, item, tuple(anchors[f"{table.key}-{number}"]))
            for number, item in enumerate(record[table.key])
        ])
        for table in TABLES
    ]  # fmt: skip


def facts(record: Mapping[str, Any]) -> list[Fact]:
    """The document's own header, with the place where each value was read."""
    header = record["document"]
    return [
        Fact(
            column.key,
            column.title,
            plain(cell_text(header, column)),
            f"document-{column.key}" if header["spans"].get(column.key) else None,
        )
        for column in DOCUMENT.columns
    ]


def document_title(record: Mapping[str, Any]) -> str:
    """What stands over a document: its title, else its file's name."""
    return plain(record["document"]["title"] or record["source"]["name"] or "Документ без имени")


def _row(table: Table, number: int, item: Item, anchors: tuple[tuple[str, int], ...]) -> Row:
    cells = tuple(Cell(plain(cell.text), plain(cell.note)) for cell in LAYOUTS[table.key][1](item))
    return Row(f"{table.key}-{number}", number, cells, anchors, doubts(item), item["rule"] == BY_HAND)


def _date(item: Item) -> tuple[Cell, ...]:
    precision = labels.PRECISIONS[item["precision"]] if item["precision"] != "day" else ""
    day = labels.interval_of(item["value"]) if item["value"] else "не определена"
    return Cell(day, precision), Cell(labels.DATE_ROLES[item["role"]]), Cell(_short(item["text"]))


def _organization(item: Item) -> tuple[Cell, ...]:
    others = "; ".join(filter(None, (item["short_name"], *item["aliases"])))
    roles = ", ".join(labels.ORGANIZATION_ROLES[role] for role in item["roles"])
    return Cell(item["name"], others), Cell(labels.ORGANIZATION_KINDS[item["kind"]]), Cell(roles)


def _speaker(item: Item) -> tuple[Cell, ...]:
    role = labels.SPEAKER_ROLES[item["role"]] if item["role"] == "moderator" else ""
    return Cell(item["name"]["full"], role), Cell(item["position"] or "", item["organization"] or ""), _topic(item)


def _person(item: Item) -> tuple[Cell, ...]:
    where = Cell(item["position"] or "", item["organization"] or "")
    return Cell(item["name"]["full"], item["topic"] or ""), where, Cell(labels.PERSON_ROLES[item["role"]])


def _topic(item: Item) -> Cell:
    return Cell(item["topic"] or "")


def _count(item: Item) -> tuple[Cell, ...]:
    return Cell(f"{amount_text(item)} {unit_text(item)}".strip()), Cell(item["noun"] or ""), Cell(item["event"] or "")


def _target(item: Item) -> tuple[Cell, ...]:
    base = f"было {labels.amount(item['baseline'])}" if item["baseline"] is not None else ""
    due = labels.interval_of(item["due"]) if item["due"] else ""
    level = f"{amount_text(item)} {unit_text(item)}".strip()
    return Cell(item["indicator"], item["responsible"] or ""), Cell(level, base), Cell(due)


def _event(item: Item) -> tuple[Cell, ...]:
    name = f"{item['kind']} «{item['title'].strip('«»')}»" if item["title"] else item["kind"]
    days = labels.interval_of(item["dates"]) if item["dates"] else ""
    form = labels.FORMATS.get(item["format"] or "", "")
    return Cell(name, form), Cell(days), Cell(item["venue"] or "", "; ".join(item["organizers"]))


def _decision(item: Item) -> tuple[Cell, ...]:
    due = labels.interval_of(item["due"]) if item["due"] else ""
    number = f"п. {item['number']}" if item["number"] else ""
    return Cell(" ".join(item["text"].split()), number), Cell(item["responsible"] or ""), Cell(due)


def _goal(item: Item) -> tuple[Cell, ...]:
    return Cell(" ".join(item["text"].split())), Cell(labels.GOAL_KINDS[item["kind"]])


def _act(item: Item) -> tuple[Cell, ...]:
    parts = [item["kind"], f"№ {item['number']}" if item["number"] else ""]
    parts.append(f"от {labels.day(item['date'])}" if item["date"] else "")
    return Cell(" ".join(filter(None, parts))), Cell(item["title"] or ""), Cell(item["issuer"] or "")


def _contact(item: Item) -> tuple[Cell, ...]:
    return Cell(item["value"]), Cell(labels.CONTACT_KINDS[item["kind"]])


def _short(text: str) -> str:
    """The words of the text on one line, cut where they are many."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"


LONGEST = 80

LAYOUTS: dict[str, tuple[tuple[str, ...], Callable[[Item], tuple[Cell, ...]]]] = {
    "dates": (("Дата", "Что это", "В тексте"), _date),
    "organizations": (("Название", "Вид", "Роль"), _organization),
    "speakers": (("Кто", "Должность, место работы", "О чём"), _speaker),
    "participant_counts": (("Сколько", "Кого", "Событие"), _count),
    "targets": (("Показатель", "Уровень", "Срок"), _target),
    "events": (("Событие", "Когда", "Где, кто провёл"), _event),
    "decisions": (("Поручение", "Ответственный", "Срок"), _decision),
    "persons": (("Кто", "Должность, место работы", "Роль"), _person),
    "goals": (("Цель или задача", "Вид"), _goal),
    "legal_acts": (("Акт", "Название", "Кто издал"), _act),
    "contacts": (("Контакт", "Вид"), _contact),
}
