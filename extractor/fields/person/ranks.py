"""Words that are posts elsewhere and none here: «капитан внутренней службы», «участковая больница».

Decides when such a word is a rank or describes a thing. Leaves the words for posts to `russian/posts.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.analysis import Token
from extractor.russian.inflection import agrees
from extractor.russian.morphology import parses
from extractor.russian.posts import is_post_word


def describes(word: Token, behind: Token | None) -> bool:
    """True for «участковой» of «участковой больнице», «учёный» of «учёный совет»: an adjective of a thing."""
    if behind is None or behind.unit != word.unit or behind.tag.pos != "NOUN" or is_post_word(behind.low):
        return False
    if _is_first_night(word.low, behind.low):
        return True
    readings = parses(word.low)
    if not any(p.tag.POS == "ADJF" for p in readings) or readings[0].normal in _GOVERNING:
        return False
    best = parses(behind.low)[0]
    return best.tag.POS == "NOUN" and best.tag.animacy == "inan" and agrees(word.text, behind.text)


def _is_first_night(low: str, behind: str) -> bool:
    """True for «премьера книги», «премьеру спектакля»: no minister."""
    shown = low.startswith("премьер") and any(str(p.tag.gender) == "femn" for p in parses(low))
    return shown and any(str(p.tag.case) == "gent" and "inan" in p.tag for p in parses(behind))


def is_rank(tokens: Sequence[Token], i: int) -> bool:
    """True for «капитан внутренней службы», «советник юстиции 2 класса»: words that are posts elsewhere."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    return behind is not None and tokens[i].low.startswith(("капитан", "советник")) and behind.lemma in _SERVICES


_GOVERNING = frozenset(["заведующий", "управляющий", "командующий", "заведовать", "управлять"])
_SERVICES = frozenset(["внутренний", "полиция", "милиция", "юстиция", "запас", "медицинский", "таможенный"])
