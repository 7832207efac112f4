"""Worker processes of one machine: batches in, outcomes out, whoever dies on the way.

Decides how many batches are on the way, when a worker is replaced (it died, fell silent or grew too
large) and what becomes of its files: each is tried once more, alone, and then set aside. Our own, for
no pool that is kept well does all of this: `ProcessPoolExecutor` and loky fail every pending batch when
one worker dies and do not say whose file it was, and `multiprocessing.Pool` waits for ever. The models
are loaded once by the fork server of the standard library, which has no threads, and shared by fork.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from extractor import extract_many
from extractor.batch.outcomes import Document, Outcome, sort_of
from extractor.batch.work import Engine, outcomes
from extractor.errors import SvodkaError

Answer = tuple[Document, Outcome]
TICK = 0.5  # seconds without news after which the caller is given the word
START_SECONDS = 120.0  # until a worker is ready; a quiet machine takes 2
MOST_FAILED_STARTS = 3
GRACE_SECONDS = 2.0


class WorkersFail(SvodkaError):
    """No worker can be started: nothing about a document, and no reason to set one aside."""


class Processes:
    """`count` workers; `memory` bytes at which one is replaced when it is idle, `most` that it may have."""

    def __init__(self, count: int, *, patience: float, memory: int, most: int, engine: Engine = extract_many) -> None:
        self._context = _context()
        self._arguments = (engine, most)
        self._patience, self._memory = patience, memory
        self._workers: list[_Worker] = []
        self._count = count
        self._failed_starts = 0
        self.replaced = 0

    def answers(self, batches: Iterator[list[Document]]) -> Iterator[Answer | None]:
        """An answer for every document of `batches`, as they come; None now and then while there is none."""
        alone: deque[Document] = deque()
        ready: list[Document] | None = next(batches, None)
        while True:
            for worker in self._idle() if alone or ready is not None else ():
                if alone:
                    worker.give([alone.popleft()], self._patience, is_alone=True)
                elif ready is not None:
                    worker.give(ready, self._patience)
                    ready = next(batches, None)
            busy = [worker for worker in self._workers if worker.is_busy]
            if not busy and not alone and ready is None:
                return
            quiet = True
            for worker in self._awake():
                for answer in self._heard(worker, alone):
                    quiet = False
                    yield answer
            if quiet:
                yield None

    def close(self) -> None:
        """End the workers at once; what they were reading is read again by the next run."""
        for worker in self._workers:
            worker.kill()
        self._workers = []

    def _idle(self) -> list[_Worker]:
        """Workers that wait for a batch; the missing ones are started first."""
        while len(self._workers) < self._count:
            self._workers.append(_Worker(self._context, self._arguments))
        return [worker for worker in self._workers if worker.is_ready and not worker.is_busy]

    def _awake(self) -> list[_Worker]:
        """Workers that have said something, died or are late."""
        now = time.monotonic()
        soonest = min((worker.deadline for worker in self._workers), default=now)
        spoken = set(wait([worker.pipe for worker in self._workers], max(0.0, min(TICK, soonest - now))))
        now = time.monotonic()
        return [worker for worker in self._workers if worker.pipe in spoken or worker.deadline <= now]

    def _heard(self, worker: _Worker, alone: deque[Document]) -> Iterator[Answer]:
        try:
            if not worker.pipe.poll():
                raise EOFError  # late
            said = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._lost(worker, alone)
            return
        if isinstance(said, Outcome):
            document = worker.batch[worker.answered]
            worker.answered += 1
            worker.deadline = time.monotonic() + allowed(worker.batch[worker.answered :], self._patience)
            yield document, said
            return
        self._failed_starts = 0
        worker.rest()
        if said > self._memory:
            self._replace(worker)

    def _lost(self, worker: _Worker, alone: deque[Document]) -> Iterator[Answer]:
        """A worker died or was late: its files are tried once more, alone, or set aside."""
        if not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts >= MOST_FAILED_STARTS:
                raise WorkersFail("the worker processes do not start; `svodka doctor` may say why")
        left = worker.batch[worker.answered :] if worker.is_busy else []
        was_alone = worker.is_alone
        self._replace(worker)
        if not was_alone:
            alone.extend(left)
            return
        for document in left:
            yield document, Outcome(None, "no_answer")

    def _replace(self, worker: _Worker) -> None:
        self.replaced += 1
        worker.kill()
        self._workers.remove(worker)


class _Worker:
    """One process with its pipe and the batch that it has."""

    def __init__(self, context: Any, arguments: tuple[Engine, int]) -> None:
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, *arguments), daemon=True)
        self._process.start()
        theirs.close()  # so that its death is the end of our side
        self.is_ready = self.is_busy = self.is_alone = False
        self.batch: list[Document] = []
        self.answered = 0
        self.deadline = time.monotonic() + START_SECONDS

    def give(self, batch: list[Document], patience: float, *, is_alone: bool = False) -> None:
        self.batch, self.answered, self.is_busy, self.is_alone = batch, 0, True, is_alone
        self.deadline = time.monotonic() + allowed(batch, patience)
        with suppress(OSError):  # it is dead, and will be found so
            self.pipe.send([(document.name, document.data) for document in batch])

    def rest(self) -> None:
        self.batch, self.is_ready, self.is_busy, self.is_alone = [], True, False, False
        self.deadline = float("inf")

    def kill(self) -> None:
        self._process.kill()
        self._process.join(GRACE_SECONDS)
        self.pipe.close()


def allowed(batch: list[Document], patience: float) -> float:
    """Seconds until the next answer on a batch: all of it is read first, and recognising a scan takes its time."""
    return patience * (1 + sum(sort_of(document.name) == "seen" for document in batch))


def serve(pipe: Connection, engine: Engine, most: int) -> None:
    """A worker's life: its memory in bytes when it is free, a batch, an outcome for each document, and again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver, which ends us
    _limit(most)
    with suppress(EOFError, OSError):  # the driver is gone
        while True:
            pipe.send(memory())
            for outcome in outcomes(pipe.recv(), engine):
                pipe.send(outcome)


def memory() -> int:
    """Bytes of this process that lie in memory; where the system does not say, the most there were."""
    with suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    if resource is None:
        return 0
    most: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _limit(most: int) -> None:
    """One document may not take the machine's memory: it gets a MemoryError and is set aside."""
    if resource is not None and hasattr(resource, "RLIMIT_DATA"):
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _context() -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extractor.batch.preload"])
    return context


try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]
