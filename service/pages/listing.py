"""The first page: where files are dropped and documents are found again; and what is done with several of them.

Decides what can be searched and how progress is told. Leaves what a document is to the store and reading
to the workers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as WerkzeugResponse

from service.access import require
from service.application import actor, parts, store
from service.intake import Taken, take_in
from service.labels import STATES
from service.pages.blueprint import pages
from service.plain_text import plain_line
from service.problems import Problem, reason_sentence
from service.store import DocumentView, Filters

AT_ONCE = 50  # documents on a page
MOST_ASKED = 500  # documents whose states a page asks for at once


class Search(NamedTuple):
    """What was asked for: the words as they were typed, the filters, and what could not be understood."""

    typed: dict[str, str]
    filters: Filters
    not_understood: list[str]

    @property
    def is_empty(self) -> bool:
        return not self.typed

    def query(self, **more: object) -> str:
        """The address's part behind «?» that asks for the same."""
        return urlencode({**self.typed, **{key: value for key, value in more.items() if value is not None}})


@pages.get("/")
def first() -> str:
    """Drop zone, search and list; an empty store teaches instead."""
    search = searched(request.args)
    before = request.args.get("before", "")
    listing = store().documents.find(search.filters, before=_cursor(before), limit=AT_ONCE)
    is_working = any(document.state in ("waiting", "reading") for document in listing.documents)
    return render_template(
        "first.html",
        search=search,
        documents=[shown(document) for document in listing.documents],
        total=store().documents.count(search.filters),
        next=listing.next,
        before=before,
        is_working=is_working,
    )


@pages.post("/documents")
def take() -> WerkzeugResponse:
    """Take files in; a script is told what became of each, a form comes back to the list."""
    require("editor")
    files = [file for file in request.files.getlist("file") if file.filename]
    if not files:
        raise Problem("no_file")
    if len(files) > parts().settings.max_files:
        raise Problem("many_files")
    data = ((file.filename or "", file.read()) for file in files)
    taken = take_in(data, store=store(), settings=parts().settings, actor=actor())
    if request.headers.get("X-Requested-With") == "fetch":
        return jsonify(_told(taken))
    for sentence in _sentences(taken):
        flash(sentence, "problem" if sentence.startswith("Файл") else "good")
    return redirect(url_for("pages.first"), 303)


@pages.get("/documents/states")
def states() -> Response:
    """How far documents are, for a page that shows progress."""
    ids = tuple(request.args.get("ids", "").split(","))[:MOST_ASKED]
    found = store().documents.find(Filters(ids=ids), limit=MOST_ASKED).documents
    return jsonify({document.id: _state(document) for document in found})


@pages.route("/documents/delete", methods=["GET", "POST"])
def delete() -> str | WerkzeugResponse:
    """Ask once more, then delete; the names are shown before they are gone."""
    require("editor")
    ids = tuple(request.values.getlist("id"))[:MOST_ASKED]
    if request.form.get("sure") != "yes":
        documents = store().documents.find(Filters(ids=ids), limit=MOST_ASKED).documents
        if not documents:
            raise Problem("none_chosen")
        return render_template("delete.html", documents=[shown(document) for document in documents])
    gone = sum(store().documents.delete(id, actor=actor()) for id in ids)
    flash(f"Удалено документов: {gone}.", "good")
    return redirect(url_for("pages.first"), 303)


def searched(asked: MultiDict[str, str]) -> Search:
    """The search of an address; what is no date, kind or state is told and left out."""
    typed = {key: asked[key].strip()[:MOST_LETTERS] for key in PARTS if asked.get(key, "").strip()}
    wanted: dict[str, Any] = {}
    not_understood = []
    for key, value in typed.items():
        try:
            wanted[key] = _understood(key, value)
            Filters(**wanted)
        except (ValueError, KeyError):  # pydantic's refusal is a ValueError
            wanted.pop(key, None)
            not_understood.append(f"{PARTS[key]} «{plain_line(value)}»")
    return Search(typed, Filters(**wanted), not_understood)


def shown(document: DocumentView) -> dict[str, Any]:
    """A document as the list shows it."""
    parts_of_about = [
        f"№ {document.registered}" if document.registered else "",
        document.sender or "",
    ]
    return {
        "id": document.id,
        "title": plain_line(document.title or document.name) or "Без имени",
        "name": plain_line(document.name),
        "about": plain_line(", ".join(filter(None, parts_of_about))),
        "kind": document.kind,
        "dated": document.dated,
        "submitted": document.submitted,
        "submitted_by": plain_line(document.submitted_by),
        "is_checked": document.is_checked,
        **_state(document),
    }


def _state(document: DocumentView) -> dict[str, Any]:
    why = plain_line(reason_sentence(document.reason, document.name)) if document.reason else ""
    return {"state": document.state, "state_label": STATES[document.state], "why": why}


def _told(taken: Taken) -> dict[str, Any]:
    return {
        "documents": [
            {
                "id": document.id,
                "name": plain_line(document.name),
                "is_new": is_new,
                "address": url_for("pages.read", id=document.id),
                **_state(document),
            }
            for document, is_new in taken.added
        ],
        "refused": [plain_line(error.sentence) for error in taken.refused],
    }


def _sentences(taken: Taken) -> Iterable[str]:
    new = sum(is_new for _, is_new in taken.added)
    if new:
        yield f"Принято документов: {new}. Чтение займёт несколько секунд."
    if len(taken.added) > new:
        yield f"Уже были загружены раньше: {len(taken.added) - new}."
    yield from (plain_line(error.sentence) for error in taken.refused)


def _understood(key: str, value: str) -> object:
    if key in ("dated_from", "dated_to"):
        return date.fromisoformat(value)
    return CHECKED[value] if key == "is_checked" else value


def _cursor(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < MAX_DIGITS else None


MAX_DIGITS = 16
CHECKED = {"yes": True, "no": False}
MOST_LETTERS = 300
PARTS = {
    "text": "слова",
    "kind": "вид",
    "organization": "организация",
    "person": "человек",
    "dated_from": "с",
    "dated_to": "по",
    "state": "состояние",
    "is_checked": "проверка",
}
