"""What a worker does: documents in, outcomes out, one each and in order, whatever happens.

Decides that one file's failure is never another's: a batch that breaks is run again file by file, and
the file that breaks is set aside. This is one of the edges that catch every exception. Leaves where it
runs to `processes.py` and `cluster.py`.
"""

from __future__ import annotations

import gc
import json
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from extractor import Record, UnreadableFile, extract_many
from extractor.batch.outcomes import Outcome

File = tuple[str, bytes]
Engine = Callable[[Iterable[File]], Iterator[Record | UnreadableFile]]


def outcomes(files: Sequence[File], engine: Engine = extract_many) -> Iterator[Outcome]:
    """One outcome a file, as soon as it is there."""
    done = 0
    try:
        for found in engine(files):
            yield outcome(found)
            done += 1
    except Exception:
        for file in files[done:]:
            yield alone(file, engine)


def alone(file: File, engine: Engine = extract_many) -> Outcome:
    """The outcome of one file; a defect of ours is told by its place, not by its message."""
    try:
        return outcome(next(iter(engine([file]))))
    except MemoryError:
        gc.collect()
        return Outcome(None, "out_of_memory", "while it was analysed")
    except Exception as error:
        return Outcome(None, "defect", whereabouts(error))


def outcome(found: Record | UnreadableFile) -> Outcome:
    """What the driver has to know of a record or a refusal."""
    if isinstance(found, UnreadableFile):
        return Outcome(None, found.code, found.detail)
    source = found.source
    document = found.document
    counts = {key: len(value) for key, value in found if isinstance(value, tuple) and value}
    return Outcome(
        line(found),
        warnings=len(source.warnings),
        seconds=source.seconds,
        facts={
            "format": source.media_type,
            "kind": document.kind,
            "year": document.date[:4] if document.date is not None and document.date[0] != "-" else None,
            "characters": source.characters,
            "fields": counts,
        },
    )


def line(record: Record) -> bytes:
    """A record as a line of JSON without its end; `seconds` is 0, for it differs from run to run."""
    timeless = record.model_copy(update={"source": record.source.model_copy(update={"seconds": 0.0})})
    return timeless.to_json().translate(LINE_ENDS).encode("utf-8")


def whereabouts(error: Exception) -> str:
    """«KeyError at dates.py:41»; the message is left out, it could quote the document."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


LINE_ENDS = {ord(mark): json.dumps(mark)[1:-1] for mark in "\u2028\u2029\u0085"}  # lines end there for some readers
