"""The parts that date patterns are built of, and the expression that a rule answers with.

Decides how days, months, years and the joints between them are written. All patterns are over
`plain(text)`; every repetition has a bound, so a match costs no more than its length.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from extractor.russian import calendar
from extractor.russian.calendar import MONTH_PATTERN, Stretch

RelativeTo = Literal["year", "month", "day", "school", ""]


class Expression(NamedTuple):
    """A date as the text writes it: `plain(text)[start:end]` says `stretch` of `year`.

    `year` is None where the text does not say it; `relative` and `shift` tell how the document's own date
    gives it («прошлого года» is "year", -1). `bare` marks a form that is a date only where its surroundings say
    so: a year without «год», «15.11».
    """

    start: int
    end: int
    rule: str
    stretch: Stretch
    year: int | None = None
    relative: RelativeTo = ""
    shift: int = 0
    bare: bool = False


def year_of(match: re.Match[str], suffix: str = "") -> int | None:
    """The year in group `year` + suffix, two digits resolved; None where the group did not take part."""
    digits = match["year" + suffix]
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else calendar.century(int(digits))


def relative_of(match: re.Match[str], suffix: str = "") -> tuple[RelativeTo, int]:
    """What «с.г.», «прошлого года» in group `relative` + suffix stand for."""
    words = match["relative" + suffix]
    if words is None:
        return "", 0
    return "year", shift_of(words)


def shift_of(words: str) -> int:
    """«прошлого» is -1, «следующем» 1, «текущего», «этого», «с.г.» 0."""
    return next((by for stem, by in SHIFTS.items() if words.startswith(stem)), 0)


# An optional gap and one that must be there; a line may break in both.
S = r"(?:[ ]{0,3}(?:\n[ ]{0,40})?)"
G = r"(?:[ ]{1,3}(?:\n[ ]{0,40})?|\n[ ]{0,40})"

DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
FULL_YEAR = r"(?:1\d|20|21)\d\d(?!\d(?!\d?:\d\d))"  # «15.02.202310:45» runs into the time
YEAR_WORD = rf"(?:{S}г(?:од(?:а|у|ом|е|ы|ов|ах|ам|ами)?(?![а-я])|г?(?![а-я])(?:\.{S}г(?=\.))?\.?))"

# «10», «"12"», «27-го», «__5__»
MARKED_DAY = (
    r"""(?>(?:["_]{1,12}[ ]?)?(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:-?(?:го|е|ого|ое)(?![а-я]))?(?:[ ]?["_]{1,12})?)"""
)

SHIFTS: dict[str, int] = {
    "прошл": -1,  # в прошлом году
    "минувш": -1,  # минувшего года
    "предыдущ": -1,  # предыдущего года
    "прошедш": -1,  # прошедшего года
    "истекш": -1,  # в истекшем году
    "следующ": 1,  # в следующем году
    "будущ": 1,  # будущего года
    "предстоящ": 1,  # в предстоящем году
    "наступающ": 1,  # в наступающем году
}
ADJECTIVES = (
    r"(?:текущ|прошл|минувш|предыдущ|прошедш|истекш|следующ|будущ|предстоящ|наступающ|нынешн|настоящ|эт|с(?=его))"
    r"(?:его|ему|ем|ого|ому|ом|им|ий|ей|ую|от|ую|а|у|ый)"
)

# What follows a month: « 2022 года», «, 2022», « 22 г.», « с.г.», « прошлого года», or nothing.
YEAR_TAIL = rf"""
    (?: _{{0,12}} ,? {S} (?: (?P<year> {FULL_YEAR} | \d\d(?= {S} г (?: \. | од | $ | [ ] )) )
          (?: -?(?:го|й|м|х)(?![а-я]) )?
          (?! {S} (?: чел | тыс | млн | руб | участ | ребят | детей | школьник | учащ | обучающ | педагог ) )
          (?P<year_word> {YEAR_WORD} )?
      | {S} (?P<relative> [ст]\. {S} г\.? | (?:{ADJECTIVES}) {G} (?:календарного {G})? года )
    ) )?
"""


def tail(suffix: str) -> str:
    """`YEAR_TAIL` with its groups renamed, for a second date in one pattern."""
    named = YEAR_TAIL
    for name in ("year", "year_word", "relative"):
        named = named.replace(f"(?P<{name}>", f"(?P<{name}{suffix}>")
    return named


# «сент.» has a point of its own, «сентября.» ends a sentence.
MONTH = MONTH_PATTERN + (r"(?:(?<=янв|фев|мар|апр|июн|июл|авг|сен|окт|ноя|дек)\.|(?<=сент|нояб|февр)\.)?")
