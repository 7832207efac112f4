"""Targets and counts in tables: one target for each planned cell, the fact of the reported year a count.

Decides the name, base and term of each planned cell of a row. Leaves rows to `text/tables.py`, the sense of
columns to `table_columns.py` and units to `table_units.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from extractor.analysis import Analysis
from extractor.fields.figure.count_nouns import noun_lemma
from extractor.fields.figure.table_columns import Column, columns_of
from extractor.fields.figure.table_units import AMOUNTS, UNIT_TAIL, counted, times, unit_in_row
from extractor.record import Comparator, CountUnit, DateItem, Document, Interval, ParticipantCount, Target
from extractor.russian.numerals import find as find_numerals
from extractor.text.tables import Cell, Table, tables


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with the sense of its columns; `lead` is the text above it that says what it is about."""

    table: Table
    columns: tuple[Column, ...]
    lead: str
    period: Interval | None
    dates: tuple[DateItem, ...]

    @property
    def has_plan(self) -> bool:
        return any(column.kind == "plan" for column in self.columns)

    @property
    def is_timed(self) -> bool:
        """Whether the columns are plans or the facts of several years."""
        return self.has_plan or sum(column.kind == "fact" and column.when is not None for column in self.columns) > 1


class Value(NamedTuple):
    """What one cell says."""

    value: int | float
    comparator: Comparator
    start: int
    end: int
    tail: str


