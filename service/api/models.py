"""What the API takes and gives, as pydantic models; records are the engine's own.

Decides names, bounds and which values a query may have. Keys that a record has keep their names.
"""

from __future__ import annotations

import datetime as calendar
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from extractor.record import DayString, DocumentKind, Record
from service.store import DocumentView, Filters, State

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", examples=["5f2b6c0e8d3a4f1b9c7e0a1d2b3c4d5e"])]
Moment = calendar.datetime


def _iso(value: Any) -> Any:
    """pydantic would take «0» for the first day of 1970."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("not a day as YYYY-MM-DD")
    return value


Day = Annotated[calendar.date, BeforeValidator(_iso)]


class Sent(BaseModel):
    """What comes from outside: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Given(BaseModel):
    """What goes out: every key is always there."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Text(BaseModel):
    """A text instead of a file."""

    text: str = Field(min_length=1, description="the document's text")
    name: str | None = Field(None, description="a file name for `source.name`")


class File(BaseModel):
    """A form with one file."""

    file: bytes = Field(min_length=1, description="the file; its name is a hint only, the format is told by content")


class Files(BaseModel):
    """A form with one or many files."""

    file: list[bytes] = Field(min_length=1, description="documents, archives and messages")


class Selection(Sent):
    """Which documents are meant; everything that is given must be true of a document."""

    text: str | None = Field(
        None, min_length=1, max_length=500, description="words in any form: «ребёнок» finds «детей»"
    )
    kind: DocumentKind | None = Field(None, description="the record's `document.kind`")
    state: State | None = Field(None, description="`done` has a record, `refused` a reason")
    organization: str | None = Field(None, min_length=1, max_length=300, description="words of one organisation's name")
    person: str | None = Field(None, min_length=1, max_length=300, description="words of one person's name")
    dated_from: Day | None = Field(None, description="the document's own date, from this day")
    dated_to: Day | None = Field(None, description="the document's own date, up to this day")
    is_checked: bool | None = Field(None, description="whether a person has marked the record as checked")

    def filters(self, ids: tuple[str, ...] | None = None) -> Filters:
        """The same for the store."""
        return Filters(ids=ids, **{name: getattr(self, name) for name in Selection.model_fields})


class ListQuery(Selection):
    """A page of a list."""

    cursor: str | None = Field(None, pattern=r"^[0-9]{1,15}$", description="`next` of the page before")
    limit: int = Field(50, ge=1, le=200, description="documents on a page")


ExportFormat = Literal["xlsx", "csv", "jsonl", "docx"]
Table = Literal[
    "document", "dates", "organizations", "speakers", "persons", "participant_counts", "targets", "goals",
    "decisions", "events", "legal_acts", "contacts",
]  # fmt: skip


class ExportQuery(Selection):
    """What is taken away, and how."""

    format: ExportFormat = Field(description="a workbook, one table, JSON lines with whole records, a printable digest")
    table: Table = Field("document", description="of `csv`: a row a document, or a row an item of this field")
    ids: str | None = Field(
        None,
        pattern=r"^[0-9a-f]{32}(,[0-9a-f]{32})*$",
        max_length=33 * 500,
        description="ids with commas between them; without it all that the filters let through",
    )


class Reason(Given):
    """Why a document has no record."""

    code: str = Field(examples=["damaged"])
    detail: str = Field(description="a sentence in Russian for people")


class DocumentEntry(Given):
    """A document as lists show it."""

    id: Id
    name: str
    state: State = Field(description="`done` has a record, `refused` has a reason; the others will be one of the two")
    reason: Reason | None
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0, description="bytes")
    media_type: str | None
    submitted: Moment
    finished: Moment | None
    submitted_by: str
    is_checked: bool
    revision: int = Field(ge=0, description="the newest revision's number; 0 while there is no record")
    kind: DocumentKind | None
    title: str | None
    number: str | None
    date: DayString | None
    sender: str | None


class DocumentAnswer(DocumentEntry):
    """A document with its newest record."""

    record: Record | None


class Listed(Given):
    """A page of a list, newest documents first."""

    items: list[DocumentEntry]
    next: str | None = Field(description="the cursor of the next page, null on the last one")
    total: int = Field(ge=0, description="documents on all pages")


class TakenDocument(Given):
    """A file that is a document now."""

    id: Id
    name: str
    state: State
    is_new: bool = Field(description="false where the same bytes were there already")


class RefusedFile(Given):
    """A file, or one in an archive, that can be no document."""

    name: str
    code: str
    detail: str


class TakenFiles(Given):
    """What came of the files, in their order."""

    documents: list[TakenDocument]
    refused: list[RefusedFile]


class RevisionEntry(Given):
    """One reading of a document; number 1 is the machine's."""

    number: int = Field(ge=1)
    made: Moment
    author: str


class Revisions(Given):
    """All readings, oldest first."""

    items: list[RevisionEntry]


class RevisionAnswer(RevisionEntry):
    """One reading with its record."""

    record: Record


class PatchOperation(Sent):
    """One step of a JSON Patch (RFC 6902) on a document: `/is_checked` or a place in `/record`."""

    op: Literal["add", "remove", "replace", "test"]
    path: str = Field(
        max_length=200,
        pattern=r"^/(is_checked|record/(document|dates|organizations|speakers|persons|participant_counts"
        r"|targets|goals|decisions|events|legal_acts|contacts)(/[^/]*)*)$",
    )
    value: Any = Field(None, description="of every step but `remove`")


Patch = Annotated[list[PatchOperation], Field(min_length=1, max_length=500)]


class ProblemDetails(BaseModel):
    """Problem details (RFC 9457): why there is no good answer."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(examples=["urn:svodka:problem:not_found"])
    title: str
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="a sentence in Russian for people")
    code: str = Field(description="stable, for programs")
    instance: str
    errors: list[str] = Field([], description="the parts of the request that are wrong")


def entry_values(document: DocumentView, reason: Reason | None) -> dict[str, Any]:
    """The keys of `DocumentEntry`."""
    values = document.model_dump(exclude={"registered", "dated", "reason"})
    return {**values, "number": document.registered, "date": document.dated, "reason": reason}
