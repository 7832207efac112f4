"""Persons of a record: those who speak at the event, and all others.

Decides that mentions which fit are one person, what that person is called, and which of the mentions'
posts, bodies and roles holds. Leaves the mentions to `person/spans.py`, posts to `person/posts.py`,
roles to `person/roles.py` and topics to `person/topics.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extractor.analysis import Analysis
from extractor.fields.person.blank_tables import blank_tables, heading_over
from extractor.fields.person.bodies import Bodies
from extractor.fields.person.cases import case_weights, is_subject_beside, possible, post_cases
from extractor.fields.person.columns import column_heads, column_of
from extractor.fields.person.gatherings import ALWAYS as GATHERINGS_ONLY
from extractor.fields.person.gatherings import gathering_units, is_timetable
from extractor.fields.person.heads import Heads
from extractor.fields.person.home import (
    Home,
    home_at_top,
    home_of,
    home_of_house,
    home_of_signer,
    is_at_home,
    is_department_of,
    is_guest,
    is_noun_of,
    is_of_subject,
    is_outsider,
)
from extractor.fields.person.layout import (
    blank_post,
    layout_body,
    lead_post,
    line_body,
    row_post,
)
from extractor.fields.person.near import is_of_department, near_body
from extractor.fields.person.partners import Seen, share_back, share_body_back, with_body_of_companion, with_partner
from extractor.fields.person.posts import BEFORE, Office, lead_office, offices
from extractor.fields.person.role_model import reconsidered
from extractor.fields.person.role_signs import Company, signs_of
from extractor.fields.person.roles import Role, role_by_default, role_of
from extractor.fields.person.scene import leaning, scene, with_sentence_ends
from extractor.fields.person.spans import Sighting, sightings
from extractor.fields.person.topics import topic_of
from extractor.record import Mention, Person, PersonName, Speaker
from extractor.russian.name_spans import NameSpan
from extractor.russian.names import Key, Name, fit, joined, likely_keys, name_of

KEYS = ("speakers", "persons")
NEEDS = ("organizations", "document", "events")


def find(analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """`speakers` and `persons`; nobody is in both."""
    items = sorted((item for item, _, _ in _persons(analysis, found)), key=lambda item: item.start)
    return {
        "speakers": [item for item in items if isinstance(item, Speaker)],
        "persons": [item for item in items if isinstance(item, Person)],
    }


def with_signs(
    analysis: Analysis, found: Mapping[str, Sequence[Any]]
) -> list[tuple[Speaker | Person, Role, frozenset[str]]]:
    """Every person with what the rules alone say and the signs that roles are learned from (`role_model.py`)."""
    people = _persons(analysis, found)
    return [(item, _role(group), signs_of(group, company)) for item, group, company in people]


def _persons(
    analysis: Analysis, found: Mapping[str, Sequence[Any]]
) -> Iterator[tuple[Speaker | Person, list[Seen], Company]]:
    """The items with the mentions of each in order, and the company they are in."""
    organizations = found.get("organizations", ())
    columns = column_heads(analysis.text) if "|" in analysis.text or "\t" in analysis.text else {}
    places = sightings(analysis, organizations, columns)
    home = home_of(found)
    bodies = Bodies(organizations, home.name if home is not None else None, analysis.text)
    heads = Heads(organizations, bodies)
    seen = _look(analysis, places, found, columns, bodies, heads) if places else []
    groups = [sorted(group, key=lambda one: one.sighting.span.start) for group in _groups(seen)]
    company = Company(seen)
    house = _one_house(analysis, groups) if home is None and _kind(found) == "protocol" else None
    if house is not None:
        home = home_of_house(found, house)
    elif home is None and (signer := _body_of_signer(groups)) is not None:
        home = home_of_signer(found, signer)
    if home is None and places:
        home = home_at_top(found, analysis.text, places[0].span.start)
    for group in groups:
        item = _item(analysis, group, home, heads, company)
        if item is not None:
            yield item, group, company


def _kind(found: Mapping[str, Sequence[Any]]) -> str:
    document = next(iter(found.get("document", ())), None)
    return getattr(document, "kind", "other")


def _look(
    analysis: Analysis,
    places: Sequence[Sighting],
    found: Mapping[str, Sequence[Any]],
    heads: Mapping[int, list[str]],
    bodies: Bodies,
    headed: Heads,
) -> list[Seen]:
    """Every mention with its post, its likely surnames and its role."""
    is_report = bool(found.get("events")) or _kind(found) in GATHERINGS_ONLY
    blank = blank_tables(analysis.text)
    in_table = any(unit.table is not None for unit in analysis.units)
    gatherings = gathering_units(analysis)
    timed = is_timetable(analysis, _kind(found))
    named = [False] * len(analysis.tokens)
    for place in places:
        named[place.first : place.stop] = [True] * (place.stop - place.first)
    told = with_sentence_ends(analysis, places, named)
    seen: list[Seen] = []
    for place in places:
        cell = row_post(analysis, place, heads) if heads or in_table else None
        posts = offices(analysis, place, bodies, named, cell or blank_post(analysis, place, blank))
        if not posts and (lead := lead_post(analysis, place)) is not None:
            posts = [office] if (office := lead_office(analysis, *lead, bodies)) is not None else []
        weights = case_weights(analysis, place, posts, seen[-1] if seen else None)
        before = next((office for office in posts if office.rule == BEFORE), None)
        told_cases = post_cases(analysis.tokens[before.head].text, before.cases) if before is not None else frozenset()
        cases = told_cases or _likely_cases(weights)
        head = place.first if before is None else before.head
        cases = possible(cases, place)
        if is_subject_beside(analysis, place, head):
            cases |= {"nom"}
            weights["nom"] = 4.0 * max(weights.values(), default=1.0)
        has_event = is_report or place.unit in gatherings
        column = column_of(analysis, place.unit, place.span.start, heads) or heading_over(
            analysis.text, place.span.start, blank
        )
        look = scene(told, place, head, cases, _kind(found), has_event, column, timed)
        role = role_of(look)
        one = Seen(
            sighting=place,
            look=look,
            keys=likely_keys(place.span, weights, leaning(look, posts)),
            offices=posts,
            cases=cases,
            role=role,
            body=layout_body(analysis, place, bodies)
            or near_body(analysis, place, bodies, has_post=bool(posts))
            or _of_clause(analysis, place, posts, headed),
            line_body=line_body(analysis, place, bodies, named),
            topic=topic_of(look, role),
        )
        one = with_partner(told, seen, one)
        one = with_body_of_companion(told, seen, one)
        share_back(told, seen, one)
        share_body_back(told, seen, one)
        seen.append(one if one.role is not None else one._replace(role=role_by_default(look)))
    return seen


def _of_clause(analysis: Analysis, place: Sighting, posts: Sequence[Office], heads: Heads) -> str | None:
    bare = next((office for office in posts if office.organization is None), None)
    if bare is None or bare.position is None:
        return None
    return heads.in_brackets(analysis, place, bare.position) or heads.behind_comma(analysis, bare.head, bare.position)


def _likely_cases(weights: Mapping[str, float]) -> frozenset[str]:
    best = max(weights.values(), default=0.0)
    return frozenset(case for case, weight in weights.items() if weight >= best / 2)


def _groups(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Mentions of one person together; a lone surname goes to the last person it fits."""
    groups: list[list[Seen]] = []
    forms: list[dict[tuple[str | None, str | None], NameSpan]] = []  # first names of each group, each once
    by_key: dict[Key, list[int]] = {}
    for i in sorted(range(len(seen)), key=lambda i: (-_fullness(seen[i]), i)):
        span = seen[i].sighting.span
        likely = [key for key, weight in seen[i].keys.items() if weight > _UNLIKELY]
        if span.last is None and span.middle is not None:
            fitting = [g for g in range(min(len(groups), _MOST_NAMESAKES)) if _is_called(span, forms[g].values())]
        else:
            places = sorted({g for key in likely for g in by_key.get(key, ())})
            fitting = [g for g in places if all(fit(span, other) for other in forms[g].values())]
        at = fitting[-1] if fitting else len(groups)
        if at == len(groups):
            groups.append([])
            forms.append({})
        groups[at].append(seen[i])
        forms[at].setdefault((span.first, span.middle), span)
        for key in likely:
            known = by_key.setdefault(key, [])
            if at not in known and len(known) < _MOST_NAMESAKES:
                known.append(at)
    return groups


