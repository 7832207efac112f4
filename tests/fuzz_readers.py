"""Fuzzing of the readers with atheris: `python -m tests.fuzz_readers [SECONDS] [FORMAT]`, or `make fuzz`.

Decides the targets (every format's own reader and unpacker, in this process) and what counts as sound: a page
whose blocks hold, files within, or an `UnreadableFile`. The corpus is `readers/sources`, the documents of the
tests. Programs are left out: what LibreOffice or tesseract is given, their own limits hold.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the process that fuzzes imports the readers under atheris, which then sees their branches
    from extractor.readers.format import Format
    from extractor.text.page import Page

SOURCES = Path(__file__).parent / "readers" / "sources"
SECONDS = 60
MEGABYTES = 2048


def main() -> int:
    """Fuzz every format for an equal share of the time; answers how many of them broke."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    if len(sys.argv) > 2:
        fuzz(sys.argv[2], seconds)
        return 0
    from extractor.readers import FORMATS

    broken = 0
    for known in FORMATS:
        share = max(1, seconds // len(FORMATS))
        print(f"== {known.name}: {share} s", flush=True)
        command = [sys.executable, "-m", "tests.fuzz_readers", str(share), known.name]
        broken += subprocess.run(command, check=False).returncode != 0
    return broken


def fuzz(name: str, seconds: int) -> None:
    """One format until its time is over or an exception escapes; atheris ends the process."""
    import atheris

    with atheris.instrument_imports(include=["extractor.readers", "extractor.text"]):
        from extractor.readers import FORMATS
    found = next(known for known in FORMATS if known.name == name)
    with tempfile.TemporaryDirectory() as folder:
        for at, data in enumerate(corpus(found)):
            (Path(folder) / f"{at:03}").write_bytes(data)
        arguments = [f"-max_total_time={seconds}", "-max_len=60000", f"-rss_limit_mb={MEGABYTES}", "-timeout=20"]
        atheris.Setup([sys.argv[0], *arguments, "-verbosity=0", folder], lambda data: read_once(found, data))
        atheris.Fuzz()


def corpus(found: Format) -> list[bytes]:
    from tests.readers.ole_sources import container, message
    from tests.readers.wordml import zipped

    if found.name == "zip":
        return [zipped({"письма/отчёт.txt": "Отчёт", "приказ.txt": b"\xcf\xf0\xe8"}, stored=("приказ.txt",))]
    made = [container(message(отчёт=b"x"))] if found.name in ("msg", "doc", "xls") else []
    return made + [path.read_bytes() for path in sorted(SOURCES.iterdir()) if path.suffix in found.suffixes] or [b"x"]


def read_once(found: Format, data: bytes) -> None:
    """Whatever the bytes: a sound page, files within or a refusal."""
    from extractor.errors import UnreadableFile
    from extractor.readers.limits import DEFAULT

    with suppress(UnreadableFile):
        if not found.matches(data):
            return
        if found.unpack is not None:
            list(found.unpack(data, DEFAULT))
        if found.conversion is not None:
            found.conversion.inspect(data)
        elif found.look is not None:
            sound(found.look(data, DEFAULT, lambda pictures, _: [b""] * len(pictures)))
        elif found.is_document:
            sound(found.read(data, DEFAULT))


def sound(page: Page) -> None:
    end = 0
    for block in page.blocks:
        assert end <= block.start < block.end <= len(page.text)
        end = block.end


if __name__ == "__main__":
    sys.exit(main())
