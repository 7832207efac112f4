"""The outline: which lines belong together, and what each stretch of the document is.

Decides furniture, paragraphs, list items with their numbers and lead-ins, headings and zones.
Leaves tables to `tables.py` and every question of meaning to `fields/`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractor.text.page import Page

UnitKind = Literal["heading", "paragraph", "item", "cell", "furniture"]
Zone = Literal["head", "body", "sign"]


class Unit(NamedTuple):
    """One logical paragraph, list item or table cell; it may run over several physical lines.

    `text[start:end]` is all of it, `text[body:end]` leaves out the marker («2.1.», «а)», «–»).
    `number` is the marker where it counts («2.1»), `level` the depth (1 outermost, 0 no item).
    `lead_in` is the index of the unit that introduces the list («Спикерами выступили:»).
    """

    index: int
    kind: UnitKind
    start: int
    end: int
    body: int
    number: str | None = None
    level: int = 0
    lead_in: int | None = None
    zone: Zone = "body"
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Outline(NamedTuple):
    """All units in the order of the text; furniture is among them, as `kind == "furniture"`."""

    units: tuple[Unit, ...]


def outline(page: Page) -> Outline:
    """The outline of a page; every character that is not white space belongs to one unit."""
    units: list[Unit] = []
    at = 0
    for line in page.text.split("\n"):
        body = line.strip()
        if body:
            start = at + line.index(body)
            units.append(Unit(len(units), "paragraph", start, start + len(body), start))
        at += len(line) + 1
    return Outline(tuple(units))
