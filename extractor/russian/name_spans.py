"""Where names of persons stand in a text: «Иванов И. И.», «А-Х. Мамуев», «Ольги Петровны Граб».

Decides by capitals, initials and the dictionaries which neighbouring words make up one name, in any
order of its parts. Leaves names of streets and schools, lone surnames and all context to
`fields/person/spans.py`, and the nominative to `names.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.russian.morphology import parses
from extractor.russian.name_cases import surname_readings
from extractor.russian.name_letters import cyrillic
from extractor.russian.name_words import (
    doubtful_first_names,
    first_name,
    is_place,
    last_names,
    names_a_father,
    patronymic,
    surname_quality,
)
from extractor.russian.posts import is_post_word


class NameSpan(NamedTuple):
    """A name as it is written: `text[start:end]` with its parts, look-alike letters made Cyrillic.

    `pattern` tells the order: S surname, F first name, P patronymic, I initial («SII»).
    """

    start: int
    end: int
    last: str | None
    first: str | None
    middle: str | None
    pattern: str
    score: int


def find_names(text: str, hints: Iterable[tuple[int, int]] = ()) -> list[NameSpan]:
    """All names of two parts or more, in the order of the text; `hints` are spans a model calls persons.

    «Слово взял Иванов И.И., затем Ольга Граб» gives «Иванов И.И.» and «Ольга Граб».
    """
    text = cyrillic(text)
    marks = _Hints(hints)
    chosen: list[NameSpan] = []
    for run in _runs(text, marks):
        chosen += _best_cover(text, run, marks)
    return _in_one_order(chosen)


def _best_cover(text: str, run: Sequence[_Atom], hints: _Hints) -> list[NameSpan]:
    """The names of a run that together score most: «Орлова Анна Львовна Рябов Пётр Ильич» is two."""
    best: list[tuple[int, tuple[NameSpan, ...]]] = [(0, ())] * (len(run) + 1)
    for i in range(len(run) - 1, -1, -1):
        best[i] = best[i + 1]
        for candidate in _candidates(text, run, i, hints):
            score, rest = best[i + len(candidate.pattern)]
            if candidate.score + score > best[i][0]:
                best[i] = (candidate.score + score, (candidate, *rest))
    return list(best[0][1])


def _in_one_order(spans: list[NameSpan]) -> list[NameSpan]:
    """Where either word may be the first name, the order that the other names have: «Ким Роман» in a list."""
    lasts_first = sum(span.pattern.startswith("S") for span in spans)
    firsts_first = sum(span.pattern in ("FS", "FPS") for span in spans)
    order = "SF" if lasts_first > firsts_first else "FS" if firsts_first > lasts_first else ""
    return [_turned(span) if order and _is_ambiguous(span) and span.pattern != order else span for span in spans]


def _is_ambiguous(span: NameSpan) -> bool:
    if span.pattern not in ("SF", "FS") or span.first is None or span.last is None:
        return False
    if (quality(span.last) or 0) >= 3 > (quality(span.first) or 0):
        return False  # «Полину Ким»
    both = bool(first_name(span.first)) and bool(first_name(span.last))
    return both or (not first_name(span.first) and not first_name(span.last))


def _turned(span: NameSpan) -> NameSpan:
    return span._replace(first=span.last, last=span.first, pattern=span.pattern[::-1])


class _Atom(NamedTuple):
    kind: str  # «W» word, «I» initial with a point, «B» bare capital letter
    start: int
    end: int
    text: str
    broken: int  # 1 where a line break stands before it


class _Hints:
    """Spans that the NER model calls persons, for bisecting."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def exact(self, start: int, end: int) -> bool:
        i = bisect_left(self.starts, start)
        return i < len(self.spans) and self.spans[i] == (start, end)

    def touches(self, start: int, end: int) -> bool:
        """True where a span begins inside `start` … `end`, or reaches into it."""
        i = bisect_left(self.starts, start)
        return (i < len(self.spans) and self.starts[i] < end) or (i > 0 and self.spans[i - 1][1] > start)

    def covers(self, start: int, end: int) -> bool:
        i = bisect_left(self.starts, start + 1) - 1
        return i >= 0 and self.spans[i][1] >= end


