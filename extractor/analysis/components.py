"""natasha's models and razdel's cuts as spaCy components, for any spaCy program.

    >>>     >>> nlp = spacy.blank("ru")
    >>> _ = nlp.add_pipe("svodka_slovnet")
    >>> [entity.label_ for entity in nlp("Выступила Нина Хмычева.").ents]
    ['PER']

Decides how the answers are written into a `Doc`; the answers are `models.py`'s and `lemmas.py`'s. The
names are entry points, so nothing needs to be imported; no attribute is added to `Doc` or `Token`.
The engine itself does not come by here (spaCy takes 0.9 s to import): `as_doc` makes a `Doc` of its
`Analysis` for those who want `Matcher`, `DependencyMatcher` or displaCy.

Every sentence is a tree for spaCy to keep; white space hangs on the token before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from extractor.analysis.document import Analysis, Tag
from extractor.analysis.lemmas import lemma
from extractor.analysis.line_ends import as_read, whole_words
from extractor.analysis.models import FEATURES, models, spans
from extractor.analysis.tokens import LOWER
from extractor.analysis.tokens import sentences as cut_sentences
from extractor.analysis.tokens import tokens as cut_tokens
from extractor.text.outline import outline
from extractor.text.page import Page

BATCH = 32  # documents that go through the networks together unless nlp.pipe says otherwise


def as_doc(analysis: Analysis, vocab: Vocab | None = None) -> Doc:
    """The analysis as a spaCy `Doc` over the same text; furniture has tokens without annotation."""
    doc, places = _doc(vocab or Vocab(), analysis.text, [(token.start, token.end) for token in analysis.tokens])
    _write(
        doc,
        places,
        tags=[token.tag for token in analysis.tokens],
        heads=[token.head for token in analysis.tokens],
        relations=[token.relation for token in analysis.tokens],
        entities=[(entity.label, entity.first, entity.stop) for entity in analysis.entities],
        lemmas=[token.lemma for token in analysis.tokens],
    )
    return doc


def tokenizer() -> Callable[[Language], Tokenizer]:
    """razdel's tokens, for the `[nlp.tokenizer]` of a configuration."""
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers("svodka_tokenizer", func=tokenizer)


class Tokenizer(DummyTokenizer):
    """Text to a `Doc` of razdel's tokens; `doc.text` is the text, white space beyond one space is a token."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        pieces = [
            (start + piece.start, start + piece.end)
            for start, own in _units(text)
            for begin, end in cut_sentences(own)
            for piece in whole_words(own, cut_tokens(own, begin, end))
        ]
        return _doc(self.vocab, text, pieces)[0]


@Language.factory("svodka_sentences", assigns=["token.is_sent_start", "doc.sents"])
def sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sentence starts by razdel's rules within each paragraph; works on any tokenizer's tokens."""
    return _set_sentences


@Language.factory(
    "svodka_slovnet",
    assigns=["token.pos", "token.morph", "token.head", "token.dep", "doc.sents", "doc.ents"],
)
def slovnet(nlp: Language, name: str) -> Slovnet:
    """Parts of speech, features, heads, relations and entities by natasha's networks."""
    return Slovnet()


