"""One mention of a person with what the rules of roles look at: its unit, lead-in, clause and neighbours.

Decides which text counts as label, lead-in, clause and line of a mention. Leaves what they mean to
`paper_roles.py` and `event_roles.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.analysis import Analysis, Token
from extractor.fields.person import words
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.posts import Office
from extractor.fields.person.spans import Sighting
from extractor.fields.person.verbs import closes_sentence, governing_verb
from extractor.russian.morphology import parses
from extractor.text.outline import Unit


class Scene(NamedTuple):
    """One mention with what its rules look at: the unit, its lead-in, the text before and after."""

    analysis: Analysis
    sighting: Sighting
    unit: Unit
    lead: str  # text of the unit that introduces the list, "" where there is none
    before: str  # text of the unit before the name, at most 400 characters
    clause: str  # the sentence before the name
    label: str  # what stands before the name or its post: «Модератор: », «Отв. - »
    after: str  # text of the unit after the name, at most 200 characters
    opens: bool  # True where the name or its post opens the unit, or other names do
    head: int  # first token of the name with its post before it
    cases: frozenset[str]
    verb: Token | None  # the verb that governs the person
    is_subject: bool  # of that verb, or its agent
    kind: str  # kind of the document
    has_event: bool
    column: str  # heading of the table's column, "" outside tables
    timetable: bool  # True in the programme of an event


def scene(
    analysis: Analysis,
    sighting: Sighting,
    head: int,
    cases: frozenset[str],
    kind: str,
    has_event: bool,
    column: str,
    timetable: bool,
) -> Scene:
    """What the rules need to know of one mention; `head` is where its post begins."""
    unit = analysis.units[sighting.unit]
    start, end = sighting.span.start, sighting.span.end
    text = analysis.text
    before = text[max(unit.start, start - 400) : start]
    clause = without_asides(words.SENTENCE_END.split(masked(before))[-1])
    post = analysis.tokens[head].start
    label = text[max(unit.start, post - 120) : post]
    verb, is_subject = governing_verb(analysis, sighting, head, cases)
    return Scene(
        analysis=analysis,
        sighting=sighting,
        unit=unit,
        lead=_lead(analysis, unit),
        before=before,
        clause=clause,
        label=masked(label if words.ANY_LABEL.search(label) else before[-160:]),
        after=_wrapped(text[end : min(unit.end, end + 200)]),
        opens=len(clause) == len(before),
        head=head,
        cases=cases,
        verb=verb,
        is_subject=is_subject,
        kind=kind,
        has_event=has_event,
        column=column,
        timetable=timetable,
    )


def with_sentence_ends(analysis: Analysis, places: Sequence[Sighting], named: Sequence[bool]) -> Analysis:
    """The document with «!» for the point of initials that end a sentence: «провёл Граб О. О! Концерт вели …».

    `named[i]` tells that token `i` belongs to a name. Offsets stay.
    """
    marks = [place.span.end - 1 for place in places if _is_last_of_sentence(analysis, place, named)]
    if not marks:
        return analysis
    pieces = []
    at = 0
    for mark in marks:
        pieces += [analysis.text[at:mark], "!"]
        at = mark + 1
    text = "".join([*pieces, analysis.text[at:]])
    return replace(analysis, page=replace(analysis.page, text=text))


def _is_last_of_sentence(analysis: Analysis, place: Sighting, named: Sequence[bool]) -> bool:
    return (
        closes_sentence(analysis.tokens, place) and not named[place.stop] and analysis.tokens[place.stop].pos != "PROPN"
    )


def _wrapped(text: str) -> str:
    """The text with the breaks inside a sentence made spaces: before a small letter, and at the end of a full line."""
    return _WRAP.sub(" ", text)


def _lead(analysis: Analysis, unit: Unit) -> str:
    """The lead-in of a list item, and of the item above it; a short line with a colon just before."""
    parts = []
    at: int | None = unit.lead_in
    for _ in range(2):
        if at is None:
            break
        lead = analysis.units[at]
        parts.append(words.SENTENCE_END.split(analysis.text[max(lead.start, lead.end - 300) : lead.end])[-1])
        at = lead.lead_in
    if not parts and unit.index > 0:
        lead = analysis.units[unit.index - 1]
        if lead.end - lead.start < 200 and analysis.text[lead.end - 1] == ":":
            parts.append(analysis.text[lead.start : lead.end])
    return "\n".join(parts)


def unit_text(analysis: Analysis, index: int) -> str:
    """The text of a unit, at most its last 300 characters; a ruled line counts as the unit above it."""
    while index >= 0 and _LETTER.search(analysis.text, analysis.units[index].start, analysis.units[index].end) is None:
        index -= 1
    if index < 0:
        return ""
    unit = analysis.units[index]
    return analysis.text[max(unit.body, unit.end - 300) : unit.end].strip()


def line_before(scene: Scene) -> str:
    """The line before the name, with the line above where the name stands alone."""
    line = scene.before
    line = line.rsplit("\n", 1)[-1] if len(line.rsplit("\n", 1)[-1].strip()) > 3 else line
    if not line.strip(" \n_/—–-()"):
        line = unit_text(scene.analysis, scene.unit.index - 1)
    return line.strip()


def before_post(scene: Scene) -> str:
    """The text of the unit before the post that stands before the name, at most 80 characters."""
    start = scene.analysis.tokens[scene.head].start
    return scene.analysis.text[max(scene.unit.start, start - 80) : start]


def bracket(scene: Scene) -> int | None:
    """Where the bracket opens in which the name stands, if nothing but names stands before it there."""
    at = scene.before.rfind("(")
    if at < 0 or ")" in scene.before[at:] or words.ONLY_NAMES.fullmatch(scene.before[at + 1 :]) is None:
        return None
    return scene.sighting.span.start - len(scene.before) + at


def in_brackets(scene: Scene) -> bool:
    before = scene.clause
    return before.rfind("(") > before.rfind(")")


def in_same_bracket(scene: Scene, verb: Token) -> bool:
    """«(с докладом выступит Орлова А. А.)», but not «выступила школа (директор Орлова А. А.)»."""
    if not in_brackets(scene):
        return True
    if verb.start > scene.sighting.span.end and ")" in scene.analysis.text[scene.sighting.span.end : verb.start]:
        return False
    return verb.start > scene.sighting.span.start - len(scene.clause) + scene.clause.rfind("(")


def is_late(scene: Scene) -> bool:
    """True in the signature zone, on the document's last lines and over «Приложение 1»."""
    end = scene.sighting.span.end
    if scene.unit.zone == "sign" or len(scene.analysis.text) - end < 250:
        return True
    return words.ANNEX_BELOW.match(scene.analysis.text, end) is not None


