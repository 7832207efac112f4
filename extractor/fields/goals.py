"""`goals`: what an event, a programme or a body of work is for — goals and tasks.

Decides statements after «Цель форума:» and the items under «Задачи:». «В целях …» of a preamble only
colours an instruction and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.record import Goal
from extractor.text.outline import Unit

KEYS = ("goals",)
NEEDS: tuple[str, ...] = ()
LONGEST = 3000  # characters of the statements behind one label


def find(analysis: Analysis, found: Found) -> dict[str, Sequence[Goal]]:
    """Goals and tasks in the order of the text, each without its lead-in."""
    items: list[Goal] = []
    under_tasks = False  # inside a section that is headed «Задачи коллегии»
    for unit in analysis.units:
        if unit.kind == "furniture":
            continue
        if unit.kind == "heading":
            under_tasks = _TASKS_HEADING.match(analysis.text, unit.body, unit.end) is not None
        elif under_tasks and unit.kind == "paragraph" and _is_instruction(analysis, unit):
            items += _goal(analysis.text, unit.body, unit.end, "task", "under_heading")
        items += _stated(analysis, unit)
        items += _labelled(analysis, unit)
        items += _under_label(analysis, unit)
        items += _held_for(analysis, unit)
        items += _listed(analysis, unit)
        items += _tabled(analysis, unit)
        items += _dashed_row(analysis, unit)
        items += _section_tasks(analysis, unit)
    unique = {(item.start, item.end): item for item in items}
    return {"goals": sorted(unique.values(), key=lambda item: item.start)}


def _stated(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """«Цель форума: объединить …», «Целью проекта является поддержка …», «Задачи: 1. …; 2. …» in one line."""
    text = analysis.text
    for match in _STATED.finditer(text, unit.body, unit.end):
        if _is_settled(analysis, match):
            continue
        kind = "goal" if match["word"].lower().startswith("цел") and "задач" not in match[0].lower() else "task"
        start, limit = match.end(), min(unit.end, match.end() + LONGEST)
        end = _statement_end(text, start, limit)
        following = _NEXT_LABEL.search(text, start, end)  # «Цель слёта: отдых семей; Задачи: обучение играм»
        end = following.start() if following is not None else end
        if match["plural"] is None:
            yield from _goal(text, start, end, kind, "stated_goal")
            continue
        for a, b in _split(text, start, limit if _INLINE_NUMBER.search(text, start, limit) else end):
            yield from _goal(text, a, b, kind, "stated_list")


def _labelled(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """«Цель. Научить плавать», «Задачи проекта    1. Открыть секции. 2. Обучить тренеров»: a label and a wide gap."""
    text = analysis.text
    match = _OPENING.match(text, unit.body, unit.end)
    if match is None or unit.kind not in ("paragraph", "item") or unit.end - match.end() < 12:
        return
    kind = "goal" if match["word"].lower().startswith("цел") else "task"
    for start, end in _split(text, match.end(), unit.end):
        yield from _goal(text, start, end, kind, "labelled")


def _is_settled(analysis: Analysis, stated: re.Match[str]) -> bool:
    """Whether the word is told what became of it and introduces nothing: «Цель достигнута: слёт удался»."""
    verb = next(iter(analysis.tokens_between(stated.end("word"), stated.end())), None)
    return verb is not None and verb.tag.variant == "Short" and verb.lemma not in _SETTING


def _held_for(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """«Слёт проводился с целью сохранения троп»: what a thing is held for, in running text."""
    if unit.kind != "paragraph" or (unit.zone == "head" and not _is_under_goals(analysis, unit)):
        return
    text = analysis.text
    for match in _PURPOSE.finditer(text, unit.body, unit.end):
        yield from _goal(text, match.end(), _statement_end(text, match.end(), unit.end), "goal", "held_for")


def _is_under_goals(analysis: Analysis, unit: Unit) -> bool:
    """Whether the line above heads goals: «I. Цель и задачи слёта»."""
    above = analysis.units[unit.index - 1] if unit.index else None
    return above is not None and _LEAD.match(analysis.text, above.body, above.end) is not None


def _listed(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """An item of a list that «Задачи:», «Цели и задачи проекта:» or «ряд задач:» introduces."""
    if unit.kind not in ("item", "cell", "paragraph") or unit.lead_in is None:
        return
    text = analysis.text
    lead = analysis.units[unit.lead_in]
    if unit.kind == "cell" and unit.index == unit.lead_in + 1 and _LABEL.fullmatch(text, lead.start, lead.end):
        return  # read by `_tabled`
    words = text[lead.body : lead.end]
    match = _LEAD.match(words) or _LEAD_END.search(words[-160:]) or _LEAD_LAST.search(words[-160:])
    if match is None or not _is_member(analysis, unit, lead):
        return
    if text[unit.end - 1] == ":" or _STATED.search(text, unit.body, min(unit.end, unit.body + 60)) is not None:
        return  # «2.1. Цель конкурса – …» under «Цели и задачи» is read as what it says
    purpose = _HELD_FOR.match(text, unit.body, unit.end)
    if purpose is not None:
        yield from _goal(text, purpose.end(), unit.end, "goal", "held_for")
        return
    kind = "goal" if match["word"].lower().startswith("цел") and "задач" not in words.lower() else "task"
    yield from _goal(text, unit.body, unit.end, kind, "listed")


def _is_member(analysis: Analysis, unit: Unit, lead: Unit) -> bool:
    """Whether a unit is built as the first of its list: numbers do not go on with dashes, nor verbs with names."""
    first = analysis.units[lead.index + 1]
    if first.index == unit.index or first.kind == "cell":
        return True
    if unit.level == first.level and (unit.number is None) != (first.number is None):
        return False  # «Задачи: - обмен опытом … 1. Кадры. В клубе 12 человек»
    if first.number is None and first.body == first.start and _is_instruction(analysis, first):
        return _is_instruction(analysis, unit)  # «Обучить фельдшеров … Результаты работы»
    return True


def _tabled(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """The cell beside «Цель» or «Задачи»: «Задачи | 1) поддержка семей; 2) занятость подростков»."""
    if unit.kind != "cell" or unit.index == 0:
        return
    beside = analysis.units[unit.index - 1]
    text = analysis.text
    match = _LABEL.fullmatch(text, beside.start, beside.end) if beside.kind == "cell" else None
    if match is None:
        return
    kind = "goal" if match["word"].lower().startswith("цел") else "task"
    for start, end in _split(text, unit.start, unit.end):
        yield from _goal(text, start, end, kind, "table_row")


def _dashed_row(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """The value parted from its label by a dash in a cell of its own: «Цель | - | занятость подростков |»."""
    text, units = analysis.text, analysis.units
    match = _LABEL.fullmatch(text, unit.start, unit.end) if unit.kind == "cell" else None
    dash = unit.index + 1
    if match is None or dash >= len(units) or text[units[dash].start : units[dash].end] not in _DASHES:
        return
    kind = "goal" if match["word"].lower().startswith("цел") else "task"
    for value in units[dash + 1 :]:
        if value.kind not in ("cell", "paragraph", "item"):
            return
        for start, end in _split(text, value.start, value.end):
            yield from _goal(text, start, end, kind, "table_row")
        if value.kind == "cell":
            return


def _under_label(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """The paragraph under a line that only says «Цель» or «Цель работы кружка»."""
    if unit.kind != "paragraph" or unit.lead_in is not None or unit.index == 0:
        return
    above = analysis.units[unit.index - 1]
    text = analysis.text
    match = _LABEL.fullmatch(text, above.body, above.end) if above.kind in ("paragraph", "heading") else None
    if match is None or unit.end - unit.body < 20 or text[unit.end - 1] == ":":
        return
    if _STATED.match(text, unit.body, unit.end) is not None or _PURPOSE.search(text, unit.body, unit.end) is not None:
        return  # «Цель кружка – …» under «Цели и задачи»
    is_goal = match["word"].lower().startswith("цел")
    if is_goal or (above.kind == "paragraph" and _names_task(analysis, unit)):
        yield from _goal(text, unit.body, unit.end, "goal" if is_goal else "task", "under_label")


def _section_tasks(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """«Задачи на 2011 год. Министерство намерено сохранить охват …; увеличить число смен …»: one a clause."""
    text = analysis.text
    match = _SECTION.match(text, unit.body, unit.end)
    if match is None:
        return
    for clause in re.finditer(r"[^;]+", text[match.end() : unit.end]):
        start = match.end() + clause.start()
        tokens = analysis.tokens_between(start, match.end() + clause.end())
        verb = next((t for t in tokens if t.tag.verb_form == "Inf"), None)
        if verb is None:
            continue
        end = _statement_end(text, verb.start, match.end() + clause.end())
        yield from _goal(text, verb.start, end, "task", "section")
        if end < match.end() + clause.end() - 1:
            return


def _is_instruction(analysis: Analysis, unit: Unit) -> bool:
    """Whether a paragraph opens with an infinitive: «Активизировать работу с населением.»"""
    first = analysis.tokens_between(unit.body, unit.end)[:1]
    return any(token.tag.verb_form == "Inf" for token in first)


def _names_task(analysis: Analysis, unit: Unit) -> bool:
    """Whether a paragraph opens with an infinitive or a nominative: «Сохранение песен села»."""
    first = analysis.tokens_between(unit.body, unit.end)[:1]
    return any(t.tag.verb_form == "Inf" or (t.pos == "NOUN" and t.case == "Nom") for t in first)


def _infinitives(text: str, start: int, end: int) -> list[int]:
    """Where the tasks of «обеспечить охват, развить кружки и открыть музей» begin; none where commas part no tasks."""
    first = _FIRST.match(text, start, end)
    if first is None or ";" in text[start:end] or "\n" in text[start:end].strip():
        return []
    following = [match.end() for match in _NEXT.finditer(text, start, end)]
    if not following:
        return []
    last = _LAST.search(text, following[-1], end)
    return [first.end(), *following, *([last.end()] if last is not None else [])]


def _goal(text: str, start: int, end: int, kind: str, rule: str) -> Iterator[Goal]:
    while start < end and text[start] in " \t\n-–—:":
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";.,"):
        end -= 1
    joint = _JOINT.search(text, max(start, end - 12), end)
    end = joint.start() if joint is not None else end  # «развить кружки и»
    if end - start >= 10:
        yield Goal(text=text[start:end], start=start, end=end, rule=rule, kind="goal" if kind == "goal" else "task")


def _statement_end(text: str, start: int, limit: int) -> int:
    """Where the sentence ends: a full stop before a capital letter, a quote that closes, else the unit's end."""
    match = _STOP.search(text, start, limit)
    end = match.start() + 1 if match is not None else limit
    closing = _CLOSED.match(text, start, end)  # «„Наша цель – помочь каждому“, – сказала директор»
    if closing is not None:
        return closing.end()
    said = _SAID.search(text, start, end)  # «– Наша задача – помочь каждому, – сказала глава района»
    return said.start() if said is not None else end


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list inside a sentence: at semicolons, at numbers «1)», «2.», or at infinitives."""
    numbers = [*_NUMBER.finditer(text, start, end)]
    if len(numbers) > 1 and [int(m["number"]) for m in numbers] == [*range(1, len(numbers) + 1)]:
        for mark, after in zip(numbers, [*numbers[1:], None], strict=True):
            yield mark.end(), after.start() if after is not None else end
        return
    tasks = _infinitives(text, start, end)
    if tasks:
        yield from zip(tasks, [*tasks[1:], end], strict=True)
        return
    for match in _MEMBER.finditer(text, start, end):
        yield match.start("member"), match.end("member")


_STATED = re.compile(
    r"""
      (?<![\w-])
      (?P<word> [Цц]елью? | ЦЕЛЬ | [Зз]адач(?:а|ей)
              | (?P<plural> [Цц]ел(?:и|ями) | ЦЕЛИ | [Зз]адач(?:и|ами) | ЗАДАЧИ ) )
      (?: \s+ (?: [а-яёА-ЯЁ«»"-]+ | \d{4}(?:\s?[-–/]\s?\d{2,4})? | уч\. | гг?\. ) ){0,7}? \s*
      (?: : | [–—] | \s - \s
        | (?<=ью) \s (?= [а-яё]{3,} (?: ние | тие | ение | ку | ство | цию )\b )  # «ставит целью создание клуба»
        | \s+ (?: явля(?:ется|ются|лась|лось|лись) | стал[аои]? | был[аои]? | ставил[аои]сь
              | состо(?:ит|яла|яли) \s в | заключа(?:ется|лась|лись) \s в | считаем | считает | считают ) \s )
      (?= \s* [^\s] )
    """,
    re.VERBOSE,
)
_OPENING = re.compile(  # «Задачи проекта\tОткрыть секции», «Цель. Научить …»
    r"(?P<word>цел[иь]|задач[иа])(?:\s[а-яё]{3,20}){0,2}(?:\t\s*|[ ]{3,}|\.[ ]|\s\d{1,2}[.:]\s)(?=[А-ЯЁа-яё\d])",
    re.IGNORECASE,
)
_SETTING = frozenset({"поставить", "определить", "сформулировать"})  # «Задачи поставлены такие: обучить вожатых»
_LEAD = re.compile(  # «Цели и задачи проекта:», «Выводы и задачи на год:»
    r"(?:[А-ЯЁа-яё]+(?:ые|ыми)\s+)?(?:(?:[Вв]ыводы|[Нн]аправления|[Пп]ланы|[Пп]ерспективы|[Пп]риоритеты)"
    r"\s+и\s+(?:[а-яё]+(?:ые|ыми)\s+)?)?"
    r"(?P<word>[Цц]ел(?:[иь]|ями)|ЦЕЛИ|[Зз]адач(?:и|ами)|ЗАДАЧИ)(?!\w|-(?!\d))"
)
_LEAD_LAST = re.compile(  # «Кросс проводится ежегодно. Задачи:», «Смотр проводится в целях:»
    r"(?:[.;]\s+(?=[ЦЗ])|проводятся?\s(?:в\s|с\s))(?P<word>Цели|Задачи|целях|целью)(?:\s[^.:;]{1,60})?\s?:\s*$"
)
_NEXT_LABEL = re.compile(r"[;.,]\s*(?=(?:Цели|Задачи)(?:\s[а-яё]+){0,2}\s?:)")
_DASHES = frozenset("-–—")
_HELD_FOR = re.compile(  # «Смотр проводится с целью сохранения памяти о земляках»
    r"[^.;]{3,120}?\s(?:проводится|организуется|учреждается|создаётся|создается)\s+(?:с\s+целью|в\s+целях)\s+"
)
_PURPOSE = re.compile(  # «Смотр проводится в клубе с целью поддержки хоров»
    r"(?:провод(?:ится|ятся|ил[аио]?сь|ился)|организован[аоы]?|прош(?:[её]л|л[аио])|состоял(?:ся|[аио]сь)|реализуется"
    r"|создан[аоы]?|объявлен[аоы]?)\s(?:[^.;:,()]{0,60}\s)?(?:с\sцелью|в\sцелях)\s(?=[а-яё])"
)
_CLOSED = re.compile(r"[^«»]*(?:«[^«»]*»[^«»]*)*(?=»)")
_SAID = re.compile(
    r",\s(?:[–—-]\s)?(?:говорит|сказал|отметил|подчеркнул|рассказал|пояснил|считает|добавил|сообщил|заявил|напомнил|делится"
    r"|поделил|призна)"
)
_LEAD_END = re.compile(
    r"(?:ряд|сто(?:ят|яли|ит|яла)|поставлен[аы]|ставил[аи]?|поставил[аи]?|решал[аи]?сь?|определен[аы]|определил[аи]?|обозначен[аы]|обозначил[аи]?|следующи[ехм]и?|таки[ехм]и?|эти|основны[ем]и?|приоритетны[ем]и?|главны[ем]и?)\s+"
    r"(?P<word>цел[иь]|целей|целями|задач[иа]?|задачами)(?![\w-])[^.]*[:.]\s*$",
    re.IGNORECASE,
)
_TASKS_HEADING = re.compile(r"(?:[а-яё]+(?:ые|ыми)\s+)?(?:цели\s+и\s+)?задачи(?![\w-])[^.:]{0,80}$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:[а-яё]+(?:ая|ые)\s+){0,2}цел[иь]\s+и\s+)?(?:[а-яё]+(?:ая|ые)\s+){0,2}(?P<word>цел[иь]|задач[иа])"
    r"(?:[ \n]+[а-яё]+|[ \n]+МО|[ \n]+РМО|[ \n]+«[^«»]{1,60}»){0,5}:?\s*",
    re.IGNORECASE,
)
_SECTION = re.compile(r"Задачи\s+(?:на|в)\s+[^.:]{3,40}[.:]\s+(?=[А-ЯЁ])")
_STOP = re.compile(r"(?<![А-ЯЁ])(?<! г)(?<! др)\.(?=\s+[«А-ЯЁ]|\s*$)")
_INLINE_NUMBER = re.compile(r"(?<!\d)1[.)]\s*\S")
_NUMBER = re.compile(r"(?<![\w.])(?P<number>\d{1,2})[.)]\s+(?=[А-ЯЁа-яё«])")
_INFINITIVE = r"(?:не\s)?[А-ЯЁа-яё]{2,}(?:[аеиоуыя]ть|ти|чь)(?:ся|сь)?(?=\s)"
_FIRST = re.compile(rf"[\s:–—-]*(?={_INFINITIVE})")
_NEXT = re.compile(rf",\s+(?:а\s+также\s+)?(?={_INFINITIVE})")
_LAST = re.compile(rf"\s(?:и|а\s+также)\s+(?={_INFINITIVE})")
_JOINT = re.compile(r",?\s+(?:и|а также)$")
_MEMBER = re.compile(r"\s*(?:(?:\d{1,2}[.)]|[а-я]\))\s*)?(?P<member>[^;\n]+)")
