"""The parts of a citation after its kind word: issuer, date, number, title, in whatever order they come.

Decides where each part begins and ends. Leaves to `legal_acts.py` which words cite, and whether the parts
are enough to name an act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.analysis import Analysis
from extractor.fields.date.expressions import written_date
from extractor.fields.date.parts import G, S


class Parts(NamedTuple):
    """What was read: `start` of the first part, `issuer_end` where the words before the parts end."""

    start: int
    issuer_end: int
    end: int
    number: str | None
    date: str | None
    title: str | None


def parts_after(analysis: Analysis, low: str, at: int, limit: int) -> Parts | None:
    """Issuer and parts from the end of the kind word on: « Совета депутатов от 5 мая 2021 г. № 12 „О …“»."""
    text = analysis.text
    begin = _first_part(text, low, at, limit)
    if begin is None or not _is_issuer(analysis, low, at, begin):
        return None
    found = _read(text, low, begin, limit)
    if found is None:
        return None
    words = low[at:begin].strip(" (,\n")
    found = found._replace(issuer_end=begin if words else at)
    if found.title is None and _ABOUT.match(words):
        found = found._replace(title=" ".join(text[at:begin].split()).strip("(, "))
    return found


def more(text: str, low: str, at: int, limit: int, *, joined: bool = True) -> Parts | None:
    """The next act of a list: «, от 6 мая 2021 г. № 13», «и № 14 от …»; without `joined`, what follows at once."""
    begin = at
    if joined:
        joint = _JOINT.match(low, at, limit)
        if joint is None:
            return None
        begin = joint.end()
    found = _read(text, low, begin, limit)
    if found is None or (joined and found.number is None):
        return None
    return found


def standards(low: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, kind and index of every standard: «СП 2.4.3648-20»."""
    for match in _STANDARD.finditer(low):
        name = match["name"]
        kind = STANDARDS[name.split()[0]]
        number = " ".join([*name.split()[1:], match["index"]]).upper()
        yield match.start(), match.end(), kind, number


def confirmed(text: str, low: str) -> Iterator[tuple[int, int, Parts, str, str]]:
    """Programmes that a person or body has confirmed without an act: «… „Родники“ (утв. Президентом РФ …)»."""
    for mark in _CONFIRMED.finditer(low):
        close = mark.start() + len(low[mark.start() : mark.end()])
        before = _PROGRAMME.search(low, max(0, mark.start() - 220), mark.start())
        date = None if before is None else _date_in(low, mark.end(), close + 60)
        if before is None or date is None:
            continue
        number = _NUMBER.match(low, date[1]) or _PLAIN_NUMBER.match(low, date[1])
        end = number.end() if number is not None else date[1]
        if low[end : end + 1] == ")":
            end += 1
        title = text[before.start("title") : before.end("title")]
        value = None if number is None else _clean(text[number.start("number") : number.end("number")])
        parts = Parts(before.start(), before.start(), end, value, date[2], title)
        issuer = text[mark.start("issuer") : mark.end("issuer")].strip()
        yield before.start(), end, parts, text[before.start("kind") : before.end("kind")], issuer


def _first_part(text: str, low: str, at: int, limit: int) -> int | None:
    """Where the first part begins: a date after «от», a number, a title; the school's own «№ 3» is no part."""
    stop = min(limit, at + 260)
    dated = next((m for m in _FROM.finditer(low, at, stop) if _date_in(low, m.end(), limit)), None)
    numbered = _NUMBER.search(low, at, stop)
    titled = next((m.start() for m in _TITLE_OPEN.finditer(low, at, stop)), None)
    starts = [] if titled is None else [titled]
    if dated is not None:
        adjacent = (
            numbered is not None
            and numbered.end() <= dated.start()
            and not low[numbered.end() : dated.start()].strip(" ,(")
        )
        day = _date_in(low, dated.end(), limit)
        after = None if day is None else _NUMBER.match(low, _skip(low, day[1], limit), limit)
        starts.append(numbered.start() if adjacent and numbered is not None and after is None else dated.start())
    elif numbered is not None:
        starts.append(numbered.start())
    plain_number = _PLAIN_NUMBER.match(low, at, stop)
    if plain_number is not None:
        starts.append(plain_number.start())
    return min(starts, default=None)


