"""Persons' names: where they stand, how they decline, which mentions are one person.

Whole documents are in `cases/speakers.txt` and `cases/persons.txt`; here stand the parts of
`extractor/russian/name*.py` and `posts.py` that need no model.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.russian.name_cases import surname_readings
from extractor.russian.name_letters import cyrillic
from extractor.russian.name_spans import NameSpan, find_names
from extractor.russian.name_words import first_name, patronymic
from extractor.russian.names import fit, joined, likely_keys, name_of
from extractor.russian.posts import is_honour, is_meeting_post, is_post_modifier, is_post_word


def spans(text: str, hints: Sequence[tuple[int, int]] = ()) -> list[str]:
    return [text[span.start : span.end] for span in find_names(text, hints)]


def full_name(*texts: str, cases: dict[str, float] | None = None) -> str:
    """The joined nominative of mentions, one name a text."""
    found = [find_names(text)[0] for text in texts]
    key = joined([likely_keys(span, cases or {}) for span in found])
    assert key is not None
    return name_of(found, key).full


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Слово взял Рябов И.И., затем Ольга Граб", ["Рябов И.И.", "Ольга Граб"]),
        ("(И.О.Рябов)", ["И.О.Рябов"]),
        ("ОрловИ.И. и Рябов П. П.", ["ОрловИ.И.", "Рябов П. П."]),
        ("А-Х. Мамуев, Евг. Поборова", ["А-Х. Мамуев", "Евг. Поборова"]),
        ("Рябова Анна Львовна Сычёв Пётр Ильич", ["Рябова Анна Львовна", "Сычёв Пётр Ильич"]),
        ("института РАН Л. И. Рябова-Лотт", ["Л. И. Рябова-Лотт"]),
        ("победила Рита О.", ["Рита О."]),
        ("руководитель-Кузнечкова Н. Г.", ["Кузнечкова Н. Г."]),
        ("РЯБОВА АННА ЛЬВОВНА", ["РЯБОВА АННА ЛЬВОВНА"]),
        ("Мамедов Али Гасан оглы", ["Мамедов Али Гасан оглы"]),
        # near misses
        ("МОУ Воскресенская школа", []),
        ("А. Общие положения", []),
        ("Директор Иван", []),
        ("Правительство Российской Федерации", []),
        ("ПРИКАЗЫВАЮ: А. А. не трогать", []),
        ("Депутат Госдумы Игорь Станкевич", ["Игорь Станкевич"]),
    ],
)
def test_names_are_found_where_they_stand(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_a_foreign_name_takes_its_order_from_the_model() -> None:
    text = "приехал Ласло Сегеди"
    assert [span.last for span in find_names(text, [(8, 20)])] == ["Сегеди"]


def test_a_list_keeps_one_order_of_names() -> None:
    found = find_names("Рябов Пётр, Граб Илья, Роман Тимур")
    assert [span.last for span in found] == ["Рябов", "Граб", "Роман"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Нина Сергеевны Хмычевой"], "Хмычева Нина Сергеевна"),  # the text errs
        (["Рябову Ивану Петровичу"], "Рябов Иван Петрович"),
        (["Соколовой-Кац Ольге Юрьевне"], "Соколова-Кац Ольга Юрьевна"),
        (["Ольховской Е.Г.", "Ольховскую Е.Г."], "Ольховская Е. Г."),
        (["Карпенюк А.Н.", "Карпенюка Артура Николаевича"], "Карпенюк Артур Николаевич"),
        (["Ложкареву Б.Ф.", "Ложкарёв Бронислав Фомич"], "Ложкарёв Бронислав Фомич"),
        (["Ирины Граб"], "Граб Ирина"),
        (["Бориса Граба"], "Граб Борис"),
        (["Черных Анны Ильиничны"], "Черных Анна Ильинична"),
        (["Трубецкому Илье Львовичу"], "Трубецкой Илья Львович"),
        (["Кравцом Ильёй Львовичем"], "Кравец Илья Львович"),
        (["О’КОННОР АННА ЛЬВОВНА"], "О’Коннор Анна Львовна"),
    ],
)
def test_the_nominative_of_all_mentions(texts: list[str], expected: str) -> None:
    assert full_name(*texts) == expected


def test_the_case_decides_where_initials_leave_the_gender_open() -> None:
    assert full_name("Орлова А. А.") == "Орлова А. А."
    assert full_name("Орлова А. А.", cases={"acc": 6.0}) == "Орлов А. А."


@pytest.mark.parametrize(
    ("form", "nominatives"),
    [
        ("окольновой", {"окольнова"}),
        ("гольцем", {"гольц"}),
        ("гогоберидзе", {"гогоберидзе"}),
        ("мушкаренко", {"мушкаренко"}),
        ("мкртумяну", {"мкртумян"}),
    ],
)
def test_the_likeliest_nominative(form: str, nominatives: set[str]) -> None:
    assert surname_readings(form)[0].reading.nominative in nominatives


def test_initials_and_full_names_fit_or_not() -> None:
    def mention(first: str | None, middle: str | None) -> NameSpan:
        return NameSpan(0, 1, "Рябов", first, middle, "SII", 0)

    assert fit(mention("А.", "Н."), mention("Артур", "Николаевич"))
    assert fit(mention("Ивана", None), mention("Иван", "Петрович"))
    assert fit(mention(None, None), mention("Иван", "Петрович"))
    assert not fit(mention("А.", "Н."), mention("Борис", "Николаевич"))
    assert not fit(mention("Иван", "Петрович"), mention("Игорь", "Петрович"))


def test_a_surname_in_vich_is_no_patronymic() -> None:
    assert patronymic("станкевич") == ()
    assert {reading.nominative for reading in patronymic("сергеевны")} == {"Сергеевна"}
    assert {reading.gender for reading in first_name("ольге")} == {"f"}


def test_latin_letters_that_look_cyrillic() -> None:
    assert cyrillic("Cидоров A.B.") == "Сидоров А.В."
    assert cyrillic("СПК ALFA") == "СПК ALFA"


def test_words_of_posts() -> None:
    assert is_post_word("заведующей") and is_post_word("зам") and is_post_word("врача-педиатра")
    assert not is_post_word("мастер-класс") and not is_post_word("школа")
    assert is_meeting_post("председателя") and not is_meeting_post("директора")
    assert is_post_modifier("старшего") and not is_post_modifier("зелёного")
    assert is_honour("кандидат") and is_honour("заслуженный") and not is_honour("доцент")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("братья Марат и Ильдар Сабировы", ["Сабиров Марат", "Сабиров Ильдар"]),
        ("супруги Анна и Пётр Рябовы", ["Рябова Анна", "Рябов Пётр"]),
        ("вручены Ивану и Марии Сычёвым", ["Сычёв Иван", "Сычёва Мария"]),
        ("сёстры Даша и Маша Ольховские", ["Ольховская Даша", "Ольховская Маша"]),
        ("встреча с Олегом и Инной Сычёвыми", ["Сычёв Олег", "Сычёва Инна"]),
        ("награды Ильи и Марка Рябовых", ["Рябов Илья", "Рябов Марк"]),
        ("фермеры Олег и Инна Граб", ["Граб Олег", "Граб Инна"]),
        ("выступили И. и П. Рябовы", ["Рябов И.", "Рябов П."]),
        ("выставка Анны и Ольги Черных", ["Черных Анна", "Черных Ольга"]),
        # near misses
        ("выступили Рябов Иван и Пётр Сычёв", ["Рябов Иван", "Сычёв Пётр"]),
        ("завуч Инна и Пётр Рябов", ["Рябов Пётр"]),
    ],
)
def test_persons_under_one_surname_are_told_apart(text: str, expected: list[str]) -> None:
    names = []
    for span in find_names(text):
        key = joined([likely_keys(span, {})])
        assert key is not None
        names.append(name_of([span], key).full)
    assert names == expected
