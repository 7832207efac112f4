"""The end of a run: from segments and earlier parts to the folder of records that is the result.

Decides the order of the records (that of the walk) and that the result depends on the source, the
version and the form alone, not on how often the run was broken off, in which order workers answered or
what the result was before. It is built beside the old one and takes its place in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from extractor.batch.durable import sync_folder, write_durably
from extractor.batch.index import Ended, Index
from extractor.batch.journal import SEGMENTS
from extractor.batch.outcomes import RECORD, WARNED
from extractor.batch.parts import PART, PartReader, PartWriter

RECORDS = "records"
FILES = "files.jsonl"  # one line a file, in the order of the walk
SUMMARY = "summary.json"


class Tables(Protocol):
    """Takes the records once more, as rows."""

    def add(self, path: str, record: dict[str, Any]) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Form:
    """How records are written."""

    compression: str = "none"  # gzip, zstd
    part_size: int = 64 << 20  # bytes of lines
    parquet: bool = False


def finish(out: Path, index: Index, form: Form) -> bool:
    """Puts the result into `out / RECORDS`; False where it was there already."""
    digest, is_moved = _digest(index, form)
    old = _summary(out)
    if old is not None and old["digest"] == digest and is_moved:
        return False
    new = out / "work" / "records.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    count = _write(new, out, index, form)
    summary = {"digest": digest, "records": count, "version": 1}
    write_durably(new / SUMMARY, json.dumps(summary, indent=1).encode() + b"\n")
    _take_its_place(out, new)
    return True


def mend(out: Path) -> None:
    """What was left when a run was killed while one result took the other's place."""
    old, kept = out / "work" / "records.old", out / RECORDS
    if old.exists() and not kept.exists():
        os.replace(old, kept)
        sync_folder(out)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(out / "work" / "records.new", ignore_errors=True)


def learn_parts(out: Path, index: Index, segments: set[str]) -> set[str]:
    """Tells the index which records lie in the parts of the last result; answers the parts.

    Segments that are still there are newer than the result, or as old.
    """
    path = out / RECORDS / FILES
    if _summary(out) is None or not path.exists():
        return set()
    parts = set()
    for said in lines(path):
        if "part" in said:
            index.moved(said["path"], said["sha256"], said["part"], said["line"], segments)
            parts.add(said["part"])
    return parts


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            yield json.loads(line)


def _digest(index: Index, form: Form) -> tuple[str, bool]:
    """What the result depends on, and whether all of it lies in parts already."""
    digest = hashlib.sha256(repr(form).encode())
    is_moved = True
    for row, same_as in index.ended():
        said = (row.path, row.sha256, row.version, row.outcome, row.code, same_as)
        digest.update(json.dumps(said).encode())
        is_moved = is_moved and (same_as is not None or not row.place or row.place.startswith(PART))
    return digest.hexdigest(), is_moved


def _write(new: Path, out: Path, index: Index, form: Form) -> int:
    """The parts and the list of files; answers how many records there are."""
    parts = PartWriter(new, form.compression, form.part_size)
    reader = _Records(out)
    tables = _tables(new) if form.parquet else None
    count = 0
    try:
        with (new / FILES).open("wb") as listing:
            for ended in index.ended():
                said = _said(ended)
                if ended.row.outcome in (RECORD, WARNED) and ended.same_as is None:
                    line = reader.line(ended)
                    said["part"], said["line"] = parts.put(line)
                    count += 1
                    if tables is not None:
                        tables.add(ended.row.path, json.loads(line))
                listing.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")
            listing.flush()
            os.fsync(listing.fileno())
        if tables is not None:
            tables.close()
        parts.close()
    except BaseException:
        parts.abandon()
        raise
    finally:
        reader.close()
    return count


def _said(ended: Ended) -> dict[str, Any]:
    """A file's line in the list: how it ended, and of what its record tells."""
    row = ended.row
    said: dict[str, Any] = {"path": row.path, "sha256": row.sha256, "size": row.size, "outcome": row.outcome}
    if row.code:
        said |= {"code": row.code, "detail": row.detail}
    if ended.same_as is not None:
        said["same_as"] = ended.same_as
    if row.facts:
        said |= {"warnings": row.warnings, **row.facts}
    return said


class _Records:
    """Records from wherever they lie."""

    def __init__(self, out: Path) -> None:
        self._segments = out / SEGMENTS
        self._parts = PartReader(out / RECORDS)
        self._name = ""
        self._file: Any = None

    def line(self, ended: Ended) -> bytes:
        row = ended.row
        if row.place.startswith(PART):
            return self._parts.line(row.place, row.at)
        if row.place != self._name:
            self._close_segment()
            self._file = (self._segments / row.place).open("rb")
            self._name = row.place
        self._file.seek(row.at)
        data: bytes = self._file.read(row.length)
        return data

    def close(self) -> None:
        self._close_segment()
        self._parts.close()

    def _close_segment(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
            self._name = ""


def _take_its_place(out: Path, new: Path) -> None:
    old, kept = out / "work" / "records.old", out / RECORDS
    shutil.rmtree(old, ignore_errors=True)
    if kept.exists():
        os.replace(kept, old)
    os.replace(new, kept)
    sync_folder(out)
    shutil.rmtree(old, ignore_errors=True)


def _summary(out: Path) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = json.loads((out / RECORDS / SUMMARY).read_bytes())
    except FileNotFoundError:
        return None
    return said


def _tables(new: Path) -> Tables:
    from extractor.batch.tables import ParquetTables

    return ParquetTables(new / "tables")
