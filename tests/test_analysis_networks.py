"""The packed networks answer what slovnet answers, and choose the same in any company.

Equal are tags, relations and names. Heads are equal where slovnet's own form a tree and no two candidates
score alike. Words with mended letters (`plain`) are left out here: slovnet does not know them.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import razdel

from extractor.analysis import crf
from extractor.analysis.models import models
from extractor.analysis.remembered import ROWS
from extractor.analysis.slices import SENTENCE
from extractor.analysis.tokens import plain
from extractor.analysis.trees import heads

GOLD = sorted((Path(__file__).parent.parent / "corpus" / "gold").glob("*.txt"))[::3]

Sentences = list[list[str]]


@cache
def slovnets() -> Any:
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    spec = find_spec("natasha")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    data = Path(spec.submodule_search_locations[0]) / "data"
    navec = Navec.load(data / "emb/navec_news_v1_1B_250K_300d_100q.tar")
    parts = {"morph": Morph, "syntax": Syntax, "ner": NER}
    return {name: kind.load(data / f"model/slovnet_{name}_news_v1.tar").navec(navec) for name, kind in parts.items()}


def words(path: Path) -> Sentences:
    text = path.read_text("utf-8")
    cut = [[word.text for word in razdel.tokenize(sent.text)] for sent in razdel.sentenize(text)]
    return [[word for word in own if plain(word) == word] for own in cut]


def is_tree(chosen: list[int]) -> bool:
    """Whether 1-based heads have one root (0) that every word reaches."""
    return chosen.count(0) == 1 and all(reaches_root(chosen, at) for at in range(len(chosen)))


def reaches_root(chosen: list[int], at: int) -> bool:
    for _ in chosen:
        if chosen[at] == 0:
            return True
        at = chosen[at] - 1
    return False


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_tags_heads_relations_and_names_are_slovnets(path: Path) -> None:
    document = [own for own in words(path) if own]
    said = models().annotate([document])[0]
    at = same = 0
    for own, morph, syntax in zip(
        document, slovnets()["morph"].map(document), slovnets()["syntax"].map(document), strict=True
    ):
        stop = at + len(own)
        assert [models()._tagger.tags[number] for number in said.tags[at:stop]] == [t.tag for t in morph.tokens]
        theirs = [int(token.head_id) for token in syntax.tokens]
        mine = [0 if head == i else head - at + 1 for i, head in enumerate(said.heads[at:stop], at)]
        assert is_tree(mine)
        equal = [i for i in range(len(own)) if mine[i] == theirs[i]]
        assert all(
            models().relations[said.relations[at + i]] == syntax.tokens[i].rel
            for i in equal
            if mine[i] or is_tree(theirs)
        )
        same += len(equal)
        if is_tree(theirs):
            assert len(own) - len(equal) <= 2, f"more than two ties: {own}"
        at = stop
    assert same > 0.9 * at
    assert [models().names[number] for number in said.names] == slovnet_names(document)


def slovnet_names(document: Sentences) -> list[str]:
    infer = slovnets()["ner"].infer
    (batch,) = infer.encoder([[word for own in document for word in own]])
    scores = infer.model(batch.word_id, batch.shape_id, batch.pad_mask)
    (found,) = infer.model.head.crf.decode(scores, ~batch.pad_mask)
    return [infer.decoder.tags_vocab.decode(number) for number in found]


def test_company_changes_nothing() -> None:
    documents = [words(path) for path in GOLD]
    together = models().annotate(documents)
    assert [models().annotate([own])[0] for own in documents] == together
    assert models().annotate(documents[::-1]) == together[::-1]


def test_forgetting_words_changes_nothing() -> None:
    document = words(GOLD[0])
    before = models().annotate([document])
    vocabulary = list(models()._first._words)[: ROWS + 3_000]
    for start in range(0, len(vocabulary), 3_000):
        models().annotate([[vocabulary[start : start + 3_000]]])
    assert models().annotate([document]) == before


def test_a_long_sentence_has_one_root_and_is_cut_for_syntax_only() -> None:
    document = [["Совет", "решил", ",", "что", "школа", "№", "5"] * (SENTENCE // 2)]
    said = models().annotate([document])[0]
    assert sum(head == i for i, head in enumerate(said.heads)) == 1
    loose = models().relations.index("parataxis")
    pairs = zip(said.heads, said.relations, strict=True)
    assert all(abs(head - i) < SENTENCE for i, (head, relation) in enumerate(pairs) if relation != loose)


def test_a_document_that_repeats_itself_is_read_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    document = [["Совет", "№", str(i % 3), "решил", "."] for i in range(5_000)]
    remembered = models().annotate([document])
    monkeypatch.setattr("extractor.analysis.models.REPEATED", 10**9)
    assert models().annotate([document]) == remembered


def scores(*rows: list[float]) -> Any:
    return np.array(rows, np.float32)


def test_equal_candidates_go_to_the_nearest_then_left() -> None:
    table = scores(
        [9, 0, 0, 0, 0],
        [0, 5, 0, 5, 0],  # the first and the third word are as near: the left one
        [0, 7, 0, 0, 7],  # the fourth word is nearer
        [0, 4, 4.00005, 0, 0],  # a difference below the tolerance is none: the second is nearer
    )
    assert heads(table) == [0, 1, 4, 2]


def test_two_roots_become_one() -> None:
    assert heads(scores([5, 0, 1], [6, 2, 0])) == [2, 0]


def test_no_root_makes_the_likeliest() -> None:
    assert heads(scores([1, 0, 9], [2, 9, 0])) == [2, 0]


def test_a_circle_is_opened_where_it_costs_least() -> None:
    table = scores([9, 0, 0, 0], [0, 1, 0, 5], [0, 4, 5, 0])
    assert heads(table) == [0, 3, 1]


@pytest.mark.parametrize("sizes", [[0, 1, 2, 11, 12, 13, 100], [5], [0]])
def test_viterbi_in_blocks_is_viterbi(sizes: list[int]) -> None:
    rng = np.random.default_rng(3)
    emissions = [rng.normal(size=(size, 4), scale=3).astype(np.float32) for size in sizes]
    transitions = rng.normal(size=(4, 4), scale=3).astype(np.float32)
    found = crf.decode(emissions, transitions)
    assert [tags.tolist() for tags in found] == [plain_viterbi(own, transitions) for own in emissions]


def plain_viterbi(emissions: Any, transitions: Any) -> list[int]:
    if not len(emissions):
        return []
    best, history = emissions[0].astype(float), []
    for own in emissions[1:]:
        sums = best[:, None] + transitions + own
        history.append(sums.argmax(0))
        best = sums.max(0)
    tags = [int(best.argmax())]
    for step in reversed(history):
        tags.append(int(step[tags[-1]]))
    return tags[::-1]
