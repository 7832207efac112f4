"""Two persons under one surname: «братья Марат и Ильдар Сабировы», «Ивану и Марии Сычёвым».

Decides that the given names before «и» share the surname behind it, and what it is for each of them in the
singular. Leaves names with a surname of their own to `name_spans.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.russian.name_cases import surname_readings
from extractor.russian.name_patterns import quality
from extractor.russian.name_words import Reading, first_name, patronymic


class Sharer(NamedTuple):
    """A given name at `start` with its patronymic and its form of the surname, which ends at `end`."""

    start: int
    end: int
    last: str
    first: str
    middle: str | None


def sharers(text: str) -> Iterator[tuple[Sharer, ...]]:
    """All groups of persons that share a surname, each person's span reaching to it."""
    for found in _SHARED.finditer(text):
        givens = list(_GIVEN.finditer(text, found.start("givens"), found.end("givens")))
        people = [_sharer(given, found["last"], found.end("last")) for given in givens]
        told = [person for person in people if person is not None]
        before = _BEFORE.search(text, max(0, found.start() - 40), found.start())
        if before is not None and (quality(before[1]) or 0) >= 2:
            continue  # «Рябов Иван и Пётр Сычёв»
        if len(told) == len(givens) > 1 and _fits(givens, found["last"]):
            yield tuple(told)


def _sharer(given: re.Match[str], last: str, end: int) -> Sharer | None:
    first, middle = given["first"], given["middle"]
    if not first.endswith(".") and not first_name(first):
        return None
    if middle and not patronymic(middle):
        return None
    reading = _told(first, middle)
    return Sharer(given.start(), end, _singular(last, reading), first, middle)


def _told(first: str, middle: str | None) -> Reading:
    """The gender and case of a given name; a man's nominative where only initials stand."""
    readings = (patronymic(middle) if middle else ()) or first_name(first) or (Reading(first, "m", "nom"),)
    return readings[0]


def _fits(givens: list[re.Match[str]], last: str) -> bool:
    """True for a plural, or a surname that has no plural beside different given names: «Олег и Инна Граб»."""
    if _plural(last) is not None:
        return True
    final = _told(givens[-1]["first"], givens[-1]["middle"])
    best = surname_readings(last)[0].weight
    return quality(last) is not None and any(
        r.case == "?" and r.gender in (final.gender, "?") and weight * 3 > best for r, weight in surname_readings(last)
    )


def _plural(last: str) -> tuple[str, tuple[str, ...]] | None:
    """The stem of a surname in the plural and the row of its endings in the singular."""
    low = last.lower()
    for endings, stem_end, *forms in _PLURALS:
        for ending in endings.split():
            stem = last[: len(last) - len(ending)]
            if low.endswith(ending) and len(stem) > 2 and stem.lower().endswith(tuple(stem_end.split())):
                return stem, tuple(forms)
    return None


def _singular(last: str, reading: Reading) -> str:
    """«Сабировы» is Сабиров for Тимур, Сабирова for Анна; «Сычёвым» Сычёву for Ивану."""
    found = _plural(last)
    if found is None:
        return last
    stem, forms = found
    row = forms[0] if reading.gender != "f" else forms[1]
    endings = row.split()
    at = _CASES.index(reading.case) if reading.case in _CASES else 0
    return stem + endings[at].replace("-", "")


_CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
# endings of the plural, what stands before them, endings of the singular by case for a man and a woman
_PLURALS = (
    ("ыми ых ым ы", "ов ев ёв ин ын", "- а у а ым е", "а ой ой у ой ой"),
    ("ими их им ие", "ск цк", "ий ого ому ого им ом", "ая ой ой ую ой ой"),
    ("ые", "н в р л т", "ый ого ому ого ым ом", "ая ой ой ую ой ой"),
    ("ами ам ы", "б в г д з к л м н п р с т ф х ц", "- а у а ом е", "- - - - - -"),
    ("ами ам и", "г к х ж ч ш щ", "- а у а ом е", "- - - - - -"),
)
_GIVEN = re.compile(
    r"(?P<first>[А-ЯЁ][а-яё]{1,15}|[А-ЯЁ]\.)"
    r"(?:[ \u00a0]?(?P<middle>[А-ЯЁ][а-яё]+(?:[оеё]в|ь|т|нич)(?:ич|на|ича|ны|ичу|не|ичем|ной)))?(?![а-яё])"
)
_BEFORE = re.compile(r"(?<![А-Яа-яё-])([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)[ \u00a0]\Z")
_ONE = r"(?:[А-ЯЁ][а-яё]{1,15}|[А-ЯЁ]\.)(?:[ ][А-ЯЁ][а-яё]+(?:[оеё]в|ь|т|нич)(?:ич|на|ича|ны|ичу|не|ичем|ной))?"
_SHARED = re.compile(
    rf"(?<![А-Яа-яё.-])(?P<givens>{_ONE}(?:,[ ]{_ONE}){{0,3}}[ ]и[ ]{_ONE})[ \n]"
    r"(?P<last>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?![а-яё])"
)
