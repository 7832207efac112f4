"""The database behind the store: SQLite in one file, or PostgreSQL by URL.

Decides how connections are made and transactions begin, so that many processes can write to either.
Leaves the tables to `tables.py` and their history to `migrations/`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, NullPool, create_engine, event, make_url, text
from sqlalchemy.orm import Session

PATIENCE = 30  # seconds that a writer waits for the others
MIGRATIONS = Path(__file__).with_name("migrations")
LOCK = 752_311_604  # the number of PostgreSQL's advisory lock that migrations take


class Database:
    """Sessions that read or write; a process that forks has its own, made after the fork.

    `pooled=False` keeps no connection between transactions, so nothing is open when a process forks.
    """

    def __init__(self, url: URL, *, pooled: bool = True) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {} if pooled else {"poolclass": NullPool}
        if self.is_sqlite:
            options["connect_args"] = {"timeout": PATIENCE}
        else:
            options["connect_args"] = {"connect_timeout": PATIENCE}
            options["pool_pre_ping"] = True  # the server may have been restarted
        self.engine = create_engine(url, hide_parameters=True, **options)  # errors must not quote documents
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._writer = self.engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the database and changes nothing."""
        with Session(self.engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is committed at the end, or not at all."""
        with Session(self._writer) as session, session.begin():
            yield session

    def migrate(self) -> None:
        """Bring the tables to this version's; several processes may ask at once."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        with self._writer.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def is_up(self) -> bool:
        """Whether the database answers."""
        with self.reading() as session:
            return bool(session.scalar(text("SELECT 1")) == 1)

    def close(self) -> None:
        self.engine.dispose()


def url_of(settings_url: str | None, folder: Path) -> URL:
    """The database's address: `postgresql://…` as set, or the file in the data folder."""
    if not settings_url:
        return URL.create("sqlite", database=str(folder / "svodka.db"))
    url = make_url(settings_url)
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    """Transactions begin where we say so; readers do not wait for writers (WAL)."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: one that upgrades from reading is refused without waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
