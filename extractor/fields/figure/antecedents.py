"""Nouns of other numbers: «57 чел., дистанционно – 12», «22 ребёнка, … у 7», «98 поступили в колледжи».

Decides whether the words around a bare number leave room for an elided noun, and which number before or
after it has that noun. Leaves to `elided.py` the order of the rules.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.fields.figure.count_nouns import noun_class, noun_lemma
from extractor.fields.figure.elided_words import ENDS, PARTITIVES
from extractor.fields.figure.labels import RECENT
from extractor.fields.figure.quantity import Quantity, text_at, with_noun
from extractor.fields.figure.quantity_words import DASHES
from extractor.fields.figure.words import Word

REACH = 2  # sentences back in which an antecedent is looked for


def by_antecedent(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """The noun of an earlier number, where the words between allow it: «57 чел., дистанционно – 12»."""
    if not is_open(quantity, row, done):
        return None
    source = _antecedent(quantity, row, done)
    named = _named_before_pronoun(quantity, row, source)
    if named is not None:
        return named
    return None if source is None else with_noun(quantity, source)


def _named_before_pronoun(quantity: Quantity, row: list[Word], source: Quantity | None) -> Quantity | None:
    """The noun of «подарки получили все юнги, из них дважды – 31», where no number stands between."""
    sentence = row[quantity.at].sentence
    first = quantity.at
    while first > 0 and row[first - 1].sentence == sentence and quantity.at - first < 30:
        first -= 1
    if source is not None and source.at >= first:
        return None
    pronoun = next((k for k in range(quantity.first - 1, first, -1) if row[k].low in ("них", "которых")), None)
    if pronoun is None or row[pronoun - 1].low != "из":
        return None
    for k in range(pronoun - 2, first - 1, -1):
        word = row[k]
        if word.case != "Nom" or word.tag.number != "Plur" or word.pos not in ("NOUN", "VERB", "ADJ"):
            continue
        kind = noun_class(noun_lemma(word.low), word.low)
        if kind not in ("thing", "view"):
            return replace(quantity, kind="noun", noun_class=kind, head=noun_lemma(word.low), is_elided=True)
    return None


def by_next(quantity: Quantity, row: list[Word], pending: list[Quantity]) -> Quantity | None:
    """«в 2019 году – 45, в 2020 году – 56 человек»: the noun is said once, at the end."""
    if text_at(row, quantity.first - 1) not in DASHES or text_at(row, quantity.stop) not in (",", "и", ";"):
        return None
    for following in pending:
        if following.kind != "bare":
            is_near = row[following.at].sentence == row[quantity.at].sentence and following.at - quantity.at < 20
            is_alike = text_at(row, following.bound - 1) in DASHES
            return replace(with_noun(quantity, following), source=None) if is_near and is_alike else None
    return None


def is_open(quantity: Quantity, row: list[Word], done: list[Quantity]) -> bool:
    """Whether the words right before a bare number leave room for an elided noun."""
    k = quantity.first - 1
    if k < 0:
        return False
    word = row[k]
    if quantity.noun is not None:
        return quantity.noun[1] - quantity.noun[0] == 1 and row[quantity.noun[0]].tag.number == "Plur"
    if word.low in DASHES or word.low == ":" or word.low in PARTITIVES:
        return True
    if word.low == "все" and text_at(row, k - 1) in DASHES:
        return True  # «к 2026 году – все 64»
    if word.pos == "VERB" and (word.tag.verb_form == "Fin" or word.tag.variant == "Short"):
        return True
    if word.lemma in _MARKED and k and row[k - 1].lemma in ("целевой", "плановый"):
        return True  # «61,5 % при целевом значении 70»
    if word.low in ("у", "до", "на", "с", "из", "для") and quantity.stop <= len(row):
        return ends_phrase(row, quantity.stop)
    if _is_subject(row, quantity):
        return True
    if (
        word.low in ("(", ",", "и")
        and done
        and (done[-1].stop >= k or text_at(row, quantity.stop) in DASHES or _is_in_series(row, k, quantity.stop))
    ):
        return ends_phrase(row, quantity.stop)
    if quantity.comparator != "exact":
        return ends_phrase(row, quantity.stop)
    if _is_part_of_whole(row, quantity, done):
        return True
    return any(row[j].low in PARTITIVES for j in range(max(0, k - 2), k + 1))


def _is_in_series(row: list[Word], k: int, stop: int) -> bool:
    """«25 (2021), 60 (2022)»: each with a bracket of its own."""
    return text_at(row, k - 1) == ")" and text_at(row, stop) == "("


def _is_subject(row: list[Word], quantity: Quantity) -> bool:
    """«Из 156 выпускников 98 поступили в колледжи»: the number is the subject of the verb after it."""
    if quantity.stop >= len(row) or quantity.value < 2:
        return False
    tag = row[quantity.stop].tag
    if tag.variant == "Short" and tag.number == "Plur" and row[quantity.stop].pos in ("VERB", "ADJ"):
        return True  # «8 помещены в центр»
    return row[quantity.stop].pos == "VERB" and tag.verb_form == "Fin" and tag.number == "Plur"


def _is_part_of_whole(row: list[Word], quantity: Quantity, done: list[Quantity]) -> bool:
    """«34 человека, из них с высшим образованием 12, со средним – 20»."""
    last = done[-1].stop if done else 0
    between = {row[j].low for j in range(max(last, quantity.first - 12), quantity.first)}
    return bool(between & {"них", "которых", "т.ч"}) and ends_phrase(row, quantity.stop)


def ends_phrase(row: list[Word], stop: int) -> bool:
    """Whether a mark, a dash, a preposition or the end follows: «у 7, они», «ещё 37.»."""
    if stop >= len(row):
        return True
    return row[stop].low in ENDS or row[stop].pos in ("ADP", "CCONJ") or row[stop].date is not None


def _antecedent(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """The nearest earlier quantity that is neither an age nor shut in a bracket."""
    sentence = row[quantity.at].sentence
    inside = bracket_of(row, quantity.at)
    for source in reversed(done[-RECENT:]):
        if sentence - row[source.at].sentence > REACH:
            return None
        if source.kind in ("time", "times"):
            continue
        if source.kind == "percent" and quantity.value > 100:
            continue  # «44,1 % от плана в 7 043»
        opening = bracket_of(row, source.at)
        if opening is not None and opening != inside:
            continue
        if is_of_whole(source, row, done):
            continue  # «31 педагог из 12 школ, из них с категорией – 7»: of the teachers
        return source
    return None


def is_of_whole(source: Quantity, row: list[Word], done: list[Quantity]) -> bool:
    """Whether a number says only where those counted right before it come from: «31 педагог [из 12 школ]»."""
    if text_at(row, source.first - 1) != "из" or source.noun is None:
        return False
    sentence = row[source.at].sentence
    earlier = [q for q in done[-RECENT:] if q.at < source.at and row[q.at].sentence == sentence and q.kind == "noun"]
    return any(source.first - 1 - q.stop in (0, 1, 2) and q.noun_class in ("person", "group", "work") for q in earlier)


def bracket_of(row: list[Word], at: int) -> int | None:
    """The word that opens the bracket around word `at`."""
    depth = 0
    for k in range(at, max(-1, at - 40), -1):
        if row[k].low == ")":
            depth -= 1
        elif row[k].low == "(":
            depth += 1
            if depth > 0:
                return k
    return None


# -- data ------------------------------------------------------------------------------------------

_MARKED = frozenset(("значение", "показатель", "уровень", "задание", "норматив"))
