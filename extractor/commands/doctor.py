"""`svodka doctor`: what is installed, what can be read, and what to install where something is missing.

Decides nothing about documents; answers 1 where the engine itself cannot work, and 0 where only an
optional format is missing.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import typer


class Finding(NamedTuple):
    """One line: what was looked at, whether all is well, what was seen or what to do."""

    subject: str
    is_well: bool
    seen: str
    is_vital: bool = True


def examine() -> int:
    """Prints every finding; answers 1 where a vital one is bad."""
    findings = [*packages(), *models(), *programs(), *formats(), trial()]
    for finding in findings:
        mark = "ok " if finding.is_well else "BAD" if finding.is_vital else "-- "
        typer.echo(f"{mark}  {finding.subject:22} {finding.seen}")
    bad = [finding.subject for finding in findings if finding.is_vital and not finding.is_well]
    typer.echo(f"cannot work without: {', '.join(bad)}" if bad else "the engine works")
    return 1 if bad else 0


def packages() -> Iterator[Finding]:
    """Versions of Python, of Svodka and of the packages that decide what a record says."""
    from extractor import __version__

    yield Finding("python", True, platform.python_version())
    yield Finding("svodka", True, __version__)
    for name in PACKAGES:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(name, False, f"not installed: pip install {name}")
    for name, (extra, use) in EXTRAS.items():
        try:
            yield Finding(name, True, version(name), is_vital=False)
        except PackageNotFoundError:
            yield Finding(name, False, f"for {use}: pip install 'svodka[{extra}]'", is_vital=False)


def models() -> Iterator[Finding]:
    """natasha's archives; the package is looked up and not imported."""
    spec = find_spec("natasha")
    folders = spec.submodule_search_locations if spec is not None else None
    if not folders:
        yield Finding("models", False, "package natasha carries them: pip install natasha")
        return
    for name in ARCHIVES:
        path = Path(folders[0]) / "data" / name
        seen = f"{path.stat().st_size / 1e6:.1f} MB" if path.is_file() else f"{path} is missing: reinstall natasha"
        yield Finding(path.stem, path.is_file(), seen)


def formats() -> Iterator[Finding]:
    """Every format with its suffixes, and what reading it needs."""
    from extractor.readers import FORMATS

    for known in FORMATS:
        suffixes = " ".join(known.suffixes)
        if not known.missing:
            yield Finding(f"format {known.name}", True, suffixes)
            continue
        advice = ", ".join(known.missing)
        yield Finding(f"format {known.name}", False, f"{suffixes}: cannot be read, install {advice}", is_vital=False)


def programs() -> Iterator[Finding]:
    """LibreOffice and tesseract with their parts; each is for some formats only."""
    from extractor.readers.programs import DEBIAN, is_installed, to_install

    for name in DEBIAN:
        is_well = is_installed(name)
        seen = "installed" if is_well else f"not installed: apt install {to_install(name)}"
        yield Finding(name.replace(":", " "), is_well, seen, is_vital=False)


def trial() -> Finding:
    """One sentence through the whole engine. The message of a failure is ours, no document is involved."""
    from extractor import extract

    try:
        record = extract("Совещание прошло 5 мая 2021 года.".encode(), "проба.txt")
    except Exception as error:
        return Finding("trial", False, f"{type(error).__name__}: {error}")
    found = [date.text for date in record.dates]
    return Finding("trial", found == ["5 мая 2021 года"], f"dates found in a sentence: {', '.join(found) or 'none'}")


# Packages that archives can do without: the extra that brings each, and what for.
EXTRAS = {
    "distributed": ("batch", "archives on many machines"),
    "fsspec": ("batch", "archives on shared storage"),
    "zstandard": ("batch", "records packed by zstd"),
    "pyarrow": ("parquet", "Parquet tables of an archive"),
}
PACKAGES = (
    "natasha", "slovnet", "navec", "razdel", "pymorphy3", "pymorphy3-dicts-ru", "DAWG2", "spacy", "numpy", "lxml",
    "python-docx", "pydantic", "flask", "waitress",
)  # fmt: skip
ARCHIVES = (
    "emb/navec_news_v1_1B_250K_300d_100q.tar",
    "model/slovnet_morph_news_v1.tar",
    "model/slovnet_syntax_news_v1.tar",
    "model/slovnet_ner_news_v1.tar",
)
