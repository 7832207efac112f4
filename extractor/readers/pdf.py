"""PDF with a text layer: lines as printed, page by page, without what repeats on every page.

Decides when a page counts as a scan and which pages could not be read. Leaves the file format to pdfium,
lines and tables to `pdf_lines.py`, recognising scans to `scan.py`, and paragraphs to `printed.py`.
Nothing in a document is run, and nothing that it points at is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from extractor.errors import UnreadableFile
from extractor.readers import printed, scan
from extractor.readers.format import MAX_BLOCKS, MAX_TEXT, Format, Recognise
from extractor.readers.limits import Limits
from extractor.readers.pdf_furniture import Sheet
from extractor.readers.pdf_lines import lines as lines_of
from extractor.readers.scan import Seen
from extractor.text.page import Page

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

MEDIA_TYPE = "application/pdf"
JUNK = 1024  # bytes that may stand before the signature
FEW_LETTERS = 20  # a page with fewer is a picture with a stamp
MOST_NAMED = 10  # pages that a warning names
LONGEST = 5000  # pixels of a drawn page
MOST_RULED = 600_000  # characters of pages with tables, each looked up by its place: some five seconds
DRAWN = (2, 3, 4, 5)  # paths, pictures, shadings and forms, as pdfium numbers them


def matches(data: bytes) -> bool:
    """The signature, also behind a few bytes of junk where the rest is built like PDF."""
    return data.lstrip()[:5] == b"%PDF-" or (b"%PDF-" in data[:JUNK] and b"endobj" in data)


def look(data: bytes, limits: Limits, recognise: Recognise) -> Page:
    """The text of all pages; those that are pictures are recognised, as far as there are not too many."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "encrypted" if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD else "damaged"
        raise UnreadableFile(code, detail="pdfium does not open it") from error
    try:
        return _page(document, limits, recognise)
    finally:
        document.close()


def _page(document: PdfDocument, limits: Limits, recognise: Recognise) -> Page:
    count = len(document)
    if count > limits.pages:
        raise UnreadableFile("too_large", detail=f"{count} pages, limit {limits.pages}")
    sheets, lost, unruled = _sheets(document, count)
    if lost and len(lost) == count:
        raise UnreadableFile("damaged", detail="no page can be read")
    bare = [sheet.number for sheet in sheets if _letters(sheet) < FEW_LETTERS and sheet.number not in lost]
    seen, warnings = _recognised(document, bare, is_all=len(bare) + len(lost) == count, limits=limits, eye=recognise)
    for page in seen:
        if page.letters > _letters(sheets[page.sheet.number - 1]):
            sheets[page.sheet.number - 1] = page.sheet
    if (letters := sum(map(_letters, sheets))) < FEW_LETTERS:
        raise UnreadableFile("no_text", detail=f"{letters} letters on {count} pages")
    certainty, doubts = scan.warnings(seen)
    if lost:
        warnings.append(f"Не прочитаны страницы: {_named(lost)}.")
    if unruled:
        warnings.append(f"Таблиц слишком много, со страницы {unruled} они прочитаны как строки.")
    text, blocks = printed.compose(sheets)
    return Page(
        text, blocks, MEDIA_TYPE, "pdf", pages=count, recognition=certainty, warnings=(*warnings, *doubts)
    )  # fmt: skip


def _recognised(
    document: PdfDocument, bare: list[int], *, is_all: bool, limits: Limits, eye: Recognise
) -> tuple[list[Seen], list[str]]:
    """The pages that are pictures, recognised. Where there is other text, what cannot be done is a warning."""
    if is_all and len(bare) > limits.scanned_pages:
        raise UnreadableFile("too_large", detail=f"{len(bare)} scanned pages, limit {limits.scanned_pages}")
    wanted, left = bare[: limits.scanned_pages], bare[limits.scanned_pages :]
    try:
        seen = list(scan.look(_pictures(document, wanted, limits), eye))
    except UnreadableFile as error:
        if is_all or error.code != "missing_tool":
            raise
        return [], [f"Страницы без текста, возможно, сканы; чтобы их прочитать, нужен {error.detail}: {_named(bare)}."]
    return seen, [f"Сканов слишком много, не прочитаны страницы: {_named(left)}."] if left else []


def _pictures(document: PdfDocument, numbers: list[int], limits: Limits) -> Iterator[tuple[int, Image]]:
    """Pages that show something, drawn at 200 dots an inch, or at fewer where they are huge."""
    import pypdfium2

    for number in numbers:
        try:
            with closing(document[number - 1]) as page:
                if not any(True for _ in page.get_objects(filter=DRAWN, max_depth=2)):
                    continue
                width, height = page.get_size()
                scale = min(scan.DPI / 72, LONGEST / max(width, height, 1.0))
                picture = page.render(scale=scale, grayscale=True).to_pil()
                yield number, picture
        except pypdfium2.PdfiumError:  # a spoilt page may open once and not again
            continue


def _letters(sheet: Sheet) -> int:
    return sum(len(LETTER.findall(line.text)) for line in sheet.lines)


def _sheets(document: PdfDocument, count: int) -> tuple[list[Sheet], list[int], int]:
    """The lines of each page, the numbers of pages that are broken, and the first whose tables are left (0: none)."""
    import pypdfium2

    sheets: list[Sheet] = []
    lost: list[int] = []
    size = lines = ruled = unruled = 0
    for at in range(count):
        sheet = Sheet(at + 1, [])
        try:
            with closing(document[at]) as page, closing(page.get_textpage()) as text:
                size += text.count_chars()
                if size > MAX_TEXT:
                    raise UnreadableFile("too_large", detail=f"more than {MAX_TEXT} characters")
                sheet = Sheet(at + 1, lines_of(page, text, is_ruled=not unruled))
                ruled += text.count_chars() if any(line.table is not None for line in sheet.lines) else 0
                if ruled > MOST_RULED and not unruled:
                    unruled = at + 2
        except pypdfium2.PdfiumError:
            lost.append(at + 1)
        lines += len(sheet.lines)
        if lines > MAX_BLOCKS:
            raise UnreadableFile("too_large", detail=f"more than {MAX_BLOCKS} lines")
        sheets.append(sheet)
    return sheets, lost, unruled if unruled <= count else 0


def _named(numbers: list[int]) -> str:
    more = "" if len(numbers) <= MOST_NAMED else f" и ещё {len(numbers) - MOST_NAMED}"
    return ", ".join(map(str, numbers[:MOST_NAMED])) + more


LETTER = re.compile(r"[^\W_]")

FORMAT = Format("pdf", MEDIA_TYPE, (".pdf",), matches, look=look, packages=("pypdfium2", "PIL"))
