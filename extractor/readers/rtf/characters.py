"""The characters of RTF: which code page a byte is in, by the document and by its fonts.

Decides bytes to text. Leaves finding the bytes to `walk.py`.
"""

from __future__ import annotations

import codecs
import re

from extractor.readers.encoding import decode
from extractor.readers.symbols import SYMBOLS

SYMBOL = "symbol"  # stands for the code page of pictures
SAMPLE = 4000
FEWEST_HEX = 20  # letters written as bytes that show a wrong declaration


def code_page(data: bytes) -> str:
    """The document's code page; «\\\\ansicpg1252» over Cyrillic bytes is not believed."""
    head = data[:SAMPLE]
    found = DECLARED.search(head)
    declared = known(f"cp{found[1].decode()}") if found else None
    if declared is None and MAC.search(head):
        declared = "mac-cyrillic"
    if declared not in (None, "cp1252") or b"\\fcharset204" in data:
        return declared or "cp1252"
    runs = (match[0] for _, match in zip(range(SAMPLE), HIGH.finditer(data), strict=False))
    sample = b" ".join(bytes.fromhex(run.replace(b"\\'", b"").decode()) for run in runs)[:SAMPLE]
    guessed = decode(sample) if len(sample) >= FEWEST_HEX else None
    return guessed.encoding if guessed is not None and guessed.encoding in CYRILLIC else "cp1252"


def font_code_page(charset: int, default: str) -> str:
    """The code page of a font's character set; 0 and 1 leave it to the document."""
    return CHARSETS.get(charset, default)


def known(encoding: str) -> str | None:
    """The name of a code page that Python knows, or None."""
    try:
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):  # a name with a zero byte in it
        return None


def text_of(data: bytes, encoding: str) -> str:
    """Characters of bytes in a code page; what it does not have is «�»."""
    if encoding == SYMBOL:
        return "".join(chr(byte) if byte < 0x28 else SYMBOLS.get(byte, "\ufffd") for byte in data)
    return data.decode(encoding, "replace")


def character(unit: int) -> str:
    """A UTF-16 unit as RTF writes it, signed; fonts of signs have their own range."""
    unit &= 0xFFFF
    return SYMBOLS.get(unit & 0xFF, "\ufffd") if 0xF000 <= unit <= 0xF0FF else chr(unit)


DECLARED = re.compile(rb"\\ansicpg(\d{3,5})")
MAC = re.compile(rb"\\mac\b")
HIGH = re.compile(rb"(?:\\'[89a-fA-F][0-9a-fA-F])+")
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")

CHARSETS = {
    2: SYMBOL, 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp866",
}  # fmt: skip
