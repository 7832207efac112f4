"""`svodka extract`: files and folders in, records out.

Decides which form of output fits the paths. Leaves finding files to `inputs.py`, running them to
`batches.py` and writing to `outputs.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal

from extractor import Record
from extractor.commands import outputs
from extractor.commands.batches import records
from extractor.commands.inputs import STANDARD_INPUT, Input, find_inputs
from extractor.commands.report import INTERRUPTED, Report

Form = Literal["json", "jsonl", "table"]


def extract_paths(paths: list[Path], *, form: Form, out: Path | None, explain: bool) -> int:
    """Reads `paths`, writes the records, tells what was set aside; answers the exit status."""
    report = Report()
    inputs = find_inputs(paths, report, leave_out=out)
    try:
        with choose_sink(paths, form, out, report) as sink:
            for item, record in watched(records(inputs, report), len(inputs), quiet=is_drawn_on(form, out)):
                if record is None:
                    continue
                sink.put(item, record)
                if explain:
                    explained(item, record)
    except KeyboardInterrupt:
        report.tell()
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left («| head»): nothing more to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return report.status
    report.tell()
    return report.status


def choose_sink(
    paths: list[Path], form: Form, out: Path | None, report: Report
) -> AbstractContextManager[outputs.Sink]:
    if out is not None:
        return outputs.folder(out, report)
    if form == "table":
        return outputs.tables()
    if form == "jsonl":
        return outputs.lines()
    return outputs.one_object() if is_single(paths) else outputs.array()


def is_single(paths: list[Path]) -> bool:
    """One file, or standard input; a folder is an array however many files it holds."""
    return len(paths) == 1 and (paths[0] == STANDARD_INPUT or not os.path.isdir(paths[0]))


def is_drawn_on(form: Form, out: Path | None) -> bool:
    """Whether results appear on the terminal where a progress bar would stand."""
    return out is None and sys.stdout.isatty()


def watched(
    results: Iterator[tuple[Input, Record | None]], total: int, *, quiet: bool
) -> Iterator[tuple[Input, Record | None]]:
    """The same results, with a progress bar on a terminal for more than one file."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(results, "Reading documents", total=total, console=console, transient=True)


def explained(item: Input, record: Record) -> None:
    from extractor.commands.tables import explain

    explain(item.label, record)
