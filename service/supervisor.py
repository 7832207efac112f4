"""The supervisor: one process that loads the models, starts the web process and the workers, and replaces the dead.

Decides how many there are, when one is replaced and how all stop in good order. It has one thread and keeps
no connection open, so it can fork at any time; its children share the models' memory. Leaves answering
requests to `server.py` and reading documents to `worker.py`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from service.logs import log, place
from service.settings import Settings
from service.store import Store

LOOK = 1.0  # seconds between two looks at the clock and the children
SWEEP = 600.0  # seconds between two searches for documents that are too old
QUICK = 5.0  # seconds; a process that dies sooner is replaced only after as long
CONTEXT: Any = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")


class Child:
    """A process under supervision; `name` is its own, with the process id it is the worker's name in leases."""

    def __init__(self, name: str, target: Callable[..., None], *arguments: object) -> None:
        self.name = name
        self._target = target
        self._arguments = arguments
        self.started = 0.0
        self.process: BaseProcess | None = None

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = CONTEXT.Process(target=self._target, args=self._arguments, name=self.name)
        self.process.start()

    def is_alive(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def tell(self, number: int) -> None:
        if self.process is not None and self.process.pid is not None and self.process.is_alive():
            os.kill(self.process.pid, number)


class Supervisor:
    """The children of one `svodka serve`."""

    def __init__(
        self,
        settings: Settings,
        listener: socket.socket,
        web: Callable[[Settings, socket.socket], None],
        worker: Callable[[Settings, str], None],
    ) -> None:
        self._settings = settings
        self._is_stopping = False
        self._swept = 0.0
        self._store = Store.open(settings, pooled=False)
        host = socket.gethostname()
        names = [f"{host}:{os.getpid()}:{i}" for i in range(1, settings.workers + 1)]
        self._workers = [Child(name, worker, settings, name) for name in names]
        self._children = [Child("web", web, settings, listener), *self._workers]

    def run(self) -> None:
        """Start all, and keep all alive until SIGTERM or SIGINT; returns when every child has stopped."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        for child in self._children:
            child.start()
        log.info("started", workers=len(self._workers))
        while not self._is_stopping:
            wait([child.process.sentinel for child in self._children if child.process is not None], timeout=LOOK)
            for child in self._children:
                self._look_after(child)
            self._sweep()
        self._end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._is_stopping = True

    def _look_after(self, child: Child) -> None:
        """Put another process in a dead one's place; what it was reading is free at once."""
        if child.is_alive() or self._is_stopping:
            return
        status = None if child.process is None else child.process.exitcode
        log.error("process died", process=child.name, status=status)
        if child in self._workers:
            self._quietly(lambda: self._store.jobs.release(child.name))
        if time.monotonic() - child.started < QUICK:
            time.sleep(LOOK)  # what dies at its start would be started without end
        child.start()

    def _sweep(self) -> None:
        """Remove what is older than the settings allow."""
        if not self._settings.retention_days or time.monotonic() - self._swept < SWEEP and self._swept:
            return
        self._swept = time.monotonic()
        oldest = datetime.now(UTC) - timedelta(days=self._settings.retention_days)
        removed = self._quietly(lambda: self._store.documents.expire(oldest))
        if removed:
            log.info("documents expired", count=removed)

    def _quietly(self, task: Callable[[], int]) -> int:
        """A database that is away for a moment ends nothing: leases run out by themselves."""
        try:
            return task()
        except SQLAlchemyError as error:
            log.error("store does not answer", **place(error))
            return 0

    def _end(self) -> None:
        """Let everybody finish what they have begun, and end those that do not."""
        log.info("stopping")
        for child in self._children:
            child.tell(signal.SIGTERM)
        deadline = time.monotonic() + self._settings.grace
        for child in self._children:
            if child.process is not None:
                child.process.join(max(0.0, deadline - time.monotonic()))
        for child in self._children:
            if child.is_alive():
                log.warning("process was ended", process=child.name)
                child.tell(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            if child.process is not None:
                child.process.join()
            if child in self._workers:
                self._quietly(partial(self._store.jobs.give_back, child.name))
        log.info("stopped")
