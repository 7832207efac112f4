"""A head that was copied into one line: «СОВЕТ СЕЛА РЕШЕНИЕ 14 мая 2019 г. № 5 О бюджете В соответствии с …».

Decides whether the first units of a text hold a whole head, and cuts it into the lines that it had: issuer, genre,
reference, matter. Leaves what these lines say to `document.py`, `number.py` and `title.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.heading.stamps import DAY
from extractor.text.outline import Unit


def unfolded(text: str, units: Sequence[Unit], head: Sequence[Unit]) -> list[Unit]:
    """The head with such a line cut into its parts; the head as it is where there is none.

    `units` are all units of the text without furniture.
    """
    for unit in units[:3]:
        parts = _parts(text, unit)
        if parts:
            above = [other for other in head if other.end <= unit.start]
            return [*above, *parts, *(other for other in head if other.start >= unit.end)]
    return list(head)


def _parts(text: str, unit: Unit) -> list[Unit]:
    """The lines of a head in one unit, or none: of «ПРИКАЗ от 14.05.2019» nothing needs to be cut."""
    if unit.kind not in ("paragraph", "heading") or unit.number is not None:
        return []
    stop = min(unit.end, unit.start + LONGEST)
    act = _ACT.search(text, unit.start, stop)
    letter = _LETTER.search(text, unit.start, stop) if act is None else None
    match = act or letter
    if match is None:
        return _protocol_parts(text, unit, stop)
    matter = (
        _MATTER.match(text, match.end(), stop) if act is not None else _LETTER_MATTER.match(text, match.end(), stop)
    )
    if matter is None or (match.start() > unit.start and _SENTENCE.search(text, unit.start, match.start())):
        return []
    spans = [(unit.start, match.start()), *(match.span(name) for name in match.groupdict() if match[name])]
    spans.append(matter.span("matter"))
    return [_part(text, unit, *span) for span in spans if text[slice(*span)].strip()]


def _protocol_parts(text: str, unit: Unit, stop: int) -> list[Unit]:
    """The head of minutes in one line: «Школа № 9 Протокол № 4 заседания совета от 29.05.2019 Председатель – …»."""
    match = _PROTOCOL.search(text, unit.start, stop)
    if match is None or _SENTENCE.search(text, unit.start, match.start()) is not None:
        return []
    spans = [(unit.start, match.start()), match.span("heading"), match.span("reference")]
    return [_part(text, unit, *span) for span in spans if text[slice(*span)].strip()]


def _part(text: str, unit: Unit, start: int, end: int) -> Unit:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    return unit._replace(start=start, body=start, end=end, kind="paragraph", zone="head")


LONGEST = 700  # characters in which a head is looked for

_GENRE = r"""(?: ПРИКАЗ | РАСПОРЯЖЕНИЕ | ПОСТАНОВЛЕНИЕ | РЕШЕНИЕ | УКАЗ | ПИСЬМО | П[ ]Р[ ]И[ ]К[ ]А[ ]З
    | Р[ ]Е[ ]Ш[ ]Е[ ]Н[ ]И[ ]Е | П[ ]О[ ]С[ ]Т[ ]А[ ]Н[ ]О[ ]В[ ]Л[ ]Е[ ]Н[ ]И[ ]Е
    | Р[ ]А[ ]С[ ]П[ ]О[ ]Р[ ]Я[ ]Ж[ ]Е[ ]Н[ ]И[ ]Е ) (?! [\w-] )"""
_DATE = (
    rf"(?: (?:[Оо]т\s+)? [«\"]? (?: {DAY} | \d{{1,2}} [»\"] \s+ [а-я]{{3,8}} \s+ \d{{4}} ) (?: \s?г\.? | \s+года )? )"
)
_NUMBER = r"(?: (?:№|N) \s? [\w/.-]+ )"
_REFERENCE = rf"(?: {_DATE} [\s,]* {_NUMBER} | {_NUMBER} \s+ {_DATE} )"
_TOWN = r"(?: \s+ (?: г | с | д | п | пос | пгт | р\.\s?п | ст ) \. \s? [А-ЯЁ][\w-]+ (?: \s[А-ЯЁ][\w-]+ )? )?"
_ACT = re.compile(
    rf"(?<![\w-]) (?P<genre> {_GENRE} ) \s+ (?P<reference> {_REFERENCE} {_TOWN} ) \s+ (?= Обо?\s | О\s )", re.VERBOSE
)
_LETTER = re.compile(
    rf"(?<![\w-]) (?P<reference> {_DATE} [\s,]* {_NUMBER} ) \s+ (?= [А-ЯЁ][а-яё]+(?:ам|ям|у|ю|е)\s )", re.VERBOSE
)
_PROTOCOL = re.compile(
    rf"""(?<![\w-]) (?P<heading> (?: Протокол | ПРОТОКОЛ ) \s+ (?: № | N ) \s? [\w/.-]+ \s+ [а-яА-Я] [^.:;]{{4,200}}? )
    (?P<reference> \s+ {_DATE} )?
    (?= \s+ (?: Председател | Присутствовал | Повестка | Секретарь | Место | Дата ) )""",
    re.VERBOSE,
)
_PREAMBLE = r"""(?: В\s+(?:целях|соответствии|связи) | На\s+основании | Во\s+исполнение | Заслушав | Рассмотрев
    | Руководствуясь | Для | С\s+целью | За\s | Учитывая | Обсудив | По\s+итогам | Уважаем | [А-ЯЁ]{6,} )"""
_MATTER = re.compile(
    rf"(?P<matter> Обо?\s .{{5,300}}? | О\s .{{5,300}}? ) (?= \s+ {_PREAMBLE} | \s* $ | \n )", re.VERBOSE
)
_LETTER_MATTER = re.compile(r".{5,200}?\s(?P<matter>Обо?\s.{5,200}?|О\s.{5,200}?)(?=\s+Уважаем)", re.DOTALL)
_SENTENCE = re.compile(r"[а-яё]{4}\.\s+[А-ЯЁ]|:\s")
