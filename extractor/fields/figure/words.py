"""The words of a unit with its numbers and dates each put together as one word.

Decides how the rules for counts and targets see a text: «на 2021 год – 2 470 человек» is «на», a date,
«–», a number, «человек». Leaves the meaning of each word to `quantities.py` and `plans.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from extractor.analysis import Analysis, Tag, Token
from extractor.record import DateItem
from extractor.russian.morphology import parses
from extractor.russian.numerals import Numeral
from extractor.russian.numerals import find as find_numerals


class Word(NamedTuple):
    """A token, or a number or date of several tokens; sentences are counted anew in each unit."""

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


def sentence_start(row: Sequence[Word], k: int) -> int:
    """The first word of the sentence of word `k`, or the one `WINDOW` words before."""
    if k < 0:
        return 0
    sentence, last = row[k].sentence, max(0, k - WINDOW)
    while k > last and row[k - 1].sentence == sentence:
        k -= 1
    return k


def sentence_stop(row: Sequence[Word], k: int) -> int:
    """The end of the sentence of word `k`, or `WINDOW` words behind."""
    sentence, last = row[k].sentence, min(len(row), k + WINDOW)
    while k < last and row[k].sentence == sentence:
        k += 1
    return k


def is_infinitive(word: Word) -> bool:
    """Whether a word is an infinitive; the dictionary mends what the models miss: «Охватить отдыхом …»."""
    if word.tag.verb_form == "Inf":
        return word.low != "есть"
    return word.low.endswith(_INFINITIVE_ENDINGS) and _is_only_infinitive(word.low)


@lru_cache(50_000)
def _is_only_infinitive(low: str) -> bool:
    return low != "есть" and bool(parses(low)[0].tag.POS == "INFN")  # «есть 20 желающих»


def is_mistaken(word: Word) -> bool:
    """Whether a finite verb is tagged as a converb: «хранитель ознакомила гостей с садом»."""
    return word.tag.verb_form == "Conv" and _is_only_finite(word.low)


@lru_cache(50_000)
def _is_only_finite(low: str) -> bool:
    return all(str(parse.tag.POS) == "VERB" for parse in parses(low))


@lru_cache(50_000)
def _mended(low: str, pos: str, case: str) -> Tag | None:
    """The tag of a word that the dictionary knows as one part of speech: «отличников», «аттестованных»."""
    found = parses(low)
    if len(low) < 5 or any(not (p.known or "-" in low) or _NAMES & set(p.tag.grammemes) for p in found):
        return None
    kinds = {str(p.tag.POS) for p in found}
    if kinds != ({"PRTF"} if pos == "NOUN" else {"NOUN"}):
        return None
    likely = next((p.tag for p in found if _CASES.get(str(p.tag.case)) == case), found[0].tag)
    number = "Plur" if likely.number == "plur" else "Sing"
    if pos == "NOUN":
        return Tag("VERB", case=_CASES.get(str(likely.case), ""), number=number, verb_form="Part")
    return Tag("NOUN", case=_CASES.get(str(likely.case), ""), number=number)


class _Place(NamedTuple):
    """A stretch that is one word: a date, or an act or contact in which no number is a quantity."""

    start: int
    end: int
    date: DateItem | None


class Numbers:
    """The numbers of a document, and the places that are dates, acts and contacts."""

    def __init__(self, analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> None:
        self.places = _places(found)
        names = sorted({(m.start, m.end) for item in found.get("organizations", ()) for m in (item, *item.mentions)})
        hidden = [_hidden(match) for match in _HIDDEN.finditer(analysis.text)]
        starts = {n.start for n in hidden}
        numerals = [n for n in find_numerals(analysis.text) if not _is_inside(names, n.start) and n.start not in starts]
        self.numerals = sorted([*numerals, *hidden]) if hidden else numerals

    def numerals_of(self, start: int, end: int) -> list[Numeral]:
        """The numbers that begin inside a stretch."""
        first = bisect_left(self.numerals, start, key=_START)
        return self.numerals[first : bisect_left(self.numerals, end, key=_START)]

    def places_of(self, start: int, end: int) -> list[_Place]:
        """The places that begin inside a stretch."""
        first = bisect_left(self.places, start, key=_START)
        return self.places[first : bisect_left(self.places, end, key=_START)]


def words(analysis: Analysis, unit: int, numbers: Numbers) -> list[Word]:
    """The words of one unit, its list marker left out."""
    here = analysis.units[unit]
    specials: list[Numeral | _Place] = list(numbers.places_of(here.body, here.end))
    ends = [place.end for place in specials]
    starts = [place.start for place in specials]
    for numeral in numbers.numerals_of(here.body, here.end):
        i = bisect_right(starts, numeral.start) - 1
        if i < 0 or numeral.start >= ends[i]:
            specials.append(numeral)
    specials.sort(key=_START)
    return _put_together(analysis.text, analysis.tokens_of(unit), here.body, specials)


def _put_together(text: str, tokens: Sequence[Token], body: int, specials: list[Numeral | _Place]) -> list[Word]:
    """Tokens in order, those under a number or a place as one word."""
    out: list[Word] = []
    at, sentence, last, i = body, 0, -1, 0
    upcoming = specials[0].start if specials else len(text)
    for token in tokens:
        if token.end <= at:
            continue
        if token.sentence != last or _is_break(text, out, token):
            sentence += last >= 0
            last = token.sentence
        if token.end <= upcoming and token.start >= at:
            tag = _mended(token.low, token.tag.pos, token.tag.case) if token.tag.pos in _OFTEN_WRONG else None
            out.append(
                Word(token.start, token.end, token.text, token.low, token.lemma, tag or token.tag, sentence),
            )
            at = token.end
            continue
        at = max(at, token.start)
        while at < token.end:
            if upcoming >= token.end:
                out += _pieces(text, at, token.end, sentence)
                at = token.end
                break
            special = specials[i]
            out += _pieces(text, at, special.start, sentence)
            out.append(_special_word(text, special, token, sentence))
            at, i = max(at, special.end), i + 1
            upcoming = specials[i].start if i < len(specials) else len(text)
    return out


def _special_word(text: str, special: Numeral | _Place, token: Token, sentence: int) -> Word:
    what = text[special.start : special.end]
    low = what.lower()
    if isinstance(special, Numeral):
        return Word(special.start, special.end, what, low, "", token.tag, sentence, special)
    tag = _DATE if special.date is not None else _NAME
    return Word(special.start, special.end, what, low, "", tag, sentence, None, special.date)


def _pieces(text: str, start: int, end: int, sentence: int) -> list[Word]:
    """What is left of a token beside a number: «год-20», «2024год»."""
    if start >= end:
        return []
    out = []
    for match in _PIECE.finditer(text, start, end):
        low = match[0].lower().replace("ё", "е")
        out.append(Word(match.start(), match.end(), match[0], low, low, _OTHER, sentence))
    return out


def _is_break(text: str, out: list[Word], token: Token) -> bool:
    """Whether a blank line, or a line that begins with a capital, parts two words: «Факт 24,6», «Уровень …»."""
    if not out or out[-1].end == token.start:
        return False
    gap = text[out[-1].end : token.start]
    if "\n" not in gap:
        return False
    if gap.count("\n") > 1:
        return True
    before = out[-1]
    return token.text[:1].isupper() and before.low != "," and before.pos not in ("ADP", "CCONJ", "ADJ")


def _places(found: Mapping[str, Sequence[Any]]) -> list[_Place]:
    """Dates, acts and contacts by place; of two that overlap the earlier, and a date before an act."""
    places: dict[int, _Place] = {}
    for key in ("legal_acts", "contacts", "dates"):
        for item in found.get(key, ()):
            for mention in (item, *item.mentions):
                date = item if key == "dates" else None
                places[mention.start] = _Place(mention.start, mention.end, date)
    out: list[_Place] = []
    for start in sorted(places):
        if not out or start >= out[-1].end:
            out.append(places[start])
    return out


def _is_inside(names: list[tuple[int, int]], offset: int) -> bool:
    """Whether an offset stands in the middle of an organisation's name: «СОШ № 5», «Кластер 2»."""
    i = bisect_left(names, (offset, 0)) - 1
    return i >= 0 and names[i][0] < offset < names[i][1]


