"""A document as the rules for organisations see it: words, quotes, people, places and what blocks them.

Decides which tokens stand inside a quoted title, in a person's name or in a contact, and so begin no
organisation. Leaves phrases to `phrases.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.analysis import Analysis, Token
from extractor.russian.bodies import head_noun
from extractor.russian.legal_forms import legal_form
from extractor.russian.morphology import parses
from extractor.russian.quotes import Quote, is_mark, is_typed_mark, quotes
from extractor.text.outline import Unit


@dataclass(frozen=True, slots=True)
class Scene:
    """Tokens with what is known of them; `quoted` maps an opening mark to the stop of its quote.

    `has_departments` tells that offices without a territory are departments of the one body that writes.
    """

    analysis: Analysis
    tokens: tuple[Token, ...]
    quoted: Mapping[int, int]
    unclosed: frozenset[int]
    persons: frozenset[int]
    places: frozenset[int]
    named: frozenset[int]
    blocked: frozenset[int]
    has_departments: bool

    def text(self, first: int, stop: int) -> str:
        """The text of tokens `first` … `stop - 1` as it stands."""
        return self.analysis.text[self.tokens[first].start : self.tokens[stop - 1].end]

    def gap(self, i: int) -> str:
        """What stands between token `i - 1` and token `i`."""
        return self.analysis.text[self.tokens[i - 1].end : self.tokens[i].start] if i else ""

    def opens_sentence(self, i: int) -> bool:
        """Whether a capital at token `i` may be that of a sentence, a line or a list item."""
        token = self.tokens[i]
        sentence = self.analysis.sentences[token.sentence]
        first = sentence.first
        while first < i and not self.tokens[first].text[:1].isalpha():
            first += 1
        after_break = i > 0 and self.tokens[i - 1].text in (";", ",") and "\n" not in self.gap(i)
        return (first == i and not after_break) or "\n" in self.gap(i)

    def stop_of_unit(self, i: int) -> int:
        """The index after the last token of the unit of token `i`."""
        return self.analysis.unit_tokens[self.tokens[i].unit][1]


def scene_of(analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> Scene:
    """The scene of one document; `found["contacts"]` are blocked: an URL is no organisation."""
    quoted: dict[int, int] = {}
    unclosed: set[int] = set()
    blocked: set[int] = set()
    for unit in analysis.units:
        if unit.kind == "furniture":
            continue
        for quote in quotes(analysis.text, unit.start, _end_of_quote(analysis, unit.index)):
            if quote.start < unit.end:
                _note_quote(analysis, quote, quoted, unclosed, blocked)
    for contact in found.get("contacts", ()):
        tokens = analysis.tokens_between(contact.start, contact.end)
        blocked.update(token.index for token in tokens)
    persons, places, named = (_covered(analysis, label) for label in ("PER", "LOC", "ORG"))
    return Scene(
        analysis, analysis.tokens, quoted, frozenset(unclosed), persons, places, named, frozenset(blocked),
        _is_of_one_body(analysis),
    )  # fmt: skip


def _is_of_one_body(analysis: Analysis) -> bool:
    """Whether a ministry, a firm or a union writes: «отдел закупок» is its department, not that of a town."""
    lemmas = {token.lemma for token in analysis.tokens}
    if "министерство" in lemmas:
        return True
    return not lemmas & _LOCAL_POWERS and any(_opens_with_body(analysis, unit) for unit in analysis.units[:_HEAD])


def _opens_with_body(analysis: Analysis, unit: Unit) -> bool:
    """Whether a line of the letterhead begins as the name of an institution: «Союз⏎Федерация профсоюзов»."""
    tokens = analysis.tokens_of(unit)[:4]
    if unit.zone != "head" or not tokens:
        return False
    heads = [head_noun(token.text) for token in tokens if token.case == "Nom"]
    return legal_form(tokens[0].text) is not None or any(h is not None and h.cls in _WITH_OFFICES for h in heads)


@lru_cache(50_000)
def noun_cases(low: str) -> frozenset[str]:
    """Cases that a word may have as a noun: «области» gent, datv, loct, nomn, accs."""
    return frozenset(str(p.tag.case)[:4] for p in parses(low) if p.tag.POS == "NOUN" and p.tag.case is not None)


@lru_cache(50_000)
def adjective_cases(low: str) -> frozenset[str]:
    """Cases that a word may have as an adjective or participle."""
    readings = [p.tag for p in parses(low) if p.tag.POS in ("ADJF", "PRTF") and "Fixd" not in p.tag]
    if not readings and _OF_PLACE.search(low):  # «Калиновской» is a surname only, for the dictionary
        readings = [p.tag for p in parses(low) if "Surn" in p.tag]
    return frozenset(str(tag.case)[:4] for tag in readings if tag.case is not None)


@lru_cache(50_000)
def is_animate(low: str) -> bool:
    """Whether the likeliest noun is a person: «депутатов»."""
    nouns = [p for p in parses(low) if p.tag.POS == "NOUN"]
    return bool(nouns) and nouns[0].tag.animacy == "anim"


def _note_quote(
    analysis: Analysis, quote: Quote, quoted: dict[int, int], unclosed: set[int], blocked: set[int]
) -> None:
    """Remembers a quote by its tokens, and blocks what stands in a title; speech stays open."""
    first = bisect_left(analysis.starts, quote.start)
    stop = bisect_left(analysis.starts, quote.end)
    if first >= len(analysis.tokens) or analysis.tokens[first].start != quote.start:
        return
    opening = analysis.tokens[first].text[:1]
    if not (is_mark(opening) or is_typed_mark(opening)) or _DAY.match(analysis.text, quote.start) is not None:
        return
    quoted[first] = stop
    if not quote.closed:
        unclosed.add(first)
    elif quote.depth == 0 and not _is_speech(analysis.tokens[first:stop]):
        blocked.update(range(first + 1, stop))


def _end_of_quote(analysis: Analysis, index: int) -> int:
    """The end of a line, or of the next where a title in capitals opens on one and closes on the other."""
    unit = analysis.units[index]
    if _OPEN_TITLE.search(analysis.text, max(unit.start, unit.end - 120), unit.end) is None:
        return unit.end
    for following in analysis.units[index + 1 : index + 4]:
        stop = min(following.end, following.start + 120)
        closed = _REST_OF_TITLE.match(analysis.text, following.start, stop)
        if closed is not None:
            return closed.end()
        if not analysis.text[following.start : stop].isupper():
            break
    return unit.end


def _is_speech(tokens: Sequence[Token]) -> bool:
    """Whether a quote is what somebody said: long, or with a verb that has a person or a past."""
    if len(tokens) < 7:
        return False
    return any(t.pos in ("VERB", "AUX") and t.tag.verb_form == "Fin" for t in tokens) or len(tokens) > 60


_WIDE = 2  # blanks between two words of one name
_HEAD = 12  # units that a letterhead may have
_LOCAL_POWERS = frozenset({"администрация", "мэрия", "префектура", "муниципалитет"})
_WITH_OFFICES = frozenset({"union", "institution", "legal"})
_DAY = re.compile(r"[«\"„“]\s?[\d_]{1,4}\s?[»\"“”]\s?(?:[_\d]|(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек))")
_OPEN_TITLE = re.compile(r"[«\"„“][А-ЯЁ][А-ЯЁ№.\d\s,-]{4,}$")
_REST_OF_TITLE = re.compile(r"\s*[А-ЯЁ][А-ЯЁ№.\d\s,-]{2,80}[»\"”“]")
_OF_PLACE = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)$")


def _covered(analysis: Analysis, label: str) -> frozenset[int]:
    spans = ((entity.first, entity.stop) for entity in analysis.entities_of(label))
    return frozenset(i for first, stop in spans for i in range(_behind_gap(analysis, first, stop, label), stop))


def _behind_gap(analysis: Analysis, first: int, stop: int, label: str) -> int:
    """Where a person begins whose words are parted by blanks: «Директор Заречной школы        [П. И. Рябов]»."""
    tokens = analysis.tokens
    gaps = [i for i in range(first + 1, stop) if tokens[i].start - tokens[i - 1].end > _WIDE]
    return gaps[-1] if gaps and label == "PER" else first
