"""`svodka_fields`: what the fields find, as spans of a spaCy `Doc`.

    nlp.add_pipe("svodka_fields")
    [(span.text, span.label_) for span in nlp(text).spans["dates"]]

Decides that a span's group is the record's key and its label the name of the rule. Stands beside the
front door because it needs the fields; the component itself is made in `analysis/components.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extractor.analysis import analyze
from extractor.analysis.components import span_component
from extractor.fields import find_all
from extractor.record import Item
from extractor.text.page import Page


def find(text: str) -> dict[str, list[tuple[int, int, str]]]:
    """Characters and rule of every item and mention by record key, in the order of the text."""
    analysis = next(iter(analyze([Page(text)])))
    return {key: sorted(set(_places(items))) for key, items in find_all(analysis).items() if key != "document"}


def _places(items: Sequence[Any]) -> Iterable[tuple[int, int, str]]:
    for item in items:
        if isinstance(item, Item):
            yield item.start, item.end, item.rule
            for mention in item.mentions:
                yield mention.start, mention.end, item.rule


fields = span_component("svodka_fields", find)
