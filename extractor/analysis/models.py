"""The one place with state: natasha's networks, their vocabulary, and the words seen lately.

Decides how documents are cut into slices for the networks and puts the answers together. A slice
depends on its document alone, so the same document gives the same answer alone and in any batch.
`remembered.py` holds the first layer, `network.py` the arithmetic, `trees.py` and `crf.py` the choices.

Differs from slovnet: ties go by rule, a sentence has one root and no circle, one of more than
`SENTENCE` tokens is cut for syntax, and spellings are mended before they are looked up (`plain`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, cast

import numpy as np

from extractor.analysis import crf, network, weights
from extractor.analysis.blas import one_thread
from extractor.analysis.document import Tag
from extractor.analysis.network import CONTEXT, Ints
from extractor.analysis.remembered import FirstLayer
from extractor.analysis.trees import ROOT, heads
from extractor.analysis.weights import Floats

MORPH, SYNTAX, NAMES = 0, 1, 2  # order of the networks in a remembered row
SLICE = 1_024  # tokens worked on at once: the widest layer stays in the processor's cache
SENTENCE = 300  # tokens; longer ones are cut for syntax, whose cost is square
GROUP = 4_096  # tokens whose new words are looked up together

Words = Sequence[str]
Label = Literal["PER", "LOC", "ORG"]


class Annotation(NamedTuple):
    """What the networks say of one document, one entry a token: numbers of `Models.tags`, token
    indices of heads (of itself for a root), numbers of `Models.relations` and of `Models.names`."""

    tags: list[int]
    heads: list[int]
    relations: list[int]
    names: list[int]


@lru_cache(1)
def models() -> Models:
    """The networks; loaded once a process, by the first document."""
    return Models()


def spans(numbers: Sequence[int], names: Sequence[str]) -> Iterator[tuple[Label, int, int]]:
    """Label, first and stop token of each name, as slovnet reads B- and I- tags.

    An «I» lengthens what is open, whatever its own label, and opens nothing.
    """
    label: Label | None = None
    first = stop = 0
    for index, number in enumerate(numbers):
        part, _, kind = names[number].partition("-")
        if part == "I":
            stop = index + 1
            continue
        if label is not None:
            yield label, first, stop
        label = None
        if part == "B":
            label, first, stop = cast(Label, kind), index, index + 1
    if label is not None:
        yield label, first, stop


class Models:
    """natasha's three networks over one vocabulary."""

    def __init__(self) -> None:
        self._tagger = weights.tagger()
        self._parser = weights.parser()
        self._names = weights.names()
        encoders = [self._tagger.encoder, self._parser.encoder, self._names.encoder]
        self._first = FirstLayer(weights.embeddings(), weights.shape_names(), encoders)
        self.tags = tuple(_tag(text) for text in self._tagger.tags)
        self.relations = self._parser.relations
        self.names = self._names.tags
        self._root = self.relations.index("root")
        self._loose = self.relations.index("parataxis")

    def annotate(self, documents: Sequence[Sequence[Words]]) -> list[Annotation]:
        """Tags, heads and names of documents, each given as sentences of words."""
        plans = [_Plan(sentences) for sentences in documents]
        with one_thread():
            for group in _groups(plans):
                self._first.admit([word for plan, part in group for word in plan.words[part.first : part.stop]])
                for plan, part in group:
                    self._fill(plan, part)
        names = crf.decode([plan.emissions for plan in plans], self._names.transitions)
        return [
            Annotation(plan.tags.tolist(), plan.heads.tolist(), plan.relations.tolist(), own.tolist())
            for plan, own in zip(plans, names, strict=True)
        ]

    def _fill(self, plan: _Plan, part: _Slice) -> None:
        """The networks' answers for one slice, written into the plan of its document."""
        low, high = max(0, part.first - CONTEXT), min(len(plan.words), part.stop + CONTEXT)
        rows = self._first.rows(plan.words[low:high])
        own = slice(part.first, part.stop)
        begin = plan.places[part.first] - CONTEXT
        packed = _placed(rows, plan.places[low:high] - begin, plan.places[part.stop - 1] + CONTEXT + 1 - begin)
        running = _placed(rows, np.arange(low, high) - part.first + CONTEXT, part.stop - part.first + 2 * CONTEXT)
        places = plan.places[own] - plan.places[part.first]
        plan.tags[own] = self._tags(self._hidden(packed, MORPH, self._tagger.encoder)[places])
        plan.emissions[own] = network.linear(self._hidden(running, NAMES, self._names.encoder), self._names.output)
        self._parse(self._hidden(packed, SYNTAX, self._parser.encoder)[places], plan, part)

    def _hidden(self, rows: Ints, which: int, encoder: weights.Encoder) -> Floats:
        return network.hidden(self._first.parts, rows, which, encoder)

    def _tags(self, rows: Floats) -> Ints:
        return network.best(network.linear(rows, self._tagger.output))

    def _parse(self, rows: Floats, plan: _Plan, part: _Slice) -> None:
        """Heads within each piece, relations for the whole slice."""
        dependants, sources = network.head_sides(rows, self._parser.heads)
        to_root = dependants @ sources[0]
        sources = sources[1:]
        found: list[int] = []  # 1-based rows of the slice
        for first, stop in part.pieces:
            begin, end = first - part.first, stop - part.first
            scores = np.empty((end - begin, end - begin + 1), np.float32)
            scores[:, 0] = to_root[begin:end]
            np.matmul(dependants[begin:end], sources[begin:end].T, out=scores[:, 1:])
            found += [head and head + begin for head in heads(scores)]
        local = np.array(found)
        own = slice(part.first, part.stop)
        plan.relations[own] = network.relations(rows, local, self._parser.labels, self._root)
        plan.heads[own] = np.where(local == ROOT, np.arange(part.first, part.stop), local - 1 + part.first)
        for first, stop in part.pieces:
            self._hang(plan, first, stop)

    def _hang(self, plan: _Plan, first: int, stop: int) -> None:
        """The root of a later piece of a long sentence is hung on the root of its first piece."""
        top = plan.begins.get(first)
        if top is None:
            return
        root = first + int(np.flatnonzero(plan.heads[first:stop] == np.arange(first, stop))[0])
        head = top + int(np.flatnonzero(plan.heads[top:first] == np.arange(top, first))[0])
        plan.heads[root] = head
        plan.relations[root] = self._loose