def is_signature(scene: Scene) -> bool:
    """True for a name that ends its line in the signature block."""
    if "nom" not in scene.cases and scene.cases:
        return False
    after = words.AFTER_SIGNATURE.match(scene.after)
    if after is None or not is_late(scene):
        return False
    if not scene.opens or scene.unit.level > 1:
        return False
    if words.HOUR.match(scene.analysis.text, scene.unit.start, scene.unit.end) is not None:
        return False  # «12.00 Подведение итогов. Орлов А. А.» ends a programme
    if scene.head < scene.sighting.first:
        head = scene.analysis.tokens[scene.head]
        line = scene.analysis.text.rfind("\n", 0, head.start) + 1
        body = max(scene.analysis.units[head.unit].body, line if is_signed_above(scene, line) else 0)
        before = scene.analysis.text[min(body, head.start) : head.start]
        return words.BEFORE_SIGNER.fullmatch(before) is not None or (
            words.POST_ABOVE.fullmatch(before) is not None and no_verb(scene, len(before))
        )
    return scene.unit.zone == "sign" and re.search(r"[А-Яа-яЁё]{3,}[ ,]{1,2}$", scene.before) is None


def is_signed_above(scene: Scene, line: int) -> bool:
    """True where the line above ends in a name, a rule or a date: it was signed by somebody else."""
    above = scene.analysis.text[max(scene.unit.start, line - 40) : max(scene.unit.start, line - 1)]
    return scene.unit.zone == "sign" and words.SIGNED.search(above) is not None


def no_verb(scene: Scene, distance: int) -> bool:
    """True where no finite verb stands in the last `distance` characters before the name or its post."""
    end = scene.analysis.tokens[scene.head].start
    between = scene.analysis.tokens_between(max(scene.unit.start, scene.sighting.span.start - distance), end)
    return not any(is_verb(token) and token.tag.verb_form != "Inf" for token in between)


def lead_chain(scene: Scene) -> str:
    """The lead-ins above a list that is itself led in: «состав комиссии:», «Члены комиссии:»."""
    parts = [scene.lead]
    index = scene.unit.index
    for _ in range(12):
        index -= 1
        if index < 0:
            break
        unit = scene.analysis.units[index]
        last = scene.analysis.text[unit.end - 1]
        if last == ":" and unit.end - unit.start < 300:
            parts.append(scene.analysis.text[unit.start : unit.end])
        elif unit.number is not None or (last == "." and not _ends_in_initials(scene.analysis.text, unit)):
            break
    return "\n".join(parts)


