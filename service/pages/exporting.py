"""Taking found or chosen documents away from a page.

Decides which documents are meant: the chosen ones, else all that the search found; and the four forms that
a clerk is offered. Leaves the files to `exports/` and their sending to the API's export.
"""

from __future__ import annotations

from flask import Response, request

from service.api.export import FORMS, Writer, sent_file, write_digest_of_today
from service.exports import write_csv_zip, write_json_lines, write_xlsx
from service.pages.blueprint import pages
from service.pages.listing import searched
from service.problems import Problem
from service.store import Filters


@pages.get("/export")
def export() -> Response:
    """One file of the documents whose boxes are ticked, or of all found."""
    form = OFFERED.get(request.args.get("format", ""))
    if form is None:
        raise Problem("wrong_query")
    ids = tuple(request.args.getlist("id"))
    return sent_file(Filters(ids=ids) if ids else searched(request.args).filters, *form)


# What writes a file, its media type and its suffix.
OFFERED: dict[str, tuple[Writer, str, str]] = {
    "xlsx": (write_xlsx, FORMS["xlsx"], "xlsx"),
    "csv": (write_csv_zip, "application/zip", "zip"),  # a table a field
    "jsonl": (write_json_lines, FORMS["jsonl"], "jsonl"),
    "docx": (write_digest_of_today, FORMS["docx"], "docx"),
}
