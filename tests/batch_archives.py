"""Small archives for tests, and a result as something that can be compared."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from extractor.batch import Result, Settings, run
from extractor.batch.parts import opened
from tests.batch_engines import quick

QUICK = Settings(workers=2, patience=20.0, engine=quick)


def fill(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def many(count: int) -> dict[str, str | bytes]:
    """Documents in folders, some copies, some empty, some in zips."""
    files: dict[str, str | bytes] = {}
    for number in range(count):
        text = f"Справка {number}\nУчаствовали {number} человек.\n" * (1 + number % 7)
        files[f"{number % 5}/справка {number:04d}.txt"] = text
        if number % 10 == 3:
            files[f"копии/копия {number:04d}.txt"] = text
        if number % 25 == 7:
            files[f"{number % 3}/пустой {number:04d}.txt"] = ""
        if number % 40 == 9:
            files[f"архив {number:04d}.zip"] = zipped(
                {f"в архиве {at}.txt": f"Приказ {number}-{at}" for at in range(9)}
            )
    return files


def done(source: Path, out: Path, settings: Settings = QUICK) -> Result:
    return run(str(source), out, settings)


def listed(out: Path) -> dict[str, dict[str, Any]]:
    """How every file ended, by its path."""
    lines = (out / "records" / "files.jsonl").read_text("utf-8").splitlines()
    found = {said["path"]: said for said in map(json.loads, lines)}
    assert len(found) == len(lines), "a file is listed twice"
    return found


def records(out: Path) -> dict[str, dict[str, Any]]:
    """The record of every file that has one of its own, by its path."""
    parts: dict[str, list[str]] = {}
    found = {}
    for path, said in listed(out).items():
        if "part" in said:
            if said["part"] not in parts:
                with opened(out / "records" / said["part"]) as file:
                    parts[said["part"]] = file.read().decode().split("\n")
            found[path] = json.loads(parts[said["part"]][said["line"]])
    assert sum(len(lines) - 1 for lines in parts.values()) == len(found), "a part holds lines that no file has"
    return found


def result(out: Path) -> dict[str, bytes]:
    """Every byte of the result."""
    folder = out / "records"
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
