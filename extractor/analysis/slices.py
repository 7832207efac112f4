"""Documents cut into slices for the networks, and put together again.

Decides what is computed together: whole sentences, or pieces of long ones, up to `SLICE` tokens of one
document, so that memory stays small and a slice's arithmetic does not depend on the batch.
Leaves the computing to `models.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from extractor.analysis.network import CONTEXT, Ints
from extractor.analysis.weights import Floats

SLICE = 1_024  # tokens worked on at once: the widest layer stays in the processor's cache
SENTENCE = 300  # tokens; longer ones are cut for syntax, whose cost is square
GROUP = 4_096  # tokens whose new words are looked up together
REPEATED = 16  # different slices of a document whose answers are kept in case they come again

Words = Sequence[str]


class Slice(NamedTuple):
    """Tokens `first` … `stop - 1` of a document: whole pieces of sentences."""

    first: int
    stop: int
    pieces: list[tuple[int, int]]


class Answers(NamedTuple):
    """What the networks say of the tokens of a slice; heads count from its first token."""

    tags: Ints
    emissions: Floats
    heads: Ints
    relations: Ints


class Plan:
    """One document on its way through the networks."""

    def __init__(self, sentences: Sequence[Words]) -> None:
        self.words = [word for sentence in sentences for word in sentence]
        size = len(self.words)
        # where each token stands in the packed stream, with one blank between two sentences
        order = np.repeat(np.arange(len(sentences)), [len(sentence) for sentence in sentences])
        self.places: Ints = np.arange(size) + order
        self.begins: dict[int, int] = {}  # first token of a later piece -> first token of its sentence
        self.slices = list(_slices(self._pieces(sentences)))
        self.known: dict[tuple[object, ...], Answers] = {}
        self._tops: dict[int, int] = {}  # first token of a sentence -> the root of its first piece
        self.tags = np.zeros(size, np.int64)
        self.heads = np.zeros(size, np.int64)
        self.relations = np.zeros(size, np.int64)
        self.emissions = np.zeros((size, 8), np.float32)

    def _pieces(self, sentences: Sequence[Words]) -> Iterator[tuple[int, int]]:
        """First and stop token of every sentence or piece of one."""
        at = 0
        for sentence in sentences:
            for first, stop in _cut(sentence):
                if first:
                    self.begins[at + first] = at
                yield at + first, at + stop
            at += len(sentence)

    def around(self, part: Slice) -> tuple[int, int]:
        """First and stop of a slice with its context."""
        return max(0, part.first - CONTEXT), min(len(self.words), part.stop + CONTEXT)

    def content(self, part: Slice) -> tuple[object, ...]:
        """Everything that the answers for a slice depend on."""
        low, high = self.around(part)
        pieces = tuple(stop - part.first for _, stop in part.pieces)
        return (*self.words[low:high], part.first - low, pieces, (self.places[low:high] - self.places[low]).tobytes())

    def keep(self, part: Slice, answers: Answers, loose: int) -> None:
        """Writes the answers down; later pieces of a sentence are hung on its root as `loose` relations."""
        own = slice(part.first, part.stop)
        self.tags[own] = answers.tags
        self.emissions[own] = answers.emissions
        self.heads[own] = answers.heads + part.first
        self.relations[own] = answers.relations
        for first, stop in part.pieces:
            root = first + int(np.flatnonzero(self.heads[first:stop] == np.arange(first, stop))[0])
            if first in self.begins:
                self.heads[root] = self._tops[self.begins[first]]
                self.relations[root] = loose
            else:
                self._tops[first] = root


def _cut(sentence: Words) -> Iterator[tuple[int, int]]:
    """A sentence, or pieces of at most `SENTENCE` tokens that end with a mark where there is one."""
    first = 0
    while len(sentence) - first > SENTENCE:
        stop = first + SENTENCE
        while stop > first + SENTENCE // 2 and sentence[stop - 1] not in ";,.:":
            stop -= 1
        if sentence[stop - 1] not in ";,.:":
            stop = first + SENTENCE
        yield first, stop
        first = stop
    if first < len(sentence):
        yield first, len(sentence)


def _slices(pieces: Iterator[tuple[int, int]]) -> Iterator[Slice]:
    """Pieces in order, as many to a slice as fit."""
    own: list[tuple[int, int]] = []
    for piece in pieces:
        if own and piece[1] - own[0][0] > SLICE:
            yield Slice(own[0][0], own[-1][1], own)
            own = []
        own.append(piece)
    if own:
        yield Slice(own[0][0], own[-1][1], own)


def groups(plans: Sequence[Plan]) -> Iterator[list[tuple[Plan, Slice]]]:
    """Slices of all documents, as many to a group as `GROUP` tokens allow."""
    group: list[tuple[Plan, Slice]] = []
    size = 0
    for plan in plans:
        for part in plan.slices:
            if group and size + part.stop - part.first > GROUP:
                yield group
                group, size = [], 0
            group.append((plan, part))
            size += part.stop - part.first
    if group:
        yield group


def placed(rows: Ints, places: Ints, size: int) -> Ints:
    """A stream of `size` rows with `rows` at their places, blanks elsewhere; outer ones are left out."""
    stream = np.zeros(size, np.int64)
    if places[0] < 0 or places[-1] >= size:
        fits = (places >= 0) & (places < size)
        rows, places = rows[fits], places[fits]
    stream[places] = rows
    return stream
