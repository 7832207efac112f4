"""Genres of official documents: the words that name them and the kinds they stand for.

Decides which word at the head of a document makes it an order, a report or a letter, also where its
letters stand apart («П Р И К А З»). Leaves to `fields/document.py` where such a word may stand.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Genre(NamedTuple):
    """A genre word at the start of a line: the kind, and the end of the words that name it."""

    kind: str
    end: int
    text: str


def genre_at(line: str) -> Genre | None:
    """The genre that opens a line, in the nominative: «АНАЛИТИЧЕСКАЯ СПРАВКА о работе» is a certificate.

    «Приложение к приказу» opens with no genre of its own; «Справка по телефону» in running text is for
    the caller to exclude.
    """
    spaced = _SPACED.match(line)
    if spaced is not None:
        letters = re.sub(r"\s", "", spaced[0]).lower().replace("ё", "е")
        kind = _KINDS.get(letters) or next((k for word, k in _KINDS.items() if letters.endswith(word)), None)
        return None if kind is None else Genre(kind, spaced.end(), spaced[0])
    match = _GENRE.match(line)
    if match is None or _NO_GENRE.match(line) is not None:
        return None
    word = match["word"].lower().replace("ё", "е")
    kind = _KINDS[re.sub(r"\s+", " ", word)]
    return Genre(kind, match.end(), match[0])


def formula_kind(text: str) -> str | None:
    """The kind that a ruling verb gives away: «ПРИКАЗЫВАЮ:», «съезд п о с т а н о в л я е т:», «СЛУШАЛИ:»."""
    match = _FORMULA.search(text)
    if match is None:
        return None
    return str(match.lastgroup)


_SPACED = re.compile(r"[А-ЯЁ](?:[ \xa0]{1,5}[А-ЯЁ-]){2,}(?![А-ЯЁа-яё])")  # «П Р О Т О К О Л», «П Р Е С С - Р Е Л И З»

# Each genre word with the heading where it stands; longer ones first where one begins another.
_KINDS: dict[str, str] = {
    "информационное письмо": "letter",  # ИНФОРМАЦИОННОЕ ПИСЬМО о проведении конкурса
    "письмо": "letter",  # Письмо управления культуры от 3 мая 2011 г.
    "обращение": "letter",  # Обращение к жителям посёлка
    "запрос": "letter",  # Запрос о предоставлении сведений
    "приглашение": "letter",  # ПРИГЛАШЕНИЕ на семинар
    "ходатайство": "letter",  # Ходатайство о награждении
    "докладная записка": "other",  # Докладная записка о ходе подписки
    "служебная записка": "other",  # Служебная записка о закупке
    "пояснительная записка": "report",  # Пояснительная записка к отчёту
    "аналитическая записка": "report",  # Аналитическая записка об итогах смены
    "аналитический отчет": "report",  # Аналитический отчёт за 2019 год
    "публичный доклад": "report",  # Публичный доклад школы
    "отчет": "report",  # ОТЧЁТ о работе библиотеки
    "доклад": "report",  # Доклад о состоянии дорог
    "анализ": "report",  # Анализ методической работы
    "итоги": "report",  # Итоги весеннего призыва
    "материалы": "report",  # Материалы к отчёту начальника отдела
    "информация": "report",  # Информация о ходе уборки урожая
    "сведения": "report",  # Сведения о выполнении плана
    "обзор": "report",  # Обзор обращений граждан
    "мониторинг": "report",  # Мониторинг качества питания
    "результаты": "report",  # Результаты проверки готовности
    "справка": "certificate",  # СПРАВКА о реализации программы
    "резолюция": "resolution",  # РЕЗОЛЮЦИЯ круглого стола
    "рекомендации": "resolution",  # РЕКОМЕНДАЦИИ слушаний
    "решение": "resolution",  # РЕШЕНИЕ коллегии
    "выписка из протокола": "protocol",  # ВЫПИСКА ИЗ ПРОТОКОЛА № 2
    "выписка из решения": "resolution",  # Выписка из решения совета
    "выписка из приказа": "order",  # ВЫПИСКА ИЗ ПРИКАЗА № 15
    "протокол": "protocol",  # ПРОТОКОЛ № 4 заседания
    "стенограмма": "protocol",  # Стенограмма совещания
    "приказ": "order",  # ПРИКАЗ № 15
    "распоряжение": "order",  # РАСПОРЯЖЕНИЕ главы района
    "постановление": "order",  # ПОСТАНОВЛЕНИЕ администрации
    "указ": "order",  # УКАЗ главы республики
    "указание": "order",  # УКАЗАНИЕ о порядке дежурства
    "поручение": "order",  # Поручение губернатора
    "поручения": "order",  # Поручения главы округа по итогам встречи
    "перечень поручений": "order",  # ПЕРЕЧЕНЬ ПОРУЧЕНИЙ по итогам объезда
    "целевые индикаторы": "program",  # ЦЕЛЕВЫЕ ИНДИКАТОРЫ программы
    "целевые показатели": "program",  # Целевые показатели программы
    "муниципальная программа": "program",  # Муниципальная программа «Сады»
    "государственная программа": "program",  # Государственная программа «Реки»
    "программа": "program",  # ПРОГРАММА развития гимназии
    "подпрограмма": "program",  # Подпрограмма «Дороги»
    "паспорт": "program",  # ПАСПОРТ программы
    "план": "program",  # ПЛАН мероприятий на 2022 год
    "комплекс мер": "program",  # КОМПЛЕКС МЕР по развитию садоводства
    "план мероприятий": "program",  # План мероприятий («дорожная карта»)
    "дорожная карта": "program",  # ДОРОЖНАЯ КАРТА внедрения
    "положение": "program",  # ПОЛОЖЕНИЕ о конкурсе
    "порядок": "program",  # ПОРЯДОК разработки программ
    "стратегия": "program",  # Стратегия развития округа
    "концепция": "program",  # Концепция экологического воспитания
    "устав": "other",  # УСТАВ учреждения
    "договор": "other",  # ДОГОВОР о сотрудничестве
    "соглашение": "other",  # СОГЛАШЕНИЕ о взаимодействии
    "акт": "other",  # АКТ обследования
    "представление к награждению": "other",  # ПРЕДСТАВЛЕНИЕ к награждению
    "представление к поощрению": "other",  # Представление к поощрению
    "заключение": "other",  # ЗАКЛЮЧЕНИЕ о результатах слушаний
    "извещение": "other",  # ИЗВЕЩЕНИЕ о проведении торгов
    "уведомление": "letter",  # УВЕДОМЛЕНИЕ о начале работ
    "представление": "letter",  # ПРЕДСТАВЛЕНИЕ прокурора
    "телеграмма": "letter",  # ТЕЛЕГРАММА главам районов
    "график": "program",  # ГРАФИК ремонта котельных
    "перечень": "other",  # ПЕРЕЧЕНЬ участков
    "список": "other",  # СПИСОК участников
    "объявление": "other",  # ОБЪЯВЛЕНИЕ
    "памятка": "other",  # ПАМЯТКА участнику
    "предписание": "other",  # ПРЕДПИСАНИЕ об устранении нарушений
    "инструкция": "other",  # ИНСТРУКЦИЯ дежурному
    "регламент": "other",  # РЕГЛАМЕНТ соревнований
    "характеристика": "other",  # ХАРАКТЕРИСТИКА на учителя
    "заявка": "other",  # ЗАЯВКА на участие
    "повестка дня": "program",  # ПОВЕСТКА ДНЯ заседания
    "анонс": "news",  # АНОНС
    "пресс-релиз": "news",  # ПРЕСС-РЕЛИЗ
    "новости": "news",  # НОВОСТИ района
}

_ADJECTIVES = r"(?: [А-ЯЁа-яё-]+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ЫЙ|ИЙ|ОЙ|АЯ|ЯЯ|ОЕ|ЕЕ|ЫЕ|ИЕ) \s+ ){0,2}"
_GENRE = re.compile(
    r"(?P<adjectives>" + _ADJECTIVES + r") (?P<word>"
    + "|".join(
        re.escape(word).replace(r"\ ", r"\s+").replace("отчет", "отч[её]т")
        for word in sorted(_KINDS, key=len, reverse=True)
    )
    + r") (?! [\w-] )",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip

_NO_GENRE = re.compile(  # headings of a site's boxes, and of an article: «Порядок на дорогах», «Итоги и поручения»
    r"Порядок\s+(?:на|в|и|из)\b|[А-Яа-яЁё]+\s+и\s+(?!рекомендаци|решени|предложени)[а-яё]+\.|(?:Основн|Общ|Контактн|Дополнительн|Подробн|Справочн|Полезн|Важн)(?:ая|ые|ую)\s+(?:информаци|сведени)",
    re.IGNORECASE,
)

_FORMULA = re.compile(
    r"""
      (?P<order> (?<!\w) (?: ПРИКАЗЫВАЮ | П\sР\sИ\sК\sА\sЗ\sЫ\sВ\sА\sЮ | ПОСТАНОВЛЯ(?:Ю|ЕТ)
        | [Пп]\s[Оо]\s[Сс]\s[Тт]\s[Аа]\s[Нн]\s[Оо]\s[Вв]\s[Лл]\s[Яя]\s(?:[Юю]|[Ее]\s[Тт])
        | постановляет | приказываю | ОБЯЗЫВАЮ | РАСПОРЯЖАЮСЬ ) \s* :? )
    | (?P<protocol> (?<!\w) (?: СЛУШАЛИ | Слушали ) \s* : )
    """,
    re.VERBOSE,
)
