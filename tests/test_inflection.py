"""Phrases to the nominative: what changes, what stays, and letterheads in normal case."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from extractor.russian.capitals import normal_case
from extractor.russian.inflection import agrees, nominative, nominative_tokens, word_nominative

NAMES = """
Департамента Ольховской области по культуре = Департамент Ольховской области по культуре
Верхнекизьинского детского дома = Верхнекизьинский детский дом
Управлению образования администрации Зареченского района = Управление образования администрации Зареченского района
центральной районной библиотекой = центральная районная библиотека
Сурско-Окского госуниверситета = Сурско-Окский госуниверситет
Дома культуры им. М. Магомаева = Дом культуры им. М. Магомаева
газете "Заречная новь" = газета "Заречная новь"
«Вестям Заречья» = «Вести Заречья»
базе отдыха «Старт» = база отдыха «Старт»
школьного киноклуба «Подводная лодка» = школьный киноклуб «Подводная лодка»
обществом с ограниченной ответственностью «Ромашка» = общество с ограниченной ответственностью «Ромашка»
Воскресенской СОШ = Воскресенская СОШ
МИДом России = МИД России
Минпромторгу = Минпромторг
Минэкономразвития России = Минэкономразвития России
МЧС России = МЧС России
Росгвардией = Росгвардия
Министерству строительства = Министерство строительства
Государственной Думы = Государственная Дума
"""

POSTS = """
заместителя начальника отдела = заместитель начальника отдела
старшего методиста = старший методист
заместителя директора – начальника отдела отбора = заместитель директора – начальник отдела отбора
заместителя директора, учителя биологии = заместитель директора, учитель биологии
директором и учителем истории = директор и учитель истории
исполняющего обязанности директора = исполняющий обязанности директора
заведующей кафедрой = заведующая кафедрой
учёного секретаря = учёный секретарь
ведущего специалиста-эксперта = ведущий специалист-эксперт
и.о. главы администрации = и.о. главы администрации
зам. директора по УВР = зам. директора по УВР
воспитателями детских садов = воспитатели детских садов
"""

CAPITALS = """
МИНИСТЕРСТВО ТРУДА РОССИЙСКОЙ ФЕДЕРАЦИИ = Министерство труда Российской Федерации
МЭР ГОРОДА ВИШНЕВСКА = Мэр города Вишневска
МБОУ «СРЕДНЯЯ ШКОЛА № 5» Г. ЭНСКА = МБОУ «Средняя школа № 5» г. Энска
СОВЕТ МИРНИНСКОГО МУНИЦИПАЛЬНОГО РАЙОНА = Совет Мирнинского муниципального района
Совет депутатов = Совет депутатов
МУЗЕЙ ИМЕНИ С.Г. ВАРЮХИНА = Музей имени С.Г. Варюхина
БОЛЬНИЦА ИМЕНИ АКАДЕМИКА П.Р. ГРАБА = Больница имени академика П.Р. Граба
ШКОЛА ИМЕНИ ГЕРОЯ РОССИЙСКОЙ ФЕДЕРАЦИИ ГРАБА П.Р. = Школа имени героя Российской Федерации Граба П.Р.
«ШКОЛА ИМ. К.Л. ГРАБА С ИЗУЧЕНИЕМ ХИМИИ» Г. ЭНСКА = «Школа им. К.Л. Граба с изучением химии» г. Энска
ДЕТСКАЯ ПОЛИКЛИНИКА Г.О. ЭНСК = Детская поликлиника г.о. Энск
КОМАНДИР 1-ГО ОТРЯДА = Командир 1-го отряда
СОВЕТ СЕЛЬСКОГО ПОСЕЛЕНИЯ МИРНОЕ = Совет сельского поселения Мирное
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    lines = [line.partition(" = ") for line in table.strip().splitlines()]
    return [(left, right) for left, _, right in lines]


@pytest.mark.parametrize(("given", "wanted"), _pairs(NAMES + POSTS.lstrip()))
def test_nominative(given: str, wanted: str) -> None:
    assert nominative(given) == wanted
    assert nominative(wanted) == wanted


@pytest.mark.parametrize(("given", "wanted"), _pairs(CAPITALS))
def test_normal_case(given: str, wanted: str) -> None:
    assert normal_case(given) == wanted


def test_white_space_is_squeezed() -> None:
    assert nominative("местной администрации\n   района") == "местная администрация района"


def test_a_plural_head_can_be_asked_for_its_member() -> None:
    assert nominative("Администрациям посёлка", number="sing") == "Администрация посёлка"
    assert nominative("Администрациям посёлка") == "Администрации посёлка"


def test_one_word() -> None:
    assert word_nominative("лагерем") == "лагерь"
    assert word_nominative("МИДу") == "МИД"


@pytest.mark.parametrize("text", ["", "№ 5", "«», «», «»" * 50, "по делам молодёжи", "и"])
def test_a_phrase_without_a_head_stays(text: str) -> None:
    assert nominative(text) == text


class Word(NamedTuple):
    text: str
    start: int
    end: int
    case: str


def words(text: str, case: str) -> list[Word]:
    found, at = [], 0
    for word in text.split(" "):
        found.append(Word(word, at, at + len(word), case))
        at += len(word) + 1
    return found


def test_a_tag_settles_forms_that_look_alike() -> None:
    assert nominative_tokens(words("учителя школы", "Gen")) == "учитель школы"
    assert nominative_tokens(words("учителя школы", "Nom")) == "учителя школы"
    assert nominative_tokens([]) == ""


def test_agreement() -> None:
    assert agrees("детского", "дома")
    assert not agrees("детской", "дома")
