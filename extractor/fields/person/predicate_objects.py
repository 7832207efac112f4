"""What is led, held, given or raised: the object of a verb, also where «который» stands for it.

Decides by the parser's relations, the preposition and agreement. Leaves what the object makes of the subject to
`predicates.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.analysis import Token
from extractor.fields.person.scene import Scene


def thing_of(scene: Scene, verb: Token) -> str:
    """What is led, held or given: the object of the verb with its adjectives, or what «который» stands for."""
    tokens = scene.analysis.tokens
    sentence = scene.analysis.sentences[verb.sentence]
    for token in tokens[max(sentence.first, verb.index - _FARTHEST) : min(sentence.stop, verb.index + _FARTHEST)]:
        if token.head != verb.index or token.index == verb.index:
            continue
        is_object = token.relation in ("obj", "iobj") or (token.relation == "obl" and token.case == "Ins")
        if not is_object or scene.head <= token.index < scene.sighting.stop:
            continue
        if any(
            t.head == token.index and t.pos == "ADP" for t in tokens[max(sentence.first, token.index - 6) : token.index]
        ):
            continue
        if token.lemma == "который":
            above = tokens[verb.head]
            return above.low if above.pos == "NOUN" and above.sentence == verb.sentence else ""
        before = tokens[max(sentence.first, token.index - 3) : token.index]
        own = [t.low for t in before if t.head == token.index and t.pos == "ADJ"]
        return " ".join([*own, token.low])
    beside = tokens[verb.index - 1] if verb.index > sentence.first else None
    if beside is not None and beside.pos == "NOUN" and beside.case == "Acc" and tokens[verb.index - 2].pos != "ADP":
        return beside.low  # «На слёте район представляли …», whatever the parser says
    return _antecedent(tokens[max(sentence.first, verb.index - _REACH) : verb.index])


def _antecedent(before: Sequence[Token]) -> str:
    """«сборе» of «На сборе 12 марта, который провела …»: the noun that agrees with «который»."""
    which = next((t for t in reversed(before) if t.lemma == "который"), None)
    if which is None:
        return ""
    nouns = (t for t in reversed(before) if t.index < which.index and t.pos == "NOUN" and t.lemma not in _MONTHS)
    return next((t.low for t in nouns if t.tag.number != "Plur" or which.tag.number == "Plur"), "")


_FARTHEST = 40  # tokens between a verb and its object
_REACH = 12  # tokens between «который» and its verb
_MONTHS = frozenset(
    [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
        "год",
    ]
)
