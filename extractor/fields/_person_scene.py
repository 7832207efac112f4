"""One mention of a person with what the rules of roles look at: its unit, lead-in, clause and neighbours.

Decides which text counts as label, lead-in, clause and line of a mention. Leaves what they mean to
`_person_paper_roles.py` and `_person_event_roles.py`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.analysis import Analysis
from extractor.fields import _person_words as words
from extractor.fields._person_phrases import is_verb
from extractor.fields._person_spans import Sighting
from extractor.text.outline import Unit


class Scene(NamedTuple):
    """One mention with what its rules look at: the unit, its lead-in, the text before and after."""

    analysis: Analysis
    sighting: Sighting
    unit: Unit
    lead: str  # text of the unit that introduces the list, "" where there is none
    before: str  # text of the unit before the name, with the sentence it stands in
    after: str  # text of the unit after the name, at most 200 characters
    head: int  # first token of the name with its post before it
    cases: frozenset[str]
    kind: str  # kind of the document
    has_event: bool
    column: str  # heading of the table's column, "" outside tables


def scene(
    analysis: Analysis, sighting: Sighting, head: int, cases: frozenset[str], kind: str, has_event: bool, column: str
) -> Scene:
    """What the rules need to know of one mention; `head` is where its post begins."""
    unit = analysis.units[sighting.unit]
    span = sighting.span
    text = analysis.text
    return Scene(
        analysis,
        sighting,
        unit,
        _lead(analysis, unit),
        text[max(unit.start, span.start - 400) : span.start],
        text[span.end : min(unit.end, span.end + 200)],
        head,
        cases,
        kind,
        has_event,
        column,
    )


def _lead(analysis: Analysis, unit: Unit) -> str:
    """The lead-in of a list item, and of the item above it; a short line with a colon just before."""
    parts = []
    at: int | None = unit.lead_in
    for _ in range(2):
        if at is None:
            break
        lead = analysis.units[at]
        parts.append(words.SENTENCE_END.split(analysis.text[lead.start : lead.end])[-1])
        at = lead.lead_in
    if not parts and unit.index > 0:
        lead = analysis.units[unit.index - 1]
        text = analysis.text[lead.start : lead.end]
        if text.endswith(":") and len(text) < 200:
            parts.append(text)
    return "\n".join(parts)


def label(scene: Scene) -> str:
    """What stands before the name or its post on the line or in the clause: «Модератор: », «Отв. - »."""
    start = scene.analysis.tokens[scene.head].start
    text = scene.analysis.text[max(scene.unit.start, start - 120) : start]
    whole = scene.before[-160:]
    return text if words.ANY_LABEL.search(text) else whole


def opens_unit(scene: Scene) -> bool:
    """True where the name or its post opens the unit, or others do: «- Орлов А. А., Граб И. С.»."""
    before = scene.analysis.text[scene.unit.body : scene.sighting.span.start]
    return words.SENTENCE_END.search(before) is None


def ended(scene: Scene) -> bool:
    return words.SENTENCE_END.search(scene.before[-160:]) is not None


def clause(scene: Scene) -> str:
    """The sentence before the name."""
    return words.SENTENCE_END.split(scene.before)[-1]


def unit_text(analysis: Analysis, index: int) -> str:
    while index >= 0 and not re.search(
        r"\w", analysis.text[analysis.units[index].start : analysis.units[index].end].strip("_")
    ):
        index -= 1  # a ruled line
    if index < 0:
        return ""
    unit = analysis.units[index]
    return analysis.text[unit.body : unit.end].strip()


def line_before(scene: Scene) -> str:
    """The line before the name, with the line above where the name stands alone."""
    line = scene.analysis.text[scene.unit.start : scene.sighting.span.start]
    line = line.rsplit("\n", 1)[-1] if len(line.rsplit("\n", 1)[-1].strip()) > 3 else line
    if not line.strip(" \n_/—–-()"):
        line = unit_text(scene.analysis, scene.unit.index - 1)
    return line.strip()


def bracket(scene: Scene) -> int | None:
    """Where the bracket opens in which the name stands, if nothing but names stands before it there."""
    at = scene.before.rfind("(")
    if at < 0 or ")" in scene.before[at:] or words.ONLY_NAMES.fullmatch(scene.before[at + 1 :]) is None:
        return None
    return scene.sighting.span.start - len(scene.before) + at


def in_brackets(scene: Scene) -> bool:
    before = clause(scene)
    return before.rfind("(") > before.rfind(")")


def is_late(scene: Scene) -> bool:
    """True in the signature zone or on the document's last lines."""
    return scene.unit.zone == "sign" or len(scene.analysis.text) - scene.sighting.span.end < 250


def is_signature(scene: Scene) -> bool:
    """True for a name that ends its line in the signature block."""
    if "nom" not in scene.cases and scene.cases:
        return False
    after = words.AFTER_SIGNATURE.match(scene.after)
    if after is None or not is_late(scene):
        return False
    before = scene.analysis.text[scene.unit.body : scene.sighting.span.start]
    if words.SENTENCE_END.search(before) is not None or scene.unit.level > 1:
        return False
    if scene.head < scene.sighting.first:
        head = scene.analysis.tokens[scene.head]
        body = scene.analysis.units[head.unit].body
        return words.BEFORE_SIGNER.fullmatch(scene.analysis.text, min(body, head.start), head.start) is not None
    return scene.unit.zone == "sign" and re.search(r"[А-Яа-яЁё]{3,}[ ,]{1,2}$", before) is None


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
        text = scene.analysis.text[unit.start : unit.end]
        if text.endswith(":") and len(text) < 300:
            parts.append(text)
        elif unit.number is not None or text.endswith("."):
            break
    return "\n".join(parts)


def under_place(scene: Scene) -> bool:
    """True under a short line «I место», with at most a few lines between."""
    for index in range(scene.unit.index - 1, max(-1, scene.unit.index - 6), -1):
        unit = scene.analysis.units[index]
        if unit.end - unit.start < 60 and words.PLACE_HEADING.match(scene.analysis.text, unit.body, unit.end):
            return "|" not in scene.analysis.text[unit.start : unit.end]
    return False
