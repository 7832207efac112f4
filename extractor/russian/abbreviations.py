"""Abbreviations: which are common words of office language, and which full name one stands for.

Decides that «ФГОС» names no body, that «РЦРО» is made of «Региональный центр развития образования» and
that «Минздравсоцразвития» is a clipped ministry. Leaves to `fields/` where a body is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.russian.morphology import parses


def is_abbreviation(word: str) -> bool:
    """Two capitals or more with few small letters among them: «ФИОКО», «КамГТУ», «УрО»."""
    return _SHAPE.fullmatch(word) is not None


def is_abbreviation_word(low: str) -> bool:
    """Whether no dictionary has a word, or has it as an abbreviation only: «лдпр», not «область»."""
    return not _is_plain_word(low)


def is_common(word: str) -> bool:
    """True for abbreviations that name no organisation: «ФГОС», «СМИ», «ЖКХ», «ЕГЭ», «XIV»."""
    bare = _ENDING.sub("", word)
    if len(bare) > 3 and bare.isupper() and _is_plain_word(bare.lower()):
        return True
    return bare.upper() in _COMMON or _ROMAN.fullmatch(bare) is not None


def abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether capitals stand for words in their order: «РЦРО», «СОШ», «КамГТУ», «ЦНППМПР».

    Each word gives its first letter, at most two or three of one word may be taken; small words («и», «по»)
    may be skipped.
    """
    letters = short.lower().replace("ё", "е")
    parts = [part for word in words for part in word.lower().replace("ё", "е").split("-") if part]
    if len(letters) < 2 or not 2 <= len(parts) <= 24 or len(letters) > 16:
        return False
    return _eats(letters, tuple(parts))


def clips(short: str, words: Sequence[str]) -> bool:
    """Whether a clipped name stands for words: «Минздравсоцразвития» for those of the ministry."""
    low = short.lower().replace("ё", "е")
    parts = [word.lower().replace("ё", "е") for word in words]
    if not parts or not low.startswith("мин") or not parts[0].startswith("минист"):
        return False
    rest = low[3:]
    while len(rest) >= 3:  # in any order: «Минобрнауки» of «науки и высшего образования»
        size = max((_shared(rest, part) for part in parts[1:]), default=0)
        if size < 3:
            return False
        rest = rest[size:]
    return True


def known_kind(word: str) -> str | None:
    """The kind of a body that the whole country knows by its letters: «РЖД», «КПРФ», «ТАСС»."""
    return _KNOWN.get(word)


@lru_cache(20_000)
def clipped_body(word: str) -> str | None:
    """The kind of a body with a clipped name: «Минпромторгу» and «Росреестр» are authorities."""
    low = word.lower().replace("ё", "е")
    if not word[:1].isupper() or len(low) < 5:
        return None
    if low.startswith("мин") and low[3:].startswith(_MINISTRIES):
        return "authority"
    for kind, stems in _CLIPPED.items():
        if low.startswith(stems):
            return kind
    return None


@lru_cache(20_000)
def _is_plain_word(low: str) -> bool:
    """A word of the dictionary that only stands in capitals: «ОБЛАСТЬ»."""
    return any(p.known and "Abbr" not in p.tag and "Orgn" not in p.tag for p in parses(low))


@lru_cache(20_000)
def _eats(letters: str, parts: tuple[str, ...]) -> bool:
    """Letters used up from left to right, each part giving a beginning of it or, if small, nothing."""
    states = {0}
    for part in parts:
        following: set[int] = {s for s in states if len(part) <= 3 or part in _SKIPPED}
        for at in states:
            for size in (1, 2, 3):
                if part[:size] == letters[at : at + size] and at + size <= len(letters):
                    following.add(at + size)
        states = following
        if not states:
            return False
    return len(letters) in states


def _shared(left: str, right: str) -> int:
    size = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        size += 1
    return size


