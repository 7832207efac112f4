"""`Format`: what the engine knows about one file format, and the limits that hold for all.

Decides the shape of a registry entry and the sizes at which a file is refused. Leaves recognising
and reading to the module of each format, which offers its entry as `FORMAT`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import UnreadableFile
from extractor.readers.programs import is_installed, to_install
from extractor.text.page import Page

if TYPE_CHECKING:
    from extractor.readers.limits import Limits

MAX_FILE = 20 * 1024 * 1024  # bytes; service, command line and readers refuse what is larger
MAX_TEXT = 6_000_000  # characters of the record's text, some three thousand pages
MAX_BLOCKS = 100_000  # lines, paragraphs and cells


Recognise = Callable[[list[bytes], str], list[bytes]]  # pictures (PNG) and languages to tables of words (TSV)


class Member(NamedTuple):
    """A file within a file: its name with folders and its bytes, or the code that says why it has none."""

    name: str
    data: bytes = b""
    code: str = ""
    detail: str = ""


class Conversion(NamedTuple):
    """How an old format becomes new: what LibreOffice makes of it, and what is looked at before.

    `inspect` gives warnings, and raises `UnreadableFile` where the old file is locked or broken.
    """

    target: str
    inspect: Callable[[bytes], tuple[str, ...]]


def unread(data: bytes, limits: Limits) -> Page:
    """In the place of the reader where a format is converted first."""
    raise UnreadableFile("unsupported", detail="to be converted before it is read")


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how it is called, recognised by content and read.

    `packages` are importable names and `programs` commands that reading needs besides Python.
    `is_plain` says that reading is no risk and needs no process of its own. `unpack` yields the files
    within; `is_document` is False for an archive, which is nothing besides them. `look` reads with the help
    of recognition.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    matches: Callable[[bytes], bool]
    read: Callable[[bytes, Limits], Page] = unread
    packages: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    is_plain: bool = False
    unpack: Callable[[bytes, Limits], Iterable[Member]] | None = None
    is_document: bool = True
    conversion: Conversion | None = None
    look: Callable[[bytes, Limits, Recognise], Page] | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages of Python and of Debian to install before it can be read; empty where it can be."""
        lost = [name for name in self.packages if importlib.util.find_spec(name) is None]
        return (*lost, *(to_install(name) for name in self.programs if not is_installed(name)))
