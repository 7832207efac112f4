"""Reading in a process of its own: a file that hangs, eats memory or crashes takes nobody along.

Decides when processes start and are replaced, and how many there are. Leaves one process, its pipes
and what its death says about the file to `worker_process.py`, and what it may do to `worker.py`.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from extractor.errors import SvodkaError, UnreadableFile
from extractor.readers import sight
from extractor.readers.format import Member
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.wire import BrokenWire, decode, decode_members, decode_warnings
from extractor.readers.worker_process import Death, Worker
from extractor.text.page import Page

Result = TypeVar("Result")
Understand = Callable[[dict[str, Any], list[bytes]], Result]  # raises `BrokenWire` where an answer is none


class FailedReader(SvodkaError):
    """A reader raised what it should not: a defect of ours; the text says where, not what was read."""


class Pool:
    """Reading processes for many threads; `read` waits where all of them are busy.

    A process starts when a file comes and stays warm for the next ones. `program` is the module
    whose `main` it runs.
    """

    def __init__(self, limits: Limits = DEFAULT, *, program: str = "extractor.readers.worker") -> None:
        self.limits = limits
        self._program = program
        self._is_registered = False
        self._idle: list[Worker] = []
        self._reset()

    def read(self, name: str, data: bytes) -> Page:
        """The page of a file in the format called `name`; raises `UnreadableFile`."""
        return self._ask(name, "read", data, decode)

    def inspect(self, name: str, data: bytes) -> tuple[str, ...]:
        """What is to be said of a file before it is converted; raises `UnreadableFile`."""
        return self._ask(name, "inspect", data, decode_warnings)

    def unpack(self, name: str, data: bytes) -> list[Member]:
        """The files within a file; raises `UnreadableFile` where it cannot be opened at all."""
        return self._ask(name, "unpack", data, decode_members)

    def _ask(self, name: str, act: str, data: bytes, understand: Understand[Result]) -> Result:
        """What a process says about a file, without refusals and defects: those are raised.

        A process that dies after it has read other files may have died of one of them, so the file
        is tried once more, alone in a fresh process.
        """
        with self._slots:
            worker = self._taken()
            is_fresh = worker.served == 0
            try:
                return self._answer(worker, name, act, data, understand)
            except Death as death:
                if is_fresh or death.code == "timeout":
                    raise
            return self._answer(self._started(), name, act, data, understand)

    def close(self) -> None:
        """End the idle processes; the pool can be used again."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def forget(self) -> None:
        """In a forked child: the processes are the parent's, only their pipes are closed here."""
        for worker in self._idle:
            worker.abandon()
        self._reset()

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(self.limits.workers)
        self._idle = []

    def _taken(self) -> Worker:
        """An idle process that lives, or a new one."""
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        if worker is not None and worker.is_alive():
            return worker
        if worker is not None:
            worker.kill()
        return self._started()

    def _started(self) -> Worker:
        with self._lock:
            if not self._is_registered:
                self._is_registered = True
                atexit.register(self.close)
                if hasattr(os, "register_at_fork"):
                    os.register_at_fork(after_in_child=self.forget)
        try:
            return Worker(self.limits, self._program)
        except BrokenWire as error:
            raise FailedReader("the reading process does not start") from error

    def _answer(self, worker: Worker, name: str, act: str, data: bytes, understand: Understand[Result]) -> Result:
        """One exchange; the process goes back to the idle ones only if it is fit for another."""
        is_fit = False
        try:
            said, frames = worker.exchange(name, act, data, self._recognised)
            code, detail = said.get("refused", ("", ""))
            if code == "out_of_memory":
                raise Death(code, detail=detail)
            is_fit = worker.served < self.limits.files_per_worker
            if code:
                raise UnreadableFile(code, detail=detail)
            if "failed" in said:
                raise FailedReader(f"the reader of {name}: {said['failed']}")
            return understand(said, frames)
        except BrokenWire as error:
            is_fit = False
            raise worker.death(str(error)) from None
        finally:
            self._give_back(worker, is_fit)

    def _recognised(self, pictures: list[bytes], languages: str) -> list[bytes]:
        """While tesseract works, another file may be read: the place of this one is free."""
        self._slots.release()
        try:
            return sight.recognise(pictures, languages, self.limits)
        finally:
            self._slots.acquire()

    def _give_back(self, worker: Worker, is_fit: bool) -> None:
        if not is_fit:
            worker.kill()
            return
        with self._lock:
            self._idle.append(worker)


READING = Pool()  # what `read` uses; no process is started before the first file
