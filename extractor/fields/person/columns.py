"""The headings over the columns of a table, and surnames alone in the cells of a column of persons.

Decides which heading stands over a place in the text, and that a cell under «Ответственный» holds surnames and
nothing else. Leaves the posts and bodies of other cells to `layout.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractor.analysis import Analysis
from extractor.fields.person.behind_post import UNKNOWN, worth_of
from extractor.russian.name_spans import NameSpan


def column_heads(text: str) -> dict[int, list[str]]:
    """For every line of a table ruled by «|» or tabs its columns' headings, by the offset where the line starts."""
    heads: dict[int, list[str]] = {}
    current: list[str] | None = None
    at = 0
    for line in text.split("\n"):
        mark = _rule_of(line)
        if mark is None or not line.strip(" |"):
            current = None
        elif current is None:
            current = [cell.strip() for cell in line.split(mark)]
        else:
            heads[at] = current
        at += len(line) + 1
    return heads


def _rule_of(line: str) -> str | None:
    """What parts the cells of a line: «|», else tabs where there are two or more."""
    if "|" in line:
        return "|"
    return "\t" if line.strip().count("\t") > 1 else None


def column_of(analysis: Analysis, index: int, start: int, heads: Mapping[int, list[str]]) -> str:
    """The heading of the column in which `start` of the unit `index` stands: «Ответственный», or ""."""
    unit = analysis.units[index]
    if unit.table is not None and unit.column is not None:
        for other in reversed(analysis.units[max(0, index - LONGEST_TABLE) : index]):
            if (other.table, other.column, other.row) == (unit.table, unit.column, 0):
                return analysis.text[other.start : other.end]
    at = analysis.text.rfind("\n", 0, start) + 1
    head = heads.get(at)
    if head is None:
        return ""
    mark = "|" if unit.kind == "cell" else "\t"
    column = analysis.text.count(mark, at, start)
    return head[column] if column < len(head) else ""


def names_in_cells(analysis: Analysis, heads: Mapping[int, list[str]]) -> Iterator[NameSpan]:
    """«Граб, Сычёв» in a cell under «Ответственный»: nothing but surnames."""
    for unit in analysis.units:
        if unit.kind != "cell" or unit.end - unit.start > _LONGEST_CELL:
            continue
        text = analysis.text[unit.start : unit.end]
        if _SURNAMES.fullmatch(text) is None:
            continue
        names = list(_WORD.finditer(text))
        worths = [worth_of(name[0], backed=len(names) > 1) for name in names]
        if min(worths) == 0 or max(worths) < UNKNOWN:
            continue
        if _OF_PERSONS.search(column_of(analysis, unit.index, unit.start, heads).lower()) is not None:
            for name in names:
                yield NameSpan(unit.start + name.start(), unit.start + name.end(), name[0], None, None, "S", 0)


LONGEST_TABLE = 400  # cells that are looked back over for a heading
_LONGEST_CELL = 120  # characters
_WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
_SURNAMES = re.compile(rf"\s*{_WORD.pattern}(?:(?:\s*[,;/]\s*|\s+и\s+|\s*\n\s*){_WORD.pattern}){{0,9}}\.?\s*")
_OF_PERSONS = re.compile(
    r"ответств|исполнител|\bкто\b|\bф\.? ?и\.? ?о\b|фамили|докладчик|выступающ|проводит|учител|педагог|воспитател"
    r"|тренер|руководител|дежурн|куратор"
)
