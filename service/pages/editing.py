"""Mending a record: the form of an item, adding one by its words, removing, undoing.

Decides the pages' steps; each is one revision of the store. Leaves what may be said to `corrections.py`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as WerkzeugResponse

from extractor import Record
from service.access import require
from service.application import actor, store
from service.corrections import Add, Change, ChangeDocument, Remove, WrongCorrection, corrected
from service.pages.blueprint import pages
from service.pages.forms import groups, item_of, place_of
from service.pages.listing import shown
from service.pages.reading import existing, record_of
from service.plain_text import plain
from service.problems import Problem
from service.store import DocumentView, RevisionView, WrongRevision
from service.tables import BY_KEY, DOCUMENT, Table

Shown = str | tuple[str, int] | WerkzeugResponse


class Step(NamedTuple):
    """What a form is about: an item that is there (`number`), a new one, or the document's header."""

    document: DocumentView
    table: Table
    number: int | None
    record: Record
    data: dict[str, Any]


@pages.route("/documents/<id>/header", methods=["GET", "POST"])
def header(id: str) -> Shown:
    """The document's own header."""
    require("editor")
    step = _step(id, DOCUMENT, None)
    if request.method == "GET":
        return _form(step, step.data["document"])
    return _saved(
        step, lambda: [ChangeDocument(op="document", item=item_of(DOCUMENT, request.form))], "r-document-kind"
    )


@pages.route("/documents/<id>/items/<field>/<int:index>", methods=["GET", "POST"])
def change(id: str, field: str, index: int) -> Shown:
    """An item that is there: other values, or away with it."""
    require("editor")
    step = _step(id, _table(field), index)
    items = step.data[field]
    if index >= len(items):
        raise Problem("no_item")
    if request.method == "GET":
        return _form(step, items[index])
    if "remove" in request.form:
        return _saved(step, lambda: [Remove(op="remove", field=_key(step), index=index)], f"f-{field}")
    return _saved(step, lambda: _changed(step, items[index]), f"r-{field}-{index}")


@pages.route("/documents/<id>/items/<field>", methods=["GET", "POST"])
def add(id: str, field: str) -> Shown:
    """A new item: its words were selected in the text, or are typed as they stand there."""
    require("editor")
    step = _step(id, _table(field), None)
    if request.method == "GET":
        return _form(step, _prefilled(step))
    return _saved(step, lambda: [_added(step)], f"f-{field}")


@pages.post("/documents/<id>/undo")
def undo(id: str) -> WerkzeugResponse:
    """Take the last correction back; what was taken back is not counted again."""
    require("editor")
    document = existing(id)
    record_of(document, _basis())
    before = before_last(store().readings.history(id))
    if before is None:
        raise Problem("nothing_to_undo")
    _keep(document, Record.model_validate_json(before.record))
    flash("Последняя правка отменена.", "good")
    return redirect(url_for("pages.read", id=id), 303)


def before_last(history: list[RevisionView]) -> RevisionView | None:
    """What the record was before its last correction that still stands, None where only the machine's is left.

    A revision that brings an earlier one back takes away all that came between.
    """
    standing: list[RevisionView] = []
    for revision in history:
        same = next((n for n, other in enumerate(standing) if other.record == revision.record), None)
        standing = [*standing, revision] if same is None else standing[: same + 1]
    return standing[-2] if len(standing) > 1 else None


def _table(field: str) -> Table:
    if field not in BY_KEY:
        raise Problem("not_found")
    return BY_KEY[field]


def _key(step: Step) -> Any:
    """The field's name, which is one of the list that corrections know."""
    return step.table.key


def _step(id: str, table: Table, index: int | None) -> Step:
    document = existing(id)
    record, data = record_of(document, _basis() if request.method == "POST" else None)
    return Step(document, table, index, record, data)