def _is_issuer(analysis: Analysis, low: str, start: int, end: int) -> bool:
    """Whether the words between kind and parts can name who issued the act: no verb, no end of sentence."""
    words = low[start:end]
    if not words.strip(" ,(\n"):
        return True
    if _STOP.search(words) is not None:
        return False
    tokens = analysis.tokens_between(start, end)
    if len(tokens) > 28:
        return False
    about = _ABOUT.match(words.strip(" ,(\n")) is not None
    return not any(
        token.tag.pos == "VERB" and (token.tag.verb_form in ("Fin", "Conv", "Inf") or token.tag.variant == "Short")
        for token in tokens
    ) and (about or _PREPOSED.match(words) is None)


def _read(text: str, low: str, at: int, limit: int) -> Parts | None:
    """Date, number and title from `at` on, each at most once."""
    number = date = title = None
    end = at
    while True:
        here = _skip(low, end, limit)
        mark = _DATED.match(low, here, limit)
        day = None if mark is None or date is not None else _date_in(low, mark.end(), limit)
        found = _NUMBER.match(low, here, limit) or _PLAIN_NUMBER.match(low, here, limit)
        if day is not None:
            end, date = day[1], day[2]
        elif found is not None and number is None:
            end = _number_end(low, found)
            number = _clean(text[found.start("number") : end])
        elif title is None and low[here : here + 1] == '"' and (closing := _closing(text, low, here, limit)):
            end, title = closing + 1, " ".join(text[here + 1 : closing].split())
        else:
            break
    if number is None and date is None and title is None:
        return None
    if low[end : end + 1] == ")" and low.rfind("(", at - 2, end) > low.rfind(")", at - 2, end):
        end += 1
    return Parts(at, at, end, number, date, title)


def _skip(low: str, at: int, limit: int) -> int:
    """Over blanks, a comma and an opening bracket between two parts."""
    gap = _GAP.match(low, at, limit)
    return at if gap is None else gap.end()


def _number_end(low: str, found: re.Match[str]) -> int:
    """The number without the sentence's marks and without a word glued to it: «№ 15от 5 мая»."""
    end = found.end("number")
    glued = _GLUED_FROM.search(low, found.start("number"), end)
    if glued is not None:
        end = glued.start() + 1
    while low[end - 1] in ".,-/_":
        end -= 1
    return end


def _date_in(low: str, at: int, limit: int) -> tuple[int, int, str] | None:
    """Start, end and ISO form of the full date at `at`."""
    found = written_date(low, at, min(limit, at + 60, len(low)))
    if found is None or found.year is None:
        return None
    value = found.stretch.at(found.year)
    return None if value is None or value.from_ != value.to else (found.start, found.end, value.from_)


def _closing(text: str, low: str, at: int, limit: int) -> int | None:
    """The quote that closes the one at `at`; «» may be nested, and one closing mark may stand for two."""
    stop = min(limit, at + 700)
    if text[at] == "«":
        depth = 0
        for mark in _GUILLEMETS.finditer(text, at, stop):
            depth += 1 if mark[0] == "«" else -1
            if depth == 0:
                return mark.start()
        last = text.rfind("»", at, stop)
        return last if last > at else None
    for mark in _QUOTE.finditer(low, at + 1, stop):
        if _QUOTE_ENDS.match(low, mark.end()) is not None:
            return mark.start()
    return None


def _clean(number: str) -> str:
    return re.sub(r"\s*[-‐‑–—]\s*", "-", " ".join(number.split())).strip("_ .,")


