"""What is done with the result of a run: digests of a selection, a page of one document, the service's store."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from extractor.batch import Form, Settings
from extractor.commands.archive_import import import_result
from extractor.commands.digest import Choice, chosen, digest
from extractor.commands.show import show
from service import Settings as ServiceSettings
from service.store import Filters, Store
from tests.batch_archives import done, fill, records, zipped

LETTER = (
    "Лицей № 3 г. Заречного\nПисьмо от {day}.{month}.2021 № 15\n\n"
    "Директору МБОУ «Гимназия № {number}»\n\nСеминар прошёл 5 мая 2021 года, участвовали {number} человек.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over nine letters, two of them in a zip, a copy and two files that are none."""
    made = tmp_path_factory.mktemp("archive")
    texts = {f"{month}/письмо {month}.txt": letter(month) for month in range(1, 8)}
    inner = {f"письмо {month}.txt": letter(month) for month in (8, 9)}
    files = fill(made / "a", {**texts, "копия.txt": letter(2), "письма.zip": zipped({**inner}), "пустой.txt": ""})
    fill(files, {"шум.bin": bytes(range(256)) * 20})
    done(files, made / "out", Settings(workers=2, form=Form("gzip")))
    return made


def letter(month: int) -> str:
    return LETTER.format(day="05", month=f"{month:02d}", number=100 + month)


@pytest.mark.parametrize(
    ("choice", "months"),
    [
        (Choice(), range(1, 10)),
        (Choice(first=date(2021, 3, 5), last=date(2021, 8, 5)), range(3, 9)),
        (Choice(first=date(2021, 3, 6), last=date(2021, 8, 4)), range(4, 8)),
        (Choice(first=date(2022, 1, 1)), []),
        (Choice(organization="гимназии 104"), [4]),
        (Choice(organization="гимназия", last=date(2021, 2, 5)), [1, 2]),
        (Choice(kind="order"), []),
    ],
)
def test_documents_are_chosen_as_in_the_service(folder: Path, choice: Choice, months: list[int]) -> None:
    found = [int(re.sub(r"\D", "", found.name.rpartition(" ")[2])) for found in chosen(folder / "out", choice)]
    assert found == list(months)


def test_digests_hold_what_was_chosen(folder: Path, tmp_path: Path) -> None:
    targets = [tmp_path / "сводка.docx", tmp_path / "сводка.xlsx", tmp_path / "сводка.csv", tmp_path / "сводка.jsonl"]
    choice = Choice(first=date(2021, 3, 1), last=date(2021, 4, 30))
    assert digest(folder / "out", choice, targets, made=date(2024, 1, 2)) == 0
    paper = "\n".join(
        cell.text for table in Document(str(targets[0])).tables for row in table.rows for cell in row.cells
    )
    assert "письмо 3.txt" in paper and "письмо 4.txt" in paper and "письмо 5.txt" not in paper
    rows = list(load_workbook(targets[1], read_only=True)["Документы"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["3/письмо 3.txt", "4/письмо 4.txt"]
    assert targets[3].read_text("utf-8").count("\n") == 2
    assert digest(folder / "out", Choice(kind="order"), targets, made=date(2024, 1, 2)) == 1
    assert digest(folder / "a", choice, targets, made=date(2024, 1, 2)) == 2


def test_a_page_of_one_document(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "письмо.html"
    assert show(folder / "a" / "3" / "письмо 3.txt", target, is_opened=False) == 0
    page = target.read_text("utf-8")
    assert "05.03.2021" in page and "Content-Security-Policy" in page
    assert show(folder / "a" / "пустой.txt", tmp_path / "нет.html", is_opened=False) == 1
    assert not (tmp_path / "нет.html").exists()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("SVODKA_DATA", str(tmp_path / "data"))
    opened = Store.open(ServiceSettings())
    yield opened
    opened.close()


def test_the_store_takes_an_archive_once(folder: Path, store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    assert import_result(folder / "out", with_files=True) == 0
    assert capfd.readouterr().err == "11 documents taken in, 0 were there already\n"
    listing = store.documents.find(Filters()).documents
    assert sorted(document.name for document in listing if document.state == "done") == sorted(
        path.replace("//", "/") for path in records(folder / "out")
    )
    refused = {document.name: document.reason for document in listing if document.state == "refused"}
    assert refused == {"шум.bin": "unsupported", "пустой.txt": "empty"}
    assert {found.name for found in store.documents.find(Filters(organization="гимназии 108")).documents} == {
        "письма.zip/письмо 8.txt"
    }
    inside = next(document for document in listing if document.name == "письма.zip/письмо 9.txt")
    assert store.documents.source(inside.id) == letter(9).encode()
    before = store.audit.newest(limit=1000)
    assert import_result(folder / "out", with_files=True) == 0
    assert capfd.readouterr().err == "0 documents taken in, 11 were there already\n"
    assert (store.documents.find(Filters()).documents, store.audit.newest(limit=1000)) == (listing, before)


def test_files_that_have_changed_since_are_not_kept(folder: Path, store: Store, tmp_path: Path) -> None:
    source = fill(tmp_path / "b", {"а.txt": letter(1), "б.txt": letter(2)})
    done(source, tmp_path / "out", Settings(workers=1))
    fill(source, {"а.txt": "Другое"})
    assert import_result(tmp_path / "out", with_files=True) == 0
    kept = {found.name: store.documents.source(found.id) for found in store.documents.find(Filters()).documents}
    assert kept == {"а.txt": None, "б.txt": letter(2).encode()}


def test_the_verbs_are_there(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "сводка.xlsx"
    options = ["--from", "2021-03-01", "--out"]
    command = [sys.executable, "-m", "extractor", "digest", str(folder / "out"), *options, str(target)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (said.returncode, target.exists()) == (0, True) and said.stderr.startswith("7 documents: ")
    wrong = subprocess.run([*command[:-1], "a.pdf"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
