"""Sentences and tokens of one outline unit, exactly where razdel cuts, in time proportional to length.

Decides the cuts and the plain form (`low`) of a word. razdel copies the open sentence at every full
stop and the open token at every mark, so 2 MB of dots take it minutes; here its rules are asked about
windows and indices only. White-space chunks («школ,») are cut once and remembered.

Four things differ from razdel, none of them in ordinary text:
- a dash behind white space is a token of its own: «Орлова А. А. –методист», «повар -Рябов»;
- Latin letters that only look Cyrillic do not cut a word: «Cмоленск» with a Latin «C» is one token;
- a chunk of more than `LONG_CHUNK` characters without white space is cut into runs of letters, of
  digits or of one repeated mark, none longer than `LONG_TOKEN`;
- of more than `MARKS_KEPT` marks in a row without a word among them only the outer ones are tokens.

Leaves what the words are to the models and to `lemmas.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from razdel.segmenters.punct import DASHES, ENDINGS, GENERIC_QUOTES
from razdel.segmenters.sentenize import (
    DELIMITER,
    DELIMITERS,
    FIRST_TOKEN,
    LAST_TOKEN,
    RULES,
    SMILE_PREFIX,
    SentSplit,
    is_lower_alpha,
)
from razdel.segmenters.tokenize import ATOM, SMILE

LONG_CHUNK = 1_000
LONG_TOKEN = 1_000
MARKS_KEPT = 200
MEMO_SIZE = 50_000  # chunks and words remembered, some 20 MB
MEMO_LENGTH = 40  # longer ones hardly come again


V = TypeVar("V")


class Piece(NamedTuple):
    """One token, `text[start:end]`."""

    start: int
    end: int
    text: str


class Memo(dict[str, V]):
    """What a pure function answered for each string; emptied when it is full."""

    def __init__(self, function: Callable[[str], V]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: str) -> V:
        value = self._function(key)
        if len(key) <= MEMO_LENGTH:
            if len(self) >= MEMO_SIZE:
                self.clear()
            self[key] = value
        return value


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a unit: «Приняли. Далее 5 мая.» has two."""
    begun = 0
    for match in _DELIMITER.finditer(text):
        if not _joins(text, begun, match.start(), match.end(), match.group(1)):
            yield from _stripped(text, begun, match.end())
            begun = match.end()
    yield from _stripped(text, begun, len(text))


def tokens(text: str, start: int, end: int) -> list[Piece]:
    """The tokens of the sentence `text[start:end]`: «в 2021 году.» has four."""
    chunks = [(match.start(), match.group()) for match in _CHUNK.finditer(text, start, end)]
    found: list[Piece] = []
    for i, (at, chunk) in enumerate(chunks):
        cuts = _CHUNKS[chunk]
        if cuts is None:  # what stands across the white space decides
            before = chunks[i - 1][1][-1] if i else ""
            after = chunks[i + 1][1][0] if i + 1 < len(chunks) else ""
            cuts = _cuts(chunk, before, after)
        for first, stop, word in cuts:
            apart = int(first == 0 and word[0] in DASHES and _opens_word(word))
            if apart:
                found.append(Piece(at, at + 1, word[0]))
            found.append(Piece(at + first + apart, at + stop, word[apart:]))
    return found if len(found) <= MARKS_KEPT else _without_long_runs_of_marks(found)


def _opens_word(chunk: str) -> bool:
    """True for «–методист», where a word begins behind the dash; «как -то» is left whole."""
    return chunk[1:2].isalpha() and chunk[1:].lower() not in _PARTICLES


def plain(word: str) -> str:
    """The word as its writer meant it: look-alikes Cyrillic, soft hyphens and accents out.

    A Latin letter is taken for a Cyrillic one only inside a part with Cyrillic letters whose Latin
    letters all have a look-alike: «Cовет», but not «PR-служба» and not «СOVID».
    """
    if word.isascii():
        return word
    if not _ODD.search(word):
        return word
    word = _INVISIBLE.sub("", unicodedata.normalize("NFC", word))
    return _LETTERS.sub(_cyrillic, word)


