"""The verb that governs a person.

Decides by the parser's heads where they hold, else by position. Leaves which verbs make which role to
`words.py` and `event_roles.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.analysis import Analysis, Token
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.spans import Sighting
from extractor.russian.morphology import parses


def governing_verb(
    analysis: Analysis, sighting: Sighting, head: int, cases: frozenset[str]
) -> tuple[Token | None, bool]:
    """The verb that governs a person, and whether the person is its subject or agent; `head` opens the post."""
    tokens = analysis.tokens
    for i in (head - 1, sighting.stop):
        if 0 <= i < len(tokens) and tokens[i].unit == sighting.unit and is_verb(tokens[i]):
            return tokens[i], "nom" in cases
    inside = range(sighting.first, sighting.stop)
    at = next((i for i in inside if tokens[i].head not in inside), None)
    for _ in range(_LONGEST_CLIMB if at is not None else 0):
        token = tokens[at or 0]
        above = tokens[token.head]
        if above.index == at or above.unit != sighting.unit:
            break
        if (above.pos in ("VERB", "AUX") and above.tag.verb_form != "Part") or above.tag.variant == "Short":
            found = _governed_as(token, above, cases)
            near = _by_position(analysis, sighting, head, cases)
            if found is not None and _agrees_better(tokens, near[0], found[0], sighting, head):
                return near
            if found is not None and not found[1]:
                found = _nearer(tokens, found[0], head) or found
            cut = found is not None and _is_cut_off(tokens, found[0], sighting)
            return near if found is None or (cut and near[0] is not None) else found
        if token.relation.split(":")[0] not in _CLIMB:
            break
        at = above.index
    return _by_position(analysis, sighting, head, cases)


def _nearer(tokens: Sequence[Token], verb: Token, head: int) -> tuple[Token, bool] | None:
    """«вручил» of «рассказал об итогах и вручил грамоту Граб О. О.»: the last finite verb before an object."""
    for i in range(head - 1, verb.index, -1):
        if is_verb(tokens[i]) and tokens[i].tag.verb_form == "Fin":
            return tokens[i], False
    return None


def _agrees_better(tokens: Sequence[Token], left: Token | None, right: Token, sighting: Sighting, head: int) -> bool:
    """True for «Вёл стол доцент Граб О. О., с докладами выступили …»: one person, one verb before it, many behind."""
    if left is None or left.index >= head or right.index < sighting.stop or right.tag.number != "Plur":
        return False
    if left.tag.number != "Sing" or left.tag.verb_form != "Fin":
        return False
    return not any(tokens[i].text == "," for i in range(left.index, head))


def _is_cut_off(tokens: Sequence[Token], verb: Token, sighting: Sighting) -> bool:
    """True where a colon or a semicolon parts verb and person: the parser joins clauses as one."""
    between = range(verb.index + 1, sighting.first) if verb.index < sighting.first else range(sighting.stop, verb.index)
    if verb.index >= sighting.stop and closes_sentence(tokens, sighting):
        return True
    return len(between) > _FARTHEST or any(tokens[i].text in (";", ":", "|") for i in between)


def _governed_as(token: Token, verb: Token, cases: frozenset[str]) -> tuple[Token, bool] | None:
    """What the parser's relation says; None where it cannot be trusted."""
    is_agent = token.relation == "obl:agent" or (token.relation == "obl" and cases == {"ins"} and _is_passive(verb))
    if token.relation.startswith("nsubj") or is_agent:
        return verb, "nom" in cases or not cases or is_agent
    if token.relation in ("obj", "iobj", "obl") and "nom" not in cases:
        return verb, False
    return None


def _is_passive(verb: Token) -> bool:
    return verb.tag.voice == "Pass" or verb.tag.variant == "Short"


def _by_position(analysis: Analysis, sighting: Sighting, head: int, cases: frozenset[str]) -> tuple[Token | None, bool]:
    """The nearest finite verb of the sentence where the parser lost the subject."""
    if "nom" not in cases:
        return None, False
    tokens = analysis.tokens
    sentence = analysis.sentences[tokens[sighting.first].sentence]
    stop = sighting.stop if closes_sentence(tokens, sighting) else min(sentence.stop, sighting.stop + _FARTHEST)
    left = _nearest(tokens, range(head - 1, max(sentence.first, head - _FARTHEST) - 1, -1))
    right = _nearest(tokens, range(sighting.stop, stop))
    if right is None or left is None:
        found = left or right
        return found, found is not None
    own = not any(tokens[i].text == "," for i in range(left.index, head))
    parted = any(tokens[i].text == "," for i in range(sighting.stop, right.index))
    if own and parted and left.tag.number == "Sing":
        return left, True  # «Вёл концерт Граб О. О., пели …»
    return (left if head - left.index <= right.index - sighting.stop else right), True


def closes_sentence(tokens: Sequence[Token], sighting: Sighting) -> bool:
    """True for «вела Граб О. О. Лучшим признан …»: a capital word behind the initials begins another sentence."""
    after = tokens[sighting.stop] if sighting.stop < len(tokens) else None
    if after is None or tokens[sighting.stop - 1].text != "." or after.unit != sighting.unit:
        return False
    if len(after.text) == 1:  # «Граб О. О. В мае …», but not the initial of «О. О. В. Граб»
        then = tokens[sighting.stop + 1] if sighting.stop + 1 < len(tokens) else None
        return after.text in "ВСКОУИАЯ" and then is not None and then.text[0].islower()
    return after.text[0].isupper() and after.text[1:].islower()


def _nearest(tokens: Sequence[Token], places: range) -> Token | None:
    for i in places:
        if tokens[i].text in (";", ":", "|"):
            return None
        if (
            is_verb(tokens[i])
            or tokens[i].low == "вели"
            or (tokens[i].pos == "VERB" and tokens[i].tag.variant == "Short")
        ):
            return tokens[i]
    return None


def verb_lemma(verb: Token) -> str:
    """The infinitive, also where the tagger took the verb for a name: «Вела» is «вести»."""
    if verb.low == "вели":
        return "вести"  # «велеть» is likelier only by itself
    best = parses(verb.low)[0]
    return best.normal.replace("ё", "е") if best.tag.POS in ("VERB", "PRTS") else verb.lemma


_LONGEST_CLIMB = 8  # heads
_FARTHEST = 60  # tokens between a person and its verb
_CLIMB = frozenset(["appos", "flat", "conj", "nmod", "compound", "parataxis", "list"])
