"""The body that only the layout tells: letterheads over a signature, «от X» over those who came.

Decides which organisation of the record a person belongs to where no word beside the name says so.
Leaves the words beside the name to `posts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.analysis import Analysis
from extractor.fields.person.blank_tables import Cell, cell_under
from extractor.fields.person.bodies import Bodies
from extractor.fields.person.columns import LONGEST_TABLE
from extractor.fields.person.phrases import is_of_many, is_plural
from extractor.fields.person.spans import Sighting
from extractor.russian.posts import is_meeting_post, is_post_modifier, is_post_word
from extractor.text.outline import Unit


def layout_body(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """The organisation before the brackets, after the comma, or above the list in which the name stands."""
    return (
        _before_brackets(analysis, sighting, bodies)
        or _after_name(analysis, sighting, bodies)
        or _before_mark(analysis, sighting, bodies)
        or _in_same_brackets(analysis, sighting, bodies)
        or _before_post(analysis, sighting, bodies)
        or _delegation(analysis, sighting, bodies)
        or _listed_under(analysis, sighting, bodies)
        or _row_body(analysis, sighting, bodies)
    )


def line_body(analysis: Analysis, sighting: Sighting, bodies: Bodies, named: Sequence[bool]) -> str | None:
    """The one organisation of a list item in which only this person is named."""
    unit = analysis.units[sighting.unit]
    if unit.kind != "item" or unit.end - unit.start > 250:
        return None
    first, last = analysis.unit_tokens[unit.index]
    if any(named[i] for i in range(first, last) if not sighting.first <= i < sighting.stop):
        return None
    if any(token.tag.verb_form in ("Fin", "Inf") for token in analysis.tokens[first:last]):
        return None
    place = bodies.named(sighting.span.end, unit.end)
    return None if place is None else place[0]


def _before_brackets(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«Вишневскому лесхозу (Карпенюк А.Н.)»: the mention that ends before the bracket."""
    unit = analysis.units[sighting.unit]
    start = max(unit.start, sighting.span.start - 300)
    before = analysis.text[start : sighting.span.start]
    at = before.rfind("(")
    if at < 0 or ")" in before[at:] or _NAMES.fullmatch(before[at + 1 :]) is None:
        return None
    if _TOPIC.match(analysis.text, unit.body) is not None:
        return None  # «2. О ремонте школы № 3 (Граб О. О., Лосев П. П.)» names who reports
    end = start + len(before[:at].rstrip())
    return bodies.ending(end)


