"""What an event is judged against: days, bodies and places of the document, looked up by bisection.

Decides nothing; gathers once what `events.py` asks for at every noun, so that a long text costs time in
proportion to its length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.analysis import Analysis, Entity, Token
from extractor.fields import Found
from extractor.fields._cover import Cover
from extractor.record import Document, Interval

LONGEST = 200  # tokens of one sentence that are read together


class Scene(NamedTuple):
    """A document's header, its days on which things happen, its bodies by place, its place names by token."""

    header: Document
    happening: list[tuple[int, Interval]]  # where an event's date stands, and its days
    days: list[int]  # where days of events and of short periods stand
    bodies: list[int]  # where bodies are named
    body_at: dict[int, str]
    names: Cover
    organizers: tuple[str, ...]
    place_at: dict[int, Entity]

    def is_dated(self, start: int, end: int) -> bool:
        """Whether a day on which things happen stands in `text[start:end]`."""
        return _any_between(self.days, start, end)

    def names_body(self, start: int, end: int) -> bool:
        """Whether a body begins in `text[start:end]`."""
        return _any_between(self.bodies, start, end)

    def days_near(self, start: int, end: int, at: int) -> Interval | None:
        """The days of the event date in `text[start:end]` that stands nearest to `at`."""
        first = bisect_left(self.happening, start, key=lambda pair: pair[0])
        stop = bisect_left(self.happening, end, key=lambda pair: pair[0])
        near = self.happening[first:stop]
        return min(near, key=lambda pair: abs(pair[0] - at))[1] if near else None


def scene_of(analysis: Analysis, found: Found) -> Scene:
    """The scene of one document."""
    happening, days = [], []
    for date in found["dates"]:
        for place in (date, *date.mentions):
            if date.role == "event" and date.value is not None:
                happening.append((place.start, date.value))
            if date.role in ("event", "period") and date.precision == "day":
                days.append(place.start)
    named = [(place, body.name) for body in found["organizations"] for place in (body, *body.mentions)]
    return Scene(
        header=found["document"][0] if found["document"] else Document(),
        happening=sorted(happening, key=lambda pair: pair[0]),
        days=sorted(days),
        bodies=sorted(place.start for place, _ in named),
        body_at={place.start: name for place, name in named},
        names=Cover((place.start, place.end) for place, _ in named),
        organizers=tuple(body.name for body in found["organizations"] if "organizer" in body.roles),
        place_at={entity.first: entity for entity in analysis.entities if entity.label == "LOC"},
    )


def stretches(analysis: Analysis) -> Iterator[Sequence[Token]]:
    """The sentences, those without end in pieces."""
    for sentence in analysis.sentences:
        for first in range(sentence.first, sentence.stop, LONGEST):
            yield analysis.tokens[first : min(first + LONGEST, sentence.stop)]


def _any_between(starts: list[int], start: int, end: int) -> bool:
    return bisect_left(starts, start) < bisect_left(starts, end)
