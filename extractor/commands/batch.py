"""`svodka batch`: an archive in, a folder of records out.

Decides what the user is asked, what is said on standard error and the exit status. Leaves the run to
`extractor/batch/` and the drawing of progress to `batch_progress.py`.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Literal

from extractor.batch import (
    Busy,
    MissingExtra,
    NothingThere,
    OtherSource,
    OtherVersion,
    Result,
    Settings,
    WorkersFail,
    run,
)
from extractor.commands.batch_progress import Form, shown
from extractor.commands.report import DONE, INTERRUPTED, SOME_SET_ASIDE, USAGE

FAILED = 3  # the run cannot go on: a full disk, workers that do not start


def batch(source: str, out: Path, settings: Settings, *, progress: Form) -> int:
    """Runs, and answers the exit status; asks where another version has done some of the files."""
    try:
        return _run(source, out, settings, progress)
    except OtherVersion as error:
        answer = _asked(error)
        if answer is None:
            _say("choose with --other-version keep (only new files) or --other-version redo (all files)")
            return USAGE
        return _run(source, out, replace(settings, other_version=answer), progress)


def _run(source: str, out: Path, settings: Settings, progress: Form) -> int:
    with _stopping() as stop, shown(progress) as watch:
        try:
            result = run(source, out, settings, watch=watch, is_stopped=lambda: stop.is_wanted)
        except (Busy, MissingExtra, NothingThere) as error:
            _say(str(error))
            return USAGE
        except OtherSource as error:
            _say(f"{error}; if it has only been moved, add --moved")
            return USAGE
        except (OSError, WorkersFail) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            _say(f"stopped: {reason}. What is done is kept: run the same command again to go on")
            return FAILED
        except KeyboardInterrupt:
            _say("stopped at once; run the same command again to go on")
            return INTERRUPTED
    return _told(result, out, progress)


def _told(result: Result, out: Path, progress: Form) -> int:
    if not result.is_whole:
        _say(f"stopped after {result.documents} documents; run the same command again to go on")
        return INTERRUPTED
    if progress is not Form.quiet:
        _say(
            f"{result.documents} documents done in {result.seconds:.0f} s, {result.set_aside} files of the archive "
            f"set aside: see {out / 'report.html'}"
        )
    return SOME_SET_ASIDE if result.set_aside else DONE


class _Stop:
    """Whether the user wants the run to end, and how much."""

    is_wanted = False

    def asked(self, number: int, frame: FrameType | None) -> None:
        """The first Ctrl-C lets the workers finish what they have, the second ends everything."""
        if self.is_wanted:
            raise KeyboardInterrupt
        self.is_wanted = True
        _say("finishing what was begun; press Ctrl-C again to stop at once")


@contextmanager
def _stopping() -> Iterator[_Stop]:
    stop = _Stop()
    before = {number: signal.signal(number, stop.asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _asked(error: OtherVersion) -> Literal["keep", "redo"] | None:
    """«keep», «redo», or None where there is nobody to ask or the answer is neither."""
    from extractor import __version__

    _say(f"this is version {__version__}; the folder holds {error}")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    sys.stderr.write("keep them and do only what is new, or redo everything? [keep/redo] ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip().lower()
    return "keep" if answer == "keep" else "redo" if answer == "redo" else None


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
