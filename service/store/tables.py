"""The tables: what is kept of a document, its readings, its job, the people who may come, and what they did.

Decides names, types and constraints; `migrations/` makes the same tables, and a test compares the two.
The full-text index is not among them: its shape depends on the database (`search.py`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, without a zone in the database, so both databases keep the same."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Root of the tables; constraints are named so that a migration can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcTime, str: Text}  # noqa: RUF012  # SQLAlchemy's way of declaring


Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only what is called INTEGER


class Document(Base):
    """One file, known by its content: the same bytes are the same document."""

    __tablename__ = "documents"

    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)  # order of arrival
    id: Mapped[str] = mapped_column(String(32), unique=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str | None]
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None]
    submitted: Mapped[datetime]
    finished: Mapped[datetime | None]
    submitted_by: Mapped[str]
    is_checked: Mapped[bool] = mapped_column(Boolean)
    revision: Mapped[int] = mapped_column(Integer)  # the newest one's number, 0 where there is no record
    kind: Mapped[str | None] = mapped_column(String(20))
    title: Mapped[str | None]
    registered: Mapped[str | None]  # the document's own number
    dated: Mapped[str | None] = mapped_column(String(10))
    sender: Mapped[str | None]

    __table_args__ = (
        Index(None, "state"),
        Index(None, "dated"),
        Index(None, "kind"),
        Index(None, "submitted"),
        {"sqlite_autoincrement": True},  # a number is never given twice, or cursors would go astray
    )


class Source(Base):
    """The file's bytes."""

    __tablename__ = "sources"

    document: Mapped[int] = mapped_column(ForeignKey(Document.number, ondelete="CASCADE"), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Revision(Base):
    """A reading of a document as JSON: number 1 is the machine's, the next ones are people's."""

    __tablename__ = "revisions"

    document: Mapped[int] = mapped_column(ForeignKey(Document.number, ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    made: Mapped[datetime]
    author: Mapped[str]
    record: Mapped[str]


class Name(Base):
    """A name in the newest reading, for filters: `words` are its lemmas between blanks, « лицей 3 »."""

    __tablename__ = "names"

    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    document: Mapped[int] = mapped_column(ForeignKey(Document.number, ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))  # organization or person
    name: Mapped[str]
    words: Mapped[str]

    __table_args__ = (Index(None, "document"), Index(None, "kind", "name"))


class Job(Base):
    """A document that waits or is being read; the row goes when there is a record or a reason."""

    __tablename__ = "jobs"

    document: Mapped[int] = mapped_column(ForeignKey(Document.number, ondelete="CASCADE"), primary_key=True)
    tries: Mapped[int] = mapped_column(Integer)
    worker: Mapped[str | None]
    leased_until: Mapped[datetime | None]

    __table_args__ = (Index(None, "leased_until"),)


class User(Base):
    """Someone with an account."""

    __tablename__ = "users"

    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    password_hash: Mapped[str]  # argon2
    role: Mapped[str] = mapped_column(String(10))  # reader, editor, admin
    created: Mapped[datetime]
    is_active: Mapped[bool] = mapped_column(Boolean)


class ApiKey(Base):
    """A program's key: only its hash is kept; `prefix` finds it and may be shown."""

    __tablename__ = "api_keys"

    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    prefix: Mapped[str] = mapped_column(String(16), unique=True)
    key_hash: Mapped[str]
    label: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created: Mapped[datetime]
    used: Mapped[datetime | None]
    revoked: Mapped[datetime | None]


class Audit(Base):
    """Who did what, when; never a word of a document."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    document: Mapped[str | None]  # its id; the entry outlives the document
    detail: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    __table_args__ = (Index(None, "document"), Index(None, "at"))


class Secret(Base):
    """What the service made up for itself, such as the key that signs sessions."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]
