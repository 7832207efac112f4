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
from extractor.fields.person.body_nouns import head_nouns, in_full, loose_nouns
from extractor.fields.person.short_names import syllables_of, with_short_names
from extractor.russian.morphology import parses


class Body(NamedTuple):
    """An organisation named by tokens `first` … `stop - 1`."""

    name: str
    first: int
    stop: int


class Bodies:
    """Mentions of organisations by place, and their head nouns."""

    def __init__(self, organizations: Sequence[Any], home: str | None = None, text: str = "") -> None:
        self.home = home
        places = {(m.start, m.end, o.name) for o in organizations for m in (o, *o.mentions)}
        places = with_short_names(text, places)
        self.places = sorted(places, key=lambda p: (p[0], -p[1]))
        self.starts = [place[0] for place in self.places]
        self.by_noun: dict[str, list[str]] = {}
        self.by_loose_noun: dict[str, list[str]] = {}
        for organization in organizations:
            for noun in head_nouns(organization.name):
                self.by_noun.setdefault(noun, []).append(organization.name)
            for noun in loose_nouns(organization.name):
                self.by_loose_noun.setdefault(noun, []).append(organization.name)
        self.ministries = {
            _stem(o.name.split(" ", 1)[1]): o.name
            for o in organizations
            if o.name.lower().startswith("министерство ") and " " in o.name
        }

        # «Минтуризм области» by «минтури»
        self.short_ministries = {o.name[:7].lower(): o.name for o in organizations if _SHORT_MINISTRY.match(o.name)}

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

    def between(self, least: int, end: int) -> list[tuple[int, int, str]]:
        """Every mention that begins between `least` and `end`: its place and whom it names."""
        return self.places[bisect_left(self.starts, least) : bisect_left(self.starts, end)]

    def last_before(self, end: int, least: int) -> str | None:
        """The organisation of the last mention that begins between `least` and `end`."""
        i = bisect_left(self.starts, end)
        return str(self.places[i - 1][2]) if i and self.starts[i - 1] >= least else None

    def last_start(self, end: int) -> int | None:
        """Where the mention begins that ends at `end`."""
        i = bisect_left(self.starts, end)
        return next((p[0] for p in self.places[max(0, i - 4) : i] if p[1] == end), None)

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

    def inside(self, tokens: Sequence[Token], first: int, stop: int, *, lone: bool = True) -> Body | None:
        """The body in a post's phrase, named in full or by its noun: «методист Центра».

        A club is the body of a `lone` post only: «методист, руководитель клуба „Волна“» works elsewhere.
        """
        at = tokens[first].end
        inner = None
        while (place := self.named(at, tokens[stop - 1].end)) is not None:
            name, start, end = place
            at = max(end, at + 1)
            begin = next(i for i in range(first, stop) if tokens[i].end > start)
            if begin > first and tokens[begin - 1].low == "по":
                continue  # «проректор института по УМР»
            after = next((i for i in range(begin, stop) if tokens[i].start >= end), stop)
            if begin == first:
                continue
            if _INNER.match(name) is None:
                return Body(name, begin, after)
            inner = inner or (
                Body(name, begin, after) if lone else None
            )  # «руководитель киноклуба „Волна“ МБОУ СОШ № 3»
        return self._by_noun(tokens, first, stop) or self._pointed_at(tokens, first, stop) or inner

    def _by_noun(self, tokens: Sequence[Token], first: int, stop: int) -> Body | None:
        """«методист Центра», «зам. главы администрации района», «проректор института по науке»."""
        for i in range(first + 1, stop):
            word = tokens[i]
            halved = _is_halved(tokens, i, stop)
            lemma = parses(word.low[:-1] + tokens[i + 1].low)[0].normal if halved else word.lemma
            if lemma in _MEETINGS and word.text.islower() and tokens[i - 1].tag.pos != "ADJ":
                continue  # «председатель собрания», but «председатель районного собрания»
            noun = word.low if word.text.isupper() else lemma
            names = self.by_noun.get(noun) or self._only_loose(noun) or self._by_syllables(lemma)
            if not names or (word.case not in ("Gen", "Ins", "") and not word.text.isupper()):
                continue
            rest = i + 1 + halved
            after = next((k for k in range(rest, stop) if not _goes_on(tokens[k], names)), stop)
            if after < stop and tokens[after].low not in _AFTER_BODY:
                continue
            begin = i - 1 if tokens[i - 1].tag.pos == "ADJ" and i - 1 > first else i
            described = [*tokens[begin:i], *tokens[rest:after]]
            fitting = [name for name in dict.fromkeys(names) if _describe(name, described)]
            chosen = self._meant(fitting, word)
            if chosen is not None:
                return Body(chosen, begin, after)
        return None

    def _by_syllables(self, word: str) -> list[str]:
        """Those that «райбольница», «госветслужба» may be short for."""
        cuts = [k for k in range(3, len(word) - 2) if word[k:] in self.by_noun]
        return [name for k in cuts for name in self.by_noun[word[k:]][:_MOST_ALIKE] if syllables_of(word[:k], name)]

    def _pointed_at(self, tokens: Sequence[Token], first: int, stop: int) -> Body | None:
        """«эколог той же организации», «учитель этой школы»: the one of that sort that was named last before."""
        i = pointing_at(tokens, first, stop)
        if i is None:
            return None
        k = next(k for k in range(i, stop) if not is_pointing(tokens[k]) and tokens[k].low != "же")
        noun = tokens[k].lemma
        at = bisect_left(self.starts, tokens[i].start)
        for _, _, name in reversed(self.places[max(0, at - _LAST_NAMED) : at]):
            if noun in head_nouns(name) | loose_nouns(name) or noun in _ANY_BODY:
                return Body(str(name), i, k + 1)
        return None

    def _only_loose(self, noun: str) -> list[str]:
        """The only organisation that a general word may mean: «предприятия», «школы» of a lyceum."""
        names = list(dict.fromkeys(self.by_loose_noun.get(noun, ())))
        return names if len(names) == 1 else []

    def _meant(self, fitting: Sequence[str], word: Token) -> str | None:
        """Which of the organisations a noun means: the only one, the document's own, the one named last before it."""
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        if self.home in fitting:
            return self.home
        before = self.places[
            max(0, bisect_left(self.starts, word.start) - _LAST_NAMED) : bisect_left(self.starts, word.start)
        ]
        near = next((str(name) for _, _, name in reversed(before) if name in fitting), None)
        return near or (fitting[0] if word.text[0].isupper() else None)

    def ministry_of(self, words: str) -> str | None:
        """«министр культуры области» is the head of «Министерство культуры Энской области», if that is an item."""
        found = _MINISTER.search(words)
        if found is None:
            return None
        said = _WORDS.findall(found[1])
        cut = next((i for i, word in enumerate(said) if word[0].isupper() or _PLACE.match(word.lower())), len(said))
        subject, place = _stem(" ".join(said[:cut])), said[cut:]
        if not subject:
            return None
        known = [name for stem, name in self.ministries.items() if f"{stem} ".startswith(f"{subject} ")]
        short = self.short_ministries.get("мин" + said[0][:4].lower())
        known += [short] if short is not None and short not in known else []
        if place and self.home is None and all(_PLACE.match(word) for word in place):
            return None  # a reporter's «министр культуры области»: whose, only the reader knows
        return self._chosen([name for name in known if _is_there(name, place)])

    def _chosen(self, names: Sequence[str]) -> str | None:
        """The only one, or the document's own, or the only one that is not federal."""
        if self.home in names:
            return self.home
        near = names if len(names) == 1 else [name for name in names if _FEDERAL.search(name) is None]
        return near[0] if len(near) == 1 else None


