"""The calendar's stretches in every kind of year, and that dates, acts and contacts stay linear on hostile text.

Decides the arithmetic that cases cannot show: leap years, year ends, words of months and ordinals.
"""

from __future__ import annotations

import time

import pytest

from extractor.analysis import Analysis
from extractor.fields import contacts, dates, legal_acts
from extractor.russian import calendar
from extractor.russian.calendar import Stretch
from extractor.text.outline import Outline, Unit
from extractor.text.page import Page


def bounds(stretch: Stretch, year: int | None) -> tuple[str, str] | None:
    interval = stretch.at(year)
    return None if interval is None else (interval.from_, interval.to)


@pytest.mark.parametrize(
    ("stretch", "year", "expected"),
    [
        (calendar.day(29, 2), 2024, ("2024-02-29", "2024-02-29")),
        (calendar.day(29, 2), 2023, None),
        (calendar.day(29, 2), 1900, None),
        (calendar.day(29, 2), None, ("--02-29", "--02-29")),
        (calendar.day(31, 4), 2023, None),
        (calendar.day(2, 8), None, ("--08-02", "--08-02")),
        (calendar.day(5, 13), 2023, None),
        (calendar.days(28, 2, 3, 3), 2021, ("2021-02-28", "2021-03-03")),
        (calendar.days(25, 12, 10, 1), 2021, ("2021-12-25", "2022-01-10")),
        (calendar.months(2, 2), 2024, ("2024-02-01", "2024-02-29")),
        (calendar.months(2, 2), None, ("--02-01", "--02-28")),
        (calendar.months(9, 5), 2021, ("2021-09-01", "2022-05-31")),
        (calendar.months(1, 11), 2011, ("2011-01-01", "2011-11-30")),
        (calendar.quarters(2, 2), 2023, ("2023-04-01", "2023-06-30")),
        (calendar.quarters(1, 3), 2023, ("2023-01-01", "2023-09-30")),
        (calendar.half_year(1), 2021, ("2021-01-01", "2021-06-30")),
        (calendar.half_year(2), 2021, ("2021-07-01", "2021-12-31")),
        (calendar.school_half_year(1), 2021, ("2021-09-01", "2021-12-31")),
        (calendar.years(4), 2020, ("2020-01-01", "2024-12-31")),
        (calendar.school_years(), 2022, ("2022-09-01", "2023-08-31")),
        (Stretch("day", 5, 10, 5, 8), 2021, None),  # a range that runs backwards
    ],
)
def test_stretch_in_a_year(stretch: Stretch, year: int | None, expected: tuple[str, str] | None) -> None:
    assert bounds(stretch, year) == expected


@pytest.mark.parametrize(
    ("word", "year", "expected"),
    [
        ("осенью", 2022, ("2022-09-01", "2022-11-30")),
        ("зимой", 2022, ("2022-12-01", "2023-02-28")),
        ("зимний", 2023, ("2023-12-01", "2024-02-29")),
        ("осенне-зимний", 2022, ("2022-09-01", "2023-02-28")),
        ("весенне-летний", 2022, ("2022-03-01", "2022-08-31")),
    ],
)
def test_seasons(word: str, year: int, expected: tuple[str, str]) -> None:
    stretch = calendar.season(word)
    assert stretch is not None
    assert bounds(stretch, year) == expected


def test_a_word_that_is_no_season() -> None:
    assert calendar.season("вечером") is None


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("января", 1), ("февр", 2), ("марте", 3), ("апрелем", 4), ("мая", 5), ("май", 5), ("маем", 5), ("июне", 6),
        ("июля", 7), ("авг", 8), ("сент", 9), ("октябрю", 10), ("нояб", 11), ("декабря", 12),
        ("марка", None), ("майор", None), ("декан", None), ("июльский", None), ("", None),
    ],
)  # fmt: skip
def test_months(word: str, number: int | None) -> None:
    assert calendar.month_number(word) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("первое", 1), ("третьего", 3), ("третьем", 3), ("двадцать второе", 22), ("двадцатого", 20),
        ("тридцать первого", 31), ("пятнадцатого", 15), ("пяти", None), ("двадцать", None), ("сорокового", None),
    ],
)  # fmt: skip
def test_ordinals(words: str, number: int | None) -> None:
    assert calendar.ordinal(words) == number


def test_two_digits_of_a_year() -> None:
    assert [calendar.century(n) for n in (0, 19, 49, 50, 97)] == [2000, 2019, 2049, 1950, 1997]


def test_days_around_a_year_end() -> None:
    assert calendar.shifted("2021-01-01", -1) == "2020-12-31"
    assert calendar.shifted("2024-02-28", 1) == "2024-02-29"


HOSTILE = (
    "1", "1 ", "1, ", "1. ", "12.12.", "2021-", "2021, ", "5 мая, ", "мая ", "с 5 по ", '"12" ', "12:", "год ", "I ",
    "от ", "№ ", "приказ ", "приказ «", "приказ от 5 мая 2021 № 5, ", "ГОСТ 1.", "(утв. ", "«", '"', " ", "\n",
    "ул. ", "ул. Мира ", "8 (495", "тел. ", "a@", "a.", "www.", "http://", "Дата: ",
)  # fmt: skip


def seconds(text: str) -> float:
    unit = Unit(0, "paragraph", 0, len(text), 0)
    analysis = Analysis(Page(text), Outline((unit,)), (), (), (), ((0, 0),), ())
    found: dict[str, object] = {}
    begun = time.process_time()
    for field in (contacts, legal_acts, dates):
        found.update(field.find(analysis, found))
    return time.process_time() - begun


@pytest.mark.usefixtures("quiet_heap")
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Four times the text may cost eight times the time, on a machine that is busy with other things."""
    short = max(0.02, min(seconds(piece * (8_000 // len(piece))) for _ in range(2)))
    assert seconds(piece * (32_000 // len(piece))) < 8 * short + 0.2