def _is_called(one: NameSpan, spans: Iterable[NameSpan]) -> bool:
    """True where «Анна Петровна» may be the «Рябовой А. П.» of a group."""
    given = [span for span in spans if span.first]
    told = any(span.middle or len(span.first or "") > 2 for span in given)
    return told and all(fit(one, span) for span in given)


def _fullness(one: Seen) -> int:
    span = one.sighting.span
    if span.last is None:
        return 0
    return sum(2 if len(part) > 2 else 1 for part in (span.first, span.middle) if part) + (span.last is not None)


def _one_house(analysis: Analysis, groups: Sequence[Sequence[Seen]]) -> str | None:
    """The body of all persons whose body is told, if it is one: «логопед» among them is of it."""
    named = {_told_body(group) for group in groups if not _is_from_elsewhere(analysis, group)}
    named.discard(None)
    return named.pop() if len(named) == 1 else None


def _body_of_signer(groups: Sequence[Sequence[Seen]]) -> str | None:
    """The body in the posts of all who sign at the foot, if it is one."""
    signing = (one for group in groups for one in group if one.role is not None and one.role.rule == "signs")
    signed = {office.organization for one in signing for office in one.offices} - {None}
    return signed.pop() if len(signed) == 1 else None


def _is_from_elsewhere(analysis: Analysis, group: Sequence[Seen]) -> bool:
    """True for «Приглашён депутат Думы Орлов А. А.»: the meeting is not of his body."""
    office = _office(group)
    outside = office is not None and is_outsider(office.position or "")
    return outside and any(is_guest(analysis, one.sighting) for one in group)


