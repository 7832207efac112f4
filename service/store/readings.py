"""Readings: the machine's record of a document, and every correction of it as a revision of its own.

Decides that nothing read or written is overwritten, and what of a record goes into columns, names and the
index. Leaves what may be corrected to the API.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from extractor import Record, SvodkaError
from service.store import search
from service.store.audit import note
from service.store.database import Database
from service.store.tables import Document, Job, Name, Revision
from service.store.views import DocumentView, RevisionView

MACHINE = "svodka"  # the author of first revisions


T = TypeVar("T", str, str | None)


class WrongRevision(SvodkaError):
    """A correction was made of a revision that is not the newest; `newest` is."""

    def __init__(self, newest: int) -> None:
        self.newest = newest
        super().__init__(f"the newest revision is {newest}")


class Readings:
    """The records of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def finish(self, document: int, worker: str, record: Record) -> bool:
        """Keep the machine's record and end the job; False if the job is not this worker's any more."""
        with self._database.writing() as session:
            found = _leased(session, document, worker)
            if found is None:
                return False
            keep(session, found, record, MACHINE, number=1)
            found.state, found.reason, found.finished = "done", None, datetime.now(UTC)
            found.media_type = record.source.media_type
            return True

    def refuse(self, document: int, worker: str, reason: str) -> bool:
        """End the job without a record: `reason` is a code of `UnreadableFile` or of the service."""
        with self._database.writing() as session:
            found = _leased(session, document, worker)
            if found is None:
                return False
            found.state, found.reason, found.finished = "refused", reason, datetime.now(UTC)
            return True

    def newest(self, id: str) -> RevisionView | None:
        """The newest reading; None where there is no document or no record of it."""
        return self._one(id, Document.revision)

    def get(self, id: str, number: int) -> RevisionView | None:
        """One reading; number 1 is the machine's."""
        return self._one(id, number)

    def history(self, id: str) -> list[RevisionView]:
        """All readings of a document, oldest first."""
        with self._database.reading() as session:
            wanted = select(Revision).join(Document).where(Document.id == id).order_by(Revision.number)
            return [RevisionView.model_validate(revision) for revision in session.scalars(wanted)]

    def revise(
        self, id: str, record: Record | None, *, actor: str, basis: int, is_checked: bool | None = None
    ) -> DocumentView | None:
        """Keep a corrected record as a new revision, set «проверено», or both; None where there is no document.

        `basis` is the revision that was corrected; raises `WrongRevision` where it is not the newest.
        """
        with self._database.writing() as session:
            found = session.scalar(select(Document).where(Document.id == id).with_for_update())
            if found is None:
                return None
            if found.revision != basis:
                raise WrongRevision(found.revision)
            if record is not None:
                keep(session, found, record, actor, number=basis + 1)
                note(session, actor, "record.revised", id, {"revision": basis + 1})
            if is_checked is not None and is_checked != found.is_checked:
                found.is_checked = is_checked
                note(session, actor, "document.checked" if is_checked else "document.unchecked", id)
            session.flush()
            return DocumentView.model_validate(found)

    def _one(self, id: str, number: object) -> RevisionView | None:
        with self._database.reading() as session:
            wanted = select(Revision).join(Document).where(Document.id == id, Revision.number == number)
            found = session.scalar(wanted)
            return None if found is None else RevisionView.model_validate(found)


def _leased(session: Session, document: int, worker: str) -> Document | None:
    """The document of a job that is this worker's; the job is over with this."""
    ended = session.execute(delete(Job).where(Job.document == document, Job.worker == worker).returning(Job.document))
    return session.get(Document, document) if ended.scalar() is not None else None


def keep(session: Session, document: Document, record: Record, author: str, *, number: int) -> None:
    revision = Revision(
        document=document.number, number=number, made=datetime.now(UTC), author=author, record=record.to_json()
    )
    session.add(revision)
    document.revision = number
    header = record.document
    document.kind = header.kind
    document.title = _column(header.title)
    document.registered = _column(header.number)
    document.dated = header.date if header.date and FULL_DATE.fullmatch(header.date) else None
    document.sender = _column(header.sender)
    session.execute(delete(Name).where(Name.document == document.number))
    session.add_all(_names(document.number, record))
    search.index(session, document.number, f"{document.name}\n{record.text}")


def _names(document: int, record: Record) -> list[Name]:
    """A row for each name; an organisation is also found by its other names."""
    rows = []
    for body in record.organizations:
        rest = " ".join([body.short_name or "", *body.aliases])
        rows.append(_name(document, "organization", body.name, f"{body.name} {rest}"))
    for human in (*record.speakers, *record.persons):
        rows.append(_name(document, "person", human.name.full, human.name.full))
    return rows


def _column(value: T) -> T:
    """A value as both databases take it: PostgreSQL has no NUL in texts, and a page of a PDF may have some."""
    return value if value is None else value.replace("\x00", "")


def _name(document: int, kind: str, name: str, words: str) -> Name:
    return Name(document=document, kind=kind, name=_column(name[:MAX_NAME]), words=search.name_words(words[:MAX_WORDS]))


MAX_NAME = 300  # characters; PostgreSQL's index takes no long ones
MAX_WORDS = 5_000  # characters of all of a body's names
FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
