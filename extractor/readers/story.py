"""A story: the paragraphs and tables that every reader makes of its format, before there are offsets.

Decides what a paragraph, a table and a cell carry. Leaves finding them to each reader and lines, tabs
and offsets to `compose.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Paragraph:
    """A paragraph's text with its marker; `heading` or `depth` (of a list) is 0 where it is none."""

    text: str
    marker: str = ""
    heading: int = 0
    depth: int = 0


@dataclass(slots=True)
class Cell:
    """A cell of a row; `column` counts grid columns, `is_continued` says that it goes on from above."""

    column: int
    story: Story
    is_continued: bool = False


@dataclass(slots=True)
class Table:
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass(slots=True)
class SectionEnd:
    """The end of a section with the relationship ids of its headers and footers, as it names them."""

    headers: list[str]
    footers: list[str]


Block = Paragraph | Table | SectionEnd
Story = list[Block]
