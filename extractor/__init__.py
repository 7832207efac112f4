"""Svodka's engine: Russian official texts in, structured records with proof out.

`extract(data, name)` reads one file, `extract_many(files)` many of them in batches. Nothing is
printed, logged or fetched; the only state is the loaded models.

    >>> extract("Совещание прошло 5 мая 2021 года.".encode(), "a.txt").dates[0].value.from_
    '2021-05-05'
"""

from __future__ import annotations

import os

# One BLAS thread a process, before numpy is imported anywhere: two cost twice the CPU for 17 % of time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePath
from time import perf_counter
from typing import TYPE_CHECKING, Any

from extractor.errors import SvodkaError, UnreadableFile

if TYPE_CHECKING:
    from extractor.record import Record

__version__ = "0.1.0"
__all__ = ["Record", "SvodkaError", "UnreadableFile", "extract", "extract_many", "lemmas", "unpack"]

CONTAINERS = (".zip", ".eml", ".msg", ".mht")  # whose names stay before those of the documents within
BATCH = 16  # documents whose sentences go through the models together


def extract(data: bytes, name: str = "") -> Record:
    """The record of one file; raises `UnreadableFile` where there is nothing to read.

    `name` is the file's name, used as a hint for the format and given back in `source`.
    """
    outcome = next(extract_many([(name, data)]))
    if isinstance(outcome, UnreadableFile):
        raise outcome
    return outcome


def extract_many(files: Iterable[tuple[str, bytes]]) -> Iterator[Record | UnreadableFile]:
    """One outcome a file, in the order of `files`: its record, or why it has none.

    A record does not depend on what else is in the batch.
    """
    stream = iter(files)
    while batch := list(islice(stream, BATCH)):
        yield from _extract_batch(batch)


def lemmas(text: str) -> list[tuple[str, ...]]:
    """The dictionary lemmas of each word, for searches: «детей» and «ребёнок» are both `("ребенок",)`.

    A word that may be of several (the form «стали» of «стать» and of «сталь») has them all.
    """
    from extractor.russian.lemmas import lemmas as of_words

    return of_words(text)


def unpack(data: bytes, name: str) -> Iterator[tuple[str, bytes] | UnreadableFile]:
    """The documents that a file is or holds, each with its name; nothing is written to disk.

    Most files yield themselves once. An archive yields each document in it («архив.zip/отчёт.docx») at
    any depth within the limits, a message itself and then what is attached («письмо.eml/отчёт.docx»).
    What cannot be unpacked comes as an `UnreadableFile` that names the member.
    """
    from extractor.readers import unpack as unpack_file

    return unpack_file(data, name)


def _extract_batch(batch: list[tuple[str, bytes]]) -> Iterator[Record | UnreadableFile]:
    from extractor.analysis import analyze
    from extractor.fields import find_all
    from extractor.readers import read_many
    from extractor.record import Source
    from extractor.resolve import resolve

    readings = read_many(batch)
    readable = [page for page, _ in readings if not isinstance(page, UnreadableFile)]
    begun = perf_counter()
    analyses = iter(list(analyze(readable)))
    share = (perf_counter() - begun) / max(1, len(readable))
    for (name, data), (page, reading) in zip(batch, readings, strict=True):
        if isinstance(page, UnreadableFile):
            yield page
            continue
        begun = perf_counter()
        analysis = next(analyses)
        found = find_all(analysis)
        seconds = reading + share + perf_counter() - begun
        source = Source(
            name=_shown(name),
            media_type=page.media_type,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            reader=page.reader,
            encoding=page.encoding,
            encoding_confidence=page.encoding_confidence,
            pages=page.pages,
            recognition=page.recognition,
            characters=len(page.text),
            warnings=page.warnings,
            seconds=round(seconds, 6),
        )
        yield resolve(analysis, found, source)


def _shown(name: str) -> str:
    """«C:\\вход\\письмо.docx» is «письмо.docx», «C:\\вход\\архив.zip\\отчёт.docx» keeps what it came in."""
    parts = PurePath(name.replace("\\", "/")).parts
    first = next((i for i, part in enumerate(parts) if part.lower().endswith(CONTAINERS)), len(parts) - 1)
    return "/".join(parts[first:]) if parts else ""


def __getattr__(name: str) -> Any:
    """`Record` on first use: building the models takes longer than `svodka --help` should."""
    if name == "Record":
        from extractor.record import Record

        return Record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
