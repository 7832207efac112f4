"""The dates of a record on one line of time, as the numbers of a drawing.

Decides which dates are drawn, their order and their places; colours and markup are the template's.
Days without a year have no place on the line and are left out, which `Timeline.left_out` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from service import labels

MOST_BARS = 40
WIDTH = 420.0  # of the line itself, in the drawing's units
NARROWEST = 7.0  # a day in ten years is still seen


class Bar(NamedTuple):
    """One date: `x` and `width` on the line, `item` the row and place that it leads to."""

    x: float
    width: float
    label: str
    role: str
    role_label: str
    item: str


class Tick(NamedTuple):
    """A year or a month of the scale."""

    x: float
    label: str


class Timeline(NamedTuple):
    """A drawing; without bars there is nothing to draw."""

    bars: list[Bar]
    ticks: list[Tick]
    left_out: int


class Days(NamedTuple):
    """One date with its days as numbers."""

    first: int
    last: int
    role: str
    item: str
    label: str


def timeline(record: Mapping[str, Any]) -> Timeline:
    """The document's dates from first to last, each interval once for each role."""
    found = sorted(_days(record), key=lambda days: (days.first, days.last, days.role))
    once = list({(days.first, days.last, days.role): days for days in reversed(found)}.values())[::-1]
    shown = once[:MOST_BARS]
    if not shown:
        return Timeline([], [], len(record["dates"]))
    first, last = min(days.first for days in shown), max(days.last for days in shown)
    # one day alone has a fortnight around it
    first, last = max(1, first - 1), min(max(last + 1, first + 14), date.max.toordinal())
    scale = WIDTH / (last - first)
    bars = [_bar(days, first, scale) for days in shown]
    unplaced = len(record["dates"]) - len(found)
    return Timeline(bars, list(_ticks(first, last, scale)), unplaced + len(once) - len(shown))


def _days(record: Mapping[str, Any]) -> Iterator[Days]:
    for number, item in enumerate(record["dates"]):
        value = item["value"]
        try:
            first, last = (date.fromisoformat(value[key]).toordinal() for key in ("from", "to"))
        except (TypeError, ValueError):  # no value, or no year
            continue
        if first <= last:
            yield Days(first, last, item["role"], f"dates-{number}", labels.interval_of(value))


def _bar(days: Days, first: int, scale: float) -> Bar:
    width = max(NARROWEST, (days.last - days.first + 1) * scale)
    x = min((days.first - first) * scale, WIDTH - width)
    return Bar(round(x, 1), round(width, 1), days.label, days.role, labels.DATE_ROLES[days.role], days.item)


def _ticks(first: int, last: int, scale: float) -> Iterator[Tick]:
    """The first days of years, or of months where the whole is shorter than two years; at most a dozen."""
    is_short = last - first < 2 * 366
    starts = list(_month_starts(first, last)) if is_short else list(_year_starts(first, last))
    step = max(1, -(-len(starts) // MOST_TICKS))
    for day in starts[::step]:
        label = f"{day:%m.%Y}" if is_short else str(day.year)
        yield Tick(round((day.toordinal() - first) * scale, 1), label)


def _year_starts(first: int, last: int) -> Iterator[date]:
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    return (day for day in (date(year, 1, 1) for year in years) if first <= day.toordinal() <= last)


def _month_starts(first: int, last: int) -> Iterator[date]:
    begun = date.fromordinal(first)
    months = range(begun.year * 12 + begun.month - 1, begun.year * 12 + begun.month + 24)
    days = (date(month // 12, month % 12 + 1, 1) for month in months if month // 12 <= date.max.year)
    return (day for day in days if first <= day.toordinal() <= last)


MOST_TICKS = 8
