"""The title of a document: its heading, or the subject line of a letter.

Decides which units of the head make the title and how far it runs. Leaves the kind to `document.py`.
"""

from __future__ import annotations

import re

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.record import Mention
from extractor.russian.genres import Genre, genre_at
from extractor.russian.morphology import parses
from extractor.text.outline import Unit


def title_of(analysis: Analysis, head: list[Unit], kind: str, found: Found) -> Mention | None:
    """The title's place in the text: «СПРАВКА о состоянии …» with its genre word, «Об итогах …» without."""
    text = analysis.text
    lines = [unit for unit in head if not _is_stamp(text[unit.start : unit.end])]
    names = frozenset(place.start for o in found["organizations"] for place in (o, *o.mentions))
    place = _first_title(text, lines, names)
    if place is not None:
        return Mention(text=text[place[0] : place[1]], start=place[0], end=place[1])
    if kind in ("news", "other", "report", "program", "certificate"):
        place = _headline(analysis, lines, found)
        if place is not None:
            return Mention(text=text[place[0] : place[1]], start=place[0], end=place[1])
    return _bare_genre(text, lines) if kind == "letter" else None


def _first_title(text: str, lines: list[Unit], names: frozenset[int]) -> tuple[int, int] | None:
    """The first line that is a title by its words: a genre that goes on, or «Об итогах …»."""
    seen_genre = False
    for position, unit in enumerate(lines):
        subject = _SUBJECT.match(text[unit.start : unit.end])
        if subject is not None and unit.number is None:
            return unit.start + subject.start("subject"), _run_on(text, lines, position)
        genre = genre_at(text[unit.body : unit.end])
        if genre is None or seen_genre:
            continue
        seen_genre = True
        place = _genre_title(text, lines, position, genre, names)
        if place is not None:
            return place
    return None


def _genre_title(
    text: str, lines: list[Unit], position: int, genre: Genre, names: frozenset[int]
) -> tuple[int, int] | None:
    """A genre word that goes on: «ОТЧЁТ о работе …», «Протокол №1» over «Родительского собрания»."""
    unit = lines[position]
    rest = text[unit.body + genre.end : unit.end]
    subject = _QUOTED_SUBJECT.search(rest)
    if subject is not None and subject.start() > 0:
        # «Постановление III съезда. "О проекте резолюции"»: the subject is the title
        at = unit.body + genre.end
        return at + subject.start("subject"), at + subject.end("subject")
    if _REFERENCE.fullmatch(rest):
        return _after_genre(text, lines, position, genre)
    if _OWN_REFERENCE.search(rest):
        return None  # «Распоряжение главы района от 3 июня 2014 г. N 55-р» names the act
    return unit.body, _run_on(text, lines, position, names)


def _after_genre(text: str, lines: list[Unit], position: int, genre: Genre) -> tuple[int, int] | None:
    """What follows a genre word that stands apart, where it goes on in the genitive or «о …»."""
    unit = lines[position]
    if position + 1 >= len(lines):
        return None
    below = lines[position + 1]
    if text[below.start] in '«"“':
        return unit.body, _run_on(text, lines, position + 1)  # «Программа» over «„Молодёжь“ на 2020 год»
    first = _FIRST_WORD.match(text, below.start, below.end)
    if first is None or _LABEL.match(text, below.start, below.end) is not None:
        return None
    if first["word"].lower() in ("о", "об", "обо"):
        return None if first["word"][0].isupper() else (unit.body, _run_on(text, lines, position + 1))
    goes_on = first["word"].islower() and not text[unit.end : below.start].strip()
    if goes_on or _is_oblique(first["word"]):
        return unit.body, _run_on(text, lines, position + 1)  # «Протокол №3» over «заседания совета»
    return None


def _run_on(text: str, lines: list[Unit], position: int, names: frozenset[int] = frozenset()) -> int:
    """The end of a title that begins in a line: the lines below belong to it while they cannot begin one.

    `names` are the starts of organisations: «Отчёт о работе» goes on with «МБУ „Дом ремёсел“» below it.
    """
    end = lines[position].end
    for before, unit in zip(lines[position:], lines[position + 1 :], strict=False):
        line = text[unit.start : unit.end]
        first = _LINE_WORD.match(line)
        if first is None or unit.number is not None or _CLOSED.search(text, max(0, before.end - 4), before.end):
            break
        word = first[1]
        quoted = line[0] in '«"' and len(line) < 300
        if not (quoted or unit.start in names or word[0].islower() or (_is_oblique(word) and len(line) < 200)):
            break
        end = unit.end
    return end


