"""What watches the service: whether it lives, whether it can work, and its figures for Prometheus.

Decides what is counted: requests by route and status, and documents by state. No figure names a document.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from extractor import __version__
from service.application import store
from service.logs import log, name_lines, place
from service.problems import Problem, route
from service.store import Store

operations = Blueprint("operations", __name__)


class Figures:
    """The figures of one application."""

    def __init__(self, store: Store) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("svodka_requests", "Answers given", labels, registry=self.registry)
        self.seconds = Histogram(
            "svodka_request_seconds", "Time to the answer", ("method", "route"), buckets=BUCKETS, registry=self.registry
        )
        self.registry.register(_Queue(store))
        ProcessCollector(namespace="svodka", registry=self.registry)

    def note(self, response: Response) -> float:
        """Count an answer; the seconds that it took."""
        seconds = time.perf_counter() - g.get("begun", time.perf_counter())
        method = request.method if request.method in METHODS else "other"
        self.requests.labels(method, route(), str(response.status_code)).inc()
        self.seconds.labels(method, route()).observe(seconds)
        return float(seconds)


class _Queue(Collector):
    """Documents by state and the age of the oldest that waits, asked of the store at each scrape."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        documents = GaugeMetricFamily("svodka_documents", "Documents kept", labels=["state"])
        counts = self._store.documents.states()
        for state in ("waiting", "reading", "done", "refused"):
            documents.add_metric([state], counts.get(state, 0))
        yield documents
        oldest = self._store.jobs.oldest()
        age = 0.0 if oldest is None else (datetime.now(UTC) - oldest).total_seconds()
        yield GaugeMetricFamily("svodka_oldest_job_seconds", "Age of the oldest document without outcome", value=age)


def measure(app: Flask, figures: Figures) -> None:
    """Count every answer and write a line of log that holds nothing of a document, not even its name."""

    def begin() -> None:
        g.begun = time.perf_counter()
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex[:16]
        name_lines(request=g.request_id)

    def finish(response: Response) -> Response:
        seconds = figures.note(response)
        method = request.method if request.method in METHODS else "other"
        log.info("request", method=method, route=route(), status=response.status_code, ms=round(1000 * seconds))
        response.headers["X-Request-Id"] = g.get("request_id", "")
        return response

    app.extensions["svodka.figures"] = figures
    app.before_request(begin)
    app.after_request(finish)


@operations.get("/healthz")
def health() -> Response:
    """Says that the service is up; it is asked while documents are being read."""
    return Response(json.dumps({"status": "ok", "version": __version__}), mimetype="application/json")


@operations.get("/readyz")
def ready() -> Response:
    """Says that the store answers, or 503."""
    try:
        store().database.is_up()
    except SQLAlchemyError as error:
        log.warning("store does not answer", **place(error))
        raise Problem("not_ready", headers={"Retry-After": "5"}) from None
    return Response(json.dumps({"status": "ready"}), mimetype="application/json")


@operations.get("/metrics")
def metrics() -> Response:
    """The figures for Prometheus."""

    figures: Figures = current_app.extensions["svodka.figures"]
    return Response(generate_latest(figures.registry), content_type=CONTENT_TYPE_LATEST)


REQUEST_ID = re.compile("[A-Za-z0-9._-]{1,64}")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
