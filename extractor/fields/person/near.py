"""The body that the sentence around a name tells, though it does not stand beside the post.

Decides for learners («воспитанница ДЮСШ „Старт“ Инга Лосева»), departments («Бухгалтерии (Анна Рябова) …»)
and parties of an agreement («ООО „Кедр“, в лице директора …», «от Архива – …»). Leaves posts to `posts.py` and
the document's own body to `home.py`.
"""

from __future__ import annotations

import re

from extractor.analysis import Analysis
from extractor.fields.person.bodies import Bodies
from extractor.fields.person.spans import Sighting


def near_body(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """The body of a learner or of the party for which a person acts."""
    return (
        _learner(analysis, sighting, bodies)
        or _represented(analysis, sighting, bodies)
        or _sent_by(analysis, sighting, bodies)
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


def _learner(analysis: Analysis, sighting: Sighting, bodies: Bodies) -> str | None:
    """«учащийся техникума Костя Рыков», «воспитанницы ДЮСШ „Старт“ Инги Лосевой»."""
    tokens = analysis.tokens
    for i in range(sighting.first - 1, max(-1, sighting.first - 14), -1):
        token = tokens[i]
        if token.unit != sighting.unit or token.text in ",;:.()":
            return None
        if token.low.startswith(_LEARNERS) or _IN_A_CLASS.search(token.low) is not None:
            body = bodies.inside(tokens, i, sighting.first) if i + 1 < sighting.first else None
            return None if body is None else body.name
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
    "ветеран",  # ветераны автопарка Пётр Орлов и Илья Рябов
)
