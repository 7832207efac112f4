"""The unit of a table's values: its own column, the row's name, the column's heading or the caption say it.

Decides which of these places speaks, and what «тыс. чел.» means. Leaves the values to `target_tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.figure.count_lexicon import NounClass
from extractor.fields.figure.count_nouns import noun_class, noun_lemma
from extractor.fields.figure.table_columns import Column
from extractor.text.tables import Cell


def unit_in_row(
    text: str, columns: Sequence[Column], lead: str, row: tuple[Cell, ...], words: str, tail: str, column: int
) -> tuple[str | None, int]:
    """The unit of a value and the factor that its multiplier makes: «тыс. чел.» is person, 1000.

    `words` are the row's name, `tail` what stands behind the number in its cell, `column` the value's column,
    `lead` the text above the table.
    """
    written = next((c.text(text) for c in row if columns[c.column].kind == "unit"), "")
    for source in (written, tail):
        if source.strip(" -–—"):
            return unit_of(source)
    for place in (words, *(columns[i].heading for i in range(column, 0, -1) if columns[i].kind in ("plan", "fact"))):
        found = UNIT_TAIL.search(place)
        if found is not None:
            return unit_of(found[0].strip(" ,:()"))  # «Охват, чел.», «План на 2021 год, чел. | в т.ч. II квартал»
    if _SHARE.match(words.lower()):
        return "percent", 1
    caption = _caption_unit(columns, lead)
    return unit_of(caption) if caption else (_noun_unit(words), 1)


def _caption_unit(columns: Sequence[Column], lead: str) -> str:
    """The unit that stands over a table or over its names: «(человек, если не указано иное)», «Показатель, тыс. т»."""
    over = _CAPTION.search(lead)
    if over is not None:
        return over["bracketed"] or over["stated"] or over["alone"]
    heading = next((column.heading for column in columns if column.kind == "name"), "")
    tail = UNIT_TAIL.search(heading)
    return "" if tail is None else tail[0].strip(" ,:()")


def unit_of(written: str) -> tuple[str | None, int]:
    """A unit as tables write it: «тыс. чел.» is (person, 1000), «кв. м» stays."""
    low = " ".join(written.lower().split()).strip(" .,()")
    factor = 1
    for prefix, size in _FACTORS:
        if low.startswith(prefix):
            low, factor = low[len(prefix) :].strip(" ."), size
            break
    if not low:
        return "unit", factor
    for unit, pattern in _UNITS:
        if pattern.match(low):
            return unit, factor
    kind = counted(low)
    if kind in ("person", "organization", "territory"):
        return kind, factor
    if kind in ("group", "work"):
        return "unit", factor
    return (" ".join(written.split()).strip(" ,()") if factor == 1 else low), factor


def times(value: int | float, factor: int) -> int | float:
    if factor == 1:
        return value
    product = round(value * factor, 6)
    return int(product) if float(product).is_integer() else product


def _noun_unit(words: str) -> str:
    """The unit by the noun of a name: «Численность педагогов» counts people."""
    kind = counted(words)
    is_club = any(word.startswith("клуб") for word in words.lower().split()[:3])  # «Число клубов»
    return kind if kind in ("person", "organization", "territory") and not is_club else "unit"


def counted(words: str) -> NounClass:
    low = [w.strip('«»"(),.:;') for w in words.lower().replace("ё", "е").split()]
    start = 1 if low and noun_lemma(low[0]) in AMOUNTS else 0
    for i, word in enumerate(low[start : start + 4], start):
        if not word.isalpha():
            continue
        modifiers = [noun_lemma(w) for w in low[start:i]]
        kind = noun_class(noun_lemma(word), word, modifiers, low[i + 1] if i + 1 < len(low) else "")
        if kind != "thing":
            return kind
        if not word.endswith(("ых", "их", "ой", "ого", "ые", "ие", "ая", "ое")):
            return "thing"
    return "thing"


# -- data ------------------------------------------------------------------------------------------

_FACTORS = (("тыс", 1000), ("млн", 10**6), ("млрд", 10**9))
_UNITS = (
    ("percent", re.compile(r"%|процент|проц")),
    ("person", re.compile(r"чел|обучающи|ученик|учащи|детей|жител")),
    ("ruble", re.compile(r"руб|₽")),
    ("organization", re.compile(r"организац|учрежден|школ")),
    ("unit", re.compile(r"ед\b|ед\.|единиц|шт|экз|мест|количеств|кол-во")),
)
_SHARE = re.compile(r"доля|удельный вес|процент|охват|уровень|степень|укомплектованность|обеспеченность")
UNIT_TAIL = re.compile(
    r"(?:[,(:]\s*\(?(?:в\s+)?(?:(?:тыс|млн|млрд)\.?\s*)?(?:%|проц(?:ент[а-я]*)?|чел(?:\.|овек)?|ед(?:\.|иниц)?|шт\.?|экз\.?"
    r"|руб(?:\.|лей)?|га|км|тонн|т|м|баллов|кв\.?\s*м|на\s+[0-9]+\s*(?:тыс\.?)?\s*(?:населения|жителей|чел(?:\.|овек)?|нас\.?))"
    r"\.?\s*\)?|\s%|,\s*%\s[а-яё]{3,14}(?:\s[а-яё]{3,14})?"
    r"|\sна\s+10+\s*(?:тыс\.?\s)?(?:населения|жителей|человек|чел\.|детей|родившихся(?:\sживыми)?|работающих))\s*$"
)
_ANY_UNIT = (
    r"(?:(?:тыс|млн|млрд)\.?\s*)?"
    r"(?:%|процент[а-я]*|чел(?:\.|овек)?|ед(?:\.|иниц)|руб(?:\.|лей)?|га|км|тонн|т|шт\.?)"
)
_CAPTION = re.compile(
    rf"""
    (?: \( \s* (?:в\s+)? (?P<bracketed> {_ANY_UNIT} ) (?: ,? \s (?: если | кроме ) [^()\n]{{0,40}} )? \)
        (?: \n [^\n|0-9]{{1,25}} ){{0,2}}  # «(тонн)» over «Наименование⏎котельной |»
      | единица \s измерения \s? [:–-]? \s? (?P<stated> {_ANY_UNIT} )
      | \n \s* (?P<alone> {_ANY_UNIT} ) ) \s* $
    """,
    re.VERBOSE | re.IGNORECASE,
)
AMOUNTS = frozenset(("количество", "число", "численность", "кол-во"))
