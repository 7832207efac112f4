"""Where names of persons stand in a text: «Иванов И. И.», «А-Х. Мамуев», «Ольги Петровны Граб».

Decides by capitals, initials and the dictionaries which neighbouring words make up one name, in any
order of its parts. Leaves names of streets and schools, lone surnames and all context to
`fields/person/spans.py`, and the nominative to `names.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.russian.asian_names import asian_names
from extractor.russian.church_names import church_names
from extractor.russian.morphology import parses
from extractor.russian.name_columns import column_names
from extractor.russian.name_letters import cyrillic
from extractor.russian.name_patterns import PATTERNS, quality
from extractor.russian.name_words import first_name, last_names, patronymic, surname_quality
from extractor.russian.shared_surnames import sharers


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
    for found in reversed(list(column_names(text))):
        chosen.append(NameSpan(found.start, found.end, found.last, found.first, found.middle, "SFP", 14))
        text = _hidden(_hidden(text, found.below, found.stop), found.start, found.end)
    for name in list(_apart(text)):
        if "·" not in text[name.start : name.end]:
            chosen.append(name)
            text = _hidden(text, name.start, name.end)
    for group in list(sharers(text)):
        if "·" not in text[group[0].start : group[0].end]:
            chosen += [NameSpan(one.start, one.end, one.last, one.first, one.middle, "FS", 14) for one in group]
            text = _hidden(text, group[0].start, group[0].end)
    for run in _runs(text, marks):
        chosen += _best_cover(text, run, marks)
    return _in_one_order(sorted(chosen))


def _apart(text: str) -> Iterable[NameSpan]:
    """Names that follow rules of their own: the clergy's, those of the Far East."""
    for one in church_names(text):
        yield NameSpan(one.start, one.end, one.last, one.first, None, "FS" if one.last else "F", 14)
    for name in asian_names(text):
        yield NameSpan(name.start, name.end, name.last, name.first, None, "SF", 14)


def _hidden(text: str, start: int, end: int) -> str:
    """The text with a stretch made points, so that nothing is found in it."""
    return text[:start] + "·" * (end - start) + text[end:]


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
    if lasts_first > sum(span.pattern in ("FS", "FPS", "IS", "IIS") for span in spans):
        spans = [_as_surname(span) for span in spans]
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


def _as_surname(span: NameSpan) -> NameSpan:
    """«Ждан И.» among «Орлов А. А.» and «Рябов П. П.» is a Ждан, not somebody's first name."""
    if span.pattern != "FI" or span.first is None or span.first.lower() not in last_names():
        return span
    return span._replace(last=span.first, first=span.last, pattern="SI")


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
        if _is_abbreviated(parts) or (pattern in ("IS", "SI") and _is_town(text, atoms, pattern)):
            continue
        start, end = atoms[0].start, atoms[-1].end
        hinted = int(hints.covers(start, end)) + int(hints.exact(start, end))
        score = rule(parts, hinted)
        if score is None or (not hinted and _is_doubtful(text, atoms, pattern, score)):
            continue
        if pattern in ("FS", "SF") and _is_parted(text, atoms, parts["S"]):
            continue
        if pattern == "FS" and _opens_with_place(text, atoms):
            continue
        if pattern in ("SII", "SI", "SFP", "SF") and _is_territory(text, atoms[0].start):
            score -= 4
        score += min(hinted, 1) - 3 * sum(atom.broken for atom in atoms[1:])
        first = parts.get("F") or parts.get("I")
        middle = parts.get("P") or parts.get("J") or (parts.get("I") if "F" in parts and "S" in parts else None)
        last = parts["I"].rstrip(".") + "." if pattern == "FI" else parts.get("S")
        found.append(NameSpan(start, end, last, first, middle, pattern, score))
    return found


def _is_parted(text: str, atoms: Sequence[_Atom], last: str) -> bool:
    """True for «Дата   Тема», columns of a heading row, and for «Лилия⏎Вопросы»: no surname behind a break."""
    gap = text[atoms[0].end : atoms[1].start]
    if len(gap) > _CLOSE:
        return (quality(last) or 0) < 1
    return "\n" in gap and all(p.known and p.tag.number == "plur" for p in parses(last.lower()))


def _opens_with_place(text: str, atoms: Sequence[_Atom]) -> bool:
    """True for «администрации Луговска Граб»: an unknown word behind a body's noun is where the body sits."""
    if first_name(atoms[0].text):
        return False
    return _BODY_BEFORE.search(text[max(0, atoms[0].start - 24) : atoms[0].start]) is not None


def _is_territory(text: str, start: int) -> bool:
    """True behind «Республики»: in «Республики Алтан Л. Б. Орлов» the first word is no surname."""
    return _TERRITORY_BEFORE.search(text[max(0, start - 24) : start]) is not None


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
    if not word.isupper() or not 1 < len(word) < 6:
        return False
    return not set(low) & set("аеёиоуыэюя") or (surname_quality(low) < 2 and low not in last_names())


