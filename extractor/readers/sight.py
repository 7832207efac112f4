"""Pictures of pages to words with places: tesseract, in processes of its own, from the engine's side.

Decides how tesseract is called (Russian, one thread a picture, as many pictures at once as there may be)
and how long a picture may take. Leaves preparing pictures and making lines of words to `scan.py`.
"""

from __future__ import annotations

import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from extractor.errors import UnreadableFile
from extractor.readers.limits import Limits
from extractor.readers.programs import Share, is_installed, run, to_install

TESSERACT = "tesseract:rus"


def recognise(pictures: list[bytes], languages: str, limits: Limits) -> list[bytes]:
    """A table of words (TSV) for each picture, in their order; b"" for one that could not be read in time.

    `languages` is «rus» or «rus+eng»; where English is not installed, the second is the first.
    """
    if languages not in LANGUAGES or not all(is_installed(f"tesseract:{name}") for name in languages.split("+")):
        languages = LANGUAGES[0]
    if not is_installed(TESSERACT):
        raise UnreadableFile("missing_tool", detail=to_install(TESSERACT))
    if len(pictures) == 1:
        return [_words(pictures[0], languages, limits)]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return list(pool.map(lambda picture: _words(picture, languages, limits), pictures))


def _words(picture: bytes, languages: str, limits: Limits) -> bytes:
    with PROCESSES, tempfile.TemporaryDirectory(prefix="svodka-sight-", ignore_cleanup_errors=True) as name:
        command = ["tesseract", "stdin", "stdout", "-l", languages, *SETTINGS]
        ended = run(command, Path(name), Share(limits.sight_seconds, limits.memory), picture)
    return ended.output if ended.status == 0 and not ended.is_late else b""


AT_ONCE = 2
PROCESSES = threading.BoundedSemaphore(AT_ONCE)
LANGUAGES = ("rus", "rus+eng")
SETTINGS = ("--psm", "3", "--dpi", "200", "tsv")
