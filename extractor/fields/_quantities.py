"""Every quantity of a text: a number, its comparator and what it counts.

Decides for each number what stands behind it («43 человека», «30 процентов», «4,2 тыс. кв. метров»),
what stands before it («не менее», «от 20 до 30», «с 18 до 30») and that it is none at all («№ 5»,
«9 класс», «2.1.»). Leaves numbers with nothing behind them to `_elided.py`, and whether the figure is
reached or planned to `_plans.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.analysis import Analysis
from extractor.fields._count_nouns import NounClass, can_be_counted, is_substantive, noun_class, noun_lemma
from extractor.fields._words import Numbers, Word, words
from extractor.record import Comparator

Kind = Literal["percent", "ruble", "time", "measure", "times", "noun", "bare"]


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
    if "процентн" in row[i].low or row[i].low in _FOLDS:
        first, comparator = _comparator(row, i)
        kind: Kind = "times" if row[i].low in _FOLDS else "percent"
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
    _behind(row, after, quantity)
    return quantity, max(at, after - 1)


def text_at(row: Sequence[Word], i: int) -> str:
    return row[i].low if 0 <= i < len(row) else ""


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
        if not is_aside or word.numeral is not None or (word.low == "." and row[k - 1].low not in _DOTTED):
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
                return value * factor
    return value


def _skip_repeat(row: list[Word], at: int) -> int:
    """The place after «24 (двадцать четыре)»."""
    if text_at(row, at + 1) == "(" and text_at(row, at + 3) == ")":
        numeral, again = row[at].numeral, row[at + 2].numeral
        if numeral is not None and again is not None and numeral.value == again.value:
            return at + 4
    return at + 1


# -- before the number -----------------------------------------------------------------------------


def _comparator(row: list[Word], i: int) -> tuple[int, Comparator]:
    """The first word of the comparator before word `i`, and what it says: «не менее чем в 1,5 раза»."""
    k = i - 1
    if text_at(row, k) in _PREPOSITIONS and text_at(row, k - 1) in _BEFORE_PREPOSITION:
        k -= 1
    if text_at(row, k) == "чем":
        k -= 1
    word = text_at(row, k)
    is_denied = text_at(row, k - 1) == "не"
    if word in _MORE:
        return (k - 1, "at_most") if is_denied else (k, "more_than")
    if word in _LESS:
        return (k - 1, "at_least") if is_denied else (k, "less_than")
    if word in _ABOUT:
        return k, "about"
    if word == "минимум":
        return (k - 1 if text_at(row, k - 1) == "как" else k), "at_least"
    if word in ("максимум", "до") and k == i - 1:
        return k, "at_most"
    if word == "от" and k == i - 1:
        return k, "at_least"
    if 0 <= k < len(row) and row[k].lemma in ("превышать", "превысить") and k == i - 1:
        return i, "at_most" if is_denied else "more_than"
    return i, "exact"


def _is_label(row: list[Word], i: int, text: str) -> bool:
    """Whether a number names something instead of counting it: «№ 5», «п. 3», «СОШ 12», «1)» in a line."""
    before = row[i - 1] if i else None
    if before is not None:
        low = before.low if before.low != "." or i < 2 else row[i - 2].low
        if low in _NUMBERED and (before.low != "." or row[i - 2].end == before.start):
            return True
    start, end = row[i].start, row[i].end
    if text[end : end + 1] in (")", ".") and text[end + 1 : end + 2].isspace():
        line = text.rfind("\n", 0, start) + 1
        if not text[line:start].strip():
            return True
    return text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit()


# -- behind the number -----------------------------------------------------------------------------


def _behind(row: list[Word], i: int, quantity: Quantity) -> None:
    """Fills in what stands from word `i` on: a measure or a noun phrase."""
    if i >= len(row) or _is_apart(row[i - 1], row[i]):
        return
    low = row[i].low
    if low == "%" or low.startswith(("процент", "проц")):
        end = i + 1
        if text_at(row, end).startswith("пункт") or (low == "проц" and text_at(row, end) == "."):
            end += 1
        _fill(quantity, "percent", i, end)
        return
    measure = _measure(row, i)
    if measure is not None:
        kind, end = measure
        _fill(quantity, kind, i, end)
        quantity.unit_text = _joined(row, i, end)
        return
    _noun_phrase(row, i, quantity)


def _is_apart(left: Word, right: Word) -> bool:
    """Whether a blank line or a full stop parts two words: «61,2 млн. Средняя стоимость»."""
    if right.sentence != left.sentence:
        return True
    return left.text.endswith(".") and right.text[:1].isupper() and not right.text[:2].isupper()


def _fill(quantity: Quantity, kind: Kind, first: int, stop: int) -> None:
    quantity.kind, quantity.noun, quantity.stop = kind, (first, stop), stop


def _joined(row: list[Word], first: int, stop: int) -> str:
    text = row[first].text
    for left, right in zip(row[first:stop], row[first + 1 : stop], strict=False):
        text += (" " if right.start > left.end else "") + right.text
    return text


def _measure(row: list[Word], i: int) -> tuple[Kind, int] | None:
    """The kind and end of a unit of measure that begins at word `i`: «кв. м», «тыс. рублей», «часов»."""
    word = row[i]
    key = word.low
    if key in _AREA_PREFIX:
        j = i + 2 if text_at(row, i + 1) == "." else i + 1
        unit = text_at(row, j)
        if unit in ("м", "км", "метр", "см") or unit.startswith(("метр", "километр")):
            return "measure", j + 1 + (text_at(row, j + 1) == "." and unit in ("м", "км"))
        return None
    if key == "п" and text_at(row, i + 1) == "." and text_at(row, i + 2) == "л":
        return "measure", min(i + 4, len(row))  # «40 п.л.»
    kind = _MEASURES.get(key) or _MEASURES.get(word.lemma) or _MEASURES.get(noun_lemma(key) if len(key) > 3 else "")
    if kind is None:
        return None
    if key in ("г", "р", "с", "т", "ч", "м", "л") and word.text.isupper():
        return None
    end = i + 1
    if text_at(row, end) == "." and row[end].start == word.end and key in _DOTTED:
        end += 1
    if text_at(row, end) in ("²", "2", "3") and row[end].start == word.end:
        end += 1
    return kind, end


def _noun_phrase(row: list[Word], i: int, quantity: Quantity) -> None:
    """The counted noun phrase at word `i`: modifiers, head, coordinated heads, complements in lower case."""
    j, modifiers = _modifiers(row, i)
    if j is None:
        return
    if j > i:
        measure = _measure(row, j) if row[j].pos in ("NOUN", "PROPN") and "рабочий" not in modifiers else None
        if measure is not None:
            _fill(quantity, measure[0], i, measure[1])
            quantity.unit_text = _joined(row, i, measure[1])
            return
    head = row[j]
    if _is_adjective(head) and not is_substantive(head.low):
        quantity.noun, quantity.stop = (i, j + 1), j + 1  # «из них 4 негосударственных»
        return
    if not can_be_counted(head.low, quantity.value if quantity.value_max is None else quantity.value_max):
        return
    quantity.head = noun_lemma(head.low)
    complement = text_at(row, j + 1)
    if head.text.isupper() and len(head.text) > 1 and noun_class(quantity.head, head.low) == "thing":
        quantity.head, quantity.is_name = "", True  # «начальнику 13 ОПО»
        return
    quantity.noun_class = noun_class(quantity.head, head.low, modifiers, complement)
    end = j + 1
    if text_at(row, end) == "." and row[end].start == head.end and head.low in _DOTTED:
        end += 1
    end = _coordinated(row, end, head, quantity.noun_class)
    end = _complements(row, end)
    _fill(quantity, "noun", i, end)


def _modifiers(row: list[Word], i: int) -> tuple[int | None, list[str]]:
    """The head's place after adjectives from word `i` on, None where no noun phrase begins there."""
    lemmas: list[str] = []
    last: int | None = None
    j = i
    while j < len(row) and j - i < 9:
        word = row[j]
        if _is_adjective(word):
            if is_substantive(word.low) and not _agrees(row, j) and not _is_listed(row, j):
                return j, lemmas
            lemmas.append(word.lemma)
            last = j
        elif _is_noun(word) and not (_ADJECTIVAL.search(word.low) and is_substantive(word.low) and _agrees(row, j)):
            if last is not None and not _fits(row[last], word):
                return last, lemmas
            return j, lemmas
        elif _is_noun(word):
            lemmas.append(word.lemma)
            last = j
        elif not (last is not None and (word.low in (",", "и", "или") or word.pos == "ADV") and _adjective_at(row, j + 1)):
            break
        j += 1
    return last, lemmas


