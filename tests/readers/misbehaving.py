"""A reading process whose one format does as the file says: hangs, eats memory, dies, lies.

Decides what each word of a file does; `tests/test_readers_isolation.py` says what must come of it.
"""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from extractor.errors import UnreadableFile
from extractor.readers import FORMATS, worker
from extractor.readers.format import Format
from extractor.readers.limits import Limits
from extractor.text.page import Block, Page

FILES_READ: list[bytes] = []
HOARD: list[bytes] = []


def main() -> None:
    own = Format("misbehaving", "text/x-test", (), lambda data: True, read)
    worker.main([own, *(replace(known, read=read) for known in FORMATS)])


def read(data: bytes, limits: Limits) -> Page:
    """A page with the text of the file, after its last word was obeyed."""
    FILES_READ.append(data)
    said = data.decode()
    word = said.split()[-1]
    ACTIONS.get(word, lambda: None)()
    text = ANSWERS.get(word, lambda: said)()
    return Page(text, (Block("paragraph", 0, len(text)),), warnings=(f"file {len(FILES_READ)}", str(os.getpid())))


def spin() -> None:
    while True:
        pass


def eat() -> None:
    while True:
        HOARD.append(bytes(16 * 1024 * 1024))


def eat_in_c() -> None:
    """What a library in C++ does when memory is refused."""
    os.abort()


def hoard() -> None:
    """Takes most of what there is and does not give it back."""
    HOARD.append(bytes(256 * 1024 * 1024))


def need() -> None:
    HOARD.append(bytes(200 * 1024 * 1024))
    HOARD.pop()


def crash() -> None:
    ctypes.string_at(0)


def crash_late() -> None:
    """Dies only where an earlier file has spoilt the process."""
    if len(FILES_READ) > 1:
        crash()


def chatter() -> None:
    print("a library says hello")
    os.write(1, b"and its C code too")


def connect() -> None:
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def run() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


def write() -> None:
    Path("a file that must not be").write_text("x")


def refuse() -> None:
    raise UnreadableFile("encrypted", detail="as it was told")


def fail() -> None:
    raise KeyError("тайна документа")


def garble() -> None:
    vars(worker)["encode"] = lambda page: {"text": 5, "blocks": [], "warnings": []}


def overlap() -> None:
    said = {"text": "abc", "blocks": [["paragraph", 2, 9]], "warnings": []}
    vars(worker)["encode"] = lambda page: said


ACTIONS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(60),
    "spin": spin,
    "eat": eat,
    "eat_in_c": eat_in_c,
    "hoard": hoard,
    "need": need,
    "crash": crash,
    "crash_late": crash_late,
    "leave": lambda: os._exit(0),
    "chatter": chatter,
    "connect": connect,
    "run": run,
    "write": write,
    "refuse": refuse,
    "fail": fail,
    "garble": garble,
    "overlap": overlap,
}
ANSWERS: dict[str, Callable[[], str]] = {
    "keys": lambda: " ".join(sorted(os.environ)),
    "models": lambda: " ".join(sorted({"spacy", "slovnet", "numpy", "flask"} & set(sys.modules))) or "none",
    "surrogate": lambda: "а\ud83dб\x00в\rг",
    "long": lambda: "слово " * 500_000,
}
