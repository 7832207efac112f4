"""Signs that a gathering is the document's own: it took place, heads the document, or is dated.

Decides for one event noun with its sentence whether the text reports it. Leaves the joining of
repeated mentions and the facts to `events.py` and `facts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.analysis import Analysis, Token
from extractor.record import Mention
from extractor.russian.event_nouns import event_kind
from extractor.russian.morphology import parses
from extractor.text.outline import Unit


class Gathering(NamedTuple):
    """An event noun in its sentence: `tokens[first:stop]`; `end` and `title` are of the whole phrase."""

    tokens: Sequence[Token]
    first: int
    kind: str
    stop: int
    end: int
    title: str | None


def is_meeting(analysis: Analysis, gathering: Gathering) -> bool:
    """Whether it is the meeting in the heading of a protocol: «заседания рабочей группы»."""
    return gathering.kind in MEETINGS and analysis.units[gathering.tokens[0].unit].zone == "head"


def is_headline(analysis: Analysis, gathering: Gathering) -> bool:
    """Whether a heading is nothing but the event: «XI Межрегиональная конференция»."""
    tokens, first = gathering.tokens, gathering.first
    unit = analysis.units[tokens[first].unit]
    if unit.zone != "head" or tokens[first].case != "Nom" or gathering.kind in _BODIES:
        return False
    return modifiers(tokens, first) == 0 and gathering.end == unit.end


def is_one(gathering: Gathering) -> bool:
    """Whether one gathering is meant, not a number of them, a part of one or an alias just introduced."""
    first, last = gathering.tokens[gathering.first], gathering.tokens[gathering.stop - 1]
    token = first if first.pos in ("NOUN", "PROPN") else last  # «день открытых дверей», «круглый стол»
    kind = gathering.kind
    if kind in _WHEN_DESCRIBED and not _is_described(gathering):
        return False
    if kind == _OPENING and not _is_opening(gathering):
        return False
    if token.tag.number == "Plur" and token.lemma not in _PLURAL_ONLY and not _can_be_singular(token.low):
        return False
    before = gathering.tokens[max(0, gathering.first - 3) : gathering.first]
    is_part = kind in _PARTS or (kind == _GAME and gathering.title is None)
    return not is_part and not any(t.low in ("далее", "прошлой", "прошлом") for t in before)


def _is_described(gathering: Gathering) -> bool:
    """Whether a word for anything says which one: «Мероприятие состоялось в мае» means what was told before."""
    described = modifiers(gathering.tokens, gathering.first) < gathering.first
    return described and gathering.tokens[gathering.first].tag.number == "Sing"


def _can_be_singular(word: str) -> bool:
    """Whether the dictionary has a singular for a form that was tagged plural: «видеосовещании»."""
    return any(str(parse.tag.number) == "sing" for parse in parses(word))


def _is_denied(tokens: Sequence[Token], i: int) -> bool:
    """«не состоялся»."""
    return i > 0 and tokens[i - 1].low == "не"


def _has_denied(tokens: Sequence[Token]) -> bool:
    """«Проведено 29 встреч, не проведён фестиваль»: another verb of holding, denied, stands between."""
    return any(
        _is_denied(tokens, i) and (token.lemma in HAPPENS or token.lemma in _HOLDING) for i, token in enumerate(tokens)
    )


def is_frame(gathering: Gathering) -> bool:
    """Whether all is told as part of it: «Бригада выезжала в сёла в рамках акции „Забота“»."""
    left = modifiers(gathering.tokens, gathering.first)
    return gathering.title is not None and left > 0 and gathering.tokens[left - 1].low == "рамках"


def is_told_at(gathering: Gathering) -> bool:
    """Whether somebody spoke or decided at it: «На круглом столе выступили …», «на заседании утверждён план»."""
    return _is_place(gathering) and any(
        t.lemma in _SPEAKING and (t.tag.verb_form == "Fin" or t.tag.variant == "Short") for t in gathering.tokens
    )


def is_subject(gathering: Gathering, title: Sequence[Mention]) -> bool:
    """Whether the document's title names it: «О проведении месячника „…“», «О конкурсе чтецов»."""
    token = gathering.tokens[gathering.first]
    if gathering.kind in _WHEN_DESCRIBED:
        return False  # «О мероприятиях по пропуску паводка»
    return any(place.start <= token.start < place.end for place in title) and (
        gathering.title is not None or has_complement(gathering)
    )


def is_setting(gathering: Gathering) -> bool:
    """Whether something is told to have happened at the event: «во время встречи с жителями сообщил»."""
    return _is_place(gathering) and any(t.tag.verb_form == "Fin" and t.tag.tense == "Past" for t in gathering.tokens)


def _is_place(gathering: Gathering) -> bool:
    """Whether something is said to be at the event: «на семинаре», «в ходе встречи»."""
    tokens, first = gathering.tokens, modifiers(gathering.tokens, gathering.first)
    before = [token.low for token in tokens[max(0, first - 2) : first]]
    return before[-1:] == ["на"] or before in (["во", "время"], ["в", "ходе"])


