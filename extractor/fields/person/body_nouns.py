"""Which nouns a post may call an organisation by: «больницы» for «ГБУЗ „Луговская ЦРБ“», «завода» for «машзавод».

Decides the nouns of a name, of the abbreviations in it, and the general words for its kind. Leaves to `bodies.py`
which organisation of a record a noun beside a post means.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.russian.morphology import parses


@lru_cache(10_000)
def head_nouns(name: str) -> frozenset[str]:
    """The nouns in the nominative of an organisation's name: «музей-заповедник», «архив»; its short words."""
    nouns = set()
    name = name.split(" при ", 1)[0]  # «музей при школе № 3» is no school
    opening = name.split(" ", 1)[0]
    if opening.isupper() and 1 < len(opening) < 9:
        nouns.add(opening.lower())  # «начальник ГУ» of «ГУ МЧС России по Лужской области»
    for word in _WORDS.findall(name)[:12]:
        low = word.lower().replace("ё", "е")
        readings = parses(low)
        if any(p.tag.POS == "NOUN" and str(p.tag.case) == "nomn" and str(p.tag.number) == "sing" for p in readings[:2]):
            nouns.add(low)
        nouns |= {noun for noun in _ENDINGS if low.endswith(noun) and len(low) > len(noun) + 1}
    nouns |= {noun for pattern, noun, _ in _ABBREVIATED if pattern.search(name)} | _initials(name)
    return frozenset(nouns - _TOO_COMMON)


@lru_cache(10_000)
def loose_nouns(name: str) -> frozenset[str]:
    """General words for the kind of a body: «предприятие» of an «ООО», «школа» of a lyceum."""
    return frozenset(noun for pattern, nouns in _LOOSE if pattern.search(name) for noun in nouns)


@lru_cache(10_000)
def in_full(name: str) -> str:
    """The name in small letters with its abbreviations written out behind it: «дк … дом культуры»."""
    full = [name, *(words for pattern, _, words in _ABBREVIATED if pattern.search(name))]
    return " ".join(full).lower().replace("ё", "е")


def _initials(name: str) -> set[str]:
    """«гбу» and «цнк» of «Государственное бюджетное учреждение „Центр народной культуры“»; «цзн» of a longer name."""
    pieces = re.split("[«»]", name)[:2]
    found = {"".join(word[0].lower() for word in _WORDS.findall(piece)) for piece in pieces}
    found |= {letters[-3:] for letters in found if len(letters) > 4}  # «ДОУ» of «Муниципальное дошкольное …»
    least = 2 if _OF_TWO_LETTERS.match(name) is not None else 3
    return {letters[:size] for letters in found for size in range(least, len(letters) + 1)}


_WORDS = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_OF_TWO_LETTERS = re.compile(r"(?:главное )?управление|департамент", re.IGNORECASE)  # «ГУ», «УО», «ДО»
_TOO_COMMON = frozenset(["город", "область", "район", "республика", "край", "россия", "округ", "село", "имя"])
# second halves of words for bodies: «педколледж», «машзавод», «госуниверситет»
_ENDINGS = ("колледж", "завод", "комбинат", "университет", "институт", "училище", "техникум", "лесхоз", "водоканал")
# what an abbreviation in a name is called by, and its words
_ABBREVIATED = (
    (re.compile(r"\b(?:СОШ|ООШ|НОШ|сош|школа-интернат|ШКОЛА)\b"), "школа", "средняя школа"),
    (re.compile(r"\b(?:ДЮСШ|СШОР|СШ)\b"), "школа", "спортивная школа"),
    (re.compile(r"\b(?:ДШИ|ДМШ|ДХШ)\b"), "школа", "детская школа искусств"),
    (re.compile(r"\b(?:М\w*ДОУ|ДОУ|д/с)\b"), "сад", "детский сад"),
    (re.compile(r"\b(?:[А-Я]{0,2}(?:РБ|ГБ|КБ)|М?МСЧ)\b"), "больница", "районная больница"),
    (re.compile(r"\b(?:[СРГЦ]?ДК|[СР]КЦ)\b"), "дом", "дом культуры"),
    (re.compile(r"\bДДТ\b"), "дом", "дом детского творчества"),
    (re.compile(r"\b(?:МЦБ|ЦБС|МБ|ЦБ)\b"), "библиотека", "центральная библиотека"),
    (re.compile(r"областн\w+ организаци\w+.*профсоюз", re.IGNORECASE), "обком", "обком профсоюза"),
    (re.compile(r"краев\w+ организаци\w+.*профсоюз", re.IGNORECASE), "крайком", "крайком профсоюза"),
    (re.compile(r"республиканск\w+ организаци\w+.*профсоюз", re.IGNORECASE), "реском", "реском профсоюза"),
    (re.compile(r"районн\w+ организаци\w+.*профсоюз", re.IGNORECASE), "райком", "райком профсоюза"),
    (re.compile(r"городск\w+ организаци\w+.*профсоюз", re.IGNORECASE), "горком", "горком профсоюза"),
)
_LOOSE = (
    (re.compile(r"\b(?:лицей|гимназия|Лицей|Гимназия|ЛИЦЕЙ|ГИМНАЗИЯ)\b"), ("школа",)),
    (re.compile(r"\b(?:ООО|ОАО|ПАО|ЗАО|АО|НАО|НПО)\b"), ("компания", "предприятие", "фирма", "завод", "фабрика")),
    (re.compile(r"\b(?:МУП|ГУП|ФГУП|МП)\b"), ("предприятие",)),
    (re.compile(r"\b(?:СПК|СХПК|[Кк]олхоз|[Сс]овхоз|[Аа]грофирма|[Пп]лемзавод)\b"), ("хозяйство", "предприятие")),
    (re.compile(r"\b(?:[А-Я]{1,3}БУ|[А-Я]{1,3}АУ|[А-Я]{1,3}КУ)(?:З|К|СО|ДО|СОН)?\b"), ("учреждение",)),
    (re.compile(r"\b[А-ЯЁ][А-Яа-яё]{0,6}(?:ГУ|ГПУ|ГТУ|ГМУ|ПУ)\b"), ("университет", "вуз")),
    (re.compile(r"университет|институт|академия", re.IGNORECASE), ("вуз",)),
)
