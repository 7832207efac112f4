"""Surnames to the nominative: every form's possible nominatives, known or unknown, with gender and case.

Decides by a table of endings how Russian surnames decline and which do not. Leaves the choice among
the readings (by patronymic, first name, governing post, other mentions) to `names.py`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractor.russian.morphology import parses
from extractor.russian.name_words import CASES, Reading, last_names


class Weighted(NamedTuple):
    """A reading and how likely it is before its context is seen."""

    reading: Reading
    weight: float


@lru_cache(50_000)
def surname_readings(form: str) -> tuple[Weighted, ...]:
    """All nominatives a surname's form may stand for, in lower case, the likeliest first.

    «ольховской» is Ольховская in an oblique case or, less likely, Ольховской in the nominative;
    each part of «смирновой-кац» declines apart.
    """
    form = form.lower()
    if form.endswith("."):
        return (Weighted(Reading(form, "?", "?"), 1.0),)  # «Рита О.»
    parts = form.split("-")
    if len(parts) == 1:
        return _ranked(_simple(form))
    joined = [Weighted(r, w) for r, w in _simple(parts[0])]
    joined.append(Weighted(Reading(parts[0], "?", "?"), 4.0 if parts[0] in _PREFIXES else 0.3))  # «Тер-Грабова»
    for part in parts[1:]:
        joined = list(_ranked(_joined(joined, _simple(part)))[:40])
    return _ranked(joined)


def _joined(left: list[Weighted], right: list[Weighted]) -> list[Weighted]:
    """Readings of both parts that agree in gender and case: «Смирновой» + «Кац»."""
    found: dict[Reading, float] = {}
    for (name, gender, case), weight in left:
        for (name2, gender2, case2), weight2 in right:
            if _agree(gender, gender2) and _agree(case, case2):
                both = Reading(f"{name}-{name2}", _narrower(gender, gender2), _narrower(case, case2))
                found[both] = max(found.get(both, 0.0), weight * weight2)
    return [Weighted(reading, weight) for reading, weight in found.items()]


def _agree(one: str, other: str) -> bool:
    return one == other or one == "?" or other == "?"


def _narrower(one: str, other: str) -> str:
    return other if one == "?" else one


def _ranked(readings: list[Weighted]) -> tuple[Weighted, ...]:
    best: dict[Reading, float] = {}
    for reading, weight in readings:
        best[reading] = max(best.get(reading, 0.0), weight)
    order = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Weighted(reading, weight) for reading, weight in order)


def _simple(form: str) -> list[Weighted]:
    """Readings of a surname without a hyphen, each row of the table that fits."""
    if _is_short_foreign(form):
        return [Weighted(Reading(form, "?", "?"), 1.0)]
    found = _of_dictionary(form)
    if form.endswith(_ADJECTIVE_OF_OV) and _is_adjective(form):
        found.append(Weighted(Reading(form, "m", "nom"), 8.0))  # «Луговой В. Ф.»
    for row in _TABLE:
        if not form.endswith(row.ending) or len(form) - len(row.ending) < row.least:
            continue
        stem = form[: len(form) - len(row.ending)]
        if row.after and not stem.endswith(row.after):
            continue
        if row.not_after and stem.endswith(row.not_after):
            continue
        nominative = stem + row.base
        weight = row.weight * _familiar(nominative, row.gender)
        found += [Weighted(Reading(nominative, row.gender, case), weight) for case in row.cases]
    return found or [Weighted(Reading(form, "?", "?"), 1.0)]


def _is_short_foreign(form: str) -> bool:
    """True for «Лоу», «Кру»: without its ending no syllable would be left, or a vowel would end the stem."""
    return form.endswith(_NEVER_DECLINED) or (form[-1] in "ую" and sum(letter in _VOWELS for letter in form) == 1)


def _of_dictionary(form: str) -> list[Weighted]:
    """What the dictionary knows of a surname: «кравцу» is Кравец, dative."""
    found = []
    for p in parses(form):
        if not p.known or "Surn" not in p.tag or str(p.tag.number) != "sing" or "Fixd" in p.tag:
            continue
        for tag, gender in (("masc", "m"), ("femn", "f")):
            if str(p.tag.gender) not in (tag, "ms-f"):
                continue
            base = p.raw.inflect({"nomn", "sing", tag}) if "ms-f" not in str(p.tag) else p.raw.inflect({"nomn", "sing"})
            if base is not None and str(p.tag.case) in CASES:
                found.append(
                    Weighted(
                        Reading(base.word, gender, CASES[str(p.tag.case)]), 14.0 if str(p.tag.case) == "nomn" else 13.0
                    )
                )
    return found


@lru_cache(50_000)
def _is_adjective(form: str) -> bool:
    """True for «береговой», «часовой»: a word of the language that ends as «Петровой» does."""
    return any(
        p.known
        and p.tag.POS in ("ADJF", "NOUN")
        and p.tag.case == "nomn"
        and "Surn" not in p.tag
        and p.tag.gender == "masc"
        for p in parses(form)
    )


@lru_cache(50_000)
def _familiar(nominative: str, gender: str) -> float:
    """4 for an adjective («Белый»), 3 for a surname of the dictionaries, 1 for one that only the table knows."""
    readings = [p for p in parses(nominative) if p.known and p.tag.case == "nomn" and p.tag.number == "sing"]
    if any(p.tag.POS == "ADJF" for p in readings):
        return 4.0  # «Белого» is of Белый, not of a Белой
    if nominative.replace("ё", "е") in last_names() or any("Surn" in p.tag for p in readings):
        return 3.0
    if gender == "f":
        for ending, base in (("ая", "ий"), ("ая", "ой"), ("ая", "ый"), ("а", "")):
            if nominative.endswith(ending) and nominative[: -len(ending)] + base in last_names():
                return 3.0
    return 1.0


class _Row(NamedTuple):
    ending: str
    base: str
    gender: str
    cases: tuple[str, ...]
    weight: float
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    least: int = 2


_NEVER_DECLINED = ("оу", "еу", "ау", "иу", "уу", "эу")
_ANY = ("?",)
_OV = ("ов", "ев", "ёв", "ин", "ын")
_VOWELS = tuple("аеёиоуыэюя")
_HARD = tuple("бвгджзклмнпрстфхцчшщ")
_HUSH = tuple("гкхжчшщ")
_SK = ("ск", "цк")
_PREFIXES = ("тер", "бен", "аль", "эль", "мак", "шах", "кара", "сен", "ибн", "ван", "фон")
_ADJECTIVE_OF_OV = ("овой", "евой")


def _rows() -> tuple[_Row, ...]:
    """The table: possessive, adjectival, undeclined, consonant and vowel surnames."""
    possessive = [
        _Row("", "", "m", ("nom",), 4, after=_OV),  # Иванов
        _Row("а", "а", "f", ("nom",), 4, after=_OV),  # Иванова
        _Row("а", "", "m", ("gen", "acc"), 3, after=_OV),  # Иванова
        _Row("у", "", "m", ("dat",), 4, after=_OV),  # Иванову
        _Row("у", "а", "f", ("acc",), 4, after=_OV),  # Иванову
        _Row("ым", "", "m", ("ins",), 4, after=_OV),  # Ивановым
        _Row("е", "", "m", ("loc",), 4, after=_OV),  # Иванове
        _Row("ой", "а", "f", ("gen", "dat", "ins", "loc"), 4, after=_OV),  # Ивановой
        _Row("ою", "а", "f", ("ins",), 4, after=_OV),  # Ивановою
    ]
    adjectival = [
        _Row("ий", "ий", "m", ("nom",), 4, not_after=_VOWELS),  # Ольховский
        _Row("ый", "ый", "m", ("nom",), 4),  # Белый
        _Row("ой", "ой", "m", ("nom",), 4, not_after=_OV + _VOWELS + _SK),  # Толстой
        _Row("ой", "ой", "m", ("nom",), 0.7, after=_SK),  # Донской, but mostly «Соболевской» is a woman's
        _Row("ой", "ой", "m", ("nom",), 0.05, after=_OV),  # Лозовой
        _Row("ая", "ая", "f", ("nom",), 4),  # Ольховская
        _Row("яя", "яя", "f", ("nom",), 4),  # Горняя
        _Row("ого", "ий", "m", ("gen", "acc"), 4, after=_SK),
        _Row("ого", "ой", "m", ("gen", "acc"), 2, after=_SK),
        _Row("ого", "ий", "m", ("gen", "acc"), 2, after=_HUSH, not_after=_SK),
        _Row("ого", "ой", "m", ("gen", "acc"), 2, not_after=_SK),
        _Row("ого", "ый", "m", ("gen", "acc"), 2, not_after=_HUSH),
        _Row("его", "ий", "m", ("gen", "acc"), 3),
        _Row("ому", "ий", "m", ("dat",), 4, after=_SK),
        _Row("ому", "ой", "m", ("dat",), 2),
        _Row("ому", "ый", "m", ("dat",), 2, not_after=_HUSH),
        _Row("ему", "ий", "m", ("dat",), 3),
        _Row("им", "ий", "m", ("ins",), 4, after=_HUSH),
        _Row("им", "ой", "m", ("ins",), 2, after=_HUSH),
        _Row("ым", "ый", "m", ("ins",), 2, not_after=_OV),
        _Row("ым", "ой", "m", ("ins",), 2, not_after=_HUSH),
        _Row("ом", "ий", "m", ("loc",), 3, after=_SK),
        _Row("ой", "ая", "f", ("gen", "dat", "ins", "loc"), 4, after=_SK),
        _Row("ой", "ая", "f", ("gen", "dat", "ins", "loc"), 0.8, not_after=_SK),
        _Row("ую", "ая", "f", ("acc",), 4),
        _Row("ей", "яя", "f", ("gen", "dat", "ins", "loc"), 0.5, not_after=_VOWELS),
    ]
    undeclined = [
        _Row("о", "о", "?", _ANY, 4, not_after=("ог", "ег")),  # Мушкаренко, Дурново
        _Row("ых", "ых", "?", _ANY, 4),  # Черных
        _Row("их", "их", "?", _ANY, 4),  # Долгих
        _Row("и", "и", "?", _ANY, 2),  # Сегеди, Швили
        _Row("дзе", "дзе", "?", _ANY, 6),  # Гогоберидзе
        _Row("е", "е", "?", _ANY, 0.6),  # Гёте
        _Row("у", "у", "?", _ANY, 0.4, not_after=_OV),  # Ландау
        _Row("ю", "ю", "?", _ANY, 0.4),  # Камю
        _Row("э", "э", "?", _ANY, 2),  # Мэ
        _Row("ы", "ы", "?", _ANY, 0.6),  # Джусойты
    ]
    consonant = [
        _Row("", "", "m", ("nom",), 3, after=_HARD, not_after=(*_OV, "ых", "их"), least=2),  # Граб
        _Row("", "", "f", _ANY, 2, after=_HARD, not_after=(*_OV, "ых", "их"), least=2),  # Ирина Граб
        _Row("", "", "f", _ANY, 0.1, after=_OV),  # Дарья Гудвин
        _Row("а", "", "m", ("gen", "acc"), 2, after=_HARD, not_after=_OV),  # Граба
        _Row("у", "", "m", ("dat",), 2, after=_HARD, not_after=_OV),  # Грабу
        _Row("ом", "", "m", ("ins",), 2, after=_HARD, not_after=_SK),  # Грабом
        _Row("ем", "", "m", ("ins",), 2, after=("ц", "ж", "ч", "ш", "щ")),  # Шульцем
        _Row("е", "", "m", ("loc",), 1, after=_HARD, not_after=_OV),  # Грабе
        _Row("ца", "ец", "m", ("gen", "acc"), 1.5, least=3),  # Кравца
        _Row("цу", "ец", "m", ("dat",), 1.5, least=3),  # Кравцу
        _Row("цом", "ец", "m", ("ins",), 2.5, least=3),  # Кравцом
        _Row("це", "ец", "m", ("loc",), 0.8, least=3),  # Кравце
        _Row("ка", "ок", "m", ("gen", "acc"), 0.5, least=3),  # Ребёнка
        _Row("ку", "ок", "m", ("dat",), 0.5, least=3),
        _Row("ль", "ль", "m", ("nom",), 3),  # Соболь
        _Row("ь", "ь", "m", ("nom",), 3),
        _Row("ь", "ь", "f", _ANY, 2),
        _Row("й", "й", "m", ("nom",), 3, after=_VOWELS, not_after=("о", "ы", "и")),  # Гай
        _Row("й", "й", "f", _ANY, 2, after=_VOWELS, not_after=("о", "ы", "и")),
        _Row("я", "ь", "m", ("gen", "acc"), 2, after=_HARD),  # Соболя
        _Row("ю", "ь", "m", ("dat",), 2, after=_HARD),  # Соболю
        _Row("ем", "ь", "m", ("ins",), 2, after=("л", "н", "р", "т", "д", "с", "з")),  # Соболем
        _Row("я", "й", "m", ("gen", "acc"), 2, after=_VOWELS),  # Гая
        _Row("ю", "й", "m", ("dat",), 2, after=_VOWELS),  # Гаю
        _Row("ем", "й", "m", ("ins",), 2, after=_VOWELS),  # Гаем
    ]
    vowel = [
        _Row("а", "а", "?", ("nom",), 3, not_after=_OV),  # Палуха
        _Row("ы", "а", "?", ("gen",), 2, not_after=_OV),  # Сковороды
        _Row("и", "а", "?", ("gen",), 1.5, after=("г", "к", "х", "ж", "ч", "ш", "щ")),  # Палухи
        _Row("е", "а", "?", ("dat", "loc"), 2, not_after=_OV),  # Палухе
        _Row("у", "а", "?", ("acc",), 2, not_after=_OV),  # Палуху
        _Row("ой", "а", "?", ("ins",), 1, not_after=(*_OV, *_SK)),  # Палухой
        _Row("ей", "а", "?", ("ins",), 0.7, after=("ц", "ж", "ч", "ш", "щ")),
        _Row("я", "я", "?", ("nom",), 3, not_after=("а", "я")),  # Данелия, Зоря
        _Row("и", "я", "?", ("gen", "dat", "loc"), 1),  # Зори, Данелии
        _Row("ю", "я", "?", ("acc",), 1.5),  # Зорю
        _Row("ей", "я", "?", ("ins",), 1),  # Зорей
        _Row("е", "я", "?", ("dat", "loc"), 0.6),  # Зоре
    ]
    return tuple(possessive + adjectival + undeclined + consonant + vowel)


_TABLE = _rows()
