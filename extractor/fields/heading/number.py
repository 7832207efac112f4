"""The registration number: beside the genre word or the date of the document, never a cited one.

Decides which «№ …» of the head or of the lines under the signature is the document's own, and how far a number
runs («175/8/21.03-14», «71-к /305»). Leaves blocks of approval to `stamps.py` and cited acts to `legal_acts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.fields.heading.stamps import DAY, is_reference
from extractor.record import Mention
from extractor.russian.event_nouns import event_kind
from extractor.russian.genres import genre_at
from extractor.russian.morphology import parses
from extractor.text.outline import Unit


def number_of(analysis: Analysis, head: Sequence[Unit], kind: str, found: Found) -> Mention | None:
    """The number's place: 27-од of «ПРИКАЗ ↵ от 14.02.2019 г.      № 27-од»; the issue of a paper is none."""
    if kind == "news" and not any(genre_at(analysis.text[unit.body : unit.end]) is not None for unit in head):
        return None  # «Заря, № 12 от 6 марта 2020 г.» under an article
    tail = [unit for unit in analysis.units if unit.zone == "sign" and unit.kind != "furniture"]
    after = [
        unit
        for unit in analysis.units[-12:]
        if unit.kind == "paragraph" and unit.zone != "head" and unit.end - unit.start < 40
    ]
    taken = [(i.start, i.end) for key in ("organizations", "legal_acts") for i in found[key]]
    heads = {unit.index for unit in head}
    for unit in [*head, *tail, *after]:
        line = analysis.text[unit.start : unit.end]
        if _CITED.match(line):
            continue
        bare = _BARE.fullmatch(line) or (_LABELLED.fullmatch(line) if unit.index in heads else None)
        if bare is not None and _DIGIT.search(bare["number"]) is not None:
            return _mention(analysis.text, unit.start + bare.start("number"), unit.start + bare.end("number"))
        for match in _NUMBER.finditer(line):
            start, end = unit.start + match.start("number"), unit.start + match.end("number")
            if any(a <= start < b for a, b in taken):
                continue
            if _stands_as_number(line, match, found, unit, in_head=unit.index in heads):
                return _mention(analysis.text, start, end)
    return None


def _stands_as_number(line: str, match: re.Match[str], found: Found, unit: Unit, *, in_head: bool) -> bool:
    """Whether «№ …» opens the line, or follows the genre word or a date of the document."""
    before = line[: match.start()]
    if _DIGIT.search(match["number"]) is None or _REPLY.search(before):
        return False
    if before.strip(" _\t").lower() in _BEFORE:
        return True
    if any(d.role == "document" and unit.start <= d.start < unit.start + match.start() for d in found["dates"]):
        return True
    if in_head and any(
        d.role == "document" and _dates_it(line, match.end(), d.start - unit.start) for d in found["dates"]
    ):
        return True  # «Постановление администрации села №32 от 11.09.2015г.»
    if in_head and len(before) < 90 and is_reference(before):
        return True  # «От «11 »  сентября 2015г.               № 32»
    genre = genre_at(before)
    if genre is None:
        return False
    if not before[genre.end :].strip(" _\t") or _DATE_BEFORE.search(before) is not None:
        return True
    word = _LAST_WORD.search(before)  # «ПРОТОКОЛ ЗАСЕДАНИЯ СОВЕТА № 12», not «собрания жильцов дома № 12»
    return in_head and word is not None and _sits(word[0])


def _sits(word: str) -> bool:
    """Whether a word names a sitting or who sits: «заседания», «педсовета», «комиссии»."""
    lemmas = {p.normal.replace("ё", "е") for p in parses(word.lower())[:3]}
    return any(event_kind(lemma) is not None or lemma in _SITTING for lemma in lemmas)


def _dates_it(line: str, end: int, start: int) -> bool:
    """Whether a date follows a number with «от» between them."""
    return 0 <= start - end <= 8 and line[end:start].strip() == "от"


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(text=text[start:end], start=start, end=end)


_PART = r"[^\W_]+"
_RUN = rf"""{_PART} (?:
      [./–-]+ {_PART} | _{_PART} | \({_PART}\)              # 175/8/21.03-14   01-18_312   11(105)
    | \s/\s? (?=\d) {_PART} | /\s (?=\d) {_PART}           # 71-к /305   01-07/ 145
    | \s[–-]\s? (?=\d) (?! \d\d?\.\d\d\. ) {_PART}        # 01 - 12
    )*
    (?: \s (?: [–-]\s? [а-яА-Я]{{1,3}} | [оОлЛкК]/[дДсСоО] | о\.\s?д\. | ОД | од ) (?! \w ) )?   # 27 -од   12 о/д
"""
_NUMBER = re.compile(rf"(?: № | \bN(?:o|r|°|º)?(?![^\W\d_]) \.? ) :? [\s_]* [\"«]? (?P<number>{_RUN})", re.VERBOSE)
_DIGIT = re.compile(r"\d")
_LABELLED = re.compile(  # «Номер: 144», «Исх. 12/3-п от 05.03.2018», «11/8 от 28.11.2013»
    rf"""(?: (?P<label> (?: (?:Регистрационный\s)? номер | исх (?:одящий)? \.? (?:\sномер)? | рег\.? )
    \s?:?\s? ) (?=\d) )?
    (?P<number>{_RUN}) (?(label) (?: \s+от\s.{{1,30}} )? | \s+от\s\d[^№]{{4,30}} )""",
    re.VERBOSE | re.IGNORECASE,
)
_REPLY = re.compile(r"(?:^|\s)[Нн]а\s*$")
_CITED = re.compile(
    r"(?:Приложени[ея]|УТВЕРЖД|СОГЛАСОВАН|ПРИНЯТ|к\s+(?:приказ|постановл|распоряж|решен))",
    re.IGNORECASE,
)
_BEFORE = frozenset({"", "исх.", "исх", "исходящий", "рег.", "исх. рег.", "регистрационный", "номер"})
_BARE = re.compile(  # «14.03.2019        с. Заречное        115», «14 марта 2019 г.      27-р»
    rf"""\s* (?: от \s )? {DAY} (?: \s? г\.? | \s года )? \s{{3,}}
    (?: (?: г | с | д | п | пос | р\.п ) \.\s? [А-ЯЁ][\w-]+ \s{{3,}} )?
    (?P<number> \d{{1,5}} (?: [-/][\wА-я]{{1,6}} ){{0,3}} ) \s*""",
    re.VERBOSE,
)
_DATE_BEFORE = re.compile(r"(?:\d{4}|\d{2})\s*(?:г\.?|года)?[\s,]*$")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=\s*$)")

# Who sits where a protocol is kept, as lemmas: «Протокол совета № 12».
_SITTING = frozenset(
    {
        "совет",
        "педсовет",
        "комиссия",
        "коллегия",
        "комитет",
        "президиум",
        "правление",
        "бюро",
        "штаб",
        "объединение",
        "мо",
        "рмо",
        "шмо",
        "гмо",
        "кдн",
        "кчс",
        "атк",
    }
)
