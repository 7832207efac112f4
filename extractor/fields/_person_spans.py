"""Where the document names a person, and in which case each mention stands.

Decides which names are no persons (streets, namesakes, names inside organisations), and where a lone
surname is one: in brackets after a body, after a post, after «Отв.», or when its owner stands elsewhere
in full. Leaves joining the mentions to `people.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from extractor.analysis import Analysis
from extractor.russian.name_cases import surname_readings
from extractor.russian.name_letters import cyrillic
from extractor.russian.name_spans import NameSpan, find_names, quality
from extractor.russian.name_words import first_name, patronymic
from extractor.russian.posts import is_post_word


class Sighting(NamedTuple):
    """One mention of a person: tokens `first` … `stop - 1` of the document, in unit `unit`."""

    span: NameSpan
    first: int
    stop: int
    unit: int


class Ranges:
    """Spans of the text that never overlap, for asking which one covers an offset."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(set(spans))
        self.starts = [start for start, _ in self.spans]

    def covers(self, start: int, end: int) -> bool:
        """True where one of the spans holds all of `start` … `end` and more."""
        i = bisect_right(self.starts, start)
        return any(
            self.spans[k][0] <= start
            and end <= self.spans[k][1]
            and (end - start) < self.spans[k][1] - self.spans[k][0]
            for k in range(max(0, i - 4), i)
        )


def sightings(analysis: Analysis, organizations: Sequence[Any]) -> list[Sighting]:
    """All mentions with two parts or more, and lone surnames that their place tells, in order."""
    text = cyrillic(analysis.text)
    bodies = Ranges((m.start, m.end) for o in organizations for m in (o, *o.mentions))
    hints = [(e.start, e.end) for e in analysis.entities_of("PER")] + _initials_with_names(analysis)
    spans = [
        span
        for span in find_names(text, hints)
        if not bodies.covers(span.start, span.end) and not _is_namesake(text, span)
    ]
    spans += _lone_names(text, spans, hints, bodies)
    spans += _known_surnames(text, spans, bodies)
    return [s for span in sorted(spans) if (s := _seen(analysis, span)) is not None]


def _initials_with_names(analysis: Analysis) -> list[tuple[int, int]]:
    """«С. Харьков» where the parser sees one name, though Харьков is a town."""
    tokens = analysis.tokens
    return [
        (one.start, other.end)
        for one, dot, other in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if dot.text == "." and len(one.text) == 1 and one.text.isupper() and other.relation == "flat:name"
    ]


def _seen(analysis: Analysis, span: NameSpan) -> Sighting | None:
    """The span with its tokens; None in furniture."""
    first = bisect_left(analysis.starts, span.start)
    if first and analysis.tokens[first - 1].end > span.start:
        first -= 1  # «руководитель-Сверчкова» is one token
    stop = bisect_left(analysis.starts, span.end)
    if first >= stop or analysis.tokens[first].start >= span.end:
        return None
    return Sighting(span, first, stop, analysis.tokens[first].unit)


def _is_namesake(text: str, span: NameSpan) -> bool:
    """True after «имени», «ул.», «премия»: «Лицей имени И.В. Авдзейко» names no person."""
    before = text[max(0, span.start - 90) : span.start]
    if _STREET.search(before) is not None:
        return True
    found = list(_NAMESAKE.finditer(before))
    if not found:
        return False
    namesake = found[-1]
    between = before[namesake.end() :].split()
    if namesake["prize"] and not any(w.reading.case in ("gen", "?") for w in surname_readings(span.last or "")[:4]):
        return False  # «премию Иванову»
    return all(_TITLE_WORD.match(word) is not None for word in between)


def _lone_names(
    text: str, spans: Sequence[NameSpan], hints: Sequence[tuple[int, int]], bodies: Ranges
) -> list[NameSpan]:
    """Surnames without initials in brackets, after a post or a label, and a contact's first name."""
    taken = Ranges((span.start - 1, span.end + 1) for span in spans)
    found = list(_bracketed(text, spans)) + list(_labelled(text)) + list(_contacts(text))
    free = [s for s in found if not taken.covers(s.start, s.end) and not bodies.covers(s.start, s.end)]
    return list(dict.fromkeys(s for s in free if not _is_namesake(text, s)))