def _runs(text: str, hints: _Hints) -> Iterable[list[_Atom]]:
    """Stretches of capitalised words and initials with nothing but space between them, that may hold a name."""
    run: list[_Atom] = []
    for found in _ATOM.finditer(text):
        start, end = found.span()
        word = found[0]
        kind = _kind(word)
        broken = 0
        if run:
            gap = text[run[-1].end : start]
            broken = int("\n" in gap)
            touching = gap == "" and "I" not in (run[-1].kind, kind)  # but «ОрловИ.И.» is two
            if touching or len(run) >= _LONGEST_RUN or gap not in _GAPS and not _GAP.fullmatch(gap):
                if len(run) > 1 and _is_promising(run, hints):
                    yield run
                run = []
        if kind == "W" and text[max(0, start - 4) : start].strip() in _PARTICLES and text[start - 1 : start] == " ":
            start = text.rindex(" ", 0, start - 1) + 1 if " " in text[max(0, start - 5) : start - 1] else start
            word = text[start:end]
        run.append(_Atom(kind, start, end, _bare(word), broken))
    if len(run) > 1 and _is_promising(run, hints):
        yield run


def _kind(word: str) -> str:
    """«И.» and «Евг.» are initials (I), a capital alone is bare (B), all else are words (W)."""
    return "I" if word[-1] == "." else "B" if len(word) == 1 else "W"


def _is_promising(run: Sequence[_Atom], hints: _Hints) -> bool:
    """True where an initial, a first name or the model speaks for a name; headings in capitals have none."""
    if any(atom.kind != "W" or first_name(atom.text) or patronymic(atom.text) for atom in run):
        return True
    return hints.touches(run[0].start, run[-1].end) or any((quality(atom.text) or 0) >= 3 for atom in run)


def _candidates(text: str, run: Sequence[_Atom], i: int, hints: _Hints) -> list[NameSpan]:
    """The names that may begin at atom `i`."""
    found = []
    kinds = "".join(atom.kind for atom in run[i : i + 3]).replace("B", "I")
    for pattern, rule in _PATTERNS_OF.get(kinds[:3], ()) + _PATTERNS_OF.get(kinds[:2], ()):
        atoms = run[i : i + len(pattern)]
        if _cuts_initials(run, i, pattern):
            continue
        parts = _parts(atoms, pattern)
        if _is_abbreviated(parts):
            continue
        start, end = atoms[0].start, atoms[-1].end
        hinted = int(hints.covers(start, end)) + int(hints.exact(start, end))
        score = rule(parts, hinted)
        if score is None or (not hinted and _is_doubtful(text, atoms, pattern, score)):
            continue
        score += min(hinted, 1) - 3 * sum(atom.broken for atom in atoms[1:])
        first = parts.get("F") or parts.get("I")
        middle = parts.get("P") or parts.get("J")
        last = parts["I"].rstrip(".") + "." if pattern == "FI" else parts.get("S")
        found.append(NameSpan(start, end, last, first, middle, pattern, score))
    return found


def _parts(atoms: Sequence[_Atom], pattern: str) -> dict[str, str]:
    """The words by what they are in the pattern; J is the second initial."""
    parts: dict[str, str] = {}
    for atom, part in zip(atoms, pattern, strict=True):
        parts["J" if part == "I" and "I" in parts else part] = atom.text
    return parts


def _is_abbreviated(parts: dict[str, str]) -> bool:
    """True for «МОУ Воскресенская», «УО Султанбек»: capitals beside a word that is not in capitals."""
    given = [parts[p] for p in "FP" if p in parts and len(parts[p]) > 1]
    last = parts.get("S", "А")
    if any(word.isupper() for word in given):
        return not last.isupper()
    return bool(given) and _is_acronym(last)


def _is_acronym(word: str) -> bool:
    """True for «МДК», «УО»; not for «КИМ» and «ЛИ», which are surnames."""
    low = word.lower()
    return word.isupper() and 1 < len(word) < 6 and surname_quality(low) < 2 and low not in last_names()


def _is_doubtful(text: str, atoms: Sequence[_Atom], pattern: str, score: int) -> bool:
    """True for «А. Общие положения» and for bare capitals beside a word that is no clear surname."""
    if pattern == "IS" and atoms[0].text in _SMALL_WORDS:
        return True  # «В НИЖНЕОКСКОЙ ОБЛАСТИ»
    if pattern == "IS" and score < 5 and not text[max(0, atoms[0].start - 3) : atoms[0].start].strip(" \t\u00a0"):
        return True
    return score < _LEAST_BARE and any(atom.kind == "B" for atom in atoms)


def _cuts_initials(run: Sequence[_Atom], i: int, pattern: str) -> bool:
    """True where one of two initials would be left out: «РАН Л. И. Лотт» is not «РАН Л.» and «И. Лотт»."""
    after = i + len(pattern)
    if "I" in pattern and any(run[k].kind == run[k - 1].kind == "B" for k in (i - 1, after) if 0 < k < len(run)):
        return True  # «П О С Т А Н О В Л Е Н И Е»
    if pattern in ("SI", "FI"):
        return after < len(run) and run[after].kind == "I"
    return pattern == "IS" and i > 0 and run[i - 1].kind == "I"


