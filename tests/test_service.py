"""The service around the API: headers, the log, defects of our own, turns, settings and the start."""

from __future__ import annotations

import http.client
import io
import json
import logging
import shlex
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import ValidationError

from service import Settings, create_app, reading
from service.server import SAMPLE, greeting

EXTRACT = "/api/v1/extract"
SECRET = "Тайнопись 5 мая 2021 года"


@pytest.fixture
def app() -> Flask:
    return create_app(Settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/help",
        "/healthz",
        "/readyz",
        "/metrics",
        "/api/v1/docs",
        "/api/v1/documents",
        "/api/v1/schema",
        "/api/v1/extract",
        "/none",
        "/static/svodka.css",
    ],
)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"]


def broken(message: str) -> object:
    def extract(data: bytes, name: str) -> None:
        raise ValueError(f"{message} {data.decode()} {name}")

    return extract


def test_a_defect_of_ours_tells_nothing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reading, "extract", broken("внутренняя ошибка"))
    with caplog.at_level(logging.DEBUG):
        answer = client.post(EXTRACT, data={"file": (io.BytesIO(SECRET.encode()), "тайна.txt")})
    assert answer.status_code == 500
    assert "Сообщите администратору" in answer.text
    for told in (answer.text, caplog.text):
        assert "внутренняя ошибка" not in told
        assert "Тайнопись" not in told
        assert "тайна" not in told
        assert "Traceback" not in told
    assert "ValueError" not in answer.text
    assert "'error': 'ValueError'" in caplog.text


def test_nothing_of_a_document_is_logged(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for data in (SECRET.encode(), b"\x7fELF" + SECRET.encode()):
            client.post(EXTRACT, data={"file": (io.BytesIO(data), "тайна.txt")})
    answers = [record.msg for record in caplog.records if isinstance(record.msg, dict) and "status" in record.msg]
    assert [(each["route"], each["status"]) for each in answers] == [(EXTRACT, 200), (EXTRACT, 415)]
    assert "Тайнопись" not in caplog.text
    assert "тайна" not in caplog.text


def test_an_address_cannot_forge_a_log_line(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/Иванов%0aGET%20/%20200")
    assert "'route': 'none'" in caplog.text
    assert "Иванов" not in caplog.text


@pytest.mark.parametrize(("given", "kept"), [("order-17.a", True), ("Иванов", False), ("a" * 65, False), ("", False)])
def test_a_request_can_be_named(client: FlaskClient, caplog: pytest.LogCaptureFixture, given: str, kept: bool) -> None:
    with caplog.at_level(logging.INFO):
        answer = client.get("/healthz", headers={"X-Request-Id": given.encode().decode("latin-1")})
    name = answer.headers["X-Request-Id"]
    assert (name == given) == kept
    assert f"'request': '{name}'" in caplog.text


def test_who_waits_too_long_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    client = create_app(Settings(patience=0.05)).test_client()
    begun, done = threading.Event(), threading.Event()

    def slow(data: bytes, name: str) -> None:
        begun.set()
        done.wait(10)
        raise ValueError

    monkeypatch.setattr(reading, "extract", slow)
    first = threading.Thread(
        target=client.application.test_client().post, args=["/api/v1/extract"], kwargs={"json": {"text": "5"}}
    )
    first.start()
    assert begun.wait(10)
    answer = client.post("/api/v1/extract", json={"text": "6"})
    health = client.get("/healthz")
    done.set()
    first.join()
    assert answer.status_code == 503
    assert answer.get_json(force=True)["code"] == "busy"
    assert answer.headers["Retry-After"] == "10"
    assert health.status_code == 200


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVODKA_PORT", "8080")
    monkeypatch.setenv("SVODKA_MAX_UPLOAD", "5000")
    assert (Settings().port, Settings().max_upload, Settings().host) == (8080, 5000, "127.0.0.1")
    monkeypatch.setenv("SVODKA_PORT", "0")
    with pytest.raises(ValidationError):
        Settings()


def test_the_greeting_has_a_line_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE.parent.parent)
    page, curl = greeting(Settings(host="0.0.0.0", port=8123))
    assert page.endswith("http://127.0.0.1:8123/")
    assert shlex.split(curl) == ["curl", "-F", "file=@corpus/sample.txt", "http://127.0.0.1:8123/api/v1/extract"]
    assert Path("corpus/sample.txt").is_file()


def test_the_greeting_is_right_from_any_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    _, curl = greeting(Settings(host="::1"))
    assert Path(shlex.split(curl)[2].removeprefix("file=@")).is_file()
    assert curl.endswith("http://[::1]:8000/api/v1/extract")


def started(port: int) -> subprocess.Popen[str]:
    code = f"from service.server import serve; serve(port={port})"
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_it_listens_answers_and_refuses_a_port_in_use() -> None:
    """The whole start on a free port: warm-up, greeting, a request over the wire, a second start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started(port) as server:
        assert server.stdout is not None
        try:
            said = [server.stdout.readline().strip() for _ in range(2)]
            assert said[0] == f"Сводка: http://127.0.0.1:{port}/"
            wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            wire.request("POST", "/api/v1/extract", '{"text": "Форум прошёл 5 мая 2021 года."}'.encode(), JSON)
            answer = wire.getresponse()
            assert json.load(answer)["dates"][0]["value"]["from"] == "2021-05-05"
            assert answer.headers["Server"] is None
            wire.close()
            with started(port) as second:
                _, error = second.communicate(timeout=60)
            assert second.returncode == 1
            assert f"cannot listen on 127.0.0.1:{port}" in error
        finally:
            server.kill()


JSON = {"Content-Type": "application/json"}
ROOT = Path(__file__).parent.parent
