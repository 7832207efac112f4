"""`Page`: what every reader hands on, whatever the format.

Decides how a document looks to the rest of the engine: one plain text and blocks with offsets into
it. Leaves the reading of bytes to `readers/` and the reading of layout to `outline.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "cell", "header", "footer", "footnote"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that the format itself sets apart; `text[start:end]` has no edge spaces.

    `level` is a heading's level or a list item's depth (1 is outermost). A cell has `table`, `row`
    and `column`, counted from 0. Blocks do not overlap and stand in the order of the text.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one document with its blocks and what the reader has to say about it."""

    text: str
    blocks: tuple[Block, ...] = ()
    media_type: str = "text/plain"
    reader: str = "text"
    encoding: str | None = None
    encoding_confidence: float | None = None
    pages: int | None = None
    recognition: float | None = None  # of a scan: how sure the recognition of its words was, from 0 to 1
    warnings: tuple[str, ...] = ()
