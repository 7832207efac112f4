"""Plain text and Markdown: `.txt` and `.md` in any encoding that Russian offices have used.

Decides the record's text (the decoded characters without byte order mark and carriage returns) and
its lines as blocks. Leaves the encoding to `encoding.py` and joining lines to the outline.
"""

from __future__ import annotations

import re

from extractor.errors import UnreadableFile
from extractor.readers.encoding import SURE, decode
from extractor.readers.format import MAX_BLOCKS, Format
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.signatures import is_foreign, refusal
from extractor.text.page import Block, Page


def matches(data: bytes) -> bool:
    """Whatever does not open like another format may be text; `read` decides."""
    return not is_foreign(data)


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """The text with one paragraph a line; a line «# Итоги» is a heading of level 1."""
    decoded = decode(data)
    if decoded is None:
        raise refusal(data)
    text = _with_line_feeds(decoded.text).replace("\x00", "\ufffd")
    warnings = []
    if decoded.lost:
        warnings.append(f"Символов, которые не удалось прочитать: {decoded.lost}.")
    if decoded.confidence < SURE:
        warnings.append(f"Кодировка определена неуверенно: {decoded.encoding}.")
    return Page(
        text=text,
        blocks=_lines(text),
        media_type="text/plain",
        reader="text",
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
        warnings=tuple(warnings),
    )


def _with_line_feeds(text: str) -> str:
    """«\\r» goes; where it alone ends lines, as on old Macs, it becomes the line's end."""
    return text.replace("\r", "" if "\n" in text else "\n")


def _lines(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for line in LINE.finditer(text):
        body = line[0].strip()
        if body:
            blocks.append(_block(body, line.start() + line[0].index(body[0])))
        if len(blocks) > MAX_BLOCKS:
            raise UnreadableFile("too_large", detail=f"more than {MAX_BLOCKS} lines")
    return tuple(blocks)


def _block(body: str, start: int) -> Block:
    """A line without its edges; a Markdown heading also without its marks."""
    end = start + len(body)
    if marks := HEADING.match(body):
        return Block("heading", start + marks.end(), end, level=len(marks["marks"]))
    return Block("paragraph", start, end)


LINE = re.compile(r"[^\n]+")
HEADING = re.compile(r"(?P<marks>\#{1,6}) [ \t]+ (?=\S)", re.VERBOSE)  # «## Цели и задачи»

FORMAT = Format("text", "text/plain", (".txt", ".text", ".md", ".markdown"), matches, read, is_plain=True)
