"""A clerk's or a program's corrections of a record: values changed, items added and removed.

Decides what a correction may say and that the corrected record still keeps the guide's promises: an item
is a place in the text, a person's organisation is one of the record, days are days. Leaves keeping the
revision to the store, and who may correct to `access/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor import Record, SvodkaError

BY_HAND = "by_hand"  # the rule of an item that a person wrote or changed
UNGUESSED: dict[str, Any] = {"inferred": [], "confidence": None}  # what a person wrote is no guess

ListField = Literal[
    "dates", "organizations", "speakers", "persons", "participant_counts", "targets", "goals", "decisions", "events",
    "legal_acts", "contacts",
]  # fmt: skip


class WrongCorrection(SvodkaError):
    """A correction that cannot be made; `code` says why, `sentence` says it to a clerk."""

    def __init__(self, code: str, key: str = "") -> None:
        self.code = code
        self.key = key
        self.sentence = SENTENCES[code]
        super().__init__(f"{code} {key}".strip())


class Step(BaseModel):
    """Common settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(Step):
    """Other values for some keys of an item: {"op": "change", "field": "dates", "index": 0, "item": {"role": …}}."""

    op: Literal["change"]
    field: ListField
    index: int = Field(ge=0, description="place in the field's list, counted from 0")
    item: dict[str, Any]


class Add(Step):
    """A new item with `start` and `end`; keys that are not given have their defaults."""

    op: Literal["add"]
    field: ListField
    item: dict[str, Any]


class Remove(Step):
    """An item that is none."""

    op: Literal["remove"]
    field: ListField
    index: int = Field(ge=0)


class ChangeDocument(Step):
    """Other values for keys of the document's own header."""

    op: Literal["document"]
    item: dict[str, Any]


Correction = Annotated[Change | Add | Remove | ChangeDocument, Field(discriminator="op")]


def corrected(record: Record, corrections: Iterable[Change | Add | Remove | ChangeDocument]) -> Record:
    """The record after all corrections, one after the other; raises `WrongCorrection` and then changes nothing."""
    data = record.to_dict()
    for step in corrections:
        if isinstance(step, ChangeDocument):
            _check_values(step.item)
            data["document"] = {**data["document"], **_known(step.item, data["document"], without={"spans"})}
        else:
            _MAKERS[step.op](data, step)
    try:
        made = Record.model_validate(data)
    except ValidationError as error:
        raise WrongCorrection("wrong_value", ".".join(map(str, error.errors()[0]["loc"]))) from error
    _check_organizations(made)
    return made


def check(record: Record) -> None:
    """Raise `WrongCorrection` where a record, however it was corrected, breaks a promise that its schema cannot tell.

    A person's organisation is one of the record, days are days of the calendar, no interval runs backwards.
    """
    _check_organizations(record)
    _check_days(record.to_dict())


def _change(data: dict[str, Any], step: Change) -> None:
    items, before = _items(data, step), _item(data, step)
    _check_values(step.item)
    after = {**before, **_known(step.item, before, without=PROVENANCE), "rule": BY_HAND, **UNGUESSED}
    items[step.index] = _placed(_named(after, step.item), data["text"])
    if step.field == "organizations":
        _rename(data, before["name"], items[step.index]["name"])


def _add(data: dict[str, Any], step: Add) -> None:
    """The new item stands where its place in the text is."""
    _check_values(step.item)
    if set(step.item) & PROVENANCE:
        raise WrongCorrection("unknown_key", min(set(step.item) & PROVENANCE))
    item = {"mentions": [], **step.item, "rule": BY_HAND, **UNGUESSED}
    item = _placed(_named(item, step.item), data["text"])
    items = _items(data, step)
    items.insert(sum(other["start"] <= item["start"] for other in items), item)


def _remove(data: dict[str, Any], step: Remove) -> None:
    removed = _item(data, step)
    del _items(data, step)[step.index]
    if step.field == "organizations":
        _rename(data, removed["name"], None)


def _items(data: dict[str, Any], step: Change | Add | Remove) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = data[step.field]
    return items


def _item(data: dict[str, Any], step: Change | Remove) -> dict[str, Any]:
    items = _items(data, step)
    if step.index >= len(items):
        raise WrongCorrection("no_item", f"{step.field}.{step.index}")
    return items[step.index]


def _known(given: Mapping[str, Any], before: Mapping[str, Any], *, without: set[str]) -> Mapping[str, Any]:
    """What is given, if every key is one that may be set."""
    for key in given:
        if key not in before or key in without:
            raise WrongCorrection("unknown_key", key)
    return given


