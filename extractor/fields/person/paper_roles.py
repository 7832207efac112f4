"""Roles that papers give: who signs, is written to, must act, has drawn it up.

Each rule answers a role for one mention or None. Leaves events to `event_roles.py`, words to
`words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.analysis import Token
from extractor.fields.person import paper_words as papers
from extractor.fields.person import predicate_words as verbs
from extractor.fields.person import words
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.scene import (
    Scene,
    before_post,
    bracket,
    is_late,
    is_signature,
    line_before,
    masked,
    no_verb,
)
from extractor.russian.morphology import parses
from extractor.russian.name_cases import surname_readings


def letter_opens(scene: Scene) -> str | None:
    """«Уважаемая Анна Петровна!»"""
    return "addressee" if papers.DEAR.search(scene.before[-30:]) is not None else None


def letter_head(scene: Scene) -> str | None:
    """«Директору школы № 3 Орловой А. А.» above a letter."""
    if scene.unit.zone != "head" or "dat" not in scene.cases or "nom" in scene.cases:
        return None
    return "addressee" if scene.kind in ("letter", "other") else None


def credited(scene: Scene) -> str | None:
    """«Фото: Иван Петров» is no signature."""
    return "mentioned" if papers.CREDIT.search(scene.before[-60:]) is not None else None


def in_column(scene: Scene) -> str | None:
    """In a table by the heading of the column: «Ответственный»."""
    return next((role for pattern, role in papers.HEADED if pattern.search(scene.column)), None)


def secretary_signs(scene: Scene) -> str | None:
    """«Секретарь: Орлова А. А.», «Протокол вела Орлова А. А.»."""
    if scene.timetable:
        return None
    if scene.kind == "protocol" and re.fullmatch(
        r"[Сс]екретарь\b[^.;]{0,30}[–—:-]\s*", scene.before.rsplit("\n", 1)[-1]
    ):
        return "signatory"
    return "signatory" if words.SECRETARY_SIGNS.match(line_before(scene)) and is_late(scene) else None


def executor_label(scene: Scene) -> str | None:
    """«Исп. Орлова А. А.», «Контактное лицо: Ольга», «Справки по телефону 2-34-56 (Орлова Анна)»."""
    found = papers.EXECUTOR.search(scene.label or scene.before[-60:])
    if found is not None:
        is_task = scene.kind in ("program", "order", "protocol") and (
            not is_late(scene) or scene.unit.number is not None
        )
        return "responsible" if is_task and papers.PERFORMER.search(found[0]) is not None else "executor"
    if papers.DRAWN_UP.search(scene.label or scene.before[-60:]) is None or not is_late(scene):
        return None
    if scene.kind == "news":
        return "mentioned"  # the journalist
    if papers.PAPER_DRAWN_UP.search(scene.clause) is not None:
        return "signatory"
    return "executor" if papers.DRAWN_UP.match(scene.clause.lstrip()) is not None else None


def executor_foot(scene: Scene) -> str | None:
    """A name alone under the signature with a telephone beside or below it."""
    if not scene.opens or not is_late(scene):
        return None
    rest = scene.analysis.text[scene.sighting.span.end : scene.sighting.span.end + 160]
    found = papers.PHONE_BEHIND_POST.match(rest)
    if found is None or (scene.head < scene.sighting.first and "\n" in rest[: found.start("digits")]):
        return None  # «Директор Орлова А. А.» over the telephone of another
    return "executor"


def contact_lead(scene: Scene) -> str | None:
    """Under «Контакты для СМИ:», «По вопросам участия обращаться:»."""
    return "executor" if scene.opens and papers.CONTACT_LEAD.match(scene.lead) is not None else None


def appointed(scene: Scene) -> str | None:
    """In a list under «Состав рабочей группы», «Организационный комитет» in an order or a programme."""
    if scene.kind not in ("order", "program") or scene.verb is not None or scene.timetable:
        return None
    for index in range(scene.unit.index - 1, max(-1, scene.unit.index - _LONGEST_LIST), -1):
        unit = scene.analysis.units[index]
        text = scene.analysis.text[unit.start : min(unit.end, unit.start + 301)]
        if papers.APPOINTED_LIST.match(text) is not None or papers.APPOINTED_LIST.search(text[-160:]) is not None:
            return None if words.JUDGES.search(text) is not None else "responsible"
        if len(text) > 300 or unit.number is not None:
            return None
    return None


def manages(scene: Scene) -> str | None:
    """«Куратор проекта: Орлова А. А.», «Руководитель программы – Граб О. О.» in a passport or a plan."""
    if scene.kind in ("news", "protocol", "resolution") or scene.timetable:
        return None
    return "responsible" if papers.MANAGER_LABEL.search(scene.label) is not None else None


def reachable(scene: Scene) -> str | None:
    """«отв. секретарь: Фимкина Анна (тел./факс 2-34-56)», «тел. 2-34-56, Фимкина Анна»."""
    if papers.PHONE_IN_BRACKETS.match(scene.after) is not None:
        return "executor"
    found = papers.PHONE_AFTER_POST.match(scene.after)
    if found is not None and papers.OTHER_NAME.search(found[0]) is None:
        return "executor"
    return None


def beside_contact(scene: Scene) -> str | None:
    """«les@dom.example (Орлова Инна)», «тел. 2-34-56, Орлова Инна»."""
    return "executor" if papers.CONTACT_BEFORE.search(before_post(scene)) is not None else None


def acquainted(scene: Scene) -> str | None:
    """«С приказом ознакомлены: ____ Орлова А. А.» under a paper."""
    if not is_late(scene) or "nom" not in scene.cases or papers.EXECUTOR.search(scene.before[-40:]) is not None:
        return None
    for index in range(scene.unit.index, max(-1, scene.unit.index - _LONGEST_BLOCK), -1):
        unit = scene.analysis.units[index]
        end = scene.sighting.span.start if index == scene.unit.index else unit.end
        if papers.ACQUAINTED.search(masked(scene.analysis.text[max(unit.start, end - 160) : end])) is not None:
            return "signatory"
        if unit.end - unit.start > 150:
            return None
    return None


def approves(scene: Scene) -> str | None:
    """«УТВЕРЖДАЮ / Глава поселения / ______ Орлова А. А.»: the block in the corner."""
    if "nom" not in scene.cases or papers.EXECUTOR.search(scene.before[-40:]) is not None:
        return None
    for index in range(scene.unit.index, max(-1, scene.unit.index - _LONGEST_BLOCK), -1):
        unit = scene.analysis.units[index]
        if unit.end - unit.start > 300:
            return None
        if papers.APPROVED.match(scene.analysis.text, unit.start, unit.end) is not None:
            return "signatory"
    return None


def over_rule(scene: Scene) -> str | None:
    """«_________ Орлова А. А.»: a line to sign on."""
    return "signatory" if papers.RULE_BEFORE.search(scene.before) is not None and scene.kind != "news" else None


def party(scene: Scene) -> str | None:
    """«Архив в лице директора Орловой А. А., действующей на основании Устава»."""
    if papers.PARTY.search(scene.clause) is None or "gen" not in scene.cases:
        return None
    return "participant" if scene.kind == "protocol" else "signatory"  # who stands for a member at the meeting


def entrusted(scene: Scene) -> str | None:
    """«Контроль возложить на Орлову А. А.», «Отв. Орлова А. А.», «назначить ответственной Орлову А. А.»."""
    for pattern, text in ((papers.RESPONSIBLE_LABEL, scene.label), (papers.ENTRUST, scene.clause)):
        found = pattern.search(text)
        if found is not None and no_verb(scene, len(text) - found.end("word")):
            if scene.kind in ("news", "other", "report") and papers.PUT_IN_CHARGE.search(text) is None:
                return None  # «Председателем совета назначен Орлов А. А.»
            return "responsible"
    return None


def body_brackets(scene: Scene) -> str | None:
    """«2. Отделу закупок (Орлова А. А.) подготовить …»: whose body must act."""
    opening = bracket(scene)
    if opening is None:
        return None
    tokens = scene.analysis.tokens_between(max(scene.unit.body, opening - 400), opening)
    after = scene.analysis.tokens_between(scene.sighting.span.end, min(scene.unit.end, scene.sighting.span.end + 400))
    if papers.MEETING_LEAD.search(scene.lead):
        return None
    has_post = scene.analysis.text[opening + 1 : opening + 3].strip()[:1].islower()
    acts = any(t.tag.verb_form == "Inf" for t in [*tokens, *after]) or scene.after.rstrip().endswith(":")
    if any(t.low.startswith(verbs.BOUND) for t in after[:20]):
        return None  # «подрядчик (Орлов А. А.) обязан завершить …»
    told = any(t.case == "Dat" for t in tokens)
    deeds = [t.lemma for t in tokens if t.tag.verb_form == "Inf"]
    if deeds and (deeds[-1] in papers.ADMITTING or not (told or deeds[-1] in verbs.ORDERING)):
        return "mentioned" if has_post else None  # «принять в члены ООО „Заря“ (директор Орлов А. А.)»
    is_told = bool(tokens) and acts and (told or scene.kind in INSTRUCTING)
    if not is_told and papers.RESPONSIBLE_BODY.search(scene.before) is None:
        return None
    return "mentioned" if has_post and _is_aside(scene, tokens) else "responsible"


def _is_aside(scene: Scene, before: Sequence[Token]) -> bool:
    """True for «закрыть проезд у дома 5 (собственник Орлов А. А.)»: brackets behind what is no dative."""
    if papers.RESPONSIBLE_LABEL.search(scene.label) is not None or not before:
        return False
    own = [t for t in before if t.sentence == before[-1].sentence][-_LONGEST_ADDRESS:]
    if not any(is_verb(t) or t.pos == "ADP" for t in own):
        return False  # «2. Отдел закупок (зав. Граб О. О.) – подготовить …»
    if any(t.tag.verb_form == "Inf" and t.lemma in verbs.ORDERING for t in own):
        return False
    governed = {t.head for t in own if t.pos == "ADP"}
    return not any(_may_be_dative(t) and t.index not in governed for t in own)


def _may_be_dative(token: Token) -> bool:
    return token.case == "Dat" and token.pos in ("NOUN", "PROPN", "ADJ")


def told_to_act(scene: Scene) -> str | None:
    """«Директору школы Орловой А. А. разместить …» in an order."""
    if scene.kind not in INSTRUCTING or scene.cases == {"acc"}:
        return None  # «Шума И. И. включить в резерв»
    if not ("dat" in scene.cases or _may_be_told(scene)):
        return None
    tokens = scene.analysis.tokens
    first = scene.analysis.sentences[tokens[scene.sighting.first].sentence].first
    first = max(first, scene.analysis.unit_tokens[scene.unit.index][0])
    first = max(
        [first, *(t.index + 1 for t in tokens[first : scene.head] if t.text == ":")]
    )  # «РЕШИЛИ: Орлову А. А. …»
    before = tokens[first : scene.head]
    if len(before) > 25 or any(t.pos == "ADP" or (is_verb(t) and t.lemma not in verbs.ORDERING) for t in before):
        return None
    rest = scene.analysis.tokens_between(scene.sighting.span.end, scene.unit.end)[:25]
    acts = any(t.tag.verb_form == "Inf" for t in rest) or scene.after.rstrip().endswith(":")
    return "responsible" if acts else None


def _may_be_told(scene: Scene) -> bool:
    """True for «3. Шум И. И. подготовить смету», «2. Заведующей Шум И. И. до 1 мая сдать …»: it may be a dative."""
    tokens = scene.analysis.tokens
    after = tokens[scene.sighting.stop] if scene.sighting.stop < len(tokens) else None
    if after is None or after.unit != scene.sighting.unit:
        return False
    opens = tokens[scene.head].start - scene.unit.body <= 3 and scene.head < scene.sighting.first
    post_may = opens and any(p.tag.case == "datv" for p in parses(tokens[scene.head].low))
    if after.tag.verb_form != "Inf" and not post_may:
        return False
    return any(r.reading.case in ("dat", "?") for r in surname_readings(scene.sighting.span.last or "")[:6])


def signs(scene: Scene) -> str | None:
    """A name at the end of a line under the text, after its post or below it."""
    if scene.kind == "news" and scene.head == scene.sighting.first:
        return None  # the journalist
    return "signatory" if is_signature(scene) else None


_LONGEST_ADDRESS = 25  # tokens between the start of a sentence and a bracket
_LONGEST_LIST = 40  # lines of a committee
_LONGEST_BLOCK = 5  # lines of «УТВЕРЖДАЮ» or of those who have read the paper
INSTRUCTING = ("order", "protocol", "resolution", "program", "letter", "certificate")
