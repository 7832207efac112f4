"""Messages (`.eml`) and web pages saved as one file (`.mht`): who wrote to whom, then the text.

Decides which of the headers and which part of a message is its text; what is attached is named in a
warning and left to be read as a document of its own. Leaves HTML to `html.py` and offsets to
`compose.py`. Nothing that a message points at is fetched.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from extractor.errors import UnreadableFile
from extractor.readers import html
from extractor.readers.compose import Composer
from extractor.readers.encoding import decode
from extractor.readers.format import Format, Member
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.rtf.characters import known
from extractor.readers.signatures import is_mail
from extractor.readers.story import Paragraph
from extractor.text.page import Page

MEDIA_TYPE = "message/rfc822"
MAX_DEPTH = 30  # parts within parts
MAX_HEADER = 2000  # characters of one header that are shown
MAX_NAME = 100  # characters of an attachment's name in a warning
MOST_NAMED = 10


def matches(data: bytes) -> bool:
    return is_mail(data)


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """From, to, date and subject as lines, then the body: its plain text or else its HTML."""
    letter = _letter(message_from_bytes(data), limits)
    text, blocks = letter.composer.finish()
    return Page(text, blocks, MEDIA_TYPE, "eml", warnings=tuple(letter.said()))


def unpack(data: bytes, limits: Limits = DEFAULT) -> Iterator[Member]:
    """What is attached to a message, each with its name; a message within is «письмо.eml»."""
    letter = _letter(message_from_bytes(data), limits)
    for number, part in enumerate(letter.attached, start=1):
        name = _name(part) or f"вложение {number}{EXTENSIONS.get(part.get_content_type(), '')}"
        yield Member(name, _bytes(part))


class Letter:
    """The body of one message; `attached` are the parts that are not its text."""

    def __init__(self, composer: Composer, limits: Limits) -> None:
        self.attached: list[Message] = []
        self._warnings: list[str] = []
        self.composer = composer
        self._limits = limits

    def said(self) -> Iterator[str]:
        yield from dict.fromkeys(self._warnings)
        if self.attached:
            more = len(self.attached) - MOST_NAMED
            names = ", ".join(map(_title, self.attached[:MOST_NAMED])) + (f" и ещё {more}" if more > 0 else "")
            yield f"Вложения — отдельные документы: {names}."

    def add(self, part: Message, depth: int = 0) -> None:
        """A part and what is in it: of alternatives one, of related parts the first, else all."""
        if depth > MAX_DEPTH:
            raise UnreadableFile("damaged", detail="parts are nested too deep")
        kind = part.get_content_type()
        name = _name(part)
        inner = [found for found in part.get_payload() if isinstance(found, Message)] if part.is_multipart() else []
        if kind == "message/rfc822" or name or (depth and part.get_content_disposition() == "attachment"):
            self.attached.append(part)
        elif inner:
            for found in _chosen(kind, inner):
                self.add(found, depth + 1)
        elif kind == "text/html":
            self.composer.gap()
            self._warnings += html.write(_characters(part), self.composer, self._limits)
        elif kind.startswith("text/"):
            self.composer.gap()
            self.composer.add([Paragraph(line.strip()) for line in _plain(part).split("\n")])
        elif depth:
            self.attached.append(part)


def _letter(message: Message, limits: Limits) -> Letter:
    if message.get_content_type() in LOCKED_TYPES:
        raise UnreadableFile("encrypted", detail=message.get_content_type())
    if sum(1 for _ in zip(range(limits.attachments + 1), message.walk(), strict=False)) > limits.attachments:
        raise UnreadableFile("too_large", detail=f"more than {limits.attachments} parts")
    letter = Letter(Composer(), limits)
    letter.composer.add([Paragraph(line) for line in _headers(message)])
    letter.add(message)
    return letter


def _title(part: Message) -> str:
    """What a warning calls a part: its file name, or what it is."""
    kind = part.get_content_type()
    return _name(part) or ("письмо" if kind == "message/rfc822" else kind)


def _bytes(part: Message) -> bytes:
    """The file that a part holds; a message within is written out as one."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return inner[0].as_bytes() if inner and isinstance(inner[0], Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _chosen(kind: str, inner: list[Message]) -> list[Message]:
    """Which parts of a group are the text: one of several forms, the page without its pictures, or all."""
    if kind == "multipart/alternative":
        plain = [part for part in inner if part.get_content_type() == "text/plain" and _plain(part).strip()]
        readable = [part for part in inner if part.get_content_type() in READABLE or part.is_multipart()]
        return (plain or readable[::-1] or inner)[:1]
    return inner[:1] if kind == "multipart/related" else inner


