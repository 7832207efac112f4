"""What the store hands out: plain frozen values, no rows that a session has to keep alive.

Decides their shape and what can be asked for in a list.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from extractor.record import DocumentKind

State = Literal["waiting", "reading", "done", "refused"]
Role = Literal["reader", "editor", "admin"]
NameKind = Literal["organization", "person"]


class View(BaseModel):
    """Frozen, and made from a row's attributes."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class DocumentView(View):
    """A document without its record: `state` says whether there is one, `reason` is the code why not.

    `kind`, `title`, `registered` (its own number), `dated` (its own date) and `sender` are the record's,
    for lists; `revision` is the newest one's number, 0 where there is none.
    """

    id: str
    name: str
    sha256: str
    size: int
    media_type: str | None
    state: State
    reason: str | None
    submitted: datetime
    finished: datetime | None
    submitted_by: str
    is_checked: bool
    revision: int
    kind: DocumentKind | None
    title: str | None
    registered: str | None
    dated: str | None
    sender: str | None


class Filters(View):
    """What a list holds; everything that is given must be true of a document.

    `text` is looked for in the whole text, `organization` and `person` in single names; words meet in
    any form. `dated_from` and `dated_to` bound the document's own date, both inclusive.
    """

    ids: tuple[str, ...] | None = None
    text: str | None = None
    kind: DocumentKind | None = None
    state: State | None = None
    organization: str | None = None
    person: str | None = None
    dated_from: date | None = None
    dated_to: date | None = None
    is_checked: bool | None = None


class Listing(NamedTuple):
    """One page of a list; `next` is the cursor of the following one, None at the end."""

    documents: list[DocumentView]
    next: int | None


class Added(NamedTuple):
    """What came of a file that was handed in: its document, and whether it is a new one."""

    document: DocumentView
    is_new: bool


class RevisionView(View):
    """One reading; `record` is its JSON."""

    number: int
    made: datetime
    author: str
    record: str


class Claim(NamedTuple):
    """A job that a worker has taken: the document's key in the store, and what to read."""

    document: int
    id: str
    name: str
    data: bytes
    tries: int


class UserView(View):
    """An account; the hash is for those who check passwords."""

    number: int
    name: str
    password_hash: str
    role: Role
    created: datetime
    is_active: bool


class KeyView(View):
    """A program's key."""

    number: int
    prefix: str
    key_hash: str
    label: str
    scopes: list[str]
    created: datetime
    used: datetime | None
    revoked: datetime | None


class AuditView(View):
    """One entry of the audit log."""

    at: datetime
    actor: str
    action: str
    document: str | None
    detail: dict[str, object] | None
