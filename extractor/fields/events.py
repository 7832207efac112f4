"""`events`: what the document is about or reports on — a forum, a seminar, the meeting of a protocol.

Decides which named gatherings count: one whose sentence says that it took place or will, and the
meeting that a protocol records. Others are only mentioned and left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from extractor.analysis import Analysis, Token
from extractor.fields import Found
from extractor.fields.event.facts import format_of, venue_of
from extractor.fields.event.scene import Scene, scene_of, stretches
from extractor.fields.event.signs import (
    HAPPENS,
    MEETINGS,
    Gathering,
    does_something,
    has_complement,
    is_frame,
    is_headline,
    is_listed_by_date,
    is_meeting,
    is_one,
    is_planned,
    is_setting,
    is_subject,
    is_told_at,
    modifiers,
    takes_place,
)
from extractor.fields.event.titles import title_of
from extractor.record import Event, Interval, Mention
from extractor.russian.event_nouns import EVENT_PAIRS, WHEN_TITLED, event_kind, is_event_kind
from extractor.russian.morphology import parses

KEYS = ("events",)
NEEDS = ("document", "dates", "organizations")
RECENT = 60  # events back that a repetition may mean


def find(analysis: Analysis, found: Found) -> dict[str, Sequence[Event]]:
    """The events of one document in the order of the text, one item each."""
    scene = scene_of(analysis, found)
    events: list[Event] = []
    for tokens in stretches(analysis):
        for first, kind, stop in (*_nouns(tokens), *_other_nouns(analysis.text, tokens)):
            if scene.names.holds(tokens[first].start):
                continue  # «Собрание Заречного района» is a body
            gathering = Gathering(tokens, first, kind, stop, *title_of(analysis, scene, tokens, stop))
            any_before = bool(events) and not (len(events) == 1 and _is_headlined(scene, events[0]))
            rule = _rule_for(analysis, scene, gathering, any_before=any_before)
            if rule is None:
                continue
            event = _event(analysis, scene, gathering, rule)
            if rule == "meeting":
                event = _on_document_date(event, scene.header.date)
            events.append(event)
    return {"events": _joined(events, scene)}


def _rule_for(analysis: Analysis, scene: Scene, gathering: Gathering, *, any_before: bool) -> str | None:
    """The name of the rule by which a gathering is the document's own, or None."""
    kind = scene.header.kind
    dated = scene.is_dated(gathering.tokens[0].start, gathering.tokens[-1].end)
    if not is_event_kind(gathering.kind):
        return _rule_for_other(scene, gathering, any_before=any_before) if dated else None
    if kind == "protocol" and not any_before and is_meeting(analysis, gathering):
        return "meeting"
    if is_headline(analysis, gathering):
        return "headline"
    if kind in _ABOUT_EVENTS and is_subject(gathering, scene.header.spans.get("title", ())):
        return "subject_line"  # also of several: «О проведении осенних ярмарок мёда»
    if not is_one(gathering):
        return None
    named = _is_named(gathering)
    alone = not any_before or dated or gathering.title is not None  # else it is a part of the event already named
    if alone and takes_place(gathering, rulings=kind not in _PLANNING):
        return "takes_place"
    if dated and is_setting(gathering) and (named or not any_before):
        return "setting"
    if kind == "news" and not any_before and is_frame(gathering):
        return "frame"
    if kind in _TELLING and not any_before and named and is_told_at(gathering):
        return "told_at"
    if kind == "program" and is_planned(gathering, analysis.units[gathering.tokens[0].unit]):
        return "planned"
    if gathering.title is None or kind == "protocol":
        return None
    if analysis.units[gathering.tokens[0].unit].zone == "head":
        return "heading"
    return "dated_title" if dated and kind != "resolution" else None


def _is_named(gathering: Gathering) -> bool:
    """Whether the noun does not stand alone: «районный слёт», «мастер-класс по лепке», «форум „…“»."""
    if gathering.title is not None or " " in gathering.kind or has_complement(gathering):
        return True
    return modifiers(gathering.tokens, gathering.first) < gathering.first


def _rule_for_other(scene: Scene, gathering: Gathering, *, any_before: bool) -> str | None:
    """A titled noun of any kind is an event only where it is the subject of «прошло» or stands after its date."""
    if gathering.title is None:
        return None
    token = gathering.tokens[gathering.first]
    if is_listed_by_date(gathering) and not does_something(
        gathering
    ):  # in a letter, the programme of the event that it announces
        return None if any_before and scene.header.kind == "letter" else "listed_by_date"
    if gathering.kind in WHEN_TITLED and takes_place(gathering, rulings=scene.header.kind not in _PLANNING):
        return "takes_place"
    verbs = {t.index for t in gathering.tokens if t.lemma in HAPPENS and t.pos == "VERB"}
    return "subject" if token.head in verbs and token.relation.startswith("nsubj") else None


