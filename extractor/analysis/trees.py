"""Heads of a sentence from the scores of all pairs: one root, no cycle, the same on every machine.

slovnet lets each word choose its head alone, which leaves some sentences with two roots, none, or a
circle, and with ties: a network that sees three words to either side scores two equal surroundings
equally. Decides ties (the nearest candidate, then the left one, the root last) and repairs: the best
root stays, every other root or circle is hung on the tree by the choice that costs least.
Leaves the scores to `network.py`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.network import TIE, Ints
from extractor.analysis.weights import Floats

ROOT = 0
LOOSE = -1  # a second root that waits for a head


def heads(scores: Floats) -> list[int]:
    """For each word its head, counted from 1, or 0 for the one root.

    `scores[i, j]` is how well word j (from 1; 0 is the root) suits as head of word i (from 0).
    """
    size = len(scores)
    if size == 1:
        return [ROOT]
    np.fill_diagonal(scores[:, 1:], -np.inf)
    near = scores >= (scores.max(axis=1) - np.float32(TIE))[:, None]
    answers = near.argmax(axis=1)
    if np.count_nonzero(near) > size:
        tied = np.flatnonzero(near.sum(axis=1) > 1)
        answers[tied] = _nearest(tied, near[tied])
    chosen: list[int] = answers.tolist()
    if chosen.count(ROOT) != 1 or len(set(_ends(chosen))) > 1:
        _repair(chosen, scores)
    return chosen


def _nearest(words: Ints, near: NDArray[np.bool_]) -> Ints:
    """For each word the candidate that stands nearest, the left one of two, the root only if alone."""
    heads = np.arange(near.shape[1])
    at = words[:, None] + 1
    distance = 2 * np.abs(heads - at) + (heads > at)
    distance[:, ROOT] = 2 * near.shape[1] + 2
    distance[~near] = 2 * near.shape[1] + 3
    nearest: Ints = distance.argmin(axis=1)
    return nearest


def _ends(chosen: list[int]) -> list[int]:
    """Where each word arrives by going from head to head: at a root or loose word (head below 1), or in
    a circle, of which the leftmost word is told."""
    ends = [-1] * len(chosen)
    for word in range(len(chosen)):
        path: dict[int, None] = {}  # in the order of the steps
        at = word
        while ends[at] < 0 and at not in path:
            path[at] = None
            if chosen[at] <= ROOT:
                break
            at = chosen[at] - 1
        if ends[at] < 0:
            ends[at] = min(_circle(chosen, at)) if chosen[at] > ROOT else at
        for step in path:
            ends[step] = ends[at]
    return ends


def _circle(chosen: list[int], word: int) -> list[int]:
    """The words of the circle that `word` stands in, or the word alone if it has no head."""
    found = [word]
    while chosen[word] > ROOT and chosen[word] - 1 != found[0]:
        word = chosen[word] - 1
        found.append(word)
    return sorted(found)


def _repair(chosen: list[int], scores: Floats) -> None:
    """One root, and everything that does not reach it hung on the tree, from left to right."""
    roots = [word for word, head in enumerate(chosen) if head == ROOT]
    candidates = roots or list(range(len(chosen)))
    root = candidates[_first_best([float(scores[word, ROOT]) for word in candidates])]
    for word in roots:
        chosen[word] = LOOSE
    chosen[root] = ROOT
    ends = np.array(_ends(chosen))
    rooted = ends == root
    for end in sorted(set(ends.tolist()) - {root}):
        _hang(_circle(chosen, end), chosen, scores, rooted)
        rooted |= ends == end


def _hang(loose: list[int], chosen: list[int], scores: Floats, rooted: NDArray[np.bool_]) -> None:
    """Gives one of the words a head in the tree: the one that loses least by it."""
    words = np.array(loose)
    choices = scores[words, 1:].copy()
    choices[:, ~rooted] = -np.inf
    best = choices.max(axis=1)
    near = np.zeros((len(words), scores.shape[1]), np.bool_)
    near[:, 1:] = choices >= (best - np.float32(TIE))[:, None]
    now = [float(scores[word, chosen[word]]) if chosen[word] > ROOT else 0.0 for word in loose]
    least = _first_best((best - np.array(now)).tolist())
    chosen[loose[least]] = int(_nearest(words, near)[least])


def _first_best(values: list[float]) -> int:
    """The first index within `TIE` of the maximum."""
    floor = max(values) - TIE
    return next(i for i, value in enumerate(values) if value >= floor)
