"""Runs inputs through the front door, a bounded batch at a time.

Decides how much is in memory at once and that one file's failure is never another's: a batch that
breaks is run again file by file, and the file that breaks is set aside. This is one of the two
places that catch every exception.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor import Record, UnreadableFile, extract_many, unpack
from extractor.commands.inputs import Input
from extractor.commands.report import Report
from extractor.readers import MAX_FILE

MOST_FILES = 16
MOST_BYTES = 64 * 1024 * 1024

Loaded = tuple[Input, bytes]


def records(inputs: Iterable[Input], report: Report) -> Iterator[tuple[Input, Record | None]]:
    """One pair an input, in their order; None where the input was set aside."""
    for batch in batches(inputs, report):
        loaded = [(item, data) for item, data in batch if data is not None]
        outcomes = iter(run(loaded, report))
        for item, data in batch:
            record = None if data is None else next(outcomes)
            report.records += record is not None
            yield item, record


def batches(inputs: Iterable[Input], report: Report) -> Iterator[list[tuple[Input, bytes | None]]]:
    """Inputs with their bytes, at most `MOST_FILES` files or about `MOST_BYTES` bytes together."""
    batch: list[tuple[Input, bytes | None]] = []
    size = 0
    for found in inputs:
        for item, data in documents(found, report):
            batch.append((item, data))
            size += len(data or b"")
            if len(batch) == MOST_FILES or size >= MOST_BYTES:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def documents(item: Input, report: Report) -> Iterator[tuple[Input, bytes | None]]:
    """The file, or the documents within an archive or a message, each an input of its own."""
    data = load(item, report)
    if data is None:
        yield item, None
        return
    taken: set[str] = set()
    try:
        for outcome in unpack(data, item.name):
            inner = item.member(outcome.name if isinstance(outcome, UnreadableFile) else outcome[0], taken)
            if isinstance(outcome, UnreadableFile):
                accepted(inner, outcome, report)
                yield inner, None
            else:
                yield inner, outcome[1]
    except Exception as error:
        report.set_aside(item.label, f"a defect of Svodka: {whereabouts(error)}")
        yield item, None


def load(item: Input, report: Report) -> bytes | None:
    try:
        return item.read(MAX_FILE)
    except OSError as error:
        report.set_aside(item.label, f"cannot be read: {error.strerror or type(error).__name__}")
        return None


def run(loaded: list[Loaded], report: Report) -> list[Record | None]:
    """The records of one batch; each file alone where together they break."""
    try:
        outcomes = list(extract_many((item.name, data) for item, data in loaded))
    except Exception:
        return [run_alone(item, data, report) for item, data in loaded]
    return [accepted(item, outcome, report) for (item, _), outcome in zip(loaded, outcomes, strict=True)]


def run_alone(item: Input, data: bytes, report: Report) -> Record | None:
    try:
        outcome = next(extract_many([(item.name, data)]))
    except Exception as error:
        report.set_aside(item.label, f"a defect of Svodka: {whereabouts(error)}")
        return None
    return accepted(item, outcome, report)


def accepted(item: Input, outcome: Record | UnreadableFile, report: Report) -> Record | None:
    if isinstance(outcome, UnreadableFile):
        detail = f" ({outcome.detail})" if outcome.detail else ""
        report.set_aside(item.label, f"{outcome.code}: {outcome.kind.meaning}{detail}")
        return None
    return outcome


def whereabouts(error: Exception) -> str:
    """«KeyError at dates.py:41»; the message is left out, it could quote the document."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
