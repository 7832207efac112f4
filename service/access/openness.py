"""When no key and no password is asked for, and when the service must not start.

Decides that only an address of this machine alone is open, and only until the first account is made.
"""

from __future__ import annotations

import ipaddress

from service.settings import Settings
from service.store import Store


def is_this_machine(host: str) -> bool:
    """Whether only programs on this machine can reach the address: 127.0.0.1, ::1, localhost."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_open(settings: Settings, store: Store) -> bool:
    """Whether everybody who can reach the service may use it."""
    return is_this_machine(settings.host) and not store.accounts.users()


def refusal_to_start(settings: Settings, store: Store) -> str | None:
    """Why the service may not listen on its address, or None."""
    if is_this_machine(settings.host):
        return None
    if any(user.role == "admin" and user.is_active for user in store.accounts.users()):
        return None
    return (
        f"refusing to listen on {settings.host}: other machines could read every document. "
        "Make an administrator first: svodka user add NAME --role admin"
    )
