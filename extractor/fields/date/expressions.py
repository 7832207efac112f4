"""Every expression of a unit in the order of the text: one pass over its digits and calendar words.

Decides where an expression may begin, which rule reads it, and that a bare form («2024», «15.11», «9-го»)
is a date in its surroundings. Leaves forms to the rules, and years, roles and merging to the files beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.analysis import Analysis
from extractor.fields.date.days import days_at
from extractor.fields.date.parts import Expression
from extractor.fields.date.spans import month_of_year_at, spans_at
from extractor.fields.date.surroundings import is_date
from extractor.fields.date.years import relative_at, years_at


def expressions(analysis: Analysis, low: str, taken: Sequence[tuple[int, int]]) -> Iterator[Expression]:
    """The dates of the document as written; nothing inside `taken`, the places of contacts."""
    spans = iter([*taken, (len(low) + 1, len(low) + 1)])
    blocked = next(spans)
    for unit in analysis.units:
        if unit.kind == "furniture":
            continue
        floor = unit.start if _DATE_AS_MARKER.match(low, unit.start, unit.end) else unit.body
        for anchor in _ANCHOR.finditer(low, floor, unit.end):
            at = anchor.start()
            while blocked[1] <= at:
                blocked = next(spans)
            if at < floor or blocked[0] <= at:
                continue
            for found in _read(low, anchor, floor, min(unit.end, blocked[0])):
                placed = _widened(low, found, floor)
                if is_date(analysis, low, unit, placed):
                    yield placed
                floor = placed.end


def written_date(low: str, at: int, stop: int) -> Expression | None:
    """The day that begins at the digit or quote `low[at]`: for dates inside the citation of an act."""
    digit = _DIGIT.match(low, at, stop)
    if digit is None:
        return None
    found = days_at(low, digit.start("digit"), stop)
    return None if not found or found[0].bare or len(found) > 1 else _widened(low, found[0], at)


def _read(low: str, anchor: re.Match[str], floor: int, stop: int) -> Sequence[Expression]:
    """What stands at an anchor by its kind."""
    at = anchor.start()
    if anchor.lastgroup == "word":
        return spans_at(low, at, floor, stop) or relative_at(low, at, floor, stop)
    run = anchor.end() - at
    if run > 8:
        return ()
    if run in (3, 4) and at and low[at - 1] == ":":  # «10:4515.02.2023»: minutes run into a day
        at, run = at + 2, run - 2
    elif at and (low[at - 1].isdigit() or (low[at - 1] in ".," and low[max(0, at - 2)].isdigit())):
        return ()
    if run <= 2:
        return days_at(low, at, stop) or month_of_year_at(low, at, stop)
    return (days_at(low, at, stop) if run == 4 else ()) or years_at(low, at, floor, stop)


def _widened(low: str, found: Expression, floor: int) -> Expression:
    """The expression with the quote of «"12" сентября» or the «с» of «с 27 по 30 сентября» before it."""
    match = _OPENING.search(low, max(floor, found.start - 4), found.start)
    if match is not None and _CLOSED.match(low, found.start) is not None:
        found = found._replace(start=match.start())
    if found.rule.endswith("range"):
        since = _SINCE.search(low, max(floor, found.start - 6), found.start)
        if since is not None and _UNTIL.search(low, found.start, found.end):
            found = found._replace(start=since.start())
    end = found.end
    while end > found.start and low[end - 1] in ' \n"_' and not low[end - 2 : end - 1].isalpha():
        end -= 1
    return found._replace(end=end)


_ANCHOR = re.compile(
    r"""
    \d+
    | (?P<word> (?<![а-яa-z])
        (?: янв | фев | мар | апр | ма[йяею] | ию[нл] | авг | сен | окт | ноя | дек
          | квартал | кв\. | полугод | половин | п/г | мес | зим | весн | весен | летн | лет[оа] | осен
          | год | г\. | [ст]\.\s?г\. | вчера | сегодня | завтра | позавчера | послезавтра ) )
    """,
    re.VERBOSE,
)
_DATE_AS_MARKER = re.compile(r"\d\d?\.\d\d?\.[ ]?\d{4}")  # «26.08.2022 …» opens with no number of an item
_DIGIT = re.compile(r'[ "_]{0,6}(?P<digit>\d)')
_OPENING = re.compile(r'"[_ ]{0,2}$')
_CLOSED = re.compile(r'\d{1,2}[_ ]{0,2}"')
_SINCE = re.compile(r"(?<![а-я])со?[ \n]{0,3}$")
_UNTIL = re.compile(r"\b(?:по|до|на)\b|-")
