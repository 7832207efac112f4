"""One run over an archive, from the walk to the report.

Decides the order of the steps, what is asked before anything is touched (another source, another
version) and what progress is told. Leaves each step to its module: `walk.py`, `intake.py`,
`processes.py` or `cluster.py`, `journal.py`, `finish.py`, `report.py`.
"""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import Literal, Protocol

from extractor import __version__, extract_many
from extractor.batch.durable import write_durably
from extractor.batch.finish import Form, finish, learn_parts, mend
from extractor.batch.index import Index, Row
from extractor.batch.intake import Intake
from extractor.batch.journal import Journal
from extractor.batch.outcomes import SET_ASIDE, Document
from extractor.batch.processes import Answer, Processes
from extractor.batch.report import Times, write_report
from extractor.batch.walk import Folder, Source
from extractor.batch.work import Engine
from extractor.errors import SvodkaError
from extractor.readers import MAX_FILE

SETTINGS = "run.json"
MEGABYTE = 1 << 20


class OtherSource(SvodkaError):
    """The folder holds the results of another source."""


class OtherVersion(SvodkaError):
    """The folder holds results of another version of Svodka: `versions` says how many of which."""

    def __init__(self, versions: dict[str, int]) -> None:
        self.versions = versions
        super().__init__(", ".join(f"{count} files by {version}" for version, count in versions.items()))


class MissingExtra(SvodkaError):
    """A library that this run needs is not installed; better told now than after the last document."""


class NothingThere(SvodkaError):
    """The source holds no file; the disk may not be mounted."""


@dataclass(frozen=True)
class Settings:
    """How a run is done. Nothing here but `form` and `engine` changes what it finds."""

    workers: int = 0  # as many as cores
    patience: float = 300.0  # seconds without an answer after which a worker counts as hung
    memory: int = 900 * MEGABYTE  # of a worker; with more it is replaced when it is free
    most_memory: int = 3072 * MEGABYTE  # of a worker; a document that asks for more is set aside
    form: Form = field(default_factory=Form)
    other_version: Literal["ask", "keep", "redo"] = "ask"
    is_moved: bool = False  # the same archive in another place
    retry: bool = False  # what was set aside is tried again
    scheduler: str = ""  # of a Dask cluster; "" for processes of this machine
    engine: Engine = extract_many


@dataclass(frozen=True)
class Progress:
    """How far a run is. Files within archives count as documents, not as files."""

    files: int = 0  # met on the walk
    total_files: int = 0
    megabytes: float = 0.0
    total_megabytes: float = 0.0
    known_megabytes: float = 0.0  # done by earlier runs
    documents: int = 0  # that this run has done
    set_aside: int = 0  # of them
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.documents / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        read = self.megabytes - self.known_megabytes
        return self.seconds * max(0.0, self.total_megabytes - self.megabytes) / read if read > 0 else None


@dataclass(frozen=True)
class Result:
    """What a run came to. `is_whole` is False where it was stopped."""

    is_whole: bool
    documents: int
    set_aside: int  # in the whole archive, earlier runs included
    seconds: float


class Crew(Protocol):
    """Whoever does the work."""

    replaced: int

    def answers(self, batches: Iterator[list[Document]]) -> Iterator[Answer | None]: ...

    def close(self) -> None: ...


