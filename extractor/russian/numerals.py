"""Numbers in Russian text: «49 690», «12 тыс. 340», «полторы тысячи», «сорока одной», «трое», «3-х».

Decides what stretch of text is a cardinal number and what it is worth, whatever its case and form.
Leaves to `fields/` what the number counts, and whether it is a date, a phone or a paragraph mark.

Atoms (a run of digits, a number word, a multiplier) are found by one expression and joined from left
to right as long as each is smaller than what stands before it. Numbers of more than 15 digits are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Form = Literal["digits", "words", "collective"]


class Numeral(NamedTuple):
    """`text[start:end]` is worth `value`; `collective` for «трое», which count people."""

    start: int
    end: int
    value: int | float
    form: Form


class _Atom(NamedTuple):
    start: int
    end: int
    value: int | float
    rank: int  # how small the next atom has to be: 0 nothing may follow
    kind: str  # digits, word, multiplier, collective, bare (a multiplier that is a number alone)


def find(text: str, start: int = 0, end: int | None = None) -> list[Numeral]:
    """All numbers of a stretch in the order of the text: «12 тыс. 340 ребят» holds 12340."""
    stop = len(text) if end is None else end
    found: list[Numeral] = []
    run: list[_Atom] = []
    for atom in _atoms(text, start, stop):
        if run and not _joins(run, atom, text):
            found += _close(run)
            run = []
        run.append(atom)
    return found + _close(run)


def value_of(text: str) -> int | float | None:
    """What a phrase is worth that is a number and nothing else: «двенадцати» is 12."""
    numbers = find(text)
    if len(numbers) != 1 or text[: numbers[0].start].strip() or text[numbers[0].end :].strip():
        return None
    return numbers[0].value


def _atoms(text: str, start: int, stop: int) -> Iterator[_Atom]:
    for match in _ATOM.finditer(text, start, stop):
        atom = _digits(match, text) if match["digits"] else _word(match, text)
        if atom is not None:
            yield atom


def _digits(match: re.Match[str], text: str) -> _Atom | None:
    """A run of digits, unless it is a part of something longer: «14.04.2022», «Р-145», «2-го», «1/2»."""
    begin, end = match.span("digits")
    raw = match["digits"]
    if _is_glued(text, begin) or not _is_free(text, end) or sum(map(str.isdigit, raw)) > 15:
        return None
    if (raw[0] == "0" and raw[1:2].isdigit()) or _is_chain(text, begin, end):
        return None
    suffix = _SUFFIX.match(text, end)
    if suffix is None and _ORDINAL.match(text, end) is not None:
        return None
    plain = _GAP.sub("", raw).replace(",", ".")
    value: int | float = float(plain) if "." in plain else int(plain)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _Atom(begin, suffix.end() if suffix else end, value, 0, "digits")


def _is_glued(text: str, begin: int) -> bool:
    """Whether digits belong to the word before them: «ТУ-154», «Юбилейный-2», but not «год-20»."""
    if begin == 0:
        return False
    before = text[begin - 1]
    if before.isalnum() or before in "._/+#@" or (before == "," and begin > 1 and text[begin - 2].isdigit()):
        return True
    if before not in "-–—" or begin < 2 or not text[begin - 2].isalpha():
        return False
    word = _WORD_BEFORE.search(text[max(0, begin - 31) : begin - 1])
    return word is None or not (word[0].islower() and len(word[0]) > 1)


def _is_chain(text: str, begin: int, end: int) -> bool:
    """Whether digits are a link of three or more: «24-6-58», «8-913-555-01-42»."""
    is_linked = text[max(0, begin - 1) : begin] in _HYPHENS and text[max(0, begin - 2) : begin - 1].isdigit()
    follows = text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isdigit()
    if is_linked and follows:
        return True
    if is_linked:
        return _CHAIN_BEFORE.search(text[max(0, begin - 9) : begin]) is not None
    return follows and _CHAIN.match(text, end) is not None


def _is_free(text: str, end: int) -> bool:
    """Whether nothing after the digits makes them a date, an index or a model: «10.00.2», «5G», «2/3»."""
    after = text[end : end + 2]
    if not after:
        return True
    if after[0] in ".,/" and len(after) > 1 and after[1].isdigit():
        return False
    return after[0] not in "/_@" and not ("A" <= after[0] <= "z" and after[0].isalpha())


def _word(match: re.Match[str], text: str) -> _Atom | None:
    low = match["word"].lower().replace("ё", "е")
    begin, end = match.span("word")
    if begin > 1 and text[begin - 1] in "-–" and text[begin - 2].isalpha() and not _is_number_before(text, begin):
        return None  # «учителя-трое»
    known = _WORDS.get(low)
    if known is not None:
        return _Atom(begin, end, known, _rank(known), "word")
    if low in _COLLECTIVES:
        return _Atom(begin, end, _COLLECTIVES[low], 0, "collective")
    if low in _MULTIPLIERS:
        if low in _DOTTED and text[end : end + 1] == ".":
            end += 1
        kind = "bare" if low in _SINGULAR or (low in _SINGULAR_AFTER and _is_bounded(text, begin)) else "multiplier"
        return _Atom(begin, end, _MULTIPLIERS[low], _MULTIPLIERS[low], kind)
    return None


def _is_number_before(text: str, begin: int) -> bool:
    """«два-три»: the word before the hyphen is a number as well."""
    word = _WORD_BEFORE.search(text[max(0, begin - 21) : begin - 1])
    return word is not None and word[0].lower() in _WORDS


def _is_bounded(text: str, begin: int) -> bool:
    """«более тысячи» is a number, «тысячи людей» is not."""
    return _BOUND_BEFORE.search(text[max(0, begin - 24) : begin]) is not None


def _rank(value: int | float) -> int:
    """The power that the next word has to stay under: «двадцать» takes units, «сто» takes tens."""
    return 100 if value >= 100 else 10 if value >= 20 else 0


def _joins(run: list[_Atom], atom: _Atom, text: str) -> bool:
    last = run[-1]
    gap = text[last.end : atom.start]
    if len(gap) > 2 or gap.strip(" \u00a0\u202f\n"):
        return False
    if atom.kind in ("multiplier", "bare"):
        return last.kind in ("digits", "word") and all(a.value > atom.value for a in run if a.rank >= 1000)
    if atom.kind == "digits":
        whole = run[0].kind == "digits" and isinstance(run[0].value, int) and last.kind == "multiplier"
        return whole and "\n" not in gap and 100 <= atom.value < last.value
    if atom.kind == "word":
        return last.kind != "digits" and atom.value < last.rank
    return False


def _close(run: list[_Atom]) -> list[Numeral]:
    """The number that a run of atoms makes; a multiplier that counts nothing is no number."""
    if not run or run[0].kind == "multiplier":
        return []
    total: int | float = 0
    current: int | float | None = None
    for atom in run:
        if atom.kind in ("multiplier", "bare"):
            total, current = total + (1 if current is None else current) * atom.value, None
        else:
            current = (current or 0) + atom.value
    value = total + (current or 0)
    if isinstance(value, float):
        value = round(value, 6)
        value = int(value) if value.is_integer() else value
    form: Form = "digits" if run[0].kind == "digits" else "words"
    if run[-1].kind == "collective":
        form = "collective"
    return [Numeral(run[0].start, run[-1].end, value, form)]


# -- data ------------------------------------------------------------------------------------------

_SPACE = r"[ \u00a0\u202f\u2009]"
_GAP = re.compile(_SPACE)
_STEMS = (
    "оди одн дв об тр четы четв пят шест сем вос дев дес соро сто ста сот полс полт полус полут "
    "тыс милл мил млн млрд трил трлн"
)


def _any_case(stem: str) -> str:
    """The stem with its first letter small or capital, or all in capitals: «двух», «Двух», «ДВУХ»."""
    return f"[{stem[0]}{stem[0].upper()}]{stem[1:]}|{stem.upper()}"


_ATOM = re.compile(
    rf"""
    (?P<digits>
        [0-9]{{1,3}} (?: {_SPACE}[0-9]{{3}} (?![0-9]) )+ (?: [.,][0-9]+ )?   # 49 690
      | [0-9]+ (?: [.,][0-9]+ )?                                             # 43; 7,5
    )
    | (?P<word> (?<![а-яёА-ЯЁ]) (?: {"|".join(map(_any_case, _STEMS.split()))} ) [а-яёА-ЯЁ]* )
    """,
    re.VERBOSE,
)
_SUFFIX = re.compile(r"-?(?:х|ти|и|мя|ми|тью|ью|ёх|ех)(?![а-яёА-ЯЁ-])")  # 3-х, 11-ти, 2-мя, 5-ю is an ordinal
_ORDINAL = re.compile(r"-[ \n]?[а-яё]+|[а-яё](?![а-яё.])", re.IGNORECASE)  # 2-го, 72-часовой, 7-й, 7а
_WORD_BEFORE = re.compile(r"[а-яёА-ЯЁ]+$")
_HYPHENS = ("-", "‐", "‑")
_CHAIN = re.compile(r"[-‐‑][0-9]{1,4}[-‐‑][0-9]")
_CHAIN_BEFORE = re.compile(r"[0-9][-‐‑][0-9]{1,4}[-‐‑]$")
_BOUND_BEFORE = re.compile(
    r"(?:более|больше|свыше|около|порядка|почти|до|примерно|менее|меньше|выше|чем|из|с|у)\s+$", re.IGNORECASE
)

_FORMS = """
1    один одна одно одного одной одному одним одном одну одною
2    два две двух двум двумя оба обе обоих обеих обоим обеим обоими обеими
3    три трех трем тремя
4    четыре четырех четырем четырьмя
5    пять пяти пятью
6    шесть шести шестью
7    семь семи семью
8    восемь восьми восемью восьмью
9    девять девяти девятью
10   десять десяти десятью
11   одиннадцать одиннадцати одиннадцатью
12   двенадцать двенадцати двенадцатью
13   тринадцать тринадцати тринадцатью
14   четырнадцать четырнадцати четырнадцатью
15   пятнадцать пятнадцати пятнадцатью
16   шестнадцать шестнадцати шестнадцатью
17   семнадцать семнадцати семнадцатью
18   восемнадцать восемнадцати восемнадцатью
19   девятнадцать девятнадцати девятнадцатью
20   двадцать двадцати двадцатью
30   тридцать тридцати тридцатью
40   сорок сорока
50   пятьдесят пятидесяти пятьюдесятью
60   шестьдесят шестидесяти шестьюдесятью
70   семьдесят семидесяти семьюдесятью
80   восемьдесят восьмидесяти восемьюдесятью восьмьюдесятью
90   девяносто девяноста
100  сто ста
200  двести двухсот двумстам двумястами двухстах
300  триста трехсот тремстам тремястами трехстах
400  четыреста четырехсот четыремстам четырьмястами четырехстах
500  пятьсот пятисот пятистам пятьюстами пятистах
600  шестьсот шестисот шестистам шестьюстами шестистах
700  семьсот семисот семистам семьюстами семистах
800  восемьсот восьмисот восьмистам восемьюстами восьмистах
900  девятьсот девятисот девятистам девятьюстами девятистах
1.5  полтора полторы полутора
50   полсотни полусотни
"""
_COLLECTIVE_FORMS = """
2    двое двоих двоим двоими
3    трое троих троим троими
4    четверо четверых четверым четверыми
5    пятеро пятерых пятерым пятерыми
6    шестеро шестерых шестерым шестерыми
7    семеро семерых семерым семерыми
8    восьмеро восьмерых восьмерым восьмерыми
9    девятеро девятерых девятерым девятерыми
10   десятеро десятерых десятерым десятерыми
"""
_MULTIPLIER_FORMS = """
10             десяток десятка десятком
100            сотня сотни сотню сотней
1000           тыс тысяча тысячи тысяче тысячу тысячей тысячью тысяч тысячам тысячами тысячах
1000000        млн миллион миллиона миллиону миллионом миллионе миллионов миллионам миллионами миллионах
1000000000     млрд миллиард миллиарда миллиарду миллиардом миллиарде миллиардов миллиардам миллиардами
1000000000000  трлн триллион триллиона триллиону триллионом триллионов
"""


def _table(rows: str) -> dict[str, int | float]:
    table: dict[str, int | float] = {}
    for row in rows.split("\n"):
        value, *forms = row.split() or [""]
        number = float(value) if "." in value else int(value or 0)
        table.update(dict.fromkeys(forms, number))
    return table


_WORDS = _table(_FORMS)
_COLLECTIVES = _table(_COLLECTIVE_FORMS)
_MULTIPLIERS = {word: int(value) for word, value in _table(_MULTIPLIER_FORMS).items()}
_DOTTED = frozenset(("тыс", "млн", "млрд", "трлн"))
_SINGULAR = frozenset(  # a number alone: «собрались тысяча человек»
    ("десяток", "сотня", "сотню", "сотней", "тысяча", "тысячу", "тысячей", "миллион", "миллионом", "миллиард")
)
_SINGULAR_AFTER = frozenset(  # a number after a bound only: «более десятка школ», «около миллиона»
    ("десятка", "десятком", "сотни", "тысячи", "тысяче", "миллиона", "миллиарда")
)