def _is_oblique(word: str) -> bool:
    """Whether a word is a noun or adjective that cannot be a nominative: «Родительского»."""
    readings = [p for p in parses(word.lower()) if str(p.tag.POS) in ("NOUN", "ADJF", "PRTF")]
    return bool(readings) and not any(str(p.tag.case) in ("nomn", "None") for p in readings)


def _headline(analysis: Analysis, lines: list[Unit], found: Found) -> tuple[int, int] | None:
    """The line above a news item or a report; a letterhead, a place or a lone genre word is none."""
    text = analysis.text
    names = [(o.start, o.end) for o in found["organizations"]]
    for position, unit in enumerate(lines):
        line = text[unit.start : unit.end]
        if unit.kind == "cell" or len(line) < 12 or len(line) > 300 or genre_at(line) is not None:
            continue
        if _LABEL.match(line) is not None or line.endswith((":", ";", ",")) or (line.endswith(".") and len(line) > 160):
            continue
        if any(a <= unit.start and unit.end <= b + 2 for a, b in names) or _PLACE.fullmatch(line):
            continue
        if unit.kind == "paragraph" and unit.zone != "head" and (line.endswith(".") or len(lines) < 2):
            continue
        return unit.start, _run_on(text, lines, position)
    return None


def _bare_genre(text: str, lines: list[Unit]) -> Mention | None:
    """A genre of two words with nothing else to name the document: «ИНФОРМАЦИОННОЕ ПИСЬМО»."""
    for unit in lines:
        line = text[unit.start : unit.end]
        genre = genre_at(line)
        if genre is not None and genre.end == len(line) and " " in line.strip() and len(line) > 12:
            return Mention(text=line, start=unit.start, end=unit.end)
    return None


def _is_stamp(line: str) -> bool:
    """Whether a line of the head is a date, a number, a place or «Приложение к …», never a title."""
    return _STAMP.match(line) is not None


_FIRST_WORD = re.compile(r"(?:[IVXХ]+[ \n-]+|\d+[-й\s]*)?(?P<word>[^\W\d_]+)")
_LINE_WORD = re.compile(r"[«\"]?((?:[^\W\d_]+-)*[^\W\d_]+)")
_CLOSED = re.compile(r"(?:(?<![А-ЯЁ])\.|[:!])$")  # initials at its end do not close a title
_SUBJECT = re.compile(r"[«\"“]?(?P<subject>(?:О|Об|Обо)\s+[^\W\d_])")
_QUOTED_SUBJECT = re.compile(r"[«\"“](?P<subject>Об?о?\s[^»\"”]+)[»\"”]")
_REFERENCE = re.compile(r"[\s_]*(?:от[^А-Яа-я]*(?:[а-я]+\s*\d{4}\s*(?:г\.?|года)?)?)?[\s,]*(?:(?:№|N)\s*\S*)?[\s_.]*")
_OWN_REFERENCE = re.compile(r"\bот\s+[«\"]?\d[^№N]{0,30}(?:№|N)\s*\S+\s*$")
_PLACE = re.compile(
    r"(?:г\.|с\.|пос\.|д\.|р\.п\.)?\s*[А-ЯЁ][\w-]+(?:\s+(?:муниципальный\s+)?(?:район|округ|область|край))?"
)
_LABEL = re.compile(r"(?:Кому|Куда|От|От\s+кого|Копия)\s?:")  # «Кому: директору музея» of a memo
_STAMP = re.compile(
    r"""
      \s* (?: от | № | N ) [\s_]* [«"“]? [\d_]            # от 02.03.2000 г.   № 391
    | [\s_]* \d{1,2} [.:] \d{2} (?: [.:] \d{2,4} )?       # 12:08 17.02.2025
    | [«"“] \s? \d{1,2} \s? [»"”] \s [а-я]+               # «27» мая 2022 г.
    | \d{1,2} \s (?: янв | фев | мар | апр | ма[йя] | июн | июл | авг | сен | окт | ноя | дек ) [а-я]* \s \d{4}
    | на \s (?: № | N ) | Опубликован | Дата: | Приложени[ея] \b | УТВЕРЖД | Утвержд | СОГЛАСОВ | Согласов
    | (?: г | с | д | пос | р\.п ) \. \s? [А-ЯЁ][\w-]+ (?: (?: \s{2,} | ,? \s? (?= [«"“]?\d ) ) .* )? $  # г. Энск
    """,
    re.VERBOSE,
)
