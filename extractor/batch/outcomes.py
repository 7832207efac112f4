"""What becomes of a file: a record, a record with warnings, an archive that was unpacked, or set aside.

Decides the words for it and the reasons that only an archive knows (no file, no answer); why a file
gives no text is said by `extractor.errors`. Nothing here quotes a document.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, NamedTuple

from extractor.errors import KINDS

RECORD = "record"
WARNED = "record with warnings"
UNPACKED = "unpacked"
SET_ASIDE = "set aside"


class Document(NamedTuple):
    """A file that is to be read. `path` is unique in the archive: «2019/письма.zip//приказ.docx»."""

    path: str
    name: str  # of the file alone, a hint for the format
    data: bytes | None  # None: to be fetched from `place` where it is read
    sha256: str | None  # None: it could not be read at all
    size: int
    stamp: str  # another one when the file has changed
    place: str = ""
    parent: str = ""  # the archive that it lies in
    member: int = 0  # its number there


class Outcome(NamedTuple):
    """What the engine said of one document. `line` is its record as a line of JSON, or None."""

    line: bytes | None
    code: str = ""
    detail: str = ""
    warnings: int = 0
    seconds: float = 0.0
    facts: dict[str, Any] | None = None  # what the report counts: format, kind, year, items of each field

    @property
    def name(self) -> str:
        if self.line is None:
            return SET_ASIDE if self.code else UNPACKED
        return WARNED if self.warnings else RECORD


def sort_of(name: str) -> str:
    """What has to be done for a file before it can be read, as far as its name tells: a key of `MOST_FILES`."""
    suffix = PurePosixPath(name).suffix.lower()
    return next((sort for sort, suffixes in SUFFIXES.items() if suffix in suffixes), "plain")


def sentence(code: str) -> str:
    """Why a file was set aside, for the reader of the report, in Russian."""
    known = KINDS.get(code)
    return known.sentence if known is not None else REASONS[code]


# An office converts some old files in the time that one takes; a scan may take minutes.
SUFFIXES = {
    "converted": (".doc", ".dot", ".xls", ".xlt"),
    "seen": (".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".bmp"),
}
MOST_FILES = {"plain": 16, "converted": 16, "seen": 4}  # in a batch

REASONS = {
    "unreachable": "не удалось открыть. Проверьте права доступа и диск.",
    "not_a_file": "— не файл: ссылка в никуда, канал или устройство.",
    "no_answer": "не удалось обработать: программа дважды завершилась или перестала отвечать.",
    "defect": "не удалось обработать из-за ошибки в самой программе. Сообщите о ней разработчикам.",
}
