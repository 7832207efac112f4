"""What a site prints above a publication: the path to the page, and when and where it was put up.

Decides which lines are a path («Главная » Новости » Культура») and which say only when, under which heading and
by whom a text was published («Культура, 04.06.2019 11:20», «Автор: О. Лосева»). Leaves other furniture to
`lines.py`, and whether such a line gives the document's date to `fields/date/own.py`.
"""

from __future__ import annotations

import re

LONGEST = 130  # characters of a line that is judged here


def is_breadcrumbs(text: str) -> bool:
    """Whether a line is the path to a page: «Новости района / Образование», «Заречье » » Субботник»."""
    if len(text) > 2 * LONGEST or text[-1] in ".!?":
        return False
    if _YOU_ARE_HERE.match(text) is not None:
        return True
    if _ARROWS.search(text) is not None:
        first = _ARROWS.split(text)[0]
        return "«" not in first and _LETTER.search(first) is not None  # «12 » мая» is a date
    if "«" in text:
        return False
    parts = [part.strip() for part in _STEPS.split(text)]
    if len(parts) < 2 or not all(len(part) < 60 for part in parts):
        return False
    return parts[0].casefold().split(" ")[0] in _SECTIONS


def is_section(text: str) -> bool:
    """Whether a line is one heading under which a site files its news: «Общество»."""
    return text.casefold() in _SECTIONS


def path_end(text: str) -> str:
    """The last step of a path, which names the page itself: «Субботник в посёлке»."""
    steps = [step.strip() for step in (_ARROWS if _ARROWS.search(text) else _STEPS).split(text)]
    return next((step for step in reversed(steps) if step), "")


def is_site_line(text: str) -> bool:
    """Whether a line says only when, where and by whom a text was published: «30.08.2013 | Спорт | 214 просмотров».

    A heading that has a date is none: «Ярмарка 5 мая», «Выборы 19 сентября 2021 года прошли спокойно».
    """
    if len(text) > LONGEST:
        return False
    if _LABELLED.match(text) is not None:
        return True
    if _SITE_NAME.fullmatch(text) is not None:
        return True
    rest, parts = _PART.subn(" | ", text)
    if not parts:
        return False
    if _LABELLED.match(rest.lstrip(" |")) is not None:
        return True  # «19.03.2019 11:46        Категория: Новости села»
    words = _WORD.findall(rest)
    if not words:
        return True
    if len(words) > 3 or not words[0][0].isupper() or _STRONG.search(text) is None:
        return False
    if _ISSUE.search(text) is not None and parts > 1:
        return True  # «НАШ БЕРЕГ • № 9 (8317) • 12 марта 2019 г.»
    if words[0].casefold() in _SECTIONS or _CLOCK.search(text) is not None:
        return True
    return len(words) == 1 and _SEPARATED.search(text) is not None  # «Заречный, 5 июня 2019 года»


_SITE_NAME = re.compile(  # «Искра - новости Заречья», «Заречье | официальный сайт»
    r"[«\"А-ЯЁ][^.!?]{2,40}\s[-–—|]\s(?:новости|официальный\sсайт|сайт|газета|портал|информационный\sпортал)(?!\w)[^.!?]{0,50}",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"(?:№|N)\s?\d{1,4}\s?\(\d{1,6}\)")
