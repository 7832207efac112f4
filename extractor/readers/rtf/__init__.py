"""Rich Text (`.rtf`, often named `.doc`): headers, body, footers and notes as one text.

Decides which headers and footers count and in what order all is read. Leaves what is text to `walk.py`,
code pages to `characters.py`, paragraphs and cells to `frames.py` and offsets to `compose.py`.
"""

from __future__ import annotations

from extractor.errors import UnreadableFile
from extractor.readers.compose import Composer, plain
from extractor.readers.format import Format
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.rtf.walk import Walk
from extractor.readers.story import Story
from extractor.text.page import Page

MEDIA_TYPE = "application/rtf"
BOM = b"\xef\xbb\xbf"


def matches(data: bytes) -> bool:
    return data[:100].removeprefix(BOM).lstrip().startswith(b"{\\rtf")


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """The text as Word shows it; of a file that is cut, what there is."""
    walk = Walk(data[data.index(b"{\\rtf") :])
    walk.run()
    composer = Composer()
    for header in _shown(walk, "header"):
        composer.add(header, "header")
        composer.gap()
    composer.add(walk.body.finish())
    for footer in _shown(walk, "footer"):
        composer.gap()
        composer.add(footer, "footer")
    composer.gap()
    for note in walk.notes:
        composer.add(note, "footnote")
    text, blocks = composer.finish()
    if walk.is_cut and not text.strip():
        raise UnreadableFile("damaged", detail="RTF that ends before its text")
    warnings = ("Файл обрывается: прочитано то, что в нём есть.",) if walk.is_cut else ()
    return Page(text, blocks, MEDIA_TYPE, "rtf", warnings=warnings)


def _shown(walk: Walk, kind: str) -> list[Story]:
    """Headers or footers of the pages that there are, each text once."""
    kinds = [kind, kind + "r"]
    kinds += [kind + "l"] if walk.has_even_pages else []
    kinds = [kind + "f", *kinds] if walk.has_first_page else kinds
    found = {plain(story): story for name in kinds for story in walk.headers.get(name, ())}
    return [story for text, story in found.items() if text.strip()]


FORMAT = Format("rtf", MEDIA_TYPE, (".rtf",), matches, read)
