"""The form of an item: which inputs a field's table gives, and the item that comes back from them.

Decides how days, numbers and lists are typed. Leaves what may be said to `corrections.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from werkzeug.datastructures import MultiDict

from service import labels
from service.corrections import WrongCorrection
from service.plain_text import typed as without_marks
from service.tables import Column, Item, Table, value_at

Look = Literal["line", "long", "lines", "number", "day", "choice", "choices"]


class Option(NamedTuple):
    """One of a closed list."""

    value: str
    label: str
    is_chosen: bool


class Input(NamedTuple):
    """One thing to fill in; `pair` inputs stand side by side."""

    name: str
    label: str
    look: Look
    value: str = ""
    options: tuple[Option, ...] = ()
    is_required: bool = False
    hint: str = ""


def groups(table: Table, item: Item, organizations: Iterable[str]) -> list[list[Input]]:
    """The inputs of a table, those that belong together in one list."""
    names = list(organizations)
    return [_inputs(column, item, names) for column in table.columns]


def item_of(table: Table, typed: MultiDict[str, str]) -> dict[str, Any]:
    """What was filled in as the keys of an item; raises `WrongCorrection`."""
    found: dict[str, Any] = {}
    for column in table.columns:
        if column.key == "name.full":
            found["name"] = {part: _line(typed, f"name.{part}") for part in NAME_PARTS}
        else:
            found[column.key] = _value(column, typed)
    return found


def place_of(text: str, typed: MultiDict[str, str]) -> tuple[int, int]:
    """Where the item stands: the selected offsets, or the first place of the quoted words."""
    start, end = typed.get("start", ""), typed.get("end", "")
    if start.isdecimal() and end.isdecimal() and max(len(start), len(end)) < MAX_DIGITS:
        return int(start), int(end)
    words = typed.get("quote", "").split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    if found is None:
        raise WrongCorrection("wrong_place")
    return found.span()


def _inputs(column: Column, item: Item, organizations: list[str]) -> list[Input]:
    value = value_at(item, column.key)
    if column.key == "name.full":
        name = item.get("name") or {}
        return [Input(f"name.{part}", label, "line", name.get(part) or "") for part, label in NAME_PARTS.items()]
    if column.kind == "interval":
        value = value or {}
        first, last = (labels.day(value[key]) if value.get(key) else "" for key in ("from", "to"))
        return [
            Input(f"{column.key}.from", f"{column.title}: с", "day", first, hint=DAY_HINT),
            Input(f"{column.key}.to", "по", "day", last, hint="если один день, оставьте пустым"),
        ]
    if column.key in ("organization", "organizers"):
        return [_of_organizations(column, value, organizations)]
    return [_plain(column, value)]


def _plain(column: Column, value: Any) -> Input:
    if column.kind in ("choice", "choices"):
        chosen = value if isinstance(value, list | tuple) else (value,)
        options = [Option(key, label, key in chosen) for key, label in column.labels.items()]
        if column.kind == "choice" and not column.is_required:
            options.insert(0, Option("", "не указано", value is None))
        return Input(column.key, column.title, column.kind, "", tuple(options), column.is_required)
    if column.kind == "texts":
        return Input(column.key, column.title, "lines", "\n".join(value or ()), hint="по одному в строке")
    if column.kind == "number":
        return Input(column.key, column.title, "number", labels.amount(value), is_required=column.is_required)
    if column.kind == "day":
        return Input(column.key, column.title, "day", labels.day(value) if value else "", hint=DAY_HINT)
    shown = column.labels.get(str(value), str(value)) if value is not None else ""
    return Input(column.key, column.title, "long" if column.kind == "long" else "line", shown, (), column.is_required)


def _of_organizations(column: Column, value: Any, organizations: list[str]) -> Input:
    """Only what the record has can be chosen."""
    if column.key == "organizers":
        options = tuple(Option(name, name, name in (value or ())) for name in organizations)
        return Input(column.key, column.title, "choices", options=options)
    options = tuple(Option(name, name, name == value) for name in organizations)
    return Input(column.key, column.title, "choice", options=(Option("", "не указана", value is None), *options))


def _value(column: Column, typed: MultiDict[str, str]) -> Any:
    match column.kind:
        case "interval":
            return _interval(typed, column)
        case "day":
            return _day(typed.get(column.key, ""))
        case "number":
            return _number(typed.get(column.key, ""))
        case "choices":
            return typed.getlist(column.key)
        case "texts":
            if column.key == "organizers":
                return typed.getlist(column.key)
            return [line.strip() for line in without_marks(typed.get(column.key, "")).split("\n") if line.strip()]
    line = _line(typed, column.key)
    if column.kind == "text" and column.labels:  # «%» is percent, what has no key of its own stays as it is typed
        return {label: key for key, label in column.labels.items() if label}.get(line or "", line)
    return line


def _line(typed: Mapping[str, str], name: str) -> str | None:
    return " ".join(without_marks(typed.get(name, "")).split()) or None


def _interval(typed: Mapping[str, str], column: Column) -> dict[str, str] | None:
    first = _day(typed.get(f"{column.key}.from", ""))
    last = _day(typed.get(f"{column.key}.to", "")) or first
    if last is None:
        return None
    return {"from": first or last, "to": last}


def _day(typed: str) -> str | None:
    """«5.05.2021» is 2021-05-05, «02.08» is --08-02, a year alone is no day."""
    text = typed.strip()
    if not text:
        return None
    found = DAY.fullmatch(text)
    if found is None:
        raise WrongCorrection("wrong_day")
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    try:
        date(int(year or LEAP_YEAR), month, day)
    except ValueError as error:
        raise WrongCorrection("wrong_day") from error
    return f"{year or '-'}-{month:02}-{day:02}"


def _number(typed: str) -> int | float | None:
    """«7 500» and «75,5»."""
    text = "".join(typed.split()).replace(",", ".")
    if not text:
        return None
    if NUMBER.fullmatch(text) is None:
        raise WrongCorrection("wrong_value")
    return float(text) if "." in text else int(text)


LEAP_YEAR = 2024
MAX_DIGITS = 10
DAY_HINT = "дд.мм.гггг, или дд.мм, если год неизвестен"
NAME_PARTS = {"last": "Фамилия", "first": "Имя", "middle": "Отчество"}
DAY = re.compile(r"(?P<day>\d{1,2}) \. (?P<month>\d{1,2}) (?: \. (?P<year>\d{4}) )? \.?", re.ASCII | re.VERBOSE)
NUMBER = re.compile(r"-? \d{1,15} (?: \. \d{1,9} )?", re.ASCII | re.VERBOSE)
