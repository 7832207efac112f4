"""The tables of a record: which columns every field has, and how a cell is read out of an item.

Decides the order of fields and columns and their Russian headings, for the pages and for every export
alike. Leaves the wording of closed values to `labels.py`, and how a cell is written to who writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from service import labels

Kind = Literal["text", "long", "number", "day", "interval", "choice", "choices", "texts"]
Item = Mapping[str, Any]


class Column(NamedTuple):
    """One key of an item; `key` may lead inwards («name.full»), `labels` words a closed list of values."""

    key: str
    title: str
    kind: Kind = "text"
    labels: Mapping[str, str] = {}
    is_required: bool = False


class Table(NamedTuple):
    """One field of a record; `one` is what a clerk adds: «дату»."""

    key: str
    title: str
    one: str
    columns: tuple[Column, ...]


def value_at(item: Item, path: str) -> Any:
    """What stands under «name.full» in an item, None where a part of the way is missing."""
    found: Any = item
    for key in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def cell_text(item: Item, column: Column) -> str:
    """The cell in words: «27.03.2023 – 28.03.2023», «больше», «отправитель; место работы»; "" for nothing."""
    value = value_at(item, column.key)
    if value is None or value == "":
        return ""
    if column.kind == "interval":
        return labels.interval_of(value)
    if column.kind == "day":
        return labels.day(value)
    if column.kind == "number":
        return labels.amount(value)
    if column.kind in ("choices", "texts"):
        return "; ".join(column.labels.get(one, one) for one in value)
    return column.labels.get(str(value), str(value))


def amount_text(item: Item) -> str:
    """The number of a count or a target with its comparator: «больше 50», «от 20 до 30»."""
    shown = " ".join(filter(None, (labels.COMPARATORS.get(item["comparator"], ""), labels.amount(item["value"]))))
    most = item.get("value_max")
    return shown if most is None else f"{shown} до {labels.amount(most)}"


def unit_text(item: Item) -> str:
    """«чел.», «%», or the text's own unit."""
    unit: str = item["unit"]
    return labels.UNITS.get(unit, unit)


def inferred_text(item: Item) -> str:
    """What of an item was taken from context: «год», or ""."""
    return ", ".join(labels.INFERRED.get(part, part) for part in item.get("inferred", ()))


def table_of(key: str) -> Table:
    """The table of a field by its key in the record."""
    return BY_KEY[key]


_HUMAN = (
    Column("name.full", "Имя", is_required=True),
    Column("position", "Должность"),
    Column("organization", "Организация"),
    Column("topic", "Тема", "long"),
)
_AMOUNT = (
    Column("comparator", "Сравнение", "choice", labels.COMPARISONS, is_required=True),
    Column("value", "Число", "number", is_required=True),
)

TABLES = (
    Table("dates", "Даты", "дату", (
        Column("value", "Дата", "interval", is_required=True),
        Column("precision", "Точность", "choice", labels.PRECISIONS, is_required=True),
        Column("role", "Что это", "choice", labels.DATE_ROLES, is_required=True),
    )),
    Table("organizations", "Организации", "организацию", (
        Column("name", "Название", is_required=True),
        Column("short_name", "Кратко"),
        Column("aliases", "Другие названия", "texts"),
        Column("kind", "Вид", "choice", labels.ORGANIZATION_KINDS, is_required=True),
        Column("roles", "Роль", "choices", labels.ORGANIZATION_ROLES),
    )),
    Table("speakers", "Выступившие", "выступившего", (
        *_HUMAN,
        Column("role", "Роль", "choice", labels.SPEAKER_ROLES, is_required=True),
    )),
    Table("participant_counts", "Численность участников", "численность", (
        *_AMOUNT,
        Column("value_max", "Не больше", "number"),
        Column("unit", "Единица", "choice", labels.COUNT_UNITS, is_required=True),
        Column("noun", "Кого"),
        Column("event", "Событие"),
    )),
    Table("targets", "Показатели", "показатель", (
        Column("indicator", "Показатель", "long", is_required=True),
        *_AMOUNT,
        Column("unit", "Единица", "text", labels.UNITS, is_required=True),
        Column("baseline", "Было", "number"),
        Column("due", "Срок", "interval"),
        Column("responsible", "Ответственный"),
    )),
    Table("events", "События", "событие", (
        Column("kind", "Вид", is_required=True),
        Column("title", "Название"),
        Column("dates", "Когда", "interval"),
        Column("venue", "Где"),
        Column("format", "Формат", "choice", labels.FORMATS),
        Column("organizers", "Организаторы", "texts"),
    )),
    Table("decisions", "Поручения", "поручение", (
        Column("number", "Пункт"),
        Column("responsible", "Ответственный"),
        Column("due", "Срок", "interval"),
    )),
    Table("persons", "Другие люди", "человека", (
        *_HUMAN,
        Column("role", "Роль", "choice", labels.PERSON_ROLES, is_required=True),
    )),
    Table("goals", "Цели и задачи", "цель или задачу", (
        Column("kind", "Вид", "choice", labels.GOAL_KINDS, is_required=True),
    )),
    Table("legal_acts", "Правовые акты", "правовой акт", (
        Column("kind", "Вид", is_required=True),
        Column("issuer", "Кто издал"),
        Column("number", "Номер"),
        Column("date", "Дата", "day"),
        Column("title", "Название", "long"),
    )),
    Table("contacts", "Контакты", "контакт", (
        Column("kind", "Вид", "choice", labels.CONTACT_KINDS, is_required=True),
        Column("value", "Значение", is_required=True),
    )),
)  # fmt: skip

FIRST = TABLES[:5]  # what a clerk came for
BY_KEY = {table.key: table for table in TABLES}

# The document's own header; `DOCUMENT` is no list of items but reads out like one.
DOCUMENT = Table("document", "Реквизиты документа", "реквизит", (
    Column("kind", "Вид", "choice", labels.DOCUMENT_KINDS, is_required=True),
    Column("title", "Заголовок", "long"),
    Column("number", "Номер"),
    Column("date", "Дата", "day"),
    Column("sender", "Отправитель"),
    Column("addressees", "Адресаты", "texts"),
))  # fmt: skip
