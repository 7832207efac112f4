"""The body that the sentence around a name tells, though it does not stand beside the post.

Decides for learners («воспитанница ДЮСШ „Старт“ Инга Лосева»), those who come from a body («Граб из лицея № 5»),
departments («Бухгалтерии (Анна Рябова) …») and parties of an agreement («ООО „Кедр“, в лице директора …»,
«от Архива – …»). Leaves posts to `posts.py`, verbs of heading to `headed.py` and the document's own body to
`home.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractor.analysis import Analysis, Token
from extractor.fields.person.bodies import Bodies
from extractor.fields.person.headed import headed_body
from extractor.fields.person.spans import Sighting


def near_body(analysis: Analysis, sighting: Sighting, bodies: Bodies, *, has_post: bool) -> str | None:
    """The body of a learner, of somebody who comes from it or heads it, or of the party a person acts for."""
    return (
        _learner_before(analysis, sighting, bodies)
        or (None if has_post else _learner_behind(analysis, sighting, bodies))  # «учитель Орлов, выпускник колледжа»
        or _comes_from(analysis, sighting, bodies)
        or _represented(analysis, sighting, bodies)
        or _sent_by(analysis, sighting, bodies)
        or headed_body(analysis, sighting, bodies)
    )


def is_of_department(analysis: Analysis, sighting: Sighting) -> bool:
    """True for «Бухгалтерии (Анна Рябова) …», «Отделу закупок (Орлов А. А.) …»: no body, but a department of one."""
    tokens = analysis.tokens
    if sighting.first < 2 or tokens[sighting.first - 1].text != "(":
        return False
    for i in range(sighting.first - 2, max(-1, sighting.first - 12), -1):
        token = tokens[i]
        if token.unit != sighting.unit or token.text in ",;:.()" or token.text.isdecimal():
            return False
        if token.lemma in _DEPARTMENTS:
            first = analysis.unit_tokens[sighting.unit][0]
            return i == first or token.text[0].isupper() or not tokens[i - 1].text.isalpha()
    return False


def _learner_before(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«учащийся техникума Костя Рыков», «студентки 4 курса Лужского университета им. А. П. Зорина Инги Лосевой»."""
    tokens = analysis.tokens
    start = bodies.last_start(tokens[sighting.first - 1].end) if sighting.first else None
    body = None if start is None else bodies.ending(tokens[sighting.first - 1].end)
    stop = sighting.first if start is None else bisect_left(analysis.starts, start)
    for i in range(stop - 1, max(-1, stop - 14), -1):
        token = tokens[i]
        if token.unit != sighting.unit or token.text in ",;:.()":
            return None
        if _is_learner(token):
            inside = bodies.inside(tokens, i, sighting.first) if i + 1 < sighting.first else None
            return body or (None if inside is None else inside.name)
    return None


