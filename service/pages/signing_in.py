"""Signing in and out.

Decides where one goes afterwards: only to a page of ours. Leaves names and passwords to `access/`.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from service.access import sign_in

sessions = Blueprint("sessions", __name__)


@sessions.get("/sign-in")
def form() -> str:
    """The form."""
    return render_template("sign_in.html", next=_inside(request.args.get("next", "")), error="")


@sessions.post("/sign-in")
def enter() -> Response | tuple[str, int]:
    """Begin a session; a wrong name and a wrong password are one sentence."""
    target = _inside(request.form.get("next", ""))
    if sign_in(request.form.get("name", "").strip(), request.form.get("password", "")):
        return redirect(target, 303)
    return render_template("sign_in.html", next=target, error="Имя или пароль не подходят."), 401


@sessions.post("/sign-out")
def leave() -> Response:
    """End the session in this browser."""
    session.clear()
    return redirect(url_for("sessions.form"), 303)


def _inside(target: str) -> str:
    """An address on this service, or the first page: «//elsewhere» and «/\\elsewhere» lead away."""
    if target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable():
        return target
    return url_for("pages.first")
