"""`svodka batch` as its users meet it: exit statuses, what is said, Ctrl-C once and twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch_archives import done, fill, listed, many, records

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs signals of POSIX")
COMMAND = [sys.executable, "-m", "extractor", "batch"]


def svodka(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_a_whole_archive_and_one_with_a_bad_file(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", {"а.txt": "Приказ от 5 мая 2021 года № 7", "б/в.txt": "Письмо"})
    good = svodka(source, "--out", tmp_path / "out", "--progress", "json")
    assert (good.returncode, good.stdout) == (0, "")
    assert [date["text"] for date in records(tmp_path / "out")["а.txt"]["dates"]] == ["5 мая 2021 года"]
    fill(source, {"пустой.txt": ""})
    bad = svodka(source, "--out", tmp_path / "out", "--progress", "quiet", "--compress", "gzip")
    assert (bad.returncode, bad.stdout, bad.stderr) == (1, "", "")
    assert listed(tmp_path / "out")["пустой.txt"]["code"] == "empty"


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", {"а.txt": "Приказ"})
    (tmp_path / "nothing").mkdir()
    for arguments, words in (
        ((tmp_path / "нет", "--out", tmp_path / "out"), "does not exist"),
        ((source, "--out", tmp_path / "out", "--progress", "loud"), "loud"),
        ((tmp_path / "nothing", "--out", tmp_path / "out"), "no files"),
    ):
        said = svodka(*arguments)
        assert said.returncode == 2 and words in said.stderr.replace("\n", " ")


def test_another_version_or_source_wants_a_word(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", {"а.txt": "Приказ"})
    assert svodka(source, "--out", tmp_path / "out").returncode == 0
    journal = tmp_path / "out" / "journal.jsonl"
    lines = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
    journal.write_text("".join(json.dumps(line | {"version": "0.0.1"}) + "\n" for line in lines), "utf-8")
    asked = svodka(source, "--out", tmp_path / "out")
    assert asked.returncode == 2 and "0.0.1" in asked.stderr and "--other-version keep" in asked.stderr
    assert svodka(source, "--out", tmp_path / "out", "--other-version", "keep").returncode == 0
    moved = source.rename(tmp_path / "b")
    refused = svodka(moved, "--out", tmp_path / "out", "--other-version", "keep")
    assert refused.returncode == 2 and "--moved" in refused.stderr


@POSIX
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c(tmp_path: Path, times: int) -> None:
    source = fill(tmp_path / "a", many(400))
    process = subprocess.Popen(
        [*COMMAND, str(source), "--out", str(tmp_path / "out"), "--workers", "1", "--progress", "json"],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stderr is not None
    first = json.loads(process.stderr.readline())
    assert first["total_files"] > 400
    os.killpg(process.pid, signal.SIGINT)
    if times == 2:
        time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 130
    assert "run the same command again" in said and "Traceback" not in said
    done(source, tmp_path / "out")  # by an engine that is quicker
    assert len(listed(tmp_path / "out")) > 400


@POSIX
def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", many(60))
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY)); "
        "from extractor.__main__ import main; main()"
    )
    command = [sys.executable, "-c", code, "batch", str(source), "--out", str(tmp_path / "out")]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 3 and "run the same command again" in said.stderr and "Traceback" not in said.stderr
    assert svodka(source, "--out", tmp_path / "out").returncode == 1
