"""Documents over the API, in either database: handed in, listed, looked at, corrected, exported, deleted."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from extractor import extract
from service import Settings, create_app
from service.application import Parts
from service.worker import read_next

DOCUMENTS = "/api/v1/documents"
LETTER = "ПИСЬМО\nСовещание прошло 5 мая 2021 года в МБОУ «Лицей № 3». Выступила Рябинина Ольга Викторовна."
NOTE = "СПРАВКА\nПомощь детей из 12 школ. Ёлка прошла 20 декабря 2022 года."


@pytest.fixture
def client(store_settings: Settings) -> Iterator[FlaskClient]:
    app = create_app(store_settings)
    yield app.test_client()
    parts_of(app.test_client()).store.close()


@pytest.fixture
def light_client(tmp_path: Path) -> Iterator[FlaskClient]:
    """For what is settled before a database is asked."""
    client = create_app(Settings(data=tmp_path)).test_client()
    yield client
    parts_of(client).store.close()


def parts_of(client: FlaskClient) -> Parts:
    parts: Parts = client.application.extensions["svodka"]
    return parts


def send(client: FlaskClient, *files: tuple[str, bytes]) -> TestResponse:
    return client.post(DOCUMENTS, data={"file": [(io.BytesIO(data), name) for name, data in files]})


def read_all(client: FlaskClient) -> None:
    """What the workers would do."""
    parts = parts_of(client)
    while read_next(parts.store, parts.settings, "test"):
        pass


def taken(client: FlaskClient, text: str = LETTER, name: str = "письмо.txt") -> str:
    """The id of a document that has been read."""
    id: str = send(client, (name, text.encode())).get_json()["documents"][0]["id"]
    read_all(client)
    return id


def problem(answer: TestResponse) -> tuple[int, str]:
    assert answer.mimetype == "application/problem+json"
    return answer.status_code, answer.get_json(force=True)["code"]


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for name, data in members.items():
            opened.writestr(name.replace("_", "."), data)
    return file.getvalue()


def test_files_become_records(client: FlaskClient) -> None:
    answer = send(client, ("письмо.txt", LETTER.encode()), ("справка.txt", NOTE.encode()))
    assert answer.status_code == 202
    documents = answer.get_json()["documents"]
    assert [(one["name"], one["state"], one["is_new"]) for one in documents] == [
        ("письмо.txt", "waiting", True),
        ("справка.txt", "waiting", True),
    ]
    assert client.get(f"{DOCUMENTS}/{documents[0]['id']}").get_json()["record"] is None
    read_all(client)
    found = client.get(f"{DOCUMENTS}/{documents[0]['id']}").get_json()
    expected = extract(LETTER.encode(), "письмо.txt").to_dict()
    assert found["state"] == "done"
    assert found["record"]["source"].pop("seconds") >= 0
    expected["source"].pop("seconds")
    assert found["record"] == expected


def test_a_text_is_taken_as_json(client: FlaskClient) -> None:
    answer = client.post(DOCUMENTS, json={"text": LETTER})
    assert (answer.status_code, answer.get_json()["documents"][0]["name"]) == (202, "текст.txt")


def test_the_same_content_is_one_document(client: FlaskClient) -> None:
    first = taken(client)
    again = send(client, ("другое имя.txt", LETTER.encode())).get_json()["documents"]
    assert again == [{"id": first, "name": "письмо.txt", "state": "done", "is_new": False}]
    assert client.get(DOCUMENTS).get_json()["total"] == 1


def test_archives_and_attachments_are_taken_apart(client: FlaskClient) -> None:
    inner = archive(note_txt=NOTE.encode())
    answer = send(client, ("архив.zip", archive(letter_txt=LETTER.encode(), inner_zip=inner, empty_txt=b"")))
    sent = answer.get_json()
    assert [one["name"] for one in sent["documents"]] == ["архив.zip/letter.txt", "архив.zip/inner.zip/note.txt"]
    assert [(one["name"], one["code"]) for one in sent["refused"]] == [("архив.zip/empty.txt", "empty")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)<script>.txt", "<script>alert(1)<script>.txt"),
        ("=cmd|' calc'!A0.txt", "=cmd|' calc'!A0.txt"),
        ("..\\..\\etc\u202etxt.exe.txt", "etctxt.exe.txt"),
        ("я" * 4000 + ".txt", "я" * 196 + ".txt"),
        ("", "текст.txt"),
    ],
)
def test_a_hostile_name_is_only_a_name(light_client: FlaskClient, name: str, shown: str) -> None:
    sent = light_client.post(DOCUMENTS, json={"text": LETTER, "name": name}).get_json()["documents"][0]
    assert sent["name"] == shown
    with light_client.get(f"{DOCUMENTS}/{sent['id']}/source") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_where_nothing_can_be_a_document_the_reason_is_told(client: FlaskClient) -> None:
    assert problem(send(client, ("пусто.txt", b""))) == (422, "empty")
    assert problem(client.post(DOCUMENTS, data={})) == (415, "wrong_media_type")
    assert problem(client.post(DOCUMENTS, data={"file": "строка"}, content_type="multipart/form-data")) == (
        400,
        "no_file",
    )
    assert problem(client.post(DOCUMENTS, data=b"[]", content_type="application/json")) == (400, "no_object")


def test_too_much_at_once_is_refused(store_settings: Settings) -> None:
    settings = store_settings.model_copy(update={"max_batch": 100_000, "max_files": 2, "max_upload": 50_000})
    client = create_app(settings).test_client()
    assert problem(send(client, ("a.txt", b"a" * 60_000), ("b.txt", b"b" * 60_000))) == (413, "too_large")
    assert problem(send(client, *((f"{i}.txt", b"5") for i in range(3)))) == (400, "many_files")
    mixed = send(client, ("a.txt", b"a" * 60_000), ("b.txt", LETTER.encode())).get_json()
    assert [one["code"] for one in mixed["refused"]] == ["too_large"]
    assert len(mixed["documents"]) == 1
    parts_of(client).store.close()


def test_what_cannot_be_read_has_a_reason_and_can_be_tried_again(client: FlaskClient) -> None:
    id = send(client, ("программа.exe", b"\x7fELF" + bytes(50))).get_json()["documents"][0]["id"]
    read_all(client)
    found = client.get(f"{DOCUMENTS}/{id}").get_json()
    assert (found["state"], found["reason"]["code"]) == ("refused", "unsupported")
    assert "программа.exe" in found["reason"]["detail"]
    assert client.post(f"{DOCUMENTS}/{id}/retry").get_json()["state"] == "waiting"
    assert problem(client.post(f"{DOCUMENTS}/{id}/retry")) == (409, "not_refused")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["справка.txt", "письмо.txt"]),
        ("?text=ребёнок", ["справка.txt"]),
        ("?text=ребенку елки", ["справка.txt"]),
        ("?kind=letter", ["письмо.txt"]),
        ("?state=waiting", []),
        ("?organization=лицея 3", ["письмо.txt"]),
        ("?person=рябининой", ["письмо.txt"]),
        ("?dated_from=2100-01-01", []),
        ("?is_checked=false&kind=certificate", ["справка.txt"]),
    ],
)
def test_a_list_is_filtered(client: FlaskClient, query: str, names: list[str]) -> None:
    taken(client)
    taken(client, NOTE, "справка.txt")
    found = client.get(DOCUMENTS + query).get_json()
    assert [one["name"] for one in found["items"]] == names
    assert (found["total"], found["next"]) == (len(names), None)


def test_pages_follow_each_other(client: FlaskClient) -> None:
    sent = send(client, *((f"{i}.txt", str(i).encode()) for i in range(5))).get_json()["documents"]
    first = client.get(f"{DOCUMENTS}?limit=3").get_json()
    second = client.get(f"{DOCUMENTS}?limit=3&cursor={first['next']}").get_json()
    seen = [one["id"] for one in [*first["items"], *second["items"]]]
    assert seen == [one["id"] for one in reversed(sent)]
    assert second["next"] is None


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=201", "limit=a", "cursor=a", "kind=x", "state=", "text=", "colour=red", "kind=letter&kind=news",
     "dated_from=2021", "dated_to=0", "dated_from=2021-02-30", "is_checked=maybe", f"text={'а' * 501}"],
)  # fmt: skip
def test_a_wrong_query_is_told_by_its_names(light_client: FlaskClient, query: str) -> None:
    answer = light_client.get(f"{DOCUMENTS}?{query}")
    assert problem(answer) == (400, "wrong_query")
    assert answer.get_json(force=True)["errors"] == [query.partition("=")[0]]


def test_the_source_comes_back_as_it_was(client: FlaskClient) -> None:
    id = taken(client)
    answer = client.get(f"{DOCUMENTS}/{id}/source")
    assert hashlib.sha256(answer.data).hexdigest() == client.get(f"{DOCUMENTS}/{id}").get_json()["sha256"]
    assert answer.mimetype == "application/octet-stream"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "filename*=UTF-8''%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%BE.txt" in answer.headers["Content-Disposition"]


def patch(client: FlaskClient, id: str, *steps: dict[str, Any], **headers: str) -> TestResponse:
    return client.patch(
        f"{DOCUMENTS}/{id}",
        data=json.dumps(steps),
        content_type="application/json-patch+json",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def test_a_correction_is_a_revision(client: FlaskClient) -> None:
    id = taken(client)
    shown = client.get(f"{DOCUMENTS}/{id}")
    start = LETTER.index("Совещание")
    answer = patch(
        client,
        id,
        {"op": "replace", "path": "/record/speakers/0/name/first", "value": "Оксана"},
        {"op": "add", "path": "/record/events/-", "value": {"start": start, "end": start + 9, "kind": "совещание"}},
        {"op": "replace", "path": "/is_checked", "value": True},
        If_Match=shown.headers["ETag"],
    )
    assert answer.status_code == 200, answer.text
    corrected = answer.get_json()
    assert (corrected["revision"], corrected["is_checked"], answer.headers["ETag"]) == (2, True, '"2"')
    assert corrected["record"]["speakers"][0]["name"]["first"] == "Оксана"
    added = corrected["record"]["events"][-1]
    assert (added["text"], added["rule"], added["title"]) == ("Совещание", "by_hand", None)
    revisions = client.get(f"{DOCUMENTS}/{id}/revisions").get_json()["items"]
    assert [(one["number"], one["author"]) for one in revisions] == [(1, "svodka"), (2, "local")]
    first = client.get(f"{DOCUMENTS}/{id}/revisions/1").get_json()
    assert first["record"] == shown.get_json()["record"]
    assert client.get(f"{DOCUMENTS}/{id}/revisions/2").get_json()["record"] == corrected["record"]


def test_somebody_elses_correction_is_not_undone(client: FlaskClient) -> None:
    id = taken(client)
    step = {"op": "replace", "path": "/record/document/kind", "value": "news"}
    assert patch(client, id, step, If_Match='"1"').status_code == 200
    assert problem(patch(client, id, step, If_Match='"1"')) == (412, "wrong_revision")
    assert problem(patch(client, id, step, If_Match="W/1")) == (400, "wrong_header")
    test = {"op": "test", "path": "/record/document/kind", "value": "letter"}
    assert problem(patch(client, id, test, step)) == (409, "test_failed")


def test_a_check_alone_makes_no_revision(client: FlaskClient) -> None:
    id = taken(client)
    answer = patch(client, id, {"op": "replace", "path": "/is_checked", "value": True}).get_json()
    assert (answer["is_checked"], answer["revision"]) == (True, 1)


WRONG_STEPS: dict[str, dict[str, Any]] = {
    "no such item": {"op": "remove", "path": "/record/dates/99"},
    "no such key": {"op": "add", "path": "/record/document/colour", "value": "red"},
    "wrong kind": {"op": "replace", "path": "/record/document/kind", "value": "poem"},
    "no such day": {"op": "replace", "path": "/record/document/date", "value": "2021-02-30"},
    "backwards": {"op": "replace", "path": "/record/dates/0/value/from", "value": "2022-05-05"},
    "a body that is not there": {"op": "replace", "path": "/record/speakers/0/organization", "value": "Лицей № 4"},
    "a field is gone": {"op": "remove", "path": "/record/dates"},
    "a field is no list": {"op": "replace", "path": "/record/dates", "value": 5},
    "not what stands there": {"op": "replace", "path": "/record/dates/0/text", "value": "6 мая"},
    "outside the text": {"op": "replace", "path": "/record/dates/0/end", "value": 100_000},
    "nothing is checked": {"op": "replace", "path": "/is_checked", "value": None},
    "check is gone": {"op": "remove", "path": "/is_checked"},
    "deep in a string": {"op": "add", "path": "/record/document/kind/0", "value": "x"},
    "below a key": {"op": "replace", "path": "/record/document/kind/a/b/c", "value": "x"},
}


@pytest.mark.parametrize("step", WRONG_STEPS.values(), ids=WRONG_STEPS)
def test_a_correction_that_is_no_record_changes_nothing(light_client: FlaskClient, step: dict[str, Any]) -> None:
    id = taken(light_client)
    before = light_client.get(f"{DOCUMENTS}/{id}").get_json()
    assert problem(patch(light_client, id, step)) == (422, "wrong_record")
    assert light_client.get(f"{DOCUMENTS}/{id}").get_json() == before


INFINITE = b'{"start": 0, "end": 6, "value": 1e999, "comparator": "exact", "unit": "person"}'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"[", "wrong_json"),
        (b'[{"op": "test", "path": "/record/dates", "value": NaN}]', "wrong_json"),
        (b'[{"op": "test", "path": "/record/dates", "value": "\\ud800"}]', "wrong_json"),
        (b"{}", "wrong_body"),
        (b"[]", "wrong_body"),
        (b'[{"op": "move", "path": "/record/dates/0", "from": "/record/dates/1"}]', "wrong_body"),
        (b'[{"op": "replace", "path": "/record/text", "value": ""}]', "wrong_body"),
        (b'[{"op": "replace", "path": "/record/source/name", "value": ""}]', "wrong_body"),
        (b'[{"op": "replace", "path": "/name", "value": ""}]', "wrong_body"),
        (b'[{"op": "remove", "path": "/record/dates/0/~2"}]', "wrong_record"),
        (b'[{"op": "add", "path": "/record/participant_counts/-", "value": ' + INFINITE + b"}]", "wrong_record"),
    ],
)
def test_a_wrong_patch_is_told_so(light_client: FlaskClient, body: bytes, code: str) -> None:
    id = taken(light_client)
    answer = light_client.patch(f"{DOCUMENTS}/{id}", data=body, content_type="application/json-patch+json")
    assert problem(answer)[1] == code


def test_what_is_not_read_yet_cannot_be_corrected(client: FlaskClient) -> None:
    id = send(client, ("a.txt", LETTER.encode())).get_json()["documents"][0]["id"]
    assert problem(patch(client, id, {"op": "remove", "path": "/record/dates/0"})) == (409, "no_record")
    answer = client.patch(f"{DOCUMENTS}/{id}", data=b"[]", content_type="text/plain")
    assert problem(answer) == (415, "wrong_media_type")


@pytest.mark.parametrize("name", ["xlsx", "csv", "jsonl", "docx"])
def test_records_are_exported(client: FlaskClient, name: str) -> None:
    id = taken(client)
    taken(client, NOTE, "справка.txt")
    answer = client.get(f"/api/v1/export?format={name}&ids={id}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f".{name}")
    whole = client.get(f"/api/v1/export?format={name}").data
    assert len(whole) > len(answer.data) > 100
    if name == "jsonl":
        assert [json.loads(line)["id"] for line in answer.data.splitlines()] == [id]
    if name == "csv":
        dates = client.get("/api/v1/export?format=csv&table=dates&text=лицей").data.decode("utf-8-sig")
        assert "5 мая 2021 года" in dates and "20 декабря" not in dates


@pytest.mark.parametrize(
    "query", ["", "?format=pdf", "?format=csv&table=text", "?format=csv&ids=1", "?format=csv&limit=5"]
)
def test_a_wrong_export_is_told_so(light_client: FlaskClient, query: str) -> None:
    assert problem(light_client.get(f"/api/v1/export{query}")) == (400, "wrong_query")


def test_what_is_deleted_is_gone(client: FlaskClient) -> None:
    id = taken(client)
    assert client.delete(f"{DOCUMENTS}/{id}").status_code == 204
    for answer in (
        client.get(f"{DOCUMENTS}/{id}"),
        client.get(f"{DOCUMENTS}/{id}/source"),
        client.get(f"{DOCUMENTS}/{id}/revisions"),
        client.get(f"{DOCUMENTS}/{id}/revisions/1"),
        client.delete(f"{DOCUMENTS}/{id}"),
        client.post(f"{DOCUMENTS}/{id}/retry"),
        patch(client, id, {"op": "remove", "path": "/record/dates/0"}),
        client.get(f"{DOCUMENTS}/%00"),
    ):
        assert problem(answer) == (404, "no_document")
    assert client.get(f"{DOCUMENTS}?text=лицей").get_json()["items"] == []


def test_a_revision_that_is_not_there(client: FlaskClient) -> None:
    id = taken(client)
    for number in ("0", "2", "-1", "а", "²", "9" * 40):
        assert problem(client.get(f"{DOCUMENTS}/{id}/revisions/{number}")) == (404, "no_revision")


def test_the_service_tells_how_it_is(client: FlaskClient) -> None:
    taken(client)
    send(client, ("ждёт.txt", b"5"))
    assert client.get("/readyz").get_json() == {"status": "ready"}
    figures = client.get("/metrics").text
    assert 'svodka_documents{state="done"} 1.0' in figures
    assert 'svodka_documents{state="waiting"} 1.0' in figures
    assert 'svodka_requests_total{method="POST",route="/api/v1/documents",status="202"} 2.0' in figures
    assert "письмо" not in figures
