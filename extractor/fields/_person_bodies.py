"""The organisations of a record as persons need them: which one a stretch of words names.

Decides that «Центра», «архива» or «ГУ» after a post mean an organisation named elsewhere, and which body
the document itself comes from. Leaves finding organisations to `organizations.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from extractor.analysis import Token
from extractor.russian.morphology import parses


class Body(NamedTuple):
    """An organisation named by tokens `first` … `stop - 1`."""

    name: str
    first: int
    stop: int


class Bodies:
    """Mentions of organisations by place, and their head nouns."""

    def __init__(self, organizations: Sequence[Any]) -> None:
        places = {(m.start, m.end, o.name) for o in organizations for m in (o, *o.mentions)}
        self.places = sorted(places, key=lambda p: (p[0], -p[1]))
        self.starts = [place[0] for place in self.places]
        self.by_noun: dict[str, list[str]] = {}
        for organization in organizations:
            for noun in _head_nouns(organization.name):
                self.by_noun.setdefault(noun, []).append(organization.name)
        self.ministries = {
            _stem(o.name.split(" ", 1)[1]): o.name
            for o in organizations
            if o.name.lower().startswith("министерство ") and " " in o.name
        }

    def opens(self, start: int) -> bool:
        """True where a mention begins at `start`."""
        i = bisect_left(self.starts, start)
        return i < len(self.starts) and self.starts[i] == start

    def named(self, start: int, end: int) -> tuple[str, int, int] | None:
        """The first mention that begins inside `start` … `end`: its name and place."""
        i = bisect_left(self.starts, start)
        if i < len(self.starts) and self.starts[i] < end:
            place = self.places[i]
            return place[2], place[0], place[1]
        return None

    def covering(self, offset: int) -> int | None:
        """Where the mention begins that holds `offset`."""
        i = bisect_right(self.starts, offset)
        return next((p[0] for p in reversed(self.places[max(0, i - 4) : i]) if offset < p[1]), None)

    def ending(self, end: int) -> str | None:
        """The organisation whose mention ends at `end`."""
        i = bisect_left(self.starts, end)
        for place in self.places[max(0, i - 4) : i]:
            if place[1] == end:
                return str(place[2])
        return None

    def inside(self, tokens: Sequence[Token], first: int, stop: int) -> Body | None:
        """The body in a post's phrase, named in full or by its noun: «методист Центра»."""
        at = tokens[first].end
        while (place := self.named(at, tokens[stop - 1].end)) is not None:
            name, start, end = place
            at = max(end, at + 1)
            if _INNER.match(name) is not None:
                continue  # «руководитель киноклуба „Волна“ МБОУ СОШ № 3»
            begin = next(i for i in range(first, stop) if tokens[i].end > start)
            after = next((i for i in range(begin, stop) if tokens[i].start >= end), stop)
            if begin > first:
                return Body(name, begin, after)
        return self._by_noun(tokens, first, stop)

    def _by_noun(self, tokens: Sequence[Token], first: int, stop: int) -> Body | None:
        last = tokens[stop - 1]
        if stop - first < 2 or (last.case not in ("Gen", "Ins", "") and not last.text.isupper()):
            return None
        names = self.by_noun.get(last.low if last.text.isupper() else last.lemma)
        if not names or (len(set(names)) > 1 and not last.text[0].isupper()):
            return None
        return Body(names[0], stop - 1, stop)

    def ministry_of(self, words: str) -> str | None:
        """«министра культуры области» is the head of «Министерство культуры области», if that is an item."""
        found = _MINISTER.search(words)
        return None if found is None else self.ministries.get(_stem(found[1]))


def _head_nouns(name: str) -> set[str]:
    """The nouns in the nominative of an organisation's name: «музей-заповедник», «архив»; its short words."""
    nouns = set()
    for word in _WORDS.findall(name)[:12]:
        low = word.lower().replace("ё", "е")
        readings = parses(low)
        if any(p.tag.POS == "NOUN" and str(p.tag.case) == "nomn" and str(p.tag.number) == "sing" for p in readings[:2]):
            nouns.add(low)
    nouns |= {noun for pattern, noun in _KINDS if pattern.search(name)}
    return nouns - _TOO_COMMON


def _stem(words: str) -> str:
    return " ".join(word[:5] for word in _WORDS.findall(words.lower()))


_INNER = re.compile(r"(?:\w+ )?(?:\w*клуб|кружок|студия|отряд|СМИ|объединение|редакция)\b", re.IGNORECASE)
_WORDS = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_MINISTER = re.compile(r"[Мм]инистра?у?о?м?е? (.+)")
_KINDS = (
    (re.compile(r"\b(?:СОШ|ООШ|НОШ|сош|школа-интернат|ШКОЛА)\b"), "школа"),
    (re.compile(r"\b(?:М\w*ДОУ|ДОУ|д/с)\b"), "сад"),
    (re.compile(r"\b(?:ЦРБ|ГБ|РБ)\b"), "больница"),
)
_TOO_COMMON = frozenset(["город", "область", "район", "республика", "край", "россия", "округ", "село", "имя"])
