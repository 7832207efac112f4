"""Which part of a name a single word may be: first name, patronymic or surname, with gender and case.

Decides the readings of one word by pymorphy's Name and Patr marks, natasha's lists of names and the
endings of Russian declension. Leaves the choice between readings, and which words make up one name,
to `names.py`; surnames are turned to the nominative in `name_cases.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from extractor.russian.morphology import parses


class Reading(NamedTuple):
    """One way to read a form: «Ольги» is («Ольга», f, gen). `gender` and `case` may be «?»: any."""

    nominative: str
    gender: str
    case: str


@lru_cache(50_000)
def first_name(word: str) -> tuple[Reading, ...]:
    """How a word may be a first name: «ирине» is Ирина in the dative or locative; () if it is none."""
    word = word.lower()
    known = [
        Reading(_titled(p.normal), _GENDERS.get(str(p.tag.gender), "?"), CASES.get(str(p.tag.case), "?"))
        for p in parses(word)
        if p.known and "Name" in p.tag and str(p.tag.number) == "sing" and "Abbr" not in p.tag
    ]
    if not known and "-" in word and (both := _double_name(word)):
        return both
    if known:
        woman = word[-1] in "ая" and word.replace("ё", "е") in first_names() and all(r.gender == "m" for r in known)
        if woman and word not in _MALE_IN_A:
            known.append(Reading(_titled(word), "f", "nom"))  # «Асия», which the dictionary has only of a man's Асий
        if word.replace("ё", "е") in _HARDLY_WOMEN:
            known = [reading for reading in known if reading.gender != "f"]
        return tuple(dict.fromkeys(known))
    return tuple(
        Reading(_titled(nominative), gender, case)
        for nominative, gender, case in _first_name_stems(word)
        if nominative.replace("ё", "е") in first_names()
    )


def _double_name(word: str) -> tuple[Reading, ...]:
    """«Анны-Марии» is Анна-Мария, «Жан-Поля» Жан-Поль: both parts decline, or the last one only."""
    head, _, tail = word.rpartition("-")
    found = []
    for one in first_name(tail):
        for other in first_name(head):
            if one.gender == other.gender and (other.case in (one.case, "?") or other.nominative.lower() == head):
                found.append(Reading(f"{other.nominative}-{one.nominative}", one.gender, one.case))
    return tuple(dict.fromkeys(found))


@lru_cache(50_000)
def patronymic(word: str) -> tuple[Reading, ...]:
    """How a word may be a patronymic: «сергеевны» is Сергеевна in the genitive; () if it is none.

    «гасан оглы» is one that does not decline.
    """
    word = word.lower()
    if word.endswith(_CHILD_OF):
        gender = "f" if word.endswith("кызы") else "m"
        return (Reading(_titled(word), gender, "?"),)
    female = _FEMALE_PATRONYMIC.search(word)
    if female is not None:
        stem = word[: female.start(1)]
        return tuple(Reading(_titled(stem + "а"), "f", case) for case in _FEMALE_CASES[female[1]])
    spoken = _SPOKEN_PATRONYMIC.search(word)
    if spoken is not None and word[: spoken.start()] in first_names():
        return tuple(Reading(_titled(word[: spoken.start(1)]), "m", case) for case in _MALE_CASES[spoken[1]])
    male = _MALE_PATRONYMIC.search(word)
    if male is not None and (not _is_surname(word) or _fathers_name(word[: male.start(1)])):
        stem = word[: male.start(1)]
        return tuple(Reading(_titled(stem), "m", case) for case in _MALE_CASES[male[1]])
    return ()


@lru_cache(50_000)
def names_a_father(word: str) -> bool:
    """True for a patronymic that no surname looks like: «Сергеевны», «Эдгарович»; not for «Хмаревич»."""
    return any(
        r.gender == "f" or r.nominative.endswith("ыч") or _fathers_name(r.nominative.lower()) or _is_known_patronymic(r)
        for r in patronymic(word)
    )


def _is_known_patronymic(reading: Reading) -> bool:
    return any(p.known and "Patr" in p.tag for p in parses(reading.nominative.lower()))


def _is_surname(word: str) -> bool:
    """True where the dictionary knows a surname and no patronymic: «станкевич»."""
    known = [p.tag for p in parses(word) if p.known]
    return any("Surn" in tag for tag in known) and not any("Patr" in tag for tag in known)


def _fathers_name(patronymic: str) -> bool:
    """True where a man's name stands behind «суренович»."""
    for ending in ("ович", "евич", "ьевич", "ич"):
        stem = patronymic.removesuffix(ending)
        if stem != patronymic and any(
            (stem + end).replace("ё", "е") in first_names() for end in ("", "й", "ь", "ий", "я", "а")
        ):
            return True
    return False


