"""PDF with a text layer: lines as printed, page by page, without what repeats on every page.

Decides when a PDF counts as a scan, where a gap parts lines and that page numbers are no text. Leaves
the file format to pdfium, what is header or footer to `pdf_furniture.py` and offsets to `compose.py`.
Nothing in a document is run, and nothing that it points at is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.errors import UnreadableFile
from extractor.readers.compose import Composer
from extractor.readers.format import MAX_BLOCKS, MAX_TEXT, Format
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.pdf_furniture import Line, Sheet, set_aside
from extractor.readers.story import Paragraph
from extractor.text.page import Block, Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MEDIA_TYPE = "application/pdf"
JUNK = 1024  # bytes that may stand before the signature
FEW_LETTERS = 20  # a page with fewer is a picture with a stamp
GAP = 1.4  # times the usual distance of lines
MOST_NAMED = 10  # pages that a warning names


def matches(data: bytes) -> bool:
    """The signature, also behind a few bytes of junk where the rest is built like PDF."""
    return data.lstrip()[:5] == b"%PDF-" or (b"%PDF-" in data[:JUNK] and b"endobj" in data)


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """The text of all pages; `no_text` where they are pictures."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "encrypted" if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD else "damaged"
        raise UnreadableFile(code, detail="pdfium does not open it") from error
    try:
        return _page(document, limits)
    finally:
        document.close()


def _page(document: PdfDocument, limits: Limits) -> Page:
    count = len(document)
    if count > limits.pages:
        raise UnreadableFile("too_large", detail=f"{count} pages, limit {limits.pages}")
    sheets, lost = _sheets(document, count)
    if lost and len(lost) == count:
        raise UnreadableFile("damaged", detail="no page can be read")
    letters = [sum(len(LETTER.findall(line.text)) for line in sheet.lines) for sheet in sheets]
    bare = [at for at, found in enumerate(letters, start=1) if found < FEW_LETTERS and at not in lost]
    if sum(letters) < FEW_LETTERS:
        raise UnreadableFile("no_text", detail=f"{sum(letters)} letters on {count} pages")
    text, blocks = _composed(sheets)
    warnings = []
    if lost:
        warnings.append(f"Не прочитаны страницы: {_named(lost)}.")
    if bare and len(bare) < count:
        warnings.append(f"Страницы, на которых почти нет текста (возможно, сканы): {_named(bare)}.")
    return Page(text, blocks, MEDIA_TYPE, "pdf", pages=count, warnings=tuple(warnings))


def _sheets(document: PdfDocument, count: int) -> tuple[list[Sheet], list[int]]:
    """The lines of each page, and the numbers of pages that are broken."""
    import pypdfium2

    sheets: list[Sheet] = []
    lost: list[int] = []
    size = lines = 0
    for at in range(count):
        sheet = Sheet(at + 1, [])
        try:
            with closing(document[at]) as page, closing(page.get_textpage()) as text:
                size += text.count_chars()
                if size > MAX_TEXT:
                    raise UnreadableFile("too_large", detail=f"more than {MAX_TEXT} characters")
                sheet = Sheet(at + 1, list(_lines(text)))
        except pypdfium2.PdfiumError:
            lost.append(at + 1)
        lines += len(sheet.lines)
        if lines > MAX_BLOCKS:
            raise UnreadableFile("too_large", detail=f"more than {MAX_BLOCKS} lines")
        sheets.append(sheet)
    return sheets, lost


def _lines(text: PdfTextPage) -> Iterator[Line]:
    """Lines in the order of the file; pdfium swallows the break after «настав-», here it is again."""
    import pypdfium2

    whole = text.get_text_range()
    begin = 0
    for end in [*BREAK.finditer(whole), None]:
        line = whole[begin : end.start() if end else len(whole)]
        shown = CONTROL.sub("", line.replace("\u00ad", ""))
        if shown.strip():
            first = begin + len(line) - len(line.lstrip())
            left = bottom = height = 0.0
            index = pypdfium2.raw.FPDFText_GetCharIndexFromTextIndex(text, first)
            if index >= 0:
                left, bottom, _, top = text.get_charbox(index, loose=True)
                height = top - bottom
            is_broken = end is not None and end[0] == HYPHEN
            yield Line(shown.strip() + ("-" if is_broken else ""), left, bottom, height)
        begin = end.end() if end else len(whole)


def _composed(sheets: list[Sheet]) -> tuple[str, tuple[Block, ...]]:
    """Each header where it first stands, the lines of all pages, then each footer once."""
    usual = _usual_distance(sheets)
    bodies, headers, footers = set_aside(sheets)
    composer = Composer()
    for sheet, top in zip(bodies, headers, strict=True):
        composer.page = sheet.number
        if top:
            composer.gap()
            composer.add([Paragraph(line.text) for line in top], "header")
            composer.gap()
        for before, line in zip([None, *sheet.lines], sheet.lines, strict=False):
            if before is not None and _is_gap(before, line, usual):
                composer.gap()
            composer.add([Paragraph(line.text)])
    composer.gap()
    for sheet, bottom in zip(bodies, footers, strict=True):
        composer.page = sheet.number
        composer.add([Paragraph(line.text) for line in bottom], "footer")
    return composer.finish()


def _usual_distance(sheets: list[Sheet]) -> float:
    """How far apart lines of a paragraph stand, in points: less than most, for short ones stand alone."""
    steps = (a.bottom - b.bottom for sheet in sheets for a, b in pairwise(sheet.lines))
    usual = sorted(step for step in steps if 3 < step < 60) or [14.0]
    return usual[len(usual) // 4]


def _is_gap(before: Line, line: Line, usual: float) -> bool:
    """An empty line lies between, or the text goes on elsewhere on the page, as in the next column."""
    down = before.bottom - line.bottom
    return down > GAP * max(usual, line.height) or down < -2


def _named(numbers: list[int]) -> str:
    more = "" if len(numbers) <= MOST_NAMED else f" и ещё {len(numbers) - MOST_NAMED}"
    return ", ".join(map(str, numbers[:MOST_NAMED])) + more


HYPHEN = "\ufffe"  # how pdfium marks a word that is parted at the end of a line
BREAK = re.compile(f"\r\n|[\r\n{HYPHEN}]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\uffff]")
LETTER = re.compile(r"[^\W_]")

FORMAT = Format("pdf", MEDIA_TYPE, (".pdf",), matches, read, ("pypdfium2",))
