"""One reading process, seen from the engine: its start, an exchange within its time, its end.

Decides how a process is started (a plain command, so it imports no `__main__` of the caller, shares
no lock with the caller's threads and loads no model), what it inherits (pipes, the path of imports
and little else) and what its death says about the file. Leaves the pool to `isolation.py`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from extractor.errors import UnreadableFile
from extractor.readers.format import Recognise
from extractor.readers.limits import Limits
from extractor.readers.wire import BrokenWire, receive, receive_all, send_all

START_SECONDS = 60.0  # until a process has imported the readers; a quiet machine takes 0.2
GRACE_SECONDS = 1.0  # until a process that was asked to end is killed

Result = TypeVar("Result")


class Death(UnreadableFile):
    """The refusal of a file whose process has ended; another file may be the cause."""


class Worker:
    """One process with its pipes, used by one thread at a time. `served` counts its answers."""

    def __init__(self, limits: Limits, program: str) -> None:
        self.served = 0
        self._limits = limits
        self._is_late = False
        self._process = _start(limits, program)
        self._requests = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)
        try:
            self._timed(START_SECONDS, lambda: receive(self._answers))
        except BaseException:
            self.kill()
            raise

    def is_alive(self) -> bool:
        return not self._is_late and self._process.poll() is None

    def exchange(self, name: str, act: str, data: bytes, recognise: Recognise) -> tuple[dict[str, Any], list[bytes]]:
        """Send a file and wait for the answer; `BrokenWire` where the process dies or is killed.

        On its way the process may ask for pictures to be recognised; that time is not its own.
        """
        said, frames = self._step({"format": name, "act": act}, [data])
        seen = 0
        while said.get("ask") == "recognise":
            seen += len(frames)
            if seen > 5 * self._limits.scanned_pages:  # each page may be tried on its four sides
                raise BrokenWire("too many pictures")
            try:
                said, frames = {}, recognise(frames, str(said.get("languages")))
            except UnreadableFile as error:
                said, frames = {"refused": [error.code, error.detail]}, []
            said, frames = self._step(said, frames)
        self.served += 1
        return said, frames

    def _step(self, said: dict[str, Any], frames: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        return self._timed(self._limits.seconds, lambda: self._exchange(said, frames))

    def death(self, detail: str) -> Death:
        """What the end of the process says about its file: too slow, too large or broken."""
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:  # it lives and talks nonsense
            self.kill()
            return Death("damaged", detail=f"the reading process answered wrongly: {detail}")
        self.kill()
        number = -self._process.returncode
        if self._is_late or number in TIME_SIGNALS:
            return Death("timeout", detail=f"more than {self._limits.seconds:g} s")
        if number in MEMORY_SIGNALS:
            return Death("out_of_memory", detail=f"the reading process ended with signal {number}")
        return Death("damaged", detail=f"the reading process ended with status {-number}: {detail}")

    def kill(self) -> None:
        """End it at once; neither a zombie nor an open pipe is left."""
        self._process.kill()
        self._process.wait()
        self._close_pipes()

    def close(self) -> None:
        """End it in peace: its requests end, and so does it."""
        self._close_pipes()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def abandon(self) -> None:
        """Close this side's copies of the pipes of a process that belongs to another one."""
        self._process.returncode = 0  # nobody here may wait for it
        self._close_pipes()

    def _exchange(self, said: dict[str, Any], frames: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        try:
            send_all(self._requests, said, frames)
            return receive_all(self._answers)
        except OSError as error:
            raise BrokenWire("the pipe is closed") from error

    def _timed(self, seconds: float, act: Callable[[], Result]) -> Result:
        """A blocked pipe ends when the process is killed: so on every system, in every thread."""
        watch = threading.Timer(seconds, self._stop_late)
        watch.daemon = True
        watch.start()
        try:
            return act()
        finally:
            watch.cancel()
            watch.join()  # whether it was late is known before anybody else uses the process

    def _stop_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _close_pipes(self) -> None:
        for pipe in (self._requests, self._answers):
            with suppress(OSError):  # bytes that it did not take cannot be flushed
                pipe.close()


def _start(limits: Limits, program: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", f"from {program} import main; main()", json.dumps(asdict(limits))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,  # Ctrl-C in a terminal is for the caller alone
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _environment() -> dict[str, str]:
    """What the process needs to run and to import what we import; keys and passwords stay here."""
    here = str(Path(__file__).resolve().parents[2])
    path = dict.fromkeys([here, *(entry for entry in sys.path if entry)])
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path), "PYTHONUTF8": "1"}


def _signals(*names: str) -> frozenset[int]:
    found = (getattr(signal, name, None) for name in names)
    return frozenset(int(number) for number in found if number is not None)


INHERITED = ("PATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
TIME_SIGNALS = _signals("SIGXCPU", "SIGALRM")
# What the system sends when memory is out, and how C and C++ end when they are refused more of it.
MEMORY_SIGNALS = _signals("SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL")