def _is_doubtful(text: str, atoms: Sequence[_Atom], pattern: str, score: int) -> bool:
    """True for «А. Общие положения» and for bare capitals beside a word that is no clear surname."""
    if pattern == "IS" and atoms[0].text in _SMALL_WORDS:
        return True  # «В НИЖНЕОКСКОЙ ОБЛАСТИ»
    if pattern[-1] == "S" and parses(atoms[-1].text.lower())[0].tag.POS in ("PREP", "CONJ", "PRCL", "NPRO"):
        return True  # «Граб О. О. По второму вопросу …»
    if pattern == "IS" and score < 5 and not text[max(0, atoms[0].start - 3) : atoms[0].start].strip(" \t\u00a0"):
        return True
    return score < _LEAST_BARE and any(atom.kind == "B" for atom in atoms)


def _is_town(text: str, atoms: Sequence[_Atom], pattern: str) -> bool:
    """True for «Н.Енск», a town; for «Рябова⏎В посёлке» the second word is a preposition."""
    if pattern == "SI":
        return atoms[-1].kind == "B" and _SMALL_WORD_NEXT.match(text, atoms[-1].end) is not None
    return atoms[-1].text.endswith(_TOWNS) and surname_quality(atoms[-1].text) < 2


def _cuts_initials(run: Sequence[_Atom], i: int, pattern: str) -> bool:
    """True where one of two initials would be left out: «РАН Л. И. Лотт» is not «РАН Л.» and «И. Лотт»."""
    after = i + len(pattern)
    if "I" in pattern and any(run[k].kind == run[k - 1].kind == "B" for k in (i - 1, after) if 0 < k < len(run)):
        return True  # «П О С Т А Н О В Л Е Н И Е»
    if pattern[-1] == "I" and pattern.count("I") == 1:
        return after < len(run) and run[after].kind == "I"  # «Докладчик Ким Р. Т.»
    return pattern == "IS" and i > 0 and run[i - 1].kind == "I"


def _bare(word: str) -> str:
    return _BROKEN.sub("", word).replace("\u00ad", "").replace("\u0301", "")


_BROKEN = re.compile(r"-\n[ \t]*(?=[а-яё])")  # «Сычё-⏎ва»
_GAP = re.compile(r"[ \t\u00a0\u2009\u202f]{0,40}(?:\n[ \t\u00a0\u2009\u202f]{0,40})?")
_GAPS = frozenset(["", " ", "\u00a0", "\n"])
_ATOM = re.compile(
    r"""[А-ЯЁ]
    (?:(?<![А-Яа-яЁёA-Za-z\d][А-ЯЁ])|(?<=[а-яё][А-ЯЁ])(?=\.))  # a word's first letter; «ОрловИ.И.» too
    (?:
      (?:\.?-[А-ЯЁ])?[ \u00a0]?\.                               # И. А-Х. А.-Х.
    | (?<=Д)[жзм]\. | (?<=Е)вг\. | (?<=В)(?:лад|л|ас|яч|икт)\. | (?<=А)(?:лекс|л|нат)\.
    | (?<=Н)ик\. | (?<=К)онст\. | (?<=С)ерг\. | (?<=М)их\. | (?<=Г)риг\.
    | (?:['’][А-ЯЁ])?(?:[а-яё\u00ad\u0301]+(?:(?<=[а-яё]{2})-\n[ \t]{0,8}[а-яё]{1,6}(?![а-яё]))?|[А-ЯЁ]+)
      (?:[-‐‑–](?:[А-ЯЁ][а-яё\u00ad\u0301]+|[А-ЯЁ]{2,}))*
      (?:-(?:младш|старш)(?:ий|его|ему|им|ем|ая|ей|ую))?           # Граб-младший
      (?:[ -](?:оглы|кызы|Оглы|Кызы|ОГЛЫ|КЫЗЫ|угли|улы))?(?![а-яёA-Za-z]|[А-ЯЁ](?!\.))
    | (?![А-Яа-яЁёA-Za-z.])                                      # И without its point
    )""",
    re.VERBOSE,
)
_SMALL_WORDS = frozenset("ВКОСУИАЯ")
_TOWNS = ("ск", "цк", "град", "город", "бург", "поль")
_SMALL_WORD_NEXT = re.compile(r"[ \u00a0]+[а-яё\d«]")
_PARTICLES = frozenset(["фон", "ван", "дер", "де"])
_LONGEST_RUN = 40  # a page set in capitals is cut, names are short
_LEAST_BARE = 6  # «Малахеева Н Н» needs a surname that looks like one
_BODY_BEFORE = re.compile(
    r"\b(?:администраци|мэри|город|район|округ|дум[аеыуо]|посёлк|поселк|сел[оае]|совет|управлени|школ|больниц)[а-яё]*\s+$",
    re.IGNORECASE,
)
_TERRITORY_BEFORE = re.compile(r"\b(?:[Рр]еспублик[аиеу]|[Гг]ород[ау]?|[Рр]айона?|[Сс]ел[ао]|г\.|с\.)\s+$")
_CLOSE = 2  # blanks between the parts of a name; more part columns
_PATTERNS_OF = {
    kinds: tuple(p for p in PATTERNS if "".join("I" if part == "I" else "W" for part in p[0]) == kinds)
    for kinds in ("WWW", "WII", "IIW", "WWI", "WIW", "WW", "WI", "IW")
}
