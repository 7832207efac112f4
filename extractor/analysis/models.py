"""The one place with state: natasha's networks, their vocabulary, and the words seen lately.

Decides what is asked of which network and puts the answers together. A slice of a document depends on
its document alone, so the same document gives the same answer alone and in any batch. `slices.py` cuts,
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
from extractor.analysis.slices import REPEATED, Answers, Plan, Slice, Words, groups, placed
from extractor.analysis.trees import ROOT, heads
from extractor.analysis.weights import Floats

MORPH, SYNTAX, NAMES = 0, 1, 2  # order of the networks in a remembered row
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
        plans = [Plan(sentences) for sentences in documents]
        with one_thread():
            for group in groups(plans):
                self._first.admit([word for plan, part in group for word in plan.words[part.first : part.stop]])
                for plan, part in group:
                    self._fill(plan, part)
        names = crf.decode([plan.emissions for plan in plans], self._names.transitions)
        return [
            Annotation(plan.tags.tolist(), plan.heads.tolist(), plan.relations.tolist(), own.tolist())
            for plan, own in zip(plans, names, strict=True)
        ]

    def _fill(self, plan: Plan, part: Slice) -> None:
        """The answers for one slice; long documents that repeat themselves are not computed anew."""
        content = plan.content(part) if len(plan.slices) > REPEATED else ()
        answers = plan.known.get(content)
        if answers is None:
            answers = self._answers(plan, part)
            if content and len(plan.known) < REPEATED:
                plan.known[content] = answers
        plan.keep(part, answers, self._loose)

    def _answers(self, plan: Plan, part: Slice) -> Answers:
        low, high = plan.around(part)
        rows = self._first.rows(plan.words[low:high])
        size = part.stop - part.first
        begin = plan.places[part.first] - CONTEXT
        packed = placed(rows, plan.places[low:high] - begin, plan.places[part.stop - 1] + CONTEXT + 1 - begin)
        running = placed(rows, np.arange(low, high) - part.first + CONTEXT, size + 2 * CONTEXT)
        places = plan.places[part.first : part.stop] - plan.places[part.first]
        tags = self._tags(self._hidden(packed, MORPH, self._tagger.encoder)[places])
        names = network.linear(self._hidden(running, NAMES, self._names.encoder), self._names.output)
        chosen, relations = self._parsed(self._hidden(packed, SYNTAX, self._parser.encoder)[places], part)
        return Answers(tags, names, chosen, relations)

    def _hidden(self, rows: Ints, which: int, encoder: weights.Encoder) -> Floats:
        return network.hidden(self._first.parts, rows, which, encoder)

    def _tags(self, rows: Floats) -> Ints:
        return network.best(network.linear(rows, self._tagger.output))

    def _parsed(self, rows: Floats, part: Slice) -> tuple[Ints, Ints]:
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
        chosen = np.array(found)
        relations = network.relations(rows, chosen, self._parser.labels, self._root)
        return np.where(chosen == ROOT, np.arange(len(chosen)), chosen - 1), relations


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
