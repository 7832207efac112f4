"""`document`: the document's own header — kind, title, number, date, sender, addressees.

Decides them from the letterhead, the heading, the subject line and the signature. The date is the one
that `dates` calls the document's; who signs is for `people`. «Приложение к приказу … № 314» cites an
act: its number is not the document's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.fields.heading.addressees import addressees, is_dative_post
from extractor.fields.heading.flat import unfolded
from extractor.fields.heading.number import number_of
from extractor.fields.heading.stamps import is_stamp, without_approvals
from extractor.fields.heading.title import title_of
from extractor.record import Document, Mention, Organization
from extractor.russian.event_nouns import event_kind
from extractor.russian.genres import formula_kind, genre_at
from extractor.russian.morphology import parses
from extractor.text.outline import Unit

KEYS = ("document",)
NEEDS = ("dates", "organizations", "legal_acts")


def find(analysis: Analysis, found: Found) -> dict[str, Sequence[Document]]:
    """One header a document."""
    real = [unit for unit in analysis.units if unit.kind != "furniture"]
    head = unfolded(analysis.text, real, heading_units(analysis))
    own = without_approvals(analysis.text, head)
    spans: dict[str, tuple[Mention, ...]] = {}
    kind, genre = _kind(analysis, own)
    if genre is not None:
        spans["kind"] = (genre,)
    title = title_of(analysis, own, kind, found)
    if title:
        spans["title"] = title
    number = number_of(analysis, own, kind, found)
    if number is not None:
        spans["number"] = (number,)
    date = next(
        (d for d in found["dates"] if d.role == "document" and d.precision == "day" and d.value is not None), None
    )
    if date is not None:
        spans["date"] = (Mention(text=date.text, start=date.start, end=date.end),)
    to = addressees(analysis, head)
    if to:
        spans["addressees"] = tuple(place for addressee in to for place in addressee.places)
    sender = _sender(analysis, head, kind, found["organizations"])
    if sender is not None:
        spans["sender"] = (Mention(text=sender.text, start=sender.start, end=sender.end),)
    header = Document.model_validate(
        {
            "kind": kind,
            "title": _one_line(" ".join(part.text for part in title)) or None,
            "number": None if number is None else number.text,
            "date": None if date is None else date.value.from_,
            "sender": None if sender is None else sender.name,
            "addressees": tuple(addressee.text for addressee in to),
            "spans": spans,
        }
    )
    return {"document": (header,)}


def heading_units(analysis: Analysis) -> list[Unit]:
    """The units above the running text; where a document opens with it, its first short units."""
    text = analysis.text
    real = [unit for unit in analysis.units if unit.kind != "furniture"]
    head = [unit for unit in real if unit.zone == "head"][:30]
    rest = real[len(head) :]
    named = any(genre_at(text[unit.body : unit.end]) is not None for unit in head)
    heading = next((i for i, unit in enumerate(rest[: 4 if named else 30]) if _is_lettered(text, unit)), None)
    if heading is not None:
        above = rest[:heading]
        if all(_is_address(text, unit) for unit in above) and heading < 4:
            # «Жителям посёлка, садоводам!» over «ОБРАЩЕНИЕ участников слёта»
            return [*head, *above, rest[heading], *_lines_of(text, rest[heading + 1 :])]
        if _is_dated(text, rest[heading + 1 : heading + 5]):
            # what a site says of itself over «РАСПОРЯЖЕНИЕ ↵ 14 мая 2019 г. № 27»
            return [*above[-4:], rest[heading], *_lines_of(text, rest[heading + 1 :])]
    if head:
        matter = rest[:1] if genre_at(text[head[-1].body : head[-1].end]) is not None else []
        return [*head, *(unit for unit in matter if _SUBJECT.match(text, unit.body) and unit.end - unit.start < 500)]
    opening = _lines_of(text, real) if len(real) > 2 else []
    tells = bool(real) and real[0].end - real[0].start > 120 and text[real[0].end - 1] in ".!"
    return opening or [unit for unit in real[: 1 if tells else 2] if unit.end - unit.start < 300]


def _lines_of(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The first units as far as they are lines and no sentences or items."""
    return list(takewhile(lambda unit: _is_line(text, unit), units[:12]))


def _is_dated(text: str, units: Sequence[Unit]) -> bool:
    """Whether one of the units is a day and a number: «14 мая 2019 г. № 27»."""
    lines = (text[unit.start : unit.end] for unit in units)
    return any(is_stamp(line) and ("№" in line or "N" in line) for line in lines)


def _is_line(text: str, unit: Unit) -> bool:
    """Whether a unit of a short document is a line of its head and no sentence or item."""
    is_said = text[unit.end - 1] in ".:;" and text.count(" ", unit.start, unit.end) > 3
    return unit.kind != "item" and unit.end - unit.start < 300 and not is_said


def _is_address(text: str, unit: Unit) -> bool:
    """Whether a unit may stand over a heading though it is a sentence: no item, no formula of a ruling."""
    line = text[unit.start : unit.end]
    return unit.kind == "paragraph" and unit.number is None and len(line) < 600 and formula_kind(line) is None


