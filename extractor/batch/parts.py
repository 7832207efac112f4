"""The final files of records: JSON Lines of bounded size, as they are or compressed.

Decides names and where one part ends and the next begins: by the bytes of the lines, so that the same
records give the same parts. The bytes hold no time and no name of a machine.
"""

from __future__ import annotations

import gzip
import io
import os
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from extractor.batch.durable import sync_folder

PART = "part-"
SUFFIXES = {"none": "", "gzip": ".gz", "zstd": ".zst"}


class PartWriter:
    """Lines in, parts out; a part is durable when the next one begins."""

    def __init__(self, folder: Path, compression: str, most: int) -> None:
        self._folder, self._most = folder, most
        self._compression = compression
        self._number = self._size = self._line = 0
        self._file: IO[bytes] | None = None
        self._inner: IO[bytes] | None = None
        self.name = ""

    def put(self, line: bytes) -> tuple[str, int]:
        """Writes a line without its end; answers the part and the number of the line in it, from 0."""
        if self._inner is None or (self._line and self._size + len(line) >= self._most):
            self._next()
        assert self._inner is not None
        self._inner.write(line + b"\n")
        self._size += len(line) + 1
        self._line += 1
        return self.name, self._line - 1

    def close(self) -> None:
        self._end()
        sync_folder(self._folder)

    def abandon(self) -> None:
        """The run cannot go on (a full disk): nobody will read the parts."""
        for file in (self._inner, self._file):
            if file is not None:
                with suppress(OSError):  # it was told already
                    file.close()
        self._inner = self._file = None

    def _next(self) -> None:
        self._end()
        self._number += 1
        self._size = self._line = 0
        self.name = f"{PART}{self._number:05d}.jsonl{SUFFIXES[self._compression]}"
        self._file = (self._folder / self.name).open("wb")
        self._inner = _packed(self._file, self._compression)

    def _end(self) -> None:
        if self._inner is None or self._file is None:
            return
        if self._inner is not self._file:
            self._inner.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._inner = self._file = None


class PartReader:
    """Lines of parts by name and number; cheap when they are asked for in their order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = ""
        self._next = 0
        self._file: IO[bytes] | None = None

    def line(self, name: str, number: int) -> bytes:
        """The line without its end."""
        if name != self._name or number < self._next or self._file is None:
            self.close()
            self._file = opened(self._folder / name)
            self._name, self._next = name, 0
        while True:
            line = self._file.readline()
            self._next += 1
            if not line:
                raise EOFError(f"{name} has no line {number}")
            if self._next > number:
                return line.rstrip(b"\n")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def opened(path: Path) -> IO[bytes]:
    """A part for reading, whatever packed it."""
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    if path.suffix == ".zst":
        return io.BufferedReader(_zstandard().ZstdDecompressor().stream_reader(path.open("rb"), closefd=True))
    return path.open("rb")


def _packed(file: IO[bytes], compression: str) -> IO[bytes]:
    if compression == "gzip":
        return cast(IO[bytes], gzip.GzipFile("", "wb", 6, file, mtime=0))
    if compression == "zstd":
        packed: IO[bytes] = _zstandard().ZstdCompressor(level=6).stream_writer(file, closefd=False)
        return packed
    return file


def _zstandard() -> Any:
    import zstandard

    return zstandard
