"""The components work in any spaCy program, come back from disk, and say what the analysis says."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc, Span
from spacy.tokens.underscore import Underscore

import extractor.spacy_fields  # noqa: F401 -- what the entry points do in an installed package
from extractor.analysis import analyze, components
from extractor.analysis.line_ends import as_read
from extractor.text.page import Page

ROOT = Path(__file__).parent.parent
GOLD = sorted((ROOT / "corpus" / "gold").glob("*.txt"))
TEXT = "Совещание прошло 5 мая 2021 года  в Томске.\n\n Выступила Нина Хмычева, директор ОГБУ «РЦРО».\n"
OWN_TOKENIZER: dict[str, Any] = {"nlp": {"tokenizer": {"@tokenizers": "svodka_tokenizer"}}}


def pipeline(*names: str, own_tokenizer: bool = True) -> Language:
    nlp = spacy.blank("ru", config=OWN_TOKENIZER if own_tokenizer else {})
    for name in names:
        nlp.add_pipe(name)
    return nlp


def analysed(text: str) -> Any:
    return next(analyze([Page(text)]))


def words(doc: Doc | Span) -> list[Any]:
    return [token for token in doc if not token.text.isspace()]


@pytest.mark.parametrize("path", GOLD[::4], ids=lambda path: path.stem)
def test_an_analysis_as_doc_says_the_same(path: Path) -> None:
    found = analysed(path.read_text("utf-8"))
    doc = components.as_doc(found)
    assert doc.text == found.text
    at = {token.idx: token for token in doc}
    for token in found.tokens:
        own = at[token.start]
        assert (as_read(own.text), own.lemma_, own.pos_) == (token.text, token.lemma, token.pos)
        assert own.head.idx == found.tokens[token.head].start
        assert own.dep_ == ("ROOT" if token.head == token.index else token.relation)
    begun = {words(sent.as_doc())[0].idx + sent.start_char for sent in doc.sents if words(sent)}
    assert begun >= {found.tokens[sentence.first].start for sentence in found.sentences}
    assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [
        (entity.start, entity.end, entity.label) for entity in found.entities
    ]


def test_the_whole_pipeline_says_what_the_analysis_says() -> None:
    doc = pipeline("svodka_sentences", "svodka_slovnet", "svodka_lemmas")(TEXT)
    found = analysed(TEXT)
    assert [token.text for token in words(doc)] == [token.text for token in found.tokens]
    assert [token.lemma_ for token in words(doc)] == [token.lemma for token in found.tokens]
    assert [token.head.idx for token in words(doc)] == [found.tokens[t.head].start for t in found.tokens]
    assert [sent.text.strip() for sent in doc.sents] == [
        "Совещание прошло 5 мая 2021 года  в Томске.",
        "Выступила Нина Хмычева, директор ОГБУ «РЦРО».",
    ]
    assert doc[1].morph.get("Tense", None) == ["Past"]


def test_slovnet_alone_on_spacys_own_tokens() -> None:
    doc = pipeline("svodka_slovnet", own_tokenizer=False)(TEXT)
    assert [(entity.text, entity.label_) for entity in doc.ents][:2] == [("Томске", "LOC"), ("Нина Хмычева", "PER")]
    assert doc.has_annotation("DEP")


def test_many_at_once_and_one_by_one() -> None:
    nlp = pipeline("svodka_slovnet", "svodka_lemmas")
    texts = [path.read_text("utf-8")[:1_500] for path in GOLD[:6]]
    assert [doc.to_bytes() for doc in nlp.pipe(texts)] == [nlp(text).to_bytes() for text in texts]


def test_to_disk_and_back(tmp_path: Path) -> None:
    nlp = pipeline("svodka_sentences", "svodka_slovnet", "svodka_lemmas", "svodka_fields")
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again(TEXT).to_json() == nlp(TEXT).to_json()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "а\n", "\t1"])
def test_little_texts(text: str) -> None:
    nlp = pipeline("svodka_sentences", "svodka_slovnet", "svodka_lemmas", "svodka_fields")
    assert nlp(text).text == text
    assert components.as_doc(analysed(text)).text == text


def test_fields_are_spans_labelled_by_rule() -> None:
    doc = pipeline("svodka_fields")(TEXT)
    (date,) = doc.spans["dates"]
    assert date.text == "5 мая 2021 года"
    assert date.label_


def test_a_matcher_runs_on_an_analysis() -> None:
    doc = components.as_doc(analysed("Семинар открыла Нина Хмычева."))
    matcher = DependencyMatcher(doc.vocab)
    verb = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "открыть"}}
    who = {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "who", "RIGHT_ATTRS": {"DEP": "nsubj"}}
    matcher.add("opened", [[verb, who]])
    assert [[doc[i].text for i in place] for _, place in matcher(doc)] == [["открыла", "Нина"]]


def test_no_attribute_is_added_to_spacys_classes() -> None:
    assert not Underscore.doc_extensions
    assert not Underscore.token_extensions
    assert not Underscore.span_extensions


@pytest.mark.parametrize("group", ["spacy_factories", "spacy_tokenizers"])
def test_entry_points_lead_somewhere(group: str) -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"][group]
    for name, target in named.items():
        module, _, attribute = target.partition(":")
        assert callable(getattr(import_module(module), attribute)), name
