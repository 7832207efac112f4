"""The API: what it answers, that every answer obeys the schema, and that bad input never gives a 5xx."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from extractor import __version__
from service import Settings, create_app
from tests.readers.make_sources import SOURCES
from tests.readers.wordml import p, package

EXTRACT = "/api/v1/extract"
TEXT = "Совещание прошло 5 мая 2021 года. В нём участвовали 43 человека."
SAMPLE = Path(__file__).parent.parent / "corpus" / "sample.txt"
LIMIT = 200_000  # small, so that what goes over it stays in memory


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings(max_upload=LIMIT)).test_client()


@pytest.fixture(scope="module")
def schema(client: FlaskClient) -> Draft202012Validator:
    answer = client.get("/api/v1/schema")
    assert answer.mimetype == "application/schema+json"
    Draft202012Validator.check_schema(answer.get_json(force=True))
    return Draft202012Validator(answer.get_json(force=True))


def send_file(client: FlaskClient, data: bytes, name: str = "письмо.txt") -> TestResponse:
    return client.post(EXTRACT, data={"file": (io.BytesIO(data), name)})


def assert_problem(answer: TestResponse, status: int, code: str | None = None) -> dict[str, Any]:
    problem: dict[str, Any] = answer.get_json(force=True)
    assert answer.status_code == status, problem
    assert answer.mimetype == "application/problem+json"
    assert problem["status"] == status
    assert set(problem) == {"type", "title", "status", "detail", "code", "instance"}
    assert problem["type"] == f"urn:svodka:problem:{problem['code']}"
    assert code is None or problem["code"] == code
    assert any("а" <= letter <= "я" for letter in problem["detail"])
    return problem


def test_a_file_gives_its_record(client: FlaskClient, schema: Draft202012Validator) -> None:
    data = SAMPLE.read_bytes()
    answer = send_file(client, data, "sample.txt")
    record = answer.get_json()
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    schema.validate(record)
    assert record["source"]["name"] == "sample.txt"
    assert record["source"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert record["text"] == data.decode()
    assert all(record["text"][date["start"] : date["end"]] == date["text"] for date in record["dates"])
    assert {"2023-03-27", "2023-04-12"} <= {date["value"]["from"] for date in record["dates"]}
    assert record["document"]["number"] == "01-17/245"


def test_a_text_gives_the_record_of_the_same_file(client: FlaskClient, schema: Draft202012Validator) -> None:
    of_text = client.post(EXTRACT, json={"text": TEXT, "name": "справка.txt"}).get_json()
    of_file = send_file(client, TEXT.encode(), "справка.txt").get_json()
    schema.validate(of_text)
    assert of_text["participant_counts"][0]["value"] == 43
    of_text["source"].pop("seconds")
    of_file["source"].pop("seconds")
    assert of_text == of_file


@pytest.mark.parametrize("source", sorted(SOURCES.iterdir()), ids=lambda path: path.name)
def test_every_source_of_the_readers_obeys_the_schema(
    client: FlaskClient, schema: Draft202012Validator, source: Path
) -> None:
    answer = send_file(client, source.read_bytes(), source.name)
    assert answer.status_code == 200
    schema.validate(answer.get_json())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5 мая 2021 \ud83d года", "5 мая 2021 \ufffd года"),
        ("5 мая\x00 2021", "5 мая\ufffd 2021"),
        ("\ufeff5 мая\r\n2021", "5 мая\n2021"),
        ("<script>alert(5)</script>", "<script>alert(5)</script>"),
    ],
)
def test_odd_characters_of_a_text(client: FlaskClient, text: str, shown: str) -> None:
    answer = client.post(EXTRACT, data=json.dumps({"text": text}), content_type="application/json")
    assert answer.status_code == 200
    assert answer.get_json()["text"] == shown


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..\\..\\отчёт.txt", "отчёт.txt"),
        ("/etc/отчёт.txt", "отчёт.txt"),
        ("отчёт\n\u202etxt.txt\ud800", "отчётtxt.txt"),
        ("а" * 5000 + ".txt", "а" * 196 + ".txt"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_name_is_only_a_name(client: FlaskClient, name: str | None, kept: str) -> None:
    answer = client.post(EXTRACT, data=json.dumps({"text": TEXT, "name": name}), content_type="application/json")
    assert answer.get_json()["source"]["name"] == kept


DEEP = "[" * 100_000
JSON_BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"text=a",
    "cut": b'{"text": "a',
    "nested without end": DEEP.encode(),
    "objects without end": b'{"text":' * 20_000,
    "nested in text": ('{"text": ' + DEEP + "]" * 100_000 + "}").encode(),
    "not UTF-8": b'{"text": "\xff\xfe"}',
    "half of UTF-16": b'\xff\xfe{\x00"',
    "an array": b'["text"]',
    "a string": b'"text"',
    "a number": b"5",
    "null": b"null",
    "NaN": b"NaN",
    "no text": b'{"name": "a.txt"}',
    "text is null": b'{"text": null}',
    "text is a number": b'{"text": 5}',
    "text is NaN": b'{"text": NaN}',
    "text is true": b'{"text": true}',
    "text is a list": b'{"text": ["a"]}',
    "text is an object": b'{"text": {"text": "a"}}',
    "name is a number": '{"text": "5 мая", "name": 5}'.encode(),
    "name is a list": '{"text": "5 мая", "name": ["a"]}'.encode(),
    "digits without end": b'{"text": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("body", JSON_BODIES.values(), ids=JSON_BODIES)
def test_a_wrong_json_body_is_told_so(client: FlaskClient, body: bytes) -> None:
    assert_problem(client.post(EXTRACT, data=body, content_type="application/json"), 400)


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/octet-stream", "application/x-www-form-urlencoded", ""]
)
def test_another_media_type_is_told_so(client: FlaskClient, media_type: str) -> None:
    assert_problem(client.post(EXTRACT, data=TEXT.encode(), content_type=media_type), 415, "wrong_media_type")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "no_file"),
        ({"file": "не файл, а строка"}, "no_file"),
        ({"document": (io.BytesIO(b"5"), "a.txt")}, "no_file"),
        ({"file": (io.BytesIO(b""), "")}, "no_file"),
        ({"file": [(io.BytesIO(b"5"), "a.txt"), (io.BytesIO(b"6"), "b.txt")]}, "many_files"),
    ],
)
def test_a_form_without_one_file_is_told_so(client: FlaskClient, form: dict[str, Any], code: str) -> None:
    answer = client.post(EXTRACT, data=form, content_type="multipart/form-data")
    assert_problem(answer, 400, code)


@pytest.mark.parametrize("body", [b"", b"--x", b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"\x00" * 1000])
@pytest.mark.parametrize("media_type", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_broken_form_is_told_so(client: FlaskClient, body: bytes, media_type: str) -> None:
    assert_problem(client.post(EXTRACT, data=body, content_type=media_type), 400)


REFUSED: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 422, "empty"),
    "no text": (b" \n", 422, "no_text"),
    "pdf": (b"%PDF-1.7", 422, "damaged"),
    "program": (b"\x7fELF" + bytes(50), 415, "unsupported"),
    "broken word": (package(p("Приказ"))[:200], 422, "damaged"),
    "word without text": (package(p()), 422, "no_text"),
    "over the limit": (b"a" * (LIMIT + 1), 413, "too_large"),
    "far over the limit": (b"a" * (2 * LIMIT), 413, "too_large"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_gives_no_record_is_told_why(client: FlaskClient, kind: str) -> None:
    data, status, code = REFUSED[kind]
    problem = assert_problem(send_file(client, data, "<b>письмо</b>.docx"), status, code)
    if len(data) < LIMIT:
        assert problem["detail"].startswith("Файл «b>.docx»")


def test_a_file_at_the_limit_is_read(client: FlaskClient) -> None:
    data = TEXT.encode().ljust(LIMIT, b"\n")
    assert send_file(client, data).status_code == 200


@pytest.mark.parametrize("media_type", ["application/json", "multipart/form-data; boundary=x"])
def test_a_body_over_the_limit_without_its_length_is_refused(client: FlaskClient, media_type: str) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    body = io.BytesIO((head if "form" in media_type else b'{"text": "') + b"a" * (2 * LIMIT))
    answer = client.post(
        EXTRACT, input_stream=body, content_type=media_type, environ_overrides={"wsgi.input_terminated": True}
    )
    assert_problem(answer, 413, "too_large")


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/extract", "/api/v1/<b>%0a", "/api/v1/extract/"])
def test_an_unknown_address_is_told_so(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    if path != "/api":
        problem = assert_problem(answer, 404, "not_found")
        assert "<" not in problem["instance"]
        assert "\n" not in problem["instance"]


@pytest.mark.parametrize(("method", "path"), [("GET", EXTRACT), ("PUT", EXTRACT), ("POST", "/healthz")])
def test_a_wrong_method_is_told_so(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method)
    assert_problem(answer, 405, "wrong_method")
    assert answer.headers["Allow"]


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok", "version": __version__}


def test_after_every_refusal_the_next_file_is_read_as_ever(client: FlaskClient) -> None:
    expected = send_file(client, TEXT.encode()).get_json()["dates"]
    for data, status, _ in REFUSED.values():
        assert send_file(client, data).status_code == status
        assert send_file(client, TEXT.encode()).get_json()["dates"] == expected
