"""Letters that head names of bodies as nouns do: «СОШ № 5», «Заречный ФАП», «Ольховская оош».

Decides which letters these are, what kind of body they speak for and their gender. Leaves what makes a name of
them to `bodies.py`.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Letters(NamedTuple):
    """Letters in small, the kind of body that they head, the gender of their last noun: «СОШ» is a школа."""

    lemma: str
    kind: str
    gender: str


def letters_of(word: str) -> Letters | None:
    """What letters head, capital or small: «СОШ», «сош», «ФАПа»; None for other words."""
    low = word.lower().replace("ё", "е")
    return LETTERS.get(low) or (LETTERS.get(_DECLINED.sub("", word).lower()) if word[:1].isupper() else None)


def gender_of_letters(word: str) -> str:
    """The gender of letters by their last part: «МКОУ СОШ» is feminine; "" where they tell none."""
    low = word.lower()
    if low in LETTERS:
        return LETTERS[low].gender if LETTERS[low].gender == "femn" else ""
    return "femn" if low.endswith(_FEMININE) else ""


def is_typed_small(word: str) -> bool:
    """Letters of schools and clinics that are often typed in small ones: «Заречной оош»."""
    return word in _TYPED_SMALL


def in_capitals(text: str) -> str:
    """A name with the letters that were typed small in capitals: «Заречная оош» is «Заречная ООШ»; quotes stay."""
    stop = text.find("«") if "«" in text else len(text)
    return _SMALL.sub(lambda word: word[0].upper(), text[:stop]) + text[stop:]


def _table(text: str) -> dict[str, Letters]:
    rows = (line.split("#")[0].split() for line in text.strip().splitlines())
    return {letters: Letters(letters, kind, gender) for letters, kind, gender in rows}


LETTERS = _table("""
сош education femn  # СОШ № 5
оош education femn  # ООШ № 5
нош education femn  # НОШ № 5
доу education neut  # ДОУ № 5
дс education masc  # ДС № 5
ош education femn  # ОШ № 5
скош education femn  # СКОШ № 5
скши education femn  # СКШИ № 5
скоши education femn  # СКОШИ № 5
сш education femn  # СШ № 5
пл education masc  # ПЛ № 5
пту education neut  # ПТУ № 5
пу education neut  # ПУ № 5
шк education femn  # шк. № 5
цо education masc  # ЦО № 5
дши education femn  # ДШИ № 5
дмш education femn  # ДМШ № 5
дхш education femn  # ДХШ № 5
дюсш education femn  # ДЮСШ № 5
сшор education femn  # СШОР № 5
детсад education masc  # детсад. № 5
цдт education masc  # ЦДТ № 5
ддт education masc  # ДДТ № 5
цдют education masc  # ЦДЮТ № 5
црр education masc  # ЦРР № 5
дюц education masc  # ДЮЦ № 5
цвр education masc  # ЦВР № 5
нш-дс education neut  # НШ-ДС № 5
ддют education masc  # ДДЮТ № 5
сюн education femn  # СЮН № 5
юц education masc  # ЮЦ № 5
црб health femn  # ЦРБ № 5
гкб health femn  # ГКБ № 5
цгб health femn  # ЦГБ № 5
окб health femn  # ОКБ № 5
гб health femn  # ГБ № 5
цмсч health femn  # ЦМСЧ № 5
дк culture masc  # ДК № 5
сдк culture masc  # СДК № 5
рдк culture masc  # РДК № 5
кдц culture masc  # КДЦ № 5
гдк culture masc  # ГДК № 5
цкс culture femn  # ЦКС № 5
цбс culture femn  # ЦБС № 5
фок other masc  # ФОК № 5
пч authority femn  # ПЧ Энского района
псч authority femn  # ПСЧ Энского района
ик authority femn  # ИК Энского района
сизо authority masc  # СИЗО Энского района
уик authority masc  # УИК Энского района
омвд authority neut  # ОМВД Энского района
умвд authority neut  # УМВД Энского района
гумвд authority neut  # ГУМВД Энского района
увд authority neut  # УВД Энского района
мвд authority neut  # МВД Энского района
гибдд authority masc  # ГИБДД Энского района
угибдд authority masc  # УГИБДД Энского района
мид authority masc  # МИД Энского района
уфсин authority masc  # УФСИН Энского района
фсин authority masc  # ФСИН Энского района
уфссп authority masc  # УФССП Энского района
фссп authority masc  # ФССП Энского района
фсб authority femn  # ФСБ Энского района
уфсб authority masc  # УФСБ Энского района
фас authority masc  # ФАС Энского района
уфас authority masc  # УФАС Энского района
фнс authority masc  # ФНС Энского района
уфнс authority masc  # УФНС Энского района
ифнс authority femn  # ИФНС Энского района
мифнс authority femn  # МИФНС Энского района
овд authority masc  # ОВД Энского района
ровд authority masc  # РОВД Энского района
говд authority masc  # ГОВД Энского района
гувд authority masc  # ГУВД Энского района
огибдд authority masc  # ОГИБДД Энского района
фпс authority masc  # ФПС Энского района
пхс other masc  # ПХС-3
жэу company neut  # ЖЭУ-3
дрсу company neut  # ДРСУ-3
дэу company neut  # ДЭУ-3
пмк company femn  # ПМК-3
атп company neut  # АТП-3
мчс authority masc  # МЧС Энского района
спш education femn  # СПШ № 5
всош education femn  # ВСОШ № 5
ккш education femn  # ККШ № 5
дтю education masc  # ДТЮ № 5
дтдм education masc  # ДТДМ № 5
рмк education masc  # РМК № 5
гмк education masc  # ГМК № 5
имк education masc  # ИМК № 5
сют education femn  # СЮТ № 5
фап health masc  # ФАП № 5
цгсэн health masc  # ЦГСЭН № 5
ссмп health femn  # ССМП № 5
ркб health femn  # РКБ № 5
мсч health femn  # МСЧ № 5
овп health femn  # ОВП № 5
црп health masc  # ЦРП № 5
рцк culture masc  # РЦК № 5
цкд culture masc  # ЦКД № 5
мцк culture masc  # МЦК № 5
скц culture masc  # СКЦ № 5
мкдц culture masc  # МКДЦ № 5
сцк culture masc  # СЦК № 5
сббж authority femn  # СББЖ Энского района
огпс authority masc  # ОГПС Энского района
угпс authority masc  # УГПС Энского района
рсу company neut  # РСУ-3
дсу company neut  # ДСУ-3
рэу company neut  # РЭУ-3
мпмк company femn  # МПМК-3
спмк company femn  # СПМК-3
пмс company femn  # ПМС-3
хпп company neut  # ХПП-3
""")

_DECLINED = re.compile(r"(?<=[А-ЯЁ]{2})(?:а|у|ом|е)$")
# Letters that are often typed in small ones.
_TYPED_SMALL = frozenset({"сош", "оош", "нош", "скош", "дюсш", "дши", "дмш", "фап", "црб", "сдк", "рдк", "доу"})
_SMALL = re.compile(rf"\b(?:{'|'.join(sorted(_TYPED_SMALL))})\b")
# How feminine letters end that head no name by themselves: «Енская ГРЭС», «Заречная ГТРК».
_FEMININE = ("сош", "оош", "нош", "дюсш", "сшор", "црб", "тэц", "грэс", "гэс", "аэс", "гтрк", "тпп", "трк", "пмпк")
