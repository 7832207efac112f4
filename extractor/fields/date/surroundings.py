"""Whether a form that can be a date is one: the words and the layout around it.

Decides against names («Учитель года – 2011», «ул. 8 Марта»), counts («2000 слов»), times and decimals, and
for a bare year in a table heading, a bracket or after a preposition. Leaves roles to `roles.py`.
"""

from __future__ import annotations

import re

from extractor.analysis import Analysis
from extractor.fields.date.parts import Expression
from extractor.text.outline import Unit


def is_date(analysis: Analysis, low: str, unit: Unit, found: Expression) -> bool:
    """Whether the expression is a date where it stands."""
    before = low[max(unit.start, found.start - 60) : found.start]
    if _STREET.search(before) is not None or (found.rule.startswith("numeric") and _NUMBERED.search(before)):
        return False
    if found.rule in ("day", "day_in_words"):
        return not (found.year is None and _is_holiday(analysis.text, found))
    if found.rule.startswith("month") and found.year is None and not found.relative:
        return _is_month(analysis.text, low, unit, found, before)
    if found.stretch.precision in ("month", "year") and _BLANK.search(before) is not None:
        return False
    if not found.bare:
        return True
    check = _BARE_CHECKS.get(found.rule)
    return check is None or check(analysis, low, unit, found)


def inside_quotes(low: str, unit: Unit, at: int) -> bool:
    """Whether a quotation is open at `at`, by the quotes of the unit before it."""
    return low.count('"', max(unit.start, at - 2000), at) % 2 == 1


def _is_holiday(text: str, found: Expression) -> bool:
    """«8 Марта», «9 Мая» with a capital name the holiday or what is named after it."""
    written = text[found.start : found.end]
    return written[-5:].strip()[:1].isupper() and not written.isupper() and len(written) < 8


def _is_month(text: str, low: str, unit: Unit, found: Expression, before: str) -> bool:
    """A month without a year: after a preposition, in a bracket, alone in a cell; never a name «Март»."""
    around = text[max(unit.start, found.start - 60) : min(unit.end, found.end + 60)]
    if text[found.start].isupper() and found.start > unit.body and not around.isupper():
        return False
    if found.rule == "month_range" and found.stretch.first_month != found.stretch.last_month:
        return True
    alone = unit.end - found.end < 4 and found.start == unit.body and low[found.end : unit.end].strip(" .;,") == ""
    if low[found.end : found.end + 1] == "." and len(text[found.start : found.end].rstrip(".")) < 3:
        return False
    return alone or _MONTH_LEAD.search(before) is not None


def _is_day_month(analysis: Analysis, low: str, unit: Unit, found: Expression) -> bool:
    """«на 15.11», «до 01.12»: a preposition before, no measure or time around."""
    before = low[max(unit.start, found.start - 40) : found.start]
    after = low[found.end : min(unit.end, found.end + 16)]
    if _MEASURE.match(after) is not None or _TIME_BEFORE.search(before) is not None:
        return False
    opens = found.start == unit.body and _WORD_AFTER.match(after) is not None  # «15.05 – открытие смотра»
    return opens or _DAY_LEAD.search(before) is not None


def _is_day_month_range(analysis: Analysis, low: str, unit: Unit, found: Expression) -> bool:
    after = low[found.end : min(unit.end, found.end + 16)]
    before = low[max(unit.start, found.start - 12) : found.start]
    return _MEASURE.match(after) is None and _TIME_BEFORE.search(before) is None


def _is_bare_year(analysis: Analysis, low: str, unit: Unit, found: Expression) -> bool:
    """A year without «год»: framing a column or a figure, in brackets, or after a preposition and before no noun."""
    year = found.year or 0
    if _DECADE.match(low, found.end) is not None:
        return False
    if not 1900 <= year + found.stretch.over <= 2100 or year < 1900 or _COUNTED.match(low, found.end):
        return False
    if _is_column(low, unit, found):
        return True
    if low[found.start - 1 : found.start] == "(" and low[found.end : found.end + 1] == ")":
        return True
    before = low[max(unit.start, found.start - 24) : found.start]
    lead = _YEAR_LEAD.search(before)
    if found.stretch.over:
        return lead is not None or not inside_quotes(low, unit, found.start)
    if inside_quotes(low, unit, found.start):
        return False
    return lead is not None and not _noun_follows(analysis, found.end, unit)


