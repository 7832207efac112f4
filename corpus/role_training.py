"""Learns `extractor/fields/person/role_weights.json`: `python -m corpus.role_training`.

Decides which invented documents the weights are learned from (gold records and lines of case files), how, and how
good they are on documents that they were not learned from: the people of each twelfth of the documents are judged
by weights learned from the others, as if no rule had told their role. Needs the source tree, no download and about
a minute. Leaves the signs of a person to `extractor/fields/person/role_signs.py`. Rules that are worked on fit the
documents they are worked on, so only documents that nobody has read tell which of the two is better.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.check import load_split
from corpus.evaluation import HOME, GoldDocument, load_gold
from corpus.matching import Item, same_person
from extractor.analysis import analyze
from extractor.fields import find_all
from extractor.fields.people import with_signs
from extractor.fields.person.role_model import DEFAULTS, LEAST, WEIGHTS, Weights, likeliest
from extractor.fields.person.roles import Role
from extractor.text.page import Page
from tests.case_files import Case, read_cases

Matrix = NDArray[np.float64]


class Example(NamedTuple):
    """A person of gold as the engine sees it: what the rules said, the signs, and the true role."""

    document: str
    role: str
    ruled: Role
    signs: frozenset[str]


def material() -> list[GoldDocument]:
    """The documents that rules are developed on: those that people may read."""
    readable = set(load_split()["development"])
    return [gold for gold in load_gold(HOME / "gold") if gold.name in readable]


def lines() -> list[GoldDocument]:
    """The lines of the case files that tell roles, each as a document of its own."""
    paths = [path for path in sorted(CASES.glob("*.txt")) if path.stem.split("-")[0] in ("speakers", "persons")]
    cases = [case for path in paths for case in read_cases(path) if not case.is_debt]
    return [_as_document(case) for case in cases if any("role" in one.values for one in case.expected)]


def _as_document(case: Case) -> GoldDocument:
    told = [one for one in case.expected if one.values.get("role") in ROLES]  # «!awardee» tells no role
    people = [{"start": one.start, "end": one.end, "role": one.values["role"]} for one in told]
    return GoldDocument(case.id, case.text, {"persons": people})


def examples(golds: Sequence[GoldDocument]) -> list[Example]:
    """All people of the gold records that the engine finds."""
    pages = [Page(text=gold.text) for gold in golds]
    return [
        example
        for gold, analysis in zip(golds, analyze(pages), strict=True)
        for example in _of_document(gold, with_signs(analysis, find_all(analysis)))
    ]


def _of_document(gold: GoldDocument, people: Sequence[tuple[Any, Role, frozenset[str]]]) -> Iterator[Example]:
    """Each gold person with the one found that is most like it."""
    free = {i: item.model_dump() for i, (item, _, _) in enumerate(people)}
    for person in [*gold.record.get("speakers", ()), *gold.record.get("persons", ())]:
        best = max(free, key=lambda i: _likeness(person, free[i]), default=None)
        if person.get("optional") or best is None or _likeness(person, free[best]) == 0:
            continue
        del free[best]
        _, ruled, signs = people[best]
        if ruled.rule in DEFAULTS:
            signs |= {f"rule={ruled.rule}"}
        yield Example(gold.name, person["role"], ruled, signs)


def _likeness(person: Item, found: Item) -> float:
    """By the name in gold records, by the place in the lines of case files."""
    if "name" in person:
        return same_person(person, found)
    spans = [(one["start"], one["end"]) for one in (found, *found["mentions"])]
    return float(any(start < person["end"] and person["start"] < end for start, end in spans))


def learn(people: Sequence[Example]) -> Weights:
    """Weights of greatest likelihood, held small by `PENALTY`; signs of one document alone are left out."""
    seen: dict[str, set[str]] = defaultdict(set)
    for one in people:
        for sign in one.signs:
            seen[sign].add(one.document)
    signs = ["", *sorted(sign for sign, documents in seen.items() if len(documents) > 1)]
    fitted = _fitted(_matrix(people, signs), np.array([ROLES.index(one.role) for one in people]))
    rows = {sign: [round(float(weight), 2) for weight in row] for sign, row in zip(signs, fitted, strict=True)}
    return Weights(ROLES, {sign: row for sign, row in rows.items() if sign == "" or max(map(abs, row)) >= SMALLEST})


def _matrix(people: Sequence[Example], signs: Sequence[str]) -> Matrix:
    column = {sign: i for i, sign in enumerate(signs)}
    matrix = np.zeros((len(people), len(signs)))
    matrix[:, 0] = 1.0
    for row, one in enumerate(people):
        matrix[row, [column[sign] for sign in one.signs if sign in column]] = 1.0
    return matrix


def _fitted(matrix: Matrix, truth: NDArray[np.int64]) -> Matrix:
    """Multinomial logistic regression by accelerated gradient descent from zero."""
    told = np.eye(len(ROLES))[truth]
    steepest = _largest_eigenvalue(matrix) / 2 + PENALTY
    ahead = weights = np.zeros((matrix.shape[1], len(ROLES)))
    pace = 1.0
    for _ in range(STEPS):
        sums = matrix @ ahead
        likely = np.exp(sums - sums.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        stepped = ahead - (matrix.T @ (likely - told) + PENALTY * ahead) / steepest
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = stepped + (pace - 1) / faster * (stepped - weights)
        weights, pace = stepped, faster
    return weights


def _largest_eigenvalue(matrix: Matrix) -> float:
    vector = np.ones(matrix.shape[1])
    for _ in range(20):
        vector = matrix.T @ (matrix @ vector)
        vector /= np.linalg.norm(vector)
    return float(np.linalg.norm(matrix.T @ (matrix @ vector))) * 1.02


def unseen(people: Sequence[Example]) -> list[tuple[Example, str, float]]:
    """Every person with the role that weights learned from other documents give it, and its likelihood."""
    part = {name: i % PARTS for i, name in enumerate(sorted({one.document for one in people}))}
    judged: list[tuple[Example, str, float]] = []
    for kept in range(PARTS):
        weights = learn([one for one in people if part[one.document] != kept])
        judged += [(one, *likeliest(weights, one.signs)) for one in people if part[one.document] == kept]
    return judged


def report(judged: Sequence[tuple[Example, str, float]]) -> Iterator[str]:
    """Right roles of all people, and of those of whom the rules knew nothing, by rules and by weights."""
    documents = [one for one in judged if not is_line(one[0])]
    yield _line("as if no rule had told", documents)
    for rule in DEFAULTS:
        yield _line(rule, [one for one in documents if one[0].ruled.rule == rule])


def is_line(one: Example) -> bool:
    return ".txt:" in one.document


def _line(title: str, judged: Sequence[tuple[Example, str, float]]) -> str:
    learned = sum(one.role == role for one, role, _ in judged)
    rules = sum(one.role == one.ruled.name for one, _, _ in judged)
    both = sum(one.role == (role if sure >= LEAST else one.ruled.name) for one, role, sure in judged)
    return f"{title:28} {len(judged):4} people: learned {learned:4}, rules {rules:4}, learned where sure {both:4}"


def written(weights: Weights) -> str:
    """The data file: one sign a line, in order."""
    rows = ",\n".join(f"  {json.dumps(s, ensure_ascii=False)}: {json.dumps(r)}" for s, r in sorted(weights.of.items()))
    return f'{{"roles": {json.dumps(list(weights.roles))},\n "weights": {{\n{rows}\n}}}}\n'


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and writes the weights; with `--measure` it only measures."""
    parser = argparse.ArgumentParser(prog="python -m corpus.role_training", description=__doc__.splitlines()[0])
    parser.add_argument("--measure", action="store_true", help="leave the weights as they are")
    options = parser.parse_args(arguments)
    people = examples([*material(), *lines()])
    print("\n".join(report(unseen(people))))
    if not options.measure:
        WEIGHTS.write_text(written(learn(people)), "utf-8")
    return 0


ROLES = (
    "mentioned", "participant", "speaker", "moderator", "awardee", "responsible", "signatory", "executor", "addressee",
)  # fmt: skip
PENALTY = 2.0  # on the squares of the weights
STEPS = 150
SMALLEST = 0.03  # weights below add nothing that could be seen
PARTS = 12
CASES = HOME.parent / "tests" / "cases"

if __name__ == "__main__":
    sys.exit(main())
