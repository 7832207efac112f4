"""Automatic lists: the marker that Word shows before a paragraph and keeps out of its text.

Decides which number comes next and how it is written («2.1.», «б)», «IV.», «•»). Leaves the place
of the marker in the text to `walk.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.docx.names import VAL, W, child, is_on, number, value
from extractor.readers.list_numbers import spelled

MAX_PATTERN = 60  # characters of a level's text; «Приложение %1. Раздел %2.» has 25
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks; in `pattern`, %2 is the second level's number."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    is_legal: bool = False  # «1.1» though the first level is written «I»
    restarts: bool = True
    style: str | None = None


@dataclass(slots=True)
class Counter:
    """The running numbers of one abstract list; lists that share it count on together."""

    levels: tuple[Level, ...]
    values: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document; ask for markers in the order of the text."""

    def __init__(self, root: etree._Element | None) -> None:
        abstracts = [] if root is None else root.findall(W + "abstractNum")
        nums = [] if root is None else root.findall(W + "num")
        counters = {found.get(W + "abstractNumId", ""): Counter(_levels(found)) for found in abstracts}
        self._nums = {num.get(W + "numId", ""): num for num in nums}
        self._counters = counters | _linked(abstracts, counters)
        self._levels: dict[str, tuple[Level, ...]] = {}  # of the lists that have begun

    def marker(self, num_id: str, ilvl: int | None, style: str | None = None) -> tuple[str, int] | None:
        """The next marker of a list and its depth from 1; None where there is no such list.

        `style` finds the level of a heading whose style names the list but no level.
        """
        num = self._nums.get(num_id)
        counter = self._counters.get(value(num, "abstractNumId") or "")
        if num is None or counter is None:
            return None
        if num_id not in self._levels:
            self._begin(num_id, num, counter)
        levels = self._levels[num_id]
        if ilvl is None:
            ilvl = next((i for i, level in enumerate(levels) if style and level.style == style), 0)
        ilvl = min(max(ilvl, 0), LEVELS - 1)
        _advance(levels, counter.values, ilvl)
        return _written(levels, counter.values, ilvl), ilvl + 1

    def _begin(self, num_id: str, num: etree._Element, counter: Counter) -> None:
        """A list that starts anew («startOverride») resets the shared numbers when it first appears."""
        self._levels[num_id] = _overridden(num, counter.levels)
        for override in num.findall(W + "lvlOverride"):
            ilvl, start = number(override.get(W + "ilvl")), number(value(override, "startOverride"))
            if ilvl is not None and start is not None:
                counter.values[ilvl] = start - 1


def _advance(levels: tuple[Level, ...], values: dict[int, int], ilvl: int) -> None:
    """One step at a level: levels above that were skipped stand at their start, deeper ones restart."""
    for above in range(ilvl):
        values.setdefault(above, levels[above].start)
    values[ilvl] = values.get(ilvl, levels[ilvl].start - 1) + 1
    for deeper in range(ilvl + 1, LEVELS):
        if levels[deeper].restarts:
            values.pop(deeper, None)


def _written(levels: tuple[Level, ...], values: dict[int, int], ilvl: int) -> str:
    """The marker as Word draws it: «2.1.» of the pattern «%1.%2.»."""
    level = levels[ilvl]
    if level.form == "none":
        return ""
    if level.form == "bullet":
        return level.pattern if level.pattern in DASHES else "•"

    def shown(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        form = "decimal" if level.is_legal else levels[place].form
        return spelled(values.get(place, levels[place].start), form)

    return PLACE.sub(shown, level.pattern).strip()


def _levels(parent: etree._Element) -> tuple[Level, ...]:
    """The nine levels of an abstract list; those it leaves out are plain."""
    levels = [Level()] * LEVELS
    for element in parent.findall(W + "lvl"):
        ilvl = number(element.get(W + "ilvl"))
        if ilvl is not None and 0 <= ilvl < LEVELS:
            levels[ilvl] = _level(element)
    return tuple(levels)


def _level(element: etree._Element) -> Level:
    return Level(
        start=number(value(element, "start")) or 0,
        form=value(element, "numFmt") or "decimal",
        pattern=(value(element, "lvlText") or "")[:MAX_PATTERN],
        is_legal=is_on(element, "isLgl"),
        restarts=value(element, "lvlRestart") != "0",
        style=value(element, "pStyle"),
    )


def _overridden(num: etree._Element, levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """The levels with those that this list writes in its own way."""
    own = {}
    for override in num.findall(W + "lvlOverride"):
        element, ilvl = child(override, "lvl"), number(override.get(W + "ilvl"))
        if element is not None and ilvl is not None:
            own[ilvl] = _level(element)
    return tuple(own.get(i, level) for i, level in enumerate(levels)) if own else levels


def _linked(abstracts: list[etree._Element], counters: dict[str, Counter]) -> dict[str, Counter]:
    """Lists that only name a list style count with the list that defines the style."""
    defined = {value(found, "styleLink"): found.get(W + "abstractNumId", "") for found in abstracts}
    linked = {}
    for found in abstracts:
        link = child(found, "numStyleLink")
        if link is not None and (target := defined.get(link.get(VAL, ""))) is not None:
            linked[found.get(W + "abstractNumId", "")] = counters[target]
    return linked


PLACE = re.compile(r"%([1-9])")
DASHES = ("-", "–", "—")  # what Russian lists use beside the bullet, kept as written
