"""How far an item can be trusted: the share of such items that were right on documents kept unread.

Decides the look-up only: `confidence.json` holds, for each record key, the share for each rule and under
"*" that of the whole key. The figures are measured by `python -m corpus.confidence`, never invented; what
was never measured has none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

Shares = Mapping[str, Mapping[str, float]]


@lru_cache(1)
def shares() -> Shares:
    """The measured shares by record key and rule: {"speakers": {"*": 0.61, "governed": 0.74}}."""
    read: Shares = json.loads((files("extractor") / "confidence.json").read_text("utf-8"))
    return read


def confidence_of(key: str, rule: str) -> float | None:
    """The share of right items among those that `rule` found for `key`; None where nothing was measured."""
    known = shares().get(key, {})
    return known.get(rule, known.get("*"))
