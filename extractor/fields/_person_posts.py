"""What post a person holds, and in which organisation, by the words around one mention of the name.

Decides where the phrase of a post begins and ends, before the name or after it, over several lines, and
cuts it into the bare post and the body. Leaves the words to `russian/posts.py`, the choice among the
mentions to `people.py`, and bodies that only the layout tells to `_person_bodies.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.analysis import Analysis, Token
from extractor.fields._person_bodies import Bodies, Body
from extractor.fields._person_spans import Sighting
from extractor.russian.inflection import nominative, nominative_tokens
from extractor.russian.morphology import parses
from extractor.russian.posts import is_abbreviated_post, is_honour, is_meeting_post, is_post_modifier, is_post_word


class Office(NamedTuple):
    """A post beside a name: `head` is its first token, `case` the case it stands in, if one is clear."""

    position: str | None
    organization: str | None
    is_meeting: bool  # «председатель» of a meeting: a job elsewhere in the text is better
    is_bare: bool  # «директор» alone: the document's own body may be meant
    is_shared: bool  # «учителя: Орлова, Рябов»: of each one who follows
    head: int
    cases: frozenset[str]
    rule: str


Phrase = tuple[int, int]  # tokens `first` … `stop - 1`


def offices(analysis: Analysis, sighting: Sighting, bodies: Bodies, others: Sequence[bool]) -> list[Office]:
    """Posts on either side of a name; `others[i]` tells that token `i` belongs to some person's name."""
    found = [office for office in [_fused(analysis, sighting)] if office is not None]
    left = _left(analysis, sighting, bodies, others)
    if left is not None:
        found.append(_office(analysis, left, bodies, "post before name"))
    right = _right(analysis, sighting, bodies, others)
    if right is not None:
        office = _office(analysis, right, bodies, "post after name")
        if office is not None and office.organization is None:
            office = office._replace(organization=_body_behind(analysis, right[-1][1], bodies))
        found.append(office)
    return [office for office in found if office is not None]


# LEFT: «директор школы Орлова А. А.», «Председатель: ____ /Орлова А. А./»


def _left(analysis: Analysis, sighting: Sighting, bodies: Bodies, others: Sequence[bool]) -> list[Phrase] | None:
    """The chunks of a post that ends at the name, the nearest chunk last; None where there is none."""
    tokens = analysis.tokens
    stop = _skip_left(analysis, sighting.first)
    if stop > 1 and stop == sighting.first and tokens[stop - 1].text == "(" and _closes(analysis, sighting):
        stop -= 1  # «начальнику отдела (Тарасюк Н.Н.)»
    separated = any(set(t.text) & set("-–—:_") for t in tokens[stop : sighting.first])
    stop = _without_honours(tokens, stop)
    if stop == 0 or tokens[stop - 1].text == "," or tokens[stop - 1].tag.pos in ("CCONJ", "ADP"):
        return None
    first = _clause_start(analysis, stop, sighting, bodies, others)
    if stop <= first:
        return None
    chunks = _chunks(tokens, first, stop)
    while len(chunks) > 1 and _post_start(tokens, *chunks[-1], loose=True) is None and len(tokens[slice(*chunks[-1])]) < 12:
        chunks[-2:] = [(chunks[-2][0], chunks[-1][1])]  # «отдела торговли, архитектуры и строительства»
    head = _post_start(tokens, *chunks[-1], loose=not separated)
    if head is None:
        return None
    head = _past_chair(tokens, head, stop)
    phrases: list[Phrase] = [(head, stop)]
    for chunk in reversed(chunks[:-1]):
        if phrases[0][0] != chunk[1] + 1:
            break  # the chunk after does not begin with its post
        if _opens_with_honour(tokens, chunk):
            continue
        start = _post_start(tokens, *chunk, loose=True)
        if start is None:
            break
        phrases.insert(0, (start, chunk[1]))
    return phrases


def _fused(analysis: Analysis, sighting: Sighting) -> Office | None:
    """«(руководитель-Сверчкова Н. Г.)»: no space where it should be."""
    token = analysis.tokens[sighting.first]
    word = token.low[: max(0, sighting.span.start - token.start)].rstrip("-–—:")
    if not word or not is_post_word(word):
        return None
    return Office(word, None, is_meeting_post(word), False, False, sighting.first, frozenset(), "post before name")


def _closes(analysis: Analysis, sighting: Sighting) -> bool:
    i = sighting.stop
    return i < len(analysis.tokens) and analysis.tokens[i].text in (")", ",")


