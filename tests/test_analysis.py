"""`analyze`: the same alone and in any batch, sound indices, and time in proportion to length."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest

from extractor.analysis import Analysis, analyze, pipeline
from extractor.analysis.line_ends import as_read
from extractor.text.outline import Outline, Unit
from extractor.text.page import Page

GOLD = sorted((Path(__file__).parent.parent / "corpus" / "gold").glob("*.txt"))[
    ::3
]  # every kind is among them, and the tests stay short


def pages() -> list[Page]:
    """At least forty documents: gold ones and their halves."""
    texts = [path.read_text("utf-8") for path in GOLD]
    texts += [text[: len(text) // 2] for text in texts]
    return [Page(text) for text in texts]


def test_alone_in_a_batch_shuffled_and_again() -> None:
    every = pages()
    assert len(every) >= 40
    together = list(analyze(every))
    order = list(range(len(every)))
    random.Random(5).shuffle(order)
    shuffled = dict(zip(order, analyze(every[i] for i in order), strict=True))
    assert [shuffled[i] for i in range(len(every))] == together
    assert [next(analyze([page])) for page in every] == together
    assert list(analyze(every)) == together


def test_indices_and_offsets_are_sound() -> None:
    for found in analyze(pages()):
        assert_sound(found)


def assert_sound(found: Analysis) -> None:
    text, tokens = found.text, found.tokens
    assert [token.index for token in tokens] == list(range(len(tokens)))
    assert all(as_read(text[token.start : token.end]) == token.text for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    for number, sentence in enumerate(found.sentences):
        own = tokens[sentence.first : sentence.stop]
        assert own
        assert {(token.sentence, token.unit) for token in own} == {(number, sentence.unit)}
        assert all(sentence.first <= token.head < sentence.stop for token in own)
        assert [token.relation for token in own if token.head == token.index] == ["root"]
        assert all(reaches_itself(found, token.index) for token in own)
    for unit, (first, stop) in zip(found.units, found.unit_tokens, strict=True):
        assert all(token.unit == unit.index for token in tokens[first:stop])
        assert unit.kind != "furniture" or first == stop
    for entity in found.entities:
        assert (tokens[entity.first].start, tokens[entity.stop - 1].end) == (entity.start, entity.end)


def reaches_itself(found: Analysis, index: int) -> bool:
    """Whether going from head to head ends at a root."""
    for _ in range(len(found.tokens)):
        if found.tokens[index].head == index:
            return True
        index = found.tokens[index].head
    return False


def test_nothing_to_read() -> None:
    for found in analyze([Page(""), Page(" \n "), Page("Да.")]):
        assert_sound(found)


def test_pages_are_taken_as_they_come() -> None:
    """An iterator without end is no obstacle."""

    def endless() -> object:
        while True:
            yield Page("Принять к сведению.")

    stream = analyze(endless())  # type: ignore[arg-type]
    assert [token.low for token in next(stream).tokens] == ["принять", "к", "сведению", "."]


def words(size: int) -> str:
    rng = random.Random(2)
    return " ".join("".join(rng.choices("абвгдеклмно", k=6)) for _ in range(size // 7))


HOSTILE: dict[str, Callable[[int], str]] = {
    "one sentence of words": words,
    "i. o.": lambda size: "и.о. " * (size // 5),
    "names": lambda size: "Иванов И. И., " * (size // 14),
    "letters": lambda size: "а б в " * (size // 6),
    "numbers": lambda size: "1 2 " * (size // 4),
    "digits": lambda size: "1" * size,
    "dates": lambda size: "12." * (size // 3),
    "hyphens": lambda size: "а-" * (size // 2),
    "quotes": lambda size: "« " * (size // 2),
    "brackets": lambda size: "(" * size,
    "dots": lambda size: "." * size,
    "dots apart": lambda size: ". " * (size // 2),
    "marks": lambda size: ".,:;()«»!?" * (size // 10),
    "underscores": lambda size: "_" * size,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_in_proportion_to_length(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text takes at most 2.6 times as long; the outline, which is not tested here, is one unit."""
    monkeypatch.setattr(pipeline, "outline", lambda page: Outline((Unit(0, "paragraph", 0, len(page.text), 0),)))
    size = 8_000
    seconds(HOSTILE[name](size))  # what is remembered is remembered for both
    once, twice = (min(seconds(HOSTILE[name](n)) for _ in range(3)) for n in (size, 2 * size))
    assert twice <= 2.6 * once + 0.05  # a little for what a busy machine does meanwhile


def seconds(text: str) -> float:
    begun = process_time()
    assert_whole(next(analyze([Page(text)])))
    return process_time() - begun


def assert_whole(found: Analysis) -> None:
    assert found.tokens
    assert found.tokens[-1].end <= len(found.text)