_FROM = re.compile(rf"(?<![а-я])от{S}(?=[\"_ \d])")
_DATED = re.compile(
    rf"(?:(?<![а-я])от{S}|(?<=[ \n])(?=\d\d\.\d\d\.(?:19|20)\d\d)|(?<=[ (])"
    rf"(?=\d\d?{G}[а-я]{{3,8}}{G}(?:19|20)\d\d))(?=[\"_ \d])"
)
_SUFFIX = r"(?:фз|фкз|кз|оз|рз|зо|зс|од|ра|па|пг|пп|пр|рп|рг|уг|з|р|п|н)"
_NUMBER = re.compile(
    rf"""
    (?:,{S})? (?: № | (?<![а-яa-z])n[оo]?\.? | номер ) [ _\n]{{0,6}}
    (?P<number> (?: [а-яa-z]{{1,4}}[./-][ ]? )?
      (?=[\w/.-]{{0,12}}\d) [а-яa-z\d] [\w/.-]{{0,30}} (?: [ ]?-[ ]? {_SUFFIX} (?![а-я]) )? )
    """,
    re.VERBOSE,
)
_PLAIN_NUMBER = re.compile(rf"[ ,]{{0,3}}(?P<number>\d{{1,4}}[ ]?-[ ]?{_SUFFIX}(?![а-я])|пр-\d{{1,5}})")
_GLUED_FROM = re.compile(r"\dот$")
_TITLE_OPEN = re.compile(r'"(?=(?:о|об|обо|по|вопросы)[ \n])')
_GAP = re.compile(rf"{S},?{S}\(?")
_AMENDED = rf"(?:с{G}изм(?:енениями|\.)|в{G}ред(?:акции|\.)){G}(?:постановлени[яй]{G}|решени[яй]{G})?"
_JOINT = re.compile(rf"(?:{S}[,;]{S}(?:и{G})?|{G}и{G}|{G}\(?{_AMENDED})(?=от{G}|№|n[ ]?\d)")
_ABOUT = re.compile(r"(?:о|об|обо)[ \n]")
_PREPOSED = re.compile(r"[ \n]+(?:в|на|с|для|из|и|или|не|что|как|при|к|за)[ \n]")
_STOP = re.compile(
    r"[;:!?|]|(?<!\bг)(?<!\dг)(?<!обл)(?<!\bим)(?<!р-н)(?<!и\.о)(?<!\bп)(?<!\bс)(?<!\bд)(?<!мин)\.[ \n]|\n[ ]*\n[ ]*\n"
)
_GUILLEMETS = re.compile("[«»]")
_QUOTE = re.compile('"')
_QUOTE_ENDS = re.compile(r"[\s,.;:)]|$")
_CONFIRMED = re.compile(r"\([ ]?утв(?:\.|ержден[а-я]{0,3})[ ](?P<issuer>[^()\d№]{3,80}?)[ ,]{0,2}(?:от[ ])?(?=\"?\d)")
_PROGRAMME = re.compile(
    r"(?P<kind>(?:[а-я-]{4,20}[ ]){0,3}(?:инициатив|программ|стратеги|концепци|доктрин)[а-я]{1,3})"
    r"[ ]\"(?P<title>[^\"]{3,150})\"[ ]?$"
)
_STANDARD = re.compile(
    r"""(?<![а-яa-z\d]) (?P<name> гост(?:[ ]р)?(?:[ ](?:исо|мэк|исо/мэк|еn|iso))? | сп | санпин | снип | гн
      | мр | му | мук )
      [ ]{0,2} (?:№[ ]?)? (?P<index> \d[\d./]{0,14} (?: [./-] \d{1,6} ){1,4} ) (?![\d])""",
    re.VERBOSE,
)

# Standards by the name before their index.
STANDARDS: dict[str, str] = {
    "гост": "ГОСТ",  # ГОСТ Р 55201-2012
    "сп": "СП",  # СП 31-110-2003
    "санпин": "СанПиН",  # СанПиН 2.4.1.3049-13
    "снип": "СНиП",  # СНиП 23-05-95
    "гн": "ГН",  # ГН 2.2.5.1313-03
    "мр": "МР",  # МР 2.4.0179-20
    "му": "МУ",  # МУ 3.2.1882-04
    "мук": "МУК",  # МУК 4.2.2314-08
}
