"""The verb that governs a person, and what it says of case and gender.

Decides by the parser's heads where they hold, else by position. Leaves which verbs make which role to
`_person_words.py` and `_person_event_roles.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.analysis import Token
from extractor.fields._person_phrases import is_verb
from extractor.fields._person_posts import Office
from extractor.fields._person_scene import Scene
from extractor.russian.morphology import parses


def leaning(scene: Scene, posts: Sequence[Office]) -> dict[str, float]:
    """What post and verb say of the gender: «заведующая», «рассказала» lean to «f»."""
    verb, subject = governing_verb(scene)
    weights: dict[str, float] = {}
    if verb is not None and subject and verb.tag.number != "Plur":
        gender = _GENDERS.get(verb.tag.gender or str(parses(verb.low)[0].tag.gender))
        if gender is not None:
            weights[gender] = 4.0
    for office in posts:
        if _FEMALE_POST.match(scene.analysis.tokens[office.head].low):
            weights["f"] = 6.0
    return weights


def governing_verb(scene: Scene) -> tuple[Token | None, bool]:
    """The verb that governs the person, and whether the person is its subject or agent."""
    tokens = scene.analysis.tokens
    for i in (scene.head - 1, scene.sighting.stop):
        if 0 <= i < len(tokens) and tokens[i].unit == scene.sighting.unit and is_verb(tokens[i]):
            return tokens[i], "nom" in scene.cases
    inside = range(scene.sighting.first, scene.sighting.stop)
    at = next((i for i in inside if tokens[i].head not in inside), None)
    if at is None:
        return None, False
    for _ in range(8):
        token = tokens[at]
        head = tokens[token.head]
        if head.index == at or head.unit != scene.sighting.unit:
            break
        if (head.pos in ("VERB", "AUX") and head.tag.verb_form != "Part") or head.tag.variant == "Short":
            if token.relation.startswith("nsubj") or token.relation == "obl:agent":
                return head, "nom" in scene.cases or not scene.cases or token.relation == "obl:agent"
            if token.relation in ("obj", "iobj", "obl"):
                return _by_position(scene) if "nom" in scene.cases else (head, False)
            return _by_position(scene)
        if token.relation.split(":")[0] not in _CLIMB:
            break
        at = head.index
    return _by_position(scene)


def _by_position(scene: Scene) -> tuple[Token | None, bool]:
    """The nearest finite verb of the sentence where the parser lost the subject."""
    if "nom" not in scene.cases:
        return None, False
    tokens = scene.analysis.tokens
    sentence = scene.analysis.sentences[tokens[scene.sighting.first].sentence]
    left = _nearest(tokens, range(scene.head - 1, sentence.first - 1, -1))
    right = _nearest(tokens, range(scene.sighting.stop, sentence.stop))
    if right is None:
        return left, left is not None
    if left is None:
        return right, True
    closer_left = scene.head - left.index <= right.index - scene.sighting.stop
    return (left if closer_left else right), True


def _nearest(tokens: Sequence[Token], places: range) -> Token | None:
    for i in places:
        if tokens[i].text in (";", ":", "|"):
            return None
        if is_verb(tokens[i]) or (tokens[i].pos == "VERB" and tokens[i].tag.variant == "Short"):
            return tokens[i]
    return None


def around(scene: Scene, verb: Token) -> str:
    """The clause of the verb and the person, between semicolons."""
    start = min(verb.start, scene.sighting.span.start)
    end = max(verb.end, scene.sighting.span.end)
    text = scene.analysis.text
    left = text[max(scene.unit.start, start - 120) : start].split(";")[-1]
    return left + text[start:end] + text[end : min(scene.unit.end, end + 120)].split(";")[0]


def near(scene: Scene, verb: Token) -> str:
    """The words between verb and person with a few on the far side of the verb: what somebody became."""
    span = scene.sighting.span
    if verb.start < span.start:
        return scene.analysis.text[max(scene.unit.start, verb.start - 80) : span.start]
    return scene.analysis.text[span.end : verb.end + 50]


def verb_lemma(verb: Token) -> str:
    """The infinitive, also where the tagger took the verb for a name: «Вела» is «вести»."""
    best = parses(verb.low)[0]
    return best.normal.replace("ё", "е") if best.tag.POS in ("VERB", "PRTS") else verb.lemma


_GENDERS = {"Fem": "f", "Masc": "m", "femn": "f", "masc": "m"}
_FEMALE_POST = re.compile(r"\w+(?:ая|ница|ую|щей|нице|ницу|ницей|сестра|сестре|сестру)$")
_CLIMB = frozenset(["appos", "flat", "conj", "nmod", "compound", "parataxis", "list"])
