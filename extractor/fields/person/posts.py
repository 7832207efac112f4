"""What post a person holds, and in which organisation, by the words around one mention of the name.

Cuts the phrase of a post into the post and the body. Leaves where the phrase stands to `left.py` and `right.py`,
the wording of the bare post to `bare.py`, the choice among the mentions to `people.py`, and bodies that only
the layout tells to `layout.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from extractor.analysis import Analysis, Token
from extractor.fields.person.bare import bare_post
from extractor.fields.person.bodies import Bodies, Body
from extractor.fields.person.home import OUTSIDE, ending_body_noun, standing_of
from extractor.fields.person.left import left_phrases
from extractor.fields.person.phrases import (
    Phrase,
    cases,
    is_among,
    is_of_many,
    is_plural,
    may_be_many,
    post_start,
    singular,
)
from extractor.fields.person.right import body_behind, right_phrases
from extractor.fields.person.spans import Sighting
from extractor.russian.inflection import nominative
from extractor.russian.posts import is_abbreviated_post, is_meeting_post, is_post_word
from extractor.russian.singular import genitive_of_one


class Office(NamedTuple):
    """A post beside a name: `head` is its first token, `case` the case it stands in, if one is clear."""

    position: str | None
    organization: str | None
    is_meeting: bool  # «председатель» of a meeting: a job elsewhere in the text is better
    standing: str  # «директор» alone: the document's own body may be meant
    bare: str | None  # the post without the noun of a body: «начальник» of «начальник управления»
    is_shared: bool  # «учителя: Орлова, Рябов»: of each one who follows
    head: int
    cases: frozenset[str]
    rule: str


class _Part(NamedTuple):
    """One post of a phrase of several: tokens `first` … `stop - 1` with the body they name."""

    post: str
    body: Body | None
    is_meeting: bool
    first: int
    stop: int


def offices(
    analysis: Analysis,
    sighting: Sighting,
    bodies: Bodies,
    others: Sequence[bool],
    cell: tuple[int, int] | None = None,
) -> list[Office]:
    """Posts on either side of a name; `others[i]` tells that token `i` belongs to some person's name.

    `cell` is where the column «Должность» has the post.
    """
    if cell is not None and (office := _in_cell(analysis, *cell, bodies)) is not None:
        return [office]
    before = _before(analysis, sighting, bodies, others)
    after = _after(analysis, sighting, bodies, others, is_held=before is not None)
    sides = [_fused(analysis, sighting), before, after]
    if after is not None and _is_line_below(analysis, sighting, after):
        if _posts_stand_above(analysis, sighting, others):
            before, after = before or _line_above(analysis, sighting, bodies), None
        else:
            before = None
        sides = [sides[0], before, after]
    elif before is after is None and _is_last_of_block(analysis, sighting, others):
        sides.append(_line_above(analysis, sighting, bodies))
    if before is not None and after is not None and before.organization is None and not before.is_meeting:
        between = analysis.tokens[before.head : sighting.first]
        marks = {token.text for token in between}
        if ":" in marks or (marks & _DASHES and before.position in _LABELS):
            sides.remove(before)  # «Администратор: Орлова А. А., начальник отдела»
    return [office for office in sides if office is not None]


def _is_line_below(analysis: Analysis, sighting: Sighting, after: Office) -> bool:
    """True where the post behind a name stands in a line of its own."""
    start = analysis.tokens[after.head].start
    return "\n" in analysis.text[sighting.span.end : start]


def _posts_stand_above(analysis: Analysis, sighting: Sighting, others: Sequence[bool]) -> bool:
    """True where a block of posts and names line by line begins with a post: «директор ⏎ Орлов ⏎ глава ⏎ Граб»."""
    text = analysis.text
    start = text.rfind("\n", 0, sighting.span.start) + 1
    for _ in range(_LONGEST_BLOCK):
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        line = text[above : max(above, start - 1)].strip()
        if not line or line.endswith((":", ".")) or start == 0:
            return False
        if any(others[i] for i in _from_to(analysis, above, start)):
            return False  # the line above is a name: posts stand below
        further = text.rfind("\n", 0, max(0, above - 1)) + 1
        if above == 0 or not any(others[i] for i in _from_to(analysis, further, above)):
            return True
        start = further
    return True


def _is_last_of_block(analysis: Analysis, sighting: Sighting, others: Sequence[bool]) -> bool:
    """True for a name alone on its line under its post, where those above stand so."""
    text = analysis.text
    start = text.rfind("\n", 0, sighting.span.start) + 1
    end = text.find("\n", sighting.span.end)
    alone = (
        not text[start : sighting.span.start].strip() and not text[sighting.span.end : end if end > 0 else None].strip()
    )
    return alone and _posts_stand_above(analysis, sighting, others)


def _line_above(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> Office | None:
    """The post that is all of the line above a name."""
    start = analysis.text.rfind("\n", 0, sighting.span.start) + 1
    return _in_cell(analysis, analysis.text.rfind("\n", 0, max(0, start - 1)) + 1, start, bodies)


def _from_to(analysis: Analysis, start: int, end: int) -> range:
    return range(bisect_left(analysis.starts, start), bisect_left(analysis.starts, end))


def _in_cell(analysis: Analysis, start: int, end: int, bodies: Bodies) -> Office | None:
    tokens = analysis.tokens
    first = next((i for i in _from(analysis, start) if tokens[i].start >= start), len(tokens))
    stop = next((i for i in _from(analysis, end) if tokens[i].start >= end or tokens[i].text == "|"), len(tokens))
    head = post_start(tokens, first, stop, loose=False) if first < stop else None
    return None if head is None else _office(analysis, [(head, stop)], bodies, AFTER)


def lead_office(analysis: Analysis, start: int, end: int, bodies: Bodies) -> Office | None:
    """The post that a list's lead-in is, whole: «Классные руководители» is «классный руководитель» of each."""
    first, stop = bisect_left(analysis.starts, start), bisect_left(analysis.starts, end)
    of_many = any(is_of_many(token.low) for token in analysis.tokens[first:stop] if is_post_word(token.low))
    office = _office(analysis, [(first, stop)], bodies, BEFORE if of_many else AFTER)
    if office is None or office.position is None:
        return None
    return office._replace(position=office.position[:1].lower() + office.position[1:], cases=frozenset())


