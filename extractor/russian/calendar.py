"""The Russian calendar: month and season words, ordinals of days, quarters, school years as stretches.

Decides what a calendar word is worth and which days a stretch covers in a given year. Pure functions; what
year it is, and whether «март» is a month or a name, is for the callers.
"""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta
from typing import NamedTuple

from extractor.record import Interval, Precision

MONTH_END = 0  # as a stretch's last day: the last one of its month


class Stretch(NamedTuple):
    """Days of a year not yet named; `over` is how many years later the last day lies.

    «зимой» is `Stretch("season", 12, 1, 2, MONTH_END, over=1)`.
    """

    precision: Precision
    first_month: int
    first_day: int
    last_month: int
    last_day: int
    over: int = 0

    def at(self, year: int | None) -> Interval | None:
        """The bounds in `year`, «--08-02» without one; None where there is no such day (31.02.2023)."""
        last_year = None if year is None else year + self.over
        first = _day(year, self.first_month, self.first_day)
        last = _day(last_year, self.last_month, self.last_day)
        if first is None or last is None or (year is not None and last < first):
            return None
        return Interval.model_validate({"from": first, "to": last})


def day(number: int, month: int) -> Stretch:
    """«22 августа»."""
    return Stretch("day", month, number, month, number)


def days(first: int, first_month: int, last: int, last_month: int) -> Stretch:
    """«с 28 февраля по 3 марта»; «с 25 декабря по 10 января» runs into the next year."""
    over = 1 if (last_month, last) < (first_month, first) else 0
    return Stretch("day", first_month, first, last_month, last, over)


def months(first: int, last: int) -> Stretch:
    """«январь-февраль», «сентябрь» (first and last the same), «с сентября по май»."""
    return Stretch("month", first, 1, last, MONTH_END, 1 if last < first else 0)


def quarters(first: int, last: int) -> Stretch:
    """«II квартал», «I–III кварталы»."""
    return Stretch("quarter", 3 * first - 2, 1, 3 * last, MONTH_END)


def half_year(number: int) -> Stretch:
    """«первое полугодие»."""
    return Stretch("half_year", 1, 1, 6, 30) if number == 1 else Stretch("half_year", 7, 1, 12, 31)


def school_half_year(number: int) -> Stretch:
    """«1 полугодие 2021/2022 учебного года» is its autumn, the second one the rest of it."""
    return Stretch("half_year", 9, 1, 12, MONTH_END) if number == 1 else Stretch("half_year", 1, 1, 8, 31)


def years(over: int = 0) -> Stretch:
    """«2022 год»; `over` 4 is «2020–2024 годы»."""
    return Stretch("year", 1, 1, 12, 31, over)


def school_years(over: int = 1) -> Stretch:
    """«2022/2023 учебный год» runs from 1 September to 31 August."""
    return Stretch("year", 9, 1, 8, 31, over)


def season(name: str) -> Stretch | None:
    """«осенью», «осенний», «летне-осенний» from the first season to the last; None for other words."""
    found = [SEASONS[part[:3]] for part in name.split("-") if part[:3] in SEASONS]
    if not found or len(found) > 2:
        return None
    (first, _), (_, last) = found[0], found[-1]
    return Stretch("season", first, 1, last, MONTH_END, 1 if last < first else 0)


def month_number(word: str) -> int | None:
    """The month of a word in lower case, of any case or cut short: «августа», «сент.», «мае»."""
    number = MONTH_STEMS.get(word[:3])
    return number if number is not None and MONTH_WORD.fullmatch(word) is not None else None


def ordinal(words: str) -> int | None:
    """An ordinal below forty in lower case: «двадцать второе» is 22, «первом» is 1."""
    match = ORDINAL_WORDS.fullmatch(words.strip())
    if match is None:
        return None
    return (TENS[match["tens"]] if match["tens"] else 0) + ORDINALS[match["stem"]]


def century(two_digits: int) -> int:
    """The year of «14-05-19» and «13.02.98»: 2019, 1998."""
    return (2000 if two_digits < 50 else 1900) + two_digits


