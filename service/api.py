"""The API, version 1: a file or a text in, a record out as JSON.

Decides addresses, what a request must look like and its first checks. Leaves the record to the
engine and every refusal's answer to `problems.py`.
"""

from __future__ import annotations

import json

from flask import Blueprint, Response, request

from extractor import __version__
from schemas import record_schema_text
from service.problems import Problem
from service.reading import reading, uploaded

api = Blueprint("api", __name__)


@api.post("/api/v1/extract")
def extract_document() -> Response:
    """The record of the file in the form's field `file`, or of {"text": …, "name": …}."""
    data, name = _document()
    return Response(reading().record(data, name).to_json(), mimetype="application/json")


@api.get("/api/v1/schema")
def schema() -> Response:
    """The JSON Schema that every record obeys."""
    return Response(record_schema_text(), mimetype="application/schema+json")


@api.get("/healthz")
def health() -> Response:
    """Says that the service is up; it is asked while documents are being read."""
    return Response(json.dumps({"status": "ok", "version": __version__}), mimetype="application/json")


def _document() -> tuple[bytes, str]:
    """What was sent: the bytes and the name of a file."""
    if request.mimetype == "multipart/form-data":
        return uploaded(request.files.getlist("file"))
    if request.is_json:
        return _text_of(request.get_data())
    raise Problem("wrong_media_type")


def _text_of(body: bytes) -> tuple[bytes, str]:
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