def _named(item: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """A name in parts gets its whole: last, first and middle in this order."""
    name = given.get("name")
    if not isinstance(name, Mapping):
        return item
    parts = {key: name.get(key) or None for key in ("last", "first", "middle")}
    whole = " ".join(filter(None, parts.values())) or str(name.get("full") or "")
    if not whole:
        raise WrongCorrection("wrong_value", "name")
    return {**item, "name": {**parts, "full": whole}}


def _placed(item: dict[str, Any], text: str) -> dict[str, Any]:
    """The item with the words that stand between its offsets."""
    start, end = item.get("start"), item.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        raise WrongCorrection("wrong_place")
    return {**item, "text": text[start:end]}


def _rename(data: dict[str, Any], before: str, after: str | None) -> None:
    """Who named an organisation follows its new name; one that is removed is named no more."""
    if before == after or any(body["name"] == before for body in data["organizations"]):
        return
    for human in (*data["speakers"], *data["persons"]):
        if human["organization"] == before:
            human["organization"] = after
    for event in data["events"]:
        kept = [after if name == before else name for name in event["organizers"]]
        event["organizers"] = [name for name in kept if name is not None]


def _check_organizations(record: Record) -> None:
    names = {body.name for body in record.organizations}
    used = {human.organization for human in (*record.speakers, *record.persons)} - {None}
    used |= {name for event in record.events for name in event.organizers}
    if used - names:
        raise WrongCorrection("unknown_organization")


def _check_values(found: object, key: str = "", depth: int = 0) -> None:
    """Texts of a sane length, finite numbers, days of the calendar, intervals that do not run backwards."""
    if depth > DEEPEST:
        raise WrongCorrection("wrong_value", key)
    if isinstance(found, Mapping):
        for name, value in found.items():
            _check_values(value, str(name), depth + 1)
        if {"from", "to"} <= set(found):
            _check_interval(found["from"], found["to"])
    elif isinstance(found, list):
        if len(found) > MOST_VALUES:
            raise WrongCorrection("too_long", key)
        for value in found:
            _check_values(value, key, depth + 1)
    elif isinstance(found, str) and len(found) > MOST_LETTERS:
        raise WrongCorrection("too_long", key)
    elif isinstance(found, bool) or (isinstance(found, int | float) and not abs(found) < MOST):  # so is NaN
        raise WrongCorrection("wrong_value", key)
    elif key in ("from", "to", "date") and isinstance(found, str):
        _check_day(found)


def _check_days(found: object, key: str = "") -> None:
    """The days of a whole record, which has few levels."""
    if isinstance(found, Mapping):
        for name, value in found.items():
            _check_days(value, name)
        if {"from", "to"} <= set(found):
            _check_interval(found["from"], found["to"])
    elif isinstance(found, list):
        for value in found:
            _check_days(value, key)
    elif isinstance(found, str) and key in ("from", "to", "date"):
        _check_day(found)


def _check_interval(first: object, last: object) -> None:
    if isinstance(first, str) and isinstance(last, str) and "-" not in (first[:1], last[:1]) and first > last:
        raise WrongCorrection("backwards")


def _check_day(day: str) -> None:
    """«2023-02-30» and words are no days; «--02-29» is one of a leap year."""
    try:
        date.fromisoformat(day.replace("--", "2024-", 1) if day.startswith("--") else day)
    except ValueError as error:
        raise WrongCorrection("wrong_day") from error


_MAKERS: dict[str, Any] = {"change": _change, "add": _add, "remove": _remove}

# Never given: they follow from the place and the hand.
PROVENANCE = {"text", "mentions", "rule", "inferred", "confidence"}
MOST_LETTERS = 4_000
MOST_VALUES = 100
MOST = 1e15
DEEPEST = 4  # levels of an item

SENTENCES = {
    "no_item": "Такой записи уже нет. Обновите страницу.",
    "unknown_key": "В этой таблице нет такого поля.",
    "wrong_value": "Значение не подходит: проверьте, что обязательные поля заполнены, а число записано числом.",
    "wrong_place": "Выделите в тексте место, где это написано.",
    "wrong_day": "Такого дня нет в календаре.",
    "backwards": "Первый день позже последнего.",
    "too_long": "Значение слишком длинное.",
    "unknown_organization": "Сначала добавьте организацию в таблицу организаций, потом выберите её.",
}
