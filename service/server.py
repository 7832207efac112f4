"""Listening: the service behind waitress, with its models loaded before the first request.

Decides the server and what is said at its start. waitress, because it is pure Python, runs alike on
Linux and Windows, and one process with threads is what one set of models can use; a request that
cannot be answered at once waits in its queue, not in memory that grows.
"""

from __future__ import annotations

import logging
import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import click
from waitress.server import create_server

from extractor import extract
from service import create_app
from service.settings import Settings

SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "sample.txt"
BODY_FACTOR = 4  # bodies up to this many limits are taken in, to be refused in our own words


def serve(
    *,
    host: str | None = None,
    port: int | None = None,
    settings: Settings | None = None,
    say: Callable[[str], None] = click.echo,
) -> None:
    """Listen until interrupted; `host` and `port` go before what the environment says."""
    chosen = {"host": host, "port": port}
    settings = (settings or Settings()).model_copy(update={k: v for k, v in chosen.items() if v is not None})
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("svodka").setLevel(logging.INFO)
    app = create_app(settings)
    extract("Совещание прошло 5 мая 2021 года.".encode(), "проба.txt")  # loads the models
    try:
        server = create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            max_request_body_size=BODY_FACTOR * settings.max_upload,
            ident=None,
        )
    except OSError as error:
        sys.exit(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}")
    for line in greeting(settings):
        say(line)
    server.run()


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
