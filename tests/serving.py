"""A real `svodka serve` for tests: started on a free port with its own data, asked over the wire, stopped or killed.

Decides how its children are found: by their parent in /proc.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple
from uuid import uuid4

from service import Settings

ROOT = Path(__file__).parent.parent


class Answered(NamedTuple):
    """What came back."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Service:
    """A running service."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    def ask(self, method: str, path: str, body: bytes | None = None, media_type: str = "application/json") -> Answered:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            wire.request(method, path, body, {"Content-Type": media_type} if body is not None else {})
            answer = wire.getresponse()
            return Answered(answer.status, answer.read())
        finally:
            wire.close()

    def send_files(self, files: list[tuple[str, bytes]]) -> Answered:
        boundary = uuid4().hex
        body = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
            + data
            + b"\r\n"
            for name, data in files
        )
        return self.ask(
            "POST",
            "/api/v1/documents",
            body + f"--{boundary}--\r\n".encode(),
            f"multipart/form-data; boundary={boundary}",
        )

    def states(self) -> dict[str, int]:
        """Documents by state."""
        lines = self.ask("GET", "/metrics").body.decode().splitlines()
        found = [line for line in lines if line.startswith("svodka_documents{")]
        return {line.split('"')[1]: int(float(line.split()[-1])) for line in found}

    def children(self) -> list[int]:
        """The web process first, then the workers, then who took a dead one's place."""
        return children_of(self.process.pid)

    def stop(self) -> int:
        """Stop it in good order; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def children_of(parent: int) -> list[int]:
    """The processes that a process has started, by age."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append((int(fields[19]), int(stat.parent.name)))
    return [pid for _, pid in sorted(found)]


@contextmanager
def running(settings: Settings, *, log: IO[bytes] | None = None) -> Iterator[Service]:
    """`svodka serve` with these settings on a free port, its log in a file; killed at the end with all its children."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = {
        f"SVODKA_{name.upper()}": str(value)
        for name, value in settings.model_dump(exclude={"port"}).items()
        if value is not None
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, **given},
        text=True,
        stdout=subprocess.PIPE,
        stderr=log or subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Сводка:")
        yield Service(process, port)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)


def until(condition: Callable[[], bool], seconds: float, every: float = 0.2) -> bool:
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True
