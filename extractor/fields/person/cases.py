"""In which case a mention of a person stands, by all that speaks for it.

Decides the weight of each case from the tagger, the governing word, the post, the neighbour in a list and
the verb. Leaves what the name is in the nominative to `russian/names.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from extractor.analysis import Analysis, Token
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.posts import BEFORE, Office
from extractor.fields.person.spans import Sighting
from extractor.russian.morphology import parses
from extractor.russian.name_cases import surname_readings


class Neighbour(Protocol):
    """What is needed of the mention before: where it stands and its cases."""

    @property
    def sighting(self) -> Sighting: ...
    @property
    def cases(self) -> frozenset[str]: ...


def case_weights(
    analysis: Analysis, place: Sighting, posts: Sequence[Office], before: Neighbour | None
) -> dict[str, float]:
    """How likely each case is for a mention: its own form, its post, its neighbour, its verb."""
    heads = [office.head for office in posts if office.rule == BEFORE]
    weights = _own_cases(analysis, place, min([place.first, *heads]))
    for office in posts:
        for case in post_cases(analysis.tokens[office.head].text, office.cases):
            clear = office.rule == BEFORE or "nom" not in office.cases  # «Перову Я. И. – бывшему главе»
            weights[case] = weights.get(case, 1.0) * (4.0 if clear else 2.0)
    for case in _cases_beside(analysis, before, place, min([place.first, *heads])):
        weights[case] = weights.get(case, 1.0) * 4
    if _is_subject(analysis, place, posts):
        weights["nom"] = weights.get("nom", 1.0) * 4
    return weights


def is_subject_beside(analysis: Analysis, place: Sighting, head: int) -> bool:
    """True where a finite verb beside the name or its post agrees with it: «и.о. министра Пётр Граб доложил»."""
    tokens = analysis.tokens
    if _preposition_beside(tokens, place, head) is not None:
        return False  # «совместно с Грабом О. О. прошёл тренинг»
    after = tokens[place.stop] if place.stop < len(tokens) else None
    if after is not None and after.text == "," and place.first and tokens[place.first - 1].text == ",":
        after = tokens[place.stop + 1] if place.stop + 1 < len(tokens) else None  # «ведущая, О. О. Граб, показала»
    if after is not None and after.unit == place.unit and _agrees(after, place):
        return True
    before = tokens[head - 1] if head else None
    if before is None or before.unit != place.unit:
        return False
    if _agrees(before, place):
        return parses(before.low)[0].normal not in _OF_PEOPLE
    return _lacks_subject(analysis, place, head)


def _lacks_subject(analysis: Analysis, place: Sighting, head: int) -> bool:
    """True for «Вела заседание Граб О. О.»: the verb before agrees with the name alone."""
    tokens = analysis.tokens
    first = max(analysis.sentences[tokens[head].sentence].first, head - _VERB_REACH)
    for i in range(head - 1, first - 1, -1):
        token = tokens[i]
        if token.text in ",;:()|–—" or token.pos == "ADP":
            return False
        if is_verb(token):
            plain = _agrees(token, place) and parses(token.low)[0].normal not in _OF_PEOPLE
            return (
                plain and token.tag.number != "Plur" and not any(_may_be_subject(t, token) for t in tokens[first:head])
            )
    return False


def _may_be_subject(token: Token, verb: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN", "PRON"):
        return False
    same = not token.tag.gender or not verb.tag.gender or token.tag.gender == verb.tag.gender
    return token.case == "Nom" and same and token.tag.number != "Plur"


def _agrees(verb: Token, place: Sighting) -> bool:
    """True where the verb is finite and the surname has a nominative of its number and gender."""
    finite = _finite(verb)
    if finite is None:
        return False
    readings = [r.reading for r in surname_readings(place.span.last)[:4] if r.weight > 1.0] if place.span.last else []
    return any(r.case in ("nom", "?") and finite in ("?", r.gender) for r in readings)


def _finite(verb: Token) -> str | None:
    """The gender of a finite verb of the third person, «?» for any, None for other words."""
    if is_verb(verb) and verb.tag.verb_form == "Fin":
        if verb.tag.mood == "Imp" or verb.tag.person in ("1", "2"):
            return None
        return "?" if verb.tag.number == "Plur" else {"Masc": "m", "Fem": "f"}.get(verb.tag.gender, "?")
    readings = parses(verb.low)
    if not all(p.known and p.tag.POS == "VERB" and p.tag.tense == "past" for p in readings):
        return None  # the tagger may take «ознакомила» for a participle
    return {"masc": "m", "femn": "f"}.get(str(readings[0].tag.gender), "?")


def post_cases(post: str, cases: frozenset[str]) -> frozenset[str]:
    """The cases of a post; «завкафедрой» and «завотделом» have one form for all."""
    return frozenset() if re.fullmatch(r"зав\w+(?:ой|ом|ей)", post.lower()) is not None else cases


def possible(cases: frozenset[str], place: Sighting) -> frozenset[str]:
    """The cases that the form of the surname allows: «Гринёву» is no nominative, «Дина Гринёвой» may be a slip."""
    if not place.span.last:
        return cases
    if _NOMINATIVE_MIDDLE.search(place.span.middle or "") is not None:
        return frozenset(["nom"])
    readings = [r.reading.case for r in surname_readings(place.span.last)[:6] if r.weight > 1.0]
    if not readings or "?" in readings:
        return cases
    allowed = frozenset(readings)
    says_nominative = any(p.known and p.tag.case == "nomn" and "Name" in p.tag for p in parses(place.span.first or ""))
    if says_nominative and "nom" in allowed:
        return (cases & allowed) or frozenset(["nom"])  # «и.о. ректора Тимур Граб»
    return (cases & allowed) or (cases if says_nominative else allowed)


def _own_cases(analysis: Analysis, sighting: Sighting, head: int) -> dict[str, float]:
    """How likely each case is by the tagger and by standing at the start of a line."""
    weights: dict[str, float] = {}
    for token in analysis.tokens[sighting.first : sighting.stop]:
        case = _CASES.get(token.case)
        if case is not None and len(token.text) > 2:
            weights[case] = weights.get(case, 1.0) * 1.6
    before = _POST_POINT.sub("·", analysis.text[max(0, sighting.span.start - 160) : sighting.span.start])
    low = before.lower()
    for stems, pattern, case in _GOVERNORS:
        if any(stem in low for stem in stems) and pattern.search(before) is not None:
            weights[case] = weights.get(case, 1.0) * 4
            break
    else:
        case = _case_of_verb(analysis, sighting) or _case_of_preposition(analysis, sighting, head)
        if case is not None:
            weights[case] = weights.get(case, 1.0) * 4
    unit = analysis.units[sighting.unit]
    if not _LETTER.search(analysis.text, unit.body, max(unit.body, sighting.span.start)):
        weights["nom"] = weights.get("nom", 1.0) * 3
    return weights


def _case_of_verb(analysis: Analysis, place: Sighting) -> str | None:
    """What the verb beside the name asks for: «включить в состав Тушину», «Тушину подготовить отчёт»."""
    form = (place.span.last or "").lower()
    tokens = analysis.tokens
    reach = _VERB_REACH if form.endswith(("у", "ю")) else _CLOSE_VERB if form.endswith(("а", "я")) else 0
    first = analysis.unit_tokens[place.unit][0]
    for i in range(place.first - 1, max(first, place.first - reach) - 1, -1):
        token = tokens[i]
        ends = token.text in ";:!?()|" or (token.text == "." and len(tokens[i - 1].text) > 3)
        if ends or (reach == _CLOSE_VERB and token.text in ".,–—-"):
            break
        if token.pos in ("VERB", "AUX"):
            is_clear = reach == _VERB_REACH or token.tag.verb_form == "Inf"
            return _asked(parses(token.low)[0].normal, None) if is_clear else None
    after = [t for t in tokens[place.stop : place.stop + 2] if t.unit == place.unit]
    if not form.endswith(_OBLIQUE) or not after or after[0].tag.verb_form != "Inf":
        return None
    return _asked(after[0].lemma, after[1] if len(after) > 1 else None) or "dat"


def _case_of_preposition(analysis: Analysis, place: Sighting, head: int) -> str | None:
    """«ins» in «совместно с Грабом О. О.», «gen» in «под руководством доцента Граба О. О.»."""
    tokens = analysis.tokens
    beside = _preposition_beside(tokens, place, head)
    if beside is not None:
        return beside
    if not (place.span.last or "").lower().endswith(("ом", "ем", "ым", "им")):
        return None
    first = analysis.unit_tokens[place.unit][0]
    for i in range(place.first - 1, max(first, place.first - _VERB_REACH) - 1, -1):
        if tokens[i].text in ",;:!?()|" or tokens[i].pos == "VERB":
            return None
        if tokens[i].low in ("с", "со", "между", "перед", "под", "за", "над"):
            return "ins"
    return None


def _preposition_beside(tokens: Sequence[Token], place: Sighting, head: int) -> str | None:
    """The case of «с Грабом О. О.», «под руководством Граба О. О.»: the word right before name and post asks for it."""
    before = tokens[head - 1] if head else None
    if before is None or before.unit != place.unit:
        return None
    if before.low in _LEADERSHIP and head > 1 and tokens[head - 2].low == "под":
        return "gen"
    return _PREPOSITIONS.get(before.low)


def _asked(lemma: str, after: Token | None) -> str | None:
    """The case of the person with a verb: «включить» acc, «поручить» dat; None where it may be either."""
    lemma = lemma.replace("ё", "е")
    if lemma in _OF_PEOPLE and (after is None or after.pos == "ADP" or after.case == "Ins"):
        return "acc"  # «Тушину направить на курсы», but «Тушину направить заявку»
    return "dat" if lemma in _TO_PEOPLE else None


def _cases_beside(analysis: Analysis, before: Neighbour | None, place: Sighting, head: int) -> frozenset[str]:
    """The case of the name right before in «Орловой А. А., Граб О. О. и Рябовой С. С.»."""
    if before is None or before.sighting.unit != place.unit or len(before.cases) > 2:
        return frozenset()
    between = _outside_brackets(analysis.tokens[before.sighting.stop : head])
    joined_up = 0 < len(between) < 5 and all(token.low in (",", "и", ".", "–", "—", "-", ";") for token in between)
    joined_up = joined_up and any(token.low in (",", "и", ";") for token in between)
    return before.cases if joined_up else frozenset()


def _outside_brackets(tokens: Sequence[Token]) -> list[Token]:
    """«Орлова (вокал) – „Вода“, Граб»: the tokens without those in brackets and quotes, if they are few."""
    if len(tokens) > 30:
        return list(tokens)
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.text in "(«"
        if depth == 0:
            kept.append(token)
        depth -= token.text in ")»"
    return kept


def _is_subject(analysis: Analysis, place: Sighting, posts: Sequence[Office]) -> bool:
    """True before a verb of its own («Орлова А. П. утвердила …») and after «зам. директора» at a line's start."""
    after = analysis.tokens[place.stop] if place.stop < len(analysis.tokens) else None
    if _preposition_beside(analysis.tokens, place, place.first) is not None:
        return False
    if after is not None and after.unit == place.unit and is_verb(after) and after.tag.verb_form != "Inf":
        return True
    heads = [office.head for office in posts if office.rule == BEFORE and not office.cases]
    return any(head == 0 or _opens(analysis, head) for head in heads)


