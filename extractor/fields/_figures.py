"""All figures of a document with what they count and whether they are planned.

Decides the order of the steps that counts and targets share; each step's rules stand in its own file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.analysis import Analysis
from extractor.fields._elided import resolve
from extractor.fields._plans import Outlook, Plan, plan_of
from extractor.fields._quantities import Passage, Quantity, passages
from extractor.fields._words import Spans, Word


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its passage, with its plan."""

    quantity: Quantity
    passage: Passage
    plan: Plan

    @property
    def row(self) -> list[Word]:
        return self.passage.words


def figures(analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> list[Figure]:
    """Every quantity whose noun is known, in the order of the text."""
    all_passages = passages(analysis, Spans(found))
    outlook = Outlook(_today(found), {p.unit: p for p in all_passages})
    last: dict[int, Quantity] = {}
    out: list[Figure] = []
    for passage in all_passages:
        lead = analysis.units[passage.unit].lead_in
        passage.quantities = resolve(passage, last.get(lead) if lead is not None else None)
        for quantity in passage.quantities:
            if quantity.kind not in ("time", "times"):
                last[passage.unit] = quantity
            out.append(Figure(quantity, passage, plan_of(analysis, outlook, passage, quantity)))
    return out


def _today(found: Mapping[str, Sequence[Any]]) -> str | None:
    """The document's own day, as far as its dates tell."""
    days = [d.value.to for d in found.get("dates", ()) if d.role == "document" and d.value is not None]
    return min(days, default=None)
