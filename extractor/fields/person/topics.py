"""What a person spoke about, as the text has it.

Decides the topic of a speaker: a quoted title, «о …» after the verb of speech, the item of the agenda.
Leaves who is a speaker to `roles.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person.roles import Role
from extractor.fields.person.scene import Scene


def topic_of(scene: Scene, role: Role | None) -> str | None:
    """The topic of one mention of a speaker: «с докладом „Речь ребёнка“» gives «Речь ребёнка»."""
    if role is None or role.name not in ("speaker", "moderator"):
        return None
    if role.rule == "agenda brackets":
        return _agenda_item(scene)
    after = scene.analysis.text[scene.sighting.span.end : min(scene.unit.end, scene.sighting.span.end + 500)]
    quoted = _QUOTED.match(after)
    if quoted is not None:
        return quoted[1]
    own = _ABOUT_AFTER.match(after)
    if own is not None:
        return own[1].strip(" ,")
    about = _ABOUT_BEFORE.search(scene.before)
    return None if about is None else about[1].strip()


def _agenda_item(scene: Scene) -> str | None:
    """The heading before the brackets, without its number."""
    at = scene.before.rfind("(")
    title = scene.before[max(0, scene.unit.body - scene.unit.start) : at].strip()
    if not title and scene.unit.index:
        unit = scene.analysis.units[scene.unit.index - 1]
        title = scene.analysis.text[unit.body : unit.end].strip()
    return _RULE.sub("", title).strip() or None


_QUOTED = re.compile(
    r"[^.;!?\n]{0,200}?(?:с доклад\w+|на тему|по теме|тем[аы]|доклад|[–—,])\s*:?\s*[«\"]([^»\"\n]{4,200})[»\"]"
)
_ABOUT_AFTER = re.compile(r"[^.;!?\n«]{0,120}?\s((?:об?|обо) [^.;!?\n]{4,200})")
_ABOUT_BEFORE = re.compile(
    r"(?:^|[.!?,]\s|\s)[Оо]б?о?\s((?:[^.;!?\n«]){4,120}?)\s(?:рассказал|доложил|сообщил"
    r"|говорил)[а-яё]*\s[^.;!?\n]{0,120}$"
)
_RULE = re.compile(r"[-–—_=]{3,}|\n+$")
