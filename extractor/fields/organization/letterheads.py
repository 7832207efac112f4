"""Letterheads in which an office stands under its administration: one body in two lines and more.

Decides what «АДМИНИСТРАЦИЯ ЛУЖСКОГО РАЙОНА⏎УПРАВЛЕНИЕ ОБРАЗОВАНИЯ» is called. Leaves the office that stands alone
to `offices.py`.
"""

from __future__ import annotations

from extractor.fields.organization.candidates import Candidate, candidate
from extractor.fields.organization.names import official_name
from extractor.fields.organization.noun_phrases import noun_phrase
from extractor.fields.organization.phrases import Tail, right_of
from extractor.fields.organization.scene import Scene, adjective_cases
from extractor.russian.bodies import head_noun


def office_letterhead(scene: Scene, first: int, i: int, tail: Tail) -> list[Candidate]:
    """The office under the administration of tokens `first` … `tail.stop - 1`, whose head is token `i`."""
    unit = scene.analysis.units[scene.tokens[i].unit]
    opens = scene.analysis.unit_tokens[unit.index][0] == first
    if first != i or unit.index >= _HEAD or not opens or not scene.tokens[i].text[:1].isupper():
        return []
    if scene.tokens[i].case not in ("Nom", "") and not scene.tokens[i].text.isupper():
        return []
    stop = _end_of_place(scene, tail.stop)
    end = None if stop is None else _end_of_office(scene, stop)
    if stop is None or end is None or stop == i + 1:
        return []
    whole = official_name(scene.text(first, stop)).split(" ", 1)[1]
    name = f"{official_name(scene.text(stop, end))} администрации {whole}"
    return [candidate(scene, first, end, "office_letterhead", kind="authority", name=name, head="администрация")]


def _end_of_place(scene: Scene, stop: int) -> int | None:
    """The end of the administration's lines: with «„ЛУЖСКИЙ РАЙОН“» and «ПРИГОРНОЙ ОБЛАСТИ» on lines of their own."""
    for _ in range(_MOST_LINES):
        if stop >= len(scene.tokens):
            return None
        if scene.tokens[stop - 1].unit == scene.tokens[stop].unit:
            return None  # «Администрация Лужского района сообщает»
        end = scene.stop_of_unit(stop)
        phrase = noun_phrase(scene, stop, "gent")
        if scene.quoted.get(stop) != end and not (phrase is not None and phrase.territory and phrase.stop == end):
            return stop
        stop = end
    return None


def _end_of_office(scene: Scene, first: int) -> int | None:
    """The end of «ОТДЕЛ ПО ОБРАЗОВАНИЮ», «ФИНАНСОВОЕ УПРАВЛЕНИЕ» that is all of its lines."""
    tokens = scene.tokens
    stop = min(scene.stop_of_unit(first), first + 3)
    i = next((k for k in range(first, stop) if head_noun(tokens[k].text) is not None), None)
    head = None if i is None else head_noun(tokens[i].text)
    if i is None or head is None or head.lemma not in _OFFICES or tokens[i].low not in _OFFICES:
        return None
    if not all(adjective_cases(token.low) for token in tokens[first:i]):
        return None
    end = right_of(scene, i, wide=True).stop
    is_whole = end == len(tokens) or tokens[end].unit != tokens[end - 1].unit
    return end if is_whole and (end > i + 1 or i > first) else None


_HEAD = 12  # units that a letterhead may have, with what a site prints over it
_MOST_LINES = 4
_OFFICES = ("отдел", "управление", "комитет", "департамент", "служба", "сектор")
