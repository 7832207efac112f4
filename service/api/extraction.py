"""One document at once: a file or a text in, its record out; nothing is kept.

Decides what such a request must look like. Leaves the record to the engine.
"""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request

from extractor.record import Record
from schemas import record_schema_text
from service.api.models import File, Text
from service.api.operation import FORM, JSON, REQUEST_ID, Answer, Body, operation
from service.application import parts
from service.problems import Problem
from service.reading import uploaded

EXAMPLE = "Форум «Наставник» прошёл 5 мая 2021 года. В нём участвовали 43 человека."


@operation(
    "POST",
    "/extract",
    headers=REQUEST_ID,
    bodies={FORM: Body(File, {"file": EXAMPLE}), JSON: Body(Text, {"text": EXAMPLE, "name": "форум.txt"})},
    answer=Answer(200, "the record", Record),
    problems=(
        "no_file", "many_files", "wrong_json", "no_object", "no_text_key", "wrong_name", "bad_request", "too_large",
        "wrong_media_type", "unsupported", "archive", "missing_tool", "empty", "no_text", "damaged", "encrypted",
        "timeout", "out_of_memory", "busy",
    ),
)  # fmt: skip
def extract_document() -> Response:
    """Read one document

    The form's field `file`, or a text in JSON. The answer is what `svodka extract` writes; nothing is kept.
    """
    data, name = _document()
    return Response(parts().reading.record(data, name).to_json(), mimetype=JSON)


@operation(
    "GET",
    "/schema",
    answer=Answer(200, "a JSON Schema", dict[str, Any], media_types=("application/schema+json",)),
)
def schema() -> Response:
    """The JSON Schema of a record"""
    return Response(record_schema_text(), mimetype="application/schema+json")


def text_of(body: bytes) -> tuple[bytes, str]:
    """The text of a JSON body as UTF-8; a lone surrogate is left to the reader to replace."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:  # not JSON, not UTF-8, nested without end
        raise Problem("wrong_json") from error
    if not isinstance(sent, dict):
        raise Problem("no_object")
    text, name = sent.get("text"), sent.get("name")
    if not isinstance(text, str):
        raise Problem("no_text_key")
    if name is not None and not isinstance(name, str):
        raise Problem("wrong_name")
    return text.encode("utf-8", "surrogatepass"), name or ""


def _document() -> tuple[bytes, str]:
    """What was sent: the bytes and the name of a file."""
    if request.mimetype == FORM:
        return uploaded(request.files.getlist("file"))
    if request.is_json:
        return text_of(request.get_data())
    raise Problem("wrong_media_type")
