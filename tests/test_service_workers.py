"""Workers that die: nothing is lost, nothing is read twice, and a file that kills is set aside.

The long run of this is `python -m tests.kill_run`, with 500 documents.
"""

from __future__ import annotations

import os
import signal
from datetime import timedelta

import pytest

from service import Settings
from service.store import Filters, Store
from service.worker import outcome_of
from tests.kill_run import kill_run
from tests.serving import children_of, running, until

LEASE = timedelta(seconds=30)
TEXT = "Совещание прошло 5 мая 2021 года."

needs_proc = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="children are found in /proc")


def queued(store: Store, *texts: str) -> list[str]:
    return [store.documents.add(text.encode(), f"{i}.txt", actor="test").document.id for i, text in enumerate(texts)]


def test_a_job_has_one_worker(store: Store) -> None:
    first, second = queued(store, "раз", "два")
    claims = [store.jobs.claim(worker, LEASE) for worker in ("a", "b", "c")]
    assert [claim and claim.id for claim in claims] == [first, second, None]
    assert store.documents.states() == {"reading": 2}


def test_a_lease_that_ran_out_is_taken_over(store: Store) -> None:
    (id,) = queued(store, TEXT)
    lost = store.jobs.claim("a", timedelta(seconds=-1))
    taken = store.jobs.claim("b", LEASE)
    assert lost is not None and taken is not None and taken.id == id and taken.tries == 2
    record = outcome_of(taken)
    assert not isinstance(record, str)
    assert not store.jobs.renew(lost.document, "a", LEASE)
    assert not store.readings.finish(lost.document, "a", record)  # it wakes up too late
    assert store.readings.finish(taken.document, "b", record)
    assert not store.readings.finish(taken.document, "b", record)
    assert [revision.number for revision in store.readings.history(id)] == [1]


def test_a_renewed_lease_holds(store: Store) -> None:
    queued(store, TEXT)
    claim = store.jobs.claim("a", timedelta(seconds=-1))
    assert claim is not None and store.jobs.renew(claim.document, "a", LEASE)
    assert store.jobs.claim("b", LEASE) is None


def test_what_kills_two_workers_is_set_aside(store: Store) -> None:
    killer, innocent = queued(store, "раз", "два")
    for worker in ("a", "b"):
        claim = store.jobs.claim(worker, LEASE)
        assert claim is not None and claim.id == killer
        assert store.jobs.release(worker) == 1
    claim = store.jobs.claim("c", LEASE)
    assert claim is not None and claim.id == innocent
    found = store.documents.get(killer)
    assert found is not None and (found.state, found.reason) == ("refused", "worker_died")
    assert store.jobs.retry(killer, actor="test")


def test_a_worker_that_stops_in_good_order_costs_no_try(store: Store) -> None:
    queued(store, "раз")
    for _ in range(5):
        claim = store.jobs.claim("a", LEASE)
        assert claim is not None and claim.tries == 1
        assert store.jobs.give_back("a") == 1


@needs_proc
def test_documents_survive_their_workers(store_settings: Settings) -> None:
    """Forty documents, two workers, two of them killed; the whole service as it is started by people."""
    told = kill_run(store_settings.model_copy(update={"workers": 2}), documents=40, kills=2, pause=0.3)
    assert told.killed == 2
    assert told.lost == told.doubled == 0
    assert told.records + told.reasons == 40
    assert told.differing == 0


@needs_proc
def test_a_stop_is_graceful_and_a_killed_supervisor_takes_all_along(store_settings: Settings) -> None:
    settings = store_settings.model_copy(update={"workers": 1})
    with running(settings) as service:
        service.send_files([(f"{i}.txt", f"Совещание № {i} прошло 5 мая 2021 года.".encode()) for i in range(30)])
        children = service.children()
        assert service.stop() == 0
        assert until(lambda: not any(map(is_alive, children)), 10)
    store = Store.open(store_settings)
    assert store.documents.count(Filters(state="reading")) == 0
    store.close()
    with running(settings) as service:
        children = service.children()
        os.kill(service.process.pid, signal.SIGKILL)
        assert until(lambda: not any(map(is_alive, children)), 15)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return pid not in children_of(os.getpid())
