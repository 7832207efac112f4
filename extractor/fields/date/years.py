"""Rules for years: «2020-2024 годы», «2022/2023 учебный год», «с 2028 по 2029 год», «в прошлом году», «к 2024».

Decides which years a form names. A year without «год» is marked `bare`: whether it is a date is for its
surroundings. Leaves days and months to the other rules, and relative words to the document's date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.date.parts import ADJECTIVES, FULL_YEAR, YEAR_WORD, Expression, G, RelativeTo, S, shift_of
from extractor.russian import calendar
from extractor.russian.calendar import Stretch


def years_at(low: str, at: int, floor: int, stop: int) -> Sequence[Expression]:
    """What the year at the digit `low[at]` opens: a school year, a list, a range or one year."""
    if not _YEAR.match(low, at, stop) or not _is_free(low, at, floor):
        return ()
    for rule in (_school_year, _range, _listed, _single):
        found = rule(low, at, floor, stop)
        if found:
            return found
    return ()


def relative_at(low: str, at: int, floor: int, stop: int) -> Sequence[Expression]:
    """What «году», «месяце», «с.г.», «вчера» at `low[at]` say with the words before them."""
    for rule in (_relative_year, _end_of_year, _relative_month, _relative_day, _this_year):
        found = rule(low, at, floor, stop)
        if found:
            return found
    return ()


def _is_free(low: str, at: int, floor: int) -> bool:
    """Whether no name or number runs into the year: not «Дебют-2022», «№ 12/2022», «года – 2011»."""
    before = low[max(floor, at - 40) : at]
    return _GLUED.search(before) is None and _NAMED.search(before) is None


def _school_year(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«2022/2023 учебный год», «2021 – 2022 уч. год», «2018/19 учебного года», «учебном 2022-2023 году»."""
    match = _RANGE.match(low, at, stop)
    if match is None:
        return []
    first, last = int(match["first"]), _later(int(match["first"]), match["last"])
    school = _SCHOOL_AFTER.match(low, match.end("last"), stop)
    follows = last == first + 1
    if school is not None:
        end = school.end()
    elif _SCHOOL_BEFORE.search(low, max(floor, at - 24), at):
        end = match.end()
    elif follows and _is_school_like(match, low, at, stop):
        end = match.end("last")
    elif follows and len(match["last"]) == 2 and match["joint"].strip() == "/":
        stretch = calendar.school_years()
        return [Expression(at, match.end("last"), "school_year", stretch, first, bare=True)]  # a column «2009/10»
    else:
        return []
    if not first < last <= first + 15:
        return []
    return [Expression(at, end, "school_year", calendar.school_years(last - first), first)]


def _is_school_like(match: re.Match[str], low: str, at: int, stop: int) -> bool:
    """«2021-2022 уч. год и 2022-2023», «2015/2016, 2016/2017 учебные годы»: one «учебный» for several."""
    if match["year_word"] is None and _SCHOOL_NEAR.search(low, max(0, at - 60), at):
        return True
    return match["joint"].strip() == "/" and _SCHOOL_LATER.match(low, match.end("last"), stop) is not None


