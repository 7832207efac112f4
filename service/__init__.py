"""The HTTP service: the engine behind an API for programs and pages for clerks.

Decides how the parts are put together and which headers every answer carries. Leaves the API to `api/`,
the pages to `pages/`, who may do what to `access/`, refusals to `problems.py`, what is kept to `store/` and
listening to `server.py`.
"""

from __future__ import annotations

from flask import Flask, Response, request

from service.access import guard
from service.api import api
from service.application import Parts
from service.operations import Figures, measure, operations
from service.pages import pages
from service.pages.signing_in import sessions
from service.problems import answer_problems
from service.reading import Reading
from service.settings import Settings
from service.store import Store

__all__ = ["Settings", "create_app"]


def create_app(settings: Settings | None = None, *, store: Store | None = None) -> Flask:
    """The WSGI application; `settings` default to the environment (SVODKA_…), the store to theirs."""
    settings = settings or Settings()
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload + ENVELOPE
    app.config["MAX_FORM_MEMORY_SIZE"] = None  # it counts files of line feeds, too, and the body has its limit
    app.config["MAX_FORM_PARTS"] = 20
    parts = Parts(settings, store or Store.open(settings), Reading(settings))
    app.extensions["svodka"] = parts
    app.register_blueprint(api)
    app.register_blueprint(operations)
    app.register_blueprint(pages)
    app.register_blueprint(sessions)
    answer_problems(app)
    app.after_request(_add_headers)
    app.teardown_request(_close_uploads)
    measure(app, Figures(parts.store))
    guard(app)
    return app


def _close_uploads(error: BaseException | None) -> None:
    """The files of a form that were too large for memory lie in temporary files until they are closed."""
    request.close()


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


ENVELOPE = 64 * 1024  # bytes that a form or JSON adds around a file

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all a browser hides where our own forms come from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",  # records hold people's names
}
