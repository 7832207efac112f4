"""Numbers that name nothing themselves: «из них 95», «дистанционно – 12», «Наставников – 19», «трое».

Decides what such a number counts: the noun of the label before it, or the noun of a number before or
after it. Leaves numbers with a noun of their own to `quantities.py`, labels
to `labels.py` and the nouns of other numbers to `antecedents.py`. A number that stays without any
is dropped: it is a score, a part of a name or a heading.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.fields.figure.antecedents import bracket_of, by_antecedent, by_next, ends_phrase, is_of_whole, is_open
from extractor.fields.figure.count_nouns import noun_class, noun_lemma
from extractor.fields.figure.elided_words import AMOUNTS, HOUR, PERSON_VERBS
from extractor.fields.figure.labels import (
    RECENT,
    after_comma,
    after_noun,
    amount_of,
    by_amount,
    by_label,
    by_named_label,
    by_pronoun,
)
from extractor.fields.figure.quantities import Passage
from extractor.fields.figure.quantity import Quantity, text_at, with_noun
from extractor.fields.figure.quantity_words import DASHES
from extractor.fields.figure.words import Word, sentence_start


def resolve(passage: Passage, before: Quantity | None = None) -> list[Quantity]:
    """All quantities of a passage with elided nouns filled in, those that count nothing left out.

    `before` is the last quantity of the list item above: «педагоги – 12» under «Участвовало 30 человек:».
    """
    row, done = passage.words, list[Quantity]()
    pending = passage.quantities
    for i, quantity in enumerate(pending):
        if _is_vote(quantity, row):
            continue
        if quantity.kind != "bare":
            done.append(_piece_of(quantity, row, done) or quantity)
            continue
        if quantity.is_forward and i + 1 < len(pending) and pending[i + 1].kind != "bare":
            done.append(with_noun(quantity, pending[i + 1]))
            continue
        if quantity.base is None and (_is_year(quantity, row) or _is_hour(quantity, row)):
            continue
        found = _resolved(quantity, row, done) or by_next(quantity, row, pending[i + 1 : i + 4])
        if found is None and before is not None and is_open(quantity, row, done) and not done:
            found = replace(with_noun(quantity, before), source=None)
        if found is not None:
            done.append(_scaled(found, row))
    return done


def _scaled(quantity: Quantity, row: list[Word]) -> Quantity:
    """«64,2 тыс. рублей (план 90)»: the multiplier of a fact is said once."""
    source = quantity.source
    if source is None or text_at(row, quantity.bound - 1) not in _PLAN_FORMS or quantity.value >= 1000:
        return quantity
    factor = next((size for stem, size in _MULTIPLIERS if stem in row[source.at].low), 1)
    whole = round(quantity.value * factor, 6)
    if factor == 1 or not source.value / 4 <= whole <= source.value * 4:
        return quantity
    return replace(quantity, value=int(whole) if float(whole).is_integer() else whole)


def amount_named(passage: Passage) -> Quantity | None:
    """What a lead-in counts: «Количество участников по районам:» counts participants."""
    row = passage.words
    for k, word in enumerate(row):
        if word.lemma in AMOUNTS and text_at(row, k - 1) != "том":
            return amount_of(Quantity(k, k, k + 1, 0, None, "exact", "bare"), row, k, len(row) - 1)
    return None


def _resolved(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    if _is_one(quantity, row):
        return by_label(quantity, row, done)
    for rule in (
        _by_form,
        by_pronoun,
        _in_bracket,
        _instead,
        after_noun,
        by_named_label,
        by_amount,
        by_label,
        after_comma,
        _by_verb,
        by_antecedent,
    ):
        found = rule(quantity, row, done)
        if found is not None:
            return found
    return None


def _piece_of(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«библиотеки – 15 ед.»: the label says what the units are."""
    if quantity.head not in ("ед", "единица", "шт", "штука") or text_at(row, quantity.first - 1) not in DASHES:
        return None
    return by_named_label(quantity, row, done)


def _is_vote(quantity: Quantity, row: list[Word]) -> bool:
    """«Голосовали: за – 19, против – 0» counts votes."""
    k = quantity.first - 1
    while k >= 0 and (row[k].low in DASHES or row[k].low in (":", "»", '"', "«")):
        k -= 1
    if k < 0 or (k == quantity.first - 1 and row[k].low == "за"):
        return False
    return row[k].low in ("за", "против") or row[k].lemma in ("воздержаться", "голосовать", "проголосовать")


