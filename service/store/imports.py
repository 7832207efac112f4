"""Archives in the store: records that `svodka batch` has made, taken in with their files.

Decides that what is known already (the same bytes) is left as it is, so that taking in the same archive
again changes nothing, and that documents come in by hundreds: all of one group or none of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from sqlalchemy import select

from extractor import Record
from service.store.audit import note
from service.store.database import Database
from service.store.readings import MACHINE, keep
from service.store.tables import Document, Source

AT_ONCE = 100


class Archived(NamedTuple):
    """One file of an archive: its record as JSON, or the code of the reason why it has none."""

    sha256: str
    name: str
    size: int
    record: bytes | None
    reason: str | None = None
    data: bytes | None = None  # the file itself, where it is at hand


class Imports:
    """Takes archives into one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unknown(self, hashes: Iterable[str]) -> set[str]:
        """Those of the hashes that no document has."""
        wanted = set(hashes)
        with self._database.reading() as session:
            return wanted - set(session.scalars(select(Document.sha256).where(Document.sha256.in_(wanted))))

    def take(self, files: Iterable[Archived], *, actor: str) -> int:
        """Takes in the files that are not known; answers how many they were."""
        stream = iter(files)
        added = 0
        while group := list(islice(stream, AT_ONCE)):
            added += self._take(group, actor)
        return added

    def _take(self, group: list[Archived], actor: str) -> int:
        new = self.unknown(file.sha256 for file in group)
        fresh = list(_first_of_each(group, new))
        with self._database.writing() as session:
            for file in fresh:
                document = _document(file, actor)
                session.add(document)
                session.flush()
                if file.data is not None:
                    session.add(Source(document=document.number, data=file.data))
                if file.record is not None:
                    record = Record.model_validate_json(file.record)
                    document.media_type = record.source.media_type
                    keep(session, document, record, MACHINE, number=1)
                note(session, actor, "document.imported", document.id)
        return len(fresh)


def _first_of_each(group: list[Archived], new: set[str]) -> Iterator[Archived]:
    for file in group:
        if file.sha256 in new:
            new.discard(file.sha256)
            yield file


def _document(file: Archived, actor: str) -> Document:
    now = datetime.now(UTC)
    return Document(
        id=uuid.uuid4().hex,
        sha256=file.sha256,
        name=file.name,
        size=file.size,
        state="refused" if file.record is None else "done",
        reason=file.reason,
        submitted=now,
        finished=now,
        submitted_by=actor,
        is_checked=False,
        revision=0,
    )
