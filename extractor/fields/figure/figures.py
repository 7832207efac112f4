"""All figures of a document with what they count and whether they are planned.

Decides the order of the steps that counts and targets share; each step's rules stand in its own file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from extractor.analysis import Analysis
from extractor.fields.figure.elided import amount_named, resolve
from extractor.fields.figure.plan_marks import Plan, is_called_base
from extractor.fields.figure.plan_words import PLAN_TITLE
from extractor.fields.figure.plans import Outlook, plan_of
from extractor.fields.figure.quantities import Passage, Passages
from extractor.fields.figure.quantity import Quantity, text_at
from extractor.fields.figure.target_tables import Grid, grids, measures_of
from extractor.fields.figure.words import Numbers, Word
from extractor.record import Interval
from extractor.text.outline import Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its passage, with its plan."""

    quantity: Quantity
    passage: Passage
    plan: Plan

    @property
    def row(self) -> list[Word]:
        return self.passage.words


class Reading(NamedTuple):
    """All figures of the running text in order, all passages by unit, and the tables.

    `measures` are the rows of plans of action by the unit of the row, each with its term and its responsible.
    """

    figures: list[Figure]
    passages: Passages
    grids: list[Grid]
    measures: dict[int, tuple[Interval | None, str | None]]


def read(analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> Reading:
    """Every quantity whose noun is known; read once for the two fields that ask in turn."""
    return _read(_Same(analysis, found))


class _Same:
    """One document, equal to itself alone: its tokens need not be compared."""

    __slots__ = ("analysis", "found")

    def __init__(self, analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> None:
        self.analysis, self.found = analysis, found

    def __hash__(self) -> int:
        return id(self.analysis)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.analysis is self.analysis


@lru_cache(1)
def _read(document: _Same) -> Reading:
    """Rows of tables are left to the tables' own rules."""
    analysis, found = document.analysis, document.found
    passages = Passages(analysis, Numbers(analysis, found))
    header = next(iter(found.get("document", ())), None)
    is_program = header is not None and header.kind == "program"
    is_plan_title = header is not None and PLAN_TITLE.search((header.title or "").lower()) is not None
    is_agreement = header is not None and _AGREEMENT.match((header.title or "").lower()) is not None
    is_report = header is not None and header.kind in ("report", "certificate", "news")
    title = max((span.end for span in header.spans.get("title", ())), default=0) if header is not None else 0
    headings = _headings(analysis, labels_from=len(analysis.text) if is_report else title)
    outlook = Outlook(_today(found), is_program, is_report, is_agreement, is_plan_title, passages, headings)
    tables = grids(analysis, found)
    taken = [(grid.table.start, grid.table.end) for grid in tables if grid.is_timed]
    rows = [] if is_report else measures_of(analysis.text, tables)
    measures = _by_unit(analysis, rows)
    last: dict[int, Quantity] = {}
    out: list[Figure] = []
    for passage in passages.with_numbers():
        if _is_inside(analysis.units[passage.unit].start, taken):
            continue
        lead = analysis.units[passage.unit].lead_in
        above = passages.find(lead)
        if lead is not None and lead not in last and above is not None:
            named = amount_named(above)
            if named is not None:
                last[lead] = named
        passage.quantities = resolve(passage, last.get(lead) if lead is not None else None)
        for quantity in passage.quantities:
            if quantity.kind not in ("time", "times"):
                last[passage.unit] = quantity
                if lead is not None:
                    last[lead] = quantity
            plan = plan_of(analysis, outlook, passage, quantity)
            if plan.status == "open" and passage.unit in measures and quantity.kind in ("noun", "measure", "percent"):
                plan = Plan("planned", None, "measure")  # «Обучение 60 владельцев | II квартал | Минтуризм»
            if plan.status == "open" and out and _is_out_of(out[-1], passage, quantity):
                plan = out[-1].plan
            out.append(Figure(quantity, passage, plan))
            if plan.rule == "base" and is_called_base(passage.words, quantity):
                _plan_series(out)
    return Reading(out, passages, tables, measures)


def _plan_series(found: list[Figure]) -> None:
    """«2021 год – 40 км, 2022 – 95 км (базовое значение – 12 км)»: what stands beside a base is planned."""
    base = found[-1]
    for i in range(len(found) - 2, max(-1, len(found) - 14), -1):
        figure = found[i]
        if figure.passage is not base.passage or figure.quantity.kind != base.quantity.kind:
            break
        if figure.plan.status == "open":
            found[i] = Figure(figure.quantity, figure.passage, Plan("planned", None, "marked"))


def _is_out_of(before: Figure, passage: Passage, quantity: Quantity) -> bool:
    """«до 240 школьников из 68 областей»: where those come from who are planned."""
    row = passage.words
    is_near = before.passage is passage and before.quantity.stop == quantity.bound - 1
    return is_near and text_at(row, quantity.bound - 1) == "из" and quantity.noun_class in ("territory", "organization")


def _by_unit(
    analysis: Analysis, rows: list[tuple[int, int, Interval | None, str | None]]
) -> dict[int, tuple[Interval | None, str | None]]:
    """The notes of each table row by the units that begin in it."""
    rows = sorted(rows, key=itemgetter(0))
    starts = [row[0] for row in rows]
    out = {}
    for unit in analysis.units:
        i = bisect_right(starts, unit.start) - 1
        if i >= 0 and unit.start < rows[i][1]:
            out[unit.index] = (rows[i][2], rows[i][3])
    return out


def _headings(analysis: Analysis, *, labels_from: int) -> dict[int, int]:
    """The nearest heading above each unit; below the title a line of its own that names plans is one, too."""
    above: dict[int, int] = {}
    last: int | None = None
    for unit in analysis.units:
        is_label = unit.kind == "paragraph" and unit.start >= labels_from and _is_label(analysis, unit)
        if unit.kind == "heading" or (is_label and _names_plans(analysis, unit)):
            last = unit.index
        elif last is not None and analysis.units[last].kind != "heading" and (is_label or _ends(analysis, last, unit)):
            last = None
        elif last is not None:
            above[unit.index] = last
    return above


def _ends(analysis: Analysis, label: int, unit: Unit) -> bool:
    """Whether an empty line ends what stands right under a label."""
    if unit.index < label + 2:
        return False
    units, text = analysis.units, analysis.text
    is_spaced = text.count("\n", units[label].end, units[label + 1].start) > 1
    return not is_spaced and text.count("\n", units[unit.index - 1].end, unit.start) > 1


def _names_plans(analysis: Analysis, unit: Unit) -> bool:
    return _PLANS.search(analysis.text, unit.start, unit.end) is not None


def _is_label(analysis: Analysis, unit: Unit) -> bool:
    """Whether a line of its own names what follows: «Ожидаемые результаты» over sentences, «Сроки» ends it."""
    words = analysis.text[unit.start : unit.end]
    if len(words) > _LABEL_SIZE or not words[0].isupper() or words[-1] in ".;,!?":
        return False
    return not any(ch.isdigit() for ch in words)


def _is_inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _today(found: Mapping[str, Sequence[Any]]) -> str | None:
    """The document's own day, as far as its header and its dates tell."""
    header = next(iter(found.get("document", ())), None)
    if header is not None and header.date is not None:
        return str(header.date)
    days = [d.value.to for d in found.get("dates", ()) if d.role == "document" and d.value is not None]
    return min(days, default=None)


# -- data ------------------------------------------------------------------------------------------

_LABEL_SIZE = 90
_PLANS = re.compile(
    r"(?:ожидаем|планируем|целев|плановы)[а-яё]{1,4}(?:\s[а-яё]{1,20}){0,2}\s(?:результат|показател|индикатор|значени)"
    r"|^(?:показатели|индикаторы)(?:\s[а-яё]{3,20}){0,2}$",
    re.I,
)
_AGREEMENT = re.compile(r"соглашени|договор\b|контракт\b|меморандум")
