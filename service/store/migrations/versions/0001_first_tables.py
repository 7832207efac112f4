"""The first tables, and the full-text index of either database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.store.tables import UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From nothing."""
    _documents()
    _readings()
    _people()
    _search()


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("media_type", sa.Text),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("submitted", UtcTime, nullable=False),
        sa.Column("finished", UtcTime),
        sa.Column("submitted_by", sa.Text, nullable=False),
        sa.Column("is_checked", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20)),
        sa.Column("title", sa.Text),
        sa.Column("registered", sa.Text),
        sa.Column("dated", sa.String(10)),
        sa.Column("sender", sa.Text),
        sqlite_autoincrement=True,
    )
    for column in ("state", "dated", "kind", "submitted"):
        op.create_index(None, "documents", [column])
    op.create_table(
        "sources",
        _owner(),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_table(
        "jobs",
        _owner(),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("worker", sa.Text),
        sa.Column("leased_until", UtcTime),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_index(None, "jobs", ["leased_until"])


def _readings() -> None:
    op.create_table(
        "revisions",
        _owner(),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("made", UtcTime, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document", "number"),
    )
    op.create_table(
        "names",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=True),
        _owner(),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index(None, "names", ["document"])
    op.create_index(None, "names", ["kind", "name"])


def _people() -> None:
    op.create_table(
        "users",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("created", UtcTime, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
    )
    op.create_table(
        "api_keys",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("prefix", sa.String(16), nullable=False, unique=True),
        sa.Column("key_hash", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.Column("created", UtcTime, nullable=False),
        sa.Column("used", UtcTime),
        sa.Column("revoked", UtcTime),
    )
    op.create_table(
        "audit",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("document", sa.Text),
        sa.Column("detail", sa.JSON),
    )
    for column in ("at", "document"):
        op.create_index(None, "audit", [column])
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _search() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5("
            "words, detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')"
        )
        return
    op.create_table("search", _owner(), sa.Column("words", sa.ARRAY(sa.Text), nullable=False))
    op.create_primary_key(op.f("pk_search"), "search", ["document"])
    op.create_index(None, "search", ["words"], postgresql_using="gin")


def _owner() -> sa.Column[int]:
    return sa.Column("document", NUMBER, sa.ForeignKey("documents.number", ondelete="CASCADE"), nullable=False)
