"""Words that Russian recognition is unsure of, read again with the Latin alphabet beside the Cyrillic one.

Decides which words are taken from the second reading: addresses of sites, names of programmes and Roman
numbers, and only where it is surer. A second reading of everything would make «СОИРО» «COMPO».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

UNSURE = 60.0  # per cent
SURER = 10.0  # points by which the second reading must be surer
LEAST = 3  # letters; shorter words are too often specks


class Word(NamedTuple):
    """A recognised word in pixels from the upper left corner; `line` is tesseract's own number of it."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    certainty: float
    line: tuple[str, str, str]


def is_needed(words: list[Word]) -> bool:
    return any(_is_unsure(word) for word in words)


def merged(words: list[Word], again: list[Word]) -> list[Word]:
    """The words of the first reading, those it is unsure of replaced where the second one knows better."""
    found: list[Word] = []
    rows = _Rows(again)
    for is_unsure, run in groupby(words, key=lambda word: (_is_unsure(word), word.line)):
        group = list(run)
        found += _better(group, rows) if is_unsure[0] else group
    return found


def _better(run: list[Word], rows: _Rows) -> list[Word]:
    first, last = run[0], run[-1]
    others = list(rows.within(first.left, last.right, min(w.top for w in run), max(w.bottom for w in run)))
    if not others or _certainty(others) < _certainty(run) + SURER:
        return run
    if not any(LATIN.search(word.text) for word in others):
        return run
    return [word._replace(line=first.line) for word in others]


class _Rows:
    """Words by the strip of the page that their middle stands in."""

    def __init__(self, words: list[Word]) -> None:
        self._strips: dict[int, list[Word]] = {}
        for word in words:
            self._strips.setdefault((word.top + word.bottom) // 2 // STRIP, []).append(word)

    def within(self, left: int, right: int, top: int, bottom: int) -> Iterator[Word]:
        """Words whose middle is in a box, from left to right."""
        strips = range(top // STRIP, bottom // STRIP + 1)
        found = [word for strip in strips for word in self._strips.get(strip, [])]
        for word in sorted(found, key=lambda word: word.left):
            is_level = top <= (word.top + word.bottom) // 2 <= bottom
            if is_level and left <= (word.left + word.right) // 2 <= right:
                yield word


def _is_unsure(word: Word) -> bool:
    core = word.text.strip(EDGES)
    is_abbreviation = len(core) >= LEAST and core.isalpha() and core.isupper()  # «СОИРО» would become «COMPO»
    return word.certainty < UNSURE and len(word.text) >= LEAST and not is_abbreviation


def _certainty(words: list[Word]) -> float:
    """The mean over letters."""
    return sum(word.certainty * len(word.text) for word in words) / sum(len(word.text) for word in words)


EDGES = '«»"(),.;:!?'
STRIP = 32  # pixels
# «edu.example», «VII»; «COMPO» is what «СОИРО» looks like to one who knows Latin letters.
LATIN = re.compile(r"[a-z]{2}|^\W*[IVX]{1,5}\W*$")
