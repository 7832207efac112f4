"""Who won by the list of results: «РЕЗУЛЬТАТЫ ⏎ 38 кг: 1. Костя Рыков, 2. Илья Граб», «Кубок достался Анне Рыковой».

Decides by a rank before the name under a heading of results, and by verbs of prizes that pass to somebody. Leaves
tables to `role_columns.py`, «1 место – …» and «Победители: …» to `event_roles.winner`.
"""

from __future__ import annotations

import re

from extractor.fields.person.scene import Scene, in_brackets, masked
from extractor.fields.person.words import Clue


def ranked(scene: Scene) -> str | None:
    """«1. Костя Рыков (ДЮСШ „Взлёт“)» under «Результаты», «Итоги турнира»; from the fourth on they took part."""
    if scene.kind not in TELLING or in_brackets(scene):
        return None
    rank = _rank(scene)
    if rank is None or not (_is_under_results(scene) or _is_podium(scene)):
        return None
    return "awardee" if rank <= _PRIZES else "participant"


def honoured(scene: Scene) -> str | None:
    """«Поздравляем: • Анна Рыкова», «В номинациях: – „Лучший повар“ – Илья Граб»: a list of those who are honoured."""
    if not scene.opens and _AFTER_NOMINATION.search(scene.before) is None:
        return None
    return "awardee" if _HONOURS.search(scene.lead) is not None else None


def passed_to(scene: Scene) -> str | None:
    """«Приз зрителей достался Анне Рыковой», «победа осталась за Петром Грабом»."""
    if scene.cases == {"nom"}:
        return None
    return "awardee" if _PASSED.search(masked(scene.clause)) is not None else None


def _rank(scene: Scene) -> int | None:
    """The number or Roman numeral right before the name or its post."""
    start = scene.analysis.tokens[scene.head].start
    found = _RANK.search(scene.analysis.text[max(scene.unit.start, start - 12) : start])
    if found is None:
        return None
    rank = found["rank"]
    return int(rank) if rank.isdecimal() else _ROMAN.index(rank) + 1


def _is_podium(scene: Scene) -> bool:
    """True among the lines «I – Анна Рыкова», «II – Илья Граб», «III – …» of an event."""
    place = scene.sighting.span.start
    near = scene.analysis.text[max(0, place - _PODIUM) : place + _PODIUM]
    return scene.has_event and all(re.search(rf"(?<!\w){rank}\s*[-–—]\s", near) for rank in ("I", "II", "III"))


def _is_under_results(scene: Scene) -> bool:
    """True where the same line or a short line above is headed «Результаты», «Итоги соревнований»."""
    own = scene.before[-_LONGEST_HEADING:]
    if _RESULTS.search(own) is not None:
        return True
    for index in range(scene.unit.index - 1, max(-1, scene.unit.index - _HIGHEST), -1):
        unit = scene.analysis.units[index]
        text = scene.analysis.text[max(unit.body, unit.end - _LONGEST_HEADING) : unit.end]
        if _RESULTS.search(text) is not None:
            return unit.end - unit.start < _LONGEST_HEADING or text.rstrip().endswith(":")
        if unit.end - unit.start > _LONGEST_ROW:
            return False
    return False


TELLING = ("news", "report", "other", "letter", "certificate")
_PODIUM = 250  # characters around a name in which all three places stand
_PRIZES = 3  # places with prizes
_HIGHEST = 25  # units looked back over for the heading
_LONGEST_HEADING = 160  # characters
_LONGEST_ROW = 400  # characters of a line of results
_ROMAN = ("I", "II", "III", "IV", "V")
_RANK = re.compile(r"(?:^|[\s:;,.|–—-])(?P<rank>[1-9]|I{1,3}|IV|V)(?:[.)]|\s*[–—-])\s*$")
_AFTER_NOMINATION = re.compile(r"^\W*[«\"][^«»\"\n]{3,80}[»\"]\s*[-–—:]\s*$")  # «„Лучший повар“ – Илья Граб»
_HONOURS = Clue(
    "поздравл лучш наград достижени побед успех отличил номинаци сильнейш удосто отмечен благодарност грамот диплом",
    re.compile(
        r"\b(?:поздравляем|лучших|лучшие|лучшими|награ(?:ды|дить|ждены|дили)|к награждению|достижения"
        r"|(?:наши|их) (?:победы|успехи)|отличились|номинаци(?:ях|и|ям)|сильнейш\w+|удостоены|отмечены"
        r"|благодарност\w+|грамот\w+|диплом\w*)\b[^.!?]{0,80}[:.]?\s*$",
        re.IGNORECASE,
    ),
)
_CONTEST = (
    r"(?:конкурс|соревнован|турнир|первенств|чемпионат|олимпиад|спартакиад|кросс|гонк|заплыв|фестивал|пробег|викторин"
    r"|смотр|матч|кубк|эстафет|забег|состязан|игр[ыа]\b|квест|поединк|зач[её]т|выставк|марафон|диктант)"
)
_RESULTS = re.compile(
    rf"^\W*результаты\W*$|^\W*(?:лучшие )?результаты\s[^\n.]{{0,60}}:|(?:результат"
    rf"|итог)\w*\s[^\n.!?]{{0,60}}{_CONTEST}\w*"
    rf"[^\n.!?]{{0,60}}(?::|$)|^\W*(?:наши )?(?:победител|приз[её]р|лауреат|чемпион|тройка (?:лидеров"
    rf"|приз[её]ров|сильнейших))\w*"
    rf"[^\n.!?]{{0,80}}(?::|$)|(?:места|призовые места|победители|награды) распределились[^\n.!?]{{0,40}}:"
    rf"|^\W*призовые места\W*$"
    rf"|в\s(?:тройк\w+\s|числ\w+\s)(?:лидер|приз[её]р|сильнейш|лучш)\w+[^\n.!?]{{0,60}}:",
    re.IGNORECASE | re.MULTILINE,
)
_PRIZE = (
    r"(?:приз|кубо?к|диплом|наград|медал|мест[оа]|побед|золот|серебр|бронз|гран-при|титул|звани|грант|пальм|грамот"
    r"|сертификат)"
)
_PASSED = Clue(
    "доста уше ушл ушё отош отправ остал перешл уехал завоев",
    re.compile(
        rf"\b{_PRIZE}\w*\b[^.;:!?]{{0,80}}?\b(?:достал(?:ся|ась|ось|ись)|доста[её]тся|достаются|уш[её]л"
        rf"|ушл[аои]|отош[её]л|отошл[аои]"
        rf"|перешл[аои]|уехал[аои]?|остал(?:ся|ась|ось|ись) за)\s[^.;:!?]{{0,90}}$"
        rf"|\b(?:достал(?:ся|ась|ось|ись)|доста[её]тся|отош[её]л|отошл[аои])\s[^.;:!?]{{0,60}}$",
        re.IGNORECASE,
    ),
)
