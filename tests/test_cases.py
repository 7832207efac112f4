"""Runs every line of `tests/cases/KEY.txt` through the front door; `case_files.py` tells the notation.

Decides what it is to pass: the same spans, no more and no fewer, the values that the cells name, and
for every item of the record a text that stands where the item says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor import Record, UnreadableFile, extract, extract_many
from tests.case_files import Case, Expected, read_cases

FOLDER = Path(__file__).parent / "cases"
CHUNK = 48  # cases whose sentences go through the models together
SINGLE_KEYS = ("document",)

Outcome = Record | UnreadableFile


def parameters() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.txt")):
        for case in read_cases(path):
            marks = [pytest.mark.xfail(strict=True, reason="a known debt")] if case.is_debt else []
            yield pytest.param(case, id=case.id, marks=marks)


class Outcomes:
    """Records by case text, extracted in chunks of neighbouring cases at the first need of one."""

    def __init__(self, texts: list[str]) -> None:
        self.chunks = [texts[i : i + CHUNK] for i in range(0, len(texts), CHUNK)]
        self.chunk_of = {text: number for number, chunk in enumerate(self.chunks) for text in chunk}
        self.known: dict[str, Outcome] = {}

    def __getitem__(self, text: str) -> Outcome:
        if text not in self.known:
            self.run(self.chunks[self.chunk_of[text]])
        return self.known[text] if text in self.known else extract(text.encode(), "case.txt")

    def run(self, chunk: list[str]) -> None:
        """A chunk in which one case is a crash leaves the rest to be run alone."""
        try:
            outcomes = list(extract_many(("case.txt", text.encode()) for text in chunk))
        except Exception:
            return
        self.known.update(zip(chunk, outcomes, strict=True))


@pytest.fixture(scope="session")
def outcomes(request: pytest.FixtureRequest) -> Outcomes:
    specs = [getattr(item, "callspec", None) for item in request.session.items]
    cases = [spec.params["case"] for spec in specs if spec is not None and "case" in spec.params]
    return Outcomes(list(dict.fromkeys(case.text for case in cases)))


@pytest.mark.parametrize("case", list(parameters()))
def test_case(case: Case, outcomes: Outcomes) -> None:
    record = outcomes[case.text]
    if isinstance(record, UnreadableFile):
        raise record
    faults = [*misplaced(record), *differences(case, record)]
    if faults:
        pytest.fail("\n".join([f"{case.id}: {case.text}", *faults]), pytrace=False)


def differences(case: Case, record: Record) -> Iterator[str]:
    """Every way in which the record is not what the case says."""
    if case.values is not None:
        yield from unequal(case.values, getattr(record, case.key), case.key)
        return
    items = sorted(getattr(record, case.key), key=lambda item: (item.start, item.end))
    for wanted in case.expected:
        same = [item for item in items if (item.start, item.end) == (wanted.start, wanted.end)]
        if same:
            item = closest(wanted, same)
            items.remove(item)
            yield from unequal(wanted.values, item, f"«{item.text}»")
        else:
            yield f"missed «{case.text[wanted.start : wanted.end]}» at {wanted.start}"
    if not case.extra_allowed:
        yield from (f"not expected: «{i.text}» at {i.start}, by {i.rule}" for i in items)


def closest(wanted: Expected, items: list[Any]) -> Any:
    """Two items may stand on one span (a day with two roles): the one with the fewest faults."""
    return min(items, key=lambda item: len(list(unequal(wanted.values, item, ""))))


def unequal(values: dict[str, str | None], item: Any, whose: str) -> Iterator[str]:
    data = item.model_dump(mode="json", by_alias=True)
    for path, wanted in values.items():
        found = look_up(data, path)
        if not is_same(found, wanted):
            yield f"{whose}: {path} is {found!r}, expected {wanted!r} (rule {data.get('rule')})"


def look_up(data: Any, path: str) -> Any:
    """«name.last», «mentions.0.text»; anything below a null is null. A wrong path is a fault of the case."""
    for step in path.split("."):
        if data is None:
            return None
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data


def is_same(found: Any, wanted: str | None) -> bool:
    """A cell against a value: numbers by value, lists as sets written with commas, null as «-», all but x as «!x»."""
    if wanted is not None and wanted.startswith("!"):
        return not is_same(found, wanted[1:])
    if wanted is None or found is None:
        return found in (None, [], {}) and wanted is None
    if isinstance(found, list):
        texts = [each["text"] if isinstance(each, dict) else each for each in found]
        return sorted(", ".join(texts).split(", ")) == sorted(wanted.split(", "))
    if isinstance(found, int | float):
        try:
            return found == float(wanted)
        except ValueError:
            return False
    return bool(found == wanted)


def misplaced(record: Record) -> Iterator[str]:
    """Items and mentions whose text is not what stands at their offsets."""
    for key, value in record:
        for item in value if isinstance(value, tuple) else ():
            for place in (item, *item.mentions):
                if record.text[place.start : place.end] != place.text:
                    yield f"{key}: «{place.text}» does not stand at {place.start}–{place.end}"
    for name, places in record.document.spans.items():
        for place in places:
            if record.text[place.start : place.end] != place.text:
                yield f"document.{name}: «{place.text}» does not stand at {place.start}–{place.end}"


def test_every_case_file_has_a_key_of_the_record() -> None:
    strange = [p.name for p in FOLDER.glob("*.txt") if p.stem.partition("-")[0] not in Record.model_fields]
    assert not strange, f"not keys of a record: {strange}"


def test_no_case_is_written_twice() -> None:
    """A copy with other cells would be two truths for one text."""
    seen: dict[tuple[str, str], str] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for case in read_cases(path):
            first = seen.setdefault((case.key, case.text), case.id)
            assert first == case.id, f"{case.id} repeats {first}"
