"""Stamps in the head of a document: dates, numbers, towns and the blocks of approval.

Decides which units of a head are «УТВЕРЖДАЮ ↵ Директор музея ↵ ____ О. В. Лосева», «ПРИНЯТО на заседании
совета ↵ Протокол от … № 4» or «Приложение к приказу …», and so neither name nor date nor number the
document. Leaves the acts cited there to `legal_acts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.russian.genres import genre_at
from extractor.russian.morphology import parses
from extractor.russian.posts import is_post_word
from extractor.text.outline import Unit


def without_approvals(text: str, head: Sequence[Unit]) -> list[Unit]:
    """The head without blocks of approval: of «УТВЕРЖДАЮ ↵ Директор … ↵ ОТЧЁТ о работе» the last line."""
    kept: list[Unit] = []
    opener: re.Match[str] | None = None
    size = 0
    for position, unit in enumerate(head):
        line = text[unit.start : unit.end]
        opening = _APPROVAL.match(line)
        if opening is not None:
            opener, size = opening, 0
            continue
        size += 1
        if opener is not None and size <= LONGEST:
            below = head[position + 1 : position + 3]
            if _goes_on(line, opener) or (
                genre_at(line) is None and any(_BLANK.search(text, u.start, u.end) is not None for u in below)
            ):
                continue  # whatever stands over «_________ О. В. Лосева» signs there
        opener = None
        kept.append(unit)
    return kept


def is_stamp(line: str) -> bool:
    """Whether a line of the head is a date, a number, a place or «на № …», never a title."""
    return _STAMP.match(line) is not None


def is_reference(rest: str) -> bool:
    """Whether what follows a genre word is only its number, date and place: «№ 6-2 от 4 марта 2015 г.»."""
    return len(rest) < 150 and _REFERENCE.fullmatch(rest) is not None


def _goes_on(line: str, opener: re.Match[str]) -> bool:
    """Whether a line belongs to a block of approval: a post, a name, a date, «решением совета», «№ 5»."""
    if is_stamp(line) or _SIGNED.search(line) is not None or line[0].islower():
        return True
    genre = genre_at(line)
    if genre is not None:
        # «Протокол от 3 июня 2016 г. № 7» of a body that «ПРИНЯТО» or «РАССМОТРЕНО» names
        cites = genre.kind in ("protocol", "order", "resolution") and _DATED.search(line, genre.end) is not None
        return opener["done"] is not None and cites and len(line) < 60
    word = _WORD.match(line)
    if word is None:
        return True
    return is_post_word(word[0]) or is_oblique(word[0])


def is_oblique(word: str) -> bool:
    """Whether a word is a noun or adjective that cannot be a nominative: «Родительского»."""
    readings = [p for p in parses(word.lower()) if str(p.tag.POS) in ("NOUN", "ADJF", "PRTF")]
    return bool(readings) and not any(str(p.tag.case) in ("nomn", "None") for p in readings)


def may_be_oblique(word: str) -> bool:
    """Whether a noun or adjective may stand in an oblique case: «ДЕЯТЕЛЬНОСТИ», also a plural nominative."""
    readings = [p for p in parses(word.lower()) if str(p.tag.POS) in ("NOUN", "ADJF", "PRTF")]
    return any(str(p.tag.case) in ("gent", "gen2", "ablt", "loct", "datv") for p in readings)


LONGEST = 9  # units of one block of approval

_APPROVAL = re.compile(
    r"""
      (?: УТВЕРЖДАЮ | Утверждаю | СОГЛАСОВАНО? | Согласовано
        | (?P<done> (?: УТВЕРЖД[ЕЁ]Н | Утвержд[её]н | ПРИНЯТ | Принят | РАССМОТРЕН | Рассмотрен | ОДОБРЕН | Одобрен
          | ОБСУЖД[ЕЁ]Н | Обсужд[её]н ) [ОАЫоаы]? ) )
      (?! [а-яё] ) (?! \s+ (?: единогласно | участниками ) )
    | (?P<annex> Приложени[ея] | ПРИЛОЖЕНИ[ЕЯ] ) (?! [а-яё] )
    """,
    re.VERBOSE,
)
_SIGNED = re.compile(r"_{3,}|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ]|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.")
_BLANK = re.compile(r"_{4,}")
_DATED = re.compile(r"от\s.{0,12}\d{4}")
_WORD = re.compile(r"[^\W\d_]+")
_MONTH = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
DAY = rf"(?:\d{{1,2}}\.\d{{2}}\.\d{{2,4}}|\d{{1,2}}\s{_MONTH},?\s\d{{4}})"  # 14.03.2019, 14 марта 2019
_TOWN = r"(?: г | гор | с | д | пос | п | пгт | р\. ?п | рп | ст ) \. ? \s? [А-ЯЁ][\w-]+ (?: \s [А-ЯЁ][\w-]+ ){0,2}"
_STAMP = re.compile(
    rf"""
      \s* (?: [Оо]т | № | N ) [\s_]* [«"“]? \s? [\d_]     # от 14.05.2001 г.   № 274   От «11 » сентября
    | (?: [Оо]т | [Ии]сх\.? (?: \s № )? | \# ) [\s_]* $   # «от» over «6 июня 2007 г.»
    | [\s_]* \d{{1,2}} [.:] \d{{2}} (?: [.:] \d{{2,4}} )? # 12:08 17.02.2025
    | [\s_]* \d{{4}} - \d{{2}} - \d{{2}}
    | \d[\w/-]{{0,14}} \s от \s \d                        # 11/8 от 28.11.2013
    | [«"“_] \s? [\d_]{{1,3}} \s? [»"”_] [\s_]* [а-я_]+   # «27» мая 2022 г.
    | [\s_]* \d{{1,2}} \s+ {_MONTH},? \s+ \d{{4}} | _{{2,}} \s? {_MONTH} \s \d{{4}}
    | на \s (?: № | N ) | Опубликован | Дата \s? : | Номер \s? : | Приложени[ея] \b | УТВЕРЖД | Утвержд
    | СОГЛАСОВ | Согласов | (?: Проект | ПРОЕКТ | КОПИЯ | Копия ) $
    | {_TOWN} (?: (?: \s{{2,}} | ,? \s? (?= [«"“]?\d ) ) .* )? $   # г. Энск
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(
    rf"""(?:
      [\s_,.:«»"“”()-]
    | (?: [Оо]т | ОТ ) (?! [а-яё] ) | (?: г | года | год | [Ии]сх | ИСХ ) (?! [а-яё] )
    | (?: № | N ) \s* [\w/().-]*+ (?: \s?/\s?[\w-]++ )?
    | (?<!\d) \d{{1,6}}+ | (?<![а-яё]) {_MONTH} (?! [а-яё] )
    | {_TOWN}
    )*""",
    re.VERBOSE,
)
