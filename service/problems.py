"""Refusals: what a program and what a clerk is told when there is no record.

Decides codes, statuses and sentences, and that nothing internal is told. The API answers problem
details (RFC 9457), the pages a readable sentence. A refusal of the engine brings its own code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as WerkzeugResponse

from extractor import UnreadableFile
from service.logs import log, place

PROBLEM = "application/problem+json"


class Kind(NamedTuple):
    """What is true of every problem with one code."""

    status: int
    title: str
    detail: str


class Problem(Exception):
    """A request that gets no good answer; `code` is a key of `KINDS`, `errors` the parts that are wrong."""

    def __init__(self, code: str, *, headers: Mapping[str, str] | None = None, errors: Sequence[str] = ()) -> None:
        self.code = code
        self.headers = dict(headers or {})
        self.errors = list(errors)
        super().__init__(code)


class Told(NamedTuple):
    """What the answer says."""

    code: str
    status: int
    title: str
    detail: str
    errors: Sequence[str] = ()


def told(code: str) -> Told:
    """What is said of a problem, be it the engine's or one of `KINDS`."""
    if code in KINDS:
        return Told(code, *KINDS[code])
    error = UnreadableFile(code)
    return Told(code, error.status, TITLES.get(code, "Файл не прочитан"), error.sentence)


def reason_sentence(code: str, name: str) -> str:
    """Why a document that is kept has no record: «Файл «письмо.docx» повреждён: …»."""
    return KINDS[code].detail if code in KINDS else UnreadableFile(code, name=name).sentence


def answer_problems(app: Flask) -> None:
    """Register the answers to every error that a view can raise."""
    app.register_error_handler(UnreadableFile, _unreadable)
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _defect)


def route() -> str:
    """The pattern of the address asked for, «/api/v1/documents/<id>»: what is fit for a log, for it holds no names."""
    return request.url_rule.rule if request.url_rule is not None else "none"


def quoted_path() -> str:
    """The path asked for, fit for `instance`."""
    return quote(request.path)[:300]


def _unreadable(error: UnreadableFile) -> Response:
    return _answer(told(error.code)._replace(detail=error.sentence))


def _problem(error: Problem) -> Response:
    return _answer(told(error.code)._replace(errors=error.errors), error.headers)


def _http(error: HTTPException) -> WerkzeugResponse:
    """Errors that werkzeug raises: unknown address, wrong method, a body over the limit."""
    original = error.get_response()
    status = original.status_code
    if status < 400:  # a redirect is no problem
        return original
    code = CODES.get(status, "bad_request" if status < 500 else "internal")
    kept = {name: value for name, value in original.headers.items() if name in ("Allow", "Retry-After")}
    return _answer(told(code)._replace(status=status), kept)


def _defect(error: Exception) -> Response:
    """Our own mistake. The log gets the place but not the message, which may quote the document."""
    log.error("defect", method=request.method, route=route(), **place(error))
    return _answer(told("internal"))


def _answer(problem: Told, headers: Mapping[str, str] | None = None) -> Response:
    if request.path.startswith("/api/") or request.path in FOR_PROGRAMS:
        response = Response(_details(problem), mimetype=PROBLEM)
    else:
        response = Response(render_template("problem.html", problem=problem), mimetype="text/html")
    response.status_code = problem.status
    response.headers.update(dict(headers or {}))
    return response


def _details(problem: Told) -> str:
    details: dict[str, Any] = {
        "type": f"urn:svodka:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "instance": quoted_path(),
    }
    if problem.errors:
        details["errors"] = list(problem.errors)
    return json.dumps(details, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


FOR_PROGRAMS = ("/healthz", "/readyz", "/metrics")

# A status of werkzeug's own and the code that it gets.
CODES = {404: "not_found", 405: "wrong_method", 413: "too_large", 415: "wrong_media_type", 429: "slow_down"}

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
    "no_key": Kind(401, "Нужен ключ", "Укажите действующий ключ в заголовке Authorization: Bearer."),
    "signed_out": Kind(401, "Нужно войти", "Вы не вошли или время сеанса истекло. Войдите и повторите."),
    "forbidden": Kind(403, "Нет прав", "На это у вас нет прав. Обратитесь к администратору."),
    "other_site": Kind(403, "Чужая страница", "Запрос пришёл с другого сайта и отклонён."),
    "stale_page": Kind(400, "Страница устарела", "Вернитесь, обновите страницу и повторите."),
    "slow_down": Kind(429, "Слишком часто", "Слишком много запросов подряд. Подождите минуту и повторите."),
    "none_chosen": Kind(400, "Ничего не выбрано", "Отметьте документы в списке и повторите."),
    "no_item": Kind(404, "Записи нет", "Такой записи уже нет. Откройте документ заново."),
    "nothing_to_undo": Kind(409, "Отменять нечего", "Все правки уже отменены."),
    "not_found": Kind(404, "Страница не найдена", "По этому адресу ничего нет."),
    "wrong_method": Kind(405, "Метод не поддерживается", "Этот адрес не принимает такой запрос."),
    "too_large": Kind(413, "Файл слишком велик", "Файл слишком велик. Разделите его на части или уберите картинки."),
    "wrong_media_type": Kind(
        415,
        "Неверный тип запроса",
        "Отправьте файл в поле file формы (multipart/form-data) или текст в JSON (application/json).",
    ),
    "wrong_query": Kind(400, "Неверный запрос", "В адресе неизвестный параметр или неверное значение."),
    "wrong_header": Kind(400, "Неверный запрос", "В заголовке запроса неверное значение."),
    "wrong_body": Kind(422, "Неверный запрос", "В теле запроса лишний ключ или неверное значение."),
    "no_document": Kind(404, "Документа нет", "Такого документа нет: он не загружен или удалён."),
    "no_revision": Kind(404, "Версии нет", "Такой версии записи у документа нет."),
    "no_record": Kind(409, "Записи ещё нет", "Документ ещё не прочитан или не может быть прочитан, исправлять нечего."),
    "not_refused": Kind(409, "Документ не отклонён", "Заново читаются только отклонённые документы."),
    "wrong_record": Kind(
        422, "Неверное исправление", "После исправления запись неверна: нет такого места, значения или ключа."
    ),
    "test_failed": Kind(409, "Запись изменилась", "Запись не такая, как ожидает исправление."),
    "wrong_revision": Kind(412, "Запись изменилась", "Запись уже исправлена. Откройте документ заново."),
    "too_many": Kind(422, "Слишком много документов", "Выберите меньше документов: уточните дату или слова поиска."),
    "worker_died": Kind(
        422, "Файл не прочитан", "Файл дважды прервал чтение и отложен. Сохраните его заново или разделите на части."
    ),
    "internal": Kind(500, "Ошибка сервиса", "Сервис не смог обработать документ. Сообщите администратору."),
    "not_ready": Kind(503, "Сервис не готов", "Сервис ещё не готов отвечать. Повторите попытку чуть позже."),
    "busy": Kind(503, "Сервис занят", "Сервис занят другими документами. Повторите попытку чуть позже."),
}
