"""The first layer of the three networks, remembered word by word.

The vectors of words never change, so what a word adds to the first layer (to the row after it, its own
and the row before it, in three networks: nine vectors of 256) is computed once and kept for the words
used most lately. It spares 62 % of all arithmetic. Decides what is kept. The vectors are computed in
double precision and then rounded: the words with which one came first would else show in its last
bits, and a document's record would depend on what was read before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from slovnet.shape import word_shape

from extractor.analysis.network import Ints
from extractor.analysis.tokens import Memo, plain
from extractor.analysis.weights import EMBEDDING, FILTERS, SHAPE, Doubles, Embeddings, Encoder

ROWS = 12_288  # 9 KB each; three times what `models.GROUP` can ask for at once
AT_ONCE = 1_024  # new words computed together


class FirstLayer:
    """Rows of `parts` for words: nine vectors a row; row 0 is no word and adds nothing."""

    def __init__(self, embeddings: Embeddings, shapes: Sequence[str], encoders: Sequence[Encoder]) -> None:
        self.parts = np.zeros(((ROWS + 1) * 9, FILTERS), np.float32)
        self._rows = self.parts.reshape(ROWS + 1, 9 * FILTERS)
        self._indexes, self._codes = embeddings.indexes, embeddings.codes.astype(np.float64)
        self._words = {word: number for number, word in enumerate(embeddings.words)}
        self._unknown = self._words["<unk>"]
        self._shapes = {shape: number for number, shape in enumerate(shapes)}
        self._word_kernel, self._shape_rows = _kernels(encoders)
        self._keys = Memo(self._key)
        self._places: dict[int, int] = {}  # key of a word -> its row
        self._order: list[int] = [-1]  # row -> key
        self._used = np.zeros(ROWS + 1, np.int64)
        self._clock = 0

    def rows(self, words: Sequence[str]) -> Ints:
        """The row of each word; `parts` is right for them until the next call."""
        keys = [self._keys[word] for word in words]
        try:
            rows = np.array([self._places[key] for key in keys], np.int64)
        except KeyError:
            self._admit(keys)
            rows = np.array([self._places[key] for key in keys], np.int64)
        self._used[rows] = self._clock
        return rows

    def admit(self, words: Iterable[str]) -> None:
        """Computes what is new among the words; to be told of many at once is cheaper."""
        self._clock += 1
        self._admit([self._keys[word] for word in words])

    def _key(self, word: str) -> int:
        """The number of a word and its outline, as the networks know them."""
        word = plain(word)
        number = self._words.get(word.lower(), self._unknown)
        return number * len(self._shapes) + self._shapes[word_shape(word)]

    def _admit(self, keys: Iterable[int]) -> None:
        wanted = dict.fromkeys(keys)
        new = [key for key in wanted if key not in self._places]
        if len(self._order) + len(new) > ROWS + 1:
            self._forget()
            new = [key for key in wanted if key not in self._places]
        for at in range(0, len(new), AT_ONCE):
            self._compute(new[at : at + AT_ONCE])

    def _compute(self, keys: list[int]) -> None:
        numbers = np.array(keys, np.int64)
        words, shapes = np.divmod(numbers, len(self._shapes))
        vectors = self._codes[np.arange(len(self._codes)), self._indexes[words]].reshape(-1, EMBEDDING)
        first = len(self._order)
        self._rows[first : first + len(keys)] = vectors @ self._word_kernel + self._shape_rows[shapes]
        self._used[first : first + len(keys)] = self._clock
        self._order += keys
        self._places.update(zip(keys, range(first, first + len(keys)), strict=True))

    def _forget(self) -> None:
        """Keeps the half of the words that were used last."""
        half = ROWS // 2
        kept = np.sort(np.argsort(self._used[1 : len(self._order)], kind="stable")[-half:]) + 1
        self._rows[1 : len(kept) + 1] = self._rows[kept]
        self._used[1 : len(kept) + 1] = self._used[kept]
        self._order = [-1, *(self._order[row] for row in kept.tolist())]
        self._places = {key: row for row, key in enumerate(self._order) if row}


def _kernels(encoders: Sequence[Encoder]) -> tuple[Doubles, Doubles]:
    """What words and outlines are multiplied with, the networks side by side; a word's own part has the bias.

    Parts stand in the order in which `network.first_layer` asks: for the row after a word (the first
    of the kernel's three neighbours is the row before), its own row, the row before it.
    """
    kernel = np.concatenate([encoder.first for encoder in encoders], axis=1)
    outlines = [encoder.shapes @ encoder.first[EMBEDDING : EMBEDDING + SHAPE] for encoder in encoders]
    for encoder, rows in zip(encoders, outlines, strict=True):
        rows[:, FILTERS : 2 * FILTERS] += encoder.first_bias
    return np.ascontiguousarray(kernel[:EMBEDDING]), np.concatenate(outlines, axis=1)
