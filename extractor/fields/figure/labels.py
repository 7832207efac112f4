"""Nouns before a number: «Наставников – 19», «количество просмотров – 1845», «учителя (12)», «а их 71».

Decides which word of a label is the counted noun, and that «Заречный район – 12» counts no districts.
Leaves to `elided.py` the order of the rules.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.fields.figure.count_lexicon import NounClass
from extractor.fields.figure.count_nouns import is_substantive, noun_class, noun_lemma
from extractor.fields.figure.elided_words import (
    AMOUNT_LINKS,
    AMOUNT_VERBS,
    AMOUNTS,
    COLLECTIVE,
    PARTITIVES,
    RATES,
    SHARES,
)
from extractor.fields.figure.quantity import Quantity, text_at
from extractor.fields.figure.quantity_words import DASHES
from extractor.fields.figure.words import Word, sentence_start

RECENT = 12  # quantities back that a rule looks at


def by_label(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """The noun of «Наставников – 19», «количество просмотров зала – 1845», «Пара „…“ одна»."""
    stop = quantity.first
    has_dash = stop > 0 and (row[stop - 1].low in DASHES or row[stop - 1].low == ":")
    if has_dash:
        stop = _before_date(row, stop - 1)
    first = _label_start(row, stop, done)
    if first >= stop:
        return None
    head = _label_head(row, first, stop)
    if head is None:
        return None
    k, kind = head
    is_one = row[k].tag.number == "Sing" and noun_lemma(row[k].low) not in COLLECTIVE
    if is_one and kind in ("territory", "organization", "person") and quantity.value != 1:
        return None  # «Заречный район – 12» does not count districts
    is_close = has_dash or (row[quantity.at].numeral is not None and _is_predicate(row, k, stop, quantity))
    if not is_close:
        return None
    if any(row[j].pos == "ADP" for j in range(first, k)):  # «Среди читателей дети до 12 лет – 934»
        first = k
        while row[first - 1].pos in ("ADJ", "DET"):
            first -= 1
    quantity.noun, quantity.first = (k, stop), first
    quantity.kind, quantity.noun_class, quantity.head = "noun", kind, noun_lemma(row[k].low)
    return quantity


def _before_date(row: list[Word], stop: int) -> int:
    """The end of the label of a series of years: «Клубы: к 2024 г. – 30»; `stop` where there is none."""
    k = stop
    while k > 0 and (row[k - 1].date is not None or row[k - 1].pos == "ADP"):
        k -= 1
    return k - 1 if 0 < k < stop and row[k - 1].low == ":" else stop


def by_named_label(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """A label whose noun is a participant: «взрослые от 30 до 50 лет – 412»."""
    found = by_label(replace(quantity), row, done)
    return found if found is not None and found.noun_class != "thing" else None


def _is_predicate(row: list[Word], head: int, stop: int, quantity: Quantity) -> bool:
    """Whether a number without a dash says how many the noun is: «Пара одна», «число участников 120»."""
    if row[head].low in AMOUNTS or (head and row[head - 1].low in AMOUNTS):
        return True
    if _is_counted_genitive(row, head, stop, quantity):
        return True
    if not row[quantity.at].text.isalpha() or row[head].case != "Nom":
        return False
    return quantity.stop >= len(row) or row[quantity.stop].low in (".", ",", "(")


def _is_counted_genitive(row: list[Word], head: int, stop: int, quantity: Quantity) -> bool:
    """«Посетителей 5 612», «из них отличников 41»: a plural genitive that opens its clause, then its number."""
    if head + 1 != stop or row[head].case != "Gen" or row[head].tag.number != "Plur":
        return False
    k = head - 1
    while k >= 0 and row[k].pos in ("ADJ", "DET"):
        k -= 1
    if k >= 0 and row[k].sentence == row[head].sentence and not (row[k].low in PARTITIVES or row[k].low in _OPENINGS):
        return False
    return quantity.stop >= len(row) or row[quantity.stop].low in (".", ",", "(", ";", ")")


def _label_start(row: list[Word], stop: int, done: list[Quantity]) -> int:
    """Where the label before word `stop` begins: after a comma, a bracket, a number or the sentence's start."""
    last = next((q.stop for q in reversed(done[-RECENT:]) if q.kind not in ("time", "times")), 0)
    first = max(sentence_start(row, stop - 1), last)
    depth = 0
    for k in range(stop - 1, first - 1, -1):
        low = row[k].low
        if low in (")", "»"):
            depth += 1
        elif low in ("(", "«"):
            if depth == 0:
                return k + 1
            depth -= 1
        elif depth == 0 and low in (",", ";", ":"):
            return k + 1
    return first


def _label_head(row: list[Word], first: int, stop: int) -> tuple[int, NounClass] | None:
    """The noun that a label names: its first nominative, or the noun that it begins with."""
    modifiers: list[str] = []
    is_governed = is_quoted = False
    for k in range(first, stop):
        word = row[k]
        if word.low in ("«", "»"):
            is_quoted = word.low == "«"
        elif is_quoted:
            continue
        elif word.pos == "ADP":
            is_governed = True
        elif word.pos == "PRON":
            is_governed = False  # «из них отличников 41»
        elif word.lemma in _NO_LABELS:
            return None  # «план на год – 95 тыс.»
        elif word.pos in ("ADJ", "DET"):
            modifiers.append(word.lemma)
            if is_substantive(word.low) and word.case == "Nom":
                return k, "person"
        elif word.pos in ("NOUN", "PROPN", "X") and word.text[:1].isalpha():
            is_whole = word.text.islower() or k == first or word.text.isupper()
            if is_whole and (word.case == "Nom" or not is_governed) and word.case not in ("Ins", "Dat", "Loc"):
                kind = noun_class(noun_lemma(word.low), word.low, modifiers, text_at(row, k + 1))
                if kind != "thing" or word.case == "Nom":  # «II степени – 5» names no noun
                    return k, kind
            is_governed, modifiers = True, []
    return None


