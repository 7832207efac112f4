"""Rate limits: how often one account, key or address may ask.

Decides the figures and whom they count. The one web process keeps them in memory. On the open address of
one machine nothing is limited but signing in.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

SIGN_INS = "10 per minute; 60 per hour"


def limit(app: Flask) -> None:
    """Count the requests of an application."""
    settings = app.extensions["svodka"].settings
    limiter = Limiter(
        _whose,
        app=app,
        application_limits=[settings.rate],
        application_limits_exempt_when=_is_free,
        storage_uri="memory://",
        headers_enabled=False,
    )
    app.extensions["svodka.limiter"] = limiter
    views: dict[str, Any] = app.view_functions
    views["sessions.enter"] = limiter.limit(SIGN_INS, key_func=get_remote_address)(views["sessions.enter"])


def _whose() -> str:
    return str(g.get("actor") or get_remote_address())


def _is_free() -> bool:
    return bool(g.get("is_open", False)) or request.endpoint == "static" or request.path in ("/healthz", "/readyz")