def _is_bare_school_year(analysis: Analysis, low: str, unit: Unit, found: Expression) -> bool:
    """«2009/10» over a column or after a preposition: «в 2009/10 школа выпустила»."""
    before = low[max(unit.start, found.start - 24) : found.start]
    return _is_column(low, unit, found) or _YEAR_LEAD.search(before) is not None


def _is_column(low: str, unit: Unit, found: Expression) -> bool:
    """«2021», «2016 план», «2021 2022 2023» alone in a unit, or «2023 – 50%» in a row of years."""
    if _is_head_cell(low, found):
        return True
    content = low[unit.body : min(unit.end, unit.body + 80)]
    if unit.end - unit.body < 80 and _HEADING_OF_COLUMN.fullmatch(content) is not None:
        return True
    if _FRAMED.match(low, found.end, unit.end) is None:
        return False
    before = _FRAMED_YEAR.search(low, max(unit.body, found.start - 200), found.start)
    return before is not None or _FRAMED_YEAR.search(low, found.end, min(unit.end, found.end + 200)) is not None


def _is_head_cell(low: str, found: Expression) -> bool:
    """Whether the year fills a cell of a heading row set by tabs or spaces: «Показатель   2022 факт   2023   2024»."""
    begin = low.rfind("\n", max(0, found.start - 200), found.start) + 1
    end = low.find("\n", found.end, found.end + 200)
    line = low[begin : end if end >= 0 else found.end + 200]
    if begin == 0 and found.start > 200:
        return False
    at = found.start - begin
    cells = list(_GAPPED_CELL.finditer(line))
    own = [cell for cell in cells if cell.start() <= at < cell.end()]
    if not own or _HEADING_OF_COLUMN.fullmatch(own[0][0]) is None:
        return False
    return sum(_HEADING_OF_COLUMN.fullmatch(cell[0]) is not None for cell in cells) > 1 and len(cells) > 2


def _noun_follows(analysis: Analysis, end: int, unit: Unit) -> bool:
    """Whether the number may count the next word: «до 2000 слов», but «к 2024 доля достигнет»."""
    tokens = analysis.tokens_between(end, min(unit.end, end + 40))
    if not tokens or tokens[0].tag.pos not in ("NOUN", "ADJ", "PROPN", "NUM", "SYM"):
        return False
    return tokens[0].tag.number != "Sing" or tokens[0].tag.pos == "PROPN"


def _is_day_of_range(analysis: Analysis, low: str, unit: Unit, found: Expression) -> bool:
    """«в последний день, 9-го,»: no noun after it that the ordinal would belong to."""
    return not _noun_follows(analysis, found.end, unit)


def _is_today(analysis: Analysis, low: str, unit: Unit, found: Expression) -> bool:
    """«Сегодня состоялся»: a past or future verb in the sentence, where it does not mean «in our days»."""
    if found.shift:
        return True
    token = analysis.token_at(found.start)
    if token is None:
        return False
    sentence = analysis.sentences[token.sentence]
    words = analysis.tokens[sentence.first : sentence.stop]
    verbs = [word for word in words if word.tag.pos == "VERB" and word.tag.verb_form == "Fin"]
    return bool(verbs) and verbs[0].tag.tense in ("Past", "Fut")


def _is_pointed_month(analysis: Analysis, low: str, unit: Unit, found: Expression) -> bool:
    """«до 12.2023», «09.2021» alone in a cell; no decimal with a unit."""
    before = low[max(unit.start, found.start - 24) : found.start]
    return unit.end - unit.body < 22 or _DAY_LEAD.search(before) is not None


