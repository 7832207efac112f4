"""What one of many has: «сельских поселений» of several heads is «сельского поселения» of each.

Decides the genitive singular of a phrase in the genitive plural. Leaves the nominative to `inflection.py`.
"""

from __future__ import annotations

from extractor.russian.morphology import Parse, parses


def genitive_of_one(phrase: str) -> str:
    """The genitive singular of a genitive plural: «районных школ» is «районной школы»; what is none stays.

    Territories behind it are made one too: «администраций сельских поселений», but «школы искусств».
    """
    words = phrase.split()
    first = _noun(words, 0)
    if first is None:
        return phrase
    last = _noun(words, first + 1)
    done = _of_one(words[: first + 1])
    if last is not None and _lemma(words[last]) in _TERRITORIES:
        return " ".join([*done, *_of_one(words[first + 1 : last + 1]), *words[last + 1 :]])
    return " ".join([*done, *words[first + 1 :]])


def _noun(words: list[str], start: int) -> int | None:
    """The first noun in the genitive plural from `start`; «детских» may be one, but is an adjective here."""
    nouns = (i for i in range(start, len(words)) if _plural(words[i], "NOUN") is not None)
    return next((i for i in nouns if _plural(words[i], "ADJF") is None), None)


def _lemma(word: str) -> str:
    return parses(word.lower())[0].normal


def _of_one(words: list[str]) -> list[str]:
    """A noun with the adjectives before it, in the genitive singular."""
    head = _plural(words[-1], "NOUN")
    gender = str(head.tag.gender) if head is not None and head.tag.gender is not None else "masc"
    done = [_one(word, "ADJF", {"sing", "gent", gender}) for word in words[:-1]]
    return [*done, _one(words[-1], "NOUN", {"sing", "gent"})]


def _one(word: str, part: str, grammemes: set[str]) -> str:
    parse = _plural(word, part)
    form = parse.raw.inflect(grammemes) if parse is not None else None
    return word if form is None else str(form.word)


def _plural(word: str, part: str) -> Parse | None:
    readings = parses(word.lower())
    return next(
        (p for p in readings if part == p.tag.POS and str(p.tag.number) == "plur" and str(p.tag.case) == "gent"), None
    )


_TERRITORIES = frozenset(["поселение", "район", "округ", "город", "совет", "сельсовет", "образование", "область"])
