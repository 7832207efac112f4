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
    return "speaker" if headings and headings[-1]["debate"] is not None else None


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
_HEADINGS = re.compile(
    r"\b(?:(?P<debate>[СC]лушали|[СC]ЛУШАЛИ|З?аслушали|ЗАСЛУШАЛИ|Заслушали|[ВB]ыступил[аи]?|[ВB]ЫСТУПИЛ[АИ]?"
    r"|Выступающие|Говорили|ГОВОРИЛИ"
    r"|Высказались|ВЫСКАЗАЛИСЬ|Вопросы|ВОПРОСЫ|Вопрос|ВОПРОС|Ответы?|ОТВЕТЫ?|Замечания|ЗАМЕЧАНИЯ|Предложения"
    r"|ПРЕДЛОЖЕНИЯ"
    r"|Прения|ПРЕНИЯ|Реплики|РЕПЛИКИ|Обсуждение|ОБСУЖДЕНИЕ|Обсудили|ОБСУДИЛИ|Обсуждали|ОБСУЖДАЛИ|Докладывали"
    r"|ДОКЛАДЫВАЛИ"
    r"|Мнения|МНЕНИЯ|Дополнили|ДОПОЛНИЛИ|Сообщения|СООБЩЕНИЯ|Информировали|ИНФОРМИРОВАЛИ|В прениях|В обсуждении"
    r"|Ход (?:собрания|заседания|совещания|обсуждения))"
    r"|Решили|РЕШИЛИ|Решение|РЕШЕНИЕ|Постановили|ПОСТАНОВИЛИ|Поручения|ПОРУЧЕНИЯ|Присутств\w+|ПРИСУТСТВ\w+|Приглаш\w+"
    r"|ПРИГЛАШ\w+|Повестка|ПОВЕСТКА|Голосовали|ГОЛОСОВАЛИ|Рекомендовать|Предложено|Поручить|Избра\w+"
    r"|Отсутств\w+|Был[иа]?)"
    r"(?=[^\n.]{0,60}:|\s*\n|\s+по вопросу)",
)
_HEADING_ENDS = re.compile(r"[А-ЯЁа-яё]{4,}\s*:\s*[–—-]?\s*$")
_SENTENCE_ENDS = re.compile(r"(?:[.!?;]|\s[–—])\s+$")
# «– о ремонте», «: взыскано 20 млн», «о кассе», «(библиотека) предложил»
_SAYS = re.compile(r"\s*(?:\([^()\n]{1,80}\)|,[^:;\n–—]{1,80}?)?\s*(?:[:]|\s[–—-]|\sоб?\s|\sпро\s)\s*\S")
