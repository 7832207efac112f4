"""A clerk in front of the pages, without a browser: forms with their tokens, and pages checked for what must hold."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import Settings, create_app
from service.application import Parts
from service.store import Filters, Store
from service.worker import read_next

FROM_HERE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
VOID = ("meta", "link", "input", "br", "img", "line", "rect")


class Clerk:
    """One browser's session; `host` is how the service is called."""

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        self.client: FlaskClient = create_app(settings, store=store).test_client()
        self.parts: Parts = self.client.application.extensions["svodka"]

    @property
    def store(self) -> Store:
        return self.parts.store

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.client.get(path, query_string=query or None)

    def page(self, path: str, **query: Any) -> Page:
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        return Page(answer.text)

    def token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/").text or "") or re.search(
            r'name="csrf_token" value="([^"]+)"', self.get("/sign-in").text
        )
        assert found is not None
        return found[1]

    def post(self, path: str, **form: Any) -> TestResponse:
        """Send a form of ours: with its token, and as a browser does."""
        data = {"csrf_token": self.token(), **form}
        return self.client.post(
            path, data=data, headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
        )

    def send(self, *files: tuple[str, bytes]) -> TestResponse:
        return self.post("/documents", file=[(io.BytesIO(data), name) for name, data in files])

    def read_all(self) -> None:
        """What the workers would do."""
        while read_next(self.parts.store, self.parts.settings, "test"):
            pass

    def has_read(self, text: str, name: str = "письмо.txt") -> str:
        """Hand in a text and read it; the document's id."""
        assert self.send((name, text.encode())).status_code == 303
        self.read_all()
        return self.newest()

    def newest(self) -> str:
        return self.store.documents.find(Filters(), limit=1).documents[0].id

    def record(self, id: str) -> dict[str, Any]:
        """The newest record of a document."""
        document = self.store.documents.get(id)
        assert document is not None
        revision = self.store.readings.get(id, document.revision)
        assert revision is not None
        found: dict[str, Any] = json.loads(revision.record)
        return found

    def revision(self, id: str) -> int:
        document = self.store.documents.get(id)
        assert document is not None
        return document.revision


class Page(HTMLParser):
    """A page that is well formed, asks nothing of elsewhere, runs nothing inline, and leads only to what it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.links: list[str] = []
        self.identifiers: list[str] = []
        self.headings: list[str] = []
        self.words: list[str] = []
        self._opened: list[str] = []
        self.feed(text)
        assert self._opened == []
        assert len(self.identifiers) == len(set(self.identifiers))
        assert all(link.startswith(("/", "#", "?")) and not link.startswith("//") for link in self.links), self.links
        assert {link[1:] for link in self.links if link.startswith("#")} <= set(self.identifiers)
        assert '<html lang="ru">' in text

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attributes}
        self.links += [named[key] for key in ("href", "src", "action", "formaction") if key in named]
        self.identifiers += [named["id"]] if "id" in named else []
        assert not [key for key in named if key == "style" or key.startswith("on")], tag
        assert tag not in ("style", "iframe", "object", "embed"), tag
        assert tag != "script" or named.get("src", "").startswith("/static/"), "an inline script"
        if tag not in VOID:
            self._opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if any(tag in ("h1", "h2") for tag in self._opened):
            self.headings.append(data.strip())

    def says(self, sentence: str) -> bool:
        return sentence in " ".join(" ".join(self.words).split())
