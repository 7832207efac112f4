"""Every document in `readers/sources` is read exactly as its twin in `readers/truth` says.

A truth file is corrected by hand; nothing writes it. What must hold for any bytes at all is at the end.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import KINDS, UnreadableFile
from extractor.readers import FORMATS, MAX_TEXT, read
from extractor.text.page import Page
from tests.readers.drawing import draw
from tests.readers.make_sources import DOCUMENTS, unzipped
from tests.readers.wordml import p, package

HERE = Path(__file__).parent / "readers"
SOURCES = sorted(path.name for path in (HERE / "sources").iterdir())


@pytest.mark.parametrize("name", SOURCES)
def test_source_is_read_as_its_truth(name: str) -> None:
    page = read((HERE / "sources" / name).read_bytes(), name)
    assert draw(page) == (HERE / "truth" / f"{name}.txt").read_text("utf-8")
    assert_blocks_hold(page)


def test_every_truth_has_its_source() -> None:
    assert sorted(path.name.removesuffix(".txt") for path in (HERE / "truth").iterdir()) == SOURCES


@pytest.mark.parametrize("name", DOCUMENTS)
def test_source_is_what_its_script_makes(name: str) -> None:
    stored, made = (HERE / "sources" / name).read_bytes(), DOCUMENTS[name]()
    if name.endswith((".docx", ".odt", ".ods", ".xlsx")):  # compressed bytes differ between builds of zlib
        assert unzipped(stored) == unzipped(made)
    else:
        assert stored == made


def test_every_source_of_the_script_is_stored() -> None:
    assert sorted(DOCUMENTS) == SOURCES


def test_registry_names_what_can_be_read() -> None:
    by_name = {known.name: known for known in FORMATS}
    assert by_name["docx"].suffixes[0] == ".docx"
    assert ".md" in by_name["text"].suffixes
    assert not by_name["docx"].missing
    assert FORMATS[-1].name == "text", "plain text takes what no other format claims"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        ("Приказ".encode(), "приказ.docx", "Имя файла кончается на .docx, а содержание — text/plain."),
        (package(p("Приказ")), "приказ.TXT", "Имя файла кончается на .txt, а содержание — "),
    ],
)
def test_suffix_is_a_hint_and_a_mismatch_a_warning(data: bytes, name: str, said: str) -> None:
    page = read(data, name)
    assert page.text == "Приказ"
    assert page.warnings[0].startswith(said)


@pytest.mark.parametrize("name", ["", "приказ", "приказ.bin", "C:\\Документы\\приказ.docx"])
def test_other_names_are_no_mismatch(name: str) -> None:
    assert read(package(p("Приказ")), name).warnings == ()


def test_a_page_that_python_docx_writes() -> None:
    import io

    import docx

    document = docx.Document()
    document.add_heading("Отчёт", 0)
    document.add_heading("Итоги", 2)
    document.add_paragraph("Охвачено 43 человека.")
    document.add_paragraph("форум", style="List Number")
    document.add_paragraph("семинар", style="List Bullet")
    grid = document.add_table(rows=2, cols=2)
    for cell, text in zip((cell for row in grid.rows for cell in row.cells), "абвг", strict=True):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "Школа № 3"
    buffer = io.BytesIO()
    document.save(buffer)
    assert draw(read(buffer.getvalue())).partition("=====")[0].splitlines() == [
        "header | Школа № 3",
        "heading 1 | Отчёт",
        "heading 2 | Итоги",
        "paragraph | Охвачено 43 человека.",
        "list_item 1 | 1. форум",
        "list_item 1 | • семинар",
        "cell 0:0:0 | а",
        "cell 0:0:1 | б",
        "cell 0:1:0 | в",
        "cell 0:1:1 | г",
    ]


def assert_blocks_hold(page: Page) -> None:
    end = 0
    for block in page.blocks:
        assert end <= block.start < block.end <= len(page.text)
        inside = page.text[block.start : block.end]
        assert inside == inside.strip()
        end = block.end


def read_or_refuse(data: bytes, name: str = "") -> Page | None:
    """The page, its invariants checked, or None where a proper refusal came."""
    try:
        page = read(data, name)
    except UnreadableFile as error:
        assert error.code in KINDS
        return None
    assert 0 < len(page.text) <= MAX_TEXT
    assert "\r" not in page.text
    assert "\x00" not in page.text
    page.text.encode()  # no lone surrogate is left
    assert page.encoding_confidence is None or 0 <= page.encoding_confidence <= 1
    assert_blocks_hold(page)
    return page


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_page_or_a_refusal(data: bytes) -> None:
    read_or_refuse(data)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32"]))
@settings(max_examples=200, deadline=None)
def test_any_characters_are_a_page_or_a_refusal(text: str, encoding: str) -> None:
    read_or_refuse(text.encode(encoding, "surrogatepass"), "заметка.md")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_spoilt_word_document_is_a_page_or_a_refusal(draw_from: st.DataObject) -> None:
    name = draw_from.draw(st.sampled_from([name for name in SOURCES if name.endswith(".docx")]))
    data = bytearray((HERE / "sources" / name).read_bytes())
    for _ in range(draw_from.draw(st.integers(1, 6))):
        data[draw_from.draw(st.integers(0, len(data) - 1))] = draw_from.draw(st.integers(0, 255))
    read_or_refuse(bytes(data[: draw_from.draw(st.integers(1, len(data)))]), name)


PIECES = ["<w:p>", "</w:p>", "<w:r>", "<w:tbl>", "<w:tc>", "<w:tr/>", "<w:sdt>", "<w:pPr/>", "<w:t>а</w:t>"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=200, deadline=None)
def test_elements_in_any_order_are_read_or_hold_no_text(pieces: list[str]) -> None:
    body = ""
    opened: list[str] = []
    for piece in pieces:  # well-formed, though no Word would write it
        if piece.startswith("</"):
            body += opened.pop() if opened else ""
            continue
        body += piece
        if not piece.endswith(("/>", "</w:t>")):
            opened.append(piece.replace("<", "</"))
    try:
        assert_blocks_hold(read(package(body + "".join(reversed(opened)))))
    except UnreadableFile as error:
        assert error.code == "no_text"
