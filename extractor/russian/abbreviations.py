"""Abbreviations: which are common words of office language, and which full name one stands for.

Decides that «ФГОС» names no body, that «РЦРО» is made of «Региональный центр развития образования» and
that «Минздравсоцразвития» is a clipped ministry. Leaves to `fields/` where a body is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.russian.morphology import parses
from extractor.russian.office_abbreviations import COMMON
from extractor.russian.trade_abbreviations import TRADE


def is_abbreviation(word: str) -> bool:
    """Two capitals or more with few small letters among them: «ФИОКО», «КамГТУ», «УрО»."""
    return _SHAPE.fullmatch(word) is not None


def is_abbreviation_word(low: str) -> bool:
    """Whether no dictionary has a word, or has it as an abbreviation only: «лдпр», not «область»."""
    return not _is_plain_word(low)


def is_common(word: str) -> bool:
    """True for abbreviations that name no organisation: «ФГОС», «СМИ», «ЖКХ», «ЕГЭ», «XIV»."""
    bare = _ENDING.sub("", word)
    if len(bare) > 3 and bare.isupper() and _is_plain_word(bare.lower()):
        return True
    return bare.upper() in COMMON or bare.upper() in TRADE or _ROMAN.fullmatch(bare) is not None


def abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether capitals stand for words in their order: «РЦРО», «СОШ», «КамГТУ», «ЦНППМПР».

    Each word gives its first letter, at most two or three of one word may be taken; small words («и», «по»)
    may be skipped.
    """
    letters = short.lower().replace("ё", "е")
    parts = [part for word in words for part in word.lower().replace("ё", "е").split("-") if part]
    if len(letters) < 2 or not 2 <= len(parts) <= 24 or len(letters) > 16:
        return False
    return _eats(letters, tuple(parts))


def clips(short: str, words: Sequence[str]) -> bool:
    """Whether a clipped name stands for words: «Минздравсоцразвития» for those of the ministry."""
    low = short.lower().replace("ё", "е")
    parts = [word.lower().replace("ё", "е") for word in words]
    if not parts or not low.startswith("мин") or not parts[0].startswith("минист"):
        return False
    rest = low[3:]
    while len(rest) >= 3:  # in any order: «Минобрнауки» of «науки и высшего образования»
        size = max((_shared(rest, part) for part in parts[1:]), default=0)
        if size < 3:
            return False
        rest = rest[size:]
    return True


@lru_cache(20_000)
def _is_plain_word(low: str) -> bool:
    """A word of the dictionary that only stands in capitals: «ОБЛАСТЬ»."""
    return any(p.known and "Abbr" not in p.tag and "Orgn" not in p.tag for p in parses(low))


@lru_cache(20_000)
def _eats(letters: str, parts: tuple[str, ...]) -> bool:
    """Letters used up from left to right, each part giving a beginning of it or, if small, nothing."""
    states = {0}
    for part in parts:
        following: set[int] = {s for s in states if len(part) <= 3 or part in _SKIPPED}
        for at in states:
            for size in (1, 2, 3):
                if part[:size] == letters[at : at + size] and at + size <= len(letters):
                    following.add(at + size)
        states = following
        if not states:
            return False
    return len(letters) in states


def _shared(left: str, right: str) -> int:
    size = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        size += 1
    return size


_SHAPE = re.compile(
    r"""
    [А-ЯЁ]{2,10}                            # «ФИОКО»
    | [А-ЯЁ] [а-яё]{1,3} [А-ЯЁ]{2,6}        # «КамГТУ»
    | [А-ЯЁ]{1,6} [а-яё]{1,2} [А-ЯЁ]{1,5}   # «УрО», «РАНХиГС», «ВООПИиК»
    | [А-ЯЁ]{2,6} - [А-ЯЁ]{2,5}             # «НШ-ДС»
    """,
    re.VERBOSE,
)
_ENDING = re.compile(r"(?<=[А-ЯЁ]{2})(?:а|у|ом|е|ы|ов|ам|ами|ах|и|ей)$")
_ROMAN = re.compile(r"[IVXLCDMХІ]+")
_SKIPPED = frozenset({"имени", "города", "области", "районный"})
