"""How far an item can be trusted: the look-up, and the measuring on gold made for the purpose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import confidence
from corpus.scoring import LISTS, GoldDocument
from extractor import extract
from extractor.confidence import confidence_of, shares


def phone(text: str, *, rule: str = "phone", optional: bool = False) -> dict[str, object]:
    item: dict[str, object] = {"text": text, "kind": "phone", "value": text, "rule": rule}
    return {**item, "optional": True} if optional else item


def measured(gold: list[dict[str, object]], found: list[dict[str, object]]) -> dict[str, dict[str, float]]:
    return confidence.shares([GoldDocument("a", "", {"contacts": gold})], {"a": {"contacts": found}})


def test_every_measured_share_is_a_share() -> None:
    assert set(shares()) <= set(LISTS)
    for key, rules in shares().items():
        assert "*" in rules, key
        assert all(0 <= share <= 1 for share in rules.values()), key


def test_a_rule_that_was_never_seen_has_the_share_of_its_key() -> None:
    assert confidence_of("dates", "no such rule") == shares()["dates"]["*"]
    assert confidence_of("no such key", "day") is None


def test_an_item_of_a_record_says_how_far_to_trust_it() -> None:
    record = extract("Слёт прошёл 5 мая 2021 года.".encode())
    assert [date.confidence for date in record.dates] == [confidence_of("dates", "day")]


def test_a_share_is_drawn_to_that_of_the_key() -> None:
    right, wrong = "+7 495 100-00-01", "+7 495 100-00-02"
    found = measured([phone(right)], [phone(right), phone(wrong, rule="extension")])["contacts"]
    assert found["*"] == 0.5
    assert found["phone"] == pytest.approx((1 + 8 * 0.5) / 9, abs=0.001)
    assert found["extension"] == pytest.approx((0 + 8 * 0.5) / 9, abs=0.001)


def test_an_optional_gold_item_says_nothing_of_a_rule() -> None:
    right, doubtful = "+7 495 100-00-01", "+7 495 100-00-02"
    gold = [phone(right), phone(doubtful, optional=True)]
    assert measured(gold, [phone(right), phone(doubtful)])["contacts"] == {"*": 1.0, "phone": 1.0}


def test_the_file_is_written_in_order(tmp_path: Path) -> None:
    target = tmp_path / "confidence.json"
    confidence.write({"dates": {"month": 0.5, "*": 0.75}, "contacts": {"*": 1.0}}, target)
    assert json.loads(target.read_text("utf-8")) == {"contacts": {"*": 1.0}, "dates": {"*": 0.75, "month": 0.5}}
    assert target.read_text("utf-8").index("contacts") < target.read_text("utf-8").index("dates")
