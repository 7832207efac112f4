"""`Format`: what the engine knows about one file format, and the limits that hold for all.

Decides the shape of a registry entry and the sizes at which a file is refused. Leaves recognising
and reading to the module of each format, which offers its entry as `FORMAT`.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from extractor.text.page import Page

if TYPE_CHECKING:
    from extractor.readers.limits import Limits

MAX_FILE = 20 * 1024 * 1024  # bytes; service, command line and readers refuse what is larger
MAX_TEXT = 6_000_000  # characters of the record's text, some three thousand pages
MAX_BLOCKS = 100_000  # lines, paragraphs and cells


class Member(NamedTuple):
    """A file within a file: its name with folders and its bytes, or the code that says why it has none."""

    name: str
    data: bytes = b""
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how it is called, recognised by content and read.

    `packages` are importable names and `programs` commands that reading needs besides Python.
    `is_plain` says that reading is no risk and needs no process of its own. `unpack` yields the files
    within; `is_document` is False for an archive, which is nothing besides them.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    matches: Callable[[bytes], bool]
    read: Callable[[bytes, Limits], Page]
    packages: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    is_plain: bool = False
    unpack: Callable[[bytes, Limits], Iterable[Member]] | None = None
    is_document: bool = True

    @property
    def missing(self) -> tuple[str, ...]:
        """The needed packages and programs that this machine lacks; empty where it can be read."""
        lost = [name for name in self.packages if importlib.util.find_spec(name) is None]
        return (*lost, *(name for name in self.programs if shutil.which(name) is None))
