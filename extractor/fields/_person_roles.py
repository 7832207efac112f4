"""What each mention makes of a person: chair, speaker, signer, executor, winner, one who must act.

Decides by lead-ins, labels, the verb that governs the name, brackets and the signature block. Leaves
words to `_person_words.py`, posts to `_person_posts.py`, and the choice among mentions to `people.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractor.analysis import Analysis, Token
from extractor.fields import _person_words as words
from extractor.fields._person_spans import Sighting
from extractor.fields._person_posts import Office, is_abbreviation, is_verb
from extractor.russian.morphology import parses
from extractor.text.outline import Unit


class Role(NamedTuple):
    """A role and the rule that gave it; roles of speakers are «moderator» and «speaker»."""

    name: str
    rule: str


class Scene(NamedTuple):
    """One mention with what its rules look at: the unit, its lead-in, the text before and after."""

    analysis: Analysis
    sighting: Sighting
    unit: Unit
    lead: str  # text of the unit that introduces the list, "" where there is none
    before: str  # text of the unit before the name, with the sentence it stands in
    after: str  # text of the unit after the name, at most 200 characters
    head: int  # first token of the name with its post before it
    cases: frozenset[str]
    kind: str  # kind of the document
    has_event: bool
    column: str  # heading of the table's column, "" outside tables


def scene(
    analysis: Analysis, sighting: Sighting, head: int, cases: frozenset[str], kind: str, has_event: bool, column: str
) -> Scene:
    """What the rules need to know of one mention; `head` is where its post begins."""
    unit = analysis.units[sighting.unit]
    span = sighting.span
    text = analysis.text
    return Scene(
        analysis,
        sighting,
        unit,
        _lead(analysis, unit),
        text[max(unit.start, span.start - 400) : span.start],
        text[span.end : min(unit.end, span.end + 200)],
        head,
        cases,
        kind,
        has_event,
        column,
    )


def role_of(scene: Scene) -> Role | None:
    """The role of one mention by the first rule that knows it; None where nothing tells."""
    for rule in RULES:
        role = rule(scene)
        if role is not None:
            return Role(role, rule.__name__.strip("_").replace("_", " "))
    return Role("participant", "named in a protocol") if scene.kind == "protocol" else None


def _lead(analysis: Analysis, unit: Unit) -> str:
    """The lead-in of a list item, and of the item above it; a short line with a colon just before."""
    parts = []
    at: int | None = unit.lead_in
    for _ in range(2):
        if at is None:
            break
        lead = analysis.units[at]
        parts.append(words.SENTENCE_END.split(analysis.text[lead.start : lead.end])[-1])
        at = lead.lead_in
    if not parts and unit.index > 0:
        lead = analysis.units[unit.index - 1]
        text = analysis.text[lead.start : lead.end]
        if text.endswith(":") and len(text) < 200:
            parts.append(text)
    return "\n".join(parts)


def leaning(scene: Scene, posts: Sequence[Office]) -> dict[str, float]:
    """What post and verb say of the gender: «заведующая», «рассказала» lean to «f»."""
    verb, subject = _verb(scene)
    weights: dict[str, float] = {}
    if verb is not None and subject and verb.tag.number != "Plur":
        gender = _GENDERS.get(verb.tag.gender or str(parses(verb.low)[0].tag.gender))
        if gender is not None:
            weights[gender] = 4.0
    for office in posts:
        if _FEMALE_POST.match(scene.analysis.tokens[office.head].low):
            weights["f"] = 6.0
    return weights


# RULES, the surest first


def _credited(scene: Scene) -> str | None:
    """«Фото: Иван Петров» is no signature."""
    return "mentioned" if words.CREDIT.search(scene.before[-60:]) is not None else None


def _in_column(scene: Scene) -> str | None:
    """In a table by the heading of the column: «Ответственный»."""
    return next((role for pattern, role in words.HEADED if pattern.search(scene.column)), None)


def _led(scene: Scene) -> str | None:
    """«Секцию „Физика“ вели: доц. Орлов О. О. и Граб Г. Г.»"""
    if words.LED_BEFORE.search(_clause(scene)) is None or words.MEETING.search(_clause(scene)) is None:
        return None
    return "moderator"


def _chair_label(scene: Scene) -> str | None:
    """«Модератор: Орлова А. А.», «Председательствовал:», «Ведущий семинара – Орлов А. А.»."""
    label = _label(scene)
    if words.CHAIR_LABEL.search(label) is not None and not words.NO_CHAIR.search(label):
        return "moderator"
    if scene.kind == "protocol" and scene.unit.level == 0 and words.CHAIR_POST.search(label) is not None:
        return "moderator"
    if words.CHAIR_LEAD.search(scene.lead) is not None and _opens_unit(scene):
        return "moderator"
    return None


def _chair_signs(scene: Scene) -> str | None:
    """«Председатель собрания ____ /Орлова А. А./» under a protocol or a resolution."""
    if not _is_signature(scene) or scene.kind not in ("protocol", "resolution", "order"):
        return None
    found = words.CHAIR_SIGNS.match(_line_before(scene))
    if found is None:
        return None
    return "moderator" if scene.kind == "protocol" or found["meeting"] else None


def _secretary_signs(scene: Scene) -> str | None:
    """«Секретарь: Орлова А. А.», «Протокол вела Орлова А. А.»."""
    if scene.kind == "protocol" and re.fullmatch(r"[Сс]екретарь\b[^.;]{0,30}[–—:-]\s*", scene.before.rsplit("\n", 1)[-1]):
        return "signatory"
    return "signatory" if words.SECRETARY_SIGNS.match(_line_before(scene)) and _is_late(scene) else None


def _letter_opens(scene: Scene) -> str | None:
    """«Уважаемая Анна Петровна!»"""
    return "addressee" if words.DEAR.search(scene.before[-30:]) is not None else None


def _letter_head(scene: Scene) -> str | None:
    """«Директору школы № 3 Орловой А. А.» above a letter."""
    if scene.unit.zone != "head" or "dat" not in scene.cases or "nom" in scene.cases:
        return None
    return "addressee" if scene.kind in ("letter", "other") else None


def _executor_label(scene: Scene) -> str | None:
    """«Исп. Орлова А. А.», «Контактное лицо: Ольга», «Справки по телефону 2-34-56 (Орлова Анна)»."""
    return "executor" if words.EXECUTOR.search(_label(scene) or scene.before[-60:]) is not None else None


def _executor_foot(scene: Scene) -> str | None:
    """A name alone under the signature with a telephone beside or below it."""
    if not _opens_unit(scene) or not _is_late(scene):
        return None
    rest = scene.analysis.text[scene.sighting.span.end : scene.sighting.span.end + 60]
    return "executor" if words.PHONE.match(rest) is not None else None


def _reachable(scene: Scene) -> str | None:
    """«отв. секретарь: Симкина Анна (тел./факс 2-34-56)»."""
    return "executor" if words.PHONE_IN_BRACKETS.match(scene.after) is not None else None


def _entrusted(scene: Scene) -> str | None:
    """«Контроль возложить на Орлову А. А.», «Отв. Орлова А. А.», «назначить ответственной Орлову А. А.»."""
    label = _label(scene)
    for pattern, text in ((words.RESPONSIBLE_LABEL, label), (words.ENTRUST, _clause(scene))):
        found = pattern.search(text)
        if found is not None and _no_verb(scene, len(text) - found.end("word")):
            return "responsible"
    return None


def _no_verb(scene: Scene, distance: int) -> bool:
    """True where no finite verb stands in the last `distance` characters before the name or its post."""
    end = scene.analysis.tokens[scene.head].start
    between = scene.analysis.tokens_between(max(scene.unit.start, scene.sighting.span.start - distance), end)
    return not any(is_verb(token) and token.tag.verb_form != "Inf" for token in between)


def _heard_from(scene: Scene) -> str | None:
    """«Спикерами форума стали Орлова Анна и Граб Илья»."""
    return "speaker" if words.HEARD_FROM.search(_clause(scene)) is not None and "nom" in scene.cases else None


def _under_lead(scene: Scene) -> str | None:
    """«секция работала под руководством доцента Орловой А. А.»"""
    clause = _clause(scene)
    if words.UNDER_LEAD.search(clause) is None or "gen" not in scene.cases:
        return None
    return "moderator" if words.LED.search(clause) is not None else None


def _quotes(scene: Scene) -> str | None:
    """«Орлова А. А.: „Мы ждали форума“», «„Мы ждали форума“, – Орлова А. А.» in news of an event."""
    if not scene.has_event or "nom" not in scene.cases:
        return None
    before = scene.analysis.text[max(scene.unit.start, scene.analysis.tokens[scene.head].start - 30) : scene.analysis.tokens[scene.head].start]
    if words.QUOTE_AFTER.match(scene.after) is not None or words.QUOTE_BEFORE.search(before) is not None:
        return "speaker"
    return None


def _came(scene: Scene) -> str | None:
    """«с участием Орловой А. А.», and whoever does something at the event: «ёлку посадил Орлов А. А.»."""
    if words.PRESENCE.search(_clause(scene)) is not None:
        return "participant"
    _, subject = _verb(scene)
    return "participant" if scene.has_event and subject and not _in_brackets(scene) else None


def _hosted(scene: Scene) -> str | None:
    """«Ведущими праздника были Орлова Анна и Граб Илья»."""
    return "moderator" if words.HOSTED.search(_clause(scene)) is not None and "nom" in scene.cases else None


def _talk_brackets(scene: Scene) -> str | None:
    """«доклад „Вода“ (Орлова А. А., методист)»."""
    at = scene.before.rfind("(")
    if at < 0 or ")" in scene.before[at:]:
        return None
    before = scene.before[:at].rstrip()
    if re.search(r"[\wё]{3}", scene.before[at:]) and words.COACH.search(scene.before[at:]):
        return None
    return "speaker" if scene.has_event and words.TALK_BEFORE.search(before[-200:]) is not None else None


def _agenda_brackets(scene: Scene) -> str | None:
    """«I. О ходе отопительного сезона (Орлов, Граб)»: brackets after an agenda item name its speakers."""
    opening = _bracket(scene)
    if opening is None:
        return None
    title = scene.analysis.text[scene.unit.body : opening].strip()
    if not title:
        title = _unit_text(scene.analysis, scene.unit.index - 1)
    return "speaker" if words.AGENDA.match(title) is not None or _is_heading(scene, title) else None


def _body_brackets(scene: Scene) -> str | None:
    """«2. Отделу закупок (Орлова А. А.) подготовить …»: whose body must act."""
    opening = _bracket(scene)
    if opening is None:
        return None
    tokens = scene.analysis.tokens_between(scene.unit.body, opening)
    after = scene.analysis.tokens_between(scene.sighting.span.end, scene.unit.end)
    if words.MEETING_LEAD.search(scene.lead):
        return None
    acts = any(t.tag.verb_form == "Inf" for t in [*tokens, *after]) or scene.after.rstrip().endswith(":")
    if tokens and acts and (any(t.case == "Dat" for t in tokens) or scene.kind in _INSTRUCTING):
        return "responsible"
    return "responsible" if words.RESPONSIBLE_BODY.search(scene.before) is not None else None


def _heard(scene: Scene) -> str | None:
    """«СЛУШАЛИ: Орлову А. А.», «Докладчик: Орлов А. А.», «заслушав информацию Орловой А. А.»."""
    if words.SPEAKER_LABEL.search(_label(scene)) is not None:
        return "speaker"
    if words.SPEAKER_LEAD.search(scene.lead) is not None and _opens_unit(scene):
        return "speaker"
    return "speaker" if words.HEARD.search(scene.before[-160:]) is not None and not _ended(scene) else None


def _speech_of(scene: Scene) -> str | None:
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
        if token.lemma in words.SPEECHES:
            return "speaker"
    return None


def _given_the_floor(scene: Scene) -> str | None:
    """«слово предоставлено главе района Рябову И. И.»"""
    return "speaker" if words.FLOOR.search(_clause(scene)) is not None and "dat" in scene.cases else None


def _agent(scene: Scene) -> str | None:
    """«Учителями Орловой А. А. и Граб О. О. были даны открытые уроки»."""
    if scene.cases != frozenset(["ins"]):
        return None
    sentence = scene.analysis.sentences[scene.analysis.tokens[scene.head].sentence]
    text = scene.analysis.text[scene.analysis.tokens[sentence.first].start : scene.analysis.tokens[sentence.stop - 1].end]
    return "speaker" if words.WAS_GIVEN.search(text) is not None else None


def _in_his_speech(scene: Scene) -> str | None:
    """«В своём выступлении Орлова А. А. …»."""
    return "speaker" if words.IN_SPEECH.search(_clause(scene)) is not None else None


def _on_programme(scene: Scene) -> str | None:
    """«10.20–10.40 „Школа и музей“. Орлова А. А., методист»: a line of a programme."""
    above = scene.analysis.units[scene.unit.index - 1] if scene.unit.index else scene.unit
    for unit in (scene.unit, above):
        if words.HOUR.match(scene.analysis.text, unit.start, unit.end):
            return "speaker" if scene.has_event else None
    titled = re.search(r"[«\"][^»\"\n]{5,}[»\"]", scene.analysis.text[scene.unit.body : scene.unit.end])
    if titled is not None and scene.unit.level and words.TALK.search(scene.lead):
        return "speaker"
    return None


def _under_heading(scene: Scene) -> str | None:
    """In a list under «Состав комиссии», «Список участников»."""
    for index in range(scene.unit.index - 1, max(-1, scene.unit.index - 25), -1):
        unit = scene.analysis.units[index]
        text = scene.analysis.text[unit.body : unit.end]
        if words.LISTED_UNDER.match(text) is not None:
            return "participant"
        if len(text) > 200 or text.endswith(":"):
            return None
    return None


def _coach(scene: Scene) -> str | None:
    """«1 место – Орлова Анна, рук. Граб О. О.»: who prepared the winner is only named."""
    post = scene.analysis.text[scene.analysis.tokens[scene.head].start : scene.sighting.span.start]
    if words.COACH.search(post[:30]) is None or not (_in_brackets(scene) or scene.before.rstrip().endswith((".", ",", "-", "–", ":", post.strip()))):
        return None
    line = scene.analysis.text[scene.unit.start : scene.analysis.tokens[scene.head].start]
    if len(line) > 20 and re.fullmatch(r"(?:научный )?(?:руководитель|рук\.?)\s*[-–—:]?\s*", post, re.IGNORECASE):
        return "mentioned"
    return "mentioned" if words.PLACE_HEADING.search(line) or _under_place(scene) or words.WINNER_LEAD.search(scene.lead) else None


def _winner(scene: Scene) -> str | None:
    """«1 место – Орлова Анна», «победил Орлов Пётр», «Победители: …»."""
    if words.WINNER_LABEL.search(_label(scene)) is not None:
        return "awardee"
    if words.WINNER_LEAD.search(scene.lead) is not None and _opens_unit(scene):
        return "awardee"
    return "awardee" if _opens_unit(scene) and not _in_brackets(scene) and _under_place(scene) else None


def _placed(scene: Scene) -> str | None:
    """«Орлова Анна – 1 место», «Орлову Анну, победителя конкурса»."""
    return "awardee" if words.PLACE_AFTER.match(scene.after) is not None else None


def _given(scene: Scene) -> str | None:
    """«вручил письмо Орловой А. А.», «поздравляем Орлову А. А.»."""
    if "nom" in scene.cases or not scene.cases & {"dat", "acc"}:
        return None
    return "awardee" if words.GIVEN.search(_clause(scene)) is not None else None


def _under_place(scene: Scene) -> bool:
    """True under a short line «I место», with at most a few lines between."""
    for index in range(scene.unit.index - 1, max(-1, scene.unit.index - 6), -1):
        unit = scene.analysis.units[index]
        if unit.end - unit.start < 60 and words.PLACE_HEADING.match(scene.analysis.text, unit.body, unit.end):
            return "|" not in scene.analysis.text[unit.start : unit.end]
    return False


def _listed(scene: Scene) -> str | None:
    """«Присутствовали: …», «Члены жюри: …», «Избрать комитет в составе: …»."""
    chain = _lead_chain(scene) if _opens_unit(scene) else ""
    if words.APPOINTED.search(chain) is not None and words.ELECTED.search(chain) is None:
        return "responsible"
    for text in (_clause(scene), scene.lead if _opens_unit(scene) else ""):
        if words.APPOINTED.search(text) is not None and words.ELECTED.search(text) is None:
            return "responsible"
        if words.PRESENT.search(text) is not None:
            return "participant"
    return None


def _lead_chain(scene: Scene) -> str:
    """The lead-ins above a list that is itself led in: «состав комиссии:», «Члены комиссии:»."""
    parts = [scene.lead]
    index = scene.unit.index
    for _ in range(12):
        index -= 1
        if index < 0:
            break
        unit = scene.analysis.units[index]
        text = scene.analysis.text[unit.start : unit.end]
        if text.endswith(":") and len(text) < 300:
            parts.append(text)
        elif unit.number is not None or text.endswith("."):
            break
    return "\n".join(parts)


def _governed(scene: Scene) -> str | None:
    """By the verb whose subject, agent or object the person is: «рассказала», «вручил», «победил»."""
    verb, subject = _verb(scene)
    if verb is None or _in_brackets(scene):
        return None
    lemma = verb_lemma(verb)
    clause = _around(scene, verb)
    if subject:
        if lemma in words.LEADING and words.JURY.search(clause) is not None:
            return "participant"
        if lemma in words.LEADING and words.LED.search(clause) is not None:
            return "moderator"
        if lemma in words.BECOMING and words.CHAIR_NOUN.search(clause) is not None:
            return "moderator"
        if lemma in words.WINNING or (lemma in words.BECOMING and words.WINNER.search(_near(scene, verb))):
            return "awardee"
        if lemma in words.SPEAKING:
            return "speaker"
        if lemma in words.SAYING and scene.has_event:
            return "speaker"
        if lemma in words.GIVING and (verb.tag.voice == "Pass" or verb.tag.variant == "Short"):
            return "awardee"
        if lemma in words.HANDING:
            return "participant"
        if lemma in words.ATTENDING and (scene.has_event or lemma in words.INSPECTING):
            return "participant"
        return None
    if lemma in words.GIVING and scene.cases & {"acc", "dat"}:
        return "awardee"
    return None


def _quoted_as(scene: Scene) -> str | None:
    """«По словам директора Орловой А. А., …» in news of an event."""
    return "speaker" if scene.has_event and words.QUOTED_AS.search(_clause(scene)) is not None else None


def _signs(scene: Scene) -> str | None:
    """A name at the end of a line under the text, after its post or below it."""
    if scene.kind == "news" and scene.head == scene.sighting.first:
        return None  # the journalist
    return "signatory" if _is_signature(scene) else None


def _told_to_act(scene: Scene) -> str | None:
    """«Директору школы Орловой А. А. разместить …» in an order."""
    if "dat" not in scene.cases or "nom" in scene.cases:
        return None
    tokens = scene.analysis.tokens
    first = scene.analysis.sentences[tokens[scene.head].sentence].first
    early = all(not t.text.isalpha() or t.lemma in words.ORDERING for t in tokens[first : scene.head])
    rest = scene.analysis.tokens_between(scene.sighting.span.end, scene.unit.end)
    acts = any(t.tag.verb_form == "Inf" for t in rest) or scene.after.rstrip().endswith(":")
    return "responsible" if early and acts else None


RULES: tuple[Callable[[Scene], str | None], ...] = (
    _letter_opens,
    _credited,
    _in_column,
    _secretary_signs,
    _chair_signs,
    _coach,
    _led,
    _chair_label,
    _executor_label,
    _reachable,
    _entrusted,
    _heard,
    _agenda_brackets,
    _body_brackets,
    _hosted,
    _heard_from,
    _under_lead,
    _talk_brackets,
    _speech_of,
    _given_the_floor,
    _in_his_speech,
    _agent,
    _winner,
    _governed,
    _placed,
    _given,
    _quoted_as,
    _quotes,
    _listed,
    _told_to_act,
    _letter_head,
    _executor_foot,
    _signs,
    _on_programme,
    _under_heading,
    _came,
)


# WHERE THE NAME STANDS


def _label(scene: Scene) -> str:
    """What stands before the name or its post on the line or in the clause: «Модератор: », «Отв. - »."""
    start = scene.analysis.tokens[scene.head].start
    text = scene.analysis.text[max(scene.unit.start, start - 120) : start]
    whole = scene.before[-160:]
    return text if words.ANY_LABEL.search(text) else whole


def _opens_unit(scene: Scene) -> bool:
    """True where the name or its post opens the unit, or others do: «- Орлов А. А., Граб И. С.»."""
    before = scene.analysis.text[scene.unit.body : scene.sighting.span.start]
    return words.SENTENCE_END.search(before) is None


def _ended(scene: Scene) -> bool:
    return words.SENTENCE_END.search(scene.before[-160:]) is not None


def _clause(scene: Scene) -> str:
    """The sentence before the name."""
    return words.SENTENCE_END.split(scene.before)[-1]


def _unit_text(analysis: Analysis, index: int) -> str:
    while index >= 0 and not re.search(r"\w", analysis.text[analysis.units[index].start : analysis.units[index].end].strip("_")):
        index -= 1  # a ruled line
    if index < 0:
        return ""
    unit = analysis.units[index]
    return analysis.text[unit.body : unit.end].strip()


def _line_before(scene: Scene) -> str:
    """The line before the name, with the line above where the name stands alone."""
    line = scene.analysis.text[scene.unit.start : scene.sighting.span.start]
    line = line.rsplit("\n", 1)[-1] if len(line.rsplit("\n", 1)[-1].strip()) > 3 else line
    if not line.strip(" \n_/—–-()"):
        line = _unit_text(scene.analysis, scene.unit.index - 1)
    return line.strip()


def _bracket(scene: Scene) -> int | None:
    """Where the bracket opens in which the name stands, if nothing but names stands before it there."""
    at = scene.before.rfind("(")
    if at < 0 or ")" in scene.before[at:] or words.ONLY_NAMES.fullmatch(scene.before[at + 1 :]) is None:
        return None
    return scene.sighting.span.start - len(scene.before) + at


def _is_heading(scene: Scene, title: str) -> bool:
    return scene.kind == "protocol" and bool(re.match(r"(?:[IVX]+|\d+)\.\s", title)) and len(title) < 300


def _is_late(scene: Scene) -> bool:
    """True in the signature zone or on the document's last lines."""
    return scene.unit.zone == "sign" or len(scene.analysis.text) - scene.sighting.span.end < 250


