"""What year an expression without one is in, and what days a relative one names.

Decides by the document: its own date, a full date of the same sentence, the nearest full date. Leaves roles
to `roles.py`. A day with nothing to take its year from stays without it: «--08-02».
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from extractor.analysis import Analysis, Token
from extractor.fields._cover import Cover
from extractor.fields.date.parts import Expression
from extractor.record import Interval
from extractor.russian import calendar
from extractor.russian.calendar import Stretch
from extractor.text.outline import Unit


class Resolved(NamedTuple):
    """An expression with its days; `inferred` names what was taken from the document."""

    expression: Expression
    value: Interval | None
    inferred: tuple[str, ...] = ()


def resolved(
    analysis: Analysis, low: str, found: Sequence[Expression], own: Expression | None, apart: Cover
) -> list[Resolved]:
    """All expressions that can be resolved; dates in `apart` (cited acts) lend their year to none."""
    sources = [
        e
        for e in found
        if e.year is not None
        and not apart.holds(e.start)
        and e.stretch.at(e.year) is not None
        and _BORN.match(low, e.end) is None
    ]
    context = _Context(analysis, low, sources, own or _heard_on(analysis, low, sources))
    done: list[Resolved] = []
    for expression in found:
        if expression.year is not None:
            done.append(Resolved(expression, expression.stretch.at(expression.year)))
        elif expression.rule == "day_of_the_range":
            done.extend(_day_of_range(expression, done))
        elif expression.relative:
            done.extend(_relative(context, expression))
        else:
            done.extend(_yearless(context, expression))
    return done


def _heard_on(analysis: Analysis, low: str, sources: list[Expression]) -> Expression | None:
    """The one day of the heading on which a report is heard: «… на сессии Собрания депутатов 25 марта 2021 года»."""
    days = [
        source
        for unit in _heading(analysis)
        for source in _between(sources, unit.start, unit.end)
        if source.stretch.precision == "day" and source.stretch.first_day == source.stretch.last_day
    ]
    if len({(day.stretch, day.year) for day in days}) != 1:
        return None
    return days[0] if _HEARD.search(low, max(0, days[0].start - 90), days[0].start) is not None else None


class _Context(NamedTuple):
    """What years are taken from."""

    analysis: Analysis
    low: str
    sources: list[Expression]
    own: Expression | None


def _relative(context: _Context, found: Expression) -> list[Resolved]:
    """«15 декабря с.г.», «в прошлом году», «вчера» by the document's own date."""
    own = context.own
    if own is None or own.year is None:
        return _yearless(context, found) if found.stretch.precision == "day" and found.relative == "year" else []
    stretch, year = found.stretch, own.year
    if found.relative == "school":
        year = _school_year(own, found.shift)
        if stretch.precision == "half_year" and stretch.first_month < 9:
            year += 1
    elif found.relative == "year":
        year += found.shift
    elif found.relative == "month":
        index = own.stretch.first_month - 1 + found.shift
        year, month = year + index // 12, index % 12 + 1
        stretch = calendar.months(month, month)
    elif found.relative == "day":
        return _relative_day(found, own)
    return [Resolved(found, stretch.at(year), ("year",))]


def _relative_day(found: Expression, own: Expression) -> list[Resolved]:
    value = own.stretch.at(own.year)
    if value is None or own.stretch.precision != "day":
        return []
    day = calendar.shifted(value.from_, found.shift)
    return [Resolved(found, Interval.model_validate({"from": day, "to": day}), ("day", "month", "year"))]


def _school_year(own: Expression, shift: int) -> int:
    """The year in which «the» school year began; in July and August it is over and the new one is next."""
    month, year = own.stretch.first_month, own.year or 0
    begun = year if month >= 9 else year - 1
    if shift > 0 and month in (9, 10):
        return begun  # «в новом учебном году» said in its first weeks
    if shift < 0 and month in (7, 8):
        return begun
    return begun + shift


def _day_of_range(found: Expression, done: Sequence[Resolved]) -> list[Resolved]:
    """«9-го» takes month and year from the nearest range before it that holds a 9th."""
    number = found.stretch.first_day
    for earlier in reversed(done[-12:]):
        value = earlier.value
        if value is None or earlier.expression.stretch.precision != "day" or value.from_.startswith("-"):
            continue
        for month in sorted({value.from_[:7], value.to[:7]}):
            iso = f"{month}-{number:02}"
            if value.from_ <= iso <= value.to and value.from_ != value.to:
                days = Interval.model_validate({"from": iso, "to": iso})
                return [Resolved(found, days, ("month", "year"))]
    return []


