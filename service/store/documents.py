"""Documents: taken in once by content, listed by filters, deleted with everything that was read of them.

Decides what the same document is (the same bytes) and the order of lists (newest first). Leaves what was
read to `readings.py` and who reads it to `jobs.py`.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.store import search
from service.store.audit import note
from service.store.database import Database
from service.store.tables import Document, Job, Name, Revision, Source
from service.store.views import Added, DocumentView, Filters, Listing, NameKind


class Documents:
    """The documents of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, data: bytes, name: str, *, actor: str) -> Added:
        """Take a file in and queue it; bytes that are known already give their document as it is."""
        sha256 = hashlib.sha256(data).hexdigest()
        known = self._by_hash(sha256)
        if known is not None:
            return Added(known, is_new=False)
        try:
            with self._database.writing() as session:
                document = _new(sha256, name, len(data), actor)
                session.add(document)
                session.flush()
                session.add_all([Source(document=document.number, data=data), Job(document=document.number, tries=0)])
                note(session, actor, "document.added", document.id)
                return Added(DocumentView.model_validate(document), is_new=True)
        except IntegrityError:  # somebody else was faster with the same bytes
            known = self._by_hash(sha256)
            if known is None:
                raise
            return Added(known, is_new=False)

    def get(self, id: str) -> DocumentView | None:
        """The document, or None where there is none of this id."""
        with self._database.reading() as session:
            found = session.scalar(select(Document).where(Document.id == id))
            return None if found is None else DocumentView.model_validate(found)

    def source(self, id: str) -> bytes | None:
        """The file's bytes as they came."""
        with self._database.reading() as session:
            return session.scalar(select(Source.data).join(Document).where(Document.id == id))

    def find(self, filters: Filters, *, before: int | None = None, limit: int = 50) -> Listing:
        """Documents that the filters let through, newest first, those older than the cursor `before`."""
        with self._database.reading() as session:
            wanted = select(Document).where(*conditions(session, filters)).order_by(Document.number.desc())
            if before is not None:
                wanted = wanted.where(Document.number < before)
            found = session.scalars(wanted.limit(limit + 1)).all()
            page = [DocumentView.model_validate(document) for document in found[:limit]]
            return Listing(page, found[limit - 1].number if len(found) > limit else None)

    def count(self, filters: Filters) -> int:
        """How many documents the filters let through."""
        with self._database.reading() as session:
            wanted = select(func.count()).select_from(Document).where(*conditions(session, filters))
            return session.scalar(wanted) or 0

    def states(self) -> dict[str, int]:
        """How many documents are in each state, for progress and metrics."""
        with self._database.reading() as session:
            rows = session.execute(select(Document.state, func.count()).group_by(Document.state))
            return {row[0]: row[1] for row in rows}

    def names(self, kind: NameKind, query: str = "", *, limit: int = 50) -> list[str]:
        """Names of organisations or persons for suggestions, in their own order: «лиц» is no word, «лицей» is."""
        with self._database.reading() as session:
            wanted = select(Name.name).where(Name.kind == kind).distinct().order_by(Name.name).limit(limit)
            condition = search.names_with(query)
            return [*session.scalars(wanted if condition is None else wanted.where(condition))]

    def records(self, filters: Filters, *, limit: int) -> Iterator[tuple[DocumentView, str]]:
        """Documents with the JSON of their newest record, in order of arrival, for export."""
        with self._database.reading() as session:
            wanted = (
                select(Document, Revision.record)
                .join(Revision, (Revision.document == Document.number) & (Revision.number == Document.revision))
                .where(*conditions(session, filters))
                .order_by(Document.number)
                .limit(limit)
                .execution_options(yield_per=50)
            )
            for document, record in session.execute(wanted):
                yield DocumentView.model_validate(document), record

    def delete(self, id: str, *, actor: str) -> bool:
        """Remove a document with its file, readings and index; False where there is none."""
        with self._database.writing() as session:
            number = session.scalar(select(Document.number).where(Document.id == id))
            if number is None:
                return False
            _remove(session, number)
            note(session, actor, "document.deleted", id)
            return True

    def expire(self, submitted_before: datetime, *, actor: str = "retention") -> int:
        """Remove the documents that came before a moment; how many they were."""
        with self._database.writing() as session:
            old = session.execute(
                select(Document.number, Document.id).where(Document.submitted < submitted_before).limit(EXPIRED_AT_ONCE)
            ).all()
            for number, id in old:
                _remove(session, number)
                note(session, actor, "document.expired", id)
            return len(old)

    def _by_hash(self, sha256: str) -> DocumentView | None:
        with self._database.reading() as session:
            found = session.scalar(select(Document).where(Document.sha256 == sha256))
            return None if found is None else DocumentView.model_validate(found)


def conditions(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The filters as conditions on `documents`."""
    if filters.ids is not None:
        yield Document.id.in_(filters.ids)
    if filters.kind is not None:
        yield Document.kind == filters.kind
    if filters.state is not None:
        yield Document.state == filters.state
    if filters.is_checked is not None:
        yield Document.is_checked == filters.is_checked
    if filters.dated_from is not None:
        yield Document.dated >= filters.dated_from.isoformat()
    if filters.dated_to is not None:
        yield Document.dated <= filters.dated_to.isoformat()
    for kind, query in (("organization", filters.organization), ("person", filters.person)):
        named = search.names_with(query or "")
        if named is not None:
            yield Document.number.in_(select(Name.document).where(Name.kind == kind, named))
    found = search.has_words(session, filters.text or "")
    if found is not None:
        yield found


def _new(sha256: str, name: str, size: int, actor: str) -> Document:
    return Document(
        id=uuid.uuid4().hex,
        sha256=sha256,
        name=name,
        size=size,
        state="waiting",
        submitted=datetime.now(UTC),
        submitted_by=actor,
        is_checked=False,
        revision=0,
    )


def _remove(session: Session, number: int) -> None:
    search.forget(session, number)
    session.execute(delete(Document).where(Document.number == number))  # the rest goes with it


EXPIRED_AT_ONCE = 500  # so that no transaction is long
