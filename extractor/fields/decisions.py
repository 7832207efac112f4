"""`decisions`: instructions of orders, protocols, resolutions and letters, one item an instruction.

Decides which list items and sentences instruct, what part of them is the decided text, who is to act
and by when. A lead-in («2. Руководителям школ:») is no decision but gives its list the responsible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.analysis import Analysis, Token
from extractor.fields import Found
from extractor.fields.decision.deadlines import due_of, only_notes
from extractor.fields.decision.responsible import (
    bracketed_responsible,
    is_infinitive,
    named_responsible,
    responsible_of,
    responsible_of_lead,
)
from extractor.record import Decision
from extractor.text.outline import Unit

KEYS = ("decisions",)
NEEDS = ("document", "dates", "organizations")


def find(analysis: Analysis, found: Found) -> dict[str, Sequence[Decision]]:
    """All instructions of one document, in the order of the text."""
    header = found["document"][0] if found["document"] else None
    kind = header.kind if header is not None else "other"
    items = [*_from_units(analysis, found, kind)]
    if kind == "letter":
        items += _requests(analysis, found, items)
    return {"decisions": sorted(items, key=lambda item: item.start)}


def _from_units(analysis: Analysis, found: Found, kind: str) -> Iterator[Decision]:
    """Instructions that are list items, or paragraphs after «РЕШИЛИ:»."""
    leads = _leading_units(analysis)
    for unit in analysis.units:
        if unit.kind == "item":
            if _is_instruction_item(analysis, unit, kind, leads):
                yield _decision(analysis, found, unit, unit.body, _end_with_people(analysis, unit, leads))
        elif unit.kind == "paragraph":
            yield from _paragraph(analysis, found, unit, kind, leads)


def _leading_units(analysis: Analysis) -> dict[int, list[Unit]]:
    """The items under each lead-in, by the lead-in's index."""
    leads: dict[int, list[Unit]] = {}
    for unit in analysis.units:
        if unit.kind == "item" and unit.lead_in is not None:
            leads.setdefault(unit.lead_in, []).append(unit)
    return leads


def _is_instruction_item(analysis: Analysis, unit: Unit, kind: str, leads: dict[int, list[Unit]]) -> bool:
    """Whether a list item instructs by its own words or by those that introduce it."""
    if _HEARD.match(analysis.text, unit.body) or _AIM.match(analysis.text, unit.body, unit.end):
        return False
    if any(_is_closed(analysis, lead) for lead in _ancestors(analysis, unit)):
        return False
    if unit.index in leads and _is_only_lead(analysis, unit, leads):
        return False
    if _is_name_under_decision(analysis, unit):
        return False
    ruled = any(_rules(analysis, lead) for lead in _ancestors(analysis, unit))
    if kind in ("news", "report", "program", "other"):
        is_asked = kind == "other" and ruled and opens_with_instruction(analysis, unit.body, unit.end)
        return is_asked or any(_resolves(analysis, lead) for lead in _ancestors(analysis, unit))
    if kind in ("order", "resolution") and unit.number is not None:
        return ruled or opens_with_instruction(analysis, unit.body, unit.end) or _under_instruction(analysis, unit)
    if opens_with_instruction(analysis, unit.body, unit.end):
        return kind in ("order", "protocol", "resolution") or ruled
    return (ruled and (unit.number is not None or kind == "resolution")) or _under_instruction(analysis, unit)


def _ancestors(analysis: Analysis, unit: Unit) -> Iterator[Unit]:
    """The lead-ins of an item from the nearest outwards."""
    seen = 0
    while unit.lead_in is not None and seen < 8:
        unit = analysis.units[unit.lead_in]
        seen += 1
        yield unit


def _rules(analysis: Analysis, lead: Unit) -> bool:
    """Whether a lead-in decides: «ПРИКАЗЫВАЮ:», «РЕШИЛИ:», «рекомендует:», «необходимо:»."""
    return _RULING.search(analysis.text, max(lead.start, lead.end - 400), lead.end) is not None