def _told_body(group: Sequence[Seen]) -> str | None:
    """The body that stands beside one of a person's mentions."""
    office = _office(group)
    body = office.organization if office is not None else None
    return body or next((one.body for one in group if one.body is not None), None)


def _item(
    analysis: Analysis, group: list[Seen], home: Home | None, heads: Heads, company: Company
) -> Speaker | Person | None:
    """The item of one person: the fullest mention is the one that is quoted."""
    key = joined([one.keys for one in group])
    if key is None:
        return None
    fullest = max(group, key=lambda one: (_fullness(one), -one.sighting.span.start))
    name = name_of((one.sighting.span for one in group), key)
    role = reconsidered(_role(group), group, company)
    office = _office(group)
    body = _told_body(group)
    body = body or next((one.line_body for one in group if one.line_body is not None), None)
    if body is not None and home is not None and is_department_of(home, body):
        body = home.name
    at_home = body is None and _is_at_home(analysis, group, office, role, home)
    body = home.name if at_home and home is not None else body
    if body is None and home is not None and office is not None and _is_of_subject(home, office):
        body = home.subject
    if body is None and office is not None and role.name not in _NEVER_AT_HOME:
        body = _only_one(group, office, home, heads)
    common = {
        **_mention(analysis, fullest),
        "mentions": tuple(Mention(**_mention(analysis, one)) for one in group if one is not fullest),
        "rule": role.rule,
        "name": _person_name(name),
        "position": _position(office, home if at_home else None),
        "organization": body,
        "topic": next((one.topic for one in group if one.topic is not None), None),
    }
    if role.name in ("moderator", "speaker"):
        return Speaker(role=role.name, **common)
    return Person(role=role.name, **common)