_SHAPE = re.compile(r"[А-ЯЁ]{2,10}|[А-ЯЁ][а-яё]{1,3}[А-ЯЁ]{2,6}|[А-ЯЁ]{1,4}[а-яё]{1,2}[А-ЯЁ]{1,5}|[А-ЯЁ]{2,6}-[А-ЯЁ]{2,5}")
_ENDING = re.compile(r"(?<=[А-ЯЁ]{2})(?:а|у|ом|е|ы|ов|ам|ами|ах|и|ей)$")
_ROMAN = re.compile(r"[IVXLCDMХІ]+")
_SKIPPED = frozenset({"имени", "города", "области", "районный"})

_MINISTRIES = (
    "просвещ", "образ", "обр", "здрав", "фин", "юст", "культ", "труд", "строй", "сельхоз", "промторг", "пром",
    "эконом", "энерг", "транс", "спорт", "цифр", "природ", "обороны", "связ", "ком", "соц", "лес", "имущ", "тур",
    "регион", "вуз", "восток", "кавказ", "жкх", "развит", "молод", "информ", "печат", "дор", "эколог", "нац",
    "атом", "тарифы", "инвест",
)  # fmt: skip

_CLIPPED = {
    "authority": (
        "рособр", "роспотреб", "росздрав", "роском", "росприрод", "ростехнадзор", "россельхознадзор", "росреестр",
        "росстат", "росгвард", "росимущ", "росмолод", "росархив", "роструд", "росалкоголь", "росрыбол", "роснедр",
        "рослесхоз", "росводрес", "росгидромет", "росфинмонит", "россвяз", "роспатент", "росстандарт", "росавиац",
        "росжелдор", "ростуризм", "россотруднич", "роскадастр", "росаккред", "росавтодор", "росавтонадзор", "госдум",
        "госсовет", "горздрав", "облздрав", "райздрав", "гороно", "районо", "облоно", "госавтоинспекц", "госком", "гостехнадзор",
        "госстройнадзор", "госжилинспекц", "крайздрав", "крайстат", "облстат", "горсовет", "райсовет", "облсовет",
        "облдум", "гордум", "горсобран", "заксобран", "райфинотдел", "госкомстат", "госнаркоконтрол", "соцзащит", "центризбирком",
        "избирком", "облизбирком", "крайизбирком", "рескомстат", "госкоматом", "облпрокуратур", "центробанк",
    ),
    "company": (
        "росатом", "роскосмос", "ростелеком", "роснефт", "россельхозбанк", "росагролизинг", "росэнерго", "россет",
        "газпром", "сбербанк", "лукойл", "татнефт", "транснефт", "автоваз", "камаз", "водоканал", "горводоканал",
        "облэнерго", "горэлектросет", "норникел", "сургутнефтегаз", "башнефт", "роснано", "ростех", "росавтобанк",
        "внешэкономбанк", "промсвязьбанк", "россельхоз", "росгосстрах",
    ),
    "association": ("облсовпроф", "крайсовпроф"),
    "media": ("интерфакс", "итар-тасс"),
}  # fmt: skip

# Bodies of the whole country by their letters.
_KNOWN = {
    "КПРФ": "association",  # фракция КПРФ
    "ЛДПР": "association",  # депутат от ЛДПР
    "ОНФ": "association",  # активисты ОНФ
    "РДШ": "association",  # отряды РДШ
    "ДОСААФ": "association",  # автошкола ДОСААФ
    "ВДПО": "association",  # дружина ВДПО
    "ФНПР": "association",  # съезд ФНПР
    "РСПП": "association",  # члены РСПП
    "РЖД": "company",  # вагоны РЖД
    "ВТБ": "company",  # отделение ВТБ
    "ТАСС": "media",  # сообщает ТАСС
    "РБК": "media",  # пишет РБК
    "ВГТРК": "media",  # эфир ВГТРК
    "ООН": "other",  # день ООН
    "ЮНЕСКО": "other",  # объект ЮНЕСКО
    "ЮНИСЕФ": "other",  # программа ЮНИСЕФ
    "ОБСЕ": "other",  # миссия ОБСЕ
    "МАГАТЭ": "other",  # доклад МАГАТЭ
    "ВЦИОМ": "science",  # опрос ВЦИОМ
    "РАНХиГС": "education",  # доцент РАНХиГС
    "ВШЭ": "education",  # доцент ВШЭ
    "РАН": "science",  # академик РАН
    "ЦИК": "authority",  # глава ЦИК
}