def _headers(message: Message) -> Iterator[str]:
    """«Тема: О совещании» for each header that there is; a saved page was written to nobody."""
    if "snapshot-content-location" in message or "saved by" in _header(message, "from").lower():
        return
    for name, label in LABELS.items():
        if said := _header(message, name):
            yield f"{label}: {_date(said) if name == 'date' else said.replace(chr(34), '')}"


def _header(message: Message, name: str) -> str:
    """A header as characters; encoded words and bare bytes become text."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        parts = decode_header(raw)
    except (MessageError, binascii.Error, ValueError):
        parts = [(str(raw), None)]
    said = "".join(_word(part, encoding) for part, encoding in parts)
    return " ".join(said.split())[:MAX_HEADER]


def _word(part: bytes | str, encoding: str | None) -> str:
    data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
    codec = known(encoding) if encoding and encoding != "unknown-8bit" else None
    if codec is not None:
        return _decoded(data, codec)
    guessed = None if data.isascii() else decode(data)
    return data.decode("utf-8", "replace") if guessed is None else guessed.text


def _date(said: str) -> str:
    """«Wed, 5 May 2021 10:15:00 +0300» is «05.05.2021 10:15», in the sender's own time."""
    try:
        return f"{parsedate_to_datetime(said):%d.%m.%Y %H:%M}"
    except (ValueError, TypeError, IndexError, OverflowError):
        return said


def _name(part: Message) -> str:
    """The file name of an attachment, encoded or not."""
    try:
        raw = part.get_filename()
    except (ValueError, LookupError):  # an encoding that no Python knows, or noise for its name
        raw = part.get_content_type()
    if not raw:
        return ""
    holder = Message()
    holder["x"] = raw.replace("\r", " ").replace("\n", " ")
    return _header(holder, "x")[:MAX_NAME]


def _plain(part: Message) -> str:
    """Plain text; where it flows, lines that end in a space go on."""
    text = _characters(part).replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "")
    return FLOWED.sub(" ", text) if str(part.get_param("format")).lower() == "flowed" else text


def _characters(part: Message) -> str:
    """The text of a part in the encoding that it declares; what it does not say is told by its look."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    codec = _codec(part)
    if codec is not None and codec not in ("ascii", "iso8859-1"):  # declared by programs that do not know
        return _decoded(data, codec)
    guessed = html.characters(data) if part.get_content_type() == "text/html" else decode(data)
    return data.decode("utf-8", "replace") if guessed is None else guessed.text


def _codec(part: Message) -> str | None:
    try:
        return known(part.get_content_charset() or "")
    except (ValueError, LookupError):
        return None


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec, "replace")
    except (UnicodeError, LookupError):  # a codec of bytes, such as «hex»
        return data.decode("utf-8", "replace")


# What a part without a name is called after its kind.
EXTENSIONS = {
    "message/rfc822": ".eml",
    "text/plain": ".txt",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/msword": ".doc",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
}
LABELS = {"from": "От", "to": "Кому", "cc": "Копия", "date": "Дата", "subject": "Тема"}
READABLE = ("text/plain", "text/html")
LOCKED_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
FLOWED = re.compile(r"(?<!\n--) \n(?![>\n])")

FORMAT = Format("eml", MEDIA_TYPE, (".eml", ".mht", ".mhtml"), matches, read, unpack=unpack)