def _basis() -> int:
    typed = request.form.get("basis", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < MAX_DIGITS else 0


def _header(typed: MultiDict[str, str]) -> ChangeDocument:
    return ChangeDocument(op="document", item=item_of(DOCUMENT, typed))


def _changed(step: Step, before: dict[str, Any]) -> list[Change]:
    """What differs; saving a doubtful item as it is says that it is right."""
    item = item_of(step.table, request.form)
    kept = {key: value for key, value in item.items() if not _is_same(before[key], value)}
    if not kept and not before["inferred"]:
        return []
    return [Change(op="change", field=_key(step), index=step.number or 0, item=kept)]


def _is_same(before: Any, after: Any) -> bool:
    if isinstance(after, dict) and "last" in after:  # a name's parts; its whole follows from them
        return all(before[part] == after[part] for part in after)
    return bool(before == after)


def _added(step: Step) -> Add:
    start, end = place_of(step.record.text, request.form)
    return Add(op="add", field=_key(step), item={**item_of(step.table, request.form), "start": start, "end": end})


def _saved(step: Step, corrections: Any, anchor: str) -> Shown:
    """Keep the correction and go back to the document, or show the form again with what is wrong."""
    try:
        made = corrected(step.record, corrections())
    except WrongCorrection as error:
        return _form(step, _typed(step), error.sentence), 422
    if made != step.record:
        _keep(step.document, made)
        flash("Исправлено." if step.table is DOCUMENT or step.number is not None else "Добавлено.", "good")
    return redirect(url_for("pages.read", id=step.document.id, _anchor=anchor), 303)


def _keep(document: DocumentView, record: Record) -> None:
    try:
        store().readings.revise(document.id, record, actor=actor(), basis=document.revision)
    except WrongRevision:
        raise Problem("wrong_revision") from None


def _form(step: Step, item: dict[str, Any], error: str = "") -> str:
    start, end = request.values.get("start", ""), request.values.get("end", "")
    return render_template(
        "item.html",
        document=shown(step.document),
        table=step.table,
        index=step.number,
        groups=groups(step.table, item, [body["name"] for body in step.data["organizations"]]),
        quote=plain(item.get("text", "")),
        typed_quote=request.form.get("quote", ""),
        start=start,
        end=end,
        basis=step.document.revision,
        error=error,
    )


def _typed(step: Step) -> dict[str, Any]:
    """The item as it was before what was typed wrongly; what was typed rightly is kept."""
    before: dict[str, Any] = {} if step.number is None else step.data[step.table.key][step.number]
    if step.table is DOCUMENT:
        before = step.data["document"]
    try:
        return {**before, **item_of(step.table, request.form), "text": before.get("text", _selected(step))}
    except WrongCorrection:
        return {**before, "text": before.get("text", _selected(step))}


def _prefilled(step: Step) -> dict[str, Any]:
    """A guess from the selected words, which the clerk completes."""
    words = " ".join(_selected(step).split())
    guess: dict[str, Any] = {"text": _selected(step), **DEFAULTS.get(step.table.key, {})}
    if step.table.key == "organizations":
        guess["name"] = words
    elif step.table.key in ("speakers", "persons"):
        guess["name"] = dict(zip(("last", "first", "middle"), words.split(), strict=False))
    elif step.table.key == "targets":
        guess["indicator"] = words
    elif step.table.key == "contacts":
        guess["value"] = words
    elif step.table.key in ("events", "legal_acts"):
        guess["kind"] = words.split()[0].lower() if words else ""
    return guess


def _selected(step: Step) -> str:
    try:
        start, end = place_of(step.record.text, request.values)
    except WrongCorrection:
        return ""
    return step.record.text[start:end][:MOST_QUOTED]


MAX_DIGITS = 10
MOST_QUOTED = 2_000
DEFAULTS: dict[str, dict[str, Any]] = {
    "dates": {"precision": "day", "role": "event"},
    "organizations": {"kind": "other"},
    "speakers": {"role": "speaker"},
    "persons": {"role": "mentioned"},
    "participant_counts": {"comparator": "exact", "unit": "person"},
    "targets": {"comparator": "exact"},
    "goals": {"kind": "goal"},
    "contacts": {"kind": "phone"},
}
