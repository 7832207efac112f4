"""Old containers (OLE2, «compound files»): what kind of document one holds, and what makes it unreadable.

Decides between Word, Excel, a message and all else by the root of the container, and what is said of
passwords and macros. Leaves walking its sectors to olefile, in the reading process.
"""

from __future__ import annotations

import io
from struct import error as struct_error
from typing import TYPE_CHECKING

from extractor.errors import UnreadableFile
from extractor.readers.signatures import OLE

if TYPE_CHECKING:
    from olefile import OleFileIO

MACROS = "Файл содержит макросы, они не выполнялись."
ENCRYPTED_FLAG = 0x0100  # of the FIB, at byte 10 of the stream WordDocument
FILEPASS = 0x2F  # the record of a workbook that tells how it is encrypted


def kind(data: bytes) -> str | None:
    """«doc», «xls», «msg», or None: by the class of the root, else by the names of its streams."""
    if not data.startswith(OLE):
        return None
    root = _root(data)
    if (known := CLASSES.get(root[80:96])) is not None:
        return known
    return next((name for name, stream in STREAMS.items() if stream.encode("utf-16-le") in data), None)


def inspect_word(data: bytes) -> tuple[str, ...]:
    """What is to be said of an old Word file; raises `UnreadableFile` where it is locked or broken."""
    ole = opened(data)
    fib = _stream(ole, "WordDocument", 32)
    if fib[:2] not in WORD_MAGIC:
        raise UnreadableFile("damaged", detail="no Word header")
    if int.from_bytes(fib[10:12], "little") & ENCRYPTED_FLAG:
        raise UnreadableFile("encrypted", detail="encryption flag of Word")
    return (MACROS,) if _has_macros(ole) else ()


def inspect_excel(data: bytes) -> tuple[str, ...]:
    """The same of an old workbook: a record of encryption follows the first one."""
    ole = opened(data)
    book = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
    if book is None:
        raise UnreadableFile("damaged", detail="no workbook stream")
    head = _stream(ole, book, 4096)
    at = 0
    while at + 4 <= len(head):
        record, size = int.from_bytes(head[at : at + 2], "little"), int.from_bytes(head[at + 2 : at + 4], "little")
        if record == FILEPASS:
            raise UnreadableFile("encrypted", detail="FILEPASS record")
        at += 4 + size
    return (MACROS,) if _has_macros(ole) else ()


def opened(data: bytes) -> OleFileIO:
    """The container; raises `UnreadableFile` where its sectors lead nowhere."""
    import olefile

    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except BROKEN as error:
        raise UnreadableFile("damaged", detail="OLE structure") from error


def _stream(ole: OleFileIO, name: str, size: int) -> bytes:
    try:
        return bytes(ole.openstream(name).read(size))
    except BROKEN as error:
        raise UnreadableFile("damaged", detail=f"OLE stream {name}") from error


def _has_macros(ole: OleFileIO) -> bool:
    return any(part.upper() in ("VBA", "_VBA_PROJECT_CUR") for path in ole.listdir(storages=True) for part in path)


def _root(data: bytes) -> bytes:
    """The first entry of the directory."""
    shift = min(int.from_bytes(data[30:32], "little"), 16)
    at = (int.from_bytes(data[48:52], "little") + 1) << shift
    return data[at : at + 128]


def _class(number: str) -> bytes:
    """«00020906» of 00020906-0000-0000-C000-000000000046 as it stands in a file."""
    return bytes.fromhex(number)[::-1] + bytes.fromhex("00000000c000000000000046")


BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, struct_error)  # olefile
CLASSES = {
    _class("00020906"): "doc",
    _class("00020900"): "doc",  # Word 6 and 95
    _class("00020820"): "xls",
    _class("00020810"): "xls",  # Excel 5 and 95
    _class("00020D0B"): "msg",
}
STREAMS = {"msg": "__properties_version1.0", "doc": "WordDocument", "xls": "Workbook"}
WORD_MAGIC = (b"\xec\xa5", b"\xdc\xa5")  # Word 97 and later, Word 6 and 95
