"""Counts hits, spurious items and misses of records against gold records, a row for each metric.

Decides how items are paired (greedily, the best pair first, each item once) and what an optional gold
item does: found or missed, it counts for nothing. Rows named `X+` are strict: a pair that is not right
as a whole is a miss and a spurious item. The headline is the mean F1 of the five main fields.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from corpus import matching
from corpus.likeness import is_alike, plain
from corpus.matching import Item, Record, Right, Same

MAIN = ("dates", "organizations", "speakers", "participant_counts", "targets")
LISTS = (*MAIN, "persons", "goals", "decisions", "events", "legal_acts", "contacts")


class GoldDocument(NamedTuple):
    """A document's name, its text and its gold record."""

    name: str
    text: str
    record: Record


class Row(NamedTuple):
    """Precision, recall and F1, NaN where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float


@dataclass
class Tally:
    """Counts of one metric, with what was missed and what was spurious as (document, item)."""

    hits: int = 0
    spurious: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def row(self) -> Row:
        hits, spurious, missed = self.hits, len(self.spurious), len(self.missed)
        return Row(
            ratio(hits, hits + spurious),
            ratio(hits, hits + missed),
            ratio(2 * hits, 2 * hits + spurious + missed),
        )


@dataclass
class Evaluation:
    """The outcome for a set of documents."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    documents: int = 0
    without_record: int = 0
    items: int = 0
    items_in_place: int = 0

    @property
    def headline(self) -> float:
        return self.mean(MAIN)

    @property
    def headline_strict(self) -> float:
        return self.mean([f"{key}+" for key in MAIN])

    def mean(self, names: Iterable[str]) -> float:
        """Mean F1 of those rows that have anything to count; 0 where none has."""
        figures = [self.tallies[name].row.f1 for name in names if name in self.tallies]
        counted = [figure for figure in figures if not math.isnan(figure)]
        return sum(counted) / max(1, len(counted))

    def tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())


def score(golds: Iterable[GoldDocument], records: Mapping[str, Record]) -> Evaluation:
    """Scores the records, keyed by the documents' names; a document without one has found nothing."""
    result = Evaluation()
    for gold in golds:
        found = records.get(gold.name)
        result.documents += 1
        result.without_record += found is None
        score_document(result, gold, found or {})
    return result


def score_document(result: Evaluation, gold: GoldDocument, found: Record) -> None:
    count_places(result, found, found.get("text") or gold.text)
    for metric in METRICS:
        mine, theirs = metric.items(gold.record), metric.items(found)
        right = metric.right(gold.record, found) if metric.right is not None else None
        add(result.tally(metric.name), mine, theirs, metric.same, right, gold.name)
    gold_header, header = gold.record.get("document") or {}, found.get("document") or {}
    for key in HEADER:
        add_header(result.tally(f"document.{key}"), key, gold_header.get(key), header.get(key), gold.name)


def add(tally: Tally, golds: Sequence[Item], found: Sequence[Item], same: Same, right: Right | None, name: str) -> None:
    """Adds one document to a tally."""
    pairs = pair(golds, found, same)
    for i, j in pairs:
        if golds[i].get("optional"):
            continue
        if right is None or right(golds[i], found[j]):
            tally.hits += 1
        else:
            tally.missed.append((name, brief(golds[i])))
            tally.spurious.append((name, brief(found[j])))
    met_golds, met_found = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, item in enumerate(golds):
        if i not in met_golds and not item.get("optional"):
            tally.missed.append((name, brief(item)))
    for j, item in enumerate(found):
        if j not in met_found:
            tally.spurious.append((name, brief(item)))


def pair(golds: Sequence[Item], found: Sequence[Item], same: Same) -> list[tuple[int, int]]:
    """Indices of items that belong together: the best score first, ties in the order of the lists."""
    scores = ((same(g, f), i, j) for i, g in enumerate(golds) for j, f in enumerate(found))
    best_first = sorted((entry for entry in scores if entry[0] > 0), key=lambda entry: -entry[0])
    golds_met: set[int] = set()
    found_met: set[int] = set()
    pairs = []
    for _, i, j in best_first:
        if i not in golds_met and j not in found_met:
            golds_met.add(i)
            found_met.add(j)
            pairs.append((i, j))
    return pairs


