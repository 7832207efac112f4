"""The document's own date: the stamp, the heading, the line under the title, the site's «Дата: …».

Decides which of the dates are the document's, by the line where they stand. Leaves the dates of cited acts
to `legal_acts.py`: what lies inside a citation is never the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.analysis import Analysis
from extractor.fields._cover import Cover
from extractor.fields.date.column_headings import ColumnHeadings
from extractor.fields.date.days import days_at
from extractor.fields.date.parts import Expression
from extractor.russian.genres import genre_at
from extractor.text.outline import Unit


def own_dates(
    analysis: Analysis, low: str, found: Sequence[Expression], cited: Cover, headings: ColumnHeadings
) -> list[Expression]:
    """All places that state the document's own date, the surest first; they agree on the day."""
    ranked: list[tuple[int, Expression]] = [(3 if _is_paper(analysis) else 0, e) for e in published(analysis, low)]
    units = [unit for unit in analysis.units if unit.kind != "furniture"]
    rank_of = {unit.index: rank for rank, unit in enumerate(units)}
    for expression in found:
        if expression.year is None or expression.bare or expression.stretch.precision not in ("day", "month"):
            continue
        unit = analysis.unit_at(expression.start)
        if unit is None or headings.over(expression.start) or cited.holds(expression.start):
            continue
        rank = _rank(analysis, low, unit, expression, rank_of[unit.index], len(units))
        if rank is not None:
            ranked.append((rank, expression))
    if not ranked:
        return []
    best = min(ranked, key=lambda pair: pair[0])[1]
    return [e for _, e in sorted(ranked, key=lambda pair: pair[0]) if _same_day(e, best)]


def published(analysis: Analysis, low: str) -> Iterator[Expression]:
    """«Дата: 14.11.2013» among what the site says around the text."""
    for unit in analysis.units:
        if unit.kind != "furniture" or unit.end - unit.start > 400:
            continue
        label = next(
            filter(None, (_PUBLISHED.search(low, unit.start, unit.end), _COUNTED.match(low, unit.start, unit.end),
                          _ADDED.search(low, unit.start, unit.end))), None
        )  # fmt: skip
        if label is not None:
            read = days_at(low, label.end(), unit.end)
            if len(read) == 1 and read[0].year is not None and not read[0].bare:
                yield read[0]


def _rank(analysis: Analysis, low: str, unit: Unit, found: Expression, position: int, count: int) -> int | None:
    """How surely an expression is the document's own date: 0 is the surest, None where it is not."""
    before = low[max(unit.start, found.start - 60) : found.start]
    if _REPLY.search(before) is not None or unit.table is not None:
        return None
    if _TERM_ABOVE.search(low, max(0, found.start - 60), found.start) is not None:
        return None  # «Срок –⏎15.01.2021»
    above = low[max(0, found.start - 60) : found.start]
    if _PUBLISHED_BEFORE.search(before) is not None or _LABEL_ABOVE.search(above) is not None:
        changed = _CHANGED_BEFORE.search(before) is not None
        return 3 if _is_paper(analysis) else 1 if changed else 0
    if found.stretch.precision == "month" and found.rule not in ("month", "month_dot_year"):
        return None
    if _PAPER.search(before) is not None and _APPROVED.search(low, max(0, found.start - 260), found.start) is not None:
        return None  # «СОГЛАСОВАНО … Протокол № 1 от 29.05.2017» is another paper's
    in_head = unit.zone == "head" or position < 4
    in_tail = unit.zone == "sign" or position >= count - 6
    near_head = position < 14
    if found.stretch.first_day != found.stretch.last_day and found.stretch.precision == "day":
        return None
    if in_head and _is_heading(analysis, low, unit, found, before):
        return 1
    if in_head and _ANNEX.search(low, max(0, found.start - 200), found.start) is not None:
        return None  # «Приложение 3 ↵ к письму управления ↵ от 14.05.2019 № 27»
    if _is_stamp_line(analysis, low, found):
        if in_head and _is_approval(analysis, low, found):
            return 6  # «УТВЕРЖДАЮ ↵ Глава района ↵ 14 марта 2019 г.» over «ПРОТОКОЛ ↵ 12.03.2019»
        if near_head and _is_numbered(low, found) and _has_genre_above(analysis, found):
            return 2  # «РЕШЕНИЕ ↵ 9 июня 2016 года № 37»
        return 2 if in_head else 4 if in_tail else 6 if near_head else None
    if position < 3 and _is_numbered(low, found) and _is_flat(analysis.text, unit.start, found.start):
        return 2  # «СОВЕТ СЕЛА РЕШЕНИЕ 14 мая 2019 г. № 5 О бюджете …» in one line
    if position < 3 and _is_of_minutes(low, unit, found):
        return 2
    if in_head and before.strip() == "от" and _NUMBER_AFTER.match(low, found.end) is not None:
        return 3  # «от 25.09.2018 г. № 72-п «О создании комиссии»»
    if unit.zone == "head" and position < 8 and _is_leading(analysis, unit, found):
        return 4
    if position < 4 and _is_dateline(low, unit, found):
        return 3
    if in_head and position < 6 and _is_day_and_place(analysis, low, unit, found):
        return 3
    bracketed = before.endswith("(") and low[found.end : found.end + 1] == ")"
    if in_head and (bracketed or _MEETING.search(before) is not None) and _is_protocol(analysis):
        return 3
    if (in_head or in_tail) and _DRAWN_UP.search(before) is not None:
        return 5
    if in_tail and _ACCEPTED.search(before) is not None:
        return 5
    if in_tail and _ISSUE.search(before) is not None:
        return 5
    if in_tail and found.start == unit.body and _EXECUTOR.match(analysis.text, found.end) is not None:
        return 5
    return None


