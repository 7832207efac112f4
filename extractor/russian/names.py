"""Persons' names in the nominative: mentions that may be one person, and the name they give together.

Decides which mentions fit one another («Карпенюк А.Н.», «Карпенюка», «Карпенюк Артур Николаевич») and
what the joined name is: gender from the patronymic, then the first name, then the cases that the
mentions stand in. Leaves where names stand to `name_spans.py` and how surnames decline to `name_cases.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

from extractor.russian.name_cases import surname_readings
from extractor.russian.name_spans import NameSpan
from extractor.russian.name_words import Reading, first_name, patronymic


class Name(NamedTuple):
    """A name in the nominative, parts that no mention gives None: «Боброва», «Е.», «А.»."""

    last: str | None
    first: str | None
    middle: str | None

    @property
    def full(self) -> str:
        """«Боброва Е. А.»."""
        return " ".join(part for part in self if part)


class Key(NamedTuple):
    """A nominative surname with a gender: what two mentions of one person share."""

    last: str
    gender: str


Weights = Mapping[Key, float]


def likely_keys(
    span: NameSpan, cases: Mapping[str, float], leaning: Mapping[str, float] | None = None
) -> dict[Key, float]:
    """The surnames a mention may stand for, weighted; `cases` weighs the case it stands in («gen»: 3).

    `leaning` weighs the gender by words around the name («f»: 4 after «заведующая»).

    «Нина Сергеевны Хмычевой» is Хмычева, feminine, whatever the cases say.
    """
    if span.last is None:
        return {Key("", gender): weight for gender, weight in _genders(span).items()}
    genders = {gender: weight * (leaning or {}).get(gender, 1.0) for gender, weight in _genders(span).items()}
    agreed = {gender: _cases_of_others(span, gender) for gender in ("m", "f")}
    found: dict[Key, float] = {}
    for (nominative, gender, case), weight in surname_readings(span.last):
        for one in ("m", "f") if gender == "?" else (gender,):
            worth = weight * genders.get(one, 0.02)
            worth *= _case_weight(case, cases) * _agreement(case, agreed[one])
            key = Key(_fold(nominative), one)
            found[key] = max(found.get(key, 0.0), worth)
    total = sum(found.values()) or 1.0
    return {key: worth / total for key, worth in found.items()}


def _agreement(case: str, others: set[str]) -> float:
    """A surname stands in the case of the names beside it; «Юлия Тарасевич» is no genitive of a Юлий."""
    if case in others or case == "?":
        return 3.0
    return _DISAGREEING if others else 1.0


def _case_weight(case: str, cases: Mapping[str, float]) -> float:
    if case == "?":
        return sqrt(max(cases.values(), default=1.0))
    return cases.get(case, 1.0)


def _genders(span: NameSpan) -> dict[str, float]:
    """How likely the person is a man or a woman by patronymic, else by first name."""
    readings = patronymic(span.middle) if span.middle else ()
    if not readings and span.first:
        readings = first_name(span.first)
    known = {reading.gender for reading in readings}
    if not known or "?" in known:
        return {"m": 1.0, "f": 1.0}
    return {gender: 1.0 if gender in known else 0.02 for gender in ("m", "f")}


def _cases_of_others(span: NameSpan, gender: str) -> set[str]:
    """The cases that first name and patronymic may stand in together: «Юлия» is a woman's nominative only."""
    sets = []
    for part, read in ((span.first, first_name), (span.middle, patronymic)):
        readings = read(part) if part else ()
        readings = tuple(r for r in readings if r.gender in (gender, "?")) or readings
        if readings and all(r.case != "?" for r in readings):
            sets.append({r.case for r in readings})
    if not sets:
        return set()
    return set.intersection(*sets) or set.union(*sets)


def fit(one: NameSpan, other: NameSpan) -> bool:
    """True where first names and patronymics may be the same: «А.Н.» and «Артур Николаевич»."""
    return _parts_fit(one.first, other.first, first_name) and _parts_fit(one.middle, other.middle, patronymic)


def _parts_fit(one: str | None, other: str | None, read: Callable[[str], tuple[Reading, ...]]) -> bool:
    if one is None or other is None:
        return True
    if _is_initial(one) or _is_initial(other):
        return _fold(one[0]) == _fold(other[0])
    if _fold(one) == _fold(other):
        return True
    mine = {_fold(r.nominative) for r in read(one)}
    theirs = {_fold(r.nominative) for r in read(other)}
    return bool(mine & theirs)


