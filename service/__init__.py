"""The HTTP service: the engine behind an API for programs and pages for clerks.

Decides how the parts are put together and which headers every answer carries. Leaves the API to
`api.py`, the pages to `pages.py`, refusals to `problems.py` and listening to `server.py`.
"""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request

from service.api import api
from service.pages import pages
from service.problems import answer_problems, quoted_path
from service.reading import Reading
from service.settings import Settings

__all__ = ["Settings", "create_app"]

log = logging.getLogger("svodka.service")


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application; `settings` default to the environment (SVODKA_…)."""
    settings = settings or Settings()
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload + ENVELOPE
    app.config["MAX_FORM_MEMORY_SIZE"] = None  # it counts files of line feeds, too, and the body has its limit
    app.config["MAX_FORM_PARTS"] = 20
    app.extensions["svodka"] = Reading(settings)
    app.register_blueprint(api)
    app.register_blueprint(pages)
    answer_problems(app)
    app.before_request(_begin)
    app.after_request(_finish)
    return app


def _begin() -> None:
    g.begun = time.perf_counter()


def _finish(response: Response) -> Response:
    """Headers of every answer, and one line of log that holds nothing of a document, not even its name."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    milliseconds = 1000 * (time.perf_counter() - g.get("begun", time.perf_counter()))
    log.info("%s %s %d %.0f ms", request.method, quoted_path(), response.status_code, milliseconds)
    return response


ENVELOPE = 64 * 1024  # bytes that a form or JSON adds around a file

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",  # records hold people's names
}
