"""Exports: real days and numbers, nothing lost, and no text that a spreadsheet obeys."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from extractor.record import Item, Record
from service.exports import (
    Exported,
    sheets,
    write_csv,
    write_csv_zip,
    write_digest,
    write_json_lines,
    write_xlsx,
)
from service.exports.digest_rows import meetings, promises, speeches
from service.exports.documents import day_cell
from service.exports.text_tables import harmless
from service.plain_text import plain
from service.tables import TABLES
from tests.exported import ATTACKS, FORMULA, hostile, sample


def workbook(*documents: Exported) -> Workbook:
    file = io.BytesIO()
    write_xlsx(documents, file)
    return load_workbook(file)


def table(book: Workbook, title: str) -> list[dict[str, Any]]:
    heads, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_sheet_a_field_with_all_its_items() -> None:
    document = sample()
    book = workbook(document, document)
    assert book.sheetnames == ["Документы", *(one.title for one in TABLES)]
    for one in TABLES:
        assert len(table(book, one.title)) == 2 * len(document.record[one.key])


def test_days_and_numbers_are_real() -> None:
    book = workbook(sample())
    day = table(book, "Даты")[1]
    assert (day["Дата, с"], day["Дата, по"]) == (datetime(2023, 3, 27), datetime(2023, 3, 28))
    assert book["Даты"]["D2"].number_format == "dd.mm.yyyy"
    assert table(book, "Численность участников")[0]["Число"] == 136
    assert table(book, "Документы")[0]["Поступил"] == datetime(2023, 4, 13)


@pytest.mark.parametrize(("iso", "cell"), [("2021-05-05", date(2021, 5, 5)), ("--08-02", "02.08")])
def test_a_day_without_its_year_is_words(iso: str, cell: object) -> None:
    assert day_cell(iso) == cell


def test_every_key_of_the_record_has_a_table_and_every_key_of_an_item_a_column() -> None:
    """So a new field or key cannot be missing from the exports unnoticed."""
    lists = {name for name, field in Record.model_fields.items() if str(field.annotation).startswith("tuple[")}
    assert {one.key for one in TABLES} == lists
    for one in TABLES:
        model = Record.model_fields[one.key].annotation.__args__[0]  # type: ignore[union-attr]
        columns = {column.key.partition(".")[0] for column in one.columns}
        assert columns == set(model.model_fields) - set(Item.model_fields), one.key


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_text_in_a_workbook(attack: str) -> None:
    cells = [cell for sheet in workbook(hostile(attack)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    assert all(cell.hyperlink is None for cell in cells)
    assert sum(cell.value == plain(attack) for cell in cells) > 20


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_harmless_in_csv(attack: str) -> None:
    file = io.BytesIO()
    write_csv_zip([hostile(attack)], file)
    with ZipFile(file) as archive:
        cells = [cell for name in archive.namelist() for row in csv_rows(archive.read(name)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert sum(harmless(plain(attack)) == cell for cell in cells) > 20


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_text_in_a_digest(attack: str) -> None:
    file = io.BytesIO()
    write_digest([hostile(attack)], file)
    with ZipFile(file) as archive:
        body = archive.read("word/document.xml").decode()
    assert "<script>" not in body
    assert set(re.findall(r"<w:instrText[^>]*>([^<]*)", body)) == set()
    texts = [cell.text for one in Document(file).tables for row in one.rows for cell in row.cells]
    assert plain(attack).replace("\t", " ") in texts


@pytest.mark.parametrize(
    ("text", "cell"),
    [(FORMULA, f"'{FORMULA}"), ("+7 900", "'+7 900"), ("＝1", "'＝1"), ("5 мая", "5 мая"), ("", ""), ("a=b", "a=b")],
)
def test_a_cell_never_begins_as_a_formula(text: str, cell: str) -> None:
    assert harmless(text) == cell


def test_what_is_longer_than_a_cell_says_so() -> None:
    document = hostile("а" * 40_000)
    cell = table(workbook(document), "Цели и задачи")[0]["В тексте"]
    assert len(cell) == 32_767
    assert cell.endswith("обрезано: длиннее ячейки]")


def test_rows_over_the_limit_of_a_sheet_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)
    book = workbook(sample())
    assert "Даты (2)" in book.sheetnames
    assert len(table(book, "Даты")) + len(table(book, "Даты (2)")) == len(sample().record["dates"])


def test_csv_opens_in_a_russian_spreadsheet() -> None:
    file = io.BytesIO()
    write_csv([sample()], file, key="dates")
    heads, *rows = csv_rows(file.getvalue())
    assert file.getvalue().startswith(b"\xef\xbb\xbf")
    day = dict(zip(heads, rows[1], strict=True))
    assert (day["Дата, с"], day["Дата, по"], day["Что это"]) == ("27.03.2023", "28.03.2023", "событие")
    assert not file.closed


def test_fractions_have_a_comma_in_csv() -> None:
    document = hostile("а")
    document.record["targets"][0]["value"] = 75.5
    file = io.BytesIO()
    write_csv([document], file, key="targets")
    assert "75,5" in csv_rows(file.getvalue())[1]


def test_the_same_documents_give_the_same_archive() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for file in (first, second):
        write_csv_zip([sample()], file)
    assert first.getvalue() == second.getvalue()


def test_json_lines_hold_whole_records() -> None:
    file = io.BytesIO()
    write_json_lines([sample(), hostile("а\ud800б")], file)
    lines = [json.loads(line) for line in file.getvalue().splitlines()]
    assert lines[0]["record"] == sample().record
    assert (lines[0]["id"], lines[0]["added"], lines[0]["checked"]) == ("17", "2023-04-13", True)
    assert lines[1]["record"]["text"] == "а\ud800б"


def test_a_digest_tells_who_met_when_how_many() -> None:
    meeting = meetings([sample()])[0]
    assert meeting.when == "27.03.2023 – 28.03.2023"
    assert "«Рядом с учеником»" in meeting.what
    assert "136 педагогов" in meeting.how_many
    assert "больше 50 человек" in meeting.how_many


def test_a_digest_tells_who_spoke() -> None:
    assert [one.who for one in speeches([sample()])] == [
        "Лаптева Ирина Павловна (ведущий)", "Сомов Андрей Викторович", "Ярцева О. Н.",
    ]  # fmt: skip


def test_a_digest_sorts_promises_and_tells_a_figure_once() -> None:
    told = promises([sample()])
    assert [one.due for one in told] == ["до 15.05.2023", "до 31.12.2023", "до 01.09.2024"]
    assert sum("80" in one.what for one in told) == 1


def test_a_count_of_no_event_is_told_with_its_document() -> None:
    document = hostile("Отчёт")
    record = {**document.record, "events": []}
    [meeting] = meetings([document._replace(record=record)])
    assert meeting.what == "По документу в целом: Отчёт"
    assert meeting.how_many == "5 Отчёт"


def test_a_digest_is_a_paper() -> None:
    file = io.BytesIO()
    write_digest([sample(), sample()._replace(is_checked=False)], file, made=date(2023, 5, 2))
    paper = Document(file)
    assert paper.paragraphs[1].text == (
        "Документов: 2, от 12.04.2023. Составлена 02.05.2023. Не проверены человеком: 1. "
        "Сверяйте числа и сроки с документами."
    )
    assert [one.rows[0].cells[0].text for one in paper.tables] == ["Когда", "Кто", "Срок", "№"]
    assert [row.cells[3].text for row in paper.tables[-1].rows] == ["Проверен", "да", "нет"]


def test_a_digest_of_nothing_says_so() -> None:
    file = io.BytesIO()
    write_digest([], file)
    paper = Document(file)
    assert paper.tables == []
    assert sum(one.text == "В документах не найдено." for one in paper.paragraphs) == 4
