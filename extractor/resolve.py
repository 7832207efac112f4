"""Joins what the fields found into one record: one thing in the world is one item.

Decides the links between items. Leaves finding to `fields/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.analysis import Analysis
from extractor.record import Document, Record, Source


def resolve(analysis: Analysis, found: Mapping[str, Sequence[Any]], source: Source) -> Record:
    """The record of one document."""
    lists: dict[str, Any] = {key: tuple(items) for key, items in found.items() if key != "document"}
    headers = found.get("document") or (Document(),)
    return Record(source=source, text=analysis.text, document=headers[0], **lists)
