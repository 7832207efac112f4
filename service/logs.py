"""What the service writes to its log: events with a few plain values, a line each, JSON or for reading.

Decides the format, and that nothing a person wrote gets in: a route's pattern instead of the address that
was asked for, a defect's place instead of its message, which may quote the document.
"""

from __future__ import annotations

import logging
import sys
import traceback

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from service.settings import Settings

STEPS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(  # events go to the standard library's loggers, wherever those write to
    processors=[structlog.stdlib.filter_by_level, *STEPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
)
log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger("svodka.service")


def set_up(settings: Settings) -> None:
    """Write to standard error as the settings say, the libraries' warnings too."""
    is_json = settings.log_format == "json"
    last: Processor = structlog.processors.JSONRenderer(ensure_ascii=False) if is_json else _plain
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=STEPS,
            processors=[_without_exceptions, structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("svodka").setLevel(settings.log_level.upper())
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait is what the queue is for


def name_lines(**values: str) -> None:
    """Put these values on every line that this thread logs from now on: `request=4f2a…`."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**values)


def place(error: BaseException) -> dict[str, str]:
    """What may be told of a defect: its class and where it happened, innermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "place": " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:])),
    }


def _without_exceptions(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """A library that logs an exception gets its place logged; the message may hold a document's words."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event.update(place(error))
    event.pop("exception", None)
    return event


def _plain(logger: WrappedLogger, name: str, event: EventDict) -> str:
    """«2026-11-22T07:30:19Z info request method=GET status=200»."""
    head = " ".join(str(event.pop(key, "")) for key in ("timestamp", "level", "event"))
    return " ".join([head, *(f"{key}={value}" for key, value in event.items())])