def has_complement(gathering: Gathering) -> bool:
    """Whether the noun says more of itself: «мастер-класс по лепке», «собрание жильцов»."""
    after = gathering.tokens[gathering.stop : gathering.stop + 1]
    return any(
        t.low in ("по", "для", "среди", "с", "со", "при") or (t.case == "Gen" and t.pos in ("NOUN", "ADJ", "PROPN"))
        for t in after
    )


def is_listed_by_date(gathering: Gathering) -> bool:
    """Whether a line is a date, a dash and the titled event: «9 мая - шествие „Живая память“»."""
    tokens = gathering.tokens
    left = modifiers(tokens, gathering.first)
    if left < 2 or tokens[left - 1].text not in ("-", "–", "—"):
        return False
    return any(token.text[:1].isdigit() for token in tokens[: left - 1])


def does_something(gathering: Gathering) -> bool:
    """Whether the titled thing does or undergoes what no event does: «7 июня – лодка „Чайка“ спущена на воду»."""
    after = next((token for token in gathering.tokens if token.start >= gathering.end), None)
    if after is None or not (after.tag.verb_form == "Fin" or after.tag.variant == "Short"):
        return False
    return after.lemma not in HAPPENS and after.lemma not in _HOLDING


def takes_place(gathering: Gathering, *, rulings: bool) -> bool:
    """Whether the sentence says that this event takes place: «состоялся форум», «по итогам заседания».

    With `rulings`, the document rules on other events with infinitives and only what has happened counts.
    """
    tokens, first = gathering.tokens, gathering.first
    if is_summed_up(gathering):
        return True
    if _is_awaited(gathering):
        return False
    for i, token in enumerate(tokens[max(0, first - 45) : first + 45], max(0, first - 45)):
        if token.lemma not in HAPPENS and token.lemma not in _HOLDING:
            continue
        if (rulings and (token.tag.verb_form == "Inf" or token.pos == "NOUN")) or _is_denied(tokens, i):
            continue
        if token.tag.verb_form == "Part" and (
            token.tag.case == tokens[first].case or token.head == tokens[first].index
        ):
            return True  # «на состоявшемся вчера заседании совета», «к акции „…“, прошедшей в мае»
        between = tokens[min(i, first) + 1 : max(i, first)]
        if any(mark.text == ";" for mark in between) or _has_denied(between):
            continue
        if token.tag.verb_form == "Part" and token.lemma == "собраться":
            continue  # «лекцию для собравшихся прочла Орлова А. А.»
        noun = tokens[first]
        is_named = noun.head == token.index and noun.relation.startswith("nsubj")
        subject = noun.case in ("Nom", "") or is_named or token.lemma in _HOLDING or _may_be_subject(gathering, token)
        subject = subject or _is_opened(gathering)
        if subject and not any(event_kind(t.lemma) and t.case == "Nom" and t.lemma not in _STAGES for t in between):
            return True
    return False


def _is_awaited(gathering: Gathering) -> bool:
    """Whether something else is told to happen before it: «В преддверии выставки „…“ провели семинар»."""
    left = modifiers(gathering.tokens, gathering.first)
    return left > 0 and gathering.tokens[left - 1].low in ("преддверии", "накануне", "канун", "ожидании")


def _is_opened(gathering: Gathering) -> bool:
    """Whether its opening or end is what took place: «состоялось открытие районного турнира»."""
    left = modifiers(gathering.tokens, gathering.first)
    return left > 0 and gathering.tokens[left - 1].lemma in _STAGES


def _may_be_subject(gathering: Gathering, verb: Token) -> bool:
    """Whether the noun could stand in the nominative and agrees with the verb: «вчера прошёл круглый стол»."""
    if verb.tag.verb_form != "Fin" or verb.tag.number != "Sing" or verb.tag.tense != "Past":
        return False
    gender = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}.get(verb.tag.gender)
    nouns = gathering.tokens[gathering.first : gathering.stop]
    return any(p.tag.case == "nomn" and p.tag.gender == gender for noun in nouns for p in parses(noun.low)[:4])


def is_summed_up(gathering: Gathering) -> bool:
    """Whether its results are told: «по итогам заседания», «об итогах районного слёта „Весло“»."""
    tokens, first = gathering.tokens, gathering.first
    if first > 1 and tokens[first - 1].low in ("итогам", "результатам") and tokens[first - 2].low == "по":
        return True
    left = modifiers(tokens, first)
    if gathering.title is None or left == 0:
        return False
    told = left > 1 and tokens[left - 1].low == "итоги" and tokens[left - 2].lemma == "подвести"
    return told or tokens[left - 1].low in ("итогах", "результатах")


def is_planned(gathering: Gathering, unit: Unit) -> bool:
    """Whether a point of a programme is the titled event: «4.1. Районная ярмарка „Урожай“ – март 2002 г.»."""
    left = modifiers(gathering.tokens, gathering.first)
    return (
        gathering.title is not None and unit.kind in ("item", "cell") and gathering.tokens[left].start <= unit.body + 2
    )


