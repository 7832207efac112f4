"""OpenDocument texts and spreadsheets: headers, body, footers and notes as one text.

Decides which parts of the package are read and in what order. Leaves the zip to `package.py`, what is
text to `walk.py`, list numbers to `lists.py` and offsets to `compose.py`; `odt.py` and `ods.py` register
the formats.
"""

from __future__ import annotations

from lxml import etree

from extractor.errors import UnreadableFile
from extractor.readers.compose import Composer, plain
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.odf.lists import lists_of
from extractor.readers.odf.names import OFFICE, STYLE, TEXT, local
from extractor.readers.odf.walk import Walk, hidden_styles
from extractor.readers.package import Package
from extractor.readers.signatures import ZIP
from extractor.readers.story import Story
from extractor.text.page import Page

TEXT_TYPE = "application/vnd.oasis.opendocument.text"
SHEET_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def is_of_type(data: bytes, media_type: str) -> bool:
    """The first member of the zip is the media type, uncompressed; a template's is longer."""
    return data.startswith(ZIP) and b"mimetype" + media_type.encode() in data[:200]


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """The text as the office shows it: headers, body, footers, then the notes."""
    package = Package(data, limits)
    content, body = _content(package)
    styles, warnings = _styles(package)
    warnings += package.macros()
    walk = Walk(lists_of(styles, content), hidden_styles(styles, content))
    is_sheet = local(body) == "spreadsheet"
    headers, footers = ([], []) if is_sheet else _headers_and_footers(walk, styles, content)
    composer = Composer()
    for header in headers:
        composer.add(header, "header")
        composer.gap()
    composer.add(walk.story(body))
    for footer in footers:
        composer.gap()
        composer.add(footer, "footer")
    composer.gap()
    for note in walk.notes:
        composer.add(note, "footnote")
    warnings += [f"Не прочитано: {what}." for what in sorted(walk.skipped)]
    text, blocks = composer.finish()
    name, media_type = ("ods", SHEET_TYPE) if is_sheet else ("odt", TEXT_TYPE)
    return Page(text, blocks, media_type, name, warnings=tuple(warnings))


def _content(package: Package) -> tuple[etree._Element, etree._Element]:
    """The root of the main part and its body; a password leaves it as noise."""
    _refuse_locked(package)
    content = package.xml("content.xml")
    body = None if content is None else content.find(OFFICE + "body")
    if content is None or body is None or not len(body):
        raise UnreadableFile("damaged", detail="OpenDocument without a body")
    return content, body[0]


def _refuse_locked(package: Package) -> None:
    try:
        manifest = package.xml("META-INF/manifest.xml")
    except UnreadableFile as error:
        if error.code != "damaged":
            raise
        return
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise UnreadableFile("encrypted", detail="OpenDocument with encrypted members")


def _styles(package: Package) -> tuple[etree._Element | None, list[str]]:
    """Where the styles are broken, list numbers and headers are lost and the text is not."""
    try:
        return package.xml("styles.xml"), []
    except UnreadableFile as error:
        if error.code != "damaged":
            raise
        return None, ["Повреждена часть документа: стили."]


def _headers_and_footers(
    walk: Walk, styles: etree._Element | None, content: etree._Element
) -> tuple[list[Story], list[Story]]:
    """Those of the page styles that the text uses, each text once."""
    found: dict[str, list[Story]] = {"header": [], "footer": []}
    seen: set[str] = set()
    for master in [] if styles is None else _masters(styles, content):
        for part in master:
            kind = local(part).removesuffix("-left").removesuffix("-first")
            if kind in found and part.get(STYLE + "display") != "false":
                story = walk.story(part)
                if (text := plain(story)) not in seen:
                    seen.add(text)
                    found[kind].append(story)
    return found["header"], found["footer"]


def _masters(styles: etree._Element, content: etree._Element) -> list[etree._Element]:
    """The page styles in use: the standard one, those that a paragraph begins, and what follows them."""
    masters = {master.get(STYLE + "name", ""): master for master in styles.iter(STYLE + "master-page")}
    named = [element.get(STYLE + "master-page-name", "") for element in content.iter(STYLE + "style")]
    used = [name for name in dict.fromkeys(named) if name in masters]
    if content.find(f".//{TEXT}p") is not None and "Standard" in masters and "Standard" not in used:
        used.append("Standard")
    for name in used:  # grows while it is read
        following = masters[name].get(STYLE + "next-style-name", "")
        if following in masters and following not in used:
            used.append(following)
    return [masters[name] for name in used]
