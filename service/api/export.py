"""Many records in one file: a workbook, a table, JSON lines or a printable digest.

Decides which documents are taken and what the file is called. Leaves its inside to `service.exports`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from flask import Response

from service.api.documents import attachment
from service.api.models import ExportFormat, ExportQuery
from service.api.operation import Answer, operation
from service.application import actor, store
from service.exports import Exported, write_csv, write_digest, write_json_lines, write_xlsx
from service.problems import Problem
from service.store import Filters

MOST = 20_000  # documents in one file

FORMS: dict[ExportFormat, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@operation(
    "GET",
    "/export",
    query=ExportQuery,
    answer=Answer(200, "the file", media_types=tuple(FORMS.values())),
    problems=("wrong_query", "too_many"),
)
def export_documents(query: ExportQuery) -> Response:
    """Take records away

    Of the documents with these `ids`, or of all that the filters let through, in order of arrival: a workbook
    with a sheet a field, one table as CSV, JSON lines with whole records, or a printable digest.
    """
    filters = query.filters(None if query.ids is None else tuple(query.ids.split(",")))
    if store().documents.count(filters) > MOST:
        raise Problem("too_many")
    file = _written(filters, query)
    store().audit.add(actor(), "export", detail={"format": query.format})
    response = Response(_pieces(file), mimetype=FORMS[query.format])
    response.headers["Content-Disposition"] = attachment(f"сводка-{datetime.now():%Y-%m-%d}.{query.format}")
    return response


def exported(filters: Filters) -> Iterator[Exported]:
    """The documents with records that the filters let through, as exports take them."""
    for document, record in store().documents.records(filters, limit=MOST):
        day = document.submitted.astimezone().date()
        yield Exported(document.name, json.loads(record), document.id, day, document.is_checked)


def _written(filters: Filters, query: ExportQuery) -> IO[bytes]:
    """The file, at its beginning."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed when it is sent
    documents = exported(filters)
    match query.format:
        case "xlsx":
            write_xlsx(documents, file)
        case "csv":
            write_csv(documents, file, key=query.table)
        case "jsonl":
            write_json_lines(documents, file)
        case "docx":
            write_digest(documents, file, made=datetime.now().date())
    file.seek(0)
    return file


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


PIECE = 64 * 1024
