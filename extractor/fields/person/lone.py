"""Lone surnames that are persons by where they stand, and a contact's first name.

Decides that a surname without initials is a person in brackets after a body, after a post («воспитатель
Гордеева»), after a label («Отв.: Рудашева»), or where its owner stands elsewhere in full. Leaves names of two
parts and more to `russian/name_spans.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractor.analysis import Analysis, Token
from extractor.russian.name_cases import surname_readings
from extractor.russian.name_patterns import quality
from extractor.russian.name_spans import NameSpan
from extractor.russian.name_words import first_name, patronymic
from extractor.russian.posts import is_abbreviated_post, is_post_word


def lone_names(analysis: Analysis, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """All lone names outside `spans`, in no order."""
    known = frozenset(r.reading.nominative for s in spans if s.last for r in surname_readings(s.last)[:6])
    taken = _tokens_of(analysis, spans)
    found = {s.start: s for s in (*_contacts(analysis.text), *_bracketed(analysis.text, spans, known))}
    found = {start: s for start, s in found.items() if bisect_left(analysis.starts, start) not in taken}
    tokens = analysis.tokens
    for i, token in enumerate(tokens):
        word = token.text
        if not ("А" <= word[0] <= "Я" and len(word) > 2 and word[1:2].islower()) or i in taken:
            continue
        worth = quality(word)
        if worth is None or token.start in found:
            continue
        if (
            (_SHAPED.search(word) or worth >= 0)
            and _is_known(word, known)
            or (worth >= 0 and _is_led(tokens, i, worth))
            or (worth >= 2 and _is_behind_post_phrase(tokens, i))
        ):
            found[token.start] = _lone(token.start, token.end, word)
    return list(found.values())


def _tokens_of(analysis: Analysis, spans: Sequence[NameSpan]) -> set[int]:
    """Indices of the tokens that the spans cover."""
    taken: set[int] = set()
    for span in spans:
        first = bisect_left(analysis.starts, span.start)
        first -= int(first > 0 and analysis.tokens[first - 1].end > span.start)
        taken.update(range(first, bisect_left(analysis.starts, span.end)))
    return taken


def _is_known(word: str, known: frozenset[str]) -> bool:
    """True for «Карпенюка» where the document has «Карпенюк А.Н.»."""
    if not known or first_name(word):
        return False
    return any(r.reading.nominative in known for r in surname_readings(word)[:3])


def _is_led(tokens: Sequence[Token], i: int, worth: int) -> bool:
    """True after a post or a label: «воспитатель Гордеева», «зам. директора по УВР Рудашева», «Отв. Граб»."""
    j = i - 1
    while j >= max(0, i - 3) and tokens[j].text in (".", ":", "-", "–", "—"):
        j -= 1
    if j < 0 or tokens[j].unit != tokens[i].unit or patronymic(tokens[i].text):
        return False
    if tokens[j].low in _LABELS:
        return _LABELS[tokens[j].low] == "any" or j < i - 1
    if tokens[j].text == "»" and j == i - 1:
        return worth >= 2 and not _goes_on(tokens, i, verbs=True) and _is_post_of_body(tokens, j)
    if worth < 2 or (_ADJECTIVAL.search(tokens[i].low) is not None and _goes_on(tokens, i)):
        return False  # «директор Лужской школы»
    if j == i - 1 and j > 2 and tokens[j].text.isupper() and tokens[j - 1].low == "по":
        return any(is_post_word(token.low) for token in tokens[max(0, j - 4) : j - 1])
    return is_post_word(tokens[j].low) and (j == i - 1 or is_abbreviated_post(tokens[j].low))


def _is_behind_post_phrase(tokens: Sequence[Token], i: int) -> bool:
    """True for «заведующая складом Гринёва сообщила», «мастер цеха Рябова»: a post with its complement."""
    k = i - 1
    while k > max(0, i - _LONGEST_COMPLEMENT) and _complements(tokens[k]):
        k -= 1
    post = tokens[k]
    if k == i - 1 or k < 0 or post.unit != tokens[i].unit or not is_post_word(post.low) or post.tag.number == "Plur":
        return False
    word = tokens[i]
    if _ADJECTIVAL.search(word.low) is not None or _is_genitive_only(word.text):
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.unit != word.unit or (tokens[i - 1].text.isupper() and after.text in ".,;:)"):
        return tokens[i - 1].text.isupper()
    gender = {"Masc": "m", "Fem": "f"}.get(after.tag.gender)
    likely = [r.reading for r in surname_readings(word.text)[:2]]
    return after.tag.verb_form == "Fin" and any(r.case == "nom" and gender in (None, r.gender) for r in likely)


def _complements(token: Token) -> bool:
    """True for the words between a post and a name: «библиотекой», «по УВР», «сельского поселения»."""
    if token.text.isupper() and len(token.text) > 1:
        return True
    return token.text[0].islower() and (
        (token.pos in ("NOUN", "ADJ") and token.case in ("Gen", "Ins", "Dat") and not is_post_word(token.low))
        or token.low in ("по", "и")
    )


def _is_genitive_only(word: str) -> bool:
    """True for «имени Пушкина» words that end a name of a body: no nominative among the likely readings."""
    return all(r.reading.case not in ("nom", "?") for r in surname_readings(word)[:2])


def _is_post_of_body(tokens: Sequence[Token], i: int) -> bool:
    """True where a post opens the phrase whose quotes close at `i`: «мастеру участка ОАО „Свет“ Рябову»."""
    k = i - 1
    while k > max(0, i - 12) and tokens[k].text != "«":
        k -= 1
    for token in reversed(tokens[max(0, k - 7) : k]):
        if token.text in ",;:.()»" or token.tag.verb_form in ("Fin", "Inf"):
            return False
        if is_post_word(token.low) and token.text not in ("ИП",):
            return token.tag.number != "Plur"
    return False


def _goes_on(tokens: Sequence[Token], i: int, *, verbs: bool = False) -> bool:
    """True where words follow that a name may be part of; with `verbs`, other words than verbs."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if verbs and after is not None and after.tag.pos in ("VERB", "ADP", "CCONJ"):
        return False
    return after is not None and after.unit == tokens[i].unit and after.text not in ".,;:)"


