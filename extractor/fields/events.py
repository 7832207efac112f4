"""`events`: what the document is about or reports on — a forum, a seminar, the meeting of a protocol.

Decides which named gatherings count: one whose sentence says that it took place or will, and the
meeting that a protocol records. Others are only mentioned and left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.analysis import Analysis, Token
from extractor.fields import Found
from extractor.fields._event_facts import dates_of, format_of, organizers_of, venue_of
from extractor.record import Event, Interval, Mention
from extractor.russian.event_nouns import EVENT_PAIRS, event_kind

KEYS = ("events",)
NEEDS = ("document", "dates", "organizations")


def find(analysis: Analysis, found: Found) -> dict[str, Sequence[Event]]:
    """The events of one document in the order of the text, one item each."""
    header = found["document"][0] if found["document"] else None
    protocol = header is not None and header.kind == "protocol"
    events: list[Event] = []
    meeting: Event | None = None
    for sentence in analysis.sentences:
        tokens = analysis.tokens[sentence.first : sentence.stop]
        zone = analysis.units[sentence.unit].zone
        for first, kind, stop in _nouns(tokens):
            if protocol and meeting is None and zone == "head" and kind in _MEETINGS:
                meeting = _event(analysis, found, tokens, first, kind, stop, rule="meeting")
                events.append(_on_document_date(meeting, header.date if header is not None else None))
            elif _is_headline(analysis, tokens, first, stop):
                events.append(_event(analysis, found, tokens, first, kind, stop, rule="headline"))
            elif _is_one(tokens, first, kind) and _takes_place(tokens, first, protocol=protocol):
                events.append(_event(analysis, found, tokens, first, kind, stop, rule="takes_place"))
    return {"events": _joined(analysis, events)}


def _nouns(tokens: Sequence[Token]) -> list[tuple[int, str, int]]:
    """Places of event nouns: index, kind and the index after the noun."""
    places = []
    for i, token in enumerate(tokens):
        pair = EVENT_PAIRS.get((token.lemma, tokens[i + 1].lemma)) if i + 1 < len(tokens) else None
        if pair is not None:
            places.append((i, pair, i + 2))
        elif token.pos != "VERB" and (kind := event_kind(token.lemma)) is not None:
            places.append((i, kind, i + 1))
    return places


def _is_headline(analysis: Analysis, tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether a heading is nothing but the event: «XI Межрегиональная конференция»."""
    unit = analysis.units[tokens[first].unit]
    if unit.zone != "head" or tokens[first].case != "Nom":
        return False
    return _modifiers(tokens, first) == 0 and tokens[stop - 1].end == unit.end


def _is_one(tokens: Sequence[Token], first: int, kind: str) -> bool:
    """Whether one gathering is meant, not a number of them, a part of one or an alias just introduced."""
    token = tokens[first]
    if token.tag.number == "Plur" and kind not in _PLURAL_ONLY:
        return False
    before = tokens[max(0, first - 3) : first]
    return kind not in _PARTS and not any(t.low == "далее" for t in before)


def _takes_place(tokens: Sequence[Token], first: int, *, protocol: bool) -> bool:
    """Whether the sentence says that this event takes place: «состоялся форум», «по итогам заседания».

    A protocol decides about other events with infinitives; only what has happened counts there.
    """
    if first > 1 and tokens[first - 1].low in ("итогам", "результатам") and tokens[first - 2].low == "по":
        return True
    for i, token in enumerate(tokens):
        if token.lemma not in _HAPPENING or abs(i - first) > 45:
            continue
        if protocol and (token.tag.verb_form == "Inf" or token.pos == "NOUN"):
            continue
        between = tokens[min(i, first) + 1 : max(i, first)]
        if any(mark.text == ";" for mark in between):
            continue
        subject = tokens[first].case in ("Nom", "") or token.lemma in _HOLDING
        if subject and not any(event_kind(t.lemma) and t.case == "Nom" for t in between):
            return True
    return False


def _event(
    analysis: Analysis,
    found: Found,
    tokens: Sequence[Token],
    first: int,
    kind: str,
    stop: int,
    *,
    rule: str,
) -> Event:
    left = _modifiers(tokens, first)
    right, title = _title(analysis, tokens, stop)
    start, end = tokens[left].start, right
    return Event(
        text=analysis.text[start:end],
        start=start,
        end=end,
        rule=rule,
        kind=kind,
        title=title,
        dates=dates_of(found["dates"], tokens[0].start, tokens[-1].end, start),
        venue=venue_of(analysis, found["organizations"], tokens),
        format=format_of(analysis.text[tokens[0].start : tokens[-1].end]),
        organizers=organizers_of(found["organizations"], tokens[0].start, tokens[-1].end),
    )


def _modifiers(tokens: Sequence[Token], first: int) -> int:
    """Where the phrase begins: ordinals and adjectives before the noun that agree with it."""
    left = first
    while left > 0:
        before = tokens[left - 1]
        roman = re.fullmatch(r"[IVXХ]+", before.text) is not None
        agrees = before.pos == "ADJ" and before.case == tokens[first].case
        hyphen = before.text in ("-", "–") and left > 1 and tokens[left - 2].pos in ("ADJ", "NOUN")
        if not (roman or agrees or hyphen):
            break
        left -= 1
    return left


