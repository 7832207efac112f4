"""Svodka over the same documents: bytes to records to JSON, every field; or its stages one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import process_time
from typing import Any

from extractor import Record, extract, extract_many


def batch() -> Callable[[Sequence[str]], int]:
    """Many documents at once, as the batch command does; counts the characters of JSON."""

    def run(texts: Sequence[str]) -> int:
        files = ((f"{number}.txt", text.encode()) for number, text in enumerate(texts))
        return sum(len(_json(outcome)) for outcome in extract_many(files))

    return run


def alone() -> Callable[[Sequence[str]], int]:
    """One document a call, as the service does."""
    return lambda texts: sum(len(_json(extract(text.encode(), "a.txt"))) for text in texts)


def analysis() -> Callable[[Sequence[str]], int]:
    """The language alone: outline, tokens, networks, lemmas; counts tokens."""
    from extractor.analysis import analyze
    from extractor.text.page import Page

    return lambda texts: sum(len(found.tokens) for found in analyze(map(Page, texts)))


def stages(texts: Sequence[str]) -> Iterator[tuple[str, float]]:
    """CPU seconds of each stage over all texts; the last rounds of a warm process."""
    from extractor.analysis import analyze
    from extractor.analysis.lemmas import lemma
    from extractor.analysis.models import models
    from extractor.analysis.tokens import sentences, tokens
    from extractor.fields import modules
    from extractor.readers import read
    from extractor.text.outline import outline

    files = [text.encode() for text in texts]
    begun = process_time()
    pages = [read(data, "a.txt") for data in files]
    yield "reading", process_time() - begun
    begun = process_time()
    plans = [outline(page) for page in pages]
    yield "outline", process_time() - begun
    begun = process_time()
    words = [
        [
            [piece.text for piece in tokens(part, start, end)]
            for unit in plan.units
            if unit.kind != "furniture"
            for part in [page.text[unit.start : unit.end]]
            for start, end in sentences(part)
        ]
        for page, plan in zip(pages, plans, strict=True)
    ]
    yield "tokens and sentences", process_time() - begun
    begun = process_time()
    models().annotate(words)
    yield "networks", process_time() - begun
    analyses = list(analyze(pages))
    begun = process_time()
    for found in analyses:
        for token in found.tokens:
            lemma(token.low, token.tag)
    yield "lemmas", process_time() - begun
    done: list[dict[str, Sequence[Any]]] = [{} for _ in analyses]
    for module in modules():
        begun = process_time()
        for found, before in zip(analyses, done, strict=True):
            before.update(module.find(found, {key: before.get(key, ()) for key in module.NEEDS}))
        yield f"field {module.__name__.rpartition('.')[2]}", process_time() - begun


def _json(outcome: object) -> str:
    if not isinstance(outcome, Record):
        raise SystemExit(f"a document of the benchmark was refused: {outcome}")
    return outcome.to_json()
