"""The files of an archive once more, after a run: by the paths that its result has.

Decides that only the bytes that were read count: a file that has changed since is not handed out.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractor.batch.intake import taken_apart
from extractor.batch.outcomes import Document
from extractor.readers import MAX_FILE


class Originals:
    """The files below the source of a run; with no source, none of them."""

    def __init__(self, source: str | None) -> None:
        self._root = None if source is None or "://" in source else Path(source)
        self._container = ""
        self._members: dict[str, bytes] = {}

    def bytes_of(self, path: str, sha256: str) -> bytes | None:
        """The file's bytes, or None where they are not what was read any more."""
        if self._root is None:
            return None
        outer, _, inner = path.partition("//")
        data = self._member(outer, path) if inner else self._file(outer)
        return data if data is not None and hashlib.sha256(data).hexdigest() == sha256 else None

    def _file(self, path: str) -> bytes | None:
        """A name that is no text, or that has a backslash, is not looked for."""
        assert self._root is not None
        try:
            place = self._root / path if self._root.is_dir() else self._root
            with place.open("rb") as file:
                return file.read(MAX_FILE)
        except OSError:
            return None

    def _member(self, outer: str, path: str) -> bytes | None:
        """Members come one after another, so the last container is kept open."""
        if outer != self._container:
            data = self._file(outer)
            whole = Document(outer, outer.rpartition("/")[2], data, None, 0, "")
            found = taken_apart(whole)[1] if data is not None else []
            self._members = {member.path: member.data for member, _ in found if member.data is not None}
            self._container = outer
        return self._members.get(path)
