"""How far `svodka batch` is, on standard error: a bar, plain lines, JSON for machines, or nothing.

Decides how often something is said: a bar ten times a second, a line of JSON once, a plain line in
half a minute. Names no file and no word of a document.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from extractor.batch import Progress

Watch = Callable[[Progress], None]


class Form(StrEnum):
    """How progress is shown; `auto` is a bar on a terminal and plain lines elsewhere."""

    auto = "auto"
    plain = "plain"
    json = "json"
    quiet = "quiet"


@contextmanager
def shown(form: Form) -> Iterator[Watch]:
    """Takes the progress as it comes and shows what is due."""
    if form is Form.quiet:
        yield lambda progress: None
    elif form is Form.json:
        yield _Every(1.0, lambda progress: _line(json.dumps(figures(progress))))
    elif form is Form.plain or not sys.stderr.isatty():
        yield _Every(30.0, lambda progress: _line(sentence(progress)))
    else:
        with _bar() as watch:
            yield watch


def figures(progress: Progress) -> dict[str, Any]:
    left = progress.seconds_left
    said = asdict(progress) | {"rate": progress.rate, "seconds_left": left}
    return {name: round(value, 2) if isinstance(value, float) else value for name, value in said.items()}


def sentence(progress: Progress) -> str:
    """«1204 of 9159 files, 5.1 of 41.5 MB, 38.2 documents/s, 3 set aside, 0:04:10 left»."""
    left = progress.seconds_left
    rest = "" if left is None else f", {duration(left)} left"
    return (
        f"{progress.files} of {progress.total_files} files, {progress.megabytes:.1f} of "
        f"{progress.total_megabytes:.1f} MB, {progress.rate:.1f} documents/s, {progress.set_aside} set aside{rest}"
    )


def duration(seconds: float) -> str:
    """3725 seconds are «1:02:05»."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"


class _Every:
    """Says something at most once in `seconds`."""

    def __init__(self, seconds: float, say: Callable[[Progress], None]) -> None:
        self._seconds, self._say = seconds, say
        self._next = time.monotonic() + seconds

    def __call__(self, progress: Progress) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + self._seconds
            self._say(progress)


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    with Bar(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("counting files", total=None)

        def watch(progress: Progress) -> None:
            bar.update(task, total=progress.total_megabytes, completed=progress.megabytes)
            bar.update(task, description=sentence(progress))

        yield _Every(0.1, watch)


def _line(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
