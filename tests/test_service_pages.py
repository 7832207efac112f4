"""The pages without a browser: what they show, what a clerk mends, and that a document's words stay words."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from service import Settings, labels
from service.pages import listing
from tests.clerk import Clerk, Page
from tests.exported import SAMPLE
from tests.readers.wordml import p, package

LETTER = SAMPLE.read_text("utf-8")
ATTACK = "<script>alert(1)</script> Приказ от 5 мая 2021 года & <img src=x onerror=alert(2)> {{ 7 * 7 }} а\u202eб"


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    made = Clerk(Settings(data=tmp_path))
    yield made
    made.store.close()


def test_an_empty_place_teaches(clerk: Clerk) -> None:
    page = clerk.page("/")
    assert page.headings[0] == "Что сказано в документах"
    assert {"Положите файлы", "Сверьте с текстом", "Исправьте, если надо", "Заберите результат"} <= set(page.headings)


def test_files_come_in_and_are_read(clerk: Clerk) -> None:
    answer = clerk.send(("письмо.txt", LETTER.encode()), ("приказ.docx", package(p("Приказ № 5 от 3 марта 2022 года"))))
    assert answer.status_code == 303
    page = clerk.page("/")
    assert page.says("Принято документов: 2.")
    assert page.text.count('data-state="waiting"') == 2
    clerk.read_all()
    page = clerk.page("/")
    assert page.text.count('data-state="done"') == 2
    assert page.says("О проведении форума наставников")


def test_a_script_is_told_what_became_of_each_file(clerk: Clerk) -> None:
    headers = {"X-Requested-With": "fetch", "X-CSRFToken": clerk.token()}
    data = {"file": [(io.BytesIO(LETTER.encode()), "письмо.txt"), (io.BytesIO(b""), "пусто.txt")]}
    told = clerk.client.post("/documents", data=data, headers=headers).get_json()
    assert [one["name"] for one in told["documents"]] == ["письмо.txt"]
    assert [why.startswith("Файл «пусто.txt» пуст.") for why in told["refused"]] == [True]
    clerk.read_all()
    id = told["documents"][0]["id"]
    assert clerk.get("/documents/states", ids=id).get_json()[id]["state"] == "done"


def test_what_is_refused_says_why_and_can_be_read_again(clerk: Clerk) -> None:
    clerk.send(("приказ.docx", package(p("Приказ"))[:300]))
    clerk.read_all()
    assert clerk.page("/").says("Файл «приказ.docx» повреждён")
    page = clerk.page(f"/documents/{clerk.newest()}")
    assert page.says("Файл «приказ.docx» повреждён")
    assert clerk.post(f"/documents/{clerk.newest()}/retry").status_code == 303
    assert 'data-state="waiting"' in clerk.page("/").text


def test_the_five_fields_come_first(clerk: Clerk) -> None:
    page = clerk.page(f"/documents/{clerk.has_read(LETTER)}")
    headings = [heading for heading in page.headings if heading and not heading.isdigit()]
    assert headings[:7] == [
        "О проведении форума наставников", "Даты", "Организации", "Выступившие", "Численность участников",
        "Показатели", "Реквизиты документа",
    ]  # fmt: skip
    assert page.says("27.03.2023 – 28.03.2023")
    assert page.says("больше 50 чел.")
    assert {"dates-0", "r-dates-0", "organizations-1", "r-organizations-1"} <= set(page.identifiers)


def test_a_long_text_has_pages_that_lead_to_each_other(clerk: Clerk) -> None:
    text = "Совещание прошло 5 мая 2021 года.\n" + "Слово. \n" * 20_000 + "Форум прошёл 6 июня 2022 года."
    id = clerk.has_read(text)
    first = clerk.page(f"/documents/{id}")
    assert "?page=2#dates-1" in first.text
    assert 'id="dates-0"' in first.text and 'id="dates-1"' not in first.text
    second = clerk.page(f"/documents/{id}", page="2")
    assert 'id="dates-1"' in second.text
    assert clerk.get(f"/documents/{id}", page="х").status_code == 200


def test_a_value_is_corrected_and_undone(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    before = clerk.record(id)
    form = {"name.last": "Лаптева", "name.first": "Инна", "name.middle": "Павловна", "role": "moderator",
            "position": "директор", "organization": "МБОУ «Лицей № 4»"}  # fmt: skip
    answer = clerk.post(f"/documents/{id}/items/speakers/0", basis="1", **form)
    assert answer.status_code == 303 and answer.location.endswith("#r-speakers-0")
    assert clerk.record(id)["speakers"][0]["name"]["full"] == "Лаптева Инна Павловна"
    page = clerk.page(f"/documents/{id}")
    assert page.says("Исправлено.") and page.says("внесено вручную") and page.says("Отменить правку")
    assert clerk.post(f"/documents/{id}/undo", basis="2").status_code == 303
    assert clerk.record(id) == before
    assert clerk.revision(id) == 3


def test_undo_goes_back_step_by_step_and_ends(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    for role in ("period", "other"):
        date = {"value.from": "12.04.2023", "precision": "day", "role": role}
        clerk.post(f"/documents/{id}/items/dates/0", basis=str(clerk.revision(id)), **date)
    roles = []
    for _ in range(3):
        answer = clerk.post(f"/documents/{id}/undo", basis=str(clerk.revision(id)))
        roles.append((answer.status_code, clerk.record(id)["dates"][0]["role"]))
    assert roles == [(303, "period"), (303, "document"), (409, "document")]


def test_a_value_is_added_by_its_words_or_its_place(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    clerk.post(f"/documents/{id}/items/goals", basis="1", quote="назначить   ответственных", kind="task")
    start = LETTER.index("Рядом с учеником")
    clerk.post(f"/documents/{id}/items/goals", basis="2", start=str(start), end=str(start + 16), kind="goal")
    assert [(goal["text"], goal["kind"]) for goal in clerk.record(id)["goals"]] == [
        ("Рядом с учеником", "goal"), ("назначить ответственных", "task"),
    ]  # fmt: skip


def test_a_form_for_selected_words_is_filled_in(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    start = LETTER.index("Тихонравов")
    page = clerk.page(f"/documents/{id}/items/persons", start=start, end=start + 10)
    assert 'name="name.last" value="Тихонравов"' in page.text
    assert f'name="start" value="{start}"' in page.text


def test_a_value_is_removed(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    count = len(clerk.record(id)["dates"])
    clerk.post(f"/documents/{id}/items/dates/0", basis="1", remove="yes")
    assert len(clerk.record(id)["dates"]) == count - 1


def test_the_header_is_corrected(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    clerk.post(
        f"/documents/{id}/header", basis="1", kind="report", title="Отчёт", date="1.2.2023", addressees="Школам\n"
    )
    header = clerk.record(id)["document"]
    assert (header["kind"], header["title"], header["date"], header["number"]) == (
        "report",
        "Отчёт",
        "2023-02-01",
        None,
    )
    assert header["addressees"] == ["Школам"]


@pytest.mark.parametrize(
    ("path", "form", "sentence"),
    [
        ("items/dates/0", {"value.from": "31.02.2023", "precision": "day", "role": "event"}, "Такого дня нет"),
        ("items/dates/0", {"value.from": "вчера", "precision": "day", "role": "event"}, "Такого дня нет"),
        ("items/dates/0", {"value.from": "2.3.2023", "value.to": "1.3.2023", "precision": "day", "role": "event"},
         "позже последнего"),
        ("items/participant_counts/0", {"value": "много", "comparator": "exact", "unit": "person"}, "число"),
        ("items/goals", {"quote": "этого там нет", "kind": "goal"}, "Выделите в тексте"),
        ("items/goals", {"quote": "", "kind": "goal"}, "Выделите в тексте"),
        ("items/organizations/0", {"name": "", "kind": "other"}, "обязательные"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_what_was_typed_is_kept(
    clerk: Clerk, path: str, form: dict[str, str], sentence: str
) -> None:
    id = clerk.has_read(LETTER)
    answer = clerk.post(f"/documents/{id}/{path}", basis="1", **form)
    assert answer.status_code == 422
    assert Page(answer.text).says(sentence)
    assert clerk.revision(id) == 1


def test_saving_without_a_change_makes_no_revision_but_settles_a_doubt(clerk: Clerk) -> None:
    id = clerk.has_read("Письмо от 1 мая 2021 года. Срок сдачи до 5 июня. Форум прошёл 6 июля 2021 года.")
    dates = clerk.record(id)["dates"]
    sure, doubtful = (
        next(n for n, one in enumerate(dates) if bool(one["inferred"]) is is_so) for is_so in (False, True)
    )
    for number in (sure, doubtful):
        value = dates[number]["value"]
        form = {f"value.{key}": labels.day(value[key]) for key in ("from", "to")}
        form |= {key: dates[number][key] for key in ("precision", "role")}
        clerk.post(f"/documents/{id}/items/dates/{number}", basis=str(clerk.revision(id)), **form)
    assert clerk.revision(id) == 2
    assert clerk.record(id)["dates"][doubtful]["inferred"] == []


def test_a_page_that_is_out_of_date_changes_nothing(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    clerk.post(f"/documents/{id}/items/dates/0", basis="1", remove="yes")
    answer = clerk.post(f"/documents/{id}/items/dates/0", basis="1", remove="yes")
    assert answer.status_code == 412
    assert Page(answer.text).says("Запись уже исправлена")


def test_checked_is_set_and_taken_back(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    clerk.post(f"/documents/{id}/checked", checked="yes")
    assert clerk.page("/", is_checked="yes").text.count("data-id") == 1
    clerk.post(f"/documents/{id}/checked", checked="no")
    assert clerk.page("/", is_checked="yes").text.count("data-id") == 0


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"text": "наставниками форумов"}, True),
        ({"text": "рыболовство"}, False),
        ({"kind": "letter"}, True),
        ({"kind": "order"}, False),
        ({"organization": "лицея 4"}, True),
        ({"person": "Сомовым"}, True),
        ({"dated_from": "2023-04-12", "dated_to": "2023-04-12"}, True),
        ({"dated_from": "2023-04-13"}, False),
        ({"state": "done"}, True),
        ({"is_checked": "yes"}, False),
    ],
)
def test_documents_are_found_again(clerk: Clerk, query: dict[str, str], is_found: bool) -> None:
    clerk.has_read(LETTER)
    page = clerk.page("/", **query)
    assert page.says("О проведении форума наставников") is is_found
    assert page.says("Ничего не нашлось") is not is_found


@pytest.mark.parametrize("query", [{"kind": "<b>"}, {"dated_from": "вчера"}, {"state": "x"}, {"before": "x" * 50}])
def test_a_search_that_is_not_understood_says_so(clerk: Clerk, query: dict[str, str]) -> None:
    clerk.has_read(LETTER)
    page = clerk.page("/", **query)
    assert page.says("Не понято и не учтено") is ("before" not in query)
    assert page.says("О проведении форума наставников")


def test_a_long_list_has_pages(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    clerk.send(*[(f"{n}.txt", f"Письмо {n}".encode()) for n in range(3)])
    first = clerk.page("/")
    following = next(link for link in first.links if "before=" in link)
    assert first.text.count("data-id") == 2
    assert clerk.page(following).text.count("data-id") == 1


def test_one_several_or_all_found_are_taken_away(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    clerk.has_read("Приказ № 5 от 3 марта 2022 года", "приказ.txt")
    all_found = clerk.get("/export", format="xlsx")
    assert load_workbook(io.BytesIO(all_found.data))["Документы"].max_row == 3
    one = clerk.get("/export", format="xlsx", id=id)
    assert load_workbook(io.BytesIO(one.data))["Документы"].max_row == 2
    found = clerk.get("/export", format="jsonl", text="наставник")
    assert [json.loads(line)["id"] for line in found.data.splitlines()] == [id]
    with ZipFile(io.BytesIO(clerk.get("/export", format="csv").data)) as archive:
        assert "Документы.csv" in archive.namelist()
    paper = Document(io.BytesIO(clerk.get("/export", format="docx", id=id).data))
    assert paper.paragraphs[0].text == "Сводка"
    assert clerk.get("/export", format="exe").status_code == 400


def test_deleting_asks_first(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    page = clerk.page("/documents/delete", id=id)
    assert page.says("О проведении форума наставников") and page.says("Вернуть их будет нельзя")
    assert clerk.store.documents.get(id) is not None
    assert clerk.post("/documents/delete", id=id, sure="yes").status_code == 303
    assert clerk.store.documents.get(id) is None
    assert clerk.get("/documents/delete").status_code == 400


def test_the_file_comes_back_as_it_came_and_is_never_shown(clerk: Clerk) -> None:
    id = clerk.has_read("<html><script>alert(1)</script><p>Приказ от 5 мая 2021 года</p></html>", "приказ.html")
    answer = clerk.get(f"/documents/{id}/source")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert b"<script>" in answer.data


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>.txt", "=cmd|' /C calc'!A0.txt", "а\u202eб.txt", "ы" * 4000 + ".txt"]
)
def test_hostile_names_and_values_are_text_everywhere(clerk: Clerk, name: str) -> None:
    id = clerk.has_read(ATTACK, name)
    date = {"value.from": "5.5.2021", "precision": "day", "role": "event"}
    clerk.post(f"/documents/{id}/items/dates/0", basis="1", **date)
    name_form = {"basis": str(clerk.revision(id)), "quote": "Приказ", "name": ATTACK, "kind": "other"}
    assert clerk.post(f"/documents/{id}/items/organizations", **name_form).status_code == 303
    paths = ["/", f"/documents/{id}", f"/documents/{id}/items/organizations/0", f"/documents/{id}/header", "/audit"]
    for path in [*paths, f"/documents/delete?id={id}"]:
        page = clerk.page(path)
        assert "<script>alert" not in page.text and "<img src=x" not in page.text
        assert "\u202e" not in page.text
        assert "{{ 7 * 7 }}" in page.text or path not in paths[1:3]


@pytest.mark.parametrize("path", ["/", "/help", "/audit", "/none"])
def test_pages_are_plain(clerk: Clerk, path: str) -> None:
    Page(clerk.get(path).text)


def test_what_pages_lead_to_is_there(clerk: Clerk) -> None:
    id = clerk.has_read(LETTER)
    links = {link for path in ("/", "/help", f"/documents/{id}") for link in clerk.page(path).links}
    for link in sorted(links):
        with clerk.client.get(link.partition("#")[0] or "/") as answer:
            assert answer.status_code in (200, 400, 405), link  # 400: an export without its form, 405: a form's target


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path", ["", "/source", "/checked", "/undo", "/retry", "/header", "/items/dates/0", "/items/x"]
)
def test_a_document_that_is_not_there_is_told_so(clerk: Clerk, method: str, path: str) -> None:
    answer = (
        clerk.post(f"/documents/{'0' * 32}{path}") if method == "post" else clerk.get(f"/documents/{'0' * 32}{path}")
    )
    assert answer.status_code in (404, 405)
    Page(answer.text)


def test_nothing_of_a_document_is_logged(clerk: Clerk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="svodka"):
        id = clerk.has_read("Тайнопись Рябининой Ольги 5 мая 2021 года", "тайна.txt")
        clerk.get("/", text="тайнопись")
        clerk.post(f"/documents/{id}/items/dates/0", basis="1", **{"value.from": "тайный день"})
    assert "тайн" not in caplog.text.lower()
    assert "Рябинин" not in caplog.text


def test_a_defect_of_ours_tells_nothing(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any, **named: Any) -> None:
        raise ValueError("внутренняя ошибка")

    monkeypatch.setattr(listing, "take_in", broken)
    answer = clerk.send(("тайна.txt", "Тайнопись".encode()))
    assert answer.status_code == 500
    assert Page(answer.text).says("Сообщите администратору")
    assert "внутренняя" not in answer.text + caplog.text
    assert "тайна" not in caplog.text


@pytest.mark.parametrize(("iso", "shown"), [("2021-05-05", "05.05.2021"), ("--08-02", "02.08")])
def test_days_are_written_the_russian_way(iso: str, shown: str) -> None:
    assert labels.day(iso) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(43, "43"), (7500, "7\u00a0500"), (75.5, "75,5"), (1900000.0, "1\u00a0900\u00a0000"), (None, ""), (0, "0")],
)
def test_numbers_are_written_the_russian_way(value: float | None, shown: str) -> None:
    assert labels.amount(value) == shown
