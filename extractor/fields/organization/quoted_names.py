"""Where a quoted name ends, and names of bodies inside names: «филиал ПАО „Связь“».

Decides the end of a name whose last mark is missing, and which heads are a part of the body that is named behind
them. Leaves the phrase around them to `phrases.py`.
"""

from __future__ import annotations

from extractor.fields.organization.noun_phrases import territory_by
from extractor.fields.organization.numbers import NUMBER_SIGNS
from extractor.fields.organization.scene import Scene
from extractor.russian.abbreviations import is_abbreviation
from extractor.russian.bodies import head_noun
from extractor.russian.legal_forms import legal_form


def quote_stop(scene: Scene, opening: int) -> int | None:
    """Where the name in quotes ends, also where its last mark is missing; None for no name at all."""
    stop = scene.quoted[opening]
    if opening not in scene.unclosed or (stop > opening + 1 and _is_nested(scene, opening)):
        return stop if 2 < stop - opening <= 60 else None
    j = opening + 1
    last = scene.stop_of_unit(opening)
    while j < last and j - opening <= 12:
        token = scene.tokens[j]
        if token.text in ",;:(|" or j in scene.persons or j in scene.quoted:
            break
        j += 1
        if scene.tokens[j - 2].text in NUMBER_SIGNS or (token.text == "." and scene.tokens[j - 2].low != "им"):
            break
    while j > opening + 1 and scene.tokens[j - 1].text in ".-–":
        j -= 1
    return j if j > opening + 1 else None


def _is_nested(scene: Scene, opening: int) -> bool:
    """Whether the quote inside an unclosed one belongs to it: «Музей «Поляна», not «Сад № 3, школа «Луч»."""
    inner = next((k for k in range(opening + 1, scene.quoted[opening]) if k in scene.quoted), opening)
    between = scene.tokens[opening + 1 : inner]
    if len(between) == 1 and legal_form(between[0].text) is not None:
        return True  # «УК «Уют»
    return not any(t.text in (",", ";", "(") or legal_form(t.text) is not None for t in between)


def is_branch(scene: Scene, head: int) -> bool:
    """«филиал», «отделение», «первичная профсоюзная организация»: part of the body that is named behind."""
    noun = head_noun(scene.tokens[head].text)
    if noun is None:
        return False
    near = [scene.tokens[k].low for k in (head - 1, head + 1) if 0 <= k < len(scene.tokens)]
    is_union = noun.lemma == "организация" and any(low.startswith("профсоюз") for low in near)
    return is_union or noun.lemma in _BRANCHES


def form_stop(scene: Scene, j: int) -> int | None:
    """The end of a short form and its quoted name: «ФГБОУ ВО „Университет“»; None where no quotes come."""
    for k in range(j + 1, min(scene.stop_of_unit(j), j + 5)):
        if k in scene.quoted:
            return quote_stop(scene, k)
        if not is_abbreviation(scene.tokens[k].text):
            return None
    return None


def letters_stop(scene: Scene, j: int) -> int:
    """The end of letters in a row from token `j` on and of their territory."""
    while j < scene.stop_of_unit(j) and j + 1 < len(scene.tokens) and is_abbreviation(scene.tokens[j].text):
        j += 1
    return territory_by(scene, j) if j < len(scene.tokens) else j


_BRANCHES = frozenset({"филиал", "отделение", "представительство"})
