"""Refusals: what a program and what a clerk is told when there is no record.

Decides codes, statuses and sentences, and that nothing internal is told. The API answers problem
details (RFC 9457), the pages a readable sentence. A refusal of the engine brings its own code.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as WerkzeugResponse

from extractor import UnreadableFile

log = logging.getLogger("svodka.service")


class Kind(NamedTuple):
    """What is true of every problem with one code."""

    status: int
    title: str
    detail: str


class Problem(Exception):
    """A request that gets no record, for a reason of its own; `code` is a key of `KINDS`."""

    def __init__(self, code: str, *, headers: Mapping[str, str] | None = None) -> None:
        self.code = code
        self.headers = dict(headers or {})
        super().__init__(code)


class Told(NamedTuple):
    """What the answer says."""

    code: str
    status: int
    title: str
    detail: str


def answer_problems(app: Flask) -> None:
    """Register the answers to every error that a view can raise."""
    app.register_error_handler(UnreadableFile, _unreadable)
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _defect)


def quoted_path() -> str:
    """The path asked for, fit for a header, a log line and `instance`."""
    return quote(request.path)[:300]


def _unreadable(error: UnreadableFile) -> Response:
    title = TITLES.get(error.code, "Файл не прочитан")
    return _answer(Told(error.code, error.status, title, error.sentence))


def _problem(error: Problem) -> Response:
    return _answer(Told(error.code, *KINDS[error.code]), error.headers)


def _http(error: HTTPException) -> WerkzeugResponse:
    """Errors that werkzeug raises: unknown address, wrong method, a body over the limit."""
    original = error.get_response()
    status = original.status_code
    if status < 400:  # a redirect is no problem
        return original
    code = CODES.get(status, "bad_request" if status < 500 else "internal")
    kept = {name: value for name, value in original.headers.items() if name in ("Allow", "Retry-After")}
    return _answer(Told(code, *KINDS[code])._replace(status=status), kept)


def _defect(error: Exception) -> Response:
    """Our own mistake. The log gets the place but not the message, which may quote the document."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:]))
    log.error("%s on %s in %s", type(error).__name__, quoted_path(), places)
    return _answer(Told("internal", *KINDS["internal"]))


def _answer(told: Told, headers: Mapping[str, str] | None = None) -> Response:
    if request.path.startswith("/api/") or request.path == "/healthz":
        response = Response(_details(told), mimetype="application/problem+json")
    else:
        response = Response(render_template("problem.html", problem=told), mimetype="text/html")
    response.status_code = told.status
    response.headers.update(dict(headers or {}))
    return response


def _details(told: Told) -> str:
    return json.dumps(
        {
            "type": f"urn:svodka:problem:{told.code}",
            "title": told.title,
            "status": told.status,
            "detail": told.detail,
            "code": told.code,
            "instance": quoted_path(),
        },
        ensure_ascii=False,
    )


# A status of werkzeug's own and the code that it gets.
CODES = {404: "not_found", 405: "wrong_method", 413: "too_large", 415: "wrong_media_type"}

TITLES = {
    "empty": "Файл пуст",
    "no_text": "В файле нет текста",
    "too_large": "Файл слишком велик",
    "unsupported": "Неизвестный формат",
    "damaged": "Файл повреждён",
    "encrypted": "Файл защищён паролем",
    "archive": "Файл — архив",
    "timeout": "Файл читается слишком долго",
    "out_of_memory": "Файл требует слишком много памяти",
}

KINDS = {
    "bad_request": Kind(400, "Неверный запрос", "Запрос составлен неверно."),
    "no_file": Kind(400, "Файл не выбран", "Выберите файл с документом и отправьте его ещё раз."),
    "many_files": Kind(400, "Несколько файлов", "Отправляйте по одному файлу за раз."),
    "wrong_json": Kind(400, "Неверный JSON", "Тело запроса не является правильным JSON."),
    "no_object": Kind(400, "Неверный JSON", "Тело запроса должно быть объектом JSON с ключом text."),
    "no_text_key": Kind(400, "Нет текста", "В ключе text должна быть строка с текстом документа."),
    "wrong_name": Kind(400, "Неверное имя", "В ключе name должна быть строка с именем файла."),
    "not_found": Kind(404, "Страница не найдена", "По этому адресу ничего нет."),
    "wrong_method": Kind(405, "Метод не поддерживается", "Этот адрес не принимает такой запрос."),
    "too_large": Kind(413, "Файл слишком велик", "Файл слишком велик. Разделите его на части или уберите картинки."),
    "wrong_media_type": Kind(
        415,
        "Неверный тип запроса",
        "Отправьте файл в поле file формы (multipart/form-data) или текст в JSON (application/json).",
    ),
    "internal": Kind(500, "Ошибка сервиса", "Сервис не смог обработать документ. Сообщите администратору."),
    "busy": Kind(503, "Сервис занят", "Сервис занят другими документами. Повторите попытку чуть позже."),
}
