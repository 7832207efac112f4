"""The XML names of WordprocessingML, and how its values are read.

Decides how a tag, an on/off property and a number look. Leaves their meaning to the modules beside it.
"""

from __future__ import annotations

import re

from lxml import etree

MAX_DEPTH = 200  # elements within elements; Word itself stays under fifty

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VAL = W + "val"


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of tags, each a child of the one before."""
    for tag in path:
        if element is None:
            return None
        element = element.find(W + tag)
    return element


def value(element: etree._Element | None, *path: str) -> str | None:
    """The `w:val` at the end of a path, or None."""
    found = child(element, *path)
    return None if found is None else found.get(VAL)


def number(text: str | None) -> int | None:
    """A whole number of at most nine digits, or None."""
    return int(text) if text is not None and NUMBER.fullmatch(text) else None


def is_on(element: etree._Element | None, *path: str) -> bool:
    """An on/off property: present counts as on unless its value says off."""
    found = child(element, *path)
    return found is not None and found.get(VAL, "1") not in ("0", "false", "off")


NUMBER = re.compile(r"-?[0-9]{1,9}")
