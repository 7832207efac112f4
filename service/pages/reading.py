"""The reading view of one document, its file, and who did what with it.

Decides what stands on the page and which page of a long text. Leaves the view itself to
`reading_view.py` and corrections to `editing.py`.
"""

from __future__ import annotations

import json
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from extractor import Record
from service.access import require
from service.application import actor, store
from service.downloads import source_of
from service.pages.blueprint import pages
from service.pages.listing import shown
from service.problems import Problem
from service.reading_rows import document_title, facts, fields
from service.reading_view import Window, page_of, pieces, windows
from service.store import DocumentView, RevisionView, WrongRevision
from service.timeline import timeline

MOST_AUDITED = 200  # entries


@pages.get("/documents/<id>")
def read(id: str) -> str:
    """Text and record side by side; or how far the document is, or why it has no record."""
    document = existing(id)
    revision = newest(document)
    if revision is None:
        return render_template("unread.html", document=shown(document))
    data = json.loads(revision.record)
    found = windows(data["text"])
    window = found[_page(found) - 1]
    return render_template(
        "read.html",
        document=shown(document),
        revision=revision.number,
        title=document_title(data),
        record=data,
        window=window,
        pieces=pieces(data, window),
        fields=fields(data),
        facts=facts(data),
        timeline=timeline(data),
        history=store().readings.history(id),
        page_of=lambda offset: page_of(offset, found),
    )


@pages.get("/documents/<id>/source")
def source(id: str) -> Response:
    """The file as it came, to be saved and never shown by the browser."""
    return source_of(existing(id))


@pages.post("/documents/<id>/checked")
def check(id: str) -> WerkzeugResponse:
    """Set or take back «проверено»."""
    require("editor")
    document = existing(id)
    wanted = request.form.get("checked") == "yes"
    try:
        store().readings.revise(id, None, actor=actor(), basis=document.revision, is_checked=wanted)
    except WrongRevision:
        raise Problem("wrong_revision") from None
    flash("Документ отмечен как проверенный." if wanted else "Отметка о проверке снята.", "good")
    return redirect(url_for("pages.read", id=id), 303)


@pages.post("/documents/<id>/retry")
def retry(id: str) -> WerkzeugResponse:
    """Read a refused document once more."""
    require("editor")
    existing(id)
    if not store().jobs.retry(id, actor=actor()):
        raise Problem("not_refused")
    return redirect(url_for("pages.read", id=id), 303)


@pages.get("/audit")
def audit() -> str:
    """Who did what, for the administrator."""
    require("admin")
    return render_template("audit.html", entries=store().audit.newest(limit=MOST_AUDITED))


def existing(id: str) -> DocumentView:
    """The document, or the problem that there is none."""
    document = store().documents.get(id)
    if document is None:
        raise Problem("no_document")
    return document


def newest(document: DocumentView) -> RevisionView | None:
    """The newest reading, None while there is none."""
    return store().readings.get(document.id, document.revision) if document.revision else None


def record_of(document: DocumentView, basis: int | None = None) -> tuple[Record, dict[str, Any]]:
    """The newest record as a model and as plain values; `basis` is the revision that a page was made of."""
    revision = newest(document)
    if revision is None:
        raise Problem("no_record")
    if basis is not None and basis != revision.number:
        raise Problem("wrong_revision")
    record = Record.model_validate_json(revision.record)
    return record, record.to_dict()


def _page(found: list[Window]) -> int:
    asked = request.args.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < MAX_DIGITS else 1
    return min(max(number, 1), len(found))


MAX_DIGITS = 6
