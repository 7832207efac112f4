"""Every quantity of a text: a number, its comparator and what it counts.

Decides for each number what stands before it («не менее», «от 20 до 30», «с 18 до 30») and that it is
none at all («№ 5», «9 класс», «2.1.»). Leaves what stands behind it to `noun_phrases.py`, numbers with
nothing behind them to `elided.py`, and whether the figure is reached or planned to `plans.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.analysis import Analysis
from extractor.fields._word_list import entries
from extractor.fields.figure.noun_phrases import read_behind
from extractor.fields.figure.quantity import Quantity, text_at
from extractor.fields.figure.quantity_words import (
    ABOUT,
    DASHES,
    DOTTED,
    FOLDS,
    FORWARD,
    LESS,
    MORE,
    NAMED_LOOSELY,
    NUMBERED,
    PREPOSITIONS,
    RATE_BASES,
    SCHOOL_STEPS,
    Kind,
)
from extractor.fields.figure.target_words import CHANGING
from extractor.fields.figure.words import Numbers, Word, words
from extractor.record import Comparator


@dataclass(slots=True)
class Passage:
    """One unit of the outline, as words and quantities."""

    unit: int
    words: list[Word]
    quantities: list[Quantity]


class Passages(dict[int, Passage]):
    """The passages of a document by unit, each put together when it is asked for."""

    def __init__(self, analysis: Analysis, numbers: Numbers) -> None:
        super().__init__()
        self.analysis, self.numbers = analysis, numbers

    def __missing__(self, unit: int) -> Passage:
        row = words(self.analysis, unit, self.numbers)
        passage = self[unit] = Passage(unit, row, _quantities(row, self.analysis.text))
        return passage

    def find(self, unit: int | None) -> Passage | None:
        """The passage of a unit that holds words, None for no unit and for furniture."""
        if unit is None or self.analysis.units[unit].kind == "furniture":
            return None
        return self[unit]

    def with_numbers(self) -> Iterator[Passage]:
        """The passages that hold a number, in the order of the text."""
        for unit in self.analysis.units:
            if unit.kind != "furniture" and self.numbers.numerals_of(unit.body, unit.end):
                yield self[unit.index]


def _quantities(row: list[Word], text: str) -> list[Quantity]:
    found: list[Quantity] = []
    skip = -1
    for i, word in enumerate(row):
        if word.numeral is None or i <= skip or _is_label(row, i, text):
            continue
        quantity, skip = _quantity(row, i)
        found.append(quantity)
    _share_forward(found, row)
    return [q for q in found if not q.is_name and not _is_ordinal(q, row) and not _is_rate_base(q, row)]


def _quantity(row: list[Word], i: int) -> tuple[Quantity, int]:
    """The quantity whose first number is word `i`, and the last word it swallows."""
    numeral = row[i].numeral
    assert numeral is not None
    if "процентн" in row[i].low or "%" in row[i].low or row[i].low in FOLDS:
        first, comparator = _comparator(row, i)
        kind: Kind = "times" if row[i].low in FOLDS else "percent"
        return Quantity(i, first, i + 1, numeral.value, None, comparator, kind, noun=(i, i)), i
    value, value_max, at, base = numeral.value, None, i, None
    last = _range_end(row, i)
    if last is not None:
        upper = row[last].numeral
        assert upper is not None
        low = _with_multiplier(value, row[i], row[last], upper.value)
        if _is_change(row, i, last):
            base, value = low, upper.value
        elif low < upper.value:
            value, value_max = low, upper.value
        at = last
    after = _skip_repeat(row, at)
    first, comparator = _comparator(row, i)
    if value_max is not None:
        comparator = "range"
        first = i - 1 if i and row[i - 1].low in ("от", "с") else first
    elif base is not None:
        comparator, first = "exact", i - 1
    elif text_at(row, after) in ("и", "или") and text_at(row, after + 1) in ("более", "выше", "больше"):
        comparator, after = "at_least", after + 2
    quantity = Quantity(at, first, after, value, value_max, comparator, "bare", base=base)
    read_behind(row, after, quantity)
    return quantity, max(at, after - 1)


def _range_end(row: list[Word], i: int) -> int | None:
    """The second number of «10–12», «от 20 до 30», «с 18 до 30», «два-три», or None."""
    if text_at(row, i - 1) in ("с", "со"):
        return _change_end(row, i)
    between = text_at(row, i + 1)
    last = i + 2
    if last >= len(row) or row[last].numeral is None:
        return None
    if between in DASHES:
        return last if _is_range(row, i, last) else None
    return last if between == "до" and text_at(row, i - 1) == "от" else None


def _change_end(row: list[Word], i: int) -> int | None:
    """The level of «с 18 до 30», «с 12 % до 30 %», «с 16 человек в 2012 году до 1 человека»."""
    for k in range(i + 1, min(i + 9, len(row) - 1)):
        word = row[k]
        if word.low == "до" and row[k + 1].numeral is not None:
            return k + 1
        is_aside = word.date is not None or word.low in ("%", "в", "на", ".", "год", "г") or word.case == "Gen"
        is_aside = is_aside or word.tag.verb_form in ("Fin", "Inf")  # «с 48 % вырастет до 60 %»
        if not is_aside or word.numeral is not None or (word.low == "." and row[k - 1].low not in DOTTED):
            return None
    return None


def _is_range(row: list[Word], i: int, last: int) -> bool:
    """«10–12», «10 – 12 школ», but not «до трёх – 23» or «2021 – 15»."""
    if row[i + 1].start == row[i].end and row[last].start == row[i + 1].end:
        return True
    if row[i + 1].start - row[i].end > 1 or row[last].start - row[i + 1].end > 1:
        return False
    low, high = row[i].numeral, row[last].numeral
    if low is None or high is None or low.form != "digits" or high.form != "digits":
        return False
    start = _with_multiplier(low.value, row[i], row[last], high.value)
    return start < high.value <= 3 * start and row[i + 1].start > row[i].end and text_at(row, i - 1) not in ("до", "от")


def _is_change(row: list[Word], i: int, last: int) -> bool:
    """«с 18 до 30» goes from a base to a level, «от 20 до 30» is a range."""
    return text_at(row, i - 1) in ("с", "со") and text_at(row, last - 1) == "до"


def _with_multiplier(value: int | float, low: Word, high: Word, upper: int | float) -> int | float:
    """«2,5–3 тыс.» is from 2500: the multiplier is said once."""
    if _MULTIPLIER.search(high.low) and not _MULTIPLIER.search(low.low) and value < 1000 and value:
        for factor in (10**9, 10**6, 1000):
            if upper >= factor:
                product = value * factor
                return int(product) if float(product).is_integer() else product
    return value


def _skip_repeat(row: list[Word], at: int) -> int:
    """The place after «24 (двадцать четыре)»."""
    if text_at(row, at + 1) == "(" and text_at(row, at + 3) == ")":
        numeral, again = row[at].numeral, row[at + 2].numeral
        if numeral is not None and again is not None and numeral.value == again.value:
            return at + 4
    return at + 1


# -- before the number -----------------------------------------------------------------------------


def _is_given_by(row: list[Word], k: int) -> bool:
    """Whether «от» tells who sent: «поступили заявки от 38 клубов и от 12 школ», «письма от 40 жителей»."""
    near = range(max(0, k - 12), k)
    return any(row[j].lemma in _SENT and row[j].sentence == row[k].sentence for j in near)


def _comparator(row: list[Word], i: int) -> tuple[int, Comparator]:
    """The first word of the comparator before word `i`, and what it says: «не менее чем в 2,5 раза»."""
    k = i - 1
    if text_at(row, k) in PREPOSITIONS and text_at(row, k - 1) in _BEFORE_PREPOSITION:
        k -= 1
    if text_at(row, k) == "чем":
        k -= 1
    word = text_at(row, k)
    is_denied = text_at(row, k - 1) == "не"
    if word in MORE:
        return (k - 1, "at_most") if is_denied else (k, "more_than")
    if word in LESS:
        return (k - 1, "at_least") if is_denied else (k, "less_than")
    if word in ABOUT:
        return k, "about"
    if word == "минимум":
        return (k - 1 if text_at(row, k - 1) == "как" else k), "at_least"
    if word in ("максимум", "до") and k == i - 1:
        if text_at(row, k - 1) in ("минимум", "максимум"):
            return k - 1, "at_least" if text_at(row, k - 1) == "минимум" else "at_most"  # «довести минимум до 90»
        return k, "at_most"
    if word == "от" and k == i - 1 and not _is_given_by(row, k):
        return k, "at_least"
    if 0 <= k < len(row) and row[k].lemma in ("превышать", "превысить") and k == i - 1:
        return i, "at_most" if is_denied else "more_than"
    return i, "exact"


def _is_label(row: list[Word], i: int, text: str) -> bool:
    """Whether a number names something instead of counting it: «№ 5», «п. 3», «СОШ 12», «1)» in a line."""
    before = row[i - 1] if i else None
    if before is not None:
        low = before.low if before.low != "." or i < 2 else row[i - 2].low
        if low in NUMBERED and (before.low != "." or row[i - 2].end == before.start):
            return not (low in NAMED_LOOSELY and _is_counting(row, i + 1))
    start, end = row[i].start, row[i].end
    if text[start - 1 : start] in DASHES and text[start - 2 : start - 1].isalpha() and _is_in_name(text, start, end):
        return True
    if text[end : end + 1] in (")", ".") and text[end + 1 : end + 2].isspace():
        line = text.rfind("\n", 0, start) + 1
        if not text[line:start].strip():
            return True
    return text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit()


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a number glued to a word ends a name: «Енский улус-2»», «НИИ-8», but not «2021 год-20%»."""
    word = text[max(0, start - 30) : start - 1].split()
    return text[end : end + 1] in ("»", '"', "”", "“") or (bool(word) and word[-1].lstrip('«"(')[:1].isupper())


