"""The formats of a generated archive: a text as the bytes of a file.

Decides how plainly each format is written: paragraphs and nothing else, in the words of the format
itself, because an archive of ten thousand must be made in seconds.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import SMTP

A_DAY = (2024, 3, 12, 9, 0, 0)


def plain(encoding: str) -> Callable[[str], bytes]:
    """Text with the line ends of Windows; what the encoding lacks becomes «?»."""
    return lambda text: text.replace("\n", "\r\n").encode(encoding, "replace")


def docx(text: str) -> bytes:
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(line, quote=False)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return _zipped({
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="d" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>",
    })  # fmt: skip


def odt(text: str) -> bytes:
    kinds = ("office", "text", "style")
    names = " ".join(f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in kinds)
    body = "".join(f"<text:p>{html.escape(line, quote=False)}</text:p>" for line in text.split("\n"))
    return _zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{XML}<office:document-content {names}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>",
        "styles.xml": f"{XML}<office:document-styles {names}/>",
    })  # fmt: skip


def rtf(text: str) -> bytes:
    coded = text.encode("cp1251", "replace").decode("latin-1")
    escaped = "".join(ESCAPED.get(c, c if c < "\x80" else f"\\'{ord(c):02x}") for c in coded)
    return ("{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fcharset204 Times;}}\\pard " + escaped + "}").encode()


def page(encoding: str) -> Callable[[str], bytes]:
    def made(text: str) -> bytes:
        body = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n"))
        head = f'<meta charset="{encoding}"><title>Документ</title>'
        whole = f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>"
        return whole.encode(encoding, "xmlcharrefreplace")

    return made


def message(text: str) -> bytes:
    letter = EmailMessage(policy=SMTP)
    letter["From"] = "priemnaya@example.ru"
    letter["To"] = "kancelyariya@example.ru"
    letter["Date"] = "Tue, 12 Mar 2024 09:00:00 +0300"
    letter["Subject"] = "Документ"
    letter.set_content(text, charset="utf-8", cte="base64")
    return letter.as_bytes()


def pdf(text: str) -> bytes:
    """Pages of lines in a font that is not drawn: it maps codes to characters, which is all that readers need."""
    lines = [piece for line in text.split("\n") for piece in _pieces(line, 90)]
    pages = [lines[at : at + 50] for at in range(0, len(lines), 50)]
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    widths = "500 " * 224
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 32/LastChar 255"
        + f"/Widths[{widths}]/ToUnicode 4 0 R>>".encode(),
        pdf_stream(UNICODE_MAP),
    ]
    for at, shown in enumerate(pages):
        placed = ((800 - 14 * row, _codes(line)) for row, line in enumerate(shown))
        drawn = "".join(f"BT /F 10 Tf 60 {height} Td <{codes}> Tj ET\n" for height, codes in placed)
        font = "/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{font}/Contents {6 + 2 * at} 0 R>>".encode())
        objects.append(pdf_stream(drawn.encode()))
    return written_pdf(objects)


def written_pdf(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    return data + b"xref\n0 %d\n" % size + table + end


def pdf_stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)


def _pieces(line: str, width: int) -> list[str]:
    """A line cut at spaces to the width of a page; an empty one stays."""
    pieces, rest = [], line.rstrip()
    while len(rest) > width:
        cut = rest.rfind(" ", 1, width)
        cut = cut if cut > 0 else width
        pieces.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [*pieces, rest]


def _codes(line: str) -> str:
    return bytes(CODES.get(char, CODES["?"]) for char in line).hex()


def _zipped(parts: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, A_DAY)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return buffer.getvalue()


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ESCAPED = {"\\": "\\\\", "{": "\\{", "}": "\\}", "\n": "\\par\n"}
ALPHABET = "".join(map(chr, range(32, 127))) + "«»№–—…ёЁ" + "".join(map(chr, range(0x410, 0x450)))
CODES = {char: 32 + at for at, char in enumerate(ALPHABET)}
UNICODE_MAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
    f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(CODES)} beginbfchar\n"
    + "".join(f"<{code:02x}> <{ord(char):04x}>\n" for char, code in CODES.items())
    + "endbfchar\nendcmap end end"
).encode()

FORMATS: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    (".docx", docx),
    (".docx", docx),
    (".docx", docx),
    (".odt", odt),
    (".rtf", rtf),
    (".html", page("utf-8")),
    (".htm", page("windows-1251")),
    (".eml", message),
    (".pdf", pdf),
    (".pdf", pdf),
    (".txt", plain("utf-8")),
    (".txt", plain("utf-8-sig")),
    (".txt", plain("cp1251")),
    (".txt", plain("koi8-r")),
    (".txt", plain("cp866")),
    (".txt", plain("utf-16")),
)
