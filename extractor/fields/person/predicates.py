"""The role that a verb gives to its subject, its agent or its object.

Decides by the verb's lemma and by what stands with it in the clause: «провела мастер-класс», «провела собрание».
Leaves which verb governs to `verbs.py`, the verbs to `predicate_words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from extractor.analysis import Token
from extractor.fields.person import award_words as awards
from extractor.fields.person import predicate_words as verbs
from extractor.fields.person import words
from extractor.fields.person.predicate_objects import thing_of
from extractor.fields.person.scene import Scene, around, beside, in_same_bracket, masked, near, parted, without_asides
from extractor.fields.person.verbs import verb_lemma
from extractor.russian.morphology import Parse, parses


class Predicate(NamedTuple):
    """The verb over a person with its surroundings."""

    lemma: str
    is_passive: bool
    is_past: bool
    own: str  # the clause
    near: str  # from the verb to the person
    beside: str  # the same to the nearest comma: what somebody became or got
    thing: str  # the object of the verb with its adjectives, "" where there is none
    has_event: bool
    kind: str  # of the document
    is_told: bool  # «, что …» or «о …» behind the verb


def governed(scene: Scene) -> str | None:
    """By the verb whose subject, agent or object the person is: «рассказала», «вручил», «победил»."""
    verb = scene.verb
    if verb is None or parted(scene, verb) or _over_colon(scene, verb) or not in_same_bracket(scene, verb):
        return None
    if scene.is_subject and verb.tag.verb_form == "Inf" and not _is_future(scene, verb):
        return None  # «5. Провести собрания. Председатель Граб О. О.»
    lemma = verb_lemma(verb)
    if _is_comment(scene, verb, lemma):
        return "mentioned"
    if not scene.is_subject:
        return _as_object(scene, lemma)
    predicate = predicate_of(scene, verb)
    role = of_subject(predicate)
    return _of_purpose(scene, verb, predicate) or role if role in (None, "participant") else role


def predicate_of(scene: Scene, verb: Token) -> Predicate:
    """The verb with its surroundings, as a predicate of the person."""
    is_agent = scene.cases == {"ins"} and verb is scene.verb  # «Орловой А. А. были вручены грамоты»
    return Predicate(
        lemma=verb_lemma(verb),
        is_passive=(verb.tag.voice == "Pass" or verb.tag.variant == "Short") and not is_agent,
        is_past=verb.tag.tense == "Past",
        own=around(scene, verb),
        near=near(scene, verb),
        beside=beside(scene, verb),
        thing=thing_of(scene, verb),
        has_event=scene.has_event,
        kind=scene.kind,
        is_told=_is_told(scene, verb),
    )


def of_subject(predicate: Predicate) -> str | None:
    """The role that the predicate gives to its subject: «speaker» of «рассказала»; None where it gives none."""
    return next((role for rule in OF_SUBJECTS if (role := rule(predicate)) is not None), None)


def _of_purpose(scene: Scene, verb: Token, predicate: Predicate) -> str | None:
    """«Поздравить сельчан приехала Орлова А. А.», «успел рассказать Граб О. О.»: by the infinitive with the verb."""
    if predicate.lemma not in verbs.GOING_ON_TO or not scene.has_event:
        return None
    sentence = scene.analysis.sentences[verb.sentence]
    first, stop = max(sentence.first, verb.index - _PURPOSE_REACH), min(sentence.stop, verb.index + _PURPOSE_REACH)
    for token in scene.analysis.tokens[first:stop]:
        if token.tag.verb_form == "Inf" and token.head == verb.index:
            role = of_subject(predicate._replace(lemma=verb_lemma(token), is_passive=False))
            if role in ("speaker", "moderator"):
                return role
    return None


def _is_future(scene: Scene, verb: Token) -> bool:
    """True for «будет вести Граб О. О.», «готова рассказать Граб О. О.»: something before takes the infinitive."""
    for token in reversed(scene.analysis.tokens[max(0, verb.index - 4) : verb.index]):
        if token.text in ".;:!?" or token.sentence != verb.sentence:
            return False
        if token.pos in ("AUX", "VERB", "ADJ"):
            return True
    return False


def introduced(scene: Scene) -> str | None:
    """By the verb of the lead-in over a list or before a colon: «Занятия проведут: Орлова А. А., Граб О. О.»."""
    if scene.verb is not None and _stands_before(scene, scene.verb):
        return None
    lead = _lead_before(scene)
    for word in reversed(_WORD.findall(lead[-120:])):
        best = parses(word.lower())[0]
        if best.tag.POS == "INFN" or best.normal.replace("ё", "е") in verbs.SAYING:
            return None  # «предложила выбрать комитет: …», «директор отметил: …»
        if best.tag.POS == "PRTS" and best.normal in ("ознакомить", "уведомить", "согласовать"):
            return None  # «С приказом ознакомлены: …»
        if best.tag.POS in ("VERB", "PRTS") and best.tag.mood != "impr":
            return of_subject(_from_lead(scene, lead[-120:], best))
    return None


def _lead_before(scene: Scene) -> str:
    """What introduces the person: the words before a colon of the sentence, else the lead-in of the list.

    Semicolons between those introduced are passed: «Программу ведут: эксперт Орлов А. А.; юрист Граб О. О.».
    """
    text = without_asides(masked(scene.before))
    at = len(text)
    for _ in range(_MOST_COLONS):
        at = text.rfind(":", 0, at)
        if at < 0 or words.SENTENCE_STOP.search(text, at) is not None:
            break
        own = words.SENTENCE_STOP.split(text[max(0, at - 200) : at])[-1]
        if any(parses(word.lower())[0].tag.POS in ("VERB", "PRTS") for word in _WORD.findall(own)):
            return own
    return scene.lead if scene.opens else ""


def _from_lead(scene: Scene, lead: str, verb: Parse) -> Predicate:
    return Predicate(
        lemma=verb.normal.replace("ё", "е"),
        is_passive=verb.tag.POS == "PRTS",
        is_past=verb.tag.tense == "past",
        own=lead,
        near=lead,
        beside=lead,
        thing="",
        has_event=scene.has_event,
        kind=scene.kind,
        is_told=False,
    )


def _is_told(scene: Scene, verb: Token) -> bool:
    """True where «, что …», «, как …» or «о …» follows verb and person."""
    end = max(verb.end, scene.sighting.span.end)
    behind = scene.analysis.text[end : min(end + 70, scene.unit.end)].replace("\n", " ")
    between = scene.analysis.text[min(verb.end, scene.sighting.span.end) : end]
    return _TOLD.match(behind) is not None or (verb.end < end and _TOLD.match(between) is not None)


def _is_comment(scene: Scene, verb: Token, lemma: str) -> bool:
    """True for «Как рассказал Орлов А. А., …»: said to the press, not at the event."""
    if scene.kind in ("protocol", "resolution") or lemma not in _COMMENTING or verb.start > scene.sighting.span.start:
        return False
    at = verb.index - 1
    tokens = scene.analysis.tokens
    if at > 0 and tokens[at].low in ("нам", "также", "ранее", "позже"):
        at -= 1
    return at >= 0 and tokens[at].low == "как" and words.LED.search(near(scene, verb)) is None


def _as_object(scene: Scene, lemma: str) -> str | None:
    """«Наградили Орлову А. А.»; who is told something at an event takes part: «доложил главе Орлову А. А.»."""
    if lemma in awards.GIVING and scene.cases & {"acc", "dat"}:
        given = around(scene, scene.verb) if scene.verb is not None else ""
        return "awardee" if lemma != "вручить" or awards.NO_AWARD.search(given) is None else "participant"
    if lemma in verbs.NAMING and "acc" in scene.cases and scene.verb is not None:
        named = words.WINNER.search(around(scene, scene.verb)) is not None
        return "awardee" if named else None  # «лучшим докладчиком назвали Орлова Петра»
    told = lemma in verbs.SPEAKING or lemma in verbs.SAYING
    return "participant" if told and scene.has_event and scene.cases == {"dat"} else None


def _stands_before(scene: Scene, verb: Token) -> bool:
    """True for a verb before the person in the same clause."""
    is_before = verb.start < scene.sighting.span.start
    return is_before and not parted(scene, verb) and not _over_colon(scene, verb)


def _over_colon(scene: Scene, verb: Token) -> bool:
    """True where a colon stands between the verb and the person after it."""
    return ":" in scene.analysis.text[verb.end : scene.sighting.span.start]


def leads(predicate: Predicate) -> str | None:
    """«Собрание вёл Орлов А. А.», «секцией руководила Орлова А. А.»; who leads a jury only takes part."""
    lemma, own = predicate.lemma, predicate.own
    if lemma in verbs.ALWAYS_LEADING:
        return "moderator"
    if lemma not in verbs.LEADING:
        return None
    if verbs.JUDGING.search(own) is not None:
        return "participant"
    if verbs.MEETING_LED.search(predicate.thing) is not None:
        return "moderator"
    if lemma != "вести" and verbs.TALKS.search(predicate.thing) is not None:
        return None  # «На встрече мастер-класс провела Орлова А. А.»
    if lemma == "вести":
        taught = verbs.LESSON.search(predicate.near) is not None and words.LED.search(predicate.near) is None
        led = words.LED.search(own) is not None or verbs.BROADCAST.search(predicate.near) is not None
        if predicate.kind in _TELLING_OF_WORK and verbs.RECEPTION.search(own) is not None:
            return None  # «Приём ведёт медсестра Орлова А. А.»
        return "moderator" if led and not taught else None
    return "moderator" if words.LED.search(own) is not None else None


def becomes(predicate: Predicate) -> str | None:
    """«Модератором стал Орлов А. А.», «победителем стала Орлова Анна», «гостем встречи был Орлов А. А.»."""
    if predicate.lemma not in verbs.BECOMING and not (predicate.is_passive and predicate.lemma in verbs.NAMING):
        return None
    if words.CHAIR_NOUN.search(predicate.beside) is not None:
        return "moderator"
    if words.WINNER.search(predicate.beside) is not None:
        return "awardee"
    if predicate.has_event and verbs.SPEAKER_NOUN.search(predicate.beside) is not None:
        return "speaker"
    if predicate.has_event and _ORGANIZER.search(predicate.beside) is not None:
        return "participant"
    if predicate.lemma in ("выступить", "выступать"):
        return None
    if predicate.kind != "news" and verbs.IN_CHARGE_NOUN.search(predicate.beside) is not None:
        return "responsible"
    return "participant" if predicate.has_event and verbs.PART_NOUN.search(predicate.beside) is not None else None


def wins(predicate: Predicate) -> str | None:
    """«Второе место заняла Орлова Анна»; who got the right to drive first has won nothing."""
    if predicate.lemma in awards.WINNING_ALONE:
        return "awardee"
    if predicate.lemma in awards.WINNING and awards.AWARD.search(predicate.beside) is not None:
        return "awardee"
    if predicate.lemma == "получить" and awards.PRIZE.search(predicate.own) is not None:
        return "awardee"  # «грамоты партнёра, ООО „Заря“, получили …»
    came_in = awards.COMING_IN.get(predicate.lemma)
    if came_in is not None and came_in.search(predicate.own) is not None:
        return "awardee"
    showed = predicate.lemma in ("показать", "показывать", "продемонстрировать")
    return "awardee" if showed and awards.RESULT.search(predicate.own) is not None else None


def performs(predicate: Predicate) -> str | None:
    """«С концертной программой выступила Орлова Анна», «стихи прочитали Орлов Пётр и Граб Анна»."""
    if predicate.lemma in verbs.RECITING:
        return "participant" if verbs.RECITED.search(predicate.own) is not None else None
    if predicate.lemma not in ("выступить", "выступать"):
        return None
    return "participant" if verbs.PERFORMANCE.search(predicate.near) is not None else None


def answers_for(predicate: Predicate) -> str | None:
    """«Контроль осуществляет Орлов А. А.», «за сбор заявок отвечает Орлова А. А.»."""
    if predicate.lemma not in verbs.RUNNING or predicate.is_past or predicate.kind == "news":
        return None
    if predicate.lemma == "отвечать":
        return "responsible" if words.CHARGED.search(predicate.own) is not None else None
    if (
        predicate.lemma in verbs.ALONE_IN_CHARGE
        or predicate.kind == "order"
        or verbs.CHARGE.search(predicate.own) is not None
    ):
        return "responsible"
    return None


def speaks(predicate: Predicate) -> str | None:
    """«Рассказала Орлова А. А.» anywhere, «отметила Орлова А. А.» where the document tells of an event."""
    raised = _SAYING_WITH.get(predicate.lemma)
    if raised is not None and raised.search(predicate.thing or predicate.own) is None:
        return None  # «флаг подняла Орлова А. А.»
    if predicate.lemma in verbs.SPEAKING:
        is_shown = predicate.lemma not in verbs.SHOWING or verbs.SHOWN.search(predicate.own) is not None
        if is_shown or predicate.has_event or predicate.kind == "news":
            return "speaker"
    at_event = predicate.has_event or predicate.kind not in _TELLING_OF_WORK
    if predicate.kind in _TELLING_OF_WORK and not predicate.is_past and not predicate.is_passive:
        at_event = False  # «Уроки проводят Орлова А. А. и Граб О. О.»: all the year
    if at_event and predicate.lemma in verbs.GIVING_TALKS and verbs.TALKS.search(predicate.own) is not None:
        return "speaker"
    if (
        predicate.lemma in verbs.SAYING
        and predicate.has_event
        and not predicate.is_passive
        and predicate.kind != "order"
    ):
        return "speaker" if verbs.ELSEWHERE.search(predicate.own) is None else "mentioned"
    return None


def represents(predicate: Predicate) -> str | None:
    """«Район на слёте представляла Орлова Анна»: takes part, where «опыт района представила» speaks."""
    if predicate.lemma not in ("представить", "представлять") or predicate.is_passive:
        return None
    return "participant" if verbs.SIDE.search(predicate.own) is not None else None


def brings_a_talk(predicate: Predicate) -> str | None:
    """«С презентацией на сцену вышла Орлова А. А.», «слово получил Граб О. О.» at an event."""
    if not predicate.has_event or predicate.is_passive or predicate.kind in _TELLING_OF_WORK:
        return None
    if predicate.lemma in ("получить", "иметь", "просить") and _THE_FLOOR.search(predicate.own) is not None:
        return "speaker"
    comes = predicate.lemma in verbs.GOING_ON_TO or predicate.lemma in _STEPPING_UP
    return "speaker" if comes and _WITH_A_TALK.search(predicate.beside) is not None else None


def tells(predicate: Predicate) -> str | None:
    """Any verb with «, что …» or «о …» at an event: «посетовал, что нет дороги, Орлов А. А.»."""
    if not predicate.has_event or predicate.is_passive or predicate.kind in _TELLING_OF_WORK:
        return None
    if predicate.lemma in verbs.MINDING or verbs.ELSEWHERE.search(predicate.own) is not None:
        return None
    return "speaker" if predicate.is_told else None


def gives(predicate: Predicate) -> str | None:
    """«Награждён Орлов Пётр»; who hands the awards out takes part."""
    if predicate.lemma in awards.GIVING and predicate.is_passive:
        return "awardee"
    if predicate.lemma in ("избрать", "выбрать") and predicate.is_passive:
        return "participant"
    return "participant" if predicate.lemma in awards.HANDING else None


def attends(predicate: Predicate) -> str | None:
    """«Форум посетил Орлов А. А.», «в жюри вошли Орлова А. А. и Граб О. О.»."""
    if predicate.lemma not in verbs.ATTENDING or predicate.is_passive:
        return None
    if predicate.lemma == "принять" and "участи" not in predicate.own.lower():
        return None
    if predicate.lemma in ("принять", "участвовать") and verbs.DEBATE.search(predicate.own) is not None:
        return "speaker"  # «в прениях приняли участие …», «в обсуждении участвовали …»
    return "participant" if predicate.has_event or predicate.lemma in verbs.INSPECTING else None


OF_SUBJECTS: tuple[Callable[[Predicate], str | None], ...] = (
    leads,
    becomes,
    wins,
    performs,
    answers_for,
    gives,
    represents,
    speaks,
    brings_a_talk,
    attends,
    tells,
)
_COMMENTING = frozenset(
    ["рассказать", "рассказывать", "сообщить", "сообщать", "пояснить", "пояснять", "объяснить", "уточнить", "уточнять"]
)
# «, что …», «о ремонте …» right behind verb and person
_TOLD = re.compile(r"[^.;:!?«»]{0,60}?(?:,\s(?:что|как|почему|зачем|чтобы)\s|\s(?:об?|обо)\s[а-яё])")
_ORGANIZER = re.compile(
    r"(?:инициатор|организатор|спонсор|партн[её]р|учредител|мецената?)(?:ом|ами|ем|ями)\b", re.IGNORECASE
)
_STEPPING_UP = ("подняться", "подключиться", "присоединиться", "появиться", "обращаться", "выходить", "приезжать")
_THE_FLOOR = re.compile(r"\bслово\b", re.IGNORECASE)
_WITH_A_TALK = re.compile(
    r"\bсо?\s(?:[а-яё]+(?:ой|ым|им|ей|ими|ыми)\s){0,2}(?:докладом|сообщением|презентаци(?:ей|ями)|речью|словом"
    r"|лекцией|обращением"
    r"|приветствием|отч[её]том|информацией|инициативой|предложением)\b",
    re.IGNORECASE,
)
_TELLING_OF_WORK = ("report", "certificate", "order")  # «занятия кружка ведёт Орлова А. А.»
_RAISED = re.compile(r"вопрос|\bтем[ыауе]|проблем|тост", re.IGNORECASE)
_SET = re.compile(r"вопрос|задач|\bцел[ьи]|точк|проблем|пример|оценк|акцент", re.IGNORECASE)
_BROUGHT = re.compile(r"предложени|ясност|инициатив|поправк|дополнени|замечани|корректив", re.IGNORECASE)
_CITED = re.compile(
    r"пример|данн|цифр|факт|статистик|слов[ао]?\b|аргумент|довод|показател|сведени|цитат|результат", re.IGNORECASE
)
_READ = re.compile(
    r"лекци|доклад|сообщени|курс|послани|обращени|приветстви|письм|молитв|проповед|отч[её]т|приказ", re.IGNORECASE
)
# verbs that say something only with such an object
_SAYING_WITH = {
    "прочитать": _READ,
    "начать": re.compile(r"дискусси|разговор|обсуждени|выступлени|\bпрени|бесед|доклад|рассказ", re.IGNORECASE),
    "защитить": re.compile(r"проект|работ|доклад|диссертац|бизнес-план|инициатив", re.IGNORECASE),
    "поднять": _RAISED,
    "поднимать": _RAISED,
    "поставить": _SET,
    "ставить": _SET,
    "внести": _BROUGHT,
    "вносить": _BROUGHT,
    "привести": _CITED,
    "ввести": re.compile(r"в курс", re.IGNORECASE),
    "привлечь": re.compile(r"внимани", re.IGNORECASE),
}
_PURPOSE_REACH = 12  # tokens between a verb and its infinitive
_MOST_COLONS = 3  # «тема:» may stand between the lead-in and the person
_WORD = re.compile(r"[а-яё-]{4,}", re.IGNORECASE)
