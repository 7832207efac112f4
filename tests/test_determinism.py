"""The same document gives the same record: alone, among others, in any order and a second time."""

from __future__ import annotations

import random
from pathlib import Path

from extractor import Record, UnreadableFile, extract, extract_many

GOLD = sorted((Path(__file__).parent.parent / "corpus" / "gold").glob("*.txt"))[::3]


def stable(record: Record | UnreadableFile) -> str:
    """A record as JSON without the one value that is a time."""
    assert isinstance(record, Record)
    source = record.source.model_copy(update={"seconds": 0.0})
    return record.model_copy(update={"source": source}).to_json()


def test_alone_in_a_batch_and_again() -> None:
    files = [(path.name, path.read_bytes()) for path in GOLD]
    batch = [stable(outcome) for outcome in extract_many(files)]
    alone = [stable(extract(data, name)) for name, data in files[::4]]
    assert batch[::4] == alone
    again = [stable(outcome) for outcome in extract_many(files)]
    assert batch == again


def test_in_another_order_among_two_hundred() -> None:
    files = [(path.name, path.read_bytes()) for path in GOLD]
    many = (files * (200 // len(files) + 1))[:200]
    random.Random(7).shuffle(many)
    expected = {name: stable(extract(data, name)) for name, data in files[:10]}
    for (name, _), outcome in zip(many, extract_many(many), strict=True):
        if name in expected:
            assert stable(outcome) == expected[name]


def test_every_span_holds_its_text() -> None:
    for outcome in extract_many((path.name, path.read_bytes()) for path in GOLD):
        assert isinstance(outcome, Record)
        for key, items in outcome:
            if not isinstance(items, tuple):
                continue
            for item in items:
                for place in (item, *item.mentions):
                    assert outcome.text[place.start : place.end] == place.text, (key, place)
        for places in outcome.document.spans.values():
            for place in places:
                assert outcome.text[place.start : place.end] == place.text


def test_names_of_bodies_are_names_of_items() -> None:
    for outcome in extract_many((path.name, path.read_bytes()) for path in GOLD):
        assert isinstance(outcome, Record)
        names = {body.name for body in outcome.organizations}
        linked = [person.organization for person in (*outcome.speakers, *outcome.persons) if person.organization]
        linked += [name for event in outcome.events for name in event.organizers]
        linked += [act.issuer for act in outcome.legal_acts if act.issuer]
        assert set(linked) <= names
