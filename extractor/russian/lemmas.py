"""The lemmas of a text's words without their context: what a search for words compares.

Decides what a word is (a run of letters or digits) and that all its dictionary readings count, so that
«ребёнок» meets «детей» and «стали» meets both «стать» and «сталь». Leaves the choice of one reading by
context to `extractor.analysis`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.russian.morphology import parses

LONG_WORD = 60  # letters; no dictionary has such a word, and guessing at it takes long


def lemmas(text: str) -> list[tuple[str, ...]]:
    """The lemmas of each word, likeliest first, in lower case and with «е» for «ё».

    >>> lemmas("Ёлки детей")
    [('елка',), ('ребенок', 'дитя')]
    """
    return [word_lemmas(word.lower()) for word in WORD.findall(text)]


@lru_cache(100_000)
def word_lemmas(low: str) -> tuple[str, ...]:
    """The lemmas of a lower-case word; of one that is no dictionary's, the word itself, cut if very long."""
    if len(low) > LONG_WORD or not CYRILLIC.search(low):
        return (low[:LONG_WORD],)
    return tuple(dict.fromkeys(parse.normal.replace("ё", "е") for parse in parses(low)))


WORD = re.compile(r"[^\W_]+")
CYRILLIC = re.compile("[а-яё]")
