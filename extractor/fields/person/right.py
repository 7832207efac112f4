"""Where the post after a name ends: «Орлова А. А., директор школы», «Орлова А. А. (педагог)».

Decides which mark opens a post behind a name and what closes it: the next person, a verb, a bracket. Leaves
the grammar of a post to `phrases.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.analysis import Analysis, Token
from extractor.fields.person.bodies import Bodies
from extractor.fields.person.phrases import (
    FARTHEST,
    Phrase,
    chunks,
    is_abbreviation,
    is_boundary,
    opening_post,
    opens_with_honour,
)
from extractor.fields.person.spans import Sighting
from extractor.russian.inflection import agrees
from extractor.russian.morphology import parses
from extractor.russian.posts import is_honour, is_post_modifier, is_post_word


def right_phrases(
    analysis: Analysis, sighting: Sighting, bodies: Bodies, others: Sequence[bool], *, is_held: bool = False
) -> list[Phrase] | None:
    """The chunks of a post that follows the name; None where there is none. `is_held`: a post stands before it."""
    tokens = analysis.tokens
    i = _after_mark(analysis, sighting)
    if i is None:
        return None
    i = _past_body(tokens, i, bodies)
    closing = ")" if tokens[i - 1].text == "(" else ""
    stop = _clause_stop(analysis, i, closing, others, is_held)
    if tokens[i].unit != sighting.unit and stop < len(tokens):
        next_unit = tokens[stop].unit <= tokens[i].unit + 1
        if tokens[stop].text == ":" or (others[stop] and next_unit and analysis.units[sighting.unit].kind != "cell"):
            return None  # «Секретарь:» of the next line, the next addressee
    phrases: list[Phrase] = []
    for chunk in chunks(tokens, i, stop):
        start = opening_post(tokens, *chunk, of_many=_follows_name(tokens, sighting, others))
        if start is not None and (_is_of_others(tokens, start, chunk[1]) or _is_predicate(tokens, start, chunk[1])):
            break
        if start is not None and not _is_unfinished(tokens, start, chunk[1]):
            phrases.append((start, chunk[1]))
        elif phrases and _goes_on(tokens, phrases[-1], chunk):
            phrases[-1] = (phrases[-1][0], chunk[1])
        elif opens_with_honour(tokens, chunk):
            continue
        elif not bodies.opens(tokens[chunk[0]].start):
            break  # over «школа № 3» in «Орлова А. А., школа № 3, учитель» and «…, учитель, школа № 3»
    return phrases or None


def _follows_name(tokens: Sequence[Token], sighting: Sighting, others: Sequence[bool]) -> bool:
    """True for the last of «Орлова А. А., Рябова П. П., педагоги школы»."""
    i = sighting.first - 1
    return i > 0 and tokens[i].low in (",", "и") and others[i - 1] and tokens[i].unit == sighting.unit


def _past_body(tokens: Sequence[Token], i: int, bodies: Bodies) -> int:
    """Over the brackets of «Орлова А. А. (МБОУ „СОШ № 3“), учитель», where they hold a body."""
    if tokens[i - 1].text != "(" or not bodies.opens(tokens[i].start):
        return i
    stop = next((k for k in range(i, min(len(tokens), i + 25)) if tokens[k].text == ")"), None)
    if (
        stop is None
        or stop + 2 >= len(tokens)
        or tokens[stop + 1].text != ","
        or tokens[stop + 2].unit != tokens[i].unit
    ):
        return i
    return stop + 2


def body_behind(analysis: Analysis, i: int, bodies: Bodies) -> str | None:
    """«учитель физики, МБОУ СОШ № 3», «учитель физики (МБОУ СОШ № 3)»: the body right behind the post."""
    tokens = analysis.tokens
    if i >= len(tokens) or tokens[i].unit != tokens[i - 1].unit or tokens[i].text not in (",", "("):
        return None
    place = bodies.named(tokens[i].end, tokens[i].end + 3)
    return None if place is None else place[0]


def _is_of_others(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """True for «Отв.: Орлов А. А., главы поселений»: heads of many bodies, which one person is not."""
    head, behind = tokens[start], tokens[start + 1] if start + 1 < stop else None
    if behind is None or behind.tag.number != "Plur" or behind.case != "Gen" or head.lemma not in _HEADS:
        return False
    nominative = {str(p.tag.number) for p in parses(head.low) if str(p.tag.case) == "nomn"}
    return nominative == {"plur"}


def _is_predicate(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """True for «секретарём была», «секретарём избрана»: what is said of the next person."""
    if tokens[start].case != "Ins":
        return False
    return any(t.lemma in ("быть", "стать", "избрать", "назначить") for t in tokens[start + 1 : stop + 1])


def _is_unfinished(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """True for «зам» alone at the end of a line, and for «педагог с 45-летним стажем», which is no post."""
    words = [token for token in tokens[start:stop] if token.text.isalpha()]
    return len(words) == 1 and words[0].low in ("зам", "нач", "зав") or any(t.lemma == "стаж" for t in words)


def _goes_on(tokens: Sequence[Token], before: Phrase, chunk: Phrase) -> bool:
    """«начальник отдела торговли, архитектуры и строительства»: the chunk is in the same row of genitives."""
    cases = [t.case for t in tokens[slice(*chunk)] if t.tag.pos in ("NOUN", "ADJ") and t.case]
    above = [t.case for t in tokens[slice(*before)] if t.tag.pos == "NOUN" and t.case]
    has_and = any(t.low == "и" for t in tokens[slice(*chunk)])
    return bool(cases and above) and has_and and cases[0] == above[-1] != "Nom" and chunk[1] - chunk[0] < 12


def _after_mark(analysis: Analysis, sighting: Sighting) -> int | None:
    """The token after the comma, dash, bracket or cell edge that follows the name."""
    tokens = analysis.tokens
    i = sighting.stop
    while i < len(tokens) and tokens[i].text in ("*", "**", "."):
        i += 1
    if i >= len(tokens):
        return None
    ended = tokens[i - 1].text == "." and i > sighting.stop
    if ended and tokens[i].unit == sighting.unit and tokens[i].text.isalpha():
        return None  # the next sentence
    if tokens[i].unit != sighting.unit:
        before = tokens[analysis.unit_tokens[sighting.unit][0] : sighting.first]
        alone = not any(c.isalpha() for t in before for c in t.text)
        nearby = tokens[i].unit - sighting.unit <= 2
        while i < len(tokens) and tokens[i].text in ("-", "–", "—", "|"):
            i += 1
        return i if alone and nearby and i < len(tokens) else None
    while i < len(tokens) and tokens[i].text in (",", "-", "–", "—", "(", "|", ":", "/", "−", "*", "**", "―"):
        i += 1
    if i + 1 < len(tokens) and tokens[i].lemma == "который" and tokens[i + 1].lemma in ("являться", "работать"):
        i += 2
    if i < len(tokens) and i == sighting.stop and tokens[i].text.islower() and _post_after_dash(tokens, i):
        return i  # «1. Орлова Анна Петровна учитель физики»
    return i if i > sighting.stop and i < len(tokens) else None


def _clause_stop(analysis: Analysis, first: int, closing: str, others: Sequence[bool], is_held: bool) -> int:
    """The end of the stretch after the name in which its post may stand."""
    tokens = analysis.tokens
    depth = 0
    i = first
    while i < min(len(tokens), first + FARTHEST):
        token = tokens[i]
        if token.unit != tokens[first].unit or (i > first and _opens_line_apart(analysis, i)):
            break
        if token.text == "(" and _is_adjective_aside(tokens, i):
            i += 3  # «глава крестьянского (фермерского) хозяйства»
            continue
        if token.text in "«([“":
            if token.text == "(" and depth == 0 and not closing:
                is_of_next = _names_next(tokens, i, others)
                return _back_over_next_post(tokens, first, i) if is_of_next else _trimmed(tokens, first, i)
            depth += 1
        elif token.text in "»)]”":
            if depth == 0:
                break
            depth -= 1
        elif others[i] or (depth == 0 and is_boundary(tokens, i)):
            break
        elif depth == 0 and token.text in ("–", "—", "-") and token.start > tokens[i - 1].end:
            if i + 1 < len(tokens) and others[i + 1]:
                i += 1
                break
            if i + 1 < len(tokens) and not _post_after_dash(tokens, i + 1):
                break
        i += 1
    if i < len(tokens) and others[i] and tokens[i].unit == tokens[first].unit:
        while i > first and (tokens[i - 1].low in ("и", "а", "также", ",") or is_honour(tokens[i - 1].low)):
            i -= 1
        comma = next((k for k in range(i - 1, max(first, i - 10), -1) if tokens[k].text == ","), None)
        if (
            comma is not None
            and opens_with_honour(tokens, (comma + 1, i))
            and opening_post(tokens, comma + 1, i) is None
        ):
            i = first if is_held else comma  # «Орлова А. А., главный врач, к.м.н. Рябов П. П.»
        elif tokens[i].text not in ("и", "а", "также", ","):  # «А.» is an initial
            i = _back_over_next_post(tokens, first, i)
    return _trimmed(tokens, first, i)


def _is_adjective_aside(tokens: Sequence[Token], i: int) -> bool:
    """True for one adjective in brackets at `i` whose noun follows them."""
    if i + 3 >= len(tokens) or tokens[i + 2].text != ")" or not tokens[i + 3].text.islower():
        return False
    inner, noun = tokens[i + 1], tokens[i + 3]
    return inner.text.islower() and inner.tag.pos == "ADJ" and noun.tag.pos == "NOUN" and agrees(inner.text, noun.text)


def _trimmed(tokens: Sequence[Token], first: int, i: int) -> int:
    """Back over marks at the end of the stretch."""
    while i > first and tokens[i - 1].text in (",", ".", "-", "–", "—") and not is_abbreviation(tokens[i - 2]):
        i -= 1
    return i


def _names_next(tokens: Sequence[Token], opening: int, others: Sequence[bool]) -> bool:
    """True where the next name stands right behind brackets: «…, регент (она же повар) Орлова А. А.»."""
    close = next((k for k in range(opening, min(len(tokens), opening + 10)) if tokens[k].text == ")"), None)
    return close is not None and close + 1 < len(tokens) and others[close + 1]


def _opens_line_apart(analysis: Analysis, i: int) -> bool:
    """True for «10.30» that begins the next line of a programme, and behind an empty line."""
    token = analysis.tokens[i]
    gap = analysis.text[analysis.tokens[i - 1].end : token.start]
    return "\n\n" in gap or (token.text[0].isdigit() and "\n" in gap)


def _back_over_next_post(tokens: Sequence[Token], first: int, stop: int) -> int:
    """Where the next person's post stands before that name: cut after the last «, » or «и» that opens it."""
    for i in range(stop - 1, first, -1):
        if tokens[i].low in ("и", ",") and i + 1 < stop and opening_post(tokens, i + 1, stop) is not None:
            return i
    return first  # the post belongs to the next name: «, прокурор области Роман Хижняк»


_HEADS = frozenset(["глава", "руководитель", "директор", "начальник", "председатель", "староста", "заведующий"])


def _post_after_dash(tokens: Sequence[Token], i: int) -> bool:
    return is_post_word(tokens[i].low) or is_post_modifier(tokens[i].low)
