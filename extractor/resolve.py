"""Joins what the fields found into one record: one thing in the world is one item.

Decides the links between items: an organisation's roles follow from where it stands, a count names the
event of its sentence, a document does not cite itself. Leaves finding to `fields/`; invents nothing that no
field found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.analysis import Analysis
from extractor.confidence import confidence_of
from extractor.record import (
    Document,
    Event,
    Item,
    LegalAct,
    Mention,
    Organization,
    OrganizationRole,
    ParticipantCount,
    Record,
    Source,
)


def resolve(analysis: Analysis, found: Mapping[str, Sequence[Any]], source: Source) -> Record:
    """The record of one document."""
    lists: dict[str, Any] = {key: tuple(items) for key, items in found.items() if key != "document"}
    headers = found.get("document") or (Document(),)
    roles = _roles(headers[0], found)
    lists["organizations"] = tuple(_with_roles(body, roles) for body in found.get("organizations", ()))
    events = found.get("events", ())
    lists["participant_counts"] = tuple(
        _with_event(analysis, count, events) for count in found.get("participant_counts", ())
    )
    lists["legal_acts"] = tuple(
        act.model_copy(update={"issuer": _issuer(act, found.get("organizations", ()))})
        for act in found.get("legal_acts", ())
        if not _is_own(act, headers[0])
    )
    sure = {key: tuple(_with_confidence(key, item) for item in items) for key, items in lists.items()}
    return Record(source=source, text=analysis.text, document=headers[0], **sure)


def _with_confidence(key: str, item: Any) -> Any:
    return item.model_copy(update={"confidence": confidence_of(key, item.rule)})


def _roles(header: Document, found: Mapping[str, Sequence[Any]]) -> dict[str, set[OrganizationRole]]:
    """Roles of organisations by name: sender of the document, employer of a person, organizer, venue."""
    roles: dict[str, set[OrganizationRole]] = {}

    def add(name: str | None, role: OrganizationRole) -> None:
        if name is not None:
            roles.setdefault(name, set()).add(role)

    add(header.sender, "sender")
    for key in ("speakers", "persons"):
        for person in found.get(key, ()):
            add(person.organization, "employer")
    for event in found.get("events", ()):
        add(event.venue, "venue")
        for name in event.organizers:
            add(name, "organizer")
    for body in found.get("organizations", ()):
        if _is_responsible(body, found):
            add(body.name, "responsible")
    return roles


def _is_responsible(body: Organization, found: Mapping[str, Sequence[Any]]) -> bool:
    """Whether a decision or a target names the body as the one to act."""
    forms = {body.text, *(mention.text for mention in body.mentions)}
    phrases = [i.responsible for key in ("decisions", "targets") for i in found.get(key, ()) if i.responsible]
    return any(form in phrase for phrase in phrases for form in forms if len(form) > 3)


def _with_roles(body: Organization, roles: Mapping[str, set[OrganizationRole]]) -> Organization:
    """The body with all its roles in the guide's order; `mentioned` only where it has no other."""
    known = {*body.roles, *roles.get(body.name, ())} - {"mentioned"}
    ordered = tuple(role for role in _ROLE_ORDER if role in known)
    return body.model_copy(update={"roles": ordered or ("mentioned",)})


def _with_event(analysis: Analysis, count: ParticipantCount, events: Sequence[Event]) -> ParticipantCount:
    """The count with the event that its own sentence names, where there is just one."""
    word = analysis.token_at(count.start)
    if count.event is not None or word is None:
        return count
    sentence = analysis.sentences[word.sentence]
    start, end = analysis.tokens[sentence.first].start, analysis.tokens[sentence.stop - 1].end
    near = {event.title or event.kind for event in events if any(start <= m.start < end for m in _places(event))}
    return count.model_copy(update={"event": near.pop()}) if len(near) == 1 else count


def _is_own(act: LegalAct, header: Document) -> bool:
    """Whether the act is the document itself: «Приложение к приказу от 07.04.2017» of the order of that day."""
    if header.kind not in _RULINGS.get(act.kind, ()):
        return False
    if act.number is None:
        return act.title is None and act.date is not None and act.date == header.date
    return act.number == header.number and act.date in (None, header.date)


def _issuer(act: LegalAct, bodies: Sequence[Organization]) -> str | None:
    """The name of the body that stands in the citation before its date and title; an officer is none."""
    title = act.text.find(act.title) if act.title is not None else -1
    end = act.start + title if title > 0 else act.end
    for body in bodies:
        if any(act.start <= place.start and place.end <= end for place in _places(body)):
            return body.name
    return None


def _places(item: Item) -> Iterable[Mention]:
    yield item
    yield from item.mentions


# kinds of acts and the kinds of documents that are such acts
_RULINGS = {
    "приказ": ("order",),
    "распоряжение": ("order",),
    "постановление": ("order", "resolution"),
    "решение": ("resolution",),
}
_ROLE_ORDER: tuple[OrganizationRole, ...] = (
    "sender",
    "addressee",
    "organizer",
    "venue",
    "employer",
    "participant",
    "responsible",
    "mentioned",
)
