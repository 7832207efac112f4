"""A cluster of processes on this machine: the same result as one process alone, whoever dies in between.

A scheduler and workers are started as `dask scheduler` and `dask worker` start them, each with a nanny.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from extractor.batch import Form
from tests.batch_archives import QUICK, done, fill, listed, many, result
from tests.batch_engines import misbehaving, slow

FORM = Form("none", 20_000)
UNBROKEN = replace(QUICK, form=FORM)
PATIENCE = 60.0  # seconds until something that must happen has happened
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(Path(__file__).parent.parent),
    "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
}


class Machines:
    """A scheduler and its workers, each in a process group of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.started: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.file))
        wait_for(self.file.exists)

    @property
    def address(self) -> str:
        import json

        said: str = json.loads(self.file.read_text())["address"]
        return said

    def add_worker(self) -> subprocess.Popen[bytes]:
        options = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder))
        return self._start("worker", "--scheduler-file", str(self.file), *options)

    def lose(self, worker: subprocess.Popen[bytes]) -> None:
        """A machine is gone: the nanny and the worker at once."""
        nanny = psutil.Process(worker.pid)
        for process in (nanny, *nanny.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        worker.wait()

    def close(self) -> None:
        for process in self.started:
            with suppress(psutil.NoSuchProcess, ProcessLookupError):
                children = psutil.Process(process.pid).children(recursive=True)
                os.killpg(process.pid, signal.SIGKILL)
                for child in children:
                    with suppress(psutil.NoSuchProcess):
                        child.kill()
            process.wait()

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", kind, *options]
        log = (self.folder / "log.txt").open("ab")
        with log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, env=ENVIRONMENT, cwd=self.folder
            )
        self.started.append(process)
        return process


def wait_for(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ends, "it has not happened"
        time.sleep(0.05)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    folder = tmp_path / "machines"
    folder.mkdir()
    made = Machines(folder)
    try:
        yield made
    finally:
        made.close()


@pytest.mark.filterwarnings("ignore")
def test_a_machine_is_lost_and_one_is_added(tmp_path: Path, machines: Machines) -> None:
    source = fill(tmp_path / "a", many(300))
    done(source, tmp_path / "alone", UNBROKEN)
    first, _ = machines.add_worker(), machines.add_worker()
    lost = threading.Event()

    def upheaval() -> None:
        wait_for(lambda: (tmp_path / "out" / "journal.jsonl").exists() and _lines(tmp_path / "out") > 50)
        machines.lose(first)
        lost.set()
        machines.add_worker()

    meanwhile = threading.Thread(target=upheaval)
    meanwhile.start()
    done(source, tmp_path / "out", replace(UNBROKEN, engine=slow, scheduler=machines.address))
    meanwhile.join()
    assert lost.is_set()
    assert result(tmp_path / "out") == result(tmp_path / "alone")


@pytest.mark.filterwarnings("ignore")
def test_what_kills_every_worker_is_set_aside_alone_and_addresses_are_read_there(
    tmp_path: Path, machines: Machines
) -> None:
    texts: dict[str, str | bytes] = {f"{at:02d}.txt": f"Справка {at}" for at in range(30)}
    source = fill(tmp_path / "a", texts | {"07а.txt": "умри", "08а.txt": "ошибись", "09а.txt": "повисни"})
    machines.add_worker()
    machines.add_worker()
    settings = replace(UNBROKEN, engine=misbehaving, scheduler=machines.address, patience=2.0)
    from extractor.batch import run

    run(f"file://{source}", tmp_path / "out", settings)
    ended = listed(tmp_path / "out")
    assert {path: said["code"] for path, said in ended.items() if "code" in said} == {
        "07а.txt": "no_answer", "08а.txt": "defect", "09а.txt": "no_answer",
    }  # fmt: skip
    assert sum(said["outcome"] == "record" for said in ended.values()) == 30


def _lines(out: Path) -> int:
    return (out / "journal.jsonl").read_bytes().count(b"\n")