def is_day(year: int, month: int, number: int) -> bool:
    """Whether the calendar has this day: 31.02.2023 is none."""
    return 1 <= month <= 12 and 1 <= number <= _length(year, month)


def shifted(iso: str, by: int) -> str:
    """The day some days later: «вчера» is `by=-1`."""
    return (date.fromisoformat(iso) + timedelta(days=by)).isoformat()


def _day(year: int | None, month: int, number: int) -> str | None:
    if not 1 <= month <= 12:
        return None
    length = _length(year if year is not None else 2000, month)
    if number == MONTH_END:
        number = 28 if year is None and month == 2 else length
    if not 1 <= number <= length:
        return None
    return f"--{month:02}-{number:02}" if year is None else f"{year:04}-{month:02}-{number:02}"


def _length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else LENGTHS[month - 1]


LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# First three letters of a month in any case: «мая», «мае», «маю», «маем» differ from «марта».
MONTH_STEMS: dict[str, int] = {
    "янв": 1,  # в январе
    "фев": 2,  # 23 февр.
    "мар": 3,  # 8 марта
    "апр": 4,  # к апрелю
    "май": 5,  # за май
    "мая": 5,  # 10 мая
    "мае": 5,  # в мае, перед маем
    "маю": 5,  # к маю
    "июн": 6,  # 1 июня
    "июл": 7,  # в июле
    "авг": 8,  # 22 авг.
    "сен": 9,  # сентябрь
    "окт": 10,  # в октябре
    "ноя": 11,  # 4 нояб.
    "дек": 12,  # декабрём
}

# First three letters of a season, its first and its last month.
SEASONS: dict[str, tuple[int, int]] = {
    "зим": (12, 2),  # зимой 2022/2023
    "вес": (3, 5),  # весенний призыв
    "лет": (6, 8),  # летом 2021 года
    "осе": (9, 11),  # в осенний период
}

TENS = {"двадцать": 20, "тридцать": 30}

# Stems of ordinals: «первое июня», «двадцать второго августа», «в третьем квартале».
ORDINALS: dict[str, int] = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8,
    "девят": 9, "десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14,
    "пятнадцат": 15, "шестнадцат": 16, "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19,
    "двадцат": 20, "тридцат": 30,
}  # fmt: skip

# A month in lower case, every form and the usual abbreviations, without the point.
MONTH_PATTERN = (
    r"(?:янв(?:ар(?:ь|я|е|ю|ем))?|февр?(?:ал(?:ь|я|е|ю|ем))?|мар(?:т(?:а|е|у|ом)?)?|апр(?:ел(?:ь|я|е|ю|ем))?"
    r"|ма(?:й|я|е|ю|ем)|июн(?:ь|я|е|ю|ем)?|июл(?:ь|я|е|ю|ем)?|авг(?:уст(?:а|е|у|ом)?)?"
    r"|сент?(?:ябр(?:ь|я|е|ю|ем))?|окт(?:ябр(?:ь|я|е|ю|ем))?|ноя(?:б(?:р(?:ь|я|е|ю|ем))?)?"
    r"|дек(?:абр(?:ь|я|е|ю|ем))?)(?![а-я])"
)
ORDINAL_PATTERN = (
    r"(?:(?:двадцать|тридцать)[ \n]+)?(?:"
    + "|".join(sorted(ORDINALS, key=len, reverse=True))
    + r")(?:ье(?:го|му|м)?|ья|ьи|ий|ы[йхм]|о[йем]|ого|ому|ая|ую|ые)(?![а-я])"
)
MONTH_WORD = re.compile(MONTH_PATTERN)
ORDINAL_WORDS = re.compile(
    r"(?:(?P<tens>двадцать|тридцать)\s+)?(?P<stem>"
    + "|".join(sorted(ORDINALS, key=len, reverse=True))
    + r")(?:ье(?:го|му|м)?|ья|ьи|ий|ы[йхм]|о[йем]|ого|ому|ая|ую|ые)"
)
