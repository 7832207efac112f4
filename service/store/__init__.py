"""The store: documents, their readings, jobs, accounts and the audit log, in SQLite or PostgreSQL.

Decides the one way in, `Store`, with a part for each concern. Leaves connections to `database.py`, the
tables to `tables.py` and `migrations/`, and what is done with a document to those who call.

    >>> store = Store.open(Settings())
    >>> added = store.documents.add(b"...", "письмо.txt", actor="ivanova")
    >>> store.documents.find(Filters(text="ребёнок")).documents
"""

from __future__ import annotations

from service.settings import Settings
from service.store.accounts import Accounts
from service.store.audit import AuditLog
from service.store.database import Database, url_of
from service.store.documents import Documents
from service.store.imports import Archived, Imports
from service.store.jobs import Jobs
from service.store.readings import Readings, WrongRevision
from service.store.views import (
    Added,
    AuditView,
    Claim,
    DocumentView,
    Filters,
    KeyView,
    Listing,
    NameKind,
    RevisionView,
    Role,
    State,
    UserView,
)

__all__ = [
    "Added",
    "Archived",
    "AuditView",
    "Claim",
    "DocumentView",
    "Filters",
    "KeyView",
    "Listing",
    "NameKind",
    "RevisionView",
    "Role",
    "State",
    "Store",
    "UserView",
    "WrongRevision",
]


class Store:
    """Everything that is kept. A process that forks must not use it before: each process opens its own."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.documents = Documents(database)
        self.readings = Readings(database)
        self.jobs = Jobs(database)
        self.accounts = Accounts(database)
        self.imports = Imports(database)
        self.audit = AuditLog(database)

    @classmethod
    def open(cls, settings: Settings, *, pooled: bool = True, migrate: bool = True) -> Store:
        """The store that the settings name; its folder and tables are made where they are missing."""
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        store = cls(Database(url_of(settings.database_url, settings.data), pooled=pooled))
        if migrate:
            store.database.migrate()
        return store

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()
