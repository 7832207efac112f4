"""What holds for every format beside its truth files: misnamed, spoilt and hostile documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import extract
from extractor.errors import UnreadableFile
from extractor.readers import DEFAULT, FORMATS, Pool, read
from tests.readers import odf_sources, pdf_sources, sheet_sources
from tests.readers.make_sources import unzipped
from tests.readers.markup_sources import DOCUMENTS as MARKUP
from tests.readers.markup_sources import message, page, rtf
from tests.readers.office_made import needs_calc, needs_eyes, needs_writer, saved_as, scanned
from tests.readers.ole_sources import container
from tests.readers.ole_sources import message as outlook
from tests.readers.wordml import p, package, zipped
from tests.test_readers import read_or_refuse

SOURCES = {path.name: path.read_bytes() for path in (Path(__file__).parent / "readers" / "sources").iterdir()}
FOREIGN = sorted(name for name in SOURCES if not name.endswith((".txt", ".md", ".docx")))


@pytest.mark.parametrize(
    "data", [MARKUP["saved_by_word_in_cp1251.htm"](), package(p("Приказ")), rb"{\rtf1 x}"], ids=["html", "docx", "rtf"]
)
def test_what_is_named_doc_is_read_as_what_it_is_with_a_warning(data: bytes) -> None:
    warning = read(data, "приказ.doc").warnings[0]
    assert warning.startswith("Имя файла кончается на .doc, а содержание — ")


@pytest.mark.parametrize("name", FOREIGN)
def test_its_suffix_leads_to_its_reader(name: str) -> None:
    used = read(SOURCES[name], name)
    by_suffix = next(known for known in FORMATS if Path(name).suffix in known.suffixes)
    assert (used.reader, used.media_type) == (by_suffix.name, by_suffix.media_type)
    assert not [warning for warning in used.warnings if "Имя файла" in warning]


SENTENCE = "Совещание прошло 5 мая 2021 года. В нём участвовали 43 человека."
DRESSED: dict[str, Callable[[str], bytes]] = {
    "doc": lambda text: saved_as(package(p(text)), "docx", "doc"),
    "docx": lambda text: package(p(text)),
    "eml": lambda text: message("From: a@example.ru", body=f"\n\n{text}\n"),
    "html": lambda text: page(f"<p>{text}").encode(),
    "image": lambda text: scanned(package(p(text))),
    "msg": lambda text: container(outlook(text) | {"__properties_version1.0": bytes(32)}),
    "ods": lambda text: odf_sources.document(odf_sources.table([text]), kind="spreadsheet"),
    "odt": lambda text: odf_sources.document(odf_sources.p(text)),
    "pdf": lambda text: pdf_sources.pdf([pdf_sources.paragraphs(*text.replace(". ", ".\n").split("\n"))]),
    "rtf": rtf,
    "text": str.encode,
    "xls": lambda text: saved_as(text.encode(), "csv", "xls"),
    "xlsx": lambda text: sheet_sources.workbook(("Лист1", sheet_sources.row(sheet_sources.inline(text)))),
}


def test_every_format_has_its_dress() -> None:
    assert sorted(DRESSED) == sorted(known.name for known in FORMATS if known.is_document)


NEEDS = {"doc": [needs_writer], "image": [needs_writer, needs_eyes], "xls": [needs_calc]}


@pytest.mark.parametrize("name", [pytest.param(name, marks=NEEDS.get(name, ())) for name in DRESSED])
def test_the_same_text_gives_the_same_findings_in_every_format(name: str) -> None:
    record = extract(DRESSED[name](SENTENCE), f"справка.{name}")
    assert record.source.reader == name
    assert [(date.text, date.value and date.value.from_) for date in record.dates] == [
        ("5 мая 2021 года", "2021-05-05")
    ]
    assert [(count.text, count.value) for count in record.participant_counts] == [("43 человека", 43)]


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_spoilt_document_is_a_page_or_a_refusal(draw_from: st.DataObject) -> None:
    name = draw_from.draw(st.sampled_from(FOREIGN))
    data = bytearray(SOURCES[name])
    for _ in range(draw_from.draw(st.integers(1, 6))):
        data[draw_from.draw(st.integers(0, len(data) - 1))] = draw_from.draw(st.integers(0, 255))
    read_or_refuse(bytes(data[: draw_from.draw(st.integers(1, len(data)))]), name)


WORDS = [
    r"\par ",
    r"\cell ",
    r"\row ",
    r"\intbl ",
    r"\nestcell ",
    r"\nestrow ",
    r"\itap2 ",
    r"\pard ",
    r"\trowd\cellx9 ",
    "{",
    "}",
]
WORDS += [r"{\header а}", r"{\footnote а}", r"{\listtext 1.}", r"\u1072?", r"\'e0", r"\uc2 ", r"\v0 ", r"\f1 ", "а"]


@given(st.lists(st.sampled_from(WORDS)))
@settings(max_examples=200, deadline=None)
def test_words_of_rtf_in_any_order_lose_no_paragraph(words: list[str]) -> None:
    body = "".join(words).replace("а", r"\'e0")
    closing = "}" * max(0, body.count("{") - body.count("}"))
    found = read_or_refuse((r"{\rtf1\ansi\ansicpg1251 \'e9\par " + body + closing + "}").encode())
    assert found is not None
    assert "й" in found.text


@given(st.lists(st.sampled_from([w for w in WORDS if w not in "{}" and "uc2" not in w and "header" not in w])))
@settings(max_examples=200, deadline=None)
def test_rtf_keeps_every_letter(words: list[str]) -> None:
    body = "".join(words).replace("а", r"\'e0")
    found = read_or_refuse((r"{\rtf1\ansi\ansicpg1251 \'e9\par " + body + "}").encode())
    assert found is not None
    assert found.text.count("а") == body.count(r"\'e0") + body.count(r"\u1072?")


TAGS = ["<p>", "</p>", "<ul>", "<ol>", "<li>", "</ol>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<br>", "а"]


@given(st.lists(st.sampled_from([*TAGS, "<h1>", "<pre>", "<q>", "</q>", "<caption>", "<td colspan=9 rowspan=9>"])))
@settings(max_examples=200, deadline=None)
def test_tags_in_any_order_keep_every_letter(pieces: list[str]) -> None:
    found = read_or_refuse(("<html><body>й" + "".join(pieces)).encode())
    assert found is not None
    assert found.text.count("а") == pieces.count("а")


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: =?a\x00b?Q?x?=",
        b"Content-Disposition: attachment; filename*=a\x00b''x",
        b"Content-Type: text/plain; charset=a\x00b",
        b"Content-Type: text/plain; charset*=a\x00b''x",
        b"Content-Type: text/plain; charset=hex",
        b"Subject: =?hex?B?x?=",
    ],
)
def test_a_message_with_an_impossible_encoding_is_read(header: bytes) -> None:
    assert "text" in read(b"MIME-Version: 1.0\nFrom: text\n" + header + b"\n\ntext\n").text


@pytest.mark.parametrize("depth", [2000, 100_000])
def test_deep_nesting_never_gives_a_page_without_its_text(depth: int) -> None:
    """lxml reads 100,000 nested divisions as nothing, without an error."""
    data = page("<div>" * depth + "Приказ" + "</div>" * depth).encode()
    assert read(data).text == "Приказ"


def test_a_table_with_huge_spans_is_small() -> None:
    data = page("<table><tr><td colspan=999999999 rowspan=999999999>а<td>б<tr><td>в</table>").encode()
    assert read(data).text == "а\tб\nв"


@pytest.mark.parametrize(
    ("make", "code"),
    [(pdf_sources.forms_that_draw_forms, "timeout"), (pdf_sources.form_that_draws_itself, "out_of_memory")],
)
def test_a_pdf_that_never_ends_is_refused_in_time(make: Callable[[], bytes], code: str) -> None:
    """pdfium alone takes four gigabytes and half a minute for less than ten kilobytes."""
    pool = Pool(replace(DEFAULT, seconds=3, cpu_seconds=2, memory=300 * 1024 * 1024))
    with pytest.raises(UnreadableFile) as caught:
        read(make(), pool=pool)
    pool.close()
    assert caught.value.code == code


def test_a_pdf_says_how_many_pages_it_has() -> None:
    found = read(SOURCES["running_headers_and_page_numbers.pdf"])
    assert found.pages == 3
    assert {block.page for block in found.blocks} == {1, 2, 3}


def test_what_stands_once_at_the_edge_of_a_page_is_text() -> None:
    """Numbers that differ from page to page are a table's, not the page's."""
    rows: list[list[pdf_sources.Line]] = [
        [(70, 800, "План работы"), (70, 700, f"итого {count} человек"), (70, 40, f"{count} {count + 1}")]
        for count in (41, 52, 63)
    ]
    assert read(pdf_sources.pdf(rows)).text.splitlines() == [
        "План работы", "", "итого 41 человек", "", "41 42",
        "итого 52 человек", "", "52 53", "итого 63 человек", "", "63 64",
    ]  # fmt: skip


def test_pages_may_be_counted_from_elsewhere() -> None:
    pages: list[list[pdf_sources.Line]] = [
        [(70, 800, f"Глава 1 {number}"), (70, 700, f"раздел {name}"), (70, 40, f"– {number} –")]
        for number, name in ((7, "а"), (8, "б"), (9, "в"))
    ]
    assert read(pdf_sources.pdf(pages)).text.split() == ["Глава", "1", "7", "раздел", "а", "раздел", "б", "раздел", "в"]


def test_a_document_within_a_document_does_not_decide() -> None:
    """A Word file with a workbook in it, and a workbook with a Word file in it."""
    word = package(p("Приказ"))
    book = sheet_sources.numbers_and_dates()
    assert (
        read(zipped(unzipped(word) | {"word/embeddings/a.xlsx": book}, stored=("word/embeddings/a.xlsx",))).reader
        == "docx"
    )
    assert (
        read(zipped(unzipped(book) | {"xl/embeddings/a.docx": word}, stored=("xl/embeddings/a.docx",))).reader == "xlsx"
    )


@pytest.mark.parametrize(
    "value", ["1e99", "-1", "1e9", "99999999999999999999", "", "nan", "0x10", "1e-99", "2958465.99999"]
)
@pytest.mark.parametrize("style", range(-1, 14))
def test_any_number_in_any_format_is_shown(value: str, style: int) -> None:
    cells = sheet_sources.row(sheet_sources.inline("итог"), sheet_sources.c(value, style))
    assert read(sheet_sources.workbook(("Лист1", cells))).text.startswith("итог")
