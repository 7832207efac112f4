"""Names that are nothing but a title in quotes: «Наука Севера», № 21; сообщили «Вестям Заречья»; за «Динамо».

Decides which quoted titles are bodies. Leaves titles with a legal form or a head before them to `spans.py`
and `heads.py`.
"""

from __future__ import annotations

import re

from extractor.analysis import Token
from extractor.fields.organization.candidates import Candidate, candidate, kind_of
from extractor.fields.organization.heads import quoted_phrase
from extractor.fields.organization.names import official_name
from extractor.fields.organization.noun_phrases import place_after
from extractor.fields.organization.scene import Scene
from extractor.fields.organization.title_words import TELLING, TITLED
from extractor.russian.bodies import head_noun
from extractor.russian.quotes import is_mark


def quoted_title(scene: Scene, i: int) -> list[Candidate]:
    """The body whose name in quotes opens at token `i`, by the first rule that sees one."""
    stop = scene.quoted.get(i)
    if stop is None or i in scene.unclosed or not 2 < stop - i <= 9:
        return []
    before = scene.tokens[i - 1] if i and scene.tokens[i - 1].unit == scene.tokens[i].unit else None
    return (
        _kindergarten(scene, i, stop)
        or _medium(scene, i, stop, before)
        or _phrase(scene, i, stop, before)
        or _contrasted(scene, i, stop, before)
        or _name(scene, i, stop, before)
    )


def _kindergarten(scene: Scene, i: int, stop: int) -> list[Candidate]:
    """«д/с „Рябинка“»: the clipped head is three tokens."""
    first = i - 3
    if first < 0 or scene.tokens[first].unit != scene.tokens[i].unit or scene.text(first, i).lower() != "д/с":
        return []
    return [candidate(scene, first, stop, "head_quoted", kind="education", placed_stop=place_after(scene, stop))]


def _medium(scene: Scene, i: int, stop: int, before: Token | None) -> list[Candidate]:
    """A title with the number of an issue, or one that tells or is told: «Заречная новь» пишет."""
    after = scene.tokens[stop] if stop < scene.stop_of_unit(i) else None
    telling = any(t is not None and t.lemma in TELLING for t in (before, after))
    imprint = _IMPRINT.match(scene.analysis.text[scene.tokens[stop - 1].end :][:12]) is not None
    byline = before is not None and before.text == "," and i - 2 in scene.persons and stop == scene.stop_of_unit(i)
    if byline and stop - scene.analysis.unit_tokens[scene.tokens[i].unit][0] < 12:
        return [candidate(scene, i, stop, "quoted_byline", kind="media")]  # «Ольга Котова, „Заречье-онлайн“»
    if imprint or (telling and _is_named(scene, i, stop)):
        return [candidate(scene, i, stop, "quoted_medium", kind="media")]
    return []


def _phrase(scene: Scene, i: int, stop: int, before: Token | None) -> list[Candidate]:
    """A title that is a name by its own words: в «Ольховском музее»; not проект «Школа искусств»."""
    head = quoted_phrase(scene, i, stop)
    if head is None or ":" in scene.text(i, stop) or (before is not None and before.lemma in TITLED):
        return []
    kind = kind_of(official_name(scene.text(i, stop)), head)
    return [
        candidate(
            scene, i, stop, "quoted_phrase", kind=kind, head=head.lemma, placed_stop=place_after(scene, stop)
        )
    ]  # fmt: skip


def _contrasted(scene: Scene, i: int, stop: int, before: Token | None) -> list[Candidate]:
    """One more of what the sentence named before: «Лагерь „Сказка“ открылся, а „Юный химик“ нет»."""
    if before is None or before.low != "а":
        return []
    first = scene.analysis.sentences[scene.tokens[i].sentence].first
    for k in range(i - 1, max(first, i - 40), -1):
        head = head_noun(scene.tokens[k - 1].text) if k in scene.quoted else None
        if head is not None and head.cls in ("titled", "institution"):
            return [candidate(scene, i, stop, "quoted_contrast", kind=head.kind)]
    return []


def _name(scene: Scene, i: int, stop: int, before: Token | None) -> list[Candidate]:
    """A title that NER holds for a body and no common noun stands before: за «Динамо»."""
    listed = before is not None and before.text in (",", "и") and is_mark(scene.tokens[i - 2].text[-1:])
    bare = before is None or ((before.pos in ("ADP", "VERB", "CCONJ") or before.text == ",") and not listed)
    wordy = scene.tokens[i + 1].text.isalpha() and len(scene.text(i, stop)) > 5 and not scene.text(i, stop).isascii()
    if bare and wordy and _is_named(scene, i, stop) and not scene.opens_sentence(i):
        return [candidate(scene, i, stop, "quoted_name", weak=before is None)]
    return []


def _is_named(scene: Scene, i: int, stop: int) -> bool:
    return all(k in scene.named for k in range(i + 1, stop - 1))


_IMPRINT = re.compile(r"»?,\s*(?:№|N)\s*\d")
