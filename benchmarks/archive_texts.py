"""Texts of a generated archive: documents of `corpus/gold` with other names, dates and numbers.

Decides what varies: surnames are exchanged for others of the same declension in all their cases, years
are moved together, other figures change their digits and keep their length. The result is as invented as
what it is made from.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import NamedTuple


class Sample(NamedTuple):
    """A document of the corpus: its text and the stems of the surnames in it."""

    name: str
    text: str
    stems: tuple[str, ...]


def samples(folder: Path) -> list[Sample]:
    """Every NAME.txt with its gold record, in the order of names."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        people = [*gold.get("speakers", ()), *gold.get("persons", ())]
        lasts = {person["name"]["last"] for person in people if person["name"].get("last")}
        stems = {match[1] for last in lasts if (match := DECLINED.fullmatch(last))}
        found.append(Sample(path.stem, path.read_text("utf-8"), tuple(sorted(stems))))
    if not found:
        raise FileNotFoundError(f"{folder} holds no documents")
    return found


def varied(sample: Sample, dice: random.Random) -> str:
    """«Дёминой А.А., 5 мая 2019 года, 43 человека» may become «Сычёвой А.А., 7 мая 2012 года, 61 человека»."""
    text = sample.text
    if sample.stems:
        others = dict(zip(sample.stems, dice.sample(STEMS, len(sample.stems)), strict=True))
        pattern = re.compile(rf"\b({'|'.join(sample.stems)})(?=(?:а|у|ой|ым|е|ы|ых|ыми)?\b)")
        text = pattern.sub(lambda found: others[found[1]], text)
    moved = dice.randrange(-12, 3)
    return NUMBER.sub(lambda found: _number(found[0], moved, dice), text)


def _number(digits: str, moved: int, dice: random.Random) -> str:
    """A year moves with the others, a day or a month stays possible, what is longer gets new digits."""
    if YEAR.fullmatch(digits):
        return str(int(digits) + moved)
    if len(digits) <= 2:
        value = int(digits)
        low, high = (1, 12) if value <= 12 else (13, 28) if value <= 28 else (29, 99)
        return f"{dice.randint(low, high):0{len(digits)}d}" if value else digits
    return digits[0] + "".join(dice.choice("0123456789") for _ in digits[1:])


DECLINED = re.compile(r"([А-ЯЁ][а-яё]+(?:ов|ев|ёв|ин|ын))а?")  # «Дёмина», «Котов»: one declension for all
NUMBER = re.compile(r"(?<![\d.,])\d{1,6}(?![\d])")
YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")

STEMS = """
Авдеев Базанов Белкин Бобров Варенцов Вешняков Воронин Галкин Глинин Горшков Гусев Данилин Дерябин Дроздов Егорин
Ершов Жаров Жилин Завьялов Зимин Зорин Ивашов Игнатов Калинин Карпов Клюев Колосов Кошкин Кротов Кудрин Лаптев Ларин
Лобанов Лосев Лукин Малинин Мамонтов Марков Мухин Назаров Никонов Носов Овчинников Озеров Орешкин Павлов Панин Пескарёв
Плетнёв Пчелин Рогов Рожков Рощин Рябинин Савин Сазонов Сафронов Седов Синицын Снегирёв Соболев Сомов Сорокин Сычёв
Тетерин Тихонов Травин Уваров Ушаков Филин Фролов Харитонов Хворостов Хомяков Цветов Чайкин Чижов
Шишкин Щукин Юдин Ягодин
""".split()