def _resolves(analysis: Analysis, lead: Unit) -> bool:
    """Whether a lead-in says that a body has decided: «РЕШИЛИ:», «Решено: 1. …», «РЕШЕНИЕ:»."""
    return _RESOLVED.search(analysis.text[lead.start : lead.end][:400]) is not None


def _is_closed(analysis: Analysis, lead: Unit) -> bool:
    """Whether a lead-in opens something else: an agenda, those present, goals; not «Участники рекомендуют:»."""
    closed = lead.end - lead.body < 90 and _CLOSED.match(analysis.text, lead.body) is not None
    return closed and not _rules(analysis, lead)


def _is_only_lead(analysis: Analysis, unit: Unit, leads: dict[int, list[Unit]]) -> bool:
    """Whether an item only introduces its list: «3. Утвердить:», not «Поручить … доработать … Считать …:»."""
    children = leads[unit.index]
    if _are_people(analysis, children):
        return False  # a list of people belongs to the decision
    tokens = analysis.tokens_between(unit.body, unit.end)
    return sum(is_infinitive(token) for token in tokens) < 2


def _is_name_under_decision(analysis: Analysis, unit: Unit) -> bool:
    """Whether an item is a line of a list inside a decision: «Петров П.П. - директор лесхоза;»."""
    if unit.lead_in is None or analysis.units[unit.lead_in].kind != "item":
        return False
    return _are_people(analysis, [unit])


def _are_people(analysis: Analysis, units: Sequence[Unit]) -> bool:
    """Whether list lines only name people, or have no markers at all: «- Пановой С.Ю., методисту»."""
    if all(unit.body == unit.start for unit in units):
        return True
    return all(
        _NAME.match(analysis.text, unit.body, unit.end) is not None
        and not any(is_infinitive(t) for t in analysis.tokens_between(unit.body, unit.end))
        for unit in units
    )


def _under_instruction(analysis: Analysis, unit: Unit) -> bool:
    """Whether the lead-in is itself an instruction left open: «3. Утвердить:»."""
    if unit.lead_in is None:
        return False
    lead = analysis.units[unit.lead_in]
    return lead.kind == "item" and (
        opens_with_instruction(analysis, lead.body, lead.end) or _under_instruction(analysis, lead)
    )


