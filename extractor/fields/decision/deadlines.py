"""When a decision is due: the deadline in it, or the days on which the thing is to be done.

Decides which of the found dates bind an instruction. «Утвердить план на 2022 год» is due at no time
that the text states; «Провести выставку с 2 по 23 апреля» is due on those days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.analysis import Analysis
from extractor.record import DateItem, Interval, Mention


def due_of(
    analysis: Analysis,
    dates: Sequence[DateItem],
    start: int,
    content_end: int,
    end: int,
    *,
    deadlines_only: bool = False,
) -> Interval | None:
    """The interval by which `text[start:end]` is to be done; several deadlines give first to last."""
    inside = [(date, place) for date in dates for place in _places(date) if start <= place.start < end]
    inside = [(date, place) for date, place in inside if date.value is not None]
    stated = [date for date, place in inside if place.start >= content_end]  # «Срок: 25.12.2021»
    deadlines = stated or [date for date, _ in inside if date.role == "deadline"]
    if not deadlines and not deadlines_only and not only_notes(analysis.text, start):
        deadlines = [date for date, _ in inside if date.role == "event"]
        deadlines = deadlines or [date for date, place in inside if _is_span(date, analysis, start, place)]
        deadlines = deadlines or [date for date, place in inside if _is_since(date, analysis, start, place)]
        deadlines = deadlines[:1]
    intervals = [date.value for date in deadlines if date.value is not None]
    if not intervals:
        return None
    return Interval(from_=min(i.from_ for i in intervals), to=max(i.to for i in intervals))


def only_notes(text: str, start: int) -> bool:
    """Whether the instruction at `start` only takes note or approves: its dates belong to what it approves."""
    return _NOTES.match(text, start) is not None


def _places(date: DateItem) -> tuple[Mention, ...]:
    own = Mention(text=date.text, start=date.start, end=date.end)
    return (own, *(place for place in date.mentions if place.start != date.start))


def _is_span(date: DateItem, analysis: Analysis, start: int, place: Mention) -> bool:
    """Whether a period says when to act: «запретить въезд с мая по сентябрь», «в III квартале снизить»."""
    if date.role != "period":
        return False
    if date.text.lower().startswith(("с ", "со ", "в ", "во ")):
        return True
    before = analysis.text[start : place.start].lower()
    return _WHEN.search(before) is not None and _ASIDE.search(before) is None


def _is_since(date: DateItem, analysis: Analysis, start: int, place: Mention) -> bool:
    """Whether a day says from when: «Ввести с 1 сентября 2016 года ставки тьюторов»."""
    before = analysis.text[start : place.start].lower()
    return date.role == "other" and before.endswith(("с ", "со ")) and _ASIDE.search(before) is None


_WHEN = re.compile(r"(?:^|\s)(?:во?|за|в\s+течение|в\s+период)\s*$")
_ASIDE = re.compile(r",\s|\([^)]*$")  # the date stands in a clause or bracket that tells of something else
_NOTES = re.compile(
    r"(?:Принять\s+(?:к\s+сведению|предложени)|Отметить|Одобрить|Поддержать|Утвердить|Признать|Считать|Согласи|Информаци|Заслуша)",
    re.IGNORECASE,
)
