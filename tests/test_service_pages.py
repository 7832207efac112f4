"""The pages: the form, the record that a clerk reads, and one clear sentence where there is none."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from extractor import extract
from service import Settings, create_app, labels
from service.pages import stretches
from service.server import SAMPLE
from tests.readers.wordml import p, package


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings(max_upload=200_000)).test_client()


def send(client: FlaskClient, data: bytes, name: str) -> tuple[int, str]:
    answer = client.post("/", data={"file": (io.BytesIO(data), name)})
    assert answer.mimetype == "text/html"
    return answer.status_code, answer.text


class Reader(HTMLParser):
    """Checks nesting and collects what a page refers to, its headings and its identifiers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.identifiers: list[str] = []
        self.labelled: set[str] = set()
        self.headings: list[str] = []
        self.inline: list[str] = []
        self._opened: list[str] = []
        self.feed(text)
        assert self._opened == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attributes}
        self.links += [named[key] for key in ("href", "src", "action") if key in named]
        self.identifiers += [named["id"]] if "id" in named else []
        self.labelled |= {named["for"]} if tag == "label" else set()
        self.inline += [key for key in named if key == "style" or key.startswith("on")]
        self.inline += [tag] if tag in ("script", "style", "iframe") else []
        if tag not in ("meta", "link", "input", "br"):
            self._opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._opened and self._opened[-1] in ("h1", "h2"):
            self.headings.append(data.strip())


def assert_plain(text: str) -> Reader:
    """Works without scripts and without a request to anywhere else, and can be used by keyboard."""
    page = Reader(text)
    assert page.inline == []
    assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in page.links)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.identifiers)
    assert len(page.identifiers) == len(set(page.identifiers))
    assert '<html lang="ru">' in text
    assert "file" in page.labelled or 'type="file"' not in text
    return page


@pytest.mark.parametrize("path", ["/", "/help", "/none"])
def test_pages_are_plain(client: FlaskClient, path: str) -> None:
    assert_plain(client.get(path).text)


def test_what_a_page_links_to_is_there(client: FlaskClient) -> None:
    links = {link for path in ("/", "/help") for link in Reader(client.get(path).text).links}
    types = {}
    for link in links - {"#main"}:
        with client.get(link) as answer:
            assert answer.status_code == 200
            types[link] = answer.mimetype
    assert types["/static/svodka.css"] == "text/css"
    assert types["/static/icon.svg"] == "image/svg+xml"


def test_the_five_fields_come_first(client: FlaskClient) -> None:
    status, text = send(client, SAMPLE.read_bytes(), "sample.txt")
    page = assert_plain(text)
    assert status == 200
    headings = [heading for heading in page.headings if not heading.isdigit() and heading]
    assert headings[:7] == [
        "О проведении форума наставников",
        "Даты",
        "Организации",
        "Выступившие",
        "Численность участников",
        "Показатели",
        "Реквизиты документа",
    ]
    assert "27.03.2023 – 28.03.2023" in text
    assert "больше 50 чел." in re.sub(r"\s+", " ", text)
    assert "<dd>12.04.2023</dd>" in text


def test_an_item_leads_to_its_place_in_the_text(client: FlaskClient) -> None:
    record = extract(SAMPLE.read_bytes(), "sample.txt")
    _, text = send(client, SAMPLE.read_bytes(), "sample.txt")
    date = record.dates[0]
    assert f'<a href="#s{date.start}">{date.text}</a>' in text
    assert f'<mark id="s{date.start}">{date.text}</mark>' in text


def test_stretches_put_together_are_the_text() -> None:
    record = extract(SAMPLE.read_bytes(), "sample.txt")
    assert "".join(stretch.text for stretch in stretches(record)) == record.text
    assert sum(stretch.is_found for stretch in stretches(record)) >= len(record.dates)


def test_what_is_in_a_document_is_never_markup(client: FlaskClient) -> None:
    attack = "<script>alert(1)</script> Приказ от 5 мая 2021 года & <img src=x onerror=alert(2)> {{ 7 * 7 }}"
    status, text = send(client, attack.encode(), "<i>'\"&.txt")
    assert status == 200
    assert_plain(text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "{{ 7 * 7 }}" in text


@pytest.mark.parametrize(
    ("data", "name", "status", "sentence"),
    [
        (b"", "пусто.txt", 422, "Файл «пусто.txt» пуст."),
        (b"\x89PNG\r\n\x1a\n", "скан.png", 415, "Файл «скан.png» имеет неизвестный формат."),
        (package(p("Приказ"))[:300], "приказ.docx", 422, "Файл «приказ.docx» повреждён и не открывается."),
        (b"a" * 200_001, "том.txt", 413, "Файл «том.txt» слишком велик."),
        (b"a" * 400_000, "том.txt", 413, "Файл слишком велик."),
    ],
)
def test_a_refusal_is_one_sentence_and_the_form_again(
    client: FlaskClient, data: bytes, name: str, status: int, sentence: str
) -> None:
    got, text = send(client, data, name)
    assert got == status
    assert sentence in text
    assert 'type="file"' in text
    assert_plain(text)


def test_a_form_without_a_file_is_told_so(client: FlaskClient) -> None:
    answer = client.post("/", data={"file": (io.BytesIO(b""), "")})
    assert answer.status_code == 400
    assert "Выберите файл" in answer.text


def test_a_word_document_is_shown(client: FlaskClient) -> None:
    status, text = send(client, package(p("Приказ № 5 от 3 марта 2022 года")), "приказ.txt")
    assert status == 200
    assert "03.03.2022" in text
    assert "Имя файла кончается на .txt" in text


@pytest.mark.parametrize(("iso", "shown"), [("2021-05-05", "05.05.2021"), ("--08-02", "02.08")])
def test_days_are_written_the_russian_way(iso: str, shown: str) -> None:
    assert labels.day(iso) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(43, "43"), (7500, "7\u00a0500"), (75.5, "75,5"), (1900000.0, "1\u00a0900\u00a0000"), (None, ""), (0, "0")],
)
def test_numbers_are_written_the_russian_way(value: float | None, shown: str) -> None:
    assert labels.amount(value) == shown