class _Slice(NamedTuple):
    """Tokens `first` … `stop - 1` of a document: whole pieces of sentences."""

    first: int
    stop: int
    pieces: list[tuple[int, int]]


class _Plan:
    """One document on its way through the networks."""

    def __init__(self, sentences: Sequence[Words]) -> None:
        self.words = [word for sentence in sentences for word in sentence]
        size = len(self.words)
        # where each token stands in the packed stream, with one blank between two sentences
        order = np.repeat(np.arange(len(sentences)), [len(sentence) for sentence in sentences])
        self.places: Ints = np.arange(size) + order
        self.begins: dict[int, int] = {}  # first token of a later piece -> first token of its sentence
        self.slices = list(_slices(self._pieces(sentences)))
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


def _slices(pieces: Iterator[tuple[int, int]]) -> Iterator[_Slice]:
    """Pieces in order, as many to a slice as fit."""
    own: list[tuple[int, int]] = []
    for piece in pieces:
        if own and piece[1] - own[0][0] > SLICE:
            yield _Slice(own[0][0], own[-1][1], own)
            own = []
        own.append(piece)
    if own:
        yield _Slice(own[0][0], own[-1][1], own)


def _groups(plans: Sequence[_Plan]) -> Iterator[list[tuple[_Plan, _Slice]]]:
    """Slices of all documents, as many to a group as `GROUP` tokens allow."""
    group: list[tuple[_Plan, _Slice]] = []
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


def _placed(rows: Ints, places: Ints, size: int) -> Ints:
    """A stream of `size` rows with `rows` at their places, blanks elsewhere; outer ones are left out."""
    stream = np.zeros(size, np.int64)
    if places[0] < 0 or places[-1] >= size:
        fits = (places >= 0) & (places < size)
        rows, places = rows[fits], places[fits]
    stream[places] = rows
    return stream


def _tag(text: str) -> Tag:
    """«NOUN|Case=Gen|Number=Plur» as a `Tag`."""
    pos, *features = text.split("|")
    values = dict(feature.split("=") for feature in features)
    return Tag(pos, **{name: values.get(feature, "") for feature, name in FEATURES.items()})


FEATURES = {
    "Case": "case",
    "Number": "number",
    "Gender": "gender",
    "Animacy": "animacy",
    "VerbForm": "verb_form",
    "Tense": "tense",
    "Mood": "mood",
    "Voice": "voice",
    "Person": "person",
    "Degree": "degree",
    "Variant": "variant",
    "Aspect": "aspect",
    "Polarity": "polarity",
    "NumForm": "num_form",
    "Foreign": "foreign",
    "Abbr": "abbr",
    "Hyph": "hyph",
}
