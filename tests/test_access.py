"""Who may do what: the open address of one machine, accounts and sessions, keys, other sites, limits, the start."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.__main__ import app
from service import Settings
from service.access import hashed, is_this_machine, refusal_to_start
from service.server import serve
from service.store import Role
from tests.clerk import Clerk, Page

PASSWORD = "сосна-и-берёза"
EXTRACT = "/api/v1/extract"
BODY = {"text": "Форум прошёл 5 мая 2021 года."}


WRONG = [("petrov", "не тот"), ("nobody", PASSWORD), ("", ""), ("petrov", "x" * 999)]
USERS: dict[str, Role] = {"ivanova": "admin", "petrov": "editor", "sidorov": "reader"}


def run(*arguments: str, typed: str = PASSWORD + "\n") -> Any:
    return CliRunner().invoke(app, [*arguments], input=typed)


@cache
def kept_password() -> str:
    """One hash for all: it is slow on purpose."""
    return hashed(PASSWORD)


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clerk]:
    """In front of a service that other machines can reach."""
    monkeypatch.setenv("SVODKA_DATA", str(tmp_path))
    made = Clerk(Settings(data=tmp_path, host="0.0.0.0"))
    for name, role in USERS.items():
        made.store.accounts.add_user(name, kept_password(), role, actor="test")
    yield made
    made.store.close()


def signed_in(clerk: Clerk, name: str, password: str = PASSWORD) -> int:
    return clerk.post("/sign-in", name=name, password=password).status_code


def key(*scopes: str) -> dict[str, str]:
    options = [part for scope in scopes for part in ("--scope", scope)]
    secret = run("key", "add", "проба", *options).stdout.split()[0]
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    ("host", "is_local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.5.5.5", True), ("0.0.0.0", False), ("::", False),
     ("10.0.0.5", False), ("example.org", False), ("", False)],
)  # fmt: skip
def test_which_addresses_are_this_machine_alone(host: str, is_local: bool) -> None:
    assert is_this_machine(host) is is_local


def test_on_this_machine_it_works_at_once(tmp_path: Path) -> None:
    clerk = Clerk(Settings(data=tmp_path))
    assert clerk.get("/").status_code == 200
    assert clerk.client.post(EXTRACT, json=BODY).status_code == 200


def test_the_first_account_closes_this_machine_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVODKA_DATA", str(tmp_path))
    clerk = Clerk(Settings(data=tmp_path))
    assert run("user", "add", "ivanova", "--role", "admin", "--password-stdin").exit_code == 0
    assert clerk.get("/").status_code == 302
    assert clerk.client.post(EXTRACT, json=BODY).status_code == 401


@pytest.mark.parametrize("host", ["svodka.example", "127.0.0.1.example", "10.0.0.5"])
def test_another_name_for_this_machine_reads_nothing(tmp_path: Path, host: str) -> None:
    """So that a site whose name is made to lead to 127.0.0.1 cannot read what is here."""
    clerk = Clerk(Settings(data=tmp_path))
    assert clerk.client.get("/", headers={"Host": host}).status_code == 403
    assert clerk.client.get("/", headers={"Host": "localhost:8000"}).status_code == 200
    assert clerk.client.get("/", headers={"Host": "[::1]:8000"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
     {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://localhost:81"}],
)  # fmt: skip
@pytest.mark.parametrize("path", [EXTRACT, "/api/v1/documents", "/documents"])
def test_another_site_in_the_browser_changes_nothing(tmp_path: Path, path: str, headers: dict[str, str]) -> None:
    clerk = Clerk(Settings(data=tmp_path))
    data = {"file": (io.BytesIO(b"5"), "a.txt"), "csrf_token": clerk.token()}
    assert clerk.client.post(path, data=data, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "path", ["/documents", "/documents/delete", "/sign-in", "/sign-out", f"/documents/{'0' * 32}/undo"]
)
def test_a_form_without_our_token_changes_nothing(tmp_path: Path, path: str) -> None:
    clerk = Clerk(Settings(data=tmp_path))
    clerk.get("/")
    answer = clerk.client.post(path, data={"csrf_token": "чужой"})
    assert answer.status_code == 400
    assert Page(answer.text).says("Страница устарела")


def test_elsewhere_it_does_not_start_without_an_administrator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVODKA_DATA", str(tmp_path))
    settings = Settings(data=tmp_path, host="0.0.0.0")
    with pytest.raises(SystemExit) as stopped:
        serve(settings=settings)
    assert "svodka user add" in str(stopped.value)
    assert run("user", "add", "petrov", "--role", "editor", "--password-stdin").exit_code == 0
    store = Clerk(settings).store
    assert refusal_to_start(settings, store) is not None
    assert run("user", "add", "ivanova", "--role", "admin", "--password-stdin").exit_code == 0
    assert refusal_to_start(settings, store) is None
    run("user", "disable", "ivanova")
    assert refusal_to_start(settings, store) is not None


@pytest.mark.parametrize("path", ["/", "/help", "/audit", "/export?format=xlsx", "/documents/states"])
def test_who_has_not_signed_in_sees_only_the_door(clerk: Clerk, path: str) -> None:
    answer = clerk.get(path)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")
    assert Page(clerk.get("/sign-in").text).headings == ["Вход"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/v1/documents"), ("POST", EXTRACT), ("GET", "/api/v1/export?format=xlsx"), ("GET", "/metrics"),
     ("DELETE", f"/api/v1/documents/{'0' * 32}"), ("POST", "/documents"), ("GET", "/api/v1/none")],
)  # fmt: skip
def test_without_a_key_it_is_refused(clerk: Clerk, method: str, path: str) -> None:
    answer = clerk.client.open(path, method=method, headers={"X-Requested-With": "fetch"})
    assert answer.status_code in (400, 401)
    if path.startswith("/api/"):
        assert answer.get_json(force=True)["code"] == "no_key"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/svodka.css", "/api/v1/openapi.json"])
def test_what_holds_nothing_of_documents_is_for_everybody(clerk: Clerk, path: str) -> None:
    with clerk.client.get(path) as answer:
        assert answer.status_code == 200


def test_signing_in_and_out(clerk: Clerk) -> None:
    answer = clerk.post("/sign-in", name="petrov", password=PASSWORD, next="/help?a=5")
    assert (answer.status_code, answer.location) == (303, "/help?a=5")
    assert clerk.page("/").says("petrov")
    assert clerk.post("/sign-out").status_code == 303
    assert clerk.get("/").status_code == 302


@pytest.mark.parametrize("target", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "", "/\n/a"])
def test_signing_in_leads_nowhere_else(clerk: Clerk, target: str) -> None:
    assert clerk.post("/sign-in", name="petrov", password=PASSWORD, next=target).location == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("petrov", "не тот"), ("nobody", PASSWORD), ("", ""), ("petrov", "x" * 9999)]
)
def test_a_wrong_name_or_password_is_one_sentence(clerk: Clerk, name: str, password: str) -> None:
    answer = clerk.post("/sign-in", name=name, password=password)
    assert answer.status_code == 401
    assert Page(answer.text).says("Имя или пароль не подходят.")
    assert clerk.store.audit.newest(limit=1)[0].action == "session.refused"


def test_guessing_is_slowed_down(clerk: Clerk) -> None:
    statuses = [signed_in(clerk, "petrov", "не тот") for _ in range(12)]
    assert statuses == [401] * 10 + [429] * 2
    assert signed_in(clerk, "petrov") == 429


def test_a_disabled_account_and_another_password_end_sessions(clerk: Clerk) -> None:
    assert signed_in(clerk, "petrov") == 303
    assert run("user", "password", "petrov", "--password-stdin", typed="другой-пароль\n").exit_code == 0
    assert clerk.get("/").status_code == 302
    assert signed_in(clerk, "petrov", "другой-пароль") == 303
    assert run("user", "disable", "petrov").exit_code == 0
    assert clerk.get("/").status_code == 302
    assert signed_in(clerk, "petrov", "другой-пароль") == 401


def test_a_reader_reads_and_changes_nothing(clerk: Clerk) -> None:
    assert signed_in(clerk, "petrov") == 303
    id = clerk.has_read("Форум прошёл 5 мая 2021 года.")
    clerk.post("/sign-out")
    assert signed_in(clerk, "sidorov") == 303
    page = clerk.page(f"/documents/{id}")
    assert "Изменить" not in page.text and "Добавить" not in page.text and "Удалить" not in page.text
    assert clerk.get("/export", format="xlsx").status_code == 200
    for path in ("/documents", "/documents/delete", f"/documents/{id}/checked", f"/documents/{id}/items/dates/0"):
        assert clerk.post(path, id=id, sure="yes", basis="1", remove="yes").status_code == 403
    assert clerk.get("/audit").status_code == 403
    assert clerk.revision(id) == 1


def test_the_log_tells_who_changed_what_and_no_words(clerk: Clerk) -> None:
    assert signed_in(clerk, "petrov") == 303
    id = clerk.has_read("Тайный форум прошёл 5 мая 2021 года.")
    clerk.post(f"/documents/{id}/items/dates/0", basis="1", remove="yes")
    clerk.post("/sign-out")
    assert signed_in(clerk, "ivanova") == 303
    page = clerk.page("/audit")
    assert page.says("petrov") and page.says("исправлена запись") and page.says("загружен документ")
    assert "Тайный" not in page.text
    assert "5 мая" not in str(clerk.store.audit.newest())


@pytest.mark.parametrize(
    ("scopes", "statuses"),
    [(("extract",), (200, 403, 403)), (("read",), (403, 200, 403)), (("write",), (403, 403, 202)),
     (("read", "write", "extract"), (200, 200, 202))],
)  # fmt: skip
def test_a_key_allows_its_scopes(clerk: Clerk, scopes: tuple[str, ...], statuses: tuple[int, ...]) -> None:
    headers = key(*scopes)
    got = (
        clerk.client.post(EXTRACT, json=BODY, headers=headers).status_code,
        clerk.client.get("/api/v1/documents", headers=headers).status_code,
        clerk.client.post("/api/v1/documents", json=BODY, headers=headers).status_code,
    )
    assert got == statuses


def test_a_key_is_kept_as_a_hash_and_can_be_revoked(clerk: Clerk, tmp_path: Path) -> None:
    headers = key("read")
    secret = headers["Authorization"].removeprefix("Bearer ")
    for file in tmp_path.iterdir():
        assert secret.rpartition("_")[2].encode() not in file.read_bytes()
    assert clerk.client.get("/api/v1/documents", headers={"X-API-Key": secret}).status_code == 200
    assert "valid" in run("key", "list").stdout and secret not in run("key", "list").stdout
    assert run("key", "revoke", secret).exit_code == 0
    assert clerk.client.get("/api/v1/documents", headers=headers).status_code == 401
    assert run("key", "revoke", secret).exit_code == 2


STRANGE = "svodka_0123abcd_" + "x" * 43  # made like a key, and of nobody


@pytest.mark.parametrize("given", ["", "svodka_", "svodka_ab_c", "x" * 5000, "svodka_'--_x", STRANGE, "ключ"])
def test_what_is_no_key_is_refused(clerk: Clerk, given: str) -> None:
    headers = {"Authorization": f"Bearer {given}".encode().decode("latin-1")}
    assert clerk.client.get("/api/v1/documents", headers=headers).status_code == 401


def test_a_session_is_no_key_and_a_key_is_no_session(clerk: Clerk) -> None:
    assert signed_in(clerk, "ivanova") == 303
    assert clerk.client.get("/api/v1/documents").status_code == 401
    clerk.post("/sign-out")
    assert clerk.client.get("/", headers=key("read", "write")).status_code == 302


def test_the_session_cookie_is_kept_from_scripts(tmp_path: Path) -> None:
    cookie = Clerk(Settings(data=tmp_path, https=True)).get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" in cookie


def test_too_many_requests_are_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVODKA_DATA", str(tmp_path))
    clerk = Clerk(Settings(data=tmp_path, host="0.0.0.0", rate="3 per minute"))
    headers = key("read")
    statuses = [clerk.client.get("/api/v1/documents", headers=headers).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert clerk.client.get("/healthz").status_code == 200


@pytest.mark.parametrize("name", ["local", "svodka", "key:1", "", " a", "a\u202eb", "a" * 65])
def test_a_name_that_could_be_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("SVODKA_DATA", str(tmp_path))
    assert run("user", "add", "--password-stdin", "--", name).exit_code == 2


def test_the_terminal_keeps_accounts(clerk: Clerk) -> None:
    assert run("user", "add", "petrov", "--password-stdin").exit_code == 2
    assert run("user", "add", "kozlova", "--password-stdin", typed="мало\n").exit_code == 2
    assert run("user", "add", "kozlova", typed=f"{PASSWORD}\n{PASSWORD}\n").exit_code == 0
    assert run("user", "role", "kozlova", "reader").exit_code == 0
    assert run("user", "role", "nobody", "reader").exit_code == 2
    lines = [line.split("\t")[:3] for line in run("user", "list").stdout.splitlines()]
    assert ["kozlova", "reader", "active"] in lines
    assert PASSWORD not in run("user", "list").output
