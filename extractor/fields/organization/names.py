"""What a found organisation is called: nominative, «…», normal case, Cyrillic letters.

Decides the form of `name` for a stretch of text. Leaves which stretch, and which of several names is the
fullest, to `spans.py` and `linking.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.russian.abbreviations import abbreviates, is_abbreviation
from extractor.russian.bodies import head_noun, is_short_head
from extractor.russian.body_letters import in_capitals
from extractor.russian.broken_words import mended
from extractor.russian.capitals import normal_case
from extractor.russian.inflection import nominative, word_nominative
from extractor.russian.legal_forms import is_qualifier, legal_form
from extractor.russian.morphology import parses
from extractor.russian.quotes import angled, printed, unquoted


@lru_cache(20_000)
def official_name(text: str) -> str:
    """The name that a stretch of text gives: «Детского дома № 2» is «Детский дом № 2»."""
    plain = _HOUSE.sub(r"\1ом-", angled(cyrillic(clean(text))))
    plain = _QUOTED_CAPITALS.sub(lambda title: normal_case(title[0]), normal_case(plain))
    plain = in_capitals(plain)
    branch = _BRANCH.search(plain)
    if branch is not None:  # «библиотеки – филиала № 7»: two nouns in one case
        return f"{official_name(plain[: branch.start()])}{branch[0]}{official_name(plain[branch.end() :])}"
    ordinal = _ORDINAL.match(plain)
    if ordinal is not None:  # «2-го отряда» is «2-й отряд»
        rest = official_name(plain[ordinal.end() :])
        return f"{ordinal[1]}-{_ordinal_end(rest.partition(' ')[0].lower())} {rest}"
    form, rest = split_form(plain)
    if not form:
        return nominative(plain, number=None if plain[:1] == "«" else "sing")
    return f"{form} {named_rest(rest)}".strip()


def named_rest(rest: str) -> str:
    """What follows a short legal form: its own head is mended («МОУ Заречной школы»), quotes stay."""
    word = re.match(r"[^\W\d_]+", rest)
    if word is None or rest[:1] in "«(":
        return rest
    mended = _has_head(rest) and not re.match(r"[а-яё]+\s+хозяйства\b", rest)  # «НИИ сельского хозяйства»
    return nominative(rest, number="sing") if mended else rest


def split_form(name: str) -> tuple[str, str]:
    """A short legal form with its qualifiers, and the rest: «ГАУ ДПО», «СОИРО»."""
    words = name.split(" ")
    if legal_form(words[0]) is None:
        return "", name
    size = 1
    while size < len(words) - 1 and is_qualifier(words[size]) and not is_short_head(words[size]):
        size += 1
    return " ".join(words[:size]), " ".join(words[size:])


def clean(text: str) -> str:
    """White space squeezed, cell rules and emphasis out: «Правительства |\\nобласти» is two words."""
    text = re.sub(r"\*{2,}|_{2,}|\|", " ", printed(mended(text)))
    text = re.sub(r"№\s?№", "№", " ".join(text.split()))
    return re.sub(r"(?<=[«„“(])\s+|\s+(?=[»”),])", "", text)


def cyrillic(text: str) -> str:
    """Latin look-alikes inside Cyrillic words made Cyrillic: «CПК» in Latin С."""
    return _MIXED.sub(lambda word: word[0].translate(_LOOKALIKES), text)


@lru_cache(50_000)
def same_words(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether two names are one word by word, an abbreviation standing for the words it is made of.

    «КамГТУ им. Туполева» and «Камский государственный технический университет им. Туполева» are.
    """
    if len(short) > len(full) or len(full) > 40:
        return False
    reached = {0}
    for word in short:
        following: set[int] = set()
        for at in reached:
            if at < len(full) and _same_word(word, full[at]):
                following.add(at + 1)
            if is_abbreviation(word) or word.lower() in ("сош", "оош"):
                following.update(
                    at + n for n in range(2, min(14, len(full) - at) + 1) if abbreviates(word, full[at : at + n])
                )
        reached = following
        if not reached:
            return False
    return len(full) in reached


def _same_word(left: str, right: str) -> bool:
    a, b = left.lower().replace("ё", "е"), right.lower().replace("ё", "е")
    return a == b or ({a, b} <= {"рф", "россии"}) or (a in ("n", "no") and b in ("n", "no"))


@lru_cache(20_000)
def key_of(name: str) -> str:
    """A name reduced for comparing: no quotes, no case, spellings of the country and of «№» made one."""
    low = unquoted(name).lower().replace("ё", "е")
    low = re.sub(r"\b(?:n|no|nº)\s*(?=\d)", "№", low)
    low = re.sub(r"№\s*", "№", low)
    low = re.sub(r"[‐-―−]", "-", low)
    low = re.sub(r"\s*-\s*", "-", low)
    low = re.sub(r"\bроссийской федерации\b|\bроссии\b", "рф", low)
    return " ".join(low.split())


@lru_cache(20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a name: «СОШ № 5» is СОШ, 5."""
    return tuple(_WORDS.findall(unquoted(text)))


@lru_cache(20_000)
def inner_name(name: str) -> str:
    """What stands in the outer quotes of a name, or "" where there are none."""
    start = name.find("«")
    return name[start + 1 : name.rfind("»")] if start >= 0 and name.endswith("»") else ""


@lru_cache(20_000)
def one_word(text: str) -> str:
    """The nominative of an abbreviation or a clipped name: «МИДу» is «МИД»."""
    return word_nominative(cyrillic(text))


def _ordinal_end(word: str) -> str:
    """«2-й отряд», «44-я часть», «3-е отделение»: by the adjective or noun that follows."""
    if word.endswith(("ая", "яя")):
        return "я"
    if word.endswith(("ое", "ее")):
        return "е"
    gender = next((str(p.tag.gender) for p in parses(word) if p.tag.POS == "NOUN"), "")
    return {"femn": "я", "neut": "е"}.get(gender, "й")


def _has_head(rest: str) -> bool:
    """Whether a noun that heads institutions is among the first words: «Заречной средней школы № 2»."""
    return any(head_noun(word) is not None for word in rest.split(" ")[:5])


_HOUSE = re.compile(r"\b([Дд])ом(?:а|у|ом|е)-(?=интернат|музе|усадьб|пансионат)")  # the dictionary has «дом-» only
_BRANCH = re.compile(r"\s?[-–—]\s?(?=филиал)")
_QUOTED_CAPITALS = re.compile(r"(?<=«)[^«»a-zа-яё]{1,200}[^«»a-zа-яё\s](?=\s?[«»])")
_ORDINAL = re.compile(r"(\d{1,3})-(го|му|м|ой|ую|я|й)\s")
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MIXED = re.compile(r"\b(?=\w*[а-яА-ЯёЁ])(?=\w*[a-zA-Z])[a-zA-Zа-яА-ЯёЁ]+\b")
_LOOKALIKES = str.maketrans("aceopxykmtbhABCEHKMOPTXY", "асеорхукмтвнАВСЕНКМОРТХУ")
