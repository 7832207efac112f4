"""Listening: `svodka serve`, with its models loaded before the first request.

Decides the server, how it stops and what is said at its start. waitress, because it is pure Python, runs
alike on Linux and Windows, and one process with threads is what one set of models can use; a request that
cannot be answered at once waits in its queue, not in memory that grows. README.md has the figures.
"""

from __future__ import annotations

import gc
import os
import shlex
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from waitress.server import create_server

from extractor import extract
from service import create_app
from service.access import is_this_machine, refusal_to_start
from service.logs import log, set_up
from service.settings import Settings
from service.store import Store
from service.supervisor import Supervisor
from service.worker import Stop, work

SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "sample.txt"
BODY_FACTOR = 4  # bodies up to this many limits are taken in, to be refused in our own words
BACKLOG = 256


def serve(
    *,
    host: str | None = None,
    port: int | None = None,
    settings: Settings | None = None,
    say: Callable[[str], None] = click.echo,
) -> None:
    """Listen until told to stop; `host` and `port` go before what the environment says."""
    chosen = {"host": host, "port": port}
    settings = (settings or Settings()).model_copy(update={k: v for k, v in chosen.items() if v is not None})
    set_up(settings)
    refusal = refusal_of(settings)
    if refusal is not None:
        sys.exit(refusal)
    try:
        listener = listening(settings)
    except OSError as error:
        sys.exit(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}")
    extract("Совещание прошло 5 мая 2021 года.".encode(), "проба.txt")  # loads the models
    supervisor = Supervisor(settings, listener, answer, work)
    for line in greeting(settings):
        say(line)
    gc.collect()
    gc.freeze()  # what is loaded stays in pages that the processes share
    supervisor.run()


def refusal_of(settings: Settings) -> str | None:
    """Why the service must not listen where it is told to; nothing is open afterwards, for processes are forked."""
    if is_this_machine(settings.host):
        return None
    store = Store.open(settings, pooled=False)
    try:
        return refusal_to_start(settings, store)
    finally:
        store.close()


def listening(settings: Settings) -> socket.socket:
    """A socket on the address, ready for connections before there is a process to answer them."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would let two services share a port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def answer(settings: Settings, listener: socket.socket) -> None:
    """Answer requests until told to stop, then finish those that have begun."""
    stop = Stop()
    app = create_app(settings, store=Store.open(settings, migrate=False))
    server: Any = create_server(
        app,
        sockets=[listener],
        threads=settings.threads,
        max_request_body_size=max(settings.max_batch, BODY_FACTOR * settings.max_upload),
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    turn = server.asyncore.loop
    while not stop.is_asked():
        turn(timeout=POLL, map=server._map, count=1)
    log.info("finishing requests")
    server.accepting = False
    server.socket.close()
    server.del_channel()
    deadline = time.monotonic() + settings.grace
    while is_busy(server) and time.monotonic() < deadline:
        turn(timeout=POLL / 10, map=server._map, count=1)
    server.task_dispatcher.shutdown(timeout=1)


def is_busy(server: Any) -> bool:
    """Whether a request is being read, worked on or answered."""
    return any(
        channel.requests or channel.request is not None or channel.total_outbufs_len
        for channel in list(server.active_channels.values())
    )


def greeting(settings: Settings) -> tuple[str, ...]:
    """The address for a browser, and a line for a terminal that works as it stands."""
    address = f"http://{_shown_host(settings.host)}:{settings.port}"
    return (
        f"Сводка: {address}/",
        f"curl -F file=@{shlex.quote(_shown_path(SAMPLE))} {address}/api/v1/extract",
    )


def _shown_host(host: str) -> str:
    """An address that a client on this machine can call: «0.0.0.0» is all of them and none."""
    if host in ("0.0.0.0", "", "::", "*"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _shown_path(path: Path) -> str:
    """Relative where that is shorter to read and true from where the server was started."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


POLL = 0.5  # seconds
