"""Engines for tests of archives: as fast as need be, or as badly behaved.

Each stands in for `extractor.extract_many` in worker processes, so it is a function of a module. What
it does with a file follows from the file's text alone.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator

from extractor import Record, UnreadableFile
from extractor.record import Document, Source


def quick(files: Iterable[tuple[str, bytes]]) -> Iterator[Record | UnreadableFile]:
    """A record without any models: the text and its first line as the title."""
    for name, data in files:
        yield record(name, data)


def slow(files: Iterable[tuple[str, bytes]]) -> Iterator[Record | UnreadableFile]:
    """The same, a hundredth of a second each."""
    for name, data in files:
        time.sleep(0.01)
        yield record(name, data)


def shouting(files: Iterable[tuple[str, bytes]]) -> Iterator[Record | UnreadableFile]:
    """Another version's records: the text in capitals."""
    for name, data in files:
        found = record(name, data)
        yield found if isinstance(found, UnreadableFile) else found.model_copy(update={"text": found.text.upper()})


def misbehaving(files: Iterable[tuple[str, bytes]]) -> Iterator[Record | UnreadableFile]:
    """Does what the text says: «умри», «повисни», «ошибись», «съешь память» and, once, «умри один раз»."""
    for name, data in files:
        text = data.decode()
        if text.startswith("умри один раз"):
            mark = text.splitlines()[1]
            if not os.path.exists(mark):
                open(mark, "w").close()
                os._exit(1)
        elif text.startswith("умри"):
            os._exit(1)
        elif text.startswith("повисни"):
            time.sleep(3600)
        elif text.startswith("ошибись"):
            raise KeyError(text)
        elif text.startswith("съешь память"):
            bytearray(1 << 34)
        yield record(name, data)


def record(name: str, data: bytes) -> Record | UnreadableFile:
    if not data:
        return UnreadableFile("empty", name=name)
    text = data.decode("utf-8", "replace")
    source = Source(
        name=name.rpartition("/")[2],
        media_type="text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        reader="quick",
        characters=len(text),
        warnings=("Есть замечание.",) if "замечание" in text else (),
        seconds=time.monotonic() % 1,
    )
    return Record(source=source, text=text, document=Document(title=text.splitlines()[0] or None, date="2019-05-06"))