def _is_one(quantity: Quantity, row: list[Word]) -> bool:
    """«один из старожилов» counts nothing, «Пара одна» does."""
    return quantity.value == 1 and row[quantity.at].text.isalpha()


def _is_year(quantity: Quantity, row: list[Word]) -> bool:
    """A bare «2016» after a preposition or a dash is a year that the dates left out."""
    text = row[quantity.at].text
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100 and quantity.comparator == "exact"


def _is_hour(quantity: Quantity, row: list[Word]) -> bool:
    """«до 18.00», «в 10.30» tell the time of day."""
    before = text_at(row, quantity.at - 1)
    is_led = before in ("до", "в", "с", "к", "после", "по", *DASHES)
    return is_led and HOUR.fullmatch(row[quantity.at].text) is not None


def _by_form(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«трое», «семеро» count people, whom the words before may name: «Молодых специалистов семеро»."""
    numeral = row[quantity.at].numeral
    if numeral is None or numeral.form != "collective":
        return None
    quantity.kind, quantity.noun_class, quantity.head, quantity.is_elided = "noun", "person", "человек", True
    k = _genitive_before(row, quantity)
    if k is not None:
        quantity.noun, quantity.first, quantity.head = k, k[0], noun_lemma(row[k[1] - 1].low)
    return quantity


def _genitive_before(row: list[Word], quantity: Quantity) -> tuple[int, int] | None:
    """The genitive plural that begins the sentence: «Молодых специалистов в районе семеро»."""
    first = sentence_start(row, quantity.at)
    for k in range(first, min(first + 4, quantity.first)):
        word = row[k]
        if word.case != "Gen" or word.tag.number != "Plur":
            return None
        if word.pos == "NOUN":
            return (first, k + 1) if noun_class(noun_lemma(word.low), word.low) != "thing" else None
    return None


def _in_bracket(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«более 30 тысяч гостей (первый заезд – 22 тысячи, второй – 8)», «(план – 9 000)»: the noun before."""
    opening = bracket_of(row, quantity.at)
    if opening is None or not done or quantity.first - opening > 25:
        return None
    unlike = ("time", "times", "percent") if quantity.value > 100 else ("time", "times")
    near = (q for q in reversed(done[-RECENT:]) if q.kind not in unlike and not is_of_whole(q, row, done))
    source = next(near, None)
    if source is None or not (source.at > opening or opening - source.stop <= 3):
        return None
    if row[quantity.first - 1].low not in (*DASHES, ":", "план", "плане", "ранее", "них", "было", "("):
        return None
    labelled = by_label(quantity, row, done)
    if labelled is not None and labelled.noun_class != "thing":
        return labelled
    return with_noun(quantity, source)


def _instead(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«осмотр прошли 1 402 жителя вместо 2 000 по плану»: the noun of the fact."""
    is_beside = bool(done) and text_at(row, quantity.bound - 1) in ("вместо", "против")
    return with_noun(quantity, done[-1]) if is_beside and quantity.bound - done[-1].stop < 4 else None


def _verb_of(row: list[Word], k: int) -> int:
    """The word before an object with its preposition, -1 where something else stands there."""
    k -= 1
    while k >= 0 and row[k].pos in ("ADP", "ADJ"):
        k -= 1
    return k if k >= 0 and row[k].pos == "VERB" else -1


def _by_verb(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«Присутствовали – 24», «избрано 655»: the verb says that people are counted."""
    k = quantity.first - 1
    while k >= 0 and (row[k].low in DASHES or row[k].low in (":", "всего", "лично")):
        k -= 1
    if k >= 0 and row[k].pos == "NOUN":
        k = _verb_of(row, k)  # «закончили год 402», «приступили к обучению 120»
    if k < 0 or row[k].lemma not in PERSON_VERBS or not ends_phrase(row, quantity.stop):
        return None
    quantity.kind, quantity.noun_class, quantity.head, quantity.is_elided = "noun", "person", "человек", True
    quantity.first = k
    return quantity


# -- data ------------------------------------------------------------------------------------------

_PLAN_FORMS = frozenset(("план", "плане", "плана", "задание", "задании", "задания", "прогноз", "прогнозе"))
_MULTIPLIERS = (("тыс", 1000), ("млн", 10**6), ("миллион", 10**6), ("млрд", 10**9), ("миллиард", 10**9))
