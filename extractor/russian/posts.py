"""Words for posts: what a person may be called by office, «заместитель директора», «ст. методист».

Decides which word heads a post, which adjectives and abbreviations go before it, and which words are
degrees, ranks and honours that are no post. Leaves the phrase around them to
`fields/person/posts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.russian.honour_words import HONOUR_ABBREVIATIONS, HONOURS
from extractor.russian.morphology import Parse, parses
from extractor.russian.no_post_words import NO_POSTS
from extractor.russian.post_words import (
    ABBREVIATED,
    MEETING_POSTS,
    MODIFIER_ABBREVIATIONS,
    MODIFIERS,
    POSTS,
)


@lru_cache(50_000)
def is_post_word(word: str) -> bool:
    """True for a word that heads a post, in any case and number: «директора», «зав», «врио»."""
    low = word.lower().replace("ё", "е").rstrip(".")
    if low in _NO_NOUNS or _HALF_ADJECTIVE.match(low) is not None:
        return False
    if low in ABBREVIATED or _is_managed(low):
        return True
    if _SHAPE.search(low) is not None and low not in NO_POSTS and any(_is_profession(p) for p in parses(low)):
        return True
    if _LEARNED.search(low) is not None and not parses(low)[0].known and "anim" in parses(low)[0].tag:
        return True  # «тифлокомментатор», «нейрофизиолог»
    prefix = next((p for p in _PREFIXES if low.startswith(p) and len(low) > len(p) + 4), None)
    if prefix is not None and is_post_word(low[len(prefix) :]):
        return True  # «замгубернатора», «госинспектор»
    lemmas = _noun_lemmas(low)
    return any(lemma in POSTS or lemma in ABBREVIATED for lemma in lemmas) or _is_compound(low, lemmas)


def _is_compound(low: str, lemmas: Sequence[str]) -> bool:
    """True for a word that the dictionary lacks and that ends in a post: «медиапсихолог», «агроинженер»."""
    if len(low) < 9 or parses(low)[0].known:
        return False
    return any(
        len(post) > 5 and lemma.endswith(post) and len(lemma) > len(post) + 2 for lemma in lemmas for post in POSTS
    )


def _is_managed(low: str) -> bool:
    """True for «завклубом», «начцеха», «предзавкома»: what is headed stands in the same word."""
    if _CHAIRED.fullmatch(low) is not None:
        return True
    return (low[:3] == "зав" and low[3:] in _MANAGED) or (low[:3] == "нач" and low[3:] in _HEADED)


def is_fused_post(word: str) -> bool:
    """True for «замгубернатора», «завклубом»: a word without case, its second half a genitive or instrumental."""
    low = word.lower()
    if _is_managed(low):
        return True
    rest = low[3:]
    return low.startswith("зам") and is_post_word(rest) and all(str(p.tag.case) != "nomn" for p in parses(rest))


@lru_cache(50_000)
def is_meeting_post(word: str) -> bool:
    """True for an office held at a meeting or in a group: «председатель», «секретарь», «член»."""
    return any(lemma in MEETING_POSTS for lemma in _noun_lemmas(word.lower().replace("ё", "е")))


def is_abbreviated_post(word: str) -> bool:
    """True for «зам», «рук», «врио»: words without case."""
    return word.lower().rstrip(".") in ABBREVIATED


@lru_cache(50_000)
def is_honour(word: str) -> bool:
    """True for a word that opens a degree, rank, honour or prize: «кандидат», «полковник», «победитель»."""
    low = word.lower().replace("ё", "е").rstrip(".")
    if low.startswith(_HONOURED_POSTS) and is_post_word(low.rsplit("-", 1)[1]):
        return False  # «ветеран-пчеловод», «академик-секретарь»
    return (
        low in HONOUR_ABBREVIATIONS
        or low.startswith("заслуженн")
        or any(lemma in HONOURS for lemma in _noun_lemmas(low))
    )


@lru_cache(50_000)
def is_post_modifier(word: str) -> bool:
    """True for an adjective or abbreviation before a post: «старший», «первая», «гл», «и.о»."""
    low = word.lower().replace("ё", "е").rstrip(".")
    return low in MODIFIER_ABBREVIATIONS or any(p.normal.replace("ё", "е") in MODIFIERS for p in parses(low))


def _noun_lemmas(low: str) -> list[str]:
    tail = low.rsplit("-", 1)[-1]
    if low.startswith(_PARTICIPLES):  # the dictionary has «заведующая» only as a form of «заведовать»
        return [next(stem for stem in _PARTICIPLES if low.startswith(stem)) + "ий"]
    lemmas = [p.normal.replace("ё", "е") for p in parses(low)]
    if tail != low and any("anim" in p.tag for p in parses(tail)):  # «врач-педиатр», not «мастер-класс»
        first = low.split("-", 1)[0]
        lemmas += [first, *(p.normal.replace("ё", "е") for p in parses(first))]
        if first in _SHORT_FIRSTS or (first.isascii() and first):
            lemmas += [p.normal.replace("ё", "е") for p in parses(tail)]  # «IT-специалист», «арт-директор»
    return lemmas


def _is_profession(p: Parse) -> bool:
    """A living being by an ending of trades: «эколог», «музеевед»."""
    return (
        p.known
        and p.tag.POS == "NOUN"
        and "anim" in p.tag
        and not {"Name", "Surn", "Patr"} & p.tag.grammemes
        and (_SHAPE.search(p.normal) is not None and p.normal.replace("ё", "е") not in NO_POSTS)
    )


# «эколог», «искусствовед», «этнограф», «фольклорист», «овцевод», «сварщик», «приёмщица»
_SHAPE = re.compile(
    r"(?:олог|иатр|вед|граф|техник|метр|атор|онер|пластик)(?:а|у|ом|е|и|ов|ам|ами|ах|)$"
    r"|[нлцдтв]ист(?:а|у|ом|е|ы|ов|ам|ами|ах|)$|вод(?:а|у|ом|е|ы|ам|ами|ах|)$"
    r"|[щч]ик(?:а|у|ом|е|и|ам|ами|ах|)$|[щч]иц(?:а|ы|е|у|ей|ею|ам|ами|ах)$"  # «Каменщиков» is a surname
)
_LEARNED = re.compile(r"\w{4,}(?:олог|иатр|вед|граф|метр|атор|мейстер)(?:а|у|ом|е|и|ов|ам|ами|ах|)$")
_NO_NOUNS = frozenset(["после", "метр", "метра", "метров", "метры"])  # forms of «посол» and «мэтр» too
_HALF_ADJECTIVE = re.compile(
    r"\w+о-\w+(?:ый|ий|ой|ого|его|ому|ему|ым|им|ом|ая|ую|ое|ые|ых|ыми)$"
)  # «пожарно-спасательный»
_SHORT_FIRSTS = frozenset(
    ["арт", "бизнес", "веб", "пиар", "онлайн", "интернет", "эко", "медиа", "пресс", "эйчар", "ит"]
)
_PREFIXES = ("зам", "гос", "вице-", "экс-", "соц", "звуко", "теле", "радио", "кино", "видео")
_PARTICIPLES = ("заведующ", "управляющ", "исполняющ")
_HONOURED_POSTS = tuple(f"{word}{end}-" for word in ("ветеран", "академик") for end in ("", "а", "у", "ом"))
# «предцехкома», «предрайисполкома», «предколхоза», «предгордумы»
_CHAIRED = re.compile(r"пред(?:цех|проф|мест|зав|рев|дом|кол|гор|рай|обл|край|рес|сель|пос|студ)\w{3,8}[аы]")
# what «зав» and «нач» are written in one word with
_MANAGED = frozenset(
    [
        "отделом",  # завотделом Орлова А. А.
        "отделением",  # завотделением Орлов А. А.
        "клубом",  # завклубом Орлова А. А.
        "библиотекой",  # завбиблиотекой Орлова А. А.
        "кафедрой",  # завкафедрой Орлов А. А.
        "сектором",  # завсектором Орлова А. А.
        "фермой",  # завфермой Орлов А. А.
        "цехом",  # завцехом Орлов А. А.
        "складом",  # завскладом Орлова А. А.
        "производством",  # завпроизводством Орлова А. А.
        "столовой",  # завстоловой Орлова А. А.
        "редакцией",  # завредакцией Орлова А. А.
        "хозяйством",  # завхозяйством Орлов А. А.
        "филиалом",  # завфилиалом Орлова А. А.
        "лабораторией",  # завлабораторией Орлов А. А.
        "аптекой",  # заваптекой Орлова А. А.
        "магазином",  # завмагазином Орлова А. А.
        "культотделом",  # завкультотделом Орлова А. А.
        "гаражом",  # завгаражом Орлов А. А.
        "музеем",  # завмузеем Орлова А. А.
        "интернатом",  # завинтернатом Орлова А. А.
        "детсадом",  # завдетсадом Орлова А. А.
        "учебной",  # завучебной частью Орлова А. А.
        "амбулаторией",  # завамбулаторией Орлов А. А.
        "хозчастью",  # завхозчастью Орлов А. А.
        "бюро",  # завбюро Орлова А. А.
    ]
)
_HEADED = frozenset(
    [
        "цеха",  # начцеха Орлов А. А.
        "отдела",  # начотдела Орлова А. А.
        "штаба",  # начштаба Орлов А. А.
        "лагеря",  # начлагеря Орлова А. А.
        "караула",  # начкараула Орлов А. А.
        "управления",  # начуправления Орлов А. А.
        "участка",  # начучастка Орлов А. А.
        "смены",  # начсмены Орлов А. А.
        "депо",  # начдепо Орлов А. А.
        "станции",  # начстанции Орлов А. А.
        "порта",  # начпорта Орлов А. А.
        "почты",  # начпочты Орлова А. А.
    ]
)
