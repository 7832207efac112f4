"""Paragraph styles: what a paragraph inherits from its style and the styles that one is based on.

Decides a style's heading level and its list. Leaves the numbers of lists to `numbering.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx.names import VAL, W, child, number, value

MAX_CHAIN = 30  # styles based on styles; Word itself allows eleven


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: heading level (1…9) and the list that it belongs to."""

    heading: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    list_style: str | None = None  # the style of the chain that names the list


PLAIN = Style()


class Styles:
    """The styles of a document by their id; an unknown id is a plain style."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._elements = {style.get(W + "styleId", ""): style for style in found}
        self._resolved: dict[str, Style] = {}
        self._default = next(
            (
                name
                for name, style in self._elements.items()
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")
            ),
            "",
        )

    def of(self, style_id: str | None) -> Style:
        """The style with all that it inherits; None is the document's default."""
        name = self._default if style_id is None else style_id
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def _resolve(self, name: str) -> Style:
        heading = num_id = ilvl = list_style = None
        for style_id, element in self._chain(name):
            if heading is None:
                heading = _heading(element)
            if num_id is None and (num_id := value(element, "pPr", "numPr", "numId")) is not None:
                list_style = style_id
            if ilvl is None:
                ilvl = number(value(element, "pPr", "numPr", "ilvl"))
        return Style(heading or None, num_id, ilvl, list_style)

    def _chain(self, name: str) -> list[tuple[str, etree._Element]]:
        """The style and those it is based on, nearest first; a loop ends where it closes."""
        chain: dict[str, etree._Element] = {}
        current = name
        while current in self._elements and current not in chain and len(chain) < MAX_CHAIN:
            chain[current] = self._elements[current]
            current = value(self._elements[current], "basedOn") or ""
        return list(chain.items())


def heading_level(properties: etree._Element | None) -> int | None:
    """The outline level of paragraph properties, 1…9; 0 says that it is body text."""
    level = number(value(properties, "outlineLvl"))
    if level is None:
        return None
    return level + 1 if 0 <= level < 9 else 0


def _heading(style: etree._Element) -> int | None:
    """The level that a style sets itself; «Заголовок 2» counts even where it sets none."""
    level = heading_level(child(style, "pPr"))
    if level is not None:
        return level
    name = child(style, "name")
    named = HEADING_NAME.fullmatch("" if name is None else name.get(VAL, "").lower())
    if named is None:
        return None
    return int(named["level"] or 1)


HEADING_NAME = re.compile(r"(?: heading | заголовок | title | название ) \s? (?P<level>[1-9])?", re.VERBOSE)