def _past_chair(tokens: Sequence[Token], head: int, stop: int) -> int:
    """«Ведущий круглого стола – директор школы»: the post stands after the dash."""
    if not (tokens[head].low.startswith(("ведущ", "модератор")) or is_meeting_post(tokens[head].low)):
        return head
    for i in range(head + 1, stop - 1):
        if tokens[i].text in ("–", "—", "-") and _opening_post(tokens, i + 1, stop) is not None:
            return i + 1
    return head


def _skip_left(analysis: Analysis, i: int) -> int:
    """Over dashes, colons, underscores, slashes and «[подпись]» before the name."""
    tokens = analysis.tokens
    while i > 0:
        word = tokens[i - 1].text
        if word in ("]", ")") and i > 2 and tokens[i - 2].low in ("подпись", "м.п") and tokens[i - 3].text in "[(":
            i -= 3
        elif word and not any(c.isalnum() for c in word) and word not in _NO_FILLER:
            i -= 1
        else:
            break
    return i


def _without_honours(tokens: Sequence[Token], stop: int) -> int:
    """Back over a rank or degree right before the name: «ГУ — полковник», «Института чл.-корр. РАН»."""
    for i in range(stop - 1, max(-1, stop - 7), -1):
        if is_post_word(tokens[i].low) and not is_honour(tokens[i].low):
            break
        if tokens[i].text in "();:«»" or tokens[i].low == "и":
            break
        if is_honour(tokens[i].low):
            stop = i
            while stop > 0 and tokens[stop - 1].text in ("-", "–", "—", ","):
                stop -= 1
    return stop


def _clause_start(
    analysis: Analysis, stop: int, sighting: Sighting, bodies: Bodies, others: Sequence[bool]
) -> int:
    """The first token of the stretch before the name in which its post may stand."""
    tokens = analysis.tokens
    depth = 0
    least = max(0, stop - _FARTHEST)
    i = stop
    while i > least:
        token = tokens[i - 1]
        below = tokens[i].unit if i < stop else sighting.unit
        if token.unit != below and not _runs_on(analysis, token, i, stop, others):
            return i
        body = bodies.covering(token.start)
        if body is not None and depth == 0 and body < token.start:
            while i > least and tokens[i - 1].start >= body:
                i -= 1
            continue
        if token.text in "»)]”":
            depth += 1
        elif token.text in "([" and depth == 0:
            return i
        elif token.text in "«([“":
            depth = max(0, depth - 1)
        elif others[i - 1] or (depth == 0 and _is_boundary(tokens, i - 1)):
            return i
        i -= 1
    return i


def _runs_on(analysis: Analysis, before: Token, i: int, stop: int, others: Sequence[bool]) -> bool:
    """True where the unit that ends with `before` is a line of a post that goes on: «Начальник»."""
    unit = analysis.units[before.unit]
    below = analysis.units[analysis.tokens[min(i, len(analysis.tokens) - 1)].unit]
    first, last = analysis.unit_tokens[before.unit]
    if "cell" in (unit.kind, below.kind) or unit.end - unit.start > 160 or below.index - unit.index > 2:
        return False
    if any(others[first:last]) or analysis.text[unit.end - 1] in ".;!?" or below.number is not None:
        return False
    if i < stop and _opening_post(analysis.tokens, i, stop) is not None:
        return False
    colon = next((k + 1 for k in range(first, last) if analysis.tokens[k].text == ":"), first)
    return _opening_post(analysis.tokens, min(colon, last - 1), last) is not None


def _is_boundary(tokens: Sequence[Token], i: int) -> bool:
    """True for what no post reaches over: sentence marks, a finite verb, «и» between names."""
    token = tokens[i]
    if token.text in (";", "!", "?", "…", ":", "|", "·", "•", "*", "**"):
        return True
    if token.text == ".":
        return i == 0 or not is_abbreviation(tokens[i - 1])
    return token.low in _STOP_WORDS or (is_verb(token) and not is_post_word(token.low))


def is_verb(token: Token) -> bool:
    """True for a finite verb, also where the tagger errs on a capital: «Вела встречу …»."""
    if token.tag.pos == "VERB" and token.tag.verb_form in ("Fin", "Conv", "Inf"):
        return True
    readings = parses(token.low)
    if not readings[0].known or readings[0].tag.POS != "VERB":
        return False
    return token.tag.pos in ("VERB", "AUX", "X") or all(p.tag.POS == "VERB" for p in readings)


