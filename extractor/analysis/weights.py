"""natasha's model archives as plain arrays, ready for packed arithmetic.

Decides where the archives are (in natasha's installed package, which is found but never imported: its
import asks for pymorphy2) and how their numbers are folded: ReLU and batch norm become one `maximum`
with a floor, the first layer becomes three vectors a word. Leaves all computing to `network.py` and
keeps nothing: `models.py` holds what is returned here.
"""

from __future__ import annotations

import gzip
import mmap
import tarfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Bytes = NDArray[np.uint8]

EMBEDDING = 300  # of a word
SHAPE = 30  # of its outline («Xx», «NUM»)
FILTERS = 256  # of the first layer


class Embeddings(NamedTuple):
    """navec's words: the vector of a word is 100 entries of `codes`, chosen by its row of `indexes`."""

    words: list[str]
    indexes: Bytes
    codes: Floats


class Layer(NamedTuple):
    """One later convolution: `maximum(three rows @ kernel + bias, floor)`."""

    kernel: Floats
    bias: Floats
    floor: Floats


class Encoder(NamedTuple):
    """Three convolutions. The first is kept in double precision, see `models.FirstLayer`."""

    shapes: Doubles  # vectors of the word outlines
    first: Doubles  # (EMBEDDING + SHAPE) x (3 * FILTERS): what a word adds to the next, its own, the last row
    first_bias: Doubles
    first_floor: Floats
    layers: tuple[Layer, Layer]


class Linear(NamedTuple):
    weight: Floats
    bias: Floats


class Biaffine(NamedTuple):
    """`head` and `tail` projections (with ReLU), what stands for the root, and the form between them."""

    head: Linear
    tail: Linear
    root: Floats
    kernel: Floats


class Tagger(NamedTuple):
    encoder: Encoder
    tags: tuple[str, ...]
    output: Linear


class Names(NamedTuple):
    encoder: Encoder
    tags: tuple[str, ...]
    output: Linear
    transitions: Floats


class Parser(NamedTuple):
    encoder: Encoder
    relations: tuple[str, ...]
    heads: Biaffine
    labels: Biaffine


def embeddings() -> Embeddings:
    """navec's vocabulary and its quantised vectors, the vectors mapped into memory and shared."""
    path = _data() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"
    with tarfile.open(path) as tar:
        packed = _member(tar, "vocab.bin").read()
        vectors = tar.getmember("pq.bin")
    vocabulary = gzip.decompress(packed)
    count = int(np.frombuffer(vocabulary, np.uint32, 1)[0])
    words = vocabulary[4 + 4 * count :].decode("utf-8").splitlines()
    with open(path, "rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    at = vectors.offset_data
    rows, parts, centroids = (int(n) for n in np.frombuffer(mapped, np.uint32, 4, at)[[0, 2, 3]])
    indexes = np.frombuffer(mapped, np.uint8, rows * parts, at + 16).reshape(rows, parts)
    codes = np.frombuffer(mapped, np.float32, centroids * EMBEDDING, at + 16 + rows * parts)
    return Embeddings(words, indexes, codes.reshape(parts, centroids, -1).copy())


def shape_names() -> tuple[str, ...]:
    """The outlines that the models know, in the order of their vectors; equal in all three."""
    from slovnet.exec.pack import Pack

    with Pack(str(_model_path("morph"))) as pack:
        return tuple(pack.load_vocab("shape").items)


def tagger() -> Tagger:
    """Parts of speech and features."""
    from slovnet.exec.model import Morph

    model, tags = _load("morph", Morph, "tag")
    return Tagger(_encoder(model), tags, _linear(model.head.proj))


def names() -> Names:
    """Persons, places and organisations."""
    from slovnet.exec.model import NER

    model, tags = _load("ner", NER, "tag")
    return Names(_encoder(model), tags, _linear(model.head.proj), model.head.crf.transitions.array)


def parser() -> Parser:
    """Heads and relations."""
    from slovnet.exec.model import Syntax

    model, relations = _load("syntax", Syntax, "rel")
    labels = _biaffine(model.rel)
    size = len(labels.kernel)
    # from (source, relation * tail) to (source * tail, relation): one product of all pairs answers
    by_pair = labels.kernel.reshape(size, -1, size).transpose(0, 2, 1).reshape(size * size, -1)
    labels = labels._replace(kernel=np.ascontiguousarray(by_pair))
    return Parser(_encoder(model), relations, _biaffine(model.head), labels)


def _data() -> Path:
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("natasha is not installed: its package carries the models")
    return Path(spec.submodule_search_locations[0]) / "data"


def _model_path(name: str) -> Path:
    return _data() / "model" / f"slovnet_{name}_news_v1.tar"


def _member(tar: tarfile.TarFile, name: str) -> Any:
    return tar.extractfile(tar.getmember(name))


def _load(name: str, kind: Any, answers: str) -> tuple[Any, tuple[str, ...]]:
    """slovnet's own loading, without its copies of the 250,000 words."""
    from slovnet.exec.pack import Pack

    with Pack(str(_model_path(name))) as pack:
        pack.load_meta().check_protocol()
        model = pack.load_model(kind)
        model = model.inject_arrays(dict(pack.load_arrays(model.weights)))
        return model, tuple(pack.load_vocab(answers).items)


def _encoder(model: Any) -> Encoder:
    (first, bias, floor), *later = (_folded(layer) for layer in model.encoder.layers)
    return Encoder(
        shapes=model.emb.shape.weight.array.astype(np.float64),
        # kernel rows are three blocks, one a neighbour; side by side they are applied to one word
        first=np.concatenate(np.split(first, 3), axis=1),
        first_bias=bias,
        first_floor=floor.astype(np.float32),
        layers=(_layer(*later[0]), _layer(*later[1])),
    )


def _layer(kernel: Doubles, bias: Doubles, floor: Doubles) -> Layer:
    return Layer(np.ascontiguousarray(kernel, np.float32), bias.astype(np.float32), floor.astype(np.float32))


def _folded(layer: Any) -> tuple[Doubles, Doubles, Doubles]:
    """Kernel, bias and floor such that norm(relu(conv(x))) is maximum(x @ kernel + bias, floor).

    norm(y) is scale * y + floor; a positive scale may be moved inside the ReLU.
    """
    norm, conv = layer.norm, layer.conv
    scale = norm.weight.array.astype(np.float64) / norm.std.array
    floor = norm.bias.array - norm.mean.array * scale
    if not (scale > 0).all():
        raise ValueError("a batch norm with a negative weight cannot be folded")
    weight = conv.weight.array.astype(np.float64)  # filters x inputs x 3
    kernel = weight.transpose(2, 1, 0).reshape(-1, weight.shape[0]) * scale
    return kernel, conv.bias.array * scale + floor, floor


def _linear(module: Any) -> Linear:
    return Linear(module.weight.array, module.bias.array)


def _biaffine(module: Any) -> Biaffine:
    return Biaffine(_linear(module.head.proj), _linear(module.tail.proj), module.root.array, module.kernel.array)
