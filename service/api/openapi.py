"""The OpenAPI 3.1 document and its page: made of the declared operations and of the record's own models.

Decides how an operation is told. pydantic's own schemas go in as they are, for OpenAPI 3.1 speaks the same
JSON Schema; a framework that rewrites them would lose a second body type, lists as bodies and null defaults.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from flask import Response, render_template
from pydantic import BaseModel, TypeAdapter

from extractor import __version__
from service.api.export import MOST
from service.api.models import ProblemDetails
from service.api.operation import JSON, OPERATIONS, Answer, Body, Header, Operation, api
from service.application import parts
from service.problems import PROBLEM, told
from service.settings import Settings

REFERENCE = "#/components/schemas/{model}"
COMMON = ("no_key", "forbidden", "other_site", "slow_down", "internal")  # problems of every operation
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "a key of `svodka key add`"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "the same key"},
}


@api.get("/openapi.json")
def openapi_document() -> Response:
    """The document for programs."""
    return Response(json.dumps(document(parts().settings), ensure_ascii=False), mimetype=JSON)


@api.get("/docs")
def openapi_page() -> str:
    """The same for people, without a script and without a request to anywhere else."""
    return render_template("api.html", document=document(parts().settings), json=_pretty)


@cache
def document(settings: Settings) -> dict[str, Any]:
    """The whole API as OpenAPI 3.1."""
    schemas = Schemas()
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(f"{api.url_prefix}{one.path}", {})[one.method.lower()] = _operation(one, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Svodka",
            "version": __version__,
            "summary": "Russian official texts in, structured records with proof out",
            "description": _description(settings),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "security": [{}, *({name: []} for name in SECURITY)],
        "components": {"schemas": schemas.components(), "securitySchemes": SECURITY},
    }


class Schemas:
    """The schemas that operations refer to, each once under its model's name."""

    def __init__(self) -> None:
        self._found: dict[str, Any] = {}

    def of(self, model: Any, *, is_sent: bool = False) -> dict[str, Any]:
        """A reference to a model's schema, or the schema of what is no model."""
        mode: Any = "validation" if is_sent else "serialization"
        schema = TypeAdapter(model).json_schema(mode=mode, by_alias=True, ref_template=REFERENCE)
        for name, definition in schema.pop("$defs", {}).items():
            self._keep(name, definition)
        if isinstance(model, type) and issubclass(model, BaseModel):
            self._keep(model.__name__, schema)
            return {"$ref": REFERENCE.format(model=model.__name__)}
        return schema

    def components(self) -> dict[str, Any]:
        return dict(sorted(self._found.items()))

    def _keep(self, name: str, schema: dict[str, Any]) -> None:
        if self._found.setdefault(name, schema) != schema:
            raise TypeError(f"two schemas are called {name}")


def _operation(one: Operation, schemas: Schemas) -> dict[str, Any]:
    described: dict[str, Any] = {"operationId": one.name, "summary": one.summary}
    if one.description:
        described["description"] = one.description
    parameters = [*_in_path(one.path), *_in_query(one.query, schemas), *_in_headers(one.headers)]
    if parameters:
        described["parameters"] = parameters
    if one.bodies:
        content = {media_type: _body(body, schemas) for media_type, body in one.bodies.items()}
        described["requestBody"] = {"required": True, "content": content}
    described["responses"] = {str(one.answer.status): _answer(one.answer, schemas)} | _problems(one.problems, schemas)
    return described


def _in_path(path: str) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": IN_PATH[name]} for name in names]


def _in_query(query: type[BaseModel] | None, schemas: Schemas) -> list[dict[str, Any]]:
    if query is None:
        return []
    found = TypeAdapter(query).json_schema(mode="validation", ref_template=REFERENCE)
    parameters = []
    for name, schema in found["properties"].items():
        kind = {key: value for key, value in _not_null(schema).items() if key not in ("title", "description")}
        is_required = name in found.get("required", ())
        parameter = {"name": name, "in": "query", "required": is_required, "schema": kind}
        parameters.append({**parameter, "description": schema.get("description", "")})
    return parameters


def _not_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query has no null: what may be left out has the schema of what may be given."""
    if "anyOf" not in schema:
        return schema
    given = [each for each in schema["anyOf"] if each != {"type": "null"}]
    return given[0] if len(given) == 1 else {"anyOf": given}


def _in_headers(headers: Mapping[str, Header]) -> list[dict[str, Any]]:
    parameters = []
    for name, header in headers.items():
        schema = {"type": "string"} | ({} if header.pattern is None else {"pattern": header.pattern})
        parameter = {"name": name, "in": "header", "required": False, "schema": schema, "description": header.told}
        parameters.append(parameter)
    return parameters


def _body(body: Body, schemas: Schemas) -> dict[str, Any]:
    return {"schema": schemas.of(body.model, is_sent=True), "example": body.example}


def _answer(answer: Answer, schemas: Schemas) -> dict[str, Any]:
    described: dict[str, Any] = {"description": answer.told}
    schema = {} if answer.model is None else {"schema": schemas.of(answer.model)}
    if answer.media_types:
        described["content"] = dict.fromkeys(answer.media_types, schema)
    if answer.headers:
        described["headers"] = {
            name: {"description": told, "schema": {"type": "string"}} for name, told in answer.headers.items()
        }
    if answer.id is not None:
        described["links"] = {
            one.name: {"operationId": one.name, "parameters": {"id": answer.id}}
            for one in OPERATIONS
            if one.path.startswith("/documents/{id}")
        }
    return described


def _problems(codes: tuple[str, ...], schemas: Schemas) -> dict[str, Any]:
    """The refusals by status, each code with an example."""
    by_status: dict[str, dict[str, Any]] = {}
    for code in (*codes, *COMMON):
        problem = told(code)
        example = {
            "type": f"urn:svodka:problem:{code}",
            "title": problem.title,
            "status": problem.status,
            "detail": problem.detail,
            "code": code,
            "instance": "/api/v1/…",
        }
        by_status.setdefault(str(problem.status), {})[code] = {"value": example}
    schema = schemas.of(ProblemDetails)
    return {
        status: {"description": ", ".join(examples), "content": {PROBLEM: {"schema": schema, "examples": examples}}}
        for status, examples in sorted(by_status.items())
    }


def _description(settings: Settings) -> str:
    return (
        "Documents in, records out. Every refusal is problem details (RFC 9457) with a stable `code`; its `detail` is "
        "a Russian sentence for people. Limits: "
        f"{settings.max_upload:,} bytes a file, {settings.max_batch:,} bytes and {settings.max_files:,} files a "
        f"request of `POST /documents`, 200 documents on a page, {MOST:,} in an export. Where the service is "
        f"busy for more than {settings.patience:g} seconds, `POST /extract` answers 503 with `Retry-After`. On this "
        "machine's own address no key is asked for until there is an account."
    )


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


# Asked for everywhere but on a machine's own address before the first account is made.
KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "a key of `svodka key add`, with the scope `extract`, `read` or `write` that the operation needs",
}
IN_PATH = {
    "id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "number": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
}
