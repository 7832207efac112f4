"""How well words in a given order read as one name: «Иванов И. И.», «Ирина Граб», «Граб Ирина О.».

Decides the score of each pattern and which word serves as a surname at all. Leaves where names stand, and the
choice between overlapping patterns, to `name_spans.py`.
"""

from __future__ import annotations

from functools import lru_cache

from extractor.russian.morphology import parses
from extractor.russian.name_cases import surname_readings
from extractor.russian.name_words import (
    CASES,
    doubtful_first_names,
    first_name,
    is_place,
    last_names,
    names_a_father,
    patronymic,
    surname_quality,
)
from extractor.russian.posts import is_post_word


@lru_cache(50_000)
def quality(word: str) -> int | None:
    """How well a word serves as a surname here; None where it cannot: a post, a form of address."""
    low = word.lower()
    readings = parses(low)
    if any(p.normal in _NO_SURNAMES for p in readings):
        return None
    if is_post_word(low):
        return 2 if _is_surname_of_trade(word) else None
    if all(p.known and p.tag.POS in _NO_NOUNS for p in readings) and not low.endswith("ло"):
        return None  # «Принять А. А. Орлову», «Слушали»
    return -1 if is_place(low) else surname_quality(low)


@lru_cache(50_000)
def _is_surname_of_trade(word: str) -> bool:
    """True for «Кузнецов», «Гончар»: a surname that is a form of a trade's name, too; not for «Директор»."""
    low = word.lower()
    readings = parses(low)
    if word.isupper() and len(word) > 1 and low.endswith(("ов", "ев")):
        return any("Surn" in p.tag for p in readings if p.known)  # «СОВЕЩАНИЕ ДИРЕКТОРОВ»
    is_plural = low.endswith(("ов", "ев")) and all(p.tag.number == "plur" or "Surn" in p.tag for p in readings)
    if is_plural:
        return low in last_names() or any("Surn" in p.tag for p in readings)
    return any(p.known and "Surn" in p.tag for p in readings) or any(p.normal in _TRADES for p in readings)


def _agree(first: str, last: str) -> bool:
    """True where first name and surname share a gender and a case: «Ирины Граб», not «Вера Москвы»."""
    return any(
        {one.gender, other.reading.gender} != {"m", "f"}
        and (one.case == other.reading.case or "?" in (one.case, other.reading.case))
        for one in first_name(first)
        for other in surname_readings(last)
    )


def _full(parts: dict[str, str], hinted: int) -> int | None:
    """«Иванов Иван Иванович», «Ивана Ивановича Иванова»."""
    worth = quality(parts["S"])
    if worth is None or not patronymic(parts["P"]):
        return None
    if not first_name(parts["F"]) and (worth < 1 or first_name(parts["S"]) or quality(parts["F"]) is None):
        return None
    genders = {r.gender for r in patronymic(parts["P"])}
    fits = any({r.reading.gender, *genders} != {"m", "f"} for r in surname_readings(parts["S"]))
    return 14 + max(worth, -1) - (0 if fits else 4)


def _first_patronymic(parts: dict[str, str], hinted: int) -> int | None:
    """«Иван Иванович» without a surname."""
    fathers = patronymic(parts["P"])
    if not any(
        f.gender in ("?", p.gender) and f.case in ("?", p.case) for f in first_name(parts["F"]) for p in fathers
    ):
        return None  # «Юлия Тарасевич»
    return 11 if names_a_father(parts["P"]) else 5  # «Ян Хмаревич» is rather a surname


