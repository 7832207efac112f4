"""Archives (`.zip`): the files within, under the names that their writer gave them.

Decides which members are files of somebody's (folders and what systems leave behind are not), in which
code page names are, and what makes a member or the whole archive unfit: sizes, ratio, overlaps, locks,
links. Leaves what a member is to the readers, archives within archives to `unpacking.py`, and the limits
on the parts of one office document to `package.py`, whose counting is used here. Nothing is written
anywhere: a name is a label, never a path.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from extractor.errors import UnreadableFile
from extractor.readers.format import Format, Member
from extractor.readers.letter_pairs import log_likelihood
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.package import Archive
from extractor.readers.signatures import ZIP, refusal
from extractor.text.page import Page

MEDIA_TYPE = "application/zip"
UTF8_FLAG = 0x800
NAMELESS = "без имени"
UNICODE_PATH = 0x7075  # the extra field with a name in UTF-8


def matches(data: bytes) -> bool:
    """A zip that is no office document; broken and foreign ones are refused by what they are."""
    return data.startswith(ZIP) and refusal(data).code == "archive"


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """An archive has no page of its own."""
    raise UnreadableFile("archive", detail="zip archive")


def unpack(data: bytes, limits: Limits = DEFAULT) -> Iterator[Member]:
    """Each file with its bytes or the reason why it has none, in the order of the archive."""
    archive = Archive(data, limits)
    for entry in archive.entries:
        name = label(entry) or NAMELESS
        if entry.filename.endswith("/") or is_left_behind(name):
            continue
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield Member(name, code="unsupported", detail="symbolic link")
            continue
        try:
            yield Member(name, archive.inflate(entry, most=limits.file_size))
        except UnreadableFile as error:
            yield Member(name, code=error.code, detail=error.detail)


def label(entry: zipfile.ZipInfo) -> str:
    """The name as its writer saw it, in any of the encodings of Windows, macOS and Linux."""
    if entry.flag_bits & UTF8_FLAG:
        return entry.filename
    raw = entry.orig_filename.encode("cp437", "replace")
    if (named := _unicode_path(entry, raw)) is not None:
        return named
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return max((raw.decode(page, "replace") for page in CODE_PAGES), key=log_likelihood)


def is_left_behind(name: str) -> bool:
    """«__MACOSX/._отчёт.docx», «Thumbs.db», «~$отчёт.docx»: written by systems and editors, not by people."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] in SYSTEM_FOLDERS or parts[-1].lower() in SYSTEM_FILES or parts[-1].startswith("~$")


def _unicode_path(entry: zipfile.ZipInfo, raw: bytes) -> str | None:
    """The name in UTF-8 that Info-ZIP adds, where it still belongs to the plain one."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == UNICODE_PATH and len(field) > 5 and struct.unpack_from("<L", field, 1)[0] == zlib.crc32(raw):
            return field[5:].decode("utf-8", "replace")
    return None


CODE_PAGES = ("cp866", "cp1251")  # of two that read alike well, Windows writes the first
SYSTEM_FOLDERS = ("__MACOSX",)
SYSTEM_FILES = (".ds_store", "thumbs.db", "desktop.ini")

FORMAT = Format("zip", MEDIA_TYPE, (".zip",), matches, read, unpack=unpack, is_document=False)
