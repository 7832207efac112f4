"""To whom a letter goes: lines of its head in the dative, also in a column beside the number.

Decides where an addressee begins («Министру здравоохранения») and which lines below go on with it
(«Вятской области», «Черёмухину А.Б.»). Leaves the people among them to `people.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.analysis import Analysis
from extractor.record import Mention
from extractor.russian.morphology import parses
from extractor.text.outline import Unit


class Addressee(NamedTuple):
    """One addressee as written, line ends as spaces, and the lines it was read from."""

    text: str
    places: tuple[Mention, ...]


def addressees(analysis: Analysis, head: Sequence[Unit]) -> list[Addressee]:
    """All addressees of the head, in the order of the text."""
    found: list[list[Mention]] = []
    column: int | None = None  # where the open addressee stands; None after a line that is none
    for part, at, gap in _parts(analysis.text, head):
        first = _WORD.match(part.text)
        named = _NAME.match(part.text) is not None  # «Ершову П.П.» under its post
        open_ = column is not None and not (named and _NAME.search(" ".join(p.text for p in found[-1])))
        if first is not None and is_dative_post(first[0]) and not (named and open_):
            found.append([part])
            column = at
        elif column is not None and at > 0 and abs(at - column) <= NEAR and not gap and len(found[-1]) < LONGEST:
            found[-1].append(part)
        elif at >= (column or 0):
            column = None
    return [Addressee(re.sub(r"\s+", " ", " ".join(p.text for p in parts)), tuple(parts)) for parts in found]


def is_dative_post(word: str) -> bool:
    """Whether a word can only be a dative: «Руководителям», «Министру», «Муниципальным» (plural)."""
    readings = [p for p in parses(word.lower()) if p.known]
    if not readings or any(str(p.tag.case) == "nomn" for p in readings):
        return False
    datives = [p for p in readings if str(p.tag.case) == "datv"]
    return any("anim" in p.tag for p in datives) or any(
        str(p.tag.POS) in ("ADJF", "PRTF") and str(p.tag.number) == "plur" for p in datives
    )


def _parts(text: str, head: Sequence[Unit]) -> Iterator[tuple[Mention, int, bool]]:
    """Pieces of the head's lines between wide gaps, with their column and whether an empty line is above."""
    for unit in head:
        begin = text.rfind("\n", 0, unit.start) + 1
        wide = [m for m in _LINE.finditer(text, begin, unit.end) if m["line"].strip()]
        if len(wide) > 1 and not any(_GAP.search(m["line"].strip()) for m in wide):
            yield _mention(text, unit.start, unit.end), unit.start - begin, _is_apart(text, begin)
            continue
        for line in wide:
            for piece in _PIECE.finditer(line["line"]):
                start = line.start("line") + piece.start()
                yield _mention(text, start, start + len(piece[0])), piece.start(), _is_apart(text, line.start("line"))


def _is_apart(text: str, begin: int) -> bool:
    return begin < 2 or not text[text.rfind("\n", 0, begin - 1) + 1 : begin].strip()


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(text=text[start:end], start=start, end=end)


NEAR = 8  # columns by which the lines of one addressee may differ
LONGEST = 5  # lines of one addressee
_WORD = re.compile(r"[А-ЯЁ][А-Яа-яЁё-]+")
_NAME = re.compile(r"[А-ЯЁ][А-Яа-яЁё-]+\s+[А-ЯЁ]\.|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ]")
_LINE = re.compile(r"(?P<line>[^\n]+)")
_GAP = re.compile(r"\s{3,}|\t")
_PIECE = re.compile(r"\S+(?:[ \u00a0]{1,2}\S+)*")
