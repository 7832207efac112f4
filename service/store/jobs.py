"""Jobs: which document a worker reads next, and what becomes of those whose worker died.

Decides that a job is leased for a time and taken up again when the lease runs out or its worker is known
to be dead, and that one that cost `MOST_TRIES` workers their lives is set aside. A job ends in
`readings.py`, with a record or a reason.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from service.store.audit import note
from service.store.database import Database
from service.store.tables import Document, Job, Source
from service.store.views import Claim

MOST_TRIES = 2
KILLER = "worker_died"  # the reason of a document that is set aside


class Jobs:
    """The queue of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, worker: str, lease: timedelta) -> Claim | None:
        """The oldest job that nobody has, now leased to the worker; None where all are done or taken."""
        if not self._is_any_free():  # asked without the writers' lock, which idle workers leave alone
            return None
        with self._database.writing() as session:
            while (job := _oldest_free(session)) is not None:
                document = session.get_one(Document, job.document)
                if job.tries >= MOST_TRIES:
                    _set_aside(session, document)
                    continue
                job.tries += 1
                job.worker = worker
                job.leased_until = datetime.now(UTC) + lease
                document.state = "reading"
                data = session.get_one(Source, job.document).data
                return Claim(document.number, document.id, document.name, data, job.tries)
            return None

    def renew(self, document: int, worker: str, lease: timedelta) -> bool:
        """Lengthen a lease; False if the job is not this worker's any more."""
        renewing = (
            update(Job)
            .where(Job.document == document, Job.worker == worker)
            .values(leased_until=datetime.now(UTC) + lease)
            .returning(Job.document)
        )
        with self._database.writing() as session:
            return session.scalar(renewing) is not None

    def release(self, worker: str) -> int:
        """A worker is dead: what it had is free at once; how many jobs that were."""
        return self._free(worker, is_try_forgiven=False)

    def give_back(self, worker: str) -> int:
        """A worker stops in good order: what it had is free, and the try does not count."""
        return self._free(worker, is_try_forgiven=True)

    def retry(self, id: str, *, actor: str) -> bool:
        """Queue a refused document anew; False where there is none that was refused."""
        with self._database.writing() as session:
            document = session.scalar(select(Document).where(Document.id == id, Document.state == "refused"))
            if document is None:
                return False
            document.state, document.reason, document.finished = "waiting", None, None
            session.add(Job(document=document.number, tries=0))
            note(session, actor, "document.retried", id)
            return True

    def oldest(self) -> datetime | None:
        """When the oldest document without an outcome came; None where there is none."""
        with self._database.reading() as session:
            return session.scalar(select(Document.submitted).join(Job).order_by(Job.document).limit(1))

    def _is_any_free(self) -> bool:
        with self._database.reading() as session:
            return session.scalar(select(Job.document).where(_free()).limit(1)) is not None

    def _free(self, worker: str, *, is_try_forgiven: bool) -> int:
        with self._database.writing() as session:
            jobs = session.scalars(select(Job).where(Job.worker == worker).with_for_update()).all()
            for job in jobs:
                job.worker = job.leased_until = None
                job.tries -= int(is_try_forgiven)
                session.get_one(Document, job.document).state = "waiting"
            return len(jobs)


def _free() -> ColumnElement[bool]:
    return or_(Job.leased_until.is_(None), Job.leased_until < datetime.now(UTC))


def _oldest_free(session: Session) -> Job | None:
    wanted = select(Job).where(_free()).order_by(Job.document).limit(1).with_for_update(skip_locked=True)
    return session.scalar(wanted)


def _set_aside(session: Session, document: Document) -> None:
    session.execute(delete(Job).where(Job.document == document.number))
    document.state, document.reason, document.finished = "refused", KILLER, datetime.now(UTC)
