"""The place that a row tells of a name in it: «Орлов Пётр | 5 кл. | призёр».

Decides by the other cells of the line who won, took part or taught a winner. Leaves the headings of columns to
`blank_tables.py` and `layout.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person.blank_tables import FEWEST_CELLS, cells_of


def placed_in_row(text: str, start: int, end: int) -> str | None:
    """The role that another cell of the row gives to a name alone in its cell: «Орлов Пётр | 5 кл. | призёр».

    Behind the winner stands who taught him, who is only mentioned; None where the line is no such row.
    """
    line_start = text.rfind("\n", max(0, start - _LONGEST_ROW), start) + 1
    stop = text.find("\n", end, end + _LONGEST_ROW)
    stop = stop if stop > 0 else min(len(text), end + _LONGEST_ROW)
    if stop - line_start > _LONGEST_ROW:
        return None
    line = text[line_start:stop]
    mark = "|" if "|" in line else "\t" if "\t" in line.strip() else None
    cells = [cell.strip() for cell in line.split(mark)] if mark else [cell.text for cell in cells_of(line)]
    name = text[start:end]
    own = next((i for i, cell in enumerate(cells) if cell.startswith(name)), None)
    if own is None or len(cells) < FEWEST_CELLS:
        return None
    if any(_NAMED.search(cell) for cell in cells[:own]):
        return "mentioned" if any(_WON.fullmatch(cell) is not None for cell in cells) else None
    rest = cells[own + 1 :]
    if any(_WON.fullmatch(cell) is not None for cell in rest):
        return "awardee"
    return "participant" if any(_TOOK_PART.fullmatch(cell) is not None for cell in rest) else None


_LONGEST_ROW = 300  # characters
_NAMED = re.compile(r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ](?:[а-яё]+|\.)")  # another name before
_WON = re.compile(
    r"(?:победитель(?:ница)?|приз[её]р|лауреат|дипломант|гран-при|(?:[123]|I{1,3})(?:-?[ео]е)?\s*место"
    r"|(?:диплом|лауреат|дипломант)\w*\s+(?:[123]|I{1,3})(?:-й)?\s*(?:степени|ст\.)?"
    r"|(?:перво|второ|треть)е?\w? место)[.,]?",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(r"участник|участница|участие|сертификат(?: участника)?", re.IGNORECASE)
