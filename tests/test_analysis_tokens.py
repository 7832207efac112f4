"""Sentences and tokens are razdel's, in time proportional to length; what differs is named and tested."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import razdel
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.analysis.tokens import LONG_TOKEN, MARKS_KEPT, lower, plain, sentences, tokens

GOLD = sorted((Path(__file__).parent.parent / "corpus" / "gold").glob("*.txt"))

Places = list[tuple[int, int]]


def ours(text: str) -> tuple[Places, Places]:
    sents = list(sentences(text))
    return sents, [(piece.start, piece.end) for s, e in sents for piece in tokens(text, s, e)]


def razdels(text: str) -> tuple[Places, Places]:
    sents = [(sent.start, sent.stop) for sent in razdel.sentenize(text) if sent.text]
    words = [(s + word.start, s + word.stop) for s, e in sents for word in razdel.tokenize(text[s:e])]
    return sents, [place for start, stop in words for place in dash_apart(text, start, stop)]


def dash_apart(text: str, start: int, stop: int) -> Places:
    """razdel's word, its dash cut off where white space stands before it and a word behind: the intended difference."""
    word = text[start:stop]
    behind_space = start == 0 or text[start - 1].isspace()
    if behind_space and word[0] in "-‑–—−" and word[1:2].isalpha() and word[1:].lower() not in ("то", "либо", "нибудь"):
        return [(start, start + 1), (start + 1, stop)]
    return [(start, stop)]


def mixed_free(text: str) -> str:
    """The text without Latin letters, whose look-alikes are the one intended difference."""
    return "".join(char for char in text if not (char.isascii() and char.isalpha()))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_documents_are_cut_as_razdel_cuts(path: Path) -> None:
    text = mixed_free(path.read_text("utf-8"))
    assert ours(text) == razdels(text)


PARTS = """т.е. 5, 6 5. г. И. И.О. «Ива нов» 1) 2. а) - – слово Слово ... ?! :-) ! _ кв. км. 3.14 1/
т. д. им. " О XIV § -- ** и/или z_d -то кое- ;) =( §5. „Да“ 'нет' № 5-й 2021-2022 Δσ е\u0301 …"""


def odd_texts() -> Iterator[str]:
    """Texts made to touch every rule: abbreviations, initials, quotes, list markers, smileys, joints."""
    parts = PARTS.split()
    rng = random.Random(11)
    for _ in range(3_000):
        yield "".join(rng.choice(parts) + rng.choice(["", " ", " ", "\n"]) for _ in range(rng.randint(1, 25)))


def test_odd_texts_are_cut_as_razdel_cuts() -> None:
    for text in odd_texts():
        assert ours(text) == razdels(text), text


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="абВГ1 2.,:;!?…-–—_/\\»«\"'()[]=\n\t№§°", max_size=80))
def test_any_text_is_cut_as_razdel_cuts(text: str) -> None:
    assert ours(text) == razdels(text)


def test_a_dash_behind_white_space_is_cut_off_its_word() -> None:
    text = "Орлова –методист, Рябов -повар, как -то 5 –7"
    words = [piece.text for piece in tokens(text, 0, len(text))]
    assert words == ["Орлова", "–", "методист", ",", "Рябов", "-", "повар", ",", "как", "-то", "5", "–7"]


def test_yahoo_keeps_its_mark() -> None:
    assert ours("Yahoo! и mail!") == razdels("Yahoo! и mail!")


def test_a_latin_letter_that_looks_cyrillic_cuts_no_word() -> None:
    text = "Cовет PR-служба СOVID-19"
    assert [piece.text for piece in tokens(text, 0, len(text))] == ["Cовет", "PR-служба", "С", "OVID-19"]
    assert lower("Cовет") == "совет"


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("Всё", "все"),
        ("сове\u00adщание", "совещание"),
        ("за\u0301мок", "замок"),
        ("краи\u0306", "край"),
        ("HEART", "heart"),
        ("PR-служба", "pr-служба"),
    ],
)
def test_the_plain_lower_form(word: str, mended: str) -> None:
    assert lower(word) == mended


def test_plain_keeps_case_and_yo() -> None:
    assert plain("Ёлка") == "Ёлка"


@pytest.mark.parametrize("text", ["1" * 5_000, "а" * 5_000, "=" * 5_000])
def test_a_run_is_cut_at_the_longest_token(text: str) -> None:
    found = tokens(text, 0, len(text))
    assert [len(piece.text) for piece in found] == [LONG_TOKEN] * 5
    assert "".join(piece.text for piece in found) == text


def test_of_many_marks_only_the_outer_ones_are_tokens() -> None:
    text = "Да " + "« " * 1_000 + "нет"
    found = tokens(text, 0, len(text))
    assert len(found) == MARKS_KEPT + 2
    assert found[0].text == "Да"
    assert found[-1].text == "нет"
    assert all(text[piece.start : piece.end] == piece.text for piece in found)
