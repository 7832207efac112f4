"""What a view finds at hand: the application's settings and store, and who is asking.

Decides how they are reached; `create_app` puts them there.
"""

from __future__ import annotations

from typing import NamedTuple, cast

from flask import current_app, g

from service.reading import Reading
from service.settings import Settings
from service.store import Store


class Parts(NamedTuple):
    """What one application is made of."""

    settings: Settings
    store: Store
    reading: Reading


def parts() -> Parts:
    """The current application's."""
    return cast(Parts, current_app.extensions["svodka"])


def store() -> Store:
    """The current application's store."""
    return parts().store


def reading() -> Reading:
    """The current application's engine."""
    return parts().reading


def actor() -> str:
    """Who asks: the account or key that the request came with, as the audit log names it."""
    return str(g.get("actor", "local"))