def _hidden(match: re.Match[str]) -> Numeral:
    low = match[0].lower()
    value = _FOLD_VALUES.get(low) or (100 if match[1].lower() == "сто" else int(match[1]))
    return Numeral(match.start(), match.end(), value, "words")


# -- data ------------------------------------------------------------------------------------------

_OFTEN_WRONG = frozenset(("ADJ", "VERB", "NOUN"))  # what the models mistake in words that they have not seen
_NAMES = frozenset(("Name", "Surn", "Patr", "Geox"))
_CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc", "gen2": "Gen"}
_INFINITIVE_ENDINGS = ("ть", "ти", "чь", "ться", "тись", "чься")
WINDOW = 80  # words that a rule looks back or ahead; what runs on longer is no sentence
_START = attrgetter("start")
_DATE, _NAME, _OTHER = Tag("DATE"), Tag("NAME"), Tag("X")
_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
# «стопроцентный охват», «100-процентная явка», «100%-ную готовность», «увеличить вдвое»
_HIDDEN = re.compile(
    r"\b([Сс]то|[0-9]{1,3})(?:\s?-?\s?процентн[а-я]{2,3}|\s?%\s?-\s?н?(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|й)|\s?%-?н[а-я]{2,3})\b"
    r"|\b(?:вдвое|втрое|вчетверо)\b"
)
_FOLD_VALUES = {"вдвое": 2, "втрое": 3, "вчетверо": 4}
