"""What the learned roles look at: the signs of one person, drawn from all mentions.

Decides which traits of layout, grammar, post, words and company count («unit=item», «verb=tell», «lead:состав»).
Leaves what they weigh to `role_model.py` and the data learned by `corpus/role_training.py`. Every sign is
found in a bounded stretch of text around a mention.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from extractor.analysis import Token
from extractor.fields.person import award_words as awards
from extractor.fields.person import predicate_words as verbs
from extractor.fields.person import words
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.posts import Office
from extractor.fields.person.roles import Role
from extractor.fields.person.scene import Scene, bracket, in_brackets, is_late
from extractor.fields.person.verbs import verb_lemma
from extractor.russian.morphology import parses


class Known(Protocol):
    """One mention as `people.py` knows it."""

    @property
    def look(self) -> Scene: ...
    @property
    def offices(self) -> list[Office]: ...
    @property
    def role(self) -> Role | None: ...
    @property
    def body(self) -> str | None: ...


class Company:
    """All mentions of a document: who stands beside whom, and with which role."""

    def __init__(self, seen: Sequence[Known]) -> None:
        self.seen = seen
        self.place = {one.look.sighting.first: i for i, one in enumerate(seen)}
        self.in_unit: dict[int, Counter[str]] = {}
        self.in_list: dict[int, Counter[str]] = {}
        for one in seen:
            role = _role_name(one)
            self.in_unit.setdefault(one.look.unit.index, Counter())[role] += 1
            if one.look.unit.lead_in is not None:
                self.in_list.setdefault(one.look.unit.lead_in, Counter())[role] += 1

    def signs(self, group: Sequence[Known]) -> Iterator[str]:
        """Roles of those in the same unit and list, and of the persons named just before and after."""
        own = Counter((one.look.unit.index, _role_name(one)) for one in group)
        listed = Counter((one.look.unit.lead_in, _role_name(one)) for one in group)
        others = 0
        for unit in {one.look.unit.index for one in group}:
            rest = {role: n - own[unit, role] for role, n in self.in_unit[unit].items()}
            others += sum(rest.values())
            yield from (f"unit role={role}" for role, n in rest.items() if n > 0 and role)
        for lead in {one.look.unit.lead_in for one in group if one.look.unit.lead_in is not None}:
            rest = {role: n - listed[lead, role] for role, n in self.in_list[lead].items()}
            yield from (f"list role={role}" for role, n in rest.items() if n > 0 and role)
        yield f"same unit={min(others, 3)}"
        yield from self._beside("prev", self.place[group[0].look.sighting.first] - 1)
        yield from self._beside("next", self.place[group[-1].look.sighting.first] + 1)

    def _beside(self, side: str, at: int) -> Iterator[str]:
        if not 0 <= at < len(self.seen):
            yield f"{side}=none"
        elif (role := self.seen[at].role) is not None:
            yield f"{side}={role.name}"
            yield f"{side} rule={role.rule}"


def signs_of(group: Sequence[Known], company: Company) -> frozenset[str]:
    """All signs of one person, whose mentions stand in the order of the text."""
    look = group[0].look
    found = {sign for one in group for sign in _of_mention(one)}
    found |= {f"{sign} in {look.kind}" for sign in found if _SUBJECT.match(sign) is not None}
    found |= set(company.signs(group))
    found |= {
        f"kind={look.kind}",
        f"event={look.has_event}",
        f"timed={look.timetable}",
        f"mentions={min(len(group), 3)}",
    }
    return frozenset(found)


def _of_mention(one: Known) -> Iterator[str]:
    yield from _layout(one.look)
    yield from _grammar(one.look)
    yield from _marks(one.look)
    yield from _post(one)
    yield from _wording(one.look)


def _layout(look: Scene) -> Iterator[str]:
    unit, span = look.unit, look.sighting.span
    length = unit.end - unit.start
    yield f"zone={unit.zone}"
    yield f"unit={unit.kind}"
    yield f"level={min(unit.level, 3)}"
    yield f"numbered={unit.number is not None}"
    yield f"opens={look.opens}"
    yield f"late={is_late(look)}"
    yield f"brackets={in_brackets(look)}"
    yield f"bracket of names={bracket(look) is not None}"
    yield f"length={sum(length >= limit for limit in (60, 150, 400))}"
    at = span.start / max(1, len(look.analysis.text))
    yield f"place={sum(at >= limit for limit in (0.1, 0.3, 0.7, 0.9))}"


def _grammar(look: Scene) -> Iterator[str]:
    yield f"cases={'/'.join(sorted(look.cases))}"
    yield from (f"case={case}" for case in look.cases)
    yield from _verb(look)
    tokens = look.analysis.tokens
    first, stop = look.analysis.unit_tokens[look.unit.index]
    before = tokens[max(first, look.head - _REACH) : look.head]
    after = tokens[look.sighting.stop : min(stop, look.sighting.stop + _REACH)]
    yield f"infinitive before={_has_infinitive(before)}"
    yield f"infinitive after={_has_infinitive(after)}"
    yield f"finite={any(is_verb(t) and t.tag.verb_form != 'Inf' for t in (*before, *after))}"
    yield f"dative before={any(t.case == 'Dat' for t in before)}"
    if before and before[-1].pos == "ADP":
        yield f"preposition={before[-1].low}"


def _has_infinitive(tokens: Iterable[Token]) -> bool:
    return any(token.tag.verb_form == "Inf" for token in tokens)


def _verb(look: Scene) -> Iterator[str]:
    verb = look.verb
    if verb is None:
        yield "verb=none"
        return
    lemma = verb_lemma(verb)
    is_left = verb.index < look.sighting.first
    distance = look.sighting.first - verb.index if is_left else verb.index - look.sighting.stop + 1
    for name in [name for name, known in _VERBS.items() if lemma in known] or ["other"]:
        yield f"verb={name}"
        yield f"verb={name}, subject={look.is_subject}"
    yield f"verb side={'left' if is_left else 'right'}"
    yield f"verb distance={sum(distance >= limit for limit in (2, 5, 11))}"
    yield f"subject={look.is_subject}"
    yield f"tense={verb.tag.tense}"
    yield f"voice={verb.tag.voice}"
    yield f"form={verb.tag.verb_form}"
    yield f"verb:{lemma}"


def _marks(look: Scene) -> Iterator[str]:
    """Punctuation, quotations, telephones, hours and ruled lines beside the name."""
    text, span, unit = look.analysis.text, look.sighting.span, look.unit
    head = look.analysis.tokens[look.head].start
    yield f"left={_edge(text[max(unit.start, head - 40) : head].rstrip(' ')[-1:])}"
    yield f"right={_edge(text[span.end : min(unit.end, span.end + 60)].lstrip(' ')[:1])}"
    tests = {
        "quotation": words.QUOTE_AFTER.match(look.after) is not None,
        "quotes": _QUOTE.search(look.after[:60]) is not None,
        "telephone after": _PHONE.search(look.after[:60]) is not None,
        "telephone before": _PHONE.search(look.before[-60:]) is not None,
        "hour": _HOUR.search(text[unit.start : unit.start + 14]) is not None,
        "ruled": "_" in look.before[-30:],
    }
    yield from (name for name, holds in tests.items() if holds)
    yield f"name={span.pattern}"


def _edge(mark: str) -> str:
    return "edge" if not mark else "word" if mark.isalnum() else mark


def _post(one: Known) -> Iterator[str]:
    if not one.offices:
        yield "post=none"
    for office in one.offices:
        yield f"standing={office.standing}"
        yield f"post side={office.rule}"
        yield f"post of={'a body' if office.organization else 'none'}"
        if office.is_meeting:
            yield "post of a meeting"
        yield from (f"post:{lemma}" for lemma in _lemmas((office.position or "")[:80], 1))
    if one.body is not None:
        yield "body by layout"


def _wording(look: Scene) -> Iterator[str]:
    """Lemmas of the lead-in, the label, the heading above, the clause and what follows."""
    heading = _heading(look)
    label = look.label if words.ANY_LABEL.search(look.label) is not None else ""
    yield f"lead-in={bool(look.lead)}"
    yield f"heading={bool(heading)}"
    for name, text, most in (
        ("lead", look.lead, -15),
        ("label", label, -6),
        ("column", look.column[:80], 6),
        ("heading", heading, 12),
        ("near", look.clause[-60:], -4),
        ("clause", look.clause, -20),
        ("after", look.after, 4),
    ):
        yield from (f"{name}:{lemma}" for lemma in _lemmas(text, most))


def _heading(look: Scene) -> str:
    """The nearest heading, lead-in or short line in capitals above the unit."""
    for index in range(look.unit.index - 1, max(-1, look.unit.index - _HIGHEST), -1):
        unit = look.analysis.units[index]
        text = look.analysis.text[unit.body : min(unit.end, unit.body + 91)]
        leads = len(text) < 90 and text.rstrip().endswith(":")
        if unit.kind == "heading" or leads or (4 < len(text) < 60 and text.isupper()):
            return text
    return ""


def _lemmas(text: str, most: int) -> list[str]:
    """Lemmas of the first `most` words, of the last where it is negative."""
    found = _WORD.findall(text)
    return [_lemma(word.lower()) for word in (found[:most] if most > 0 else found[most:])]


@lru_cache(20_000)
def _lemma(word: str) -> str:
    return parses(word)[0].normal.replace("ё", "е")


def _role_name(one: Known) -> str:
    return "" if one.role is None else one.role.name


_VERBS = {
    "say": verbs.SAYING,
    "tell": verbs.SPEAKING,
    "lead": verbs.LEADING | verbs.ALWAYS_LEADING,
    "give": awards.GIVING,
    "hand": awards.HANDING,
    "attend": verbs.ATTENDING,
    "run": verbs.RUNNING,
    "win": awards.WINNING | awards.WINNING_ALONE,
    "order": verbs.ORDERING,
    "become": verbs.BECOMING,
}
_SUBJECT = re.compile(
    r"(?:zone|unit|level|opens|case|standing|post|verb|brackets|infinitive after|numbered|late|place|name)="
)  # signs that mean another thing in each kind of document
_REACH = 25  # tokens looked at on either side
_HIGHEST = 40  # units looked back over for a heading
_WORD = re.compile(r"[а-яё-]{3,}", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d[\d()\s-]{5,20}\d|тел\.|e-?mail|@")
_QUOTE = re.compile(r"[«\"]")
_HOUR = re.compile(r"\d{1,2}[.:]\d{2}")
