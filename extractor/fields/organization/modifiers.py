"""The adjectives before a head noun: «[центральной районной] библиотекой», «[научно - методический] центр».

Decides which words to the left belong to a head. Leaves what follows it to `phrases.py`.
"""

from __future__ import annotations

import re

from extractor.analysis import Token
from extractor.fields.organization.scene import Scene, adjective_cases, noun_cases
from extractor.russian.bodies import head_noun
from extractor.russian.body_adjectives import is_no_modifier
from extractor.russian.inflection import agrees


def left_of(scene: Scene, head: int) -> int:
    """The first token of the head's own adjectives: «центральной районной [библиотекой]»."""
    first = head
    noun = scene.tokens[head]
    cases: frozenset[str] = frozenset()
    i = head - 1
    while i >= 0 and head - i <= 8 and scene.tokens[i].unit == noun.unit:
        token = scene.tokens[i]
        own = adjective_cases(token.low)
        if _is_modifier(scene, token, noun) and (not cases or own & cases):
            first = i
            cases = own & cases or own
        elif token.low == "и" and first == i + 1 and i and _is_modifier(scene, scene.tokens[i - 1], noun):
            pass
        elif _ORDINAL.fullmatch(token.text) is not None and first == i + 1:
            first = i
            break
        elif token.text == ")" and first == i + 1 and _is_aside_before(scene, i, noun):
            first = i = i - 2  # «крестьянское (фермерское) хозяйство»
        elif token.text in "-–" and first == i + 1 and _is_half_before(scene, i):
            first = i = i - 1  # «научно - методический центр»
        else:
            break
        i -= 1
    return first


def _is_aside_before(scene: Scene, i: int, noun: Token) -> bool:
    """Whether one adjective of the noun stands in the brackets that close at `i`, and another before them."""
    if i < 3 or scene.tokens[i - 2].text != "(":
        return False
    return all(_is_modifier(scene, scene.tokens[k], noun) for k in (i - 1, i - 3))


def _is_half_before(scene: Scene, i: int) -> bool:
    """Whether the hyphen at `i` joins the half of an adjective: «научно - методический», not «Принято⏎- Главой»."""
    half = scene.tokens[i - 1] if i else scene.tokens[i]
    if "nomn" in noun_cases(half.low):
        return False  # «1 место – Октябрьская школа»
    return half.low.endswith("о") and half.pos != "VERB" and "\n" not in scene.gap(i) + scene.gap(i + 1)


def _is_modifier(scene: Scene, token: Token, noun: Token) -> bool:
    if token.low in _CHIEF or token.pos in ("DET", "PRON"):
        return False
    if head_noun(token.text) is not None and token.text.islower() and noun_cases(token.low):
        return False  # «ветучастком Заречной станции»
    if is_no_modifier(token.lemma) and not _is_managing(token, noun):
        return False
    if not adjective_cases(token.low) or (token.pos == "VERB" and token.tag.tense == "Past"):
        return False
    return agrees(token.text, noun.text)


def _is_managing(token: Token, noun: Token) -> bool:
    """«управляющая компания „Уют“»: the only noun that «управляющий» belongs to."""
    return noun.lemma in ("компания", "организация") and token.low.startswith("управляющ")


_CHIEF = ("главой", "главою")  # an adjective too, for the dictionary
_ORDINAL = re.compile(r"\d{1,3}-?(?:я|й|е|го|му|м|ой|ая|ый)")
