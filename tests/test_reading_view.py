"""The reading view: pieces that are the text again, overlaps, doubts, pages of long texts, the page in one file."""

from __future__ import annotations

import copy
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from extractor import Record, extract
from service.plain_text import plain
from service.reading_rows import LAYOUTS, fields
from service.reading_view import doubts, page_of, pieces, places, windows
from service.standalone import standalone_page
from service.tables import TABLES
from service.timeline import timeline
from tests.exported import ATTACKS, hostile, sample


def made(text: str, *spans: tuple[int, int]) -> dict[str, Any]:
    """A record whose goals stand at the spans."""
    record = copy.deepcopy(dict(sample().record))
    for table in TABLES:
        record[table.key] = []
    record["document"]["spans"] = {}
    record["text"] = text
    record["goals"] = [
        {"text": text[a:b], "start": a, "end": b, "mentions": [], "rule": "list", "inferred": [], "kind": "goal"}
        for a, b in spans
    ]
    return record


def test_pieces_put_together_are_the_text() -> None:
    record = sample().record
    assert "".join(piece.text for piece in pieces(record)) == record["text"]
    assert [piece.start for piece in pieces(record)] == sorted({piece.start for piece in pieces(record)})


def test_every_place_has_its_anchor_once() -> None:
    anchors = [anchor for piece in pieces(sample().record) for anchor in piece.anchors]
    assert sorted(anchors) == sorted(place.anchor for place in places(sample().record))
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize(
    ("spans", "cut"),
    [
        ([(0, 2), (2, 4)], [("аб", "0"), ("вг", "1"), ("де", "")]),
        ([(0, 4), (2, 6)], [("аб", "0"), ("вг", "01"), ("де", "1")]),
        ([(0, 6), (2, 3)], [("аб", "0"), ("в", "10"), ("где", "0")]),
        ([(1, 3), (1, 3)], [("а", ""), ("бв", "01"), ("где", "")]),
        ([], [("абвгде", "")]),
    ],
)
def test_overlapping_places_are_cut_and_the_shortest_comes_first(
    spans: list[tuple[int, int]], cut: list[tuple[str, str]]
) -> None:
    found = [(piece.text, "".join(item[-1] for item in piece.items)) for piece in pieces(made("абвгде", *spans))]
    assert found == cut


def test_a_mark_that_turns_the_text_stands_alone_as_its_code() -> None:
    found = pieces(made("аб\u202eвг", (0, 4)))
    assert [(piece.start, piece.shown) for piece in found] == [(0, "аб"), (2, "⟨U+202E⟩"), (3, "в"), (4, "г")]


def test_a_long_text_has_pages_and_every_place_is_on_one() -> None:
    text = "строка\n" * 100
    found = windows(text, 200)
    assert [window.start for window in found][1:] == [window.end for window in found][:-1]
    assert "".join(text[window.start : window.end] for window in found) == text
    assert all(window.end - window.start <= 200 for window in found)
    assert page_of(0, found) == 1
    assert page_of(len(text) - 1, found) == found[-1].page == found[-1].pages
    record = made(text, (195, 215))
    parts = [pieces(record, window) for window in windows(record["text"], 200)]
    assert "".join(piece.text for part in parts for piece in part) == text
    assert sum("goals-0" in piece.anchors for part in parts for piece in part) == 1


def test_a_text_without_lines_is_cut_all_the_same() -> None:
    assert [window.end for window in windows("а" * 450, 200)] == [200, 400, 450]


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"inferred": ["year"]}, "по контексту: год"),
        ({"inferred": [], "value": {"from": "--08-02", "to": "--08-02"}}, "год неизвестен"),
        ({"inferred": [], "value": None, "precision": "day"}, "дата не определена"),
        ({"inferred": [], "value": 5}, ""),
    ],
)
def test_what_is_doubtful_is_told(item: dict[str, Any], why: str) -> None:
    assert doubts(item) == why


def test_every_field_has_a_layout_and_every_item_a_row() -> None:
    assert set(LAYOUTS) == {table.key for table in TABLES}
    for shown in fields(sample().record):
        assert len(shown.rows) == len(sample().record[shown.table.key])
        assert all(len(row.cells) == len(shown.headings) for row in shown.rows)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_text_on_a_page(attack: str) -> None:
    page = standalone_page(Record.model_validate(hostile(attack).record))
    assert "<script>alert" not in page
    assert not set(page) & set("\u202e\u200f\x07\x00")
    texts = Texts(page)
    assert sum(plain(attack).strip() in text for text in texts.found) > 10
    assert texts.handlers == []


class Texts(HTMLParser):
    """Texts outside of scripts and styles, and attributes that would run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.handlers: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handlers += [name for name, _ in attributes if name.startswith("on") or name == "style"]
        self.ids += [value or "" for name, value in attributes if name == "id"]
        self.links += [value or "" for name, value in attributes if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_a_page_in_one_file_asks_for_nothing_and_leads_from_side_to_side() -> None:
    page = Texts(standalone_page(Record.model_validate(sample().record)))
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert {"r-dates-0", "dates-0", "r-document-title", "document-title"} <= set(page.ids)


def test_its_style_and_script_are_the_ones_that_its_policy_allows() -> None:
    page = standalone_page(Record.model_validate(sample().record))
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/]{43}='", page.replace("&#39;", "'"))) == 2
    assert "unsafe" not in page.partition("</head>")[0].partition("<style>")[0]


def test_the_line_of_time_shows_each_interval_once() -> None:
    record = extract("Форум прошёл 5 мая 2021 года. Ещё раз: 5 мая 2021 г. Срок до 1 июня 2021 года.".encode(), "a.txt")
    line = timeline(record.to_dict())
    assert [bar.label for bar in line.bars] == ["05.05.2021", "01.06.2021"]
    assert [bar.role for bar in line.bars] == ["event", "deadline"]
    assert all(bar.x >= 0 and bar.x + bar.width <= 420.5 for bar in line.bars)
    assert line.ticks


@pytest.mark.parametrize("days", [("--08-02", "--08-02"), ("9999-12-31", "9999-12-31"), ("0001-01-01", "9999-12-31")])
def test_the_line_of_time_bears_any_day(days: tuple[str, str]) -> None:
    record = copy.deepcopy(dict(sample().record))
    record["dates"][0]["value"] = dict(zip(("from", "to"), days, strict=True))
    line = timeline(record)
    assert line.left_out == (1 if days[0].startswith("-") else 0)
    assert len(line.ticks) <= 12


def test_no_dates_no_line() -> None:
    assert timeline(made("абв")).bars == []
