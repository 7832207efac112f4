"""Files that are saved and never shown by a browser: a document's source, an export.

Decides the headers. Leaves to pages and API who may ask.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Response

from service.application import store
from service.problems import Problem
from service.store import DocumentView


def source_of(document: DocumentView) -> Response:
    """The file as it came; a `Problem` where its document has been deleted meanwhile."""
    data = store().documents.source(document.id)
    if data is None:
        raise Problem("no_document")
    response = Response(data, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = attachment(document.name.rpartition("/")[2] or "document")
    return response


def attachment(name: str) -> str:
    """A Content-Disposition that keeps a Russian name and saves instead of showing."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() or letter in "._-" else "_" for letter in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