def _is_counting(row: list[Word], i: int) -> bool:
    """Whether a genitive in lower case follows: «выпуск 45 студентов» names no issue."""
    return i < len(row) and row[i].case == "Gen" and row[i].tag.number == "Plur" and row[i].text.islower()


# -- what is none after all ------------------------------------------------------------------------


def _share_forward(found: list[Quantity], row: list[Word]) -> None:
    """«46 из 118 обучающихся»: a number right before «из N noun» or «и N noun» counts the same."""
    for left, right in pairwise(found):
        if left.kind == "bare" and right.kind not in ("bare", "time") and right.first - left.stop <= 1:
            left.is_forward = right.first == left.stop or row[left.stop].low in FORWARD


def _is_ordinal(quantity: Quantity, row: list[Word]) -> bool:
    """«обучающихся 3-9 классов», «студентка 4 курса», «9 класс» tell which, not how many."""
    if quantity.head not in SCHOOL_STEPS or quantity.noun is None:
        return False
    before = text_at(row, quantity.at - 1)
    word = row[quantity.noun[0]]
    is_listed = quantity.value_max is not None or before in ("и", ",", "в", "с", "по", "до")
    if quantity.head != "класс" or (is_listed and quantity.value <= 11):
        return True
    previous = row[quantity.first - 1] if quantity.first else None
    if previous is not None and previous.pos == "NOUN" and quantity.value <= 11:
        return True
    return word.tag.number == "Sing" and quantity.value % 10 not in (1, 2, 3, 4)


