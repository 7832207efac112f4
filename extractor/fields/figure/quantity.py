"""A quantity: a number with what stands around it, as counts and targets share it.

Decides what is known of one number; `quantities.py` finds them, `noun_phrases.py` reads what they count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.fields.figure.count_lexicon import NounClass
from extractor.fields.figure.quantity_words import Kind
from extractor.fields.figure.words import Word
from extractor.record import Comparator


@dataclass(slots=True)
class Quantity:
    """A number with its surroundings; `first` … `stop - 1` are its words, comparator and noun included.

    `at` is the word of the number itself, `noun` the words of the counted noun phrase, `base` the
    starting value of «с 18 до 30».
    """

    at: int
    first: int
    stop: int
    value: int | float
    value_max: int | float | None
    comparator: Comparator
    kind: Kind
    noun: tuple[int, int] | None = None
    noun_class: NounClass | None = None
    head: str = ""
    unit_text: str = ""
    base: int | float | None = None
    is_elided: bool = False
    is_forward: bool = False  # takes its noun from the number after it
    is_name: bool = False  # a number that names a body
    source: Quantity | None = None  # the quantity whose noun an elided one takes
    bound: int = -1  # first word of the comparator, whatever label `first` takes in

    def __post_init__(self) -> None:
        if self.bound < 0:
            self.bound = self.first


def with_noun(quantity: Quantity, source: Quantity) -> Quantity:
    """The same number counting what another counts."""
    return replace(
        quantity,
        kind=source.kind,
        noun_class=source.noun_class,
        head=source.head,
        unit_text=source.unit_text,
        is_elided=True,
        source=source,
    )


def ends_sentence(row: Sequence[Word], quantity: Quantity) -> bool:
    """Whether the dot of a unit is also the end of its sentence: «при плановых 60 т. Завоз остатка»."""
    stop = quantity.stop
    if not 0 < stop < len(row):
        return False
    if row[stop - 1].text.endswith("."):
        return row[stop].text[:1].isupper()
    return row[stop].low == "." and text_at(row, stop + 1) in ("«", "„", "“", '"')  # «при плане 18 км. „Уложим до мая“»


def text_at(row: Sequence[Word], i: int) -> str:
    return row[i].low if 0 <= i < len(row) else ""
