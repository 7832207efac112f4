"""The gold records are in order, and `corpus/check.py` sees what would be wrong with them."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from corpus import check

DOCUMENTS = check.load()

TEXT = "Протокол от 5 мая 2021 года. Доклад представил Кедров И. О., ООО «Ладья»."
SOUND: dict[str, Any] = {
    "document": {
        "kind": "protocol",
        "title": None,
        "number": None,
        "date": "2021-05-05",
        "sender": None,
        "addressees": [],
    },
    "dates": [
        {
            "text": "5 мая 2021 года",
            "value": {"from": "2021-05-05", "to": "2021-05-05"},
            "precision": "day",
            "role": "document",
        }
    ],
    "organizations": [
        {
            "text": "ООО «Ладья»",
            "name": "ООО «Ладья»",
            "short_name": None,
            "aliases": [],
            "kind": "company",
            "roles": ["employer"],
        }
    ],
    "speakers": [
        {
            "text": "Кедров И. О.",
            "name": {"last": "Кедров", "first": "И.", "middle": "О.", "full": "Кедров И. О."},
            "role": "speaker",
            "position": None,
            "organization": "ООО «Ладья»",
            "topic": None,
        }
    ],
    **{
        key: []
        for key in (
            "persons",
            "participant_counts",
            "targets",
            "goals",
            "decisions",
            "events",
            "legal_acts",
            "contacts",
        )
    },
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_gold_record_is_in_order(name: str) -> None:
    assert check.problems(*DOCUMENTS[name]) == []


def test_the_corpus_covers_every_kind_and_field_and_is_split_in_two() -> None:
    golds = {name: gold for name, (gold, _) in DOCUMENTS.items()}
    assert check.corpus_problems(golds, check.load_split()) == []


def test_a_sound_record_has_no_problems() -> None:
    assert check.problems(SOUND, TEXT) == []


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (("dates", 0, "text"), "6 мая 2021 года", "not in the text"),
        (("dates", 0, "value", "from"), "2021-02-30", "no such days"),
        (("dates", 0, "value", "from"), "2021-06-30", "ends before it begins"),
        (("dates", 0, "precision"), "month", "not made of whole months"),
        (("dates", 0, "precision"), "week", "precision"),
        (("dates", 0, "optional"), False, "optional is true or absent"),
        (("organizations", 0, "kind"), "firm", "kind"),
        (("organizations", 0, "roles"), ["boss"], "roles"),
        (("organizations", 0, "aliases"), ['"Ладья"'], "quotes in"),
        (("organizations", 0, "name"), "ООО «Ладья-2»", "no organisation is named"),
        (("speakers", 0, "name", "full"), "Кедров", "full name is not its parts"),
        (("speakers", 0, "role"), "signatory", "role"),
        (("speakers", 0, "boss"), "Кедров", "boss"),
        (("document", "kind"), "memo", "kind"),
        (("document", "title"), "Протокол собрания", "not in the text"),
        (("document", "date"), "2021-13-05", "no such day"),
        (("surprise",), [], "is not of a record"),
    ],
)
def test_a_crooked_record_is_seen(path: tuple[Any, ...], value: object, complaint: str) -> None:
    gold = copy.deepcopy(SOUND)
    place: Any = gold
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert any(complaint in line for line in check.problems(gold, TEXT))


@pytest.mark.parametrize("key", SOUND)
def test_a_missing_key_is_seen(key: str) -> None:
    gold = {other: value for other, value in SOUND.items() if other != key}
    assert check.problems(gold, TEXT) == [f"key {key} is missing"]


@pytest.mark.parametrize("field", ["dates", "organizations", "speakers"])
def test_an_item_that_stands_twice_is_seen(field: str) -> None:
    gold = copy.deepcopy(SOUND)
    gold[field] = gold[field] * 2
    assert any("twice" in line or "2 times" in line for line in check.problems(gold, TEXT))


@pytest.mark.parametrize("key", ["value", "role"])
def test_an_item_without_a_key_of_its_field_is_seen(key: str) -> None:
    gold = copy.deepcopy(SOUND)
    del gold["dates"][0][key]
    assert any(f"no key {key}" in line for line in check.problems(gold, TEXT))


def test_a_crooked_split_is_seen() -> None:
    golds = {"a": SOUND, "b": SOUND}
    assert list(check.crooked_split(golds, {"development": ["a"], "evaluation": ["b"]})) == []
    assert list(check.crooked_split(golds, {"development": ["a", "b"]}))
    assert list(check.crooked_split(golds, {"development": ["a"], "evaluation": ["a"]}))
    assert list(check.crooked_split(golds, {"development": ["a", "b"], "evaluation": []}))
    assert list(check.crooked_split(golds, {"development": ["a"], "evaluation": ["b", "c"]}))


def test_offsets_that_point_elsewhere_are_seen() -> None:
    gold = copy.deepcopy(SOUND)
    gold["dates"][0]["mentions"] = [{"text": "5 мая", "start": 12, "end": 17}]
    assert check.problems(gold, TEXT) == []
    gold["dates"][0]["mentions"][0]["start"] = 11
    assert any("offsets do not point" in line for line in check.problems(gold, TEXT))
