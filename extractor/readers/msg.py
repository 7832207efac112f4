"""Outlook's messages (`.msg`): made into ordinary messages, which `eml.py` reads.

Decides which properties are a message's headers, its text and its attachments, and in which code page old
ones are. Leaves what of them is shown to `eml.py`, compressed RTF to `msg_rtf.py`, and the container to
olefile. A message within a message becomes one of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from typing import TYPE_CHECKING

from extractor.errors import UnreadableFile
from extractor.readers import eml, html, ole
from extractor.readers.encoding import decode
from extractor.readers.format import Format, Member
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.msg_rtf import decompressed
from extractor.text.page import Page

if TYPE_CHECKING:
    from olefile import OleFileIO

MEDIA_TYPE = "application/vnd.ms-outlook"
MAX_DEPTH = 10  # messages within messages


def matches(data: bytes) -> bool:
    return ole.kind(data) == "msg"


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """From, to, date and subject as lines, then the body."""
    page = eml.read(_mail(data, limits).as_bytes(), limits)
    return Page(page.text, page.blocks, MEDIA_TYPE, "msg", warnings=page.warnings)


def unpack(data: bytes, limits: Limits = DEFAULT) -> Iterable[Member]:
    """What is attached, as to an ordinary message."""
    return eml.unpack(_mail(data, limits).as_bytes(), limits)


def _mail(data: bytes, limits: Limits) -> Message:
    return _Item(ole.opened(data), [], limits).mail(0)


class _Item:
    """The properties of a message, an attachment or a recipient: the streams of one storage."""

    def __init__(self, container: OleFileIO, place: list[str], limits: Limits) -> None:
        self._container = container
        self._place = place
        self._limits = limits

    def mail(self, depth: int) -> Message:
        """The item as an ordinary message."""
        if depth > MAX_DEPTH:
            raise UnreadableFile("damaged", detail="messages are nested too deep")
        if self.text("001A").lower().startswith("ipm.note.smime") and "signed" not in self.text("001A").lower():
            raise UnreadableFile("encrypted", detail="S/MIME message of Outlook")
        mail = MIMEMultipart()
        mail["Message-ID"] = "<outlook>"
        for header, said in self._headers():
            if said:
                mail[header] = Header(" ".join(said.split())[: eml.MAX_HEADER], "utf-8").encode()
        mail.attach(self._body())
        for name in self._storages("__attach_version1.0_"):
            mail.attach(_Item(self._container, [*self._place, name], self._limits).attachment(depth))
        return mail

    def attachment(self, depth: int) -> Message:
        """An attached file, or an attached message as a part of the mail."""
        inner = [*self._place, "__substg1.0_3701000D"]
        if self._container.exists([*inner, "__properties_version1.0"]):
            return MIMEMessage(_Item(self._container, inner, self._limits).mail(depth + 1))
        part = MIMEApplication(self.binary("3701"))
        name = self.text("3707") or self.text("3704") or self.text("3001") or "вложение"
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", " ".join(name.split())))
        return part

    def text(self, number: str) -> str:
        """A property of characters: in UTF-16, or in the code page of the sender's Windows."""
        wide = self.binary(number, "001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self.binary(number, "001E")
        guessed = None if narrow.isascii() else decode(narrow)
        return (guessed.text if guessed is not None else narrow.decode("cp1251", "replace")).rstrip("\x00")

    def binary(self, number: str, kind: str = "0102") -> bytes:
        """A property of bytes; b"" where there is none."""
        path = [*self._place, f"__substg1.0_{number}{kind}"]
        if not self._container.exists(path):
            return b""
        try:
            return bytes(self._container.openstream(path).read())
        except ole.BROKEN as error:
            raise UnreadableFile("damaged", detail=f"property {number}") from error

    def _headers(self) -> Iterable[tuple[str, str]]:
        name, address = self.text("0C1A"), self.text("5D01") or self.text("0C1F")
        yield "From", f"{name} <{address}>" if name and "@" in address else name or address
        yield "To", self.text("0E04")
        yield "Cc", self.text("0E03")
        yield "Subject", self.text("0037")
        sent = self._sent()
        yield "Date", format_datetime(sent) if sent is not None else ""

    def _sent(self) -> datetime | None:
        """When it was sent or else delivered; the property stream holds 16 bytes for each short value."""
        path = [*self._place, "__properties_version1.0"]
        data = bytes(self._container.openstream(path).read(1 << 16)) if self._container.exists(path) else b""
        head = 32 if not self._place else 24
        found = {data[at : at + 4]: data[at + 8 : at + 16] for at in range(head, len(data) - 15, 16)}
        ticks = next((found[tag] for tag in TIMES if tag in found), b"")
        try:
            return EPOCH + timedelta(microseconds=int.from_bytes(ticks, "little") // 10) if ticks else None
        except OverflowError:
            return None

    def _body(self) -> Message:
        """The plain text, else the HTML, else the text of the compressed RTF."""
        if plain := self.text("1000"):
            return MIMEText(plain, "plain", "utf-8")
        if markup := self.binary("1013") or self.text("1013").encode():
            guessed = html.characters(markup)
            return MIMEText(markup.decode("utf-8", "replace") if guessed is None else guessed.text, "html", "utf-8")
        return MIMEText(decompressed(self.binary("1009"), self._limits), "plain", "utf-8")

    def _storages(self, prefix: str) -> list[str]:
        depth = len(self._place)
        paths = self._container.listdir(streams=False, storages=True)
        here = [path[depth] for path in paths if len(path) == depth + 1 and path[:depth] == self._place]
        return sorted(name for name in here if name.startswith(prefix))[: self._limits.attachments]


EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
TIMES = (b"\x40\x00\x39\x00", b"\x40\x00\x06\x0e")  # sent, delivered

FORMAT = Format("msg", MEDIA_TYPE, (".msg",), matches, read, packages=("olefile",), unpack=unpack)
