"""Letterheads in capitals as running text writes them.

Decides which words keep a capital: the first, abbreviations, names of places and people. Leaves case and
number to `inflection.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.russian.clipped_names import clipped_body
from extractor.russian.morphology import parses


def normal_case(text: str) -> str:
    """Capitals as a sentence writes them: «КОМИТЕТ МИРНОЙ ОБЛАСТИ» is «Комитет Мирной области».

    Text that is not all capitals comes back as it was, but for squeezed white space.
    """
    text = " ".join(text.split())
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 8 or sum(c.isupper() for c in letters) < 0.95 * len(letters):
        return text
    words = list(_WORD.finditer(text))
    if not any(len(word[0]) > 4 and _is_known(word[0].lower()) for word in words):
        return text
    out, at = [], 0
    for i, word in enumerate(words):
        out += [text[at : word.start()], _normal_word(text, words, i)]
        at = word.end()
    return "".join([*out, text[at:]]).replace("героя советского союза", "Героя Советского Союза")


def _normal_word(text: str, words: Sequence[re.Match[str]], i: int) -> str:
    """One word out of capitals: lower case but for the first, abbreviations and proper names."""
    word = words[i][0]
    before = text[: words[i].start()].rstrip()
    low = word.lower()
    if _ORDINAL.search(before) is not None:
        return low  # «1-го отдела»
    following = _noun_after(words, i)
    if _is_initialism(low) and not _names_next(before, ""):
        return word
    after = text[words[i].end() : words[i].end() + 10]
    if len(word) == 1 and after[:1] == ".":
        okrug = _OKRUG.search(text, max(0, words[i].start() - 3), words[i].end() + 4)
        return word if okrug is None and _is_initial(before, after) else low
    first = i == 0 or before[-1:] in _OPENING or before[-1:] == '"'
    previous = words[i - 1][0].lower() if i else ""
    if first or _names_next(before, after) or _is_proper(low, following, previous):
        return "-".join(part.capitalize() for part in low.split("-"))
    return low


def _is_initial(before: str, after: str) -> bool:
    """True for a letter of a person's name: «П. П. Дудина», «имени П. Дудина»; not for «г.о. Энск»."""
    if _HONOUR.search(before) is not None or _FIRST_INITIAL.search(before) is not None:
        return True
    return _SECOND_INITIAL.match(after) is not None


def _names_next(before: str, after: str) -> bool:
    """True where a name must stand: «г. Энска», «поселения Мирное», «П. П. Дудина», «Дудина П. П.»."""
    if _PLACE_MARK.search(before) is not None or _INITIALS_BEFORE.search(before) is not None:
        return True
    return _INITIALS_AFTER.match(after) is not None


def _is_known(low: str) -> bool:
    return any(parse.known for parse in parses(low))


def _noun_after(words: Sequence[re.Match[str]], i: int) -> str:
    """The next word that is no ordinary adjective: «района» after «МИРНИНСКОГО МУНИЦИПАЛЬНОГО»."""
    for word in words[i + 1 : i + 4]:
        if not word[0].lower().startswith(_ORDINARY):
            return word[0].lower()
    return ""


@lru_cache(10_000)
def _is_initialism(low: str) -> bool:
    """«МБОУ», «РФ»: short, and not a word of the dictionary."""
    if len(low) > 6 or low in _SHORT_WORDS or low.endswith(_ADJECTIVE_ENDINGS):
        return False
    best = parses(low)
    return "Abbr" in best[0].tag or not any(p.known for p in best) or not set(low) & set("аеёиоуыэюя")


def _is_proper(low: str, following: str, before: str) -> bool:
    """Names of places and people, and the adjective of a place's name: «Мирной области»."""
    if any(mark in p.tag for p in parses(low)[:1] for mark in ("Geox", "Surn", "Name", "Patr")):
        return True
    if low.startswith("федераци"):
        return before.startswith("российск")
    if low.startswith("республик"):
        return following != ""
    if clipped_body(low.capitalize()) is not None and "NOUN" not in {p.tag.POS for p in parses(low) if p.known}:
        return True
    territorial = following.startswith(_TERRITORIES)
    adjective = any(p.tag.POS == "ADJF" for p in parses(low)[:2])
    return territorial and adjective and not low.startswith(_ORDINARY)


_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_HONOUR = re.compile(r"\bим(?:ени|\.)[^»\"]{0,40}$", re.IGNORECASE)
_ORDINAL = re.compile(r"\d[-‑]$")
_OKRUG = re.compile(r"(?<![^\W\d_])Г\.\s?О\.(?!\s?[А-ЯЁ]\.)")
_FIRST_INITIAL = re.compile(r"(?:^|\s)[А-ЯЁ]\.$")
_SECOND_INITIAL = re.compile(r"\.\s?[А-ЯЁ]\.")
_INITIALS_BEFORE = re.compile(r"(?:^|\s)[А-ЯЁ]\.\s?[А-ЯЁ]\.$")
_INITIALS_AFTER = re.compile(r"\s[А-ЯЁ]\.\s?[А-ЯЁ]\.(?!\s?[А-ЯЁ])")
_PLACE_MARK = re.compile(
    r"""\b(?: (?:г|с|п|д|х)\. | (?:пос|ст|дер|им)\.? | город(?:а|е|у)? | сел[оае] | пос[её]л(?:ок|ка) | деревн[яи]
    | станиц[аы] | хутор(?:а)? | поселени[яе] )$""",
    re.IGNORECASE | re.VERBOSE,
)
_OPENING = "«“„"

_ADJECTIVE_ENDINGS = ("ский", "ской", "ская", "ское", "ный", "ной", "ная", "ное", "ого")

_SHORT_WORDS = {
    "и", "по", "в", "на", "с", "о", "об", "для", "при", "к", "от", "до", "из", "имени", "им", "г", "п",
}  # fmt: skip

# Heads of territories, by their stems: the adjective before them is part of a name.
_TERRITORIES = ("област", "кра", "район", "округ", "республик", "федераци", "поселени", "улус", "волост")

# Adjectives that say what kind of a territory it is and are no name.
_ORDINARY = (
    "муниципальн", "городск", "сельск", "автономн", "административн", "федеральн", "областн", "народн",
)  # fmt: skip
