"""Many documents through a real service while its workers are killed: `python -m tests.kill_run [N] [KILLS] [URL]`.

Decides what counts as lost, doubled and differing; the test asks for a short run, a person for a long one.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from extractor import extract
from service import Settings
from service.store import Filters, Store
from service.store.jobs import KILLER
from service.store.tables import Document, Job, Revision
from tests.serving import Service, running, until

CORPUS = Path(__file__).parent.parent / "corpus" / "gold"


class Told(NamedTuple):
    """What became of the documents."""

    records: int
    reasons: int
    set_aside: int  # of the reasons, those whose worker was killed twice over them
    lost: int
    doubled: int
    differing: int  # records that differ from what the engine says here
    killed: int
    seconds: float


def kill_run(settings: Settings, *, documents: int, kills: int, pause: float) -> Told:
    """Send the documents and kill a worker after every `pause` to twice that many seconds."""
    chance = random.Random(documents)
    files = made(documents)
    begun = time.monotonic()
    with running(settings) as service:
        sent: list[str] = []
        killed = 0
        for i in range(0, documents, BUNDLE):
            sent += [one["id"] for one in service.send_files(files[i : i + BUNDLE]).json["documents"]]
        while killed < kills and not is_done(service):
            time.sleep(pause * (1 + chance.random()))
            killed += kill_one(service, chance)
        assert until(lambda: is_done(service), 600), service.states()
        seconds = time.monotonic() - begun
        assert service.stop() == 0
    return judged(settings, files, sent, killed, seconds)


def made(count: int) -> list[tuple[str, bytes]]:
    """Invented documents, each of its own content; some cannot be read."""
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    files = [(f"{i}.txt", f"{texts[i % len(texts)]}\nДело № {i}.".encode()) for i in range(count)]
    files[::17] = [(f"{i}.exe", b"\x7fELF" + bytes(50) + str(i).encode()) for i in range(len(files[::17]))]
    return files


def kill_one(service: Service, chance: random.Random) -> int:
    """Kill one of the workers, which are all children but the oldest."""
    workers = service.children()[1:]
    if not workers:
        return 0
    with contextlib.suppress(ProcessLookupError):
        os.kill(chance.choice(workers), signal.SIGKILL)
    return 1


def is_done(service: Service) -> bool:
    states = service.states()
    return states["waiting"] == states["reading"] == 0


def judged(settings: Settings, files: list[tuple[str, bytes]], sent: list[str], killed: int, seconds: float) -> Told:
    """Look into the store what there is."""
    store = Store.open(settings)
    with store.database.reading() as session:
        doubled = session.scalar(select(func.count()).where(Revision.number != 1)) or 0
        hashes = session.scalars(select(Document.sha256)).all()
        left = session.scalar(select(func.count()).select_from(Job)) or 0
        set_aside = session.scalar(select(func.count()).where(Document.reason == KILLER)) or 0
    doubled += len(hashes) - len(set(hashes)) + len(sent) - len(set(sent))
    records, reasons = (store.documents.count(Filters(state=state)) for state in ("done", "refused"))
    differing = 0
    kept = {document.name: record for document, record in store.documents.records(Filters(), limit=len(files))}
    for name, data in files[1::50]:
        differing += name in kept and json.loads(kept[name]) | {"source": 0} != extract(data, name).to_dict() | {
            "source": 0
        }
    store.close()
    return Told(records, reasons, set_aside, len(files) - len(hashes) + left, doubled, differing, killed, seconds)


BUNDLE = 20  # files of one request

if __name__ == "__main__":
    wanted, kills = (int(given) for given in (sys.argv[1:3] or ("500", "5")))
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[3] if len(sys.argv) > 3 else None
        told = kill_run(
            Settings(data=Path(folder), database_url=url, workers=2), documents=wanted, kills=kills, pause=1.0
        )
        print(told)
