"""The zip around an office document: entries within limits, and their XML without surprises.

Decides what counts as a broken, locked or over-large archive or package, and finds parts by name or by
relationship. Leaves the meaning of the XML to the modules beside it.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from typing import NamedTuple

from lxml import etree

from extractor.errors import UnreadableFile
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.ole import MACROS

CHUNK = 1 << 16
MACRO_FOLDERS = ("Basic/", "Scripts/")

BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Relation(NamedTuple):
    """What a part points at: the last word of the relationship's type, and the part's name."""

    kind: str
    target: str


class Archive:
    """The entries of one zip, unpacked within limits."""

    def __init__(self, data: bytes, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._unpacked = 0
        if data.count(b"PK\x01\x02") > 10 * limits.entries:
            raise UnreadableFile("too_large", detail="too many zip entries")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise UnreadableFile("damaged", detail="zip directory") from error
        self.entries = self._zip.infolist()
        if len(self.entries) > limits.entries:
            raise UnreadableFile("too_large", detail=f"{len(self.entries)} zip entries")
        _refuse_overlaps(data, self.entries)

    def inflate(self, entry: zipfile.ZipInfo, *, most: int | None = None) -> bytes:
        """The bytes of an entry, counted as they come: the sizes in its header are not believed."""
        if entry.flag_bits & 1:
            raise UnreadableFile("encrypted", detail=f"zip entry {entry.filename!a}")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFile("damaged", detail=f"compression method {entry.compress_type}")
        chunks: list[bytes] = []
        size = 0
        most = self._limits.part if most is None else most
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self._refuse_bomb(size, entry, most)
                    chunks.append(chunk)
        except BROKEN_ZIP as error:
            raise UnreadableFile("damaged", detail=f"zip entry {entry.filename!a}") from error
        finally:
            self._unpacked += size  # of what is refused as well: many bombs cost no more than one
        return b"".join(chunks)

    def _refuse_bomb(self, size: int, entry: zipfile.ZipInfo, most: int) -> None:
        limits = self._limits
        is_dense = size > 1 << 20 and size > limits.ratio * entry.compress_size
        if is_dense or size > most or self._unpacked + size > limits.inflated:
            raise UnreadableFile("too_large", detail=f"zip entry {entry.filename!a} when unpacked")


class Package:
    """The parts of one office document; a part that is absent is None, one that is broken raises."""

    def __init__(self, data: bytes, limits: Limits = DEFAULT) -> None:
        self._archive = Archive(data, limits)
        self._limits = limits
        self._marks = 0
        self._entries = {_part_name(entry.filename): entry for entry in reversed(self._archive.entries)}

    @property
    def names(self) -> list[str]:
        return sorted(self._entries)

    def macros(self) -> list[str]:
        """The warning that a document with macros calls for: Word and Excel keep them in one part, ODF in a folder."""
        found = any(name.endswith("vbaProject.bin") or name.startswith(MACRO_FOLDERS) for name in self._entries)
        return [MACROS] if found else []

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part; transitional names stand for strict ones."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        data = _as_utf8(self._archive.inflate(entry), name)
        self._marks += data.count(b"<") + data.count(b"=")
        if self._marks > self._limits.marks:
            raise UnreadableFile("too_large", detail=f"too many elements up to {name!a}")
        return _parse(data, name)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points at inside the package, by relationship id; {} where that is broken."""
        folder, base = posixpath.split(part)
        try:
            root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        except UnreadableFile as error:
            if error.code != "damaged":
                raise
            return {}
        found = {}
        for element in () if root is None else root.iter("{*}Relationship"):
            if element.get("TargetMode") != "External":
                target = _part_name(posixpath.join("/", folder, element.get("Target", "")))
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = Relation(kind, target)
        return found


def _refuse_overlaps(data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes make a bomb out of a small file; no office program writes them."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        if start < end or start + 30 > len(data):
            raise UnreadableFile("damaged", detail="overlapping zip entries")
        name_size, extra_size = struct.unpack_from("<HH", data, start + 26)
        end = start + 30 + name_size + extra_size + entry.compress_size
    if end > len(data):
        raise UnreadableFile("damaged", detail="zip entry outside the file")


def _part_name(name: str) -> str:
    """«/word/document.xml», «word\\document.xml» and «word/../word/document.xml» are one part."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/")


def _parse(data: bytes, name: str) -> etree._Element:
    if b"<!DOCTYPE" in data:
        raise UnreadableFile("damaged", detail=f"document type declaration in {name!a}")
    for strict, transitional in STRICT_NAMESPACES:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("damaged", detail=f"XML of {name!a}") from error
    return root


def _as_utf8(data: bytes, name: str) -> bytes:
    """Parts are UTF-8 or UTF-16; another declared encoding is not believed."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    try:
        return DECLARATION.sub("", data.decode("utf-16"), count=1).encode()
    except UnicodeError as error:
        raise UnreadableFile("damaged", detail=f"encoding of {name!a}") from error


DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")

_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_NAMESPACES = (
    (_STRICT + b"wordprocessingml/main", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (_STRICT + b"officeDocument/relationships", _TRANSITIONAL + b"officeDocument/2006/relationships"),
    (_STRICT + b"officeDocument/math", _TRANSITIONAL + b"officeDocument/2006/math"),
)
