"""Rules for months, quarters, half-years and seasons: «январь-февраль», «II квартал 2023 г.», «зимой 2022/2023».

Decides what stretch a word of that kind names, with the numbers written before it. Leaves days to
`days.py` and years to `years.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.date.parts import (
    ADJECTIVES,
    FULL_YEAR,
    MONTH,
    YEAR_TAIL,
    YEAR_WORD,
    Expression,
    G,
    S,
    relative_of,
    shift_of,
    tail,
    year_of,
)  # fmt: skip
from extractor.russian import calendar
from extractor.russian.calendar import ORDINAL_PATTERN, Stretch, month_number, ordinal
from extractor.russian.numerals import value_of


def spans_at(low: str, at: int, floor: int, stop: int) -> Sequence[Expression]:
    """What the word `low[at]` opens; numbers before it are looked for down to `floor`."""
    for rule in (_day_in_words, _months, _part_of_year, _month_count, _season):
        found = rule(low, at, floor, stop)
        if found:
            return found
    return ()


def month_of_year_at(low: str, at: int, stop: int) -> list[Expression]:
    """«09.2021»: a month and a year in digits."""
    match = _POINTED.match(low, at, stop)
    if match is None:
        return []
    month = int(match["month"])
    found = Expression(at, match.end(), "month_dot_year", calendar.months(month, month), int(match["year"]))
    return [found._replace(bare=match["year_word"] is None)]


def _day_in_words(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«двадцать второго августа 2022 года»: at the month, the ordinal before it."""
    match = _MONTHS.match(low, at, stop)
    words = _ORDINAL_BEFORE.search(low, max(floor, at - 30), at)
    if match is None or words is None or match["month2"] is not None:
        return []
    number, month = ordinal(words["words"]), month_number(match["month1"].rstrip("."))
    if number is None or month is None or number > 31:
        return []
    relative, shift = relative_of(match)
    stretch = calendar.day(number, month)
    start = words.start("words")
    return [Expression(start, match.end(), "day_in_words", stretch, year_of(match), relative, shift)]


