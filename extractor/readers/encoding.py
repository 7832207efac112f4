"""Bytes to characters: which encoding a Russian plain text is in.

Decides the encoding, how sure that is, and what stands for bytes that cannot be read. A byte order
mark, UTF-16's zero bytes and strict UTF-8 settle most files; the five one-byte Cyrillic code pages
are told apart by how likely the letters stand side by side. Leaves lines to `text.py`.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from extractor.readers.letter_pairs import log_likelihood

SAMPLE = 4000  # letters are enough to tell code pages apart, whatever the file's size
SURE = 0.9  # below this the reader warns


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were in, 0…1 how sure that is, and how many were unreadable."""

    text: str
    encoding: str
    confidence: float
    lost: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text of plain-text bytes, or None where they look like no text.

    b"\\xcf\\xf0\\xe8\\xea\\xe0\\xe7" is «Приказ» in cp1251.
    """
    decoded = _by_mark(data) or _utf16(data) or _utf8(data) or _code_page(data)
    return None if decoded is None or _is_binary(decoded) else decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, 1.0)
    return None


def _utf16(data: bytes) -> Decoded | None:
    """Of «Приказ» every second byte is 4; in Russian or English UTF-16 they are 0 or 4."""
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        high, low = data[first:SAMPLE:2], data[1 - first : SAMPLE : 2]
        if high and low and _share(high, b"\x00\x04") > 0.7 and _share(low, b"\x00\x04") < 0.2:
            return _decoded(data, encoding, 0.99)
    return None


def _utf8(data: bytes) -> Decoded | None:
    """Strict UTF-8, lone surrogates, or UTF-8 in which a few bytes are broken."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError:
        whole = len(MULTIBYTE.findall(data))
    decoded = _decoded(data, "utf-8", 1.0)
    if whole < WHOLE_FOR_A_LOST * decoded.lost:
        return None
    return Decoded(decoded.text, "utf-8", round(1 - decoded.lost / (4 * whole), 3), decoded.lost)


def _code_page(data: bytes) -> Decoded | None:
    """The likeliest one-byte encoding; its confidence is its share among all that read differently."""
    sample = _letters(data)
    likelihood: dict[str, float] = {}
    encodings: dict[str, str] = {}
    for encoding, rarity in CODE_PAGES:
        text = sample.decode(encoding, "replace")
        encodings.setdefault(text, encoding)
        likelihood.setdefault(text, log_likelihood(text) - rarity)
    best = max(likelihood, key=lambda text: likelihood[text])
    confidence = 1 / sum(2 ** max(-60.0, value - likelihood[best]) for value in likelihood.values())
    high = len(sample) - sample.count(b" ")
    nonsense = likelihood[best] < NONSENSE * (high + 4)
    if nonsense and high > 0.2 * min(len(data), SAMPLE):
        return None
    return _decoded(data, encodings[best], round(confidence * (0.5 if nonsense else 1), 3))


def _letters(data: bytes) -> bytes:
    """The first runs of bytes above 127, as words: letters of every Cyrillic code page are there."""
    runs: list[bytes] = []
    size = 0
    for run in HIGH_RUN.finditer(data):
        runs.append(run.group()[: SAMPLE - size])
        size += len(runs[-1]) + 1
        if size >= SAMPLE:
            break
    return b" ".join(runs)


def _decoded(data: bytes, encoding: str, confidence: float) -> Decoded:
    """Decode whatever the bytes; each lone surrogate or unreadable sequence becomes one «�»."""
    try:
        text = data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    text, surrogates = SURROGATE.subn("\ufffd", text)
    lost = surrogates + text.count("\ufffd") - surrogates
    return Decoded(text, encoding, confidence, lost)


def _is_binary(decoded: Decoded) -> bool:
    """Control characters make a file no text, fewer of them where the encoding is a guess."""
    sample = decoded.text[: 16 * SAMPLE]
    controls = len(CONTROL.findall(sample))
    most = 0.3 if decoded.encoding.startswith("utf") else 0.1
    return controls > most * max(1, len(sample))


def _share(sample: bytes, values: bytes) -> float:
    return sum(map(sample.count, values)) / len(sample)


WHOLE_FOR_A_LOST = 4  # other encodings read as UTF-8 give at best one good sequence for a bad one
# The usual ones first; how much rarer than the first, in bits. It decides texts of a few letters.
CODE_PAGES = (("cp1251", 0), ("koi8-r", 3), ("cp866", 3), ("iso8859-5", 6), ("mac-cyrillic", 6))
NONSENSE = -9.5  # bits a letter; Russian has about -4, abbreviations -8, random bytes below -12

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HIGH_RUN = re.compile(rb"[\x80-\xff]+")
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
