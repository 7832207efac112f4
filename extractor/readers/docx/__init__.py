"""Word documents (`.docx` and its kin): headers, body, footers and notes as one text.

Decides which parts of the package are read and in what order. Leaves the zip to `package.py`, what
is text to `walk.py`, list numbers to `numbering.py` and offsets to `compose.py`. A part that is
broken costs a warning; only a broken main part refuses the document.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractor.errors import UnreadableFile
from extractor.readers.compose import Composer, plain, sections
from extractor.readers.docx.names import W, child, is_on
from extractor.readers.docx.numbering import Numbering
from extractor.readers.docx.styles import Styles
from extractor.readers.docx.walk import Walk
from extractor.readers.format import Format
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.package import Package
from extractor.readers.signatures import ZIP, refusal, zip_directory
from extractor.readers.story import Story
from extractor.text.page import Block, Page

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def matches(data: bytes) -> bool:
    """A zip with Word's folder, or an OPC package of nobody else; whether it is Word's, `read` finds out."""
    if not data.startswith(ZIP):
        return False
    names = zip_directory(data)
    is_other = b"xl/" in names or b"ppt/" in names
    return b"word/document" in names or (b"[Content_Types].xml" in names and not is_other)


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """The text as Word shows it: header, body, footers, then the notes."""
    document = Document(data, limits)
    text, blocks = document.compose()
    return Page(text, blocks, MEDIA_TYPE, "docx", warnings=tuple(document.warnings))


class Document:
    """The parts of one Word document, found by relationship or, where that is broken, by name."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.warnings: list[str] = []
        self._package = Package(data, limits)
        self.warnings += self._package.macros()
        self._parsed: dict[str, etree._Element | None] = {}
        self._name = self._main_name()
        self._links = self._package.relations(self._name)
        main = self._package.xml(self._name)
        body = child(main, "body")
        if main is None or main.tag != W + "document" or body is None:
            raise refusal(data)
        self._body = body
        self._walk = Walk(
            Styles(self._part_of_kind("styles")),
            Numbering(self._part_of_kind("numbering")),
            has_even_pages=is_on(self._part_of_kind("settings"), "evenAndOddHeaders"),
        )

    def compose(self) -> tuple[str, tuple[Block, ...]]:
        """Each section after the headers that it brings; then footers; then notes."""
        composer = Composer()
        body = self._walk.story(self._body)
        headers, footers = Once(self._walk), Once(self._walk)
        for story, end in sections(body):
            for header in headers.new(self._parts("header", end.headers)):
                composer.gap()
                composer.add(header, "header")
                composer.gap()
            composer.add(story)
            footers.new(self._parts("footer", end.footers))
        for footer in footers.stories:
            composer.gap()
            composer.add(footer, "footer")
        composer.gap()
        for note in self._notes():
            composer.add(note, "footnote")
        self.warnings += [f"Не прочитано: {what}." for what in sorted(self._walk.skipped)]
        return composer.finish()

    def _main_name(self) -> str:
        links = self._package.relations("").values()
        named = (link.target for link in links if link.kind == "officeDocument")
        return next((name for name in named if name in self._package.names), "word/document.xml")

    def _parts(self, kind: str, ids: list[str]) -> dict[str, etree._Element]:
        """Header or footer parts by name; all there are where the links are lost."""
        names = [self._links[i].target for i in ids if i in self._links]
        if not self._links:
            names = [name for name in self._package.names if name.startswith(f"word/{kind}")]
        parts = ((name, self._optional(name, kind)) for name in names)
        return {name: part for name, part in parts if part is not None}

    def _part_of_kind(self, kind: str) -> etree._Element | None:
        """A part that a document has once: styles, numbering, settings, footnotes, endnotes."""
        names = [link.target for link in self._links.values() if link.kind == kind]
        return self._optional(next(iter(names), f"word/{kind}.xml"), kind)

    def _optional(self, name: str, kind: str) -> etree._Element | None:
        """A part, parsed once, or None and a warning where it is broken."""
        if name not in self._parsed:
            self._parsed[name] = None
            try:
                self._parsed[name] = self._package.xml(name)
            except UnreadableFile as error:
                if error.code != "damaged":
                    raise
                self.warnings.append(f"Повреждена часть документа: {PART_NAMES[kind]}.")
        return self._parsed[name]

    def _notes(self) -> Iterator[Story]:
        """Foot- and endnotes that the text refers to, each once, in the order of the text."""
        found: dict[tuple[str, str], etree._Element] = {}
        wanted = dict.fromkeys(self._walk.notes)
        for kind in sorted({kind for kind, _ in wanted}, reverse=True):  # footnotes, then endnotes
            root = self._part_of_kind(f"{kind}s")
            for note in () if root is None else root.findall(W + kind):
                found[kind, note.get(W + "id", "")] = note
        for key in sorted(wanted, key=lambda key: key[0], reverse=True):
            if key in found:
                yield self._walk.story(found[key])


class Once:
    """Stories of headers or footers, leaving out what an earlier section has already shown."""

    def __init__(self, walk: Walk) -> None:
        self.stories: list[Story] = []
        self._walk = walk
        self._names: set[str] = set()
        self._texts: set[str] = set()

    def new(self, parts: dict[str, etree._Element]) -> list[Story]:
        """The stories of those parts that say something not said before."""
        added = []
        for name, part in parts.items():
            if name in self._names:
                continue
            self._names.add(name)
            story = self._walk.story(part)
            if (text := plain(story)) not in self._texts:
                self._texts.add(text)
                added.append(story)
        self.stories += added
        return added


PART_NAMES = {
    "header": "верхний колонтитул",
    "footer": "нижний колонтитул",
    "styles": "стили",
    "numbering": "нумерация списков",
    "settings": "настройки",
    "footnotes": "сноски",
    "endnotes": "концевые сноски",
}

FORMAT = Format("docx", MEDIA_TYPE, (".docx", ".docm", ".dotx", ".dotm"), matches, read, ("lxml",))