def _is_signature(scene: Scene) -> bool:
    """True for a name that ends its line in the signature block."""
    if "nom" not in scene.cases and scene.cases:
        return False
    after = words.AFTER_SIGNATURE.match(scene.after)
    if after is None or not _is_late(scene):
        return False
    before = scene.analysis.text[scene.unit.body : scene.sighting.span.start]
    if words.SENTENCE_END.search(before) is not None or scene.unit.level > 1:
        return False
    if scene.head < scene.sighting.first:
        head = scene.analysis.tokens[scene.head]
        body = scene.analysis.units[head.unit].body
        return words.BEFORE_SIGNER.fullmatch(scene.analysis.text, min(body, head.start), head.start) is not None
    return scene.unit.zone == "sign" and re.search(r"[А-Яа-яЁё]{3,}[ ,]{1,2}$", before) is None


def _in_brackets(scene: Scene) -> bool:
    before = _clause(scene)
    return before.rfind("(") > before.rfind(")")


def _around(scene: Scene, verb: Token) -> str:
    """The clause of the verb and the person, between semicolons."""
    start = min(verb.start, scene.sighting.span.start)
    end = max(verb.end, scene.sighting.span.end)
    text = scene.analysis.text
    left = text[max(scene.unit.start, start - 120) : start].split(";")[-1]
    return left + text[start:end] + text[end : min(scene.unit.end, end + 120)].split(";")[0]


