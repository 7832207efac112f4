"""Pages to analyses, many at once: outline, tokens, networks, lemmas.

Decides the order of the steps and what goes through the networks together. A page's analysis does not
depend on its neighbours (`models.py` says why). Furniture has no tokens; a sentence never leaves its
unit. `Analysis` is built directly and not by way of a spaCy `Doc`: spaCy takes 0.9 s to import, which
is longer than this module takes for a hundred letters; `components.py` makes a `Doc` of it for those
who want one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from extractor.analysis.document import Analysis, Entity, Sentence, Token
from extractor.analysis.lemmas import lemma
from extractor.analysis.line_ends import whole_words
from extractor.analysis.models import Annotation, Models, models, spans
from extractor.analysis.tokens import LOWER, Piece, sentences, tokens
from extractor.text.outline import Outline, outline
from extractor.text.page import Page

BATCH = 32  # pages looked at together
BATCH_CHARACTERS = 100_000  # unless they are long


def analyze(pages: Iterable[Page]) -> Iterator[Analysis]:
    """The analysis of each page, in order; the same alone and among others."""
    for batch in _batches(pages):
        cuts = [_cut(page, outline(page)) for page in batch]
        annotations = models().annotate([cut.words for cut in cuts])
        for cut, annotation in zip(cuts, annotations, strict=True):
            yield _assembled(cut, annotation, models())


class _Cut(NamedTuple):
    """A page cut into sentences and tokens."""

    page: Page
    outline: Outline
    pieces: list[Piece]
    words: list[list[str]]  # of each sentence
    sentences: list[Sentence]
    unit_tokens: list[tuple[int, int]]


def _batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    batch: list[Page] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page.text)
        if len(batch) >= BATCH or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _cut(page: Page, plan: Outline) -> _Cut:
    cut = _Cut(page, plan, [], [], [], [])
    for unit in plan.units:
        first = len(cut.pieces)
        if unit.kind != "furniture":
            text = page.text[unit.start : unit.end]
            for start, end in sentences(text):
                own = whole_words(text, tokens(text, start, end))
                begin = len(cut.pieces)
                cut.pieces.extend(Piece(unit.start + at, unit.start + to, word) for at, to, word in own)
                cut.words.append([piece.text for piece in own])
                cut.sentences.append(Sentence(begin, len(cut.pieces), unit.index))
        cut.unit_tokens.append((first, len(cut.pieces)))
    return cut


def _assembled(cut: _Cut, annotation: Annotation, model: Models) -> Analysis:
    starts, ends, texts = ([], [], []) if not cut.pieces else map(list, zip(*cut.pieces, strict=True))
    lows = [LOWER[text] for text in texts]
    tags = [model.tags[number] for number in annotation.tags]
    columns = zip(
        range(len(starts)),
        starts,
        ends,
        texts,
        lows,
        map(lemma, lows, tags),
        tags,
        annotation.heads,
        [model.relations[number] for number in annotation.relations],
        _repeated(range(len(cut.sentences)), cut.sentences),
        _repeated([sentence.unit for sentence in cut.sentences], cut.sentences),
        strict=True,
    )
    found = tuple(map(partial(tuple.__new__, Token), columns))
    return Analysis(
        page=cut.page,
        outline=cut.outline,
        tokens=found,
        sentences=tuple(cut.sentences),
        entities=tuple(
            Entity(label, first, stop, starts[first], ends[stop - 1])
            for label, first, stop in spans(annotation.names, model.names)
        ),
        unit_tokens=tuple(cut.unit_tokens),
        starts=tuple(starts),
    )


def _repeated(values: Sequence[int], own: Sequence[Sentence]) -> Iterator[int]:
    """Each sentence's value for each of its tokens."""
    return (value for value, sentence in zip(values, own, strict=True) for _ in range(sentence.first, sentence.stop))
