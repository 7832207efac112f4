"""Taking a file in: one at a time, within the limit, under a clean name.

Decides who waits and what counts as a file's name. Leaves reading to the engine.
"""

from __future__ import annotations

import re
import threading
from typing import cast

from flask import current_app
from werkzeug.datastructures import FileStorage

from extractor import Record, UnreadableFile, extract
from service.problems import Problem
from service.settings import Settings

MAX_NAME = 200


class Reading:
    """The engine for many threads: its models are shared and busy with one document at a time."""

    def __init__(self, settings: Settings) -> None:
        self._turn = threading.Lock()
        self._settings = settings

    def record(self, data: bytes, name: str) -> Record:
        """The record of a file; raises `UnreadableFile`, or `Problem` where the turn does not come."""
        name = clean_name(name)
        if len(data) > self._settings.max_upload:
            raise UnreadableFile("too_large", name=name)
        if not self._turn.acquire(timeout=self._settings.patience):
            raise Problem("busy", headers={"Retry-After": "10"})
        try:
            return extract(data, name)
        finally:
            self._turn.release()


def reading() -> Reading:
    """The current application's."""
    return cast(Reading, current_app.extensions["svodka"])


def uploaded(files: list[FileStorage]) -> tuple[bytes, str]:
    """The one file of a form; a form sent without choosing has a part without name and bytes."""
    if len(files) > 1:
        raise Problem("many_files")
    if not files or not files[0].filename:
        raise Problem("no_file")
    return files[0].read(), files[0].filename


def clean_name(name: str) -> str:
    """A file's name without folders and unprintable characters: «C:\\тмп\\письмо.docx» is «письмо.docx»."""
    base = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return UNPRINTABLE.sub("", base).strip()[-MAX_NAME:]


UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")
