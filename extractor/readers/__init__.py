"""Readers: bytes to `Page`, through the one door `read`.

Decides which reader takes a file, by its content; the name's suffix is only compared and warned
about. Leaves each format to its module: every module of this package that offers a `FORMAT` is in
the registry, plain text last, for it takes what no other format claims. All but plain text is read in
a process of its own (`isolation.py`).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath
from time import perf_counter
from typing import NamedTuple

from extractor.errors import UnreadableFile
from extractor.readers import conversion
from extractor.readers.format import MAX_BLOCKS, MAX_FILE, MAX_TEXT, Format
from extractor.readers.isolation import READING, Pool
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.signatures import refusal
from extractor.readers.unpacking import Unpacked, Unpacking
from extractor.text.page import Page

__all__ = [
    "DEFAULT",
    "FORMATS",
    "MAX_BLOCKS",
    "MAX_FILE",
    "MAX_TEXT",
    "Format",
    "Limits",
    "Pool",
    "read",
    "read_many",
    "unpack",
]


class Reading(NamedTuple):
    """What became of a file, and the seconds that it took."""

    outcome: Page | UnreadableFile
    seconds: float


def read(data: bytes, name: str = "", *, pool: Pool | None = None) -> Page:
    """The page of one file; raises `UnreadableFile` with the code that says why there is none.

    read("Приказ № 5".encode("cp1251"), "приказ.txt").text is «Приказ № 5». `pool` holds other limits
    than the usual ones.
    """
    (reading,) = read_many([(name, data)], pool=pool)
    if isinstance(reading.outcome, UnreadableFile):
        raise reading.outcome
    return reading.outcome


def read_many(files: Sequence[tuple[str, bytes]], *, pool: Pool | None = None) -> list[Reading]:
    """The pages or refusals of files, in their order; old formats go through LibreOffice together."""
    pool = READING if pool is None else pool
    readings: dict[int, Reading] = {}
    old: list[tuple[int, Format, bytes]] = []
    for at, (name, data) in enumerate(files):
        begun = perf_counter()
        try:
            found = _readable(data, pool)
            if found.conversion is not None:
                old.append((at, found, data))
                continue
            outcome: Page | UnreadableFile = _checked(_page(found, data, pool), found, name)
        except UnreadableFile as error:
            outcome = error.named(name)
        readings[at] = Reading(outcome, perf_counter() - begun)
    begun = perf_counter()
    outcomes = conversion.pages([(found, data) for _, found, data in old], pool)
    share = (perf_counter() - begun) / max(1, len(old))
    for (at, found, _), outcome in zip(old, outcomes, strict=True):
        name = files[at][0]
        readings[at] = Reading(_checked_or_refused(outcome, found, name), share)
    return [readings[at] for at in range(len(files))]


def unpack(data: bytes, name: str = "", *, pool: Pool | None = None) -> Iterator[Unpacked]:
    """Every document of a file with its name: a plain file is one, an archive holds some, a message brings its own.

    Of «письмо.eml» come «письмо.eml» and «письмо.eml/отчёт.docx». What cannot be unpacked comes as an
    `UnreadableFile` with the name of the member.
    """
    pool = READING if pool is None else pool
    try:
        _refuse_sizes(data, pool)
    except UnreadableFile as error:
        yield error.named(name)
        return
    yield from Unpacking(pool, _known).documents(name, data)


def _refuse_sizes(data: bytes, pool: Pool) -> None:
    if not data:
        raise UnreadableFile("empty")
    if len(data) > pool.limits.file_size:
        raise UnreadableFile("too_large", detail=f"{len(data)} bytes, limit {pool.limits.file_size}")


def _known(data: bytes) -> Format | None:
    return next((known for known in FORMATS if known.matches(data)), None)


def _readable(data: bytes, pool: Pool) -> Format:
    """The format of a file whose reader and programs are there."""
    _refuse_sizes(data, pool)
    found = _known(data)
    if found is None:
        raise refusal(data)
    if found.missing:
        raise UnreadableFile("missing_tool", detail=", ".join(found.missing))
    return found


def _page(found: Format, data: bytes, pool: Pool) -> Page:
    if not found.is_document:
        return _only_document(data, pool)
    return found.read(data, pool.limits) if found.is_plain else pool.read(found.name, data)


def _checked_or_refused(outcome: Page | UnreadableFile, found: Format, name: str) -> Page | UnreadableFile:
    if isinstance(outcome, UnreadableFile):
        return outcome.named(name)
    try:
        return _checked(outcome, found, name)
    except UnreadableFile as error:
        return error.named(name)


def _checked(page: Page, found: Format, name: str) -> Page:
    """A page that says something, and not too much, with a warning where its name says another format."""
    if len(page.text) > MAX_TEXT:
        raise UnreadableFile("too_large", detail=f"{len(page.text)} characters, limit {MAX_TEXT}")
    if WRITING.search(page.text) is None:
        raise UnreadableFile("no_text")
    return replace(page, warnings=(*_suffix_warnings(name, found), *page.warnings))


def _only_document(data: bytes, pool: Pool) -> Page:
    """The page of an archive that holds one document; which of several is meant nobody can tell."""
    held = list(islice(unpack(data, pool=pool), 2))
    if not held:
        raise UnreadableFile("empty", detail="an archive without files")
    if len(held) > 1:
        raise UnreadableFile("archive", detail="an archive of several files")
    if isinstance(held[0], UnreadableFile):
        raise held[0]
    name, inner = held[0]
    page = read(inner, name, pool=pool)
    return replace(page, warnings=(f"Прочитан единственный документ архива: {name}.", *page.warnings))


def _suffix_warnings(name: str, found: Format) -> tuple[str, ...]:
    """«письмо.docx» that holds plain text is read, and the reader is told so."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    claimed = [known for known in FORMATS if suffix in known.suffixes]
    if found in claimed or not (claimed or suffix in OTHER_SUFFIXES):
        return ()
    return (f"Имя файла кончается на {suffix}, а содержание — {found.media_type}.",)


def _registry() -> tuple[Format, ...]:
    names = (f"{__name__}.{found.name}" for found in pkgutil.iter_modules(__path__))
    modules = map(importlib.import_module, names)
    formats = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(formats, key=lambda known: (known.name == "text", known.name)))


OTHER_SUFFIXES = (".ppt", ".pptx", ".rar")  # never ours, often misnamed
WRITING = re.compile(r"[^\W_]")  # a letter or digit of any script

FORMATS: tuple[Format, ...] = _registry()
