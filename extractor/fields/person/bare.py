"""The bare post in the nominative: «заместитель директора» of «заместителю директора МБУ „Заря“».

Decides what of a phrase is the post once the body is known, and how it reads in the nominative. Leaves where the
phrase begins and which body it names to `posts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.analysis import Token
from extractor.fields.person.bodies import Body, is_pointing, pointing_at
from extractor.fields.person.phrases import is_abbreviation, opening_post
from extractor.russian.inflection import nominative_tokens
from extractor.russian.morphology import parses
from extractor.russian.posts import is_abbreviated_post, is_fused_post, is_post_modifier, is_post_word


def bare_post(tokens: Sequence[Token], first: int, stop: int, body: Body | None) -> str:
    """The post in the nominative without its body and the territory behind that."""
    if body is None:
        stop = pointing_at(tokens, first, stop) or stop
    pieces = [(first, stop)]
    if body is not None:
        after = body.stop if _goes_on_behind(tokens, body.stop, stop) else stop
        pieces = [(first, body.first), (after, stop)]
    words: list[Token] = []
    for a, b in pieces:
        words += tokens[a : _home_place(tokens, a, b)]
    while words and words[-1].text in (",", "-", "–", "—", ":", "(", "."):
        if words[-1].text == "." and len(words) > 1 and is_abbreviation(words[-2]):
            break
        words.pop()
    while words and (words[-1].low in ("и", "в", "при", "на", "же") or is_pointing(words[-1])):
        words.pop()  # «учитель [нашей] школы»
    return _lowered(_HALVED.sub("", _nominative(words)))


def _goes_on_behind(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """True for «по науке», «– начальник отдела» behind a body; not for the place «с. Раевский»."""
    if i + 1 >= stop:
        return False
    if tokens[i].text in _DASHES:
        return opening_post(tokens, i + 1, stop) is not None
    return tokens[i].low in _KEEP_AFTER_BODY and tokens[i + 1].text != "."


def _home_place(tokens: Sequence[Token], first: int, stop: int) -> int:
    """Where «из села Отрадное» begins in «фермер из села Отрадное»: it tells of the person, not of the post."""
    places = (i for i in range(first + 1, stop - 1) if tokens[i].low == "из")
    return next((i for i in places if tokens[i + 1].text[0].isupper() or tokens[i + 1].low in _SETTLEMENTS), stop)


def _nominative(words: Sequence[Token]) -> str:
    """Each half of «заместителя директора – начальника отдела» apart."""
    halves: list[list[Token]] = [[]]
    joints = []
    for i, word in enumerate(words):
        if (
            word.text in _DASHES
            and i + 1 < len(words)
            and is_post_word(words[i + 1].low)
            and word.start > words[i - 1].end
        ):
            halves.append([])
            joints.append(word.text)
        else:
            halves[-1].append(word)
    text = _half(halves[0])
    for joint, half in zip(joints, halves[1:], strict=True):
        text += f" {joint} {_half(half)}"
    return text


def _half(words: Sequence[Token]) -> str:
    """One post in the nominative singular; what begins with an abbreviation of a post stays as written."""
    if len(words) > 2 and words[1].text == "." and _is_short_modifier(words[0].low):
        gap = " " if words[2].start > words[1].end else ""
        return f"{words[0].text}.{gap}{_half(words[2:])}"  # «вет.врачу», «гл. специалисту»
    if words and (is_abbreviated_post(words[0].low) or (len(words) > 1 and words[1].text in ("/", "."))):
        return _as_written(words)
    fused = next((i for i, word in enumerate(words) if is_fused_post(word.low)), None)
    if fused is not None:  # «первому замгубернатора края»
        lead = nominative_tokens(words[:fused], number="sing") if fused else ""
        return f"{lead} {_as_written(words[fused:])}".strip()
    if len(words) > 1 and is_post_word(words[0].low) and _is_noun_of_adjective(words[1], words[0]):
        return f"{nominative_tokens(words[:1], number='sing')} {nominative_tokens(words[1:], number='sing')}"
    return nominative_tokens(words, number="sing")


def _is_noun_of_adjective(word: Token, before: Token) -> bool:
    """True for «уполномоченному» of «участковому уполномоченному», not for «пожарной» of «водителя пожарной машины»."""
    if not is_post_word(word.low):
        return False
    own = {(p.tag.case, p.tag.gender) for p in parses(word.low) if p.tag.POS in ("ADJF", "PRTF")}
    return any((p.tag.case, p.tag.gender) in own for p in parses(before.low))


def _is_short_modifier(low: str) -> bool:
    return is_post_modifier(low) and not is_abbreviated_post(low) and not is_post_word(low)


def _as_written(words: Sequence[Token]) -> str:
    """The words as the text has them, white space squeezed."""
    text = words[0].text
    for before, word in pairwise(words):
        text += (" " if word.start > before.end else "") + word.text
    return " ".join(text.split())


def _lowered(post: str) -> str:
    return post[:1].lower() + post[1:] if post[1:2].islower() or post[1:2] in " ." else post


_HALVED = re.compile(r"(?<=[а-яё]{2})- (?=[а-яё]{2})")  # «админи- страции» of two lines
_KEEP_AFTER_BODY = frozenset(["по", "в", "во", "на", "с", "при"])
_DASHES = frozenset(["–", "—", "-"])
_SETTLEMENTS = frozenset("с г д п пос города села деревни посёлка поселка станицы хутора аула района".split())