@Language.factory("svodka_lemmas", requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def lemmas(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Lemmas by pymorphy3, the reading that agrees with the token's part of speech and features."""
    return _set_lemmas


class Slovnet:
    """The component; a class for `pipe`, which sends many documents through the networks at once."""

    def __call__(self, doc: Doc) -> Doc:
        _annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            _annotate(batch)
            yield from batch


Found = Mapping[str, Iterable[tuple[int, int, str]]]


def span_component(name: str, find: Callable[[str], Found]) -> Callable[[Language, str], Any]:
    """A factory for a component that puts what `find` finds in the text into `doc.spans`.

    `find` answers characters and a label for each key: {"dates": [(3, 18, "full_date")]}.
    """

    def add_spans(doc: Doc) -> Doc:
        for key, places in find(doc.text).items():
            doc.spans[key] = [
                span
                for start, end, label in places
                if (span := doc.char_span(start, end, label=label, alignment_mode="expand")) is not None
            ]
        return doc

    def factory(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        return add_spans

    Language.factory(name, func=factory, assigns=["doc.spans"])
    return factory


# Sentences and tokens.


def _units(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs of a text, furniture too, with their beginnings."""
    for unit in outline(Page(text)).units:
        yield unit.start, text[unit.start : unit.end]


class _Cover(NamedTuple):
    """A stretch of the text that becomes one spaCy token; `piece` numbers the words, None is a gap."""

    text: str
    space: bool
    piece: int | None


def _doc(vocab: Vocab, text: str, pieces: Sequence[tuple[int, int]]) -> tuple[Doc, list[int]]:
    """A `Doc` whose text is `text`, and where in it each piece is."""
    covers = list(_covers(text, pieces))
    doc = Doc(vocab, [cover.text for cover in covers], [cover.space for cover in covers])
    return doc, [index for index, cover in enumerate(covers) if cover.piece is not None]


def _covers(text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[_Cover]:
    at = 0
    for number, (start, end) in enumerate(pieces):
        yield from _gap(text[at:start])
        at = end + (text[end : end + 1] == " ")
        yield _Cover(text[start:end], at > end, number)
    yield from _gap(text[at:])


def _gap(text: str) -> Iterator[_Cover]:
    """White space, and the words of furniture, which are cut at white space only."""
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and text[end].isspace() == text[at].isspace():
            end += 1
        space = not text[at].isspace() and text[end : end + 1] == " "
        yield _Cover(text[at:end], space, None)
        at = end + space


def _set_sentences(doc: Doc) -> Doc:
    begun = {
        start + begin for start, own in _units(doc.text) for begin, _ in cut_sentences(own)
    }  # fmt: skip
    waiting = iter(sorted(begun))
    following = next(waiting, None)
    started = False
    for token in doc:
        token.is_sent_start = token.i == 0
        if token.text.isspace() or following is None or token.idx + len(token) <= following:
            continue
        token.is_sent_start = token.i == 0 or started  # white space in front belongs to the first
        started = True
        while following is not None and following < token.idx + len(token):
            following = next(waiting, None)
    return doc


# Annotation.


def _annotate(docs: Sequence[Doc]) -> None:
    model = models()
    places = [_words(doc) for doc in docs]
    words = [[[as_read(doc[i].text) for i in own] for own in sents] for doc, sents in zip(docs, places, strict=True)]
    for doc, sents, said in zip(docs, places, model.annotate(words), strict=True):
        _write(
            doc,
            [i for own in sents for i in own],
            tags=[model.tags[number] for number in said.tags],
            heads=said.heads,
            relations=[model.relations[number] for number in said.relations],
            entities=list(spans(said.names, model.names)),
        )


def _words(doc: Doc) -> list[list[int]]:
    """Indices of the words of each sentence, white space left out."""
    if not doc.has_annotation("SENT_START"):
        _set_sentences(doc)
    found = ([token.i for token in sent if not token.text.isspace()] for sent in doc.sents)
    return [own for own in found if own]


def _write(
    doc: Doc,
    places: Sequence[int],
    *,
    tags: Sequence[Tag],
    heads: Sequence[int],
    relations: Sequence[str],
    entities: Sequence[tuple[str, int, int]],
    lemmas: Sequence[str] = (),
) -> None:
    """Annotation of the words that stand at `places`; the other tokens hang on the one before them."""
    add, features = doc.vocab.strings.add, doc.vocab.morphology.add
    known = set(places)
    rows = [_unannotated(doc, i, known, add) for i in range(len(doc))]
    for number, place in enumerate(places):
        head = places[heads[number]]
        relation = "ROOT" if head == place else relations[number]
        own = {
            POS: IDS.get(tags[number].pos, IDS["X"]),
            MORPH: features(_features(tags[number])),
            HEAD: head - place,
            DEP: add(relation),
        }
        rows[place] = own | ({LEMMA: add(lemmas[number])} if lemmas else {})
    attributes = [POS, MORPH, HEAD, DEP] + ([LEMMA] if lemmas else [])
    if rows:
        values: Any = [[row.get(attribute, 0) % 2**64 for attribute in attributes] for row in rows]
        values = np.array(values, np.uint64)
        doc.from_array(attributes, values)
    doc.set_ents([Span(doc, places[first], places[stop - 1] + 1, label) for label, first, stop in entities])


def _unannotated(doc: Doc, index: int, known: set[int], add: Callable[[str], int]) -> dict[int, int]:
    """White space hangs on its neighbour, a word of furniture on the one before it."""
    space = doc[index].text.isspace()  # a bare Vocab knows no is_space
    head = index - 1 if index else min(1, len(doc) - 1)
    if not space and (index == 0 or _last_word(doc, index) in known):
        head = index
    return {
        POS: IDS["SPACE" if space else "X"],
        HEAD: head - index,
        DEP: add("dep" if head != index else "ROOT"),
        LEMMA: add(doc[index].text),
    }


def _last_word(doc: Doc, index: int) -> int:
    """The token before `index` that is no white space."""
    return index - 2 if index > 1 and doc[index - 1].text.isspace() else index - 1


@lru_cache(2_000)
def _features(tag: Tag) -> str:
    """«Case=Gen|Number=Plur», as UD writes it."""
    values = ((name, getattr(tag, field)) for name, field in FEATURES.items())
    return "|".join(sorted(f"{name}={value}" for name, value in values if value))


def _set_lemmas(doc: Doc) -> Doc:
    for token in doc:
        if token.text.isspace():
            token.lemma_ = token.text
        else:
            token.lemma_ = lemma(LOWER[as_read(token.text)], _tag(token.pos_, str(token.morph)))
    return doc


@lru_cache(2_000)
def _tag(pos: str, features: str) -> Tag:
    values = dict(feature.split("=", 1) for feature in features.split("|") if "=" in feature)
    return Tag(pos, **{FEATURES[name]: value for name, value in values.items() if name in FEATURES})
