"""The headline of a publication, and of a report that no genre word names.

Decides which line of the head is the headline among the lines that a site or a letterhead puts around it: the
name of the paper, the path to the page, date and heading, the author. Leaves how far it runs to `title.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.russian.genres import genre_at
from extractor.russian.morphology import parses
from extractor.russian.name_words import first_name
from extractor.text.outline import Unit
from extractor.text.site import is_breadcrumbs, is_site_line, path_end


def headline(analysis: Analysis, lines: Sequence[Unit], kind: str, found: Found) -> tuple[tuple[int, int], ...]:
    """Where the headline stands: the line that the page repeats, else the first that can be one; () for none."""
    text = analysis.text
    names = [(o.start, o.end) for o in found["organizations"]]
    candidates = [unit for unit in lines if _can_be(text, unit, len(lines), kind, names)]
    repeated = _repeated(analysis, candidates)
    if repeated is not None:
        return ((repeated.start, repeated.end),)
    strong = [unit for unit in candidates if not is_masthead(text[unit.start : unit.end])]
    for unit, below in zip(strong, [*strong[1:], None], strict=False):
        if below is not None and _is_called(text, unit) and _is_parted(analysis, unit, below):
            continue  # «Наша Заря» over the date and «Встреча в библиотеке»
        return ((unit.start, unit.end),)
    return ()


def is_masthead(line: str) -> bool:
    """Whether a line names a paper, a site or a territory: «Наша Заря. Заречный район», «Портал округа»."""
    if _PAPER.search(line) is not None:
        return not any(_is_verb(word) for word in _WORD.findall(line))
    parts = [part for part in _PARTS.split(line) if part]
    return all(_PLACE.fullmatch(part) is not None for part in parts) or (
        len(parts) > 1 and _TERRITORY.search(parts[-1]) is not None and all(_is_name(part) for part in parts)
    )


def _can_be(text: str, unit: Unit, count: int, kind: str, names: Sequence[tuple[int, int]]) -> bool:
    """Whether a line may be a headline: no cell, no site line, no label, no body, no running text."""
    line = text[unit.start : unit.end]
    if unit.kind == "cell" or not 10 <= len(line) <= 300 or len(_WORD.findall(line)) < (1 if len(line) > 12 else 2):
        return False
    genre = genre_at(line)
    if genre is not None and (kind != "news" or genre.end == len(line)):
        return False
    if _LABEL.match(line) is not None or line.endswith((":", ";", ",")) or (line.endswith(".") and len(line) > 160):
        return False
    if any(a <= unit.start and unit.end <= b + 2 for a, b in names) or is_site_line(line) or _is_byline(line):
        return False
    if unit.kind == "paragraph" and unit.zone != "head" and (line.endswith(".") or count < 2):
        return False
    return not _is_told(text, unit, line)


def _is_byline(line: str) -> bool:
    """Whether a line names who wrote or took the picture: «О. Лосева, зав. отделом», «Ольга ЛОСЕВА», «Фото автора»."""
    signed = _SIGNED.match(line)
    return _BYLINE.match(line) is not None or (signed is not None and bool(first_name(signed[1])))


def _is_told(text: str, unit: Unit, line: str) -> bool:
    """Whether a line is the first sentence of a post, which has no headline: «Вчера мы посадили аллею! ↵ Спасибо …»."""
    if _TAGS.search(line) is not None or (len(line) > 80 and line[-1] in ".!" and _SENTENCES.search(line) is not None):
        return True
    below = text[unit.end : unit.end + 3]
    return line[-1] in ".!" and unit.zone != "head" and below.startswith("\n") and not below[1:].startswith("\n")


def _repeated(analysis: Analysis, candidates: Sequence[Unit]) -> Unit | None:
    """The longest line that the page says twice above its text, or once more in the path to it."""
    text = analysis.text
    top = analysis.units[:30]
    said = Counter(_plain(text[unit.start : unit.end]) for unit in top if unit.zone == "head" and unit.kind != "cell")
    for unit in top:
        line = text[unit.start : unit.end]
        if unit.kind == "furniture" and is_breadcrumbs(line):
            said[_plain(path_end(line))] += 1
    again = [unit for unit in candidates if said[_plain(text[unit.start : unit.end])] > 1]
    return max(again, key=lambda unit: unit.end - unit.start, default=None)


def _is_parted(analysis: Analysis, unit: Unit, below: Unit) -> bool:
    """Whether the site speaks between two lines: a menu, the date of publication."""
    between = analysis.units[unit.index + 1 : below.index]
    return any(u.kind == "furniture" or is_site_line(analysis.text[u.start : u.end]) for u in between)


def _is_called(text: str, unit: Unit) -> bool:
    """Whether a line is only a name in capitals letters: «Наша Заря», «Красное Знамя», not «Северные чтения»."""
    line = text[unit.start : unit.end]
    words = _WORD.findall(line)
    return 2 <= len(words) <= 4 and _is_name(line) and line[-1] not in '.!?»"'


def _is_name(part: str) -> bool:
    """Whether all words begin with a capital and do not shout: «Красное Знамя»."""
    words = _WORD.findall(part)
    return (
        bool(words)
        and all(word[0].isupper() or _TERRITORY.fullmatch(word) is not None for word in words)
        and not part.isupper()
    )


def _is_verb(word: str) -> bool:
    return str(parses(word.lower())[0].tag.POS) in ("VERB", "PRTS")


def _plain(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PARTS = re.compile(r"[.,]\s+|\s[-–—|]\s")
_TERRITORY = re.compile(
    r"(?:муниципальный|городской|сельский|городское|сельское|район|округ|область|край|республика|поселение|сельсовет"
    r"|город|село|посёлок|поселок)$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:г\.|с\.|пос\.|д\.|р\.п\.)?\s*[А-ЯЁ][\w-]+(?:\s+(?:муниципальный\s+|городской\s+|сельское\s+|городское\s+)?"
    r"(?:район|округ|область|край|поселение|сельсовет))?\s*"
)
_PAPER = re.compile(
    r"^(?:Официальный\s|Официальная\s|Лента\s|Новости\s(?:района|города|округа|области|региона|края)$|Сайт\s|Портал\s"
    r"|Газета\s|Редакция\s|Пресс-служба|Версия\s|Информационн(?:ый|ое)\s(?:портал|агентство)|Общественно-политическая"
    r"|Общественно-информационн|Районная\sгазета|Поиск\b)|\b(?:онлайн|сегодня|ТВ|FM|информ)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:Кому|Куда|От|От\s+кого|Копия)\s?:")  # «Кому: директору музея» of a memo
_SIGNED = re.compile(r"([А-ЯЁ][а-яё]+)\s[А-ЯЁ][А-ЯЁа-яё-]{2,}$")
_BYLINE = re.compile(
    r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё-]+(?:,.{0,60})?$|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?$"
    r"|Фото\s(?:автора|из|с\s)|На\s(?:снимке|фото)\b"
)
_TAGS = re.compile(r"(?:^|\s)#[^\W\d_]")
_SENTENCES = re.compile(r"[.!?]\s+[«\"]?[А-ЯЁ]")