def is_abbreviation(token: Token) -> bool:
    low = token.low
    if not low[-1:].isalpha():
        return False
    return len(low) <= 2 or low in _SHORT or (len(low) < 6 and (is_post_word(low) or is_post_modifier(low) or is_honour(low)))


def _chunks(tokens: Sequence[Token], first: int, stop: int) -> list[Phrase]:
    """The stretch cut at its commas, quotes and brackets left whole."""
    cuts = [first]
    depth = 0
    for i in range(first, stop):
        if tokens[i].text in "«([“":
            depth += 1
        elif tokens[i].text in "»)]”":
            depth = max(0, depth - 1)
        elif tokens[i].text == "," and depth == 0:
            cuts += [i, i + 1]
    cuts.append(stop)
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2]) if a < b] or [(first, stop)]


def _post_start(tokens: Sequence[Token], first: int, stop: int, *, loose: bool) -> int | None:
    """The first token of the post in a chunk, its adjectives included; not `loose`: it opens the chunk."""
    depth = 0
    for i in range(first, stop):
        if tokens[i].text in "«([“":
            depth += 1
        elif tokens[i].text in "»)]”":
            depth -= 1
        elif depth == 0 and is_post_word(tokens[i].low) and _singular(tokens[i].low):
            if i > first and is_honour(tokens[i - 1].low):
                continue  # «заслуженный работник культуры»
            start = _past_modifiers_back(tokens, first, i)
            if start != first and not loose and tokens[start - 1].tag.pos != "NUM":
                return None
            return start
    return None


def _past_modifiers_back(tokens: Sequence[Token], first: int, head: int) -> int:
    """Left over «первый», «гл.», «и. о.» before a post's head."""
    i = head
    while i > first:
        token = tokens[i - 1]
        if token.text == "." and i - 1 > first and (is_post_modifier(tokens[i - 2].low) or is_post_word(tokens[i - 2].low)):
            i -= 2
        elif token.text == "." and i - 4 >= first and [t.low for t in tokens[i - 4 : i]] == ["и", ".", "о", "."]:
            i -= 4
        elif is_post_modifier(token.low) or (token.low in ("обязанности", "обязанностей") and i - 1 > first):
            i -= 1
        elif is_post_word(token.low) and token.low.startswith("исполняющ"):
            i -= 1
        elif token.text in ("-", "–") and token.start == tokens[i - 2].end and token.end == tokens[i].start:
            i -= 2
        else:
            break
    return i


# RIGHT: «Орлова А. А., директор школы», «Орлова А. А. – педагог», «Орлова А. А. (директор)»


def _right(analysis: Analysis, sighting: Sighting, bodies: Bodies, others: Sequence[bool]) -> list[Phrase] | None:
    """The chunks of a post that follows the name; None where there is none."""
    tokens = analysis.tokens
    i = _after_mark(analysis, sighting)
    if i is None:
        return None
    closing = ")" if tokens[i - 1].text == "(" else ""
    stop = _clause_stop(analysis, i, closing, others)
    if tokens[i].unit != sighting.unit and stop < len(tokens):
        next_unit = tokens[stop].unit <= tokens[i].unit + 1
        if tokens[stop].text == ":" or (others[stop] and next_unit and analysis.units[sighting.unit].kind != "cell"):
            return None  # «Секретарь:» of the next line, the next addressee
    phrases: list[Phrase] = []
    for chunk in _chunks(tokens, i, stop):
        start = _opening_post(tokens, *chunk)
        if start is not None:
            phrases.append((start, chunk[1]))
        elif phrases and _goes_on(tokens, phrases[-1], chunk):
            phrases[-1] = (phrases[-1][0], chunk[1])
        elif _opens_with_honour(tokens, chunk):
            continue
        elif not bodies.opens(tokens[chunk[0]].start):
            break  # over «школа № 3» in «Орлова А. А., школа № 3, учитель» and «…, учитель, школа № 3»
    return phrases or None


def _body_behind(analysis: Analysis, i: int, bodies: Bodies) -> str | None:
    """«учитель физики, МБОУ СОШ № 3», «учитель физики (МБОУ СОШ № 3)»: the body right behind the post."""
    tokens = analysis.tokens
    if i >= len(tokens) or tokens[i].unit != tokens[i - 1].unit or tokens[i].text not in (",", "("):
        return None
    place = bodies.named(tokens[i].end, tokens[i].end + 3)
    return None if place is None else place[0]


