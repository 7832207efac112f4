"""A record beside its text as one HTML file that needs nothing else: `svodka show letter.docx`.

Decides what such a page holds: the reading view with its styles and script inside, allowed by their
hashes and nothing more. Leaves the view to `reading_view.py`, `reading_rows.py` and `templates/`.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from extractor import Record
from service import labels
from service.plain_text import plain
from service.reading_rows import document_title, facts, fields
from service.reading_view import pieces
from service.timeline import timeline


def standalone_page(record: Record) -> str:
    """The page; the whole text is on it, however long it is."""
    data = record.to_dict()
    style, script = _static("svodka.css"), _static("reading.js")
    return (
        _environment()
        .get_template("standalone.html")
        .render(
            title=document_title(data),
            record=data,
            pieces=pieces(data),
            fields=fields(data),
            facts=facts(data),
            timeline=timeline(data),
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
            labels=labels,
        )
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.filters["plain"] = plain
    made.filters["amount"] = labels.amount
    return made


@cache
def _static(name: str) -> str:
    return (HERE / "static" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


HERE = Path(__file__).resolve().parent
