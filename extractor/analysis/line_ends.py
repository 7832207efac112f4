"""Tokens that a line end parts are one token: «специалис-⏎тов» is read as «специалистов».

Decides which neighbouring pieces are halves of one word. Leaves the hyphen that the word may keep to
`russian/broken_words.py` and all other cuts to `tokens.py`.
"""

from __future__ import annotations

import re

from extractor.analysis.tokens import Piece
from extractor.russian.broken_words import BREAK_MARKS, mended, rejoined


def whole_words(text: str, pieces: list[Piece]) -> list[Piece]:
    """The same pieces, broken words joined; a joined piece covers both halves, its `text` is the whole word."""
    if not pieces or _BREAK.search(text, pieces[0].start, pieces[-1].end) is None:
        return pieces
    out: list[Piece] = []
    for piece in pieces:
        if out and _TAIL.match(piece.text) is not None and "\n" in text[out[-1].end : piece.start]:
            head = _head(out)
            if head is not None:
                start, word = head
                tail = _TAIL.match(piece.text)
                assert tail is not None
                joined = rejoined(word, tail[0]) + piece.text[tail.end() :]
                out.append(Piece(start, piece.end, joined))
                continue
        out.append(piece)
    return out


def as_read(word: str) -> str:
    """The word that the characters of a joined piece stand for; any other is itself."""
    return mended(word)


def _head(out: list[Piece]) -> tuple[int, str] | None:
    """The first half at the end of the pieces, taken off them: «специалис-», or «специалис» and «¬»."""
    last = out[-1]
    if last.text in BREAK_MARKS and len(out) > 1 and out[-2].end == last.start and _HALF.fullmatch(out[-2].text):
        del out[-1]
        half = out.pop()
        return half.start, half.text
    if last.text[-1:] in BREAK_MARKS and _HALF.fullmatch(last.text[:-1]) is not None:
        del out[-1]
        return last.start, last.text[:-1]
    return None


_BREAK = re.compile(rf"[{BREAK_MARKS}][ \t]*\n")
_HALF = re.compile(r"(?:[А-Яа-яЁё]+-)?[А-Яа-яЁё]+")
_TAIL = re.compile(r"[А-ЯЁ]?[а-яё]+(?=$|-)")