def _goes_on(tokens: Sequence[Token], before: Phrase, chunk: Phrase) -> bool:
    """«начальник отдела торговли, архитектуры и строительства»: the chunk is in the same row of genitives."""
    cases = [t.case for t in tokens[slice(*chunk)] if t.tag.pos in ("NOUN", "ADJ") and t.case]
    above = [t.case for t in tokens[slice(*before)] if t.tag.pos == "NOUN" and t.case]
    has_and = any(t.low == "и" for t in tokens[slice(*chunk)])
    return bool(cases and above) and has_and and cases[0] == above[-1] != "Nom" and chunk[1] - chunk[0] < 12


def _after_mark(analysis: Analysis, sighting: Sighting) -> int | None:
    """The token after the comma, dash, bracket or cell edge that follows the name."""
    tokens = analysis.tokens
    i = sighting.stop
    while i < len(tokens) and tokens[i].text in ("*", "**", "."):
        i += 1
    if i >= len(tokens):
        return None
    if tokens[i].unit != sighting.unit:
        before = tokens[analysis.unit_tokens[sighting.unit][0] : sighting.first]
        alone = not any(c.isalpha() for t in before for c in t.text)
        nearby = tokens[i].unit - sighting.unit <= 2
        while i < len(tokens) and tokens[i].text in ("-", "–", "—", "|"):
            i += 1
        return i if alone and nearby and i < len(tokens) else None
    while i < len(tokens) and tokens[i].text in (",", "-", "–", "—", "(", "|", ":", "/", "−", "*", "**", "―"):
        i += 1
    if i + 1 < len(tokens) and tokens[i].lemma == "который" and tokens[i + 1].lemma in ("являться", "работать"):
        i += 2
    if i < len(tokens) and i == sighting.stop and tokens[i].text.islower() and _opens_line(analysis, sighting):
        return i  # «1. Орлова Анна Петровна учитель физики»
    return i if i > sighting.stop and i < len(tokens) else None


def _opens_line(analysis: Analysis, sighting: Sighting) -> bool:
    unit = analysis.units[sighting.unit]
    return not any(c.isalpha() for c in analysis.text[unit.body : max(unit.body, sighting.span.start)])


def _clause_stop(analysis: Analysis, first: int, closing: str, others: Sequence[bool]) -> int:
    """The end of the stretch after the name in which its post may stand."""
    tokens = analysis.tokens
    depth = 0
    i = first
    while i < min(len(tokens), first + _FARTHEST):
        token = tokens[i]
        if token.unit != tokens[first].unit or (i > first and _opens_numbered_line(analysis, i)):
            break
        if token.text in "«([“":
            if token.text == "(" and depth == 0 and not closing:
                break
            depth += 1
        elif token.text in "»)]”":
            if depth == 0:
                break
            depth -= 1
        elif others[i] or (depth == 0 and _is_boundary(tokens, i)):
            break
        elif depth == 0 and token.text in ("–", "—", "-") and token.start > tokens[i - 1].end:
            if i + 1 < len(tokens) and others[i + 1]:
                i += 1
                break
            if i + 1 < len(tokens) and not _post_after_dash(tokens, i + 1):
                break
        i += 1
    if i < len(tokens) and others[i] and tokens[i].unit == tokens[first].unit:
        while i > first and (tokens[i - 1].low in ("и", "а", "также", ",") or is_honour(tokens[i - 1].low)):
            i -= 1
        if tokens[i].low not in ("и", "а", "также", ","):
            i = _back_over_next_post(tokens, first, i)
    while i > first and tokens[i - 1].text in (",", ".", "-", "–", "—") and not is_abbreviation(tokens[i - 2]):
        i -= 1
    return i


def _opens_numbered_line(analysis: Analysis, i: int) -> bool:
    """True for «10.30» that begins the next line of a programme."""
    token = analysis.tokens[i]
    return token.text[0].isdigit() and "\n" in analysis.text[analysis.tokens[i - 1].end : token.start]


def _back_over_next_post(tokens: Sequence[Token], first: int, stop: int) -> int:
    """Where the next person's post stands before that name: cut after the last «, » or «и» that opens it."""
    for i in range(stop - 1, first, -1):
        if tokens[i].low in ("и", ",") and i + 1 < stop and _opening_post(tokens, i + 1, stop) is not None:
            return i
    return first  # the post belongs to the next name: «, прокурор области Роман Хоменко»