def _bracketed(text: str, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """«ОАО „Заря“ (Сидорчук)», «(Разумовская, Тен, Артамонов)»: brackets with nothing but names."""
    starts = [span.start for span in spans]
    for found in _BRACKETS.finditer(text):
        lone = []
        for piece in _PIECE.finditer(text, found.start() + 1, found.end() - 1):
            if _WORD.fullmatch(piece[0]) is not None and piece[0].lower() != "и":
                lone.append(piece)
            else:
                i = bisect_left(starts, piece.start())
                if i >= len(starts) or starts[i] > piece.start() or spans[i].end < piece.end():
                    break
        else:
            worths = [-1 if first_name(piece[0]) else _worth(piece[0]) for piece in lone]
            if lone and min(worths) >= 0 and (max(worths) >= 2 or len(worths) < found[0].count(",") + 1):
                yield from (_lone(piece.start(), piece.end(), piece[0]) for piece in lone)


def _worth(word: str) -> int:
    worth = quality(word)
    return -1 if worth is None else worth


def _labelled(text: str) -> Iterator[NameSpan]:
    """«воспитатель Гордеева», «Отв.: Сташева, Попкова», «Слушали: Орлову»."""
    for found in _AFTER_WORD.finditer(text):
        word, lead = found["name"], found["lead"]
        worth = quality(word)
        if worth is None or worth < (0 if found["label"] else 2) or patronymic(word):
            continue
        if _ADJECTIVAL.search(word) is not None and not _STOPS.match(text, found.end()):
            continue  # «директор Лужской школы»
        if found["label"] is not None or is_post_word(lead):
            yield _lone(found.start("name"), found.end("name"), word)


def _contacts(text: str) -> Iterator[NameSpan]:
    """«Контактное лицо: Ольга»: a first name is all that is given."""
    for found in _CONTACT.finditer(text):
        if first_name(found["name"]):
            yield NameSpan(found.start("name"), found.end("name"), None, found["name"], None, "F", 1)
    for found in _FOOT.finditer(text, max(0, len(text) - 300)):
        if _worth(found["name"]) >= 2 and not first_name(found["name"]):
            yield _lone(found.start("name"), found.end("name"), found["name"])


def _known_surnames(text: str, spans: Sequence[NameSpan], bodies: Ranges) -> list[NameSpan]:
    """Lone surnames of persons whom the document names in full: «Она сменила Гуменюка»."""
    known = {r.reading.nominative for span in spans if span.last for r in surname_readings(span.last)[:6]}
    if not known:
        return []
    taken = Ranges((span.start - 1, span.end + 1) for span in spans)
    found = []
    for word in _WORD.finditer(text):
        low = word[0].lower()
        if word[0].isupper() or quality(word[0]) is None or (quality(word[0]) or 0) < 0 or first_name(low):
            continue
        if not any(r.reading.nominative in known for r in surname_readings(low)[:3]):
            continue
        span = _lone(word.start(), word.end(), word[0])
        if not (taken.covers(span.start, span.end) or bodies.covers(span.start, span.end) or _is_namesake(text, span)):
            found.append(span)
    return found


def _lone(start: int, end: int, word: str) -> NameSpan:
    return NameSpan(start, end, word, None, None, "S", 0)


_WORD = re.compile(r"(?<![А-Яа-яЁёA-Za-z\d])[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*(?![А-Яа-яЁёA-Za-z])")
_BRACKETS = re.compile(r"\([^()\n]{2,200}\)")
_PIECE = re.compile(r"[^,;()\s][^,;()]*[^,;()\s]")
_STREET = re.compile(
    r"(?:\b(?:ул|пр|просп|пр-т|пр-кт|пер|пл|наб|б-р|бул|туп|мкр|ш)\.|\b(?:улиц|проспект|переул|площад|бульвар"
    r"|набережн|шоссе)[а-яё]*"
    r"|\bпр-(?:т|кт))\s*$",
    re.IGNORECASE,
)
_NAMESAKE = re.compile(
    r"(?<!от )\b(?:им\.|имени|памяти|(?P<prize>преми[яиюей]+|стипенди[а-яё]+|(?<=на )(?:приз[а-яё]*|куб[а-яё]+)"
    r"|фонд[а-яё]*))(?=\s|[А-ЯЁ])",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(
    r"(?:геро|дважды|полного|кавалер|советск|союза|россий|россии|социалист|труда|генерал|маршал|адмирал|капитан"
    r"|полковник|подполковник"
    r"|майор|лейтенант|сержант|рядового|академик|профессор|писател|поэт|художник|композитор|л[её]тчик|космонавт"
    r"|народн|заслуженн"
    r"|артист|учител|врач|святител|свят|князя|княгин|апостол|преподобн|великомуч|атаман|мецената|братьев"
    r"|партизан|педагог"
    r"|конструктор|просветител|основател|первого|первопечатник|хан[а-яё]?$|имама|шейх|им\.|имени)",
    re.IGNORECASE,
)
_AFTER_WORD = re.compile(
    r"""(?:
      (?P<label>\b(?:Отв\.|Ответственн(?:ый|ая|ые)|Исп\.|Исполнител[ьи]|Докладчик|Докладчики|Докладывает|Слушали|СЛУШАЛИ
         |Выступил(?:а|и)?|ВЫСТУПИЛИ?|место|победил[аи]?|Исполнил[аи]?)[ \t]*[:.–—-]?[ \t]*[:–—-]?[ \t]*)
    | (?P<lead>[А-Яа-яЁё-]+\.?)(?:[ ]по[ ][А-Я]{2,4})?[ \t]
    )(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*)(?![А-Яа-яЁёA-Za-z«"]|[ ]?[«"])""",
    re.VERBOSE,
)
_ADJECTIVAL = re.compile(r"(?:[сц]к|[нв])(?:ий|ой|ого|ому|им|ом|ая|ую|ый|ым)$")
_STOPS = re.compile(r"\s*(?:[.,;:)\n]|$)")
_FOOT = re.compile(
    r"^[ \t]*(?:исп\.?\s*)?(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)[ ,\t]+(?:тел[.:]*\s*)?[\d(][\d() -]{3,}",
    re.MULTILINE | re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?i:контактн[а-яё]+ (?:лиц[а-яё]+|телефон[а-яё]*)|контакты"
    r"|координатор)[^\n:–—]{0,60}[:–—-]\s*(?:[\d()+ -]{5,20},?\s*)?(?P<name>[А-ЯЁ][а-яё]+)"
    r"(?=\s*(?:[.,;(]|$|тел|\n))",
    re.MULTILINE,
)
