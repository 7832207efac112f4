"""Quantified levels to be reached: «довести долю … до 30 процентов», «не менее 15 школ к 2024 году».

Decides which planned figures are targets and puts their parts together. Leaves to `figure/` the question
of plans (`plans.py`), the wording (`indicators.py`), dates (`dues.py`) and rows of tables (`target_tables.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.analysis import Analysis
from extractor.fields.decision.responsible import named_responsible, responsible_of, responsible_of_lead
from extractor.fields.figure.antecedents import bracket_of
from extractor.fields.figure.dues import NO_DEADLINE, Known, carry, due_of, is_yearly, joined_due
from extractor.fields.figure.elided_words import AMOUNTS
from extractor.fields.figure.figures import Figure, Reading, read
from extractor.fields.figure.indicators import (
    Clause,
    before_colon,
    clause_of,
    has_noun,
    is_of_whom,
    is_part,
    level_phrase,
    mark_phrase,
    rate_unit,
    wording,
)
from extractor.fields.figure.levels import has_fact, is_duration, is_norm, is_target
from extractor.fields.figure.plan_words import ATTENDING, PLAN_FORMS, PLAN_LEMMAS
from extractor.fields.figure.quantities import Passages
from extractor.fields.figure.quantity import Quantity, text_at
from extractor.fields.figure.quantity_words import DASHES
from extractor.fields.figure.reported import Periods, annual, periods_of, reported, whole_year
from extractor.fields.figure.target_tables import targets_of
from extractor.fields.figure.target_words import BODIES, BUILDING, CHANGING, COUNTABLE_MEASURES
from extractor.fields.figure.terms import (
    notes_of,
    programme_beside,
    programme_term,
    stated_term,
    year_before,
    year_to_come,
)
from extractor.fields.figure.words import WINDOW, Word
from extractor.record import Comparator, Interval, Target

KEYS = ("targets",)
NEEDS = ("dates", "legal_acts", "contacts", "organizations", "document")


def find(analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> dict[str, list[Target]]:
    """All targets in the order of the text; «в 2023 году – 50 %, в 2024 году – 75 %» is two."""
    reading = read(analysis, found)
    by_unit: dict[int, list[Figure]] = {}
    for figure in reading.figures:
        by_unit.setdefault(figure.passage.unit, []).append(figure)
    items: list[Target] = []
    term = programme_term(analysis.text, found)
    periods = periods_of(analysis, found)
    for unit, group in by_unit.items():
        if not any(figure.plan.status == "planned" for figure in group):
            continue
        items += _of_passage(analysis, reading, unit, group, term, periods)
    for grid in reading.grids:
        items += targets_of(analysis.text, grid)
    return {"targets": sorted(items, key=lambda item: item.start)}


def _of_passage(
    analysis: Analysis, reading: Reading, unit: int, group: list[Figure], term: Interval | None, periods: Periods
) -> list[Target]:
    """The targets of one unit; a figure may take indicator or date from the one before it."""
    group = [figure for figure in group if figure.quantity.kind != "time" or is_duration(figure)]
    passages, measures = reading.passages, reading.measures
    out: list[Target] = []
    used: set[int] = set()
    owners: dict[int, str] = {}  # indicator of each planned figure, by its word
    last = ""
    stated = stated_term(analysis, passages, unit)
    latest: Interval | None = None  # the term of the last target
    row_term, row_responsible = measures.get(unit, (None, None))
    responsible = row_responsible or _responsible(analysis, unit)
    base: int | float | None = None
    now: Figure | None = None  # where one stands: «летальность 9,2 %, надо снизить до 8 %»
    shared: dict[int, Interval] = {}  # the date that an earlier figure of the same verb took
    carried = NO_DEADLINE
    for i, figure in enumerate(group):
        before = group[i - 1].quantity if i else None
        after = group[i + 1].quantity if i + 1 < len(group) else None
        if figure.plan.rule == "base":
            base = figure.quantity.value
            if out and before is not None and _is_in_bracket_behind(figure, before):
                out[-1] = out[-1].model_copy(update={"baseline": base})  # «до 305 тыс. (на 15.11 – 268 тыс.)»
                base = None
            continue
        if figure.plan.rule == "now":
            now = figure
        clause = clause_of(figure, before, after)
        indicator = _indicator(analysis.text, figure, clause, last, owners) or _lead_indicator(analysis, passages, unit)
        last = indicator or last
        if figure.plan.status == "planned":
            owners[figure.quantity.at] = indicator
        if figure.plan.status != "planned" or not indicator or not is_target(figure, before):
            continue
        same = shared.get(figure.plan.verb) if figure.plan.verb is not None else None
        due = annual(figure, periods)
        if due is None:
            known = Known(stated, same, latest, whole_year(figure, periods))
            due = due_of(analysis, passages, figure, before, after, used, known)
        if due is None and not is_yearly(figure):
            due = joined_due(figure, clause.first, carried) or row_term or reported(figure, periods)
            due = due or _year_of(figure, periods) or year_to_come(analysis, passages, unit, periods.year) or term
        latest = due or latest
        carried = carry(figure, clause.first, clause.stop, due, used)
        is_drawn = figure.plan.verb is not None and figure.row[figure.plan.verb].lemma in ATTENDING
        is_shared = is_drawn or any(k in used for k in _dates_before(figure, after))
        if figure.plan.verb is not None and due is not None and is_shared:
            shared[figure.plan.verb] = due
        if is_norm(figure, due):
            continue
        item = _item(analysis, figure, clause, indicator, due, responsible)
        if now is not None and now.quantity.kind == figure.quantity.kind and item.baseline is None:
            item = item.model_copy(update={"baseline": now.quantity.value})
        now = None
        out.append(item if base is None or item.baseline is not None else item.model_copy(update={"baseline": base}))
    return out


def _year_of(figure: Figure, periods: Periods) -> Interval | None:
    """The years of the programme that the sentence names or the year that the one before plans for."""
    if figure.plan.rule != "verb":
        return None
    row, quantity = figure.row, figure.quantity
    return programme_beside(row, quantity.bound) or year_before(row, quantity.at, periods.today)


def _is_in_bracket_behind(figure: Figure, before: Quantity) -> bool:
    """«отремонтировать 100 % техники (сейчас 64 %)»: the bracket belongs to the figure before it."""
    opening = bracket_of(figure.row, figure.quantity.at)
    return opening is not None and 0 <= opening - before.stop <= 3


def _indicator(text: str, figure: Figure, clause: Clause, last: str, owners: dict[int, str]) -> str:
    """What is measured; a clause of dates and dashes alone goes on with the indicator before it."""
    own = wording(text, figure.row, clause.kept)
    is_marked = figure.plan.rule == "marked" and figure.plan.status == "planned"
    if is_marked and clause.has_content and not has_fact(figure):
        # «Охват: утверждено на год 99 процентов», «План по услугам выполнен: при задании 420 тыс. руб.»
        return own if has_noun(figure.row, clause) else before_colon(text, figure) or own
    if not clause.has_content and not is_marked and _is_other_sort(figure, clause):
        return own  # «очное отделение – 125 человек, заочное – 50»
    if not clause.has_content or is_marked:
        source = figure.quantity.source
        if source is not None and source.at not in owners and not is_marked:
            return _noun_text(text, figure) or last
        if own and last and "показател" in own.lower():
            return f"{own}: {last}"  # «Плановый уровень (не менее 15 % от всех)»
        named = last or level_phrase(text, figure.row, figure) or (own if clause.has_content or is_marked else "")
        return named or ("" if figure.quantity.kind == "bare" else mark_phrase(text, figure.row, figure.quantity))
    if figure.quantity.source is not None and last and not has_noun(figure.row, clause):
        return last  # «открыты 6 кружков, до июня откроем ещё 2»
    is_amount = own.split()[0].lower() in AMOUNTS if own else False
    is_led = text_at(figure.row, figure.quantity.bound - 1) in DASHES
    if last and is_led and not is_amount and own == _own_noun(text, figure):
        return last  # «снизиться на 4,5 % – до 512 случаев»
    if last and (is_part(figure.row, clause, figure.quantity) or is_of_whom(figure.row, clause, figure.quantity)):
        return f"{last} {own}"
    return own


def _is_other_sort(figure: Figure, clause: Clause) -> bool:
    """Whether nothing but an adjective stands before a dash and its figure: «заочное – 50»."""
    row, bound = figure.row, figure.quantity.bound
    words = [k for k in clause.kept if k < bound]
    is_led = text_at(row, bound - 1) in DASHES and figure.quantity.is_elided
    return is_led and len(words) == 1 and row[words[0]].pos == "ADJ" and row[words[0]].case == "Nom"


def _dates_before(figure: Figure, after: Quantity | None) -> range:
    """The words in which a figure's own date stands, from its verb to the next figure."""
    first = figure.plan.verb if figure.plan.verb is not None else figure.quantity.first
    return range(first, len(figure.row) if after is None else after.bound)


