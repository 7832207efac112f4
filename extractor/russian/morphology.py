"""Dictionary morphology: what forms a word may be, by pymorphy3, each word looked up once.

Decides how the dictionary is loaded and remembered. Leaves the choice between readings to those who
know the context.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import pymorphy3


class Parse(NamedTuple):
    """One reading of a word; `tag` is pymorphy's OpencorporaTag, `known` False where it is a guess."""

    normal: str
    tag: Any
    score: float
    known: bool
    raw: Any


@lru_cache(1)
def analyzer() -> pymorphy3.MorphAnalyzer:
    """The dictionary; loaded once a process."""
    return pymorphy3.MorphAnalyzer()


@lru_cache(200_000)
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a word, the likeliest first: «школе» gives школа, loct and datv."""
    return tuple(Parse(p.normal_form, p.tag, p.score, p.is_known, p) for p in analyzer().parse(word))


@lru_cache(200_000)
def normal_form(word: str) -> str:
    """The lemma of the likeliest reading, «ё» as «е»: «районами» is «район»."""
    return parses(word.lower())[0].normal.replace("ё", "е")


def is_of_many_only(parse: Parse | None) -> bool:
    """True for «ясли»; of people the dictionary has «вожатые» as such a word, which is one of «вожатый»."""
    return parse is not None and "Pltm" in parse.tag and parse.tag.animacy == "inan"
