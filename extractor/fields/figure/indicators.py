"""What a target measures and where it stands: «довести долю … с 18 до 30 процентов» is about «долю …».

Decides the clause of a planned figure, and its wording without the number, the comparator, the dates and
the verbs that only say «raise» or «plan». Leaves units to `targets.py` and dates to `dues.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.fields.figure.elided_words import RATES
from extractor.fields.figure.figures import Figure
from extractor.fields.figure.indicator_words import (
    BARE_UNITS,
    CHANGE_VERBS,
    DATE_EDGES,
    DROPPED,
    DROPPED_FORMS,
    EMPTY,
    FRACTIONS,
    LEVEL_NOUNS,
    MARKED,
)
from extractor.fields.figure.plan_words import MARKS, RELATIVES
from extractor.fields.figure.quantity import Quantity, ends_sentence, text_at
from extractor.fields.figure.quantity_words import DASHES, RATE_BASES
from extractor.fields.figure.words import WINDOW, Word, is_infinitive, sentence_start
from extractor.russian.broken_words import mended


class Clause(NamedTuple):
    """Words `first` … `stop - 1` around a figure, and the words of them that make the indicator."""

    first: int
    stop: int
    kept: list[int]
    has_content: bool


def clause_of(figure: Figure, before: Quantity | None, after: Quantity | None) -> Clause:
    """The clause of a figure between its neighbours: «переселить 231 человека» has verb and noun."""
    row, quantity = figure.row, figure.quantity
    first = _left(figure, before)
    stop = _right(row, quantity, after)
    kept = [k for k in range(first, stop) if _is_kept(row, k, quantity)]
    kept = _without_dangling(row, kept, quantity)
    has_content = any(_is_content(row[k]) for k in kept)
    return Clause(first, stop, kept, has_content)


def wording(text: str, row: list[Word], kept: list[int]) -> str:
    """The kept words as the text has them, gaps closed with one space."""
    parts: list[str] = []
    start = end = -1
    for k in kept:
        if start >= 0 and row[k - 1].end == end and k - 1 in kept:
            end = row[k].end
            continue
        if start >= 0:
            parts.append(mended(text[start:end]))
        start, end = row[k].start, row[k].end
    if start >= 0:
        parts.append(mended(text[start:end]))
    joined = " ".join(" ".join(parts).split())
    return joined.strip(" ,;:.-–—(|")


def _left(figure: Figure, before: Quantity | None) -> int:
    """Where the clause begins: at its infinitive, or at its subject, or behind the figure before it."""
    row, quantity = figure.row, figure.quantity
    first = sentence_start(row, quantity.at)
    if before is not None and before.stop > first and row[before.at].sentence == row[quantity.at].sentence:
        first = before.stop
    if before is not None and before.kind in ("measure", "percent") and first == before.stop:
        k = first
        while k < quantity.bound and row[k].case == "Gen" and row[k].pos in ("NOUN", "ADJ"):
            k += 1  # «14 км дорог и 3 моста»
        if before.kind == "measure" or row[k].low == ",":
            first = k  # «45 % жителей, детей – не менее 75 %»
    verb = figure.plan.verb
    if verb is not None and first <= verb < quantity.bound and _opens(row, verb, quantity):
        return verb
    first = _after_closed(row, first, quantity.bound)
    first = _after_relative(row, first, verb)
    first = _after_bracket(row, first, quantity.bound)
    first = _after_mark(row, first, quantity.bound)
    while first < quantity.bound and (
        row[first].low in _SEPARATORS or row[first].low in DASHES or text_at(row, first + 1) == ")"
    ):
        first += 1
    return first


def _opens(row: list[Word], verb: int, quantity: Quantity) -> bool:
    """Whether the clause begins at its verb: not in «долю довести», nor in «доля должна вырасти на треть»."""
    has_noun = any(_names(row, k) for k in range(verb + 1, quantity.bound))
    if not is_infinitive(row[verb]):
        return has_noun and not _has_subject(row, verb)
    if has_noun:
        return True
    if any(row[k].lemma == "должный" or row[k].low in _MODALS for k in range(max(0, verb - 6), verb)):
        return False
    return row[verb].lemma not in CHANGE_VERBS or not _has_level(row, verb)


def _names(row: list[Word], k: int) -> bool:
    """Whether a word can be what a verb raises: a noun, but no «вдвое», «на треть», «раз»."""
    return row[k].pos == "NOUN" and row[k].date is None and row[k].numeral is None and row[k].lemma not in FRACTIONS


def _has_subject(row: list[Word], verb: int) -> bool:
    return any(row[k].pos == "NOUN" and row[k].case == "Nom" for k in range(max(0, verb - 8), verb))


def _has_level(row: list[Word], verb: int) -> bool:
    """Whether a noun stands before a verb in its clause: «долю осмотренных на дому довести …»."""
    for k in range(verb - 1, max(-1, verb - 14), -1):
        if row[k].sentence != row[verb].sentence or row[k].low in (";", ":", ".", ")") or is_infinitive(row[k]):
            return False
        if row[k].pos == "NOUN" and row[k].case in ("Nom", "Acc") and row[k].date is None:
            return True
        if row[k].low == "," and not (k + 1 < verb and row[k + 1].tag.verb_form == "Part"):
            return False
    return False


def _after_relative(row: list[Word], first: int, verb: int | None) -> int:
    """Behind the «которой», «чтобы» that opens the clause of the verb: «программа, по которой доля должна …»."""
    if verb is None:
        return first
    opening = (k for k in range(verb - 1, first - 1, -1) if row[k].lemma in RELATIVES or row[k].low == "чтобы")
    return next((k + 1 for k in opening), first)


def _after_closed(row: list[Word], first: int, bound: int) -> int:
    """Behind a bracket that an earlier figure stands in: «562 человека (45 % жителей), из них 102 – дети»."""
    depth = 0
    for k in range(first, bound):
        depth += (row[k].low == "(") - (row[k].low == ")")
        if depth < 0:
            return k + 1
    return first


def _after_bracket(row: list[Word], first: int, bound: int) -> int:
    """Behind a bracket that is open at the figure and names a level: «(прогнозная численность – 3 400 человек)»."""
    for k in range(bound - 1, first - 1, -1):
        if row[k].low == ")":
            return first
        if row[k].low == "(":
            return k + 1 if any(row[j].lemma in LEVEL_NOUNS for j in range(k + 1, bound)) else first
    return first


def _after_mark(row: list[Word], first: int, bound: int) -> int:
    """Behind the last colon or semicolon that leaves words of its own before the number."""
    for k in range(bound - 1, first - 1, -1):
        if row[k].low in (":", ";") and any(_is_content(row[j]) for j in range(k + 1, bound)):
            return k + 1
    return first


def _right(row: list[Word], quantity: Quantity, after: Quantity | None) -> int:
    """Where the clause ends: at a mark, a bracket, a verb in the finite form or the next figure."""
    stop = min(len(row), quantity.stop + 30)
    if after is not None and after.bound < stop:
        stop = after.bound
    k = quantity.stop
    while k < stop and not ends_sentence(row, quantity):
        word = row[k]
        if word.sentence != row[quantity.at].sentence or word.low in (";", ":", "(", ")", "|", "."):
            break
        if word.low == "," and not (k + 1 < stop and _continues(row[k + 1])):
            break
        if word.tag.verb_form == "Fin" and word.tag.tense == "Past":
            break
        if _begins_another(row, k) or _is_rate(row, k):
            break
        k += 1
    while k > quantity.stop and (row[k - 1].pos in ("ADP", "CCONJ") or row[k - 1].low in (",", *DASHES)):
        k -= 1
    return k


def has_noun(row: list[Word], clause: Clause) -> bool:
    """Whether the words of an indicator hold a noun: «подключим» alone says nothing."""
    return any(row[k].pos in ("NOUN", "PROPN", "X") and row[k].text[:1].isalpha() for k in clause.kept)


def before_colon(text: str, figure: Figure) -> str:
    """«План по услугам выполнен: при задании 420 тыс. руб. получено …»: what stands before the colon."""
    row, bound = figure.row, figure.quantity.bound
    first = sentence_start(row, bound)
    stop = next((k for k in range(bound - 1, first - 1, -1) if row[k].low == ":"), None)
    return "" if stop is None else wording(text, row, [k for k in range(first, stop) if row[k].date is None])


def rate_unit(row: list[Word], quantity: Quantity) -> str | None:
    """The unit of a rate: «на 100 тыс. населения», behind the figure or behind the fact it belongs to."""
    places = [quantity.stop] if quantity.source is None else [quantity.stop, quantity.source.stop]
    if quantity.head in RATES or quantity.head in MARKED:
        places += range(quantity.bound - 1, max(-1, quantity.bound - 12), -1)
    for k in places:
        if k + 2 < len(row) and _is_rate(row, k) and row[k + 2].text[:1].isalpha():
            is_own = quantity.noun is not None and quantity.noun[1] == k and quantity.noun[0] > quantity.at
            # «230 случаев на 100 тыс. рабочих»
            first = quantity.noun[0] if is_own and quantity.noun is not None else k
            return " ".join(word.text for word in row[first : k + 3])
    return None


def _begins_another(row: list[Word], k: int) -> bool:
    """Whether another task or the plan begins: «на 350 тысяч и увеличить …», «38 т при плановых 60 т»."""
    if row[k].pos == "CCONJ" and k + 1 < len(row) and is_infinitive(row[k + 1]):
        return True
    return row[k].lemma in MARKS or row[k].lemma == "план"


def _is_rate(row: list[Word], k: int) -> bool:
    """«574,1 на 100 тыс. населения»: what a rate is reckoned on."""
    base = row[k + 1].numeral if row[k].low == "на" and k + 1 < len(row) else None
    return base is not None and base.value in RATE_BASES and base.value > 1


def _continues(word: Word) -> bool:
    """Whether a comma only sets off a participle: «охват организаций, вовлечённых в …»."""
    return word.tag.verb_form == "Part" and word.tag.variant != "Short"


def _is_kept(row: list[Word], k: int, quantity: Quantity) -> bool:
    word = row[k]
    if quantity.bound <= k < quantity.stop:
        is_noun = quantity.kind == "noun" and quantity.noun is not None and quantity.noun[0] <= k < quantity.noun[1]
        return is_noun and word.lemma not in BARE_UNITS and word.low not in BARE_UNITS
    if word.date is not None or word.numeral is not None or _is_year_end(row, k) or _is_mark(row, k):
        return False
    is_noun = word.pos == "NOUN" and not is_infinitive(word)  # «число статей» has the lemma «стать»
    if (not is_noun and word.lemma in CHANGE_VERBS) or word.lemma in DROPPED or word.low in DROPPED_FORMS:
        return False
    if word.low == "год" and k and row[k - 1].low in ("на", "за"):
        return False  # «утверждено на год 99 процентов»
    if word.lemma in DATE_EDGES and k + 1 < len(row) and row[k + 1].date is not None:
        return False
    if word.pos != "ADP" or k + 1 >= len(row):
        return True
    return row[k + 1].date is None and not (
        row[k + 1].lemma in DATE_EDGES and k + 2 < len(row) and row[k + 2].date is not None
    )


def _is_mark(row: list[Word], k: int) -> bool:
    """A word of «целевое значение», or of the base of a rate, «на 100 тыс. населения»."""
    for j in (k, k - 1):
        if 0 <= j < len(row) - 1 and row[j].lemma in MARKS and row[j + 1].lemma in MARKED:
            return True
    return any(j >= 0 and _is_rate(row, j) for j in (k, k - 2))


def _is_year_end(row: list[Word], k: int) -> bool:
    """A word of «до конца года» that is no date of its own."""
    return any(
        0 <= j < len(row) - 2 and row[j].pos == "ADP" and row[j + 1].lemma == "конец" and row[j + 2].low == "года"
        for j in (k, k - 1, k - 2)
    )


def _without_dangling(row: list[Word], kept: list[int], quantity: Quantity) -> list[int]:
    """Leaves out prepositions, commas and conjunctions that lost what they belong to."""
    chosen = set(kept)
    out = []
    for k in kept:
        is_link = row[k].pos in ("ADP", "CCONJ") or row[k].low in (",", "чем", "не", *DASHES, ":", "(", ")")
        is_before_noun = k == quantity.bound - 1 and quantity.kind == "noun"
        if is_link and (k + 1 not in chosen or k - 1 not in chosen) and not is_before_noun:
            if row[k].pos == "ADP" and k + 1 in chosen:
                out.append(k)
            continue
        out.append(k)
    while out and row[out[-1]].pos == "ADP" and out[-1] < quantity.bound:
        out.pop()  # «численность тренеров возрастёт на 12 человек»
    return out


def _is_content(word: Word) -> bool:
    return (
        word.pos in ("NOUN", "PROPN", "X", "VERB")
        and word.text[:1].isalpha()
        and (word.lemma not in EMPTY or (word.pos == "NOUN" and word.lemma in CHANGE_VERBS))
        and word.low not in DROPPED_FORMS
    )


def level_phrase(text: str, row: list[Word], figure: Figure) -> str:
    """The level that a sentence before names: «Показатель 1. Доля детей, занимающихся спортом. … 2022 год – 75 %»."""
    for k in range(figure.quantity.bound - 1, max(-1, figure.quantity.bound - WINDOW), -1):
        if row[k].lemma not in LEVEL_NOUNS or row[k].case not in ("Nom", ""):
            continue
        stop = k + 1
        while stop < figure.quantity.bound and row[stop].sentence == row[k].sentence:
            if row[stop].numeral is not None or row[stop].low in (".", ":", ";"):
                break
            stop += 1
        return wording(text, row, [j for j in range(k, stop) if row[j].date is None])
    return ""


def mark_phrase(text: str, row: list[Word], quantity: Quantity) -> str:
    """«Целевой показатель на 2021 год – 78 %»: what the level itself is called where nothing else is."""
    for k in range(quantity.bound - 1, max(sentence_start(row, quantity.bound), quantity.bound - 10) - 1, -1):
        if row[k].lemma in MARKED and row[k].case in ("Nom", "Acc"):
            first = k - 1 if k and row[k - 1].pos in ("ADJ", "DET") else k
            return wording(text, row, [*range(first, k + 1)])
    return ""


def is_of_whom(row: list[Word], clause: Clause, quantity: Quantity) -> bool:
    """«доля занятых – 55 %, для нашей области – 56 %»: whom another figure of the same level is for."""
    before = [k for k in clause.kept if k < quantity.bound]
    is_led = text_at(row, quantity.bound - 1) in DASHES and bool(before) and row[before[0]].pos == "ADP"
    return is_led and not any(row[k].case == "Nom" or row[k].pos == "VERB" for k in before)


def is_part(row: list[Word], clause: Clause, quantity: Quantity) -> bool:
    """«в том числе молодых – не менее 3» is a part of the figure before."""
    before = range(clause.first, quantity.bound)
    near = {row[k].low for k in before if not (row[k].low == "них" and text_at(row, k - 1) == "в")}
    return bool(near & {"том", "т.ч", "них", "которых"}) or text_at(row, clause.first - 1) in ("числе", "числе:")


# -- data ------------------------------------------------------------------------------------------

_SEPARATORS = frozenset((",", ";", ":", ".", "и", "а", ")", "также", "|", "("))
_MODALS = frozenset(("должен", "должна", "должно", "должны", "будет", "будут", "может", "могут"))