def _ends_in_initials(text: str, unit: Unit) -> bool:
    """True for «Секретарь: Орлова А. А.», a line of a list and no sentence."""
    return _INITIALS.search(text, max(unit.start, unit.end - 6), unit.end) is not None


def under_place(scene: Scene) -> bool:
    """True under a short line «I место», with at most a few lines between."""
    for index in range(scene.unit.index - 1, max(-1, scene.unit.index - 6), -1):
        unit = scene.analysis.units[index]
        if unit.end - unit.start < 60 and words.PLACE_HEADING.match(scene.analysis.text, unit.body, unit.end):
            return "|" not in scene.analysis.text[unit.start : unit.end]
    return False


def leaning(scene: Scene, posts: Sequence[Office]) -> dict[str, float]:
    """What post and verb say of the gender: «заведующая», «рассказала» lean to «f»."""
    verb = scene.verb
    weights: dict[str, float] = {}
    if verb is not None and scene.is_subject and verb.tag.number != "Plur" and in_same_bracket(scene, verb):
        gender = _GENDERS.get(verb.tag.gender or str(parses(verb.low)[0].tag.gender))
        if gender is not None:
            weights[gender] = 4.0
    for office in posts:
        if _FEMALE_POST.match(scene.analysis.tokens[office.head].low):
            weights["f"] = 6.0
    return weights


def around(scene: Scene, verb: Token) -> str:
    """The clause of the verb and the person, between semicolons and ends of sentences."""
    start = min(verb.start, scene.sighting.span.start)
    end = max(verb.end, scene.sighting.span.end)
    text = scene.analysis.text
    left = words.SENTENCE_END.split(masked(text[max(scene.unit.start, start - 120) : start]))[-1]
    right = words.SENTENCE_END.split(masked(text[end - 2 : min(scene.unit.end, end + 120)]))[0][2:]
    return left + text[start:end] + right  # two letters before a point tell that it ends a sentence


def near(scene: Scene, verb: Token) -> str:
    """The words between verb and person with a few on the far side of the verb: what somebody became."""
    span = scene.sighting.span
    if verb.start < span.start:
        before = scene.analysis.text[max(scene.unit.start, verb.start - 80) : span.start]
        return words.SENTENCE_END.split(masked(before))[-1]
    return words.SENTENCE_END.split(masked(scene.analysis.text[span.end : verb.end + 50]))[0]


def beside(scene: Scene, verb: Token) -> str:
    """The verb with what belongs to it and the person, from the comma before to the comma after."""
    span = scene.sighting.span
    start, end = min(verb.start, span.start), max(verb.end, span.end)
    text = scene.analysis.text
    left = re.split(r"[,;:(.!?]\s", masked(text[max(scene.unit.start, start - 90) : start]))[-1]
    return left + text[start:end] + re.split(r"[,;:(.!?]", masked(text[end : min(scene.unit.end, end + 70)]))[0]


def parted(scene: Scene, verb: Token) -> bool:
    """True where a sentence ends between the verb and the person."""
    span = scene.sighting.span
    between = (verb.end, span.start) if verb.start < span.start else (span.end, verb.start)
    return ends_sentence(scene.analysis.text[max(0, between[0] - 3) : between[1]])


def without_asides(text: str) -> str:
    """The text with blanks for every closed bracket: «Секция (вёл Орлов А. А.): 1 место – Граб Анна»."""
    return _ASIDE.sub(lambda found: " " * len(found[0]), text)


def ends_sentence(text: str) -> bool:
    """True where a sentence ends in a stretch of text and another begins."""
    return words.SENTENCE_END.search(masked(text)) is not None


def masked(text: str) -> str:
    """The text without breaks inside a sentence, points of initials made «·»: the points left end sentences."""
    return words.SHORT_POINT.sub("·", _wrapped(text))


_INITIALS = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.$")
_ASIDE = re.compile(r"\([^()]{0,300}\)")
_GENDERS = {"Fem": "f", "Masc": "m", "femn": "f", "masc": "m"}
_FEMALE_POST = re.compile(r"\w+(?:ая|ница|ую|щей|нице|ницу|ницей|сестра|сестре|сестру)$")
_LETTER = re.compile(r"[^\W_]")
_WRAP = re.compile(r"\n(?=[ \t]*(?!исп\.|отв\.|тел\.|т\.)[а-яё])|(?<=[^\n]{60})(?<![.:;!?])\n(?=[ \t]*[А-ЯЁ«(])")