def _learner_behind(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«Дима Лосев, ученик Заречной школы № 2», «Граб (студентка 3 курса ЛГУ)», «Рябова, 8 класс, СОШ № 4»."""
    tokens = analysis.tokens
    last = min(analysis.unit_tokens[sighting.unit][1], sighting.stop + _FARTHEST)
    i = sighting.stop
    while i < last and tokens[i].text in ",(–—-":
        i += 1
    if i == sighting.stop:
        return None
    learner = next((k for k in range(i, min(last, i + 3)) if _is_learner(tokens[k])), None)
    learner = _class_at(tokens[i:last], i) if learner is None else learner
    if learner is None:
        return None
    stop = next((k for k in range(learner + 1, last) if _closes(tokens, k, bodies)), last)
    body = bodies.inside(tokens, learner, stop) if learner + 1 < stop else None
    return None if body is None else body.name


def _is_learner(token: Token) -> bool:
    return token.low.startswith(_LEARNERS) or _IN_A_CLASS.search(token.low) is not None


def _class_at(tokens: Sequence[Token], first: int) -> int | None:
    """Where «класс» stands in «8 класс, СОШ № 4», «5 „а“ кл.»."""
    if not tokens or not tokens[0].text[0].isdigit():
        return None
    return next((first + k for k, token in enumerate(tokens[:5]) if token.low in ("класс", "кл", "курс")), None)


def _closes(tokens: Sequence[Token], i: int, bodies: Bodies) -> bool:
    """True for the mark behind which no body of a learner stands; a comma right before a body is none."""
    if tokens[i].text == ",":
        return not (i + 1 < len(tokens) and bodies.opens(tokens[i + 1].start))
    return tokens[i].text in ";:()" or tokens[i].tag.verb_form == "Fin"


def _comes_from(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«А. А. Орлова из ООО „Заря“», «Илья Лосев из нашей школы № 3»: a body right behind «из»."""
    tokens = analysis.tokens
    i = sighting.stop
    if i + 1 >= len(tokens) or tokens[i].low not in ("из", "с", "со") or tokens[i].unit != sighting.unit:
        return None
    for k in range(i + 1, min(len(tokens), i + 3)):
        if bodies.opens(tokens[k].start):
            place = bodies.named(tokens[k].start, tokens[k].end)
            return None if place is None else place[0]
        if not tokens[k].text.islower():
            return None
    return None


def _represented(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«ООО „Кедр“, именуемое „Подрядчик“, в лице директора Орлова А. А.»: the last body named before."""
    tokens = analysis.tokens
    for i in range(sighting.first - 1, max(0, sighting.first - 16), -1):
        if tokens[i].low == "лице" and tokens[i - 1].low == "в":
            return bodies.last_before(tokens[i].start, max(0, tokens[i].start - 300))
        if tokens[i].text in ".;":
            return None
    return None


def _sent_by(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«от Архива – зав. отделом Орлов А. А.»: the body between «от» and the dash."""
    tokens = analysis.tokens
    for i in range(sighting.first - 1, max(0, sighting.first - 16), -1):
        if tokens[i].unit != sighting.unit or tokens[i].text in ",;:":
            return None
        if tokens[i].text in ("–", "—", "-") and tokens[i].start > tokens[i - 1].end:
            name = bodies.ending(tokens[i - 1].end)
            place = bodies.last_start(tokens[i - 1].end)
            opening = next((k for k in range(i - 1, max(0, i - 12), -1) if tokens[k].start == place), None)
            from_it = opening is not None and opening > 0 and tokens[opening - 1].low == "от"
            return name if from_it else None
    return None


_DEPARTMENTS = frozenset(
    [
        "отдел",  # Отделу закупок (Орлов А. А.)
        "отделение",  # Отделению хирургии (Орлов А. А.)
        "управление",  # Управлению информационной политики (Орлов А. А.)
        "бухгалтерия",  # Бухгалтерии (Орлова А. А.)
        "канцелярия",  # Канцелярии (Орлова А. А.)
        "сектор",  # Сектору кадров (Орлова А. А.)
        "служба",  # Службе охраны труда (Орлов А. А.)
        "кафедра",  # Кафедре физики (Орлов А. А.)
        "деканат",  # Деканату (Орлов А. А.)
        "лаборатория",  # Лаборатории (Орлов А. А.)
        "пресс-служба",  # Пресс-службе (Орлова А. А.)
        "бюро",  # Бюро переводов (Орлова А. А.)
        "библиотека",  # Библиотеке (Орлова А. А.)
        "архив",  # Архиву (Орлова А. А.)
    ]
)
_IN_A_CLASS = re.compile(r"(?:класс|курс)ни(?:к|ц)\w{0,3}$")  # десятиклассница лицея № 3 Анна Орлова
# beginnings of the words for those who learn or have served in a body, with no post in it
_LEARNERS = (
    "студент",  # студентка колледжа Анна Орлова
    "учащ",  # учащиеся техникума Пётр Орлов и Илья Рябов
    "ученик",  # ученик школы № 3 Пётр Орлов
    "учениц",  # ученица школы № 3 Анна Орлова
    "воспитанни",  # воспитанница ДЮСШ Анна Орлова
    "выпускни",  # выпускник лицея Пётр Орлов
    "школьни",  # школьник из МОУ СОШ № 3 Пётр Орлов
    "аспирант",  # аспирантка университета Анна Орлова
    "первокурсни",  # первокурсник колледжа Пётр Орлов
    "курсант",  # курсант училища Пётр Орлов
    "спортсмен",  # спортсменка школы «Старт» Анна Орлова
    "волонтер",  # волонтёр отряда «Заря» Анна Орлова
    "доброволец",  # доброволец отряда «Заря» Пётр Орлов
    "активист",  # активистка движения «Заря» Анна Орлова
    "участник",  # участник ансамбля «Заря» Пётр Орлов
    "участниц",  # участница ансамбля «Заря» Анна Орлова
    "ветеран",  # ветераны автопарка Пётр Орлов и Илья Рябов
)
_FARTHEST = 24  # tokens behind a name that tell where somebody learns