def is_pointing(token: Token) -> bool:
    """True for «этой», «нашей», «данного» before the noun of a body that was named already."""
    return token.low.startswith(_POINTING) or (token.lemma == "тот" and len(token.low) < 5)


def pointing_at(tokens: Sequence[Token], first: int, stop: int) -> int | None:
    """Where «той же организации», «нашей школы» begins inside a post's phrase."""
    for i in range(first + 1, stop - 1):
        if is_pointing(tokens[i]) and tokens[i].tag.pos != "NOUN":
            same = 1 + (tokens[i + 1].low == "же")
            if i + same < stop and tokens[i + same].case in ("Gen", "Ins") and tokens[i + same].text.islower():
                return i
    return None


def _is_halved(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """True for «админи-» at the end of a line, «страции» on the next."""
    word = tokens[i].text
    return len(word) > 2 and word[-1] == "-" and word.islower() and i + 1 < stop and tokens[i + 1].text.islower()


def _goes_on(token: Token, names: Sequence[str]) -> bool:
    """True for what follows a body's noun inside its name: «отделом [культуры]», «администрации [района]»."""
    if token.lemma in _TERRITORIES:
        return True
    return token.case == "Gen" and len(token.low) > 3 and any(_describe(name, [token]) for name in names)


def _describe(name: str, words: Sequence[Token]) -> bool:
    """True where the words beside a body's noun stand in its name: «районного Центра», «администрации города»."""
    low = in_full(name)
    return all(token.low[:4].replace("ё", "е") in low for token in words)


def _is_there(name: str, place: Sequence[str]) -> bool:
    """True where a ministry may be the one of a place: «области» is said of no federal one, and of a short name."""
    federal = _FEDERAL.search(name) is not None
    if any(word.lower().startswith(("росси", "рф")) for word in place):
        return federal
    stems = _stem(name).split()
    proper = [_stem(word) for word in place if _PLACE.match(word.lower()) is None]
    return not (federal and place) and (all(stem in stems for stem in proper) or len(stems) < 3)


def _stem(words: str) -> str:
    return " ".join(word[:5] for word in _WORDS.findall(words.lower()))


_POINTING = ("эт", "наш", "данн", "указанн", "названн", "вашей", "вашего", "вышеуказанн")
_ANY_BODY = frozenset(["организация", "учреждение", "предприятие", "ведомство"])
_INNER = re.compile(r"(?:\w+ )?(?:\w*клуб|кружок|студия|отряд|СМИ|объединение|редакция)\b", re.IGNORECASE)
_WORDS = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_SHORT_MINISTRY = re.compile(r"[Мм]ин(?!ист)[а-яё]{4}")
_MINISTER = re.compile(r"\bминистр(?:а|у|ом|е)?\s+([^,;]+)", re.IGNORECASE)
_PLACE = re.compile(r"област|кра[йюяе]|республик|округ|регион|росси|рф$|федерац")
_FEDERAL = re.compile(r"\b(?:Российск\w+ Федерации|России|РФ)\b", re.IGNORECASE)
_MEETINGS = frozenset(["собрание", "заседание", "совещание", "конференция"])
_MOST_ALIKE = 50  # bodies of one noun that a clipped word is looked for among
_LAST_NAMED = 6  # mentions that are looked back over for what «школы» means
_TERRITORIES = frozenset(["район", "город", "область", "край", "республика", "округ", "поселение", "сельсовет", "село"])
_AFTER_BODY = frozenset(["по", "в", "на", "при", "т", "тов", "д", "к", "доктор", "кандидат", ","])
