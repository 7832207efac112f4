"""Words right at a figure that say «plan» or «fact»: «план – 9 000», «при плане 70 %», «(на 15.11 – 268 тыс.)».

Decides by the mark before the number and by the bracket it stands in. Leaves verbs, lists and headings
to `plans.py`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from extractor.fields.figure.plan_words import FULFILMENT, MARK_LINKS, MARKS, PLAN_LEMMAS
from extractor.fields.figure.quantity import Quantity, text_at
from extractor.fields.figure.quantity_words import DASHES
from extractor.fields.figure.words import Word

Status = Literal["planned", "reached", "open"]  # open: nothing says which


class Plan(NamedTuple):
    """The status of a figure, and the word that says so: a verb's place in its passage, None elsewhere."""

    status: Status
    verb: int | None = None
    rule: str = ""


def mark_of(row: list[Word], quantity: Quantity) -> Plan | None:
    """«план – 9 000», «при плане 70%», «План 30 Факт 33.2», «против 18 в прошлом году»."""
    k = quantity.bound - 1
    steps = 0
    if _is_plan_label(row, quantity) or is_called_plan(row, quantity.stop):
        return Plan("planned", None, "marked")
    if any(_is_planned_modifier(row[j]) for j in (k, *range(quantity.at + 1, quantity.stop)) if j >= 0):
        return Plan("planned", None, "marked")  # «из запланированных 18 км», «из 15 запланированных домов»
    if k >= 0 and (row[k].low == "их" or (row[quantity.bound].pos != "ADP" and _is_past_participle(row[k]))):
        return Plan("reached", None, "marked")  # «с учётом поступивших 87 предложений», «а их 71»
    while k >= 0 and steps < 6:
        word = row[k]
        if word.lemma == "план" and k and row[k - 1].lemma in FULFILMENT:
            return Plan("reached", None, "marked")  # «выполнение плана – 105 %»
        if word.lemma in MARKS or _is_plan_mark(row, k, steps):
            return Plan("planned", None, "marked")
        if word.lemma in ("факт", "фактически", "фактический"):
            return Plan("reached", None, "marked")
        if word.numeral is not None and text_at(row, k + 1) in _SPANS:
            k -= 1
            continue  # «план 6 мес. – 1 000»
        if not (_is_link(row, k) or word.date is not None or word.pos == "ADJ"):
            return None
        k -= 1
        steps += 1
    return None


def _is_link(row: list[Word], k: int) -> bool:
    """What may stand between a mark and its figure: «план 6 мес. –», «задание составляло»."""
    word = row[k]
    if word.low == ".":
        return text_at(row, k - 1) in _SPANS
    is_word = word.low in MARK_LINKS or word.low in _SPANS or word.lemma in _LINK_LEMMAS
    return is_word or word.low in DASHES


def _is_plan_label(row: list[Word], quantity: Quantity) -> bool:
    """«План по обучению – 180 чел.»: a plan of something, a dash and the figure."""
    before = text_at(row, quantity.bound - 1)
    if before not in (*DASHES, ":", "составляет", "составлял", "составил", "составит"):
        return False
    for k in range(quantity.bound - 2, max(-1, quantity.bound - 8), -1):
        if row[k].low in ("план", "задание"):
            return row[k + 1].low == "по" and not (k and row[k - 1].lemma in FULFILMENT)
        if row[k].pos not in ("NOUN", "ADJ", "ADP"):
            return False
    return False


def is_called_plan(row: list[Word], stop: int) -> bool:
    """«76 % (план)», «вместо 2 000 по плану»."""
    if text_at(row, stop) == "по" and text_at(row, stop + 1) in ("плану", "заданию", "прогнозу"):
        return any(word.low in ("вместо", "из", "против") for word in row[max(0, stop - 6) : stop])
    return text_at(row, stop) == "(" and text_at(row, stop + 1) in ("план", "прогноз") and text_at(row, stop + 2) == ")"


def _is_plan_mark(row: list[Word], k: int, steps: int) -> bool:
    """«план – 9 000», «план 6 мес. – 1 000», «утверждено на год 99 процентов»."""
    word = row[k]
    if word.lemma == "утвердить":
        return steps > 0 and text_at(row, k + 1) == "на" and word.tag.variant == "Short"
    return word.lemma == "план" and (steps == 0 or text_at(row, k + 1) in _PLAN_LINKS or _is_span(row, k + 1))


def _is_span(row: list[Word], k: int) -> bool:
    """«план 6 мес. – 1 000»: a number of months behind the plan."""
    return k + 1 < len(row) and row[k].numeral is not None and row[k + 1].low in _SPANS


def is_called_base(row: list[Word], quantity: Quantity) -> bool:
    """«Базовое значение (2021 год) – 70 %»."""
    near = range(max(0, quantity.bound - 8), quantity.bound)
    return any(
        row[k].lemma in ("базовый", "исходный")
        and row[k].sentence == row[quantity.at].sentence
        and row[k + 1].lemma in ("значение", "показатель", "уровень")
        for k in near
    )


def _is_planned_modifier(word: Word) -> bool:
    is_modifier = (word.tag.verb_form == "Part" or word.pos == "ADJ") and word.tag.variant != "Short"
    return word.lemma == "плановый" or (is_modifier and word.lemma in PLAN_LEMMAS)


def _is_past_participle(word: Word) -> bool:
    is_past = word.tag.verb_form == "Part" and word.tag.tense == "Past" and word.tag.variant != "Short"
    return is_past and word.lemma != "остаться"  # «завершить замену оставшихся 4,6 км»


def is_base(row: list[Word], quantity: Quantity) -> bool:
    """«(на 20.10 – 251,6 тыс.)», «(факт 2020 года – 12)»: a bracket that opens with a day tells where one stands."""
    k = quantity.bound - 1
    has_date = False
    while k >= 0 and quantity.bound - k < 7:
        word = row[k]
        if word.low == "(" or (word.low == "," and row[k + 1].low in _NOW):
            return has_date  # «выйти на 100-процентный охват, сейчас – 72 %»
        is_now = word.low in _NOW or word.lemma in _STARTS
        has_date = has_date or is_now or (word.date is not None and word.date.role != "deadline")
        is_link = word.low in DASHES or word.pos == "ADP" or word.low in ("факт", "было", ":")
        if not (is_now or is_link or word.date is not None):
            return False
        k -= 1
    return False


# -- data ------------------------------------------------------------------------------------------

_PLAN_LINKS = frozenset(("-", "–", "—", ":", "в", "на"))  # «план на год – 95 тыс.»
_LINK_LEMMAS = frozenset(
    ("этот", "дата", "период", "составлять", "составить", "равный", "значение", "показатель", "уровень")
)
_NOW = frozenset(("сейчас", "ныне", "сегодня", "пока"))  # «(сейчас 64 %)»
_STARTS = frozenset(("старт", "исходный", "исходно", "было"))  # «100 % педагогов (на старте – 64 %)», «(было 64 %)»
_SPANS = frozenset(("мес", "месяцев", "месяца", "кв", "полугодия"))