@lru_cache(50_000)
def surname_quality(word: str) -> int:
    """How much a word looks like a surname: 3 known, 2 by its ending, 1 a doubt, -1 a common word.

    «Ольховской» is 3, «Хмычевой» 2, «Роч» 1, «Начальник» -1.
    """
    word = word.lower()
    if "-" in word:
        parts = [surname_quality(part) for part in word.split("-") if part]
        return min(parts) if parts else -1
    readings = parses(word)
    if any(p.known and "Surn" in p.tag for p in readings):
        return 3
    if all(p.known and "Name" in p.tag for p in readings):
        return 0  # «Татьяна», whatever it ends in
    common = any(p.known and not _NAME_GRAMMEMES & p.tag.grammemes for p in readings)
    shaped = _SURNAME_SHAPE.search(word) is not None
    if shaped:
        return 0 if common and readings[0].tag.POS not in ("NOUN", "ADJF") else 1 if common else 2
    if common and word.replace("ё", "е") in last_names() and readings[0].tag.POS in ("ADJF", "NOUN"):
        return 0
    return -1 if common else 1


def is_place(word: str) -> bool:
    """True where the dictionary knows the word as a place and as nothing of a person: «Москва»."""
    readings = parses(word.lower())
    if word.lower().endswith(("ов", "ев", "ин", "ова", "ева", "ина")) and word.lower().rstrip("а") in last_names():
        return False  # «Орехов» is a town and a surname
    return any(p.known and "Geox" in p.tag for p in readings) and not any(
        p.known and ("Surn" in p.tag or "Name" in p.tag) for p in readings
    )


@lru_cache(1)
def first_names() -> frozenset[str]:
    """natasha's first names in lower case, «ё» as «е»; the doubtful ones («роза») are among them."""
    return _words("first.txt") | _words("maybe_first.txt")


@lru_cache(1)
def doubtful_first_names() -> frozenset[str]:
    """natasha's first names that are common words as well: «вера», «роман»."""
    return _words("maybe_first.txt")


@lru_cache(1)
def last_names() -> frozenset[str]:
    """natasha's surnames in lower case, masculine nominative, «ё» as «е»."""
    return _words("last.txt")


def _words(name: str) -> frozenset[str]:
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("natasha is not installed; its lists of names are needed")
    path = Path(spec.submodule_search_locations[0]) / "data" / "dict" / name
    lines = path.read_text("utf-8").splitlines()
    return frozenset(line.split("#")[0].strip().replace("ё", "е") for line in lines)


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _first_name_stems(word: str) -> list[tuple[str, str, str]]:
    """Nominatives that a form might come from, by ending; the caller keeps those it knows."""
    stems = [(word, "f" if word[-1:] in "аяь" and word not in _MALE_IN_A else "m", "nom")]
    if word[-1:] in "иоуэе":
        stems = [(word, "?", "?")]  # «Нелли», «Отто» have one form for all cases
    for ending, base, gender, cases in _FIRST_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            nominative = word[: len(word) - len(ending)] + base
            stems += [(nominative, gender, case) for case in cases.split()]
    return stems


_GENDERS = {"masc": "m", "femn": "f", "ms-f": "?"}
CASES = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc"}
_NAME_GRAMMEMES = frozenset({"Name", "Surn", "Patr", "Abbr", "Init"})
_HARDLY_WOMEN = frozenset(  # «Ивана» is a woman's name in the lists, and Иван in the genitive in every text
    "ивана петра павла романа олега федора максима вячеслава святослава альберта эдуарда рината султана виталия "
    "григория стефана".split()
)
_MALE_IN_A = frozenset(
    ["илья", "никита", "фома", "лука", "кузьма", "савва", "данила", "мустафа", "муса", "иса", "абдулла"]
)

