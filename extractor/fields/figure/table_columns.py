"""What the columns of a table hold: names, units, bases, plans, facts, terms, the responsible.

Decides by the words of the header and, for a bare year, by what the table is about. Leaves rows and
cells to `text/tables.py`, and the values to `target_tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.record import DateItem, Interval
from extractor.text.tables import Cell, Table

Kind = Literal["number", "name", "unit", "base", "plan", "fact", "year", "due", "responsible", "other"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, and the time its heading gives."""

    kind: Kind
    heading: str
    when: Interval | None = None


def columns_of(
    text: str, table: Table, dates: Sequence[DateItem], *, is_plan: bool, is_report: bool, today: str | None
) -> list[Column]:
    """The columns of a table from left to right; a bare year is planned in a table of plans or when it is to come."""
    out: list[Column] = []
    for index in range(table.columns):
        heading = table.heading(text, index)
        when = _when(text, table.header_cells(index), dates)
        kind = _kind(heading, when, _body_texts(text, table, index), has_name=any(c.kind == "name" for c in out))
        if kind == "other" and is_plan and _is_of_values(text, table, index, heading):
            kind = "plan"  # «Мероприятие | Срок | Показатель» with «60 чел.»
        if kind == "year":
            kind = _year_kind(when, today, is_plan=is_plan, is_report=is_report)
        out.append(Column(kind, heading, when))
    return _with_parts(_before_plans(out))


def _before_plans(columns: list[Column]) -> list[Column]:
    """Bare years before a column that is called the plan are facts: «2018/19 | 2019/20 | план 2020/21»."""
    named = [
        c.when.from_ for c in columns if c.kind == "plan" and c.when is not None and _PLAN.search(c.heading.lower())
    ]
    if not named:
        return columns
    return [
        replace(c, kind="fact") if _is_bare(c) and c.when is not None and c.when.from_ < min(named) else c
        for c in columns
    ]


def _is_bare(column: Column) -> bool:
    return column.kind == "plan" and _PLAN.search(column.heading.lower()) is None


def _is_of_values(text: str, table: Table, index: int, heading: str) -> bool:
    """Whether a column names no rows but their planned values: «Показатель» over «60 чел.»."""
    body = _body_texts(text, table, index)
    numbers = sum(value[:1].isdigit() or value.lower().startswith(("не ", "до ")) for value in body)
    return _VALUES.match(heading.lower()) is not None and numbers * 2 > len(body)


def _with_parts(columns: list[Column]) -> list[Column]:
    """Parts of the planned year beside it: «План 2022 | 1 кв. | 1 полуг. | 9 мес.»."""
    year = next((c.when.from_[:4] for c in columns if c.kind == "plan" and c.when is not None), None)
    if year is None:
        return columns
    return [_part(c, year) if c.kind == "other" and c.when is None else c for c in columns]


def _part(column: Column, year: str) -> Column:
    match = _PART.fullmatch(column.heading.lower().replace("i", "1").replace("11", "2"))
    if match is None:
        return column
    count, step = int(match[1]), match[2]
    if step.startswith("кв") and 1 <= count <= 4:
        first, last = 3 * count - 2, 3 * count
    elif step.startswith("пол") and 1 <= count <= 2:
        first, last = 6 * count - 5, 6 * count
    elif step.startswith("мес") and 1 <= count <= 12:
        first, last = 1, count
    else:
        return column
    days = 28 if last == 2 else 30 if last in (4, 6, 9, 11) else 31
    return Column("plan", column.heading, Interval(from_=f"{year}-{first:02}-01", to=f"{year}-{last:02}-{days}"))


def _body_texts(text: str, table: Table, index: int) -> list[str]:
    return [c.text(text) for row in table.body() for c in row if c.column == index]


def _kind(heading: str, when: Interval | None, body: list[str], *, has_name: bool) -> Kind:
    low = heading.lower().replace("ё", "е")
    for kind, pattern in _HEADINGS:
        if pattern.search(low):
            return kind
    letters = sum(any(ch.isalpha() for ch in value) and len(value) > 3 for value in body)
    if not has_name and body and letters * 2 > len(body):
        return "name"
    if when is not None:
        return "year"
    return "name" if not has_name and _NAME.search(low) else "other"


def _year_kind(when: Interval | None, today: str | None, *, is_plan: bool, is_report: bool) -> Kind:
    """A year to come is planned; one that runs is not in a report that speaks of no plan: «1 полуг. 2013 г.»."""
    if when is not None and today is not None and when.to >= today:
        return "fact" if is_report and not is_plan and when.from_ <= today else "plan"
    if not is_plan:
        return "fact"
    return "plan"


def _when(text: str, cells: list[Cell], dates: Sequence[DateItem]) -> Interval | None:
    """The date of the lowest header cell that holds one, a bare year included."""
    for cell in cells:
        for date in dates:
            if cell.start <= date.start < cell.end and date.value is not None:
                return date.value
        school = _SCHOOL_YEAR.search(text, cell.start, cell.end)
        if school is not None and int(school["last"]) == (int(school["first"]) + 1) % 100:
            first = int(school["first"])
            return Interval(from_=f"{first}-09-01", to=f"{first + 1}-08-31")
        year = _YEAR.search(text, cell.start, cell.end)
        if year is not None:
            return Interval(from_=f"{year[0]}-01-01", to=f"{year[0]}-12-31")
    return None


# -- data ------------------------------------------------------------------------------------------

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SCHOOL_YEAR = re.compile(r"(?<![0-9])(?P<first>20[0-9]{2}) ?[/–-] ?(?:20)?(?P<last>[0-9]{2})(?![0-9])")  # «2011/12»
_PLAN = re.compile(r"план|прогноз|целев|ожидаем")
_PART = re.compile(r"([0-9]{1,2}) ?(кв|полуг|мес)[а-я]*\.?")
_VALUES = re.compile(r"показател|результат|объ[её]м|значени|количеств|кол-во|охват")
_NAME = re.compile(r"наименован|показател|индикатор|мероприят|результат|название|назван")
_HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:№|n|no)(?:\s*п\s*/?\s*п\.?)?$|^№\s")),  # «№ п/п»
    ("unit", re.compile(r"^ед(?:\.|иниц)|измерени")),  # «Ед. изм.»
    (
        "responsible",
        re.compile(r"^отв\b|ответствен|исполнител[ьи]|^кто(?: отвечает| исполняет)?$"),
    ),  # «Ответственный исполнитель»
    ("due", re.compile(r"^срок|срок (?:реализации|исполнения|достижения)")),  # «Срок исполнения»
    ("other", re.compile(r"отклонен|выполнени[ея],? ?%|% (?:выполн|исполн)|темп|прирост|динамик|примечан|обоснован")),
    ("plan", re.compile(r"план ?/ ?факт")),  # «62 / 58,3»: the plan stands first
    ("base", re.compile(r"базов|исходн|текущ|начальн|^остат")),  # «Базовое значение»
    ("fact", re.compile(r"факт|достигнут|исполнен|отчет\b|отчетн|оценк")),  # «2021 год (факт)»
    ("plan", re.compile(r"план|прогноз|целев|ожидаем|^результат")),  # «2022 год (план)», «Результат»
)