# Words of office language that are written in capitals and name no one body.
_COMMON = frozenset(
    """
    ФГОС ФГОСТ ФКГОС ФОП ФООП ФГТ СМИ ЧС ЖКХ РФ РСФСР СССР ОВЗ ЕГЭ ОГЭ ВПР ГИА НОК ИКТ ИТ НКО ОО ОУ ДОУ ДОО ОДОД ПОО ООП АООП
    ООО ОАО ЗАО ПАО АО ИП МО РМО ШМО ГМО ММО МОГ УМО УМК УВР НМР ВР АХЧ АХР МТО МТБ ТЭК АПК ВПК ОПК ЛПХ КФХ МСП МСБ МСУ ОМСУ ОМС
    ДМС НПА НДС НДФЛ ГСМ ЖД АЗС ГЭС ТЭС ТЭЦ АЭС ЛЭП СТП ВОВ ДТП ПДД ТКО ТБО МКД КРТ ФЗ КОАП ГОСТ СНИП САНПИН СП ТУ ТЗ
    ПВР ПДН КДН КДНИЗП ЗОЖ ГТО ОФП ОБЖ ИЗО МХК ВКС ВКР НИР НИОКР ОКР НИРС УИРС НПК НПД ФАП ФАПЫ ФАПОВ ВИЧ СПИД ОРВИ ГРИПП
    ГБО АИС ГИС ЕИС ФИС РИС ИС ПО ЭВМ ПК ЭЦП ЭП ЦОС ЦТ ВЦП ГП ФЦП РЦП МЦП НП ФП РП ПС ПСП ЦМН ЦМ ДПО СПО НПО ВПО ВО ДО ДОД НОО
    СОО ИОМ ИОП ИУП КПК КПЭ КИМ КТП ПМП ПМПК МРОТ БДД ПФО ЦФО СЗФО ЮФО СКФО УФО СФО ДФО АТО НСОТ ППС ОКВЭД ОКПО ИНН КПП ОГРН БИК
    ДНК США КНР ФРГ ГДР ЕС СНГ ПИ ППО ППЭ ГЭК МАУ ИНФ ВУЗ ВУЗЫ ССУЗ ССУЗЫ ТОП СРОЧНО ВНИМАНИЕ СПРАВКА ПРИКАЗ
    ПРОТОКОЛ РЕШЕНИЕ РЕШИЛИ РЕШИЛ СЛУШАЛИ ВЫСТУПИЛИ ПОСТАНОВИЛИ ПРИКАЗЫВАЮ ОТЧЕТ ОТЧЁТ ДОКЛАД ИТОГИ ПЛАН ТЕМА ЦЕЛЬ ЗАДАЧИ ПОВЕСТКА УТВЕРЖДАЮ
    УТВЕРЖДЕНО СОГЛАСОВАНО МОСКВА НА ПО ОТ ДЛЯ ОБ ФИО ТВ ТВС СХ КРС МРС ХХ ХХI МР ГО СП ВРП ЗП ГАС МСБ ВС СМС АТК ОМСУ РУБ ГК УК АПК ТК СК НК БК ЖК ЗК КАС ЛК КОЗ СВО ВСО
    ТСЖ СНТ УК РСО ОДН ЖКУ ГВС ХВС ЦХВС ОЗП ОЗХ ПМПКА ГПХ ГЧП МЧП ТОСЭР ТОР ОЭЗ ПИР ПСД ПЗЗ СМР КСГ ВМП СМП ЭКО УЗИ МРТ КТ ЭКГ ФЛГ
    ВОУД НСИ ТРЦ ТЦ БЦ ИБЦ ФСО ВФСК ЕВСК МС КМС ЗМС НИС ЦПС ОРЗ АВТО МБ ГБ КВТ МВТ ГКАЛ ЧП ИТОГО ВСЕГО ПРИЛОЖЕНИЕ ДАЛЕЕ РЕЗОЛЮЦИЯ
    ЦОР ЭОР ЦДО ДОТ ЭЖ ЛМС ПФДО СОНКО СОП ТЖС КВН СЮТ СОШ ООШ НОШ СДК ДК СВЕДЕНИЯ МФЦ РДК
    """.split()
)
