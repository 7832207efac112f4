"""Chinese, Korean and Vietnamese names: «Чжан Вэй», «Пак Чон Су», «Нгуен Ван Тхань».

Decides that a short surname and one or two short words behind it are such a name, surname first, and what its
nominative is. Leaves those who have a Russian first name («Ким Анна») to `name_spans.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.russian.morphology import parses
from extractor.russian.name_words import first_name


class AsianName(NamedTuple):
    """The name at `start` … `end` with its parts in the nominative."""

    start: int
    end: int
    last: str
    first: str


def asian_names(text: str) -> Iterator[AsianName]:
    """All names of two or three short words that open with a surname of the list."""
    for found in _CANDIDATE.finditer(text):
        words = [found["last"], found["first"]] + ([found["more"]] if found["more"] else [])
        if words[0].lower() not in _SURNAMES or not all(_is_given(word) for word in words[1:-1]):
            continue
        if not _is_given(words[-1]) and _nominative(words[-1]) == words[-1]:
            continue
        if words[-1].lower() in _RUSSIAN or _is_russian(words[1]):
            continue
        given = [*words[1:-1], _nominative(words[-1])]
        yield AsianName(found.start(), found.end(), words[0], " ".join(given))


def _is_given(word: str) -> bool:
    """True for «Вэй», «Чжи»: one or two syllables of those languages, and no word of Russian."""
    return _SYLLABLES.fullmatch(word.lower()) is not None and not _is_common(word)


def _is_common(word: str) -> bool:
    low = word.lower()
    return low not in _SURNAMES and any(
        p.known and p.tag.POS in _WORDS and not p.tag.grammemes & _NAMES for p in parses(low)
    )


def _is_russian(word: str) -> bool:
    """True for «Анна», «Илье», «Ян»: a first name that people here bear."""
    return word.lower() not in _SURNAMES and any(len(r.nominative) > 2 for r in first_name(word))


def _nominative(word: str) -> str:
    """«Вэя» is Вэй, «Цзюню» is Цзюнь; a form that is a name itself stays."""
    if _is_given(word) and word[-1] not in "яюу":
        return word
    for ending, base in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: len(word) - len(ending)]
            fits = stem[-1].lower() in ("аеёиоуыэюя" if base == "й" else "бвгджзклмнпрстфхцчшщ")
            if fits and _is_given(stem + base):
                return stem + base
    return word


_CANDIDATE = re.compile(
    r"(?<![А-Яа-яё.«-])(?P<last>[А-ЯЁ][а-яё]{0,5})[ \u00a0](?P<first>[А-ЯЁ][а-яё]{1,8}(?:-[А-ЯЁа-яё][а-яё]{1,5})?)"
    r"(?:[ \u00a0](?P<more>[А-ЯЁ][а-яё]{1,6}))?(?![А-Яа-яё-])(?![ \u00a0][А-ЯЁ])"
)
_SYLLABLE = (
    r"(?:чж|цз|дж|тх|кх|нг|хв|кв|чх|пх|[бвпмфдтнлгкхцчсшжрзй])?"
    r"(?:юань|уань|уай|янь|инь|унь|юнь|ань|энь|яо|ао|оу|ай|эй|уй|ой|ый|юэ|уэ|уо|ыонг|иен|иеу|уен|[аоуэиыеёюя])"
    r"(?:нг|нь|ть|тх|[нмйлкпрт])?"
)
_SYLLABLES = re.compile(rf"{_SYLLABLE}(?:-?{_SYLLABLE})?")
_ENDINGS = (("ем", "й"), ("ем", "ь"), ("ом", ""), ("я", "й"), ("я", "ь"), ("ю", "й"), ("ю", "ь"), ("а", ""), ("у", ""))
_WORDS = frozenset(["NOUN", "VERB", "ADJF", "ADVB", "PREP", "CONJ", "NPRO", "INFN", "NUMR", "PRED"])
_NAMES = frozenset(["Name", "Surn"])
_RUSSIAN = frozenset(["ан", "ян"])
_SURNAMES = frozenset(
    (
        "ван ли чжан лю чэнь ян хуан чжао чжоу сюй сунь ма чжу ху го хэ гао линь ло чжэн лян сун тан хань"
        " фэн юй дун цао дэн пэн цзэн сяо тянь цай пань юань цзян ду вэй дин шэнь фу чжун лу цзя ся тань"
        " фан ляо цю сюн цинь янь сюэ лэй хоу лун ши тао мэн цянь хао кун бай цуй кан мао дай цяо вэнь"
        " чан ким пак цой чой тен тян хан юн чон лим шин син квон хван хвон ан ю хон чо ем нам ман хегай"
        " югай нгуен ле фам хоанг хюинь ву данг буй хо нго зыонг чинь динь лыу"
    ).split()
)
