"""Latin letters that stand for Cyrillic ones in names: «Cидоров» with a Latin C.

Decides which Latin letters a typist took for Cyrillic; the text keeps its length. Leaves names to
`name_spans.py`.
"""

from __future__ import annotations

import re


def cyrillic(text: str) -> str:
    """The text with Latin letters that stand for Cyrillic ones replaced, length unchanged: «Cидоров» (C)."""
    if _MIXED.search(text) is not None:
        text = _LETTERS.sub(_unmixed, text)
    if _LATIN_INITIAL.search(text) is None:
        return text
    for initial in _LATIN_INITIALS:
        text = initial.sub(lambda found: found[0].translate(_LOOK_ALIKE), text)
    return text


def _unmixed(found: re.Match[str]) -> str:
    word = found[0]
    return word.translate(_LOOK_ALIKE) if _CYRILLIC.search(word) is not None else word


_MIXED = re.compile(r"[А-ЯЁа-яё][ABCEHKMOPTXaceopxy]|[ABCEHKMOPTXaceopxy][А-ЯЁа-яё]")
_LETTERS = re.compile(r"[А-Яа-яЁёA-Za-z]+")
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_LATIN_INITIAL = re.compile(r"[ABCEHKMOPTX]\.")
_LATIN_INITIALS = (
    re.compile(r"(?<![A-Za-z\d.-])[ABCEHKMOPTX](?=\. ?(?:[ABCEHKMOPTXА-ЯЁ]\.|[А-ЯЁ][а-яё]))"),
    re.compile(r"(?<=[А-ЯЁ]\.)[ABCEHKMOPTX](?=\.)|(?<=[А-ЯЁ]\. )[ABCEHKMOPTX](?=\.)"),
)
_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
