"""What an archive turned out to hold: the figures of `report.json`, and the page for people made of them.

Decides what is counted. What depends on the source alone stands under `archive`, what this run took
under `run`. Leaves the page to `report_page.py`.
"""

from __future__ import annotations

import heapq
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.batch.durable import write_durably
from extractor.batch.index import Ended, Index
from extractor.batch.outcomes import RECORD, SET_ASIDE, UNPACKED, WARNED
from extractor.batch.report_page import page

MOST_SHOWN = 200  # files of a list on the page; `files.jsonl` has them all
MOST_SLOW = 20


@dataclass(frozen=True)
class Times:
    """What one run took: documents that it did itself, its seconds, workers that it had to replace."""

    documents: int
    set_aside: int
    seconds: float
    replaced: int


@dataclass
class Counts:
    """The archive in figures. A copy counts as a file, its record only once."""

    files: int = 0
    megabytes: float = 0.0
    copies: int = 0
    hidden: int = 0
    characters: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)  # documents in which a field was found
    items: Counter[str] = field(default_factory=Counter)
    set_aside: list[dict[str, str]] = field(default_factory=list)  # the first of them
    slowest: list[dict[str, Any]] = field(default_factory=list)

    def add(self, ended: Ended) -> None:
        row = ended.row
        self.files += 1
        self.copies += ended.same_as is not None
        self.megabytes += 0.0 if row.parent else row.size / 1e6  # a member counts with its archive
        self.outcomes[row.outcome or SET_ASIDE] += 1
        if row.outcome == SET_ASIDE:
            self.reasons[row.code] += 1
            if len(self.set_aside) < MOST_SHOWN:
                self.set_aside.append({"path": row.path, "code": row.code, "detail": row.detail})
        elif row.facts and ended.same_as is None:
            self._add_record(row.facts)

    def _add_record(self, facts: dict[str, Any]) -> None:
        self.formats[facts["format"]] += 1
        self.kinds[facts["kind"]] += 1
        self.years[facts["year"] or ""] += 1
        self.characters += facts["characters"]
        self.fields.update(facts["fields"].keys())
        self.items.update(facts["fields"])

    @property
    def records(self) -> int:
        return sum(self.formats.values())


def write_report(out: Path, index: Index, times: Times, *, hidden: int, source: str) -> int:
    """Writes `report.json` and `report.html`; answers how many files were set aside."""
    counts = Counts(hidden=hidden)
    slowest: list[tuple[float, str]] = []
    for ended in index.ended():
        counts.add(ended)
        if ended.same_as is None and ended.row.seconds:
            heapq.heappush(slowest, (ended.row.seconds, ended.row.path))
            if len(slowest) > MOST_SLOW:
                heapq.heappop(slowest)
    slow = [{"path": path, "seconds": round(seconds, 3)} for seconds, path in sorted(slowest, reverse=True)]
    figures = _archive(counts)
    rate = times.documents / times.seconds if times.seconds else 0.0
    run = {"source": source, "version": __version__, **asdict(times), "documents_a_second": round(rate, 2)}
    run |= {"seconds": round(times.seconds, 1), "slowest": slow}
    said = {"archive": figures, "run": run}
    write_durably(out / "report.json", json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n")
    write_durably(out / "report.html", page(figures, run).encode())
    return counts.outcomes[SET_ASIDE]


def _archive(counts: Counts) -> dict[str, Any]:
    outcomes = {name: counts.outcomes[name] for name in (RECORD, WARNED, UNPACKED, SET_ASIDE)}
    ordered = {
        name: dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
        for name, found in (
            ("formats", counts.formats), ("kinds", counts.kinds), ("reasons", counts.reasons),
            ("fields", counts.fields), ("items", counts.items),
        )
    }  # fmt: skip
    return {
        "files": counts.files,
        "megabytes": round(counts.megabytes, 2),
        "records": counts.records,
        "copies": counts.copies,
        "hidden": counts.hidden,
        "characters": counts.characters,
        "outcomes": outcomes,
        **ordered,
        "years": dict(sorted(counts.years.items())),
        "set_aside": counts.set_aside,
    }