def _lead_indicator(analysis: Analysis, passages: Passages, unit: int) -> str:
    """The wording of the lead-in where an item is a year and a figure: «Доля …:», «2020 год – 30 %»."""
    lead = analysis.units[unit].lead_in
    above = passages.find(lead)
    if above is None:
        return ""
    shown = range(max(0, len(above.words) - WINDOW), len(above.words))
    kept = [k for k in shown if above.words[k].date is None and above.words[k].numeral is None]
    return wording(analysis.text, above.words, kept)


def _own_noun(text: str, figure: Figure) -> str:
    noun = figure.quantity.noun
    return "" if noun is None else text[figure.row[noun[0]].start : figure.row[noun[1] - 1].end]


def _noun_text(text: str, figure: Figure) -> str:
    source = figure.quantity.source
    if source is None or source.noun is None or source.kind != "noun":
        return ""
    if source.head in ("человек", "чел", "единица", "ед"):
        return ""
    return text[figure.row[source.noun[0]].start : figure.row[source.noun[1] - 1].end]


def _item(
    analysis: Analysis,
    figure: Figure,
    clause: Clause,
    indicator: str,
    due: Interval | None,
    responsible: str | None,
) -> Target:
    quantity, row = figure.quantity, figure.row
    first, stop = _wording_start(row, clause, quantity), max(clause.stop, quantity.stop)
    start, end = row[first].start, row[stop - 1].end
    return Target(
        text=analysis.text[start:end],
        start=start,
        end=end,
        rule=figure.plan.rule,
        indicator=indicator,
        value=quantity.value,
        unit=_unit(quantity, row, figure.plan.verb, indicator),
        comparator=_comparator(figure, row),
        due=due,
        baseline=quantity.base,
        responsible=responsible,
    )


