"""`svodka import`: the result of `svodka batch` into the service's store, where clerks search it.

Decides what comes along: every record, the files themselves where the archive is still at hand and its
bytes are those that were read, and of what was set aside that which the service can show. Leaves keeping
them to `service.store`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from extractor.batch.originals import Originals
from extractor.batch.results import Ended, NoResult, results, source_of
from extractor.commands.report import DONE, USAGE
from extractor.errors import KINDS
from service.settings import Settings
from service.store import Archived, Store

ACTOR = "import"
AT_ONCE = 100
MAX_NAME = 500  # characters of «2019/письма.zip/приказ.docx»; its end tells most


def import_result(folder: Path, *, with_files: bool) -> int:
    """Takes in what is not known yet; answers the exit status."""
    try:
        originals = Originals(source_of(folder) if with_files else None)
        store = Store.open(Settings())
    except FileNotFoundError:
        return _wrong(f"{folder} holds no finished run of `svodka batch`")
    try:
        added = met = 0
        stream = results(folder, _is_told)
        while group := list(islice(stream, AT_ONCE)):
            new = store.imports.unknown(found.said["sha256"] for found in group)
            added += store.imports.take(_archived(group, new, originals), actor=ACTOR)
            met += len(group)
    except NoResult as error:
        return _wrong(str(error))
    finally:
        store.close()
    sys.stderr.write(f"{added} documents taken in, {met - added} were there already\n")
    return DONE


def _is_told(said: dict[str, object]) -> bool:
    """Originals with a record, or with a reason that the service knows."""
    return "same_as" not in said and said["sha256"] is not None and ("part" in said or said.get("code") in KINDS)


def _archived(group: list[Ended], new: set[str], originals: Originals) -> Iterator[Archived]:
    """What is new in a group; a file without a record is of use only with its bytes, to be tried again."""
    for found in group:
        said = found.said
        if said["sha256"] not in new:
            continue
        data = originals.bytes_of(found.path, said["sha256"])
        if found.line is not None or data is not None:
            name = found.path.replace("//", "/")[-MAX_NAME:]
            yield Archived(said["sha256"], name, said["size"], found.line, said.get("code"), data)


def _wrong(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return USAGE
