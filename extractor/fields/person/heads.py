"""Which body a bare post heads, where neither the words beside it nor the document's own body tell.

Decides for heads in brackets («В колхозе „Луч“ отсеялись (председатель Граб)») and for the head of the only body
of the kind that has been named so far («…в лицее № 5. Директор Граб …»). Leaves bodies beside the post to
`posts.py` and the document's own to `home.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from extractor.analysis import Analysis
from extractor.fields.person.bodies import Bodies
from extractor.fields.person.spans import Sighting


class Heads:
    """The bodies of a record by the posts that head them."""

    def __init__(self, organizations: Sequence[Any], bodies: Bodies) -> None:
        self._bodies = bodies
        self._kinds = {o.name: o.kind for o in organizations}
        first = sorted((min(m.start for m in (o, *o.mentions)), o.name) for o in organizations)
        self._first = {post: [p for p in first if post.fits(p[1], self._kinds[p[1]])][:2] for post in _POSTS}

    def in_brackets(self, analysis: Analysis, sighting: Sighting, post: str) -> str | None:
        """«В МОУ Луговская СОШ учится 118 детей (директор Граб А. А.)»: the last body of the sentence that fits."""
        opening = _opening(analysis, sighting)
        told = _post_of(post, bare=True)
        if opening is None or told is None:
            return None
        least = max(analysis.units[sighting.unit].start, opening - _FARTHEST)
        for _start, end, name in reversed(self._bodies.between(least, opening)):
            if _SENTENCE_END.search(analysis.text, end, opening) is not None:
                return None
            if told.fits(name, self._kinds[name]):
                return name
        return None

    def behind_comma(self, analysis: Analysis, head: int, post: str) -> str | None:
        """«… обеспечивает МКУ „Сельский клуб“, заведующий Граб»: a body right before the comma that opens the post."""
        told = _post_of(post, bare=True)
        if told is None or head < 2 or analysis.tokens[head - 1].text != ",":
            return None
        name = self._bodies.ending(analysis.tokens[head - 2].end)
        return name if name is not None and told.fits(name, self._kinds[name]) else None

    def only_one(self, start: int, post: str) -> str | None:
        """The body that a post at `start` heads, if no other that it may head was named before, or close before."""
        told = _post_of(post, bare=False)
        if told is None or not told.is_telling:
            return None
        named = {name for at, name in self._first[told] if at < start}
        if len(named) > 1:
            near = self._bodies.between(max(0, start - _FARTHEST), start)
            named = {name for _, _, name in near if told.fits(name, self._kinds[name])}
        return named.pop() if len(named) == 1 else None


class _Post(NamedTuple):
    """A post by its beginning, and whether a body of a name and kind has such a post."""

    beginning: re.Pattern[str]
    fits: Callable[[str, str], bool]
    is_telling: bool  # the post alone says of what kind the body is


def _post_of(post: str, *, bare: bool) -> _Post | None:
    plain = _ACTING.sub("", post.lower().rsplit(", ", 1)[-1])
    found = next((one for one in _POSTS if one.beginning.match(plain) is not None), None)
    if found is None or (bare and len(plain.split()) > _LONGEST_BARE):
        return None
    return found


def _opening(analysis: Analysis, sighting: Sighting) -> int | None:
    """Where the bracket opens in which nothing but a post stands before the name."""
    start = max(analysis.units[sighting.unit].start, sighting.span.start - _LONGEST_POST)
    at = analysis.text.rfind("(", start, sighting.span.start)
    if (
        at < 0
        or analysis.text.find(")", at, sighting.span.start) >= 0
        or "," in analysis.text[at : sighting.span.start]
    ):
        return None
    return at


def _is_clinic(name: str, kind: str) -> bool:
    return kind == "health"


def _is_university(name: str, kind: str) -> bool:
    return _UNIVERSITY.search(name) is not None


def _is_school(name: str, kind: str) -> bool:
    return kind == "education" and _UNIVERSITY.search(name) is None


def _is_small(name: str, kind: str) -> bool:
    return _SMALL.search(name) is not None


def _is_institution(name: str, kind: str) -> bool:
    return kind in ("education", "science", "health", "culture", "company")


def _is_company(name: str, kind: str) -> bool:
    return kind == "company"


def _has_chairman(name: str, kind: str) -> bool:
    return kind == "association" or _COOPERATIVE.search(name) is not None


def _has_chief(name: str, kind: str) -> bool:
    return kind not in ("media", "education")


def _is_any(name: str, kind: str) -> bool:
    return kind != "media"


_FARTHEST = 200  # characters between a body and the bracket
_LONGEST_POST = 60
_LONGEST_BARE = 2  # words: «главный врач», not «начальник отдела закупок»
_SENTENCE_END = re.compile(r"[а-яё»)\d]{2}[.!?;]\s|\)")
_ACTING = re.compile(r"^(?:и\. ?о\.|врио|исполняющ\w+ обязанности)\s*")
_UNIVERSITY = re.compile(r"университет|институт|академи|\b[А-Я]\w{0,5}(?:ГУ|ГПУ|ГТУ|ГМУ|ГАУ)\b", re.IGNORECASE)
_SMALL = re.compile(
    r"\bсад\b|\bд/с\b|садик|ДОУ|\bЦРР\b|ясли|библиотек|клуб|\b[СРГ]?ДК\b|дом\w* культуры|музе|архив", re.IGNORECASE
)
_COOPERATIVE = re.compile(r"колхоз|\bСХ?[ПА]К?\b|товариществ|кооператив|\bТСЖ\b|\bТСН\b|\bСНТ\b|артель", re.IGNORECASE)


def _post(beginning: str, fits: Callable[[str, str], bool], *, is_telling: bool = True) -> _Post:
    return _Post(re.compile(beginning), fits, is_telling)


_POSTS = (
    _post(r"(?:зам\w*\.? ?)?(?:главн\w+ врач|главврач|гл\. ?врач)|главн\w+ медсестр", _is_clinic),
    _post(r"(?:первый )?(?:ректор|проректор|декан)\b", _is_university),
    _post(r"завуч|зам\w*\.? ?директора по (?:увр|ур|вр|умр|учебн|воспит)", _is_school),
    _post(r"(?:зам\w*\.? )?(?:зав\.|заведующ\w+)$|зав\w*\.? (?:ДОУ|детским садом|библиотекой|клубом)", _is_small),
    _post(r"(?:генеральн|исполнительн|коммерческ)\w+ директор", _is_company),
    _post(r"(?:главн\w+|гл\.) (?:инженер|агроном|зоотехник|технолог|энергетик|механик)", _is_company),
    _post(r"(?:зам\w*\.? ?)?зав\w*\.? (?:\w+(?:ым|им) )?отделением$", _is_clinic),
    _post(r"(?:первый )?(?:зам\w*\.? ?)?(?:директора?|дир\.)(?: по .+)?$", _is_institution),
    _post(r"(?:главн\w+|гл\.) бухгалтер|главбух", _is_institution),
    _post(r"(?:нач\.|начальник)", _has_chief, is_telling=False),
    _post(r"председатель$", _has_chairman, is_telling=False),
    _post(r"(?:рук\.|руководитель)$", _is_any, is_telling=False),
)