def opens_with_instruction(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a stretch begins with what is to be done: an infinitive before any finite verb, «Контроль возложить»."""
    for token in analysis.tokens_between(start, end)[:60]:
        if is_infinitive(token):
            return True
        if token.pos == "VERB" and token.tag.verb_form == "Fin" and token.low not in _PERFORMATIVE:
            return False
        if token.low in _PERFORMATIVE:
            return True
        if token.text in (";", "!", "?"):
            return False
    return False


def _end_with_people(analysis: Analysis, unit: Unit, leads: dict[int, list[Unit]]) -> int:
    """The end of a decision with the unmarked list that it introduces: «… в составе:» and its people."""
    children = leads.get(unit.index, [])
    if children and _are_people(analysis, children):
        return max(child.end for child in children)
    return unit.end


def _end_with_term(analysis: Analysis, unit: Unit) -> int:
    """The end of a decision with the line under it that only says when and who: «Срок – 9 февраля.»"""
    following = analysis.units[unit.index + 1 : unit.index + 2]
    if following and following[0].kind == "paragraph" and following[0].end - following[0].start < 200:
        term = _TAIL.match(analysis.text, following[0].start, following[0].end)
        if term is not None:
            return following[0].end
    return unit.end


def _paragraph(
    analysis: Analysis, found: Found, unit: Unit, kind: str, leads: dict[int, list[Unit]]
) -> Iterator[Decision]:
    """A paragraph that decides: «РЕШИЛИ: утвердить план.», or an instruction under a section's heading."""
    inline = _INLINE.match(analysis.text, unit.start, unit.end)
    if inline is not None:
        for number, start, end in _members(analysis.text, inline.end(), unit.end):
            if opens_with_instruction(analysis, start, end) and analysis.text[end - 1] != ":":
                yield _decision(analysis, found, unit, start, end, number=number)
        return
    if kind not in ("order", "protocol", "resolution") or unit.index in leads or unit.zone == "head":
        return
    if _opens_with_infinitive(analysis, unit) or _is_control(analysis, unit):
        yield _decision(analysis, found, unit, unit.body, unit.end)


def _members(text: str, start: int, end: int) -> Iterator[tuple[str | None, int, int]]:
    """The numbered members of a stretch, «1. Довести … 2. Открыть …», or all of it without a number."""
    marks: list[re.Match[str]] = []
    outer = None  # of «1.1. Довести … 1.2. Открыть …»
    for mark in _INNER_NUMBER.finditer(text, start, end):
        outer = mark["outer"] if not marks else outer
        if mark["outer"] == outer and int(mark["last"]) == len(marks) + 1:
            marks.append(mark)
    if not marks or marks[0].start() > start:
        yield None, start, end
        return
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        yield mark["number"], mark.end(), after.start() if after is not None else end


def _opens_with_infinitive(analysis: Analysis, unit: Unit) -> bool:
    """Whether a paragraph is one instruction: «Поддержать предложение …», «Следующее заседание назначить …»."""
    tokens = analysis.tokens_between(unit.body, unit.end)
    if not tokens or unit.end - unit.body > 600 or tokens[-1].text == ":":
        return False
    if is_infinitive(tokens[0]):
        return True
    finite = any(t.tag.verb_form == "Fin" for t in tokens)
    return not finite and any(is_infinitive(t) for t in tokens[:8])


def _is_control(analysis: Analysis, unit: Unit) -> bool:
    """«Контроль за исполнением … возложить на …», «… оставляю за собой»."""
    return _CONTROL.match(analysis.text, unit.body, unit.end) is not None


def _requests(analysis: Analysis, found: Found, known: Sequence[Decision]) -> list[Decision]:
    """Sentences of a letter that ask: «Просим до 15 мая направить заявки …»."""
    requests = []
    for sentence in analysis.sentences:
        tokens = analysis.tokens[sentence.first : sentence.stop]
        unit = analysis.units[sentence.unit]
        if unit.zone == "head" or not tokens or tokens[-1].text == ":":
            continue
        if not any(_asks(token, tokens) for token in tokens[:25]):
            continue
        start, end = tokens[0].start, tokens[-1].end
        if not any(item.start < end and start < item.end for item in known):
            requests.append(_decision(analysis, found, unit, start, end).model_copy(update={"rule": "request"}))
    return requests


def _asks(token: Token, tokens: Sequence[Token]) -> bool:
    if token.low not in _ASKING:
        return False
    return any(is_infinitive(other) or other.low in ("принять", "обеспечить") for other in tokens)


def _decision(
    analysis: Analysis, found: Found, unit: Unit, start: int, end: int, *, number: str | None = None
) -> Decision:
    """One instruction without its «Срок:» and «Отв.:» parts, with who and by when."""
    text = analysis.text
    if end == unit.end:
        end = _end_with_term(analysis, unit)
    tail = _TAIL.search(text, start, end)
    content_end = tail.start() if tail is not None and tail.start() > start else end
    content_end = _trim(text, start, content_end)
    ancestors = [*_ancestors(analysis, unit)]
    responsible = named_responsible(text, content_end, end) or responsible_of(
        analysis, start, content_end, found["organizations"]
    )
    for lead in ancestors:
        if responsible is not None or lead.kind == "heading":
            break
        responsible = responsible_of_lead(analysis, lead)
    if responsible is None:
        responsible = bracketed_responsible(text, start, content_end)
    noted = any(lead.kind == "item" and only_notes(text, lead.body) for lead in ancestors)
    due = due_of(analysis, found["dates"], start, content_end, end, deadlines_only=noted)
    for lead in ancestors:
        if due is None and text[lead.end - 1] == ":" and lead.kind != "heading":
            due = due_of(analysis, found["dates"], lead.body, lead.end, lead.end, deadlines_only=True)
    return Decision(
        text=text[start:content_end],
        start=start,
        end=content_end,
        rule="list_item" if unit.kind == "item" else "paragraph",
        number=unit.number if start == unit.body and unit.kind == "item" else number,
        responsible=responsible,
        due=due,
    )


def _trim(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";."):
        if text[end - 1] == "." and re.search(r"(?:\bг|\d г|\dг|[А-ЯЁ])$", text[max(start, end - 4) : end - 1]):
            break
        end -= 1
    return end


_ASKING = frozenset({"прошу", "просим", "просит", "просьба", "необходимо", "предлагаем", "предлагаю", "рекомендуем"})
_PERFORMATIVE = frozenset({"оставляю", "оставляем", "возлагаю", "прошу", "приказываю", "поручаю", "назначаю"})

_RULING = re.compile(
    r"""
      п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?ю | п\s?о\s?с\s?т\s?а\s?н\s?о\s?в\s?(?:л\s?я\s?[юе]|и\s?л)
    | р\s?е\s?ш\s?(?:и\s?л|е\s?н\s?о) | решает | постановил | распоряжаюсь | обязываю
    | рекоменд(?:ует|уют|уем|овать|овано|ации|уется) | поручить | предлага(?:ет|ют|ем|ю|ется) | необходимо
    | просим | прошу
    | счита(?:ет|ют|ем)\s+(?:необходимым|целесообразным) | предложени[яе] | решение | выводы
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOSED = re.compile(
    r"""
      Повестк | Присутств | Приглаш | Слушали | СЛУШАЛИ | Выступил | ВЫСТУПИЛ | Цел[ьи]\b | Задачи\b | Отсутств
    | Оргкомитет | Состав\b | Приложени | Председател | В\sсоставе | Члены | Участник | Голосовали
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CONTROL = re.compile(r"Контроль\s[^.]{0,200}?(?:возло|оставля)", re.IGNORECASE)
_NAME = re.compile(r"[А-ЯЁ][\w-]+\s+(?:[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+)|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ]")
_AIM = re.compile(r"(?:Цель|Задачи)(?:\s+[а-яёА-ЯЁ]+){0,3}\s*[:–—-]")  # «1. Цель Недели – поднять престиж профессий»
_HEARD = re.compile(r"(?:СЛУШАЛИ|Слушали|ВЫСТУПИЛ|Выступил|РАЗНОЕ|Разное|Повестка|Голосовали)")
_INLINE = re.compile(
    r"(?:По\s[^:]{3,80}\s)?(?:Р\s?Е\s?Ш\s?И\s?Л(?:\s?[ИАО])?|П\s?О\s?С\s?Т\s?А\s?Н\s?О\s?В\s?И\s?Л(?:\s?[ИАО])?|[Рр]ешил[иао]?"
    r"|[Пп]остановил[иао]?"
    r"|Решение|РЕШЕНИЕ|[Рр]ешено|РЕШЕНО)\s*:\s*(?=\S)",
)
_RESOLVED = re.compile(
    r"(?:Р\s?Е\s?Ш\s?(?:И\s?Л(?:\s?[ИАО])?|Е\s?Н\s?(?:О|И\s?Е))|П\s?О\s?С\s?Т\s?А\s?Н\s?О\s?В\s?И\s?Л(?:\s?[ИАО])?|Решил[иао]?|Решено"
    r"|Постановил[иао]?"
    r"|Решение)\s*:"
)
_INNER_NUMBER = re.compile(
    r"(?:(?<=\s)|(?<=^))(?P<number>(?P<outer>\d{1,2}\.)?(?P<last>\d{1,2}))[.)]\s*(?=[А-ЯЁа-яё«])"
)
_TAIL = re.compile(
    r"""
      [\s.;,(]* \b (?: [Сс]рок (?: \s (?: исполнения | выполнения | реализации ))? \s* [:–—-]
    | [Оо]тв (?: \. | етственн(?:ый|ая|ые|ое) (?: \s лицо | \s за \s (?:исполнение|выполнение) )? )
        \s* [:–—-]? \s* (?= [«А-ЯЁа-яё] )
    | Исполнител[ьи] \s* [:–—-] )
    """,
    re.VERBOSE,
)  # fmt: skip
