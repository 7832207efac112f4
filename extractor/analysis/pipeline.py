"""Pages to analyses: the plain way, one document after another.

Decides the order of the steps. To be replaced by the packed models; outputs stay the same.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import razdel

from extractor.analysis.document import Analysis, Entity, Sentence, Tag, Token
from extractor.russian.morphology import parses
from extractor.text.outline import outline
from extractor.text.page import Page


@lru_cache(1)
def _models() -> tuple[Any, Any, Any]:
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    spec = find_spec("natasha")
    data = Path(spec.submodule_search_locations[0]) / "data"
    navec = Navec.load(data / "emb/navec_news_v1_1B_250K_300d_100q.tar")
    morph = Morph.load(data / "model/slovnet_morph_news_v1.tar")
    syntax = Syntax.load(data / "model/slovnet_syntax_news_v1.tar")
    ner = NER.load(data / "model/slovnet_ner_news_v1.tar")
    for model in (morph, syntax, ner):
        model.navec(navec)
    return morph, syntax, ner


_UD = {"Case": "case", "Number": "number", "Gender": "gender", "Animacy": "animacy", "VerbForm": "verb_form",
       "Tense": "tense", "Mood": "mood", "Voice": "voice", "Person": "person", "Degree": "degree", "Variant": "variant"}
_LATIN = str.maketrans("aceopxykmtbhABCEHKMOPTXY", "асеорхукмтвнАВСЕНКМОРТХУ")


@lru_cache(100_000)
def low(word: str) -> str:
    if re.search("[а-яА-ЯёЁ]", word):
        word = word.translate(_LATIN)
    return word.lower().replace("ё", "е").replace("\u00ad", "").replace("\u0301", "")


@lru_cache(200_000)
def lemma(word: str, tag: Tag) -> str:
    pos = {"NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJF", "VERB": "VERB", "NUM": "NUMR", "ADV": "ADVB"}
    readings = parses(word)
    best = max(readings, key=lambda p: (2 * (str(p.tag.POS) in (pos.get(tag.pos, ""), "PRTF" if tag.pos == "VERB" else "")) + (str(p.tag.case) == {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}.get(tag.case)) + (str(p.tag.number) == {"Sing": "sing", "Plur": "plur"}.get(tag.number))))
    return best.normal.replace("ё", "е")


def analyze(pages: Iterable[Page]) -> Iterator[Analysis]:
    for page in pages:
        yield _one(page)


def _one(page: Page) -> Analysis:
    morph, syntax, ner = _models()
    plan = outline(page)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    unit_tokens: list[tuple[int, int]] = []
    for unit in plan.units:
        first = len(tokens)
        if unit.kind != "furniture":
            chunk = page.text[unit.start : unit.end]
            for sent in razdel.sentenize(chunk):
                words = list(razdel.tokenize(sent.text))
                if not words:
                    continue
                texts = [w.text for w in words]
                tagged = next(iter(morph.map([texts]))).tokens
                parsed = next(iter(syntax.map([texts]))).tokens
                base = len(tokens)
                for i, (w, m, s) in enumerate(zip(words, tagged, parsed)):
                    tag = Tag(m.pos, **{_UD[k]: v for k, v in m.feats.items() if k in _UD})
                    head = int(s.head_id) - 1
                    start = unit.start + sent.start + w.start
                    tokens.append(Token(base + i, start, start + len(w.text), w.text, low(w.text), lemma(low(w.text), tag), tag,
                                        base + (head if head >= 0 else i), s.rel, len(sentences), unit.index))
                sentences.append(Sentence(base, len(tokens), unit.index))
        unit_tokens.append((first, len(tokens)))
    starts = tuple(t.start for t in tokens)
    entities = []
    from bisect import bisect_left
    for span in ner(page.text).spans:
        a, b = bisect_left(starts, span.start), bisect_left(starts, span.stop)
        if a < b:
            entities.append(Entity(span.type, a, b, tokens[a].start, tokens[b - 1].end))
    return Analysis(page, plan, tuple(tokens), tuple(sentences), tuple(entities), tuple(unit_tokens), starts)
