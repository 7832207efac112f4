"""Floors under the figures of the corpus: `floors.json` holds the lowest F1 that each row may have.

Decides when a run falls short and how floors are renewed: they are pinned together with a hash of the
corpus, because a better figure on changed gold is no better figure, and they only rise. Leaves the
figures to `scoring.py`.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from corpus.scoring import ROWS, Evaluation

STEP = 1000  # floors have three digits, rounded down

Figures = Mapping[str, float]


class Floors(NamedTuple):
    """The hash of the corpus that the figures were measured on, and the figures of each part."""

    corpus_sha256: str
    parts: Mapping[str, Figures]


class Regression(Exception):
    """New floors would be lower than the old ones; the message lists them."""


def digest(*paths: Path) -> str:
    """A hash of files and of all files in folders, names and contents, independent of where they lie."""
    files = sorted(
        (str(file.relative_to(path.parent)), file)
        for path in paths
        for file in (path.rglob("*") if path.is_dir() else [path])
        if file.is_file()
    )
    total = hashlib.sha256()
    for name, file in files:
        for part in (name.encode(), file.read_bytes()):
            total.update(hashlib.sha256(part).digest())
    return total.hexdigest()


def figures(evaluation: Evaluation) -> dict[str, float]:
    """F1 of every row and both headlines; rows with nothing to count are left out."""
    rows = {name: tally.row.f1 for name, tally in evaluation.tallies.items()}
    heads = {"headline": evaluation.headline, "headline+": evaluation.headline_strict}
    return {name: figure for name, figure in {**rows, **heads}.items() if not math.isnan(figure)}


def shortfalls(evaluations: Mapping[str, Evaluation], floors: Floors, corpus_sha256: str) -> Iterator[str]:
    """A sentence for each floor that is missed; only the corpus's change where it has changed."""
    if corpus_sha256 != floors.corpus_sha256:
        yield "the corpus has changed since its floors were measured: run --update and commit floors.json"
        return
    for part, evaluation in evaluations.items():
        reached = figures(evaluation)
        for name, floor in floors.parts.get(part, {}).items():
            if reached.get(name, 1.0) < floor:
                yield f"{part}: {name} is {reached[name]:.4f}, its floor is {floor:.3f}"


def renewed(
    evaluations: Mapping[str, Evaluation], old: Floors, corpus_sha256: str, *, allow_regression: bool = False
) -> Floors:
    """Floors at today's figures; raises `Regression` where one would sink, unless that is allowed."""
    parts = {
        part: {name: round_down(figure) for name, figure in figures(evaluation).items()}
        for part, evaluation in evaluations.items()
    }
    sunk = [
        f"{part}: {name} from {floor:.3f} to {parts[part][name]:.3f}"
        for part in parts
        for name, floor in old.parts.get(part, {}).items()
        if parts[part].get(name, floor) < floor
    ]
    if sunk and not allow_regression:
        raise Regression("floors would sink:\n" + "\n".join(sunk))
    return Floors(corpus_sha256, parts)


def round_down(figure: float) -> float:
    """0.8769 is 0.876: a floor never stands above what was reached, rounding errors aside."""
    return math.floor(figure * STEP + 1e-6) / STEP


def load(path: Path) -> Floors:
    """The pinned floors; none where there is no file yet."""
    if not path.exists():
        return Floors("", {})
    data = json.loads(path.read_text("utf-8"))
    return Floors(data["corpus_sha256"], data["parts"])


def save(floors: Floors, path: Path) -> None:
    path.write_text(json.dumps(floors._asdict(), indent=2, ensure_ascii=False) + "\n", "utf-8")


def publish(floors: Floors, page: Path) -> bool:
    """Writes the table of figures between the marks of a page; False where it has no marks."""
    text = page.read_text("utf-8") if page.is_file() else ""
    before, opening, rest = text.partition(OPENING)
    _, closing, after = rest.partition(CLOSING)
    if not (opening and closing):
        return False
    page.write_text(f"{before}{opening}\n{markdown(floors)}\n{closing}{after}", "utf-8")
    return True


def markdown(floors: Floors) -> str:
    """The figures as a table: a row a field, a column a part of the corpus, the strict figure in brackets."""
    parts = list(floors.parts)
    names = [name for name in ORDER if any(name in floors.parts[part] for part in parts)]
    rows = [[name, *(cell(floors.parts[part], name) for part in parts)] for name in names]
    head = [["field", *parts], ["---", *("---" for _ in parts)]]
    return "\n".join(f"| {' | '.join(row)} |" for row in head + rows)


def cell(figures: Figures, name: str) -> str:
    """«0.912 (0.860)»; a dash where a part has nothing to count."""
    shown = f"{figures[name]:.3f}" if name in figures else "–"
    return f"{shown} ({figures[name + '+']:.3f})" if name + "+" in figures else shown


OPENING, CLOSING = "<!-- quality -->", "<!-- /quality -->"
ORDER = ("headline", *(row for row in ROWS if not row.endswith("+")))
