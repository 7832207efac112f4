"""Taking files in to be read later: archives unpacked, each document queued once.

Decides what of a request becomes documents and what is refused on the spot. Leaves unpacking to the
engine and the documents to the store; what cannot be read is found out by the workers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extractor import UnreadableFile, unpack
from service.reading import clean_name
from service.settings import Settings
from service.store import Added, Store

MAX_NAME = 500  # characters of «архив.zip/папка/отчёт.docx»; its end tells most


class Taken(NamedTuple):
    """What came of the files, in their order: documents, and files that can be none."""

    added: list[Added]
    refused: list[UnreadableFile]


def take_in(files: Iterable[tuple[str, bytes]], *, store: Store, settings: Settings, actor: str) -> Taken:
    """Queue the documents in the files; an archive's documents count one by one."""
    taken = Taken([], [])
    for name, data in files:
        for part in _parts(clean_name(name), data, settings):
            if isinstance(part, UnreadableFile):
                taken.refused.append(part)
            else:
                taken.added.append(store.documents.add(part[1], part[0][-MAX_NAME:], actor=actor))
    return taken


def _parts(name: str, data: bytes, settings: Settings) -> Iterable[tuple[str, bytes] | UnreadableFile]:
    if not data:
        return (UnreadableFile("empty", name=name),)
    if len(data) > settings.max_upload:
        return (UnreadableFile("too_large", name=name),)
    return unpack(data, name)
