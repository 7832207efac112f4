"""Full-text search over our own lemmas, alike in SQLite (FTS5) and PostgreSQL (an array with a GIN index).

Decides what a document is found by: all lemmas of all its words, so «ребёнок» finds «детей», and a query's
every word must be there. The databases' own Russian is not used: theirs misses «ребёнок» for «детей».
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import BigInteger, Column, ColumnElement, MetaData, Table, Text, and_, bindparam, or_, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from extractor import lemmas
from service.store.tables import Document, Name


def index(session: Session, document: int, words: str) -> None:
    """Make a document findable by `words`, whatever it was found by before."""
    forget(session, document)
    if _is_sqlite(session):
        adding = text("INSERT INTO search (rowid, words) VALUES (:document, :words)")
        session.execute(adding, {"document": document, "words": " ".join(_terms(words))})
    else:
        session.execute(_ARRAYS.insert(), {"document": document, "words": _terms(words)})


def forget(session: Session, document: int) -> None:
    """Take a document out of the index."""
    key = "rowid" if _is_sqlite(session) else "document"
    session.execute(text(f"DELETE FROM search WHERE {key} = :document"), {"document": document})


def has_words(session: Session, query: str) -> ColumnElement[bool] | None:
    """The condition that a document holds every word of the query in any form; None for a query without words."""
    wanted = lemmas(query)[:MAX_WORDS]
    if not wanted:
        return None
    if _is_sqlite(session):
        phrase = " AND ".join("(" + " OR ".join(f'"{lemma}"' for lemma in word) + ")" for word in wanted)
        found = text("SELECT rowid FROM search WHERE search MATCH :phrase").bindparams(bindparam("phrase", phrase))
        return Document.number.in_(found.columns(Column("rowid", BigInteger)))
    conditions = [_ARRAYS.c.words.overlap(list(word)) for word in wanted]
    return Document.number.in_(_ARRAYS.select().with_only_columns(_ARRAYS.c.document).where(and_(*conditions)))


def names_with(query: str) -> ColumnElement[bool] | None:
    """The condition that a row of `names` holds every word of the query: «лицея 3» finds «Лицей № 3»."""
    wanted = lemmas(query)[:MAX_WORDS]
    if not wanted:
        return None
    return and_(*(or_(*(Name.words.contains(f" {lemma} ", autoescape=True) for lemma in word)) for word in wanted))


def name_words(name: str) -> str:
    """What `names_with` looks into: « лицей 3 »."""
    return f" {' '.join(_terms(name))} "


def _terms(words: str) -> Sequence[str]:
    return list(dict.fromkeys(chain.from_iterable(lemmas(words))))


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


MAX_WORDS = 30  # of a query; what comes behind is not looked for

_ARRAYS = Table("search", MetaData(), Column("document", BigInteger, primary_key=True), Column("words", ARRAY(Text)))
