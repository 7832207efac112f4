"""Legal forms of organisations: short ones («МБОУ», «ООО») by a grammar, long ones by their nouns.

Decides whether a word is a legal form, what may stand between it and the name («ДПО», «ЛО») and what
the form says of the kind of the organisation. Leaves the name after it to `fields/`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.russian.entries import entries


class Form(NamedTuple):
    """A legal form: the kind it speaks for and whether any word with a capital after it is a name.

    `kind` is "" where the name decides («ГКУ» may be anything). `free` forms need no quotes: «АО Вымпел».
    """

    kind: str
    free: bool


@lru_cache(20_000)
def legal_form(word: str) -> Form | None:
    """The form that a word abbreviates: «СОГБПОУ» is one of education, «ЕГУ» and «ДОУ» are none."""
    known = _COMPANIES.get(word)
    if known is not None:
        return Form(known, word not in _NEVER_FREE)
    if _PUBLIC.fullmatch(word) is not None:
        return Form("association", False)
    if word in _PLAIN_STATE or _STATE.fullmatch(word) or _PRESCHOOL.fullmatch(word):
        return Form(_state_kind(word), False)
    return None


def is_qualifier(word: str) -> bool:
    """What goes on with a form: «ДПО», «ВО», and initials of a region, «ЛО», «РС(Я)»."""
    return word in _QUALIFIERS or re.fullmatch(r"[А-ЯЁ]{2,4}", word) is not None


def is_education_mark(word: str) -> bool:
    """«ДПО», «ВО» after a form speak of education; «ВО» also of a region, so the name comes first."""
    return word in _EDUCATION


def is_state_university_like(word: str) -> bool:
    """«КГАУ», «ОГУ»: a form before a quoted name, an agrarian or state university without one."""
    return re.fullmatch(r"[А-ЯЁ][А-ЯЁа-яё]{0,4}ГА?У", word) is not None


def _state_kind(word: str) -> str:
    if re.search(r"О(?:Б|К|А)?У|У(?:ДО|ДПО|ВО|ДОД|ПО|СПО|ВПО|НПО)|ДОБ?У|ПОУ|[ДП]ОО$", word):
        return "education"
    if re.search(r"УЗ$|УЗСО$|ЛПУ", word):
        return "health"
    return "culture" if re.search(r"УКС?$", word) else ""


# An owner (state, town, region), then autonomous, budget or treasury, the trade, «У» and the trade again.
_STATE = re.compile(
    r"""
    [А-ЯЁ]{0,4} [АБК] [ДСПНОВШМЛ]{0,4} У
    (?: ДОД? | ДПО | ВО | ВПО | ПО | СПО | НПО | КС? | З | ЗСО | СОН? | СЗН | Н | ОД | ФК | С | СО | ФКС )?
    """,
    re.VERBOSE,
)

# An organisation where others have an institution: «МДОО», «МБДОО», «ГБПОО».
_PRESCHOOL = re.compile(r"(?:[МГ][АБК]?|[АБК])[ДП]ОО")

# A region's letters and a public organisation: «СРОО», «ЕГОО».
_PUBLIC = re.compile(r"[А-ЯЁ]{1,3}[РГМО]ОО")

# State and private institutions of forms without «автономное», «бюджетное», «казённое».
_PLAIN_STATE = entries("""
МОУ  # МОУ «Центр»
МДОУ  # МДОУ «Центр»
ГОУ  # ГОУ «Центр»
ГУ  # ГУ «Центр»
МУ  # МУ «Центр»
МУК  # МУК «Центр»
МУЗ  # МУЗ «Центр»
ГУЗ  # ГУЗ «Центр»
ГУК  # ГУК «Центр»
ФГУ  # ФГУ «Центр»
ФГОУ  # ФГОУ «Центр»
ФГУЗ  # ФГУЗ «Центр»
НОУ  # НОУ «Центр»
НДОУ  # НДОУ «Центр»
ЧОУ  # ЧОУ «Центр»
ЧДОУ  # ЧДОУ «Центр»
ЧУ  # ЧУ «Центр»
ЧУДО  # ЧУДО «Центр»
ЧУДПО  # ЧУДПО «Центр»
ЧУЗ  # ЧУЗ «Центр»
НУЗ  # НУЗ «Центр»
ЧПОУ  # ЧПОУ «Центр»
НОЧУ  # НОЧУ «Центр»
НЧОУ  # НЧОУ «Центр»
ОГОУ  # ОГОУ «Центр»
ОГУ  # ОГУ «Центр»
ОГУЗ  # ОГУЗ «Центр»
МУДО  # МУДО «Центр»
МУДОД  # МУДОД «Центр»
МОУДОД  # МОУДОД «Центр»
ГОУДОД  # ГОУДОД «Центр»
МЛПУ  # МЛПУ «Центр»
МУЗО  # МУЗО «Центр»
МСОУ  # МСОУ «Центр»
МСКОУ  # МСКОУ «Центр»
ГДОУ  # ГДОУ «Центр»
МОУДО  # МОУДО «Центр»
ГСУ  # ГСУ «Центр»
ГСУСО  # ГСУСО «Центр»
ГУСО  # ГУСО «Центр»
МУСО  # МУСО «Центр»
ГЛПУ  # ГЛПУ «Центр»
ЛПУ  # ЛПУ «Центр»
ОУЗ  # ОУЗ «Центр»
НОУДПО  # НОУДПО «Центр»
ПОУ  # ПОУ «Центр»
ФГВОУ  # ФГВОУ «Центр»
МСУ  # МСУ «Центр»
ОГУК  # ОГУК «Центр»
ОГУСО  # ОГУСО «Центр»
""")

_QUALIFIERS = entries("""
ДО  # МБУ ДО «Центр»
ДОД  # МБУ ДОД «Центр»
ДПО  # МБУ ДПО «Центр»
ВО  # МБУ ВО «Центр»
ВПО  # МБУ ВПО «Центр»
СПО  # МБУ СПО «Центр»
НПО  # МБУ НПО «Центр»
ПО  # МБУ ПО «Центр»
ПОО  # МБУ ПОО «Центр»
К  # МБУ К «Центр»
КО  # МБУ КО «Центр»
ОО  # МБУ ОО «Центр»
ЛО  # МБУ ЛО «Центр»
УО  # МБУ УО «Центр»
РО  # МБУ РО «Центр»
РК  # МБУ РК «Центр»
РБ  # МБУ РБ «Центр»
РТ  # МБУ РТ «Центр»
РД  # МБУ РД «Центр»
РМ  # МБУ РМ «Центр»
РА  # МБУ РА «Центр»
РХ  # МБУ РХ «Центр»
МО  # МБУ МО «Центр»
СО  # МБУ СО «Центр»
НСО  # МБУ НСО «Центр»
""")

_EDUCATION = entries("""
ДО  # ГАУ ДО «Институт»
ДОД  # ГАУ ДОД «Институт»
ДПО  # ГАУ ДПО «Институт»
ВПО  # ГАУ ВПО «Институт»
СПО  # ГАУ СПО «Институт»
НПО  # ГАУ НПО «Институт»
ПОО  # ГАУ ПОО «Институт»
""")

# Companies, associations and others by their exact letters, with the kind.
_COMPANIES = {
    "ООО": "company",  # ООО «Вектор»
    "ОАО": "company",  # ОАО «Заречьуголь»
    "ЗАО": "company",  # ЗАО «Сигнал»
    "ПАО": "company",  # ПАО «Заречьнефть»
    "НАО": "company",  # НАО «Порт»
    "АО": "company",  # АО «Вымпел»
    "ТОО": "company",  # ТОО «Колос»
    "АОЗТ": "company",  # АОЗТ «Прибор»
    "ГУП": "company",  # ГУП «Водоканал»
    "МУП": "company",  # МУП «Горсвет»
    "ФГУП": "company",  # ФГУП «Маяк»
    "ФКП": "company",  # ФКП «Завод „Искра“»
    "ОГУП": "company",  # ОГУП «Фармация»
    "МКП": "company",  # МКП «Благоустройство»
    "МП": "company",  # МП «Теплосеть»
    "ГП": "company",  # ГП «Дороги»
    "ГКП": "company",  # ГКП «Аптека»
    "МУПП": "company",  # МУПП «Трамвай»
    "МПП": "company",  # МПП «Жилкомхоз»
    "СПК": "company",  # СПК «Нива»
    "СХПК": "company",  # СХПК «Рассвет»
    "СПоК": "company",  # СПоК «Молоко»
    "СПССК": "company",  # СПССК «Ягода»
    "СХА": "company",  # СХА «Труд»
    "СПА": "company",  # СПА «Колос»
    "КФХ": "company",  # КФХ Иванов И. И.
    "КХ": "company",  # КХ «Нива»
    "ИП": "company",  # ИП Петров П. П.
    "ЧП": "company",  # ЧП «Мебель»
    "ПК": "company",  # ПК «Луч»
    "ПКФ": "company",  # ПКФ «Стимул»
    "УК": "company",  # УК «Уют»
    "ГК": "company",  # ГК «Берег»
    "НПО": "company",  # НПО «Сатурн-2»
    "НПП": "company",  # НПП «Квант»
    "ЧОП": "company",  # ЧОП «Щит»
    "ЧОО": "company",  # ЧОО «Щит»
    "ТД": "company",  # ТД «Семена»
    "ТК": "company",  # ТК «Магистраль»
    "АКБ": "company",  # АКБ «Заречье»
    "КБ": "company",  # КБ «Заречье»
    "СК": "company",  # СК «Гарантия»
    "СМУ": "company",  # СМУ «Север»
    "ТСЖ": "association",  # ТСЖ «Дружба»
    "ТСН": "association",  # ТСН «Наш дом»
    "СНТ": "association",  # СНТ «Лесное»
    "ЖСК": "association",  # ЖСК «Прогресс»
    "ГСК": "association",  # ГСК «Мотор»
    "ТОС": "association",  # ТОС «Речной»
    "АНО": "other",  # АНО «Тёплый дом»
    "НКО": "other",  # НКО «Забота»
    "АНОО": "education",  # АНОО «Росток»
    "АНПОО": "education",  # АНПОО «Колледж дизайна»
    "ЧПОО": "education",  # ЧПОО «Колледж права»
    "НП": "association",  # НП «Союз пекарей»
    "СРО": "association",  # СРО «Строители»
    "ОО": "association",  # ОО «Память»
    "РОО": "association",  # РОО «Память»
    "МОО": "association",  # МОО «Молодёжь села»
    "ВОО": "association",  # ВОО «Союз»
    "ООД": "association",  # ООД «Поиск»
    "ОД": "association",  # ОД «Поиск»
    "КРОО": "association",  # КРОО «Память»
    "РДДМ": "association",  # РДДМ «Движение»
    "ВВПОД": "association",  # ВВПОД «Отвага»
    "РМОО": "association",  # РМОО «Молодёжь села»
    "ВПП": "association",  # ВПП «Дело»
    "БФ": "other",  # БФ «Добро»
    "РОФ": "other",  # РОФ «Добро»
    "ИА": "media",  # ИА «Заречье-инфо»
    "РИА": "media",  # РИА «Заречье»
    "ТРК": "media",  # ТРК «Энск»
    "ГТРК": "media",  # ГТРК «Энск»
    "МТРК": "media",  # МТРК «Энск»
    "НИИ": "science",  # НИИ «Гидропроект»
    "НИЦ": "science",  # НИЦ «Курс»
    "ОКБ": "company",  # ОКБ «Факел-2»
    "ЦКБ": "company",  # ЦКБ «Айсберг-2»
}

# Letters that mean other things too: before a quoted name only.
_NEVER_FREE = entries("""
МП  # МП «Вектор»
ГП  # ГП «Вектор»
ЧП  # ЧП «Вектор»
ПК  # ПК «Вектор»
УК  # УК «Вектор»
ГК  # ГК «Вектор»
НПО  # НПО «Вектор»
НПП  # НПП «Вектор»
ТД  # ТД «Вектор»
ТК  # ТК «Вектор»
КБ  # КБ «Вектор»
СК  # СК «Вектор»
ОО  # ОО «Вектор»
НКО  # НКО «Вектор»
НП  # НП «Вектор»
МОО  # МОО «Вектор»
ВОО  # ВОО «Вектор»
ОД  # ОД «Вектор»
РОО  # РОО «Вектор»
БФ  # БФ «Вектор»
СМУ  # СМУ «Вектор»
НИИ  # НИИ «Вектор»
НИЦ  # НИЦ «Вектор»
ГСК  # ГСК «Вектор»
ТОС  # ТОС «Вектор»
ОКБ  # ОКБ «Вектор»
ЦКБ  # ЦКБ «Вектор»
ВПП  # ВПП «Вектор»
""")
