"""Runs the engine on gold documents and prints how well it did; `python -m corpus.evaluation`.

Decides where gold and records come from and how the figures are shown. The documents that rules were
developed on and those kept for evaluation (`split.json`) are reported apart. Leaves the definitions to
`scoring.py` and `matching.py`, the floors to `floors.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from corpus import check, floors
from corpus.matching import Record
from corpus.scoring import ROWS, Evaluation, GoldDocument, Tally, score
from extractor import UnreadableFile, extract_many

__all__ = [
    "ROWS", "Evaluation", "GoldDocument", "GoldError", "error_lines", "extract_records", "load_gold",
    "load_records", "score", "table",
]  # fmt: skip


HOME = Path(__file__).parent


class GoldError(ValueError):
    """Gold or records that cannot be used: says which file and why."""


def load_gold(folder: Path) -> list[GoldDocument]:
    """The pairs NAME.txt and NAME.json of a folder, in the order of their names."""
    pairs = [(path, path.with_suffix(".txt")) for path in sorted(folder.glob("*.json"))]
    if not pairs:
        raise GoldError(f"{folder} holds no gold records (NAME.json beside NAME.txt)")
    for gold, text in pairs:
        if not text.is_file():
            raise GoldError(f"{gold.name} has no {text.name} beside it")
    return [GoldDocument(gold.stem, text.read_text("utf-8"), parsed(gold)) for gold, text in pairs]


def load_records(source: Path) -> dict[str, Record]:
    """Records by document name: a folder of NAME.json or NAME.txt.json, or a file of JSON Lines."""
    if source.is_dir():
        return {bare_name(path.name.removesuffix(".json")): parsed(path) for path in source.rglob("*.json")}
    records = [json.loads(line) for line in source.read_text("utf-8").split("\n") if line.strip()]
    return {bare_name(Path(record["source"]["name"]).name): record for record in records}


def bare_name(name: str) -> str:
    """«letter.txt» is «letter»."""
    return name.removesuffix(".txt")


def parsed(path: Path) -> Record:
    try:
        record = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise GoldError(f"{path} is no JSON: {error}") from None
    if not isinstance(record, dict):
        raise GoldError(f"{path} is no record: a JSON object is expected")
    return record


def extract_records(golds: Iterable[GoldDocument]) -> dict[str, Record]:
    """The engine's records of the documents' texts; what it cannot read is left out."""
    documents = list(golds)
    outcomes = extract_many((f"{gold.name}.txt", gold.text.encode()) for gold in documents)
    return {
        gold.name: outcome.to_dict()
        for gold, outcome in zip(documents, outcomes, strict=True)
        if not isinstance(outcome, UnreadableFile)
    }


def table(evaluation: Evaluation, minimum: Mapping[str, float] | None = None) -> str:
    """A line for each row: precision, recall, F1, the counts behind them, and its floor if it has one."""
    lines = [row_line(name, tally, minimum or {}) for name, tally in evaluation.tallies.items()]
    lines.append(
        f"{evaluation.documents} documents, {evaluation.without_record} without a record; "
        f"{evaluation.items_in_place} of {evaluation.items} items stand where they say"
    )
    lines.append(f"headline {evaluation.headline:.3f}, strict {evaluation.headline_strict:.3f}")
    return "\n".join(lines)


def row_line(name: str, tally: Tally, minimum: Mapping[str, float]) -> str:
    precision, recall, f1 = tally.row
    counts = f"{tally.hits:4} hits {len(tally.spurious):4} spurious {len(tally.missed):4} missed"
    floor = f"  floor {minimum[name]:.3f}" if name in minimum else ""
    return f"{name:22} P {precision:6.3f}  R {recall:6.3f}  F1 {f1:6.3f}  {counts}{floor}"


def error_lines(evaluation: Evaluation, name: str) -> Iterator[str]:
    """What one row missed and what it found in excess, with the documents' names."""
    tally = evaluation.tally(name)
    for title, entries in (("missed", tally.missed), ("spurious", tally.spurious)):
        yield f"{name}: {title} ({len(entries)})"
        yield from (f"  {document}: {item}" for document, item in entries)


def evaluate_corpus(home: Path = HOME) -> dict[str, Evaluation]:
    """The engine on both parts of a corpus: `home` holds gold/ and split.json."""
    by_name = {gold.name: gold for gold in load_gold(home / "gold")}
    records = extract_records(by_name.values())
    split = check.load_split(home / "split.json")
    return {part: score([by_name[name] for name in names], records) for part, names in split.items()}


def main(arguments: Sequence[str] | None = None, home: Path = HOME) -> int:
    """Prints both tables; answers 1 where a floor is missed or the corpus has changed."""
    options = parser().parse_args(arguments)
    pinned = floors.load(home / "floors.json")
    content = floors.digest(home / "gold", home / "split.json")
    evaluations = evaluate_corpus(home)
    for part, evaluation in evaluations.items():
        print(f"== {part}\n{table(evaluation, pinned.parts.get(part))}\n")
        if options.errors is not None:
            print("\n".join(error_lines(evaluation, options.errors)) + "\n")
    if options.update:
        lowering = options.allow_regression
        renewed = floors.renewed(evaluations, pinned, content, allow_regression=lowering)
        floors.save(renewed, home / "floors.json")
        floors.publish(renewed, home.parent / "README.md")
        print("floors.json and the table of README.md are written")
        return 0
    missed = list(floors.shortfalls(evaluations, pinned, content))
    print("\n".join(missed) or "every floor holds")
    return 1 if missed else 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m corpus.evaluation", description="Scores the engine on corpus/gold.")
    made.add_argument("--errors", metavar="ROW", choices=ROWS, help="print what a row missed and what was spurious")
    made.add_argument("--update", action="store_true", help="pin the floors at today's figures")
    made.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    return made


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (GoldError, floors.Regression) as fault:
        sys.exit(str(fault))
