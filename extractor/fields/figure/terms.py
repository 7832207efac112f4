"""Terms that stand outside a figure's sentence: «Срок:» under an item, the lead-in, the heading, the programme.

Decides which date of the surroundings binds a figure that has none of its own. Leaves the dates of its
sentence to `dues.py` and the period that a report tells of to `reported.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from extractor.analysis import Analysis
from extractor.fields.figure.plan_words import PLAN_FORMS, PLAN_LEMMAS
from extractor.fields.figure.quantities import Passages
from extractor.fields.figure.words import WINDOW, Word, is_infinitive, sentence_start
from extractor.record import DateItem, Interval
from extractor.text.pieces import is_note


def interval(word: Word) -> Interval | None:
    """The date of a word, or the year that it is: «2022 – 75, 2023 – 80»."""
    if word.date is not None:
        return word.date.value
    return Interval(from_=f"{word.text}-01-01", to=f"{word.text}-12-31") if _YEAR.fullmatch(word.text) else None


def is_due(word: Word) -> bool:
    """Whether a word is a date by which something may be due, a bare year included."""
    if word.date is None:
        return word.numeral is not None and _YEAR.fullmatch(word.text) is not None
    return word.date.value is not None and word.date.role not in ("act", "document", "other")


def notes_of(analysis: Analysis, unit: int) -> list[int]:
    """The lines under a unit that only say by when and who: «Срок: до 5 мая», «Отв.: Лапина О.»."""
    out: list[int] = []
    for after in analysis.units[unit + 1 : unit + 3]:
        if after.kind != "paragraph" or not is_note(analysis.text, after.body, after.end):
            break
        out.append(after.index)
    return out


def stated_term(analysis: Analysis, passages: Passages, unit: int) -> Interval | None:
    """The date behind «Срок:» in a unit or in the line under it."""
    for index in (unit, *notes_of(analysis, unit)):
        passage = passages.find(index)
        k = None if passage is None else _stated(passage.words)
        if passage is not None and k is not None:
            return interval(passage.words[k])
    return None


def _stated(row: list[Word]) -> int | None:
    for k, word in enumerate(row):
        if word.low in ("срок", "сроки") and k + 1 < len(row) and not (k and row[k - 1].pos in ("ADP", "ADJ")):
            for j in range(k + 1, min(k + 6, len(row))):
                if is_due(row[j]):
                    return j
    return None


def term_above(analysis: Analysis, passages: Passages, unit: int) -> Interval | None:
    """The term that lead-ins and the heading above give: «К 1 мая предстоит обеспечить:», «План на 2022 год»."""
    found = _of_lead(analysis, passages, unit)
    return _of_heading(analysis, passages, unit) if found is None else found


def year_to_come(analysis: Analysis, passages: Passages, unit: int, year: str | None) -> Interval | None:
    """The year after the one reported on: «Наши задачи на будущий год:» in a report for 2018."""
    lead = analysis.units[unit].lead_in
    above = passages.find(lead)
    if above is None or year is None:
        return None
    row = above.words[-WINDOW:]
    for k in range(len(row) - 1):
        if row[k].lemma in _COMING and row[k].date is None and row[k + 1].lemma == "год" and row[k + 1].date is None:
            return Interval(from_=f"{int(year) + 1}-01-01", to=f"{int(year) + 1}-12-31")
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
    for k, word in enumerate(row):
        if word.low == '"':
            depth = int(not depth)
        elif word.low in ("«", "„", "("):
            depth += 1
        elif word.low in ("»", "”", "“", ")"):
            depth = max(0, depth - 1)
        elif depth == 0 and is_due(word) and not _is_season(row, k):
            out.append(word.date)
    return out


def _is_season(row: list[Word], k: int) -> bool:
    """«к работе в зимний период 2010-2011 года»: what is got ready for, not by when."""
    if k and row[k - 1].lemma in _SEASONS:
        return True
    date = row[k].date
    is_season = date is not None and date.precision == "season"
    return is_season and any(word.lemma in _PREPARING for word in row[max(0, k - 10) : k])


def _of_lead(analysis: Analysis, passages: Passages, unit: int) -> Interval | None:
    """A date of the lead-ins above, their own words first, then the programme that they name."""
    leads: list[list[Word]] = []
    lead = analysis.units[unit].lead_in
    for _ in range(4):
        if lead is None:
            break
        above = passages.find(lead)
        if above is not None:
            leads.append(above.words[-WINDOW:])
        lead = analysis.units[lead].lead_in
    for row in leads:
        found = _of_lead_words(row)
        if found is not None:
            return found
    named = next((_of_programme(row) for row in leads if _of_programme(row) is not None), None)
    if named is None and leads and any(word.lemma in _PROGRAMMES for word in leads[0]):
        named = _programme_before(analysis, passages, unit)
    return named


def _of_lead_words(row: list[Word]) -> Interval | None:
    dates = _dates_of(row)
    for date in [*(d for d in dates if d is not None and d.role == "deadline"), *dates]:
        if date is not None and date.role in ("deadline", "period"):
            return date.value
    if dates and dates[-1] is not None and any(is_infinitive(word) for word in row) and _opens_list(row):
        return dates[-1].value  # «Провести с 5 по 25 мая месячник, в ходе которого:»
    return None


def _opens_list(row: list[Word]) -> bool:
    return row[-1].low == ":" and any(word.low in ("ходе", "рамках", "течение") for word in row[-5:])


def _of_programme(row: list[Word]) -> Interval | None:
    """The years of a programme whose results follow: «Программой „Дороги села на 2010–2013 годы“ предусмотрено:»."""
    if not any(word.lemma in PLAN_LEMMAS or word.lemma in _RESULTS or word.low in PLAN_FORMS for word in row):
        return None
    for k, word in enumerate(row):
        if word.lemma in _PROGRAMMES:
            return next((interval(w) for w in row[k + 1 : k + 16] if _is_long(w)), None)
    return None


def _programme_before(analysis: Analysis, passages: Passages, unit: int) -> Interval | None:
    """The years of the programme that a text above names: «Стратегия развития клубов до 2030 года»."""
    for index in range(unit - 1, max(-1, unit - 12), -1):
        passage = passages.find(index)
        row = passage.words[:_LONG_ROW] if passage is not None else []
        for k, word in enumerate(row):
            if word.lemma in _PROGRAMMES:
                found = next((interval(w) for w in row[k + 1 : k + 12] if _is_long(w)), None)
                if found is not None:
                    return found
    return None


def programme_beside(row: list[Word], bound: int) -> Interval | None:
    """The years of the programme that a sentence names: «По нацпроекту „Сады“ (2019–2024 годы) построят 12 садов»."""
    first = sentence_start(row, bound)
    for k in range(first, bound):
        if row[k].lemma in _PROGRAMMES:
            return next((interval(word) for word in row[k + 1 : min(k + 16, bound)] if _is_long(word)), None)
    return None


def _is_long(word: Word) -> bool:
    """Whether a word is the years or the last year of a programme."""
    date = word.date
    if date is None or date.value is None or date.precision != "year":
        return False
    return date.role == "deadline" or date.value.from_[:4] < date.value.to[:4]


def year_before(row: list[Word], at: int, today: str | None) -> Interval | None:
    """The year to come that the sentence before plans for: «План на этот год: 7 улиц. Охват должен вырасти до 66 %»."""
    first = sentence_start(row, at)
    if first == 0 or any(word.lemma in _ENDS for word in row[first:at]):
        return None  # «К концу десятилетия …»
    before = range(sentence_start(row, first - 1), first)
    is_planned = any(_plans(row[k]) for k in before)
    depth = 0
    for k in reversed(before):
        date = row[k].date
        depth += (row[k].low == ")") - (row[k].low == "(")
        if date is None or date.value is None or date.role == "act" or depth > 0:
            continue
        is_year = date.value.from_[4:] == "-01-01" and date.value.to == f"{date.value.from_[:4]}-12-31"
        is_coming = today is None or date.value.to >= today
        return date.value if is_year and is_coming and is_planned and date.role == "period" else None
    return None


def _plans(word: Word) -> bool:
    return word.lemma in PLAN_LEMMAS or word.lemma in _AHEAD or word.tag.tense == "Fut" or word.low in PLAN_FORMS


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


# -- data ------------------------------------------------------------------------------------------

_TERM = re.compile(  # «Сроки и этапы реализации Программы | 2021–2025 годы»
    r"сроки?(?:\s+и\s+этапы)?(?:\s+реализации|\s+действия|\s+выполнения)?(?:\s+[а-яё]+){0,2}[\s|:–—-]*(?:с\s|в\s)?$",
    re.IGNORECASE,
)
_FOR_YEARS = re.compile(r"(?<![а-яё])на\s$", re.IGNORECASE)
_YEAR = re.compile(r"20[0-4][0-9]")
_SEASONS = frozenset(("сезон", "период", "эпидсезон"))
_ENDS = frozenset(("конец", "начало", "середина", "десятилетие", "прошлый"))
_LONG_ROW = 400  # words of a unit in which a programme is looked for
_COMING = frozenset(("будущий", "следующий", "предстоящий", "наступающий", "грядущий"))
_PREPARING = frozenset(("подготовка", "подготовить", "готовность", "подготовиться", "прохождение", "работа"))
_PROGRAMMES = frozenset(("программа", "стратегия", "концепция", "подпрограмма", "нацпроект", "госпрограмма", "проект"))
_RESULTS = frozenset(("показатель", "индикатор", "результат", "ориентир"))
_AHEAD = frozenset(("задача", "план", "цель", "перспектива", "прогноз", "показатель", "индикатор", "мероприятие"))
