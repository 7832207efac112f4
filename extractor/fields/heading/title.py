"""The title of a document: its heading, or the subject line of a letter.

Decides which units of the head make the title and how far it runs. Leaves the kind to `document.py`, stamps to
`stamps.py` and the headline of a publication to `headline.py`.
"""

from __future__ import annotations

import re

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.fields.heading.addressees import is_dative_post
from extractor.fields.heading.headline import dated_headline, headline, is_label, leads_on
from extractor.fields.heading.stamps import DAY, is_oblique, is_reference, is_stamp, may_be_oblique
from extractor.record import Mention
from extractor.russian.bodies import head_noun
from extractor.russian.event_nouns import event_kind
from extractor.russian.genres import Genre, genre_at
from extractor.text.outline import Unit

Place = tuple[tuple[int, int], ...]  # the stretches of a title; a stamp between its lines is none of it


def title_of(analysis: Analysis, head: list[Unit], kind: str, found: Found) -> tuple[Mention, ...]:
    """Where the title stands: «СПРАВКА о состоянии …» with its genre word, «Об итогах …» without; () for none."""
    text = analysis.text
    stamped = (unit for unit in head if _STAMPED_SUBJECT.match(text, unit.start, unit.end))
    kept = {unit.index for unit in stamped}
    lines = [unit for unit in head if unit.index in kept or not is_stamp(text[unit.start : unit.end])]
    lines = _said_once(text, lines) + _below(analysis, head)
    names = frozenset(place.start for o in found["organizations"] for place in (o, *o.mentions))
    place = _first_title(text, lines, kind, names)
    if not place and kind in ("news", "other", "report", "program", "certificate"):
        lines = [unit for unit in head if unit in lines or dated_headline(text, unit) is not None]
        unit = headline(analysis, lines, kind, found)
        if unit is not None:
            start = dated_headline(text, unit) or unit.start
            place = ((start, unit.end),)
            if unit in lines:
                near = _adjacent(text, lines[lines.index(unit) :]) if kind == "news" else lines[lines.index(unit) :]
                place = _run_on(text, near, 0, start, frozenset() if kind == "news" else names)
    if not place and kind == "letter":
        place = _bare_genre(text, lines) or _named_matter(text, lines) or _quoted_line(text, lines)
    if not place and kind == "program":
        place = _bare_genre(text, lines)
    return tuple(Mention(text=text[start:end], start=start, end=end) for start, end in place)


def _said_once(text: str, lines: list[Unit]) -> list[Unit]:
    """The lines without such as only begin the next one: a site says «ПРОТОКОЛ ЗАСЕДАНИЯ №5» above the protocol."""
    plain = [" ".join(text[unit.start : unit.end].casefold().split()) for unit in lines]
    kept = [u for u, one, other in zip(lines, plain, plain[1:], strict=False) if not other.startswith(one + " ")]
    return [*kept, *lines[-1:]]


def _below(analysis: Analysis, head: list[Unit]) -> list[Unit]:
    """The line right under the head, if it stands near: «ПРОГРАММА РАЗВИТИЯ» over «Колледжа связи на 2012-2016 гг.»."""
    if not head or head[-1].index + 1 >= len(analysis.units):
        return []
    unit = analysis.units[head[-1].index + 1]
    near = analysis.text.count("\n", head[-1].end, unit.start) == 1 and unit.end - unit.start < 150
    line = analysis.text[unit.start : unit.end]
    return [unit] if near and unit.kind == "paragraph" and (line[-1] not in ".:;" or line.endswith("гг.")) else []


def _adjacent(text: str, lines: list[Unit]) -> list[Unit]:
    """The lines up to an empty one: what stands apart below a headline is no part of it."""
    stop = next(
        (
            i
            for i, unit in enumerate(lines[1:], 1)
            if "\n" not in text[lines[i - 1].end : unit.start]
            or text[lines[i - 1].end : unit.start].count("\n") > 1
            and not text[unit.start].islower()
        ),
        len(lines),
    )
    return lines[:stop]


