"""How often each rule is right, measured on the documents kept for evaluation; `python -m corpus.confidence`.

Decides the figures of `extractor/confidence.json`. An item counts as right where it is right as a whole: a
speaker with his post and body, a date with its role. Few items say little, so a rule's share is drawn to
that of its key: (right + 8 · share of the key) / (found + 8), the mean of a beta posterior.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import extractor
from corpus import check
from corpus.evaluation import HOME, extract_records, load_gold
from corpus.matching import Record
from corpus.scoring import LISTS, METRICS, GoldDocument, Metric, pair

WEIGHT = 8  # items that the share of the whole key is worth
TARGET = Path(extractor.__file__).parent / "confidence.json"

Shares = dict[str, dict[str, float]]


def shares(golds: Iterable[GoldDocument], records: Mapping[str, Record]) -> Shares:
    """For each record key the share of right items of every rule, and of all of them under "*"."""
    found: dict[str, Counter[str]] = {key: Counter() for key in LISTS}
    right: dict[str, Counter[str]] = {key: Counter() for key in LISTS}
    for gold in golds:
        for key in LISTS:
            for rule, is_right in verdicts(_metric(key), gold.record, records[gold.name]):
                found[key][rule] += 1
                right[key][rule] += is_right
    return {key: _drawn(found[key], right[key]) for key in LISTS if found[key]}


def verdicts(metric: Metric, gold: Record, record: Record) -> Iterable[tuple[str, bool]]:
    """Each found item's rule and whether it is right; what meets an optional gold item is left out."""
    mine, theirs = metric.items(gold), metric.items(record)
    is_right = metric.right(gold, record) if metric.right is not None else None
    met = {j: mine[i] for i, j in pair(mine, theirs, metric.same)}
    for j, item in enumerate(theirs):
        if j not in met:
            yield item["rule"], False
        elif not met[j].get("optional"):
            yield item["rule"], is_right is None or is_right(met[j], item)


def write(measured: Shares, target: Path = TARGET) -> None:
    """The shares as JSON, keys and rules in order."""
    target.write_text(json.dumps(measured, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def main(home: Path = HOME) -> int:
    """Measures and writes the file; the engine reads it at its next start."""
    unread = set(check.load_split(home / "split.json")["evaluation"])
    golds = [gold for gold in load_gold(home / "gold") if gold.name in unread]
    measured = shares(golds, extract_records(golds))
    write(measured)
    for key, rules in measured.items():
        print(f"{key:20} {rules['*']:.3f}  {len(rules) - 1} rules")
    return 0


def _metric(key: str) -> Metric:
    """The strict row of a key where there is one."""
    by_name = {metric.name: metric for metric in METRICS}
    return by_name.get(f"{key}+", by_name[key])


def _drawn(found: Counter[str], right: Counter[str]) -> dict[str, float]:
    share = right.total() / found.total()
    drawn = {rule: round((right[rule] + WEIGHT * share) / (count + WEIGHT), 3) for rule, count in found.items()}
    return {"*": round(share, 3), **drawn}


if __name__ == "__main__":
    raise SystemExit(main())
