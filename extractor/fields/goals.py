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
        items += _listed(analysis, unit)
        items += _tabled(analysis, unit)
        items += _section_tasks(analysis, unit)
    unique = {(item.start, item.end): item for item in items}
    return {"goals": sorted(unique.values(), key=lambda item: item.start)}


def _stated(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """«Цель форума: объединить …», «Целью проекта является поддержка …», «Задачи: 1. …; 2. …» in one line."""
    text = analysis.text
    for match in _STATED.finditer(text, unit.body, unit.end):
        if _is_settled(analysis, match):
            continue
        kind = "goal" if match["word"].lower().startswith("цел") else "task"
        start = match.end()
        end = _statement_end(text, start, unit.end)
        if match["plural"] is None:
            yield from _goal(text, start, end, kind, "stated_goal")
            continue
        for a, b in _split(text, start, unit.end if _INLINE_NUMBER.search(text, start, unit.end) else end):
            yield from _goal(text, a, b, kind, "stated_list")


def _is_settled(analysis: Analysis, stated: re.Match[str]) -> bool:
    """Whether the word is told what became of it and introduces nothing: «Цель достигнута: слёт удался»."""
    verb = next(iter(analysis.tokens_between(stated.end("word"), stated.end())), None)
    return verb is not None and verb.tag.variant == "Short" and verb.lemma not in _SETTING


def _listed(analysis: Analysis, unit: Unit) -> Iterator[Goal]:
    """An item of a list that «Задачи:», «Цели и задачи проекта:» or «ряд задач:» introduces."""
    if unit.kind not in ("item", "cell") or unit.lead_in is None:
        return
    text = analysis.text
    lead = analysis.units[unit.lead_in]
    words = text[lead.body : lead.end]
    match = _LEAD.match(words) or _LEAD_END.search(words[-160:])
    if match is None or text[unit.end - 1] == ":" or _STATED.match(text, unit.body, unit.end) is not None:
        return  # «2.1. Цель конкурса – …» under «Цели и задачи» is read as what it says
    purpose = _HELD_FOR.match(text, unit.body, unit.end)
    if purpose is not None:
        yield from _goal(text, purpose.end(), unit.end, "goal", "held_for")
        return
    kind = "goal" if match["word"].lower().startswith("цел") and "задач" not in words.lower() else "task"
    yield from _goal(text, unit.body, unit.end, kind, "listed")


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


def _goal(text: str, start: int, end: int, kind: str, rule: str) -> Iterator[Goal]:
    while start < end and text[start] in " \t\n-–—:":
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";.,"):
        end -= 1
    if end - start >= 12:
        yield Goal(text=text[start:end], start=start, end=end, rule=rule, kind="goal" if kind == "goal" else "task")


def _statement_end(text: str, start: int, limit: int) -> int:
    """Where the sentence ends: a full stop before a capital letter, a quote that closes, else the unit's end."""
    match = _STOP.search(text, start, limit)
    end = match.start() + 1 if match is not None else limit
    closing = _CLOSED.match(text, start, end)  # «„Наша цель – помочь каждому“, – сказала директор»
    return closing.end() if closing is not None else end


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list inside a sentence: at semicolons, or at numbers «1)», «2.»."""
    for match in _MEMBER.finditer(text, start, end):
        yield match.start("member"), match.end("member")


_STATED = re.compile(
    r"""
      (?<![\w-])
      (?P<word> [Цц]елью? | ЦЕЛЬ | [Зз]адач(?:а|ей)
              | (?P<plural> [Цц]ел(?:и|ями) | ЦЕЛИ | [Зз]адач(?:и|ами) | ЗАДАЧИ ) )
      (?: \s+ (?: [а-яёА-ЯЁ«»"-]+ | \d{4} ) ){0,7}? \s*
      (?: : | [–—] | \s - \s
        | \s+ (?: явля(?:ется|ются|лась|лось|лись) | стал[аои]? | был[аои]? | ставил[аои]сь
              | состо(?:ит|яла|яли) \s в | заключа(?:ется|лась|лись) \s в ) \s )
      (?= \s* [^\s] )
    """,
    re.VERBOSE,
)
_SETTING = frozenset({"поставить", "определить", "сформулировать"})  # «Задачи поставлены такие: обучить вожатых»
_LEAD = re.compile(  # «Цели и задачи проекта:», «Выводы и задачи на год:»
    r"(?:[Вв]ыводы\s+и\s+|[А-ЯЁа-яё]+(?:ые|ыми)\s+)?(?P<word>[Цц]ел(?:[иь]|ями)|ЦЕЛИ|[Зз]адач(?:и|ами)|ЗАДАЧИ)(?![\w-])"
)
_HELD_FOR = re.compile(  # «Смотр проводится с целью сохранения памяти о земляках»
    r"[^.;]{3,120}?\s(?:проводится|организуется|учреждается|создаётся|создается)\s+(?:с\s+целью|в\s+целях)\s+"
)
_CLOSED = re.compile(r"[^«»]*(?:«[^«»]*»[^«»]*)*(?=»)")
_LEAD_END = re.compile(r"(?:ряд|следующи[ех]|таки[ех]|эти)\s+(?P<word>цел[иь]|целей|задач[иа]?)(?![\w-])[^.]*:\s*$")
_TASKS_HEADING = re.compile(r"(?:[а-яё]+(?:ые|ыми)\s+)?(?:цели\s+и\s+)?задачи(?![\w-])[^.:]{0,80}$", re.IGNORECASE)
_LABEL = re.compile(r"(?P<word>Цел[иь]|Задачи)(?:\s+[а-яё]+){0,3}:?\s*", re.IGNORECASE)
_SECTION = re.compile(r"Задачи\s+(?:на|в)\s+[^.:]{3,40}[.:]\s+(?=[А-ЯЁ])")
_STOP = re.compile(r"(?<![А-ЯЁ])(?<! г)(?<! др)\.(?=\s+[«А-ЯЁ]|\s*$)")
_INLINE_NUMBER = re.compile(r"(?<!\d)1[.)]\s*\S")
_MEMBER = re.compile(r"\s*(?:(?:\d{1,2}[.)]|[а-я]\))\s*)?(?P<member>[^;\n]+)")
