"""The guard before every view: who asks, whether they may, and whether the request is theirs.

Decides by path: static files, health and the sign-in page are for everybody; `/api/` takes keys; pages take
sessions. A request that changes something must come from our own pages or from a program, never from
another site in somebody's browser. Puts `g.actor` and `g.role` for those who come after.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response

from service.access import keys, passwords
from service.access.limits import limit
from service.access.openness import is_open, is_this_machine
from service.application import parts, store
from service.problems import Problem
from service.store import Role

RANKS: dict[Role, int] = {"reader": 0, "editor": 1, "admin": 2}
SAFE = ("GET", "HEAD", "OPTIONS")
LOCAL = "local"  # who asks where everybody may


class Asker(NamedTuple):
    """Who asks, as the audit log names them, and what they may."""

    name: str
    role: Role


def guard(app: Flask) -> None:
    """Put the guard in front of an application whose store is open."""
    settings = app.extensions["svodka"].settings
    app.secret_key = app.extensions["svodka"].store.accounts.secret("sessions")
    app.config.update(
        SESSION_COOKIE_NAME="svodka",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",  # Strict would sign out who follows a link from a letter
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=HOURS * 3600,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        WTF_CSRF_METHODS=["POST", "PUT", "PATCH", "DELETE"],
    )
    app.extensions["svodka.csrf"] = CSRFProtect(app)
    app.before_request(_check)
    app.context_processor(_asker)
    limit(app)


def may(role: Role) -> bool:
    """Whether who asks has at least this role."""
    return RANKS[g.get("role", "reader")] >= RANKS[role]


def require(role: Role) -> None:
    """Refuse who has a lesser role."""
    if not may(role):
        raise Problem("forbidden")


def sign_in(name: str, password: str) -> bool:
    """Begin a session; what comes of it is in the audit log."""
    user = store().accounts.user(name)
    right = passwords.is_right(password, user.password_hash if user else None)
    if user is None or not right or not user.is_active:
        store().audit.add(name if user else "?", "session.refused")
        return False
    session.clear()  # a token that was known before says nothing afterwards
    session.permanent = True
    session["user"], session["stamp"] = user.number, passwords.stamp(user.password_hash)
    store().audit.add(name, "session.begun")
    return True


def _check() -> Response | None:
    path = request.path
    if request.endpoint == "static" or path in FOR_ALL:
        return None
    _check_site()
    open_to_all = is_open(parts().settings, store())
    if open_to_all:
        _check_host()
    if path.startswith("/api/") or path == "/metrics":
        asker = LOCAL_ASKER if open_to_all else _program()
    else:
        if request.method not in SAFE:
            _check_token()
        person = LOCAL_ASKER if open_to_all else _person()
        if person is None:
            return None if path in SIGN_IN else _to_sign_in()
        asker = person
    g.actor, g.role, g.is_open = asker.name, asker.role, open_to_all
    return None


def _check_site() -> None:
    """A browser says from which site a changing request comes; programs say nothing and bring a key."""
    if request.method in SAFE:
        return
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Problem("other_site")
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        raise Problem("other_site")


def _check_token() -> None:
    """A form must come from a page of ours. Its body is read here, so an upload's limits are set here, too."""
    if request.endpoint in UPLOADS:
        settings = parts().settings
        request.max_content_length = settings.max_batch
        request.max_form_parts = settings.max_files + MORE_PARTS
    csrf: Any = current_app.extensions["svodka.csrf"]
    try:
        csrf.protect()
    except CSRFError as error:
        raise Problem("stale_page") from error


def _check_host() -> None:
    """Another site's name that was made to lead to this machine must not read what is here."""
    host = urlsplit(f"//{request.host}").hostname or ""
    if not is_this_machine(host):
        raise Problem("other_site")


def _program() -> Asker:
    given = request.headers.get("Authorization", "")
    scheme, _, bearer = given.partition(" ")
    key = keys.checked(store(), bearer.strip() if scheme.lower() == "bearer" else request.headers.get("X-API-Key", ""))
    if key is None:
        if request.method in SAFE and request.path in PUBLIC:
            return Asker("?", "reader")
        raise Problem("no_key", headers={"WWW-Authenticate": 'Bearer realm="svodka"'})
    if keys.scope_of(request.method, request.path) not in key.scopes:
        raise Problem("forbidden")
    return Asker(f"key:{key.prefix}", "editor" if "write" in key.scopes else "reader")


def _person() -> Asker | None:
    number = session.get("user")
    user = store().accounts.user_by_number(number) if isinstance(number, int) else None
    if user is None or not user.is_active or session.get("stamp") != passwords.stamp(user.password_hash):
        return None
    return Asker(user.name, user.role)


def _to_sign_in() -> Response:
    if request.method not in SAFE or request.headers.get("X-Requested-With"):
        raise Problem("signed_out")
    target = request.full_path.rstrip("?")
    return redirect(url_for("sessions.form", next=target if target != "/" else None))


def _asker() -> dict[str, object]:
    """What templates know of who asks."""
    return {"actor": g.get("actor"), "role": g.get("role"), "is_open": g.get("is_open", False), "may": may}


HOURS = 12  # without a request, then a session is over
LOCAL_ASKER = Asker(LOCAL, "admin")
FOR_ALL = ("/healthz", "/readyz")
SIGN_IN = ("/sign-in",)
UPLOADS = ("pages.take",)
MORE_PARTS = 20  # of a form beside its files
PUBLIC = ("/api/v1/schema", "/api/v1/openapi.json", "/api/v1/docs")