def _after_name(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«Алтынкина В.Д., МОУ Архангельская СОШ», «Ласло Сегеди (Сегедский университет)»."""
    unit = analysis.units[sighting.unit]
    mark = _MARK.match(analysis.text, sighting.span.end, unit.end)
    if mark is None or _PARTY.match(analysis.text, mark.end()) is not None:
        return None
    place = bodies.named(mark.end(), mark.end() + 2)
    if place is not None and place[1] == mark.end():
        return place[0]
    bracket = _OWN_BRACKET.match(analysis.text, sighting.span.end, unit.end)
    if bracket is None:
        return None
    inside = bodies.named(bracket.start(1), bracket.end(1))
    return None if inside is None else inside[0]


def _before_mark(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«МБОУ СОШ № 3 – Орлова А. А.», «МБОУ СОШ № 3, Орлова А. А.» in a line of a list."""
    unit = analysis.units[sighting.unit]
    if sighting.span.start - unit.body > 250:
        return None
    before = analysis.text[unit.body : sighting.span.start]
    body = before.rstrip(" \t\n:–—-,")
    if body == before.rstrip() or _SENTENCE.search(body) is not None or len(body) > 200:
        return None
    place = bodies.named(unit.body, unit.body + 3)
    return place[0] if place is not None and place[2] >= unit.body + len(body) - 1 else None


def _row_body(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """The organisation in another cell of the row in which the name stands."""
    unit = analysis.units[sighting.unit]
    if unit.kind != "cell":
        return None
    start = analysis.text.rfind("\n", 0, unit.start) + 1
    end = analysis.text.find("\n", unit.end)
    place = bodies.named(start, end if end > 0 else len(analysis.text))
    return None if place is None else place[0]


def _in_same_brackets(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«(МОУ Луговая СОШ, учитель - Н.И.Копытина)»."""
    unit = analysis.units[sighting.unit]
    start = max(unit.start, sighting.span.start - 300)
    before = analysis.text[start : sighting.span.start]
    at = before.rfind("(")
    if at < 0 or ")" in before[at:]:
        return None
    place = bodies.named(start + at, start + at + 3)
    return None if place is None else place[0]


def _before_post(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«Илья Лосев, ДШИ № 4, преподаватель Граб А. А.»: in an item the body before who taught somebody."""
    tokens = analysis.tokens
    i = sighting.first - 1
    while i > 1 and tokens[i].text in ".:–—-":
        i -= 1
    if i < 2 or analysis.units[sighting.unit].kind != "item" or not tokens[i].low.startswith(_TEACHERS):
        return None
    return bodies.ending(tokens[i - 2].end) if tokens[i - 1].text == "," else None


def _listed_under(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«МБОУ СОШ № 3:» over the items of a list: a lead-in that is a body and nothing else."""
    unit = analysis.units[sighting.unit]
    if unit.kind != "item" or unit.lead_in is None:
        return None
    lead = analysis.units[unit.lead_in]
    end = lead.end - 1 if analysis.text[lead.end - 1] == ":" else lead.end
    return bodies.ending(end) if bodies.opens(lead.body) and bodies.covering(end - 1) == lead.body else None


def _delegation(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«от Минпромторга России» above «- Шульц А.Э.», or before it in one line."""
    unit = analysis.units[sighting.unit]
    told = _FROM.match(analysis.text, unit.body, sighting.span.start)
    if told is not None and (told[1].isupper() or not told[1].isalpha() or bodies.opens(told.start(1))):
        place = bodies.named(unit.body, sighting.span.start)
        return None if place is None else place[0]
    for index in range(unit.index - 1, max(-1, unit.index - 3), -1):
        above = analysis.units[index]
        told = _FROM.match(analysis.text, above.body, above.end)
        if told is not None and (told[1].isupper() or not told[1].isalpha()):
            place = bodies.named(above.body, above.end)
            return None if place is None else place[0]
        if not _DASH.match(analysis.text[above.start : above.start + 2]):
            break
    return None


def row_post(analysis: Analysis, sighting: Sighting, heads: Mapping[int, list[str]]) -> tuple[int, int] | None:
    """Where the cell «Должность» of the row stands in which a name is: its start and end."""
    unit = analysis.units[sighting.unit]
    if unit.table is not None and unit.row:
        return _table_post(analysis, unit)
    at = analysis.text.rfind("\n", 0, sighting.span.start) + 1
    head = heads.get(at, [])
    column = next((i for i, cell in enumerate(head) if _POST_HEAD.match(cell.lower()) is not None), None)
    if column is None:
        return None
    end = analysis.text.find("\n", at)
    line = analysis.text[at : end if end > 0 else len(analysis.text)]
    cells = line.split("|" if unit.kind == "cell" else "\t")
    if column >= len(cells):
        return None
    start = at + sum(len(cell) + 1 for cell in cells[:column])
    return (
        (start, start + len(cells[column])) if not start <= sighting.span.start < start + len(cells[column]) else None
    )


def blank_post(analysis: Analysis, sighting: Sighting, heads: dict[int, tuple[Cell, ...]]) -> tuple[int, int] | None:
    """Where the cell under «Должность» stands in a table set by blanks: its start and end."""
    cell = cell_under(analysis.text, sighting.span.start, heads, _POST_HEAD)
    return None if cell is None else (cell.start, cell.end)


def lead_post(analysis: Analysis, sighting: Sighting) -> tuple[int, int] | None:
    """Where the plural post over a list stands, its start and end: «Классные руководители:» over «5 кл. – Орлова»."""
    unit = analysis.units[sighting.unit]
    if unit.kind != "item" or unit.lead_in is None:
        return None
    lead = analysis.units[unit.lead_in]
    if lead.end - lead.body > _LONGEST_LEAD or analysis.text[lead.end - 1] != ":":
        return None
    tokens = analysis.tokens_between(lead.body, lead.end - 1)
    posts = [token for token in tokens if is_post_word(token.low)]
    plain = all(is_post_word(t.low) or is_post_modifier(t.low) or t.pos == "ADJ" or t.case == "Gen" for t in tokens)
    if not posts or not plain or is_meeting_post(posts[0].low):
        return None
    if not is_plural(posts[0]) and not is_of_many(posts[0].low):
        return None
    return lead.body, lead.end - 1


def _table_post(analysis: Analysis, unit: Unit) -> tuple[int, int] | None:
    """The same in a table that the reader has set apart."""
    near = analysis.units[max(0, unit.index - 12) : unit.index + 12]
    row = {other.column: other for other in near if (other.table, other.row) == (unit.table, unit.row)}
    for other in reversed(analysis.units[max(0, unit.index - LONGEST_TABLE) : unit.index]):
        if (other.table, other.row) != (unit.table, 0) or other.column == unit.column or other.column not in row:
            continue
        if _POST_HEAD.match(analysis.text[other.start : other.end].lower()) is not None:
            cell = row[other.column]
            return cell.start, cell.end
    return None


_POST_HEAD = re.compile(r"(?:занимаемая )?должност")
_LONGEST_LEAD = 60  # characters of a lead-in that is a post and nothing else
_TOPIC = re.compile(r"Об?\s[а-яё]")
_NAMES = re.compile(r"[\s\wё.,:–—-]{0,120}")
_MARK = re.compile(r"\s*[,(–—-]\s*")
_OWN_BRACKET = re.compile(r"\s*\(([^()\n]{2,200})\)")
_PARTY = re.compile(r"\s*(?:член )?(?:фракци|парти)", re.IGNORECASE)  # a deputy's «(фракция „Наш край“)»
_FROM = re.compile(r"[Оо]т\s+([А-Яа-яЁё«\"])")
_TEACHERS = ("учител", "преподавател", "преп", "педагог", "тренер", "рук", "наставник", "концертмейстер")
_SENTENCE = re.compile(r"[а-яё]{3}[.!?]\s")
_DASH = re.compile(r"[-–—]")