def _yearless(context: _Context, found: Expression) -> list[Resolved]:
    """A day, month or season without a year."""
    if _EVERY_YEAR.match(context.low, found.end) or _YEARLY.search(context.low, max(0, found.start - 30), found.start):
        return _without_year(found)
    year = _year_for(context, found)
    if year is None:
        return _without_year(found)
    stretch = found.stretch
    if stretch.precision == "season" and stretch.over and context.own is not None:
        year -= context.own.stretch.first_month < 9  # «зимой», said in spring, began last year
    return [Resolved(found, stretch.at(year), ("year",))]


def _without_year(found: Expression) -> list[Resolved]:
    """Days keep month and day; longer stretches without a year say too little."""
    return [Resolved(found, found.stretch.at(None))] if found.stretch.precision == "day" else []


def _year_for(context: _Context, found: Expression) -> int | None:
    near = _in_sentence(context, found)
    if near is not None:
        return near
    led = _lead_year(context, found)
    if led is not None:
        return led
    reported = _reported_year(context, found)
    if context.own is not None and context.own.year is not None:
        if reported is not None and not _lies_ahead(context, found):
            return reported  # «План на 2022 год», approved in 2021; «Отчёт за 2016 год», signed in 2017
        return _beside_own(context, found, context.own, context.own.year)
    if reported is not None:
        return reported
    for wanted in (("day", "month"), ("quarter", "half_year", "season", "year")):
        source = _nearest(context, found, wanted)
        if source is not None:
            return _year_within(source, found.stretch)
    return None


def _lies_ahead(context: _Context, found: Expression) -> bool:
    """Whether what is dated is still to be done: «представить до 1 марта», «откроется 5 мая»."""
    before = context.low[max(0, found.start - 30) : found.start]
    return _DEADLINE.search(before) is not None or _tense(context.analysis, found) == "Fut"


def _lead_year(context: _Context, found: Expression) -> int | None:
    """The one year that introduces the list: «Задачи на 2017 год» over «до 1 июля открыть клуб»."""
    unit = context.analysis.unit_at(found.start)
    if unit is None or unit.lead_in is None:
        return None
    lead = context.analysis.units[unit.lead_in]
    years = {
        source.year
        for source in _between(context.sources, lead.start, lead.end)
        if source.stretch.precision == "year" and source.stretch.over == 0
    }
    return years.pop() if len(years) == 1 and lead.end - lead.start < 200 else None


def _reported_year(context: _Context, found: Expression) -> int | None:
    """The year in the heading: «Отчёт за 2016 год» is of 2016 throughout, «за 2014/15 учебный год» of both."""
    sources = [
        source
        for unit in _heading(context.analysis)
        for source in _between(context.sources, unit.start, unit.end)
        if source.stretch.precision != "day"
        and source.stretch.over <= 1
        and _DEADLINE.search(context.low, max(0, source.start - 30), source.start) is None
    ]
    years = {(source.year, source.stretch) for source in sources}
    if len({year for year, _ in years}) != 1 or any(_is_long(stretch) for _, stretch in years):
        return None
    return _year_within(sources[0], found.stretch)


def _heading(analysis: Analysis) -> list[Unit]:
    """The units above the running text, or the first where it begins at once."""
    units = [unit for unit in analysis.units[:16] if unit.kind != "furniture"]
    head = [unit for unit in units if unit.zone == "head"] or units[:1]
    return [unit for unit in head if unit.end - unit.start < 400]


def _is_long(stretch: Stretch) -> bool:
    """Whether a stretch runs over years and is no school year: «на 2021–2022 годы»."""
    return stretch.over == 1 and stretch.first_month != 9


def _in_sentence(context: _Context, found: Expression) -> int | None:
    """The year of a full date in the same sentence; of any year there, where the document has no date."""
    token = context.analysis.tokens_between(found.start, found.end)
    if not token:
        return None
    sentence = context.analysis.sentences[token[0].sentence]
    words = context.analysis.tokens
    begin, end = words[sentence.first].start, words[sentence.stop - 1].end
    mates = [e for e in _between(context.sources, begin, end) if not _is_parted(context.low, e, found)]
    dated = [e for e in mates if e.stretch.precision in ("day", "month")]
    if context.own is None:
        dated = dated or [e for e in mates if e.stretch.over == 0]
    if not dated:
        return None
    source = min(dated, key=lambda e: _distance(e, found))
    year = _year_within(source, found.stretch)
    if source.stretch.precision == "day" and source.start > found.start and found.stretch.over:
        return year - found.stretch.over
    return year


