"""Lemmas: of the dictionary's readings of a word the one that agrees best with its tag.

Decides the choice, by natasha's rule: a point for the part of speech and one for each feature that
agrees, the likelier reading first. The lemma is pymorphy3's normal form, so a participle's is its verb
(«проведённый» is «провести») and a surname's the masculine («Хмычевой» is «хмычев»). Always in lower
case with «е» for «ё». Leaves the readings to `extractor.russian.morphology`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from extractor.analysis.document import Tag
from extractor.russian.morphology import parses

LONG_WORD = 60  # letters; no dictionary has such a word, and guessing at it takes long


@lru_cache(100_000)
def lemma(low: str, tag: Tag) -> str:
    """The lemma of a plain lower-case word as tagged: «стали», NOUN, is «сталь», VERB is «стать»."""
    if len(low) > LONG_WORD or not any(map(str.isalpha, low)):
        return low
    wanted = _wanted(tag)
    best, most = None, 0
    for parse in parses(low):
        form = _form(parse.tag)
        if form.pos == wanted.pos and form.features == wanted.features:
            best = parse
            break
        points = (_NORMAL.get(form.pos, form.pos) == _NORMAL.get(wanted.pos, wanted.pos)) + len(
            form.compared & wanted.compared
        )
        if points > most:
            best, most = parse, points
    return low if best is None else best.normal.replace("ё", "е")


class _Form(NamedTuple):
    """A reading in UD's terms; only `compared` features earn points."""

    pos: str
    features: dict[str, str]
    compared: frozenset[tuple[str, str]]


@lru_cache(2_000)
def _wanted(tag: Tag) -> _Form:
    features = {name: value for name, value in zip(tag._fields[1:], tag[1:], strict=True) if value}
    return _Form(tag.pos, features, _compared(features))


@lru_cache(10_000)
def _form(tag: Any) -> _Form:
    """pymorphy's tag (OpencorporaTag) in UD's terms."""
    grammemes = str(tag).replace(" ", ",").split(",")
    features = dict(_FEATURES[grammeme] for grammeme in grammemes if grammeme in _FEATURES)
    return _Form(_POS.get(grammemes[0], "X"), features, _compared(features))


def _compared(features: dict[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((name, value) for name, value in features.items() if name in _COMPARED)


_NORMAL = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ"}
_COMPARED = {"case", "gender", "number", "aspect", "num_form", "person", "tense", "variant"}

_POS = {
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "ADVB": "ADV",
    "COMP": "ADV",
    "VERB": "VERB",
    "GRND": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "NOUN": "NOUN",
    "NPRO": "PRON",
    "NUMR": "NUM",
    "NUMB": "NUM",
    "CONJ": "CCONJ",
    "INTJ": "INTJ",
    "PNCT": "PUNCT",
    "PRCL": "PART",
    "PREP": "ADP",
}

_FEATURES = {
    "anim": ("animacy", "Anim"),
    "inan": ("animacy", "Inan"),
    "impf": ("aspect", "Imp"),
    "perf": ("aspect", "Perf"),
    "ablt": ("case", "Ins"),
    "accs": ("case", "Acc"),
    "datv": ("case", "Dat"),
    "gent": ("case", "Gen"),
    "gen1": ("case", "Gen"),
    "gen2": ("case", "Gen"),
    "loct": ("case", "Loc"),
    "loc2": ("case", "Loc"),
    "nomn": ("case", "Nom"),
    "voct": ("case", "Nom"),
    "COMP": ("degree", "Cmp"),
    "Supr": ("degree", "Sup"),
    "femn": ("gender", "Fem"),
    "masc": ("gender", "Masc"),
    "neut": ("gender", "Neut"),
    "impr": ("mood", "Imp"),
    "indc": ("mood", "Ind"),
    "plur": ("number", "Plur"),
    "sing": ("number", "Sing"),
    "NUMB": ("num_form", "Digit"),
    "1per": ("person", "1"),
    "2per": ("person", "2"),
    "3per": ("person", "3"),
    "excl": ("person", "2"),
    "incl": ("person", "1"),
    "futr": ("tense", "Fut"),
    "past": ("tense", "Past"),
    "pres": ("tense", "Pres"),
    "ADJS": ("variant", "Short"),
    "PRTS": ("variant", "Short"),
    "GRND": ("verb_form", "Conv"),
    "INFN": ("verb_form", "Inf"),
    "PRTF": ("verb_form", "Part"),
    "VERB": ("verb_form", "Fin"),
    "actv": ("voice", "Act"),
    "pssv": ("voice", "Pass"),
    "Abbr": ("abbr", "Yes"),
}