def _first_title(text: str, lines: list[Unit], kind: str, names: frozenset[int]) -> Place:
    """The first line that is a title by its words: a genre that goes on, or «Об итогах …»."""
    seen_genre = False
    for position, unit in enumerate(lines):
        subject = _subject(text, lines, position, kind)
        if subject is not None:
            stamped = _STAMPED_SUBJECT.fullmatch(text, unit.start, unit.end)
            return (
                _unquoted(text, _run_on(text, lines, position, subject))
                if stamped is None
                else (stamped.span("subject"),)
            )
        genre = genre_at(text[unit.body : unit.end])
        if genre is None or seen_genre or genre.text[0].islower() or genre.kind == "news":
            continue
        seen_genre = not _is_repeated(text, lines, position, genre)
        if genre.kind in (*RULING, "letter") and (ruled := _ruled(text, lines, position, genre, kind)) is not None:
            return ruled
        place = _genre_title(text, lines, position, genre, names)
        if place:
            return place
    return ()


def _is_repeated(text: str, lines: list[Unit], position: int, genre: Genre) -> bool:
    """Whether the same heading stands below once more: «Протокол№5 от 12.03.19» of a site over «Протокол № 5⏎…»."""
    unit = lines[position]
    if position + 1 == len(lines) or not is_reference(text[unit.body + genre.end : unit.end]):
        return False
    below = genre_at(text[lines[position + 1].body : lines[position + 1].end])
    return below is not None and below.kind == genre.kind and below.text.casefold() == genre.text.casefold()


def _subject(text: str, lines: list[Unit], position: int, kind: str) -> int | None:
    """Where a line of the kind «Об итогах …», «Тема: О сборе макулатуры» begins to name the matter."""
    unit = lines[position]
    line = text[unit.start : unit.end]
    if unit.number is not None:
        return None
    match = _SUBJECT.match(line) or _STAMPED_SUBJECT.match(line)
    if match is None and kind == "letter" and len(line) < 200 and line[-1] not in ".:;!":
        match = _SMALL_SUBJECT.match(line)
    if match is None and position + 1 < len(lines):
        match = _BROKEN_SUBJECT.fullmatch(line)
    return None if match is None else unit.start + match.start("subject")


def _ruled(text: str, lines: list[Unit], position: int, genre: Genre, kind: str) -> Place | None:
    """The matter that an order or a decision names below its genre word; None where the heading itself is the title.

    «ПОСТАНОВЛЕНИЕ ↵ ГЛАВЫ СЕЛЬСОВЕТА ↵ О порядке …», «РЕШЕНИЕ ↵ 9 июня № 37 ↵ Отчёт о работе клубов».
    """
    for at in range(position + 1, len(lines)):
        subject = _subject(text, lines, at, genre.kind if genre.kind != "letter" else "")
        if subject is not None:
            return _unquoted(text, _run_on(text, lines, at, subject))
    unit = lines[position]
    if genre.kind == "letter":
        return None
    if _QUOTED_SUBJECT.search(text, unit.body + genre.end, unit.end) is not None:
        return None
    if is_reference(text[unit.body + genre.end : unit.end]) and position + 1 < len(lines):
        below = lines[position + 1]
        other = genre_at(text[below.start : below.end])
        if other is not None and other.end + 3 < below.end - below.start and other.kind not in RULING:
            return _run_on(text, lines, position + 1, below.start)
    return None


def _genre_title(text: str, lines: list[Unit], position: int, genre: Genre, names: frozenset[int]) -> Place:
    """A genre word that goes on: «ОТЧЁТ о работе …», «Протокол №1» over «Родительского собрания»."""
    unit = lines[position]
    rest = text[unit.body + genre.end : unit.end]
    subject = _QUOTED_SUBJECT.search(rest) if genre.kind in RULING else None
    if subject is not None and subject.start() > 0:
        # «Постановление III съезда. "О проекте резолюции"»: the subject is the title
        at = unit.body + genre.end
        return ((at + subject.start("subject"), at + subject.end("subject")),)
    if _YEAR_ONLY.fullmatch(rest) is not None and genre.kind in ("report", "program"):
        return ((unit.body, unit.end),)  # «Отчёт 2011 год»
    if is_reference(rest):
        return _after_genre(text, lines, position, genre, names)
    subject = _AFTER_REFERENCE.search(rest)
    if subject is not None:
        # «Письмо Министерства от 23 июля № 12-3 О порядке осмотра»
        return _run_on(text, lines, position, unit.body + genre.end + subject.start("subject"), names)
    if _OWN_REFERENCE.search(rest):
        return ()  # «Распоряжение главы района от 3 июня 2014 г. N 55-р» names the act
    return _run_on(text, lines, position, unit.body, names)


