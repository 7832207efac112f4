"""WordprocessingML in short: builders for the raw documents that the readers are tested with.

Decides nothing about what is tested: `make_sources.py` and the tests say that. Raw XML, because the
point of most sources is XML that python-docx does not write.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPC = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
A_DAY = (2024, 3, 12, 9, 0, 0)


def package(body: str, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """A .docx of a body and further parts: header1="…" is word/header1.xml, linked as header1.

    A part is wrapped in the element that its name asks for; `links` adds relationships by id.
    """
    files = {"word/document": wrapped("document", f"<w:body>{body}</w:body>")}
    files |= {f"word/{name}": wrapped(name, inner) for name, inner in parts.items()}
    targets = {name: f"{name}.xml" for name in parts} | (links or {})
    relations = "".join(relation(name, target) for name, target in targets.items())
    texts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(f'<Relationship Id="d" Type="{R}/officeDocument" Target="word/document.xml"/>'),
        "word/_rels/document.xml.rels": relationships(relations),
    }
    return zipped(texts | {f"{name}.xml": text for name, text in files.items()})


def zipped(files: Mapping[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip with the same bytes whenever it is written; members in `stored` are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, A_DAY)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return buffer.getvalue()


def wrapped(name: str, inner: str) -> str:
    root = ROOTS.get(name.rstrip("0123456789"), name)
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{inner}</w:{root}>"


def relationships(inner: str) -> str:
    return f'{DECLARATION}<Relationships xmlns="{OPC}">{inner}</Relationships>'


def relation(name: str, target: str) -> str:
    kind = name.rstrip("0123456789")
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"/>'


def p(*inner: str, style: str = "", props: str = "") -> str:
    """A paragraph; a piece that is no XML becomes a run."""
    runs = "".join(piece if piece.startswith("<") else r(piece) for piece in inner)
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + props
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text: str, props: str = "") -> str:
    properties = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(num: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def level(index: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def table(*rows: list[str] | str) -> str:
    """Rows of `tr`; a list is a row of cells."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(row if isinstance(row, str) else tr(row) for row in rows)}</w:tbl>"


def tr(cells: list[str], props: str = "") -> str:
    """A row; a cell that is no XML is one paragraph, `tc` makes the others."""
    inner = "".join(cell if cell.startswith("<") else tc(p(cell)) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{inner}</w:tr>"


def tc(inner: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"


def style(name: str, title: str, props: str = "", based: str = "", more: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"{more}><w:name w:val="{title}"/>{parent}'
        f"<w:pPr>{props}</w:pPr></w:style>"
    )


def section(*references: str, more: str = "") -> str:
    """The end of a section; "header1 default" refers to the part header1."""
    found = ""
    for reference in references:
        name, kind = reference.split()
        found += f'<w:{name.rstrip("0123456789")}Reference w:type="{kind}" r:id="{name}"/>'
    return f"<w:sectPr>{found}{more}</w:sectPr>"


def deleted(text: str) -> str:
    return f'<w:del w:id="1"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(code: str, result: str) -> str:
    instruction = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    return mark("begin") + instruction + mark("separate") + r(result) + mark("end")


def text_box(inner: str, *, is_old: bool = False) -> str:
    """A text box as Word writes it: for new readers and again for old ones, or for these alone."""
    new = "" if is_old else f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{new}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


ROOTS = {"header": "hdr", "footer": "ftr"}
CONTENT_TYPES = (
    DECLARATION + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
