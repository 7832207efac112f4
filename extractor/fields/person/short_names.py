"""The short forms of a body's name that only its people use: «„Луч“» for «СПК „Луч“», «райбольница».

Decides which quoted words and which clipped words stand for an organisation of the record. Leaves whose body it is
to `bodies.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

Place = tuple[int, int, str]  # start and end of a mention, and whom it names


def with_short_names(text: str, places: Iterable[Place]) -> set[Place]:
    """The mentions with those by the quoted part of a name alone: «механизатор „Луча“»."""
    found = set(places)
    full = {name: stems for _, _, name in found if (stems := _quoted_stems(name))}
    by_first: dict[str, list[str]] = {}
    for name in sorted(full):
        by_first.setdefault(full[name][0][:3], []).append(name)
    ordered = sorted(found)
    starts = [start for start, _, _ in ordered]
    for match in _QUOTED.finditer(text) if full else ():
        stems = _stems(match[1])
        alike = by_first.get(stems[0][:3], []) if stems else []
        same = [name for name in alike[:_MOST_ALIKE] if _is_same(stems, full[name])]
        i = bisect_left(starts, match.end())
        over = [place for place in ordered[max(0, i - _NEAR) : i] if place[1] > match.start()]
        if len(same) == 1 and all(place[:2] == match.span() and place[2] not in full for place in over):
            found.difference_update(over)  # «Луч» by itself was an organisation of its own
            found.add((match.start(), match.end(), same[0]))
    return found


def _quoted_stems(name: str) -> list[str]:
    """The words in quotes of «СПК „Луч“»; none where the quotes are all of the name."""
    parts = _QUOTED.findall(name)
    return _stems(parts[-1]) if parts and _QUOTED.fullmatch(name) is None else []


def syllables_of(letters: str, name: str) -> bool:
    """True where clipped words open words of a name in their order: «госвет» of «Государственная ветеринарная …»."""
    words = [word.lower().replace("ё", "е") for word in _WORDS.findall(name)]
    left = letters.replace("ё", "е")
    for word in words:
        size = next((k for k in range(len(left), 1, -1) if word.startswith(left[:k])), 0)
        left = left[size:]
    return not left


def _is_same(stems: list[str], others: list[str]) -> bool:
    """True for the words of a name in another case: «Щедрого поля» and «Щедрое поле»."""
    if len(stems) != len(others):
        return False
    return all(
        one[: _common(one, other)] == other[: _common(one, other)] for one, other in zip(stems, others, strict=True)
    )


def _common(one: str, other: str) -> int:
    """How many letters two cases of one word share: all but the ending, three at least."""
    return max(3, min(len(one), len(other)) - 2) if one != other else len(one)


def _stems(words: str) -> list[str]:
    return [word.lower().replace("ё", "е") for word in _WORDS.findall(words)]


_MOST_ALIKE = 50  # names that open with the same letters
_NEAR = 4  # mentions before a quoted name that may hold it
_QUOTED = re.compile(r"[«„“\"]([^«»„“”\"\n]{2,40})[»“”\"]")
_WORDS = re.compile(r"[А-Яа-яЁё]+")
