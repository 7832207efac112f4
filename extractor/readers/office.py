"""Old office files made new by LibreOffice: many in one call, for starting it costs more than a letter.

Decides how LibreOffice is called (a profile of its own that is thrown away, without macros, network,
links and recovery), how much time a call has, and which of several files is to blame where a call does
not come back. Leaves the start and the end of the process to `programs.py`, and reading what comes out
to the readers of the new formats.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from extractor.errors import UnreadableFile
from extractor.readers.format import Format
from extractor.readers.limits import Limits
from extractor.readers.programs import Ended, Share, run

MORE_SECONDS = 0.5  # for each further file of a call; an old letter takes 0.02

Converted = bytes | UnreadableFile


def convert(files: Sequence[bytes], old: Format, limits: Limits) -> list[Converted]:
    """Each file of an old format in the new one, or why LibreOffice cannot make it."""
    assert old.conversion is not None
    suffix, target = old.name, old.conversion.target
    found: dict[int, Converted] = {}
    left = list(range(len(files)))
    while left:
        made, ended = _call([files[i] for i in left], suffix, target, limits)
        found |= {left[at]: data for at, data in made.items()}
        if not ended.is_late and ended.status == 0:
            found |= {i: _damaged(ended) for i in left if i not in found}
        else:
            found |= {left[at]: why for at, why in _blamed(made, len(left), ended).items()}
        left = [i for i in left if i not in found]
    return [found[i] for i in range(len(files))]


def _blamed(made: dict[int, bytes], count: int, ended: Ended) -> dict[int, UnreadableFile]:
    """Files are taken in order: those before the last one made are broken, the next one has ended the call.

    A call that made nothing blames its first file; the others are tried without it.
    """
    last = max(made, default=-1)
    broken = {at: _damaged(ended) for at in range(last) if at not in made}
    if last + 1 == count:
        return broken
    code = "timeout" if ended.is_late else "damaged"
    return broken | {last + 1: UnreadableFile(code, detail="LibreOffice did not come to an end with it")}


def _call(files: list[bytes], suffix: str, target: str, limits: Limits) -> tuple[dict[int, bytes], Ended]:
    """What one call has made of the files, by their place."""
    with CALLS, tempfile.TemporaryDirectory(prefix="svodka-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        names = [f"{at:04}" for at in range(len(files))]
        for stem, data in zip(names, files, strict=True):
            (folder / f"{stem}.{suffix}").write_bytes(data)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(PROFILE, "utf-8")
        inputs = [f"{stem}.{suffix}" for stem in names]
        share = Share(limits.office_seconds + MORE_SECONDS * (len(files) - 1), limits.memory, limits.part)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        ended = run([*COMMAND, profile, "--convert-to", target, "--outdir", "made", *inputs], folder, share)
        paths = {at: folder / "made" / f"{stem}.{target}" for at, stem in enumerate(names)}
        return {at: path.read_bytes() for at, path in paths.items() if path.is_file()}, ended


def _damaged(ended: Ended) -> UnreadableFile:
    return UnreadableFile("damaged", detail="LibreOffice does not open it")


CALLS = threading.BoundedSemaphore(2)  # at once in one engine
COMMAND = ("soffice", "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")
# No macro runs, no link is followed or updated, nothing outside is asked for.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Load", "UpdateDocMode", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("org.openoffice.Office.Common/Java/ApplicationSupport", "Enable", "false"),
)
PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
    + "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    + "</oor:items>\n"
)
