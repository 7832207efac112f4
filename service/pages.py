"""Pages for clerks: a form that takes a file, and its record to read beside the text.

Decides addresses, and how a record's places are marked in the text. Leaves wording to `labels.py`
and layout to `templates/`; everything works without scripts.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise
from typing import NamedTuple

from flask import Blueprint, render_template, request

from extractor import Record
from extractor.record import Mention
from service import labels
from service.application import reading
from service.reading import uploaded

pages = Blueprint("pages", __name__)

MAX_SHOWN = 200_000  # characters of the text on the page; the record itself is whole


class Stretch(NamedTuple):
    """A piece of the text; `anchor` is its offset where an item begins with it."""

    text: str
    is_found: bool
    anchor: int | None


@pages.get("/")
def form() -> str:
    """The form."""
    return render_template("form.html")


@pages.post("/")
def show() -> str:
    """The record of the file that was sent."""
    record = reading().record(*uploaded(request.files.getlist("file")))
    return render_template("record.html", record=record, stretches=stretches(record), max_shown=MAX_SHOWN)


@pages.get("/help")
def help_page() -> str:
    """One screen about what is read and what comes out."""
    return render_template("help.html")


def stretches(record: Record) -> list[Stretch]:
    """The text cut where an item of the five first fields begins or ends."""
    places = [(item.start, item.end) for item in _first_fields(record) if item.end <= MAX_SHOWN]
    cuts = sorted({0, min(len(record.text), MAX_SHOWN), *chain.from_iterable(places)})
    starts = {start for start, _ in places}
    depth_change: dict[int, int] = {}
    for start, end in places:
        depth_change[start] = depth_change.get(start, 0) + 1
        depth_change[end] = depth_change.get(end, 0) - 1
    found, depth = [], 0
    for start, end in pairwise(cuts):
        depth += depth_change.get(start, 0)
        found.append(Stretch(record.text[start:end], depth > 0, start if start in starts else None))
    return found


def _first_fields(record: Record) -> Iterable[Mention]:
    return chain(record.dates, record.organizations, record.speakers, record.participant_counts, record.targets)


@pages.app_context_processor
def _wording() -> dict[str, object]:
    """What templates call: labels and the spelling of days and numbers."""
    return {"labels": labels, "day": labels.day, "interval": labels.interval, "amount": labels.amount}
