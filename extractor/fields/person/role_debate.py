"""Who says something in the debate that a protocol writes down: «ГОВОРИЛИ: Орлов о жалобах. Инженер Граб О. – о смете».

Decides by the last heading of the protocol above the name, of a debate or of what was decided, and by what follows
the name. Leaves reports to `event_roles.heard` and verbs to `predicates.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person.scene import Scene, in_brackets, no_verb


def debates(scene: Scene) -> str | None:
    """«Вопросы: Орлов А. А. – когда откроют зал?», «СЛУШАЛИ: …⏎Граб О. О. – взыскано 20 млн»."""
    if scene.kind not in ("protocol", "resolution") or in_brackets(scene):
        return None
    if _SAYS.match(scene.after) is None or not _opens_sentence(scene):
        return None
    end = scene.analysis.tokens[scene.head].start
    headings = [*_HEADINGS.finditer(scene.analysis.text, max(0, end - _LONGEST_DEBATE), end)]
    if headings and headings[-1]["debate"] is not None:
        return "speaker"
    about = _ABOUT.match(scene.after) is not None and scene.unit.number is not None
    return "speaker" if about and not (headings and headings[-1]["decision"] is not None) else None


def _opens_sentence(scene: Scene) -> bool:
    """True where the name or its post opens a line or a sentence, or follows the heading of the debate."""
    start = scene.analysis.tokens[scene.head].start
    own = scene.analysis.text[max(scene.unit.body, start - 60) : start]
    if not own.strip() or own.rstrip(" ").endswith("\n"):
        return True
    if _HEADING_ENDS.search(own) is not None:
        return no_verb(scene, scene.sighting.span.start - start)
    return _SENTENCE_ENDS.search(own) is not None


_LONGEST_DEBATE = 3000  # characters of one debate
_DEBATE = (
    "слушали заслушали выступили выступил выступила выступающие говорили высказались вопросы вопрос ответ ответы"
    " замечания предложения прения реплики обсуждение обсудили обсуждали докладывали мнения дополнили"
    " сообщения информировали"
)
_DECISION = "решили решение постановили поручения рекомендовать поручить предложено голосовали"
_OTHER = "присутствовали присутствуют приглашены приглашённые повестка отсутствовали отсутствуют избрали были был"


def _either(words_: str) -> str:
    """The words as they open a heading: «Слушали», «СЛУШАЛИ»."""
    return "|".join(f"{word.capitalize()}|{word.upper()}" for word in words_.split())


_HEADINGS = re.compile(
    rf"\b(?:(?P<debate>{_either(_DEBATE)}|В прениях|В обсуждении|Ход (?:собрания|заседания|обсуждения))"
    rf"|(?P<decision>{_either(_DECISION)})|(?:{_either(_OTHER)}))"
    r"(?=[^\n.]{0,60}:|\s*\n|\s+по вопросу)"
)
_HEADING_ENDS = re.compile(r"[А-ЯЁа-яё]{4,}\s*:\s*[–—-]?\s*$")
_SENTENCE_ENDS = re.compile(r"(?:[.!?;]|\s[–—])\s+$")
# «– о ремонте», «: взыскано 20 млн», «о кассе», «(библиотека) предложил»
_SAYS = re.compile(r"\s*(?:\([^()\n]{1,80}\)|,[^:;\n–—]{1,80}?)?\s*(?:[:]|\s[–—-]|\sоб?\s|\sпро\s)\s*\S")
_ABOUT = re.compile(r"\s*(?:\([^()\n]{1,80}\)|,[^:;\n–—]{1,80}?)?\s[–—-]\s*об?\s")  # «– о плане работы»
