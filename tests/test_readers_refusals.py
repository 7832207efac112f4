"""Files that give no page: each is refused with the code that tells the clerk what to do.

The attacks are built here, small; none may take long, much memory or a look outside the file.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from time import process_time

import pytest

from extractor.errors import UnreadableFile
from extractor.readers import DEFAULT, MAX_FILE, read
from tests.readers import odf_sources, pdf_sources, sheet_sources
from tests.readers.make_sources import good_with, unzipped
from tests.readers.wordml import p, package, section, style, table, zipped

GOOD = package(p("Приказ") + section("header1 default"), header1=p("Шапка"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def encrypted_docx() -> bytes:
    return OLE + "Root Entry".encode("utf-16-le") + bytes(44) + "EncryptedPackage".encode("utf-16-le") + bytes(99)


def old_word() -> bytes:
    return OLE + "Root Entry".encode("utf-16-le") + bytes(44) + "WordDocument".encode("utf-16-le") + bytes(99)


def locked_entry() -> bytes:
    """The encryption bit set in both headers of the main part."""
    data = bytearray(GOOD)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature, data.find(signature) if signature == b"PK\x03\x04" else 0)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(signature, at + 1)
    return bytes(data)


def bomb() -> bytes:
    return package("<w:p/>" * 2_000_000)


def lying_sizes() -> bytes:
    """The directory claims a hundred bytes, and no more of them are unpacked."""
    data = bytearray(package("<w:p/>" * 2_000_000))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", data, at + 24, 100)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def many_entries() -> bytes:
    return zipped(unzipped(GOOD) | {f"word/{i}.xml": b"" for i in range(DEFAULT.entries)})


def overlapping_entries() -> bytes:
    """Two directory entries that point at one local header."""
    data = bytearray(GOOD)
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 1)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def broken_checksum() -> bytes:
    data = bytearray(GOOD)
    at = data.find(b"PK\x03\x04", data.find(b"word/document.xml") - 40)
    data[at + 60] ^= 0xFF
    return bytes(data)


def strange_compression() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for name, text in unzipped(GOOD).items():
            archive.writestr(name, text)
    return buffer.getvalue()


def main_part(text: str) -> bytes:
    return good_with(GOOD, "word/document.xml", text)


def with_doctype(declaration: str) -> bytes:
    return main_part(f"<!DOCTYPE a [{declaration}]>{unzipped(GOOD)['word/document.xml'].decode().partition('?>')[2]}")


def laughs() -> bytes:
    entities = '<!ENTITY l0 "ха">' + "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    return with_doctype(entities)


def spreadsheet() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def open_document(content: str, manifest: str = "<manifest/>") -> bytes:
    """A package whose members are nothing but what is given."""
    kind = {"mimetype": "application/vnd.oasis.opendocument.text"}
    return zipped(kind | {"content.xml": content, "META-INF/manifest.xml": manifest}, stored=("mimetype",))


def locked_open_document() -> bytes:
    return open_document("\x00noise", '<m xmlns:a="b"><a:file-entry><a:encryption-data/></a:file-entry></m>')


def with_body(body: str) -> bytes:
    return odf_sources.document(body)


def entry_beyond_the_file() -> bytes:
    """The last entry of the directory claims more packed bytes than the file has."""
    data = bytearray(GOOD)
    struct.pack_into("<L", data, data.rfind(b"PK\x01\x02") + 20, 1 << 30)
    return bytes(data)


def half_of_utf16() -> bytes:
    return zipped(unzipped(GOOD) | {"word/document.xml": b"\xff\xfe<\x00\x00\xd8"})


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("empty", lambda: b""),
    "over the file limit": ("too_large", lambda: b"a" * (MAX_FILE + 1)),
    "pdf of a signature": ("damaged", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "pdf that is cut": ("damaged", lambda: pdf_sources.page_without_text()[:-300]),
    "pdf with a password": ("encrypted", pdf_sources.locked),
    "pdf of pictures": ("no_text", lambda: pdf_sources.pdf([[], []])),
    "pdf of pictures with a stamp": ("no_text", lambda: pdf_sources.pdf([[(70, 70, "стр. 1")], []])),
    "pdf of a doubling tree": ("no_text", pdf_sources.tree_that_doubles),
    "pdf of many pages": ("too_large", lambda: pdf_sources.many_pages(DEFAULT.pages + 1)),
    "rtf of nothing": ("no_text", lambda: rb"{\rtf1\ansi\par}"),
    "rtf that is cut before its text": ("damaged", lambda: rb"{\rtf1\ansi{\fonttbl{\f0 Arial"),
    "rtf of deep groups": ("damaged", lambda: rb"{\rtf1 x" + b"{" * 5000),
    "rtf of too many paragraphs": ("too_large", lambda: rb"{\rtf1 " + rb"x\par " * 100_001 + b"}"),
    "html of nothing": ("no_text", lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><p>\xe2\x80\xa6"),
    "html of a script": ("no_text", lambda: b"<html><body><script>go()</script></body></html>"),
    "html of too many tags": ("too_large", lambda: b"<html>" + b"<b>" * 3_000_001),
    "html of too many paragraphs": ("too_large", lambda: b"<html>" + b"<p>x" * 100_001),
    "html of noise": ("unsupported", lambda: b"<html>" + bytes(range(256)) * 20),
    "xml": ("unsupported", lambda: b'<?xml version="1.0"?><a>x</a>'),
    "mail of nothing": ("no_text", lambda: b"MIME-Version: 1.0\n\n\n"),
    "mail with a password": ("encrypted", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/encrypted\n\nx"),
    "mail of many parts": (
        "too_large",
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 1001,
    ),
    "mail of deep parts": (
        "damaged",
        lambda: (
            b"MIME-Version: 1.0\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (i, i) for i in range(60))
        ),
    ),
    "windows program": ("unsupported", lambda: b"MZ\x90\x00\x03" + bytes(99)),
    "linux program": ("unsupported", lambda: b"\x7fELF\x02\x01"),
    "png": ("damaged", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50)),
    "jpeg": ("damaged", lambda: b"\xff\xd8\xff\xe0" + bytes(50)),
    "gzip": ("archive", lambda: b"\x1f\x8b\x08\x00" + bytes(50)),
    "zero bytes": ("unsupported", lambda: bytes(5000)),
    "mp4": ("unsupported", lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(range(256))),
    "old word": ("damaged", old_word),
    "zip of documents": ("archive", lambda: zipped({"приказ.docx": GOOD, "план.docx": GOOD})),
    "rar": ("archive", lambda: b"Rar!\x1a\x07\x00" + bytes(50)),
    "excel without sheets": ("no_text", sheet_sources.workbook),
    "excel with another root": ("damaged", spreadsheet),
    "excel in binary": ("unsupported", lambda: zipped({"[Content_Types].xml": b"x", "xl/workbook.bin": b"x"})),
    "excel of too many cells": (
        "too_large",
        lambda: sheet_sources.workbook(("Лист1", sheet_sources.row(sheet_sources.c(1)) * 100_001)),
    ),
    "excel bomb": ("too_large", lambda: sheet_sources.workbook(("Лист1", "<row/>" * 3_000_000))),
    "excel that is cut": ("damaged", lambda: sheet_sources.numbers_and_dates()[:-60]),
    "presentation": ("unsupported", lambda: zipped({"[Content_Types].xml": b"x", "ppt/presentation.xml": b"x"})),
    "open document without a body": ("damaged", lambda: open_document("<office/>")),
    "open document of noise": ("damaged", lambda: open_document("\x01\x02")),
    "open document with a password": ("encrypted", locked_open_document),
    "open document with entities": ("damaged", lambda: open_document('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
    "open document that is cut": ("damaged", lambda: with_body(odf_sources.p("x"))[:-40]),
    "open document bomb": ("too_large", lambda: with_body(odf_sources.p(" ") * 2_000_000)),
    "open document of deep sections": (
        "damaged",
        lambda: with_body("<text:section>" * 210 + odf_sources.p("x") + "</text:section>" * 210),
    ),
    "open document of deep row groups": (
        "damaged",
        lambda: with_body(
            "<table:table>" + "<table:table-rows>" * 220 + "</table:table-rows>" * 220 + "</table:table>"
        ),
    ),
    "open document of repeated rows": (
        "too_large",
        lambda: with_body(
            odf_sources.table(["x"]).replace("<table:table-row>", '<table:table-row table:number-rows-repeated="9999">')
        ),
    ),
    "open document without text": ("no_text", lambda: with_body(odf_sources.p())),
    "word with a password": ("encrypted", encrypted_docx),
    "zip with a password": ("encrypted", locked_entry),
    "zip of texts": ("archive", lambda: zipped({"a.txt": b"x", "b.txt": b"y"})),
    "empty zip": ("damaged", lambda: b"PK\x05\x06" + bytes(18)),
    "only a signature": ("damaged", lambda: b"PK\x03\x04"),
    "cut in the middle": ("damaged", lambda: GOOD[: len(GOOD) // 2]),
    "cut at the end": ("damaged", lambda: GOOD[:-30]),
    "no main part": ("damaged", lambda: zipped({k: v for k, v in unzipped(GOOD).items() if "document" not in k})),
    "main part is no XML": ("damaged", lambda: main_part("Приказ")),
    "main part is cut": ("damaged", lambda: main_part("<w:document><w:body>")),
    "main part is another root": ("damaged", lambda: main_part("<html><body>x</body></html>")),
    "undeclared entity": ("damaged", lambda: main_part("<a>&b;</a>")),
    "doctype": ("damaged", lambda: with_doctype("")),
    "external entity": ("damaged", lambda: with_doctype('<!ENTITY x SYSTEM "file:///etc/hostname">')),
    "billion laughs": ("damaged", laughs),
    "deep elements": ("damaged", lambda: package("<w:sdt>" * 230 + p("x") + "</w:sdt>" * 230)),
    "very deep elements": ("damaged", lambda: package("<w:sdt>" * 9999 + "</w:sdt>" * 9999)),
    "checksum": ("damaged", broken_checksum),
    "overlapping entries": ("damaged", overlapping_entries),
    "entry beyond the file": ("damaged", entry_beyond_the_file),
    "half of UTF-16": ("damaged", half_of_utf16),
    "unusual compression": ("damaged", strange_compression),
    "bomb": ("too_large", bomb),
    "bomb that lies about its size": ("damaged", lying_sizes),
    "too many entries": ("too_large", many_entries),
    "directory of signatures": ("too_large", lambda: GOOD + b"PK\x01\x02" * 20_001),
    "too many elements": ("too_large", lambda: package("".join(f"<w:p a='{i}'/>" for i in range(1_000_001)))),
    "too many paragraphs": ("too_large", lambda: package("".join(f"<w:p a='{i}'/>" for i in range(100_001)))),
    "too many cells": ("too_large", lambda: package(table([f"{i}" for i in range(100_001)]))),
    "too much text in word": ("too_large", lambda: package(p("".join(f"{i:x}" for i in range(1_250_000))))),
    "no text in word": ("no_text", lambda: package(p() + p("—"))),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_file_is_refused(kind: str) -> None:
    code, make = REFUSED[kind]
    data = make()
    begun = process_time()
    with pytest.raises(UnreadableFile) as caught:
        read(data, "письмо.docx")
    assert caught.value.code == code, str(caught.value)
    assert caught.value.name == "письмо.docx"
    assert process_time() - begun < 3


def test_a_bomb_in_the_relationships_is_refused_and_their_loss_is_survived() -> None:
    rels = "word/_rels/document.xml.rels"
    assert read(good_with(GOOD, rels, "<a")).text == "Шапка\n\nПриказ"
    with pytest.raises(UnreadableFile, match="too_large"):
        read(good_with(GOOD, rels, "<a>" + " " * 9_000_000 + "</a>"))


def test_a_broken_header_costs_a_warning_and_a_bomb_in_it_the_document() -> None:
    page = read(good_with(GOOD, "word/header1.xml", "<w:hdr"))
    assert page.text == "Приказ"
    assert page.warnings == ("Повреждена часть документа: верхний колонтитул.",)
    with pytest.raises(UnreadableFile, match="too_large"):
        read(good_with(GOOD, "word/header1.xml", "<a>" + " " * 9_000_000 + "</a>"))


def test_an_embedded_document_is_told_of() -> None:
    page = read(package(p("Приказ") + '<w:altChunk r:id="x1"/>'))
    assert page.warnings == ("Не прочитано: вставленный документ.",)


def test_styles_based_on_styles_without_end_are_read() -> None:
    """Each style based on the next one: what a paragraph costs does not grow with their number."""
    many = 3000
    styles = "".join(style(f"s{i}", f"стиль {i}", based=f"s{(i + 1) % many}") for i in range(many))
    begun = process_time()
    assert read(package("".join(p("а", style=f"s{i}") for i in range(many)), styles=styles)).text.count("а") == many
    assert process_time() - begun < 5
