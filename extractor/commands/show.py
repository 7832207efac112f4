"""`svodka show`: one document beside what was found in it, as a page that opens anywhere.

Decides where the page goes and whether it is opened. Leaves the page to `service.standalone`.
"""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

from extractor import UnreadableFile, extract
from extractor.commands.inputs import readable
from extractor.commands.outputs import written_whole
from extractor.commands.report import DONE, SOME_SET_ASIDE
from extractor.readers import MAX_FILE
from service.standalone import standalone_page


def show(path: Path, target: Path, *, is_opened: bool) -> int:
    """Writes the page and answers the exit status: 1 where the document gives no record."""
    try:
        with path.open("rb") as file:
            record = extract(file.read(MAX_FILE + 1), readable(path.name))
    except UnreadableFile as error:
        sys.stderr.write(f"{error}\n")
        return SOME_SET_ASIDE
    with written_whole(target) as page:
        page.write(standalone_page(record).encode())
    sys.stderr.write(f"{readable(str(target))}\n")
    if is_opened:
        webbrowser.open(target.resolve().as_uri())
    return DONE
