"""Text of a document as it may stand in a page, a sheet or a printed paper: visible, in reading order, harmless.

Decides which characters are written by their code instead of being obeyed: control characters, which
formats forbid, and the marks that turn the direction of reading, which let a name lie about its end.
"""

from __future__ import annotations

import re


def plain(text: str) -> str:
    """A name that turns round at U+202E shows «⟨U+202E⟩» in its place; line feeds and tabs stay."""
    return OBEYED.sub(_code, text)


def plain_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def typed(text: str) -> str:
    """What a person types or pastes, without such characters."""
    return OBEYED.sub("", text)


def _code(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


# C0 and C1 without tab and line feed, marks and overrides of direction, lone surrogates, no characters at all.
OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