def _only_one(group: Sequence[Seen], office: Office, home: Home | None, heads: Heads) -> str | None:
    """The one body named so far that a person of this post may head, where the document's own is not of that kind."""
    if home is not None and not home.is_authority:
        return None
    start = next((one.sighting.span.start for one in group if office in one.offices), group[0].sighting.span.start)
    return heads.only_one(start, office.position or "")


def _is_at_home(
    analysis: Analysis, group: Sequence[Seen], office: Office | None, role: Role, home: Home | None
) -> bool:
    """True for the staff of the document's own body: «хранитель», «Бухгалтерии (Орлова А. А.)» in a museum's order."""
    if home is not None and office is None and role.rule == "body brackets" and home.kind in _WITH_DEPARTMENTS:
        return any(is_of_department(analysis, one.sighting) for one in group)
    if office is not None and (office.position or "").lower() in _ROLES_ALONE:
        return False
    if office is None or home is None or not is_at_home(home, office.standing, role.name, office.position or ""):
        return False
    return not any(is_guest(analysis, one.sighting) for one in group)


def _is_of_subject(home: Home, office: Office) -> bool:
    return is_of_subject(home, office.standing, office.position or "")


def _position(office: Office | None, home: Home | None) -> str | None:
    """The post; without the noun of the body where that is the document's own: «Начальник управления»."""
    if office is None:
        return None
    if office.organization is None and (office.position or "").lower() in _ROLES_ALONE:
        return None
    is_own = home is not None and office.position is not None and is_noun_of(home, office.position.rsplit(" ", 1)[-1])
    return office.bare if is_own and office.bare is not None else office.position


def _role(group: Sequence[Seen]) -> Role:
    """The weightiest role of all mentions."""
    roles = [one.role for one in group if one.role is not None]
    if not any(role.name in ("speaker", "moderator") for role in roles):
        kept = next((role for role in roles if role.rule in _KEEPING), None)
        if kept is not None:
            return kept  # also where told to act by the same minutes
    return min(roles, key=lambda role: _WEIGHT.index(role.name), default=Role("mentioned", "named only"))


def _office(group: Sequence[Seen]) -> Office | None:
    """A job with its body, else a job, else a chair; the first in the text."""
    found = [office for one in group for office in _both_sides(one.offices)]
    return min(
        found,
        key=lambda office: (office.is_meeting and office.organization is None, office.organization is None),
        default=None,
    )


def _both_sides(posts: Sequence[Office]) -> list[Office]:
    """«методиста Центра Савониной, руководителя клуба» is one office of two posts."""
    if len(posts) != 2 or posts[0].is_meeting or posts[1].is_meeting:
        return list(posts)
    left, right = posts
    if left.organization is None and (left.position or "").lower() in _ROLES_ALONE:
        return [right]
    if right.organization not in (None, left.organization):
        return [left]
    return [left._replace(position=f"{left.position}, {right.position}")]


def _mention(analysis: Analysis, one: Seen) -> dict[str, Any]:
    span = one.sighting.span
    return {"text": analysis.text[span.start : span.end], "start": span.start, "end": span.end}


def _person_name(name: Name) -> PersonName:
    return PersonName(last=name.last, first=name.first, middle=name.middle, full=name.full)


_WEIGHT = (
    "moderator", "speaker", "responsible", "signatory", "addressee", "executor", "awardee", "participant", "mentioned",
)  # fmt: skip
_KEEPING = ("secretary signs", "secretary beside")
_WITH_DEPARTMENTS = ("order", "protocol", "letter")
# what somebody does at one event and no post: «Ведущий: Орлов А. А.»
_ROLES_ALONE = frozenset(["ведущий", "ведущая", "модератор", "спикер", "докладчик", "участник", "участница"])
_NEVER_AT_HOME = ("addressee", "executor")
_UNLIKELY = 0.01  # weight under which a reading of a surname joins nobody
_MOST_NAMESAKES = 20