def _from(analysis: Analysis, offset: int) -> range:
    return range(bisect_left(analysis.starts, offset), len(analysis.tokens))


def _before(analysis: Analysis, sighting: Sighting, bodies: Bodies, others: Sequence[bool]) -> Office | None:
    phrases = left_phrases(analysis, sighting, bodies, others)
    return None if phrases is None else _office(analysis, phrases, bodies, BEFORE)


def _after(
    analysis: Analysis, sighting: Sighting, bodies: Bodies, others: Sequence[bool], *, is_held: bool
) -> Office | None:
    phrases = right_phrases(analysis, sighting, bodies, others, is_held=is_held)
    if phrases is None:
        return None
    office = _office(analysis, phrases, bodies, AFTER, held=is_held)
    if office is None or office.organization is not None:
        return office
    return office._replace(organization=body_behind(analysis, phrases[-1][1], bodies))


def _fused(analysis: Analysis, sighting: Sighting) -> Office | None:
    """«(руководитель-Кузнечкова Н. Г.)»: no space where it should be."""
    token = analysis.tokens[sighting.first]
    word = token.low[: max(0, sighting.span.start - token.start)].rstrip("-–—:")
    if not word or not is_post_word(word):
        return None
    return Office(word, None, is_meeting_post(word), OUTSIDE, None, False, sighting.first, frozenset(), BEFORE)


def _office(
    analysis: Analysis, phrases: list[Phrase], bodies: Bodies, rule: str, *, held: bool = False
) -> Office | None:
    """Post and body out of the chunks: of posts in two bodies the first, a job rather than a chair."""
    tokens = analysis.tokens
    lone = len(phrases) == 1 and not held
    parts = [part for phrase in phrases if (part := _part(tokens, *phrase, bodies, rule, lone=lone)).post]
    if not parts:
        return None
    jobs = parts if rule == BEFORE and _is_chair_with_job(parts) else _jobs(parts)
    name = next((part.body.name for part in jobs if part.body is not None), None)
    name = name or bodies.ministry_of(" ".join(part.post for part in jobs))
    kept = _of_one_body(tokens, jobs, name)
    first, stop = kept[0].first, kept[0].stop
    job = next((part for part in kept if not part.is_meeting), kept[0])
    return Office(
        position=", ".join(part.post for part in kept),
        organization=name,
        is_meeting=all(part.is_meeting for part in parts),
        standing=OUTSIDE if name is not None else standing_of(tokens[job.first : job.stop]),
        bare=_without_noun(tokens, first, stop),
        is_shared=_is_shared(tokens, first, stop),
        head=first,
        cases=cases(tokens, first, stop),
        rule=rule,
    )


