"""By when a target is to be reached: the date that belongs to its figure.

Decides among the dates of its own clause («на 2022 год – 3 150 человек»), of its sentence, of «Срок:»,
of the lead-in of its list and of the programme's title. Leaves what a date is to `dates.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractor.analysis import Analysis
from extractor.fields.figure.figures import Figure
from extractor.fields.figure.plan_words import ATTENDING, RELATIVES
from extractor.fields.figure.quantities import Passages
from extractor.fields.figure.quantity import Quantity, ends_sentence, text_at
from extractor.fields.figure.words import WINDOW, Word, is_infinitive, sentence_start
from extractor.record import DateItem, Interval


def due_of(
    analysis: Analysis,
    passages: Passages,
    figure: Figure,
    before: Quantity | None,
    after: Quantity | None,
    used: set[int],
    stated: int | None,
    same: Interval | None = None,
) -> Interval | None:
    """The interval in which a figure is due; `used` holds words of dates that an earlier figure took,
    `stated` is the date behind «Срок:», `same` the date that an earlier figure of the same verb has."""
    row, quantity = figure.row, figure.quantity
    k = _own(row, quantity, before, after, used)
    if k is None:
        k = _shared(figure)
    if k is None:
        k = _before_colon(figure)
    if k is None and same is not None:
        return same
    if k is None:
        k = stated
    if is_yearly(figure) and not (k is not None and _binds_each_year(row[k])):
        return None
    if k is not None:
        used.add(k)
        return _interval(row[k])
    return _of_lead(analysis, passages, figure.passage.unit) or _of_heading(analysis, passages, figure.passage.unit)


class Carried(NamedTuple):
    """The deadline that a figure took and the word behind its clause, for a figure that is joined to it."""

    due: Interval | None
    stop: int


def carry(figure: Figure, first: int, stop: int, due: Interval | None, used: set[int]) -> Carried:
    """The deadline of a figure whose clause is `first` … `stop - 1`, if it has one of its own."""
    row, stop = figure.row, max(stop, figure.quantity.stop)
    near = range(max(0, min(first, figure.quantity.bound) - 8), min(len(row), stop + 8))
    deadlines = [k for k in near if k in used and _is_deadline(row[k])]
    return Carried(due, max(stop, deadlines[-1] + 1)) if deadlines and due is not None else NO_DEADLINE


def joined_due(figure: Figure, first: int, carried: Carried) -> Interval | None:
    """«готовность довести до 100 % к 15 октября и запас угля – до 45 суток»: one deadline for what «и» joins."""
    row, first = figure.row, min(first, figure.quantity.bound)
    is_same = 0 < carried.stop <= first and row[carried.stop - 1].sentence == row[first].sentence
    between = {word.low for word in row[carried.stop : first]}
    return carried.due if is_same and between and between <= _JOINING else None


def is_yearly(figure: Figure) -> bool:
    """«не менее 30 ставок ежегодно»: due in every year alike."""
    row, quantity = figure.row, figure.quantity
    near = range(max(0, quantity.bound - 8), min(len(row), quantity.stop + 8))
    return any(row[k].low == "ежегодно" and row[k].sentence == row[quantity.at].sentence for k in near)


def _binds_each_year(word: Word) -> bool:
    """Whether a date goes with «ежегодно»: a deadline, or the years themselves («на 2014–2016 годы»)."""
    return _is_deadline(word) or (word.date is not None and word.date.role == "period" and not word.date.inferred)


def _is_deadline(word: Word) -> bool:
    return word.date is not None and word.date.role == "deadline"


def programme_term(text: str, found: Mapping[str, Sequence[Any]]) -> Interval | None:
    """The years of a programme: in its title («… на 2021–2025 годы»), behind «Сроки реализации», or under the title."""
    document = next(iter(found.get("document", ())), None)
    if document is None or document.kind != "program":
        return None
    titles = document.spans.get("title", ())
    periods = [d for d in found.get("dates", ()) if d.value is not None and d.role == "period"]
    named = [d for d in periods if any(t.start <= d.start < t.end for t in titles)]
    named = named or [d for d in periods if _TERM.search(text, max(0, d.start - 80), d.start) is not None]
    named = named or [d for d in periods if _is_under(text, d.start, max((t.end for t in titles), default=None))]
    return None if not named else Interval(from_=named[0].value.from_, to=named[0].value.to)


def _is_under(text: str, start: int, title: int | None) -> bool:
    """Whether a period stands in the line under a title: «ПРОГРАММА РАЗВИТИЯ⏎НА 2020–2023 ГОДЫ»."""
    if title is None or not title <= start < title + 200 or _FOR_YEARS.search(text, start - 4, start) is None:
        return False
    return "\n\n" not in text[title:start].strip(" ")


def _interval(word: Word) -> Interval | None:
    """The date of a word, or the year that it is: «2022 – 75, 2023 – 80»."""
    if word.date is not None:
        return word.date.value
    return Interval(from_=f"{word.text}-01-01", to=f"{word.text}-12-31") if _YEAR.fullmatch(word.text) else None


def _is_due(word: Word) -> bool:
    if word.date is None:
        return word.numeral is not None and _YEAR.fullmatch(word.text) is not None
    return word.date is not None and word.date.value is not None and word.date.role not in ("act", "document", "other")


def _own(
    row: list[Word], quantity: Quantity, before: Quantity | None, after: Quantity | None, used: set[int]
) -> int | None:
    """The date between a figure and its neighbours, a deadline first, then the one before it."""
    sentence = row[quantity.at].sentence
    low = max(before.stop if before is not None else 0, quantity.bound - WINDOW)
    left = [k for k in range(quantity.bound - 1, low - 1, -1) if row[k].sentence == sentence and _is_due(row[k])]
    left = [k for k in left if k not in used and not _is_shut(row, k, quantity.bound) and not _is_compared(row, k)]
    left = [k for k in left if not _is_of_another(row, k, quantity.bound)]
    high = len(row) if after is None or _is_one_clause(row, quantity.stop, after.bound) else after.bound
    right = []
    for k in range(quantity.stop, min(high, quantity.stop + WINDOW)):
        if ends_sentence(row, quantity):
            break
        if row[k].sentence != sentence or row[k].low in (";", "(", ")"):
            break  # «(прогнозная численность – 3 400 человек) в срок до 20 декабря»
        if _is_due(row[k]) and not _is_compared(row, k):
            right.append(k)
    if after is not None and right and _is_next_task(row, quantity.stop, right[-1], after.bound):
        right.pop()  # «сократить площадь на 40 %, а к 2024 году обеспечить …»
    if after is not None and right and right[-1] - quantity.stop > 1 and _is_led(row, right[-1], after):
        right.pop()  # «210 семей, на 2023 год – 240»: the date of the next figure
    bracketed = _bracketed(row, quantity.stop)
    if bracketed is not None:
        return bracketed
    first = [k for k in left if not _is_past_verb(row, k, quantity.bound)]
    for k in (*first, *right, *left):
        if _is_deadline(row[k]):
            return k
    return left[0] if left else right[0] if right else None


def _is_of_another(row: list[Word], date: int, bound: int) -> bool:
    """Whether a date belongs to an earlier verb: «разработать до 1 февраля план и довести охват до 75 %»."""
    if any(row[k].low in (",", ";") or row[k].pos == "CCONJ" for k in range(max(0, date - 3), date)):
        return False  # «сократить площадь пожара, а к 2024 году обеспечить …»
    verb = next((k for k in range(bound - 1, date, -1) if is_infinitive(row[k])), None)
    if verb is not None and row[verb].lemma in ATTENDING:
        return False  # «провести с 5 по 9 мая собрания, охватить 300 родителей»
    if text_at(row, date + 1) == ":":
        return False  # «подготовить план на 2024 год: отремонтировать 58 км»
    first = sentence_start(row, date)
    # «этому будет способствовать план, согласно которому к 2022 году доля должна достичь 100 %» is one verb's
    first = next((k for k in range(date - 1, first - 1, -1) if row[k].lemma in RELATIVES), first)
    return any(is_infinitive(row[k]) for k in range(date + 1, bound)) and any(
        is_infinitive(row[k]) for k in range(max(first, date - WINDOW), date)
    )


def _is_past_verb(row: list[Word], date: int, bound: int) -> bool:
    """Whether two tasks stand between a date and its figure: «до 15.07 заключить договор и поднять … до 95 %»."""
    return sum(is_infinitive(row[k]) for k in range(date + 1, bound)) > 1


def _is_compared(row: list[Word], date: int) -> bool:
    """«по сравнению с 2018 годом», «к уровню 2018 года» say from where, not by when."""
    return any(row[k].lemma in _COMPARED for k in range(max(0, date - 3), date))


def _is_one_clause(row: list[Word], first: int, stop: int) -> bool:
    """«4 группы по 5 человек к 15 апреля»: nothing parts two figures."""
    return not any(row[k].low in (",", ";", "и", "(", ".") for k in range(first, stop))


def _bracketed(row: list[Word], stop: int) -> int | None:
    """The year in a bracket of its own behind a figure: «25 (2021), 60 (2022)»."""
    is_alone = stop + 2 < len(row) and row[stop].low == "(" and row[stop + 2].low == ")"
    return stop + 1 if is_alone and _is_due(row[stop + 1]) else None


def _is_next_task(row: list[Word], stop: int, date: int, bound: int) -> bool:
    """Whether a mark before a date and an infinitive behind it make it the date of the next figure."""
    near = range(max(stop, date - 3), date)
    return any(row[k].low in (",", "а", "и") for k in near) and any(is_infinitive(row[k]) for k in range(date, bound))


def _is_led(row: list[Word], date: int, after: Quantity) -> bool:
    return 0 < after.bound - date <= 2 and row[date + 1].low != ","  # «18 % к концу 2025 года, 25 % к концу 2027 года»


def _is_shut(row: list[Word], date: int, bound: int) -> bool:
    """Whether a date stands in a bracket that closes before the figure."""
    depth = 0
    for k in range(date, bound):
        depth += (row[k].low == "(") - (row[k].low == ")")
        if depth < 0:
            return True
    return False


def _shared(figure: Figure) -> int | None:
    """A date that opens the sentence, before its verb: «К концу 2025 года планируется …, …, …»."""
    row, quantity = figure.row, figure.quantity
    first = sentence_start(row, quantity.at)
    for k in range(first, quantity.bound):
        if row[k].numeral is not None and not _is_due(row[k]):
            return None
        if _is_due(row[k]):
            return k if _opens(row, first, k) else None
        if k - first > 14:
            return None
    return None


def _before_colon(figure: Figure) -> int | None:
    """The date right before the colon that leads to several figures: «план на 2024 год: построить …, довести …»."""
    row, bound = figure.row, figure.quantity.bound
    first = max(sentence_start(row, bound), bound - WINDOW)
    return next((k for k in range(bound - 2, first - 1, -1) if row[k + 1].low == ":" and _is_due(row[k])), None)


def _opens(row: list[Word], first: int, date: int) -> bool:
    """Whether nothing but a few circumstances stands before a date, or its verb comes behind it."""
    if any(is_infinitive(row[k]) for k in range(first, date)) and row[date].date is not None:
        return False  # «Открыть отделение с 15.10.2011, набрать не менее двух групп»
    return date - first <= 3 or (
        not any(is_infinitive(row[k]) for k in range(first, date))
        and not any(row[k].case == "Nom" and row[k].pos == "NOUN" for k in range(first, date))
    )


def stated_term(row: list[Word]) -> int | None:
    """The date behind «Срок:» in the same unit."""
    for k, word in enumerate(row):
        if word.low in ("срок", "сроки") and k + 1 < len(row):
            for j in range(k + 1, min(k + 6, len(row))):
                if _is_due(row[j]):
                    return j
    return None


def _of_heading(analysis: Analysis, passages: Passages, unit: int) -> Interval | None:
    """The period of the heading above: «Задачи на 2020 год», «План на 2022 год»."""
    for index in range(unit - 1, max(-1, unit - 40), -1):
        if analysis.units[index].kind != "heading":
            continue
        above = passages.find(index)
        if above is None or not any(w.lemma in _AHEAD for w in above.words[:WINDOW]):
            return None
        dates = _dates_of(above.words[-WINDOW:])
        return next((d.value for d in dates if d is not None and d.role in ("period", "deadline")), None)
    return None


def _dates_of(row: list[Word]) -> list[DateItem | None]:
    """The dates of a heading or lead-in outside brackets and quoted titles: not «Программа „… на 2014-2019 гг.“»."""
    out: list[DateItem | None] = []
    depth = 0
    for word in row:
        if word.low == '"':
            depth = int(not depth)
        elif word.low in ("«", "„", "("):
            depth += 1
        elif word.low in ("»", "”", "“", ")"):
            depth = max(0, depth - 1)
        elif depth == 0 and _is_due(word):
            out.append(word.date)
    return out


def _of_lead(analysis: Analysis, passages: Passages, unit: int) -> Interval | None:
    """A date of the lead-ins above: «К 1 мая 2024 г. предстоит обеспечить:»."""
    lead = analysis.units[unit].lead_in
    for _ in range(4):
        if lead is None:
            return None
        above = passages.find(lead)
        if above is not None:
            dates = _dates_of(above.words[-WINDOW:])
            for date in [*(d for d in dates if d is not None and d.role == "deadline"), *dates]:
                if date is not None and date.role in ("deadline", "period"):
                    return date.value
        lead = analysis.units[lead].lead_in
    return None


# -- data ------------------------------------------------------------------------------------------

NO_DEADLINE = Carried(None, -1)
_JOINING = frozenset((",", "и", "а", "также"))
_TERM = re.compile(  # «Сроки и этапы реализации Программы | 2021–2025 годы»
    r"сроки?(?:\s+и\s+этапы)?(?:\s+реализации|\s+действия|\s+выполнения)?(?:\s+[а-яё]+){0,2}[\s|:–—-]*(?:с\s|в\s)?$",
    re.IGNORECASE,
)
_FOR_YEARS = re.compile(r"(?<![а-яё])на\s$", re.IGNORECASE)
_YEAR = re.compile(r"20[0-4][0-9]")
_COMPARED = frozenset(("сравнение", "отношение", "уровень", "против", "показатель", "оценка"))  # «к уровню 2018 года»
_AHEAD = frozenset(("задача", "план", "цель", "перспектива", "прогноз", "показатель", "индикатор", "мероприятие"))
