"""The role of those named beside the ones who act: «вместе с главой района …», «жюри (Орлова А. А., Граб О. О.)».

Decides that they share the role of the subject at whose side, or in whose brackets, they stand. Leaves what the
verb makes of its subject to `predicates.py`.
"""

from __future__ import annotations

import re

from extractor.analysis import Token
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.predicates import of_subject, predicate_of
from extractor.fields.person.scene import Scene, in_brackets, no_verb
from extractor.fields.person.words import JUDGES, Clue


def side_by_side(scene: Scene) -> str | None:
    """«Вместе с главой района Орловым А. А. гостей приветствовала Граб О. О.»: with the one who acts."""
    found = _WITH.search(scene.clause)
    if found is None or "ins" not in scene.cases or scene.kind in ("program", "order"):
        return None
    if not no_verb(scene, len(scene.clause) - found.end("word")):
        return None
    verb = _next_verb(scene)
    if verb is None:
        return None
    predicate = predicate_of(scene, verb)
    role = of_subject(predicate) if not predicate.is_passive else None  # «совместно с … проведён рейд»
    return role or ("participant" if scene.has_event else None)


def named_in_subject(scene: Scene) -> str | None:
    """«Студенты колледжа (Анна Орлова, Пётр Граб) показали опыты»: brackets that name who the subject is."""
    if not in_brackets(scene) or not (scene.has_event or scene.kind in ("news", "protocol")):
        return None
    opening = _opening(scene)
    if opening is None:
        return None
    if JUDGES.match(scene.analysis.tokens[opening - 1].low) is not None:
        return "participant"
    subject = _subject_before(scene, opening)
    if subject is None:
        return None
    verb = scene.analysis.tokens[subject.head]
    if not _is_finite(verb) or verb.index <= scene.sighting.first:
        return None
    if subject.lemma in _JUDGING:
        return "participant"
    return of_subject(predicate_of(scene, verb)) or ("participant" if scene.has_event else None)


def _next_verb(scene: Scene) -> Token | None:
    """The finite verb of the sentence nearest behind the person, else before its «вместе с»."""
    tokens = scene.analysis.tokens
    sentence = scene.analysis.sentences[tokens[scene.sighting.first].sentence]
    behind = range(scene.sighting.stop, min(sentence.stop, scene.sighting.stop + _REACH))
    before = range(scene.head - 1, max(sentence.first, scene.head - _REACH) - 1, -1)
    for places in (behind, before):
        for i in places:
            if tokens[i].text in ";:|":
                break
            if _is_finite(tokens[i]):
                return tokens[i]
    return None


def _is_finite(token: Token) -> bool:
    short = token.pos in ("VERB", "ADJ") and token.tag.variant == "Short"
    return short or (is_verb(token) and token.tag.verb_form not in ("Inf", "Conv"))


def _opening(scene: Scene) -> int | None:
    """The bracket in which the person stands, if it opens with a name."""
    tokens = scene.analysis.tokens
    at = scene.sighting.first - 1
    while at > max(0, scene.sighting.first - _REACH) and tokens[at].text != "(":
        if tokens[at].text == ")" or tokens[at].sentence != tokens[scene.sighting.first].sentence:
            return None
        at -= 1
    return at if at > 0 and tokens[at].text == "(" and tokens[at + 1].text[0].isupper() else None


def _subject_before(scene: Scene, opening: int) -> Token | None:
    """The subject right before the bracket, if it tells of several people."""
    tokens = scene.analysis.tokens
    token = tokens[opening - 1]
    for _ in range(_LONGEST_CLIMB):
        if token.relation.startswith("nsubj"):
            return token if _is_of_people(token) else None
        above = tokens[token.head]
        if above.index >= token.index or above.sentence != token.sentence:
            return None
        token = above
    return None


def _is_of_people(token: Token) -> bool:
    """True for «студенты», «мастера», «жюри», «делегация»."""
    many = token.tag.number == "Plur" and token.tag.animacy == "Anim"
    return many or token.lemma in _GROUPS or token.lemma in _JUDGING


_REACH = 40  # tokens between the person and the verb
_LONGEST_CLIMB = 6  # heads
_WITH = Clue(
    "мест наравне рядом наряду паре дуэт тандем главе",
    re.compile(
        r"(?P<word>вместе|совместно|наравне|рядом|наряду|в паре|дуэтом|в тандеме|во главе)\s+со?\s[^.;:!?]{0,160}$",
        re.IGNORECASE,
    ),
)
_JUDGING = frozenset(["жюри", "комиссия", "судья", "эксперт"])
_GROUPS = frozenset(
    [
        "делегация",  # делегация района (Анна Орлова, Пётр Граб) посетила завод
        "команда",  # команда школы (Анна Орлова, Пётр Граб) показала опыт
        "дуэт",  # дуэт (Анна Орлова, Пётр Граб) исполнил песню
        "трио",  # трио (Анна Орлова, Пётр Граб, Ия Рябова) исполнило песню
        "группа",  # творческая группа (Анна Орлова, Пётр Граб) представила проект
        "семья",  # семья (Анна и Пётр Рябовы) поделилась опытом
        "молодежь",  # молодёжь (Анна Орлова, Пётр Граб) выступила
        "сборная",  # сборная (Анна Орлова, Пётр Граб) победила
        "экипаж",  # экипаж (Анна Орлова, Пётр Граб) финишировал первым
        "бригада",  # бригада (Анна Орлова, Пётр Граб) представила проект
    ]
)