def _bracketed(text: str, spans: Sequence[NameSpan], known: frozenset[str]) -> Iterator[NameSpan]:
    """«ОАО „Заря“ (Никончук)», «(Разумовская, Тен, Артамонов)», «(Ольховский – Вайс)»: nothing but names."""
    starts = [span.start for span in spans]
    for found in _BRACKETS.finditer(text):
        lone = []
        for piece in _PIECE.finditer(text, found.start() + 1, found.end() - 1):
            start = _behind_dash(piece)
            name = text[start : piece.end()]
            if _WORD.fullmatch(name) is not None:
                lone.append((start, name, start > piece.start()))
            else:
                i = bisect_left(starts, start)
                if i >= len(starts) or starts[i] > start or spans[i].end < piece.end():
                    break
        else:
            worths = [_bracket_worth(name, known, told) for _, name, told in lone]
            if lone and min(worths) >= 0 and (max(worths) >= 2 or len(worths) < found[0].count(",") + 1):
                yield from (_lone(start, start + len(name), name) for start, name, _ in lone)


def _behind_dash(piece: re.Match[str]) -> int:
    """Where the name begins in «Ольховский – Вайс»: the piece of a list that first tells of whom."""
    dash = _OF_WHOM.match(piece[0])
    return piece.start() if dash is None else piece.start() + dash.end()


def _contacts(text: str) -> Iterator[NameSpan]:
    """«Контактное лицо: Ольга», «Граб 2-34-56» at the foot: all that is given of who answers."""
    if "онтакт" in text or "оординатор" in text:
        for found in _CONTACT.finditer(text):
            if first_name(found["name"]):
                yield NameSpan(found.start("name"), found.end("name"), None, found["name"], None, "F", 1)
    for found in _BESIDE_PHONE.finditer(text):
        name = found["name"] or found["before"]
        if first_name(name) and first_name(name)[0].case == "nom":
            yield NameSpan(*found.span("name" if found["name"] else "before"), None, name, None, "F", 1)
    for found in _FOOT.finditer(text, max(0, len(text) - 300)):
        if _worth(found["name"]) >= 2 and not first_name(found["name"]):
            yield _lone(found.start("name"), found.end("name"), found["name"])


