"""The period that a plan figure of a report belongs to: «за первое полугодие – 54 % при плане 60 %».

Decides between the period of the sentence, the whole year («план на год») and the period that the heading
or the title of the document names. Leaves dates of plans to come to `dues.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractor.analysis import Analysis
from extractor.fields.figure.figures import Figure
from extractor.fields.figure.words import Word, sentence_start
from extractor.record import DateItem, Interval


class Periods(NamedTuple):
    """What a document reports on: the period of its title and the year."""

    title: Interval | None
    year: str | None
    today: str | None = None


def periods_of(analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> Periods:
    """The periods that stand over the text of a document, read once."""
    document = next(iter(found.get("document", ())), None)
    periods: list[DateItem] = [d for d in found.get("dates", ()) if d.role == "period" and d.value is not None]
    periods = [d for d in periods if _SEASON.search(analysis.text, max(0, d.start - 60), d.start) is None]
    titles = document.spans.get("title", ()) if document is not None else ()
    title = next((d.value for d in periods if any(t.start <= d.start < t.end for t in titles)), None)
    if title is None:
        title = next((d.value for d in periods if d.start < _HEAD and _is_under_title(analysis, d, titles)), None)
    if title is None:
        title = next((d.value for d in periods if d.start < _HEAD and _is_summed_up(analysis.text, d)), None)
    own = document.date if document is not None else None
    year = str(title.to)[:4] if title is not None else str(own)[:4] if own is not None else None
    return Periods(title, year if year is not None and year.isdigit() else None, str(own) if own is not None else None)


def _is_under_title(analysis: Analysis, date: DateItem, titles: Sequence[Any]) -> bool:
    """Whether a period stands in the line under the title: «о ситуации на рынке труда⏎за I полугодие 2010 г.»."""
    last = max((t.end for t in titles), default=None)
    if last is None or date.start < last:
        return False
    return "\n\n" not in analysis.text[last : date.start].strip(" ") and date.start - last < 200


def _is_summed_up(text: str, date: DateItem) -> bool:
    """Whether a period is the one that a text sums up: «подвели итоги работы за 2018 год»."""
    return _SUMMED.search(text, max(0, date.start - 90), date.start) is not None


def reported(figure: Figure, periods: Periods) -> Interval | None:
    """The period of a plan figure that stands beside its fact."""
    if figure.plan.rule != "marked":
        return None
    return _of_sentence(figure.row, figure.quantity.bound) or periods.title


def annual(figure: Figure, periods: Periods) -> Interval | None:
    """The whole year that «план на год», «при годовом плане» names, whatever part of it the fact is of."""
    row, at = figure.row, figure.quantity.bound
    if figure.plan.rule not in ("marked", "plan_word") or not _is_annual(row, at, figure.quantity.stop):
        return None
    said = _of_sentence(row, at)
    if said is None and periods.title is not None and periods.title.from_[4:] == "-09-01":
        return periods.title  # a report on a school year
    return _year(str(said.to)[:4] if said is not None else periods.year)


def whole_year(figure: Figure, periods: Periods) -> Interval | None:
    """«до конца года понадобится 7 поваров», «по итогам года», where the dates do not tell which year."""
    row, bound = figure.row, figure.quantity.bound
    near = range(max(sentence_start(row, bound), bound - 12), min(len(row) - 1, figure.quantity.stop + 6))
    if not any(row[k].lemma in _ENDS and row[k + 1].low == "года" and row[k + 1].date is None for k in near):
        return None
    return _year(periods.year)


def _year(year: str | None) -> Interval | None:
    return Interval(from_=f"{year}-01-01", to=f"{year}-12-31") if year is not None else None


def _is_annual(row: list[Word], bound: int, stop: int) -> bool:
    """«план на год – 95 тыс.», «годового плана, составляющего 3 100 человек», «(120 тыс. руб. за год)»."""
    near = range(max(0, bound - 6), min(len(row), stop + 3))
    for k in near:
        if row[k].lemma == "годовой":
            return True
        is_year = row[k].low in ("год", "года") and row[k].date is None and row[k - 1].numeral is None
        if is_year and k and row[k - 1].low in ("на", "за", "план", "плана"):
            return True
    return False


def _of_sentence(row: list[Word], bound: int) -> Interval | None:
    """The nearest period before a figure in its sentence, its year written out."""
    for k in range(bound - 1, sentence_start(row, bound) - 1, -1):
        date = row[k].date
        if date is not None and date.role == "period" and not date.inferred and row[k - 1].low != "(":
            return date.value
    return None


# -- data ------------------------------------------------------------------------------------------

_SUMMED = re.compile(
    r"(?:итог[а-яё]{0,3}|отч[её]т[а-яё]{0,3}|результат[а-яё]{0,3})\s[^.;:]{0,60}(?:за|в)\s$", re.IGNORECASE
)
_ENDS = frozenset(("конец", "итог", "результат", "окончание"))  # «по итогам года»
_SEASON = re.compile(  # «к лыжному сезону 2010–2011 гг.», «в периоде⏎2015–2016 годов»: no time reported on
    r"(?:сезон|период)[а-я]{0,3}\s*$|(?:готовност|подготовк)[а-яё]{1,3}\s[^.;:]{0,40}\s?к\s[^.;:]{0,30}$", re.IGNORECASE
)
_HEAD = 1500  # characters in which a title is looked for
