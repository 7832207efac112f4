"""Which names and letters a document explains by each other: «Центр волонтёров (ЦВ)», «(далее – Школа)».

Decides what brackets, rows and initials say of a short name. Leaves the joining of the mentions to `linking.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.fields.organization.candidates import Candidate
from extractor.fields.organization.names import clean, same_words, words_of
from extractor.fields.organization.scene import Scene
from extractor.russian.abbreviations import abbreviates, clips, is_abbreviation
from extractor.russian.bodies import head_noun
from extractor.russian.clipped_names import clipped_body
from extractor.russian.inflection import nominative
from extractor.russian.quotes import angled


def listed_letters(scene: Scene, found: Sequence[Candidate]) -> dict[tuple[int, int], str]:
    """Letters in a row with names are one more name: «Енский университет, ОИЯФ и Центр биологии»."""
    text = scene.analysis.text
    starts = {c.start for c in found if not c.weak}
    ends = {c.end for c in found if not c.weak}
    listed = {}
    for one in found:
        if one.rule != "letters" or not one.weak or len(one.name) < 3:
            continue
        before = any(one.start - len(g) in ends and text[one.start - len(g) : one.start] == g for g in _IN_ROWS)
        after = any(one.end + len(g) in starts and text[one.end : one.end + len(g)] == g for g in _IN_ROWS)
        if before and after:
            listed[one.start, one.end] = one.name
    return listed


def explained_by_initials(found: Sequence[Candidate]) -> set[tuple[int, int]]:
    """Phrases and letters that explain each other: «Региональный центр волонтёров», and later «РЦВ»."""
    letters: dict[str, list[Candidate]] = {}
    for one in found:
        if one.rule == "letters" and len(one.name) > 2 and len(letters) < _MANY:
            letters.setdefault(one.name[0].lower(), []).append(one)
    sure: set[tuple[int, int]] = set()
    phrases = [c for c in found if c.weak and c.rule == "mention" and c.name.count(" ") > 1] if letters else []
    for phrase in phrases[:_MANY]:
        words = words_of(phrase.name)
        same = [c for c in letters.get(words[0][0].lower(), ())[:_FEW] if abbreviates(c.name, words)]
        if same:
            sure.update((c.start, c.end) for c in (phrase, *same))
    return sure


def letters_of_things(scene: Scene, given: dict[tuple[int, int], str]) -> set[str]:
    """Letters that brackets explain by something that is no organisation: «энергоресурсы (далее – ТЭР)»."""
    bodies = set(given.values())
    found = set()
    for match in _EXPLAINED.finditer(scene.analysis.text):
        before = words_of(scene.analysis.text[max(0, match.start() - 150) : match.start() + 1])
        if match["letters"] not in bodies and not any(head_noun(word) is not None for word in before):
            found.add(match["letters"])
    return found


def introductions(scene: Scene, found: Sequence[Candidate]) -> dict[tuple[int, int], str]:
    """What brackets after a candidate call it: «(далее – Школа)», «(ЦНППМПР)»."""
    given = {}
    for one in found:
        match = _BRACKETS.match(scene.analysis.text, one.end)
        if match is None:
            continue
        short = angled(clean(match["short"])).split(",")[0]
        explicit = match["further"] is not None
        words = short.split(" ")
        letters = is_abbreviation(words[-1]) or is_abbreviation(words[0])
        if len(words) == 1 and one.kind == "authority" and clipped_body(short) is not None and not explicit:
            given[one.start, one.end] = short  # «Федеральное агентство лесного хозяйства (Рослесхоз)»
            continue
        if (explicit and not (one.weak and not letters)) or (
            letters and (stands_for(short, one.name) or _is_initialled(short, one.name))
        ):
            given[one.start, one.end] = nominative(short.strip('«»"')) if not letters else short
    return given


def _is_initialled(short: str, name: str) -> bool:
    """Whether capitals in brackets begin and end as the name's words: «Приозёрский университет (ПЗУ)»."""
    words = [word.lower() for word in words_of(name.rpartition("«")[2] or name)]
    letters = short.lower()
    if not is_abbreviation(short) or not 3 <= len(letters) <= 6 or not 2 <= len(words) <= 12:
        return False
    return words[0][0] == letters[0] and any(word[0] == letters[-1] for word in words[1:])


@lru_cache(50_000)
def stands_for(short: str, name: str) -> bool:
    words = words_of(name)
    return (
        same_words(words_of(short), words)
        or abbreviates(re.sub(r"\W", "", short), words)
        or (clips(short.partition(" ")[0], words))
    )


_BRACKETS = re.compile(
    r"""
    \s{0,3} \(
    (?P<further> \s? далее \s{0,2} (?:по \s тексту)? \s{0,2} [-–—:,]? \s{0,2} )?
    (?P<short> [^()\n]{2,60} )
    \)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"[а-яё][»\"]?\s?\( (?:\s?далее\s?[-–—:]?\s?)? (?P<letters> [А-ЯЁ][А-ЯЁа-яё]{1,9} ) \)", re.VERBOSE
)
_IN_ROWS = (", ", " и ", ", и ")
_FEW = 20
_MANY = 400
