"""Where people are heard: units at and after one that names a gathering.

Decides which mentions stand at an event even where the record has none: «на планёрке …», «на совете …».
Leaves the events of the record to `events.py`.
"""

from __future__ import annotations

import re

from extractor.analysis import Analysis, Token
from extractor.russian.event_nouns import EVENT_NOUNS, event_kind

ALWAYS = ("protocol", "resolution")  # kinds of documents that tell of nothing but a gathering


def gathering_units(analysis: Analysis) -> frozenset[int]:
    """Indexes of the units that name a gathering, and of some after each."""
    named = {token.unit for token in analysis.tokens if _names_gathering(token)}
    reach = {unit: _FAR if unit < _HEAD else _REACH for unit in named}
    return frozenset(unit + k for unit in named for k in range(reach[unit]))


def is_timetable(analysis: Analysis, kind: str) -> bool:
    """True for a programme with hours, «10.20–10.40 Доклады», or of one gathering; everybody in it speaks."""
    if kind != "program":
        return False
    head = analysis.text[: analysis.units[min(len(analysis.units), _HEAD) - 1].end] if analysis.units else ""
    if _OF_GATHERING.search(head) is not None and _OF_WORK.search(head) is None:
        return True
    hours = sum(1 for unit in analysis.units if _HOUR.match(analysis.text, unit.start, unit.end) is not None)
    return hours >= _FEW_HOURS


def _names_gathering(token: Token) -> bool:
    lemma = token.lemma
    if lemma in _NOUNS or (lemma in _BODIES and token.case == "Loc"):
        return True
    return lemma.endswith(_ENDINGS) and event_kind(lemma) is not None


_HOUR = re.compile(r"\W*(?:с\s)?(?:[01]?\d|2[0-3])[.:][0-5]\d\b(?!\.\d)")
_FEW_HOURS = 3
# «Программа научной конференции», «План проведения методического дня»
_OF_GATHERING = re.compile(
    r"\b(?:программ[аы]|план\s+проведени[яе]|порядок\s+проведени[яе])\s+(?:[\w-]+\s+){0,6}?[«\"]?"
    r"(?:конференц|семинар|форум|чтени|вебинар|слёт|слет|съезд|симпозиум|конгресс|педсовет|круглого стола"
    r"|методическ\w+ дн|встреч|совещани|мастер-класс|школы актива|заседани|пленум)",
    re.IGNORECASE,
)
_OF_WORK = re.compile(
    r"развити|на 20\d\d\s?[-–—]\s?20\d\d|подготовк|положение|содействи|поддержк|мероприятий|совершенствовани",
    re.IGNORECASE,
)
_HEAD = 4  # units of heading and first lines
_FAR = 30  # units that are under a gathering of the heading
_REACH = 8  # units after the one that names an event in which people are heard at it
_BODIES = frozenset(["совет", "комиссия", "президиум", "штаб", "комитет", "правление", "сход"])  # «на совете решили»
_NOUNS = (
    frozenset(noun.replace("ё", "е") for noun in EVENT_NOUNS)
    | EVENT_NOUNS
    | frozenset(
        [
            "стол",  # за круглым столом
            "медсовет",  # медсовет прошёл в июле
            "педсовет",  # педсовет по итогам четверти
            "пресс-конференция",  # пресс-конференция губернатора
            "открытие",  # открытие моста
            "закрытие",  # закрытие лагеря
            "торжество",  # торжество в клубе
            "линейка",  # торжественная линейка
            "вечер",  # вечер памяти
            "прием",  # приём граждан
            "форсайт",  # форсайт молодых
            "дебаты",  # дебаты старшеклассников
            "аппаратный",  # на аппаратном
        ]
    )
)
_ENDINGS = tuple({noun[-4:] for noun in _NOUNS})