def _first_last(parts: dict[str, str], hinted: int) -> int | None:
    """«Ирина Граб», «Граб Ирина»; without a dictionary's word for it only where the model sees a person."""
    worth = quality(parts["S"])
    if worth is None or (names_a_father(parts["S"]) and worth < 3):
        return None
    if is_place(parts["S"]) and (hinted < 2 or not _same_case(parts["F"], parts["S"])):
        return None  # «Вера Москвы», but the model sees «Егор Чен»
    if first_name(parts["F"]):
        clear = first_name(parts["F"])[0].nominative.lower() not in doubtful_first_names()
        if (not _agree(parts["F"], parts["S"]) and hinted < 2) or (worth < (0 if clear else 1) and not hinted):
            is_name = clear and _agree(parts["F"], parts["S"])
            return 2 if is_name and _is_thing(parts["S"]) else None  # «Ольга Граб» is clear, «Роман Мороз» is not
        return 6 + worth - (3 if first_name(parts["S"]) else 0)
    other = None if _is_lifeless(parts["F"]) else quality(parts["F"])
    if hinted and worth >= 1 and other is not None and other >= (1 if hinted < 2 or worth < 2 else -1):
        return 3  # «Ласло Сегеди»
    return None


@lru_cache(50_000)
def _is_lifeless(word: str) -> bool:
    """True for «Теорема Пифагора», «Класс Дудкиной»: a thing's name and nothing else is nobody's first name."""
    known = [p for p in parses(word.lower()) if p.known]
    return bool(known) and all(p.tag.POS == "NOUN" and "inan" in p.tag and "Geox" not in p.tag for p in known)


@lru_cache(50_000)
def _is_thing(word: str) -> bool:
    """True for «Дорн»: a short noun in the nominative that may be a surname; not for «Школа»."""
    noun = parses(word.lower())[0].tag
    return word[1:].islower() and str(noun.POS) == "NOUN" and str(noun.case) == "nomn" and str(noun.gender) == "masc"


def _last_first(parts: dict[str, str], hinted: int) -> int | None:
    """«Граб Ирина»: as the other order, which wins where both names are first names."""
    if not first_name(parts["F"]):
        known = _is_known(parts["F"]) or len(parts["F"]) < 4 or parts["F"].isupper()
        return 2 if (quality(parts["S"]) or 0) >= 3 and not known else None  # «Ахметова Гульсина»
    if parts["S"].lower().startswith(_OF_PLACES) and _is_plain_adjective(parts["S"]):
        return None
    score = _first_last(parts, hinted)
    return None if score is None else score - 1


@lru_cache(50_000)
def _is_plain_adjective(word: str) -> bool:
    return all(p.tag.POS == "ADJF" for p in parses(word.lower()) if p.known) and parses(word.lower())[0].known


@lru_cache(50_000)
def _is_known(word: str) -> bool:
    return "-" in word or any(p.known for p in parses(word.lower()))


def _first_initial(parts: dict[str, str], hinted: int) -> int | None:
    """«Рита О.»: a first name, and of the surname only an initial."""
    worth = quality(parts["F"])
    return 5 if first_name(parts["F"]) and worth is not None and worth < 2 else None


def _two_initials(parts: dict[str, str], hinted: int) -> int | None:
    """«Граб И.С.», «И.С. Граб»."""
    worth = quality(parts["S"])
    return None if worth is None else 8 + worth - (2 if worth < 0 else 0)  # «Граб А.А.Слёт открыла …»


def _same_case(first: str, place: str) -> bool:
    """True where a word that the dictionary knows as a place stands in a case of the first name."""
    cases = {CASES.get(str(p.tag.case), "") for p in parses(place.lower())}
    return any(reading.case in cases for reading in first_name(first))


def _last_first_initial(parts: dict[str, str], hinted: int) -> int | None:
    """«Граб Ирина О.», «Ирина О. Граб»: the patronymic is only an initial."""
    score = _first_last(parts, hinted) if first_name(parts["F"]) else None
    return None if score is None else score + 5


def _one_initial(parts: dict[str, str], hinted: int) -> int | None:
    """«Сыч О.», «С. Воробьёва»: only with a word that is no common one, or that the model sees."""
    worth = quality(parts["S"])
    if worth is not None and worth < 2 and first_name(parts["S"]):
        return None  # «Рита О.»
    if worth is None or (worth < 0 and not hinted):
        return None
    return 4 + worth