def by_pronoun(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """The noun of «Семьям вожатых, а их 64»: the first plural noun of the clause before."""
    k = quantity.first - 1
    if k >= 0 and row[k].lemma == "быть":
        k -= 1
    if k < 2 or row[k].low != "их" or row[k - 1].low not in ("а", ",", "всего", "сейчас"):
        return None
    stop = k - 1
    while stop > 0 and row[stop - 1].low in (",", "а"):
        stop -= 1
    for j in range(_label_start(row, stop, done), stop):
        kind = noun_class(noun_lemma(row[j].low), row[j].low) if row[j].pos == "NOUN" else "thing"
        if kind != "thing" and row[j].tag.number == "Plur":
            return _named(quantity, row, j, (j, stop), kind)
    return None


def by_amount(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«количество просмотров – 1845», «увеличить число смен с 40 до 55», «довести долю до 30»."""
    k = quantity.first - 1
    if k < 0 or not (
        row[k].low in AMOUNT_LINKS
        or row[k].lemma in AMOUNT_VERBS
        or quantity.comparator != "exact"
        or quantity.base is not None
        or row[k].case == "Gen"
        or row[k].date is not None
    ):
        return None
    sentence = row[quantity.at].sentence
    last = next((q.at for q in reversed(done[-RECENT:]) if q.kind not in ("time", "times")), -1)
    depth = 0
    for j in range(k, max(-1, k - 25), -1):
        depth += (row[j].low == ")") - (row[j].low == "(")
        if row[j].sentence != sentence or j <= last or row[j].low == ";" or depth < 0:
            return None
        if depth:
            continue
        if row[j].lemma in SHARES:
            quantity.kind, quantity.is_elided = "percent", True
            return quantity
        if (row[j].lemma in AMOUNTS or row[j].low in AMOUNTS) and text_at(row, j - 1) != "том":
            return amount_of(quantity, row, j, k)
        if row[j].lemma in RATES:
            return _named(quantity, row, j, (j, j + 1), "thing", first=quantity.bound)
    return None


def amount_of(quantity: Quantity, row: list[Word], amount: int, last: int) -> Quantity | None:
    """The genitive after «число», with its modifiers, up to the dash or the preposition of the number."""
    modifiers: list[str] = []
    for j in range(amount + 1, last + 1):
        if row[j].pos == "ADJ":
            modifiers.append(row[j].lemma)
        elif row[j].pos in ("NOUN", "PROPN", "X") and row[j].text[:1].isalpha():
            stop = last if row[last].low in AMOUNT_LINKS else last + 1
            kind = noun_class(noun_lemma(row[j].low), row[j].low, modifiers, row[j + 1].low if j < last else "")
            return _named(quantity, row, j, (amount + 1, stop), kind, first=amount)
        elif row[j].pos in ("ADP", "VERB") and row[j].tag.verb_form != "Part":
            return None
    return None


def _named(
    quantity: Quantity, row: list[Word], head: int, noun: tuple[int, int], kind: NounClass, first: int | None = None
) -> Quantity:
    quantity.kind, quantity.noun_class, quantity.head = "noun", kind, noun_lemma(row[head].low)
    quantity.noun, quantity.first, quantity.is_elided = noun, noun[0] if first is None else first, True
    return quantity


def after_noun(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«учителя (12), воспитатели (5)»: a bracket with a number alone counts the noun before it."""
    k = quantity.first - 1
    if text_at(row, k) != "(" or text_at(row, quantity.stop) != ")" or k < 1:
        return None
    noun = row[k - 1]
    if noun.pos != "NOUN" or noun.tag.number != "Plur" or not noun.text.islower():
        return None
    kind = noun_class(noun_lemma(noun.low), noun.low)
    return None if kind == "thing" else _named(quantity, row, k - 1, (k - 1, k), kind)


def after_comma(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«создать звенья дружинников, не менее 6»: a bound behind a comma counts what stands before."""
    k = quantity.bound - 1
    is_parted = text_at(row, k) in (",", "(", *DASHES)
    is_last = quantity.stop >= len(row) or row[quantity.stop].low in _ENDS
    if quantity.comparator == "exact" or not is_parted or not is_last:
        return None
    for j in range(k - 1, max(-1, k - 7), -1):
        word = row[j]
        if word.pos == "NOUN" and word.tag.number == "Plur" and word.case in ("Nom", "Acc") and word.text.islower():
            return _named(quantity, row, j, (j, k), noun_class(noun_lemma(word.low), word.low), first=quantity.bound)
        if word.pos not in ("NOUN", "ADJ") or word.date is not None:
            return None
    return None


# -- data ------------------------------------------------------------------------------------------

_OPENINGS = frozenset((",", ";", ":", "(", ".", "-", "–", "—"))
_ENDS = frozenset((".", ",", ")", ";"))
_NO_LABELS = frozenset(("план", "задание", "прогноз", "норматив", "факт"))  # «план 6 мес. – 1 000» counts no plans
