"""Lists and numbered headings of OpenDocument: the markers that are shown and kept out of the text.

Decides which number comes next and how it is written. Leaves the place of the marker to `walk.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.list_numbers import spelled
from extractor.readers.odf.names import STYLE, TEXT, XML_ID, local, number

Levels = dict[int, "Level"]
Counts = dict[int, int]
MAX_AFFIX = 30  # characters before or after a number


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts and looks; a `bullet` stands for all numbers."""

    bullet: str = ""
    form: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1  # levels in the number: 2 gives «1.1»


@dataclass(slots=True)
class Opened:
    """An open list; `waiting` is the number that its current item is to have, None once it is shown."""

    style: str
    counts: Counts
    waiting: bool = False
    start: int | None = None


@dataclass(slots=True)
class Lists:
    """The lists of a document; tell it what opens and closes, in the order of the text."""

    styles: dict[str, Levels]
    headings: Levels
    _opened: list[Opened] = field(default_factory=list)
    _by_style: dict[str, Counts] = field(default_factory=dict)
    _by_id: dict[str, Counts] = field(default_factory=dict)
    _headings: Counts = field(default_factory=dict)

    def open(self, element: etree._Element) -> None:
        """A list of its own, one within an item, or one that goes on counting from an earlier one."""
        style = element.get(TEXT + "style-name", "")
        if self._opened:
            outer = self._opened[-1]
            outer.waiting = False
            self._opened.append(Opened(style or outer.style, outer.counts))
            return
        counts: Counts = {}
        if element.get(TEXT + "continue-numbering") == "true":
            counts = self._by_style.get(style, counts)
        counts = self._by_id.get(element.get(TEXT + "continue-list", ""), counts)
        self._by_style[style] = self._by_id[element.get(XML_ID, " ")] = counts
        self._opened.append(Opened(style, counts))

    def close(self) -> None:
        self._opened.pop()

    def item(self, element: etree._Element) -> None:
        """An item counts when its first paragraph comes; a «list-header» does not."""
        current = self._opened[-1]
        current.waiting = local(element) == "list-item"
        start = number(element.get(TEXT + "start-value"), -1)
        current.start = start if start >= 0 else None

    def marker(self, heading: int) -> tuple[str, int]:
        """The marker of a paragraph and its depth in lists; ("", 0) where it has none."""
        if self._opened and self._opened[-1].waiting:
            current, depth = self._opened[-1], len(self._opened)
            current.waiting = False
            return _counted(self.styles.get(current.style, {}), current.counts, depth, current.start), depth
        if heading and not self._opened and heading in self.headings:
            return _counted(self.headings, self._headings, heading, None), 0
        return "", 0


def lists_of(*roots: etree._Element | None) -> Lists:
    """What content.xml and styles.xml say about lists."""
    styles: dict[str, Levels] = {}
    headings: Levels = {}
    for root in roots:
        for element in () if root is None else root.iter(TEXT + "list-style", TEXT + "outline-style"):
            if local(element) == "outline-style":
                headings = {at: level for at, level in _levels(element) if level.form}
            else:
                styles[element.get(STYLE + "name", "")] = dict(_levels(element))
    return Lists(styles, headings)


def _levels(style: etree._Element) -> Iterator[tuple[int, Level]]:
    for element in style:
        bullet = element.get(TEXT + "bullet-char", "•" if "bullet" in local(element) else "")
        yield (
            number(element.get(TEXT + "level"), 1),
            Level(
                "•" if "\ue000" <= bullet[:1] <= "\uf8ff" else bullet[:2],
                _form(element.get(STYLE + "num-format", "")),
                element.get(STYLE + "num-prefix", "")[:MAX_AFFIX],
                element.get(STYLE + "num-suffix", "")[:MAX_AFFIX],
                number(element.get(TEXT + "start-value"), 1),
                number(element.get(TEXT + "display-levels"), 1),
            ),
        )


def _counted(levels: Levels, counts: Counts, depth: int, start: int | None) -> str:
    """Count on at a level, which ends the counts below it, and write the number."""
    level = levels.get(depth, Level())
    counts[depth] = counts.get(depth, level.start - 1) + 1 if start is None else start
    for deeper in [at for at in counts if at > depth]:
        del counts[deeper]
    if level.bullet:
        return level.bullet
    if not level.form:
        return (level.before + level.after).strip()
    parts = []
    for at in range(max(1, depth - level.shown + 1), depth + 1):
        upper = levels.get(at, Level())
        if upper.form and not upper.bullet:
            parts.append(spelled(counts.get(at, upper.start), upper.form))
    return f"{level.before}{'.'.join(parts)}{level.after}".strip()


def _form(said: str) -> str:
    """«1», «a», «I»; LibreOffice writes Russian letters as «А, Б, .., Аа, Бб»."""
    return FORMS.get(said[:1], "decimal" if said else "")


FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "а": "russianLower",
    "А": "russianUpper",
}