def _post_after_dash(tokens: Sequence[Token], i: int) -> bool:
    return is_post_word(tokens[i].low) or is_post_modifier(tokens[i].low)


def _opening_post(tokens: Sequence[Token], first: int, stop: int) -> int | None:
    """The first token of a post that opens a chunk: «молодой учитель» is left at «учитель»."""
    i = first
    while i < stop and tokens[i].text in ("-", "–", "—", "*", "**"):
        i += 1
    start = i
    for k in range(i, min(stop, i + 7)):
        token = tokens[k]
        if is_post_word(token.low):
            if not _singular(token.low):
                return None
            if is_honour(tokens[start].low):
                return None  # «заслуженный работник культуры»
            return max(start, _past_modifiers_back(tokens, start, k))
        if not (is_post_modifier(token.low) or token.text in (".", "-") or token.tag.pos in ("ADJ", "DET") or token.low in _SHORT):
            return None
    return None


def _opens_with_honour(tokens: Sequence[Token], chunk: Phrase) -> bool:
    low = tokens[chunk[0]].low
    return is_honour(low) or any(is_honour(low + "." + t.low) or is_honour(t.low) for t in tokens[chunk[0] + 1 : chunk[0] + 3])


# THE PHRASE


def _office(analysis: Analysis, phrases: list[Phrase], bodies: Bodies, rule: str) -> Office | None:
    """Post and body out of the chunks: of posts in two bodies the first, a job rather than a chair."""
    tokens = analysis.tokens
    parts = []
    for first, stop in phrases:
        body = bodies.inside(tokens, first, stop)
        post = _bare_post(tokens, first, stop, body)
        if post:
            parts.append((post, body, _is_meeting(tokens, first, stop), first, stop))
    if not parts:
        return None
    jobs = [part for part in parts if not part[2] or part[1] is not None] or parts
    if any(part[1] is not None for part in jobs):
        jobs = [part for part in jobs if not (part[2] and part[1] is None)]
    name = next((part[1].name for part in jobs if part[1] is not None), None)
    name = name or bodies.ministry_of(" ".join(part[0] for part in jobs))
    kept = []
    for post, body, _, first, stop in jobs:
        seen = bool(kept) and name is not None and any(k[1] for k in kept)
        if body is not None and body.name != name or seen and body is None and _names_other_body(tokens, first, stop):
            continue
        kept.append((post, body is not None, first, stop))
    if rule == "post before name":
        kept = [(_one_of_many(tokens, k[2], k[3], k[0]), *k[1:]) for k in kept]
        kept = [k for k in kept if k[0]]
    if not kept:
        return None
    head = kept[0][2]
    words = tokens[kept[0][2] : kept[0][3]]
    bare = not all(p[2] for p in parts) and len(kept) == 1 and name is None and len([t for t in words if t.text.isalpha()]) <= 1 or (
        name is None and len(kept) == 1 and _is_deputy(words)
    )
    position = ", ".join(part[0] for part in kept)
    shared = any(_is_plural(token) for token in words if is_post_word(token.low))
    return Office(position, name, all(p[2] for p in parts), bare, shared, head, _cases(tokens, kept[0][2], kept[0][3]), rule)


def _one_of_many(tokens: Sequence[Token], first: int, stop: int, post: str) -> str:
    """«учителя физики: Орлова, Рябов» makes each a «учитель физики»; «главы районов» makes nothing."""
    head = next((t for t in tokens[first:stop] if is_post_word(t.low)), None)
    if head is None or is_abbreviated_post(head.low) or not _is_plural(head):
        return post
    if head.lemma in _HEADS and any(t.tag.number == "Plur" and t.case == "Gen" for t in tokens[first:stop]):
        return ""
    return nominative(post, number="sing")


def _is_meeting(tokens: Sequence[Token], first: int, stop: int) -> bool:
    head = next((t for t in tokens[first:stop] if is_post_word(t.low)), None)
    if head is None:
        return False
    deputy = head.low.startswith("зам")
    rest = [t.low for t in tokens[first:stop] if t.text.isalpha()]
    return is_meeting_post(head.low) or deputy and any(is_meeting_post(low) for low in rest[1:3])


def _is_deputy(words: Sequence[Token]) -> bool:
    """«зам. директора по УВР»: a deputy of the document's own head."""
    low = [t.low for t in words if t.text.isalpha()]
    return len(low) > 1 and low[0].startswith("зам") and low[1] in ("директора", "заведующего", "заведующей", "начальника") and (
        len(low) == 2 or low[2] == "по"
    )


