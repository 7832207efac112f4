"""Numbers that name nothing themselves: «из них 95», «дистанционно – 12», «Наставников – 19», «трое».

Decides what such a number counts: the noun of the label before it, or the noun of a number before or
after it. Leaves numbers with a noun of their own to `_quantities.py`. A number that stays without any
is dropped: it is a score, a part of a name or a heading.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.fields._count_lexicon import NounClass
from extractor.fields._count_nouns import is_substantive, noun_class, noun_lemma
from extractor.fields._elided_words import (
    AMOUNT_LINKS,
    AMOUNT_VERBS,
    AMOUNTS,
    COLLECTIVE,
    ENDS,
    HOUR,
    PARTITIVES,
    PERSON_VERBS,
    SHARES,
)
from extractor.fields._quantities import Passage
from extractor.fields._quantity import Quantity, text_at, with_noun
from extractor.fields._quantity_words import DASHES
from extractor.fields._words import Word, sentence_start

REACH = 2  # sentences back in which an antecedent is looked for
_RECENT = 12  # quantities back


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
        found = _resolved(quantity, row, done) or _by_next(quantity, row, pending[i + 1 : i + 4])
        if found is None and before is not None and _is_open(quantity, row, done) and not done:
            found = replace(with_noun(quantity, before), source=None)
        if found is not None:
            done.append(found)
    return done


def amount_named(passage: Passage) -> Quantity | None:
    """What a lead-in counts: «Количество участников по районам:» counts participants."""
    row = passage.words
    for k, word in enumerate(row):
        if word.lemma in AMOUNTS and text_at(row, k - 1) != "том":
            return _amount_of(Quantity(k, k, k + 1, 0, None, "exact", "bare"), row, k, len(row) - 1)
    return None


def _resolved(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    if _is_one(quantity, row):
        return _by_label(quantity, row, done)
    for rule in (
        _by_form,
        _by_pronoun,
        _in_bracket,
        _after_noun,
        _by_named_label,
        _by_amount,
        _by_label,
        _by_verb,
        _by_antecedent,
    ):
        found = rule(quantity, row, done)
        if found is not None:
            return found
    return None


def _piece_of(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«библиотеки – 15 ед.»: the label says what the units are."""
    if quantity.head not in ("ед", "единица", "шт", "штука") or text_at(row, quantity.first - 1) not in DASHES:
        return None
    return _by_named_label(quantity, row, done)


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


# -- labels ----------------------------------------------------------------------------------------


