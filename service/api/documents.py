"""Documents that are kept: handed in, listed, looked at, deleted.

Decides what of a document is shown and how a source is given back. Leaves reading to the workers and what
is kept to the store.
"""

from __future__ import annotations

from flask import Response, request

from service.api.extraction import EXAMPLE, text_of
from service.api.models import (
    DocumentAnswer,
    DocumentEntry,
    Files,
    Listed,
    ListQuery,
    Reason,
    RefusedFile,
    TakenDocument,
    TakenFiles,
    Text,
    entry_values,
)
from service.api.operation import FORM, JSON, REQUEST_ID, Answer, Body, answered, operation
from service.application import actor, parts, store
from service.downloads import source_of
from service.intake import take_in
from service.problems import Problem, reason_sentence
from service.store import DocumentView

ETAG = {"ETag": "the revision, for `If-Match` of a correction"}


@operation(
    "POST",
    "/documents",
    headers=REQUEST_ID,
    bodies={FORM: Body(Files, {"file": [EXAMPLE]}), JSON: Body(Text, {"text": EXAMPLE, "name": "форум.txt"})},
    answer=Answer(202, "the documents are queued", TakenFiles, id="$response.body#/documents/0/id"),
    problems=(
        "no_file", "many_files", "wrong_json", "no_object", "no_text_key", "wrong_name", "bad_request", "too_large",
        "wrong_media_type", "archive", "unsupported", "missing_tool", "empty", "damaged", "encrypted", "timeout",
        "out_of_memory",
    ),
)  # fmt: skip
def add_documents() -> Response:
    """Hand in documents to be read

    One or many files in the form's field `file`, or a text in JSON. Archives are unpacked and attachments
    taken out of messages, each a document of its own. The same bytes are the same document whenever they
    come: their id is given again and nothing is read twice. Files that can be no document are told in
    `refused`; where there is nothing else, the answer is the first one's problem.
    """
    taken = take_in(_files(), store=store(), settings=parts().settings, actor=actor())
    if taken.refused and not taken.added:
        raise taken.refused[0]
    documents = [TakenDocument(id=one.id, name=one.name, state=one.state, is_new=is_new) for one, is_new in taken.added]
    refused = [RefusedFile(name=error.name, code=error.code, detail=error.sentence) for error in taken.refused]
    return answered(TakenFiles(documents=documents, refused=refused), 202)


@operation("GET", "/documents", query=ListQuery, answer=Answer(200, "a page", Listed), problems=("wrong_query",))
def list_documents(query: ListQuery) -> Response:
    """List documents

    Newest first. Words are found in any form, «ё» is «е». Follow `next` to the following pages; what is
    handed in meanwhile disturbs nothing.
    """
    before = None if query.cursor is None else int(query.cursor)
    page = store().documents.find(query.filters(), before=before, limit=query.limit)
    items = [entry(document) for document in page.documents]
    following = None if page.next is None else str(page.next)
    return answered(Listed(items=items, next=following, total=store().documents.count(query.filters())))


@operation(
    "GET",
    "/documents/{id}",
    answer=Answer(200, "the document", DocumentAnswer, headers=ETAG),
    problems=("no_document",),
)
def get_document(id: str) -> Response:
    """A document with its newest record

    `record` is null until `state` is `done`.
    """
    return with_record(existing(id))


@operation(
    "GET",
    "/documents/{id}/source",
    answer=Answer(200, "the file as it came", media_types=("application/octet-stream",)),
    problems=("no_document",),
)
def get_source(id: str) -> Response:
    """A document's file"""
    return source_of(existing(id))


@operation(
    "POST",
    "/documents/{id}/retry",
    answer=Answer(202, "the document is queued", DocumentAnswer, headers=ETAG),
    problems=("no_document", "not_refused"),
)
def retry_document(id: str) -> Response:
    """Read a refused document again

    After what was in the way is gone: a program that was missing, a defect of ours.
    """
    existing(id)
    if not store().jobs.retry(id, actor=actor()):
        raise Problem("not_refused")
    return with_record(existing(id), 202)


@operation("DELETE", "/documents/{id}", answer=Answer(204, "it is gone", media_types=()), problems=("no_document",))
def delete_document(id: str) -> Response:
    """Delete a document

    With its file, all its records and what it was found by.
    """
    if not store().documents.delete(id, actor=actor()):
        raise Problem("no_document")
    return Response(status=204)


def existing(id: str) -> DocumentView:
    """The document, or the problem that there is none."""
    document = store().documents.get(id)
    if document is None:
        raise Problem("no_document")
    return document


def entry(document: DocumentView) -> DocumentEntry:
    """A document as the API shows it."""
    return DocumentEntry(**entry_values(document, _reason(document)))


def with_record(document: DocumentView, status: int = 200) -> Response:
    """A document with its record, which is spliced in as it is kept: it was checked when it was written."""
    revision = store().readings.get(document.id, document.revision) if document.revision else None
    head = entry(document).model_dump_json(by_alias=True).removesuffix("}")
    body = f'{head},"record":{"null" if revision is None else revision.record}}}'
    return Response(body, status, {"ETag": etag(document.revision)}, mimetype=JSON)


def etag(revision: int) -> str:
    """«"3"» is the third revision."""
    return f'"{revision}"'


def _files() -> list[tuple[str, bytes]]:
    settings = parts().settings
    request.max_content_length = settings.max_batch
    request.max_form_parts = settings.max_files + MORE_PARTS
    if request.mimetype == FORM:
        sent = [file for file in request.files.getlist("file") if file.filename]
        if not sent:
            raise Problem("no_file")
        if len(sent) > settings.max_files:
            raise Problem("many_files")
        return [(file.filename or "", file.read()) for file in sent]
    if request.is_json:
        data, name = text_of(request.get_data())
        return [(name or "текст.txt", data)]
    raise Problem("wrong_media_type")


def _reason(document: DocumentView) -> Reason | None:
    if document.reason is None:
        return None
    return Reason(code=document.reason, detail=reason_sentence(document.reason, document.name))


MORE_PARTS = 20  # of a form beside its files
