"""When two wordings say the same: the comparisons that every field of the evaluation is built on.

Decides what is overlooked between a gold value and a found one: letter case, «ё», the shape of quotes
and dashes, inflection. Leaves to `matching.py` which values of an item are compared.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from extractor.russian.morphology import normal_form


def plain(wording: str | None) -> str:
    """Small letters, one kind of dash, no quotes and no edge points: «ОГБУ "РЦРО".» is «огбу рцро»."""
    text = EMPHASIS.sub(" ", wording or "").casefold().replace("ё", "е")
    text = DASHES.sub("-", QUOTES.sub(" ", text))
    return SPACES.sub(" ", text).strip(" .,;:")


@lru_cache(200_000)
def lemmas(wording: str) -> str:
    """Dictionary forms in the order of the words: «двадцати школам» is «двадцать школа»."""
    return " ".join(map(normal_form, WORDS.findall(plain(wording))))


def lemma(word: str | None) -> str:
    """The dictionary form of a kind: «Форумы» is «форум»."""
    return normal_form(plain(word))


def closeness(one: str | None, other: str | None) -> float:
    """0 to 100: how few letters differ between the two as lemmas."""
    return fuzz.ratio(lemmas(one or ""), lemmas(other or ""))


def overlap(one: str | None, other: str | None) -> float:
    """0 to 100: how far the words of one are among those of the other."""
    return fuzz.token_set_ratio(lemmas(one or ""), lemmas(other or ""))


def is_alike(one: str | None, other: str | None, least: float) -> bool:
    """The same words, or nearly; two absent wordings are alike, one is not."""
    if not one or not other:
        return not one and not other
    return lemmas(one) == lemmas(other) or closeness(one, other) >= least


EMPHASIS = re.compile(r"[*_]{2,}")  # **bold** of a text that was saved as markdown
QUOTES = re.compile("[«»\"“”„‟'`]")
DASHES = re.compile("[\u2010-\u2015\u2212]")
SPACES = re.compile(r"\s+")
WORDS = re.compile(r"[\w№]+")
