"""Names in religion: «иеромонах Тихон (Рябов)», «епископ Липовский и Заречный Пахомий».

Decides that a word behind a title of the clergy is a first name, that the surname of a monk stands in brackets
behind it, and that a bishop's see is none. Leaves priests named as all others are («иерей Олег Граб») to
`name_spans.py`, and saints to `fields/person/spans.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.russian.morphology import parses
from extractor.russian.name_patterns import quality
from extractor.russian.name_words import CASES, first_name, patronymic, surname_quality


class ChurchName(NamedTuple):
    """The name at `start` … `end`; `last` is None for «епископ Пахомий»."""

    start: int
    end: int
    first: str
    last: str | None


def church_names(text: str) -> Iterator[ChurchName]:
    """All names in religion; the first name is made nominative where no dictionary has it."""
    if _CLERGY.search(text) is None:
        return
    for found in _NAMED.finditer(text):
        first, last = found["first"], found["last"]
        case = _case_of(found["title"])
        if last is not None:
            if quality(last) is not None and patronymic(last) == ():
                yield ChurchName(found.start("first"), found.end("brackets"), _known(first, case), last)
        elif _stands_alone(text, found) and (first_name(first) or surname_quality(first) < 2):
            yield ChurchName(found.start("first"), found.end("first"), _nominative(first, case), None)


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """True where no surname or patronymic follows: «иерей Олег Граб» is left to others."""
    return _GOES_ON.match(text, found.end("first")) is None and not found["first"].endswith(_OF_A_SEE)


def _case_of(title: str) -> str:
    """The case of «епископом»: nom where it cannot be told."""
    found = [CASES.get(str(p.tag.case), "nom") for p in parses(title.lower()) if str(p.tag.number) == "sing"]
    return found[0] if found and "nom" not in found else "nom"


def _known(first: str, case: str) -> str:
    return first if first_name(first) else _nominative(first, case)


def _nominative(first: str, case: str) -> str:
    """«Агафангелом» is Агафангел, «Макария» behind a genitive is Макарий, «Феодор» stays."""
    readings = [r for r in first_name(first) if r.case == case] or [r for r in first_name(first) if case == "nom"]
    if readings and (case != "nom" or readings[0].case == "nom"):
        return readings[0].nominative
    if case == "nom":
        return first
    return next(
        (first[: len(first) - len(end)] + base for end, base in _ENDINGS if first.endswith(end)),
        first,
    )


_CLERGY = re.compile(r"епископ|митрополит|патриарх|архимандрит|игумен|монах|диакон|иере|священник|схиигумен", re.I)
_SEE = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:[сц]к|[нрлвт])(?:[иы]й|ого|ому|[иы]м|ом)"
_NAMED = re.compile(
    rf"""(?<![А-Яа-яё-])
    (?P<title>(?:(?:[Аа]рхи)?[Ее]пископ|[Мм]итрополит|[Пп]атриарх|[Аа]рхимандрит|(?:[Сс]хии)?[Ии]гумен
       |(?:[Ии]еро|[Сс]хи)?[Мм]онах|(?:[Пп]рото|[Ии]еро|[Аа]рхи)?[Дд]иакон|[Сс]вященник|[Ии]ерос?х?и?монах)
       (?:а|у|ом|е|)
     | (?:[Пп]рото)?[Ии]ере(?:й|я|ю|ем|е) | (?:[Ии]гумень|[Ии]гумени|[Мм]онахин|[Ии]нокин)(?:я|и|ю|ей|е))
    [ \t\u00a0]+
    (?:{_SEE}(?:(?:[ ]и[ ]|,[ ]|[ ]){_SEE}){{0,3}}(?:[ ]и[ ]всея[ ]Руси)?[ \t\u00a0]+)?   # Липовский и Заречный
    (?:о\.[ ]?|отец[ ]|отца[ ]|отцом[ ]|отцу[ ])?
    (?P<first>[А-ЯЁ][а-яё]{{2,}})(?![а-яё])
    (?P<brackets>[ ]?\((?P<last>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\))?
    """,
    re.VERBOSE,
)
_GOES_ON = re.compile(r"[ \t\u00a0-]{1,3}[А-ЯЁ]")
_OF_A_SEE = ("ский", "ского", "скому", "ским", "цкий", "цкого", "цкому", "цким", "ском")
# endings of men's and women's names in religion that no dictionary has, the longer first
_ENDINGS = (
    ("ией", "ия"),  # с игуменией Евпраксией
    ("ием", "ий"),  # с епископом Пахомием
    ("ию", "ий"),  # епископу Пахомию
    ("ия", "ий"),  # епископа Пахомия
    ("ии", "ия"),  # игумении Евпраксии
    ("ом", ""),  # с епископом Агафангелом
    ("ем", "й"),  # с епископом Ермогеем
    ("ой", "а"),  # с игуменией Феодорой
    ("у", ""),  # епископу Агафангелу
    ("а", ""),  # епископа Агафангела
    ("ю", "й"),  # епископу Ермогею
    ("я", "й"),  # епископа Ермогея
)
