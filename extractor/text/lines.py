"""Physical lines: where they stand, what marker opens them and which of them are site furniture.

Decides list markers («2.1.», «а)», «–», «IV.») and page furniture («Похожие записи», «Просмотров: 412»).
Leaves to `outline.py` which lines make one paragraph and how lists nest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.text.page import Page
from extractor.text.site import is_breadcrumbs, is_section


class Line(NamedTuple):
    """One non-empty line; `text[start:end]` without edge spaces.

    `body` is where the text begins after the marker, `style` the marker's class (`""` for none), `number`
    the marker as a number («2.1»). `indent` counts the spaces before it; `gap` is True after an empty line.
    """

    start: int
    end: int
    text: str
    body: int
    style: str
    number: str | None
    indent: int
    gap: bool


def lines(page: Page) -> list[Line]:
    """All non-empty lines of a page in order; table cells in one line stay one line here."""
    found: list[Line] = []
    at = 0
    gap = True
    for raw in page.text.split("\n"):
        text = raw.strip()
        if text:
            lead = len(raw) - len(raw.lstrip())
            start = at + lead
            offset, style, number = marker(text)
            found.append(Line(start, start + len(text), text, start + offset, style, number, lead, gap))
        gap = not text
        at += len(raw) + 1
    return found


def marker(text: str) -> tuple[int, str, str | None]:
    """Length, class and number of the marker that opens a line: «2.1. Направить» is 5, `decimal2`, «2.1».

    A date («10.12.2021»), a time («8.30 Регистрация») and a bare number («14 представителей») are none.
    """
    match = _MARKER.match(text[:40])
    if match is None:
        return 0, "", None
    kind = str(match.lastgroup)
    sign = match[kind]
    if kind == "decimal":
        depth = sign.count(".") + 1
        closer = ")" if match[0].rstrip().endswith(")") else ""
        return match.end(), f"decimal{depth}{closer}", sign
    if kind == "nested":
        hour, minute = sign.split(".")[:2]
        if sign.count(".") == 1 and int(hour) < 24 and len(minute) == 2:
            return 0, "", None
        return match.end(), f"decimal{sign.count('.') + 1}", sign
    if kind == "letter":
        return match.end(), "letter", f"{sign})"
    if kind == "roman":
        return match.end(), "roman", sign
    return match.end(), f"bullet{sign}", None


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the site around the document: «Просмотров: 412 | Загрузок: 37»."""
    probe = text[:200].lstrip("•·*▪►- ")
    return _FURNITURE.search(probe) is not None or _is_menu(probe) or is_breadcrumbs(text)