def _names_other_body(tokens: Sequence[Token], first: int, stop: int) -> bool:
    return any(t.lemma in _BODY_NOUNS for t in tokens[first:stop])


def _bare_post(tokens: Sequence[Token], first: int, stop: int, body: Body | None) -> str:
    """The post in the nominative without its body and the territory behind that."""
    pieces = [(first, stop)]
    if body is not None:
        after = body.stop
        shortened = after + 1 < stop and tokens[after + 1].text == "."  # «с. Раевский»
        if after < stop and (tokens[after].low not in _KEEP_AFTER_BODY or shortened):
            after = stop
        pieces = [(first, body.first), (after, stop)]
    words = []
    for a, b in pieces:
        words += [t for t in tokens[a:b]]
    while words and words[-1].text in (",", "-", "–", "—", ":", "(", "."):
        if words[-1].text == "." and len(words) > 1 and is_abbreviation(words[-2]):
            break
        words.pop()
    if words and words[-1].low in ("и", "в", "при", "на"):
        words.pop()
    return _lowered(_nominative(words))


def _nominative(words: Sequence[Token]) -> str:
    """Each half of «заместителя директора – начальника отдела» apart."""
    halves: list[list[Token]] = [[]]
    joints = []
    for i, word in enumerate(words):
        if word.text in ("–", "—", "-") and i + 1 < len(words) and is_post_word(words[i + 1].low) and word.start > words[i - 1].end:
            halves.append([])
            joints.append(word.text)
        else:
            halves[-1].append(word)
    text = _half(halves[0])
    for joint, half in zip(joints, halves[1:]):
        text += f" {joint} {_half(half)}"
    return text


def _half(words: Sequence[Token]) -> str:
    """One post in the nominative singular; what begins with an abbreviation stays as written."""
    if words and (is_abbreviated_post(words[0].low) or len(words) > 1 and words[1].text == "."):
        text = words[0].text
        for before, word in zip(words, words[1:]):
            text += (" " if word.start > before.end else "") + word.text
        return " ".join(text.split())
    return nominative_tokens(words, number="sing")


def _lowered(post: str) -> str:
    return post[:1].lower() + post[1:] if post[1:2].islower() or post[1:2] in " ." else post


def _is_plural(head: Token) -> bool:
    numbers = {str(p.tag.number) for p in parses(head.low) if str(p.tag.case) == "nomn"}
    return "plur" in numbers and "sing" not in numbers and (head.tag.number == "Plur" or head.text[0].isupper())


def _singular(low: str) -> bool:
    """True unless every reading of the word as a noun is plural: «учителей»."""
    if is_abbreviated_post(low):
        return True
    readings = parses(low)
    return not all(str(p.tag.number) == "plur" for p in readings if p.tag.POS in ("NOUN", "ADJF", "PRTF")) or readings[
        0
    ].tag.POS not in ("NOUN", "ADJF", "PRTF")


def _cases(tokens: Sequence[Token], first: int, stop: int) -> frozenset[str]:
    """The cases a post's head may stand in: «директора» is gen or acc."""
    head = next((t for t in tokens[first:stop] if is_post_word(t.low)), None)
    if head is None or is_abbreviated_post(head.low):
        return frozenset()
    if _is_plural(head):  # «доложили главы районов Иван Дуб …»
        return frozenset(["nom"])
    readings = [p for p in parses(head.low) if str(p.tag.number) == "sing" and p.tag.POS in ("NOUN", "ADJF", "PRTF")]
    return frozenset(_CASES[str(p.tag.case)] for p in readings if str(p.tag.case) in _CASES)


_FARTHEST = 45  # tokens; «заместитель начальника Главного управления … по Энской области»
_NO_FILLER = frozenset(",;.()[]!?«»\"'“”…|")
_CASES = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc"}
_HEADS = frozenset("глава руководитель директор начальник председатель ректор заведующий".split())
_STOP_WORDS = frozenset("который которая которые что чтобы если когда где также кроме однако она он они это".split())
_SHORT = frozenset("обл р-н респ ред просп стр корр".split())
_KEEP_AFTER_BODY = frozenset("по в во на с при".split())
_BODY_NOUNS = frozenset("центр ассоциация союз фонд общество движение комитет совет федерация палата".split())
