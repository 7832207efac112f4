"""Whether a figure is planned or reached: «планируется собрать до 80 участников» against «участвовали 63».

Decides by the word that governs the figure: the nearest verb before it in its clause, the lead-in of its
list, the verb after it; where there is none, by words of planning, a coming date and a bound. Leaves
what becomes of a planned figure to `targets.py`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from operator import attrgetter
from typing import NamedTuple

from extractor.analysis import Analysis
from extractor.fields.figure.antecedents import bracket_of
from extractor.fields.figure.plan_marks import Plan, Status, is_base, is_called_base, is_called_plan, mark_of
from extractor.fields.figure.plan_verbs import SO_THAT, is_predicate, is_sent, status_of, takes_in
from extractor.fields.figure.plan_words import (
    CHANGES,
    LEVELS,
    PERSONAL_PLANS,
    PLAN_FORMS,
    PLAN_LEMMAS,
    PLAN_NOUNS,
    REACHING,
    RELATIVES,
)
from extractor.fields.figure.quantities import Passage, Passages
from extractor.fields.figure.quantity import Quantity
from extractor.fields.figure.quantity_words import DASHES
from extractor.fields.figure.words import WINDOW, Word, sentence_start, sentence_stop


class Outlook(NamedTuple):
    """What the document tells about time, read once: its own day and the passages by unit."""

    today: str | None
    is_program: bool
    is_report: bool
    is_agreement: bool  # whose present tense obliges: «Музей предоставляет 40 дел»
    is_plan_title: bool  # the title says that the document is one of plans: «Целевые показатели …»
    passages: Passages
    headings: Mapping[int, int]  # the heading that each unit stands under


def plan_of(analysis: Analysis, outlook: Outlook, passage: Passage, quantity: Quantity) -> Plan:
    """Whether a figure is a level to be reached: «довести до 305 тыс.» is, «(на 20.10 – 251,6 тыс.)» is not."""
    row = passage.words
    if is_base(row, quantity) or is_called_base(row, quantity):
        return Plan("reached", None, "base")
    marked = mark_of(row, quantity)
    if marked is not None:
        return marked
    if _has_plan_behind(row, quantity):
        return Plan("reached", None, "marked")
    inside = range(quantity.bound, quantity.at) if quantity.base is not None else range(0)
    before = next((k for k in inside if is_predicate(row[k])), None)  # «с 53 % вырастет до 65 %»
    if before is None:
        before = _governor(row, quantity.bound, quantity)
    if before is None and not _is_aside(row, quantity) and _is_listed_plan(analysis, outlook, passage):
        return Plan("planned", None, "lead_in")
    verb = before if before is not None else _verb_after(row, quantity)
    if verb is not None and before is None and _has_own_figure(passage, quantity, verb):
        return Plan("reached", verb, "now")
    if verb is not None and before is None and _is_own_plan(row, verb, quantity):
        return Plan("reached", verb, "verb")
    if verb is not None:
        status = "reached" if is_sent(row[verb], quantity) else status_of(row, verb)
        if status == "open" and takes_in(row, verb, quantity):
            status = "planned"
        if status == "reached" and outlook.is_agreement and row[verb].tag.tense == "Pres":
            status = "planned"  # «Университет ежегодно обучает 24 волонтёров»
        if status != "open":
            return Plan(status, verb, "verb")
    if before is None and _is_first_sentence(row, quantity.at) and not _is_aside(row, quantity):
        lead = _lead_status(analysis, outlook, passage)
        if lead is not None:
            return lead
    heading = outlook.passages.find(outlook.headings.get(passage.unit))
    is_named = heading is not None and (
        _names_plans(heading.words) or (not outlook.is_report and _is_of_levels(heading.words))
    )
    if is_named:
        return Plan("planned", None, "heading")
    return _nominal(outlook, row, quantity)


def _has_plan_behind(row: list[Word], quantity: Quantity) -> bool:
    """«сохранность контингента 94 % при плане 95 %»: the first figure is the fact."""
    k = quantity.stop
    if k + 2 >= len(row) or row[k].low not in ("при", "(", ","):
        return False
    if row[k].low == "," and row[k + 1].low == "при":
        k += 1
    elif row[k].low == ",":
        return row[k + 1].low == "план"
    return row[k + 1].lemma in _PLANS and row[k + 1].low != "планом" and not is_called_plan(row, quantity.stop)


def _is_aside(row: list[Word], quantity: Quantity) -> bool:
    """«жителям улицы (31 двор, 84 человека) подготовить имущество»: a bracket tells who they are."""
    return quantity.comparator == "exact" and bracket_of(row, quantity.at) is not None


# -- verbs -----------------------------------------------------------------------------------------


def _governor(row: list[Word], start: int, quantity: Quantity) -> int | None:
    """The verb before word `start` that governs it: over commas, not out of brackets, not into old clauses."""
    sentence = row[quantity.at].sentence
    depth = 0
    k = start - 1
    last = max(0, start - WINDOW)
    while k >= last and row[k].sentence == sentence:
        word = row[k]
        if word.low in (")", "»"):
            depth += 1
        elif word.low in ("(", "«"):
            depth = max(0, depth - 1)
        elif depth == 0 and word.low in SO_THAT:
            return None  # «хотим, чтобы 65 % билетов продавалось»
        elif depth == 0 and is_predicate(word):
            if word.tag.mood == "Imp" and k and row[k - 1].low in _QUOTES:
                k -= 1
                continue  # «в акции "Живи, лес!" – двенадцать коллективов»
            relative = _relative_before(row, k)
            if relative is None or not _is_closed(row, k, start):
                return k
            k = relative
        k -= 1
    return None


def _relative_before(row: list[Word], verb: int) -> int | None:
    """The «который», «где» that opens the clause of a verb, or None where it is a main clause."""
    for k in range(verb - 1, max(-1, verb - 14), -1):
        if row[k].lemma in RELATIVES:
            return k
        if row[k].low in (",", ";", ".") or row[k].sentence != row[verb].sentence:
            return None
    return None


def _is_closed(row: list[Word], verb: int, start: int) -> bool:
    """Whether a comma or a dash ends the clause of a verb before word `start`."""
    return any(row[k].low == "," or row[k].low in DASHES for k in range(verb + 1, start))


def _verb_after(row: list[Word], quantity: Quantity) -> int | None:
    """The first verb behind the figure in its sentence, up to a semicolon and outside relative clauses."""
    sentence = row[quantity.at].sentence
    is_relative = False
    for k in range(quantity.stop, min(len(row), quantity.stop + 25)):
        word = row[k]
        if word.sentence != sentence or word.low in (";", ")"):
            return None
        if word.lemma in RELATIVES:
            is_relative = True
        elif is_relative and word.low == ",":
            is_relative = False
        elif not is_relative and is_predicate(word):
            return k
    return None


def _has_own_figure(passage: Passage, quantity: Quantity, verb: int) -> bool:
    """«отказов 6,4 %, к 2025 г. надо снизить до 5 %», «у нас 30, а нужно 90»: where one stands, then the plan."""
    row = passage.words
    if not any(row[k].low == "," for k in range(quantity.stop, verb)) or quantity.comparator != "exact":
        return False
    if not (row[verb].lemma in PLAN_LEMMAS or row[verb].low in PLAN_FORMS):
        return False
    i = bisect_right(passage.quantities, verb, key=_AT)
    return i < len(passage.quantities) and row[passage.quantities[i].at].sentence == row[quantity.at].sentence


# -- lists and noun phrases ------------------------------------------------------------------------


def _is_first_sentence(row: list[Word], at: int) -> bool:
    return bool(row) and row[0].sentence == row[at].sentence


def _is_listed_plan(analysis: Analysis, outlook: Outlook, passage: Passage) -> bool:
    """Whether the list is headed as one of plans: «Ожидаемые результаты:», «Целевые показатели:»."""
    lead = analysis.units[passage.unit].lead_in
    above = outlook.passages.find(lead)
    return above is not None and _names_plans(above.words)


def _is_own_plan(row: list[Word], verb: int, quantity: Quantity) -> bool:
    """«5 человек планируют сменить работу»: those who plan are counted, not planned."""
    return row[verb].lemma in PERSONAL_PLANS and row[verb].tag.verb_form == "Fin" and quantity.noun_class == "person"


def _lead_status(analysis: Analysis, outlook: Outlook, passage: Passage) -> Plan | None:
    """What the lead-ins of a list say of a figure that has no verb before it."""
    lead = analysis.units[passage.unit].lead_in
    for _ in range(4):
        if lead is None:
            return None
        above = outlook.passages.find(lead)
        if above is not None:
            status = _lead_of(above.words)
            if status is not None:
                return Plan(status, None, "lead_in")
        lead = analysis.units[lead].lead_in
    return None


def _lead_of(row: list[Word]) -> Status | None:
    """What one lead-in says: «Стремиться … обеспечить:», «Показатели:» plan, «Участвовали:» reports."""
    names_levels = any(word.lemma in ("показатель", "индикатор") for word in row[-4:])
    names_levels = names_levels or _are_levels(row)
    is_reached = any(word.lemma in REACHING or word.low.startswith(_REACHED) for word in row[-WINDOW:])
    if names_levels and not is_reached:
        return "planned"  # «Дорожной картой определены показатели:», «Главными показателями являются:»
    for k in range(len(row) - 1, max(-1, len(row) - WINDOW), -1):
        word = row[k]
        if word.sentence != row[-1].sentence:
            break
        if is_predicate(word):
            status = status_of(row, k)
            if status != "open":
                return status
    return "planned" if _names_plans(row) else None


def _are_levels(row: list[Word]) -> bool:
    """«Показателями реализации Стратегии являются:», «Ориентирами станут:»: the list holds levels."""
    tail = row[-3:]
    if not any(word.lemma in _COPULAS for word in tail):
        return False
    return any(word.lemma in _LEVEL_NAMES and word.case in ("Ins", "Nom") for word in row[-14:])


def _names_plans(row: list[Word]) -> bool:
    """Whether the words of a heading or lead-in say that plans follow."""
    return any(_is_plan_noun(row, k) for k in range(min(len(row), WINDOW)))


def _is_of_levels(row: list[Word]) -> bool:
    """A heading «Показатели» alone: levels to be reached in all that is no report."""
    return len(row) < 4 and any(word.low == "показатели" for word in row)


def _is_plan_noun(row: list[Word], k: int) -> bool:
    lemma = row[k].lemma
    if lemma in ("целевой", "плановый", "ожидать", "ожидаемый", "планируемый"):
        named = row[k + 1 : k + 4]  # «Ожидаемые конечные результаты», «Целевые и количественные показатели»
        return any(word.lemma in ("показатель", "индикатор", "результат", "значение", "ориентир") for word in named)
    return lemma == "индикатор" or (lemma in ("задача", "план") and k < 3)


def _nominal(outlook: Outlook, row: list[Word], quantity: Quantity) -> Plan:
    """A figure without a verb: planned with a deadline or a coming year, or as a bound on a level."""
    first, stop = sentence_start(row, quantity.at), sentence_stop(row, quantity.at)
    before = range(first, quantity.first)
    is_level = any(row[k].lemma in LEVELS for k in before)
    if any(row[k].lemma in PLAN_NOUNS and not _is_shut(row, k, quantity.first) for k in before):
        return Plan("planned", None, "plan_word")
    if _has_coming_date(outlook, row[max(first, quantity.first - 8) : min(stop, quantity.stop + 5)], is_level=is_level):
        return Plan("planned", None, "coming_date")
    if is_level and quantity.comparator in ("at_least", "at_most"):
        return Plan("planned", None, "bounded_level")
    if outlook.is_plan_title and (is_level or row[quantity.first].lemma in LEVELS):
        return Plan("planned", None, "title")
    is_change = any(row[k].lemma in CHANGES and row[k].pos == "NOUN" for k in before)
    if is_change and (quantity.comparator in ("at_most", "at_least") or quantity.base is not None):
        return Plan("planned", None, "change_noun")
    return Plan("open")


def _is_shut(row: list[Word], k: int, stop: int) -> bool:
    """Whether a word stands in a bracket that closes before word `stop`: «21 364 (план – 20 500), … – 17,9 тыс.»."""
    depth = 0
    for j in range(k + 1, stop):
        depth += (row[j].low == "(") - (row[j].low == ")")
        if depth < 0:
            return True
    return False


def _has_coming_date(outlook: Outlook, near: list[Word], *, is_level: bool) -> bool:
    """Whether a deadline or a year to come stands near; in a programme of no date any year of a level is."""
    for word in near:
        date = word.date
        if date is None or date.value is None:
            continue
        if date.role == "deadline" or (outlook.today is not None and date.value.to > outlook.today):
            return True
        if outlook.is_program and is_level and outlook.today is None:
            return True
    return False


# -- data ------------------------------------------------------------------------------------------

_AT = attrgetter("at")
_REACHED = ("достигн", "выполнен", "фактическ")
_COPULAS = frozenset(("являться", "стать", "служить", "быть"))
_LEVEL_NAMES = frozenset(("показатель", "индикатор", "ориентир", "результат"))
_PLANS = frozenset(("план", "плановый", "целевой", "прогноз", "норматив"))
_QUOTES = frozenset(('"', "«", "„", "“"))