def _is_rate_base(quantity: Quantity, row: list[Word]) -> bool:
    """«на 1000 работающих», «на 10 тыс. населения»: what a rate is reckoned on."""
    if _is_step(quantity, row):
        return False
    return (
        text_at(row, quantity.bound - 1) in ("на", "за")
        and quantity.value in RATE_BASES
        and quantity.noun is not None
        and quantity.kind in ("noun", "bare")
    )


def _is_step(quantity: Quantity, row: list[Word]) -> bool:
    """«увеличить число гостей на 100 человек», not «снизить до 350 случаев на 100 тыс. населения»."""
    if text_at(row, quantity.bound - 1) != "на":
        return False
    near = row[max(0, quantity.bound - 5) : quantity.bound - 1]
    is_led = text_at(row, quantity.bound - 2) in DASHES or not any(word.numeral is not None for word in near)
    return is_led and any(row[k].lemma in CHANGING for k in range(max(0, quantity.bound - 20), quantity.bound - 1))


# -- data ------------------------------------------------------------------------------------------

_MULTIPLIER = re.compile(r"тыс|млн|милли|млрд")
_BEFORE_PREPOSITION = MORE | LESS | ABOUT | {"чем"}
_SENT = entries("""
поступить       | поступили предложения от 38 клубов
поступать       | поступают заявки от 38 клубов
получить        | получены письма от 38 клубов
прийти          | пришли ответы от 38 клубов
прислать        | прислали работы от 38 клубов
заявка          | 45 заявок от 38 клубов
письмо          | 15 писем от 40 жителей
обращение       | 20 обращений от 18 граждан
предложение     | 12 предложений от 9 школ
работа          | 64 работы от 30 участников
участник        | 52 участника от 8 команд
представитель   | представители от 12 школ
делегат         | делегаты от 12 школ
""")
