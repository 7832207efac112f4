"""The best sequence of name tags for many documents at once (Viterbi), in whole numbers.

Decides the path. Scores are rounded to a grid first: sums of whole numbers are exact, so it does not
matter in what order they are taken, and blocks of all documents can be worked on side by side with
the same answer as alone. Of equal paths the tag that stands first in the model's list wins.
Leaves the scores to `network.py`.

A block of `BLOCK` tokens is a matrix: the best score from each tag before it to each tag at its end.
The matrices of a document are gone through in order, then every block is filled in between its ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.network import Ints
from extractor.analysis.weights import Floats

GRID = 2**16  # steps of a score of 1; a block's sum stays far below `LOW`
BLOCK = 12
LOW = -(2**28)  # no path; three of them still fit into int32

Whole = NDArray[np.int32]


def decode(emissions: Sequence[Floats], transitions: Floats) -> list[Ints]:
    """The best tags of each document, given its scores (tokens x tags)."""
    if not any(len(scores) for scores in emissions):
        return [np.zeros(0, np.int64) for _ in emissions]
    steps = _steps(transitions)
    counts = [-(-len(scores) // BLOCK) for scores in emissions]
    blocks = _blocks(emissions, counts, len(steps))
    ways = _ways(blocks, steps)
    ends = [pair for own in _split(ways, counts) for pair in _ends(own)]
    tags = _inside(blocks, steps, np.array(ends)).reshape(-1)
    own_tags = _split(tags, [count * BLOCK for count in counts])
    return [own[len(own) - len(scores) :] for own, scores in zip(own_tags, emissions, strict=True)]


def _steps(transitions: Floats) -> Whole:
    """Scores from tag to tag; the last tag is «before the document», left at no cost, never entered."""
    width = len(transitions) + 1
    steps = np.zeros((width, width), np.int32)
    steps[:-1, :-1] = np.rint(transitions * GRID)
    steps[:-1, -1] = LOW
    return steps


def _blocks(emissions: Sequence[Floats], counts: list[int], width: int) -> Whole:
    """All documents in blocks (blocks x BLOCK x tags); a first block is filled up at its beginning."""
    out = np.full((sum(counts) * BLOCK, width), LOW, np.int32)
    out[:, -1] = 0
    stop = 0
    for scores, count in zip(emissions, counts, strict=True):
        stop += count * BLOCK
        own = out[stop - len(scores) : stop]
        np.rint(scores * GRID, out=own[:, :-1], casting="unsafe")
        own[:, -1] = LOW
    return out.reshape(-1, BLOCK, width)


def _ways(blocks: Whole, steps: Whole) -> Whole:
    """For each block the best score from tag i before it to tag j at its end (blocks x i x j)."""
    width = len(steps)
    ways = np.repeat(steps[None], len(blocks), axis=0) + blocks[:, 0, None, :]
    for at in range(1, BLOCK):
        np.maximum(ways, LOW, out=ways)
        through = ways[:, :, 0, None] + steps[0]
        for tag in range(1, width):
            np.maximum(through, ways[:, :, tag, None] + steps[tag], out=through)
        ways = through + blocks[:, at, None, :]
    out: Whole = np.maximum(ways, LOW)
    return out


def _ends(ways: Whole) -> list[tuple[int, int]]:
    """The tag before and the tag at the end of each block of one document."""
    scores = np.full(ways.shape[1], LOW, np.int32)
    scores[-1] = 0
    came_from = []
    for way in ways:
        sums = scores[:, None] + way
        came_from.append(sums.argmax(axis=0).tolist())
        scores = sums.max(axis=0)
        scores -= scores.max()
        np.maximum(scores, LOW, out=scores)
    tag = int(scores.argmax()) if len(ways) else 0
    pairs: list[tuple[int, int]] = []
    for before in reversed(came_from):
        pairs.append((before[tag], tag))
        tag = before[tag]
    return pairs[::-1]


def _inside(blocks: Whole, steps: Whole, ends: Ints) -> Ints:
    """The tags of every block between the two tags that are known (blocks x BLOCK)."""
    every = np.arange(len(blocks))
    into = np.ascontiguousarray(steps.T)
    scores = np.full((len(blocks), len(steps)), LOW, np.int32)
    scores[every, ends[:, 0]] = 0
    came_from = []
    for at in range(BLOCK):
        sums = scores[:, None, :] + into
        came_from.append(sums.argmax(axis=2))
        scores = np.maximum(sums.max(axis=2) + blocks[:, at], LOW)
    tags = np.empty((len(blocks), BLOCK), np.int64)
    tag = ends[:, 1]
    for at in range(BLOCK - 1, -1, -1):
        tags[:, at] = tag
        tag = came_from[at][every, tag]
    return tags


def _split(array: NDArray[Any], counts: list[int]) -> list[NDArray[Any]]:
    return np.split(array, np.cumsum(counts)[:-1])
