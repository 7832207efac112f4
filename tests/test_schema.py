"""The schema on disk is the one of the models, is sound, and takes what the engine writes."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from jsonschema import Draft202012Validator

from extractor.record import DateItem, Document, Interval, Mention, Record, Source
from schemas import PATH, record_schema, record_schema_text


def record() -> Record:
    """An invented record with one item; the rest is empty and present all the same."""
    text = "Совет собрался 5 мая 2021 года."
    source = Source(
        name="a.txt", media_type="text/plain", sha256="0" * 64, size=55, reader="text", characters=len(text),
        seconds=0.01,
    )  # fmt: skip
    day = DateItem(
        text=text[15:30], start=15, end=30, rule="full_date", role="event", precision="day",
        value=Interval(from_="2021-05-05", to="2021-05-05"),
    )  # fmt: skip
    document = Document(kind="news", date="2021-05-05", spans={"date": (Mention(text=text[15:30], start=15, end=30),)})
    return Record(source=source, text=text, document=document, dates=(day,))


@pytest.fixture
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(PATH.read_text("utf-8")))


def test_the_file_is_what_the_models_say() -> None:
    assert PATH.read_text("utf-8") == record_schema_text(), "run `make schema` and commit the change"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(record_schema())


def test_a_record_fits_the_schema(validator: Draft202012Validator) -> None:
    validator.validate(json.loads(record().to_json()))
    validator.validate(record().to_dict())


def test_every_key_of_the_record_is_required() -> None:
    assert set(record_schema()["required"]) == set(Record.model_fields)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("dates"),
        lambda data: data.update(mood="good"),
        lambda data: data["dates"][0].update(role="birthday"),
        lambda data: data["dates"][0]["value"].update({"from": "05.05.2021"}),
        lambda data: data["dates"][0].pop("rule"),
        lambda data: data["source"].update(sha256="no"),
    ],
    ids=["key missing", "key unknown", "role unknown", "date not ISO", "rule missing", "hash no hash"],
)
def test_what_is_no_record_does_not_fit(validator: Draft202012Validator, spoil: Any) -> None:
    data = record().to_dict()
    spoil(data)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(data)