def _bracket_worth(word: str, known: frozenset[str], told: bool) -> int:
    """As a surname's quality; «Разумовская» is a town as well, but also a person of the document.

    `told` is true where a dash says whose it is; then a first name may be a surname.
    """
    return 3 if _is_known(word, known) else -1 if first_name(word) and not told else _worth(word)


def _worth(word: str) -> int:
    worth = quality(word)
    return -1 if worth is None else worth


def _lone(start: int, end: int, word: str) -> NameSpan:
    return NameSpan(start, end, word, None, None, "S", 0)


# label before a surname: «any» stands alone, «mark» needs its point, colon or dash
_LABELS = {
    "отв": "mark",  # Отв. Рудашева
    "ответственный": "mark",  # Ответственный: Рудашева
    "ответственная": "mark",  # Ответственная – Рудашева
    "ответственные": "mark",  # Ответственные: Рудашева, Граб
    "исп": "mark",  # Исп. Рудашева
    "исполнитель": "mark",  # Исполнитель: Рудашева
    "исполнители": "mark",  # Исполнители: Рудашева, Граб
    "докладчик": "mark",  # Докладчик: Граб
    "докладчики": "mark",  # Докладчики: Граб, Рудашева
    "докладывает": "any",  # Докладывает Граб
    "слушали": "any",  # Слушали: Рудашеву
    "выступил": "any",  # Выступил Граб
    "выступила": "any",  # Выступила Рудашева
    "выступили": "any",  # Выступили: Граб, Рудашева
    "место": "mark",  # 1 место – Граб
    "победил": "any",  # победил Граб
    "победила": "any",  # победила Рудашева
}
_LONGEST_COMPLEMENT = 7  # tokens between a post and the surname
_WORD = re.compile(r"(?<![А-Яа-яЁёA-Za-z\d])[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*(?![А-Яа-яЁёA-Za-z])")
_BRACKETS = re.compile(r"\([^()\n]{2,200}\)")
_PIECE = re.compile(r"[^,;()\s][^,;()]*[^,;()\s]")
_OF_WHOM = re.compile(r"[^–—-]{2,60}\s[–—-]\s+(?=[А-ЯЁ])")
_SHAPED = re.compile(r"[сц]к(?:ий|ой|ого|ому|им|ом|ая|ую)$|[оеё]в|[иы]н")
_ADJECTIVAL = re.compile(r"(?:[сц]к|[нв])(?:ий|ой|ого|ому|им|ом|ая|ую|ый|ым)$")
_FOOT = re.compile(
    r"^[ \t]*(?:исп\.?\s*)?(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)[ ,\t]+(?:тел[.:]*\s*)?[\d(][\d() -]{3,}",
    re.MULTILINE | re.IGNORECASE,
)
# «+7 900 123-45-67 Лилия», «8-900-123-45-67 (Карина)», «Марина, 8 900 123 45 67»
_MOBILE = r"(?:\+7|8)(?:[ \u00a0()-]{0,3}\d){10}(?!\d)"
_GIVEN = r"[А-ЯЁ][а-яё]{2,12}"
_BESIDE_PHONE = re.compile(
    rf"(?<!\d){_MOBILE}[ \t,–—(-]{{1,5}}(?P<name>{_GIVEN})(?=\s*(?:[.,;)|]|$))"
    rf"|(?:^|(?<=[,:;–—(-]))[ \t]*(?P<before>{_GIVEN})[ ,:–—(-]{{1,4}}(?:тел[.:]*[ ]?)?{_MOBILE}",
    re.MULTILINE,
)
_CONTACT = re.compile(
    r"(?i:контактн[а-яё]+ (?:лиц[а-яё]+|телефон[а-яё]*)|контакты"
    r"|координатор)[^\n:–—]{0,60}[:–—-]\s*(?:[\d()+ -]{5,20},?\s*)?(?P<name>[А-ЯЁ][а-яё]+)"
    r"(?=\s*(?:[.,;(]|$|тел|\n))",
    re.MULTILINE,
)