def _is_shared(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """True for the post of each name that follows: «учителя: Орлова, Рябов», «Зам. директора: Орлова, Рябов»."""
    heads = [token for token in tokens[first:stop] if is_post_word(token.low)]
    if any(is_plural(head) or not singular(head.low) or may_be_many(head.low) for head in heads):
        return True
    labelled = stop < len(tokens) and tokens[stop].text == ":"
    return labelled and bool(heads) and is_abbreviated_post(heads[0].low)


def _part(tokens: Sequence[Token], first: int, stop: int, bodies: Bodies, rule: str, *, lone: bool) -> _Part:
    body = bodies.inside(tokens, first, stop, lone=lone)
    post = bare_post(tokens, first, stop, body)
    if rule == BEFORE or not singular(tokens[first].low):
        post = _one_of_many(tokens, first, stop, post)
    return _Part(post, body, _is_meeting(tokens, first, stop), first, stop)


def _is_chair_with_job(parts: list[_Part]) -> bool:
    """«Председатель коллегии, министр культуры Орлов»: a chair that is told with its body stays before the job."""
    return len(parts) == 2 and parts[0].is_meeting and not parts[1].is_meeting and parts[0].post.count(" ") == 1


def _jobs(parts: list[_Part]) -> list[_Part]:
    """Without the chair of a meeting, where a job or a body stands beside it."""
    jobs = [part for part in parts if not part.is_meeting or part.body is not None]
    return jobs or parts


def _of_one_body(tokens: Sequence[Token], jobs: list[_Part], name: str | None) -> list[_Part]:
    """The posts in the body `name`; «руководитель центра „Старт“» after it is a post in another."""
    kept: list[_Part] = []
    for part in jobs:
        seen = any(other.body is not None for other in kept)
        elsewhere = part.body is None and seen and _names_other_body(tokens, part.first, part.stop)
        if not elsewhere and (part.body is None or part.body.name == name):
            kept.append(part)
    return kept or jobs[:1]


def _one_of_many(tokens: Sequence[Token], first: int, stop: int, post: str) -> str:
    """«учителя физики: Орлова, Рябов» makes each a «учитель физики», «главы районов: …» a «глава района»."""
    head = next((t for t in tokens[first:stop] if is_post_word(t.low)), None)
    if head is None or is_abbreviated_post(head.low):
        return post
    if not is_plural(head) and not is_of_many(head.low) and not is_among(tokens, tokens.index(head, first, stop)):
        return post
    if head.lemma in _HEADS and any(t.tag.number == "Plur" and t.case == "Gen" for t in tokens[first:stop]):
        return _each_of_one(nominative(post, number="sing"))
    return nominative(post, number="sing")


def _each_of_one(post: str) -> str:
    """«глава сельского поселения» of «Главам сельских поселений „Луговое“ (Граб С. А.)»: of one each."""
    head, _, rest = post.partition(" ")
    return f"{head} {genitive_of_one(rest)}".strip()


def _is_meeting(tokens: Sequence[Token], first: int, stop: int) -> bool:
    head = next((t for t in tokens[first:stop] if is_post_word(t.low)), None)
    if head is None:
        return False
    if head.lemma in ("руководитель", "начальник") and any(t.lemma in _GROUPS for t in tokens[first:stop]):
        return True
    deputy = head.low.startswith("зам")
    rest = [t.low for t in tokens[first:stop] if t.text.isalpha()]
    return is_meeting_post(head.low) or (deputy and any(is_meeting_post(low) for low in rest[1:3]))


def _without_noun(tokens: Sequence[Token], first: int, stop: int) -> str | None:
    """«заместитель председателя» of «заместителя председателя комитета»; None where no noun of a body ends it."""
    noun = ending_body_noun(tokens[first:stop])
    return None if noun is None else bare_post(tokens, first, first + noun, None)


def _names_other_body(tokens: Sequence[Token], first: int, stop: int) -> bool:
    return any(t.lemma in _BODY_NOUNS for t in tokens[first:stop])


BEFORE, AFTER = "post before name", "post after name"
_HEADS = frozenset(["глава", "руководитель", "директор", "начальник", "председатель", "ректор", "заведующий"])
_LONGEST_BLOCK = 40  # lines
_DASHES = frozenset(["–", "—", "-"])
_LABELS = frozenset(["руководитель", "ведущий", "ведущая", "организатор", "координатор", "куратор", "администратор"])
_GROUPS = frozenset(["группа", "штаб", "жюри", "комиссия", "оргкомитет", "секция", "делегация", "площадка"])
_BODY_NOUNS = frozenset(
    "центр ассоциация союз фонд общество движение комитет совет федерация палата школа храм".split()
)