def _after_genre(text: str, lines: list[Unit], position: int, genre: Genre, names: frozenset[int]) -> Place:
    """What follows a genre word that stands apart, where it goes on in the genitive or «о …»."""
    unit = lines[position]
    if position + 1 >= len(lines):
        return ()
    below = lines[position + 1]
    line = text[below.start : below.end]
    joined = ((unit.body, unit.end), *_run_on(text, lines, position + 1, below.start, names))
    if line[0] in '«"“„':
        return joined  # «Программа» over «„Молодёжь“ на 2020 год»
    first = _FIRST_WORD.match(line)
    if first is None or is_label(line):
        return ()
    if first["word"].lower() in ("о", "об", "обо", "по"):
        in_capitals = genre.text.isupper() and line[:60].isupper()  # «ОТЧЁТ» over «О РЕЗУЛЬТАТАХ ПРОВЕРКИ»
        return () if first["word"][0].isupper() and not in_capitals else joined
    if genre.kind == "protocol" and event_kind(first["word"].lower()) is not None:
        return joined  # «Протокол № 2» over «Заседание родительского комитета»
    goes_on = first["word"].islower() and is_reference(text[unit.end : below.start])
    if goes_on or is_oblique(first["word"]):
        return joined  # «Протокол №3» over «заседания совета»
    return ()


def _run_on(text: str, lines: list[Unit], position: int, start: int, names: frozenset[int] = frozenset()) -> Place:
    """A title that begins at `start`: the lines below belong to it while they cannot begin one.

    `names` are the starts of organisations: «Отчёт о работе» goes on with «МБУ „Дом ремёсел“» below it.
    """
    place = [(start, lines[position].end)]
    for before, unit in zip(lines[position:], lines[position + 1 :], strict=False):
        line = text[unit.start : unit.end]
        near = text.count("\n", before.end, unit.start) == 1
        if near and _YEARS_OF.match(line) and not _is_closed(text, before, unit):
            place[-1] = (place[-1][0], unit.end)  # «О мерах в сезоне» over «2017-2018 годов в области»
            continue
        first = _LINE_WORD.match(line)
        if first is None or unit.number is not None or _is_closed(text, before, unit):
            break
        word = first[1]
        quoted = line[0] in '«"“„' and len(line) < 300
        goes_on = quoted or unit.start in names or word[0].islower() or (is_oblique(word) and len(line) < 200)
        signed = _SIGNED.match(line)  # «Отчёт главного врача» over «О. В. Лосевой»
        goes_on = goes_on or (signed is not None and is_oblique(signed["surname"]))
        goes_on = goes_on or (
            near and (_ON.match(line) or _PLACE_NEXT.search(text, before.start, before.end)) is not None
        )
        if not (goes_on or _goes_on_in_capitals(text, lines[position], unit, near=near)):
            break
        if text[place[-1][1] : unit.start].strip():
            place.append((unit.start, unit.end))  # a stamp stands between
        else:
            place[-1] = (place[-1][0], unit.end)
    return tuple(place)


def _unquoted(text: str, place: Place) -> Place:
    """A subject without the quote that closes it where its opening quote is left out: «"О составе комиссии"»."""
    start, end = place[-1]
    if text[place[0][0] - 1] in '«"“' and text[end - 1] in '»"”' and place[0][0] > 0:
        inner = text[place[0][0] : end - 1]
        if inner.count("«") == inner.count("»") and inner.count('"') % 2 == 0:
            return (*place[:-1], (start, end - 1))
    return place


def _is_closed(text: str, before: Unit, unit: Unit) -> bool:
    """Whether a title is over with its line: it ends in a stop, or an addressee stands below."""
    if text[before.end - 1] == ":" and leads_on(text, before, unit):
        return False
    if _CLOSED.search(text, max(0, before.end - 4), before.end) is not None:
        return True
    word = _LINE_WORD.match(text, unit.start, unit.end)
    return word is not None and word[1][1:].islower() and word[1][0].isupper() and is_dative_post(word[1])


def _goes_on_in_capitals(text: str, first: Unit, unit: Unit, *, near: bool) -> bool:
    """«О МЕРАХ ПО РАЗВИТИЮ САДОВ» over «В ЗАРЕЧНОМ РАЙОНЕ»: a preposition goes on with a title in capitals."""
    word = _LINE_WORD.match(text, unit.start, unit.end)
    if word is None or not (text[first.start : first.end].isupper() and text[unit.start : unit.end].isupper()):
        return False
    if word[1].lower() in _LINKS:
        return True
    return near and head_noun(word[1]) is None and may_be_oblique(word[1])