def grids(analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> list[Grid]:
    """The tables of a document whose columns are understood."""
    dates: Sequence[DateItem] = found.get("dates", ())
    document = next(iter(found.get("document", ())), None)
    today = document.date if document is not None else None
    out = []
    for table in tables(analysis.page):
        lead = _lead(analysis, table)
        title = (document.title or "") if document is not None else ""
        headings = " ".join(table.heading(analysis.text, i) for i in range(table.columns))
        kind = document.kind if document is not None else "other"
        is_report = kind in ("report", "certificate")
        is_plan = not is_report or _PLANS.search(f"{lead} {title} {headings}".lower()) is not None
        columns = columns_of(analysis.text, table, dates, is_plan=is_plan, is_report=is_report, today=today)
        out.append(Grid(table, tuple(_with_bases(columns)), lead, _period(document, table, dates), tuple(dates)))
    return out


def _with_bases(columns: list[Column]) -> list[Column]:
    """Facts of years before all plans are where the plans start from: «2019 факт | 2020 план | 2021 план»."""
    plans = [c.when.from_ for c in columns if c.kind == "plan" and c.when is not None]
    if not plans:
        return columns
    first = min(plans)
    return [
        replace(c, kind="base") if c.kind == "fact" and c.when is not None and c.when.to < first else c for c in columns
    ]


def targets_of(text: str, grid: Grid) -> list[Target]:
    """One target for each planned cell: «74 | 78 | 82» under three years is three."""
    if not grid.has_plan:
        return []
    out: list[Target] = []
    for row in grid.table.body():
        name = _name(text, grid, row)
        if name is not None:
            out += _row_targets(text, grid, row, name)
    return out


def measures_of(text: str, found: Sequence[Grid]) -> list[tuple[int, int, Interval | None, str | None]]:
    """The rows of plans of action, «Мероприятие | Срок | Исполнитель», each with its term and its responsible."""
    out = []
    for grid in found:
        kinds = {column.kind for column in grid.columns}
        if grid.is_timed or not {"name", "due"} <= kinds:
            continue
        for row in grid.table.body():
            out.append((row[0].start, row[-1].end, *_row_notes(text, grid, row)))
    return out


def column_counts(text: str, grid: Grid) -> list[ParticipantCount]:
    """The numbers under «Количество участников», «Число школ» in a table without plans."""
    out = []
    for index, column in enumerate(grid.columns):
        kind = counted(column.heading) if _AMOUNT.match(column.heading.lower()) else "thing"
        if kind not in ("person", "organization", "territory", "group", "work", "view"):
            continue
        noun = column.heading.partition(" ")[2]
        for row in grid.table.body():
            value = next((v for c in row if c.column == index and (v := _value(text, c))), None)
            if value is not None and isinstance(value.value, int) and value.value > 0 and not value.tail:
                out.append(_count(text, noun, value, kind))
    return out


def counts_of(text: str, grid: Grid) -> list[ParticipantCount]:
    """The facts of the reported year where a row counts people or bodies."""
    facts = [i for i, column in enumerate(grid.columns) if column.kind == "fact"]
    if not facts:
        return []
    reported = max(facts, key=lambda i: ("" if (w := grid.columns[i].when) is None else w.to, i))
    out = []
    for row in grid.table.body():
        name = _name(text, grid, row)
        cell = next((c for c in row if c.column == reported), None)
        value = None if cell is None else _value(text, cell)
        if name is None or value is None or not isinstance(value.value, int) or value.value <= 0:
            continue
        unit = _count_unit(text, grid, row, name, value, reported)
        if unit is not None:
            out.append(_count(text, _indicator(text, name), value, unit))
    return out


# -- rows --------------------------------------------------------------------------------------------


def _name(text: str, grid: Grid, row: tuple[Cell, ...]) -> Cell | None:
    for cell in row:
        if grid.columns[cell.column].kind == "name" and any(ch.isalpha() for ch in text[cell.start : cell.end]):
            return cell
    return None


def _row_targets(text: str, grid: Grid, row: tuple[Cell, ...], name: Cell) -> list[Target]:
    bases = [v for c in row if grid.columns[c.column].kind == "base" and (v := _value(text, c))]
    base = bases[-1] if bases else None
    term, responsible = _row_notes(text, grid, row)
    out = []
    for cell in row:
        column = grid.columns[cell.column]
        value = _value(text, cell) if column.kind == "plan" else None
        if value is None:
            continue
        unit, factor = unit_in_row(text, grid.columns, grid.lead, row, name.text(text), value.tail, cell.column)
        if unit is None:
            continue
        out.append(
            Target(
                text=text[name.start : row[-1].end],
                start=name.start,
                end=row[-1].end,
                rule="table",
                indicator=_indicator(text, name),
                value=times(value.value, factor),
                unit=unit,
                comparator=value.comparator,
                due=column.when or term or _whole_year(column, grid.period) or grid.period,
                baseline=None if base is None else times(base.value, factor),
                responsible=responsible,
            )
        )
    return out


def _whole_year(column: Column, period: Interval | None) -> Interval | None:
    """The year of «План на год» beside the fact of nine months."""
    if period is None or _ANNUAL.search(column.heading.lower()) is None or period.from_[:4] != period.to[:4]:
        return None
    return Interval(from_=f"{period.to[:4]}-01-01", to=f"{period.to[:4]}-12-31")


def _row_notes(text: str, grid: Grid, row: tuple[Cell, ...]) -> tuple[Interval | None, str | None]:
    """The term and the responsible that columns of their own give a row."""
    term = responsible = None
    for cell in row:
        kind = grid.columns[cell.column].kind
        what = cell.text(text)
        if kind == "due":
            term = next((d.value for d in grid.dates if d.value is not None and cell.start <= d.start < cell.end), None)
        elif kind == "responsible" and what:
            responsible = what
    return term, responsible


def _indicator(text: str, name: Cell) -> str:
    words = _ROW_NUMBER.sub("", name.text(text))
    return UNIT_TAIL.sub("", words).rstrip(" ,.:;") or words


def _value(text: str, cell: Cell) -> Value | None:
    """The number of a cell that holds little else: «не менее 6», «75 %», «120 чел.»; «-» is none."""
    inside = text[cell.start : cell.end]
    numbers = find_numerals(text, cell.start, cell.end)
    if len(numbers) == 2 and text[numbers[0].end : numbers[1].start].strip() in ("-", "–", "—"):
        low, high = numbers
        return Value(low.value, "range", low.start, high.end, text[high.end : cell.end].strip())
    is_pair = len(numbers) == 2 and text[numbers[0].end : numbers[1].start].strip() == "/"
    if len(numbers) != 1 and not is_pair:
        return None
    number = numbers[0]
    if is_pair:  # «62 / 58,3» under «план/факт»
        return Value(number.value, "exact", number.start, number.end, "")
    before = text[cell.start : number.start].strip().lower()
    tail = text[number.end : cell.end].strip()
    if len(inside) - (number.end - number.start) > 24 or (before and before not in _BOUNDS):
        return None
    return Value(number.value, _BOUNDS.get(before, "exact"), number.start, number.end, tail)


# -- counts ------------------------------------------------------------------------------------------


def _count_unit(
    text: str, grid: Grid, row: tuple[Cell, ...], name: Cell, value: Value, column: int
) -> CountUnit | None:
    unit, factor = unit_in_row(text, grid.columns, grid.lead, row, name.text(text), value.tail, column)
    if factor != 1 or unit not in ("person", "organization", "territory", "unit"):
        return None
    kind = counted(name.text(text))
    if unit in ("person", "organization", "territory"):
        return unit  # type: ignore[return-value]
    return kind if kind in ("person", "organization", "territory", "group") else None


def _count(text: str, noun: str, value: Value, unit: CountUnit) -> ParticipantCount:
    first, _, rest = noun.partition(" ")
    return ParticipantCount(
        text=text[value.start : value.end],
        start=value.start,
        end=value.end,
        rule="table",
        value=value.value,
        comparator=value.comparator,
        unit=unit,
        noun=rest if noun_lemma(first.lower()) in AMOUNTS and rest else noun,
    )


# -- what stands above -------------------------------------------------------------------------------


def _lead(analysis: Analysis, table: Table) -> str:
    """The last words before a table: its title, or the sentence that leads to it."""
    before = analysis.text[max(0, table.start - 400) : table.start].rstrip()
    return before.rpartition("\n\n")[2][-300:]


def _period(document: Document | None, table: Table, dates: Sequence[DateItem]) -> Interval | None:
    """The period that the title of a table or else of the document names: «Итоги за 2021 год»."""
    periods = [d for d in dates if d.role == "period" and d.value is not None and d.start < table.start]
    above = [d for d in periods if table.start - 400 < d.start]
    titles = document.spans.get("title", ()) if document is not None else ()
    above = above or [d for d in periods if any(t.start <= d.start < t.end for t in titles)]
    return above[-1].value if above else None


# -- data --------------------------------------------------------------------------------------------

_PLANS = re.compile(
    r"целев|планов|план\b|плана\b|прогноз|индикатор|ожидаем|паспорт|дорожн"
    r"|показател\w* (?:результат|эффектив|реализ|\w* ?программ|проект)"
)
_BOUNDS: dict[str, Comparator] = {
    "не менее": "at_least",
    "не ниже": "at_least",
    "не более": "at_most",
    "не выше": "at_most",
    "более": "more_than",
    "свыше": "more_than",
    "менее": "less_than",
    "до": "at_most",
    "около": "about",
    ">": "more_than",
    "<": "less_than",
    "≥": "at_least",
    "≤": "at_most",
}
_ROW_NUMBER = re.compile(  # «01. Число клубов»
    r"^(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[.)]|[0-9]{1,2}\.[0-9]{1,2})\s+(?=[А-ЯЁа-яё])"
)
_ANNUAL = re.compile(r"план[а-я]* (?:на )?года?\b|годово[йе]|на год$")
_AMOUNT = re.compile(r"количество|число|численность|кол-во")
