"""Heads of a sentence from the scores of all pairs: one root, no cycle, the same on every machine.

slovnet lets each word choose its head alone, which leaves some sentences with two roots, none, or a
circle, and with ties: a network that sees three words to either side scores two equal surroundings
equally. Decides ties (the nearest candidate, then the left one, the root last) and repairs: the best
root stays, every other root or circle is hung on the tree by the choice that costs least.
Leaves the scores to `network.py`.
"""

from __future__ import annotations

import numpy as np

from extractor.analysis.network import TIE, Ints
from extractor.analysis.weights import Floats

ROOT = 0


def heads(scores: Floats) -> list[int]:
    """For each word its head, counted from 1, or 0 for the one root.

    `scores[i, j]` is how well word j (from 1; 0 is the root) suits as head of word i (from 0).
    """
    size = len(scores)
    if size == 1:
        return [ROOT]
    np.fill_diagonal(scores[:, 1:], -np.inf)
    near = scores >= (scores.max(axis=1) - np.float32(TIE))[:, None]
    chosen: list[int] = near.argmax(axis=1).tolist()
    if np.count_nonzero(near) > size:
        for i in np.flatnonzero(near.sum(axis=1) > 1).tolist():
            chosen[i] = _nearest(i, np.flatnonzero(near[i]))
    if chosen.count(ROOT) != 1 or not all(_rooted(chosen)):
        _repair(chosen, scores)
    return chosen


def _nearest(word: int, candidates: Ints) -> int:
    """The candidate that stands nearest to the word, the left one of two, the root only if alone."""
    right = int(np.searchsorted(candidates, word + 1))
    left = right - 1
    if right == len(candidates):
        return int(candidates[left])
    if left < 0 or candidates[left] == ROOT:
        return int(candidates[right])
    return int(candidates[left if word + 1 - candidates[left] <= candidates[right] - word - 1 else right])


def _rooted(chosen: list[int]) -> list[bool]:
    """Which words reach the root by going from head to head; a loose word (-1) does not."""
    known: list[bool | None] = [None] * len(chosen)
    for word in range(len(chosen)):
        path = []
        at = word
        while known[at] is None:
            known[at] = False  # a second visit on this path is a circle
            path.append(at)
            if chosen[at] <= ROOT:
                known[at] = chosen[at] == ROOT
                break
            at = chosen[at] - 1
        for step in path:
            known[step] = known[at]
    return [bool(answer) for answer in known]


def _repair(chosen: list[int], scores: Floats) -> None:
    """One root, and everything that does not reach it hung on the tree, from left to right."""
    roots = [word for word, head in enumerate(chosen) if head == ROOT] or list(range(len(chosen)))
    best = _first_best([float(scores[word, ROOT]) for word in roots])
    for word in roots:
        if chosen[word] == ROOT:
            chosen[word] = -1
    chosen[roots[best]] = ROOT
    rooted = _rooted(chosen)
    while not all(rooted):
        loose = _top_or_circle(chosen, rooted.index(False))
        tree = np.flatnonzero(rooted)
        choices = [_nearest_best(word, tree, scores) for word in loose]
        losses = [
            float(scores[word, head]) - (float(scores[word, chosen[word]]) if chosen[word] > 0 else 0.0)
            for word, head in zip(loose, choices, strict=True)
        ]
        least = _first_best(losses)
        chosen[loose[least]] = choices[least]
        rooted = _rooted(chosen)


def _top_or_circle(chosen: list[int], word: int) -> list[int]:
    """The loose word above `word`, or the words of the circle that it runs into, leftmost first."""
    seen: dict[int, int] = {}
    while word not in seen:
        seen[word] = len(seen)
        if chosen[word] < 0:
            return [word]
        word = chosen[word] - 1
    return sorted(w for w, step in seen.items() if step >= seen[word])


def _nearest_best(word: int, tree: Ints, scores: Floats) -> int:
    """The head in the tree that suits the word best, counted from 1."""
    row = scores[word, tree + 1]
    near = tree[row >= row.max() - np.float32(TIE)] + 1
    return _nearest(word, near)


def _first_best(values: list[float]) -> int:
    """The first index within `TIE` of the maximum."""
    floor = max(values) - TIE
    return next(i for i, value in enumerate(values) if value >= floor)
