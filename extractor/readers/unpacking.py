"""Files within files: archives and messages taken apart until documents are left.

Decides what a document within is called («архив.zip/папка/отчёт.docx»), and how deep, how many and how
large they may be all together. Leaves opening one archive or message to its reader, in the reading
process. Nothing is written anywhere, and nothing is passed over in silence: what cannot be unpacked is
an `UnreadableFile` with its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractor.errors import UnreadableFile
from extractor.readers.format import Format, Member
from extractor.readers.isolation import Pool

MAX_NAME = 300  # characters of a name with its folders; its end tells most
ATTACHMENTS = "вложения"  # what the attachments of a message are called that cannot even be listed

Unpacked = tuple[str, bytes] | UnreadableFile


class Unpacking:
    """One file on its way apart; `known` tells a format by content, and all that is within counts together."""

    def __init__(self, pool: Pool, known: Callable[[bytes], Format | None]) -> None:
        self._pool = pool
        self._known = known
        self._files = 0
        self._size = 0

    def documents(self, name: str, data: bytes, depth: int = 0) -> Iterator[Unpacked]:
        """The file itself unless it is an archive, then what is within it."""
        found = self._known(data)
        if found is None or found.unpack is None:
            yield name, data
            return
        if found.is_document:
            yield name, data
        is_too_deep = depth >= self._pool.limits.depth
        if is_too_deep and not found.is_document:
            yield _too_deep(name, depth)
            return
        try:
            members = self._pool.unpack(found.name, data)
        except UnreadableFile as error:
            yield error.named(_joined(name, ATTACHMENTS) if found.is_document else name)
            return
        for member in members:
            inner = _joined(name, member.name)
            yield from (_too_deep(inner, depth),) if is_too_deep else self._member(member, inner, depth)

    def _member(self, member: Member, name: str, depth: int) -> Iterator[Unpacked]:
        limits = self._pool.limits
        self._files += 1
        self._size += len(member.data)
        if self._files > limits.entries or self._size > limits.inflated:
            yield UnreadableFile("too_large", name=name, detail="the files within are too many or too large together")
        elif member.code:
            yield UnreadableFile(member.code, name=name, detail=member.detail)
        elif not member.data:
            yield UnreadableFile("empty", name=name)
        else:
            yield from self.documents(name, member.data, depth + 1)


def _too_deep(name: str, depth: int) -> UnreadableFile:
    return UnreadableFile("archive", name=name, detail=f"nested deeper than {depth}")


def _joined(outer: str, inner: str) -> str:
    """«архив.zip» and «..\\папка\\отчёт.docx» are «архив.zip/папка/отчёт.docx»: a label that leads nowhere."""
    parts = UNPRINTABLE.sub("", inner).replace("\\", "/").split("/")
    kept = [part.strip() for part in parts if part.strip() not in ("", ".", "..")]
    label = "/".join(kept)[-MAX_NAME:].lstrip("/") or "без имени"
    return f"{outer}/{label}" if outer else label


UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")
