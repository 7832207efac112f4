"""Quotation marks: which belong together, and how a name is written with «…».

Decides pairs among marks of all kinds, also where one is missing or two kinds are mixed. Leaves to its
callers whether what is quoted is a name.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Quote(NamedTuple):
    """A quoted stretch: `text[start:end]` with its marks; `closed` is False where the last is missing.

    `depth` is 0 for an outer quote, 1 for one inside it. Of an unclosed quote `end` is where its inner
    quote ends («Музей «Поляна» приглашает) or, where there is none, `start + 1`: nothing is known.
    """

    start: int
    end: int
    depth: int
    closed: bool


def quotes(text: str, start: int, end: int) -> list[Quote]:
    """All quoted stretches of `text[start:end]`, in the order of their beginnings; linear in length.

    «Лицей "Успех"» is two: the outer and, inside it, the inner.
    """
    found: list[Quote] = []
    open_at: list[int] = []
    lost: list[int] = []
    for match in _ANY_MARK.finditer(text, start, end):
        i = match.start()
        if not _is_closing(text, i, start, end):
            if open_at and i - open_at[0] > _LONGEST:
                lost.extend(open_at)
                open_at.clear()
            open_at.append(i)
        elif open_at:
            found.append(Quote(open_at.pop(), i + 1, 0, True))
    found.extend(_unclosed([*lost, *open_at], found))
    return _with_depths(sorted(found))


def angled(text: str) -> str:
    """All quotation marks as «…», a missing last one added: «Сад "Ромашка"» is «Сад «Ромашка»»."""
    out, depth = [], 0
    for i, mark in enumerate(text):
        if mark not in _MARKS:
            out.append(mark)
        elif _is_closing(text, i, 0, len(text)) and depth:
            out.append("»")
            depth -= 1
        elif not _is_closing(text, i, 0, len(text)):
            out.append("«")
            depth += 1
    return "".join(out) + "»" * depth


def printed(text: str) -> str:
    """Marks typed with other signs as «…»: «МКУ <<Центр>>», «ООО ''Заря''»; an apostrophe stays."""
    return _TYPED.sub(_printed_mark, text)


def _printed_mark(mark: re.Match[str]) -> str:
    """A closing mark after a word, an opening one before it; «<<» and «>>» say it themselves."""
    at = mark.start()
    closes = mark[0] == ">>" or (
        mark[0] != "<<" and at > 0 and (mark.string[at - 1].isalnum() or mark.string[at - 1] in ".!?")
    )
    return "»" if closes else "«"


def unquoted(text: str) -> str:
    """Text without any quotation marks, for comparing names."""
    return text.translate(_BLANKS)


def is_mark(char: str) -> bool:
    """Whether a character is a quotation mark of any kind."""
    return char != "" and char in _MARKS


def is_typed_mark(char: str) -> bool:
    """Whether a sign may stand for a quotation mark where `quotes` found it to be one: «<» of «<<»."""
    return char in ("<", ">", "'")


def _unclosed(open_at: list[int], closed: list[Quote]) -> list[Quote]:
    """What was never closed ends with the first quote that begins inside it and close by."""
    if not open_at:
        return []
    inner = sorted(closed)
    found, j = [], 0
    for at in open_at:
        while j < len(inner) and inner[j].start <= at:
            j += 1
        near = j < len(inner) and inner[j].start - at < _NEAR
        found.append(Quote(at, inner[j].end if near else at + 1, 0, False))
    return found


def _with_depths(found: list[Quote]) -> list[Quote]:
    """The same with depths, an enclosing quote counting only where it is known to enclose."""
    around: list[int] = []
    out = []
    for quote in found:
        while around and around[-1] < quote.end:
            around.pop()
        out.append(quote._replace(depth=len(around)))
        around.append(quote.end)
    return out


def _is_closing(text: str, i: int, start: int, end: int) -> bool:
    mark = text[i]
    if mark in _ONLY_CLOSING or mark == ">":
        return True
    if mark in _ONLY_OPENING or mark == "<":
        return False
    if mark == "'":
        return i > start and (text[i - 1].isalnum() or text[i - 1] in ".!?'")
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    if before.isspace() or before in "([-–—" or before in _ONLY_OPENING:
        return False
    return not (after.isalnum() and not before.isalnum() and before not in ".!?)»")


_ONLY_OPENING = "«„‹"
_ONLY_CLOSING = "»›”"
_MARKS = _ONLY_OPENING + _ONLY_CLOSING + '"“'  # «“» closes in „…“ and opens in “…”
_ANY_MARK = re.compile(
    rf"""[{_MARKS}]
    | <(?=<[^<\s]) | (?<=[^>\s]>)>                                          # «МКУ <<Центр закупок>>»
    | (?<![\w'])'(?='?[А-ЯЁA-Z]) | (?<=[\w.!?]')'(?!['\w]) | (?<=[\w.!?])'(?!['\w])  # «ООО 'Заря'», «ООО ''Заря''»
    """,
    re.VERBOSE,
)
_TYPED = re.compile(r"<<(?=[^<\s])|(?<=[^>\s])>>|(?<![\w'])''?(?=[А-ЯЁA-Z])|(?<=[\w.!?])''?(?!['\w])")
_BLANKS = {ord(mark): " " for mark in _MARKS}
_LONGEST = 600  # letters after which a mark that is still open was never closed
_NEAR = 90  # letters between the mark that was never closed and the inner quote
