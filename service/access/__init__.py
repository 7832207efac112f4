"""Who may do what: accounts, sessions and keys in front of every page and every address of the API.

Decides that nothing is answered before it is known who asks. On this machine's own address, with no
account made yet, everybody is «local» and may do everything a clerk may; in all other cases people sign
in and programs bring a key. Leaves rows to the store.
"""

from __future__ import annotations

from service.access.guard import guard, may, require, sign_in
from service.access.keys import SCOPES, issue
from service.access.openness import is_this_machine, refusal_to_start
from service.access.passwords import SHORTEST, hashed, is_right

__all__ = [
    "SCOPES", "SHORTEST", "guard", "hashed", "is_right", "is_this_machine", "issue", "may", "refusal_to_start",
    "require", "sign_in",
]  # fmt: skip
