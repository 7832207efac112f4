"""What is written stays written: files that appear whole or not at all, lines that survive the power.

Decides the order of the steps: write beside, fsync, rename, fsync of the folder. Leaves to the callers
what a file holds. Whoever is killed in between leaves the old state or the new one, never a mixture.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType

UNFINISHED = ".unfinished"  # the end of a name that nobody may read yet


def write_durably(path: Path, data: bytes) -> None:
    """The file holds `data` after a crash, or what it held before."""
    beside = path.with_name(path.name + UNFINISHED)
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Makes names that were added, changed or removed in a folder durable."""
    if os.name == "nt":  # a folder cannot be opened there; its entries are written through
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Lines:
    """A file that only grows, line by line; what a crash left of the last line is cut off."""

    def __init__(self, path: Path) -> None:
        is_new = not path.exists()
        self._file = path.open("ab")
        self._whole = _cut_to_whole_lines(path)
        if is_new:
            sync_folder(path.parent)

    def append(self, lines: bytes) -> None:
        """Durable when this returns; where it fails, the file holds what it held before."""
        try:
            self._file.write(lines)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._whole += len(lines)
        except OSError:
            with suppress(OSError):
                os.truncate(self._file.fileno(), self._whole)
            raise

    def close(self) -> None:
        with suppress(OSError):  # what a full disk did not take was told when it was appended
            self._file.close()

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _cut_to_whole_lines(path: Path) -> int:
    """The size of the file once it ends with a line's end."""
    with path.open("rb+") as file:
        end = file.seek(0, os.SEEK_END)
        keep = end
        while keep:
            start = max(0, keep - CHUNK)
            file.seek(start)
            at = file.read(keep - start).rfind(b"\n")
            if at >= 0:
                keep = start + at + 1
                break
            keep = start
        if keep != end:
            file.truncate(keep)
            os.fsync(file.fileno())
        return keep


CHUNK = 1 << 16
