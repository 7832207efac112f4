"""`document`: the document's own header — kind, title, number, date, sender, addressees.

Decides them from the letterhead, the heading, the subject line and the signature. The date is the one
that `dates` calls the document's; who signs is for `people`. «Приложение к приказу … № 314» cites an
act: its number is not the document's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.fields.heading.addressees import addressees, is_dative_post
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
    head = heading_units(analysis)
    spans: dict[str, tuple[Mention, ...]] = {}
    kind, genre = _kind(analysis, head)
    if genre is not None:
        spans["kind"] = (genre,)
    title = title_of(analysis, head, kind, found)
    if title is not None:
        spans["title"] = (title,)
    number = _number(analysis, head, found)
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
            "title": None if title is None else _one_line(title.text),
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
    real = [unit for unit in analysis.units if unit.kind != "furniture"]
    head = [unit for unit in real if unit.zone == "head"]
    if head:
        return head[:30]
    return [unit for unit in real[:2] if unit.end - unit.start < 300]


def _kind(analysis: Analysis, head: list[Unit]) -> tuple[str, Mention | None]:
    """The kind by its genre word, else by a ruling verb, else by the signs of a letter or a site."""
    text = analysis.text
    for unit in head:
        genre = genre_at(text[unit.body : unit.end])
        if genre is not None and not _is_news_headline(text, unit, genre.end):
            if (
                genre.kind == "report"
                and _TELLS_OF_EVENT.match(text, unit.body, unit.end)
                and _names_event(analysis, unit)
            ):
                return "news", None
            if _TARGETS_OF.search(text, unit.body, unit.end + 120) is not None:
                return "program", _mention(text, unit.body, unit.body + genre.end)
            return genre.kind, _mention(text, unit.body, unit.body + genre.end)
    for unit in analysis.units:
        if unit.kind != "furniture" and (kind := formula_kind(text[unit.start : unit.end][:4000])) is not None:
            return kind, None
    if _is_letter(analysis, head):
        return "letter", None
    if len(text) > 80:
        return "news", None
    return "other", None


def _is_letter(analysis: Analysis, head: list[Unit]) -> bool:
    """Whether a greeting, «на № …», or addressees over a subject line make it a letter."""
    text = analysis.text
    if any(_GREETING.match(text, unit.start) for unit in analysis.units if unit.kind != "furniture"):
        return True
    if any(_INCOMING.search(text, unit.start, min(unit.end, unit.start + 80)) for unit in analysis.units[:25]):
        return True
    return bool(addressees(analysis, head)) and any(
        _OUTGOING.match(text, unit.start) or _SUBJECT.match(text, unit.start) for unit in head
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


def _number(analysis: Analysis, head: list[Unit], found: Found) -> Mention | None:
    """The registration number: beside the genre word or the document's date, never a cited one."""
    tail = [unit for unit in analysis.units if unit.zone == "sign" and unit.kind != "furniture"]
    after = [unit for unit in analysis.units[-12:] if unit.kind == "paragraph" and unit.end - unit.start < 40]
    taken = [(i.start, i.end) for key in ("organizations", "legal_acts") for i in found[key]]
    for unit in [*head, *tail, *after]:
        line = analysis.text[unit.start : unit.end]
        if _CITED.match(line):
            continue
        bare = _BARE_NUMBER.fullmatch(line)
        if bare is not None:
            return _mention(analysis.text, unit.start + bare.start("number"), unit.start + bare.end("number"))
        for match in _NUMBER.finditer(line):
            start, end = unit.start + match.start("number"), unit.start + match.end("number")
            if any(a <= start < b for a, b in taken) or not _stands_as_number(line, match, found, unit):
                continue
            return _mention(analysis.text, start, end)
    return None


def _stands_as_number(line: str, match: re.Match[str], found: Found, unit: Unit) -> bool:
    """Whether «№ …» opens the line, or follows the genre word or a date of the document."""
    before = line[: match.start()]
    if not any(c.isdigit() for c in match["number"]) or _REPLY.search(before):
        return False
    if before.strip(" _\t").lower() in _BEFORE_NUMBER:
        return True
    if any(d.role == "document" and unit.start <= d.start < unit.start + match.start() for d in found["dates"]):
        return True
    genre = genre_at(before)
    if genre is None:
        return False
    return not before[genre.end :].strip(" _\t") or _DATE_BEFORE.search(before) is not None


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
            if word is not None and is_dative_post(word[0]):
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
_GREETING = re.compile(r"Уважаем(?:ый|ая|ые)\b|Глубокоуважаем|Дорогие (?:друзья|коллеги)", re.IGNORECASE)
_INCOMING = re.compile(r"[Нн]а\s+(?:№|N)\s*[_\d]|[Нн]а\s+[Вв]аш[еу]?\s")  # «на № 15-03 от 12.01.2020»
_TELLS_OF_EVENT = re.compile(
    r"(?:Информация|ИНФОРМАЦИЯ)\s+об?\s+(?!работ|ход|итог|выполн|реализ|результат)", re.IGNORECASE
)
_TARGETS_OF = re.compile(r"о\s+целевых\s+(?:показател|индикатор)", re.IGNORECASE)
_OUTGOING = re.compile(r"(?:от\s)?[\s_]*\d{1,2}\.\d{2}\.\d{2,4}[\s_г.]*(?:№|N)")  # «от 20.02.2022 г. № 04-512»
_SUBJECT = re.compile(r"(?:О|Об|Обо)\s+[а-яё]")
_REPLY = re.compile(r"(?:^|\s)[Нн]а\s*$")
_CITED = re.compile(
    r"(?:Приложени[ея]|УТВЕРЖД|Утвержд|СОГЛАСОВАН|Согласован|ПРИНЯТ|Принят|к\s+(?:приказ|постановл|распоряж|решен))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:№|\bN(?:o|r)?\b\.?)[\s_]*(?P<number>[\wА-Яа-яЁё][\wА-Яа-яЁё./-]*?)(?=[_.,;]*(?:\s|$))")
_BEFORE_NUMBER = frozenset({"", "исх.", "исх", "исходящий", "рег.", "исх. рег.", "регистрационный", "номер"})
_BARE_NUMBER = re.compile(  # «14.03.2019        с. Заречное        115»
    r"\s*(?:от\s)?\d{1,2}\.\d{2}\.\d{4}(?:\s?г\.?)?\s{3,}(?:(?:г|с|д|п|пос|р\.п)\.\s?[А-ЯЁ][\w-]+\s{3,})?"
    r"(?P<number>\d{1,5}(?:[-/][\wА-я]{1,6})?)\s*"
)
_DATE_BEFORE = re.compile(r"(?:\d{4}|\d{2})\s*(?:г\.?|года)?[\s,]*$")
