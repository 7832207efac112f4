"""Broken files of a generated archive: each sort of damage that archives hold, and a few that somebody made.

Decides what is broken; every sort gives other bytes for another die, so that none is taken for a copy.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

from benchmarks.archive_formats import docx, odt, pdf_stream, rtf, written_pdf

TEXT = "Справка о проверке школ района от {day} мая 2019 года. Участвовали {count} человек.\n"


def text(dice: random.Random) -> str:
    return TEXT.format(day=dice.randint(1, 28), count=dice.randint(10, 10**9)) * dice.randint(5, 50)


def empty(dice: random.Random) -> tuple[str, bytes]:
    return ".txt", b""


def only_spaces(dice: random.Random) -> tuple[str, bytes]:
    return ".txt", b" \r\n" * dice.randint(10, 10**4)


def noise(dice: random.Random) -> tuple[str, bytes]:
    return ".doc", dice.randbytes(dice.randint(2_000, 200_000))


def cut_docx(dice: random.Random) -> tuple[str, bytes]:
    data = docx(text(dice))
    return ".docx", data[: dice.randint(100, len(data) - 30)]


def flipped_docx(dice: random.Random) -> tuple[str, bytes]:
    data = bytearray(docx(text(dice)))
    for _ in range(200):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return ".docx", bytes(data)


def cut_odt(dice: random.Random) -> tuple[str, bytes]:
    return ".odt", odt(text(dice))[:-60]


def damaged_pdf(dice: random.Random) -> tuple[str, bytes]:
    return ".pdf", b"%PDF-1.4\n" + dice.randbytes(dice.randint(1_000, 50_000))


def scan_without_text(dice: random.Random) -> tuple[str, bytes]:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        pdf_stream(b"%d 100 m 200 200 l S" % dice.randint(1, 10**6)),
    ]
    return ".pdf", written_pdf(objects)


def locked(dice: random.Random) -> tuple[str, bytes]:
    """What Word writes for a document with a password: an OLE file with one stream of ciphertext."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return ".docx", head + "EncryptedPackage".encode("utf-16-le") + dice.randbytes(8192)


def program(dice: random.Random) -> tuple[str, bytes]:
    return ".exe", b"MZ\x90\x00" + dice.randbytes(20_000)


def inflating_docx(dice: random.Random) -> tuple[str, bytes]:
    """Two hundred kilobytes that unpack to two hundred megabytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(text(dice)))) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_STORED)
        target.writestr(zipfile.ZipInfo("word/styles.xml"), b"<a>" + bytes(200 << 20), zipfile.ZIP_DEFLATED)
    return ".docx", buffer.getvalue()


def deep_xml(dice: random.Random) -> tuple[str, bytes]:
    inner = "<w:p>" * 50_000
    whole = docx(text(dice))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(zipfile.ZipInfo(name), data.replace(b"<w:p>", inner.encode(), 1))
    return ".docx", buffer.getvalue()


def misnamed(dice: random.Random) -> tuple[str, bytes]:
    """A readable RTF under the name of another format: a record with a warning."""
    return ".docx", rtf(text(dice))


def form_that_draws_itself(dice: random.Random) -> tuple[str, bytes]:
    """A page that takes for ever to be drawn: the reader's time runs out."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    calls = b"/X Do /X Do " * 50
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        pdf_stream(b"/X Do %% %d" % dice.randint(1, 10**9)),
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(calls), form, calls),
    ]
    return ".pdf", written_pdf(objects)


BREAKAGES: dict[str, Callable[[random.Random], tuple[str, bytes]]] = {
    made.__name__: made
    for made in (
        empty, only_spaces, noise, cut_docx, flipped_docx, cut_odt, damaged_pdf, scan_without_text, locked, program,
        inflating_docx, deep_xml, misnamed, form_that_draws_itself,
    )
}  # fmt: skip
