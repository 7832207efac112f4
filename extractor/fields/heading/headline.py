"""The headline of a publication, and of a report that no genre word names.

Decides which line of the head is the headline among the lines that a site or a letterhead puts around it: the
name of the paper, the path to the page, date and heading, the author. Leaves how far it runs to `title.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.fields.heading.addressees import is_dative_post
from extractor.fields.heading.stamps import DAY, is_oblique, is_reference
from extractor.russian.bodies import head_noun
from extractor.russian.genres import genre_at
from extractor.russian.morphology import parses
from extractor.russian.name_words import first_name
from extractor.text.outline import Unit
from extractor.text.site import is_breadcrumbs, is_site_line, path_end


def headline(analysis: Analysis, lines: Sequence[Unit], kind: str, found: Found) -> Unit | None:
    """The line that is the headline: the one that the page repeats, else the first that can be one."""
    text = analysis.text
    names = [(o.start, o.end) for o in found["organizations"]]
    below = dict(pairwise(lines))
    said = _said_twice(analysis)
    if said is not None:
        return said
    candidates = [unit for unit in lines if _can_be(analysis, unit, below.get(unit), len(lines), kind, names)]
    repeated = _repeated(analysis, candidates)
    if repeated is not None:
        return repeated
    strong = [unit for unit in candidates if not is_masthead(text[unit.start : unit.end])]
    for unit, after in zip(strong, [*strong[1:], None], strict=False):
        if after is not None and _is_called(text, unit) and _is_parted(analysis, unit, after):
            continue  # «Наша Заря» over the date and «Встреча в библиотеке»
        line = text[unit.start : unit.end]
        if after is not None and (_is_rubric(line) or _is_body(line)):
            continue  # «Сельское хозяйство» or «Заречная средняя школа» over «Посевная идёт по плану»
        return unit
    return None


def dated_headline(text: str, unit: Unit) -> int | None:
    """Where a headline begins after its day: «14.03.2019 Турнир в честь Дня района»; None where no day leads."""
    match = _DATED.match(text, unit.body, unit.end)
    if match is None or unit.kind == "cell" or text[unit.end - 1] in ".:;" or "№" in text[unit.start : unit.end]:
        return None
    return match.start("title")


def is_label(line: str) -> bool:
    """Whether a line tells for whom a memo is: «Кому: директору музея»."""
    return _LABEL.match(line) is not None


def is_masthead(line: str) -> bool:
    """Whether a line names a paper, a site or a territory: «Наша Заря. Заречный район», «Портал округа»."""
    if _PAPER.search(line) is not None:
        return not any(_is_verb(word) for word in _WORD.findall(line))
    parts = [part for part in _PARTS.split(line) if part]
    return all(_PLACE.fullmatch(part) is not None for part in parts) or (
        len(parts) > 1 and _TERRITORY.search(parts[-1]) is not None and all(_is_name(part) for part in parts)
    )


def _can_be(
    analysis: Analysis, unit: Unit, below: Unit | None, count: int, kind: str, names: Sequence[tuple[int, int]]
) -> bool:
    """Whether a line may be a headline: no cell of a table, no site line, no label, no body, no running text."""
    text = analysis.text
    line = text[unit.start : unit.end]
    if (
        (unit.kind == "cell" and not _is_alone(analysis, unit))
        or not 10 <= len(line) <= 300
        or len(_WORD.findall(line)) < (1 if len(line) > 12 else 2)
    ):
        return False
    genre = genre_at(line)
    if genre is not None and (kind != "news" or is_reference(line[genre.end :])):
        return False
    if line[-1] == ":" and (below is None or not leads_on(text, unit, below)):
        return False
    if is_label(line) or line.endswith((";", ",")) or (line.endswith(".") and len(line) > 160):
        return False
    if any(a <= unit.start and unit.end <= b + 2 for a, b in names) or is_site_line(line) or _is_byline(line):
        return False
    word = _WORD.match(line)
    if word is not None and is_dative_post(word[0]) and not any(_is_verb(w) for w in _WORD.findall(line)):
        return False  # «Главам сельских поселений»
    if unit.kind == "paragraph" and unit.zone != "head" and (line.endswith(".") or count < 2):
        return False
    return not _is_told(text, unit, line)


def leads_on(text: str, unit: Unit, below: Unit) -> bool:
    """Whether a headline goes on after its colon: «Сельские библиотеки:» over «итоги и планы»."""
    near = text.count("\n", unit.end, below.start) == 1 and below.zone == unit.zone == "head"
    return near and below.body == below.start and text[below.start].islower() and below.end - below.start < 120


def _is_alone(analysis: Analysis, unit: Unit) -> bool:
    """Whether a cell on the top is a line of its own but for a bar, or for the name of the site after the bar."""
    text = analysis.text
    begin, end = text.rfind("\n", 0, unit.start) + 1, text.find("\n", unit.end)
    rest = text[begin : unit.start] + text[unit.end : end if end >= 0 else len(text)]
    return unit.index < TOP and all(
        not part.strip() or is_masthead(part.strip()) or is_site_line(part.strip()) for part in rest.split("|")
    )


def _is_byline(line: str) -> bool:
    """Whether a line names who wrote or took the picture: «О. Лосева, зав. отделом», «Ольга ЛОСЕВА», «Фото автора»."""
    signed = _SIGNED.match(line) or _CAPTION.match(line)
    return _BYLINE.match(line) is not None or (signed is not None and bool(first_name(signed[1])))


def _is_told(text: str, unit: Unit, line: str) -> bool:
    """Whether a line is the first sentence of a post, which has no headline: «Вчера мы посадили аллею! ↵ Спасибо …»."""
    if _TAGS.search(line) is not None or (len(line) > 80 and line[-1] in ".!" and _SENTENCES.search(line) is not None):
        return True
    below = text[unit.end : unit.end + 3]
    return line[-1] in ".!" and unit.zone != "head" and below.startswith("\n") and not below[1:].startswith("\n")


def _said_twice(analysis: Analysis) -> Unit | None:
    """A sentence that opens the page and stands once more right below: a headline though it ends in a stop."""
    text = analysis.text
    top = [u for u in analysis.units[:10] if u.kind == "paragraph" and 30 < u.end - u.start < 300]
    top = [u for u in top if not is_site_line(text[u.start : u.end])][:3]
    for unit, below in pairwise(top):
        line = _plain(text[unit.start : unit.end])
        if line == _plain(text[below.start : below.end]) or _plain(text[below.start : below.end + 1]).startswith(
            line + " "
        ):
            return unit
    return None


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


def _is_rubric(line: str) -> bool:
    """Whether all words of a short line are such that papers file their news under: «Новости спорта»."""
    words = _WORD.findall(line)
    return (
        len(words) == 1
        or len(words) <= 4
        and all(any(p.normal.replace("ё", "е") in _FILED for p in parses(word.lower())[:3]) for word in words)
    )


def _is_body(line: str) -> bool:
    """Whether a line only names a body that puts the page up: «Заречная средняя школа», not «Школа и мы»."""
    words = _WORD.findall(line)
    if not 2 <= len(words) <= 9 or _STOPS.search(line) is not None or any(_is_verb(word) for word in words):
        return False
    at = next((i for i, word in enumerate(words[:5]) if head_noun(word) is not None), None)
    if at is None or is_oblique(words[at]):
        return False
    before = all(str(parses(word.lower())[0].tag.POS) in ("ADJF", "NPRO", "None") for word in words[:at])
    return (
        before
        and (at > 0 or len(words) > 2)
        and all(is_oblique(w) or w[0].isupper() or "«" in line for w in words[at + 1 :])
    )


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


_DATED = re.compile(
    rf"{DAY}(?:\s?г\.|\s?года)?,?\s*(?:\d\d?:\d\d)?\s*(?:[-–—|]\s*)?(?P<title>[«\"]?[А-ЯЁ][^\n]{{11,200}})"
)
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
    r"|Общественно-информационн|Районная\sгазета|Поиск\b)|\b(?:онлайн|сегодня|ТВ|FM|информ|вести)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:Кому|Куда|От|От\s+кого|Копия)\s?:")
TOP = 6  # units among which a headline may stand between bars

_SIGNED = re.compile(r"([А-ЯЁ][а-яё]+)\s[А-ЯЁ][А-ЯЁа-яё-]{2,}$")
_CAPTION = re.compile(r"([А-ЯЁ][а-яё]+)\s[А-ЯЁ][А-ЯЁа-яё-]+(?:,\s[а-яё]|$)")  # «Ольга Лосева, директор музея»
_BYLINE = re.compile(
    r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё-]+(?:,.{0,60})?$|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?$"
    r"|Фото\s(?:автора|из|с\s)|На\s(?:снимке|фото)\b"
)
_STOPS = re.compile(r"[:!?…]|\s[–—-]\s")
_TAGS = re.compile(r"(?:^|\s)#[^\W\d_]")
_SENTENCES = re.compile(r"[.!?]\s+[«\"]?[А-ЯЁ]")

# Words of the headings under which papers file their news, as lemmas: «Физическая культура и спорт».
_FILED = frozenset(
    {
        "и", "в", "о", "из", "за", "на", "новость", "событие", "спорт", "спортивный", "физический", "культура",
        "искусство", "образование", "наука", "здравоохранение", "здоровье", "медицина", "сельский", "хозяйство",
        "экономика", "финансы", "общество", "социальный", "сфера", "политика", "власть", "район", "районный", "город",
        "городской", "село", "область", "край", "жизнь", "главный", "последний", "местный", "официальный", "официально",
        "самоуправление", "молодежь", "молодежный", "семья", "экология", "жкх", "транспорт", "безопасность",
        "происшествие", "туризм", "труд", "занятость", "защита", "население", "бизнес", "промышленность",
        "строительство", "благоустройство", "архив", "анонс", "статья", "публикация", "материал", "информация",
        "объявление", "документ", "тема", "неделя", "номер", "наш", "интервью", "репортаж", "актуально", "коротко",
        "разное", "фото", "видео", "весть", "хроника", "раздел", "каталог", "рубрика",
    }
)  # fmt: skip
