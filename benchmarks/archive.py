"""`python -m benchmarks.archive FOLDER`: an archive of any size out of the project's own invented documents.

Decides how many documents there are, in which folders, formats and zips, and which files are broken;
the same seed gives the same bytes. Leaves what varies in a text to `archive_texts.py`, the formats to
`archive_formats.py` and the ways to be broken to `archive_broken.py`.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.archive_broken import BREAKAGES
from benchmarks.archive_formats import FORMATS
from benchmarks.archive_texts import Sample, samples, varied

GOLD = Path(__file__).resolve().parent.parent / "corpus" / "gold"
YEARS = range(2004, 2024)
IN_A_ZIP = 25  # files of one zip
ZIPPED = 0.1  # share of files that lie in zips
COPIES = 0.02  # share of documents that are a second copy of another one
A_DAY = (2024, 3, 12, 9, 0, 0)


class File(NamedTuple):
    """One file of the archive: where it lies, its bytes, and how it is broken, if it is."""

    path: str
    data: bytes
    breakage: str = ""


def files(count: int, *, seed: int = 1, broken: float = 0.01, gold: Path = GOLD) -> Iterator[File]:
    """`count` documents and, among them, `count * broken` broken files; no zips yet.

    Without the broken ones the documents are the same: each has a random generator of its own.
    """
    known = samples(gold)
    kinds = list(BREAKAGES)
    bad = round(count * broken)
    every = count // bad if bad else count + 1
    for number in range(count):
        yield _document(number, known, seed)
        if number % every == every - 1 and number // every < bad:
            which = kinds[(number // every) % len(kinds)]
            dice = random.Random(f"{seed} broken {number}")
            suffix, data = BREAKAGES[which](dice)
            yield File(f"{_folder(dice)}/испорчен {number:06d}{suffix}", data, which)


def packed(found: Iterator[File], *, seed: int = 1) -> Iterator[File]:
    """The same files, some of them together in zips «архив 0001.zip»; a broken file stays outside."""
    dice = random.Random(f"{seed} zips")
    waiting: list[File] = []
    zips = 0
    for file in found:
        if file.breakage or dice.random() >= ZIPPED:
            yield file
            continue
        waiting.append(file)
        if len(waiting) == IN_A_ZIP:
            zips += 1
            yield _zip(zips, waiting)
            waiting = []
    if waiting:
        yield _zip(zips + 1, waiting)


def write(folder: Path, found: Iterator[File]) -> tuple[int, int]:
    """How many files and bytes were written."""
    count = size = 0
    for file in found:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
        count, size = count + 1, size + len(file.data)
    return count, size


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--broken", type=float, default=0.01, help="share of broken files, 0.01 if not given")
    parser.add_argument("--no-zips", action="store_true", help="every document a file of its own")
    given = parser.parse_args(arguments)
    if given.folder.exists() and any(given.folder.iterdir()):
        print(f"{given.folder} is not empty", file=sys.stderr)
        return 2
    found = files(given.documents, seed=given.seed, broken=given.broken)
    count, size = write(given.folder, found if given.no_zips else packed(found, seed=given.seed))
    print(f"{count} files, {size / 1e6:.1f} MB")
    return 0


def _document(number: int, known: Sequence[Sample], seed: int) -> File:
    """A document; some are a copy of an earlier one under another name."""
    dice = random.Random(f"{seed} document {number}")
    folder = _folder(dice)
    if number and dice.random() < COPIES:
        earlier = _document(dice.randrange(number), known, seed)
        name = Path(earlier.path)
        return File(f"{folder}/{name.stem} (копия {number:06d}){name.suffix}", earlier.data)
    sample = known[dice.randrange(len(known))]
    suffix, make = dice.choice(FORMATS)
    return File(f"{folder}/{sample.name} {number:06d}{suffix}", make(varied(sample, dice)))


def _folder(dice: random.Random) -> str:
    return f"{dice.choice(YEARS)}/{dice.choice(BODIES)}"


def _zip(number: int, members: Sequence[File]) -> File:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(zipfile.ZipInfo(member.path, A_DAY), member.data)
    return File(f"архив {number:04d}.zip", buffer.getvalue())


BODIES = (
    "управление образования",
    "отдел культуры",
    "комитет по спорту",
    "центр занятости",
    "лесничество",
)

if __name__ == "__main__":
    sys.exit(main())
