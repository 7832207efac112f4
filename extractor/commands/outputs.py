"""Where records go: standard output as JSON, JSON Lines or tables, or a folder of files.

Decides the form; standard output holds valid JSON whatever happens on the way. A file in the folder
appears whole or not at all.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from extractor import Record
from extractor.commands.inputs import Input
from extractor.commands.report import Report


class Sink(Protocol):
    """Takes the records of a run, one at a time."""

    def put(self, item: Input, record: Record) -> None: ...


@contextmanager
def one_object() -> Iterator[Sink]:
    """The record of a single file as one JSON object, `null` where it has none; of an archive an array."""
    sink = _Object()
    try:
        yield sink
    finally:
        _write(sink.text() + "\n")


@contextmanager
def array() -> Iterator[Sink]:
    """A JSON array, one record a line; closed also when the run is broken off."""
    sink = _Array()
    _write("[")
    try:
        yield sink
    finally:
        _write("\n]\n" if sink.count else "]\n")


@contextmanager
def lines() -> Iterator[Sink]:
    """JSON Lines: one record a line."""
    yield _Lines()


@contextmanager
def tables() -> Iterator[Sink]:
    """Tables for people."""
    from extractor.commands.tables import TableSink

    yield TableSink()


@contextmanager
def folder(path: Path, report: Report) -> Iterator[Sink]:
    """«letter.docx.json» for each document, folders mirrored below `path`."""
    yield _Folder(path, report)


class _Object:
    def __init__(self) -> None:
        self.records: list[Record] = []

    def put(self, item: Input, record: Record) -> None:
        self.records.append(record)

    def text(self) -> str:
        if len(self.records) > 1:
            return "[\n" + ",\n".join(record.to_json() for record in self.records) + "\n]"
        return self.records[0].to_json(indent=2) if self.records else "null"


class _Array:
    count = 0

    def put(self, item: Input, record: Record) -> None:
        _write((",\n" if self.count else "\n") + record.to_json())
        self.count += 1


class _Lines:
    def put(self, item: Input, record: Record) -> None:
        # U+2028 and U+0085 end a line for some readers of JSON Lines.
        _write(record.to_json().translate(_LINE_ENDS) + "\n")


class _Folder:
    def __init__(self, path: Path, report: Report) -> None:
        self.path, self.report = path, report

    def put(self, item: Input, record: Record) -> None:
        target = self.path / item.target.parent / f"{item.target.name}.json"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, (record.to_json(indent=2) + "\n").encode())
        except OSError as error:
            self.report.records -= 1
            self.report.set_aside(item.label, f"its record cannot be written: {error.strerror}")


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside the file and moves it into place, so that no reader sees half a record."""
    with written_whole(path) as file:
        file.write(data)


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes its place when the block ends well, and is gone when it does not."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".svodka-", suffix=".part")
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write(text: str) -> None:
    """UTF-8 whatever the locale says."""
    out: BinaryIO = sys.stdout.buffer
    out.write(text.encode("utf-8"))
    out.flush()


_LINE_ENDS = {ord(mark): json.dumps(mark)[1:-1] for mark in "\u2028\u2029\u0085"}
