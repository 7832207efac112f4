"""Who is quoted: «Орлова А. А.: „Мы ждали форума“», «По словам Орлова А. А.», replies in a protocol, «Он рассказал …».

Decides by quotation marks, colons and the sentence behind the name. Leaves verbs to `predicates.py` and debates
of a protocol to `role_debate.py`.
"""

from __future__ import annotations

from extractor.fields.person import predicate_words as verbs
from extractor.fields.person import words
from extractor.fields.person.scene import Scene, in_brackets
from extractor.russian.morphology import parses


def quotes(scene: Scene) -> str | None:
    """«Орлова А. А.: „Мы ждали форума“», «„Мы ждали форума“, – Орлова А. А.» in news of an event."""
    if not scene.has_event or "nom" not in scene.cases:
        return None
    before = scene.analysis.text[
        max(scene.unit.start, scene.analysis.tokens[scene.head].start - 30) : scene.analysis.tokens[scene.head].start
    ]
    if (
        _is_quoted_next(scene)
        or words.QUOTE_AFTER.match(scene.after) is not None
        or words.QUOTE_BEFORE.search(before) is not None
    ):
        return "speaker"
    return None


def _is_quoted_next(scene: Scene) -> bool:
    """True for «Парад принял Орлов А. А. „Мы начинали с лодок“, – сказал он.»: a quotation follows."""
    if scene.kind != "news" or in_brackets(scene):
        return False
    found = words.QUOTED_NEXT.match(scene.analysis.text, scene.sighting.span.end, scene.unit.end)
    return found is not None


def in_his_speech(scene: Scene) -> str | None:
    """«В своём выступлении Орлова А. А. …»."""
    return "speaker" if words.IN_SPEECH.search(scene.clause) is not None else None


def replies(scene: Scene) -> str | None:
    """«Орлов А. А.: необходимо усилить контроль», «Вопрос Орловой А. А.: когда начнётся ремонт?» in a protocol."""
    if scene.kind != "protocol":
        return None
    if words.REPLY_IN_BRACKETS.search(scene.before[-120:]) is not None:
        return "speaker"
    if words.REPLY_AFTER.match(scene.after) is None:
        return None
    own = scene.analysis.text[scene.unit.body : scene.analysis.tokens[scene.head].start]
    return "speaker" if not own.strip() or words.REPLY_BEFORE.match(own[-80:]) is not None else None


def continued(scene: Scene) -> str | None:
    """«Слово взял глава Орлов А. А. Он рассказал …», «гостем был Орлов А. А., который поделился …»."""
    found = words.CONTINUED.match(scene.after)
    if found is None:
        return None
    lemma = parses(found["verb"].lower())[0].normal.replace("ё", "е")
    told = lemma in verbs.SPEAKING or (lemma in verbs.SAYING and scene.has_event)
    return "speaker" if told and scene.kind != "order" else None


def quoted_as(scene: Scene) -> str | None:
    """«По словам директора Орловой А. А., …» in news of an event."""
    if not scene.has_event or scene.kind in ("letter", "report", "certificate", "order"):
        return None
    return "speaker" if words.QUOTED_AS.search(scene.clause) is not None else None