def _is_numbered(low: str, found: Expression) -> bool:
    """Whether a registration number stands beside the date: «9 июня 2016 года № 37», «№ 6-2 от 4 марта»."""
    before = low[max(0, found.start - 40) : found.start]
    return _NUMBER_AFTER.match(low, found.end) is not None or _NUMBER_BEFORE.search(before) is not None


def _has_genre_above(analysis: Analysis, found: Expression) -> bool:
    """Whether a line above or beside is an order, a decision or a protocol: «РЕШЕНИЕ»."""
    lines = analysis.text[max(0, found.start - 400) : found.start].split("\n")
    genres = [genre_at(line.strip()) for line in lines[-6:]]
    return any(genre is not None and genre.kind in ("order", "resolution", "protocol") for genre in genres)


def _is_heading(analysis: Analysis, low: str, unit: Unit, found: Expression, before: str) -> bool:
    """«Распоряжение главы района от 9 апреля 2011 г. N 17-р» opens the document."""
    genre = genre_at(analysis.text[unit.body : unit.body + 120])
    if found.stretch.precision != "day" or genre is None or found.start - unit.body > 250:
        return False
    ends = genre.kind in ("protocol", "order", "resolution") and not low[found.end : unit.end].strip(" .г\n")
    if _FROM.search(before) is None and _NUMBER_AFTER.match(low, found.end) is None and not ends:
        return False
    between = low[unit.body + genre.end : found.start]
    return _OTHER_ACT.search(between) is None


def _is_stamp_line(analysis: Analysis, low: str, found: Expression) -> bool:
    """Whether the date shares its line with next to nothing: a number, a town, a time, an «от».

    What stands in another column («№ 15          Руководителям школ») does not count.
    """
    begin = low.rfind("\n", max(0, found.start - 220), found.start) + 1 or max(0, found.start - 220)
    unit = analysis.unit_at(found.start)
    above = begin if unit is None else max(unit.start, begin - 90)
    if above < begin and _RUNS_ON.search(analysis.text, above, begin) is not None:
        return False  # «оцифровать фонды в срок до ↵ 1 июля 2020 года (О.Д. Журба)»
    end = low.find("\n", found.end, found.end + 220)
    end = found.end + 220 if end < 0 else end
    before = _COLUMNS.split(analysis.text[begin : found.start])[-1]
    after = _COLUMNS.split(analysis.text[found.end : end])[0]
    signed = _BYLINE.match(before) is not None
    if not signed and _LABELLED.search(before) is not None and _PUBLISHED_BEFORE.search(before.lower()) is None:
        return False
    if _ROW.match(analysis.text[begin : found.start]) and _COLUMNS.search(analysis.text[found.end : end]):
        return False  # «1   30.08.2016   Разбор работ» is a row
    line = _OWN_NUMBER.sub(" ", before + " " + after)
    if found.stretch.precision == "month" and _QUIET.fullmatch(line) is None:
        return False
    words = [word for word in _WORD.findall(line) if word.lower().replace("ё", "е") not in _STAMP_WORDS]
    names = [word for word in words if word[0].isupper()]
    return (
        (signed or len(words) == len(names)) and len(words) <= (6 if signed else 3) and len(_NUMBER.findall(line)) <= 4
    )


