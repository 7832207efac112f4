"""Whatever ends a run, the next one goes on: the result is, byte for byte, that of a run that nobody broke off.

`SVODKA_KILLS` sets how often a run is killed (a release wants 20 or 200); a few times are enough for a commit.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.batch import Form, Settings
from tests.batch_archives import QUICK, done, fill, listed, many, result

FORM = Form("none", 20_000)
KILLS = int(os.environ.get("SVODKA_KILLS", "4"))
UNBROKEN = replace(QUICK, form=FORM)


def started(source: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.batch_driver", str(source), str(out)]
    return subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", many(150 + 60 * KILLS))
    done(source, tmp_path / "whole", UNBROKEN)
    dice = random.Random(5)
    broken = 0
    for _ in range(KILLS):
        process = started(source, tmp_path / "out")
        time.sleep(0.4 + dice.random() * 2.4)
        broken += process.poll() is None
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    last = started(source, tmp_path / "out")
    _, said = last.communicate()
    assert (last.returncode, said) == (0, b"")
    assert broken, "no run was broken off"
    assert result(tmp_path / "out") == result(tmp_path / "whole")


def test_no_room_for_a_segment_the_journal_or_the_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fsync fails in its turn, as on a full disk, until none does."""
    source = fill(tmp_path / "a", many(30))
    done(source, tmp_path / "whole", UNBROKEN)
    real = os.fsync
    at = failures = 0
    while True:
        left = [at]

        def full(handle: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(28, "No space left on device")
            real(handle)

        monkeypatch.setattr(os, "fsync", full)
        try:
            done(source, tmp_path / "out", UNBROKEN)
            break
        except OSError as error:
            assert error.errno == 28
            failures += 1
            at += 1
        finally:
            monkeypatch.setattr(os, "fsync", real)
    assert failures >= 6
    assert result(tmp_path / "out") == result(tmp_path / "whole")
    assert not list((tmp_path / "out").rglob("*.unfinished"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of file size")
@pytest.mark.parametrize("most", [3_000, 12_000, 40_000])
def test_a_disk_that_takes_only_so_much(tmp_path: Path, most: int) -> None:
    """A write that is cut in the middle leaves half a line, which the next run cuts off."""
    source = fill(tmp_path / "a", many(60))
    done(source, tmp_path / "whole", UNBROKEN)
    code = (
        "import resource, signal, runpy, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, resource.RLIM_INFINITY)); "
        "sys.argv = ['d', *sys.argv[1:]]; runpy.run_module('tests.batch_driver', run_name='__main__')"
    )
    limited = subprocess.run(
        [sys.executable, "-c", code, str(source), str(tmp_path / "out"), "quick"], capture_output=True, check=False
    )
    assert limited.returncode != 0 and b"OSError" in limited.stderr
    done(source, tmp_path / "out", UNBROKEN)
    assert result(tmp_path / "out") == result(tmp_path / "whole")


def test_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    from extractor.batch import Busy

    source = fill(tmp_path / "a", many(100))
    process = started(source, tmp_path / "out")
    try:
        while not (tmp_path / "out" / "journal.jsonl").exists():
            assert process.poll() is None
            time.sleep(0.05)
        with pytest.raises(Busy):
            done(source, tmp_path / "out")
    finally:
        process.communicate()
    assert process.returncode == 0


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    import threading

    import psutil

    from tests.batch_engines import slow

    source = fill(tmp_path / "a", many(200))
    stop = threading.Event()

    def kill_now_and_then() -> None:
        dice = random.Random(7)
        server = None
        while not stop.wait(0.4):
            for process in psutil.Process().children(recursive=True):
                if server is None and "forkserver" in " ".join(process.cmdline()):
                    server = process
            if server is not None and server.children():
                dice.choice(server.children()).kill()

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    try:
        done(source, tmp_path / "out", Settings(workers=2, patience=20.0, engine=slow, form=FORM))
    finally:
        stop.set()
        killer.join()
    ended = listed(tmp_path / "out")
    lost = [path for path, said in ended.items() if said.get("code") == "no_answer"]
    assert len(lost) <= 2  # a file whose worker was killed twice, once when it was alone
    done(source, tmp_path / "whole", UNBROKEN)
    assert ended.keys() == listed(tmp_path / "whole").keys()