def _by_label(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """The noun of «Наставников – 19», «количество просмотров зала – 1845», «Пара „…“ одна»."""
    stop = quantity.first
    has_dash = stop > 0 and (row[stop - 1].low in DASHES or row[stop - 1].low == ":")
    if has_dash:
        stop -= 1
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
    if any(row[j].pos == "ADP" for j in range(first, k)):  # «Среди читателей дети до 14 лет – 1026»
        first = k
        while row[first - 1].pos in ("ADJ", "DET"):
            first -= 1
    quantity.noun, quantity.first = (k, stop), first
    quantity.kind, quantity.noun_class, quantity.head = "noun", kind, noun_lemma(row[k].low)
    return quantity


def _by_named_label(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """A label whose noun is a participant: «юношество с 15 до 24 лет – 587»."""
    found = _by_label(replace(quantity), row, done)
    return found if found is not None and found.noun_class != "thing" else None


def _is_predicate(row: list[Word], head: int, stop: int, quantity: Quantity) -> bool:
    """Whether a number without a dash says how many the noun is: «Пара одна», «число участников 120»."""
    if row[head].low in AMOUNTS or (head and row[head - 1].low in AMOUNTS):
        return True
    if not row[quantity.at].text.isalpha() or row[head].case != "Nom":
        return False
    return quantity.stop >= len(row) or row[quantity.stop].low in (".", ",", "(")


def _label_start(row: list[Word], stop: int, done: list[Quantity]) -> int:
    """Where the label before word `stop` begins: after a comma, a bracket, a number or the sentence's start."""
    last = next((q.stop for q in reversed(done[-_RECENT:]) if q.kind not in ("time", "times")), 0)
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


# -- antecedents -----------------------------------------------------------------------------------


def _by_pronoun(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """The noun of «Семьям с детьми, а их 71»: the first plural noun of the clause before."""
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


def _by_amount(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
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
    last = next((q.at for q in reversed(done[-_RECENT:]) if q.kind not in ("time", "times")), -1)
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
            return _amount_of(quantity, row, j, k)
    return None


def _amount_of(quantity: Quantity, row: list[Word], amount: int, last: int) -> Quantity | None:
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


def _in_bracket(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«более 45 тысяч детей (первая смена – 36 тысяч, вторая – 9)», «(план – 9 000)»: the noun before."""
    opening = _bracket(row, quantity.at)
    if opening is None or not done or quantity.first - opening > 25:
        return None
    source = next((q for q in reversed(done[-_RECENT:]) if q.kind not in ("time", "times")), None)
    if source is None or not (source.at > opening or opening - source.stop <= 3):
        return None
    if row[quantity.first - 1].low not in (*DASHES, ":", "план", "плане", "ранее", "них", "было", "("):
        return None
    labelled = _by_label(quantity, row, done)
    if labelled is not None and labelled.noun_class != "thing":
        return labelled
    return with_noun(quantity, source)


def _after_noun(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«учителя (12), воспитатели (5)»: a bracket with a number alone counts the noun before it."""
    k = quantity.first - 1
    if text_at(row, k) != "(" or text_at(row, quantity.stop) != ")" or k < 1:
        return None
    noun = row[k - 1]
    if noun.pos != "NOUN" or noun.tag.number != "Plur" or not noun.text.islower():
        return None
    kind = noun_class(noun_lemma(noun.low), noun.low)
    return None if kind == "thing" else _named(quantity, row, k - 1, (k - 1, k), kind)


def _by_next(quantity: Quantity, row: list[Word], pending: list[Quantity]) -> Quantity | None:
    """«в 2019 году – 45, в 2020 году – 56 человек»: the noun is said once, at the end."""
    if text_at(row, quantity.first - 1) not in DASHES or text_at(row, quantity.stop) not in (",", "и", ";"):
        return None
    for following in pending:
        if following.kind != "bare":
            is_near = row[following.at].sentence == row[quantity.at].sentence and following.at - quantity.at < 20
            is_alike = text_at(row, following.bound - 1) in DASHES
            return replace(with_noun(quantity, following), source=None) if is_near and is_alike else None
    return None


def _by_antecedent(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """The noun of an earlier number, where the words between allow it: «57 чел., дистанционно – 12»."""
    if not _is_open(quantity, row, done):
        return None
    source = _antecedent(quantity, row, done)
    return None if source is None else with_noun(quantity, source)


def _is_open(quantity: Quantity, row: list[Word], done: list[Quantity]) -> bool:
    """Whether the words right before a bare number leave room for an elided noun."""
    k = quantity.first - 1
    if k < 0:
        return False
    word = row[k]
    if quantity.noun is not None:
        return quantity.noun[1] - quantity.noun[0] == 1 and row[quantity.noun[0]].tag.number == "Plur"
    if word.low in DASHES or word.low == ":" or word.low in PARTITIVES:
        return True
    if word.pos == "VERB" and (word.tag.verb_form == "Fin" or word.tag.variant == "Short"):
        return True
    if word.low in ("у", "до", "на", "с", "из", "для") and quantity.stop <= len(row):
        return _ends_phrase(row, quantity.stop)
    if word.low in ("(", ",", "и") and done and (done[-1].stop >= k or text_at(row, quantity.stop) in DASHES):
        return _ends_phrase(row, quantity.stop)
    if quantity.comparator != "exact":
        return _ends_phrase(row, quantity.stop)
    if _is_subject(row, quantity) or _is_part_of_whole(row, quantity, done):
        return True
    return any(row[j].low in PARTITIVES for j in range(max(0, k - 2), k + 1))


def _is_subject(row: list[Word], quantity: Quantity) -> bool:
    """«Из 156 выпускников 98 поступили в колледжи»: the number is the subject of the verb after it."""
    if quantity.stop >= len(row) or quantity.value < 2:
        return False
    tag = row[quantity.stop].tag
    return row[quantity.stop].pos == "VERB" and tag.verb_form == "Fin" and tag.number == "Plur"


def _is_part_of_whole(row: list[Word], quantity: Quantity, done: list[Quantity]) -> bool:
    """«34 человека, из них с высшим образованием 12, со средним – 20»."""
    last = done[-1].stop if done else 0
    between = {row[j].low for j in range(max(last, quantity.first - 12), quantity.first)}
    return bool(between & {"них", "которых", "т.ч"}) and _ends_phrase(row, quantity.stop)


def _ends_phrase(row: list[Word], stop: int) -> bool:
    """Whether a mark, a dash, a preposition or the end follows: «у 7, они», «ещё 37.»."""
    if stop >= len(row):
        return True
    return row[stop].low in ENDS or row[stop].pos in ("ADP", "CCONJ") or row[stop].date is not None


def _antecedent(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """The nearest earlier quantity that is neither an age nor shut in a bracket."""
    sentence = row[quantity.at].sentence
    inside = _bracket(row, quantity.at)
    for source in reversed(done[-_RECENT:]):
        if sentence - row[source.at].sentence > REACH:
            return None
        if source.kind in ("time", "times"):
            continue
        opening = _bracket(row, source.at)
        if opening is not None and opening != inside:
            continue
        return source
    return None


def _bracket(row: list[Word], at: int) -> int | None:
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


def _by_verb(quantity: Quantity, row: list[Word], done: list[Quantity]) -> Quantity | None:
    """«Присутствовали – 24», «избрано 655»: the verb says that people are counted."""
    k = quantity.first - 1
    while k >= 0 and (row[k].low in DASHES or row[k].low in (":", "всего", "лично")):
        k -= 1
    if k < 0 or row[k].lemma not in PERSON_VERBS or not _ends_phrase(row, quantity.stop):
        return None
    quantity.kind, quantity.noun_class, quantity.head, quantity.is_elided = "noun", "person", "человек", True
    quantity.first = k
    return quantity
