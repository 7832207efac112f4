"""By when a target is to be reached: the date that belongs to its figure.

Decides among the dates of its own clause («на 2021 год – 2 470 человек») and of its sentence. Leaves what a
date is to `dates.py`, and terms that stand outside the sentence to `terms.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.analysis import Analysis
from extractor.fields.figure.figures import Figure
from extractor.fields.figure.plan_words import ATTENDING, RELATIVES
from extractor.fields.figure.quantities import Passages
from extractor.fields.figure.quantity import Quantity, ends_sentence, text_at
from extractor.fields.figure.quantity_words import DASHES
from extractor.fields.figure.terms import interval, is_due, term_above
from extractor.fields.figure.words import WINDOW, Word, is_infinitive, sentence_start
from extractor.record import Interval


def due_of(
    analysis: Analysis,
    passages: Passages,
    figure: Figure,
    before: Quantity | None,
    after: Quantity | None,
    used: set[int],
    known: Known,
) -> Interval | None:
    """The interval in which a figure is due; `used` holds words of dates that an earlier figure took."""
    row, quantity = figure.row, figure.quantity
    k = _own(row, quantity, before, after, used)
    if k is None:
        k = _shared(figure)
    if k is None:
        k = _before_colon(figure)
    if k is None and known.same is not None:
        return known.same
    if k is None and known.stated is None:
        last = _trailing(figure, after)
        if last is not None:
            return interval(row[last])
    if is_yearly(figure) and not (known.stated is not None if k is None else _binds_each_year(row[k])):
        return None
    own = None if k is None else interval(row[k])
    is_wide = k is not None and own is not None and known.stated is not None and not _is_deadline(row[k])
    if known.stated is not None and (own is None or (is_wide and _holds(own, known.stated))):
        return known.stated  # «Довести в 2014 году явку до 60 %. Срок: 30.11.2014»
    if k is not None:
        used.add(k)
        return own
    if known.last is not None and _is_same_term(row, quantity.bound):
        return known.last
    if known.year is not None:
        return known.year
    return term_above(analysis, passages, figure.passage.unit)


class Known(NamedTuple):
    """What the text around tells of a figure's term.

    `stated` stands behind «Срок:», `same` is the date that an earlier figure of the same verb has, `last`
    that of the figure before, `year` the year that «до конца года» means.
    """

    stated: Interval | None = None
    same: Interval | None = None
    last: Interval | None = None
    year: Interval | None = None


def _holds(period: Interval, term: Interval) -> bool:
    """Whether a term lies within a longer period."""
    return str(period.from_) <= str(term.from_) and str(term.to) <= str(period.to) and period != term


def _is_same_term(row: list[Word], bound: int) -> bool:
    """«К этому же сроку охват должен составить 80 %», «на ту же дату – 12 школ»."""
    near = range(max(sentence_start(row, bound), bound - 20), bound)
    return any(
        row[k].lemma in _TERM_NOUNS
        and any(row[j].lemma in ("этот", "тот") for j in range(max(0, k - 2), k))
        and any(row[j].low in ("к", "ко", "на", "до") for j in range(max(0, k - 4), k))
        for k in near
    )


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


def _own(
    row: list[Word], quantity: Quantity, before: Quantity | None, after: Quantity | None, used: set[int]
) -> int | None:
    """The date between a figure and its neighbours, a deadline first, then the one before it."""
    sentence = row[quantity.at].sentence
    low = max(before.stop if before is not None else 0, quantity.bound - WINDOW)
    left = [k for k in range(quantity.bound - 1, low - 1, -1) if row[k].sentence == sentence and is_due(row[k])]
    left = [k for k in left if k not in used and not _is_shut(row, k, quantity.bound) and not _is_compared(row, k)]
    left = [k for k in left if not _is_of_another(row, k, quantity.bound)]
    left = [k for k in left if not _is_of_other_clause(row, k, quantity.bound)]
    if left and left[0] >= quantity.bound - 2 and text_at(row, quantity.bound - 1) in DASHES:
        return left[0]  # «2021 г. – 16, 2023 г. – 25, к 2026 году – все 64»
    high = len(row) if after is None or _is_one_clause(row, quantity.stop, after.bound) else after.bound
    right = []
    for k in range(quantity.stop, min(high, quantity.stop + WINDOW)):
        if ends_sentence(row, quantity):
            break
        if row[k].sentence != sentence or row[k].low in (";", "(", ")"):
            break  # «(прогнозная численность – 3 400 человек) в срок до 20 декабря»
        if is_due(row[k]) and not _is_compared(row, k):
            right.append(k)
    if after is not None and right and _is_next_task(row, quantity.stop, right[-1], after.bound):
        right.pop()  # «сократить площадь на 40 %, а к 2024 году обеспечить …»
    if after is not None and right and right[-1] - quantity.stop > 1 and _is_led(row, right[-1], after):
        right.pop()  # «210 семей, на 2023 год – 240»: the date of the next figure
    if after is not None and right and _opens_next(row, right[-1], quantity.stop, after.bound):
        right.pop()  # «уложено 1,8 км, на 2021 год запланировали 0,7»
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
    """«3 бригады по 6 человек к 20 мая»: nothing parts two figures."""
    return not any(row[k].low in (",", ";", "и", "(", ".") for k in range(first, stop))


def _opens_next(row: list[Word], date: int, stop: int, bound: int) -> bool:
    """Whether a comma stands before a date, and none between it and a verb of the next figure."""
    k = date
    while k > stop and row[k - 1].pos == "ADP":
        k -= 1
    behind = row[date + 1 : bound]
    is_parted = k > stop and row[k - 1].low in (",", "а", "но")
    is_run_on = not any(word.low in (",", ";", "(", ".") for word in behind)
    return is_parted and is_run_on and any(word.tag.verb_form in ("Fin", "Inf") for word in behind)


def _is_of_other_clause(row: list[Word], date: int, bound: int) -> bool:
    """«Сборник выйдет до конца года, а слёт планируется собрать …», «сдать к 1 мая списки; охватить 90 % …»."""
    marks = [k for k in range(date + 1, bound) if row[k].low == ";" or _is_contrast(row, k)]
    if not marks or any(row[k].low == ":" for k in range(date + 1, marks[-1])):
        return False
    is_task = row[marks[-1]].low == ";"
    has_verb = any(row[k].tag.verb_form == "Fin" or (is_task and _is_verb(row[k])) for k in range(marks[-1], bound))
    first = max(sentence_start(row, date), date - WINDOW)
    last = next((k for k in range(date - 1, first - 1, -1) if row[k].low in (";", ":")), first)
    return has_verb and any(_is_verb(row[k]) for k in range(last, marks[0]))


def _is_contrast(row: list[Word], k: int) -> bool:
    return row[k].low == "," and text_at(row, k + 1) in ("а", "но", "однако")


def _is_verb(word: Word) -> bool:
    return word.tag.verb_form == "Fin" or is_infinitive(word)


def _bracketed(row: list[Word], stop: int) -> int | None:
    """The year in a bracket of its own behind a figure: «25 (2021), 60 (2022)»."""
    is_alone = stop + 2 < len(row) and row[stop].low == "(" and row[stop + 2].low == ")"
    return stop + 1 if is_alone and is_due(row[stop + 1]) else None


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


def _trailing(figure: Figure, after: Quantity | None) -> int | None:
    """The deadline behind the second of two levels: «охват не менее 55 % жителей, детей – не менее 80 % к 9 мая»."""
    row, quantity = figure.row, figure.quantity
    if after is None or after.kind != quantity.kind or row[after.at].sentence != row[quantity.at].sentence:
        return None
    if any(_is_verb(word) or word.date is not None or word.low == ";" for word in row[quantity.stop : after.bound]):
        return None
    for k in range(after.stop, min(len(row), after.stop + 6)):
        if row[k].low in (",", ";", "(", ".") or row[k].numeral is not None:
            return None
        if _is_deadline(row[k]):
            return k
    return None


def _shared(figure: Figure) -> int | None:
    """A date that opens the sentence, before its verb: «К концу 2025 года планируется …, …, …»."""
    row, quantity = figure.row, figure.quantity
    first = sentence_start(row, quantity.at)
    for k in range(first, quantity.bound):
        if row[k].numeral is not None and not is_due(row[k]):
            return None
        if is_due(row[k]):
            return k if _opens(row, first, k) else None
        if k - first > 14:
            return None
    return None


def _before_colon(figure: Figure) -> int | None:
    """The date right before the colon that leads to several figures: «план на 2024 год: построить …, довести …»."""
    row, bound = figure.row, figure.quantity.bound
    first = max(sentence_start(row, bound), bound - WINDOW)
    return next((k for k in range(bound - 2, first - 1, -1) if row[k + 1].low == ":" and is_due(row[k])), None)


def _opens(row: list[Word], first: int, date: int) -> bool:
    """Whether nothing but a few circumstances stands before a date, or its verb comes behind it."""
    if any(is_infinitive(row[k]) for k in range(first, date)) and row[date].date is not None:
        return False  # «Открыть отделение с 15.10.2011, набрать не менее двух групп»
    return date - first <= 3 or (
        not any(is_infinitive(row[k]) for k in range(first, date))
        and not any(row[k].case == "Nom" and row[k].pos == "NOUN" for k in range(first, date))
    )


# -- data ------------------------------------------------------------------------------------------

NO_DEADLINE = Carried(None, -1)
_JOINING = frozenset((",", "и", "а", "также"))
_COMPARED = frozenset(("сравнение", "отношение", "уровень", "против", "показатель", "оценка"))  # «к уровню 2018 года»
_TERM_NOUNS = frozenset(("срок", "время", "период", "дата", "момент", "год"))