def joined(weights: Sequence[Weights]) -> Key | None:
    """The surname and gender that all mentions of one person speak for most."""
    keys = {key for one in weights for key in one}
    keys = {key for key in keys if key.last} or keys
    weights = [one for one in weights if not keys.isdisjoint(one)] or weights
    if not keys:
        return None
    return max(sorted(keys), key=lambda key: sum(log(one.get(key, 0.0) + _UNSEEN) for one in weights))


def name_of(spans: Iterable[NameSpan], key: Key) -> Name:
    """The joined name: the fullest first name and patronymic that any mention gives."""
    spans = list(spans)
    first = max((span for span in spans if span.first), key=lambda span: _fullness(span.first or ""), default=None)
    middle = max((span for span in spans if span.middle), key=lambda span: _fullness(span.middle or ""), default=None)
    return Name(
        _titled(_with_yo(key.last, spans)) or None,
        None if first is None else _nominative_part(first.first or "", key.gender, _stands_in_nominative(first, key)),
        None if middle is None else _nominative_part(middle.middle or "", key.gender, True),
    )


def _stands_in_nominative(span: NameSpan, key: Key) -> bool:
    """False for «Карине Зуевой»: the first name is declined as the surname is."""
    return span.last is None or _fold(span.last) == key.last


def _with_yo(last: str, spans: Iterable[NameSpan]) -> str:
    """«ё» where any mention writes it: «Ложкарёв» and «Ложкареву» are Ложкарёв."""
    letters = list(last)
    for span in spans:
        for i, letter in enumerate(span.last or ""):
            if letter in "ёЁ" and i < len(letters) and letters[i] == "е":
                letters[i] = "ё"
    return "".join(letters)


def _fullness(part: str) -> tuple[bool, int]:
    return not _is_initial(part), len(part)


@lru_cache(20_000)
def _nominative_part(part: str, gender: str, as_written: bool) -> str:
    """A first name or patronymic in the nominative; initials get their point: «Н» is «Н.»."""
    if _is_initial(part):
        return part.replace(" ", "").rstrip(".") + "."
    head, tail = _oghlu(part)
    readings = patronymic(head) or first_name(head)
    fitting = [r for r in readings if r.gender in (gender, "?")] or ([] if as_written else list(readings))
    if not fitting:
        return _titled(head) + tail
    return _yo(_best(fitting, head, as_written).nominative, head) + tail


def _best(readings: Sequence[Reading], form: str, as_written: bool) -> Reading:
    """The reading that is the form itself where the name stands in the nominative: «Карине», else «Карина»."""
    same = [r for r in readings if (_fold(r.nominative) == _fold(form)) == as_written]
    return (same or list(readings))[0]


def _oghlu(part: str) -> tuple[str, str]:
    """«Гасан оглы» in two: the particle does not decline."""
    for mark in ("оглы", "кызы", "угли", "улы"):
        if part.lower().endswith(mark) and len(part) > len(mark):
            return part[: -len(mark) - 1], part[-len(mark) - 1] + mark
    return part, ""


def _yo(nominative: str, form: str) -> str:
    """«ё» as the form writes it: «Артёма» is Артём, «Артема» is Артем, «Ильёй» is Илья."""
    if "ё" not in form.lower():
        return nominative.replace("ё", "е").replace("Ё", "Е")
    letters = list(nominative)
    for i, (mine, theirs) in enumerate(zip(nominative, form, strict=False)):
        if theirs in "ёЁ" and mine in "еЕ":
            letters[i] = "ё"
    return _titled("".join(letters))


def _is_initial(part: str) -> bool:
    return part.endswith(".") or len(part) == 1


def _fold(word: str) -> str:
    return word.lower().replace("ё", "е")


def _titled(word: str) -> str:
    """«соколова-кац» is «Соколова-Кац», «о’коннор» is «О’Коннор»; a particle stays small."""
    pieces = word.split(" ")
    return " ".join(piece if piece in _PARTICLES and len(pieces) > 1 else _capitalised(piece) for piece in pieces)


def _capitalised(piece: str) -> str:
    parts = piece.split("-")
    out = "-".join(part if part in _GENERATIONS else part[:1].upper() + part[1:].lower() for part in parts)
    at = max(out.find("'"), out.find("’"))
    return out[: at + 1] + out[at + 1 : at + 2].upper() + out[at + 2 :] if at == 1 else out


_PARTICLES = frozenset(["фон", "ван", "дер", "де"])
_GENERATIONS = frozenset(["младший", "старший", "младшая", "старшая"])  # «Граб-младший»
_DISAGREEING = 0.05  # «Дина Гринёвой» may be a slip, «Юлия Граб» is hardly of a Юлий
_UNSEEN = 1e-4  # a mention that cannot be read so speaks against, but not for ever: texts err
