"""`Analysis`: a page with its outline, its words and what is known of each word.

Decides the shape in which fields meet the language: tokens with morphology, heads and entities, all
with offsets into the page's text. Leaves the computing to `pipeline.py` and all meaning to `fields/`.
Everything is frozen; fields read it and build items of their own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extractor.text.outline import Outline, Unit
from extractor.text.page import Page


class Tag(NamedTuple):
    """Morphology of one token: a Universal Dependencies part of speech and its features.

    Values are UD's («Nom», «Gen», «Sing», «Fem»); "" where the feature is absent.
    """

    pos: str
    case: str = ""
    number: str = ""
    gender: str = ""
    animacy: str = ""
    verb_form: str = ""
    tense: str = ""
    mood: str = ""
    voice: str = ""
    person: str = ""
    degree: str = ""
    variant: str = ""
    aspect: str = ""
    polarity: str = ""
    num_form: str = ""
    foreign: str = ""
    abbr: str = ""
    hyph: str = ""


class Token(NamedTuple):
    """One word, number or mark; `text[start:end]` of the page.

    `low` is the word in lower case, «ё» as «е», Latin look-alikes inside Cyrillic words made
    Cyrillic, soft hyphens and accents out. `head` is the index of the syntactic head in
    `Analysis.tokens` (itself for a root), `relation` its UD label. `sentence` and `unit` are indices.
    """

    index: int  # type: ignore[assignment]  # a tuple's own index() is not missed
    start: int
    end: int
    text: str
    low: str
    lemma: str
    tag: Tag
    head: int
    relation: str
    sentence: int
    unit: int

    @property
    def pos(self) -> str:
        return self.tag.pos

    @property
    def case(self) -> str:
        return self.tag.case


class Sentence(NamedTuple):
    """Tokens `first` … `stop - 1` of one unit."""

    first: int
    stop: int
    unit: int


class Entity(NamedTuple):
    """A name that slovnet's NER sees: tokens `first` … `stop - 1`."""

    label: Literal["PER", "ORG", "LOC"]
    first: int
    stop: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """One document, ready for fields. Units that are furniture have no tokens."""

    page: Page
    outline: Outline
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    unit_tokens: tuple[tuple[int, int], ...]  # first and stop token of each unit
    starts: tuple[int, ...] = field(repr=False)  # starts of all tokens, for bisecting

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.outline.units

    def tokens_of(self, unit: Unit | int) -> Sequence[Token]:
        """The tokens of one unit, its marker included."""
        index = unit.index if isinstance(unit, Unit) else unit
        first, stop = self.unit_tokens[index]
        return self.tokens[first:stop]

    def tokens_between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that begin inside `text[start:end]`."""
        return self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers `offset`, or None where white space or furniture is."""
        i = bisect_right(self.starts, offset) - 1
        return self.tokens[i] if i >= 0 and offset < self.tokens[i].end else None

    def unit_at(self, offset: int) -> Unit | None:
        """The unit that covers `offset`, furniture included."""
        units = self.outline.units
        i = bisect_right(units, offset, key=lambda unit: unit.start) - 1
        return units[i] if i >= 0 and offset < units[i].end else None

    def entities_of(self, label: str) -> Iterator[Entity]:
        """All entities with one label, in the order of the text."""
        return (entity for entity in self.entities if entity.label == label)
