"""A table that goes on over the ends of pages: one table again, without the headings that each page repeats.

Decides which rows of the next page are new and which go on with the row above. Leaves whether two tables are
one to `printed.py`.
"""

from __future__ import annotations

from itertools import takewhile

from extractor.readers.compose import Composer
from extractor.readers.hyphens import joined
from extractor.readers.story import Cell, Paragraph, Table

Row = list[Cell]


class RuledTable:
    """The rows of a table, page by page."""

    def __init__(self, table: Table, page: int) -> None:
        self._parts = [(page, list(table.rows))]

    def go_on(self, table: Table, page: int) -> None:
        rows = without_heading(self._parts[0][1], table.rows)
        last = self._parts[-1][1]
        if rows and last and is_parted(last[-1], rows[0]):
            last[-1] = whole(last[-1], rows[0])
            rows = rows[1:]
        if rows:
            self._parts.append((page, rows))

    def write(self, composer: Composer) -> None:
        """The whole table, each row on the page where it begins."""
        above = 0
        for page, rows in self._parts:
            composer.page = page
            if above:
                composer.go_on(Table(rows), above)
            else:
                composer.add([Table(rows)])
            above += len(rows)


def without_heading(first: list[Row], rows: list[Row]) -> list[Row]:
    """«№ | Мероприятие | Срок» stands on each page; it is a row of the first one."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, rows, strict=False)))
    return rows[same:] if same <= HIGHEST and same < len(rows) else rows


def is_parted(above: Row, row: Row) -> bool:
    """«12. | Провести семинар | май» and «| для педагогов |»: words that go on, beside a cell that does not."""
    if [cell.column for cell in above] != [cell.column for cell in row]:
        return False
    pairs = [(text(a), text(b)) for a, b in zip(above, row, strict=True)]
    goes_on = [(a, b) for a, b in pairs if b]
    if not goes_on or not any(a and not b for a, b in pairs):
        return False
    return all(a and a[-1] not in ENDS and b[0].islower() for a, b in goes_on)


def whole(above: Row, row: Row) -> Row:
    return [
        Cell(a.column, [Paragraph(joined(text(a), text(b)))]) if text(b) else a for a, b in zip(above, row, strict=True)
    ]


def text(cell: Cell) -> str:
    return " ".join(block.text for block in cell.story if isinstance(block, Paragraph))


HIGHEST = 5  # rows of a heading
ENDS = ".;:!?"
