"""Quantified levels to be reached: «довести долю … до 30 процентов», «не менее 15 школ к 2024 году».

Decides which planned figures are targets and puts their parts together. Leaves the question of plans to
`_plans.py`, the wording to `_indicators.py`, dates to `_dues.py`, rows of tables to `_target_tables.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.analysis import Analysis
from extractor.fields._dues import due_of, programme_term, stated_term
from extractor.fields._figures import Figure, read
from extractor.fields._indicators import Clause, clause_of, is_part, level_phrase, wording
from extractor.fields._plan_words import PLAN_FORMS, PLAN_LEMMAS
from extractor.fields._quantities import Passages
from extractor.fields._quantity import Quantity, text_at
from extractor.fields._quantity_words import DASHES
from extractor.fields._responsible import named_responsible, responsible_of, responsible_of_lead
from extractor.fields._target_tables import targets_of
from extractor.fields._word_list import entries
from extractor.fields._words import WINDOW, Word
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
    term = programme_term(found)
    for unit, group in by_unit.items():
        if not any(figure.plan.status == "planned" for figure in group):
            continue
        items += _of_passage(analysis, reading.passages, unit, group, term)
    for grid in reading.grids:
        items += targets_of(analysis.text, grid)
    return {"targets": sorted(items, key=lambda item: item.start)}


def _of_passage(
    analysis: Analysis, passages: Passages, unit: int, group: list[Figure], term: Interval | None
) -> list[Target]:
    """The targets of one unit; a figure may take indicator or date from the one before it."""
    group = [figure for figure in group if figure.quantity.kind != "time" or _is_duration(figure)]
    out: list[Target] = []
    used: set[int] = set()
    owners: dict[int, str] = {}  # indicator of each planned figure, by its word
    last = ""
    stated = stated_term(group[0].row) if group else None
    responsible = _responsible(analysis, unit)
    base: int | float | None = None
    for i, figure in enumerate(group):
        before = group[i - 1].quantity if i else None
        after = group[i + 1].quantity if i + 1 < len(group) else None
        if figure.plan.rule == "base":
            base = figure.quantity.value
            if out and before is not None and text_at(figure.row, before.stop) == "(":
                out[-1] = out[-1].model_copy(update={"baseline": base})  # «до 305 тыс. (на 15.11 – 268 тыс.)»
                base = None
            continue
        clause = clause_of(figure, before, after)
        indicator = _indicator(analysis.text, figure, clause, last, owners) or _lead_indicator(analysis, passages, unit)
        last = indicator or last
        if figure.plan.status == "planned":
            owners[figure.quantity.at] = indicator
        if figure.plan.status != "planned" or not indicator or not _is_target(figure, before):
            continue
        due = due_of(analysis, passages, figure, before, after, used, stated) or term
        if _is_norm(figure, due):
            continue
        item = _item(analysis, figure, clause, indicator, due, responsible)
        out.append(item if base is None or item.baseline is not None else item.model_copy(update={"baseline": base}))
    return out


def _indicator(text: str, figure: Figure, clause: Clause, last: str, owners: dict[int, str]) -> str:
    """What is measured; a clause of dates and dashes alone goes on with the indicator before it."""
    own = wording(text, figure.row, clause.kept)
    is_marked = figure.plan.rule == "marked" and figure.plan.status == "planned"
    if not clause.has_content or is_marked:
        source = figure.quantity.source
        if source is not None and source.at not in owners and not is_marked:
            return _noun_text(text, figure) or last
        if own and last and "показател" in own.lower():
            return f"{own}: {last}"  # «Плановый показатель (не менее 20 % от общего числа)»
        return last or level_phrase(text, figure.row, figure) or (own if clause.has_content or is_marked else "")
    if is_part(figure.row, clause, figure.quantity) and last:
        return f"{last} {own}"
    return own


def _lead_indicator(analysis: Analysis, passages: Passages, unit: int) -> str:
    """The wording of the lead-in where an item is a year and a figure: «Доля …:», «2020 год – 30 %»."""
    lead = analysis.units[unit].lead_in
    above = passages.find(lead)
    if above is None:
        return ""
    shown = range(max(0, len(above.words) - WINDOW), len(above.words))
    kept = [k for k in shown if above.words[k].date is None and above.words[k].numeral is None]
    return wording(analysis.text, above.words, kept)


def _noun_text(text: str, figure: Figure) -> str:
    source = figure.quantity.source
    if source is None or source.noun is None or source.kind != "noun":
        return ""
    return text[figure.row[source.noun[0]].start : figure.row[source.noun[1] - 1].end]


def _is_target(figure: Figure, before: Quantity | None) -> bool:
    """Whether a planned figure is a level: no sum to be paid, no whole of a part, no rate."""
    quantity, row = figure.quantity, figure.row
    if quantity.kind == "ruble":
        near = {row[k].lemma for k in range(max(0, quantity.bound - 14), quantity.bound)}
        is_level = bool(near & _LEVEL_WORDS) or figure.plan.rule in _PLAN_RULES
        return is_level and not near & _BUDGETS
    if quantity.kind == "times" and text_at(row, quantity.stop) in ("в", "за") and quantity.value != 1.5:
        return False  # «не реже 2 раз в год»
    if quantity.kind == "bare" or quantity.value == 0:
        return False
    if text_at(row, quantity.bound - 1) == "из" and before is not None and quantity.is_elided:
        return False  # «7 ФАПов из 9»
    is_marked = figure.plan.rule == "marked"
    if quantity.kind == "noun" and (
        quantity.head in _NO_TARGETS or (not is_marked and _is_circumstance(quantity, row))
    ):
        return False
    if figure.plan.verb is not None and row[figure.plan.verb].lemma in _PAYING:
        return False
    if quantity.kind != "measure":
        return True
    if quantity.unit_text.startswith("мест"):
        return text_at(row, quantity.bound - 1) == "на"  # «построить сад на 120 мест», not «экскурсия (30 мест)»
    return not quantity.unit_text.startswith(_NO_MEASURES)


def _is_duration(figure: Figure) -> bool:
    """«сократить время ожидания до 15 минут», «продолжительность жизни до 78 лет» are levels, «24 часа» is not."""
    quantity, row = figure.quantity, figure.row
    if figure.plan.status != "planned" or quantity.comparator not in ("at_most", "at_least", "exact"):
        return False
    near = range(max(0, quantity.bound - 10), quantity.bound)
    is_led = text_at(row, quantity.bound - 1) in ("до", "на") or quantity.base is not None
    is_duration = any(row[k].lemma in ("время", "продолжительность", "длительность") for k in near)
    return is_duration and (is_led or quantity.comparator != "exact")


def _is_circumstance(quantity: Quantity, row: list[Word]) -> bool:
    """«работающих в две смены», «на двух языках» tell how, not how many."""
    return (
        quantity.noun_class == "thing"
        and not quantity.is_elided
        and quantity.comparator == "exact"
        and text_at(row, quantity.bound - 1) in ("в", "во", "на", "с", "при", "из", "по")
    )


def _is_norm(figure: Figure, due: Interval | None) -> bool:
    """«ребёнок должен употреблять до 2000 слов»: a duty without a day is a rule."""
    verb = figure.plan.verb
    if due is not None or verb is None or figure.quantity.kind == "percent":
        return False
    near = range(max(0, verb - 3), verb + 1)
    if any(figure.row[k].lemma in _CHANGING for k in near):
        return False
    return any(figure.row[k].lemma in ("должный", "следовать") for k in near)


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
        if any(row[k].lemma in _CHANGING for k in near):
            return "exact"
    return quantity.comparator


def _unit(quantity: Quantity, row: list[Word], verb: int | None, indicator: str) -> str:
    if quantity.kind in ("percent", "ruble"):
        return quantity.kind
    if quantity.kind == "times":
        return "раз"
    if quantity.kind in ("measure", "time"):
        return quantity.unit_text
    if quantity.noun_class == "organization":
        near = range(max(0, quantity.bound - 6), quantity.bound)
        is_built = any(row[k].lemma in _BUILDING for k in near)
        return "unit" if is_built and quantity.head not in _BODIES else "organization"
    return quantity.noun_class if quantity.noun_class in ("person", "territory") else "unit"


def _responsible(analysis: Analysis, unit: int) -> str | None:
    """Who is to act: «Отв.: …», the dative of the instruction, or the lead-in of its list."""
    here = analysis.units[unit]
    named = named_responsible(analysis.text, here.start, here.end) or responsible_of(analysis, here.body, here.end)
    lead = here.lead_in
    while named is None and lead is not None:
        if analysis.units[lead].kind != "heading":
            named = responsible_of_lead(analysis, analysis.units[lead])
        lead = analysis.units[lead].lead_in
    return named


# -- data ------------------------------------------------------------------------------------------

_CHANGING = entries("""
увеличить       | увеличить долю до 30 %
увеличение      | увеличение доли до 30 %
увеличиться     | число увеличится до 55
довести         | довести долю до 30 %
доведение       | доведение доли до 30 %
снизить         | снизить долю до 5 %
снизиться       | доля снизится до 5 %
снижение        | снижение доли до 5 %
повысить        | повысить охват до 95 %
повышение       | повышение охвата до 95 %
сократить       | сократить очередь до 40
сокращение      | сокращение очереди до 40
уменьшить       | уменьшить долг до 3 %
рост            | рост доли до 20 %
вырасти         | зарплата вырастет до 28 тыс. рублей
возрасти        | доля возрастёт до 20 %
расширить       | расширить сеть до 40 точек
расширение      | расширение сети до 40 точек
нарастить       | нарастить выпуск до 12 тонн
""")
_LEVEL_WORDS = _CHANGING | entries("""
достичь         | достичь объёма в 3 млрд рублей
достигнуть      | доходы достигнут 3 млрд рублей
привлечь        | привлечь 2 млрд рублей
привлечение     | привлечение 2 млрд рублей
объем           | объём услуг составит 1,5 млн рублей
оборот          | оборот составит 12 млн рублей
доход           | доходы составят 12 млн рублей
зарплата        | зарплата составит 45 тыс. рублей
выручка         | выручка составит 12 млн рублей
инвестиция      | инвестиции составят 2 млрд рублей
производительность | производительность составит 3 млн рублей
поступление     | поступления составят 4 млн рублей
прибыль         | прибыль составит 5 млн рублей
""")
_PLAN_RULES = frozenset(("marked", "title", "plan_word", "lead_in", "heading"))  # «Объём услуг – 1,5 млн рублей»
_BUDGETS = entries("""
финансирование  | объём финансирования составит 781,2 млн рублей
ассигнование    | объём ассигнований составит 12 млн рублей
бюджет          | доходы бюджета составят 12 млн рублей
субсидия        | объём субсидий – 3 млн рублей
расход          | объём расходов – 3 млн рублей
средство        | объём средств – 3 млн рублей
""")
_PAYING = entries("""
начислять       | начислять 0,1 % в день
начислить       | начислить 5 %
взимать         | взимать 10 %
уплатить        | уплатить 500 рублей
уплачивать      | уплачивать 500 рублей
оплатить        | оплатить 20 %
оплачивать      | оплачивать 20 %
выплатить       | выплатить 30 % оклада
выплачивать     | выплачивать 30 % оклада
удержать        | удержать 10 %
удерживать      | удерживать 10 %
возместить      | возместить 50 % затрат
взыскать        | взыскать 12 %
внести          | внести 20 %
перечислить     | перечислить 20 %
""")
_BUILDING = entries("""
построить       | построить 4 ФАПа
строительство   | строительство 5 библиотек
ввести          | ввести 7 ФАПов
ввод            | ввод 2 клиник
открыть         | открыть 3 клуба
открытие        | открытие 3 клубов
создать         | создать 5 центров
создание        | создание 5 центров
возвести        | возвести 2 храма
отремонтировать | отремонтировать 6 клубов
ремонт          | ремонт 6 клубов
реконструировать | реконструировать 2 музея
реконструкция   | реконструкция 2 музеев
модернизировать | модернизировать 12 библиотек
""")
_BODIES = entries("""
школа           | открыть 2 школы
гимназия        | открыть 1 гимназию
лицей           | открыть 2 лицея
колледж         | создать 3 колледжа
техникум        | создать 2 техникума
вуз             | создать 2 вуза
университет     | создать 2 университета
институт        | создать 3 института
организация     | создать 5 организаций
учреждение      | создать 4 учреждения
предприятие     | открыть 12 предприятий
компания        | создать 3 компании
фирма           | открыть 6 фирм
министерство    | создать 1 министерство
ведомство       | создать 2 ведомства
департамент     | создать 2 департамента
администрация   | создать 4 администрации
орган           | создать 3 органа
""")
_NO_TARGETS = entries("""
слово           | употреблять до 2000 слов
интервал        | через 1,5 интервала
этаж            | построить 3 этажа
голос           | набрать 12 голосов
экземпляр       | представить 3 экземпляра
страница        | не более 8 страниц
пункт           | изложить 3 пункта
подпись         | собрать 200 подписей
""")
_NO_MEASURES = ("стр", "лист", "п.", "градус", "км/ч", "мм", "см")  # «объём 5–8 стр.»
