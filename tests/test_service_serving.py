"""The processes of a running service: requests finished before a stop, the dead replaced, the old removed."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from service import Settings
from service.reading import Turns
from service.store import Filters, Store
from service.worker import Lease
from tests.serving import Answered, running, until

pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are found in /proc")

TEXT = "Совещание прошло 5 мая 2021 года в МБОУ «Лицей № 3». "
SLOW = json.dumps({"text": TEXT * 400}).encode()


def test_a_stop_waits_for_the_answers_that_have_begun(tmp_path: Path) -> None:
    answers: list[Answered] = []
    with running(Settings(data=tmp_path, workers=0)) as service:
        asking = [
            threading.Thread(target=lambda: answers.append(service.ask("POST", "/api/v1/extract", SLOW)))
            for _ in range(3)
        ]
        for one in asking:
            one.start()
        time.sleep(0.5)
        assert service.stop() == 0
        for one in asking:
            one.join(60)
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert len({len(answer.json["dates"]) for answer in answers}) == 1


def test_a_web_process_that_dies_is_replaced(tmp_path: Path) -> None:
    with running(Settings(data=tmp_path, workers=0)) as service:
        assert until(lambda: len(service.children()) == 1, 30)
        (web,) = service.children()
        os.kill(web, signal.SIGKILL)
        assert until(lambda: service.children() not in ([], [web]), 30)
        assert service.ask("GET", "/readyz").status == 200  # the listening socket never closed
        assert service.stop() == 0


def test_documents_that_are_too_old_are_removed(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path))
    store.documents.add(b"5", "a.txt", actor="test")
    with store.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE documents SET submitted = '2020-01-01 00:00:00'")
    store.documents.add(b"6", "b.txt", actor="test")
    with running(Settings(data=tmp_path, workers=0, retention_days=30)):
        assert until(lambda: store.documents.count(Filters()) == 1, 30)
    assert store.audit.newest(limit=1)[0].action == "document.expired"
    store.close()


def hang(settings: Settings) -> None:
    store = Store.open(settings, migrate=False)
    claim = store.jobs.claim("w", timedelta(seconds=settings.lease))
    assert claim is not None
    with Lease(settings, claim, "w"):
        time.sleep(60)


def test_a_document_that_takes_too_long_ends_its_worker(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, lease=1, job_limit=1)
    store = Store.open(settings, pooled=False)
    store.documents.add(b"5", "a.txt", actor="test")
    process = multiprocessing.get_context("fork").Process(target=hang, args=[settings])
    process.start()
    process.join(30)
    assert process.exitcode == -signal.SIGKILL


def test_turns_are_taken_in_order() -> None:
    turns, order = Turns(), list[int]()

    def ask(i: int) -> None:
        with turns.turn(10) as has_come:
            assert has_come
            order.append(i)

    with turns.turn(1) as has_come:
        assert has_come
        threads = [threading.Thread(target=ask, args=[i]) for i in range(8)]
        for i, one in enumerate(threads):
            one.start()
            assert until(lambda i=i: len(turns._waiting) == i + 1, 5, every=0.01)  # type: ignore[misc]
        with turns.turn(0.05) as late:
            assert not late
    for one in threads:
        one.join(10)
    assert order == list(range(8))
    with turns.turn(0.05) as has_come:
        assert has_come