def _near(scene: Scene, verb: Token) -> str:
    """The words between verb and person with a few on the far side of the verb: what somebody became."""
    span = scene.sighting.span
    if verb.start < span.start:
        return scene.analysis.text[max(scene.unit.start, verb.start - 80) : span.start]
    return scene.analysis.text[span.end : verb.end + 50]


def verb_lemma(verb: Token) -> str:
    """The infinitive, also where the tagger took the verb for a name: «Вела» is «вести»."""
    best = parses(verb.low)[0]
    return best.normal.replace("ё", "е") if best.tag.POS in ("VERB", "PRTS") else verb.lemma


def _verb(scene: Scene) -> tuple[Token | None, bool]:
    """The verb that governs the person, and whether the person is its subject or agent."""
    tokens = scene.analysis.tokens
    for i in (scene.head - 1, scene.sighting.stop):
        if 0 <= i < len(tokens) and tokens[i].unit == scene.sighting.unit and is_verb(tokens[i]):
            return tokens[i], "nom" in scene.cases
    inside = range(scene.sighting.first, scene.sighting.stop)
    at = next((i for i in inside if tokens[i].head not in inside), None)
    if at is None:
        return None, False
    for _ in range(8):
        token = tokens[at]
        head = tokens[token.head]
        if head.index == at or head.unit != scene.sighting.unit:
            break
        if head.pos in ("VERB", "AUX") and not head.tag.verb_form == "Part" or head.tag.variant == "Short":
            if token.relation.startswith("nsubj") or token.relation == "obl:agent":
                return head, "nom" in scene.cases or not scene.cases or token.relation == "obl:agent"
            if token.relation in ("obj", "iobj", "obl"):
                return _by_position(scene) if "nom" in scene.cases else (head, False)
            return _by_position(scene)
        if token.relation.split(":")[0] not in _CLIMB:
            break
        at = head.index
    return _by_position(scene)


