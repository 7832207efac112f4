"""The OpenAPI document: valid, true to what is answered, its examples work, and schemathesis finds nothing."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from schemas import record_schema
from service import Settings, create_app
from service.worker import read_next
from tests.serving import running

SPEC = "/api/v1/openapi.json"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    client = create_app(Settings(data=tmp_path_factory.mktemp("openapi"))).test_client()
    yield client
    client.application.extensions["svodka"].store.close()


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> Any:
    return client.get(SPEC).get_json()


def operations(document: Any) -> dict[str, tuple[str, str, Any]]:
    return {
        operation["operationId"]: (method.upper(), path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def send(client: FlaskClient, path: str, method: str, media_type: str, example: Any) -> TestResponse:
    if media_type == "multipart/form-data":
        texts = example["file"] if isinstance(example["file"], list) else [example["file"]]
        files = [(io.BytesIO(text.encode()), "пример.txt") for text in texts]
        return client.open(path, method=method, data={"file": files})
    return client.open(path, method=method, data=json.dumps(example), content_type=media_type)


def obeys(document: Any, schema: Any, value: Any) -> None:
    Draft202012Validator({**schema, "components": document["components"]}).validate(value)


def test_it_is_openapi_3_1(document: Any) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_every_address_of_the_api_is_told(client: FlaskClient, document: Any) -> None:
    rules = {
        (method, re.sub(r"<(\w+)>", r"{\1}", rule.rule))
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and rule.rule not in (SPEC, "/api/v1/docs")
        for method in rule.methods or ()
    }
    told = {(method, path) for method, path, _ in operations(document).values()}
    assert {rule for rule in rules if rule[0] not in ("HEAD", "OPTIONS")} == told


def test_a_record_is_told_as_in_its_own_schema(document: Any) -> None:
    """The document and `schemas/record.schema.json` come from the same models and say the same of a record."""
    own = record_schema()
    told = document["components"]["schemas"]
    assert set(own["$defs"]) < set(told)
    assert told["Record"]["required"] == own["required"]
    for name, schema in own["$defs"].items():
        assert told[name] == json.loads(json.dumps(schema).replace("#/$defs/", "#/components/schemas/"))


def test_every_example_of_a_request_works_and_is_answered_as_told(client: FlaskClient, document: Any) -> None:
    told = operations(document)
    _, documents, _ = told["add_documents"]
    sent = send(
        client, documents, "POST", "application/json", {"text": "Форум прошёл 5 мая 2021 года.", "name": "a.txt"}
    )
    id = sent.get_json()["documents"][0]["id"]
    parts = client.application.extensions["svodka"]
    assert read_next(parts.store, parts.settings, "test")
    tried = 0
    for method, path, operation in told.values():
        for media_type, body in operation.get("requestBody", {}).get("content", {}).items():
            obeys(document, body["schema"], body["example"])
            answer = send(client, path.replace("{id}", id), method, media_type, body["example"])
            expected = operation["responses"][str(answer.status_code)]
            assert answer.status_code < 300
            obeys(document, expected["content"]["application/json"]["schema"], answer.get_json())
            tried += 1
    assert tried >= 5


def test_every_example_of_a_problem_obeys_its_schema(document: Any) -> None:
    seen = set()
    for _, _, operation in operations(document).values():
        for status, answer in operation["responses"].items():
            for content in (answer.get("content") or {}).values():
                for code, example in content.get("examples", {}).items():
                    obeys(document, content["schema"], example["value"])
                    assert (str(example["value"]["status"]), example["value"]["code"]) == (status, code)
                    seen.add(code)
    assert {"internal", "no_document", "damaged", "wrong_query", "busy"} <= seen


def test_the_page_shows_every_operation_without_a_script(client: FlaskClient, document: Any) -> None:
    page = html.unescape(client.get("/api/v1/docs").text)
    for name, (method, path, operation) in operations(document).items():
        assert f'id="{name}"' in page
        assert f"{method} {path}" in page
        assert operation["summary"] in page
    assert "<script" not in page
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)


def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    """A short run over all operations of a real service, its workers at work."""
    settings = Settings(data=tmp_path, workers=1)
    with running(settings) as service:
        command = [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG)),
            *("run", f"http://127.0.0.1:{service.port}{SPEC}", "--no-color"),
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stdout[-6000:]


CONFIG = Path(__file__).with_name("schemathesis.toml")
