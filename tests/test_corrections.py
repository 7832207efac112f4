"""Corrections: what they change, what follows from them, and what they may not say."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from extractor import Record
from service.corrections import BY_HAND, Correction, WrongCorrection, corrected
from tests.exported import sample

STEPS = TypeAdapter(list[Correction])


def record() -> Record:
    return Record.model_validate(sample().record)


def after(*steps: dict[str, Any]) -> Record:
    return corrected(record(), STEPS.validate_python(list(steps)))


def change(field: str, index: int, **item: Any) -> dict[str, Any]:
    return {"op": "change", "field": field, "index": index, "item": item}


def add(field: str, **item: Any) -> dict[str, Any]:
    return {"op": "add", "field": field, "item": item}


def test_a_changed_item_says_that_a_person_wrote_it() -> None:
    made = after(change("dates", 1, role="period"))
    assert (made.dates[1].role, made.dates[1].rule) == ("period", BY_HAND)
    assert made.dates[1].text == record().dates[1].text
    assert made.dates[0] == record().dates[0]


def test_a_name_in_parts_gets_its_whole() -> None:
    made = after(change("speakers", 0, name={"last": "Лаптева", "first": "И.", "middle": ""}))
    assert made.speakers[0].name.full == "Лаптева И."
    assert made.speakers[0].name.middle is None


def test_an_added_item_takes_its_words_from_the_text_and_its_place_in_the_list() -> None:
    start = record().text.index("Уважаемые")
    made = after(add("goals", start=start, end=start + 9, kind="task"))
    assert (made.goals[0].text, made.goals[0].rule) == ("Уважаемые", BY_HAND)
    day = {"from": "2023-04-01", "to": "2023-04-01"}
    made = after(add("dates", start=start, end=start + 9, value=day, precision="day", role="other"))
    assert [item.start for item in made.dates] == sorted(item.start for item in made.dates)
    assert made.dates[1].text == "Уважаемые"


def test_a_removed_item_is_gone_and_nothing_else() -> None:
    made = after({"op": "remove", "field": "dates", "index": 0})
    assert made.dates == record().dates[1:]
    assert made.model_copy(update={"dates": ()}) == record().model_copy(update={"dates": ()})


def test_who_names_an_organisation_follows_its_new_name() -> None:
    old = record().speakers[0].organization
    index = [body.name for body in record().organizations].index(str(old))
    made = after(change("organizations", index, name="Лицей наставников"))
    assert made.speakers[0].organization == "Лицей наставников"
    made = after({"op": "remove", "field": "organizations", "index": index})
    assert made.speakers[0].organization is None


def test_the_header_is_corrected() -> None:
    made = after({"op": "document", "item": {"number": "7", "date": "2023-04-13", "addressees": ["Школам"]}})
    assert (made.document.number, made.document.date, made.document.addressees) == ("7", "2023-04-13", ("Школам",))
    assert made.document.title == record().document.title


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no such item": (change("dates", 99, role="event"), "no_item"),
    "no such item to remove": ({"op": "remove", "field": "goals", "index": 0}, "no_item"),
    "another key": (change("dates", 0, colour="red"), "unknown_key"),
    "words that are not in the text": (change("dates", 0, text="вчера"), "unknown_key"),
    "a rule of one's own": (add("goals", start=0, end=5, kind="goal", rule="day"), "unknown_key"),
    "the header's places": ({"op": "document", "item": {"spans": {}}}, "unknown_key"),
    "a role that is none": (change("dates", 0, role="feast"), "wrong_value"),
    "a required key that is null": (change("organizations", 0, name=None), "wrong_value"),
    "an empty name": (change("speakers", 0, name={"last": ""}), "wrong_value"),
    "no number": (change("participant_counts", 0, value=float("nan")), "wrong_value"),
    "a number without end": (change("participant_counts", 0, value=10**400), "wrong_value"),
    "a place before the text": (add("goals", start=-1, end=5, kind="goal"), "wrong_place"),
    "a place behind the text": (add("goals", start=5, end=10**9, kind="goal"), "wrong_place"),
    "no place": (add("goals", kind="goal"), "wrong_place"),
    "an empty place": (add("goals", start=5, end=5, kind="goal"), "wrong_place"),
    "a day that is none": (change("dates", 0, value={"from": "2023-02-30", "to": "2023-02-30"}), "wrong_day"),
    "days backwards": (change("dates", 0, value={"from": "2023-03-02", "to": "2023-03-01"}), "backwards"),
    "too many letters": (change("organizations", 0, name="а" * 4001), "too_long"),
    "too many values": (change("organizations", 0, aliases=["а"] * 101), "too_long"),
    "an organisation that is not there": (change("speakers", 0, organization="Завод"), "unknown_organization"),
}


@pytest.mark.parametrize(("step", "code"), WRONG.values(), ids=WRONG)
def test_what_may_not_be_said(step: dict[str, Any], code: str) -> None:
    with pytest.raises(WrongCorrection) as error:
        after(step)
    assert error.value.code == code
    assert error.value.sentence


def test_a_day_without_its_year_is_a_day() -> None:
    assert after(change("dates", 0, value={"from": "--02-29", "to": "--02-29"})).dates[0].value is not None


def test_a_date_may_lose_its_value() -> None:
    assert after(change("dates", 0, value=None)).dates[0].value is None
