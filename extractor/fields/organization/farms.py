"""Farms that are called by their farmer: «КФХ Иванов И. И.», «крестьянское (фермерское) хозяйство Петровой А. А.».

Decides which letters and words are a farm's and where the farmer's name ends. Leaves farms with a name in quotes
to `spans.py` and `heads.py`; a sole trader («ИП Котов А. А.») is a person.
"""

from __future__ import annotations

from extractor.fields.organization.candidates import Candidate, candidate
from extractor.fields.organization.names import official_name
from extractor.fields.organization.noun_phrases import is_given_name
from extractor.fields.organization.scene import Scene


def farm_by_letters(scene: Scene, i: int) -> list[Candidate]:
    """«КФХ Иванов И. И.», «К(Ф)Х И. И. Иванова» at token `i`; «глава КФХ Иванов И. И.» names the person."""
    begin = _after_letters(scene, i)
    if begin is None or (i and scene.tokens[i - 1].lemma in _HEADS):
        return []
    stop = farmer_stop(scene, begin)
    return [candidate(scene, i, stop, "farm", kind="company")] if stop > begin else []


def farm_by_words(scene: Scene, first: int, i: int) -> list[Candidate]:
    """«крестьянское (фермерское) хозяйство Котова И. И.», whose noun is at token `i`."""
    words = {token.lemma for token in scene.tokens[first:i]}
    if not words & _SORTS or (first and scene.tokens[first - 1].lemma in _HEADS):
        return []
    stop = farmer_stop(scene, i + 1)
    if stop == i + 1:
        return []
    name = f"{official_name(scene.text(first, i + 1))} {scene.text(i + 1, stop)}"
    return [candidate(scene, first, stop, "farm", kind="company", name=name)]


def farmer_stop(scene: Scene, begin: int) -> int:
    """The end of a person's name from `begin` on, or `begin`: «Котов И. И.», «И. И. Котова», «Котова Ивана»."""
    j = _after_initials(scene, begin)
    if j >= scene.stop_of_unit(begin - 1) or not _is_name(scene, j):
        return begin
    if j > begin:
        return j + 1
    stop = _after_initials(scene, j + 1)
    while stop == j + 1 < min(scene.stop_of_unit(begin), begin + 3) and is_given_name(scene.tokens[stop].low):
        j, stop = stop, stop + 1  # «Котова Ивана Петровича»
    return stop


def _after_letters(scene: Scene, i: int) -> int | None:
    if scene.tokens[i].text in ("КФХ", "КХ"):
        return i + 1
    stop = i + len(_SPACED)
    spelled = stop < scene.stop_of_unit(i) and tuple(t.text for t in scene.tokens[i:stop]) == _SPACED
    return stop if spelled else None


def _after_initials(scene: Scene, j: int) -> int:
    """The index after «И. И.» at token `j`."""
    last = min(scene.stop_of_unit(j - 1), j + 4)
    while j + 1 < last and len(scene.tokens[j].text) == 1 and scene.tokens[j].text.isupper():
        if scene.tokens[j + 1].text != ".":
            break
        j += 2
    return j


def _is_name(scene: Scene, j: int) -> bool:
    word = scene.tokens[j].text
    return all(part.istitle() and len(part) > 1 for part in word.split("-"))


_SPACED = ("К", "(", "Ф", ")", "Х")
_HEADS = frozenset({"глава", "руководитель", "председатель", "владелец"})
_SORTS = frozenset({"крестьянский", "фермерский", "крестьянско-фермерский"})
