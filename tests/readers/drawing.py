"""A page drawn as text, for the truth files: a line a block, then warnings, then the record's text.

Decides the notation alone: `kind level | text`, a cell as `cell table:row:column | text`, what stands on
page 2 as `kind @2 | text`, a line break inside a block as ⏎, a tab as ⇥.
"""

from __future__ import annotations

from extractor.text.page import Block, Page


def draw(page: Page) -> str:
    """The page as its truth file has it."""
    blocks = "".join(f"{_head(block)} | {_shown(page.text[block.start : block.end])}\n" for block in page.blocks)
    warnings = "".join(f"! {warning}\n" for warning in page.warnings)
    encoding = f"encoding {page.encoding}\n" if page.encoding else ""
    return f"{encoding}{blocks}{warnings}=====\n{page.text}\n"


def _head(block: Block) -> str:
    if block.kind == "cell":
        return f"cell {block.table}:{block.row}:{block.column}"
    if block.page is not None:
        return f"{block.kind} @{block.page}"
    return f"{block.kind} {block.level}" if block.level else block.kind


def _shown(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", "⇥")
