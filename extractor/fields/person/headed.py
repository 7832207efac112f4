"""The body that a verb says a person heads or works in: «хор „Заря“, которым руководит Граб».

Decides which body stands beside such a verb, on either side of a name. Leaves all other words that tell where
somebody belongs to `near.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.analysis import Analysis, Token
from extractor.fields.person.bodies import Bodies
from extractor.fields.person.spans import Sighting


def headed_body(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """The body beside the verb of heading or working that a name is the subject of."""
    return _verb_behind(analysis, sighting, bodies) or _verb_before(analysis, sighting, bodies)


def _verb_behind(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«Пётр Рябов много лет возглавляет больницу № 3», «Граб, который работал на Луговском заводе»."""
    tokens = analysis.tokens
    last = min(analysis.unit_tokens[sighting.unit][1], sighting.stop + _NEAR)
    for i in range(sighting.stop, last):
        if tokens[i].lemma in _HEADING or tokens[i].lemma in _WORKING:
            return _body_at(analysis, i + 1 + (tokens[i].lemma in _WORKING), bodies)
        if tokens[i].tag.verb_form == "Fin" or not _may_part(tokens, i):
            return None
    return None


def _verb_before(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«хор „Заря“, которым руководит Граб», «С 2010 года Центр „Родник“ возглавляет Анна Граб»."""
    tokens = analysis.tokens
    i = sighting.first - 1
    if i < 1 or tokens[i].unit != sighting.unit or tokens[i].lemma not in _HEADING:
        return None
    first = analysis.unit_tokens[sighting.unit][0]
    for k in range(i - 1, max(first, i - _NEAR) - 1, -1):
        body = bodies.ending(tokens[k].end)
        if body is not None:
            return body
        if not _may_part(tokens, k):
            return None
    return None


def _body_at(analysis: Analysis, i: int, bodies: Bodies) -> str | None:
    """The body that a mention at token `i` names, behind «в» and «на» too."""
    tokens = analysis.tokens
    if i >= len(tokens) or tokens[i].unit != tokens[i - 1].unit or not bodies.opens(tokens[i].start):
        return None
    place = bodies.named(tokens[i].start, tokens[i].end)
    return None if place is None else place[0]


def _may_part(tokens: Sequence[Token], i: int) -> bool:
    """True for what may stand between a name, the verb and the body: «, который», «много лет», «с 2010 года»."""
    if tokens[i].lemma == "который" or tokens[i].text.isdecimal():
        return True
    if tokens[i].text == ",":
        return i + 1 < len(tokens) and tokens[i + 1].lemma == "который"
    return tokens[i].low in _TIMES or tokens[i].pos == "ADV"


_NEAR = 7  # tokens between a name and the verb, and between the verb and the body
_HEADING = frozenset(
    [
        "возглавлять",  # Больницу № 3 возглавляет Рябов
        "возглавить",  # Рябов возглавил больницу № 3
        "руководить",  # хор «Заря», которым руководит Граб
        "заведовать",  # Музеем завода «Луч» заведует Граб
    ]
)
_WORKING = frozenset(
    [
        "работать",  # Граб работает в лицее № 5
        "трудиться",  # Граб трудится на Луговском заводе
        "служить",  # Лосев служит в части № 3
        "преподавать",  # Граб преподаёт в лицее № 5
        "учиться",  # Инга Лосева учится в лицее № 5
        "обучаться",  # Инга Лосева обучается в лицее № 5
    ]
)
_TIMES = frozenset(["с", "год", "года", "лет", "много", "более", "почти", "долгие", "годы", "уже"])