def _adjective_at(row: list[Word], i: int) -> bool:
    return i < len(row) and _is_adjective(row[i])


def _is_listed(row: list[Word], j: int) -> bool:
    """«малых и средних предприятий»: an adjective before «и» and another adjective is none of its own."""
    return text_at(row, j + 1) in ("и", ",", "или") and _adjective_at(row, j + 2) and not _PARTICIPLE.search(row[j].low)


def _agrees(row: list[Word], j: int) -> bool:
    """Whether the adjective at `j` belongs to the noun after it: «пожарных команд», not «учащихся школ»."""
    if j + 1 >= len(row):
        return False
    after = row[j + 1]
    if not _is_noun(after) or after.tag.number != "Plur" or after.case != row[j].case:
        return False
    return not _PARTICIPLE.search(row[j].low) or noun_class(noun_lemma(after.low), after.low) == "person"


def _fits(adjective: Word, noun: Word) -> bool:
    """Whether a noun may be the head of an adjective: same case, or «64 должностных лица»."""
    if not noun.case or not adjective.case or adjective.case == noun.case:
        return adjective.tag.number in ("", noun.tag.number) or noun.tag.number != "Plur"
    return noun.low[0] == noun.text[0] and adjective.case in ("Gen", "Nom", "Acc")


def _is_adjective(word: Word) -> bool:
    if word.numeral is not None or word.low in _NOT_COUNTED or not word.text[:1].isalpha():
        return False
    if word.pos == "ADJ":
        return word.tag.variant != "Short" and word.tag.degree != "Cmp" and len(word.low) > 2
    return (word.pos == "VERB" and word.tag.verb_form == "Part" and word.tag.variant != "Short") or (
        word.pos == "DET" and word.low in _DETERMINERS
    )


