"""Where names of persons stand in a text: «Иванов И. И.», «А-Х. Дудуев», «Ольги Петровны Граб».

Decides by capitals, initials and the dictionaries which neighbouring words make up one name, in any
order of its parts. Leaves names of streets and schools, lone surnames and all context to
`fields/_person_spans.py`, and the nominative to `names.py`.
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
from extractor.russian.name_words import first_name, is_place, patronymic, surname_quality
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
    for run in _runs(text):
        chosen += _best_cover(run, marks)
    return _in_one_order(chosen)


def _best_cover(run: Sequence[_Atom], hints: _Hints) -> list[NameSpan]:
    """The names of a run that together score most: «Орлова Анна Львовна Рябов Пётр Ильич» is two."""
    best: list[tuple[int, tuple[NameSpan, ...]]] = [(0, ())] * (len(run) + 1)
    for i in range(len(run) - 1, -1, -1):
        best[i] = best[i + 1]
        for candidate in _candidates(run, i, hints):
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
    opens: bool  # True where it is the first of its line


class _Hints:
    """Spans that the NER model calls persons, for bisecting."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def exact(self, start: int, end: int) -> bool:
        i = bisect_left(self.starts, start)
        return i < len(self.spans) and self.spans[i] == (start, end)

    def covers(self, start: int, end: int) -> bool:
        i = bisect_left(self.starts, start + 1) - 1
        return i >= 0 and self.spans[i][1] >= end


def _runs(text: str) -> Iterable[list[_Atom]]:
    """Stretches of capitalised words and initials with nothing but space between them."""
    run: list[_Atom] = []
    for found in _ATOM.finditer(text):
        kind = found.lastgroup or "W"
        gap = text[run[-1].end : found.start()] if run else ""
        joined = bool(run) and len(gap) < 80 and _GAP.fullmatch(gap) is not None
        joined = joined and (gap != "" or "I" in (run[-1].kind, kind))  # «ОрловИ.И.»
        if not joined or len(run) >= _LONGEST_RUN:
            if len(run) > 1:
                yield run
            run = []
        opens = (
            not text[max(0, found.start() - 3) : found.start()].strip(" \t\u00a0")
            or text[max(0, found.start() - 1)] == "\n"
        )
        run.append(_Atom(kind, found.start(), found.end(), found[0], int("\n" in gap), opens))
    if len(run) > 1:
        yield run


def _candidates(run: Sequence[_Atom], i: int, hints: _Hints) -> list[NameSpan]:
    """The names that may begin at atom `i`."""
    found = []
    for pattern, rule in _PATTERNS:
        atoms = run[i : i + len(pattern)]
        if len(atoms) < len(pattern) or any(a.kind not in _KINDS[p] for a, p in zip(atoms, pattern, strict=True)):
            continue
        if _cuts_initials(run, i, pattern):
            continue
        parts = {}
        for atom, part in zip(atoms, pattern, strict=True):
            parts[part if part != "I" or "I" not in parts else "J"] = _bare(atom.text)
        if (
            any(parts[p].isupper() and len(parts[p]) > 1 for p in "FP" if p in parts)
            and not parts.get("S", "А").isupper()
        ):
            continue  # «МОУ Воскресенская», «УР Иванова»
        hinted = int(hints.covers(atoms[0].start, atoms[-1].end)) + int(hints.exact(atoms[0].start, atoms[-1].end))
        score = rule(parts, hinted)
        if score is None:
            continue
        if pattern == "IS" and score < 5 and not hinted and _opens_line(atoms[0]):
            continue  # «А. Общие положения»
        if any(atom.kind == "B" for atom in atoms) and score < _LEAST_BARE and not hinted:
            continue
        score += min(hinted, 1) - 3 * sum(atom.broken for atom in atoms[1:])
        first = parts.get("F") or parts.get("I")
        middle = parts.get("P") or parts.get("J")
        if pattern == "FI":
            parts["S"] = parts["I"].rstrip(".") + "."
        found.append(NameSpan(atoms[0].start, atoms[-1].end, parts.get("S"), first, middle, pattern, score))
    return found


def _cuts_initials(run: Sequence[_Atom], i: int, pattern: str) -> bool:
    """True where one of two initials would be left out: «РАН Л. И. Лотт» is not «РАН Л.» and «И. Лотт»."""
    after = i + len(pattern)
    if pattern in ("SI", "FI"):
        return after < len(run) and run[after].kind == "I"
    return pattern == "IS" and i > 0 and run[i - 1].kind == "I"


def _opens_line(atom: _Atom) -> bool:
    return atom.opens


def _bare(word: str) -> str:
    return word.replace("\u00ad", "").replace("\u0301", "")


