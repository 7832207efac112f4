"""The printable digest («сводка») of chosen documents as .docx.

Decides the paper: A4, one table for meetings, speeches and promises each, the list of documents with
the numbers by which rows name them, page numbers. Leaves what is told to `digest_rows.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from service.exports.digest_rows import document_name, meetings, promises, span_of_days, speeches
from service.exports.documents import Exported
from service.plain_text import plain


def write_digest(documents: Iterable[Exported], file: BinaryIO, *, made: date | None = None) -> None:
    """Write the digest; `made` is the day that stands on it, for this function reads no clock."""
    kept = list(documents)
    paper = Document()
    _lay_out(paper)
    paper.add_heading("Сводка", level=0)
    _note(paper, _about(kept, made))
    _part(paper, "Кто встречался, когда и сколько", MEETINGS, [
        (one.when, one.what, one.where, one.how_many, _number(one.document)) for one in meetings(kept)
    ])  # fmt: skip
    _part(paper, "Кто выступал", SPEECHES, [
        (one.who, one.post, one.topic, _number(one.document)) for one in speeches(kept)
    ])  # fmt: skip
    _part(paper, "Что обещано и к какому сроку", PROMISES, [
        (one.due or "без срока", one.what, one.responsible, _number(one.document)) for one in promises(kept)
    ])  # fmt: skip
    _part(paper, "Документы", DOCUMENTS, [
        (str(number), document_name(one), one.name, "да" if one.is_checked else "нет")
        for number, one in enumerate(kept, 1)
    ])  # fmt: skip
    paper.save(file)


def _about(documents: Sequence[Exported], made: date | None) -> str:
    """«Документов: 3, от 12.04.2023 до 30.05.2023. Составлена 22.11.2026. …»."""
    parts = [f"Документов: {len(documents)}"]
    days = span_of_days(documents)
    if days is not None:
        parts.append(f"от {days[0]}" if days[0] == days[1] else f"от {days[0]} до {days[1]}")
    told = [", ".join(parts) + "."]
    if made is not None:
        told.append(f"Составлена {made:%d.%m.%Y}.")
    unchecked = sum(not document.is_checked for document in documents)
    if unchecked:
        told.append(f"Не проверены человеком: {unchecked}. Сверяйте числа и сроки с документами.")
    return " ".join(told)


def _part(paper: Any, title: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> None:
    paper.add_heading(title, level=1)
    if not rows:
        _note(paper, "В документах не найдено.")
        return
    table = paper.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for place, (heading, width) in enumerate(columns):
        table.columns[place].width = Cm(width)
        _head(table.rows[0].cells[place], heading, width)
    _repeat(table.rows[0])
    for row in rows:
        # `add_row` and `cells` of python-docx count every cell before them: quadratic in a long table
        _append(table, row, columns)


def _append(table: Any, row: Sequence[str], columns: Sequence[tuple[str, float]]) -> None:
    made = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    made.append(properties)
    for text, (_, width) in zip(row, columns, strict=True):
        made.append(_cell(text, width))
    table._tbl.append(made)


def _cell(text: str, width: float) -> Any:
    """A cell of paragraphs, one a line of the text."""
    cell, properties, size = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:tcW")
    size.set(qn("w:w"), str(Cm(width).twips))
    size.set(qn("w:type"), "dxa")
    properties.append(size)
    cell.append(properties)
    for line in plain(text).split("\n"):
        paragraph, run, written = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
        written.set(qn("xml:space"), "preserve")
        written.text = line.replace("\t", " ")
        run.append(written)
        paragraph.append(run)
        cell.append(paragraph)
    return cell


def _head(cell: Any, heading: str, width: float) -> None:
    cell.width = Cm(width)
    run = cell.paragraphs[0].add_run(heading)
    run.bold = True
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "E7ECF2")
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    """The headings stand on every page of a long table."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _note(paper: Any, text: str) -> None:
    run = paper.add_paragraph().add_run(text)
    run.font.color.rgb = RGBColor(0x4A, 0x50, 0x58)


def _lay_out(paper: Any) -> None:
    """A4 with a wide left margin for the binder, a serif that every office has, a page number."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    styles = paper.styles
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 13)):
        font = styles[name].font
        font.name, font.size = FONT, Pt(size)
        # a style of the template names other fonts by theme, which would win over the name
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        font.color.rgb = RGBColor(0x1B, 0x1F, 0x24)
    styles["Normal"].paragraph_format.space_after = Pt(2)
    styles["Heading 1"].paragraph_format.space_before = Pt(16)
    styles["Heading 1"].paragraph_format.space_after = Pt(6)
    styles["Normal"].element.get_or_add_rPr().append(_language())
    paper.core_properties.title, paper.core_properties.author = "Сводка", "Сводка"
    paper.core_properties.language, paper.core_properties.comments = "ru-RU", ""
    _number_pages(section.footer.paragraphs[0])


def _language() -> Any:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    return language


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = 1
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        part = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            part.text = text
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _number(document: int) -> str:
    return f"[{document}]"


FONT = "Times New Roman"
MEETINGS = (("Когда", 2.6), ("Событие", 4.8), ("Где и кто провёл", 4.6), ("Сколько", 3.6), ("Док.", 1.4))
SPEECHES = (("Кто", 4.6), ("Должность и место работы", 5.6), ("О чём", 5.4), ("Док.", 1.4))
PROMISES = (("Срок", 2.6), ("Что", 8.8), ("Ответственный", 4.2), ("Док.", 1.4))
DOCUMENTS = (("№", 1.2), ("Документ", 9.2), ("Файл", 4.6), ("Проверен", 2.0))
