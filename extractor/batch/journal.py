"""The memory of a run: records in segments, and a journal with a line for each document that is durable.

Decides what is written when: a segment whole (written, fsynced, renamed, its folder fsynced), then the
lines of the journal that point into it. So a line is never there without its record, and whoever is
killed loses the documents of the last seconds and nothing else. Leaves the final order and form of the
records to `finish.py`.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from extractor.batch.durable import UNFINISHED, Lines, sync_folder, write_durably
from extractor.batch.index import Index, Row
from extractor.batch.outcomes import Document, Outcome

MOST_LINES = 128  # of the journal that wait for their segment
MOST_BYTES = 4 << 20
MOST_SECONDS = 2.0


class Journal:
    """Takes outcomes and makes them durable, some at a time; what is durable is in the index."""

    def __init__(self, out: Path, index: Index, version: str) -> None:
        self._out = out
        self._index = index
        self._version = version
        self._segments = out / SEGMENTS
        self._segments.mkdir(parents=True, exist_ok=True)
        self._lines = Lines(out / JOURNAL)
        self._records: list[bytes] = []
        self._size = 0
        self._waiting: list[dict[str, Any]] = []
        self._since = time.monotonic()
        self._number = 0

    def load(self, out: Path) -> None:
        """Fills the index with what earlier runs have made durable."""
        for said in _lines_of(out / JOURNAL):
            self._learn(said)
            name = said.get("segment", "").removesuffix(".jsonl")
            if name.isdecimal():  # a number is never given twice: old lines may still point to it
                self._number = max(self._number, int(name))
        for path in self._segments.iterdir():
            if path.name.endswith(UNFINISHED):
                path.unlink()
            else:
                self._number = max(self._number, int(path.stem))

    def done(self, document: Document, outcome: Outcome) -> None:
        """One document has ended."""
        said = _identity(document)
        said |= {"version": self._version, "outcome": outcome.name, "seconds": outcome.seconds}
        if outcome.line is not None:
            said |= {"at": self._size, "length": len(outcome.line), "warnings": outcome.warnings}
            said |= {"facts": outcome.facts}
            self._records.append(outcome.line + b"\n")
            self._size += len(outcome.line) + 1
        else:
            said |= {"code": outcome.code, "detail": outcome.detail}
        self._say(said, document.parent, document.member)

    def copied(self, document: Document) -> None:
        """A file has the content of an earlier one; which one is found out in every run."""
        self._say(_identity(document), document.parent, document.member)

    def restamped(self, row: Row, document: Document) -> None:
        """A file was touched and has the content that it had: its outcome stays."""
        self._say(_of_row(row) | {"size": document.size, "stamp": document.stamp})

    def unpacked(self, path: str, sha256: str, members: int) -> None:
        """A file was taken apart; said before anything of its members is."""
        self._say({"container": path, "sha256": sha256, "members": members})

    def flush(self, *, only_when_due: bool = False) -> None:
        """Makes durable what waits."""
        if not self._waiting or (only_when_due and not self._is_due()):
            return
        if self._records:
            self._number += 1
            segment = self._segments / f"{self._number:08d}.jsonl"
            write_durably(segment, b"".join(self._records))
            for said in self._waiting:
                if "at" in said:
                    said.setdefault("segment", segment.name)
        self._lines.append(b"".join(map(_packed, self._waiting)))
        for said in self._waiting:
            self._learn(said)
        self._records, self._waiting, self._size = [], [], 0
        self._since = time.monotonic()

    def shorten(self) -> None:
        """Keeps of the journal what this run has met: files that are gone and earlier outcomes are history."""
        if not self._index.has_strangers():
            return
        whole = self._out / JOURNAL
        beside = whole.with_name(whole.name + UNFINISHED)
        with beside.open("wb") as file:
            for path, sha256, members in self._index.containers():
                file.write(_packed({"container": path, "sha256": sha256, "members": members}))
            for row in self._index.met():
                file.write(_packed(_of_row(row)))
            file.flush()
            os.fsync(file.fileno())
        self._lines.close()
        os.replace(beside, whole)
        sync_folder(self._out)
        self._lines = Lines(whole)

    def forget_segments(self) -> None:
        """All records lie in parts now."""
        for path in self._segments.iterdir():
            with suppress(OSError):
                path.unlink()

    def close(self) -> None:
        self._lines.close()

    def places(self) -> set[str]:
        """The segments that are there."""
        return {path.name for path in self._segments.iterdir()}

    def _say(self, said: dict[str, Any], parent: str = "", member: int = 0) -> None:
        if parent:
            said |= {"parent": parent, "member": member}
        self._waiting.append(said)
        self.flush(only_when_due=True)

    def _is_due(self) -> bool:
        is_full = len(self._waiting) >= MOST_LINES or self._size >= MOST_BYTES
        return is_full or time.monotonic() - self._since >= MOST_SECONDS

    def _learn(self, said: dict[str, Any]) -> None:
        if "container" in said:
            self._index.keep_container(said["container"], said["sha256"], said["members"])
            return
        known = {name: said[name] for name in ROW_KEYS & said.keys()}
        self._index.keep(Row(path=said["file"], place=said.get("segment", ""), **known))


def _identity(document: Document) -> dict[str, Any]:
    return {"file": document.path, "sha256": document.sha256, "size": document.size, "stamp": document.stamp}


def _of_row(row: Row) -> dict[str, Any]:
    """The line that says what a row says."""
    said = {name: value for name, value in row._asdict().items() if name not in ("path", "place")}
    return {"file": row.path, **said, "segment": row.place}


def _packed(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"


def _lines_of(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            yield json.loads(line)


JOURNAL = "journal.jsonl"
SEGMENTS = Path("work", "segments")
ROW_KEYS = set(Row._fields) - {"path", "place"}
