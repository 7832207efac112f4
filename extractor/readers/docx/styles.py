"""Paragraph styles: what a paragraph inherits from its style and the styles that one is based on.

Decides a style's heading level and its list. Leaves the numbers of lists to `numbering.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx.names import VAL, W, child, number, value

MAX_CHAIN = 12  # styles based on styles; Word allows eleven


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: heading level (1…9, 0 body text) and the list that it belongs to."""

    heading: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    list_style: str | None = None  # the style that names the list


class Styles:
    """The styles of a document by their id; an unknown id is a plain style."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._elements = {style.get(W + "styleId", ""): style for style in found}
        self._own: dict[str, Style] = {}
        self._resolved: dict[str, Style] = {}
        defaults = (name for name, style in self._elements.items() if _is_default(style))
        self._default = next(defaults, "")

    def of(self, style_id: str | None) -> Style:
        """The style with all that it inherits; None is the document's default."""
        name = self._default if style_id is None else style_id
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def _resolve(self, name: str) -> Style:
        """The nearest of the chain decides each part; a chain that closes on itself ends."""
        style = Style()
        for _ in range(MAX_CHAIN):
            element = self._elements.get(name)
            if element is None:
                break
            if name not in self._own:
                self._own[name] = _own(name, element)
            style = _inherited(style, self._own[name])
            name = value(element, "basedOn") or ""
        return style


def _inherited(style: Style, base: Style) -> Style:
    """What a style leaves open is its base's."""
    return Style(
        base.heading if style.heading is None else style.heading,
        base.num_id if style.num_id is None else style.num_id,
        base.ilvl if style.ilvl is None else style.ilvl,
        base.list_style if style.num_id is None else style.list_style,
    )


def _own(name: str, element: etree._Element) -> Style:
    """What a style says itself."""
    num_id = value(element, "pPr", "numPr", "numId")
    ilvl = number(value(element, "pPr", "numPr", "ilvl"))
    return Style(_heading(element), num_id, ilvl, None if num_id is None else name)


def _is_default(style: etree._Element) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")


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