def _named_matter(text: str, lines: list[Unit]) -> Place:
    """The matter of a letter that no «О …» names: «Ответ на обращение», «По вопросу ремонта»."""
    for position, unit in enumerate(lines):
        if _MATTER.match(text, unit.start, unit.end) is not None and unit.end - unit.start < 200:
            return _run_on(text, lines, position, unit.start)
    return ()


def _quoted_line(text: str, lines: list[Unit]) -> Place:
    """The name of a gathering in quotes that stands alone above the greeting: «„Уход за садом“»."""
    for unit in lines:
        if _QUOTED_LINE.fullmatch(text, unit.start, unit.end) is not None:
            return _unquoted(text, ((unit.start + 1, unit.end),))
    return ()


def _bare_genre(text: str, lines: list[Unit]) -> Place:
    """A genre of two words with nothing else to name the document: «ИНФОРМАЦИОННОЕ ПИСЬМО», «ЦЕЛЕВЫЕ ИНДИКАТОРЫ»."""
    for unit in lines:
        line = text[unit.start : unit.end]
        genre = genre_at(line)
        if genre is not None and genre.end == len(line) and " " in line.strip() and len(line) > 12:
            return ((unit.start, unit.end),)
    return ()


RULING = ("order", "resolution")  # kinds that are named by what they rule on

_QUOTED_LINE = re.compile(r"[«\"“][А-ЯЁ][^«»\"“”\n]{10,200}[»\"”]")
_YEAR_ONLY = re.compile(r"\s(?:за\s)?\d{4}\s(?:год[а]?|г\.)")
_YEARS_OF = re.compile(r"\d{4}(?:\s?[-–—]\s?\d{4})?\s+(?:год(?:ов|а|у|ы)|гг?\.)")
_FIRST_WORD = re.compile(r"(?:[IVXХ]+[ \n-]+|\d+[-й\s]*)?(?P<word>[^\W\d_]+)")
_LINE_WORD = re.compile(r"[«\"“„]?((?:[^\W\d_]+-)*[^\W\d_]+)")
_CLOSED = re.compile(r"(?:(?<![А-ЯЁ])\.|[:!])$")  # initials at its end do not close a title
_ABOUT = r"(?P<subject>(?:[ОO]|Об|Обо|ОБ|ОБО)\s+[^\W\d_])"  # also with a Latin O
_SUBJECT = re.compile(rf"(?:(?:Тема|Касательно|Предмет|Вопрос)(?:\sписьма)?\s?:\s*)?[\[«\"“]?{_ABOUT}")
_SMALL_SUBJECT = re.compile(r"(?P<subject>об?\s+[^\W\d_])")
_BROKEN_SUBJECT = re.compile(r"(?P<subject>[ОO]|Об|ОБ)")  # «О» over «СОСТАВЕ КОМИССИИ»
_STAMPED_SUBJECT = re.compile(  # «от 25.09.2018 г. № 72 -п «О создании комиссии»»
    r"(?:от|№|N)\s?\d[^«\"“]{0,60}[«\"“](?P<subject>Об?о?\s.+?)[»\"”]?\.?"
)
_QUOTED_SUBJECT = re.compile(r"[«\"“](?P<subject>Об?о?\s[^»\"”]+)[»\"”]")
_OWN_REFERENCE = re.compile(r"\bот\s+[«\"]?\d[^№N]{0,30}(?:№|N)\s*\S+\s*$")
_AFTER_REFERENCE = re.compile(
    rf"(?:№|N)\s*\S+(?:\s+от\s+{DAY}(?:\s?г\.?|\s?года)?)?\s+(?P<subject>Об?о?\s+[а-яё].*)$", re.DOTALL
)
_ON = re.compile(  # «Заключение о слушаниях» over «По проекту бюджета», «О подготовке к» over «ЕГЭ в 2019 году»
    r"По (?:проекту|вопрос|итогам|теме|результатам)|За (?:\d|I|период|перв|втор|трет)|На тему|[А-ЯЁ]{2,6}\s[а-яё]"
)
_MATTER = re.compile(r"(?:По\s+(?:вопросу|поводу)|Ответ\s+на|Касательно|На\s+обращение|Приглашение)\s")
_PLACE_NEXT = re.compile(r"\s(?:села|деревни|посёлка|поселка|станции|хутора|города|имени|им\.|г\.|с\.|пос\.)$")
_SIGNED = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?(?P<surname>[А-ЯЁ][а-яё-]+)(?=\n|$)")
_LINKS = frozenset({"в", "во", "на", "и", "за", "по", "с", "со", "к", "от", "для", "при", "из", "до", "не", "или", "у"})
