"""The store, alike in SQLite and PostgreSQL: documents, readings, search, filters, accounts, the audit log."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from extractor import Record, extract
from service.settings import Settings
from service.store import DocumentView, Filters, Store, WrongRevision
from service.store.tables import Base

LEASE = timedelta(seconds=30)
LETTER = "ПИСЬМО\nСовещание прошло 5 мая 2021 года в МБОУ «Лицей № 3». Выступила Рябинина Ольга Викторовна."
NOTE = "СПРАВКА\nПомощь детей из 12 школ. Ёлка прошла 20 декабря 2022 года."


def taken_in(store: Store, text: str, name: str = "письмо.txt") -> DocumentView:
    """A document with its machine's record."""
    added = store.documents.add(text.encode(), name, actor="test")
    claim = store.jobs.claim("w1", LEASE)
    assert claim is not None and claim.id == added.document.id
    assert store.readings.finish(claim.document, "w1", extract(claim.data, claim.name))
    found = store.documents.get(added.document.id)
    assert found is not None
    return found


def ids(store: Store, filters: Filters) -> list[str]:
    return [document.id for document in store.documents.find(filters).documents]


def test_the_migrations_make_the_tables(store: Store) -> None:
    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        assert compare_metadata(context, Base.metadata) == []
    store.database.migrate()  # a second time changes nothing


def _is_ours(name: str | None, kind: str, parents: object) -> bool:
    return not (kind == "table" and (name or "").startswith("search"))


def test_the_same_bytes_are_the_same_document(store: Store) -> None:
    first = store.documents.add(b"5", "a.txt", actor="test")
    second = store.documents.add(b"5", "b.txt", actor="test")
    assert (first.is_new, second.is_new) == (True, False)
    assert second.document == first.document
    assert store.documents.source(first.document.id) == b"5"
    assert store.documents.count(Filters()) == 1


def test_a_record_fills_what_lists_show(store: Store) -> None:
    document = taken_in(store, LETTER)
    assert (document.state, document.revision, document.kind) == ("done", 1, "letter")
    revision = store.readings.newest(document.id)
    assert revision is not None and revision.author == "svodka"
    record = Record.model_validate_json(revision.record)
    assert record.text == LETTER
    assert store.documents.names("person") == ["Рябинина Ольга Викторовна"]


@pytest.mark.parametrize("query", ["ребёнок", "дети", "ребенку из школы", "ЕЛКА", "ёлки", "помощь «детей»"])
def test_words_are_found_in_any_form(store: Store, query: str) -> None:
    taken_in(store, LETTER)
    note = taken_in(store, NOTE, "справка.txt")
    assert ids(store, Filters(text=query)) == [note.id]


@pytest.mark.parametrize("query", ["ребёнок лицей", '"', "'; DROP TABLE search; --", "слон*", "NOT слон", "я" * 999])
def test_what_is_not_there_is_not_found(store: Store, query: str) -> None:
    taken_in(store, NOTE)
    assert ids(store, Filters(text=query + " слон")) == []


def test_filters(store: Store) -> None:
    letter, note = taken_in(store, LETTER), taken_in(store, NOTE, "справка.txt")
    waiting = store.documents.add("письмо".encode(), "ждёт.txt", actor="test").document
    assert ids(store, Filters()) == [waiting.id, note.id, letter.id]
    assert ids(store, Filters(kind="certificate")) == [note.id]
    assert ids(store, Filters(state="waiting")) == [waiting.id]
    assert ids(store, Filters(organization="лицея 3")) == [letter.id]
    assert ids(store, Filters(organization="лицей 4")) == []
    assert ids(store, Filters(person="рябининой")) == [letter.id]
    assert ids(store, Filters(person="лицей")) == []
    assert ids(store, Filters(ids=(note.id,), kind="letter")) == []
    assert ids(store, Filters(dated_from=date(2000, 1, 1), dated_to=date(2100, 1, 1))) == []
    assert store.documents.states() == {"done": 2, "waiting": 1}


def test_a_cursor_leads_through_the_list_once(store: Store) -> None:
    added = [store.documents.add(str(i).encode(), f"{i}.txt", actor="test").document.id for i in range(7)]
    seen: list[str] = []
    cursor = None
    while True:
        page = store.documents.find(Filters(), before=cursor, limit=3)
        seen += [document.id for document in page.documents]
        cursor = page.next
        store.documents.add(f"новый {len(seen)}".encode(), "n.txt", actor="test")  # what comes later disturbs nothing
        if cursor is None:
            break
    assert seen == added[::-1]