def _is_opening(gathering: Gathering) -> bool:
    """Whether «открытие» is of a thing and not of an event: «состоялось открытие Центра ремёсел»."""
    after = gathering.tokens[gathering.stop : gathering.stop + 4]
    of = [token for token in after if token.case == "Gen" and token.pos in ("NOUN", "PROPN")]
    return bool(of) and event_kind(of[0].lemma) is None and gathering.tokens[gathering.first].case == "Nom"


def modifiers(tokens: Sequence[Token], first: int) -> int:
    """Where the phrase begins: ordinals and adjectives before the noun that agree with it."""
    left = first
    while left > 0:
        before = tokens[left - 1]
        roman = re.fullmatch(r"[IVXХ]+", before.text) is not None
        depends = before.head == tokens[first].index and before.relation == "amod"
        agrees = before.pos == "ADJ" and (before.case == tokens[first].case or depends)
        hyphen = before.text in ("-", "–") and tokens[left].pos == "ADJ" and left > 1 and tokens[left - 2].pos == "ADJ"
        if not (roman or agrees or hyphen):
            break
        left -= 1
    return left


_OPENING = "открытие"
_WHEN_DESCRIBED = frozenset({"мероприятие"})  # «торжественное мероприятие»
_GAME = "игра"  # «деловая игра» of a seminar, but «игра „Зарница“»
_PARTS = frozenset({"сессия", "дискуссия"})  # «проектная сессия форума»
_BODIES = frozenset({"собрание", "коллегия", "совещание"})  # «СОБРАНИЕ ЗАРЕЧНОГО РАЙОНА» is a body
_PLURAL_ONLY = frozenset(
    {
        "чтение",  # Лесные чтения
        "соревнование",  # соревнования по лыжам
        "слушание",  # публичные слушания
        "учение",  # учения спасателей
        "игра",  # детские игры
        "гонка",  # гонки на санях
        "состязание",  # состязания лесорубов
        "гулянье",  # народные гулянья
        "гуляние",  # народные гуляния
        "посиделки",  # осенние посиделки
        "сбор",  # учебные сборы
    }
)
MEETINGS = frozenset(
    {
        "заседание",  # заседания рабочей группы
        "совещание",  # совещания при главе
        "собрание",  # общего собрания жильцов
        "педагогический совет",  # педагогического совета школы
        "публичные слушания",  # публичных слушаний по проекту
        "общественные слушания",  # общественных слушаний по карьеру
        "общественные обсуждения",  # общественных обсуждений проекта
        "методический совет",  # методического совета школы
        "сход граждан",  # схода граждан деревни
        "общее собрание",  # общего собрания членов
        "медицинский совет",  # медицинского совета
        "родительское собрание",  # родительского собрания группы
        "съезд",  # съезда садоводов
        "конференция",  # отчётной конференции
        "педсовет",  # педсовета
        "сессия",  # сессии думы
        "слушание",  # публичных слушаний
        "встреча",  # встречи с жителями
        "коллегия",  # коллегии управления
    }
)
_STAGES = frozenset({"открытие", "закрытие", "завершение", "финал"})
# Verbs that say an event happens, with the event as their subject.
HAPPENS = frozenset(
    {
        "состояться",  # состоялся форум
        "пройти",  # прошла конференция
        "проходить",  # проходит выставка
        "открыться",  # открылся фестиваль
        "завершиться",  # завершился слёт
        "стартовать",  # стартовал конкурс
        "работать",  # работала летняя школа
        "собрать",  # форум собрал гостей
        "начаться",  # началось учение
        "проводиться",  # учение проводится
        "продлиться",  # выставка продлится
        "закончиться",  # турнир закончился
        "собираться",  # съезд собирается
    }
)
# Verbs of those who speak at an event.
_SPEAKING = frozenset(
    {
        "выступить",  # на круглом столе выступили гости
        "выступать",  # на встрече выступал глава
        "доложить",  # на планёрке доложили о ремонте
        "представить",  # представила доклад на совещании
        "рассказать",  # на семинаре рассказали о лодках
        "обсудить",  # на совещании обсудили ремонт
        "обсуждать",  # на собрании обсуждали взносы
        "рассмотреть",  # на заседании комиссии рассмотрены жалобы
        "утвердить",  # на заседании совета утверждён план
        "принять",  # на сессии думы принят устав
        "одобрить",  # на заседании правления одобрили смету
        "заслушать",  # на собрании кооператива заслушан отчёт
        "подвести",  # на совещании механиков подвели итоги
        "решить",  # на сходе граждан решили чинить мост
    }
)
# Verbs and nouns that take the event as an object.
_HOLDING = frozenset(
    {
        "открыть",  # открыта выставка
        "провести",  # провели семинар
        "проводить",  # проводит вебинар
        "организовать",  # организовали встречу
        "приглашать",  # приглашает принять участие в конференции
        "проведение",  # о проведении конгресса
        "объявить",  # объявить месячник
        "принять",  # приняли участие в форуме
        "участвовать",  # участвовали в слёте
        "собраться",  # на митинг собрались жители
    }
)