def menus(all_lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of the lines that are a site's menu, one entry a line: «Главная ↵ Новости ↵ Контакты»."""
    found: set[int] = set()
    at = 0
    while at < len(all_lines):
        stop = at
        while stop < len(all_lines) and _is_entry(all_lines[stop], all_lines[at]):
            stop += 1
        hits = sum(_is_menu_word(line) for line in all_lines[at:stop])
        if (
            stop - at >= 3
            and hits >= (2 if all_lines[at].style else 3)
            or (all_lines[at].style and hits == stop - at > 1)
        ):
            found.update(range(at, stop))
        at = max(stop, at + 1)
    return frozenset(found)


def _is_entry(line: Line, first: Line) -> bool:
    """Whether a line is one more entry of the menu that opens with `first`: «- Противодействие коррупции»."""
    if not _is_menu_word(first) or line.style != first.style:
        return False
    return _is_menu_word(line) or (line.style != "" and len(line.text) < 100 and line.text[-1] not in ".;:,")


def _is_menu_word(line: Line) -> bool:
    word = line.text[line.body - line.start :]
    return word.casefold() in _MENU or is_section(word)


def is_end_of_document(text: str) -> bool:
    """Whether everything from this line on is the site's: «Похожие записи», «Читайте также:»."""
    return _TAIL.match(text) is not None


def _is_menu(text: str) -> bool:
    words = [word.strip().casefold() for word in _MENU_GAP.split(text) if word.strip()]
    hits = sum(word in _MENU for word in words)
    if hits >= 2 and len(words) >= 3 and _BARS.search(text) and all(len(word) < 26 for word in words):
        return True
    return hits >= 3 or (hits >= 2 and hits == len(words)) or text.strip() == "МЕНЮ"


_BARS = re.compile(r"[|/»>•→›]")
_MENU_GAP = re.compile(r"\s{2,}|\s*[|/»>•→›]\s*|\s(?=[А-ЯЁ])")
_MARKER = re.compile(
    r"""
      (?P<decimal> \d{1,3} (?: \. \d{1,3} ){0,3} ) [.)] (?: \s+ | (?= [^\s\d.,)] ) )  # 1.  2.1.  3)
    | (?P<nested> \d{1,2} (?: \. \d{1,2} ){1,3} ) \s+ (?= [А-ЯЁа-яё«"] )              # 2.1 Направить
    | (?P<letter> [а-яёa-z] ) \) \s*                                                   # а) открыть
    | (?P<roman> [IVXХ]{1,5} ) \. \s+                                                  # IV. Разное
    | (?P<bullet> [-–—−•·∙▪■●○◦➢►✓✔*\uf0b7\uf02d\uf0a7] ) (?: \s+ (?= \d+\s?%? \s [а-яё] ) | \s* (?= [^\s\d|_*-] ) )
    | (?P<circle> o ) \s+ (?= [А-ЯЁа-яё] )       # «o», Word's second level
    """,
    re.VERBOSE,
)

# Lines that sites put around a document; each with the line where it stands.
_FURNITURE = re.compile(
    r"""
      ^ Меню \b (?! \s+ \w+ \s+ \w+ \s+ \w+ )       # Меню Закрыть
    | ^ Категория: | ^ Рубрика:                      # Категория: Приказы | Добавил: admin
    | \b Просмотров:? \s* \d                         # Просмотров: 412 | Загрузок: 37
    | ^ Загрузок: | ^ Скачать (?: \s+ файл )? $      # Скачать файл
    | \b Рейтинг: \s* \d | ^ Добавил:                # Рейтинг: 0.0/0
    | ^ Комментарии \s* (?: \(\d* | : \s* $ | $ )    # Комментарии (0)
    | ^ Авторизоваться | ^ Войти \b | ^ Чтобы \s оставить \s комментарий
    | ^ Поделиться \b | ^ Печать $ | ^ Версия \s для \s (?: печати | слабовидящих )
    | ^ Предыдущая \s (?: запись | новость ) | ^ Следующая \s (?: запись | новость )
    | ^ Опубликовано \s в \s [А-ЯЁ]                  # Опубликовано в Новости, Семинары
    | ^ По \s запросу \b .* не \s найдено            # По запросу «…» ничего не найдено
    | ^ Результаты \s поиска | ^ Поиск (?: \s по \s сайту )? $
    | ^ (?: \^ \s* )? Наверх $ | ^ К \s началу $ | ^ Назад $ | ^ На \s главную
    | ^ Официальный \s сайт (?: \s [\w.-]+ )? $
    | ^ Если \s вы \s являетесь \s пользователем | ^ Вы \s можете \s открыть
    | ^ (?: Мы | Наш \s сайт | Сайт ) \s использу[а-яё]+ \s .{0,30} cookie | \b cookie
    | ^ Все \s права \s защищены | ^ © | ^ При \s (?: использовании | перепечатке ) \s материалов
    | ^ Теги: | ^ Метки: | ^ Подробнее (?: \s* [.…»]+ )? $ | ^ Читать \s (?: далее | полностью )
    | ^ Сейчас \s в \s эфире | ^ Прогноз \s погоды $ | ^ Курс(?:ы)? \s валют
    | ^ Читайте \s также | ^ Подписаться | ^ Подпишитесь
    | ^ \d{1,2}:\d{2} $                              # 00:00 under a date
    | ^ \(? \d{1,2} \s? \+ \)? $                      # 12+
    | ^ (?: Нашли | Если \s (?: вы \s )? (?: заметили | нашли | обнаружили ) ) \s (?: ошибку | опечатку )
    | ^ (?: Нравится | Мне \s нравится | Рассказать \s друзьям | Отправить \s другу ) \b .{0,30} $
    | ^ Решаем \s вместе $ | ^ Не \s убран \s (?: мусор | снег ) | ^ Столкнулись \s с \s проблемой
    | ^ Есть \s (?: вопрос | предложения | идеи ) .{0,60} \? | ^ Сообщи(?:те|ть) \s о \s (?: ней | проблеме ) \b
    | ^ Сегодня :? \s? \(? \d [\d.]{5,10} \)? $            # Сегодня (08.09.2013)
    | ^ Выбор \s меню $ | ^ Расширенный \s поиск $ | ^ Войдите , \s чтобы | ^ Написать \s комментарий
    | ^ Приветствуем \s Вас | ^ Обзор \s документа $
    | ^ Следите \s за \s (?: нашими | самым | новостями ) \b | ^ Печать \s (?: \| \s )? E-?mail
    | ^ (?: Лента \s новостей | Новости | Все \s новости ) $
    | ^ \d{1,4} [.,] \d{1,2} \s? [КМ]б $                # 164.5 Кб
    """,
    re.VERBOSE | re.IGNORECASE,
)

_TAIL = re.compile(
    r"""
      Похожие \s (?: записи | новости | материалы )   # Похожие записи
    | (?: Другие | Последние | Свежие ) \s (?: новости | записи | материалы )
    | Читайте \s также | Ещё \s по \s теме | Материалы \s по \s теме
    | Комментарии \s* (?: \(\d+\) )? :? \s* $         # Комментарии:
    | Добавить \s комментарий | Оставить \s комментарий
    """,
    re.VERBOSE | re.IGNORECASE,
)

# Words of a site's menu, as in «Главная  Новости  Контакты».
_MENU = frozenset(
    {
        "главная", "новости", "контакты", "мероприятия", "документы", "о нас", "о компании", "о школе",
        "администрация", "символика", "rss", "выход", "мой профиль", "каталог файлов", "фотоальбомы",
        "о библиотеке", "о музее", "об учреждении", "карта сайта", "обратная связь", "войти", "вход",
        "регистрация", "поиск", "меню", "фотогалерея", "галерея", "видео", "вакансии", "услуги", "форум",
        "пресс-центр", "пресс-служба", "деятельность", "структура", "обращения", "анонсы", "события",
        "гостевая книга", "архив", "блог", "проекты", "афиша", "ссылки", "закрыть", "партнёры", "партнеры",
        "интервью", "архив новостей", "реклама", "фото", "подписка", "редакция", "рубрики",
    }
)  # fmt: skip
