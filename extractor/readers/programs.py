"""LibreOffice and tesseract: programs that are not ours, run on foreign bytes within limits.

Decides how a program starts (confined, in a folder of its own, with an environment that holds nothing
of ours), how it ends (its whole process group is killed when its time is over), and which Debian
package brings it. Leaves what it is asked for to `office.py` and `sight.py`.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extractor.readers import confinement

MEGABYTE = 1024 * 1024


class Ended(NamedTuple):
    """How a program ended, what it wrote to standard output, and whether it was killed for its time."""

    status: int
    output: bytes
    is_late: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What one call of a program may take: seconds by the clock and bytes of addresses."""

    seconds: float
    memory: int
    file_size: int = 64 * MEGABYTE  # bytes of one file that it writes


def run(command: list[str], folder: Path, share: Share, given: bytes = b"") -> Ended:
    """Run a program in `folder` with `given` on its standard input, and wait until all of it has ended."""
    limits = {
        "RLIMIT_AS": share.memory,
        "RLIMIT_CPU": int(share.seconds) + 1,
        "RLIMIT_FSIZE": share.file_size,
        "RLIMIT_CORE": 0,
    }
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", confinement.__file__, json.dumps(limits), *command],
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    is_late = False
    try:
        output = process.communicate(given, share.seconds)[0]
    except subprocess.TimeoutExpired:
        is_late = True
        _kill(process)
        output = process.communicate()[0]
    finally:
        _kill(process)  # also what it has started and left behind
    return Ended(process.returncode, output, is_late)


def is_installed(program: str) -> bool:
    """Whether a program is there, with the part of it that is named: «soffice:sw», «tesseract:rus»."""
    name, _, part = program.partition(":")
    path = shutil.which(name)
    if path is None or not part:
        return path is not None
    if name == "tesseract":
        return any((folder / f"{part}.traineddata").is_file() for folder in _tessdata())
    folder = Path(path).resolve().parent  # elsewhere than on Debian there is but one LibreOffice, a whole one
    return (folder / f"lib{part}lo.so").is_file() or not (folder / "libmergedlo.so").is_file()


def to_install(program: str) -> str:
    """The Debian package that brings a program: «libreoffice-writer-nogui» for «soffice:sw»."""
    return DEBIAN.get(program, program)


def _tessdata() -> list[Path]:
    """Where tesseract looks for languages."""
    own = os.environ.get("TESSDATA_PREFIX")
    return [Path(own), Path(own) / "tessdata"] if own else [*DEBIAN_DATA.glob("*/tessdata"), *OTHER_DATA]


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):  # nothing of it is left
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    own = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder))
    return kept | own | {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "SAL_USE_VCLPLUGIN": "svp"}


INHERITED = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TESSDATA_PREFIX")
DEBIAN_DATA = Path("/usr/share/tesseract-ocr")
OTHER_DATA = (Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata"), Path("/opt/homebrew/share/tessdata"))
DEBIAN = {
    "soffice:sw": "libreoffice-writer-nogui",
    "soffice:sc": "libreoffice-calc-nogui",
    "tesseract": "tesseract-ocr",
    "tesseract:rus": "tesseract-ocr-rus",
    "tesseract:eng": "tesseract-ocr-eng",
}
