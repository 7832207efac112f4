"""Rules for expressions that name days: «14 июня 2019 года», «10, 12 и 15 мая», «26.08.2022», «14-05-19».

Decides which days a form at a digit names. Leaves months, years and seasons to `spans.py`, whether the
surroundings allow a date to `expressions.py`, and missing years to `years.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.fields.date.parts import (
    MARKED_DAY,
    MONTH,
    YEAR_TAIL,
    YEAR_WORD,
    Expression,
    G,
    S,
    relative_of,
    tail,
    year_of,
)  # fmt: skip
from extractor.russian import calendar
from extractor.russian.calendar import Stretch, days, month_number


def days_at(low: str, at: int, stop: int) -> Sequence[Expression]:
    """What the first fitting rule reads at the digit `low[at]`; nothing where none fits."""
    if _GATE.match(low, at, stop) is None:
        return ()
    for rule in (
        _iso,
        _numeric_range,
        _numeric,
        _quoted_numeric,
        _month_range,
        _listed,
        _short_range,
        _short,
        _bare_day,
    ):
        found = rule(low, at, stop)
        if found is not None:
            return found
    return ()


def _iso(low: str, at: int, stop: int) -> list[Expression] | None:
    """«2022-08-26»."""
    match = _ISO.match(low, at, stop)
    if match is None:
        return None
    month, number = int(match["month"]), int(match["day"])
    return [Expression(at, match.end(), "iso_date", calendar.day(number, month), int(match["year"]))]


def _numeric(low: str, at: int, stop: int) -> list[Expression] | None:
    """«26.08.2022», «17.04.2016г.», «13.02.98 г.», «14-05-19»."""
    match = _NUMERIC.match(low, at, stop)
    if match is None:
        return None
    number, month, year = int(match["day"]), int(match["month"]), year_of(match)
    if not number or not month or (len(match["year"]) == 2 and not _is_short_year(match, low, at)):
        return None
    if match["mark"] == "-" and len(match["year"]) == 2 and len(match["day"] + match["month"]) < 4:
        return None  # «5-12-40» is a telephone
    if match["mark"] == "," and (len(match["year"]) == 2 or len(match["month"]) == 1 or " " in match[0][:6]):
        return None  # «1, 2, 2005»
    return [Expression(at, match.end(), "numeric_date", calendar.day(number, month), year)]


def _quoted_numeric(low: str, at: int, stop: int) -> list[Expression] | None:
    """«"15" 08.2011 г.», «"15" 08 2011 г.»: the day in the quotes of a form."""
    match = _QUOTED_NUMERIC.match(low, at, stop)
    if match is None:
        return None
    number, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    return [Expression(at, match.end(), "numeric_date", calendar.day(number, month), year)]


def _is_short_year(match: re.Match[str], low: str, at: int) -> bool:
    """Whether «09.02.07» is a day and no code of a trade: it is a real one, and no name follows it."""
    year = calendar.century(int(match["year"]))
    if not calendar.is_day(year, int(match["month"]), int(match["day"])):
        return False
    if match["year_word"] is not None:
        return True
    if len(match["month"]) == 1 or _CODE.search(low, max(0, at - 60), at):
        return False
    if _DATES_ABOVE.search(low, max(0, at - 600), at) and _IN_COLUMN.match(low, match.end()):
        return True  # «2   08.11.16   Разбор работ» under «№   Дата   Тема»
    return _NAME_AFTER.match(low, match.end()) is None or _BEFORE_DATE.search(low, max(0, at - 12), at) is not None


def _numeric_range(low: str, at: int, stop: int) -> list[Expression] | None:
    """«23-25.05.2022», «23.05-25.05.2022», «с 23.05.2022 по 25.05.2022»."""
    match = _NUMERIC_RANGE.match(low, at, stop)
    if match is None or (match["joint"].strip() == "до" and not _opens_range(low, at)):
        return None
    last_month, last_year = int(match["month2"]), year_of(match, "2")
    first_month = int(match["month1"] or last_month)
    if not (1 <= first_month <= 12 and 1 <= last_month <= 12):
        return None
    stretch = days(int(match["day1"]), first_month, int(match["day2"]), last_month)
    return [_ranged(low, at, match.end(), "numeric_range", stretch, year_of(match, "1"), last_year)]


def _short_range(low: str, at: int, stop: int) -> list[Expression] | None:
    """«с 23.05 по 25.05», «15.11-20.11»: no year; whether these are days is for the surroundings."""
    match = _SHORT_RANGE.match(low, at, stop)
    if match is None:
        return None
    stretch = days(*(int(match[name]) for name in ("day1", "month1", "day2", "month2")))
    return [Expression(at, match.end(), "day_month_range", stretch, bare=True)]


def _short(low: str, at: int, stop: int) -> list[Expression] | None:
    """«на 15.11»: a day and a month with a point, where the surroundings say so."""
    match = _SHORT.match(low, at, stop)
    if match is None:
        return None
    stretch = calendar.day(int(match["day"]), int(match["month"]))
    return [Expression(at, match.end(), "day_month", stretch, bare=True)]


def _month_range(low: str, at: int, stop: int) -> list[Expression] | None:
    """«28 февраля по 3 марта 2021», «25 декабря 2021 г. – 10 января 2022 г.»."""
    match = _MONTH_RANGE.match(low, at, stop)
    if match is None or (match["joint"].strip() == "до" and not _opens_range(low, at)):
        return None
    first, last = month_number(match["month1"].rstrip(".")), month_number(match["month2"].rstrip("."))
    if first is None or last is None:
        return None
    stretch = days(int(_digits(match["day1"])), first, int(_digits(match["day2"])), last)
    found = _ranged(low, at, match.end(), "day_range", stretch, year_of(match, "1"), year_of(match, "2"))
    relative, shift = relative_of(match, "2")
    return [found._replace(relative=relative, shift=shift) if found.year is None else found]


def _listed(low: str, at: int, stop: int) -> list[Expression] | None:
    """Days of one month: «12 мая», «10–12 мая», «10, 12 и 15 мая 2023 года»: each is one, a range is one."""
    match = _LISTED.match(low, at, stop)
    if match is None:
        return None
    month = month_number(match["month"].rstrip("."))
    parts = list(_DAY_OF_LIST.finditer(low, at, match.end("days")))
    joints = [low[a.end() : b.start()] for a, b in pairwise(parts)]
    if month is None or any(_is_until(joint) and not _opens_range(low, at) for joint in joints):
        return None
    relative, shift = relative_of(match)
    found: list[Expression] = []
    index = 0
    while index < len(parts):
        last = index + 1 if index < len(joints) and _RANGE_JOINT.search(joints[index]) else index
        end = parts[last].end() if last + 1 < len(parts) else match.end()
        first_day, last_day = int(_digits(parts[index][0])), int(_digits(parts[last][0]))
        stretch = Stretch("day", month, first_day, month, last_day)
        rule = "day" if last == index else "day_range"
        start = parts[index].end() - len(parts[index][0].lstrip(" "))
        found.append(Expression(start, end, rule, stretch, year_of(match), relative, shift))
        index = last + 1
    return found


def _bare_day(low: str, at: int, stop: int) -> list[Expression] | None:
    """«9-го» after a range that holds the 9th; month 0 asks for the month of that range."""
    match = _BARE_DAY.match(low, at, stop)
    if match is None:
        return None
    number = int(match["day"])
    return [Expression(at, match.end(), "day_of_the_range", Stretch("day", 0, number, 0, number), bare=True)]


def _ranged(
    low: str, at: int, end: int, rule: str, stretch: Stretch, first: int | None, last: int | None
) -> Expression:
    """A range with the years that were written: one of them is enough."""
    if first is not None and last is not None:
        stretch = stretch._replace(over=last - first)
    elif last is not None:
        first = last - stretch.over
    return Expression(at, end, rule, stretch, first)


def _opens_range(low: str, at: int) -> bool:
    """Whether «с» stands before: only then does «до» close a range."""
    return _SINCE.search(low, max(0, at - 8), at) is not None


def _is_until(joint: str) -> bool:
    return joint.strip(' "_\n') in ("до", "на")  # «в ночь с 5 на 6 мая»


def _digits(marked: str) -> str:
    return "".join(c for c in marked if c.isdigit())


_GATE = re.compile(  # what may follow the digits of a day; most digits of a text fail here
    r"""\d{1,4} (?: -?(?:го|е) | [ ]{0,2}"[ _]{0,12}\d | [ "_\n]{0,45} (?: [./,-] | (?:и|по|до|на)[ \n]
      | янв | фев | мар | апр | ма[йяею] | ию[нл] | авг | сен | окт | ноя | дек ) )""",
    re.VERBOSE,
)
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)([-./])(?P<month>0[1-9]|1[0-2])\2(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_NUMERIC = re.compile(
    rf"""
    (?P<day>\d\d?) [ _]? (?P<mark>[./,-]) [ _]? (?P<month>\d\d?) [ _]? (?P=mark) [ _]?
    (?P<year> (?:1\d|20|21)\d\d (?!\d(?!\d?:\d\d)) | \d\d(?!\d) (?![.,]\d) )
    (?P<year_word> {YEAR_WORD} )?
    """,
    re.VERBOSE,
)
_QUOTED_NUMERIC = re.compile(
    r"""
    (?P<day>\d\d?) [ _]{0,3} "[ _]{0,12} (?P<month>0[1-9]|1[0-2]) (?: [ ]?\.[ ]? | [ ] ) (?P<year>(?:19|20)\d\d) (?!\d)
    (?: [ ]{0,10} г (?![а-я]) \.? )?
    """,
    re.VERBOSE,
)
_JOINT = rf"(?: {S} - {S} | (?:{G}|(?<=\.)) по {G} | {G} до {G} | {S} - {S} по {G} )"
_NUMERIC_RANGE = re.compile(
    rf"""
    (?P<day1>\d\d?) (?: \. (?P<month1>\d\d?) (?: \. (?P<year1> (?:19|20)\d\d | \d\d ) {YEAR_WORD}? )? )? \.?
    (?P<joint> {_JOINT} )
    (?P<day2>\d\d?) \. (?P<month2>0?[1-9]|1[0-2]) \. (?P<year2> (?:19|20)\d\d | \d\d ) (?!\d) {YEAR_WORD}?
    """,
    re.VERBOSE,
)
_POINT_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_POINT_MONTH = r"(?:0[1-9]|1[0-2])"
_SHORT_RANGE = re.compile(
    rf"""
    (?P<day1>{_POINT_DAY}) \. (?P<month1>{_POINT_MONTH}) \.? (?: {S} - {S} | {G} по {G} )
    (?P<day2>{_POINT_DAY}) \. (?P<month2>{_POINT_MONTH}) (?![\d:%]|[.,]\d)
    """,
    re.VERBOSE,
)
_SHORT = re.compile(rf"(?P<day>{_POINT_DAY})\.(?P<month>{_POINT_MONTH})(?![\d:%]|[.,]\d)")
_MONTH_RANGE = re.compile(
    rf"""
    (?P<day1> {MARKED_DAY} ) {S} (?P<month1> {MONTH} ) {tail("1")}
    (?P<joint> {_JOINT} )
    (?P<day2> {MARKED_DAY} ) {S} (?P<month2> {MONTH} ) {tail("2")}
    """,
    re.VERBOSE,
)
_LIST_JOINT = rf"(?: {S} (?: - | , (?: {G} (?:и|с|и{G}с) (?=[ \n]) )? ) {S} | {G} (?: и{G}с | и | по | до | на ) {G} )"
_LISTED = re.compile(
    rf"""
    (?P<days> (?> {MARKED_DAY} (?> {_LIST_JOINT} {MARKED_DAY} ){{0,11}} ) ) {S} _{{0,12}}
    (?P<month> {MONTH} ) {YEAR_TAIL}
    """,
    re.VERBOSE,
)
_DAY_OF_LIST = re.compile(MARKED_DAY.strip(), re.VERBOSE)
_RANGE_JOINT = re.compile(r"-|\b(?:по|до|на)\b")
_BARE_DAY = re.compile(
    rf"(?P<day>[1-9]|[12]\d|3[01])-?го(?![а-я])(?!{S}(?:числ|кл|курс|этаж|уровн|ранг|разряд|созыв|места|раза))"
)
_SINCE = re.compile(r"(?<![а-я])со?[ \n]{0,3}[\"_]{0,3}$")
_CODE = re.compile(r"специальност|професси|направлени|подготовк|\bкод|оквэд|кбк|артикул")
_NAME_AFTER = re.compile(r'[ ]{1,3}"?[а-я]{4,}')  # «09.02.07 Информационные системы»
_DATES_ABOVE = re.compile(r"(?:^|[\n\t|]|[ ]{2})[ ]{0,9}дат[аы](?:[ ]{2}|[\t|])")
_IN_COLUMN = re.compile(r"[ ]{2,9}\S|[ ]{0,9}[\t|]")
_BEFORE_DATE = re.compile(r"(?<![а-я])(?:от|до|с|со|по|к|на|дата:?|не позднее)[ \n]*$")