def _title(analysis: Analysis, tokens: Sequence[Token], stop: int) -> tuple[int, str | None]:
    """The end of the phrase and the quoted title: «… конференция педагогов „Первые шаги“»."""
    text = analysis.text
    last = tokens[stop - 1]
    window = text[last.end : min(last.end + 400, tokens[-1].end + 200)]
    match = _QUOTED.match(window)
    if match is not None and not _names_another(analysis, last.end, last.end + match.start("title")):
        title = re.sub(r"\s+", " ", match["title"]).strip(" *")
        return last.end + match.end(), title
    end = last.end
    for token in tokens[stop:]:
        if not (token.case == "Gen" and token.pos in ("NOUN", "ADJ", "PROPN")) and token.low not in ("и", "по", "-"):
            break
        if token.pos in ("NOUN", "PROPN"):
            end = token.end
    return end, None


def _names_another(analysis: Analysis, start: int, quote: int) -> bool:
    """Whether the quotes name what stands before them: «собрание группы „Ромашка“» has no title."""
    nouns = [t for t in analysis.tokens_between(start, quote) if t.pos in ("NOUN", "PROPN")]
    if not nouns or nouns[-1].text[0].isupper() or nouns[-1].lemma in _TITLE_NOUNS:
        return False
    return nouns[-1].tag.number == "Sing"


def _on_document_date(event: Event, day: str | None) -> Event:
    """The meeting of a protocol, dated by the protocol where its own heading gives no day."""
    if day is None or event.dates is not None:
        return event
    return event.model_copy(update={"dates": Interval(from_=day, to=day), "inferred": ("dates",)})


def _joined(analysis: Analysis, events: list[Event]) -> list[Event]:
    """One item an event: the same title, or an untitled repetition of the same kind."""
    joined: list[Event] = []
    for event in events:
        same = next((i for i, known in enumerate(joined) if _is_same(known, event)), None)
        if same is None and joined and event.title is None and " " not in event.text:
            same = len(joined) - 1  # «форум собрал …»: the conference just named
        if same is None:
            joined.append(event)
            continue
        known = joined[same]
        place = Mention(text=event.text, start=event.start, end=event.end)
        joined[same] = known.model_copy(
            update={
                "mentions": (*known.mentions, place),
                "dates": known.dates or event.dates,
                "venue": known.venue or event.venue,
                "format": known.format or event.format,
                "title": known.title or event.title,
                "organizers": known.organizers or event.organizers,
            }
        )
    return joined


def _is_same(known: Event, event: Event) -> bool:
    if known.title is not None and event.title is not None:
        return known.title.casefold() == event.title.casefold()
    return known.kind == event.kind or event.kind in known.kind.split("-")


_PARTS = frozenset({"сессия", "дискуссия", "игра"})  # «проектная сессия форума»
_PLURAL_ONLY = frozenset({"чтение", "соревнование", "слушание", "учение", "игра"})
_TITLE_NOUNS = frozenset(  # «на тему „…“», «форум педагогов области „…“»
    {"тема", "девиз", "название", "лозунг", "эгида", "область", "край", "район", "округ", "республика", "город"}
)
_MEETINGS = frozenset(
    {
        "заседание",  # заседания рабочей группы
        "совещание",  # совещания при главе
        "собрание",  # общего собрания жильцов
        "родительское собрание",  # родительского собрания группы
        "съезд",  # съезда садоводов
        "конференция",  # отчётной конференции
        "педсовет",  # педсовета
        "сессия",  # сессии думы
        "слушание",  # публичных слушаний
        "встреча",  # встречи с жителями
        "коллегия",  # коллегии управления
    }
)
# Verbs that say an event happens, with the event as their subject.
_HAPPENS = frozenset(
    {
        "состояться",  # состоялся форум
        "пройти",  # прошла конференция
        "проходить",  # проходит выставка
        "открыться",  # открылся фестиваль
        "завершиться",  # завершился слёт
        "стартовать",  # стартовал конкурс
        "собрать",  # форум собрал гостей
        "начаться",  # началось учение
        "проводиться",  # учение проводится
        "продлиться",  # выставка продлится
        "закончиться",  # турнир закончился
        "собираться",  # съезд собирается
    }
)
# Verbs and nouns that take the event as an object.
_HOLDING = frozenset(
    {
        "провести",  # провели семинар
        "проводить",  # проводит вебинар
        "организовать",  # организовали встречу
        "приглашать",  # приглашает принять участие в конференции
        "проведение",  # о проведении конгресса
        "принять",  # приняли участие в форуме
        "участвовать",  # участвовали в слёте
    }
)
_HAPPENING = _HAPPENS | _HOLDING
_QUOTED = re.compile(
    r"""
      (?: \s* , )? \s*
      (?P<between> (?: [^\s«»"“”.;:()]+ \s+ ){0,14}? )
      (?: \*\* )? [«"“„] (?P<title> (?: [^«»"“”„] | [«„"][^«»"“”„]{1,80}[»"“] ){3,250}? ) [»"”“] (?: \*\* )?
    """,
    re.VERBOSE,
)