def _bare(word: str) -> str:
    return word.replace("\u00ad", "").replace("\u0301", "")


@lru_cache(50_000)
def quality(word: str) -> int | None:
    """How well a word serves as a surname here; None where it cannot: a post, a form of address."""
    low = word.lower()
    readings = parses(low)
    if any(p.normal in _NO_SURNAMES for p in readings) or is_post_word(low):
        return None
    if all(p.known and p.tag.POS in _NO_NOUNS for p in readings) and not low.endswith("ло"):
        return None  # «Принять А. А. Орлову», «Слушали»
    return -1 if is_place(low) else surname_quality(low)


def _agree(first: str, last: str) -> bool:
    """True where first name and surname share a gender and a case: «Ирины Граб», not «Вера Москвы»."""
    return any(
        {one.gender, other.reading.gender} != {"m", "f"}
        and (one.case == other.reading.case or "?" in (one.case, other.reading.case))
        for one in first_name(first)
        for other in surname_readings(last)
    )


def _full(parts: dict[str, str], hinted: int) -> int | None:
    """«Иванов Иван Иванович», «Ивана Ивановича Иванова»."""
    worth = quality(parts["S"])
    if worth is None or not patronymic(parts["P"]):
        return None
    if not first_name(parts["F"]) and (worth < 1 or first_name(parts["S"]) or quality(parts["F"]) is None):
        return None
    genders = {r.gender for r in patronymic(parts["P"])}
    fits = any({r.reading.gender, *genders} != {"m", "f"} for r in surname_readings(parts["S"]))
    return 14 + max(worth, -1) - (0 if fits else 4)


def _first_patronymic(parts: dict[str, str], hinted: int) -> int | None:
    """«Иван Иванович» without a surname."""
    fathers = patronymic(parts["P"])
    if not any(
        f.gender in ("?", p.gender) and f.case in ("?", p.case) for f in first_name(parts["F"]) for p in fathers
    ):
        return None  # «Юлия Тарасевич»
    return 11 if names_a_father(parts["P"]) else 5  # «Ян Хмаревич» is rather a surname


def _first_last(parts: dict[str, str], hinted: int) -> int | None:
    """«Ирина Граб», «Граб Ирина»; without a dictionary's word for it only where the model sees a person."""
    worth = quality(parts["S"])
    if worth is None or is_place(parts["S"]) or (names_a_father(parts["S"]) and worth < 3):
        return None
    if first_name(parts["F"]):
        clear = first_name(parts["F"])[0].nominative.lower() not in doubtful_first_names()
        if (not _agree(parts["F"], parts["S"]) and hinted < 2) or (worth < (0 if clear else 1) and not hinted):
            is_name = clear and _agree(parts["F"], parts["S"])
            return 2 if is_name and _is_thing(parts["S"]) else None  # «Ольга Граб» is clear, «Роман Мороз» is not
        return 6 + worth - (3 if first_name(parts["S"]) else 0)
    other = quality(parts["F"])
    if hinted and worth >= 1 and other is not None and other >= (1 if hinted < 2 or worth < 2 else -1):
        return 3  # «Ласло Сегеди»
    return None


@lru_cache(50_000)
def _is_thing(word: str) -> bool:
    """True for «Дорн»: a short noun in the nominative that may be a surname; not for «Школа»."""
    noun = parses(word.lower())[0].tag
    return word[1:].islower() and str(noun.POS) == "NOUN" and str(noun.case) == "nomn" and str(noun.gender) == "masc"


def _last_first(parts: dict[str, str], hinted: int) -> int | None:
    """«Граб Ирина»: as the other order, which wins where both names are first names."""
    if not first_name(parts["F"]):
        known = _is_known(parts["F"]) or len(parts["F"]) < 4 or parts["F"].isupper()
        return 2 if (quality(parts["S"]) or 0) >= 3 and not known else None  # «Ахметова Гульсина»
    score = _first_last(parts, hinted)
    return None if score is None else score - 1


@lru_cache(50_000)
def _is_known(word: str) -> bool:
    return "-" in word or any(p.known for p in parses(word.lower()))


def _first_initial(parts: dict[str, str], hinted: int) -> int | None:
    """«Рита О.»: a first name, and of the surname only an initial."""
    worth = quality(parts["F"])
    return 5 if first_name(parts["F"]) and worth is not None and worth < 2 else None


def _two_initials(parts: dict[str, str], hinted: int) -> int | None:
    """«Граб И.С.», «И.С. Граб»."""
    worth = quality(parts["S"])
    return None if worth is None else 8 + worth - (2 if worth < 0 else 0)  # «Граб А.А.Слёт открыла …»


