"""What a gathering is called: the quoted title behind its noun, and where its phrase ends.

Decides which quotes are the event's own and which name a body, a group or another event. Leaves which
gatherings are the document's to `events.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.analysis import Analysis, Token
from extractor.fields.event.scene import Scene
from extractor.russian.event_nouns import EVENT_PAIRS, event_kind


def title_of(analysis: Analysis, scene: Scene, tokens: Sequence[Token], stop: int) -> tuple[int, str | None]:
    """The end of the phrase and its quoted title: «… конференция педагогов „Первые шаги“»."""
    text = analysis.text
    last = tokens[stop - 1]
    window = text[last.end : min(last.end + 400, tokens[-1].end + 200)]
    match = _QUOTED.match(window)
    quote = last.end + match.start("title") - 1 if match is not None else 0
    in_name = scene.names_body(last.end, quote + 1)  # «при МБУ „Родник“» is no title
    if match is not None and not in_name and not _names_another(analysis, last.end, quote):
        title = re.sub(r"\s+", " ", match["title"]).strip(" *")
        return last.end + match.end(), title
    return _phrase_end(tokens, stop), None


def _phrase_end(tokens: Sequence[Token], stop: int) -> int:
    """The end of what the noun says more of itself: «мастер-класс по кукольному театру»."""
    end = tokens[stop - 1].end
    cases = {"Gen"}
    for token in tokens[stop:]:
        if token.low == "по":
            cases = {"Gen", "Dat"}
        elif not (token.low in ("и", "для", "-") or (token.case in cases and token.pos in _NOMINAL)):
            break
        elif token.pos in ("NOUN", "PROPN"):
            end = token.end
    return end


def _names_another(analysis: Analysis, start: int, quote: int) -> bool:
    """Whether the quotes name what stands before them: «собрание группы „Ромашка“» has no title."""
    if _NEW_LINE.search(analysis.text, start, quote) is not None:
        return True  # «О проведении месячника⏎Сельское поселение „Речное“»
    between = analysis.tokens_between(start, quote)
    nouns = [t for t in between if t.pos in ("NOUN", "PROPN")]
    if not nouns:
        return False
    last = nouns[-1]
    if any(_is_instrument(between, i) for i in range(len(between))):
        return True  # «собрание завершилось пением молитвы „…“»
    if any((one.lemma, other.lemma) in EVENT_PAIRS for one, other in pairwise(between)):
        return True  # «В программе семинара круглый стол „…“»
    if event_kind(last.lemma) is not None:  # «встреча завершилась акцией „…“», «семинар в рамках слёта „…“»
        return last.case != "Gen" or any(t.low in ("рамках", "ходе", "итогам") for t in between)
    return last.tag.number == "Sing" and last.lemma in _NAMED_NOUNS


# Nouns that carry a name of their own before quotes, as in «собрание группы „Колосок“».
_NAMED_NOUNS = frozenset(
    {
        "группа",  # собрание группы «Колосок»
        "класс",  # встреча класса «Эрудит»
        "школа",  # праздник школы «Росток»
        "клуб",  # заседание клуба «Диалог»
        "лагерь",  # смена лагеря «Сосна»
        "отряд",  # слёт отряда «Поиск»
        "самоуправление",  # собрание территориального общественного самоуправления «Слободка»
        "образование",  # слушания в муниципальном образовании «Посёлок»
        "товарищество",  # собрание товарищества «Вишня»
        "проект",  # презентация проекта «Двор»
        "программа",  # в рамках программы «Здоровье»
        "центр",  # акция центра «Забота»
        "команда",  # турнир команды «Искра»
        "кружок",  # выставка кружка «Лепка»
        "студия",  # концерт студии «Голос»
        "ансамбль",  # концерт ансамбля «Рябина»
        "музей",  # акция музея «Усадьба»
        "театр",  # показ театра «Маска»
        "фракция",  # заседание фракции «Село»
        "партия",  # съезд партии «Поле»
        "книга",  # презентация книги «Тракт»
        "сборник",  # презентация сборника «Родник»
        "пароход",  # экскурсия по пароходу «Волна»
        "теплоход",  # праздник на теплоходе «Заря»
        "газета",  # конкурс газеты «Маяк»
        "фонд",  # конкурс фонда «Опора»
        "завод",  # экскурсия на завод «Искра»
        "фильм",  # показ фильма «Берег»
    }
)
_NOMINAL = ("NOUN", "ADJ", "PROPN")


def _is_instrument(tokens: Sequence[Token], i: int) -> bool:
    """A noun in the instrumental that no preposition rules: «пением», not «под названием»."""
    if tokens[i].pos != "NOUN" or tokens[i].case != "Ins":
        return False
    before = next((t for t in reversed(tokens[:i]) if t.pos not in ("ADJ", "DET", "NUM")), None)
    return before is None or before.pos != "ADP"


_NEW_LINE = re.compile(r"\n\s*[А-ЯЁ][а-яё]")
_QUOTED = re.compile(
    r"""
      (?: [»"”“] (?= \s ) )?   # «"круглый стол" на тему "…"»
      (?: \s* , )? \s*
      (?P<between> (?: (?: [^\s«»"“”.;:()]+ | «[^\s«»]+» | тем[уе]: ) \s+ ){0,14}? )
      (?: \*\* )? [«"“„]
      (?P<title> (?! [а-яё] | \W* \d* \W* [»"”“] ) (?: [^«»"“”„] | [«„"][^«»"“”„]{1,80}[»"“] ){3,250}? )
      [»"”“] (?: \*\* )?
    """,
    re.VERBOSE,
)
