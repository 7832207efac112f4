"""The attack folder: every hostile file gets its verdict, through the command line and the service alike.

What each file is stands in `readers/attacks.py`; it is made here and nowhere kept.
"""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from extractor import Record, UnreadableFile, extract, unpack
from extractor.__main__ import app
from extractor.errors import KINDS
from service import Settings, create_app
from tests.readers.attacks import ATTACKS, RECORD, SENTENCE, WARNING
from tests.readers.ole_sources import container, message

SECONDS = 10.0 * (3 if os.getloadavg()[0] > (os.cpu_count() or 1) else 1)  # a busy machine is slower than the limit


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    yield create_app(Settings()).test_client()


def verdict(outcome: Record | UnreadableFile) -> str:
    if isinstance(outcome, UnreadableFile):
        return outcome.code
    return WARNING if outcome.source.warnings else RECORD


@pytest.mark.parametrize("kind", ATTACKS)
def test_the_engine_has_its_verdict_in_time(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, expected, make = ATTACKS[kind]
    data = make()
    monkeypatch.chdir(tmp_path)
    begun = time.monotonic()
    try:
        outcome: Record | UnreadableFile = extract(data, name)
    except UnreadableFile as error:
        outcome = error
    assert time.monotonic() - begun < SECONDS + 2
    assert verdict(outcome) == expected if expected else verdict(outcome) in (RECORD, WARNING, *KINDS)
    if isinstance(outcome, Record):
        holds(outcome)
    assert not list(tmp_path.iterdir())


def holds(record: Record) -> None:
    """Every item stands where it says, and no impossible day is a date."""
    json.loads(record.to_json())
    for items in (record.dates, record.organizations, record.speakers, record.persons, record.participant_counts):
        for item in items:
            assert record.text[item.start : item.end] == item.text
    assert not [date for date in record.dates if date.value and "02-31" in date.value.from_]


def test_the_command_line_survives_them_all(tmp_path: Path) -> None:
    folder = tmp_path / "вход"
    folder.mkdir()
    quick = {kind: entry for kind, entry in ATTACKS.items() if entry[1] not in ("timeout", "")}
    for number, (name, _, make) in enumerate(quick.values()):
        (folder / f"{number:03} {name}").write_bytes(make())
    (folder / "999 приказ.txt").write_text(SENTENCE, "utf-8")
    result = CliRunner().invoke(app, ["extract", str(folder), "--format", "jsonl"])
    assert result.exit_code == 1
    assert "a defect of Svodka" not in result.stderr
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert records[-1]["text"] == SENTENCE
    refused = [kind for kind, (_, expected, _) in quick.items() if expected in KINDS]
    assert result.stderr.count("set aside: ") >= len(refused)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["вход"]


@pytest.mark.parametrize("kind", ATTACKS)
def test_the_service_answers_each_and_stays_healthy(kind: str, client: FlaskClient) -> None:
    name, expected, make = ATTACKS[kind]
    answer = client.post("/api/v1/extract", data={"file": (io.BytesIO(make()), name)})
    answer.request.environ["wsgi.input"].close()  # the test client leaves what it spools to the disk open
    said = answer.get_json(force=True)
    assert answer.status_code < 500
    if expected in KINDS:
        assert (answer.status_code, said["code"]) == (KINDS[expected].status, expected)
    assert client.get("/healthz").status_code == 200


SEEDS = [make() for name, expected, make in ATTACKS.values() if expected not in ("timeout", "too_large")]
SEEDS = [data for data in SEEDS if len(data) < 50_000] + [container(message(отчёт=b"x" * 5000))]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_documents_or_refusals(draw: st.DataObject) -> None:
    data = bytearray(draw.draw(st.sampled_from(SEEDS)))
    for _ in range(draw.draw(st.integers(0, 5))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    spoilt = bytes(data[: draw.draw(st.integers(1, len(data)))])
    for outcome in unpack(spoilt, "файл"):
        if not isinstance(outcome, UnreadableFile):
            name, held = outcome
            assert name.startswith("файл")
            assert held
