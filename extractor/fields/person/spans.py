"""Where the document names a person.

Decides which names are no persons: streets, namesakes, names inside organisations. Leaves lone surnames to
`lone.py` and joining the mentions to `people.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from extractor.analysis import Analysis
from extractor.fields.person.lone import lone_names
from extractor.russian.name_cases import surname_readings
from extractor.russian.name_spans import NameSpan, find_names
from extractor.russian.name_words import first_name


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


def sightings(
    analysis: Analysis, organizations: Sequence[Any], heads: Mapping[int, list[str]] | None = None
) -> list[Sighting]:
    """All mentions with two parts or more, and lone surnames that their place tells, in order.

    `heads` are the headings of ruled tables by the offsets of their lines (`columns.py`).
    """
    text = analysis.text
    bodies = Ranges((m.start, m.end) for o in organizations for m in (o, *o.mentions))
    hints = [(e.start, e.end) for e in analysis.entities_of("PER")] + _initials_with_names(analysis)
    spans = [
        span
        for span in find_names(text, hints)
        if not bodies.covers(span.start, span.end) and not _is_namesake(text, span)
    ]
    lone = lone_names(analysis, spans, bodies.spans, heads or {})
    spans += [s for s in lone if not (bodies.covers(s.start, s.end) or _is_namesake(text, s))]
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
        first -= 1  # «руководитель-Кузнечкова» is one token
    stop = bisect_left(analysis.starts, span.end)
    if first >= stop or analysis.tokens[first].start >= span.end:
        return None
    return Sighting(span, first, stop, analysis.tokens[first].unit)


def _is_namesake(text: str, span: NameSpan) -> bool:
    """True after «имени», «ул.», «премия»: «Лицей имени И.В. Авдзейко» names no person."""
    before = text[max(0, span.start - 90) : span.start]
    if _STREET.search(before) is not None or _is_settlement(text, span):
        return True
    found = list(_NAMESAKE.finditer(before))
    if not found:
        return False
    namesake = found[-1]
    between = before[namesake.end() :].split()
    if namesake["prize"] and not any(w.reading.case in ("gen", "?") for w in surname_readings(span.last or "")[:4]):
        return False  # «премию Иванову»
    given = first_name(span.first or "")
    if namesake["prize"] and given and all(reading.case == "nom" for reading in given):
        return False  # «эксперт фонда Инга Реутт»
    return all(_TITLE_WORD.match(word) is not None for word in between)


def _is_settlement(text: str, span: NameSpan) -> bool:
    """True for «Р.П. КОСИХА» in a letterhead: a workers' settlement."""
    if span.pattern != "IIS" or (span.first, span.middle) != ("Р.", "П.") or not (span.last or "").isupper():
        return False
    return re.search(rf"р\. ?п\. ?{re.escape(span.last or '')}", text[span.end :], re.IGNORECASE) is not None


_STREET = re.compile(
    r"(?:\b(?:ул|пр|просп|пр-т|пр-кт|пер|пл|наб|б-р|бул|туп|мкр|ш)\.|\b(?:улиц|проспект|переул|площад|бульвар"
    r"|набережн|шоссе)[а-яё]*"
    r"|\bпр-(?:т|кт))\s*$",
    re.IGNORECASE,
)
_NAMESAKE = re.compile(
    r"(?<!от )\b(?:им\.|имени|памяти|(?P<prize>преми[яиюей]+|стипенди[а-яё]+|(?<=на )(?:приз[а-яё]*|куб[а-яё]+)"
    r"|фонд[ауе]?|фондом))(?=\s|[А-ЯЁ])",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(
    r"(?:геро|дважды|полного|кавалер|советск|союза|россий|россии|социалист|труда|генерал|маршал|адмирал|капитан"
    r"|полковник|подполковник"
    r"|майор|лейтенант|сержант|рядового|академик|профессор|писател|поэт|художник|композитор|л[её]тчик|космонавт"
    r"|народн|заслуженн"
    r"|артист|учител|врач|святител|свят|князя|княгин|апостол|преподобн|великомуч|атаман|мецената|братьев"
    r"|партизан|педагог|ветеран|тренер|спорт|земляк|директор|основоположник|журналист|артист|выпускник"
    r"|конструктор|просветител|основател|первого|первопечатник|хан[а-яё]?$|имама|шейх|им\.|имени)",
    re.IGNORECASE,
)
