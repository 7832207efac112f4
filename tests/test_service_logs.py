"""The log of a running service: JSON lines that hold no word of a document, a file's name or a query."""

from __future__ import annotations

import json
import logging
import multiprocessing
from pathlib import Path

import pytest

from service import Settings, worker
from service.logs import log, place, set_up
from service.store import Store
from tests.serving import running, until

SECRET = "Тайнопись"


def test_every_line_is_json_without_words_of_documents(tmp_path: Path) -> None:
    log_file = tmp_path / "log"
    with log_file.open("wb") as kept, running(Settings(data=tmp_path / "data", workers=1), log=kept) as service:
        service.send_files([(f"{SECRET}.txt", f"{SECRET} 5 мая 2021 года".encode()), (f"{SECRET}.exe", b"\x7fELF")])
        service.ask("GET", "/api/v1/documents?text=%D0%A2%D0%B0%D0%B9%D0%BD%D0%BE%D0%BF%D0%B8%D1%81%D1%8C")
        service.ask("GET", "/%D0%A2%D0%B0%D0%B9%D0%BD%D0%BE%D0%BF%D0%B8%D1%81%D1%8C")
        assert until(lambda: service.states()["done"] + service.states()["refused"] == 2, 60)
        assert service.stop() == 0
    lines = [json.loads(line) for line in log_file.read_text("utf-8").splitlines()]
    events = [line["event"] for line in lines]
    assert {"started", "request", "read", "stopped"} <= set(events)
    assert events.count("read") == 2
    assert all({"timestamp", "level"} <= set(line) for line in lines)
    assert SECRET.lower() not in log_file.read_text("utf-8").lower()
    assert "%D0" not in log_file.read_text("utf-8")


def broken(store: Store, settings: Settings, name: str) -> bool:
    raise ValueError(SECRET)


def test_a_worker_that_fails_tells_only_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=tmp_path)
    Store.open(settings).close()
    monkeypatch.setattr(worker, "read_next", broken)
    process = multiprocessing.get_context("fork").Process(target=started, args=[settings])
    process.start()
    process.join(30)
    said = capfd.readouterr().err
    assert process.exitcode == 1
    assert '"error": "ValueError"' in said and "broken:" in said
    assert SECRET not in said and "Traceback" not in said


def started(settings: Settings) -> None:
    set_up(settings)
    worker.work(settings, "w")


@pytest.mark.parametrize("form", ["json", "plain"])
def test_a_librarys_exception_is_told_by_its_place(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers, root.level
    try:
        set_up(Settings.model_validate({"log_format": form}))
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            logging.getLogger("library").exception("went wrong")
            log.error("defect", **place(error))
    finally:
        root.handlers, root.level = before
    said = capfd.readouterr().err
    assert said.count("ValueError") == 2 and "went wrong" in said
    assert SECRET not in said