def _is_leading(analysis: Analysis, unit: Unit, found: Expression) -> bool:
    """«14.03.2019 Турнир в честь Дня района», «Турнир в честь Дня района 14.03.2019 10:15»: the day of a headline."""
    if found.stretch.precision != "day" or analysis.text[unit.end - 1] == ".":
        return False
    leads = found.start == unit.body and _HEADLINE.match(analysis.text, found.end, unit.end) is not None
    return leads or _CLOCK.fullmatch(analysis.text, found.end, unit.end) is not None


def _is_dateline(low: str, unit: Unit, found: Expression) -> bool:
    """«Энск, 5 мая 2021 г. – В клубе …»: town and day before a dash open the text."""
    parted = _DASH.match(low, found.end) is not None or low[found.end - 1 : found.end + 1] == ". "
    return parted and _TOWN.fullmatch(low, unit.body, found.start) is not None


def _is_day_and_place(analysis: Analysis, low: str, unit: Unit, found: Expression) -> bool:
    """Whether a line under the heading of a resolution is its day and place: «5 мая 2019 года, площадь у театра»."""
    if found.start != unit.body or found.stretch.precision != "day" or unit.end - unit.start > 90:
        return False
    after = low[found.end : unit.end].lstrip(" г.")
    return after.startswith(",") and after[-1] not in ".;:" and _has_genre_above(analysis, found)


def _is_protocol(analysis: Analysis) -> bool:
    """Whether the head names a протокол: then the day of the meeting is its date."""
    for unit in analysis.units[:12]:
        genre = genre_at(analysis.text[unit.body : unit.end][:200])
        if genre is not None and genre.kind == "protocol":
            return True
    return False


def _is_flat(text: str, start: int, end: int) -> bool:
    """Whether only an issuer, or a genre word in capitals, stands before a date in one line with the whole head."""
    letterhead = _ISSUER.fullmatch(text, start, end) is not None and "Уважаем" in text[end : end + 400]
    return letterhead or _FLAT.search(text, max(start, end - 60), end) is not None


def _is_of_minutes(low: str, unit: Unit, found: Expression) -> bool:
    """Whether a date ends the heading of minutes in one line: «Протокол № 4 совета от 5 мая 2019 г. Секретарь …»."""
    if _PARTS_OF_MINUTES.match(low, found.end) is None:
        return False
    return _MINUTES.search(low, max(unit.start, found.start - 250), found.start) is not None


def _is_approval(analysis: Analysis, low: str, found: Expression) -> bool:
    """Whether a date belongs to «УТВЕРЖДАЮ», with no genre word between."""
    for match in _APPROVES.finditer(low, max(0, found.start - 260), found.start):
        lines = analysis.text[match.end() : found.start].split("\n")
        if not any(genre_at(line.strip()) is not None for line in lines):
            return True
    return False


def _is_paper(analysis: Analysis) -> bool:
    """Whether the head names an order, a decision, a protocol or a letter, whose own date outranks the site's."""
    kinds = {
        genre.kind for unit in analysis.units[:14] if (genre := genre_at(analysis.text[unit.body : unit.end][:200]))
    }
    return bool(kinds & {"order", "resolution", "protocol", "letter", "certificate"})


def _same_day(one: Expression, other: Expression) -> bool:
    return (one.stretch, one.year) == (other.stretch, other.year)