def _is_lettered(text: str, unit: Unit) -> bool:
    """Whether a unit below the head opens with a genre word in capitals that is the heading all the same."""
    genre = genre_at(text[unit.body : unit.end][:300])
    return (
        genre is not None and genre.text.isupper() and text[unit.body + genre.end : unit.end][:1] not in (":", ",")
    )  # fmt: skip


def _kind(analysis: Analysis, head: list[Unit]) -> tuple[str, Mention | None]:
    """The kind by its genre word, else by a ruling verb, else by the signs of a letter or a site."""
    text = analysis.text
    for unit in head:
        genre = genre_at(text[unit.body : unit.end])
        if genre is not None and genre.text[0].isupper() and not _is_news_headline(text, unit, genre.end):
            if (
                genre.kind == "report"
                and _TELLS_OF_EVENT.match(text, unit.body, unit.end)
                and _names_event(analysis, unit)
            ):
                return "news", None
            if _TARGETS_OF.search(text, unit.body, unit.end + 120) is not None:
                return "program", _mention(text, unit.body, unit.body + genre.end)
            if genre.text.lower().startswith("повестка") and _formula(analysis) == "protocol":
                return "protocol", None  # an agenda over «СЛУШАЛИ: …»
            if genre.kind in ("report", "certificate") and not genre.text.isupper() and _is_reply(analysis, head):
                return "letter", None  # «Информация о ходе ремонта» is the subject of a letter
            sent = genre.kind == "other" and _is_sent(analysis, genre.text)
            return "letter" if sent else genre.kind, _mention(text, unit.body, unit.body + genre.end)
    ruled = _formula(analysis)
    if ruled is not None:
        return ruled, None
    for unit in head[:6]:
        if text[unit.start] == "(" and text[unit.end - 1] == ")":
            genre = genre_at(text[unit.start + 1 : unit.end - 1])
            if genre is not None and genre.end == unit.end - unit.start - 2:
                return genre.kind, _mention(text, unit.start + 1, unit.end - 1)  # «(аналитическая записка)»
    if _is_letter(analysis, head):
        return "letter", None
    if _instructs(analysis, head):
        return "order", None
    if len(text) > 80:
        return "news", None
    return "other", None


def _is_reply(analysis: Analysis, head: list[Unit]) -> bool:
    """Whether addressees and a greeting or «на № …» stand around a subject line."""
    greets = any(_GREETING.match(analysis.text, unit.start) for unit in analysis.units[:25] if unit.kind != "furniture")
    answers = any(_INCOMING.match(analysis.text, unit.start, unit.end) for unit in head)
    return (greets or answers) and bool(addressees(analysis, head))


def _formula(analysis: Analysis) -> str | None:
    """The kind by the first ruling verb of the text: «ПРИКАЗЫВАЮ:», «СЛУШАЛИ:»."""
    kinds = (
        formula_kind(analysis.text[unit.start : unit.end][:4000]) for unit in analysis.units if unit.kind != "furniture"
    )
    return next((kind for kind in kinds if kind is not None), None)


def _instructs(analysis: Analysis, head: list[Unit]) -> bool:
    """Whether points that open with infinitives stand under «О проведении турнира»: an order without its form."""
    if not any(_ABOUT.match(analysis.text, unit.body, unit.end) for unit in head):
        return False
    points = [unit for unit in analysis.units if unit.level == 1 and unit.number is not None]
    opened = [analysis.tokens_between(unit.body, unit.end)[:1] for unit in points]
    return sum(any(token.tag.verb_form == "Inf" for token in first) for first in opened) > 1


def _is_sent(analysis: Analysis, genre: str) -> bool:
    """Whether a memo greets many readers: «СЛУЖЕБНАЯ ЗАПИСКА … Уважаемые коллеги!» goes out as a letter."""
    greets = any(_TO_MANY.match(analysis.text, unit.start) for unit in analysis.units[:20] if unit.kind != "furniture")
    return greets and genre.lower().endswith("записка")


def _is_letter(analysis: Analysis, head: list[Unit]) -> bool:
    """Whether a greeting, «на № …», or addressees over a subject line or a request make it a letter."""
    text = analysis.text
    if any(_GREETING.match(text, unit.start) for unit in analysis.units if unit.kind != "furniture"):
        return True
    if any(_INCOMING.search(text, unit.start, min(unit.end, unit.start + 80)) for unit in analysis.units[:25]):
        return True
    outgoing = any(_OUTGOING.match(text, unit.start) for unit in head)
    if outgoing and _GREETS.search(text, 0, 800) is not None:
        return True  # the whole head in one line
    return bool(addressees(analysis, head)) and (
        outgoing
        or any(_REGISTERED.fullmatch(text, unit.start, unit.end) for unit in head)
        or any(_SUBJECT.match(text, unit.start) for unit in head)
        or any(_WRITES.search(text, unit.start, min(unit.end, unit.start + 400)) for unit in analysis.units[:12])
    )


