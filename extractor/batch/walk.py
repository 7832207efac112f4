"""Which files an archive on a disk holds, in an order that does not change from run to run.

Decides the order (depth first, names by their bytes), what is left out (hidden files, lock files of
editors, the folder that the results go to) and how a file is called. Loops of links, folders that may
not be opened and names that are no text are survived. Leaves shared storage to `shared.py`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

HIDDEN = (".", "~$")


class Found(NamedTuple):
    """A file below the source, or with a `code` something that should have been one."""

    path: str  # below the source, unique, with «/»
    name: str
    place: str  # what opens it
    size: int = 0
    stamp: str = ""
    code: str = ""
    detail: str = ""


class Source(Protocol):
    """Where files come from. `hidden` counts what was left out of the last walk."""

    hidden: int

    def walk(self) -> Iterator[Found]: ...

    def open(self, place: str) -> BinaryIO:
        """The file, to read from anywhere in it; raises `OSError`."""
        ...


class Folder:
    """A folder with all below it, or a single file."""

    def __init__(self, root: Path, *, leave_out: Path | None = None) -> None:
        self.hidden = 0
        self._root = root
        self._leave_out = _identity(leave_out) if leave_out is not None else None

    def walk(self) -> Iterator[Found]:
        self.hidden = 0
        if not os.path.isdir(self._root):
            yield _file(_Place(str(self._root), told(self._root.name), ()))
            return
        linked: set[tuple[int, int]] = set()  # folders that a link has led to: each is entered once
        stack = [_Place(str(self._root), "", ())]
        while stack:
            place = stack.pop()
            try:
                kind = os.stat(place.where)
                is_link = os.path.islink(place.where)
            except OSError as error:
                yield _trouble(place, error)
                continue
            if not stat.S_ISDIR(kind.st_mode):
                yield _file(place)
                continue
            identity = (kind.st_dev, kind.st_ino)
            if identity in place.above or identity == self._leave_out or (is_link and identity in linked):
                continue
            if is_link:
                linked.add(identity)
            try:
                stack += self._children(place, identity)
            except OSError as error:
                yield _trouble(place, error)

    def open(self, place: str) -> BinaryIO:
        return open(place, "rb")

    def _children(self, place: _Place, identity: tuple[int, int]) -> list[_Place]:
        """What a folder holds, the first last."""
        names = sorted(os.listdir(place.where), key=os.fsencode, reverse=True)
        shown = [name for name in names if not name.startswith(HIDDEN)]
        self.hidden += len(names) - len(shown)
        above = (*place.above, identity)
        start = f"{place.path}/" if place.path else ""
        return [_Place(os.path.join(place.where, name), start + told(name), above) for name in shown]


def told(name: str) -> str:
    """A name as text, another one for every name: a byte that is no UTF-8 is written «\\xff»."""
    data = os.fsencode(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")
    return text.replace("\\", "\\\\") if "\\x" in text else text


def readable(name: str) -> str:
    """A name for the record, as `svodka extract` has it: bytes that are no UTF-8 become «\ufffd»."""
    return os.fsencode(name).decode("utf-8", "replace")


class _Place(NamedTuple):
    """Something in a folder; `above` are the folders on the way, none of which is entered again."""

    where: str
    path: str
    above: tuple[tuple[int, int], ...]


def _file(place: _Place) -> Found:
    name = readable(os.path.basename(place.where))
    try:
        found = os.stat(place.where)
    except OSError as error:
        return _trouble(place, error)
    if not stat.S_ISREG(found.st_mode):
        return Found(place.path, name, place.where, code="not_a_file", detail=oct(stat.S_IFMT(found.st_mode)))
    return Found(place.path, name, place.where, found.st_size, str(found.st_mtime_ns))


def _trouble(place: _Place, error: OSError) -> Found:
    code = "not_a_file" if os.path.islink(place.where) else "unreachable"
    name = readable(os.path.basename(place.where))
    return Found(place.path or ".", name, place.where, code=code, detail=error.strerror or type(error).__name__)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