def _nouns(tokens: Sequence[Token]) -> list[tuple[int, str, int]]:
    """Places of event nouns: index, kind and the index after the noun."""
    places = []
    for i, token in enumerate(tokens):
        pair = EVENT_PAIRS.get((token.lemma, tokens[i + 1].lemma)) if i + 1 < len(tokens) else None
        if pair is not None:
            places.append((i, pair, i + 2))
        elif places and places[-1][2] > i:
            continue
        elif token.pos != "VERB" and (kind := event_kind(token.lemma)) is not None:
            places.append((i, kind, i + 1))
    return places


def _event(analysis: Analysis, scene: Scene, gathering: Gathering, rule: str) -> Event:
    tokens = gathering.tokens
    start, end = tokens[modifiers(tokens, gathering.first)].start, gathering.end
    return Event(
        text=analysis.text[start:end],
        start=start,
        end=end,
        rule=rule,
        kind=gathering.kind,
        title=gathering.title,
        dates=scene.days_near(tokens[0].start, tokens[-1].end, start),
        venue=venue_of(analysis, scene, tokens),
        format=format_of(analysis.text[tokens[0].start : tokens[-1].end]),
        organizers=scene.organizers,
    )


def _other_nouns(text: str, tokens: Sequence[Token]) -> list[tuple[int, str, int]]:
    """Nouns that the lists do not know, before quotes: «прошло шествие „…“», «Летняя школа „…“»."""
    if _QUOTE.search(text, tokens[0].start, tokens[-1].end) is None:
        return []
    return [
        (i, token.lemma, i + 1)
        for i, token in enumerate(tokens)
        if token.pos in ("NOUN", "PROPN")
        and (token.case == "Nom" or token.lemma in WHEN_TITLED)
        and event_kind(token.lemma) is None
        and _QUOTE.search(text, token.end, token.end + 150) is not None
        and any("inan" in reading.tag for reading in parses(token.low))
    ]


def _on_document_date(event: Event, day: str | None) -> Event:
    """The meeting of a protocol, dated by the protocol where its own heading gives no day."""
    if day is None or event.dates is not None:
        return event
    return event.model_copy(update={"dates": Interval(from_=day, to=day), "inferred": ("dates",)})


def _joined(events: list[Event], scene: Scene) -> list[Event]:
    """One item an event: the same title, or an untitled repetition of the same kind."""
    joined: list[Event] = []
    for event in events:
        first = max(0, len(joined) - RECENT)
        same = next((i for i in range(first, len(joined)) if _is_same(joined[i], event)), None)
        if same is None and len(joined) == 1 and _announces(scene, joined[0], event):
            joined[0] = _completed(event, joined[0])
            continue
        if same is None and joined and event.title is None and " " not in event.text and _fit(joined[-1], event):
            same = len(joined) - 1  # «форум собрал …»: the conference just named
        if same is None:
            joined.append(event)
            continue
        known = joined[same]
        if known.rule in ("heading", "headline") and event.title is not None:
            joined[same] = _completed(event, known)  # the running text names it better than the headline
        else:
            joined[same] = _completed(known, event)
    return joined


def _completed(known: Event, other: Event) -> Event:
    """One event with what another mention of it adds."""
    place = Mention(text=other.text, start=other.start, end=other.end)
    return known.model_copy(
        update={
            "mentions": (*known.mentions, place, *other.mentions),
            "dates": known.dates or other.dates,
            "venue": known.venue or other.venue,
            "format": known.format or other.format,
            "title": known.title or other.title,
            "organizers": known.organizers or other.organizers,
        }
    )


def _announces(scene: Scene, known: Event, event: Event) -> bool:
    """Whether a headline tells in other words what the news begins with: «Прошла встреча⏎⏎… состоялось совещание»."""
    return _is_headlined(scene, known) and event.title is None and event.rule == "takes_place"


def _is_headlined(scene: Scene, event: Event) -> bool:
    """Whether an event without a title of its own is told in the headline of a piece of news."""
    if scene.header.kind != "news" or event.title is not None:
        return False
    return any(place.start <= event.start < place.end for place in scene.header.spans.get("title", ()))


def _fit(known: Event, event: Event) -> bool:
    """Whether they may be one: what was on other days is not the fair told before, nor a meeting on one of them."""
    one, other = known.dates, event.dates
    if one is None or other is None or one == other or event.text[:1].isupper():
        return True  # «Турнир длился с 3 по 9 мая» begins a sentence: the one just told
    return event.kind not in MEETINGS and one.from_ <= other.to and other.from_ <= one.to


def _is_same(known: Event, event: Event) -> bool:
    if known.title is not None and event.title is not None:
        one, other = known.title.casefold(), event.title.casefold()
        return ratio(one, other) >= 88 or one in other or other in one
    return known.kind == event.kind or event.kind in known.kind.split("-")


_ABOUT_EVENTS = ("order", "letter", "program", "other", "resolution")
_TELLING = ("news", "letter", "resolution")
_PLANNING = ("order", "letter", "program", "other")  # there «провести форум» announces the event
_QUOTE = re.compile(r'[«"“„]')
