"""Corrections: a JSON Patch on a document's record becomes a revision of its own, and every revision can be read.

Decides what may be changed (found items and the header, never the text) and that what comes out is still a
record whose every item points at its characters.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from flask import Response, request
from jsonpatch import JsonPatch, JsonPatchException, JsonPatchTestFailed
from jsonpointer import JsonPointerException
from pydantic import ValidationError

from extractor.record import Mention, Record
from service.api.documents import ETAG, etag, existing, with_record
from service.api.models import DocumentAnswer, Patch, PatchOperation, RevisionAnswer, RevisionEntry, Revisions
from service.api.operation import JSON, REQUEST_ID, Answer, Body, Header, answered, operation, places, sent
from service.application import actor, store
from service.corrections import BY_HAND, WrongCorrection, check
from service.problems import Problem
from service.store import RevisionView, WrongRevision

PATCH = "application/json-patch+json"
QUOTED_NUMBER = re.compile('"?[0-9]{1,9}"?')
IF_MATCH = {
    "If-Match": Header(
        "the revision that was corrected, as `ETag` gave it; another one's correction is not undone",
        f"^{QUOTED_NUMBER.pattern}$",
    )
}
PATCH_EXAMPLE = [
    {"op": "test", "path": "/record/document/kind", "value": "other"},
    {"op": "replace", "path": "/record/document/kind", "value": "news"},
    {"op": "replace", "path": "/is_checked", "value": True},
]


@operation(
    "PATCH",
    "/documents/{id}",
    bodies={PATCH: Body(Patch, PATCH_EXAMPLE)},
    headers=IF_MATCH | REQUEST_ID,
    answer=Answer(200, "the document as corrected", DocumentAnswer, headers=ETAG),
    problems=(
        "no_document", "wrong_header", "wrong_json", "wrong_body", "too_large", "wrong_media_type", "no_record",
        "wrong_record", "test_failed", "wrong_revision",
    ),
)  # fmt: skip
def correct_document(id: str) -> Response:
    """Correct a record

    A JSON Patch (RFC 6902) on the document: places in `/record` but its text and source, and `/is_checked`.
    A changed record is a new revision; the machine's reading is kept. Added items may leave out `rule`, which
    is then `by_hand`, and `text`, which is then taken from `start` and `end`. What `organization` and
    `organizers` name must be in `organizations` afterwards.
    """
    if request.mimetype not in (PATCH, JSON):  # the second is what some clients say of all JSON
        raise Problem("wrong_media_type")
    document = existing(id)
    steps: list[PatchOperation] = sent(Patch)
    if _expected() not in (None, document.revision):
        raise Problem("wrong_revision")
    newest = store().readings.get(id, document.revision)
    if newest is None:
        raise Problem("no_record")
    record, is_checked = _corrected(newest, document.is_checked, steps)
    try:
        revised = store().readings.revise(id, record, actor=actor(), basis=document.revision, is_checked=is_checked)
    except WrongRevision:
        raise Problem("wrong_revision") from None
    if revised is None:
        raise Problem("no_document")
    return with_record(revised)


@operation(
    "GET",
    "/documents/{id}/revisions",
    answer=Answer(200, "the revisions", Revisions),
    problems=("no_document",),
)
def list_revisions(id: str) -> Response:
    """Who read or corrected a document, and when"""
    existing(id)
    return answered(Revisions(items=[_entry(one) for one in store().readings.history(id)]))


@operation(
    "GET",
    "/documents/{id}/revisions/{number}",
    answer=Answer(200, "the revision", RevisionAnswer, headers=ETAG),
    problems=("no_document", "no_revision"),
)
def get_revision(id: str, number: str) -> Response:
    """One revision with its record

    Number 1 is the machine's reading.
    """
    existing(id)
    is_number = number.isascii() and number.isdecimal() and len(number) < MAX_DIGITS
    found = store().readings.get(id, int(number)) if is_number else None
    if found is None:
        raise Problem("no_revision")
    head = _entry(found).model_dump_json().removesuffix("}")
    return Response(f'{head},"record":{found.record}}}', headers={"ETag": etag(found.number)}, mimetype=JSON)


def _expected() -> int | None:
    """The revision that `If-Match` names."""
    given = request.headers.get("If-Match")
    if given is None:
        return None
    if not QUOTED_NUMBER.fullmatch(given):
        raise Problem("wrong_header", errors=["If-Match"])
    return int(given.strip('"'))


def _entry(revision: RevisionView) -> RevisionEntry:
    return RevisionEntry(**revision.model_dump(exclude={"record"}))


def _corrected(newest: RevisionView, is_checked: bool, steps: list[PatchOperation]) -> tuple[Record | None, bool]:
    """The record after the steps, None where they leave it as it was, and whether it is checked now."""
    before = Record.model_validate_json(newest.record).to_dict()
    document: dict[str, Any] = {"record": copy.deepcopy(before), "is_checked": is_checked}
    try:
        JsonPatch([_step(step) for step in steps]).apply(document, in_place=True)
    except JsonPatchTestFailed:
        raise Problem("test_failed") from None
    except (JsonPatchException, JsonPointerException, LookupError, TypeError, ValueError, AttributeError):
        raise Problem("wrong_record") from None
    after: dict[str, Any] = document["record"]  # no step's path is the record itself
    is_checked_now = document.get("is_checked")
    if type(is_checked_now) is not bool:
        raise Problem("wrong_record", errors=["is_checked"])
    if after.keys() != before.keys():
        raise Problem("wrong_record", errors=sorted(before.keys() - after.keys()))
    return None if after == before else _checked(_completed(after, before["text"])), is_checked_now


def _step(step: PatchOperation) -> dict[str, Any]:
    return step.model_dump(include={"op", "path"} if step.op == "remove" else None)


def _completed(record: Any, text: str) -> Any:
    """What an added item may leave out is filled in."""
    for items in record.values():
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                item.setdefault("rule", BY_HAND)
                start, end = item.get("start"), item.get("end")
                if type(start) is int and type(end) is int and 0 <= start < end:
                    item.setdefault("text", text[start:end])
    return record


def _checked(candidate: Any) -> Record:
    """The candidate as a record whose every place holds what it says."""
    try:
        record = Record.model_validate(candidate)
        record = Record.model_validate_json(record.to_json())  # an infinite number does not come back
    except ValidationError as error:
        raise Problem("wrong_record", errors=places(error)) from None
    except ValueError:
        raise Problem("wrong_record") from None
    try:
        check(record)
    except WrongCorrection as error:
        raise Problem("wrong_record", errors=[error.code]) from None
    wrong = [place for place, mention in _mentions(record) if not _is_there(mention, record.text)]
    if wrong:
        raise Problem("wrong_record", errors=wrong[:MOST_TOLD])
    return record


def _is_there(mention: Mention, text: str) -> bool:
    return mention.start < mention.end and text[mention.start : mention.end] == mention.text


def _mentions(record: Record) -> Iterator[tuple[str, Mention]]:
    """Every place that a record names, with where it stands in the record."""
    for key, spans in record.document.spans.items():
        yield from ((f"document.spans.{key[:40]}.{i}", span) for i, span in enumerate(spans))
    for field in Record.model_fields:
        items = getattr(record, field)
        for i, item in enumerate(items if isinstance(items, tuple) else ()):
            yield f"{field}.{i}", item
            yield from ((f"{field}.{i}.mentions.{j}", mention) for j, mention in enumerate(item.mentions))


MAX_DIGITS = 10
MOST_TOLD = 20
