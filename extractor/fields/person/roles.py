"""What each mention makes of a person: the rules of roles in their order, the surest first.

Decides precedence. Leaves the rules to `paper_roles.py` and `event_roles.py`, and the choice
among a person's mentions to `people.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extractor.fields.person import event_roles as event
from extractor.fields.person import paper_roles as paper
from extractor.fields.person import role_bystanders as bystander
from extractor.fields.person import role_quotes as quote
from extractor.fields.person.predicates import governed, introduced
from extractor.fields.person.role_chairs import called_host, secretary_beside, secretary_sits, sits_in_the_chair
from extractor.fields.person.role_company import named_in_subject, side_by_side
from extractor.fields.person.role_debate import debates
from extractor.fields.person.role_guests import among_guests, came, elected, present_with, told_of, voted
from extractor.fields.person.role_labels import ends_plan_item, under_label
from extractor.fields.person.role_participles import described
from extractor.fields.person.role_results import honoured, passed_to, ranked
from extractor.fields.person.role_teams import among_winners, for_team, medal, of_winning_team
from extractor.fields.person.scene import Scene, in_brackets


class Role(NamedTuple):
    """A role and the rule that gave it; roles of speakers are «moderator» and «speaker»."""

    name: str
    rule: str


def role_of(scene: Scene) -> Role | None:
    """The role of one mention by the first rule that knows it; None where nothing tells."""
    for rule in RULES:
        role = rule(scene)
        if role is not None:
            return Role(role, rule.__name__.replace("_", " "))
    return None


def role_by_default(scene: Scene) -> Role | None:
    """What is left for those of whom nothing is told: present in a protocol, active at an event."""
    if scene.kind == "protocol":
        beside = in_brackets(scene) and scene.head < scene.sighting.first  # «принять ООО „Заря“ (директор Граб О. О.)»
        return Role("participant", "named in a protocol") if "nom" in scene.cases and not beside else None
    if among_winners(scene) is not None:
        return Role("awardee", "among winners")
    return Role("participant", "came") if came(scene) is not None else None


RULES: tuple[Callable[[Scene], str | None], ...] = (
    paper.letter_opens,
    paper.credited,
    event.in_results,
    paper.in_column,
    event.leads_section,
    paper.secretary_signs,
    secretary_beside,
    secretary_sits,
    event.chair_signs,
    paper.acquainted,
    paper.approves,
    paper.party,
    event.coach,
    bystander.trains,
    bystander.on_behalf,
    event.led,
    event.chair_label,
    event.chairs_behind,
    sits_in_the_chair,
    called_host,
    bystander.absent,
    bystander.receives,
    bystander.concerned,
    under_label,
    paper.entrusted,
    paper.manages,
    paper.executor_label,
    event.heard,
    event.agenda_brackets,
    paper.contact_lead,
    paper.beside_contact,
    quote.replies,
    paper.body_brackets,
    paper.reachable,
    paper.over_rule,
    event.handed_by,
    debates,
    introduced,
    event.hosted,
    event.heard_from,
    event.under_lead,
    event.talk_brackets,
    event.speech_of,
    event.given_the_floor,
    quote.in_his_speech,
    event.agent,
    paper.told_to_act,
    paper.appointed,
    event.winner,
    ranked,
    passed_to,
    honoured,
    of_winning_team,
    for_team,
    medal,
    quote.continued,
    among_guests,
    elected,
    voted,
    bystander.at_the_front,
    bystander.quoted_elsewhere,
    described,
    governed,
    side_by_side,
    named_in_subject,
    event.placed,
    event.given,
    quote.quoted_as,
    quote.quotes,
    event.best_of_all,
    event.called,
    event.listed,
    paper.letter_head,
    paper.executor_foot,
    paper.signs,
    event.on_programme,
    event.in_programme,
    event.under_heading,
    event.on_timetable,
    ends_plan_item,
    present_with,
    told_of,
)
