"""`dates`: every date, period and deadline that the text states, each with its days and its role.

Decides what is one item: an expression, with its other mentions of the same value and role. The forms are
in `date/days.py`, `date/spans.py` and `date/years.py`, what may be a date in `date/surroundings.py`, the
document's own date in `date/own.py`, missing years in `date/context.py`, roles in `date/roles.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.fields._cover import Cover
from extractor.fields._plain import plain
from extractor.fields.date.column_headings import ColumnHeadings
from extractor.fields.date.context import Resolved, resolved
from extractor.fields.date.expressions import expressions
from extractor.fields.date.own import own_dates
from extractor.fields.date.parts import Expression
from extractor.fields.date.places import place_of
from extractor.fields.date.roles import is_listed, role_of
from extractor.record import DateItem, DateRole, Mention

KEYS = ("dates",)
NEEDS = ("contacts", "legal_acts")


def find(analysis: Analysis, found: Found) -> dict[str, Sequence[DateItem]]:
    """One item for each value and role, in the order of the text."""
    low = plain(analysis.text)
    taken = Cover((place.start, place.end) for contact in found["contacts"] for place in (contact, *contact.mentions))
    written = [e for e in expressions(analysis, low, taken.spans()) if not _are_initials(analysis.text, e)]
    acts = [(place, act.date) for act in found["legal_acts"] for place in (act, *act.mentions)]
    cited = Cover((place.start, place.end) for place, _ in acts)
    days = {day for _, day in acts if day is not None}
    headings = ColumnHeadings(analysis, low)
    own = own_dates(analysis, low, written, cited, headings)
    known = {e.start for e in written}
    written = sorted([*written, *(e for e in own if e.start not in known)], key=lambda e: e.start)
    dated = resolved(analysis, low, written, own[0] if own else None, cited)
    roles: list[tuple[Resolved, DateRole]] = []
    own_starts = {e.start for e in own}
    for item in dated:
        expression = item.expression
        if expression.start in own_starts:
            role: DateRole = "document"
        elif cited.holds(expression.start) and item.value is not None and item.value.from_ == item.value.to in days:
            role = "act"
        else:
            role = role_of(place_of(analysis, low, expression, item.value, headings))
            if (
                roles
                and roles[-1][1] not in ("document", "act")
                and is_listed(low, roles[-1][0].expression, expression)
            ):
                role = roles[-1][1]
        roles.append((item, role))
    return {"dates": _merged(analysis.text, roles)}


def _are_initials(text: str, expression: Expression) -> bool:
    """«Абросимова Т.Г.» ends in initials, not in «т.г.»."""
    return expression.rule == "this_year" and text[expression.start].isupper()


def _merged(text: str, roles: list[tuple[Resolved, DateRole]]) -> list[DateItem]:
    """Mentions of one value in one role are one item; its own span is one that says the year, if any does."""
    groups: dict[tuple[str | None, str | None, str, DateRole], list[Resolved]] = {}
    for number, (item, role) in enumerate(roles):
        value = item.value
        if value is None:
            groups[(None, str(number), "", role)] = [item]
        else:
            groups.setdefault((value.from_, value.to, item.expression.stretch.precision, role), []).append(item)
    items = [_item(text, mentions, key[3]) for key, mentions in groups.items()]
    return sorted(items, key=lambda item: (item.start, item.end))


def _item(text: str, mentions: list[Resolved], role: DateRole) -> DateItem:
    main = next((m for m in mentions if not m.inferred), mentions[0])
    expression = main.expression
    return DateItem(
        text=text[expression.start : expression.end],
        start=expression.start,
        end=expression.end,
        mentions=tuple(_mention(text, m.expression) for m in mentions if m is not main),
        rule=expression.rule,
        inferred=main.inferred,
        value=main.value,
        precision=expression.stretch.precision,
        role=role,
    )


def _mention(text: str, expression: Expression) -> Mention:
    return Mention(text=text[expression.start : expression.end], start=expression.start, end=expression.end)
