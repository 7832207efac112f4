"""The facts of an event that its sentence states: when, where, in what form and by whom.

Decides which date, place and body of a sentence belong to the event named in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extractor.analysis import Analysis, Token
from extractor.record import DateItem, Interval, Mention, Organization

Format = Literal["in_person", "online", "hybrid"]


def dates_of(dates: Sequence[DateItem], start: int, end: int, at: int) -> Interval | None:
    """The interval of the event date in `text[start:end]` that stands nearest to `at`."""
    near = [
        (abs(place.start - at), date.value)
        for date in dates
        if date.role == "event" and date.value is not None
        for place in (Mention(text=date.text, start=date.start, end=date.end), *date.mentions)
        if start <= place.start < end
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def venue_of(analysis: Analysis, organizations: Sequence[Organization], tokens: Sequence[Token]) -> str | None:
    """«на базе школы № 5» gives the school's name, «в г. Энске» the place as the text has it."""
    for i, token in enumerate(tokens):
        if token.low not in ("на", "в", "во"):
            continue
        place = _PLACE.match(analysis.text, token.start, tokens[-1].end)
        if place is None:
            continue
        for organization in organizations:
            for span in (organization, *organization.mentions):
                if 0 <= span.start - place.end() <= 1:
                    return organization.name
        entity = next((e for e in analysis.entities if e.label == "LOC" and e.first == tokens[i].index + 1), None)
        if entity is not None and token.low in ("в", "во"):
            return re.sub(r"\s+", " ", analysis.text[entity.start : entity.end])
    return None


def format_of(sentence: str) -> Format | None:
    """«в онлайн-формате» is `online`, «в очной форме» `in_person`, both `hybrid`."""
    online = _ONLINE.search(sentence) is not None
    present = _IN_PERSON.search(sentence) is not None
    if _HYBRID.search(sentence) is not None or (online and present):
        return "hybrid"
    return "online" if online else "in_person" if present else None


def organizers_of(organizations: Sequence[Organization], start: int, end: int) -> tuple[str, ...]:
    """Names of the bodies called organizers anywhere in the document."""
    return tuple(o.name for o in organizations if "organizer" in o.roles)


_PLACE = re.compile(
    r"(?:на\s+базе|на\s+площадке|на\s+территории|в\s+(?:актовом\s+|малом\s+|большом\s+)?зале|в\s+стенах|во?)\s+",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"онлайн|дистанционн|видео-?конференц|\bВКС\b|вебинар|трансляци", re.IGNORECASE)
_IN_PERSON = re.compile(r"(?<!за)\bочн(?:ой|ом|ая|ый|о)\b", re.IGNORECASE)
_HYBRID = re.compile(r"очно-дистанц|гибридн|смешанн\w+ формат|очн\w+ и (?:заочн|дистанц|онлайн)", re.IGNORECASE)