# a pattern and its score: S surname, F first name, P patronymic, I initial
PATTERNS = (
    ("SFP", _full),
    ("FPS", _full),
    ("SII", _two_initials),
    ("IIS", _two_initials),
    ("SFI", _last_first_initial),
    ("FIS", _last_first_initial),
    ("FP", _first_patronymic),
    ("FS", _first_last),
    ("SF", _last_first),
    ("FI", _first_initial),
    ("SI", _one_initial),
    ("IS", _one_initial),
)
# lemmas of capitalised words that stand beside names and are no surnames
_NO_SURNAMES = frozenset(
    [
        "уважаемый",  # Уважаемый Иван Петрович!
        "дорогой",  # Дорогая Анна Петровна!
        "господин",  # Господину Орлову А. А.
        "госпожа",  # Госпоже Орловой А. А.
        "товарищ",  # Товарищу Орлову А. А.
        "гражданин",  # Гражданин Орлов А. А.
        "гражданка",  # Гражданка Орлова А. А.
        "святой",  # Храм Святого Ильи
        "император",  # Указ Императора Петра
        "царь",  # Царь Иван
        "князь",  # Князь Олег
        "приложение",  # Приложение А.
        "протокол",  # Протокол вела Орлова А. А.
        "приказ",  # Приказ А. А. Орлова
        "отчет",  # Отчёт И. И. Орлова
        "отчёт",  # Отчёт И. И. Орлова
        "справка",  # Справка А. А. Орловой
        "резолюция",  # Резолюция А. А. Орлова
        "подпись",  # Подпись А. А. Орлов
        "преподобный",  # Преподобный Сергий
        "святитель",  # Святитель Николай
        "апостол",  # Апостол Пётр
        "вопрос",  # Вопрос Орловой
        "ответ",  # Ответ Орловой
        "доклад",  # Доклад Орловой
        "сообщение",  # Сообщение Орловой
        "информация",  # Информация Орловой
        "предложение",  # Предложение Орловой
        "выступление",  # Выступление Орловой
        "республика",  # Республике Крым
        "область",  # Область Анна
        "район",  # Район Иван
        "округ",  # Округ Иван
        "федерация",  # Федерация Анна
        "деревня",  # Деревня Анна
        "село",  # Село Иван
        "дядя",  # Дядя Ваня
        "тётя",  # Тётя Валя
        "тетя",  # Тетя Валя
        "память",  # Памяти Ивана Орлова
        "имя",  # Имени Ивана Орлова
        "улица",  # Улица Ивана Орлова
        "проспект",  # Проспект Ивана Орлова
        "площадь",  # Площадь Ивана Орлова
        "школа",  # Школа И. И. Орлова
        "город",  # Город Иван
    ]
)
# adjectives before the name of a village, by their beginnings
_OF_PLACES = (
    "нов",  # Новый Иван
    "стар",  # Старый Роман
    "верхн",  # Верхний Яр
    "нижн",  # Нижняя Майя
    "дальн",  # Дальний Яр
    "ближн",  # Ближний Яр
    "средн",  # Средний Яр
    "свободн",  # Свободный Яр
    "красн",  # Красный Яр
)
# trades that are common surnames, and that no paper puts before a name
_TRADES = frozenset(
    [
        "ткач",  # Ткач Ева
        "бондарь",  # Бондарь О. О.
        "гончар",  # Гончар П. П.
        "мельник",  # Мельник И. И.
        "кравец",  # Кравец А. А.
        "шинкарь",  # Шинкарь О. О.
        "скорняк",  # Скорняк П. П.
        "кобзарь",  # Кобзарь И. И.
        "рыбак",  # Рыбак О. О.
        "столяр",  # Столяр П. П.
        "маляр",  # Маляр И. И.
        "пекарь",  # Пекарь О. О.
        "лесник",  # Лесник П. П.
    ]
)
_NO_NOUNS = frozenset(["VERB", "INFN", "GRND", "PRTS", "ADVB", "PREP", "CONJ", "PRCL", "NPRO", "PRED", "COMP"])