def _is_news_headline(text: str, unit: Unit, end: int) -> bool:
    """Whether a genre word only begins a headline: «Итоги конкурса подвели в Энске», «План выполнен»."""
    rest = text[unit.body + end : unit.end]
    words = [word for word in re.findall(r"[А-Яа-яЁё-]+", rest)[:12] if len(word) > 2]
    return any(_is_finite(word) for word in words) and not text[unit.body : unit.body + end].isupper()


def _names_event(analysis: Analysis, unit: Unit) -> bool:
    """Whether a heading tells of a gathering and not of work: «Информация о районном слёте»."""
    return any(event_kind(token.lemma) is not None for token in analysis.tokens_between(unit.body, unit.end)[:8])


def _is_finite(word: str) -> bool:
    first = parses(word.lower())[0]
    return str(first.tag.POS) in ("VERB", "PRTS")


def _sender(
    analysis: Analysis, head: list[Unit], kind: str, organizations: Sequence[Organization]
) -> Organization | None:
    """The issuing body: the letterhead's lowest, else the one in the heading, else that of the signature.

    A publication names many bodies and comes from none of them, unless one stands in a line of its own.
    """
    places = sorted(
        ((place.start, place.end, body) for body in organizations for place in (body, *body.mentions)),
        key=lambda place: place[0],
    )
    starts = [start for start, _, _ in places]
    for units in (head, [u for u in analysis.units if u.zone == "sign" and u.kind != "furniture"]):
        for unit in units:
            word = _CAPITALIZED.match(analysis.text, unit.start, unit.end)
            if word is not None and (is_dative_post(word[0]) or word[0].lower() in _LABELS_OF_OTHERS):
                continue
            first = bisect_left(starts, unit.start)
            if first < bisect_left(starts, unit.end, first):
                start, end, body = places[first]
                if kind == "news" and end - start < 0.8 * (unit.end - unit.start):
                    continue
                opens = units is head and starts[first] - unit.start <= 3
                return _lowest(analysis.text, places, first) if opens else body
    return None


def _lowest(text: str, places: list[tuple[int, int, Organization]], first: int) -> Organization:
    """The last body of a letterhead, one under another: «ДЕПАРТАМЕНТ КУЛЬТУРЫ ↵ МБУК „Дом ремёсел“»."""
    lowest = first
    for at in range(first + 1, min(first + 8, len(places))):
        between = text[places[lowest][1] : places[at][0]]
        if "\n" not in between or between.strip():
            break
        lowest = at
    return places[lowest][2]


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(text=text[start:end], start=start, end=end)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


_CAPITALIZED = re.compile(r"[А-ЯЁ][А-Яа-яЁё-]+")
# what opens a line of the place or of those who came: «Место проведения: МБОУ СОШ № 3»
_LABELS_OF_OTHERS = frozenset(
    ["место", "адрес", "присутствовали", "присутствовало", "присутствуют", "приглашены", "участники"]
)
_GREETING = re.compile(r"Уважаем(?:ый|ая|ые)\b|Глубокоуважаем|Дорогие (?:друзья|коллеги)", re.IGNORECASE)
_GREETS = re.compile(r"(?<!\w)Уважаем(?:ый|ая|ые)\s[А-ЯЁа-яё]+(?:\s[А-ЯЁ][а-яё]+)?!")
_TO_MANY = re.compile(r"(?:Глубокоу|У)важаемые\b", re.IGNORECASE)
_ABOUT = re.compile(r"[«\"]?Об?\s[а-яё]+и\s")  # «О проведении турнира», «Об утверждении плана»
_INCOMING = re.compile(r"[Нн]а\s+(?:№|N)\s*[_\d]|[Нн]а\s+[Вв]аш[еу]?\s")  # «на № 15-03 от 12.01.2020»
_TELLS_OF_EVENT = re.compile(
    r"(?:Информация|ИНФОРМАЦИЯ)\s+об?\s+(?!работ|ход|итог|выполн|реализ|результат)", re.IGNORECASE
)
_TARGETS_OF = re.compile(r"о\s+целевых\s+(?:показател|индикатор)", re.IGNORECASE)
_REGISTERED = re.compile(r"(?:№|N)\s?[\d/_-]{1,20}")  # «№ 4/1204» on a line of its own
_OUTGOING = re.compile(r"(?:от\s)?[\s_]*\d{1,2}\.\d{2}\.\d{2,4}[\s_г.]*(?:№|N)")  # «от 20.02.2022 г. № 04-512»
_WRITES = re.compile(  # «Управление культуры направляет …», «Просим представить»
    r"(?<!\w)(?:[Пп]рос(?:им|ит)|[Пп]рошу|[Нн]аправля(?:ем|ет)|[Ии]нформиру(?:ем|ет)|[Сс]ообща(?:ем|ет)|[Нн]апомина(?:ем|ет))(?!\w)"
)
_SUBJECT = re.compile(r"(?:О|Об|Обо)\s+[а-яё]")
