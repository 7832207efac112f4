"""Tables in every layout they are written in, and ordinary text that is none."""

from __future__ import annotations

from time import process_time

import pytest

from extractor.text.page import Block, Page
from extractor.text.tables import Table, tables

ROWS = [["Показатель", "2021", "2022"], ["Доля школ, %", "20", "30"], ["Число детей", "100", "200"]]
LAYOUTS = {
    "bars": "Показатель | 2021 | 2022\nДоля школ, % | 20 | 30\nЧисло детей | 100 | 200",
    "closed bars": "|Показатель|2021|2022|\n|Доля школ, %|20|30|\n|Число детей|100|200|",
    "a rule under the header": "|Показатель|2021|2022|\n|---|---|---|\n|Доля школ, %|20|30|\n|Число детей|100|200|",
    "double bars": "|| Показатель || 2021 || 2022 ||\n|| Доля школ, % || 20 || 30 ||\n|| Число детей || 100 || 200 ||",
    "tabs": "Показатель\t2021\t2022\nДоля школ, %\t20\t30\nЧисло детей\t100\t200",
    "semicolons": "Показатель;2021;2022\nДоля школ, %;20;30\nЧисло детей;100;200",
    "spaces": "Показатель       2021    2022\nДоля школ, %     20      30\nЧисло детей      100     200",
    "a cell a line": "Показатель |\n2021 |\n2022 |\nДоля школ, % |\n20 |\n30 |\nЧисло детей |\n100 |\n200 |",
    "bare lines": "Показатель\n2021\n2022\nДоля школ, %\n20\n30\nЧисло детей\n100\n200",
    "a row over lines": "Показатель | 2021 | 2022 |\nДоля школ, % | 20 |\n30 |\nЧисло детей | 100 | 200 |",
}


def only_table(text: str) -> Table:
    found = tables(Page(text))
    assert len(found) == 1
    return found[0]


def texts(text: str, table: Table) -> list[list[str]]:
    return [[cell.text(text) for cell in row] for row in table.rows]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    text = LAYOUTS[layout]
    table = only_table(text)
    assert texts(text, table) == ROWS
    assert (table.columns, table.header) == (3, 1)
    assert [cell.column for cell in table.rows[1]] == [0, 1, 2]


def test_merged_header_cells_cover_their_columns() -> None:
    text = "N |\nИмя |\nЗначение ||\n2023 |\n2024 |\n1. |\nДоля |\n74 |\n78 |\n2. |\nЧисло |\n5 |\n6 |"
    table = only_table(text)
    assert table.header == 2
    assert [table.heading(text, i) for i in range(4)] == ["N", "Имя", "Значение 2023", "Значение 2024"]


def test_wrapped_names_belong_to_their_row() -> None:
    text = (
        "Показатель                      2021    2022\n"
        "Доля детей, охваченных          75      80\n"
        "дополнительным образованием\n"
        "Число школ с высокими\n"
        "результатами                    12      13\n"
    )
    table = only_table(text)
    names = [row[0].text(text) for row in table.body()]
    assert names == ["Доля детей, охваченных дополнительным образованием", "Число школ с высокими результатами"]


def test_years_and_values_one_a_line_belong_to_the_name_above() -> None:
    text = "Число посещений:\n(тыс. человек)\n2014 год\n2015 год\n57,1\n60\n\nПодпись"
    rows = [["2014 год", "2015 год"], ["Число посещений: (тыс. человек)", "57,1", "60"]]
    assert texts(text, only_table(text)) == rows


def test_a_paragraph_between_blank_lines_parts_two_tables() -> None:
    first = "|Цель|развитие|\n|Срок|2020|\n|Число|12|"
    second = "|Показатель|2021|2022|\n|Доля|20|30|\n|Число|100|200|"
    assert len(tables(Page(f"{first}\n\nРаздел 2\n\n{second}"))) == 2


