"""Where the document names a person.

Decides that names inside organisations and in furniture are no persons. Leaves other names of things to
`no_persons.py`, lone surnames to `lone.py` and joining the mentions to `people.py`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from extractor.analysis import Analysis
from extractor.fields.person.lone import lone_names
from extractor.fields.person.no_persons import is_no_person
from extractor.russian.name_spans import NameSpan, find_names


class Sighting(NamedTuple):
    """One mention of a person: tokens `first` … `stop - 1` of the document, in unit `unit`."""

    span: NameSpan
    first: int
    stop: int
    unit: int


class Ranges:
    """Spans of the text that never overlap, for asking which one covers an offset."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(set(spans))
        self.starts = [start for start, _ in self.spans]

    def covers(self, start: int, end: int) -> bool:
        """True where one of the spans holds all of `start` … `end` and more."""
        i = bisect_right(self.starts, start)
        return any(
            self.spans[k][0] <= start
            and end <= self.spans[k][1]
            and (end - start) < self.spans[k][1] - self.spans[k][0]
            for k in range(max(0, i - 4), i)
        )


def sightings(
    analysis: Analysis, organizations: Sequence[Any], heads: Mapping[int, list[str]] | None = None
) -> list[Sighting]:
    """All mentions with two parts or more, and lone surnames that their place tells, in order.

    `heads` are the headings of ruled tables by the offsets of their lines (`columns.py`).
    """
    text = analysis.text
    bodies = Ranges((m.start, m.end) for o in organizations for m in (o, *o.mentions))
    hints = [(e.start, e.end) for e in analysis.entities_of("PER")] + _initials_with_names(analysis)
    spans = [
        span
        for span in find_names(text, hints)
        if not bodies.covers(span.start, span.end) and not is_no_person(text, span)
    ]
    lone = lone_names(analysis, spans, bodies.spans, heads or {})
    spans += [s for s in lone if not (bodies.covers(s.start, s.end) or is_no_person(text, s))]
    return [s for span in sorted(spans) if (s := _seen(analysis, span)) is not None]


def _initials_with_names(analysis: Analysis) -> list[tuple[int, int]]:
    """«С. Харьков» where the parser sees one name, though Харьков is a town."""
    tokens = analysis.tokens
    return [
        (one.start, other.end)
        for one, dot, other in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if dot.text == "." and len(one.text) == 1 and one.text.isupper() and other.relation == "flat:name"
    ]


def _seen(analysis: Analysis, span: NameSpan) -> Sighting | None:
    """The span with its tokens; None in furniture."""
    first = bisect_left(analysis.starts, span.start)
    if first and analysis.tokens[first - 1].end > span.start:
        first -= 1  # «руководитель-Кузнечкова» is one token
    stop = bisect_left(analysis.starts, span.end)
    if first >= stop or analysis.tokens[first].start >= span.end:
        return None
    return Sighting(span, first, stop, analysis.tokens[first].unit)