def lower(word: str) -> str:
    """`plain` in lower case with «е» for «ё»: «Всё» is «все»."""
    return plain(word).lower().replace("ё", "е")


# Sentences: razdel's rules in razdel's order, the cheap ones first written out here.


def _joins(text: str, begun: int, start: int, stop: int, delimiter: str) -> bool:
    """Whether the delimiter `text[start:stop]`, which has white space behind it, ends no sentence."""
    right = text[stop : stop + _WINDOW]
    match = FIRST_TOKEN.match(right)
    if match is None:
        return True
    token = match.group(1)
    if is_lower_alpha(token):
        return True
    if token not in GENERIC_QUOTES and (token in DELIMITERS or SMILE_PREFIX.match(right)):
        return True
    left = text[max(0, start - _WINDOW) : start]
    if LAST_TOKEN.search(left) is None:
        return True
    split = SentSplit(left, delimiter, right)
    # list_item asks for no more than 20 characters of the open sentence.
    split.buffer = text[begun : min(start, begun + _BUFFER)]
    for rule in _RULES:
        action = rule(split)
        if action:
            return bool(action == "join")
    return False


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = _NOT_SPACE.search(text, start, end)
    if first is not None:
        begun = first.start()
        yield begun, begun + len(text[begun:end].rstrip())


# Tokens: razdel's rules over atoms.


class _Atom(NamedTuple):
    kind: str
    text: str


def _chunk_cuts(chunk: str) -> list[Piece] | None:
    """The cuts of a chunk, or None where its neighbours matter («кое- кто», «5, 6»)."""
    return None if _asks_neighbours(chunk) else _cuts(chunk, "", "")


def _asks_neighbours(chunk: str) -> bool:
    if not 2 <= len(chunk) <= LONG_CHUNK:
        return False
    return _reaches(chunk[0], chunk[1]) or _reaches(chunk[-1], chunk[-2])


def _reaches(edge: str, inner: str) -> bool:
    """Whether the mark at a chunk's edge may hold its neighbour «кое-», «5,» but not «школ,»."""
    return edge in _HYPHENS or (edge in ".,/\\" and inner.isdecimal())


def _cuts(chunk: str, before: str, after: str) -> list[Piece]:
    """The cuts of a chunk between the characters that stand before and after the white space."""
    if len(chunk) > LONG_CHUNK:
        return [Piece(m.start(), m.end(), m.group()) for m in _LONG_PIECE.finditer(chunk)]
    atoms = [_Atom(str(m.lastgroup), m.group()) for m in ATOM.finditer(_LETTERS.sub(_cyrillic, chunk))]
    around = [*_atoms_of(before), *atoms, *_atoms_of(after)]
    shift = len(around) - len(atoms) - bool(after)
    found: list[Piece] = []
    start = at = len(atoms[0].text)
    start = 0
    for i in range(1, len(atoms)):
        left = around[i + shift - 2] if i + shift >= 2 else None
        right = around[i + shift + 1] if i + shift + 1 < len(around) else None
        if not _glued(left, atoms[i - 1], atoms[i], right, chunk, start, at):
            found.append(Piece(start, at, chunk[start:at]))
            start = at
        at += len(atoms[i].text)
    found.append(Piece(start, at, chunk[start:at]))
    return found


def _atoms_of(char: str) -> list[_Atom]:
    return [_Atom(str(m.lastgroup), m.group()) for m in ATOM.finditer(char)]


