"""The XML names of OpenDocument, and how its values are read.

Decides how a tag, an attribute and a number look. Leaves their meaning to the modules beside it.
"""

from __future__ import annotations

import re

from lxml import etree

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE = _OASIS % "office"
TEXT = _OASIS % "text"
TABLE = _OASIS % "table"
STYLE = _OASIS % "style"
DRAW = _OASIS % "drawing"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def number(text: str | None, default: int) -> int:
    """A whole number of at most nine digits, or the default."""
    return int(text) if text is not None and NUMBER.fullmatch(text) else default


def local(element: etree._Element) -> str:
    """The tag without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


NUMBER = re.compile(r"[0-9]{1,9}")
