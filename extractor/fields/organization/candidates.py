"""A candidate for an organisation: its span, what it is called and of which kind it seems to be.

Decides how a span becomes a candidate and what kind its words speak for. Leaves finding to
`heads.py` and `spans.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.fields.organization.names import cyrillic, inner_name, official_name, split_form
from extractor.fields.organization.scene import Scene
from extractor.russian.bodies import Head, head_noun
from extractor.russian.body_words import kind_by_words
from extractor.russian.legal_forms import is_education_mark, legal_form


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `first` … `stop - 1`; `weak` ones count only as mentions of something named elsewhere.

    `placed` is the text with a place after the name («СОШ № 8» г. Энска), "" where there is none.
    """

    first: int
    stop: int
    start: int
    end: int
    name: str
    kind: str
    rule: str
    weak: bool = False
    head: str = ""
    placed: str = ""


def candidate(
    scene: Scene, first: int, stop: int, rule: str, *, kind: str = "", name: str | None = None,
    head: str = "", weak: bool = False, placed_stop: int = 0, end: int = 0,
) -> Candidate:  # fmt: skip
    """The candidate over tokens `first` … `stop - 1`; the name and the kind are read off where not given."""
    name = official_name(scene.text(first, stop).rstrip(",;")) if name is None else name
    placed = official_name(scene.text(first, placed_stop)) if placed_stop > stop else ""
    start = scene.tokens[first].start
    end = end or start + len(scene.text(first, stop).rstrip(",;"))
    return Candidate(
        first, stop, start, end, name, kind or kind_of(name), rule,
        weak, head, placed,
    )  # fmt: skip


def kind_of(name: str, head: Head | None = None) -> str:
    """authority, education …: the legal form if it tells, then the words of the name, then the head."""
    form, rest = split_form(cyrillic(name))
    words = form.split(" ") if form else []
    legal = legal_form(words[0]) if words else None
    if legal is not None and legal.kind in ("education", "health", "media"):
        return legal.kind
    told = kind_by_words(rest if form else name) or kind_of_letters(inner_name(name) or rest)
    if legal is not None and legal.kind in ("company", "association"):
        return legal.kind
    if any(is_education_mark(word) for word in words[1:]):
        return "education"
    if head is None and not form:
        head = next((h for h in map(head_noun, name.split(" ")[:6]) if h is not None), None)
    if head is not None and head.kind not in ("other", "education", "science") and head.cls != "legal":
        return head.kind
    if head is not None and head.lemma in ("общество", "объединение") and "«" not in name:
        return "association"
    if head is not None and head.cls == "union" and head.kind == "other":
        return "other"
    if told is not None:
        return told
    if head is not None:
        return head.kind
    return legal.kind if legal is not None and legal.kind else "other"


def kind_of_letters(word: str) -> str | None:
    """The kind that capitals of one word speak for: «ЕГУ», «РЦРО» of education, «ЦРБ» of health."""
    for kind, pattern in _LETTER_KINDS:
        if pattern.search(word) is not None:
            return kind
    return None


_LETTER_KINDS = (
    ("education", re.compile(r"^[А-ЯЁа-яё]{1,6}(?:ГУ|ГТУ|ГПУ|ГМУ|ГАУ|ИРО|ИРРО|ЦОПП|ИПКРО|ЦРО|ДДТ|ЦДТ)$")),
    ("education", re.compile(r"^(?:ЦНППМ|СОШ|(?:ЦО|ИРО|ИМЦ)$)")),
    ("science", re.compile(r"РАН$|^НИИ")),
    ("health", re.compile(r"(?:ЦРБ|ОКБ|ГКБ)$")),
    ("authority", re.compile(r"^(?:УФ\w+|ФИОКО|ФАНО|КДН|УГПС|ЦИК|ТИК|РЭК|УО)$|^Ф[А-Я]{2}$")),
)  # fmt: skip
