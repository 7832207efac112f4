"""Hostile and broken files beside those of `test_readers_refusals.py`, each with its verdict.

Decides what each is made of and what must come of it: «record», «warning» (a record that warns) or the
code of its refusal. Everything is built here, small; all people and bodies are invented.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable

from tests.readers import pdf_sources
from tests.readers.make_sources import good_with
from tests.readers.ole_sources import container, message, properties
from tests.readers.wordml import p, package, table, zipped

RECORD, WARNING = "record", "warning"
SENTENCE = "Совещание прошло 5 мая 2021 года."
GOOD = package(p(SENTENCE))
SPAN = '<w:gridSpan w:val="2000000000"/>'
WORD_CLASS = bytes.fromhex("0609020000000000c000000000000046")
EXCEL_CLASS = bytes.fromhex("2008020000000000c000000000000046")


def quine_like(depth: int = 12) -> bytes:
    """An archive in an archive in an archive."""
    data = SENTENCE.encode()
    for _ in range(depth):
        data = zipped({"а.zip": data, "б.zip": data} if len(data) < 2000 else {"а.zip": data})
    return data


def overlapping_archive() -> bytes:
    data = bytearray(zipped({"а.txt": b"x" * 50, "б.txt": b"y" * 50}))
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 1)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A picture that claims a size, whatever its rows hold."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))

    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def tiff_that_returns() -> bytes:
    """A directory of pages whose next page is itself."""
    return b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 1) + struct.pack("<HHLL", 256, 4, 1, 1) + b"\x08\x00\x00\x00"


def locked_word() -> bytes:
    fib = b"\xec\xa5" + bytes(8) + b"\x00\x01" + bytes(20)
    return container({"WordDocument": fib + bytes(900)}, WORD_CLASS)


def locked_excel() -> bytes:
    return container({"Workbook": b"\x09\x08\x04\x00" + bytes(4) + b"\x2f\x00\x02\x00" + bytes(999)}, EXCEL_CLASS)


def directory_that_returns() -> bytes:
    """An OLE directory whose next sector is itself."""
    data = bytearray(container(message()))
    data[512 + 4 * 3 : 512 + 4 * 4] = struct.pack("<L", 3)
    return bytes(data)


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def gathered(characters: str) -> Callable[[], bytes]:
    """A sentence, then two hundred thousand letters of one trap."""
    size = 20_000 // max(1, len(characters)) + 1
    return lambda: f"{SENTENCE}\n{characters * size}".encode("utf-8", "surrogatepass")


ATTACKS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "архив в архиве.zip": ("архив.zip", "archive", quine_like),
    "общие байты.zip": ("архив.zip", "damaged", overlapping_archive),
    "выход из папки.zip": ("архив.zip", WARNING, lambda: zipped({"../../../tmp/x.txt": SENTENCE.encode()})),
    "бомба.zip": ("архив.zip", "too_large", lambda: zipped({"а.txt": bytes(30 << 20)})),
    "много файлов.zip": ("архив.zip", "too_large", lambda: zipped({f"{i}.txt": b"x" for i in range(2001)})),
    "обрезан.zip": ("архив.zip", "damaged", lambda: cut(zipped({"а.txt": noise(999, 1), "б.txt": b"y"}), 0.6)),
    "макрос.docm": ("письмо.docm", WARNING, lambda: good_with(GOOD, "word/vbaProject.bin", "Sub AutoOpen()")),
    "миллиард колонок.docx": (
        "письмо.docx",
        RECORD,
        lambda: package(p(SENTENCE) + table(["а"]).replace("<w:tc>", f"<w:tc><w:tcPr>{SPAN}</w:tcPr>")),
    ),
    "word под именем pdf": ("письмо.pdf", WARNING, lambda: GOOD),
    "текст под именем doc": ("письмо.doc", WARNING, SENTENCE.encode),
    "пароль.doc": ("письмо.doc", "encrypted", locked_word),
    "пароль.xls": ("план.xls", "encrypted", locked_excel),
    "без головы.doc": ("письмо.doc", "damaged", lambda: container({"WordDocument": bytes(900)}, WORD_CLASS)),
    "чужой.ole": ("файл.doc", "unsupported", lambda: container({"Contents": b"x" * 99}, bytes(16))),
    "круг.msg": ("письмо.msg", "", directory_that_returns),
    "обрезан.msg": ("письмо.msg", "", lambda: cut(container(message(отчёт=noise(5000, 2))), 0.5)),
    "пароль.msg": ("письмо.msg", "encrypted", lambda: container(message() | properties(p001a="IPM.Note.SMIME"))),
    "огромный.png": ("скан.png", "too_large", lambda: png(60_000, 60_000)),
    "пустой.png": ("скан.png", "damaged", lambda: png(0, 0)),
    "без строк.png": ("скан.png", "damaged", lambda: png(500, 500)),
    "круг.tiff": ("скан.tiff", "damaged", tiff_that_returns),
    "пароль.pdf": ("письмо.pdf", "encrypted", pdf_sources.locked),
    "дерево.pdf": ("письмо.pdf", "no_text", pdf_sources.tree_that_doubles),
    "форма в форме.pdf": ("письмо.pdf", "timeout", pdf_sources.forms_that_draw_forms),
    "сто тысяч страниц.pdf": ("письмо.pdf", "too_large", lambda: pdf_sources.many_pages(100_000)),
    "глубокий.html": ("стр.html", RECORD, ("<html>" + "<div>" * 50_000 + SENTENCE).encode),
    "ссылки.html": ("стр.html", RECORD, f'<html><iframe src="file:///etc/passwd"></iframe><p>{SENTENCE}'.encode),
    "шум.bin": ("файл.bin", "unsupported", lambda: noise(5000, 3)),
    "одни пробелы.txt": ("файл.txt", "no_text", lambda: b" \n\t" * 999),
    "нули.txt": ("файл.txt", RECORD, gathered("Приказ\x00 ")),
    "справа налево.txt": ("файл.txt", RECORD, gathered("\u202eприказ\u202c ")),
    "без ширины.txt": ("файл.txt", RECORD, gathered("при\u200bказ\u00ad ")),
    "ударения.txt": ("файл.txt", RECORD, gathered("\u0301")),
    "половины.txt": ("файл.txt", WARNING, gathered("приказ \ud83d ")),
    "скобки.txt": ("файл.txt", RECORD, gathered("(")),
    "кавычки.txt": ("файл.txt", RECORD, gathered("«")),
    "невозможные дни.txt": ("файл.txt", RECORD, gathered("31.02.2023 ")),
    "длинные числа.txt": ("файл.txt", RECORD, gathered("9" * 400 + " человек ")),
}  # fmt: skip
