"""A PostgreSQL for tests: the server that SVODKA_TEST_POSTGRES names, or one of our own from Debian's package.

Decides where it is found and that each test gets an empty database. Nothing is installed here; `.ci/run` does.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text


@cache
def programs() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest version's."""
    on_path = shutil.which("initdb")
    if on_path is not None:
        return Path(on_path).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda path: int(path.parent.name))


@contextmanager
def server() -> Iterator[URL]:
    """The address of a running server; its own one listens on a socket in a temporary folder only."""
    given = os.environ.get("SVODKA_TEST_POSTGRES")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    found = programs()
    if found is None:
        raise LookupError("no PostgreSQL: install Debian's package `postgresql` or set SVODKA_TEST_POSTGRES")
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder, _running(found, folder):
        yield URL.create("postgresql+psycopg", username="svodka", database="postgres", query={"host": folder})


@contextmanager
def database(address: URL) -> Iterator[str]:
    """The URL of an empty database on the server, dropped afterwards."""
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield address.set(database=name, drivername="postgresql").render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@contextmanager
def _running(found: Path, folder: str) -> Iterator[None]:
    cluster = str(Path(folder) / "cluster")
    owner = _owner()
    if owner is not None:
        shutil.chown(folder, owner, owner)

    def run(program: str, *arguments: str) -> None:
        command = [str(found / program), "-D", cluster, *arguments]
        subprocess.run(command, check=True, user=owner, stdout=subprocess.DEVNULL, cwd=folder)

    run("initdb", "-U", "svodka", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=60"
    run("pg_ctl", "-w", "-l", str(Path(folder) / "log"), "-o", options, "start")
    try:
        yield
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")


def _owner() -> str | None:
    """PostgreSQL does not run as root; its package brings a user for it."""
    if os.getuid() != 0:
        return None
    return pwd.getpwnam("postgres").pw_name
