"""Who was at an event without speaking: «в числе гостей была …», «с участием …», whoever did something there.

Decides that such a person took part, and that authors, founders and heads of whom the news only tells did not.
Leaves verbs of attending to `predicates.py` and lists of those present to `event_roles.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person import words
from extractor.fields.person.scene import Scene, around, in_brackets, masked, no_verb, parted
from extractor.fields.person.verbs import verb_lemma
from extractor.fields.person.words import Clue


def among_guests(scene: Scene) -> str | None:
    """«В числе гостей были замечены редактор Орлова А. А. и депутат Граб О. О.»"""
    if "nom" not in scene.cases or words.AMONG_GUESTS.search(scene.clause) is None:
        return None
    verb = scene.verb
    acts = verb is not None and not parted(scene, verb) and verb.start > scene.sighting.span.end
    return None if acts else "participant"


def present_with(scene: Scene) -> str | None:
    """«с участием Орловой А. А.», «прошла встреча с врачом Грабом О. О.»."""
    found = words.PRESENCE.search(scene.clause)
    if found is None or not no_verb(scene, len(scene.clause) - found.end("word")):
        return None
    if found["word"].lower().endswith(" с") and "ins" not in scene.cases:
        return None  # «Встреча с ветеранами – Орлова А. А.»
    return "participant"


def elected(scene: Scene) -> str | None:
    """«Избрать председателем совета Орлова А. А., секретарём – Граб О. О.»: chosen by those who met."""
    if scene.kind not in ("protocol", "resolution"):
        return None
    found = _CHOSEN.search(masked(scene.clause))
    return "participant" if found is not None and words.CHAIR_ELECTED.search(scene.clause) is None else None


def voted(scene: Scene) -> str | None:
    """«Голосовали: „за“ – Орлов А. А., Граб О. О.; „против“ – нет»."""
    if scene.kind not in ("protocol", "resolution") or "nom" not in scene.cases:
        return None
    return "participant" if _VOTED.search(masked(scene.before)) is not None else None


def came(scene: Scene) -> str | None:
    """Whoever does something at the event: «ёлку посадил Орлов А. А.»."""
    if scene.kind in _TELLING_OF_MUCH or (scene.verb is not None and scene.verb.tag.variant == "Short"):
        return None  # «приняты двое: педиатр Орлов А. А., …»
    stands_free = scene.has_event and "nom" in scene.cases and not in_brackets(scene)
    return "participant" if stands_free and scene.unit.zone != "sign" else None


def told_of(scene: Scene) -> str | None:
    """«Приз учредил Орлов А. А.», «хор возглавляет Граб О. О.»: what one did before, or does all the time."""
    verb = scene.verb
    if verb is None or not scene.is_subject or parted(scene, verb) or scene.kind not in ("news", "other", "protocol"):
        return None
    lemma = verb_lemma(verb)
    sent = lemma in _SENDING and _GREETING.search(around(scene, verb)) is not None
    return "mentioned" if sent or lemma in _ELSEWHERE else None


_CHOSEN = Clue(
    "избра выбра",
    re.compile(
        r"\b(?:пере)?(?:избра|выбра)(?:ть|ли|ны|н|на)\b[^.;:!?]{0,60}\b(?:председател|заместител|секретар"
        r"|членом|членами|старост"
        r"|президент|правлени|казначе|ревизор|делегат|депутат|комисси|комитет|совет)\w*\s[^.;:!?]{0,120}$",
        re.IGNORECASE,
    ),
)
_VOTED = re.compile(r"[«\"]?\b(?:за|против|воздержал\w*)[»\"]?\s*[–—:-]\s*[^.;:!?«»\"]{0,120}$", re.IGNORECASE)
_TELLING_OF_MUCH = ("report", "certificate", "program", "order")  # a name there is not at the event by itself
# «губернатор передал поздравление», «министр прислал телеграмму»: the greeting came, its author did not
_SENDING = frozenset(["передать", "прислать", "направить"])
_GREETING = re.compile(r"поздравлен|приветстви|телеграмм|пожелани", re.IGNORECASE)
# what somebody did before the event, or does all the time
_ELSEWHERE = frozenset(
    [
        "учредить",  # приз учредил предприниматель Орлов А. А.
        "основать",  # школу основал Орлов А. А.
        "создать",  # клуб создал Орлов А. А.
        "написать",  # музыку написал Орлов А. А.
        "построить",  # мост построил инженер Орлов А. А.
        "спроектировать",  # здание спроектировал Орлов А. А.
        "изготовить",  # макет изготовил Орлов А. А.
        "разработать",  # программу разработала Орлова А. А.
        "возглавлять",  # ансамбль возглавляет Орлов А. А.
        "руководить",  # студией руководит Орлова А. А.
        "являться",  # автором проекта является Орлова А. А.
        "работать",  # в школе работает Орлова А. А.
        "трудиться",  # в колхозе трудится Орлов А. А.
        "жить",  # в селе жил поэт Орлов А. А.
        "запомниться",  # запомнился работой Орлов Пётр
        "родиться",  # здесь родился поэт Орлов А. А.
        "погибнуть",  # на фронте погиб Орлов А. А.
        "умереть",  # умер Орлов А. А.
        "скончаться",  # скончалась Орлова А. А.
        "служить",  # на границе служит Орлов Пётр
        "учиться",  # в школе учился Орлов Пётр
        "окончить",  # школу окончил Орлов Пётр
        "преподавать",  # физику преподаёт Орлова А. А.
        "заниматься",  # в кружке занимается Орлов Пётр
        "тренировать",  # ребят тренирует Орлов А. А.
        "тренироваться",  # у него тренируется Орлов Пётр
        "готовить",  # участников готовит Орлова А. А.
        "обучать",  # детей обучает Орлова А. А.
        "воспитать",  # чемпионов воспитал Орлов А. А.
        "финансировать",  # турнир финансировал Орлов А. А.
        "спонсировать",  # турнир спонсировал Орлов А. А.
        "ставить",  # танцы ставила Орлова А. А.
        "сшить",  # костюмы сшила Орлова А. А.
    ]
)
