"""Who won with a team, and medals told without a verb: «Победила команда лицея (Анна Рыкова, Илья Граб)».

Decides by what the sentence, or the one before it, says of the team. Leaves single winners to `predicates.py` and
lists of results to `role_results.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person import words
from extractor.fields.person.role_results import TELLING
from extractor.fields.person.scene import Scene, in_brackets, masked
from extractor.fields.person.verbs import verb_lemma
from extractor.fields.person.words import Clue


def of_winning_team(scene: Scene) -> str | None:
    """«Первое место заняла команда лицея (Анна Рыкова, Илья Граб)»; the leader in the brackets is only named."""
    if scene.kind not in TELLING or not in_brackets(scene):
        return None
    opening = scene.clause.rfind("(")
    own, inside = scene.clause[:opening], scene.clause[opening:]
    if words.COACH.search(inside) is not None or _POST.search(inside) is not None or scene.head < scene.sighting.first:
        return None
    return "awardee" if _TEAM.search(own) is not None and _WON.search(own) is not None else None


def for_team(scene: Scene) -> str | None:
    """«За команду выступали Анна Рыкова и Илья Граб»: with a prize if the text just said that the team won."""
    if scene.verb is None or not scene.is_subject or verb_lemma(scene.verb) not in _COMPETING:
        return None
    own = scene.clause + scene.after[:100]
    if _FOR_TEAM.search(own) is None:
        return None
    told = masked(scene.before)[-_SENTENCE_BEFORE:]
    return "awardee" if _WON.search(told) is not None else "participant"


def medal(scene: Scene) -> str | None:
    """«золото – Анна Рыкова и Илья Граб, бронза – у Яны Лось»."""
    return "awardee" if _MEDAL.search(scene.clause) is not None else None


def among_winners(scene: Scene) -> str | None:
    """«Жюри назвало победителей. В младшей группе это Анна Рыкова, в старшей – Илья Граб»: no more is told."""
    if scene.kind not in TELLING or "nom" not in scene.cases or in_brackets(scene) or not _is_idle(scene):
        return None
    if scene.head < scene.sighting.first or _POST.search(scene.after[:_POST_BEHIND]) is not None:
        return None
    told = masked(scene.before)[-_SENTENCE_BEFORE:] + scene.lead[-_SENTENCE_BEFORE:]
    return "awardee" if _WINNERS.search(told) is not None else None


def _is_idle(scene: Scene) -> bool:
    """Whether no verb tells what the person does: «в старшей – Илья Граб», «это была Анна Рыкова»."""
    return scene.verb is None or not scene.is_subject or verb_lemma(scene.verb) in ("быть", "являться")


_SENTENCE_BEFORE = 250  # characters in which the victory was told
_COMPETING = frozenset(
    ["выступить", "выступать", "играть", "сыграть", "бороться", "состязаться", "бежать", "соревноваться", "биться"]
)
_POST_BEHIND = 60  # characters behind a name in which his post would stand
_WINNERS = Clue(
    "побед приз лауреат чемпион дипломант",
    re.compile(
        r"\b(?:победителей|победители|победителями|приз[её]ров|приз[её]ры|приз[её]рами|лауреат(?:ов|ы|ами)"
        r"|дипломант(?:ов|ы|ами)|чемпион(?:ов|ы|ами))\b",
        re.IGNORECASE,
    ),
)
_POST = re.compile(r"\b(?:директор|глав[аы]|заведующ|начальник|капитан|председатель)", re.IGNORECASE)
_TEAM = Clue(
    "команд сборн дружин экипаж звен отряд дуэт тройк пар трио коллектив",
    re.compile(
        r"\b(?:команд|сборн|дружин|экипаж|звен|отряд|дуэт|трио|тройк)\w*\b|\bпар[ауые]\b|\bколлектив\w*\b",
        re.IGNORECASE,
    ),
)
_FOR_TEAM = re.compile(
    r"\b(?:за (?:команду|сборную|район|город|область|школу|лицей|колледж|честь|свою|наш[уи])|в составе команды"
    r"|честь (?:район|школ|город|сел|област)\w*)\b",
    re.IGNORECASE,
)
_WON = Clue(
    "мест побед приз чемпион лауреат перв втор трет выигр завоев золот серебр бронз кубок кубк",
    re.compile(
        r"\b(?:перв|втор|треть|призов|почётн|почетн|[IV1-3]{1,3})\w*\s+(?:общекомандн\w+\s)?мест|\bпобедил|\bпобедител"
        r"|\bпобеду|\bприз[её]р|\bчемпион\w*\b|\bлауреат|\bвыигра|\bзавоева|\bзолот|\bсеребр|\bбронз|\bкубо?к",
        re.IGNORECASE,
    ),
)
_MEDAL = Clue(
    "золот серебр бронз первое второе третье",
    re.compile(
        r"\b(?:золот|серебр|бронз)\w*(?:\s(?:медал|призёр|призер|наград|знач)\w*)?\s*(?:[-–—:]\s*(?:у\s)?|\sу\s)[^.;:!?()]{0,80}$"
        r"|\b(?:перв|втор|треть)\w+(?:\sмест\w+)?\s*(?:[-–—]\s*(?:у\s)?|\sу\s)[^.;:!?()]{0,60}$",
        re.IGNORECASE,
    ),
)
