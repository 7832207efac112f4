"""Numbers and honours in names: «№ 3, 8 и 11», «им. генерала П. С. Дрозда».

Decides where an enumeration of numbers and a person's name in a name end. Leaves the phrase around them to
`phrases.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.fields.organization.noun_phrases import is_given_name
from extractor.fields.organization.places import RANKS
from extractor.fields.organization.scene import Scene, adjective_cases, noun_cases
from extractor.russian.legal_forms import legal_form
from extractor.russian.morphology import parses


class Number(NamedTuple):
    """A number in a name: its token and its own offsets, for «3,8» is one token."""

    token: int
    start: int
    end: int


def numbers_from(scene: Scene, begin: int) -> list[Number]:
    """«№ 3», and «№ 3, 8 и 11», «№№ 3,8» where the numbers go on."""
    found: list[Number] = []
    j = _after_signs(scene, begin)
    while j < len(scene.tokens) and _NUMBER.fullmatch(scene.tokens[j].text) is not None:
        start = scene.tokens[j].start
        parts = list(_ONE_NUMBER.finditer(scene.tokens[j].text))
        found.extend(Number(j, start + part.start(), start + part.end()) for part in parts)
        honour = honour_stop(scene, j + 1) if _is_honour(scene, j + 1) else None
        if honour is not None and (len(found) > 1 or _goes_on_with_numbers(scene, honour)):
            found[-1] = Number(honour - 1, found[-1].start, scene.tokens[honour - 1].end)
            j = honour - 1
        following = _after_signs(scene, j + 1)
        if following == j + 1 and not scene.tokens[j].text.endswith(","):
            break
        if _counts_something(scene, following) or not _may_be_many(scene, begin - 1):
            break
        j = following
    return found if _may_be_many(scene, begin - 1) else found[:1]


def _is_honour(scene: Scene, j: int) -> bool:
    return j + 1 < scene.stop_of_unit(j - 1) and scene.tokens[j].low in ("им", "имени")


def _goes_on_with_numbers(scene: Scene, j: int) -> bool:
    """Whether more numbers follow an honour: «№ 24 им. А. П. Гая, 27»."""
    following = _after_signs(scene, j)
    if following == j or following >= len(scene.tokens):
        return False
    return _NUMBER.fullmatch(scene.tokens[following].text) is not None and not _counts_something(scene, following)


def _after_signs(scene: Scene, j: int) -> int:
    """The index after signs and marks that may stand between two numbers."""
    while j < len(scene.tokens) and scene.tokens[j].text in (",", "и", *NUMBER_SIGNS):
        j += 1
    return j


def _counts_something(scene: Scene, j: int) -> bool:
    """Whether the number at `j` counts what follows: «№ 12, 5 отрядов» is no enumeration."""
    if j + 1 >= len(scene.tokens) or scene.tokens[j + 1].unit != scene.tokens[j].unit:
        return False
    following = scene.tokens[j + 1]
    return following.text.islower() and following.pos in ("NOUN", "ADJ") and len(following.text) > 2


def _may_be_many(scene: Scene, i: int) -> bool:
    """Whether a head may stand for several: an abbreviation, a plural, or «Гимназия № 3, 6,» in a list."""
    token = scene.tokens[i]
    listed = scene.tokens[i + 3 : i + 5]
    named = token.text[:1].isupper() and len(listed) == 2 and scene.tokens[i + 2].text.endswith(",")
    if named and listed[0].text.isdigit() and listed[1].text in (",", ".", ";", ")"):
        return True
    return (
        token.text == "."
        or token.text.isupper()
        or "plur" in {str(p.tag.number) for p in parses(token.low) if p.tag.POS == "NOUN"}
    )


def honour_stop(scene: Scene, j: int) -> int | None:
    """The end of «им. генерала П. С. Дрозда», «имени 60-летия Победы»: ranks, initials and one name."""
    k = j + 1 + (scene.tokens[j + 1].text == "." if j + 1 < len(scene.tokens) else 0)
    last = min(scene.stop_of_unit(j), j + 16)
    names = initials = 0
    stop = None
    while k < last:
        token = scene.tokens[k]
        capital = token.text[:1].isupper()
        if capital and len(token.text) <= 2 and k + 1 < last and scene.tokens[k + 1].text == ".":
            initials += 1
            k += 1  # «И.»
        elif capital and token.low in RANKS:
            pass
        elif capital and legal_form(token.text) is None:
            given = is_given_name(scene.tokens[k - 1].low)
            if names and (initials or not (given or names == 2) or (given and is_given_name(token.low))):
                break  # «гимназии им. преподобного Серафима Анна Орлова»
            names += 1
            stop = k + 1
        elif not _goes_with_honour(token.low, names):
            break
        else:
            stop = k + 1 if names or token.low in ("победы", "комсомола") else stop
        k += 1
        if names > 2:
            break
    return stop


def _goes_with_honour(low: str, names: int) -> bool:
    """Whether a word in small letters may stand in an honour, before its name or as «60-летия Победы»."""
    if names:
        return low in ("победы", "комсомола")
    return low in RANKS or _is_rank(low)


@lru_cache(5_000)
def _is_rank(low: str) -> bool:
    """What may stand between «имени» and a name: a genitive or «60-летия»."""
    return low[:1].isdigit() or low in ("-", "летия") or "gent" in noun_cases(low) | adjective_cases(low)


NUMBER_SIGNS = ("№", "N", "No", "#", "№№", "Nº")
_ONE_NUMBER = re.compile(r"\d{1,4}(?:[/-]?[^\W_]{1,4})?")
_NUMBER = re.compile(r"\d{1,4}(?:[/-]?[^\W_]{1,4})?(?:,\d{1,4})*,?")