_ARROWS = re.compile(r"(?<=\S)\s+[»›]+(?:\s|$)")  # the space before tells it from a closing quote
_STEPS = re.compile(r"\s+(?:/+|>|→|▸|::)(?:\s+|$)|/+$")
_LETTER = re.compile(r"[^\W\d_]{2}")
_YOU_ARE_HERE = re.compile(r"(?:Вы\s(?:здесь|находитесь)|Навигация)\s?:", re.IGNORECASE)
_MONTHS = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}\.?"
_WEEKDAYS = r"(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|пн|вт|ср|чт|пт|сб|вс)"
_PART = re.compile(
    rf"""
      (?<!\d) \d{{1,2}} [./-] \d{{1,2}} [./-] \d{{2,4}} (?!\d) (?: \s? г (?!\w) \.? )?     # 14.03.2019 г.
    | (?<!\d) \d{{4}} - \d{{2}} - \d{{2}} (?!\d)                                            # 2019-03-14
    | (?<!\d) \d{{1,2}} \s {_MONTHS} ,? (?: \s \d{{4}} (?!\d) (?: \s? (?: г\. | года? ) )? )?     # 5 мая 2021 г.
    | (?<!\w) {_WEEKDAYS} (?!\w)                                                            # Четверг, 14 марта
    | (?<!\d) \d{{1,2}} : \d{{2}} (?: : \d{{2}} )? (?: \s? [AP]M )? (?!\d)                  # 11:20
    | \(? (?<!\d) \d{{1,2}} \s? \+ \)? (?!\d)                                               # 12+
    | (?: просмотр | комментари | прочтени | загруз | скачивани | рейтинг )
      [а-я]{{0,3}} \s? :? \s? \(? \d [\d./]{{0,9}} \)?                                     # Просмотров: 214
    | (?<!\d) \d{{1,9}} \s (?: просмотр | комментари | прочтени | голос | лайк )
      [а-я]{{0,3}} (?!\w)                                                                  # 214 просмотров
    | (?<!\w) (?: выпуск | номер | № | N ) \s? №? \s? \d{{1,5}}
      (?: \s? \( \d{{1,6}} \) )? (?: \s от (?!\w) )?                                       # Выпуск 12 от
    | (?<!\w) \d{{1,4}} [.,] \d{{1,2}} \s? [кмkm][бb] (?!\w)                                # 164.5 Кб
    | (?<!\w) (?: опубликован | размещен | размещён | добавлен | создан | обновлен | обновлён ) [оаы]? (?!\w) :?
    | (?<!\w) (?: posted | published | updated | modified | date ) (?!\w) :?                # date 2023-04-11
    | (?<!\w) дата (?: \s публикации | \s создания | \s размещения )? \s? : | (?<!\w) от (?= \s? \d )
    | (?<!\w) (?: пользователем | by ) \s [\w.-]{{2,30}}                                    # пользователем admin
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"""
      (?: Source | Author | Category | Tags | Section | Автор | Авторы | Текст | Фото | Источник | Рубрика
        | Категория | Раздел | Теги | Метки | Добавил | Разместил | Корреспондент | Редактор | Обновлено | Изменено
        | Ключевые \s слова | Дата | Время \s публикации
        | (?: Последнее \s )? (?: обновление | изменение ) ) (?: \s [а-я]{{2,12}} ){{0,2}} \s? : .*
    | (?: Опубликован | Размещен | Размещён | Добавлен | Создан | Обновлен | Обновлён ) [оаы]? \s?
        (?: : | {_WEEKDAYS}, | \d | (?= в \s [А-ЯЁ] ) | пользователем \s ) .*
    | (?: Posted | Published | Updated | Modified ) \s .* | date \s \d{{4}}- .*
    | Дата \s (?: публикации | создания | размещения | изменения | новости ) \s .*
    | Выпуск \s (?: № )? \s? \d .* | (?: Подробности | Анонс | Общая \s информация ) $
    | (?: Документ \s )? (?: Утратил[ао]? \s силу | Недействующ | Действующая \s редакция | Актуальная \s редакция
      | Редакция \s от \s \d | Статус \s? : ) .*
    | (?: Курс(?:ы)? \s (?: ЦБ | валют | доллара ) | Сегодня \s \( \d | [Рр]асписание \s погоды
      | (?: ночь | день | днём | днем | ночью ) \s? : \s? [+-]? \d ) .*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STRONG = re.compile(
    rf"\d{{4}}|\d:\d\d|[./-]\d\d[./-]|(?<!\w){_WEEKDAYS}(?!\w)|просмотр|прочтени|комментари", re.IGNORECASE
)
_CLOCK = re.compile(rf"\d:\d\d|(?<!\w){_WEEKDAYS}(?!\w)|просмотр|прочтени|комментари", re.IGNORECASE)
_SEPARATED = re.compile(r"[,|/•·—–]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

# Headings under which sites file their news, by their first word: «Новости района / Образование».
_SECTIONS = frozenset(
    {
        "главная", "новости", "новость", "документы", "документ", "лента", "архив", "события", "анонсы", "общество",
        "культура", "спорт", "образование", "экономика", "политика", "медицина", "здравоохранение", "происшествия",
        "жкх", "власть", "администрация", "деятельность", "пресс-центр", "пресс-служба", "публикации", "статьи",
        "статья", "каталог", "разделы", "сайт", "home", "газета", "номер", "мероприятия", "объявления",
        "информация", "приказы", "решения", "постановления", "отчёты", "отчеты", "протоколы",
    }
)  # fmt: skip
