"""Which files the command line reads, and what each record is called.

Decides how paths and folders become a sorted list of inputs: folders all the way down, hidden files
and editors' lock files («~$письмо.docx») left out, a link that leads back to a folder above it not
followed, one name for one input. Leaves reading the files to `batches.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from extractor.commands.report import Report

STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class Input:
    """One file: `target` is where its record goes below `--out`, `label` is how people are told of it."""

    path: Path
    target: PurePosixPath
    label: str
    within: str = ""  # the name of a document in an archive or a message: «архив.zip/отчёт.docx»

    def member(self, name: str, taken: set[str]) -> Input:
        """The input of a document within this one, itself where it has the same name; a taken name gets a number."""
        inner = name.removeprefix(self.name).lstrip("/")
        if not inner:
            return self
        free, number = inner, 2
        while free.casefold() in taken:
            free, number = f"{inner}.{number}", number + 1
        taken.add(free.casefold())
        return replace(self, target=self.target / free, label=f"{self.label}/{inner}", within=name)

    @property
    def name(self) -> str:
        """The hint for the format, and the name in the record; "" for standard input."""
        if self.within:
            return self.within
        return "" if self.path == STANDARD_INPUT else readable(self.path.name)

    def read(self, limit: int) -> bytes:
        """The file's bytes, one more than `limit` at most: enough to be refused, too few to fill memory."""
        if self.path == STANDARD_INPUT:
            return sys.stdin.buffer.read(limit + 1)
        with self.path.open("rb") as file:
            return file.read(limit + 1)


def readable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become «\ufffd»."""
    return os.fsencode(name).decode("utf-8", "replace")


def find_inputs(paths: Iterable[Path], report: Report, *, leave_out: Path | None = None) -> list[Input]:
    """All files under `paths` in a fixed order; `leave_out` is the folder that the records go to."""
    search = _Search(report, leave_out.resolve() if leave_out is not None else None)
    return list(search.all_of(paths))


@dataclass
class _Search:
    """One walk: what was seen, and which names for records are taken."""

    report: Report
    leave_out: Path | None
    seen: set[Path] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)

    def all_of(self, paths: Iterable[Path]) -> Iterator[Input]:
        for path in paths:
            if path == STANDARD_INPUT:
                yield from self.once(path, PurePosixPath("stdin"), "standard input")
            elif os.path.isdir(path):
                yield from self.folder(path)
            else:
                yield from self.once(path, PurePosixPath(path.name), readable(str(path)))

    def folder(self, top: Path) -> Iterator[Input]:
        """Depth first, names in order; a stack, because folders may be nested deeper than calls."""
        stack = self.children(Place(top, PurePosixPath(), (), "folder"))
        while stack:
            place = stack.pop()
            label = readable(str(place.path))
            if place.kind == "folder":
                stack += self.children(place)
            elif place.kind == "file":
                yield from self.once(place.path, place.target, label)
            else:
                self.report.set_aside(label, place.kind)

    def children(self, place: Place) -> list[Place]:
        """What a folder holds, the first last; nothing where it must not or cannot be entered."""
        label = readable(str(place.path))
        try:
            status = os.stat(place.path)
            identity = (status.st_dev, status.st_ino)
            if identity in place.above:
                self.report.note(f"{label}: links back to a folder above it, not followed")
                return []
            if self.leave_out is not None and place.path.resolve() == self.leave_out:
                self.report.note(f"{label}: is where the records go, not read")
                return []
            with os.scandir(place.path) as entries:
                found = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            self.report.set_aside(label, f"folder cannot be read: {error.strerror}")
            return []
        shown = [entry for entry in found if not entry.name.startswith(HIDDEN)]
        self.report.hidden += len(found) - len(shown)
        above = (*place.above, identity)
        return [Place(place.path / e.name, place.target / e.name, above, kind_of(e)) for e in shown]

    def once(self, path: Path, target: PurePosixPath, label: str) -> Iterator[Input]:
        """An input, unless the same place was named before; a taken target gets a number."""
        where = path if path == STANDARD_INPUT else path.parent.resolve() / path.name
        if where in self.seen:
            self.report.note(f"{label}: named twice, read once")
            return
        self.seen.add(where)
        free = self.free(target)
        if free != target:
            self.report.note(f"{label}: another file has its name, its record is {readable(str(free))}.json")
        yield Input(path, free, label)

    def free(self, target: PurePosixPath) -> PurePosixPath:
        """«отчёт.docx» of a second folder is «отчёт.docx.2»; letter case does not tell names apart."""
        candidate, number = target, 2
        while str(candidate).casefold() in self.targets:
            candidate, number = target.with_name(f"{target.name}.{number}"), number + 1
        self.targets.add(str(candidate).casefold())
        return candidate


class Place(NamedTuple):
    """Something in a folder; `above` are the folders on the way, `kind` may be a reason to refuse it."""

    path: Path
    target: PurePosixPath
    above: tuple[tuple[int, int], ...]
    kind: str


def kind_of(entry: os.DirEntry[str]) -> str:
    """«folder», «file», or why it is neither."""
    try:
        if entry.is_dir():
            return "folder"
        if entry.is_file():
            return "file"
        return "a link that leads nowhere" if entry.is_symlink() else "not a regular file"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


HIDDEN = (".", "~$")
