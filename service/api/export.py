"""Many records in one file: a workbook, a table, JSON lines or a printable digest.

Decides which documents are taken and what the file is called. Leaves its inside to `service.exports`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import IO, BinaryIO

from flask import Response

from service.api.models import ExportFormat, ExportQuery
from service.api.operation import Answer, operation
from service.application import actor, store
from service.downloads import attachment
from service.exports import Exported, write_csv, write_digest, write_json_lines, write_xlsx
from service.problems import Problem
from service.store import Filters

MOST = 20_000  # documents in one file
Writer = Callable[[Iterable[Exported], BinaryIO], None]

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
    return sent_file(filters, WRITERS[query.format](query), FORMS[query.format], query.format)


def sent_file(filters: Filters, write: Writer, media_type: str, suffix: str) -> Response:
    """What `write` makes of the documents, to be saved as «сводка-2026-11-22.xlsx»; it is in the audit log."""
    if store().documents.count(filters) > MOST:
        raise Problem("too_many")
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed when it is sent
    write(exported(filters), file)
    file.seek(0)
    store().audit.add(actor(), "export", detail={"format": suffix})
    response = Response(_pieces(file), mimetype=media_type)
    response.headers["Content-Disposition"] = attachment(f"сводка-{datetime.now():%Y-%m-%d}.{suffix}")
    return response


def exported(filters: Filters) -> Iterator[Exported]:
    """The documents with records that the filters let through, as exports take them."""
    for document, record in store().documents.records(filters, limit=MOST):
        day = document.submitted.astimezone().date()
        yield Exported(document.name, json.loads(record), document.id, day, document.is_checked)


def write_digest_of_today(documents: Iterable[Exported], file: BinaryIO) -> None:
    """The digest with the day on which it is made."""
    write_digest(documents, file, made=datetime.now().date())


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


PIECE = 64 * 1024

WRITERS: dict[ExportFormat, Callable[[ExportQuery], Writer]] = {
    "xlsx": lambda _: write_xlsx,
    "csv": lambda query: partial(write_csv, key=query.table),
    "jsonl": lambda _: write_json_lines,
    "docx": lambda _: write_digest_of_today,
}
