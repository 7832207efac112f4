"""Whether a date is a deadline: «до 17.04.2016», «к концу 2022 года», «не позднее», «Срок – ».

Decides against what only lasts («продлится до 5 мая») or was («созданный до 1917 года»). Leaves all other roles
to `roles.py`.
"""

from __future__ import annotations

import re

from extractor.fields.date.places import Place
from extractor.record import DateRole
from extractor.russian.calendar import MONTH_PATTERN


def deadline(place: Place) -> DateRole | None:
    """«до 17.04.2016», «к концу 2022 года», «не позднее», «Срок – »; «продлится до 5 мая» is an event."""
    if _LAST_DAY.match(place.after):
        return "deadline"
    if _UP_TO.search(place.lead) and _LASTS.search(place.before) and not _TAKEN.search(place.before):
        return "event" if place.expression.stretch.precision in ("day", "month") else "period"
    if not _BY.search(place.before):
        return None
    if _STRETCHED.search(place.before) or (place.days > 1 and _IN_TERM.search(place.before)):
        return None
    if _DONE_BY.search(place.before):
        return "other"
    if place.expression.stretch.precision == "year" and _SHARE_OF.search(place.before):
        return "period"  # «доходы составляют 103,2% к 2017 году»
    if (
        place.expression.stretch.precision == "year"
        and place.expression.stretch.over
        and not _UNTIL.search(place.before)
    ):
        return "period"  # «Срок: 2020–2024 годы»
    return "deadline"


_EDGE = r"(?:(?:начал|конц|окончани|завершени|исход|истечени|середин)[ауюяеы][ ]+)?"
_BY = re.compile(
    rf"""(?<![а-я])(?: (?:в[ ]+срок[ ]+)?до | к | ко | не[ ]+позднее(?:,?[ ]+чем)? | не[ ]+позже(?:,?[ ]+чем)?
      | (?:в[ ]+срок|принима[а-я]{{2,5}}|прием[а-я]?|регистраци[яию])[^.;:]{{0,50}}[ ]по
      | срок[а-я]{{0,2}} (?:[ ]+(?:исполнения
      |выполнения|представления|сдачи|завершения|подачи|предоставления))? [ ]*[:-]? (?:[ ]*(?:до|по|к|не[ ]+позднее))?
      | последний[ ]день[^.;:-]{{0,40}}[:-] | дедлайн[ ]*[:-]?
      ) [ ]* (?<![а-я]к)(?<=[ :-]) {_EDGE} (?:\d\d?(?:[.:]\d\d)?[ ]+(?:час(?:ов)?[ ]+|ч\.?[ ]+)?)? ["_]{{0,3}} $""",
    re.VERBOSE,
)
_LAST_DAY = re.compile(r"[ ]{0,2}(?:г\.|года)?[ ]?[-:,]?[ ]?(?:это[ ])?(?:последний[ ]день|крайний[ ]срок|дедлайн)")
_TAKEN = re.compile(r"(?:регистраци|прием|подач|запис|сбор)[а-я]{0,3}[ ][^.;]{0,60}$")
_UNTIL = re.compile(r"(?<![а-я])(?:до|к|ко|не[ ]+позднее)[ ]+[а-я ]{0,20}$")
_UP_TO = re.compile(r"(?<![а-я])(?:до|по)[ ]+(?:конца[ ]+)?[\"_]{0,3}$")
_LASTS = re.compile(
    r"""(?: продлится | продлятся | продолжится | продолжатся | продлен[аоы]? | проходит | пройдет | проходят | пройдут
      | работает | работают | будет[ ]работать | открыт[аоы]? | проводится | проводятся | длится | длится
    ) [^.;:,]{0,40} (?<![а-я])(?:до|по)[ ]+(?:конца[ ]+)?["_]{0,3}$""",
    re.VERBOSE,
)
_STRETCHED = re.compile(  # «с 10 до», «с мая до»; «внести с сотки до» is no stretch
    rf"(?<![а-я])с[ ]+[\"_]?(?:\d|{MONTH_PATTERN})[^.;,]{{0,28}}(?<![а-я])до[ ]+$"
)
_IN_TERM = re.compile(r"(?<![а-я])в[ ]+(?:срок|сроки|период)[ ]*$")  # «проводится в срок с 15 по 22 мая»
_DONE_BY = re.compile(
    r"""(?:признанн|построенн|рожден|родивши|созданн|принят|заключенн|выданн|зарегистрированн|возникши|введенн|образованн
      |действовавш|существовавш|работал|существовал|действовал|служил
      |жил)[а-я]{0,5}[ ]+(?:(?!ть[ ])[^.;:,]){0,25}(?<![а-я])до[ ]+$""",
    re.VERBOSE,
)
_SHARE_OF = re.compile(
    r"(?:составля[а-я]{2,5}|составил[аио]?|рост|темп[а-я]{0,3}|индекс[а-я]{0,3}|выполнен[а-я]?|это)"
    r"[ ]{1,2}[^.;%]{0,30}%[ ]?к[ ]+$"
)