def _months(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«сентябрь 2022 года», «январь-февраль», «с мая по сентябрь», «в мае и июне 2021 г.» (two)."""
    across = _MONTHS_ACROSS.match(low, at, stop)
    if across is not None:
        return _months_across(across, at)
    match = _MONTHS.match(low, at, stop)
    if match is None:
        return []
    first = month_number(match["month1"].rstrip("."))
    last = month_number(match["month2"].rstrip(".")) if match["month2"] else first
    if first is None or last is None:
        return []
    year, (relative, shift) = year_of(match), relative_of(match)
    if match["joint"] is not None and match["joint"].strip() in ("и", ","):
        return [
            Expression(at, match.end("month1"), "month", calendar.months(first, first), year, relative, shift),
            Expression(match.start("month2"), match.end(), "month", calendar.months(last, last), year, relative, shift),
        ]
    stretch = calendar.months(first, last)
    rule = "month" if first == last else "month_range"
    return [Expression(at, match.end(), rule, stretch, None if year is None else year - stretch.over, relative, shift)]


def _months_across(match: re.Match[str], at: int) -> list[Expression]:
    """«с сентября 2021 года по май 2022 года»."""
    first, last = month_number(match["month1"].rstrip(".")), month_number(match["month2"].rstrip("."))
    begin, end = year_of(match, "1"), year_of(match, "2")
    if first is None or last is None or begin is None or end is None:
        return []
    stretch = calendar.months(first, last)._replace(over=end - begin)
    return [Expression(at, match.end(), "month_range", stretch, begin)]


def _part_of_year(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«II квартал 2023 г.», «I–III кварталы», «первом полугодии 2021 года», «во второй половине года»."""
    match = _PART.match(low, at, stop)
    if match is None:
        return []
    numbers = _NUMBERS_BEFORE.search(low, max(floor, at - 40), at)
    if numbers is None:
        return _whole_half(low, at, match)
    first = _part_number(numbers["first"])
    last = _part_number(numbers["last"]) if numbers["last"] else first
    most = 4 if match["quarter"] else 2
    if not (first and last and first <= last <= most):
        return []
    year, (relative, shift) = year_of(match), relative_of(match)
    dated = year is not None or relative or match["school"]
    if not dated and (match["quarter"] or match["half"]).startswith(("кв.", "половин")):
        return []  # «д. 1, кв. 4» is a flat, «во второй половине дня» no half of a year
    if match["school"]:
        year, relative = (int(match["school"]), "") if match["school"][0].isdigit() else (None, "school")
    start, end = numbers.start("first"), match.end()
    parts = [(first, last)] if (numbers["joint"] or "-").strip() == "-" else [(first, first), (last, last)]
    found = []
    for number, (one, other) in enumerate(parts):
        stretch, own_year = _part(one, other, bool(match["quarter"]), bool(match["school"]), year)
        place = (
            (start, end) if len(parts) == 1 else ((start, numbers.end("first")), (numbers.start("last"), end))[number]
        )
        rule = "quarter" if match["quarter"] else "half_year"
        found.append(Expression(*place, rule, stretch, own_year, relative, shift))
    return found


def _part(one: int, other: int, quarter: bool, school: bool, year: int | None) -> tuple[Stretch, int | None]:
    """The stretch and the calendar year in which it begins; a school year's second half is a year later."""
    if quarter:
        return calendar.quarters(one, other), year
    if one != other:
        return calendar.years(), year
    if not school:
        return calendar.half_year(one), year
    return calendar.school_half_year(one), None if year is None else year + one - 1


def _whole_half(low: str, at: int, match: re.Match[str]) -> list[Expression]:
    """«за полугодие 2021 года» is the first half; nothing for quarters and halves without a number."""
    if match["half"] is None or match["half"].startswith("половин") or year_of(match) is None or match["school"]:
        return []
    return [Expression(at, match.end(), "half_year", calendar.half_year(1), year_of(match))]


def _part_number(words: str) -> int | None:
    """«ii», «2-м», «втором» are 2; «ш» and «п» are how typists write III and II."""
    word = words.strip()
    if word[:1].isdigit():
        return int(word[0])
    return ROMAN.get(word) or ordinal(word)


def _month_count(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«одиннадцать месяцев 2011 года», «9 мес. 2021 г.», «по итогам 10 месяцев» from January on."""
    match = _MONTH_COUNT.match(low, at, stop)
    count = _COUNT_BEFORE.search(low, max(floor, at - 24), at)
    if match is None or count is None:
        return []
    number = value_of(count["digits"] or count["words"])
    if not isinstance(number, int) or not 1 < number < 13:
        return []
    year, (relative, shift) = year_of(match), relative_of(match)
    summed_up = _SUMMED_UP.search(low, max(floor, count.start() - 40), count.start()) is not None
    since_january = (
        number in _REPORTED and _DURING.search(low, max(floor, count.start() - 8), count.start()) is not None
    )
    if since_january and _LASTING.match(low, match.end()) is not None:
        return []
    if year is None and not relative and not summed_up and not since_january:
        return []
    stretch = calendar.months(1, number)
    return [Expression(count.start(), match.end(), "months_of_year", stretch, year, relative, shift)]


def _season(low: str, at: int, floor: int, stop: int) -> list[Expression]:
    """«осенью 2022 г.», «осенний период 2022 г.», «зимой 2022/2023»; a bare «летом» waits for its year."""
    match = _SEASON.match(low, at, stop)
    if match is None:
        return []
    name = match["adverb"] or match["noun"] or match["adjective"]
    stretch = calendar.season(name)
    year = None if match["year"] is None else int(match["year"])
    relative, shift = relative_of(match)
    start = at
    pointed = _POINTED_AT.search(low, max(floor, at - 16), at) if match["adverb"] and year is None else None
    if pointed is not None and not relative:  # «прошлой осенью», «этим летом»
        relative, shift, start = "year", shift_of(pointed["words"]), pointed.start()
    adverb = match["adverb"] is not None or _BEGINS.search(low, max(floor, at - 12), at) is not None
    if stretch is None or (year is None and not relative and not adverb):
        return []
    if match["later"] is not None and year is not None:
        later = int(match["later"])
        stretch = stretch._replace(over=(later if later > 99 else year // 100 * 100 + later) - year)
    return [Expression(start, match.end(), "season", stretch, year, relative, shift, bare=year is None)]


_MONTHS = re.compile(
    rf"""
    (?P<month1> {MONTH} )
    (?: (?P<joint> {S} [-/] {S} | {G} (?: по | и | до ) {G} | {S},{S} ) (?P<month2> {MONTH} ) )?
    {YEAR_TAIL}
    """,
    re.VERBOSE,
)
_MONTHS_ACROSS = re.compile(
    rf"""
    (?P<month1> {MONTH} ) (?=,?[ \n]*[12с]) {tail("1")} (?: {S} - {S} | {G} (?: по
      | до ) {G} ) (?P<month2> {MONTH} ) {tail("2")}
    """,
    re.VERBOSE,
)
_POINTED = re.compile(rf"(?P<month>0[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)(?P<year_word>{YEAR_WORD})?")
_SCHOOL_TAIL = rf"""
    (?: {G} (?P<school> (?:19|20)\d\d (?= {S} [-/] {S} \d{{2,4}} {S} уч) | (?:этого|текущего|нового) (?= {G} уч) )
        [^а-я]{{0,16}} уч (?:ебного|\.) {S} г (?:ода|\.) )?
"""
_PART = re.compile(
    rf"""
    (?: (?P<quarter> квартал[а-я]{{0,3}} | кв\. (?! {S} (?: м | \d{{1,3}}(?!\d) | км ) ) )
      | (?P<half> полугоди[а-я]{{1,3}} | п/г | половин[аыеу]й? )
    ) (?![а-я]) {_SCHOOL_TAIL} (?: {YEAR_TAIL.strip()} )
    """,
    re.VERBOSE,
)
_PART_NUMBER = rf"""(?: (?: i{{1,3}} | iv | [1-4] (?!\d) | [пш](?![а-я.]) )
    (?: -? (?: ого | ой | ом | ое | ый | го | й | м | е | я )(?![а-я]) )? | {ORDINAL_PATTERN} )"""
_NUMBERS_BEFORE = re.compile(
    rf"""
    (?<![\d.,а-яa-z/]) (?P<first> {_PART_NUMBER} )
    (?: (?P<joint> {S} [-,] {S} | {G} и {G} ) (?P<last> {_PART_NUMBER} ) )? {S} $
    """,
    re.VERBOSE,
)
_ORDINAL_BEFORE = re.compile(rf"(?<![а-я])(?P<words>{ORDINAL_PATTERN}){G}$")
_MONTH_COUNT = re.compile(rf"мес(?:яц(?:ев|а|ам|ах|ами)|\.)?(?![а-я]) {YEAR_TAIL}", re.VERBOSE)
_COUNT_BEFORE = re.compile(
    rf"""
    (?<![\d.,а-я-]) (?: (?P<digits> \d{{1,2}} )(?:-?(?:ти|ми|и|х))? | (?P<words> [а-я]{{3,12}} ) ) {S} $
    """,
    re.VERBOSE,
)
_REPORTED = (3, 6, 9, 10, 11)  # months after which offices report: «за 10 месяцев надоено …»
_DURING = re.compile(r"(?<![а-я])за[ \n]{1,3}$")
_LASTING = re.compile(
    r"[ \n]{1,3}(?:до|с[ \n]|после|подряд|работы|назад|жизни|обучени|учебы|практик|отсутстви|пребывани)"
)
_SUMMED_UP = re.compile(r"(?:итог\w{0,3}|(?:перв|прошедш|истекш|минувш)(?:ые|их))[ \n]*$")
_SEASONAL = r"(?:зимн|весенн|летн|осенн)(?:ий|его|ему|им|ем|е)"
_SEASON = re.compile(
    rf"""
    (?: (?P<adjective> (?:{_SEASONAL})(?:-(?:{_SEASONAL}))? ) {G} (?: период | сезон )[а-я]{{0,2}}
      | (?P<adverb> зимой | весной | летом | осенью )
      | (?P<noun> зим[аыеу] | весн[аыеу] | лет[ао] | осен[ьи] )
    ) (?![а-я])
    (?: ,? {S} (?P<year> {FULL_YEAR} ) (?: {S} [-/] {S} (?P<later> \d{{4}} | \d\d ) (?!\d) )? {YEAR_WORD}?
      | {S} (?P<relative> [ст]\. {S} г\.? | (?:{ADJECTIVES}) {G} года ) )?
    """,
    re.VERBOSE,
)
_POINTED_AT = re.compile(
    rf"(?<![а-я])(?P<words>{ADJECTIVES}|(?:эт|прошл)ой|(?:прошед|минув)шей|(?:нынеш|буду)[нщ]ей)[ ]$"
)
_BEGINS = re.compile(r"(?:начал|конц|середин)[аеуы][ \n]*$")

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "п": 2, "ш": 3}