def _is_parted(low: str, one: Expression, other: Expression) -> bool:
    """Whether a semicolon parts two expressions: «довести до 12 к 1 января 2020 года; подать заявку до 1 ноября»."""
    return low.find(";", min(one.end, other.end), max(one.start, other.start)) >= 0


def _between(sources: list[Expression], begin: int, end: int) -> list[Expression]:
    first = bisect_left(sources, begin, key=lambda e: e.start)
    last = bisect_left(sources, end, key=lambda e: e.start)
    return sources[first:last][:50]


def _nearest(context: _Context, found: Expression, wanted: Sequence[str]) -> Expression | None:
    """The nearest full date before or after, of one of these precisions and of one year only."""
    at = bisect_left(context.sources, found.start, key=lambda e: e.start)
    window = context.sources[max(0, at - 40) : at + 40]
    able = [
        e
        for e in window
        if e.stretch.precision in wanted
        and (e.stretch.over == 0 or (e.stretch.first_month == 9 and e.stretch.over == 1))
    ]
    return min(able, key=lambda e: _distance(e, found), default=None)


def _distance(source: Expression, found: Expression) -> int:
    return abs(source.start - found.start)


def _year_within(source: Expression, stretch: Stretch) -> int:
    """The year that puts the stretch inside the source: October of «2021-2022 учебный год» is in 2021."""
    year = source.year or 0
    later = source.stretch.over == 1 and stretch.first_month < source.stretch.first_month
    return year + 1 if later else year


def _beside_own(context: _Context, found: Expression, own: Expression, year: int) -> int:
    """The own date's year, or the next for what is still to be done, or the last for what is past."""
    if found.stretch.precision in ("quarter", "half_year"):
        is_over = found.stretch.last_month < own.stretch.first_month and found.stretch.over == 0
        return year + 1 if is_over and _tense(context.analysis, found) == "Fut" else year  # «открыть в I квартале»
    if found.stretch.precision not in ("day", "month"):
        return year
    here = (found.stretch.first_month, found.stretch.first_day)
    there = (own.stretch.first_month, own.stretch.first_day)
    before = context.low[max(0, found.start - 30) : found.start]
    tense = _tense(context.analysis, found)
    deadline = _DEADLINE.search(before) is not None
    if found.stretch.precision == "month":
        here, there = (here[0], 0), (there[0], 0)
    if here < there and (deadline or tense == "Fut") and tense != "Past":
        return year if deadline and 0 <= there[0] - here[0] <= 1 else year + 1  # «до 10 апреля», on the 12th, is over
    if here[0] < there[0] - 6 and tense != "Past":
        return year + 1  # «с 18 по 22 января» in a paper of December
    if here[0] > there[0] + 1 and tense == "Past" and not deadline:
        return year - 1
    return year


def _tense(analysis: Analysis, found: Expression) -> str:
    """The tense of the verb nearest to the expression in its sentence; "" without one."""
    tokens = analysis.tokens_between(found.start, found.end)
    if not tokens:
        return ""
    sentence = analysis.sentences[tokens[0].sentence]
    at = tokens[0].index
    first, stop = max(sentence.first, at - 40), min(sentence.stop, at + 40)
    tensed = [t for t in analysis.tokens[first:stop] if t.tag.pos in ("VERB", "AUX") and _is_tensed(t)]
    if not tensed:
        return ""
    return min(tensed, key=lambda t: abs(t.index - at)).tag.tense or "Fut"


def _is_tensed(token: Token) -> bool:
    """Whether a verb says past or future; an infinitive is what is still to be done."""
    return token.tag.tense in ("Past", "Fut") or token.tag.verb_form == "Inf"


_EVERY_YEAR = re.compile(r"[ \n]{1,3}(?:каждого|отчетного|года,?[ \n]{1,3}следующего|ежегодно)")
_YEARLY = re.compile(r"ежегодно[ ,]")
_BORN = re.compile(r"[ ]{0,2}(?:г\.[ ]?)?(?:р\.|рожд)")
_HEARD = re.compile(
    r"(?<![а-я])(?:на|к)[ \n][а-я \n]{0,40}(?:сесси|заседани|коллеги|собрани|совещани|слушани)[^.;\d]{0,60}$"
)
_DEADLINE = re.compile(r"(?<![а-я])(?:до|к|ко|не позднее|не позже|срок[а-я]{0,2}(?: исполнения)?[ ]?[:-]?)[ \n]{1,3}$")