def _by_position(scene: Scene) -> tuple[Token | None, bool]:
    """The nearest finite verb of the sentence where the parser lost the subject."""
    if "nom" not in scene.cases:
        return None, False
    tokens = scene.analysis.tokens
    sentence = scene.analysis.sentences[tokens[scene.sighting.first].sentence]
    left = _nearest(tokens, range(scene.head - 1, sentence.first - 1, -1))
    right = _nearest(tokens, range(scene.sighting.stop, sentence.stop))
    if right is None:
        return left, left is not None
    if left is None:
        return right, True
    closer_left = scene.head - left.index <= right.index - scene.sighting.stop
    return (left if closer_left else right), True


def _nearest(tokens: Sequence[Token], places: range) -> Token | None:
    for i in places:
        if tokens[i].text in (";", ":", "|"):
            return None
        if is_verb(tokens[i]) or (tokens[i].pos == "VERB" and tokens[i].tag.variant == "Short"):
            return tokens[i]
    return None


_GENDERS = {"Fem": "f", "Masc": "m", "femn": "f", "masc": "m"}
_FEMALE_POST = re.compile(r"\w+(?:ая|ница|ую|щей|нице|ницу|ницей|сестра|сестре|сестру)$")
_CLIMB = frozenset("appos flat conj nmod compound parataxis list".split())
_INSTRUCTING = ("order", "protocol", "resolution", "program", "letter", "certificate")
