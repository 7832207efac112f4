"""Tables of PDF files: what is ruled is read as rows and cells, what is not is read as lines."""

from __future__ import annotations

from time import process_time

import pypdfium2
import pytest

from extractor.readers import DEFAULT, pdf, read
from extractor.readers.hyphens import joined
from extractor.text.page import Page
from tests.readers import pdf_sources
from tests.readers.markup_sources import page as html
from tests.readers.office_made import needs_writer, saved_as
from tests.readers.wordml import p, package, table, tr

SIDES = "top left bottom right insideH insideV".split()
RULED = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in SIDES)


def ruled(*rows: list[str] | str) -> str:
    return table(*rows).replace("<w:tblPr/>", f"<w:tblPr><w:tblBorders>{RULED}</w:tblBorders></w:tblPr>", 1)


def blocks(found: Page) -> list[tuple[str, int | None, int | None, int | None, str]]:
    return [(b.kind, b.table, b.row, b.column, found.text[b.start : b.end]) for b in found.blocks]


@needs_writer
def test_a_table_is_that_of_the_word_file_that_was_printed() -> None:
    """Wrapped cells, an empty one, and the paragraphs around two tables."""
    first = ruled(
        ["Показатель", "План на 2024 год", "Факт"],
        ["Число педагогов, прошедших курсы повышения квалификации", "42 человека", "Исполнено, подтверждено отчётом"],
        ["", "с 5 мая", ""],
    )
    word = package(p("Таблица 1. Итоги") + first + p("Далее сроки.") + ruled(["Срок", "май"]) + p("Отчёт принят."))
    printed = read(saved_as(word, "docx", "pdf"))
    assert blocks(printed) == blocks(read(word))
    assert {block.page for block in printed.blocks} == {1}


@needs_writer
def test_merged_cells_are_where_they_begin() -> None:
    source = html(
        "<p>Сведения</p><table border=1><tr><td rowspan=2>Показатель<td colspan=2>Год<td>Итог</tr>"
        "<tr><td>2023<td>2024<td>всего</tr><tr><td>Охват детей<td>40<td>50<td>90</tr>"
        "<tr><td colspan=4>Данные предварительные</table><p>Конец.</p>"
    ).encode()
    printed = saved_as(saved_as(source, "html", "odt"), "odt", "pdf")
    assert blocks(read(printed)) == blocks(read(source))


@needs_writer
def test_a_table_over_many_pages_is_one_and_has_its_heading_once() -> None:
    rows = [[f"{at}.", f"Провести семинар номер {at}", "май 2024 года"] for at in range(1, 120)]
    heading = tr(["№", "Мероприятие", "Срок"], "<w:tblHeader/>")
    word = package(p("План") + ruled(heading, *rows) + p("Отчёт принят."))
    printed = read(saved_as(word, "docx", "pdf"))
    assert blocks(printed) == blocks(read(word))
    assert {block.page for block in printed.blocks} == {1, 2, 3, 4, 5}


WORDS: list[pdf_sources.Line] = [(75, 705, "Охват"), (205, 705, "42"), (75, 685, "Классы"), (205, 685, "7")]
BOX = "70 680 m 300 680 l 300 720 l 70 720 l h S "
CROSS = "70 700 m 300 700 l S 200 680 m 200 720 l S "
IN_CELLS = [("cell", "Охват"), ("cell", "42"), ("cell", "Классы"), ("cell", "7")]


def drawn(drawing: str, words: list[pdf_sources.Line] = WORDS) -> Page:
    body = b"".join(map(pdf_sources.shown, words))
    return read(pdf_sources.pdf([[]], more={6: pdf_sources.stream(drawing.encode() + body)}))


def kinds(found: Page) -> list[tuple[str, str]]:
    return [(block.kind, found.text[block.start : block.end]) for block in found.blocks]


AROUND: list[pdf_sources.Line] = [
    (70, 760, "Отчёт о работе школ района"),
    *WORDS,
    (70, 640, "Отчёт принят без замечаний"),
]


def test_lines_may_be_strokes_or_thin_boxes() -> None:
    thin = "".join(f"{box} re f " for box in ("70 680 230 1", "70 700 230 1", "70 719 230 1"))
    thin += "".join(f"{box} re f " for box in ("70 680 1 40", "200 680 1 40", "299 680 1 40"))
    for drawing in (BOX + CROSS, thin, f"q 2 0 0 2 0 0 cm {halved(BOX + CROSS)} Q "):
        assert kinds(drawn(drawing, AROUND)) == [
            ("paragraph", "Отчёт о работе школ района"), *IN_CELLS, ("paragraph", "Отчёт принят без замечаний"),
        ]  # fmt: skip


