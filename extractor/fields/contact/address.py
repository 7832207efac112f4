"""Street addresses by their grammar: index, region, town, street, house, room.

Decides where an address begins and ends: a street word with its name and a house number, the parts of a
place before it, the parts of a building after it. A street without a house is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.analysis import Analysis

Span = tuple[int, int]


def addresses(analysis: Analysis, low: str) -> Iterator[Span]:
    """Places of all street addresses: «г. Энск, ул. Садовая, д. 5, каб. 12»."""
    text = analysis.text
    for start, end in _of_village(text, low):
        yield _place_before(text, low, start, max(0, start - 200)), _building_after(low, end)
    end = 0
    for word in _STREET_WORD.finditer(low):
        if word.start() < end:
            continue
        span = _after_word(text, low, word.start()) or _before_word(text, low, word)
        if span is None or span[0] < end:
            continue
        start = _place_before(text, low, span[0], max(end, span[0] - 200))
        end = _place_after(text, _building_after(low, span[1]))
        yield start, end


def _of_village(text: str, low: str) -> Iterator[Span]:
    """Houses of a settlement with no streets: «пос. Октябрьский, д. 18а»."""
    for house in _VILLAGE_HOUSE.finditer(low):
        place = _PLACE.search(text, max(0, house.start() - 60), house.start() + 1)
        if place is not None and _HAMLET.match(low, place.start("part")) is not None:
            yield place.start("part"), house.end()


def _after_word(text: str, low: str, at: int) -> Span | None:
    """«ул. Садовая, д. 5», «пл. Мира, 1», «улица 8 Марта, 12»."""
    match = _STREET.match(text, at)
    if match is None:
        return None
    house = _HOUSE.match(low, match.end())
    return None if house is None else (at, house.end())


def _before_word(text: str, low: str, word: re.Match[str]) -> Span | None:
    """«Красный проспект, 25», «Садовая ул., д. 5»."""
    name = _NAME_BEFORE.search(text, max(0, word.start() - 50), word.start())
    if name is None:
        return None
    house = _HOUSE.match(low, word.end())
    return None if house is None else (name.start("name"), house.end())


def _place_before(text: str, low: str, start: int, floor: int) -> int:
    """Where the parts before the street begin: «303999 Заречная обл., г. Энск, »."""
    for _ in range(6):
        part = (
            _PLACE.search(text, max(floor, start - 80), start)
            or _INDEX.search(text, max(floor, start - 12), start)
            or _TOWN.search(text, max(floor, start - 40), start)
        )
        if part is None:
            return start
        start = part.start("part")
    return start


def _building_after(low: str, end: int) -> int:
    """Where the parts of the building end: «, корп. 2, каб. 12»."""
    for _ in range(5):
        part = _BUILDING.match(low, end)
        if part is None:
            return end
        end = part.end()
    return end


def _place_after(text: str, end: int) -> int:
    """Where a town, a region or an index behind the house ends: «пр. Таёжный, 7, г. Кедровск, 660990»."""
    match = _BEHIND.match(text, end)
    return end if match is None else match.end()


_STREET_WORD = re.compile(
    r"""(?<![а-я-])(?: ул(?:иц[аеуы])?(?![а-я]) | пл(?:ощад[ьи])?(?![а-я]) | пр(?:оспект[аеу]?|осп|-к?т
      |-д)?(?![а-я-]) | просп
      | пер(?:еул(?:ок|ка|ке))?(?![а-я]) | наб(?:ережн[а-я]{2})?(?![а-я]) | б-р | бул(?:ьвар[еа]?)?(?![а-я])
      | ш(?:оссе)?(?![а-я])
      | проезд[а-я]? | тракт[а-я]? | аллея | тупик | мкр(?:н|-н)? | микрорайон[а-я]? | квартал | линия ) (?:\.
      |(?=[ ,\n]))""",
    re.VERBOSE,
)
# A lower-case word of a name is no verb: «ул. Красной армии», not «на пл. Мира собрались».
_LOWER = r"[а-яё]{3,11}(?<!л[иа])(?<!сь)(?<!ся)(?<!ет)(?<!ут)[а-яё]?(?<!л[иао])(?<!с[ья])(?<![еуияа]т)(?=[ ,])"
_NAME = rf"""(?: (?: реки[ ] )? (?: им\.?[ ] | имени[ ] )? (?: \d{{1,3}}(?:-?[а-я]{{1,2}})?[ ](?:лет[ ])? )?
    [А-ЯЁ][А-ЯЁа-яё]* (?: \.(?=[ ]?[А-ЯЁ]) )? (?:-[А-ЯЁа-яё]+){{0,3}}
    (?: [ ]? (?: [А-ЯЁ][А-ЯЁа-яё]*\.? | {_LOWER} ) (?:-[А-ЯЁа-яё]+)? ){{0,3}} )"""
_STREET = re.compile(rf"[А-ЯЁа-яё-]+\.?[ \n]{{0,2}}(?P<name>[«\"]?{_NAME}[»\"]?)", re.VERBOSE)
_NAME_BEFORE = re.compile(
    r"(?P<name>[А-ЯЁ][а-яё]+(?:ая|ий|ый|ой|ое|ого|ом|ский|ова|ева|ина|а|и|я)(?:-[А-ЯЁ][а-яё]+)?)[ ]$"
)
_HOUSE = re.compile(
    r"""
    [ ]?,?[ \n]{0,2} (?: (?: д(?:ом)?\.? | зд(?:ание)?\.? | стр\. | вл(?:адение)?\.? | уч(?:асток)?\.? | № ) [ ]{0,2} )?
    \d{1,4} (?!\d) (?! \.\d | - ?(?:лет|ле|й|го|м|е)\b | [ ]?(?:чел|июн|июл|янв|фев|мар|апр|ма[йя]|авг|сен|окт
      |ноя|дек|год|час) | :\d )
    (?: [ ]?[/-][ ]?\d{1,4}(?!\d) )? (?: -[а-и] (?![а-я]) | "?[а-и]"? (?![а-я.])
      | [ ]"?[а-и]"? (?=[ ]?(?:[,;)\n]|$)) )?  # no «и» of «ул. Лесная, 40 и в парке»
    """,
    re.VERBOSE,
)
_BUILDING = re.compile(
    r"""
    [ ]?[,]?[ \n]{0,2} (?: корп(?:ус)? | к(?=\.|\d) | стр(?:оение)? | кв(?:артира)? | каб(?:инет)? | оф(?:ис)?
      | ауд(?:итория)? | пом(?:ещение)?
      | ком(?:н(?:ата)?)? | подъезд | эт(?:аж)? | лит(?:ера?)? | а/я
      ) \.? [ ]{0,2} (?:№[ ]?)? (?: \d{1,4}(?:[-/.]\d{1,4})? [а-я]? (?![а-я]) | "?[а-я]"? (?![а-я]) )
    | [ ]?,[ ]?(?:\d{1,2}(?:-?[йм])?[ ]этаж(?![а-я]))
    """,
    re.VERBOSE,
)
_VILLAGE_HOUSE = re.compile(r",[ ]?д(?:ом|\.)[ ]?\d{1,3}[ ]?[а-е]?(?![а-я\d])")
_HAMLET = re.compile(r"(?:с|село|пос|п|поселок|дер|деревня|д|станица|ст|хутор|х|рп|пгт)[ .]")
_CAPITAL = r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ]?[а-яё]+){0,2}"
_PLACE = re.compile(
    rf"""
    (?: ^ | (?<=[\s(,:;«"]) )
    (?P<part>
      (?: г | гор | город | с | село | д | дер | деревня | п | пос | посёлок | поселок | пгт | рп | р\.п
        | р\.[ ]п | ст | станица | х | хутор | ж/д[ ]ст
        | обл | респ | Республика | республика | область | край ) \.? [ ]? {_CAPITAL}
      | {_CAPITAL} [ ] (?: обл(?:\.|асть|асти) | край | края | р-н | р-он | район | района | АО | респ\.
      | республика | округ | г\.о\. | с/с | с/п )
      | (?: РФ | Россия | Российская[ ]Федерация | Москва | Санкт-Петербург )
      | Республика [ ] {_CAPITAL}
    )
    [ ]?,?[ \n]{{0,2}} $
    """,
    re.VERBOSE,
)
# A town with no «г.»: after an index, a colon or a bracket («634000, Энск, ул. …»).
_TOWN = re.compile(r"(?:(?<=\d{6}),?|(?<=[(:;]))[ ]{0,2}(?P<part>[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+){0,2}),[ \n]{0,2}$")
_INDEX = re.compile(r"(?<!\d)(?P<part>\d{6}(?!\d))[ ]?,?[ \n]{0,2}$")
_REGION = rf"(?:[ ]?,[ ]{{0,2}}{_CAPITAL}[ ](?:обл\.?|область|край|р-н|район))?"
_BEHIND = re.compile(
    rf"""
    [ ]?,[ \n]{{0,2}} (?:
      (?: г | гор | с | пос | п | пгт | рп | р\.п | д | дер ) \.? [ ]? {_CAPITAL} {_REGION}
        (?: [ ]?,?[ ]?\d{{6}}(?!\d) )?
    | (?: {_CAPITAL} {_REGION} [ ]?,?[ ]? )? \d{{6}} (?!\d)
    )
    """,
    re.VERBOSE,
)
