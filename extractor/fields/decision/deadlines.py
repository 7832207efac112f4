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
    if _FORCE.search(analysis.text, start, content_end) is not None:
        return None
    inside = [(date, place) for date in dates for place in _places(date) if start <= place.start < end]
    inside = [(date, place) for date, place in inside if date.value is not None]
    stated = [date for date, place in inside if place.start >= content_end]  # «Срок: 25.12.2021»
    deadlines = stated or _own_deadlines(analysis, inside)
    if not deadlines and not deadlines_only and not only_notes(analysis.text, start):
        deadlines = [d for d, place in inside if d.role == "event" and not _is_told(analysis, start, place)]
        deadlines = deadlines or [date for date, place in inside if _is_span(date, analysis, start, place)]
        deadlines = deadlines or [date for date, place in inside if _is_since(date, analysis, start, place)]
        deadlines = deadlines[:1]
    intervals = [date.value for date in deadlines if date.value is not None]
    if not intervals:
        return None
    return Interval(from_=min(i.from_ for i in intervals), to=max(i.to for i in intervals))


def _own_deadlines(analysis: Analysis, inside: Sequence[tuple[DateItem, Mention]]) -> list[DateItem]:
    """The deadlines of an instruction, not those of what it speaks of: «до 1 мая внести план доведения к 2018 г. …»."""
    found = sorted(((d, place) for d, place in inside if d.role == "deadline"), key=lambda pair: pair[1].start)
    return [d for i, (d, place) in enumerate(found) if i == 0 or not _is_of_noun(analysis, place.start)]


def _is_of_noun(analysis: Analysis, start: int) -> bool:
    """Whether a date stands right behind a noun of action: «доведения к 2018 году», «строительства до 2020 года»."""
    before = _ACTION.search(analysis.text[max(0, start - 40) : start])
    return before is not None


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
    if _PROVIDED.match(before) is not None or before in ("по итогам ", "по результатам "):
        return True  # «предусмотреть на 2014–2016 годы гранты», «по итогам 2019 года обеспечить охват 80 %»
    return _WHEN.search(before) is not None and _ASIDE.search(before) is None


def _is_told(analysis: Analysis, start: int, place: Mention) -> bool:
    """Whether a date stands in a bracket or in a clause that tells of the past: «Недели, в которой в 2018 году …»."""
    before = analysis.text[start : place.start]
    if _CLAUSE.search(before) is not None:
        return _PAST.match(analysis.text, place.end) is not None
    return before.rfind("(") > before.rfind(")")


def _is_since(date: DateItem, analysis: Analysis, start: int, place: Mention) -> bool:
    """Whether a day says from when: «Ввести с 1 сентября 2016 года ставки тьюторов»."""
    before = analysis.text[start : place.start].lower()
    return date.role == "other" and before.endswith(("с ", "со ")) and _ASIDE.search(before) is None


_WHEN = re.compile(r"(?:^|\s)(?:во?|за|в\s+течение|в\s+период)\s*$")
_PROVIDED = re.compile(  # «предусмотреть в бюджетах на»
    r"(?:предусмотреть|предусматривать|запланировать|заложить|выделить|зарезервировать)\s(?:[^,;.()]{0,60}\s)?на\s*$"
)
_ACTION = re.compile(  # a noun in «-ние» or «-тие» but for «об утверждении до 1 мая»
    r"[а-яё]{3,}(?:ни|ти|ани|ени)[яею]\s+(?:к|до|не\s+позднее)?\s*(?:концу|конца)?\s*$", re.IGNORECASE
)
_CLAUSE = re.compile(r",\s(?:[а-яё]{1,3}\s)?котор[а-яё]{2,3}\s[^,]*$")
_PAST = re.compile(r"\s[а-яё]+(?:л[аои]?|л[аои]?сь|лся)\b")
_ASIDE = re.compile(r",\s|\([^)]*$")  # the date stands in a clause or bracket that tells of something else
_FORCE = re.compile(r"(?:вступа[её]т|вступит|ввести|вводится)\s+в\s+(?:силу|действие)")  # «вступает в силу с 1 мая»
_NOTES = re.compile(
    r"(?:Принять\s+(?:к\s+сведению|предложени)|Отметить|Одобрить|Поддержать|Утвердить|Признать|Считать|Согласи|Информаци|Заслуша)",
    re.IGNORECASE,
)