def add_header(tally: Tally, key: str, gold: Any, found: Any, name: str) -> None:
    """A value of the document itself; two absent values count for nothing, but a kind always counts."""
    if key == "title":
        is_right = is_alike(gold, found, 85)
    else:
        is_right = plain(str(gold or "")) == plain(str(found or ""))
    if is_right:
        tally.hits += bool(gold) or key == "kind"
        return
    if gold:
        tally.missed.append((name, str(gold)[:200]))
    if found:
        tally.spurious.append((name, str(found)[:200]))


def count_places(result: Evaluation, found: Record, text: str) -> None:
    """How many items stand where they say; items of the main fields must say it."""
    for key in LISTS:
        for item in found.get(key) or []:
            if key in MAIN or "start" in item or "end" in item:
                result.items += 1
                result.items_in_place += is_in_place(item, text)


def is_in_place(item: Item, text: str) -> bool:
    start, end = item.get("start"), item.get("end")
    return isinstance(start, int) and isinstance(end, int) and text[start:end] == item.get("text")


def brief(item: Item) -> str:
    """What is told of an item in a list of errors."""
    kept = {key: value for key, value in item.items() if key not in UNTOLD and value not in (None, [], "")}
    return json.dumps(kept, ensure_ascii=False, default=sorted)[:300]


def ratio(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


class Metric(NamedTuple):
    """A row: which items, when two may be paired, and what makes a pair right as a whole."""

    name: str
    items: Callable[[Record], Sequence[Item]]
    same: Same
    right: Callable[[Record, Record], Right] | None = None


def listed(*keys: str) -> Callable[[Record], Sequence[Item]]:
    return lambda record: [item for key in keys for item in record.get(key) or []]


def dates(record: Record) -> Sequence[Item]:
    return matching.merged_dates(record.get("dates") or [])


def always(right: Right) -> Callable[[Record, Record], Right]:
    return lambda gold, found: right


HEADER = ("kind", "number", "date", "title")
UNTOLD = ("mentions", "start", "end", "aliases", "confidence", "roles")

METRICS: tuple[Metric, ...] = (
    Metric("dates", dates, matching.same_date),
    Metric("dates+", dates, matching.same_date, always(matching.right_date)),
    Metric("organizations", listed("organizations"), matching.same_organization),
    Metric(
        "organizations+",
        listed("organizations"),
        matching.same_organization,
        always(matching.right_organization),
    ),
    Metric("speakers", listed("speakers"), matching.same_person),
    Metric("speakers+", listed("speakers"), matching.same_person, matching.right_person),
    Metric("persons", listed("persons"), matching.same_person),
    Metric("persons+", listed("persons"), matching.same_person, matching.right_person),
    Metric("people", listed("speakers", "persons"), matching.same_person),
    Metric("participant_counts", listed("participant_counts"), matching.same_count),
    Metric(
        "participant_counts+",
        listed("participant_counts"),
        matching.paired_count,
        always(matching.right_count),
    ),
    Metric("targets", listed("targets"), matching.same_target),
    Metric("targets+", listed("targets"), matching.paired_target, always(matching.right_target)),
    Metric("goals", listed("goals"), matching.same_wording(75)),
    Metric("decisions", listed("decisions"), matching.same_wording(75)),
    Metric("decisions+", listed("decisions"), matching.same_wording(75), always(matching.right_decision)),
    Metric("events", listed("events"), matching.same_event),
    Metric("legal_acts", listed("legal_acts"), matching.same_act),
    Metric("contacts", listed("contacts"), matching.same_contact),
)
ROWS = (*(metric.name for metric in METRICS), *(f"document.{key}" for key in HEADER))
