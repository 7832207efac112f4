"""Files told by their first bytes: what a file is when none of our readers takes it.

Decides why an unread file is refused (another format, a locked document, a broken one) and what it
is called in the refusal. Leaves what can be read to each reader's own `matches`.
"""

from __future__ import annotations

import re

import puremagic

from extractor.errors import UnreadableFile

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_foreign(data: bytes) -> bool:
    """Whether the bytes open like a known format that is no plain text: «%PDF-1.7», «{\\rtf1»."""
    return _signature(data) is not None or data.startswith((*ZIP, OLE))


def zip_directory(data: bytes) -> bytes:
    """The names in a zip with what stands around them; of a cut one, all that there is.

    Documents hold documents: only the directory at the end tells which of them is the outer one.
    """
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or at + 20 > len(data):
        return data
    start = int.from_bytes(data[at + 16 : at + 20], "little")
    return data[start:at] if start < at else data


def refusal(data: bytes) -> UnreadableFile:
    """Why bytes that no reader takes are refused."""
    if data.startswith(OLE):
        return _ole_refusal(data)
    if data.startswith(ZIP):
        return _zip_refusal(data)
    kind = _signature(data) or _guess(data)
    return UnreadableFile("archive" if kind.endswith(" archive") else "unsupported", detail=kind)


def _ole_refusal(data: bytes) -> UnreadableFile:
    """A password turns a .docx into an OLE file with one stream of ciphertext."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableFile("encrypted", detail="OLE file with an EncryptedPackage stream")
    return UnreadableFile("unsupported", detail="OLE file that is neither Word, Excel nor a message")


def _zip_refusal(data: bytes) -> UnreadableFile:
    names = zip_directory(data)
    for member, kind in FOREIGN_MEMBERS:
        if member in names or data[30:].startswith(member):
            return UnreadableFile("unsupported", detail=f"zip archive of {kind}")
    if names is data or b"[Content_Types].xml" in names:
        return UnreadableFile("damaged", detail="zip archive that is cut or lacks its main part")
    return UnreadableFile("archive", detail="zip archive")


def _signature(data: bytes) -> str | None:
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, kind in SIGNATURES:
        if head.startswith(magic):
            return kind
    if head.startswith(b"MZ") and b"\x00" in head:  # «MZ» alone may open a text
        return "Windows program"
    if MARKUP.match(head):
        return "HTML or XML"
    if is_mail(data):
        return "e-mail message"
    return None


def is_mail(data: bytes) -> bool:
    """Headers open the file, and one of them is of mail alone; a text may open with «From: »."""
    head = data[:MAIL_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if MAIL.match(head) is None:
        return False
    lines = END_OF_HEADERS.split(head, maxsplit=1)[0]
    return MAIL_ALONE.search(lines) is not None


def _guess(data: bytes) -> str:
    try:
        return str(puremagic.from_string(data[:HEAD], mime=True)) or "unknown binary"
    except (puremagic.PureError, ValueError):
        return "unknown binary"


HEAD = 4096
MAIL_HEAD = 65_536  # what servers add on the way stands before the rest

MARKUP = re.compile(rb"<(?:!doctype|\?xml|html|head|body)\b", re.IGNORECASE)
MAIL = re.compile(
    rb"(?:received|return-path|delivered-to|mime-version|message-id|date|from|to|subject|content-type|reply-to|snapshot-content-location|x-[a-z-]{1,40}):",
    re.IGNORECASE,
)
END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
MAIL_ALONE = re.compile(rb"^(?:mime-version|message-id|return-path):", re.IGNORECASE | re.MULTILINE)

FOREIGN_MEMBERS = (
    (b"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument"),
    (b"mimetypeapplication/epub", "an e-book"),
    (b"xl/workbook.bin", "Excel in its binary form"),
    (b"ppt/presentation", "PowerPoint"),
)

SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "Linux program"),
    (b"\xfe\xed\xfa", "macOS program"),
    (b"\xcf\xfa\xed\xfe", "macOS program"),
    (b"\xca\xfe\xba\xbe", "Java class"),
    (b"\x89PNG\r\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"II*\x00", "TIFF image"),
    (b"MM\x00*", "TIFF image"),
    (b"AT&TFORM", "DjVu"),
    (b"Rar!\x1a", "RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"\x1f\x8b\x08", "gzip archive"),
    (b"BZh91AY&SY", "bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (b"SQLite format 3\x00", "SQLite database"),
)
