"""The audit log: who did what to which document, when.

Decides that an entry is written in the transaction of what it tells of, and never holds a document's words.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.database import Database
from service.store.tables import Audit
from service.store.views import AuditView


class AuditLog:
    """The log of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, actor: str, action: str, document: str | None = None, detail: dict[str, Any] | None = None) -> None:
        """Write an entry of its own, for what is no change in the store: a sign-in, an export."""
        with self._database.writing() as session:
            note(session, actor, action, document, detail)

    def newest(self, *, document: str | None = None, limit: int = 100) -> list[AuditView]:
        """The newest entries first, of one document or of all."""
        wanted = select(Audit).order_by(Audit.number.desc()).limit(limit)
        if document is not None:
            wanted = wanted.where(Audit.document == document)
        with self._database.reading() as session:
            return [AuditView.model_validate(entry) for entry in session.scalars(wanted)]


def note(
    session: Session, actor: str, action: str, document: str | None = None, detail: dict[str, Any] | None = None
) -> None:
    """Write an entry along with what the session changes: `record.revised` by «ivanova»."""
    session.add(Audit(at=datetime.now(UTC), actor=actor, action=action, document=document, detail=detail))