_BARE_CHECKS = {
    "day_month": _is_day_month,
    "day_month_range": _is_day_month_range,
    "month_dot_year": _is_pointed_month,
    "bare_year": _is_bare_year,
    "year_range": _is_bare_year,
    "school_year": _is_bare_school_year,
    "day_of_the_range": _is_day_of_range,
    "relative_day": _is_today,
}
_DECADE = re.compile(r"[ ]?-(?:\d{4}-?)?(?:е|х|ые|ых|ми)(?![а-я])")
_BLANK = re.compile(r"_{2,}[\" ]{0,3}$")  # «___» мая 2021 г.
_NUMBERED = re.compile(
    r"(?:№|(?<![а-я])(?:п|пп|пункт[а-я]{0,2}|ст|стать[а-я]{1,2}|раздел[а-я]?)\.?)[ ]?$"
)  # «грант № 14-11-2020»
_STREET = re.compile(
    r"""(?<![а-я])(?:ул|улиц[аеуы]|площад[ьи]|пл|проспект[аеу]?|пр|пр-т|переул[а-я]{2,4}|пер|им|имени|колхоз[а-я]{0,2}
    |совхоз[а-я]{0,2}|парк[аеу]?)\.?[ ]{0,2}"?$""",
    re.VERBOSE,
)
_MONTH_LEAD = re.compile(
    r"""(?: (?<![а-я])(?: в | во | за | на | к | ко | с | со | до | по | от | начал[аеоу] | конц[аеу] | середин[аеуы]
        | конец | течени[еи] | месяц[аеу]? | итог[аи]м | срок ): [ \n]{0,3}$
      | (?<![а-я])(?: в | во | за | на | к | ко | с | со | до | по | от | начал[аеоу] | конц[аеу] | середин[аеуы]
        | конец | течени[еи] | месяц[аеу]? | итог[аи]м | срок ) [ \n]{1,3}$
      | \([ ]?$ )""",
    re.VERBOSE,
)
_DAY_LEAD = re.compile(
    r"(?<![а-я])(?:на|до|к|ко|с|со|по|от|не позднее|не позже|срок:?|дата:?|состоянию на)[ \n]{1,3}$|\((?:на )?$"
)
_TIME_BEFORE = re.compile(r"(?<!\d)\d{1,2}[.:]\d\d[ ]?(?:-|до|по)?[ ]*(?:до|по)?[ ]*$")
_WORD_AFTER = re.compile(r"[ ](?:- )?[а-я]{3}|, |$")
_MEASURE = re.compile(
    r"""[ ]{0,2}(?: % | процент | тыс | тонн | млн | млрд | руб | га\b | км | кг | кв | час | ч\b | ч\. | мин | утра
      | вечера | балл | раз | единиц | чел | м\b | т\b | шт )""",
    re.VERBOSE,
)
_COUNTED = re.compile(
    r"[ ]{0,3}(?:чел|тыс|млн|млрд|руб|шт|га\b|км|кг|кв\.|экз|ед\b|ед\.|голов|м\b|т\b|%|процент|[-а-я]*ков\b)"
)
_YEAR_LEAD = re.compile(
    r"(?<![а-я])(?:в|за|на|к|ко|до|по|с|со|от|после|около|течение|период|итогам|концу|начала|конца)[ \n]{1,3}$"
)
_HEADING_OF_COLUMN = re.compile(
    r"""(?: (?:19|20)\d\d (?:[ ]?[-/][ ]?(?:19|20)?\d\d)? | план[а-я]{0,5} | факт[а-я]{0,7} | отчет[а-я]{0,3}
      | оценк[аеи]
      | прогноз[а-я]{0,3} | на | за | в | [ ,;|()/.\n*-] )+""",
    re.VERBOSE,
)
_GAPPED_CELL = re.compile(r"[^\s](?:[ ]?[^\s])*")  # cells stand apart by a tab or by two blanks
_FRAMED = re.compile(r"[ ]?[-:][ ]?(?:не (?:менее|более|ниже|выше) )?\d")
_FRAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[ ]?(?:г\.|год[а-я]{0,2})?[ ]?[-:]")
