"""A worker: a process that reads queued documents one after the other until it is told to stop.

Decides what becomes of a document: a record, or the code of a reason. Leaves the queue to the store and
the life of workers to `supervisor.py`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from datetime import timedelta
from types import FrameType

from extractor import Record, UnreadableFile, extract
from service.logs import log, place
from service.settings import Settings
from service.store import Claim, Store

IDLE = (0.05, 1.0)  # seconds between two looks into an empty queue, the first and the longest
DEFECT = "internal"  # the reason of a document that met a defect of ours


def work(settings: Settings, name: str) -> None:
    """Read documents as the worker called `name`; returns after SIGTERM or when the parent is gone."""
    stop = Stop()
    store = Store.open(settings, migrate=False)
    try:
        _read_all(store, settings, name, stop)
    except Exception as error:  # the store is away, or keeping a record failed; a traceback might quote it
        log.error("worker failed", **place(error))
        sys.exit(1)
    finally:
        store.close()


def _read_all(store: Store, settings: Settings, name: str, stop: Stop) -> None:
    idle = IDLE[0]
    while not stop.is_asked():
        if read_next(store, settings, name):
            idle = IDLE[0]
        else:
            stop.wait(idle)
            idle = min(2 * idle, IDLE[1])


def read_next(store: Store, settings: Settings, name: str) -> bool:
    """Read the oldest document that waits; False where none does."""
    claim = store.jobs.claim(name, timedelta(seconds=settings.lease))
    if claim is None:
        return False
    with Lease(settings, claim, name):
        outcome = outcome_of(claim)
    if isinstance(outcome, Record):
        store.readings.finish(claim.document, name, outcome)
    else:
        store.readings.refuse(claim.document, name, outcome)
    log.info("read", document=claim.id, tries=claim.tries, refused=None if isinstance(outcome, Record) else outcome)
    return True


def outcome_of(claim: Claim) -> Record | str:
    """A document's record, or the code of the reason why it has none."""
    try:
        return extract(claim.data, claim.name)
    except UnreadableFile as error:
        return error.code
    except MemoryError:
        return "out_of_memory"
    except Exception as error:  # one document's defect must not take the others along
        log.error("defect", document=claim.id, **place(error))
        return DEFECT


class Stop:
    """Whether the process is to stop: it was told to, or its parent is gone."""

    def __init__(self) -> None:
        self._parent = os.getppid()
        self._asked = threading.Event()
        signal.signal(signal.SIGTERM, self._ask)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the supervisor tells who stops when

    def is_asked(self) -> bool:
        return self._asked.is_set() or os.getppid() != self._parent

    def wait(self, seconds: float) -> None:
        self._asked.wait(seconds)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked.set()


class Lease:
    """Renews a job's lease while its document is read, and ends the process when that takes too long.

    Nothing gentler stops a computation; the supervisor puts another worker in its place.
    """

    def __init__(self, settings: Settings, claim: Claim, worker: str) -> None:
        self._settings = settings
        self._claim = claim
        self._worker = worker
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._renew, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _renew(self) -> None:
        store = None
        begun = time.monotonic()
        try:
            while not self._done.wait(self._settings.lease / 3):
                if time.monotonic() - begun > self._settings.job_limit:
                    log.error("document takes too long", document=self._claim.id)
                    os.kill(os.getpid(), signal.SIGKILL)
                store = store or Store.open(self._settings, migrate=False)
                store.jobs.renew(self._claim.document, self._worker, timedelta(seconds=self._settings.lease))
        finally:
            if store is not None:
                store.close()