def _range(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«2020-2024 годы», «2028 по 2029 год», «2017/2018 гг.», «2016–2018»."""
    match = _RANGE.match(low, at, stop)
    if match is None:
        return []
    first, last = int(match["first"]), _later(int(match["first"]), match["last"])
    until = match["joint"].strip() in ("по", "до")
    if _DECADE.match(low, match.end("last"), stop) is not None:
        return []
    if not first < last <= first + 120 or (until and not _SINCE.search(low, max(floor, at - 8), at)):
        return []
    short = len(match["last"]) == 2
    if match["year_word"] is None and short:
        return []
    stretch = calendar.years(last - first)
    return [Expression(at, match.end(), "year_range", stretch, first, bare=match["year_word"] is None)]


def _listed(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«2022, 2023 и 2024 годы» is three years, «2021 и 2022 годах» two."""
    match = _LISTED.match(low, at, stop)
    if match is None:
        return []
    ends = [m.span() for m in _YEAR.finditer(low, at, match.end("years"))]
    places = [*ends[:-1], (ends[-1][0], match.end())]
    return [Expression(a, b, "year", calendar.years(), int(low[a : a + 4])) for a, b in places]


def _single(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«2022 году», «2015-го», «2024год», or the bare number."""
    match = _SINGLE.match(low, at, stop)
    if match is None or _DECADE.match(low, at + 4, stop):
        return []
    bare = match["word"] is None
    if not bare and int(low[at : at + 4]) < 1700 and "год" not in match["word"]:
        return []  # «1200 г» of flour
    return [
        Expression(at, match.end(), "bare_year" if bare else "year", calendar.years(), int(low[at : at + 4]), bare=bare)
    ]


def _relative_year(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«в прошлом году», «текущего учебного года»: at «год», the adjective before it."""
    match = _RELATIVE_YEAR.search(low, max(floor, at - 40), at)
    word = _YEAR_NOUN.match(low, at, stop)
    if match is None or word is None or _FOLLOWING.match(low, word.end()):
        return []
    school = match["school"] is not None
    adjective = match["adjective"]
    shift = shift_of(adjective) or (1 if adjective.startswith("нов") else 0)
    if adjective.startswith("нов") and not school:
        return []
    stretch = calendar.school_years() if school else calendar.years()
    relative: RelativeTo = "school" if school else "year"
    rule = "relative_school_year" if school else "relative_year"
    return [Expression(match.start("adjective"), word.end(), rule, stretch, None, relative, shift, bare=True)]


def _end_of_year(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«до конца года», «к началу учебного года», «с начала года»: this year, if nothing else is said."""
    match = _EDGE.search(low, max(floor, at - 40), at)
    word = _YEAR_NOUN.match(low, at, stop)
    if match is None or word is None or _FOLLOWING.match(low, word.end()):
        return []
    school = match["school"] is not None
    start = match.start("edge")
    if not school:
        return [Expression(start, word.end(), "edge_of_year", calendar.years(), None, "year", 0, bare=True)]
    shift = 1 if match["edge"].startswith("начал") and match["lead"] != "с" else 0
    return [
        Expression(start, word.end(), "edge_of_school_year", calendar.school_years(), None, "school", shift, bare=True)
    ]


def _relative_month(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«в этом месяце», «прошлого месяца»; month 0 asks for the month of the document's date."""
    match = _RELATIVE_MONTH.search(low, max(floor, at - 20), at)
    word = _MONTH_NOUN.match(low, at, stop)
    if match is None or word is None:
        return []
    stretch = Stretch("month", 0, 1, 0, calendar.MONTH_END)
    shift = shift_of(match["adjective"])
    return [
        Expression(match.start("adjective"), word.end(), "relative_month", stretch, None, "month", shift, bare=True)
    ]


def _relative_day(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«вчера», «сегодня», «завтра»."""
    match = _RELATIVE_DAY.match(low, at, stop)
    if match is None or _GLUED_WORD.search(low, max(floor, at - 1), at):
        return []
    stretch = Stretch("day", 0, 0, 0, 0)
    return [Expression(at, match.end(), "relative_day", stretch, None, "day", DAY_SHIFTS[match[0]], bare=True)]


def _this_year(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«в т.г.», «за 9 мес. с.г.» with nothing else: the document's year."""
    match = _THIS_YEAR.match(low, at, stop)
    if match is None or _GLUED_WORD.search(low, max(floor, at - 1), at):
        return []
    return [Expression(at, match.end(), "this_year", calendar.years(), None, "year", 0, bare=True)]


def _later(first: int, digits: str) -> int:
    """«2023/24» ends in 2024."""
    return int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)


_YEAR = re.compile(FULL_YEAR)
_RANGE = re.compile(
    rf"""
    (?P<first> {FULL_YEAR} ) (?:-?(?:го|й)(?![а-я]))? {YEAR_WORD}?
    (?P<joint> {S} [-/] {S} | {G} (?: по | до ) {G} )
    (?P<last> {FULL_YEAR} | \d\d (?!\d|[.]\d) ) (?:-?(?:й|го|ый)(?![а-я]))? (?P<year_word> {YEAR_WORD} )?
    """,
    re.VERBOSE,
)
_SCHOOL_YEAR_WORD = rf"(?:уч(?:ебн[а-я]{{2,3}}|\.|(?=\.?г))\.?{S}г(?:од[а-я]{{0,3}}|г?\.?)(?![а-я])\.?|у\.?{S}г\.)"
_SCHOOL_AFTER = re.compile(rf"(?:{S}г(?:г|од[а-я]{{0,2}})?\.?)?{S}{_SCHOOL_YEAR_WORD}")
_SCHOOL_LATER = re.compile(
    rf"(?:{S}(?:,|и){S}(?:19|20)\d\d{S}[-/]{S}\d{{2,4}}){{1,4}}{S}уч"
)  # «2015/2016, 2016/2017 учебные годы»
_SCHOOL_NEAR = re.compile(r"\d[ ]?(?:учебн|уч\.)[^;]{0,40}$")  # «2021-2022 уч. год и 2022-2023»
_SCHOOL_BEFORE = re.compile(r"(?:учебн[а-я]{2,3}|уч\.)[ \n]*(?:год[а-я]{0,2}[ \n]*)?[(]?$")
_LISTED = re.compile(
    rf"(?P<years> {FULL_YEAR} (?> (?: {S},{S} | {G}и{G} | {S},{S}и{G} ) {FULL_YEAR} ){{1,9}} ) {YEAR_WORD}", re.VERBOSE
)
_SINGLE = re.compile(
    rf"{FULL_YEAR}(?P<word>(?:-?(?:го|й|м|му|ом|ого|ый|ому)(?![а-я]))?{YEAR_WORD}|-(?:го|й|м|му)(?![а-я]))?"
)
_DECADE = re.compile(rf"-(?:е|х|ые|ых|ми)(?![а-я])|(?:е|х|ые|ых|ми){S}год")
_SINCE = re.compile(r"(?<![а-я])со?[ \n]{0,3}$")
_GLUED = re.compile(r"[а-яa-z\d][-/.,:_]?$|[№#/]$|№ ?$|\d[-/.] ?$|\d,$")
_NAMED = re.compile(r"год(?:а)? ?- ?$|[а-яa-z]\" ?- ?$")  # «Учитель года – 2011»
_YEAR_NOUN = re.compile(r"г(?:од(?:а|у|ом|е)?|\.)(?![а-я])")
_RELATIVE_YEAR = re.compile(
    rf"(?<![а-я])(?P<adjective>{ADJECTIVES}|нов(?:ого|ому|ом|ый)){G}(?:календарн[а-я]{{2,3}}{G})?(?P<school>учебн[а-я]{{2,3}}{G}|уч\.{S})?$"
)
_EDGE = re.compile(
    rf"(?<![а-я])(?P<lead>до|к|ко|с|со){G}(?P<edge>конц|начал|окончани|завершени|исход)[ауюя]{G}(?P<school>учебного{G}|уч\.{S})?$"
)
_FOLLOWING = re.compile(rf",?{S}(?:следующ|предшеств)|{G}\d")  # «года, следующего за отчётным»
_RELATIVE_MONTH = re.compile(rf"(?<![а-я])(?P<adjective>{ADJECTIVES}){G}$")
_MONTH_NOUN = re.compile(r"месяц(?:а|у|е|ем)?(?![а-я])")
_RELATIVE_DAY = re.compile(r"(?:вчера|сегодня|завтра|позавчера|послезавтра)(?![а-я])")
_THIS_YEAR = re.compile(rf"[ст]\.{S}г\.")
_GLUED_WORD = re.compile(r"[а-яa-z.]$")

DAY_SHIFTS: dict[str, int] = {
    "позавчера": -2,  # позавчера открыли каток
    "вчера": -1,  # вчера подвели итоги смотра
    "сегодня": 0,  # сегодня состоялся сход
    "завтра": 1,  # завтра начнётся приёмка
    "послезавтра": 2,  # послезавтра пройдёт ярмарка
}
