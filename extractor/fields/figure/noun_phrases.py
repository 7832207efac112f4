"""What stands behind a number: a per cent, money, a measure, or the noun phrase that is counted.

Decides where the phrase ends and which word is its head: modifiers, head, coordinated heads («педагогов,
медработников и вожатых»), complements in lower case («учителей начальных классов»). Leaves what the
noun is to `count_nouns.py`.
"""

from __future__ import annotations

import re

from extractor.fields.figure.count_lexicon import NounClass
from extractor.fields.figure.count_nouns import can_be_counted, is_substantive, noun_class, noun_lemma
from extractor.fields.figure.quantity import Quantity, text_at
from extractor.fields.figure.quantity_words import AREA_PREFIXES, DETERMINERS, DOTTED, MEASURES, NOT_COUNTED, Kind
from extractor.fields.figure.words import Word


def read_behind(row: list[Word], i: int, quantity: Quantity) -> None:
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
    if right.sentence != left.sentence and not (left.text.endswith(".") and right.text[:1].islower()):
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
    if key in AREA_PREFIXES:
        j = i + 2 if text_at(row, i + 1) == "." else i + 1
        unit = text_at(row, j)
        if unit in ("м", "км", "метр", "см") or unit.startswith(("метр", "километр")):
            return "measure", j + 1 + (text_at(row, j + 1) == "." and unit in ("м", "км"))
        return None
    if key == "п" and text_at(row, i + 1) == "." and text_at(row, i + 2) == "л":
        return "measure", min(i + 4, len(row))  # «40 п.л.»
    kind = MEASURES.get(key) or MEASURES.get(word.lemma) or MEASURES.get(noun_lemma(key) if len(key) > 3 else "")
    if kind is None:
        return None
    if key in ("г", "р", "с", "т", "ч", "м", "л") and word.text.isupper():
        return None
    end = i + 1
    if text_at(row, end) == "." and row[end].start == word.end and key in DOTTED:
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
    if text_at(row, end) == "." and row[end].start == head.end and head.low in DOTTED:
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
        elif last is None or not (word.low in (",", "и", "или") or word.pos == "ADV") or not _adjective_at(row, j + 1):
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
    return row[j].lemma not in _STEADY or noun_class(noun_lemma(after.low), after.low) == "person"


def _fits(adjective: Word, noun: Word) -> bool:
    """Whether a noun may be the head of an adjective: same case, or «64 должностных лица»."""
    if not noun.case or not adjective.case or adjective.case == noun.case:
        return adjective.tag.number in ("", noun.tag.number) or noun.tag.number != "Plur"
    return noun.low[0] == noun.text[0] and adjective.case in ("Gen", "Nom", "Acc")


def _is_adjective(word: Word) -> bool:
    if word.numeral is not None or word.low in NOT_COUNTED or word.low in _CLIPPED or not word.text[:1].isalpha():
        return False
    if word.pos == "ADJ":
        return word.tag.variant != "Short" and word.tag.degree != "Cmp" and len(word.low) > 2
    return (word.pos == "VERB" and word.tag.verb_form == "Part" and word.tag.variant != "Short") or (
        word.pos == "DET" and word.low in DETERMINERS
    )


def _is_noun(word: Word) -> bool:
    if word.numeral is not None or word.low in NOT_COUNTED or not word.text[:1].isalpha():
        return False
    if word.pos == "NOUN" or word.low in _CLIPPED:
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


# -- data ------------------------------------------------------------------------------------------

_CLIPPED = frozenset(("чел", "человек", "ед", "шт"))  # «872 тыс. чел.», whatever the models take it for
_ADJECTIVAL = re.compile(r"(?:ых|их|ым|им|ые|ие)$")
_STEADY = frozenset(  # «46 обучающихся школ района», but «5 хозяйствующих субъектов»
    ("обучаться", "учиться", "обучающийся", "учащийся", "служащий", "служить", "трудящийся", "военнослужащий")
)
_PARTICIPLE = re.compile(r"(?:щих|щихся|вших|вшихся|щим|щимся|вшим|щиеся|щие|вшие)$")
