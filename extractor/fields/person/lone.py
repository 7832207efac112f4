"""Lone surnames that are persons by where they stand, and a contact's first name.

Decides that a surname without initials is a person in brackets after a body, after a label («Отв.: Рудашева»), in
a list of names, or where its owner stands elsewhere in full. Leaves surnames after a post to `behind_post.py`, in
cells to `columns.py`, names of two parts and more to `russian/name_spans.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from extractor.analysis import Analysis, Token
from extractor.fields.person.behind_post import (
    CLEAR,
    ends_name,
    is_adjectival,
    is_behind_post,
    posts_before,
    readings_of,
    worth_of,
)
from extractor.fields.person.columns import names_in_cells
from extractor.fields.person.in_sentence import is_in_sentence
from extractor.russian.morphology import parses
from extractor.russian.name_cases import surname_readings
from extractor.russian.name_patterns import quality
from extractor.russian.name_spans import NameSpan
from extractor.russian.name_words import first_name


def lone_names(
    analysis: Analysis,
    spans: Sequence[NameSpan],
    bodies: Sequence[tuple[int, int]] = (),
    heads: Mapping[int, list[str]] | None = None,
) -> list[NameSpan]:
    """All lone names outside `spans`, in no order; `bodies` are where organisations are named."""
    known = frozenset(r.reading.nominative for s in spans if s.last for r in surname_readings(s.last)[:6])
    taken = _tokens_of(analysis, spans)
    told = (
        *_contacts(analysis.text),
        *_bracketed(analysis, spans, known, bodies),
        *names_in_cells(analysis, heads or {}),
    )
    found = {s.start: s for s in told}
    found = {start: s for start, s in found.items() if bisect_left(analysis.starts, start) not in taken}
    seen = frozenset(e.first for e in analysis.entities_of("PER") if e.stop == e.first + 1)
    starts = frozenset(start for start, _ in bodies)
    tokens = analysis.tokens
    ends: dict[int, bool] = {}  # where a name ends: true if it is a lone surname
    for i, token in enumerate(tokens):
        word = token.text
        if i in taken or token.start in found:
            ends[i] = i not in taken
            continue
        if not word[0].isupper() or token.low in _LABELS or quality(word) is None:
            continue
        if _WORD.fullmatch(word) is None:
            if _is_in_capitals(tokens, i) and (_is_led(tokens, i) or is_behind_post(tokens, i, i in seen, taken)):
                found[token.start] = _lone(token.start, token.end, word)
                ends[i] = True
            continue
        if (
            _is_told_in_full(word, known)
            or _is_led(tokens, i)
            or is_in_sentence(tokens, i)
            or _is_titled(analysis.text, token)
            or is_behind_post(tokens, i, i in seen, taken)
            or _goes_on_list(tokens, i, ends, i in seen)
            or _is_of_body_behind(tokens, i, starts)
        ):
            found[token.start] = _lone(token.start, token.end, word)
            ends[i] = True
    return list(found.values())


def _is_in_capitals(tokens: Sequence[Token], i: int) -> bool:
    """True for a surname in capitals in a line that has other words: «Главный инженер ЛОСЕВ»."""
    word = tokens[i].text
    if not word.isupper() or len(word) < 4 or worth_of(word) < CLEAR or is_adjectival(word):
        return False
    before = [t.text for t in tokens[max(0, i - 6) : i] if t.unit == tokens[i].unit]
    return any(text.islower() or text[1:].islower() for text in before if len(text) > 2)


def _tokens_of(analysis: Analysis, spans: Sequence[NameSpan]) -> set[int]:
    """Indices of the tokens that the spans cover."""
    taken: set[int] = set()
    for span in spans:
        first = bisect_left(analysis.starts, span.start)
        first -= int(first > 0 and analysis.tokens[first - 1].end > span.start)
        taken.update(range(first, bisect_left(analysis.starts, span.end)))
    return taken


def _is_told_in_full(word: str, known: frozenset[str]) -> bool:
    """True for «Карпенюка» where the document has «Карпенюк А.Н.»."""
    return len(word) > 2 and (_SHAPED.search(word) is not None or _worth(word) >= 0) and _is_known(word, known)


def _is_known(word: str, known: frozenset[str]) -> bool:
    if not known or first_name(word):
        return False
    return any(r.reading.nominative in known for r in surname_readings(word)[:3])


def _is_led(tokens: Sequence[Token], i: int) -> bool:
    """True after a label: «Отв. Граб», «Слушали: Рудашеву», «Ответственные за уборку: Сорока»."""
    if worth_of(tokens[i].text) == 0 or not ends_name(tokens, i, is_adjectival(tokens[i].text)):
        return False
    j = i - 1
    while j >= max(0, i - 3) and tokens[j].text in (".", ":", "-", "–", "—"):
        j -= 1
    if j < 0 or tokens[j].unit != tokens[i].unit:
        return False
    if tokens[j].low in _LABELS:
        return _LABELS[tokens[j].low] == "any" or j < i - 1
    return tokens[i - 1].text == ":" and _is_label(tokens, j)


def _is_label(tokens: Sequence[Token], j: int) -> bool:
    """True for «Ответственные за уборку», whose last word is at `j`."""
    for k in range(j, max(-1, j - _LONGEST_LABEL), -1):
        if tokens[k].unit != tokens[j].unit or not (tokens[k].text[0].isalnum() or tokens[k].text == "№"):
            return False
        if tokens[k].low in _LABELS or tokens[k].low.startswith(_GROUPS):
            return True
    return False


def _is_titled(text: str, token: Token) -> bool:
    """True behind a form of address or a degree: «тов. Лыжин», «к.п.н. Рябова»."""
    if not worth_of(token.text, backed=True):
        return False
    return _TITLE.search(text[max(0, token.start - 20) : token.start]) is not None


def _goes_on_list(tokens: Sequence[Token], i: int, ends: Mapping[int, bool], is_seen: bool) -> bool:
    """True for «Сычёв» of «Лосевой К., Сычёву», «Сорока» of «Отв. Лосев, Сорока»."""
    if i < 2 or tokens[i - 1].low not in (",", "и") or tokens[i - 1].unit != tokens[i].unit:
        return False
    before = i - 2 if i - 2 in ends else i - 3 if tokens[i - 2].text == "." and i - 3 in ends else None
    worth = 0 if before is None else worth_of(tokens[i].text, backed=ends[before])
    if before is None or worth == 0 or not ends_name(tokens, i, is_adjectival(tokens[i].text)):
        return False
    if not ends[before]:
        is_place = any(p.known and "Geox" in p.tag for p in parses(tokens[i].low))
        return (worth == CLEAR or is_seen) and not is_place and not is_adjectival(tokens[i].text)
    mine = {r.case for r in readings_of(tokens[i].text)}
    theirs = {r.case for r in readings_of(tokens[before].text)}
    return "?" in mine | theirs or bool(mine & theirs)


def _is_of_body_behind(tokens: Sequence[Token], i: int, starts: frozenset[int]) -> bool:
    """True for «с участием Рябова (Ростехнадзор)»: brackets that open with a body tell whose the person is."""
    if i + 2 >= len(tokens) or tokens[i + 1].text != "(" or tokens[i + 2].start not in starts:
        return False
    before = tokens[i - 1].low if i else ""
    return worth_of(tokens[i].text) == CLEAR and not is_adjectival(tokens[i].text) and before not in _WHERE


def _bracketed(
    analysis: Analysis, spans: Sequence[NameSpan], known: frozenset[str], bodies: Sequence[tuple[int, int]]
) -> Iterator[NameSpan]:
    """«ОАО „Заря“ (Марчук)», «(Лосева, Граб, Сычёв)», «(Лосев – Вайс)»: nothing but names."""
    text = analysis.text
    starts = [span.start for span in spans]
    ends = frozenset(end for _, end in bodies)
    for found in _BRACKETS.finditer(text):
        lone = []
        if _DEFINES.match(text, found.start()) is not None:
            continue
        for piece in _PIECE.finditer(text, found.start() + 1, found.end() - 1):
            start = _behind_dash(piece)
            name = text[start : piece.end()]
            if _WORD.fullmatch(name) is not None:
                lone.append((start, name, start > piece.start()))
            else:
                i = bisect_left(starts, start)
                i -= int(i > 0 and (i == len(starts) or starts[i] > start) and spans[i - 1].start == piece.start())
                if i >= len(starts) or not _is_name(text, piece, spans[i], start):
                    break
        else:
            if lone and _are_names(analysis, found, lone, known, ends):
                yield from (_lone(start, start + len(name), name) for start, name, _ in lone)


def _is_name(text: str, piece: re.Match[str], span: NameSpan, start: int) -> bool:
    """True where a full name fills a piece of brackets: «Рябова О.Н.», «Рябова О.Н. – больничный»."""
    if span.start <= start and span.end >= piece.end():
        return True
    return span.start == piece.start() and _REMARK.match(text, span.end, piece.end()) is not None


def _are_names(
    analysis: Analysis,
    found: re.Match[str],
    lone: Sequence[tuple[int, str, bool]],
    known: frozenset[str],
    ends: frozenset[int],
) -> bool:
    """Whether the lone words in brackets are surnames, each of them."""
    worths = [_bracket_worth(name, known, told) for _, name, told in lone]
    commas = found[0].count(",")
    if min(worths) == 3:
        return True
    at = bisect_left(analysis.starts, found.start())
    if all(is_adjectival(name) for _, name, _ in lone) and len(lone) > commas and _is_of_places(analysis.tokens, at):
        return False
    if min(worths) >= 0 and (max(worths) >= 2 or len(worths) < commas + 1):
        return True
    before = len(analysis.text[max(0, found.start() - 3) : found.start()].rstrip()) + max(0, found.start() - 3)
    backed = before in ends or _is_addressed(analysis.tokens, at) or bool(posts_before(analysis.tokens, at))
    return backed and all(worth_of(name) for _, name, _ in lone)


def _is_of_places(tokens: Sequence[Token], at: int) -> bool:
    """True for «сельских управ (Липовской, Заречной)»: many bodies, told apart by adjectives."""
    before = tokens[at - 1] if at else None
    return before is not None and any(str(p.tag.number) == "plur" for p in parses(before.low)[:2])


def _is_addressed(tokens: Sequence[Token], at: int) -> bool:
    """True for brackets behind a dative: «Отделу ЖКХ (Рыбак) вывезти снег», «Главам Липовского (Граб) …»."""
    for k in range(at - 1, max(-1, at - _LONGEST_ADDRESS), -1):
        token = tokens[k]
        if token.unit != tokens[at].unit or token.text in ";:!?" or token.tag.verb_form in ("Fin", "Inf"):
            return False
        if token.tag.pos in ("NOUN", "PROPN") and token.case == "Dat":
            return k == 0 or tokens[k - 1].tag.pos not in ("VERB", "ADP") or tokens[k - 1].unit != token.unit
    return False


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
    "докл": "mark",  # докл. Граб
    "инф": "mark",  # инф. Граб
    "информ": "mark",  # информ. Рудашевой
    "докладывает": "any",  # Докладывает Граб
    "слушали": "any",  # Слушали: Рудашеву
    "выступил": "any",  # Выступил Граб
    "выступила": "any",  # Выступила Рудашева
    "выступили": "any",  # Выступили: Граб, Рудашева
    "место": "mark",  # 1 место – Граб
    "дежурный": "mark",  # Дежурный: Граб
    "дежурная": "mark",  # Дежурная – Рудашева
    "дежурные": "mark",  # Дежурные: Граб, Рудашева
    "присутствовали": "mark",  # Присутствовали: Граб, Рудашева
    "присутствуют": "mark",  # Присутствуют: Граб, Рудашева
    "отсутствовали": "mark",  # Отсутствовали: Граб, Рудашева
    "отсутствуют": "mark",  # Отсутствуют: Граб, Рудашева
    "отсутствует": "mark",  # Отсутствует: Граб
    "приглашенные": "mark",  # Приглашённые: Граб, Рудашева
    "приглашенный": "mark",  # Приглашённый: Граб
    "секретари": "mark",  # Секретари: Граб, Рудашева
    "призеры": "mark",  # Призёры: Граб, Рудашева
    "победители": "mark",  # Победители: Граб, Рудашева
    "приглашены": "mark",  # Приглашены: Граб, Рудашева
    "за": "mark",  # Голосовали за: Граб, Рудашева
    "против": "mark",  # Против: Граб
    "воздержался": "mark",  # Воздержался: Граб
    "воздержались": "mark",  # Воздержались: Граб, Рудашева
    "победил": "any",  # победил Граб
    "победила": "any",  # победила Рудашева
}
# those who are listed behind a colon, by the beginnings of the words: «Счётная комиссия: Граб, Рудашева»
_GROUPS = ("комисси", "жюри", "президиум", "бригад", "звен", "штаб", "оргкомитет", "комитет", "экипаж", "смен", "актив")
_LONGEST_LABEL = 6  # tokens of «Ответственные за уборку территории»
_LONGEST_ADDRESS = 25  # tokens of the body that must act, before its brackets
_WHERE = frozenset(["в", "во", "на", "из", "под", "у", "с", "г"])
_DEFINES = re.compile(r"\(\s*далее\b")  # «(далее – Центр)»
_REMARK = re.compile(r"\s*[-–—]\s")
_TITLE = re.compile(
    r"(?:(?<![\w.])(?:[Тт]ов|[Гг]р|(?<!\d )т|акад|[Дд]-р|[Гг]-(?:н|на|ну|ном|жа|жи|же|жу|жой))\.?"
    r"|\b(?:господин|товарищ|гражданин)(?:а|у|ом|)|\bгосп(?:ожа|ожи|оже|ожу|ожой)"
    r"|(?<![\w.])[кд]\.\s?[а-я]{1,6}\.?(?:-[а-я]{1,3}\.)?\s?н\.|\b(?:канд|докт)\.\s?[а-я]{1,9}\.?\s?наук)\s*$"
)
_WORD = re.compile(r"(?<![А-Яа-яЁёA-Za-z\d])[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*(?![А-Яа-яЁёA-Za-z])")
_BRACKETS = re.compile(r"\([^()\n]{2,200}\)")
_PIECE = re.compile(r"[^,;()\s][^,;()]*[^,;()\s]")
_OF_WHOM = re.compile(r"[^–—-]{2,60}\s[–—-]\s+(?=[А-ЯЁ])")
_SHAPED = re.compile(r"[сц]к(?:ий|ой|ого|ому|им|ом|ая|ую)$|[оеё]в|[иы]н")
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
