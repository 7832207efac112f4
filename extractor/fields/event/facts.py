"""The facts of an event that its sentence states: when, where, in what form and by whom.

Decides which date, place and body of a sentence belong to the event named in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extractor.analysis import Analysis, Token
from extractor.fields.event.scene import Scene

Format = Literal["in_person", "online", "hybrid"]


def venue_of(analysis: Analysis, scene: Scene, tokens: Sequence[Token]) -> str | None:
    """«на базе школы № 5» gives the school's name, «в г. Энске» the place as the text has it."""
    for token in tokens:
        if token.low not in ("на", "в", "во"):
            continue
        place = _PLACE.match(analysis.text, token.start, tokens[-1].end)
        if place is None:
            continue
        body = scene.body_at.get(place.end()) or scene.body_at.get(place.end() + 1)
        if body is not None:
            return body
        entity = scene.place_at.get(token.index + 1)
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


_PLACE = re.compile(
    r"(?:на\s+базе|на\s+площадке|на\s+территории|в\s+(?:актовом\s+|малом\s+|большом\s+)?зале|в\s+стенах|во?)\s+",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"онлайн|дистанционн|видео-?конференц|\bВКС\b|вебинар|трансляци", re.IGNORECASE)
_IN_PERSON = re.compile(r"(?<!за)\bочн(?:ой|ом|ая|ый|о)\b", re.IGNORECASE)
_HYBRID = re.compile(r"очно-дистанц|гибридн|смешанн\w+ формат|очн\w+ и (?:заочн|дистанц|онлайн)", re.IGNORECASE)