def _glued(
    left_2: _Atom | None, left: _Atom, right: _Atom, right_2: _Atom | None, chunk: str, start: int, at: int
) -> bool:
    """Whether no cut is made between the atoms `left` and `right`; the token so far is chunk[start:at]."""
    return (
        any(_bridged(marks, kinds, left_2, left, right, right_2) for marks, kinds in _BRIDGES)
        or (left.kind == right.kind == "PUNCT" and _marks_glued(left.text, right.text, chunk, start, at))
        or (left.kind == "OTHER" and right.kind in _OTHER)
        or (right.kind == "OTHER" and left.kind in _OTHER)
        or (right.text == "!" and left.text.lower() == "yahoo")
    )


def _bridged(marks: str, kinds: str, left_2: _Atom | None, left: _Atom, right: _Atom, right_2: _Atom | None) -> bool:
    """«какой-то», «3,14», «1/2»: a mark between two atoms of the right kinds holds them together."""
    one: _Atom | None
    other: _Atom | None
    if left.text in marks:
        one, other = left_2, right
    elif right.text in marks:
        one, other = left, right_2
    else:
        return False
    if one is None or other is None:
        return False
    if kinds == "INT":
        return one.kind == other.kind == "INT"
    return "PUNCT" not in (one.kind, other.kind)


def _marks_glued(left: str, right: str, chunk: str, start: int, at: int) -> bool:
    """«?!», «...», «--», «:-)»."""
    if at - start <= 4 and SMILE.match(chunk[start : at + 1]):
        return True
    return (left in ENDINGS and right in ENDINGS) or left + right in ("--", "**")


def _without_long_runs_of_marks(found: list[Piece]) -> list[Piece]:
    """All tokens but the inside of runs of marks: nothing can be read in 100,000 brackets."""
    kept: list[Piece] = []
    run: list[Piece] = []
    for piece in found:
        if _MARKS.fullmatch(piece.text):
            run.append(piece)
            continue
        kept += _outer(run)
        run = []
        kept.append(piece)
    return kept + _outer(run)


def _outer(run: list[Piece]) -> list[Piece]:
    half = MARKS_KEPT // 2
    return run if len(run) <= MARKS_KEPT else run[:half] + run[-half:]


def _cyrillic(match: re.Match[str]) -> str:
    """Letters with their Latin look-alikes made Cyrillic, if Cyrillic and Latin are mixed in them."""
    letters = match.group()
    if not _MIXED.fullmatch(letters):
        return letters
    return letters.translate(_LOOKALIKES) if _CYRILLIC.search(letters) else letters


_WINDOW = 10  # characters that razdel looks at on either side of a delimiter
_BUFFER = 21  # one more than the length at which a list marker ends for razdel
_RULES = RULES[4:]  # the first four are written out in `_joins` and `_DELIMITER`
_DELIMITER = re.compile(DELIMITER + r"(?=\s)")  # razdel never splits where no white space follows
_NOT_SPACE = re.compile(r"\S")
_CHUNK = re.compile(r"\S+")
_LONG_PIECE = re.compile(rf"[^\W\d_]{{1,{LONG_TOKEN}}}|\d{{1,{LONG_TOKEN}}}|(\S)\1{{0,{LONG_TOKEN - 1}}}")
_MARKS = re.compile(r"[\W_]+")
_HYPHENS = DASHES + "_"
_PARTICLES = frozenset(["то", "либо", "нибудь", "таки", "ка", "де"])
_BRIDGES = ((DASHES, "any"), ("_", "any"), (".,", "INT"), ("/\\", "INT"))
_OTHER = ("OTHER", "RU", "LAT")

_LATIN = "ABCEHKMOPTXYabcehkmoptxy"
_LOOKALIKES = str.maketrans(_LATIN, "АВСЕНКМОРТХУавсенкмортху")
_LETTERS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_MIXED = re.compile(f"(?=.*[{_LATIN}])[{_LATIN}А-Яа-яЁё]+")
_INVISIBLE = re.compile("[\u00ad\u0300\u0301\u200b-\u200f\u2060\ufeff]")
_ODD = re.compile("[A-Za-z\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]")

LOWER = Memo(lower)
_CHUNKS = Memo(_chunk_cuts)