def _opens(analysis: Analysis, head: int) -> bool:
    """True at the start of a line and after a comma, dash or bracket."""
    before = analysis.tokens[head - 1]
    return before.unit != analysis.tokens[head].unit or before.text in (",", "(", "-", "–", "—", ":", ".")


# verbs whose object is a person, so that a name that agrees may be no subject
_OF_PEOPLE = frozenset(
    [
        "наградить",  # наградили Граба П. Р.
        "награждать",  # награждали Граба П. Р.
        "поздравить",  # поздравили Граба П. Р.
        "поздравлять",  # поздравляли Граба П. Р.
        "избрать",  # избрали Граба П. Р.
        "выбрать",  # выбрали Граба П. Р.
        "назначить",  # назначили Граба П. Р.
        "встретить",  # встретили Граба П. Р.
        "встречать",  # встречали Граба П. Р.
        "заслушать",  # заслушали Граба П. Р.
        "слушать",  # слушали Граба П. Р.
        "выслушать",  # выслушали Граба П. Р.
        "посетить",  # посетили в больнице Граба П. Р.
        "приветствовать",  # приветствовали Граба П. Р.
        "поприветствовать",  # поприветствовали Граба П. Р.
        "представить",  # представили коллективу Граба П. Р.
        "направить",  # направили Граба П. Р.
        "премировать",  # премировали Граба П. Р.
        "поощрить",  # поощрили Граба П. Р.
        "освободить",  # освободили от должности Граба П. Р.
        "утвердить",  # утвердили старостой Граба П. Р.
        "поблагодарить",  # поблагодарили Граба П. Р.
        "благодарить",  # благодарили Граба П. Р.
        "выдвинуть",  # выдвинули Граба П. Р.
        "делегировать",  # делегировали Граба П. Р.
        "пригласить",  # пригласили Граба П. Р.
        "принять",  # приняли в клуб Граба П. Р.
        "поддержать",  # поддержали Граба П. Р.
        "вспомнить",  # вспомнили Граба П. Р.
        "помнить",  # помнят Граба П. Р.
        "знать",  # знают Граба П. Р.
        "включить",  # включили в состав Граба П. Р.
        "ввести",  # ввели в состав Граба П. Р.
        "отправить",  # отправили на курсы Граба П. Р.
        "благословить",  # благословили Граба П. Р.
        "почтить",  # почтили Граба П. Р.
        "чествовать",  # чествовали Граба П. Р.
        "увековечить",  # увековечили Граба П. Р.
        "исключить",  # исключили из списка Граба П. Р.
        "вывести",  # вывели из состава Граба П. Р.
        "зачислить",  # зачислили в кружок Граба П. Р.
        "определить",  # определили наставником Граба П. Р.
        "обязать",  # обязали Граба П. Р. отчитаться
        "уволить",  # уволили Граба П. Р.
        "перевести",  # перевели на другую должность Граба П. Р.
        "заменить",  # заменили в комиссии Граба П. Р.
        "привлечь",  # привлекли к работе Граба П. Р.
        "рассмотреть",  # рассмотрели на комиссии Граба П. Р.
        "признать",  # признали победителем Граба П. Р.
        "считать",  # считать нуждающимся Граба П. Р.
        "закрепить",  # закрепили за классом Граба П. Р.
        "снять",  # сняли с учёта Граба П. Р.
        "просить",  # просили Граба П. Р. ускорить ремонт
        "оштрафовать",  # оштрафовали Граба П. Р.
        "командировать",  # командировали в Энск Граба П. Р.
        "аттестовать",  # аттестовали Граба П. Р.
    ]
)
_TO_PEOPLE = frozenset(
    [
        "поручить",  # поручить Грабу П. Р. подготовить смету
        "предложить",  # предложить Грабу П. Р. уточнить смету
        "рекомендовать",  # рекомендовать Грабу П. Р. пройти курсы
        "разрешить",  # разрешить Грабу П. Р. въезд
        "отказать",  # отказать Грабу П. Р. в выплате
        "предоставить",  # предоставить Грабу П. Р. отпуск
        "выдать",  # выдать Грабу П. Р. справку
        "передать",  # передать Грабу П. Р. ключи
        "присвоить",  # присвоить Грабу П. Р. звание
        "объявить",  # объявить Грабу П. Р. благодарность
        "вручить",  # вручить Грабу П. Р. грамоту
        "назначать",  # назначать Грабу П. Р. выплату
        "оказать",  # оказать Грабу П. Р. помощь
        "помочь",  # помочь Грабу П. Р.
        "выразить",  # выразить Грабу П. Р. признательность
        "указать",  # указать Грабу П. Р. на недочёты
        "установить",  # установить Грабу П. Р. надбавку
        "возместить",  # возместить Грабу П. Р. расходы
        "выделить",  # выделить Грабу П. Р. участок
        "доверить",  # доверить Грабу П. Р. прения
        "вынести",  # вынести Грабу П. Р. выговор
    ]
)
_CLOSE_VERB = 6  # tokens to the verb of a form in «-а», which may be a nominative
_OBLIQUE = ("у", "ю", "ой", "ей", "ому", "ему", "е")
_LEADERSHIP = frozenset(["руководством", "председательством", "управлением", "началом", "редакцией", "наставничеством"])
_PREPOSITIONS = {
    "с": "ins", "со": "ins", "между": "ins", "перед": "ins", "к": "dat", "ко": "dat", "у": "gen", "от": "gen",
    "для": "gen", "после": "gen", "кроме": "gen", "вместо": "gen", "возле": "gen", "про": "acc", "об": "loc",
}  # fmt: skip
_VERB_REACH = 14  # tokens between a verb and the person it governs
_CASES = {"Nom": "nom", "Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc"}
_NP = r"[^\n.;:!?()|]{0,110}$"  # what may stand between the governing word and the name: a post
# stems that must stand before the name, the governing word with what may follow it, the case it asks for
_GOVERNORS = (
    (
        ("слуш", "поздрав", "наград", "избра", "назнач", "утверд", "освобод"),
        re.compile(
            r"(?:слушали|слушав|поздравля\w+|наградить|избрать|назначить|утвердить|освободить)\s*:?\s*"
            rf"(?!информ|доклад|отч[её]т|о\s){_NP}",
            re.IGNORECASE,
        ),
        "acc",
    ),
    (
        ("возл",),
        re.compile(rf"(?:возложить|возложен\w*|возлага\w+)\s(?:[^\n.;:!?()]{{0,60}}\s)?на\s{_NP}", re.IGNORECASE),
        "acc",
    ),
    (
        ("предостав", "объяв", "присво", "вруч", "поруч", "рекоменд"),
        re.compile(rf"(?:предоставлен\w*|объявить|присвоить|вручить|поручить|рекомендовать)\s{_NP}", re.IGNORECASE),
        "dat",
    ),
    (
        ("информ", "доклад", "отчет", "отчёт", "выступл", "сообщ", "председат"),
        re.compile(
            rf"(?:информаци[яюи]|доклад\w?|отч[её]т\w?|выступлени[ея]|сообщени[ея]|председательством)\s{_NP}",
            re.IGNORECASE,
        ),
        "gen",
    ),
    (
        ("выступ", "рассказ", "присут", "долож", "докладч", "отв", "исп"),
        re.compile(
            r"(?:выступил\w?|рассказал\w?|присутствовали|доложил\w?|докладчик\w*|отв\.|исп\.)"
            rf"(?:\(а\))?\s*:?\s{_NP}",
            re.IGNORECASE,
        ),
        "nom",
    ),
    (("",), re.compile(r"(?:[:(|–—-]|\),?|[ \t]{3})\s*$"), "nom"),  # «в составе: Орлова А. А.»
)
# «доклад зав. РДК Граба П. Р.»: the point of a short post ends nothing; that of initials does
_POST_POINT = re.compile(
    r"(?:(?<=\b(?:гл|ст|мл))|(?<=\b(?:зам|зав|нач|вед|доц|пом|рук|инж))|(?<=\b(?:преп|проф|пред|спец)))\.",
    re.IGNORECASE,
)
_NOMINATIVE_MIDDLE = re.compile(r"(?:[оеё]вич|[оеё]вна|ична)$")
_LETTER = re.compile("[А-Яа-яЁёA-Za-z0-9]")
