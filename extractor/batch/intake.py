"""What there is to do: the documents of a source that have no outcome yet, in batches.

Decides what counts as done (the same content under the same name, by the same version), which file is
the original and which are its copies (the first of the walk), and what goes into a batch together.
Leaves walking to the source and unpacking to the front door. Every file that is met is put into the
run's order, whether there is anything to do for it or not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from extractor import UnreadableFile, unpack
from extractor.batch.index import Index, Row
from extractor.batch.journal import Journal
from extractor.batch.large_zip import is_large_archive, members
from extractor.batch.outcomes import MOST_FILES, SET_ASIDE, Document, Outcome, sort_of
from extractor.batch.walk import Found, Source

MOST_BYTES = 4 << 20  # of a batch

Decided = tuple[Document, Outcome | None]  # None: the engine has to say


@dataclass
class Intake:
    """One walk over the source. `is_done` says whether a row of an earlier run still holds."""

    source: Source
    index: Index
    journal: Journal
    limit: int  # bytes of a file
    is_done: Callable[[Row], bool]
    by_reference: bool = False  # plain files are fetched by the workers
    met: int = 0
    met_bytes: int = 0
    known_bytes: int = 0  # of what nothing was to be done for
    decided: int = 0  # files that need no worker: unpacked or refused
    set_aside: int = 0  # of them

    def batches(self) -> Iterator[list[Document]]:
        """Documents that need a worker; those that are converted or recognised first go together."""
        groups: dict[str, list[Document]] = {}
        for document in self._documents():
            kind = sort_of(document.name)
            group = groups.setdefault(kind, [])
            group.append(document)
            if len(group) == MOST_FILES[kind] or sum(each.size for each in group) >= MOST_BYTES:
                yield groups.pop(kind)
        yield from groups.values()

    def _documents(self) -> Iterator[Document]:
        for found in self.source.walk():
            yield from self._file(found)
            self.met += 1
            self.met_bytes += found.size

    def _file(self, found: Found) -> Iterator[Document]:
        if found.code:
            yield from self._refused(found, found.code, found.detail)
        elif not self._is_unchanged(found):
            yield from self._new(found)

    def _new(self, found: Found) -> Iterator[Document]:
        """A file that has to be read; of one that is too large only a zip can be."""
        try:
            file = self.source.open(found.place)
            with closing(file):
                is_large = is_large_archive(file)
                file.seek(0)
                data = b"" if is_large or found.size > self.limit else file.read(self.limit + 1)
        except OSError as error:
            yield from self._refused(found, "unreachable", error.strerror or type(error).__name__)
            return
        if is_large:
            yield from self._streamed(found)
        elif max(found.size, len(data)) > self.limit:
            yield from self._refused(found, "too_large", f"{found.size} bytes, limit {self.limit}")
        else:
            yield from self._read(found, data)

    def _streamed(self, found: Found) -> Iterator[Document]:
        """A zip that is too large to be in memory, member by member; it counts as unpacked when all are met."""
        with closing(self.source.open(found.place)) as file:
            own = Document(found.path, found.name, None, _sha256_of(file), found.size, found.stamp, found.place)
            if self.index.first(str(own.sha256), found.path) != found.path:
                yield from self._settled(own, None)
                return
            names: set[str] = set()
            number = 0
            for member in members(file, found.name):
                for inner in (member,) if isinstance(member, UnreadableFile) else unpack(member[1], member[0]):
                    number += 1
                    name, data, refusal = _told(inner)
                    yield from self._settled(_member(own, _free(name, names), data, number), refusal)
        self.journal.unpacked(found.path, str(own.sha256), number)
        yield from self._settled(own, Outcome(None))

    def _is_unchanged(self, found: Found) -> bool:
        """Whether the file and all that is in it are done; then they are put into the order of the run."""
        row = self.index.row(found.path)
        if row is None or row.sha256 is None or (row.size, row.stamp) != (found.size, found.stamp):
            return False
        members = self.index.members(found.path, row.sha256)
        if members is None or not all([self._holds(row), *map(self._holds, members)]):
            return False
        for known in (row, *(self.index.members(found.path, row.sha256) or ())):
            self._place(known.path, known.sha256)
        self.known_bytes += found.size
        return True

    def _holds(self, row: Row) -> bool:
        """An original needs an outcome of its own; a copy has that of its original."""
        is_copy = row.sha256 is not None and self.index.first(row.sha256, row.path) != row.path
        return is_copy or (row.outcome is not None and self.is_done(row))

    def _read(self, found: Found, data: bytes) -> Iterator[Document]:
        """The file itself, or what is in it, or both; a copy is not even taken apart."""
        sha256 = _sha256(data)
        own = Document(found.path, found.name, data, sha256, found.size, found.stamp, found.place)
        if self.index.first(sha256, found.path) != found.path:
            yield from self._settled(own, None)
            return
        outcome, members = taken_apart(own)
        if members:
            self.journal.unpacked(found.path, sha256, len(members))
        elif self.by_reference and outcome is None:
            own = own._replace(data=None)
        yield from self._settled(own, outcome)
        for document, refusal in members:
            yield from self._settled(document, refusal)

    def _settled(self, document: Document, outcome: Outcome | None) -> Iterator[Document]:
        """The document, if the engine has to say what becomes of it."""
        row = self.index.row(document.path)
        is_known = row is not None and row.sha256 == document.sha256
        is_same = is_known and row is not None and (row.size, row.stamp) == (document.size, document.stamp)
        if not self._place(document.path, document.sha256):
            if not is_same:
                self.journal.copied(document)
        elif row is not None and is_known and row.outcome is not None and self.is_done(row):
            if not is_same:
                self.journal.restamped(row, document)
        elif outcome is not None:
            self.journal.done(document, outcome)
            self.decided += 1
            self.set_aside += outcome.name == SET_ASIDE
        else:
            yield document

    def _place(self, path: str, sha256: str | None) -> bool:
        """Puts a file into the order of the run; answers whether it is an original."""
        first = path if sha256 is None else self.index.first(sha256, path)
        self.index.visit(path, None if first == path else first)
        return first == path

    def _refused(self, found: Found, code: str, detail: str) -> Iterator[Document]:
        document = Document(found.path, found.name, None, None, found.size, found.stamp, found.place)
        yield from self._settled(document, Outcome(None, code, detail))


def taken_apart(whole: Document) -> tuple[Outcome | None, list[Decided]]:
    """What is said of a file itself (None: the engine has to say), and what is in it, in its order."""
    own: Outcome | None = Outcome(None)
    members: list[Decided] = []
    names: set[str] = set()
    assert whole.data is not None
    for number, found in enumerate(unpack(whole.data, whole.name)):
        name, data, refusal = _told(found)
        if name == whole.name and not members:
            own = refusal
            continue
        members.append((_member(whole, _free(name, names), data, number), refusal))
    if own is not None and not own.code and not members:
        own = Outcome(None, "empty", "an archive without files")
    return own, members


def _told(found: tuple[str, bytes] | UnreadableFile) -> tuple[str, bytes | None, Outcome | None]:
    """The name of what was unpacked, its bytes, and what is said of it already."""
    if isinstance(found, UnreadableFile):
        return found.name, None, Outcome(None, found.code, found.detail)
    return *found, None


def _member(whole: Document, name: str, data: bytes | None, number: int) -> Document:
    """«письма.zip/приказ.docx» of «2019/письма.zip» has the path «2019/письма.zip//приказ.docx»."""
    path = f"{whole.path}//{name.removeprefix(whole.name).lstrip('/')}"
    sha256 = None if data is None else _sha256(data)
    size = 0 if data is None else len(data)
    return Document(path, name, data, sha256, size, str(whole.sha256), parent=whole.path, member=number)


def _free(name: str, taken: set[str]) -> str:
    """Two members of one name are told apart by a number: «приказ.docx#2»."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}#{number}", number + 1
    taken.add(free)
    return free


def _sha256_of(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
