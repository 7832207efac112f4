"""A record beside its text: the text cut where an item begins or ends, every piece knowing its items.

Decides how overlapping places are cut, which item a piece leads to, and what of an item is doubtful.
Leaves markup to `templates/reading.html`, for the service's page and for a page in one file alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from service.plain_text import OBEYED, plain
from service.tables import TABLES, Item, inferred_text

MOST_SHOWN = 100_000  # characters of the text on one page; longer texts have several
UNSURE = 0.6  # an item of a rule that is right less often is marked for a second look


class Place(NamedTuple):
    """A mention of an item: `item` is «dates-0», `anchor` the place's own name, «dates-0-2» from the second on."""

    start: int
    end: int
    field: str
    item: str
    anchor: str


class Piece(NamedTuple):
    """A stretch of the text that the same items cover; `start` is its offset, `anchors` the places that begin here.

    `shown` is the text, or the code of a character that would be obeyed instead of shown.
    """

    start: int
    text: str
    shown: str
    items: tuple[str, ...]
    fields: tuple[str, ...]
    anchors: tuple[str, ...]
    is_doubtful: bool


class Window(NamedTuple):
    """One page of a long text: pages are counted from 1."""

    start: int
    end: int
    page: int
    pages: int


def places(record: Mapping[str, Any]) -> list[Place]:
    """Every place of every item and of the document's own header."""
    found = [place for table in TABLES for place in _field_places(table.key, record[table.key])]
    for key, mentions in record["document"]["spans"].items():
        found += _mention_places("document", f"document-{key}", mentions)
    return found


def pieces(record: Mapping[str, Any], window: Window | None = None) -> list[Piece]:
    """The text of the window, in order and without a gap."""
    shown = window or Window(0, len(record["text"]), 1, 1)
    inside = [place for place in places(record) if place.start < shown.end and place.end > shown.start]
    doubtful = {f"{table.key}-{n}" for table in TABLES for n, item in enumerate(record[table.key]) if doubts(item)}
    return list(_cut(record["text"], shown, inside, doubtful))


def windows(text: str, most: int = MOST_SHOWN) -> list[Window]:
    """The pages of a text, cut behind a line where there is one."""
    cuts = [0]
    while len(text) - cuts[-1] > most:
        line = text.rfind("\n", cuts[-1] + most // 2, cuts[-1] + most)
        cuts.append(line + 1 if line != -1 else cuts[-1] + most)
    cuts.append(len(text))
    return [Window(start, end, page, len(cuts) - 1) for page, (start, end) in enumerate(pairwise(cuts), 1)]


def page_of(offset: int, shown: Iterable[Window]) -> int:
    """The page on which an offset stands."""
    return max((window.page for window in shown if window.start <= offset), default=1)


def doubts(item: Item) -> str:
    """Why a clerk should look twice: «по контексту: год», «год неизвестен», or ""."""
    told = [f"по контексту: {inferred_text(item)}"] if item.get("inferred") else []
    confidence = item.get("confidence")
    if confidence is not None and confidence < UNSURE:
        told.append(f"проверьте: правило верно в {round(100 * confidence)} % случаев")
    if "precision" in item and item["value"] is None:
        told.append("дата не определена")
    elif any(str(value.get("from", "")).startswith("-") for value in item.values() if isinstance(value, Mapping)):
        told.append("год неизвестен")
    return "; ".join(told)


def _field_places(field: str, items: Iterable[Item]) -> Iterator[Place]:
    for number, item in enumerate(items):
        own = {"start": item["start"], "end": item["end"]}
        others = [mention for mention in item["mentions"] if mention["start"] != item["start"]]
        yield from _mention_places(field, f"{field}-{number}", [own, *others])


def _mention_places(field: str, item: str, mentions: Iterable[Item]) -> Iterator[Place]:
    for number, mention in enumerate(mentions, 1):
        anchor = item if number == 1 else f"{item}-{number}"
        yield Place(mention["start"], mention["end"], field, item, anchor)


def _cut(text: str, window: Window, found: list[Place], doubtful: set[str]) -> Iterator[Piece]:
    """Go from cut to cut with the places that are open: linear in the text and in what overlaps."""
    begins: dict[int, list[Place]] = defaultdict(list)
    ends: dict[int, list[Place]] = defaultdict(list)
    for place in found:
        begins[max(place.start, window.start)].append(place)
        ends[min(place.end, window.end)].append(place)
    cuts = {window.start, window.end, *begins, *ends}
    for odd in OBEYED.finditer(text, window.start, window.end):
        cuts |= {odd.start(), odd.end()}
    is_open: dict[Place, None] = {}
    for start, end in pairwise(sorted(cuts)):
        for place in ends[start]:
            is_open.pop(place, None)
        is_open.update(dict.fromkeys(begins[start]))
        yield _piece(text, start, end, list(is_open), begins[start], doubtful)


def _piece(text: str, start: int, end: int, covering: list[Place], beginning: list[Place], doubtful: set[str]) -> Piece:
    """The shortest place comes first: it is what a click means."""
    nearest = sorted(covering, key=lambda place: place.end - place.start)
    items = tuple(dict.fromkeys(place.item for place in nearest))
    cut = text[start:end]
    return Piece(
        start,
        cut,
        plain(cut),
        items,
        tuple(dict.fromkeys(place.field for place in nearest)),
        tuple(dict.fromkeys(place.anchor for place in beginning if place.start >= start)),
        any(item in doubtful for item in items),
    )
