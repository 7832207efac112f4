"""Reading while the client waits: one document at a time, first come, first served, under a clean name.

Decides who waits and what counts as a file's name. Leaves reading to the engine and documents that are
read later to the workers.
"""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.datastructures import FileStorage

from extractor import Record, UnreadableFile, extract
from service.problems import Problem
from service.settings import Settings

MAX_NAME = 200


class Turns:
    """A lock that is handed on in the order in which it was asked for, so nobody is passed over."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Event] = deque()

    @contextmanager
    def turn(self, patience: float) -> Iterator[bool]:
        """Whether the turn came within `patience` seconds; it lasts as long as the block."""
        mine = threading.Event()
        with self._lock:
            if self._is_taken:
                self._waiting.append(mine)
            else:
                self._is_taken = True
                mine.set()
        has_come = mine.wait(patience) or self._came_late(mine)
        try:
            yield has_come
        finally:
            if has_come:
                self._hand_on()

    def _came_late(self, mine: threading.Event) -> bool:
        """Leave the queue; the turn may have come in just this moment."""
        with self._lock:
            if mine.is_set():
                return True
            self._waiting.remove(mine)
            return False

    def _hand_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False


class Reading:
    """The engine for many threads: its models are shared and busy with one document at a time."""

    def __init__(self, settings: Settings) -> None:
        self._turns = Turns()
        self._settings = settings

    def record(self, data: bytes, name: str) -> Record:
        """The record of a file; raises `UnreadableFile`, or `Problem` where the turn does not come."""
        name = clean_name(name)
        if len(data) > self._settings.max_upload:
            raise UnreadableFile("too_large", name=name)
        with self._turns.turn(self._settings.patience) as has_come:
            if not has_come:
                raise Problem("busy", headers={"Retry-After": "10"})
            return extract(data, name)


def uploaded(files: list[FileStorage]) -> tuple[bytes, str]:
    """The one file of a form; a form sent without choosing has a part without name and bytes."""
    if len(files) > 1:
        raise Problem("many_files")
    if not files or not files[0].filename:
        raise Problem("no_file")
    return files[0].read(), files[0].filename


def clean_name(name: str) -> str:
    """A file's name without folders and unprintable characters: «C:\\тмп\\письмо.docx» is «письмо.docx»."""
    base = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return UNPRINTABLE.sub("", base).strip()[-MAX_NAME:]


UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")
