"""Roles by a label over several names: «Разработчики: Орлова А. А., методист; Граб О. О.», or on the line above.

Decides what stands as a label over the second and later names too, and over a cell whose heading is a line of its
own («Контроль⏎Директор Граб О. О.»). Leaves labels right before one name to `paper_roles.py` and `event_roles.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person import words
from extractor.fields.person.paper_words import PHONE_IN_BRACKETS
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.scene import Scene, is_late, masked, unit_text


def under_label(scene: Scene) -> str | None:
    """By the label over a list of names, in the same paragraph or above it."""
    if scene.timetable or PHONE_IN_BRACKETS.match(scene.after) is not None:
        return None  # «Участники дискуссии: …» of a programme speak
    verb = scene.verb
    if verb is not None and scene.is_subject and verb.start > scene.sighting.span.end:
        return None  # «Отв. Орлов А. А.⏎3. Граб О. О. предложил …»
    label = _label_in_line(scene) or _line_above(scene)
    if not label:
        return None
    label = _NUMBER.sub("", label)
    role = next((role for pattern, role in _LABELS if pattern.match(label) is not None), None)
    if role == "responsible" and (scene.kind in ("news", "resolution") or _may_be_drawn_up(scene, label)):
        return None
    return role


def ends_plan_item(scene: Scene) -> str | None:
    """«3. Встреча с ветеранами – октябрь – Орлова А. А., Граб О. О.» in a plan: who answers stands last."""
    if scene.kind != "program" or scene.timetable or scene.unit.number is None or "nom" not in scene.cases:
        return None
    if scene.unit.end - scene.unit.start > _LONGEST_ITEM:
        return None
    own = scene.analysis.text[scene.unit.body : scene.analysis.tokens[scene.head].start]
    if len(own.strip()) < _SHORTEST_DEED or _LAST_PART.search(masked(own)) is None:
        return None
    tokens = scene.analysis.tokens_between(scene.unit.body, scene.unit.end)
    if any(is_verb(token) and token.tag.verb_form == "Fin" for token in tokens):
        return None
    return "responsible" if _NOTHING_BUT_NAMES.fullmatch(scene.after.split("\n")[0]) is not None else None


def _may_be_drawn_up(scene: Scene, label: str) -> bool:
    """True for «Исполнитель: Орлова А. А.» at the foot of a paper."""
    return is_late(scene) and (scene.kind != "program" or "сполнител" in label)


def _label_in_line(scene: Scene) -> str:
    """«Ответственные за разработку» of «Ответственные за разработку: Орлова А. А.; Граб О. О.»."""
    text = masked(scene.before)
    at = text.rfind(":")
    if at < 0 or words.SENTENCE_STOP.search(text, at) is not None:
        return ""
    tokens = scene.analysis.tokens_between(scene.sighting.span.start - len(text) + at, scene.sighting.span.start)
    if any(is_verb(token) for token in tokens):
        return ""
    return words.SENTENCE_STOP.split(text[:at].rsplit("\n", 1)[-1])[-1].strip(" –—-•*\t")


def _line_above(scene: Scene) -> str:
    """«Контроль» where the name or its post opens the line below it; the lead-in of a list with its colon."""
    own = scene.before.rsplit("\n", 1)
    if scene.sighting.span.start - _line_start(scene) > _LONGEST_LINE:
        return ""
    if any(is_verb(token) for token in scene.analysis.tokens_between(_line_start(scene), scene.sighting.span.start)):
        return ""
    if scene.lead and len(scene.lead) < _LONGEST:
        return scene.lead.rstrip().removesuffix(":").strip(" –—-•*\t")
    above = own[0].rsplit("\n", 1)[-1] if len(own) > 1 else unit_text(scene.analysis, scene.unit.index - 1)
    line = above.strip(" :–—-•*\t")
    return line if len(line) < _LONGEST and _LINE.fullmatch(line) is not None and _opens_line(scene) else ""


def _line_start(scene: Scene) -> int:
    at = scene.sighting.span.start
    return max(scene.unit.start, scene.analysis.text.rfind("\n", max(0, at - _LONGEST_LINE - 1), at) + 1)


def _opens_line(scene: Scene) -> bool:
    return scene.analysis.tokens[scene.head].start <= _line_start(scene) + 3


_SHORTEST_DEED = 8  # characters of what is to be done
_LAST_PART = re.compile(r"(?:\s[–—-]|\(|[–—-]\s[^–—()]{1,120},)\s*$")
_NOTHING_BUT_NAMES = re.compile(r"[\s.,;)]*(?:[А-ЯЁа-яё][\w-]*[\s.,;)]+){0,8}(?:[А-ЯЁа-яё][\w-]*)?")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.)\s*")
_LONGEST_LINE = 400  # characters of a line before a name that are looked at
_LONGEST_ITEM = 700  # characters of an item of a plan
_LONGEST = 90  # characters of a label
_LINE = re.compile(
    r"(?:контроль(?: за [\w ]{3,60})?|разработчик\w*(?: [\w ]{3,40})?|ответственн\w+(?: [\w ]{3,60})?"
    r"|исполнител\w+(?: [\w ]{3,40})?|координатор\w*(?: [\w ]{3,40})?|руководител\w+ (?:программ|проект)\w*"
    r"|авторы? (?:программ|проект)\w*|составител\w+(?: [\w ]{3,40})?)",
    re.IGNORECASE,
)
_LABELS = (
    (
        re.compile(
            r"(?:контроль\b|(?:основн\w+ |главн\w+ )?(?:разработчик|исполнител|соисполнител)"
            r"|ответственн\w+\b(?! секретар)|отв\.|координатор\w*\b(?! конкурс)"
            r"|руководител\w+ (?:программ|проект)|куратор)",
            re.IGNORECASE,
        ),
        "responsible",
    ),
    (
        re.compile(
            r"(?:(?:члены|состав)\w* (?:жюри|счётной|счетной|экспертн|конкурсной|мандатной)|жюри\b|счётн\w+ комисси"
            r"|счетн\w+ комисси|мандатн\w+ комисси|судь[ия]\b|судейская коллегия"
            r"|(?:утвердить|создать|назначить) (?:состав )?(?:жюри|судейск)\w*)",
            re.IGNORECASE,
        ),
        "participant",
    ),
)