def test_a_correction_is_a_revision_and_the_machines_reading_is_kept(store: Store) -> None:
    document = taken_in(store, LETTER)
    record = extract(LETTER.encode(), "письмо.txt")
    changed = record.model_copy(update={"document": record.document.model_copy(update={"date": "2021-05-06"})})
    revised = store.readings.revise(document.id, changed, actor="ivanova", basis=1, is_checked=True)
    assert revised is not None and (revised.revision, revised.is_checked, revised.dated) == (2, True, "2021-05-06")
    assert [revision.author for revision in store.readings.history(document.id)] == ["svodka", "ivanova"]
    assert ids(store, Filters(dated_from=date(2021, 5, 6))) == [document.id]
    with pytest.raises(WrongRevision) as caught:
        store.readings.revise(document.id, record, actor="petrov", basis=1)
    assert caught.value.newest == 2
    assert [entry.action for entry in store.audit.newest(document=document.id)] == [
        "document.checked",
        "record.revised",
        "document.added",
    ]


def test_a_record_with_odd_characters_is_kept(store: Store) -> None:
    document = taken_in(store, LETTER)
    record = extract(LETTER.encode(), "письмо.txt")
    odd = "О\x00 <script>\u202e «=cmd|» " + "я" * 5000
    body = record.organizations[0].model_copy(update={"name": odd})
    header = record.document.model_copy(update={"title": odd, "sender": odd, "number": odd})
    changed = record.model_copy(update={"document": header, "organizations": (body,)})
    revised = store.readings.revise(document.id, changed, actor="test", basis=1)
    assert revised is not None and revised.title == odd.replace("\x00", "")
    newest = store.readings.newest(document.id)
    assert newest is not None and Record.model_validate_json(newest.record).document.title == odd
    assert ids(store, Filters(organization="script")) == [document.id]


def test_what_is_deleted_is_gone(store: Store) -> None:
    document = taken_in(store, NOTE)
    assert store.documents.delete(document.id, actor="test")
    assert not store.documents.delete(document.id, actor="test")
    assert store.documents.get(document.id) is None
    assert store.documents.source(document.id) is None
    assert store.readings.history(document.id) == []
    assert ids(store, Filters(text="ребёнок")) == []
    assert store.documents.names("organization") == []
    again = store.documents.add(NOTE.encode(), "справка.txt", actor="test")
    assert again.is_new and again.document.id != document.id


def test_documents_expire(store: Store) -> None:
    document = taken_in(store, NOTE)
    now = datetime.now(UTC)
    assert store.documents.expire(now - timedelta(days=1)) == 0
    assert store.documents.expire(now + timedelta(days=1)) == 1
    assert store.documents.get(document.id) is None


def test_exported_records_come_in_order(store: Store) -> None:
    first, second = taken_in(store, LETTER), taken_in(store, NOTE)
    store.documents.add(b"no record yet", "a.txt", actor="test")
    records = list(store.documents.records(Filters(), limit=10))
    assert [document.id for document, _ in records] == [first.id, second.id]
    assert Record.model_validate_json(records[1][1]).text == NOTE


def test_accounts_and_keys(store: Store) -> None:
    accounts = store.accounts
    assert accounts.add_user("ivanova", "hash", "editor", actor="admin")
    assert not accounts.add_user("ivanova", "other", "reader", actor="admin")
    assert accounts.change_user("ivanova", actor="admin", role="reader", is_active=False)
    assert not accounts.change_user("nobody", actor="admin", role="reader")
    user = accounts.user("ivanova")
    assert user is not None and (user.role, user.is_active, user.password_hash) == ("reader", False, "hash")
    key = accounts.add_key("abc", "hash", "обмен", ["read", "write"], actor="admin")
    assert key.scopes == ["read", "write"]
    accounts.touch_key("abc")
    assert accounts.revoke_key("abc", actor="admin")
    assert not accounts.revoke_key("abc", actor="admin")
    found = accounts.key("abc")
    assert found is not None and found.used is not None and found.revoked is not None
    assert "hash" not in str(store.audit.newest())


def test_a_secret_stays(store: Store, store_settings: Settings) -> None:
    secret = store.accounts.secret("sessions")
    other = Store.open(store_settings)
    assert other.accounts.secret("sessions") == secret
    assert len(secret) >= 40
    other.close()
