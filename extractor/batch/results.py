"""What a run has left, for those who use it: each file of the archive, and its record where it has one.

Decides how the result is read; nothing is changed. Leaves choosing to the callers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from extractor.batch.finish import FILES, RECORDS, lines
from extractor.batch.parts import PartReader
from extractor.batch.run import SETTINGS
from extractor.errors import SvodkaError


class NoResult(SvodkaError):
    """The folder holds no finished run."""


class Ended(NamedTuple):
    """A file of the archive: its line in `files.jsonl`, and its record as a line of JSON."""

    said: dict[str, Any]
    line: bytes | None

    @property
    def path(self) -> str:
        path: str = self.said["path"]
        return path


def results(out: Path, wanted: Callable[[dict[str, Any]], bool] = lambda said: True) -> Iterator[Ended]:
    """The files that `wanted` says, in the order of the archive; a copy has no line, its original does."""
    if not (out / RECORDS / FILES).exists():
        raise NoResult(f"{out} holds no finished run of `svodka batch`")
    with closing(PartReader(out / RECORDS)) as parts:
        for said in lines(out / RECORDS / FILES):
            if wanted(said):
                yield Ended(said, parts.line(said["part"], said["line"]) if "part" in said else None)


def source_of(out: Path) -> str:
    """The folder or the address that the results are of."""
    source: str = json.loads((out / SETTINGS).read_bytes())["source"]
    return source
