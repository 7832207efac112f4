"""Where the post before a name begins: «директор школы Орлова А. А.», «Председатель: ____ /Орлова А. А./».

Decides how far to the left a post reaches, over lines, ranks, commas and brackets. Leaves the grammar of a
post to `phrases.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.analysis import Analysis, Token
from extractor.fields.person.bodies import Bodies
from extractor.fields.person.phrases import (
    FARTHEST,
    Phrase,
    cases,
    chunks,
    is_boundary,
    is_of_many,
    is_verb,
    opening_post,
    opens_with_honour,
    post_start,
)
from extractor.fields.person.ranks import is_rank
from extractor.fields.person.spans import Sighting
from extractor.russian.posts import is_honour, is_meeting_post, is_post_word


def left_phrases(analysis: Analysis, sighting: Sighting, bodies: Bodies, others: Sequence[bool]) -> list[Phrase] | None:
    """The chunks of a post that ends at the name, the nearest chunk last; None where there is none."""
    tokens = analysis.tokens
    stop = _skip_left(analysis, sighting.first)
    if stop > 1 and stop == sighting.first and tokens[stop - 1].text == "(" and _closes(analysis, sighting):
        stop -= 1  # «начальнику отдела (Власюк Н.Н.)»
    phrases = _phrases_up_to(analysis, sighting, stop, bodies, others)
    return phrases or _phrases_over_brackets(analysis, sighting, bodies, others)


def _phrases_over_brackets(
    analysis: Analysis, sighting: Sighting, bodies: Bodies, others: Sequence[bool]
) -> list[Phrase] | None:
    """The post of many before a list in brackets: «Главам сельсоветов (Луговской – Граб, Заречный – Орлов)»."""
    tokens = analysis.tokens
    for i in range(sighting.first - 1, max(0, sighting.first - _LONGEST_LIST), -1):
        if tokens[i].unit != sighting.unit or tokens[i].text in ")»;:" or is_verb(tokens[i]):
            return None
        if tokens[i].text == "(":
            phrases = _phrases_up_to(analysis, sighting, i, bodies, others)
            return phrases if phrases is not None and is_of_many(tokens[phrases[-1][0]].low) else None
    return None


def _phrases_up_to(
    analysis: Analysis, sighting: Sighting, stop: int, bodies: Bodies, others: Sequence[bool]
) -> list[Phrase] | None:
    """The chunks of a post that ends before the token `stop`."""
    tokens = analysis.tokens
    separated = any(set(t.text) & set("-–—:_") for t in tokens[stop : sighting.first])
    stop = _without_honours(tokens, stop)
    if stop == 0 or tokens[stop - 1].text == "," or tokens[stop - 1].tag.pos in ("CCONJ", "ADP"):
        return None
    first = _clause_start(analysis, stop, sighting, bodies, others)
    if stop <= first:
        return None
    pieces = chunks(tokens, first, stop)
    if (
        len(pieces) > 1
        and opens_with_honour(tokens, pieces[-1])
        and post_start(tokens, *pieces[-1], loose=True) is None
    ):
        if first > 0 and others[first - 1]:
            return None  # «Орлова А. А., главный врач, к.м.н. Рябов П. П.»: the post is of the one before
        pieces.pop()
        stop = pieces[-1][1]
    while (
        len(pieces) > 1 and post_start(tokens, *pieces[-1], loose=True) is None and len(tokens[slice(*pieces[-1])]) < 12
    ):
        if tokens[pieces[-1][0]].low == "от":
            return None  # «юрист, от инспекции – Анна Орлова»: who came from where
        pieces[-2:] = [(pieces[-2][0], pieces[-1][1])]  # «отдела торговли, архитектуры и строительства»
    head = post_start(tokens, *pieces[-1], loose=not separated)
    if head is None:
        return None
    head = _past_chair(tokens, head, stop)
    phrases: list[Phrase] = [(head, stop)]
    if stop - head > 2 and tokens[stop - 1].lemma in _CHAIRS_OF_SCIENCE and "nom" in cases(tokens, stop - 1, stop):
        phrases = [(head, stop - 1), (stop - 1, stop)]  # «ректор технического университета профессор Орлов»
    for chunk in reversed(pieces[:-1]):
        if phrases[0][0] != chunk[1] + 1:
            break  # the chunk after does not begin with its post
        if opens_with_honour(tokens, chunk):
            continue
        start = post_start(tokens, *chunk, loose=True)
        if start is None:
            break
        phrases.insert(0, (start, chunk[1]))
    return phrases


def _closes(analysis: Analysis, sighting: Sighting) -> bool:
    i = sighting.stop
    return i < len(analysis.tokens) and analysis.tokens[i].text in (")", ",")


def _past_chair(tokens: Sequence[Token], head: int, stop: int) -> int:
    """«Ведущий круглого стола – директор школы»: the post stands after the dash."""
    if not (tokens[head].low.startswith(("ведущ", "модератор")) or is_meeting_post(tokens[head].low)):
        return head
    for i in range(head + 1, stop - 1):
        if tokens[i].text in ("–", "—", "-") and opening_post(tokens, i + 1, stop) is not None:
            return i + 1
    return head


def _skip_left(analysis: Analysis, i: int) -> int:
    """Over dashes, colons, underscores, slashes and «[подпись]» before the name."""
    tokens = analysis.tokens
    while i > 0:
        word = tokens[i - 1].text
        signed = _signed_from(analysis, tokens[i - 1].end)
        if signed is not None and tokens[0].start < signed:
            while tokens[i - 1].start >= signed:
                i -= 1
        elif word and not any(c.isalnum() for c in word) and word not in _NO_FILLER:
            i -= 1
        else:
            break
    return i


def _signed_from(analysis: Analysis, end: int) -> int | None:
    """Where «(подпись)», «личная подпись», «п/п» begins that ends at `end`."""
    start = max(0, end - _LONGEST_SIGN)
    found = _SIGNED.search(analysis.text[start:end])
    return None if found is None else start + found.start()


def _without_honours(tokens: Sequence[Token], stop: int) -> int:
    """Back over a rank or degree right before the name: «ГУ — полковник», «Института чл.-корр. РАН»."""
    if stop > 1 and tokens[stop - 1].text == "." and tokens[stop - 2].low in _TITLES:
        stop -= 2  # «т. Орлову»
    is_captain = stop > 1 and tokens[stop - 1].low.startswith("капитан") and tokens[stop - 2].text.islower()
    if is_captain and any(is_post_word(token.low) for token in tokens[max(0, stop - 5) : stop - 1]):
        stop -= 1  # «участковый уполномоченный полиции капитан Орлов»
    stop = _without_clergy(tokens, _without_aside(tokens, stop))
    for i in range(stop - 1, max(-1, stop - 10), -1):
        ranked = is_rank(tokens, i)
        if is_post_word(tokens[i].low) and not ranked and not is_honour(tokens[i].low) and not _is_honoured(tokens, i):
            break
        if tokens[i].text in "();:«»" or tokens[i].low == "и":
            break
        many = tokens[i].tag.number == "Plur" and tokens[i].case == "Gen"
        if ranked or (is_honour(tokens[i].low) and not many):  # but «председатель совета ветеранов Орлов»
            stop = i - int(ranked and i > 0 and tokens[i - 1].low.startswith(_GRADES))
            while stop > 0 and tokens[stop - 1].text in ("-", "–", "—", ","):
                stop -= 1
    return stop


def _without_aside(tokens: Sequence[Token], stop: int) -> int:
    """Back over «(она же казначей)», «(по согласованию)» right before the name."""
    if stop < 3 or tokens[stop - 1].text != ")":
        return stop
    opening = next((i for i in range(stop - 2, max(0, stop - 8), -1) if tokens[i].text == "("), None)
    if opening is None or not opening:
        return stop
    aside = [token.low for token in tokens[opening + 1 : stop - 1]]
    return opening if aside[1:2] in (["же"], ["согласованию"], ["совместительству"]) else stop


def _without_clergy(tokens: Sequence[Token], stop: int) -> int:
    """Back over «— священник», «диакон» of «настоятель храма — священник Пётр»: a rank behind a post."""
    if stop < 2 or tokens[stop - 1].lemma not in _CLERGY:
        return stop
    for i in range(stop - 2, max(-1, stop - 12), -1):
        if tokens[i].text in ",;:()" or tokens[i].unit != tokens[stop - 1].unit:
            return stop
        if is_post_word(tokens[i].low):
            return stop - 1 - int(tokens[stop - 2].text in ("-", "–", "—"))
    return stop


def _is_honoured(tokens: Sequence[Token], i: int) -> bool:
    """«засл. работник культуры», «заслуженный учитель»: an honour, not a post."""
    before = i - 2 if i > 1 and tokens[i - 1].text == "." else i - 1
    return before >= 0 and tokens[before].low[:4] in ("засл", "наро", "почё", "поче")


def _clause_start(analysis: Analysis, stop: int, sighting: Sighting, bodies: Bodies, others: Sequence[bool]) -> int:
    """The first token of the stretch before the name in which its post may stand."""
    tokens = analysis.tokens
    depth = 0
    least = max(0, stop - FARTHEST)
    i = stop
    while i > least:
        token = tokens[i - 1]
        below = tokens[i].unit if i < stop else sighting.unit
        if token.unit != below and not _runs_on(analysis, token, i, stop, others):
            above = analysis.unit_tokens[token.unit][0]
            is_body = token.unit + 1 == below and _is_line_of_body(analysis, token.unit, bodies)
            if above == 0 or not is_body or not _runs_on(analysis, tokens[above - 1], above, stop, others):
                return i  # but «Главному врачу ⏎ ГБУЗ „Лужская ЦРБ“ ⏎ Р. И. Орловой»
        body = bodies.covering(token.start)
        if body is not None and depth == 0 and body < token.start:
            while i > least and tokens[i - 1].start >= body:
                i -= 1
            continue
        if token.text in "»)]”":
            depth += 1
        elif token.text in "([" and depth == 0:
            return i
        elif token.text in "«([“":
            depth = max(0, depth - 1)
        elif others[i - 1] or (depth == 0 and is_boundary(tokens, i - 1)):
            return i
        i -= 1
    return i


def _runs_on(analysis: Analysis, before: Token, i: int, stop: int, others: Sequence[bool]) -> bool:
    """True where the unit that ends with `before` is a line of a post that goes on: «Начальник»."""
    unit = analysis.units[before.unit]
    below = analysis.units[analysis.tokens[min(i, len(analysis.tokens) - 1)].unit]
    first, last = analysis.unit_tokens[before.unit]
    if "cell" in (unit.kind, below.kind) or unit.end - unit.start > 160 or below.index - unit.index > 2:
        return False
    if any(others[first:last]) or analysis.text[unit.end - 1] in ".;!?" or below.number is not None:
        return False
    if i < stop and opening_post(analysis.tokens, i, stop) is not None:
        return False
    colon = next((k + 1 for k in range(first, last) if analysis.tokens[k].text == ":"), first)
    line = _last_line(analysis, min(colon, last - 1), last)
    dash = next((k + 1 for k in range(last - 2, first, -1) if analysis.tokens[k].text in ("–", "—")), line)
    starts = {min(colon, last - 1), line, dash}
    if any(opening_post(analysis.tokens, k, last) is not None for k in starts):
        return True
    return stop == analysis.unit_tokens[below.index][0] and _ends_with_post(analysis.tokens, line, last)


def _ends_with_post(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """True for «По поручению собрания председатель общества» over a name: a post and the genitives behind it."""
    head = next(
        (i for i in range(stop - 1, first, -1) if tokens[i].case == "Nom" and is_post_word(tokens[i].low)), None
    )
    if head is None:
        return False
    return not any(
        is_boundary(tokens, i) or tokens[i].case == "Nom" or tokens[i].text == "," for i in range(head + 1, stop)
    )


def _is_line_of_body(analysis: Analysis, index: int, bodies: Bodies) -> bool:
    """True for a line that is a body, or a genitive in an addressee block: «Министру культуры ⏎ Лужской области»."""
    unit = analysis.units[index]
    if bodies.covering(unit.body) is not None:
        return True
    first, last = analysis.unit_tokens[index]
    tokens = analysis.tokens[first:last]
    return unit.zone == "head" and len(tokens) < 6 and all(t.case == "Gen" for t in tokens if t.text.isalpha())


def _last_line(analysis: Analysis, first: int, last: int) -> int:
    """The first token of a unit's last line: «С уважением,⏎председатель общества»."""
    at = analysis.text.rfind("\n", analysis.tokens[first].start, analysis.tokens[last - 1].end)
    return next((k for k in range(first, last) if analysis.tokens[k].start > at), first) if at >= 0 else first


_CHAIRS_OF_SCIENCE = frozenset(["профессор", "доцент"])
_GRADES = ("старш", "младш", "государственн")
_CLERGY = frozenset(["священник", "диакон", "протодиакон", "игумен", "архимандрит"])
_LONGEST_LIST = 40  # tokens of a list of names in brackets
_LONGEST_SIGN = 30  # characters
_SIGNED = re.compile(
    r"(?:[\[(/]\s*)?\b(?:(?:личная\s+)?подпись|подписано|п/п|м\.\s?п)\b\s*[\])/.]{0,2}\Z", re.IGNORECASE
)
_TITLES = frozenset(["т", "тов", "гр", "г"])
_NO_FILLER = frozenset(",;.()[]!?«»\"'“”…|")
