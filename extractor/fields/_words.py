"""The words of a unit with its numbers and dates each put together as one word.

Decides how the rules for counts and targets see a text: «на 2022 год – 3 150 человек» is «на», a date,
«–», a number, «человек». Leaves the meaning of each word to `_quantities.py` and `_plans.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from extractor.analysis import Analysis, Tag, Token
from extractor.record import DateItem
from extractor.russian.numerals import Numeral
from extractor.russian.numerals import find as find_numerals


class Word(NamedTuple):
    """A token, or a number or date of several tokens; `sentence` is the token's."""

    start: int
    end: int
    text: str
    low: str
    lemma: str
    tag: Tag
    sentence: int
    numeral: Numeral | None = None
    date: DateItem | None = None

    @property
    def pos(self) -> str:
        return self.tag.pos

    @property
    def case(self) -> str:
        return self.tag.case


class Spans:
    """Found dates by place, and places where no number is a quantity: acts, contacts, names."""

    def __init__(self, found: Mapping[str, Sequence[Any]]) -> None:
        places: dict[int, tuple[int, DateItem | None]] = {}
        for key in ("legal_acts", "contacts"):
            for item in found.get(key, ()):
                for mention in (item, *item.mentions):
                    places[mention.start] = (mention.end, None)
        for date in found.get("dates", ()):
            for mention in (date, *date.mentions):
                places[mention.start] = (mention.end, date)
        self._starts = sorted(places)
        self._places = [places[start] for start in self._starts]
        self._names = sorted(
            {(m.start, m.end) for item in found.get("organizations", ()) for m in (item, *item.mentions)}
        )
        self._name_starts = [start for start, _ in self._names]

    def at(self, offset: int) -> tuple[int, int, DateItem | None] | None:
        """The place that covers an offset: its start, its end and its date."""
        i = bisect_right(self._starts, offset) - 1
        if i < 0 or offset >= self._places[i][0]:
            return None
        return self._starts[i], *self._places[i]

    def is_inside_name(self, offset: int) -> bool:
        """Whether an offset stands in the middle of an organisation's name: «СОШ № 5», «Кластер 2»."""
        i = bisect_right(self._name_starts, offset) - 1
        return i >= 0 and self._names[i][0] < offset < self._names[i][1]


def words(analysis: Analysis, unit: int, spans: Spans) -> list[Word]:
    """The words of one unit, its list marker left out."""
    body, stop = analysis.units[unit].body, analysis.units[unit].end
    numerals = [n for n in find_numerals(analysis.text, body, stop) if not spans.is_inside_name(n.start)]
    out: list[Word] = []
    sentence, last = 0, -1  # counted anew: a line break may end one that the analysis runs on with
    queue = iter(numerals)
    numeral = next(queue, None)
    at = body
    for token in analysis.tokens_of(unit):
        if token.end <= at:
            continue
        if out and (token.sentence != last or _is_break(analysis.text, out[-1], token)):
            sentence += 1
        last = token.sentence
        while numeral is not None and numeral.start < at:
            numeral = next(queue, None)
        place = spans.at(max(token.start, at))
        if place is not None and place[1] > at:
            out.append(_place_word(analysis.text, token, place, sentence))
            at = place[1]
            continue
        hidden = _HIDDEN.fullmatch(token.low)
        if hidden is not None and at <= token.start:
            value = 100 if hidden[1] == "сто" else _FOLD_VALUES.get(token.low) or int(hidden[1] or 0)
            number = Numeral(token.start, token.end, value, "words")
            out.append(_number(token, number, analysis.text, sentence))
            at = token.end
            continue
        while numeral is not None and numeral.start < token.end:
            out += _plain(token, max(token.start, at), numeral.start, analysis.text, sentence)
            out.append(_number(token, numeral, analysis.text, sentence))
            at = numeral.end
            numeral = next(queue, None)
        out += _plain(token, max(token.start, at), token.end, analysis.text, sentence)
        at = max(at, token.end)
    return out


def _is_break(text: str, before: Word, token: Token) -> bool:
    """Whether a blank line, or a line that begins with a capital, parts two words: «Факт 24,6», «Уровень …»."""
    gap = text[before.end : token.start]
    if "\n" not in gap:
        return False
    if gap.count("\n") > 1:
        return True
    return token.text[:1].isupper() and before.low != "," and before.pos not in ("ADP", "CCONJ", "ADJ")


def _place_word(text: str, token: Token, place: tuple[int, int, DateItem | None], sentence: int) -> Word:
    start, end, date = place
    start = max(start, token.start) if date is None else start
    what = text[start:end]
    return Word(start, end, what, what.lower(), "", Tag("DATE" if date else "NAME"), sentence, None, date)


def _number(token: Token, numeral: Numeral, text: str, sentence: int) -> Word:
    value = text[numeral.start : numeral.end]
    return Word(numeral.start, numeral.end, value, value.lower(), "", token.tag, sentence, numeral)


# A token is cut where a number begins or ends inside it: «год-20», «2024год», «3-9».
def _plain(token: Token, start: int, end: int, text: str, sentence: int) -> Iterator[Word]:
    if start >= end:
        return
    if start == token.start and end == token.end:
        yield Word(start, end, token.text, token.low, token.lemma, token.tag, sentence)
        return
    for match in _PIECE.finditer(text, start, end):
        low = match[0].lower().replace("ё", "е")
        yield Word(match.start(), match.end(), match[0], low, low, Tag("X"), sentence)


# «стопроцентный охват», «100-процентная явка», «увеличить вдвое»
_HIDDEN = re.compile(r"(сто|[0-9]{1,3})-?процентн[а-я]{2,3}|вдвое|втрое|вчетверо")
_FOLD_VALUES = {"вдвое": 2, "втрое": 3, "вчетверо": 4}
_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
