"""An operation: an address, what it takes and gives, and the function that does it, declared in one place.

Decides that the address, the check of a query and what the OpenAPI document says of them have one source
and cannot drift apart. Bodies are checked by the functions themselves, whose refusals name more than a
schema could.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, TypeVar

from flask import Blueprint, Response, request
from pydantic import BaseModel, TypeAdapter, ValidationError

from service.problems import Problem

api = Blueprint("api", __name__, url_prefix="/api/v1")

JSON = "application/json"
FORM = "multipart/form-data"
Method = Literal["GET", "POST", "PATCH", "DELETE"]


class Body(NamedTuple):
    """What a request may bring: a model or a list of models, and an example of it."""

    model: Any
    example: Any


class Answer(NamedTuple):
    """What a good answer brings: a model, or None for bytes; `headers` by name with what they say.

    `id` is where in the answer the id of a document stands that the other operations take.
    """

    status: int
    told: str
    model: Any = None
    media_types: tuple[str, ...] = (JSON,)
    headers: Mapping[str, str] = {}
    id: str | None = None


class Header(NamedTuple):
    """What a request may say in a header of its own."""

    told: str
    pattern: str | None = None


class Operation(NamedTuple):
    """One thing that can be asked for."""

    method: Method
    path: str
    name: str
    summary: str
    description: str
    answer: Answer
    query: type[BaseModel] | None
    bodies: Mapping[str, Body]
    problems: tuple[str, ...]
    headers: Mapping[str, Header]


REQUEST_ID = {
    "X-Request-Id": Header("a name for this request, up to 64 of A-Z a-z 0-9 . _ -; it is in the log and in the answer")
}
OPERATIONS: list[Operation] = []

Query = TypeVar("Query", bound=BaseModel)
View = Callable[..., Response]


def operation(
    method: Method,
    path: str,
    *,
    answer: Answer,
    query: type[BaseModel] | None = None,
    bodies: Mapping[str, Body] | None = None,
    problems: tuple[str, ...] = (),
    headers: Mapping[str, Header] | None = None,
) -> Callable[[View], View]:
    """Declare a function as an operation: its docstring's first line is the summary, a query comes as `query`."""

    def declare(view: View) -> View:
        summary, _, rest = (view.__doc__ or "").partition("\n")
        told = " ".join(rest.split())
        OPERATIONS.append(
            Operation(method, path, view.__name__, summary, told, answer, query, bodies or {}, problems, headers or {})
        )

        def called(**values: Any) -> Response:
            if not ID.fullmatch(values.get("id", NO_ID)):
                raise Problem("no_document")
            return view(**values) if query is None else view(query=asked(query), **values)

        api.add_url_rule(path.replace("{", "<").replace("}", ">"), view.__name__, called, methods=[method])
        return view

    return declare


def asked(model: type[Query]) -> Query:
    """The request's query as a model; an unknown name, a name given twice and an empty value are wrong."""
    values = dict(request.args.lists())
    twice = [name for name, given in values.items() if len(given) > 1]
    if twice:
        raise Problem("wrong_query", errors=twice)
    try:
        return model.model_validate({name: given[0] for name, given in values.items()})
    except ValidationError as error:
        raise Problem("wrong_query", errors=places(error)) from None


def sent(model: Any) -> Any:
    """The request's JSON body as a model; NaN and half characters are no JSON."""
    try:
        value = json.loads(request.get_data(), parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:  # not JSON, not UTF-8, nested without end
        raise Problem("wrong_json") from error
    try:
        return TypeAdapter(model).validate_python(value)
    except ValidationError as error:
        raise Problem("wrong_body", errors=places(error)) from None


def answered(model: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A model as JSON."""
    return Response(model.model_dump_json(by_alias=True), status, headers, mimetype=JSON)


def places(error: ValidationError) -> list[str]:
    """Where a value is wrong, never the value: «dates.0.value.from»."""
    found = {".".join(map(str, each["loc"]))[:LONGEST_PLACE] for each in error.errors(include_input=False)}
    return sorted(found)[:MOST_PLACES]


def _no_constant(name: str) -> None:
    raise ValueError(name)


ID = re.compile("[0-9a-f]{32}")
NO_ID = 32 * "0"
MOST_PLACES = 20
LONGEST_PLACE = 100  # a key that is not known is part of its place, and may be anything
