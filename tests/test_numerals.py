"""Numbers in Russian text: what stretch is one, what it is worth, and what is none."""

from __future__ import annotations

from time import process_time

import pytest

from extractor.russian.numerals import find, value_of

NUMBERS = [
    ("43 человека", [("43", 43)]),
    ("49 690 детей", [("49 690", 49690)]),
    ("12 тыс. 340 ребят", [("12 тыс. 340", 12340)]),
    ("7,5 тыс. глав", [("7,5 тыс.", 7500)]),
    ("с 1,15 млн до 915 тыс.", [("1,15 млн", 1150000), ("915 тыс.", 915000)]),
    ("полторы тысячи", [("полторы тысячи", 1500)]),
    ("свыше полутора тысяч педагогов", [("полутора тысяч", 1500)]),
    ("сорока одной школе", [("сорока одной", 41)]),
    ("двести семьдесят детей", [("двести семьдесят", 270)]),
    ("сто двадцать пять тысяч триста", [("сто двадцать пять тысяч триста", 125300)]),
    ("из двенадцати городов", [("двенадцати", 12)]),
    ("прошли трое", [("трое", 3)]),
    ("шестерых участников", [("шестерых", 6)]),
    ("3-х детских садов", [("3-х", 3)]),
    ("из 11-ти школ", [("11-ти", 11)]),
    ("обе школы", [("обе", 2)]),
    ("два-три", [("два", 2), ("три", 3)]),
    ("10–12", [("10", 10), ("12", 12)]),
    ("2021 год-20%", [("2021", 2021), ("20", 20)]),
    ("более тысячи", [("тысячи", 1000)]),
    ("3 млн 400 тыс. рублей", [("3 млн 400 тыс.", 3400000)]),
    ("24 (двадцать четыре)", [("24", 24), ("двадцать четыре", 24)]),
]
NO_NUMBERS = [
    "тысячи людей",  # of no number
    "в 2-м классе",  # an ordinal
    "14.04.2022",
    "№ 64/2",
    "Р-145",
    "ТУ-154",
    "72-часовой курс",
    "к 70-летию",
    "8-913-555-01-42",
    "24-6-58",
    "5G",
    "7а",
    "место",  # «сто» inside a word
    "08",
    "1" * 16,
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[n.start : n.end], n.value) for n in find(text)] == expected


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_numbers(text: str) -> None:
    assert find(text) == []


def test_collective_numbers_say_so() -> None:
    assert [n.form for n in find("трое из 12, двое, пять")] == ["collective", "digits", "collective", "words"]


def test_offsets_count_from_the_text() -> None:
    text = "в зале 15 рядов и 300 мест"
    assert [(n.start, n.value) for n in find(text, 12)] == [(18, 300)]


def test_value_of_a_number_alone() -> None:
    assert value_of("двадцати пяти") == 25
    assert value_of("двадцать пять школ") is None


@pytest.mark.usefixtures("quiet_heap")
@pytest.mark.parametrize("unit", ["1", "1 ", "111 ", "сто ", "1,", "тысяча ", "1-", "сто", "о"])
def test_time_grows_with_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begun = process_time()
        find(text)
        return process_time() - begun

    short, long = seconds(50_000), seconds(200_000)
    assert long < 12 * short + 0.2
