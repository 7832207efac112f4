"""Programs' keys: `svodka_PREFIX_SECRET`, shown once, kept as a hash.

Decides the spelling, what a key may be allowed, and what each address of the API asks for.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import NamedTuple

from service.store import KeyView, Store

SCOPES = ("extract", "read", "write")  # extract without keeping; look at what is kept; add, correct, delete
TOUCH = timedelta(minutes=1)  # a key's last use is noted no finer than this


class Issued(NamedTuple):
    """A new key: `secret` is the whole of it and is seen only here."""

    prefix: str
    secret: str
    key_hash: str


def issue() -> Issued:
    """A key that nobody can guess: 256 bits."""
    prefix = secrets.token_hex(4)
    secret = f"svodka_{prefix}_{secrets.token_urlsafe(32)}"
    return Issued(prefix, secret, _hash(secret))


def checked(store: Store, given: str) -> KeyView | None:
    """The valid key that was given, or None; its use is noted."""
    head, _, rest = given.partition("_")
    prefix, _, _ = rest.partition("_")
    found = store.accounts.key(prefix) if head == "svodka" and prefix.isalnum() and len(prefix) == PREFIX else None
    # a high-entropy secret needs no slow hash; the comparison runs for a prefix that nobody has, too
    if not compare_digest(_hash(given), found.key_hash if found else _hash("")) or found is None or found.revoked:
        return None
    if found.used is None or datetime.now(UTC) - found.used > TOUCH:
        store.accounts.touch_key(found.prefix)
    return found


def scope_of(method: str, path: str) -> str:
    """What a request to the API needs: extracting keeps nothing, so it is no writing."""
    if path.startswith("/api/v1/extract"):
        return "extract"
    return "read" if method in ("GET", "HEAD", "OPTIONS") else "write"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


PREFIX = 8
