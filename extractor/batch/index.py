"""What is known of every file, on disk and not in memory: an archive may hold more than fits there.

Decides which files are done and which are copies of others, and keeps the order of this run's walk. All
of it is rebuilt from the journal when a run starts, so nothing here has to survive a crash. The open
database is also the lock that keeps a second run out of the folder.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from extractor.batch.outcomes import SET_ASIDE
from extractor.errors import SvodkaError


class Busy(SvodkaError):
    """Another run works on the same folder."""


class Row(NamedTuple):
    """The last word of the journal on one file. A copy of another file has no `outcome` of its own."""

    path: str
    sha256: str | None
    size: int
    stamp: str
    version: str = ""
    outcome: str | None = None
    code: str = ""
    detail: str = ""
    warnings: int = 0
    seconds: float = 0.0
    facts: dict[str, Any] | None = None
    place: str = ""  # the segment or part that holds the record
    at: int = 0  # of a segment the byte, of a part the line
    length: int = 0
    parent: str = ""
    member: int = 0


class Ended(NamedTuple):
    """How a file of this run ended; a copy ended as the file that it is a copy of."""

    row: Row
    same_as: str | None


class Index:
    """Rows of the journal, the order of the walk, and who was first with which content."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None, timeout=0.0)
        try:
            self._base.executescript(SETTINGS)
        except sqlite3.OperationalError as error:
            self._base.close()
            if "locked" in str(error):
                raise Busy("another run works on this folder") from None
            raise
        self._base.executescript(TABLES)
        self._base.execute("BEGIN")

    def close(self) -> None:
        self._base.close()

    def keep(self, row: Row) -> None:
        self._base.execute(KEEP, (*row[:10], json.dumps(row.facts, ensure_ascii=False), *row[11:]))

    def row(self, path: str) -> Row | None:
        found = self._base.execute(f"SELECT {COLUMNS} FROM files WHERE path = ?", (path,)).fetchone()
        return None if found is None else _row(found)

    def keep_container(self, path: str, sha256: str, members: int) -> None:
        self._base.execute("INSERT OR REPLACE INTO containers VALUES (?, ?, ?)", (path, sha256, members))

    def members(self, path: str, sha256: str | None) -> Iterator[Row] | None:
        """The files within an archive that was taken apart before; None where not all are known."""
        found = self._base.execute("SELECT members, sha256 FROM containers WHERE path = ?", (path,)).fetchone()
        if found is None:
            return iter(())
        query = "SELECT count(*) FROM files WHERE parent = ? AND stamp = ?"
        count = self._base.execute(query, (path, sha256)).fetchone()[0]
        if found != (count, sha256):
            return None
        query = f"SELECT {COLUMNS} FROM files WHERE parent = ? AND stamp = ? ORDER BY member"
        return map(_row, self._base.execute(query, (path, sha256)))

    def first(self, sha256: str, path: str) -> str:
        """The file of this run that was first with this content; `path` itself where there was none."""
        self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (sha256, path))
        found: str = self._base.execute("SELECT path FROM seen WHERE sha256 = ?", (sha256,)).fetchone()[0]
        return found

    def visit(self, path: str, same_as: str | None = None) -> bool:
        """Puts the file at the end of this run's order; False where it stands there already."""
        added = self._base.execute("INSERT OR IGNORE INTO visited (path, same_as) VALUES (?, ?)", (path, same_as))
        return added.rowcount == 1

    def ended(self) -> Iterator[Ended]:
        """Every file of this run in the order of the walk; a copy with the outcome of its original."""
        for found in self._base.execute(ENDED):
            yield Ended(_row(found[1:]), found[0])

    def versions(self) -> dict[str, int]:
        """How many files were done by which version of Svodka."""
        query = "SELECT version, count(*) FROM files WHERE outcome IS NOT NULL AND version != '' GROUP BY version"
        return dict(self._base.execute(query).fetchall())

    def moved(self, path: str, sha256: str, place: str, line: int, newer: set[str]) -> None:
        """A record lies in a part; not where another one of the same content lies in a segment that is newer."""
        row = self.row(path)
        if row is not None and row.sha256 == sha256 and row.outcome is not None and row.place not in newer:
            self._base.execute("UPDATE files SET place = ?, at = ?, length = 0 WHERE path = ?", (place, line, path))

    def has_strangers(self) -> bool:
        """Whether there are files that this run has not met."""
        query = "SELECT (SELECT count(*) FROM files) > (SELECT count(*) FROM visited)"
        return bool(self._base.execute(query).fetchone()[0])

    def met(self) -> Iterator[Row]:
        """The files of this run as they are known, copies without an outcome, in the order of the walk."""
        columns = ", ".join(f"f.{name}" for name in Row._fields)
        query = f"SELECT {columns} FROM visited v JOIN files f ON f.path = v.path ORDER BY v.seq"
        return map(_row, self._base.execute(query))

    def containers(self) -> Iterator[tuple[str, str, int]]:
        """The files of this run that were taken apart."""
        query = "SELECT c.path, c.sha256, c.members FROM containers c JOIN visited v ON v.path = c.path ORDER BY v.seq"
        yield from self._base.execute(query)

    def forget_missing(self, places: set[str]) -> None:
        """Files whose records lie in no place that is still there have to be done again."""
        known = [place for (place,) in self._base.execute("SELECT DISTINCT place FROM files WHERE place != ''")]
        for place in set(known) - places:
            self._base.execute("DELETE FROM files WHERE place = ?", (place,))

    def forget_set_aside(self) -> None:
        """So that they are tried again."""
        self._base.execute("DELETE FROM files WHERE outcome = ?", (SET_ASIDE,))


def _row(found: tuple[Any, ...]) -> Row:
    values = dict(zip(Row._fields, found, strict=True))
    return Row(**values | {"facts": json.loads(values["facts"])})


SETTINGS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -8000;
PRAGMA locking_mode = EXCLUSIVE;
BEGIN EXCLUSIVE;
COMMIT;
"""
TABLES = """
DROP TABLE IF EXISTS files;
DROP TABLE IF EXISTS containers;
DROP TABLE IF EXISTS visited;
DROP TABLE IF EXISTS seen;
CREATE TABLE files (
    path TEXT PRIMARY KEY, sha256 TEXT, size INTEGER, stamp TEXT, version TEXT, outcome TEXT, code TEXT, detail TEXT,
    warnings INTEGER, seconds REAL, facts TEXT, place TEXT, at INTEGER, length INTEGER, parent TEXT, member INTEGER
) WITHOUT ROWID;
CREATE INDEX files_parent ON files (parent, member) WHERE parent != '';
CREATE TABLE containers (path TEXT PRIMARY KEY, sha256 TEXT, members INTEGER) WITHOUT ROWID;
CREATE TABLE visited (seq INTEGER PRIMARY KEY, path TEXT UNIQUE, same_as TEXT);
CREATE TABLE seen (sha256 TEXT PRIMARY KEY, path TEXT) WITHOUT ROWID;
"""
COLUMNS = ", ".join(Row._fields)
KEEP = f"INSERT OR REPLACE INTO files VALUES ({', '.join('?' * len(Row._fields))})"
# Of a copy: its own place in the archive, the outcome of its original.
OWN = {"path", "sha256", "size", "stamp", "parent", "member"}
ENDED = (
    "SELECT v.same_as, "
    + ", ".join(f"{'f' if name in OWN else 'o'}.{name}" for name in Row._fields)
    + " FROM visited v JOIN files f ON f.path = v.path JOIN files o ON o.path = coalesce(v.same_as, v.path)"
    + " ORDER BY v.seq"
)
