"""Words that a line end parts: «специалис-⏎тов» is «специалистов», «учебно-⏎методический» keeps its hyphen.

Decides whether the hyphen at a line end belongs to the word. Leaves the tokens to `analysis/` and what the
words are to all others.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.russian.morphology import parses

# What stands at the end of a line inside a word: a hyphen of any kind, a soft one, the sign of old word processors.
BREAK_MARKS = "-‐\u00ad¬"


def mended(text: str) -> str:
    """The text with its broken words in one piece: «Каменнобродс-⏎кая школа» is «Каменнобродская школа»."""
    return _BROKEN.sub(lambda word: rejoined(word[1], word[2]), text) if "\n" in text else text


@lru_cache(5_000)
def rejoined(left: str, right: str) -> str:
    """One word of its two parts, with a hyphen where it has one of its own: «социально-» and «значимый»."""
    if right[:1].isupper():
        return f"{left}-{right}"  # «Тасеево-⏎Холмского»
    whole = left + right
    if _is_known(whole):
        return whole
    is_compound = len(left) > 3 and left.endswith(("о", "е")) and len(right) > 3
    if _is_known(right) and (is_compound or (_is_known(left) and len(right) > 1)):
        return f"{left}-{right}"
    return whole


def _is_known(word: str) -> bool:
    return any(parse.known for parse in parses(word.lower()))


_BROKEN = re.compile(rf"([А-Яа-яЁё]+)[{BREAK_MARKS}][ \t]*\n\s{{0,80}}([А-ЯЁ]?[а-яё]+)")