_WEEKDAY = r"(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
# In «date 2023-05-14» the letters that look alike are Cyrillic here.
_LABEL = rf"""(?: (?: дата(?:[ ](?!провед|рожд|нача|оконч|засед|собран|и[ ]|регистр)[а-я]{{3,14}}){{0,2}}[ ]{{0,2}}:
      | (?:дата|время)[ ](?:публикации|размещения|создания)[ ]?:?
      | (?:последнее[ ])?(?:обновление|изменение)[ ]?: | posted | published | d[aа][tт][eе]
      | (?:опубликован|размещен|добавлен|создан|обновлен|изменен|выложен)(?:о|а|ы)?(?:[ ]на[ ]сайте)?[ ]{{0,2}}:? )
    (?:[ ]{_WEEKDAY},)? ) [ ]{{0,4}}"""
_PUBLISHED = re.compile(rf"(?<![а-я]) {_LABEL} (?=\d)", re.VERBOSE)
_CHANGED_BEFORE = re.compile(r"(?:создан|обновлен|изменен)[а-я]{0,3}[ ]{0,2}:?[ ]{0,4}$")  # publication is surer
_COUNTED = re.compile(r"(?:\d\d?:\d\d,?[ ])?(?=\d[^\n]{5,60}просмотр)")  # «15.12.2020 Просмотров: 127»
_ADDED = re.compile(r"(?:добавил[аи]?|разместил[аи]?|автор):[^\n|]{1,40}\((?=\d)")  # Добавил: metod (14.01.2021)
_PUBLISHED_BEFORE = re.compile(rf"(?:^|[|\n.] ?) [ ]{{0,4}} {_LABEL} (?:\d\d?:\d\d,?[ ]?)? $", re.VERBOSE)
_LABEL_ABOVE = re.compile(
    r"(?:^|\n)[ ]{0,4}(?:дата[ ](?:публикации|создания|размещения|документа|подписания)|"
    r"опубликован[оа]?|размещен[оа]?):?[ ]?\n\s{0,9}$"
)
_REPLY = re.compile(r"(?<![а-я])на[ ]{0,3}(?:№|n)?[ _\d/.а-я-]{0,40}от[ _]{0,12}$")
_FROM = re.compile(r"(?:от|принят[оа]?)[ \n]{0,3}[\"_]{0,3}$|№[ ]?[\w/.-]{1,12}[,]?[ \n]{0,3}$")
_NUMBER_BEFORE = re.compile(r"(?:№|(?<![а-я])n)[ _]{0,3}\d[\w/.-]{0,24}[ ,_]{0,4}(?:от[ ]{1,3})?[\"_]{0,3}$")
_NUMBER_AFTER = re.compile(r"[ ,\n]{1,3}(?:№|n[ ]?\d)")
_OTHER_ACT = re.compile(r"(?:приказ|постановлени|распоряжени|указ|закон|решени|протокол|письм)(?:а|у|ом|я|ю|ем|и)[ \n]")
_APPROVED = re.compile(r"(?:^|\n)[ ]{0,60}(?:утвержден|согласован|принят|рассмотрен|приложени)[а-я]{0,2}(?![а-я])")
_PAPER = re.compile(r"(?:протокол|приказ|постановлени|распоряжени|решени)")
_MEETING = re.compile(
    r"(?:дата|дата проведения|дата заседания|дата и время проведения|проведен[оа]?|состоялось|"
    r"дата собрания)[ ]{0,2}[:–—-]?[ \n]{0,3}[\"_]{0,3}$"
)
_ISSUE = re.compile(r"№[ ]?\d{1,4}(?:[ ]?\(\d{1,6}\))?,?[ ]{0,3}(?:от[ ])?$")  # «Заря», № 8 (512), май 2016
_MINUTES = re.compile(r"протокол\s+(?:№|n)\s?[\w/.-]+\s[^.:;]{4,200}\sот\s$")
_PARTS_OF_MINUTES = re.compile(r"\s?(?:года|г\.?)?\s+(?:председател|присутствовал|повестка|секретар|место)")
_TOWN = re.compile(r"(?:г\. ?)?[а-я-]{3,20}(?: [а-я-]{3,20})?[,.] ?")
_DASH = re.compile(r"\.?[ ]?[-/]|\. ")
_BYLINE = re.compile(r"\s*(?:Автор|Источник|Раздел|Рубрика|Категория|Разместил|Добавил)[а-я]?\s*:")
_DRAWN_UP = re.compile(  # «Составлен 5 мая», «Принята единогласно 5 мая»
    r"(?:составлен|подготовлен|подписан|принят)[аоы]?(?:[ ](?:единогласно|участниками|делегатами|собранием))?"
    r"[ ]{1,3}[\"_]{0,3}$"
)
_ACCEPTED = re.compile(
    r"(?:^|[.\n])[ ]{0,3}(?:рекомендации |резолюция |решение )?(?:принят|одобрен)[аоы]?[ ]на[ ][^.;\d]{3,80}$"
)
_ANNEX = re.compile(  # «Приложение 3 ↵ к письму управления ↵ от»
    r"""(?:^|\n) [ ]{0,60} приложени[ея] [^\n]{0,30} \n [ ]{0,60} ко?[ ]письм [^\n]{0,80} \n [ ]{0,60}
    (?: [^\n]{0,60}\n )? [ ]{0,60} от[ ]$""",
    re.VERBOSE,
)
_FLAT = re.compile(  # a genre in capitals right before a date
    r"(?<![\w-])(?:[ПРУ][А-ЯЁ ]{3,24}[ЕЗТО])\s+(?:(?:№|N)\s?\S+\s+)?(?:[Оо]т\s+)?[«\"]?$"
)
_ISSUER = re.compile(r"[А-ЯЁ][^.!?:;№]{5,160}\s")
_APPROVES = re.compile(r"(?:^|\n)[ ]{0,60}(?:утвержда|согласова)")
_HEADLINE = re.compile(r"\s?(?:г\.)?,?\s{0,3}(?:\d\d?:\d\d)?\s{0,3}(?:[-–—|]\s{0,3})?[«\"]?[А-ЯЁ][а-яё]+\s")
_CLOCK = re.compile(r"(?:,|\sв)?\s{1,3}\d\d?:\d\d\s*")
_EXECUTOR = re.compile(  # «05.06.2017  вед. методист Лосева», «11.10.2011 Исп. О. Лосева»
    r"(?:\s?г\.)?(?:[ ]{2,}|[ ](?=[Ии]сп))[^\n!?;]{0,40}[А-ЯЁ][а-яё]+|\s?(?:г\.)?\s{0,3}$"
)
_LABELLED = re.compile(r"[^\W\d_]\s?:")  # «Срок: 15 мая 2021 г.»
_COLUMNS = re.compile(r" {3,}|\t|\||_{3,} *(?=[^\W\d_])")
_RUNS_ON = re.compile(r"(?<![^\W\d_])[а-яё]{1,20},?\s{1,60}$")  # a word of running text ends the line before
_TERM_ABOVE = re.compile(r"(?<![а-я])срок(?:и|[ ][а-я]{4,14})?[ ]{0,2}[-:]?\s{0,40}$")
_ROW = re.compile(r"\s*\d{1,3}\.?\s*$")
_OWN_NUMBER = re.compile(r"№\s?[_\s]*\d[\w./–-]*")  # «№ 175/8/21.03-14» is one number
_QUIET = re.compile(r"[\W_]*(?:г[.]?[\W_]*)?")
_WORD = re.compile(r"(?<![\w/-])[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")  # not the letters of a number: «№ 12-сз»
_NUMBER = re.compile(r"\d+")

# Words that may stand in the line of a stamp: «от 7 июня 2003 г. № 58 г. Энск», «исх. № 5 от …».
_STAMP_WORDS = {
    "от", "г", "год", "года", "гор", "город", "пос", "поселок", "с", "село", "д", "п", "рп", "пгт", "ст", "исх", "вх",
    "рег", "номер", "дата", "время", "приказ", "распоряжение", "постановление", "решение", "протокол", "указ",
    "справка", "письмо", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "мп",
    "опубликовано", "просмотров", "часов", "час", "ч", "мин", "новости", "новость", "н", "р", "од",
    "ра", "пр", "пп", "по", "о", "в", "район", "округ", "область", "край",
}  # fmt: skip
