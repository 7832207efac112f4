"""Zips that are larger than a file may be: an archive of twenty years is often one of them.

Decides what of such a zip is read: its members one by one from the disk, each as large as a file may be,
so that memory stays bounded whatever the zip holds. Names and what systems leave behind are the reader's
business (`zip_archive.py`), as are the members themselves. What shares bytes or swells is refused.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

from extractor import UnreadableFile
from extractor.readers import DEFAULT
from extractor.readers.package import BROKEN_ZIP
from extractor.readers.signatures import ZIP
from extractor.readers.zip_archive import is_left_behind, label

MOST_MEMBERS = 1_000_000
MOST_DIRECTORY = 256 << 20  # bytes of the list at the end of the file
CHUNK = 1 << 16
END = b"PK\x05\x06"
OFFICE = {"[Content_Types].xml", "mimetype"}  # members that make a zip a document

Member = tuple[str, bytes] | UnreadableFile


def is_large_archive(file: BinaryIO) -> bool:
    """Whether a file is a zip of other files with more in it than the readers take at once."""
    file.seek(0)
    if not file.read(4).startswith(ZIP):
        return False
    try:
        with closing(_opened(file)) as archive:
            entries = archive.infolist()
    except UnreadableFile:
        return False
    if OFFICE.intersection(entry.filename for entry in entries):
        return False
    size = file.seek(0, 2)
    inflated = sum(entry.file_size for entry in entries)
    return size > DEFAULT.file_size or len(entries) > DEFAULT.entries or inflated > DEFAULT.inflated


def members(file: BinaryIO, name: str) -> Iterator[Member]:
    """Each file within as «архив.zip/отчёт.docx» with its bytes, or why it has none, in the order of the zip."""
    try:
        with closing(_opened(file)) as archive:
            for entry in archive.infolist():
                inner = label(entry)
                if not entry.is_dir() and not is_left_behind(inner):
                    yield _member(archive, entry, f"{name}/{_tidy(inner)}")
    except UnreadableFile as error:
        yield error.named(name)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    size = file.seek(0, 2)
    file.seek(max(0, size - (1 << 16) - 22))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + 22:
        raise UnreadableFile("damaged", detail="zip directory")
    if _directory_size(file, tail, at, size) > MOST_DIRECTORY:
        raise UnreadableFile("too_large", detail="zip directory")
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN_ZIP as error:
        raise UnreadableFile("damaged", detail="zip directory") from error
    if len(archive.infolist()) > MOST_MEMBERS:
        raise UnreadableFile("too_large", detail="too many zip entries")
    if sum(entry.compress_size for entry in archive.infolist()) > size:
        raise UnreadableFile("damaged", detail="overlapping zip entries")
    return archive


def _directory_size(file: BinaryIO, tail: bytes, at: int, size: int) -> int:
    """As the end of the file says, or in a zip of over 4 GB the record before the end."""
    told = int.from_bytes(tail[at + 12 : at + 16], "little")
    if told != 0xFFFFFFFF:
        return told
    file.seek(max(0, size - len(tail) + at - 20 - 56))
    record = file.read(56)
    return int.from_bytes(record[40:48], "little") if record.startswith(b"PK\x06\x06") else size


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Member:
    if entry.flag_bits & 1:
        return UnreadableFile("encrypted", name=name)
    if stat.S_ISLNK(entry.external_attr >> 16):
        return UnreadableFile("unsupported", name=name, detail="symbolic link")
    try:
        return name, _inflated(archive, entry)
    except BROKEN_ZIP:
        return UnreadableFile("damaged", name=name, detail="zip entry")
    except UnreadableFile as error:
        return error.named(name)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes, counted as they come: the sizes in the header are not believed."""
    data = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            data += chunk
            is_dense = len(data) > 1 << 20 and len(data) > DEFAULT.ratio * entry.compress_size
            if is_dense or len(data) > DEFAULT.file_size:
                raise UnreadableFile("too_large", detail="zip entry when unpacked")
    return bytes(data)


def _tidy(name: str) -> str:
    """A name is a label that leads nowhere: «..\\отчёт.docx» is «отчёт.docx»."""
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "без имени"
