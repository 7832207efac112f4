"""Dedications of churches: «храм [святителя Николая Чудотворца]», «приход [собора в честь Успения]».

Decides where a dedication behind the head of a church ends. Leaves the head to `heads.py`, the words to
`russian/church_words.py`.
"""

from __future__ import annotations

import re

from extractor.fields.organization.noun_phrases import is_given_name
from extractor.fields.organization.scene import Scene, adjective_cases, noun_cases
from extractor.russian.bodies import head_noun
from extractor.russian.church_words import INSIDE, OPENING, SAINTS

CHURCHES = frozenset({
    "храм", "церковь", "собор", "часовня", "приход", "монастырь", "подворье", "скит", "обитель",
    "благочиние",
})  # fmt: skip
DIOCESES = frozenset({"епархия", "митрополия", "благочиние"})


def dedication_stop(scene: Scene, j: int) -> int | None:
    """The end of a dedication that begins at token `j` behind the head of a church; None where there is none."""
    last = scene.stop_of_unit(j - 1)
    if j < last and _is_church(scene, j):  # «приход храма Рождества Христова»
        return dedication_stop(scene, j + 1)
    begin = _past_in_honour(scene, j, last)
    if begin >= last or (begin == j and scene.tokens[j].low not in OPENING and not _is_saint(scene, j, last)):
        return None
    k = begin
    while k < last and k - begin < _LONGEST and _goes_on(scene, begin, k):
        k += 1
    while k > begin and scene.tokens[k - 1].low in ("и", "во"):
        k -= 1
    if k < last and k in scene.quoted and k > begin and k not in scene.unclosed and scene.quoted[k] - k < _LONGEST:
        k = scene.quoted[k]  # «иконы Божией Матери „Знамение“»
    return k if any(t.text[:1].isupper() for t in scene.tokens[begin:k]) else None


def _is_church(scene: Scene, j: int) -> bool:
    head = head_noun(scene.tokens[j].text)
    return head is not None and head.lemma in CHURCHES and "gent" in noun_cases(scene.tokens[j].low)


def _past_in_honour(scene: Scene, j: int, last: int) -> int:
    """Over «в честь» and «во имя»."""
    pair = tuple(token.low for token in scene.tokens[j : min(j + 2, last)])
    return j + 2 if pair in (("в", "честь"), ("во", "имя")) else j


def _is_saint(scene: Scene, j: int, last: int) -> bool:
    """«Николая Чудотворца»: a first name with a saint's byname."""
    named = scene.tokens[j].text.istitle() and is_given_name(scene.tokens[j].low)
    return named and j + 1 < last and scene.tokens[j + 1].text.istitle() and scene.tokens[j + 1].low in INSIDE


def _goes_on(scene: Scene, begin: int, k: int) -> bool:
    """Whether a word belongs to a dedication: one of its words, or the saint's name behind one of them."""
    token = scene.tokens[k]
    if token.low == "и":
        return k > begin and k + 1 < len(scene.tokens) and _goes_on(scene, begin, k + 1)
    if token.low in INSIDE:
        return token.text.islower() or token.text.istitle()
    if not token.text.istitle() or k == begin:
        return k == begin and token.text.istitle() and "gent" in noun_cases(token.low) | adjective_cases(token.low)
    before = scene.tokens[k - 1]
    if is_given_name(before.low) and before.low not in INSIDE:
        return _EPITHET.search(token.low) is not None  # «Сергия Радонежского», but not «Михаила Дрозда»
    named = before.low in SAINTS or before.low == "и"
    return named and "gent" in noun_cases(token.low) | adjective_cases(token.low)


_LONGEST = 12  # tokens of a dedication
_EPITHET = re.compile(r"(?:ского|цкого|ской|цкой|ных|ского|ово|ого|его)$")
