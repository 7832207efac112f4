"""Whether a planned figure is a level to be reached: no sum to be paid, no rule of form, no whole of a part.

Decides by the unit, the governing verb and the words right at the figure. Leaves the question whether it is
planned at all to `plans.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from extractor.fields.figure.figures import Figure
from extractor.fields.figure.quantity import Quantity, text_at
from extractor.fields.figure.target_words import (
    BUDGETS,
    CHANGING,
    DURATIONS,
    LEVEL_WORDS,
    NO_MEASURES,
    NO_TARGETS,
    PAYING,
    PLAN_RULES,
)
from extractor.fields.figure.words import Word
from extractor.record import Interval


def is_target(figure: Figure, before: Quantity | None) -> bool:
    """Whether a planned figure is a level: no sum to be paid, no whole of a part, no rate."""
    quantity, row = figure.quantity, figure.row
    if quantity.kind == "ruble":
        whole = _root(quantity)
        near = {row[k].lemma for q in (quantity, whole) for k in range(max(0, q.bound - 14), q.bound)}
        is_level = bool(near & LEVEL_WORDS) or figure.plan.rule in PLAN_RULES
        if figure.plan.rule == "marked" and has_fact(figure):
            return True  # «внебюджетных средств привлечено 11 млн руб. при плане 10 млн»
        return is_level and not near & BUDGETS
    if quantity.kind == "times" and text_at(row, quantity.stop) in ("в", "за") and quantity.value != 1.5:
        return False  # «не реже 2 раз в год»
    if quantity.kind == "bare" or quantity.value == 0:
        return False
    is_place = quantity.noun_class == "organization" and text_at(row, quantity.bound - 1) in ("в", "во", "на")
    if is_place and quantity.comparator == "exact" and before is not None and before.stop == quantity.bound - 1:
        return False  # «осмотр 1 360 лодок на 12 причалах»
    if text_at(row, quantity.bound - 1) == "из" and before is not None and quantity.is_elided:
        return False  # «7 ФАПов из 9»
    if row[quantity.bound - 1].lemma in _SIZES and quantity.kind == "measure":
        return False  # «в радиусе 5 км», «глубиной до 3 м»
    if row[0].low.startswith(_ENCLOSED) and quantity.kind == "measure":
        return False  # «Приложение: на 3 л. в 1 экз.»
    is_marked = figure.plan.rule == "marked"
    is_phrase = quantity.noun is not None and quantity.noun[1] - quantity.noun[0] > 1
    is_none = quantity.head in NO_TARGETS and not (quantity.head == "пункт" and is_phrase)  # «2 пункта проката»
    # «в 31 населённом пункте (план – 35)», «оцифровать 10 тыс. страниц газет»
    is_none = is_none and quantity.noun_class != "territory" and quantity.value < _MANY
    if quantity.kind == "noun" and (is_none or (not is_marked and _is_circumstance(quantity, row))):
        return False
    if figure.plan.verb is not None and row[figure.plan.verb].lemma in PAYING:
        return False
    if quantity.kind != "measure":
        return True
    if quantity.unit_text.startswith("мест"):  # «построить сад на 120 мест», not «экскурсия (30 мест)»
        is_raised = figure.plan.verb is not None and row[figure.plan.verb].lemma in CHANGING
        return is_raised or text_at(row, quantity.bound - 1) == "на"
    return not quantity.unit_text.startswith(NO_MEASURES) or quantity.value >= _MANY


def _root(quantity: Quantity) -> Quantity:
    """The figure whose noun a chain of figures goes back to: «4,7 млн руб., в том числе 2022 г. – 1,4»."""
    for _ in range(20):
        if quantity.source is None:
            break
        quantity = quantity.source
    return quantity


def is_duration(figure: Figure) -> bool:
    """«сократить время ожидания до 15 минут», «продолжительность жизни до 78 лет» are levels, «24 часа» is not."""
    quantity, row = figure.quantity, figure.row
    if figure.plan.status != "planned" or quantity.comparator not in ("at_most", "at_least", "exact"):
        return False
    near = range(max(0, quantity.bound - 10), quantity.bound)
    is_led = (
        text_at(row, quantity.bound) == "до" or text_at(row, quantity.bound - 1) == "на" or quantity.base is not None
    )
    if text_at(row, quantity.bound - 1) == "на" and text_at(row, quantity.bound - 2) in ("сроком", "срок"):
        return False  # «ввести карантин сроком на 60 дней»
    is_duration = any(row[k].lemma in DURATIONS for k in near)
    verb = figure.plan.verb
    if is_led and verb is not None and row[verb].lemma in CHANGING and any(row[k].pos == "NOUN" for k in near):
        return True  # «довести запас угля до 45 суток»
    return is_duration and (is_led or quantity.comparator != "exact")


def _is_circumstance(quantity: Quantity, row: list[Word]) -> bool:
    """«работающих в две смены», «на двух языках» tell how, not how many."""
    if any(row[k].lemma in CHANGING for k in range(max(0, quantity.bound - 12), quantity.bound)):
        return False  # «увеличить число кружков на 5 единиц»
    is_shared_out = text_at(row, quantity.bound - 1) == "по" and row[quantity.bound - 2].tag.verb_form == "Inf"
    return (
        quantity.noun_class == "thing"
        and not is_shared_out  # «высадить по 200 деревьев»
        and not quantity.is_elided
        and quantity.comparator == "exact"
        and text_at(row, quantity.bound - 1) in ("в", "во", "на", "с", "при", "из", "по")
    )


def is_norm(figure: Figure, due: Interval | None) -> bool:
    """«ребёнок должен назвать до 1500 слов»: a duty without a day is a rule."""
    verb = figure.plan.verb
    if due is not None or verb is None or figure.quantity.kind == "percent":
        return False
    near = range(max(0, verb - 3), verb + 1)
    if figure.quantity.kind == "ruble" and any(word.lemma in _REACHED for word in figure.row[verb : verb + 3]):
        return False  # «средняя зарплата должна составить не ниже 32 тыс. рублей»
    if any(figure.row[k].lemma in CHANGING for k in near):
        return False
    return any(figure.row[k].lemma in ("должный", "следовать") for k in near)


def has_fact(figure: Figure) -> bool:
    """Whether a figure stands before in the same sentence: «54 % при плане 60 %»."""
    quantities, row = figure.passage.quantities, figure.row
    sentence = row[figure.quantity.at].sentence
    at = bisect_left(quantities, figure.quantity.at, key=_AT)
    return any(row[q.at].sentence == sentence and q.kind != "time" for q in quantities[max(0, at - 3) : at])


# -- data ------------------------------------------------------------------------------------------

_REACHED = frozenset(("составить", "составлять", "достичь", "достигнуть"))
_SIZES = frozenset(
    """радиус расстояние удаление дистанция высота глубина толщина ширина диаметр вес сечение отметка""".split()
)
_MANY = 1000  # as many pages or words are no norm of a text
_ENCLOSED = ("приложени", "отп", "исп")
_AT = attrgetter("at")
