"""Trade unions: a letterhead of two lines is one branch, «крайком профсоюза» is its committee.

Decides what «ПРОФСОЮЗ РАБОТНИКОВ КУЛЬТУРЫ⏎ЗАРЕЧНАЯ КРАЕВАЯ ОРГАНИЗАЦИЯ» is called. Leaves all other names
to `heads.py`.
"""

from __future__ import annotations

from extractor.fields.organization.candidates import Candidate, candidate
from extractor.fields.organization.names import official_name
from extractor.fields.organization.scene import Scene, adjective_cases
from extractor.russian.morphology import parses


def union_letterhead(scene: Scene, first: int, head: int, stop: int) -> list[Candidate]:
    """The branch whose union stands in capitals on tokens `first` … `stop - 1`, the branch on the next line."""
    if not scene.tokens[head].text.isupper() or stop >= len(scene.tokens):
        return []
    end = scene.stop_of_unit(stop)
    line = scene.tokens[stop:end]
    below = scene.tokens[stop].unit - scene.tokens[stop - 1].unit
    if below > 1 or not 2 <= len(line) <= 6 or line[-1].lemma != "организация":
        return []
    if not all(token.text.isupper() and adjective_cases(token.low) for token in line[:-1]):
        return []
    union = official_name(scene.text(first, stop)).split(" ")
    size = head - first + 1
    name = " ".join([official_name(scene.text(stop, end)), *map(_genitive, union[:size]), *union[size:]])
    return [candidate(scene, first, end, "union_letterhead", kind="association", name=name, head="организация")]


def _genitive(word: str) -> str:
    """«Общероссийский» and «профсоюз» as the name of a branch has them."""
    for parse in parses(word.lower()):
        formed = parse.raw.inflect({"gent", "sing"}) if parse.tag.case == "nomn" else None
        if formed is not None:
            return str(formed.word).capitalize() if word[:1].isupper() else str(formed.word)
    return word