def _wording_start(row: list[Word], clause: Clause, quantity: Quantity) -> int:
    """Where the words of a target begin: with its plan verb, or behind the colon of a series of years."""
    first = min(clause.first, quantity.bound)
    for k in range(quantity.bound - 1, first, -1):
        if row[k].low == ":":
            return k + 1
        if not (_is_link(row[k]) or row[k].numeral is not None):
            break
    while first and (row[first - 1].lemma in PLAN_LEMMAS or row[first - 1].low in PLAN_FORMS):
        first -= 1
    return first


def _is_link(word: Word) -> bool:
    return word.date is not None or word.pos == "ADP" or word.low in DASHES


def _comparator(figure: Figure, row: list[Word]) -> Comparator:
    """«до 30 %» after увеличить, довести or снизить is the level itself."""
    quantity = figure.quantity
    if quantity.comparator == "at_most" and row[quantity.bound].low == "до":
        near = range(max(0, quantity.bound - 25), quantity.bound)
        if any(row[k].lemma in CHANGING for k in near):
            return "exact"
    return quantity.comparator


def _unit(quantity: Quantity, row: list[Word], verb: int | None, indicator: str) -> str:
    if quantity.kind in ("percent", "ruble"):
        return quantity.kind
    if quantity.kind == "times":
        return "раз"
    rate = rate_unit(row, quantity)
    if rate is not None:
        return rate
    if quantity.kind == "measure" and text_at(row, quantity.stop) == "в" and text_at(row, quantity.stop + 1) in _TIMES:
        return f"{quantity.unit_text} в {row[quantity.stop + 1].text}"  # «до 420 тонн в сутки»
    if quantity.kind in ("measure", "time"):
        is_countable = any(word.startswith(COUNTABLE_MEASURES) for word in quantity.unit_text.lower().split())
        return "unit" if is_countable else _undotted(quantity.unit_text)  # «20 дополнительных коек»
    if quantity.head == "балл":
        return quantity.head
    if quantity.noun_class == "organization":
        near = range(max(0, quantity.bound - 6), quantity.bound)
        is_built = any(row[k].lemma in BUILDING for k in near)
        return "unit" if quantity.head == "клуб" or (is_built and quantity.head not in BODIES) else "organization"
    return quantity.noun_class if quantity.noun_class in ("person", "territory") else "unit"


def _undotted(unit: str) -> str:
    """«кг.» at the end of a sentence is «кг», «тыс.нас.» stays."""
    return unit[:-1] if unit.endswith(".") and "." not in unit[:-1] else unit


def _responsible(analysis: Analysis, unit: int) -> str | None:
    """Who is to act: «Отв.: …», the dative of the instruction, or the lead-in of its list."""
    here = analysis.units[unit]
    notes = [analysis.units[index] for index in (unit, *notes_of(analysis, unit))]
    named = next((who for u in notes if (who := named_responsible(analysis.text, u.start, u.end)) is not None), None)
    named = named or responsible_of(analysis, here.body, here.end)
    lead = here.lead_in
    while named is None and lead is not None:
        if analysis.units[lead].kind != "heading":
            named = responsible_of_lead(analysis, analysis.units[lead])
        lead = analysis.units[lead].lead_in
    return named


# -- data ------------------------------------------------------------------------------------------

_TIMES = frozenset(("сутки", "смену", "час", "месяц", "день"))
