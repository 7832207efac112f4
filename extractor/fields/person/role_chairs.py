"""Who is called chair, host or moderator by a noun beside the name: «вторая ведущая, Н. А. Граб, показала книги».

Decides by the noun, the punctuation to the name and what the paper is. Leaves labels with a colon or dash and the
verbs of leading to `event_roles.py` and `predicates.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person.scene import Scene, masked, no_verb
from extractor.fields.person.words import JUDGES, OTHER_LABEL, Clue


def called_host(scene: Scene) -> str | None:
    """«рассказала модератор заседания, завкафедрой Граб Анна», «Ведущая клуба Граб А. А. открыла встречу»."""
    if "nom" not in scene.cases or not (scene.has_event or scene.kind in ("news", "protocol")):
        return None
    found = _HOST.search(scene.clause)
    if found is None or not no_verb(scene, len(scene.clause) - found.start()):
        return None
    if OTHER_LABEL.search(scene.clause) is not None:
        return None
    at = scene.sighting.span.start - len(scene.clause) + found.start("noun")
    return "moderator" if _is_noun(scene, at) else None


def _is_noun(scene: Scene, at: int) -> bool:
    """True for «ведущая клуба», «вторая ведущая, …»; not for «ведущий хирург» and «дорога, ведущая к школе»."""
    noun, *rest = scene.analysis.tokens_between(at, scene.sighting.span.start + 1)
    if noun.low.startswith("модератор") or not rest:
        return True
    after = rest[0]
    if after.index >= scene.sighting.first:
        return True
    return after.text in (",", "–", "—", "-") or (after.pos in ("NOUN", "ADJ", "PROPN") and after.case == "Gen")


def sits_in_the_chair(scene: Scene) -> str | None:
    """«Присутствовали: председатель комиссии Орлова А. А., члены комиссии …» in the protocol of that commission."""
    if scene.kind != "protocol" or "nom" not in scene.cases:
        return None
    found = _CHAIR.search(masked(scene.before))
    if found is None or JUDGES.search(scene.clause) is not None:
        return None
    body = found["body"]
    if body is None:
        return "moderator"
    head = scene.analysis.text[:_HEAD].lower()
    return "moderator" if body.lower()[:6] in head else None


def secretary_beside(scene: Scene) -> str | None:
    """«Председатель Л. Ю. Граб Секретарь О. О. Орлова» at the end of a protocol in one line."""
    if scene.kind != "protocol" or "nom" not in scene.cases:
        return None
    late = len(scene.analysis.text) - scene.sighting.span.end < _TAIL
    return "signatory" if late and _SECRETARY.search(scene.before[-60:]) is not None else None


def secretary_sits(scene: Scene) -> str | None:
    """«Собрание ведёт Граб О. О., секретарь Орлова А. А.»: the secretary beside the chair in a protocol takes part."""
    if scene.kind != "protocol" or "nom" not in scene.cases or "\n" in scene.before[-_BESIDE:]:
        return None
    return "participant" if _SITTING_SECRETARY.search(scene.before[-_BESIDE:]) is not None else None


_BESIDE = 60  # characters
_SITTING_SECRETARY = re.compile(r"[А-ЯЁ][\w.-]*,\s+секретар(?:ь|[её]м)(?:\s(?:собрания|заседания|была?|избрана?))?\s+$")
_HEAD = 500  # characters in which a protocol says whose it is
_TAIL = 250  # characters in which it is signed
_HOST = Clue(
    "модер ведущ",
    re.compile(
        r"(?:^|[\s,(–—-])(?P<noun>(?:со)?(?:модератор|ведущ(?:ий|ая)))\b(?!\s+(?:программ|рубрик|радио|теле"
        r"|канал|новост|эфир))"
        r"[^.;:!?()]{0,140}$",
        re.IGNORECASE,
    ),
)
_CHAIR = Clue(
    "председател",
    re.compile(
        r"(?:присутств\w+|участвовали|приглаш\w+|явились)[^\n:]{0,60}:\s*(?:[–—-]\s*)?председател[ья]"
        r"(?:\s+(?P<body>комисси\w+|совет[а]?|комитет[а]?|правлени\w+|президиум[а]?|коллеги\w+|педсовет[а]?"
        r"|собрани\w+"
        r"|заседани\w+))?\s*[–—,-]?\s*$",
        re.IGNORECASE,
    ),
)
_SECRETARY = re.compile(r"(?:^|[\s.;)])Секретарь(?:\s(?:заседания|собрания|совета|комиссии|педсовета))?\s*[–—:-]?\s*$")
