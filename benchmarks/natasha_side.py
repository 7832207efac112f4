"""natasha's own pipeline over the same documents: everything its README shows, nothing left out.

Decides what «natasha's full pipeline» is: Segmenter, NewsMorphTagger, NewsSyntaxParser, NewsNERTagger,
lemmas, normal forms of spans, NamesExtractor on persons, DatesExtractor on the text.

natasha 1.6.0 wants pymorphy2, whose analyzer needs `pkg_resources`, gone from new Pythons. Its successor
pymorphy3 has the same interface and is put in its place before natasha is imported; with its C
dictionary it is faster than what natasha would use by itself, so the comparison flatters natasha.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any


def pipeline() -> Callable[[Sequence[str]], int]:
    """A function that works on texts one after another, as natasha does, and counts what it found."""
    _pymorphy3_for_pymorphy2()
    from natasha import (  # type: ignore[import-untyped]
        DatesExtractor,
        Doc,
        MorphVocab,
        NamesExtractor,
        NewsEmbedding,
        NewsMorphTagger,
        NewsNERTagger,
        NewsSyntaxParser,
        Segmenter,
    )

    vocab = MorphVocab()
    embedding = NewsEmbedding()
    segmenter = Segmenter()
    morph, syntax, ner = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)
    names, dates = NamesExtractor(vocab), DatesExtractor(vocab)

    def one(text: str) -> int:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        for token in doc.tokens:
            token.lemmatize(vocab)
        doc.parse_syntax(syntax)
        doc.tag_ner(ner)
        for span in doc.spans:
            span.normalize(vocab)
            if span.type == "PER":
                span.extract_fact(names)
        return len(doc.spans) + _count(dates, text)

    return lambda texts: sum(map(one, texts))


def _count(dates: Any, text: str) -> int:
    """How many dates; natasha's extractor raises on some words («5 маем»), which then count nothing."""
    try:
        return sum(1 for _ in dates(text))
    except (KeyError, ValueError):
        return 0


def _pymorphy3_for_pymorphy2() -> None:
    import pymorphy3
    import pymorphy3.analyzer
    import pymorphy3.tagset
    import pymorphy3.units

    sys.modules["pymorphy2"] = pymorphy3
    for name in ("analyzer", "tagset", "units"):
        sys.modules[f"pymorphy2.{name}"] = getattr(pymorphy3, name)
