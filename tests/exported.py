"""Documents to export in tests: a real record, and one whose every word is an attack."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from extractor import extract
from extractor.record import Record
from service.exports import Exported

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample.txt"
FORMULA = "=cmd|' /C calc'!A0"
ATTACKS = (
    FORMULA,
    "+1+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "<script>alert(1)</script>",
    "а\u202eб\u200fв",
    "\x07\x00",
)


@cache
def sample() -> Exported:
    record = extract(SAMPLE.read_bytes(), "sample.txt").to_dict()
    return Exported("sample.txt", record, id="17", added=date(2023, 4, 13), is_checked=True)


def hostile(attack: str) -> Exported:
    """A record that holds `attack` wherever a text may stand."""
    place = {"text": attack, "start": 0, "end": len(attack), "mentions": [], "rule": "by_hand", "inferred": []}
    name = {"last": attack, "first": None, "middle": None, "full": attack}
    human = {**place, "name": name, "position": attack, "organization": attack, "topic": attack}
    due = {"from": "2023-05-15", "to": "2023-05-15"}
    found: dict[str, Any] = {
        "text": attack,
        "source": {**sample().record["source"], "name": attack, "warnings": [attack]},
        "document": {"kind": "letter", "title": attack, "number": attack, "date": "--08-02", "sender": attack,
                     "addressees": [attack, attack], "spans": {}},
        "dates": [{**place, "value": due, "precision": "day", "role": "deadline"}],
        "organizations": [{**place, "name": attack, "short_name": attack, "aliases": [attack], "kind": "other"}],
        "speakers": [{**human, "role": "speaker"}],
        "persons": [{**human, "role": "mentioned"}],
        "participant_counts": [{**place, "value": 5, "comparator": "exact", "unit": "other", "noun": attack,
                                "event": attack}],
        "targets": [{**place, "indicator": attack, "value": 5, "unit": attack, "comparator": "exact", "due": due,
                     "baseline": None, "responsible": attack}],
        "goals": [{**place, "kind": "goal"}],
        "decisions": [{**place, "number": attack, "responsible": attack, "due": None}],
        "events": [{**place, "kind": attack, "title": attack, "dates": due, "venue": attack, "organizers": [attack]}],
        "legal_acts": [{**place, "kind": attack, "issuer": attack, "number": attack, "date": None, "title": attack}],
        "contacts": [{**place, "kind": "email", "value": attack}],
    }  # fmt: skip
    return Exported(attack, Record.model_validate(found).to_dict())