# ending of the form, ending of the nominative, gender, cases: «Ласло» stays, «Арслана» is Арслан.
_FIRST_ENDINGS = (
    ("а", "", "m", "gen acc"),  # Рустама
    ("у", "", "m", "dat"),  # Рустаму
    ("ом", "", "m", "ins"),  # Рустамом
    ("ем", "", "m", "ins"),  # Жоржем
    ("е", "", "m", "loc"),  # Рустаме
    ("я", "й", "m", "gen acc"),  # Тимофея
    ("я", "ь", "m", "gen acc"),  # Шамиля
    ("ю", "й", "m", "dat"),  # Тимофею
    ("ю", "ь", "m", "dat"),  # Шамилю
    ("ем", "й", "m", "ins"),  # Тимофеем
    ("ем", "ь", "m", "ins"),  # Шамилем
    ("ы", "а", "f", "gen"),  # Гульнары
    ("и", "а", "f", "gen"),  # Анжелики
    ("и", "я", "f", "gen dat loc"),  # Алии
    ("е", "а", "f", "dat loc"),  # Гульнаре
    ("е", "я", "f", "dat loc"),  # Асие
    ("у", "а", "f", "acc"),  # Гульнару
    ("ю", "я", "f", "acc"),  # Алию
    ("ой", "а", "f", "ins"),  # Гульнарой
    ("ей", "а", "f", "ins"),  # Аишей
    ("ей", "я", "f", "ins"),  # Алией
    ("и", "ь", "f", "gen dat loc"),  # Айгюли
    ("ью", "ь", "f", "ins"),  # Айгюлью
)

_CHILD_OF = (" оглы", "-оглы", " кызы", "-кызы", " угли", " улы")  # «Али Гасан оглы»
# «Сергеевна», «Ильинична», «Кузьминична», «Никитична»; the ending is the group
_FEMALE_PATRONYMIC = re.compile(r"(?:[оеё]вн|[иь]ничн|итичн|[кмлт]ичн|ичн)(а|ы|е|у|ой|ою)$")
_FEMALE_CASES = {"а": ("nom",), "ы": ("gen",), "е": ("dat", "loc"), "у": ("acc",), "ой": ("ins",), "ою": ("ins",)}
# «Сергеевич», «Ильич», «Лукич», «Фомич», «Никитич»
_MALE_PATRONYMIC = re.compile(r"(?:[оеё]вич|ьич|[уюо]кич|омич|ьмич|итич|ввич|нилич)(а|у|ем|ом|е|)$")
_SPOKEN_PATRONYMIC = re.compile(r"ыч(а|у|ем|е|)$")  # «Иваныч», «Степаныч»
_MALE_CASES = {"": ("nom",), "а": ("gen", "acc"), "у": ("dat",), "ем": ("ins",), "ом": ("ins",), "е": ("loc",)}

_SURNAME_SHAPE = re.compile(
    r"""(?:
      (?:[оеё]в|[иы]н)(?:а|у|ым|ой|ою|е|ых|ы|)      # Хмычев, Хмычевой, Щукиным
    | [сц]к(?:ий|ой|ого|ому|им|ом|ая|ую|их|ие)      # Ольховская, Трубецкому
    | (?:енк|чк|йк|шк)о                             # Мушкаренко, Бойко
    | [уюч]к(?:а|у|ом|е|)                           # Палащук, Карпенюка
    | (?:[ая]н|янц|ьянц)(?:а|у|ом|ем|е|)            # Мкртумян
    | (?:дзе|швили|иани|авили|ия|ава|оева|аты)      # Гогоберидзе
    | [ыи]х                                         # Черных
    | (?:ович|евич|вич)(?:а|у|ем|е|)                # Заблоцкевич
    | (?:ман|берг|штейн|ер|ель|ец|ик|ас|ис|ус)(?:а|у|ом|ем|е|)
    )$""",
    re.VERBOSE,
)
