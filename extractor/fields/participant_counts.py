"""Counts of people, organisations, territories, groups, views and works that the document tells of.

Decides which quantities are counts: those whose noun is one of these and whose figure is reached, not
planned. Leaves numbers and nouns to `figure/quantities.py` and `figure/elided.py`, the question of plans to
`figure/plans.py`, planned figures to `targets.py` and the link to an event (`event`) to the joining of items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.analysis import Analysis
from extractor.fields._word_list import entries
from extractor.fields.figure.count_lexicon import NounClass
from extractor.fields.figure.figures import Figure, read
from extractor.fields.figure.quantity import Quantity, text_at
from extractor.fields.figure.quantity_words import DASHES, RATE_BASES
from extractor.fields.figure.target_tables import column_counts, counts_of
from extractor.fields.figure.words import Word
from extractor.record import CountUnit, Mention, ParticipantCount
from extractor.russian.broken_words import mended

KEYS = ("participant_counts",)
NEEDS = ("dates", "legal_acts", "contacts", "organizations", "document")


def find(analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> dict[str, list[ParticipantCount]]:
    """All counts in the order of the text: «43 человека из 18 школ» holds two."""
    items: list[ParticipantCount] = []
    reading = read(analysis, found)
    before: Figure | None = None
    for figure in reading.figures:
        unit = _unit(figure.quantity, figure.row)
        planned_whole, before = _is_of_planned(figure, before), figure
        if planned_whole:
            continue
        if unit is None or figure.plan.status == "planned" or not _is_count(figure):
            continue
        if figure.quantity.base is not None:
            items.append(_base_item(analysis.text, figure, unit))
        items.append(_item(analysis.text, figure, unit))
    for grid in reading.grids:
        items += counts_of(analysis.text, grid) if grid.is_timed else column_counts(analysis.text, grid)
    return {"participant_counts": _merged(sorted(items, key=lambda item: item.start))}


def _is_of_planned(figure: Figure, before: Figure | None) -> bool:
    """«до 240 человек из 68 регионов»: who is expected comes from as many as are expected."""
    if before is None or before.plan.status != "planned" or before.row is not figure.row:
        return False
    k = figure.quantity.first
    return text_at(figure.row, k - 1) == "из" and 0 <= k - 1 - before.quantity.stop <= 1


def _base_item(text: str, figure: Figure, unit: CountUnit) -> ParticipantCount:
    """The first number of «выросло с 1,15 млн до 1,31 млн чел.», where both are facts."""
    row, base = figure.row, figure.quantity.base
    k = next(k for k in range(figure.quantity.at - 1, -1, -1) if row[k].numeral is not None)
    start, end = row[k].start, row[k].end
    assert base is not None
    return ParticipantCount(
        text=text[start:end], start=start, end=end, rule="base", value=base, comparator="exact", unit=unit
    )


def _merged(items: list[ParticipantCount]) -> list[ParticipantCount]:
    """A number said again with the same noun is one item: «3114 пользователей» in heading and body."""
    first: dict[tuple[object, ...], int] = {}
    out: list[ParticipantCount] = []
    for item in items:
        key = (item.value, item.unit, item.comparator, (item.noun or "").casefold())
        at = first.get(key)
        if at is None or item.noun is None or item.value < _DISTINCTIVE:
            first[key] = len(out)
            out.append(item)
            continue
        mention = Mention(text=item.text, start=item.start, end=item.end)
        out[at] = out[at].model_copy(update={"mentions": (*out[at].mentions, mention)})
    return out


def _unit(quantity: Quantity, row: list[Word]) -> CountUnit | None:
    """What a quantity counts, None where that is no participant; «посетили 3 тыс. раз» counts views."""
    kind: NounClass | None = quantity.noun_class
    if quantity.kind == "times":
        near = range(max(0, quantity.first - 5), quantity.first)
        return "view" if any(row[k].lemma in _VISITS for k in near) else None
    if quantity.kind != "noun" or kind is None or kind == "thing":
        return None
    return kind


def _is_count(figure: Figure) -> bool:
    quantity, row = figure.quantity, figure.row
    if not isinstance(quantity.value, int) or quantity.value <= 0:
        return False
    if quantity.noun_class == "work" and not _is_submitted(quantity, row):
        return False
    if quantity.value == 1 and text_at(row, quantity.bound - 1) == "ни":
        return False  # «ни один работник не уволен»
    return not (_is_difference(quantity, row) or _is_rate(quantity, row) or _is_norm(figure))


def _is_submitted(quantity: Quantity, row: list[Word]) -> bool:
    """Questions, projects and the like count where participants gave them: «поступило 25 вопросов»."""
    if quantity.head not in _WORKS_IF_GIVEN:
        return True
    sentence = row[quantity.at].sentence
    near = range(max(0, quantity.first - 15), min(len(row), quantity.stop + 15))
    return any(row[k].lemma in _GIVING and row[k].sentence == sentence for k in near)


def _is_difference(quantity: Quantity, row: list[Word]) -> bool:
    """«на 1275 человек больше» is no number of people."""
    if text_at(row, quantity.first - 1) != "на":
        return False
    after = {text_at(row, k) for k in range(quantity.stop, quantity.stop + 3)}
    before = {row[k].lemma for k in range(max(0, quantity.first - 5), quantity.first)}
    return bool(after & _DIFFERENCES) or bool(before & _GROWTH)


def _is_rate(quantity: Quantity, row: list[Word]) -> bool:
    """«по 5 человек», «на 10 тыс. населения», «3 работы от школы» tell of each, not of all."""
    before = text_at(row, quantity.first - 1)
    if before == "по":  # but «по 5 районам»
        return quantity.noun is None or row[quantity.noun[0]].case != "Dat"
    after = quantity.stop
    if text_at(row, after) == "на" and after + 1 < len(row):
        base = row[after + 1].numeral
        if base is not None and base.value in RATE_BASES:
            return True  # «врачей – 18 на 10 тыс. населения»
    return before in ("расчете",) or (before == "на" and quantity.head == "место")


def _is_norm(figure: Figure) -> bool:
    """«Команда – не более 5 человек»: a bound that no verb of the past reports is a rule."""
    if figure.quantity.comparator not in ("at_most", "at_least") or figure.quantity.base is not None:
        return False
    verb = figure.plan.verb
    if figure.plan.status == "open" or verb is None:
        return True
    word = figure.row[verb]
    if figure.quantity.comparator == "at_least" and word.tag.tense == "Pres":
        return False  # «насчитывается не менее 40 клубов»
    return word.tag.tense != "Past" and word.tag.variant != "Short"


def _item(text: str, figure: Figure, unit: CountUnit) -> ParticipantCount:
    quantity, row = figure.quantity, figure.row
    first = quantity.first
    if quantity.kind == "times":  # «посетили более 3 тыс. раз»
        first = next((k for k in range(first - 1, max(-1, first - 4), -1) if row[k].lemma in _VISITS), first)
    if quantity.base is not None:
        first = quantity.at  # «с 1,15 млн до 1,31 млн чел.» holds two
    start, end = row[first].start, row[quantity.stop - 1].end
    noun = None
    if quantity.noun is not None and quantity.kind == "noun":
        first, stop = quantity.noun
        while stop > first and (row[stop - 1].low in DASHES or row[stop - 1].low == ":"):
            stop -= 1
        noun = " ".join(mended(text[row[first].start : row[stop - 1].end]).split())
    return ParticipantCount(
        text=text[start:end],
        start=start,
        end=end,
        rule="elided" if quantity.is_elided else "noun",
        value=quantity.value,
        value_max=quantity.value_max,
        comparator=quantity.comparator,
        unit=unit,
        noun=noun,
    )


# -- data ------------------------------------------------------------------------------------------

_DISTINCTIVE = 100  # «43 человека» twice may be two groups, «3114 пользователей» are the same people
_DIFFERENCES = frozenset(("больше", "меньше", "более", "менее", "выше", "ниже"))  # «на 45 больше»
_VISITS = entries("""
посетить        | сайт посетили более 3 тыс. раз
посещать        | сайт посещали 40 раз
смотреть        | смотрели в записи 1 120 раз
зайти           | на страницу зашли 300 раз
заходить        | на страницу заходили 300 раз
просмотреть     | запись просмотрели 230 раз
посмотреть      | запись посмотрели 230 раз
скачать         | сборник скачали 90 раз
""")
_GROWTH = entries("""
увеличиться     | увеличилось на 12 человек
увеличить       | увеличили на 12 человек
сократиться     | сократилось на 12 человек
уменьшиться     | уменьшилось на 12 человек
вырасти         | выросло на 12 человек
возрасти        | возросло на 12 человек
снизиться       | снизилось на 12 человек
превысить       | превысило на 12 человек
""")
_WORKS_IF_GIVEN = entries("""
вопрос          | рассмотрено 6 вопросов
проект          | реализуется 4 проекта
инициатива      | поддержано 5 инициатив
сообщение       | передано 3 сообщения
материал        | опубликовано 12 материалов
предложение     | рассмотрено 2 предложения
""")
_GIVING = entries("""
поступить       | поступило 25 вопросов
поступать       | поступает до 30 предложений
подать          | подано 12 проектов
подавать        | подавали 12 проектов
представить     | представлено 12 проектов
прислать        | прислали 40 материалов
направить       | направлено 8 предложений
задать          | задано 14 вопросов
заявить         | заявлено 9 проектов
заявка          | 12 проектов по заявкам
конкурс         | на конкурс – 20 проектов
участник        | участники задали 5 вопросов
участница       | участницы подали 5 проектов
автор           | авторы 12 проектов
жюри            | жюри изучило 24 проекта
эксперт         | эксперты изучили 24 проекта
оценить         | оценены 24 проекта
отобрать        | отобрано 7 проектов
отбор           | отбор прошли 7 проектов
житель          | жители внесли 30 предложений
гражданин       | граждане внесли 30 предложений
слушатель       | слушатели задали 5 вопросов
защитить        | защищено 6 проектов
защита          | на защите – 6 проектов
номинация       | в номинации 8 проектов
победитель      | победителями стали 3 проекта
внести          | внесено 30 предложений
""")
