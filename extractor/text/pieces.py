"""Pieces of a page before lists are known: lines of a paragraph, and the cells of rows.

Decides which cells a line with bars holds and which lines a row of two cells takes in. Leaves joining
lines to `outline.py`, rows of values to `tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractor.text.lines import Line, marker
from extractor.text.page import Block, Page

UnitKind = Literal["heading", "paragraph", "item", "cell", "furniture"]


class Piece(NamedTuple):
    """A unit before lists are known: its kind and the marker of its first line."""

    kind: UnitKind
    start: int
    end: int
    body: int
    style: str
    number: str | None
    gap: bool
    cell: Block | None = None
    fields: int = 0  # how many cells its line holds between bars
    is_open: bool = False  # a cell that no bar closes in its line


def piece_of(line: Line, block: Block | None) -> Piece:
    hashes = _MARKDOWN.match(line.text)
    if hashes is not None:
        return Piece("heading", line.start, line.end, line.start + hashes.end(), "", None, line.gap)
    kind: UnitKind = "heading" if block is not None and block.kind == "heading" else "paragraph"
    return Piece(kind, line.start, line.end, line.body, line.style, line.number, line.gap)


def block_cells(page: Page, line: Line, blocks: dict[int, Block], cells: list[int]) -> list[Piece]:
    """The cells that a reader has set apart in this line, each a piece."""
    found = []
    at = line.start
    while at < line.end:
        block = blocks.get(at)
        if block is None or block.kind != "cell":
            break
        size, style, number = marker(page.text[block.start : block.end])
        body = block.start + size
        found.append(Piece("cell", block.start, block.end, body, style, number, line.gap, block))
        later = page.text[block.end : line.end]
        at = block.end + len(later) - len(later.lstrip())
    return found or [piece_of(line, None)]


def text_cells(line: Line) -> list[Piece]:
    """Cells between upright bars: «чел. | 41 | 50 |»."""
    found = []
    matches = [*_CELL.finditer(line.text)]
    for match in matches:
        start = line.start + match.start()
        size, style, number = marker(match[0])
        piece = Piece("cell", start, line.start + match.end(), start + size, style, number, line.gap)
        found.append(piece._replace(fields=len(matches), is_open=match.end() == len(line.text)))
    return found


def labels(text: str, pieces: Sequence[Piece]) -> dict[int, int]:
    """What a row of two cells says of its second: «Задачи программы |⏎ремонт троп;⏎подготовка проводников |»."""
    found: dict[int, int] = {}
    label: int | None = None
    waiting: list[int] = []  # the second cell as far as it is read
    for index, piece in enumerate(pieces):
        is_line = piece.kind == "paragraph" and len(waiting) < _CELL_LINES
        is_cell = piece.kind == "cell" and 0 < piece.fields < 3
        if label is not None and is_cell and not waiting and text[piece.body : piece.end] in _DASHES:
            continue  # «Ожидаемые результаты |⏎- |⏎рост охвата;⏎…»
        begun = bool(waiting) and pieces[waiting[0]].kind == "cell"  # «Цели | сохранить тропы.⏎Обучить детей |»
        if label is not None and (is_line or (is_cell and not (begun and piece.fields == 2))):
            waiting.append(index)
            if is_cell and not (piece.is_open and piece.fields == 2):
                is_worded = len(waiting) > 1 or sum(c.isalpha() for c in text[piece.body : piece.end]) > 20
                found.update(dict.fromkeys(waiting if is_worded else [], label))
                label, waiting = None, []
            continue
        found.update(dict.fromkeys(waiting[:1] if begun else [], label or 0))
        label, waiting = index if is_cell and _is_label(text, piece) else None, []
    return found


def _is_label(text: str, piece: Piece) -> bool:
    """Whether a cell names what its row tells: «Цель программы», no number, no sentence."""
    words = text[piece.start : piece.end]
    is_short = len(words) < 90 and words[0].isupper() and words[-1] not in ".;"
    return is_short and not piece.style and not any(ch.isdigit() for ch in words)


def is_note(text: str, start: int, end: int) -> bool:
    """Whether a line only says by when and who is to act: «Срок – 9 февраля», «Отв.: Лапина О.»."""
    is_short = end - start < 200 and text[end - 1] != ":"
    return is_short and _NOTE.match(text, start, end) is not None


_NOTE = re.compile(  # «Срок исполнения – 9 февраля», «Отв. Лапина О.», «Ответственные: главы поселений»
    r"(?:сроки?(?:\s(?:испол|выпол|реализ|предст)[а-я]+)?\s*|исполнител[ьи]\s*|отв\.\s*"
    r"|ответственн(?:ый|ая|ые|ое)(?:\s(?:лиц[оа]|исполнител[ьи]|за\s[а-я]+))?\s*)[:–—-]|отв\.\s",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"#{1,6}\s+")
_CELL = re.compile(r"[^|\s](?:[^|]*[^|\s])?")
_DASHES = ("-", "–", "—")
_CELL_LINES = 60  # what runs on longer is text behind a table, no cell