def _is_noun(word: Word) -> bool:
    if word.numeral is not None or word.low in _NOT_COUNTED or not word.text[:1].isalpha():
        return False
    if word.pos == "NOUN" or word.low in ("чел", "человек", "ед", "шт"):
        return True
    if word.pos == "PROPN":
        return word.text.islower() or (word.text[:2].isupper() and len(word.text) > 1)
    return word.pos in ("X", "ADJ", "ADV") and word.text.isupper() and len(word.text) > 1


def _coordinated(row: list[Word], end: int, head: Word, kind: NounClass) -> int:
    """The end of «педагогов, медработников и вожатых» after its first noun; needs a final «и»."""
    j = end
    while text_at(row, j) in (",", "и", "или") and j + 1 < len(row):
        k, modifiers = _modifiers(row, j + 1)
        if k is None or k - j > 3 or row[k].case != head.case or row[k].tag.number != head.tag.number:
            break
        if noun_class(noun_lemma(row[k].low), row[k].low, modifiers) != kind:
            break
        if row[j].low != ",":
            return k + 1
        j = k + 1
    return end


def _complements(row: list[Word], end: int) -> int:
    """The end of the genitives in lower case that follow: «учителей начальных классов»."""
    j = end
    while j < len(row) and j - end < 5:
        word = row[j]
        if word.text.islower() and word.case == "Gen" and (_is_noun(word) or _is_adjective(word)):
            if _is_noun(word):
                end = j + 1
        elif word.text == "РФ" or (word.low == "и" and j > end - 1 and j + 1 < len(row) and row[j + 1].case == "Gen"):
            if word.text == "РФ":
                return j + 1
        elif not (word.text[:1] == "«" or word.low in ('"',)):
            break
        else:
            break
        j += 1
    return end


def _share_forward(found: list[Quantity], row: list[Word]) -> None:
    """«46 из 118 обучающихся»: a number right before «из N noun» or «и N noun» counts the same."""
    for left, right in zip(found, found[1:], strict=False):
        if left.kind == "bare" and right.kind != "bare" and right.first - left.stop <= 1:
            left.is_forward = right.first == left.stop or row[left.stop].low in _FORWARD


