"""Words parted at the end of a line: «настав-» and «ников» are «наставников» again.

Decides by the dictionary whether a hyphen is the word's own («онлайн-формат») or the typesetter's.
"""

from __future__ import annotations

import re


def joined(before: str, line: str) -> str:
    """Two lines of a paragraph as one: with a space, or without one where a word was parted."""
    head, tail = HEAD.search(before, max(0, len(before) - LONGEST)), TAIL.match(line)
    if head is None or tail is None:
        return f"{before} {line}"
    return before + line if _is_own(head[1], tail[0]) else before[:-1] + line


def _is_own(head: str, tail: str) -> bool:
    """The hyphen stays where the whole is no word of the dictionary, and what follows is one."""
    from extractor.russian.morphology import parses

    is_word = parses((head.rpartition("-")[2] + tail.partition("-")[0]).lower())[0].known
    return not is_word and parses(tail.partition("-")[0].lower())[0].known


LONGEST = 63  # letters and the hyphen; a paragraph may be a megabyte, and its end is all that matters
HEAD = re.compile(r"([^\W\d_][\w-]{0,60})-$")
TAIL = re.compile(r"[а-яё][\w-]{0,60}")
