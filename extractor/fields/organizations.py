"""Organisations: named bodies, institutions, companies, associations and media, each once.

Counts: a legal form with a name, an official body, a named institution, an abbreviation that names one.
Does not count: classes of bodies («школы района»), departments inside a body, territories, events,
programmes, websites. Who employs whom is left to `resolve.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

from extractor.analysis import Analysis
from extractor.fields.organization.candidates import Candidate
from extractor.fields.organization.linking import Group, linked
from extractor.fields.organization.names import inner_name, key_of, words_of
from extractor.fields.organization.roles import roles_of
from extractor.fields.organization.scene import Scene, scene_of
from extractor.fields.organization.spans import candidates
from extractor.record import Mention, Organization, OrganizationKind, OrganizationRole
from extractor.russian.bodies import head_noun

KEYS = ("organizations",)
NEEDS = ("contacts",)


def find(analysis: Analysis, found: Mapping[str, Sequence[Any]]) -> dict[str, list[Organization]]:
    """Every organisation of a document with all its mentions, in the order of the text."""
    scene = scene_of(analysis, found)
    groups = linked(scene, candidates(scene))
    roles = roles_of(scene, groups)
    return {"organizations": [_item(scene, *pair) for pair in zip(groups, roles, strict=True)]}


def _item(scene: Scene, group: Group, roles: tuple[OrganizationRole, ...]) -> Organization:
    leader = group.leader
    spans = dict.fromkeys((m.start, m.end) for m in sorted(group.members, key=lambda m: (m.start, m.end)))
    others = [span for span in spans if span != (leader.start, leader.end)]
    names = _other_names(group, leader)
    short = _short_name(group, leader, names)
    text = scene.analysis.text
    return Organization(
        text=text[leader.start : leader.end],
        start=leader.start,
        end=leader.end,
        mentions=tuple(Mention(text=text[a:b], start=a, end=b) for a, b in others),
        rule=leader.rule,
        name=leader.name,
        short_name=short,
        aliases=tuple(name for name in names if name != short),
        kind=_kind(leader),
        roles=roles,
    )


def _kind(leader: Candidate) -> OrganizationKind:
    return cast(OrganizationKind, leader.kind) if leader.kind in get_args(OrganizationKind) else "other"


def _other_names(group: Group, leader: Candidate) -> list[str]:
    """All other forms, each once, the fullest name and differences of quotes and case left out."""
    seen = {key_of(leader.name)}
    out = []
    titles = (_title_alone(m) for m in group.members)
    for name in (*group.given, *(m.name for m in group.members), *(m.placed for m in group.members), *titles):
        if name and key_of(name) not in seen:
            seen.add(key_of(name))
            out.append(name)
    return out


def _title_alone(one: Candidate) -> str:
    """«Заречная новь» of the newspaper and of any other body whose title is the whole of its name."""
    head = head_noun(one.name.split(" ")[0])
    titled = head is not None and head.cls == "titled" and one.name.endswith("»")
    return f"«{inner_name(one.name)}»" if titled else ""


def _short_name(group: Group, leader: Candidate, names: Sequence[str]) -> str | None:
    """What was given in brackets, else the shortest form that is shorter than the name."""
    given = [name for name in group.given if name in names]
    if given:
        return given[0]
    shorter = [n for n in names if len(words_of(n)) <= len(words_of(leader.name)) and len(n) < len(leader.name)]
    return min(shorter, key=len, default=None)