def _is_ordinal(quantity: Quantity, row: list[Word]) -> bool:
    """«обучающихся 3-9 классов», «студентка 4 курса», «9 класс» tell which, not how many."""
    if quantity.head not in _SCHOOL_STEPS or quantity.noun is None:
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
    return text_at(row, quantity.bound - 1) in ("на", "за") and quantity.value in _BASES and quantity.kind == "noun"


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


# -- data ------------------------------------------------------------------------------------------

DASHES = ("-", "–", "—", "‐", "‑", "−", "÷")
_ADJECTIVAL = re.compile(r"(?:ых|их|ым|им|ые|ие)$")
_PARTICIPLE = re.compile(r"(?:щих|щихся|вших|вшихся|щим|щимся|вшим|щиеся|щие|вшие)$")
_MULTIPLIER = re.compile(r"тыс|млн|милли|млрд")
_MORE = frozenset(("более", "больше", "свыше", "выше", ">"))
_LESS = frozenset(("менее", "меньше", "ниже", "<"))
_ABOUT = frozenset(("около", "порядка", "примерно", "почти", "приблизительно", "ориентировочно", "~", "≈"))
_PREPOSITIONS = frozenset(("в", "во", "на", "у", "с", "из", "до", "по", "для", "к"))
_BEFORE_PREPOSITION = _MORE | _LESS | _ABOUT | {"чем"}
_FORWARD = frozenset(("из", "и", "до", "или", ",", *DASHES))
_NOT_COUNTED = frozenset(("том", "итого", "всего", "раз", "общем", "целом", "настоящее"))
_DETERMINERS = frozenset(("таких", "этих", "своих", "наших", "других", "иных", "разных", "всех", "самых"))
_SCHOOL_STEPS = frozenset(("класс", "кл", "курс", "этаж", "кл", "семестр"))
_NUMBERED = frozenset(  # a number after these names something
    ["№", "n", "no", "№", "№", "номер", "номера", "ст", "статья", "статьи", "статьей", "статье", "п", "пункт", "пункта", "пункте", "пункту", "пп", "подпункт", "подпункта", "приложение", "приложения", "приложению", "раздел", "раздела", "разделе", "глава", "главы", "главе", "таблица", "таблице", "таблицы", "рис", "рисунок", "форма", "формы", "часть", "части", "каб", "кабинет", "кабинета", "ауд", "аудитория", "д", "дом", "корп", "корпус", "стр", "ул", "кв", "подъезд", "этап", "тел", "доб", "лот", "вопрос", "версия", "код", "инн", "огрн", "кпп", "бик", "окпо", "индекс", "г.№", "протокол", "вып", "выпуск", "том", "рейтинг", "просмотров", "комментарии", "загрузок", "кабинете", "телефон", "факс", "моб"]
)
_DOTTED = frozenset(["чел", "ед", "шт", "уч", "руб", "экз", "мин", "сек", "час", "стр", "мес", "г", "гг", "п", "л", "т", "ч", "кг", "дн", "сут", "проц", "коп", "кв"])
_FOLDS = frozenset(("вдвое", "втрое", "вчетверо"))
_BASES = frozenset((1, 10, 100, 1000, 10_000, 100_000))
_AREA_PREFIX = frozenset(("кв", "куб", "квадратных", "квадратного", "квадратный", "кубических", "погонных", "пог"))


def _measure_table(rows: str) -> dict[str, Kind]:
    table: dict[str, Kind] = {}
    for row in rows.split("\n"):
        kind, *names = row.split() or [""]
        table.update(dict.fromkeys(names, kind))  # type: ignore[arg-type]
    return table


_MEASURES = _measure_table(
    """
ruble    рубль руб р ₽ копейка коп доллар долл евро $ тенге
time     час ч минута мин секунда сек день дн сутки сут неделя месяц мес год лет г гг квартал полугодие век столетие
time     десятилетие января февраля марта апреля мая июня июля августа сентября октября ноября декабря летие
time     декабрь январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь
measure  м км см мм метр километр сантиметр миллиметр га гектар т тонна тн ц центнер кг килограмм г. грамм л литр
measure  градус балл м2 м3 м² м³ квт мвт гкал кв квт·ч сотка мбит гб мб лист экз экземпляр п.л страница стр место
measure  койка посадочный копия
times    раз раза
"""
)