def run(
    source: str,
    out: Path,
    settings: Settings | None = None,
    *,
    watch: Callable[[Progress], None] = lambda progress: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Result:
    """Reads all of `source` into `out`; goes on where an earlier run ended.

    Raises `SvodkaError` where nothing may be done without a word from the user, and `OSError` where
    nothing can be written; what was durable stays so.
    """
    settings = Settings() if settings is None else settings
    _check_extras(source, settings)
    out.mkdir(parents=True, exist_ok=True)
    (out / "work").mkdir(exist_ok=True)
    try:
        return _run(source, out, settings, watch, is_stopped)
    except sqlite3.OperationalError as error:  # the index has no other reason to fail
        raise OSError(errno.ENOSPC, f"the index cannot be written ({error})") from error


def _run(
    source: str, out: Path, settings: Settings, watch: Callable[[Progress], None], is_stopped: Callable[[], bool]
) -> Result:
    found = _source(source, out)
    with closing(Index(out / "work" / "index.db")) as index:
        mend(out)
        _check_source(source, out, settings)
        with closing(Journal(out, index, __version__)) as journal:
            _remember(out, index, journal, settings)
            by_reference = _is_shared(source) and bool(settings.scheduler)
            intake = Intake(found, index, journal, MAX_FILE, _is_done(settings), by_reference=by_reference)
            times = _work(intake, settings, watch, is_stopped)
            if is_stopped():
                return Result(False, times.documents, times.set_aside, times.seconds)
            finish(out, index, settings.form)
            aside = write_report(out, index, times, hidden=found.hidden, source=source)
            journal.shorten()
            journal.forget_segments()
            return Result(True, times.documents, aside, times.seconds)


def _work(
    intake: Intake, settings: Settings, watch: Callable[[Progress], None], is_stopped: Callable[[], bool]
) -> Times:
    """All documents to outcomes, all outcomes durable."""
    files, size = _totals(intake.source)
    if not files:
        raise NothingThere("the source holds no files")
    begun = time.monotonic()
    told = Progress(total_files=files, total_megabytes=size / 1e6)
    answered = aside = 0
    with closing(_crew(settings)) as crew:
        batches = takewhile(lambda batch: not is_stopped(), intake.batches())
        for answer in crew.answers(batches):
            if answer is None:
                intake.journal.flush(only_when_due=True)
            else:
                intake.journal.done(*answer)
                answered, aside = answered + 1, aside + (answer[1].name == SET_ASIDE)
            watch(_walked(told, intake, answered, aside, time.monotonic() - begun))
        intake.journal.flush()
    last = _walked(told, intake, answered, aside, time.monotonic() - begun)
    watch(last)
    return Times(last.documents, last.set_aside, last.seconds, crew.replaced)


def _walked(told: Progress, intake: Intake, answered: int, aside: int, seconds: float) -> Progress:
    return replace(
        told,
        files=intake.met,
        megabytes=intake.met_bytes / 1e6,
        known_megabytes=intake.known_bytes / 1e6,
        documents=answered + intake.decided,
        set_aside=aside + intake.set_aside,
        seconds=seconds,
    )


def _totals(source: Source) -> tuple[int, int]:
    """Files and bytes of the source, for the time that is left."""
    count = size = 0
    for found in source.walk():
        count, size = count + 1, size + found.size
    return count, size


def _remember(out: Path, index: Index, journal: Journal, settings: Settings) -> None:
    """Fills the index with what earlier runs have found and what is still there."""
    journal.load(out)
    segments = journal.places()
    index.forget_missing(learn_parts(out, index, segments) | segments)
    if settings.retry:
        index.forget_set_aside()
    others = {version: count for version, count in index.versions().items() if version != __version__}
    if others and settings.other_version == "ask":
        raise OtherVersion(others)


def _is_done(settings: Settings) -> Callable[[Row], bool]:
    keeps = settings.other_version == "keep"
    return lambda row: keeps or row.version == __version__


def _check_extras(source: str, settings: Settings) -> None:
    needed = {
        "pyarrow": ("parquet", settings.form.parquet),
        "zstandard": ("batch", settings.form.compression == "zstd"),
        "distributed": ("batch", bool(settings.scheduler)),
        "fsspec": ("batch", _is_shared(source)),
    }
    for module, (extra, is_needed) in needed.items():
        if is_needed and importlib.util.find_spec(module) is None:
            raise MissingExtra(f"{module} is not installed: pip install 'svodka[{extra}]'")


def _check_source(source: str, out: Path, settings: Settings) -> None:
    path = out / SETTINGS
    told = source if "://" in source else str(Path(source).resolve())
    said = json.dumps({"source": told}, ensure_ascii=True).encode() + b"\n"
    if path.exists():
        known = json.loads(path.read_bytes())["source"]
        if known != told and not settings.is_moved:
            raise OtherSource(f"the folder holds the results of {known}")
    if not path.exists() or path.read_bytes() != said:
        write_durably(path, said)


def _is_shared(source: str) -> bool:
    return "://" in source


def _source(source: str, out: Path) -> Source:
    if _is_shared(source):
        from extractor.batch.shared import SharedFolder

        return SharedFolder(source)
    return Folder(Path(source), leave_out=out)


def _crew(settings: Settings) -> Crew:
    if settings.scheduler:
        from extractor.batch.cluster import Cluster

        return Cluster(settings.scheduler, patience=settings.patience, engine=settings.engine)
    return Processes(
        settings.workers or cores(),
        patience=settings.patience,
        memory=settings.memory,
        most=settings.most_memory,
        engine=settings.engine,
    )


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


__all__ = ["MissingExtra", "NothingThere", "OtherSource", "OtherVersion", "Progress", "Result", "Settings", "run"]
