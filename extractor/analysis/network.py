"""The arithmetic of natasha's three networks on packed sentences; pure functions over arrays.

Sentences stand in one stream with one zero row between them, so nothing is padded. A stream is worked
on in slices with three rows of context on either side, which is all that three convolutions of width
three can see. What a slice is depends on its document alone, never on the batch: BLAS may answer
differently in the last bits when a matrix has another shape, and so a record would differ.

Near ties are broken by rule (`TIE`, `ROUNDING`), so that another BLAS or another machine chooses the same.
Leaves the state (weights, remembered rows) to `models.py` and heads to `trees.py`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.analysis.weights import Biaffine, Encoder, Floats, Layer, Linear

# Rounding moves a score by some 1e-6. Two heads in equal surroundings are a true tie, and there are many
# (0.6 % of words), so heads get a wide margin; two tags never are, theirs only absorbs the rounding.
TIE = 1e-4
ROUNDING = 1e-5
CONTEXT = 3  # rows that a row's answer depends on, to either side

Ints = NDArray[np.int64]


def first_layer(parts: Floats, rows: Ints, blank: NDArray[np.bool_], network: int, encoder: Encoder) -> Floats:
    """The first layer from remembered rows: each word adds one part to each row that it touches.

    `parts` holds nine parts a row (three networks, each for the next, the own and the last row);
    `rows` are one longer at both ends than the answer; `blank` marks the zero rows of the answer.
    """
    at = rows * 9 + 3 * network
    out: Floats = parts.take(at[:-2], axis=0)
    out += parts.take(at[1:-1] + 1, axis=0)
    out += parts.take(at[2:] + 2, axis=0)
    np.maximum(out, encoder.first_floor, out=out)
    out[blank] = 0
    return out


def convolved(rows: Floats, layer: Layer) -> Floats:
    """One further layer; the answer is one row shorter at both ends.

    Three neighbouring rows are read as one long row, without a copy, from each of three beginnings.
    """
    width = rows.shape[1]
    size = len(rows) - 2
    out = np.empty((size, layer.kernel.shape[1]), np.float32)
    for begin in range(min(3, size)):
        count = (size - begin + 2) // 3
        triples = rows[begin : begin + 3 * count].reshape(count, 3 * width)
        out[begin::3] = triples @ layer.kernel
    out += layer.bias
    np.maximum(out, layer.floor, out=out)
    return out


def hidden(parts: Floats, rows: Ints, network: int, encoder: Encoder) -> Floats:
    """What one network knows of each row; `rows` has `CONTEXT` rows more at both ends, 0 is no word."""
    blank = rows == 0
    out = first_layer(parts, rows, blank[1:-1], network, encoder)
    out = convolved(out, encoder.layers[0])
    out[blank[2:-2]] = 0
    return convolved(out, encoder.layers[1])


def linear(rows: Floats, layer: Linear) -> Floats:
    out: Floats = rows @ layer.weight
    out += layer.bias
    return out


def rectified(rows: Floats, layer: Linear) -> Floats:
    out = linear(rows, layer)
    return np.maximum(out, 0, out=out)


def best(scores: Floats) -> Ints:
    """The first column within `ROUNDING` of each row's maximum."""
    floor = scores.max(axis=1) - np.float32(ROUNDING)
    first: Ints = (scores >= floor[:, None]).argmax(axis=1)
    return first


def head_sides(rows: Floats, model: Biaffine) -> tuple[Floats, Floats]:
    """Two vectors a token whose products score heads; row 0 of the second stands for the root."""
    dependants = rectified(rows, model.head) @ model.kernel
    heads = rectified(np.concatenate((model.root.reshape(1, -1), rows)), model.tail)
    return dependants, heads


def relations(rows: Floats, heads: Ints, model: Biaffine, root: int) -> Ints:
    """The relation of each token to its head; `heads` are 1-based rows, 0 is the root.

    The relation `root` is for the root alone.
    """
    sources = rectified(np.concatenate((model.root.reshape(1, -1), rows)), model.head)[heads]
    tails = rectified(rows, model.tail)
    pairs: Floats = (sources[:, :, None] * tails[:, None, :]).reshape(len(rows), -1)
    scores = pairs @ model.kernel
    scores[:, root] = -np.inf
    found = best(scores)
    found[heads == 0] = root
    return found