def _one_initial(parts: dict[str, str], hinted: int) -> int | None:
    """«Сыч О.», «С. Воробьёва»: only with a word that is no common one, or that the model sees."""
    worth = quality(parts["S"])
    if worth is not None and worth < 2 and first_name(parts["S"]):
        return None  # «Рита О.»
    if worth is None or (worth < 0 and not hinted):
        return None
    return 4 + worth


_GAP = re.compile(r"[ \t\u00a0\u2009\u202f]{0,40}(?:\n[ \t\u00a0\u2009\u202f]{0,40})?")
_GAPS = frozenset(["", " ", "\u00a0", "\n"])
_ATOM = re.compile(
    r"""[А-ЯЁ]
    (?:(?<![А-Яа-яЁёA-Za-z\d][А-ЯЁ])|(?<=[а-яё][А-ЯЁ])(?=\.))  # a word's first letter; «ОрловИ.И.» too
    (?:
      (?:-[А-ЯЁ])?[ \u00a0]?\.                                  # И. А-Х.
    | (?<=Д)[жзм]\. | (?<=Е)вг\. | (?<=В)(?:лад|л|ас|яч|икт)\. | (?<=А)(?:лекс|л|нат)\.
    | (?<=Н)ик\. | (?<=К)онст\. | (?<=С)ерг\. | (?<=М)их\. | (?<=Г)риг\.
    | (?:['’][А-ЯЁ])?(?:[а-яё\u00ad\u0301]+|[А-ЯЁ]+)
      (?:[-‐‑–](?:[А-ЯЁ][а-яё\u00ad\u0301]+|[А-ЯЁ]{2,}))*
      (?:[ -](?:оглы|кызы|Оглы|Кызы|ОГЛЫ|КЫЗЫ|угли|улы))?(?![а-яёA-Za-z]|[А-ЯЁ](?!\.))
    | (?![А-Яа-яЁёA-Za-z.])                                      # И without its point
    )""",
    re.VERBOSE,
)
_SMALL_WORDS = frozenset("ВКОСУИАЯ")
_PARTICLES = frozenset(["фон", "ван", "дер", "де"])
_LONGEST_RUN = 40  # a page set in capitals is cut, names are short
_LEAST_BARE = 6  # «Малахеева Н Н» needs a surname that looks like one
_PATTERNS = (
    ("SFP", _full),
    ("FPS", _full),
    ("SII", _two_initials),
    ("IIS", _two_initials),
    ("FP", _first_patronymic),
    ("FS", _first_last),
    ("SF", _last_first),
    ("FI", _first_initial),
    ("SI", _one_initial),
    ("IS", _one_initial),
)
_PATTERNS_OF = {
    kinds: tuple(p for p in _PATTERNS if "".join("I" if part == "I" else "W" for part in p[0]) == kinds)
    for kinds in ("WWW", "WII", "IIW", "WW", "WI", "IW")
}

# lemmas of capitalised words that stand beside names and are no surnames
_NO_SURNAMES = frozenset(
    [
        "уважаемый",  # Уважаемый Иван Петрович!
        "дорогой",  # Дорогая Анна Петровна!
        "господин",  # Господину Орлову А. А.
        "госпожа",  # Госпоже Орловой А. А.
        "товарищ",  # Товарищу Орлову А. А.
        "гражданин",  # Гражданин Орлов А. А.
        "гражданка",  # Гражданка Орлова А. А.
        "святой",  # Храм Святого Ильи
        "император",  # Указ Императора Петра
        "царь",  # Царь Иван
        "князь",  # Князь Олег
        "приложение",  # Приложение А.
        "протокол",  # Протокол вела Орлова А. А.
        "приказ",  # Приказ А. А. Орлова
        "отчет",  # Отчёт И. И. Орлова
        "отчёт",  # Отчёт И. И. Орлова
        "справка",  # Справка А. А. Орловой
        "резолюция",  # Резолюция А. А. Орлова
        "подпись",  # Подпись А. А. Орлов
        "память",  # Памяти Ивана Орлова
        "имя",  # Имени Ивана Орлова
        "улица",  # Улица Ивана Орлова
        "проспект",  # Проспект Ивана Орлова
        "площадь",  # Площадь Ивана Орлова
        "школа",  # Школа И. И. Орлова
        "город",  # Город Иван
    ]
)
_NO_NOUNS = frozenset(["VERB", "INFN", "GRND", "PRTS", "ADVB", "PREP", "CONJ", "PRCL", "NPRO", "PRED", "COMP"])