@lru_cache(50_000)
def quality(word: str) -> int | None:
    """How well a word serves as a surname here; None where it cannot: a post, a form of address."""
    low = word.lower()
    if low in _NO_SURNAMES or is_post_word(low):
        return None
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
    return 11 if first_name(parts["F"]) and patronymic(parts["P"]) else None


def _first_last(parts: dict[str, str], hinted: int) -> int | None:
    """«Ирина Граб», «Граб Ирина»; without a dictionary's word for it only where the model sees a person."""
    worth = quality(parts["S"])
    if worth is None or is_place(parts["S"]) or (patronymic(parts["S"]) and worth < 3):
        return None
    if first_name(parts["F"]):
        if (not _agree(parts["F"], parts["S"]) and hinted < 2) or (worth < 1 and not hinted):
            return None
        return 6 + worth - (3 if first_name(parts["S"]) else 0)
    other = quality(parts["F"])
    if hinted and worth >= 1 and other is not None and other >= (1 if hinted < 2 or worth < 2 else -1):
        return 3  # «Ласло Немеди»
    return None


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
    return None if worth is None else 8 + worth


def _one_initial(parts: dict[str, str], hinted: int) -> int | None:
    """«Сыч О.», «С. Воробьёва»: only with a word that is no common one, or that the model sees."""
    worth = quality(parts["S"])
    if worth is not None and worth < 2 and first_name(parts["S"]):
        return None  # «Рита О.»
    if worth is None or (worth < 0 and not hinted):
        return None
    return 4 + worth


_SPACE = r"[ \t\u00a0\u2009\u202f]"
_GAP = re.compile(rf"{_SPACE}*(?:\n{_SPACE}*)?")
_LETTER = "А-Яа-яЁёA-Za-z"
_CAPITAL = "А-ЯЁ"
_SMALL = "а-яё\u00ad\u0301"
_ATOM = re.compile(
    rf"""(?:(?<![{_LETTER}\d])|(?<=[а-яё])(?=[{_CAPITAL}]\.))(?:
      (?P<I>[{_CAPITAL}](?:-[{_CAPITAL}])?{_SPACE}?\.|(?:Дж|Дз|Евг|Влад|Вл|Алекс|Ал|Ник|Конст|Серг|Вас|Мих|Анат|Григ|Дм|Вяч|Викт)\.)
    | (?P<W>(?:(?:фон|ван|дер|де)[ ])?
        [{_CAPITAL}](?:['’][{_CAPITAL}])?(?:[{_SMALL}]+|[{_CAPITAL}]+)
        (?:[-‐‑–](?:[{_CAPITAL}][{_SMALL}]+|[{_CAPITAL}]{{2,}}))*
        (?:[ -](?:оглы|кызы|Оглы|Кызы|ОГЛЫ|КЫЗЫ|угли|улы))?)(?![а-яёA-Za-z]|[{_CAPITAL}](?!\.))
    | (?P<B>[{_CAPITAL}])(?![{_LETTER}.])
    )""",
    re.VERBOSE,
)
_LONGEST_RUN = 40  # a page set in capitals is cut, names are short
_LEAST_BARE = 6  # «Стахеева Н Н» needs a surname that looks like one
_KINDS = {"S": "W", "F": "W", "P": "W", "I": "IB"}
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
# capitalised words that stand beside names and are no surnames
_NO_SURNAMES = frozenset(
    [
        "уважаемый",
        "уважаемая",
        "уважаемые",
        "уважаемому",
        "уважаемой",
        "дорогой",
        "дорогая",
        "господин",
        "господина",
        "господину",
        "госпожа",
        "госпожи",
        "госпоже",
        "товарищ",
        "товарища",
        "товарищу",
        "гражданин",
        "гражданина",
        "гражданка",
        "гражданки",
        "святой",
        "святого",
        "святая",
        "святой",
        "император",
        "императора",
        "царь",
        "царя",
        "князь",
        "князя",
        "принять",
        "отметить",
        "заслушать",
        "слушали",
        "выступили",
        "выступил",
        "выступила",
        "решили",
        "постановили",
        "присутствовали",
        "утверждаю",
        "согласовано",
        "подпись",
        "приложение",
        "протокол",
        "приказ",
        "отчет",
        "справка",
        "резолюция",
        "председательствовал",
        "приглашенные",
        "имени",
        "имя",
        "память",
        "памяти",
        "улица",
        "улицы",
        "проспект",
        "площадь",
        "школа",
        "лицей",
        "гимназия",
        "город",
        "россия",
        "также",
        "затем",
        "далее",
        "после",
        "перед",
        "при",
        "для",
        "или",
        "она",
        "они",
        "это",
        "его",
        "ее",
        "все",
        "как",
        "что",
        "кто",
        "так",
        "вот",
        "над",
        "под",
        "без",
    ]
)
