"""The README shows what the engine does: its record is the record, its verbs and targets are there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from corpus import floors
from extractor import extract
from extractor.__main__ import app
from extractor.errors import KINDS
from extractor.readers import FORMATS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert found is not None, f"no ```{language} block"
    return found[1]


def missing(shown: Any, real: Any, path: str = "record") -> list[str]:
    """What the shortened record shows and the real one does not hold."""
    if isinstance(shown, dict):
        return [line for key in shown for line in missing(shown[key], real[key], f"{path}.{key}")]
    if isinstance(shown, list) and shown and isinstance(shown[0], dict):
        return [
            f"{path}: nothing like {entry.get('text', entry)}, but {[each['text'] for each in real]}"
            for entry in shown
            if all(missing(entry, each) for each in real)
        ]
    return [] if shown == real else [f"{path} is {real!r}, shown is {shown!r}"]


def test_the_record_is_what_the_engine_says() -> None:
    record = extract(block("text").encode(), "справка.txt").to_dict()
    assert missing(json.loads(block("json")), record) == []


def test_the_figures_are_the_floors() -> None:
    table = README.partition(floors.OPENING)[2].partition(floors.CLOSING)[0].strip()
    assert table == floors.markdown(floors.load(ROOT / "corpus" / "floors.json"))


def test_every_verb_is_told() -> None:
    verbs = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
    assert verbs
    assert [verb for verb in verbs if f"svodka {verb}" not in README] == []


def test_every_target_that_is_told_is_there() -> None:
    told = set(re.findall(r"\bmake ([a-z]+)\b", README))
    there = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert told - there == set()


@pytest.mark.parametrize("link", re.findall(r"\]\(([^):]+)\)", README))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_codes_of_refusals_are_those_of_the_engine() -> None:
    table = README.split("<!-- codes -->")[1].split("<!-- /codes -->")[0]
    shown = {row.split("|")[1].strip(" `"): row for row in table.strip().splitlines()[2:]}
    assert list(shown) == list(KINDS)
    for code, kind in KINDS.items():
        assert f"| {kind.status} | Файл {kind.sentence.format(needed='…')} |" in shown[code]


def test_every_format_is_named() -> None:
    section = README.split("## Formats")[1].split("\n## ")[0]
    assert [known.name for known in FORMATS if known.suffixes[0] not in section] == []
