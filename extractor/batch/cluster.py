"""Many machines: the same batches on the workers of a Dask cluster that somebody else maintains.

Decides how many batches are on the way and what becomes of one whose workers died: its files are tried
once more, each alone, and then set aside. Leaves starting, watching and restarting workers to Dask and
its nannies, and making results durable to the driver, which writes them as they come. Needs the extra
`batch`.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from typing import Any

from distributed import Client, KilledWorker, wait

from extractor import __version__, extract_many
from extractor.batch.outcomes import Document, Outcome
from extractor.batch.processes import TICK, Answer, WorkersFail, allowed
from extractor.batch.work import Engine, outcomes
from extractor.readers import MAX_FILE

IN_FLIGHT = 4  # batches for each thread of a worker: enough that none waits for the driver
RETRIES = 3
ONE_AT_A_TIME = threading.Lock()  # a process has one set of models, and one document at a time uses them

Fetched = tuple[str, bytes | None, str]  # name, bytes or None, the place to fetch them from


class Cluster:
    """The workers of one scheduler. `replaced` stays 0: whom a nanny restarts is told by its own log."""

    def __init__(self, scheduler: str, *, patience: float, engine: Engine = extract_many) -> None:
        self.replaced = 0
        self._patience = patience
        self._engine = engine
        self._client: Any = Client(scheduler)

    def answers(self, batches: Iterator[list[Document]]) -> Iterator[Answer | None]:
        """An answer for every document of `batches`, as they come; None now and then while there is none."""
        asked: dict[Any, list[Document]] = {}
        suspects: list[Document] = []  # tried when nothing else runs: what waits on a dying worker is blamed, too
        more = True
        while more or asked or suspects:
            while more and len(asked) < self._room():
                batch = next(batches, None)
                more = batch is not None
                if batch is not None:
                    asked[self._submitted(batch)] = batch
            if not asked and suspects:
                document = suspects.pop(0)
                asked[self._submitted([document], alone=True)] = [document]
            ended = _ended(list(asked))
            if not ended:
                yield None
            for future in ended:
                yield from self._results(future, asked.pop(future), suspects)

    def close(self) -> None:
        self._client.close()

    def _room(self) -> int:
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        return IN_FLIGHT * max(1, sum(int(worker["nthreads"]) for worker in workers))

    def _submitted(self, batch: list[Document], *, alone: bool = False) -> Any:
        files = [(document.name, document.data, document.place) for document in batch]
        retries = 0 if alone else RETRIES
        key = _key(batch, alone=alone)
        arguments = (files, self._engine, allowed(batch, self._patience), __version__)
        return self._client.submit(work, *arguments, key=key, retries=retries, pure=False)

    def _results(self, future: Any, batch: list[Document], suspects: list[Document]) -> Iterator[Answer]:
        """The outcomes of one batch; where its workers died again and again, its files are suspects."""
        try:
            results: list[Outcome] = future.result()
        except KilledWorker:
            if future.key.startswith(ALONE):
                yield from ((document, Outcome(None, "no_answer")) for document in batch)
            else:
                suspects += batch
            return
        except Exception as error:  # the scheduler is gone, a worker lacks Svodka or has another one
            raise WorkersFail(f"the cluster: {type(error).__name__}: {error}") from error
        finally:
            future.release()
        yield from zip(batch, results, strict=True)


def work(files: list[Fetched], engine: Engine, patience: float, version: str) -> list[Outcome]:
    """One batch in a worker of the cluster; a worker that hangs ends itself, and its nanny starts another."""
    if version != __version__:
        raise RuntimeError(f"a worker has Svodka {__version__}, the run wants {version}")
    with ONE_AT_A_TIME:
        found: list[Outcome] = []
        loaded = [_fetched(file) for file in files]
        whole = [(name, data) for name, data in loaded if isinstance(data, bytes)]
        watch = _watched(patience)
        results = outcomes(whole, engine)
        for _, data in loaded:
            found.append(next(results) if isinstance(data, bytes) else data)
            watch.cancel()
            watch = _watched(patience)
        watch.cancel()
        return found


def _fetched(file: Fetched) -> tuple[str, bytes | Outcome]:
    name, data, place = file
    if data is not None:
        return name, data
    from extractor.batch.shared import fetch

    try:
        return name, fetch(place, MAX_FILE)
    except OSError as error:
        return name, Outcome(None, "unreachable", error.strerror or type(error).__name__)


def _watched(patience: float) -> threading.Timer:
    watch = threading.Timer(patience, os._exit, (1,))
    watch.daemon = True
    watch.start()
    return watch


def _ended(asked: list[Any]) -> list[Any]:
    """The batches that have ended; none after a moment in which none did."""
    if not asked:
        return []
    try:
        return list(wait(asked, timeout=TICK, return_when="FIRST_COMPLETED").done)
    except TimeoutError:
        return []


def _key(batch: list[Document], *, alone: bool) -> str:
    """By content, so that a driver that was started again finds what the cluster still holds."""
    digest = hashlib.sha256("".join(f"{each.name}\0{each.sha256}\0" for each in batch).encode()).hexdigest()
    return f"{ALONE if alone else 'svodka'}-{digest}"


ALONE = "svodka-alone"
