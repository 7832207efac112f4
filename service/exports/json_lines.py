"""JSON lines: a document a line, its facts beside its record, for another system.

Decides the keys around a record; the record itself is as the schema has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from service.exports.documents import Exported


def write_json_lines(documents: Iterable[Exported], file: BinaryIO) -> None:
    """Write {"id", "name", "added", "checked", "record"} a line; Cyrillic is not escaped."""
    for document in documents:
        line = {
            "id": document.id or None,
            "name": document.name,
            "added": document.added.isoformat() if document.added else None,
            "checked": document.is_checked,
            "record": document.record,
        }
        written = json.dumps(line, ensure_ascii=False, allow_nan=False)
        file.write(written.encode("utf-8", "backslashreplace") + b"\n")
