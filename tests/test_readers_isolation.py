"""A file that hangs, eats memory or crashes costs itself and nobody else, and leaves nothing behind."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from extractor.errors import UnreadableFile
from extractor.readers import DEFAULT, Pool, read
from extractor.readers.isolation import FailedReader
from service import Settings, create_app
from tests.readers.wordml import p, package

ROOT = Path(__file__).parent.parent
IS_POSIX = os.name == "posix"
PROGRAM = "tests.readers.misbehaving"
SMALL = replace(DEFAULT, seconds=2.5, cpu_seconds=1, memory=400 * 1024 * 1024, workers=2)


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(SMALL, program=PROGRAM)
    yield made
    made.close()


def text(pool: Pool, said: str) -> str:
    return pool.read("misbehaving", said.encode()).text


def pid(pool: Pool, said: str = "приказ") -> int:
    return int(pool.read("misbehaving", said.encode()).warnings[1])


def code(pool: Pool, said: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        pool.read("misbehaving", said.encode())
    return caught.value.code


def test_a_process_is_started_once_and_stays(pool: Pool) -> None:
    assert pid(pool) == pid(pool) != os.getpid()


def test_an_idle_process_outlives_the_time_of_a_file() -> None:
    pool = Pool(replace(SMALL, seconds=1.0), program=PROGRAM)
    first = pid(pool)
    time.sleep(2.3)
    assert pid(pool) == first
    pool.close()


@pytest.mark.skipif(not IS_POSIX, reason="limits and signals of POSIX")
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("spin", "timeout"),
        ("eat", "out_of_memory"),
        ("eat_in_c", "out_of_memory"),
        ("crash", "damaged"),
        ("leave", "damaged"),
        ("garble", "damaged"),
        ("overlap", "damaged"),
        ("refuse", "encrypted"),
    ],
)
def test_a_file_that_misbehaves_is_refused_and_the_next_one_read(pool: Pool, said: str, expected: str) -> None:
    assert code(pool, said) == expected
    assert text(pool, "следующий") == "следующий"


def test_a_file_that_hangs_ends_in_time() -> None:
    pool = Pool(replace(SMALL, seconds=0.5), program=PROGRAM)
    text(pool, "тёплый")
    begun = time.monotonic()
    assert code(pool, "hang") == "timeout"
    assert time.monotonic() - begun < 10
    assert text(pool, "следующий") == "следующий"
    pool.close()


def test_the_time_counts_also_while_the_file_is_sent() -> None:
    """A process that hangs takes no bytes; a pipe is full after some tens of thousands of them."""
    pool = Pool(replace(SMALL, seconds=0.5), program="tests.readers.deaf")
    assert code(pool, "x" * 5_000_000) == "timeout"


@pytest.mark.skipif(not IS_POSIX, reason="limits of POSIX")
def test_a_file_that_is_not_at_fault_is_tried_again_alone(pool: Pool) -> None:
    text(pool, "первый")
    assert pool.read("misbehaving", b"crash_late").warnings[0] == "file 1"
    text(pool, "hoard")
    assert pool.read("misbehaving", b"need").warnings[0] == "file 1"


def test_a_process_is_replaced_after_some_files() -> None:
    pool = Pool(replace(SMALL, files_per_worker=2), program=PROGRAM)
    first, second, third = pid(pool), pid(pool), pid(pool)
    assert first == second != third
    pool.close()


def test_a_process_that_somebody_killed_is_replaced(pool: Pool) -> None:
    os.kill(pid(pool), 9)
    assert text(pool, "следующий") == "следующий"


def test_a_defect_of_a_reader_is_told_without_the_document(pool: Pool) -> None:
    with pytest.raises(FailedReader, match=r"KeyError at misbehaving\.py:\d+$") as caught:
        pool.read("misbehaving", b"fail")
    assert "тайна" not in str(caught.value)


@pytest.mark.parametrize("said", ["connect", "run", "write"])
def test_a_reader_has_no_network_no_program_no_file(pool: Pool, said: str) -> None:
    with pytest.raises(FailedReader, match="PermissionError"):
        pool.read("misbehaving", said.encode())
    assert not Path("a file that must not be").exists()


def test_what_a_library_prints_breaks_nothing(pool: Pool, capfd: pytest.CaptureFixture[str]) -> None:
    assert text(pool, "chatter") == "chatter"
    assert text(pool, "следующий") == "следующий"
    assert capfd.readouterr() == ("", "")


def test_secrets_and_models_stay_outside(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVODKA_SECRET", "x")
    assert "SVODKA_SECRET" not in text(pool, "keys").split()
    assert text(pool, "models") == "none"


def test_characters_that_no_text_has_are_replaced_one_for_one(pool: Pool) -> None:
    assert text(pool, "surrogate") == "а\ufffdб\ufffdв г"
    assert len(text(pool, "long")) == 3_000_000


def test_many_threads_share_the_processes(pool: Pool) -> None:
    seen: list[str] = []
    pids: set[int] = set()

    def several(number: int) -> None:
        for turn in range(5):
            page = pool.read("misbehaving", f"файл {number}/{turn}".encode())
            seen.append(page.text)
            pids.add(int(page.warnings[1]))

    threads = [threading.Thread(target=several, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == sorted(f"файл {i}/{j}" for i in range(6) for j in range(5))
    assert 1 <= len(pids) <= SMALL.workers


def test_one_that_hangs_keeps_nobody_waiting(pool: Pool) -> None:
    text(pool, "тёплый")
    slow = threading.Thread(target=code, args=(pool, "hang"))
    slow.start()
    begun = time.monotonic()
    assert text(pool, "быстрый") == "быстрый"
    assert time.monotonic() - begun < SMALL.seconds
    slow.join()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors in /proc")
def test_no_descriptor_and_no_zombie_is_left(pool: Pool) -> None:
    code(pool, "leave")
    before = len(os.listdir("/proc/self/fd"))
    killed = [pid(pool)]
    for said in ("leave", "eat_in_c", "crash"):
        code(pool, said)
        killed.append(pid(pool))
    pool.close()
    assert len(os.listdir("/proc/self/fd")) == before
    assert not [number for number in killed if Path(f"/proc/{number}").exists()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # of Python 3.12 about threads
def test_a_forked_child_starts_processes_of_its_own(pool: Pool) -> None:
    mine = pid(pool)
    child = os.fork()
    if child == 0:
        os._exit(0 if pid(pool) != mine else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert pid(pool) == mine


def test_the_service_answers_while_a_reading_process_hangs_and_is_killed(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.readers.READING", pool)
    app = create_app(Settings())
    answers: list[TestResponse] = []

    def send() -> None:
        form = {"file": (io.BytesIO(b"PK\x03\x04[Content_Types].xml hang"), "письмо.docx")}
        answers.append(app.test_client().post("/api/v1/extract", data=form))

    upload = threading.Thread(target=send)
    upload.start()
    time.sleep(0.3)
    begun = time.monotonic()
    assert app.test_client().get("/healthz").status_code == 200
    assert time.monotonic() - begun < 1
    assert not answers
    upload.join()
    assert (answers[0].status_code, answers[0].get_json(force=True)["code"]) == (422, "timeout")


SCRIPT = """
import sys
from extractor.readers import read
data = sys.stdin.buffer.read()
print(read(data, "письмо.docx").text)
"""


def test_the_interpreter_ends_at_once_and_silently() -> None:
    """Without a guard for `__main__`, too: the reading process is no copy of the caller's."""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", SCRIPT],
        input=package(p("Приказ")),
        capture_output=True,
        check=False,
        timeout=60,
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert (done.stdout.decode().strip(), done.stderr.decode()) == ("Приказ", "")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks in /proc")
def test_a_process_whose_engine_was_killed_ends(pool: Pool) -> None:
    script = (
        "import sys, time; from extractor.readers import Pool\n"
        f"pool = Pool(program={PROGRAM!r}); print(pool.read('misbehaving', b'x').warnings[1], flush=True)\n"
        "time.sleep(60)"
    )
    engine = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=ROOT)
    assert engine.stdout is not None
    reading = int(engine.stdout.readline())
    engine.kill()
    engine.wait()
    engine.stdout.close()
    for _ in range(100):
        if not is_running(reading):
            return
        time.sleep(0.05)
    pytest.fail("the reading process is still there")


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_warm_reading_costs_little() -> None:
    """The way there and back: far below the three milliseconds that a letter may cost."""
    data = package(p("Приказ"))
    read(data)
    best = float("inf")
    for _ in range(50):
        begun = time.perf_counter()
        read(data)
        best = min(best, time.perf_counter() - begun)
    assert best < 0.01
