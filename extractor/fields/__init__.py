"""One file per record key; the folder is the registry.

Decides the order in which fields run: each module names in `NEEDS` the keys it reads from what was
found before, in `KEYS` the record keys it fills, and `find(analysis, found)` answers one list of
items a key. A new field is a new file here and nothing else: a folder holds the parts of one field
(`person/` those of `people.py`), an underscore file what several use; neither is a field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from graphlib import TopologicalSorter
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from extractor.analysis import Analysis

Found = Mapping[str, Sequence[Any]]


@lru_cache(1)
def modules() -> tuple[ModuleType, ...]:
    """All fields in an order in which every need is met; `LookupError` where one has no source."""
    names = sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_") and not m.ispkg)
    fields = {name: import_module(f"{__name__}.{name}") for name in names}
    source = {key: name for name, module in fields.items() for key in module.KEYS}
    graph = {name: {source[key] for key in module.NEEDS} for name, module in fields.items()}
    order = TopologicalSorter({name: sorted(graph[name]) for name in names}).static_order()
    return tuple(fields[name] for name in order)


def find_all(analysis: Analysis) -> dict[str, Sequence[Any]]:
    """Every field's items by record key, before they are joined."""
    found: dict[str, Sequence[Any]] = {}
    for module in modules():
        seen = {key: found[key] for key in module.NEEDS}
        found.update(module.find(analysis, seen))
    return found