def halved(drawing: str) -> str:
    return " ".join(str(int(word) / 2) if word.isdigit() else word for word in drawing.split())


def test_what_is_no_grid_is_read_as_lines() -> None:
    """A box alone, open sides, a cell with a corner, a drawing of too many lines, hidden lines."""
    lines = kinds(drawn("", AROUND))
    assert all(kind == "paragraph" for kind, _ in lines)
    a_corner = "200 700 m 300 700 l S 200 680 m 200 700 l S "
    for drawing in (BOX, CROSS, BOX + a_corner, (BOX + CROSS) * 2000, (BOX + CROSS).replace("S", "n")):
        assert kinds(drawn(drawing, AROUND)) == lines


def test_a_cell_as_large_as_half_the_page_is_a_frame() -> None:
    """The frame of a drawing's sheet with its stamp below."""
    frame = "50 50 500 750 re S 50 100 m 550 100 l S 300 50 m 300 100 l S "
    assert kinds(drawn(frame, AROUND)) == kinds(drawn("", AROUND))


def test_letters_beside_a_table_stay_beside_it() -> None:
    beside: list[pdf_sources.Line] = [*WORDS[:2], (320, 705, "см. приказ"), *WORDS[2:]]
    assert kinds(drawn(BOX + CROSS, beside)) == [*IN_CELLS, ("paragraph", "см. приказ")]


def test_a_line_over_the_walls_is_parted_at_them() -> None:
    """«Охват» ends at 105 points: the words of a row are drawn as one string."""
    one: list[pdf_sources.Line] = [(75, 705, "Охват" + " " * 16 + "42"), (75, 685, "Классы" + " " * 15 + "7")]
    assert kinds(drawn(BOX + CROSS, [AROUND[0], *one])) == [("paragraph", "Отчёт о работе школ района"), *IN_CELLS]


def sheets(count: int, drawing: str, *words: pdf_sources.Line) -> bytes:
    """Pages of one drawing, each with its number in the place of «42»."""
    more = {}
    for at in range(count):
        own: list[pdf_sources.Line] = [*words, (75, 705, "Охват"), (205, 705, str(100 + 7 * at * at)), *WORDS[2:]]
        more[6 + 2 * at] = pdf_sources.stream(drawing.encode() + b"".join(map(pdf_sources.shown, own)))
    return pdf_sources.pdf([[]] * count, more=more)


def test_of_too_many_tables_the_rest_are_lines_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_RULED", 30)
    found = pdf.look(sheets(4, BOX + CROSS), DEFAULT, lambda pictures, _: [b""] * len(pictures))
    assert {block.page for block in found.blocks if block.kind == "cell"} == {1, 2}
    assert "128" in found.text
    assert "163" in found.text
    assert found.warnings == ("Таблиц слишком много, со страницы 3 они прочитаны как строки.",)


def test_pages_that_say_the_same_all_stay() -> None:
    """Copies of one table are no headings of each other; a paragraph between two tables parts them."""
    copies = drawn_pages(3)
    assert copies.text.split("\n") == ["Охват\t42", "Классы\t7"] * 3
    parted = read(sheets(2, BOX + CROSS, (70, 760, "Отчёт о работе школ района")))
    assert "Охват\t100\nКлассы\t7" in parted.text
    assert {block.table for block in parted.blocks} >= {0}


def drawn_pages(count: int) -> Page:
    body = pdf_sources.stream((BOX + CROSS).encode() + b"".join(map(pdf_sources.shown, WORDS)))
    return read(pdf_sources.pdf([[]] * count, more={6 + 2 * at: body for at in range(count)}))


def test_words_parted_in_a_long_paragraph_cost_no_more() -> None:
    """Each line was once searched from the paragraph's beginning."""
    text = "слово " * 20_000
    started = process_time()
    for _ in range(200):
        text = joined(text, "дальше")
    assert process_time() - started < 1
    assert joined(text + " настав-", "ников").endswith(" наставников")


def test_a_page_that_opens_only_once_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    get_page = pypdfium2.PdfDocument.get_page

    def once(document: pypdfium2.PdfDocument, at: int) -> pypdfium2.PdfPage:
        if at in opened:
            raise pypdfium2.PdfiumError("Failed to load page.")
        opened.append(at)
        return get_page(document, at)

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", once)
    found = pdf.look(pdf_sources.page_without_text(), DEFAULT, lambda pictures, _: [b""] * len(pictures))
    assert "Приложение — смета расходов" in found.text
