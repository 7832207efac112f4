"""Roles that events give: who chairs, speaks, wins, hands out prizes, is present.

Each rule answers a role for one mention or None. Leaves signatures and orders to `paper_roles.py`,
words to `words.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person import predicate_words as verbs
from extractor.fields.person import words
from extractor.fields.person.phrases import is_abbreviation, is_verb
from extractor.fields.person.role_columns import placed_in_row
from extractor.fields.person.scene import (
    Scene,
    before_post,
    bracket,
    in_brackets,
    is_late,
    is_signature,
    lead_chain,
    line_before,
    masked,
    no_verb,
    under_place,
    unit_text,
)


def led(scene: Scene) -> str | None:
    """«Секцию „Физика“ вели: доц. Орлов О. О. и Граб Г. Г.»"""
    if words.LED_BEFORE.search(scene.clause) is None:
        return None
    if words.LESSONS_LED.search(scene.clause) is not None:
        return "speaker"  # «Занятия на площадках вели: Орлова А. А., Граб О. О.»
    return "moderator" if words.MEETING.search(scene.clause) is not None else None


def chair_label(scene: Scene) -> str | None:
    """«Модератор: Орлова А. А.», «Председательствовал:», «Ведущий семинара – Орлов А. А.»."""
    own = re.split(r"[(;]", scene.label)[-1] if in_brackets(scene) else scene.label
    if words.OTHER_LABEL.search(own) is not None:
        return None
    if words.CHAIR_LABEL.search(own) is not None and not words.NO_CHAIR.search(own):
        return "moderator"
    if scene.kind == "protocol" and words.CHAIR_POST.search(own) is not None and not _is_chosen(scene):
        return "moderator"
    if words.CHAIR_ELECTED.search(scene.clause) is not None:
        return "moderator"
    if words.CHAIR_LEAD.search(scene.lead) is not None and scene.opens:
        return "moderator"
    return None


def _is_chosen(scene: Scene) -> bool:
    """True in the list of a committee that the meeting elects or an order appoints."""
    chain = lead_chain(scene) + scene.clause
    return words.APPOINTED.search(chain) is not None or words.ELECTED.search(chain) is not None


def chairs_behind(scene: Scene) -> str | None:
    """«Орлов А. А., глава района (председательствующий)», «Граб О. О. – модератор»."""
    if "nom" not in scene.cases or words.CHAIRING_AFTER.match(scene.after) is None or _is_chosen(scene):
        return None
    return "moderator" if words.JUDGES.search(scene.lead) is None else None


def chair_signs(scene: Scene) -> str | None:
    """«Председатель собрания ____ /Орлова А. А./» under a protocol or a resolution."""
    if not is_signature(scene) or scene.kind not in ("protocol", "resolution", "order"):
        return None
    line = line_before(scene)
    if "\n" in scene.before and words.CHAIR_SIGNS.match(scene.before):
        line = scene.before  # «Председатель коллегии,\nминистр культуры»
    found = words.CHAIR_SIGNS.match(line)
    if found is None:
        return None
    return "moderator" if scene.kind == "protocol" or words.SITTING.match(found["meeting"] or "") else None


def heard_from(scene: Scene) -> str | None:
    """«Спикерами форума стали Орлова Анна и Граб Илья»."""
    return "speaker" if words.HEARD_FROM.search(scene.clause) is not None and "nom" in scene.cases else None


def under_lead(scene: Scene) -> str | None:
    """«секция работала под руководством доцента Орловой А. А.»"""
    own = scene.clause
    if words.UNDER_LEAD.search(own) is None or "gen" not in scene.cases:
        return None
    if words.LED.search(own) is not None or words.TAKING_PLACE.search(own) is not None:
        return "moderator"
    taught = scene.has_event and words.TAUGHT.search(own) is not None
    return "speaker" if taught else "mentioned" if scene.kind == "news" else None


def hosted(scene: Scene) -> str | None:
    """«Ведущими праздника были Орлова Анна и Граб Илья»."""
    return "moderator" if words.HOSTED.search(scene.clause) is not None and "nom" in scene.cases else None


def talk_brackets(scene: Scene) -> str | None:
    """«доклад „Вода“ (Орлова А. А., методист)»."""
    at = scene.before.rfind("(")
    if at < 0 or ")" in scene.before[at:]:
        return None
    before = scene.before[:at].rstrip()
    if re.search(r"[\wё]{3}", scene.before[at:]) and words.COACH.search(scene.before[at:]):
        return None
    return "speaker" if scene.has_event and words.TALK_BEFORE.search(before[-200:]) is not None else None


def agenda_brackets(scene: Scene) -> str | None:
    """«I. О ходе отопительного сезона (Орлов, Граб)»: brackets after an agenda item name its speakers."""
    opening = bracket(scene)
    if opening is None:
        return _after_agenda_item(scene)
    title = scene.analysis.text[max(scene.unit.body, opening - 400) : opening].strip()
    if not title:
        title = unit_text(scene.analysis, scene.unit.index - 1)
    return "speaker" if words.AGENDA.match(title) is not None or is_heading(scene, title) else None


def _after_agenda_item(scene: Scene) -> str | None:
    """«2. О ремонте (зам. директора Орлова А. А.)», «3. О наставничестве – Граб О. О.» under «Повестка дня»."""
    if scene.kind != "protocol" or words.ON_AGENDA.search(scene.lead) is None or scene.unit.number is None:
        return None
    own = before_post(scene).rstrip()
    return "speaker" if own.endswith(("(", "–", "—", "-")) and "nom" in scene.cases else None


def leads_section(scene: Scene) -> str | None:
    """«Секция 1 ⏎ Руководитель – Орлов А. А.» in a programme; its secretary takes part."""
    if not scene.timetable:
        return None
    if words.SECRETARY_SIGNS.match(scene.label) is not None:
        return "participant"
    if words.HEAD_OF_SECTION.search(scene.label) is None:
        return None
    for index in range(scene.unit.index, max(-1, scene.unit.index - 4), -1):
        if words.SECTION_HEAD.search(
            scene.analysis.text[scene.analysis.units[index].start : scene.analysis.units[index].end]
        ):
            return "moderator"
    return None


def in_programme(scene: Scene) -> str | None:
    """«В программе вебинара: ⏎ – Льготы семьям – Граб Олег, консультант»."""
    if (
        not scene.unit.level
        or not scene.has_event
        or "nom" not in scene.cases
        or scene.kind not in ("letter", "news", "other")
    ):
        return None
    return "speaker" if words.IN_PROGRAMME.search(scene.lead) is not None else None


def heard(scene: Scene) -> str | None:
    """«СЛУШАЛИ: Орлову А. А.», «Докладчик: Орлов А. А.», «заслушав информацию Орловой А. А.»."""
    if words.SPEAKER_LABEL.search(scene.label) is not None and words.BEST.search(scene.label) is None:
        return "speaker"
    own = scene.analysis.text[max(scene.unit.body, scene.sighting.span.start - 120) : scene.sighting.span.start]
    led_in = scene.verb is None or scene.verb.start > scene.sighting.span.start or scene.verb.unit != scene.unit.index
    if words.SPEAKER_LEAD.search(scene.lead) is not None and scene.opens and ":" not in own and led_in:
        return "speaker"
    if (
        words.TALK_LABEL.search(scene.clause) is not None
        and "nom" in scene.cases
        and scene.kind not in ("order", "program")
    ):
        return "speaker"  # «Показ занятия – воспитатель Орлова А. А.»
    found = words.HEARD.search(scene.clause[-160:])
    if found is None or (scene.cases == {"nom"} and words.TOLD_THAT.search(found[0]) is not None):
        return None  # «слушали инспектора, которая сообщила, что Орлов А. А. …»
    return "speaker"


def speech_of(scene: Scene) -> str | None:
    """«выступление методиста Орловой А. А.», «сообщение студентки 4 курса Анны Орловой»."""
    if not scene.cases & {"gen"}:
        return None
    tokens = scene.analysis.tokens
    for i in range(scene.head - 1, max(-1, scene.head - 20), -1):
        token = tokens[i]
        ends = token.text in ",;:!?()" or (token.text == "." and not is_abbreviation(tokens[i - 1]))
        if ends or token.unit != scene.sighting.unit or is_verb(token):
            return None
        if token.lemma == "председательство":
            return "moderator"
        if token.lemma in ("руководство", "управление") and i and tokens[i - 1].low == "под":
            return None  # «выступление хора под управлением Орловой А. А.»
        if token.lemma in _LESSONS and not scene.has_event:
            return None  # «Посещены уроки Орловой А. А.»
        if i and tokens[i - 1].low == "по" and token.lemma in ("информация", "сообщение"):
            return None  # «По информации директора Орловой А. А., …»
        if token.lemma in verbs.SPEECHES or (scene.kind == "protocol" and token.lemma in verbs.REMARKS):
            return "speaker"
        if token.lemma == "слово" and i and words.GREETING_WORD.match(tokens[i - 1].low) is not None:
            return "speaker"
    return None


def given_the_floor(scene: Scene) -> str | None:
    """«слово предоставлено главе района Рябову И. И.»"""
    return "speaker" if words.FLOOR.search(scene.clause) is not None and scene.cases != {"nom"} else None


def agent(scene: Scene) -> str | None:
    """«Учителями Орловой А. А. и Граб О. О. были даны открытые уроки»."""
    if scene.cases != frozenset(["ins"]):
        return None
    sentence = scene.analysis.sentences[scene.analysis.tokens[scene.head].sentence]
    start, end = scene.sighting.span.start, scene.sighting.span.end
    text = scene.analysis.text[max(scene.analysis.tokens[sentence.first].start, start - 200) : end]
    text += scene.analysis.text[end : min(scene.analysis.tokens[sentence.stop - 1].end, end + 200)]
    return "speaker" if words.WAS_GIVEN.search(text) is not None else None


def on_programme(scene: Scene) -> str | None:
    """«10.20–10.40 „Школа и музей“. Орлова А. А., методист»: a line of a programme."""
    above = scene.analysis.units[scene.unit.index - 1] if scene.unit.index else scene.unit
    for unit in (scene.unit, above):
        if words.HOUR.match(scene.analysis.text, unit.start, unit.end):
            return "speaker" if scene.has_event else None
    titled = re.search(r"[«\"][^»\"\n]{5,}[»\"]", scene.before + scene.after)
    if titled is not None and scene.unit.level and words.TALK.search(scene.lead):
        return "speaker"
    return None


def on_timetable(scene: Scene) -> str | None:
    """Named in the programme of an event, in a line with hours or under one: «2. Орлова А. А., „Реки края“»."""
    return "speaker" if scene.timetable and "nom" in scene.cases and scene.unit.zone != "sign" else None


def under_heading(scene: Scene) -> str | None:
    """In a list under «Состав комиссии», «Список участников»."""
    if not scene.opens or scene.verb is not None:
        return None
    for index in range(scene.unit.index - 1, max(-1, scene.unit.index - 25), -1):
        unit = scene.analysis.units[index]
        text = scene.analysis.text[unit.body : min(unit.end, unit.body + 201)]
        if words.LISTED_UNDER.match(text) is not None:
            return "participant"
        if len(text) > 200 or text.endswith(":"):
            return None
    return None


def coach(scene: Scene) -> str | None:
    """«1 место – Орлова Анна, рук. Граб О. О.»: who prepared the winner is only named."""
    post = scene.analysis.text[scene.analysis.tokens[scene.head].start : scene.sighting.span.start]
    if (
        words.COACH.search(post[:30]) is None
        or _is_crowned(scene)
        or not (in_brackets(scene) or scene.before.rstrip().endswith((".", ",", "-", "–", ":", post.strip())))
    ):
        return None
    post_start = scene.analysis.tokens[scene.head].start
    line = words.SENTENCE_STOP.split(scene.analysis.text[max(scene.unit.start, post_start - 200) : post_start])[-1]
    if len(line) > 20 and re.fullmatch(r"(?:научный )?(?:руководитель|рук\.?)\s*[-–—:]?\s*", post, re.IGNORECASE):
        return "mentioned"
    return (
        "mentioned"
        if words.PLACE_HEADING.search(line) or under_place(scene) or words.WINNER_LEAD.search(scene.lead)
        else None
    )


def _is_crowned(scene: Scene) -> bool:
    """True for «Победителем стала учитель Граб О. О.»: the verb of winning right before the post."""
    return words.CROWNED.search(scene.analysis.text[: scene.analysis.tokens[scene.head].start][-120:]) is not None


def in_results(scene: Scene) -> str | None:
    """«Орлов Пётр | 5 кл. | призёр», «Граб Анна    6    участник»: a row of a table of results."""
    span = scene.sighting.span
    return placed_in_row(scene.analysis.text, span.start, span.end)


def winner(scene: Scene) -> str | None:
    """«1 место – Орлова Анна», «победил Орлов Пётр», «Победители: …»."""
    if words.WINNER_LABEL.search(scene.label) is not None:
        return "awardee"
    if words.WINNER_LEAD.search(scene.lead) is not None and scene.opens:
        return "awardee"
    return "awardee" if scene.opens and not in_brackets(scene) and under_place(scene) else None


def placed(scene: Scene) -> str | None:
    """«Орлова Анна – 1 место», «Орлову Анну, победителя конкурса»."""
    return "awardee" if words.PLACE_AFTER.match(scene.after) is not None else None


def given(scene: Scene) -> str | None:
    """«вручил письмо Орловой А. А.», «поздравляем Орлову А. А.»; who is proposed for a title has none yet."""
    if scene.cases == {"nom"} or words.GIVEN.search(scene.clause) is None:
        return None
    if words.NOT_YET_GIVEN.search(scene.clause) is not None:
        return "mentioned"
    return "awardee" if "nom" not in scene.cases and scene.cases & {"dat", "acc"} else None


def listed(scene: Scene) -> str | None:
    """«Присутствовали: …», «Члены жюри: …», «Избрать комитет в составе: …»."""
    if scene.unit.zone == "sign" and is_late(scene) and _SIGN_LABEL.match(line_before(scene)):
        return "signatory"  # «Члены комиссии:   Орлов А. А.» under a paper
    chain = lead_chain(scene) if scene.opens else ""
    if scene.kind == "order":
        chain += words.SENTENCE_STOP.split(masked(scene.before))[-1]  # «председатель – Орлов А. А.; члены: Граб О. О.»
    if words.APPOINTED.search(chain) is not None and words.ELECTED.search(chain) is None:
        return "responsible"
    for text in (scene.clause, scene.lead if scene.opens else ""):
        if words.APPOINTED.search(text) is not None and words.ELECTED.search(text) is None:
            return "responsible"
        found = words.PRESENT.search(text)
        if found is not None and (text is scene.lead or no_verb(scene, len(text) - found.end("word"))):
            return "participant"
    return None


def best_of_all(scene: Scene) -> str | None:
    """«Лучший постер – у Орлова Петра», «самый высокий балл у Анны Орловой»."""
    return "awardee" if words.BEST_HAS.search(scene.clause) is not None and "gen" in scene.cases else None


def handed_by(scene: Scene) -> str | None:
    """«получили подарки из рук министра Орловой А. А.»"""
    is_giver = "gen" in scene.cases and words.FROM_HANDS.search(scene.clause) is not None
    return "participant" if is_giver else None


def called(scene: Scene) -> str | None:
    """«самой старшей участнице, Анне Орловой», «победителю конкурса Петру Орлову»."""
    found = words.CALLED.search(scene.clause)
    if found is None or not no_verb(scene, len(scene.clause) - found.start()):
        return None
    if found["winner"] and words.WITH_BEFORE.search(scene.clause[: found.start()]) is not None:
        return "participant"  # «встреча с чемпионкой Орловой Анной»
    return "awardee" if found["winner"] else "participant"


def is_heading(scene: Scene, title: str) -> bool:
    return scene.kind == "protocol" and bool(re.match(r"(?:[IVX]+|\d+)\.\s", title)) and len(title) < 300


_SIGN_LABEL = re.compile(r"(?:члены|участники)(?:\s\w+){0,2}\s*:", re.IGNORECASE)
_LESSONS = ("урок", "занятие")
