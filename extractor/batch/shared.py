"""Archives on shared storage, under an address: `s3://…`, `file://…`, whatever fsspec knows.

Decides the same as `walk.py` does for a disk: the order, what is left out, what a file is called. Needs
fsspec (the extra `batch`) and what it asks for the kind of storage.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import fsspec

from extractor.batch.walk import HIDDEN, Found


class SharedFolder:
    """All files below an address. Workers open what `place` says by themselves."""

    def __init__(self, address: str) -> None:
        self.hidden = 0
        self._files, self._root = fsspec.core.url_to_fs(address)
        self._root = self._root.rstrip("/")

    def walk(self) -> Iterator[Found]:
        self.hidden = 0
        if self._files.isfile(self._root):
            yield self._found(self._files.info(self._root))
            return
        stack = [{"name": self._root, "type": "directory"}]
        while stack:
            place = stack.pop()
            if place["type"] != "directory":
                yield self._found(place)
                continue
            try:
                stack += self._children(place["name"])
            except OSError as error:
                path = self._path(place["name"])
                yield Found(path or ".", _name(path), "", code="unreachable", detail=type(error).__name__)

    def open(self, place: str) -> BinaryIO:
        file: BinaryIO = self._files.open(place, "rb")
        return file

    def _children(self, name: str) -> list[dict[str, Any]]:
        """What a folder holds, the first last; a store may name the folder itself among it."""
        found = [each for each in self._files.ls(name, detail=True) if each["name"].rstrip("/") != name]
        shown = [each for each in found if not _name(each["name"]).startswith(HIDDEN)]
        self.hidden += len(found) - len(shown)
        return sorted(shown, key=lambda each: _name(each["name"]).encode("utf-8", "surrogateescape"), reverse=True)

    def _found(self, info: dict[str, Any]) -> Found:
        path = self._path(info["name"])
        place = self._files.unstrip_protocol(info["name"])
        return Found(path, _name(path), place, int(info["size"] or 0), _stamp(info))

    def _path(self, name: str) -> str:
        """Below the root; of a single file its own name."""
        below = name.removeprefix(self._root).strip("/")
        return (below or _name(name)).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def fetch(place: str, limit: int) -> bytes:
    """The bytes of a file, one more than `limit` at most; raises `OSError`."""
    with fsspec.open(place, "rb") as file:
        data: bytes = file.read(limit + 1)
        return data


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2].encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _stamp(info: dict[str, Any]) -> str:
    """What changes when the file does; each kind of storage has its own word for it."""
    return str(next((info[name] for name in ("ETag", "etag", "mtime", "LastModified", "updated") if name in info), ""))