def test_headings_in_columns_of_spaces() -> None:
    text = (
        "Наименование                 2020 год              2021 год\n"
        "показателя                план      факт        план     факт\n"
        "Доля школ, %               70        71          75       74\n"
        "Число участников, чел.     100       110         120      130\n"
    )
    table = only_table(text)
    assert [table.heading(text, i) for i in range(1, 5)] == [
        "2020 год план", "2020 год факт", "2021 год план", "2021 год факт",
    ]  # fmt: skip


def test_cells_of_the_format_itself() -> None:
    text = "Имя\nПлан\nДоля\n20"
    places = [(0, 3, 0, 0), (4, 8, 0, 1), (9, 13, 1, 0), (14, 16, 1, 1)]
    blocks = tuple(Block("cell", s, e, table=0, row=r, column=c) for s, e, r, c in places)
    (table,) = tables(Page(text, blocks))
    assert texts(text, table) == [["Имя", "План"], ["Доля", "20"]]


@pytest.mark.parametrize(
    "text",
    [
        "Мэр города                    С.А. Пономарёва-Бут\n\nВерно: зав. отделом    [подпись]    Н.Г. Лозовая",
        "Главная | Новости | Контакты",
        "Участвовали 43 человека;  победили 5.\nСпасибо  всем.",
        "1. Первое.\n2. Второе.\n3. Третье.",
        "Проверить || отложить.",
        "Показатель | Значение |||\nВ 2021 году прошёл форум.",
        "",
    ],
)
def test_ordinary_text_is_no_table(text: str) -> None:
    assert tables(Page(text)) == ()


@pytest.mark.usefixtures("quiet_heap")
@pytest.mark.parametrize("unit", ["|", "1 | 2\n", "а   1\n", "1|\n", "   1", "а\t", "12 ", "1\n", "а;1;2\n"])
def test_time_grows_with_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begun = process_time()
        tables(Page(text))
        return process_time() - begun

    short, long = seconds(30_000), seconds(120_000)
    assert long < 12 * short + 0.5


CELLS = [
    *["Показатель", "Ед. изм.", "План 2021", "Факт 2021", "Раздел 1. Кружки", "Число детей", "чел.", "40", "38"],
    *["Число ламп", "шт.", "4", "4", "Раздел 2. Музей", "Число выставок", "ед.", "6", "7"],
]
SECTIONED = {
    "bars that close cells": " |\n".join(CELLS) + " |",
    "bars in lines of their own": "\n|\n".join(CELLS) + "\n|",
    "no bars": "\n".join(CELLS),
}


@pytest.mark.parametrize("layout", SECTIONED)
def test_headings_of_sections_stand_between_rows(layout: str) -> None:
    text = "Отчёт клуба\n\n" + SECTIONED[layout]
    rows = texts(text, only_table(text))
    assert rows[0] == ["Показатель", "Ед. изм.", "План 2021", "Факт 2021"]
    assert rows[1:] == [
        ["Раздел 1. Кружки"],
        ["Число детей", "чел.", "40", "38"],
        ["Число ламп", "шт.", "4", "4"],
        ["Раздел 2. Музей"],
        ["Число выставок", "ед.", "6", "7"],
    ]


def test_aligned_columns_begin_at_their_header() -> None:
    text = (
        "            Глава района\n     5 мая 2005 г.     N 42\n\n   1. Утвердить    план    смотра    клубов.\n\n"
        "Показатель                 2004 г.    2005 г.\n                           (факт)     (план)\n"
        " Раздел «Музей»\nЧисло выставок               6          7\n"
        " Раздел «Кружки»\nДоля детей, занятых\nв кружках, %                38         40\n"
    )
    rows = texts(text, only_table(text))
    assert rows[0] == ["Показатель", "2004 г. (факт)", "2005 г. (план)"]
    assert rows[1:] == [
        ["Раздел «Музей»"],
        ["Число выставок", "6", "7"],
        ["Раздел «Кружки»"],
        ["Доля детей, занятых в кружках, %", "38", "40"],
    ]
