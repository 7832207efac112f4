"""The case that the words before a name ask for: «поручить Тушину», «под руководством Граба», «Избрать: Тушину».

Decides by governing words, verbs and prepositions. Leaves how much that weighs against the name's own form to
`cases.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.analysis import Analysis, Token
from extractor.fields.person.spans import Sighting
from extractor.russian.morphology import parses
from extractor.russian.posts import is_post_word


def governed(analysis: Analysis, sighting: Sighting, head: int) -> str | None:
    """The case that the verb before a colon, a word before the name, its verb or its preposition asks for."""
    lead = _case_of_lead(analysis, sighting)
    if lead is not None:
        return lead
    before = _POST_POINT.sub("·", analysis.text[max(0, sighting.span.start - 160) : sighting.span.start])
    low = before.lower()
    for stems, pattern, case in _GOVERNORS:
        if any(stem in low for stem in stems) and pattern.search(before) is not None:
            return case
    return (
        _case_of_verb(analysis, sighting)
        or _case_of_preposition(analysis, sighting, head)
        or ("gen" if is_of_noun(analysis, sighting, head) else None)
    )


def _case_of_verb(analysis: Analysis, place: Sighting) -> str | None:
    """What the verb beside the name asks for: «включить в состав Тушину», «Тушину подготовить отчёт»."""
    form = (place.span.last or "").lower()
    tokens = analysis.tokens
    reach = VERB_REACH if form.endswith(("у", "ю")) else _CLOSE_VERB if form.endswith(("а", "я")) else 0
    first = analysis.unit_tokens[place.unit][0]
    for i in range(place.first - 1, max(first, place.first - reach) - 1, -1):
        token = tokens[i]
        ends = token.text in ";:!?()|" or (token.text == "." and len(tokens[i - 1].text) > 3)
        if ends or (reach == _CLOSE_VERB and token.text in ".,–—-"):
            break
        if token.pos in ("VERB", "AUX"):
            is_clear = reach == VERB_REACH or token.tag.verb_form == "Inf"
            return _asked(parses(token.low)[0].normal, None) if is_clear else None
    after = [t for t in tokens[place.stop : place.stop + 2] if t.unit == place.unit]
    if not form.endswith(_OBLIQUE) or not after or after[0].tag.verb_form != "Inf":
        return None
    return _asked(after[0].lemma, after[1] if len(after) > 1 else None) or "dat"


def _case_of_lead(analysis: Analysis, place: Sighting) -> str | None:
    """What the verb before a colon asks for: «Избрать в совет: Тушину»."""
    tokens = analysis.tokens
    colon = place.first - 1
    if colon < 0 or tokens[colon].text != ":" or not (place.span.last or "").lower().endswith(("а", "я", "у", "ю")):
        return None
    first = analysis.unit_tokens[place.unit][0]
    verbs = (tokens[k] for k in range(colon - 1, max(first, colon - _LONGEST_LEAD) - 1, -1))
    verb = next((token for token in verbs if token.pos == "VERB"), None)
    return _asked(parses(verb.low)[0].normal, None) if verb is not None and verb.tag.verb_form == "Inf" else None


def _case_of_preposition(analysis: Analysis, place: Sighting, head: int) -> str | None:
    """«ins» in «совместно с Грабом О. О.», «gen» in «под руководством доцента Граба О. О.»."""
    tokens = analysis.tokens
    beside = preposition_beside(tokens, place, head)
    if beside is not None:
        return beside
    if not (place.span.last or "").lower().endswith(("ом", "ем", "ым", "им")):
        return None
    first = analysis.unit_tokens[place.unit][0]
    for i in range(place.first - 1, max(first, place.first - VERB_REACH) - 1, -1):
        if tokens[i].text in ",;:!?()|" or tokens[i].pos == "VERB":
            return None
        if tokens[i].low in ("с", "со", "между", "перед", "под", "за", "над"):
            return "ins"
    return None


def is_of_noun(analysis: Analysis, place: Sighting, head: int) -> bool:
    """True for «в кабинете П. И. Рябова прошло совещание»: a thing stands right before, no verb needs a subject."""
    tokens = analysis.tokens
    told = len((place.span.first or "").rstrip(".")) > 1
    if told or head != place.first or head == 0 or not (place.span.last or "").lower().endswith(("а", "я")):
        return False
    noun = tokens[head - 1]
    between = analysis.text[noun.end : place.span.start]
    if noun.unit != place.unit or between not in (" ", "\u00a0") or not _is_thing(noun.low):
        return False
    sentence = analysis.sentences[noun.sentence]
    dated = head > 1 and tokens[head - 2].text[0].isdigit()  # «26 марта Рябова П. И. показала»
    if dated or _is_of_somebody(tokens, sentence.first, head - 1):
        return False
    words = tokens[sentence.first : sentence.stop]
    others = (t for t in words if t.relation.startswith("nsubj") and not place.first <= t.index < place.stop)
    subjects = {t.head for t in others if _is_womanly(t.low) or (t.tag.number == "Plur" and t.text.islower())}
    verbs = [t for t in words if t.tag.verb_form == "Fin" or t.tag.variant == "Short"]
    return bool(verbs) and not any(v.index not in subjects and _may_govern(v, noun) for v in verbs)


def _is_of_somebody(tokens: Sequence[Token], first: int, i: int) -> bool:
    """True for «модератор дискуссии»: the thing belongs to a word for the person who is named."""
    for k in range(i, max(first, i - _LONGEST_LEAD) - 1, -1):
        if tokens[k].pos in ("VERB", "PUNCT", "ADP"):
            return tokens[k].low in (":", "–", "—", "-", "по", "за")
        if (
            is_post_word(tokens[k].low)
            or _DOER.search(tokens[k].low) is not None
            or any("anim" in p.tag for p in parses(tokens[k].low)[:1] if p.known)
        ):
            return True
    return False


def _may_govern(verb: Token, noun: Token) -> bool:
    """True where the bearer may be the verb's subject: «Вела урок Рябова П. И.», but «Команда Рябова победила»."""
    if verb.tag.number == "Plur":
        return True  # «участие приняли Рябова П. И. и Граб О. О.»
    if verb.tag.gender not in ("Fem", ""):
        return False
    return not _is_womanly(noun.low)


def _is_womanly(low: str) -> bool:
    """True for a nominative that «вышла», «прошла» may have as its subject: «книга»."""
    return any(
        str(p.tag.case) == "nomn" and str(p.tag.gender) == "femn" and str(p.tag.number) == "sing" for p in parses(low)
    )


@lru_cache(20_000)
def _is_thing(low: str) -> bool:
    """True for «кабинете», «семинар»; not for posts and other words for people."""
    known = [p for p in parses(low) if p.known and not {"Name", "Surn"} & p.tag.grammemes]
    return (
        bool(known)
        and not is_post_word(low)
        and _DOER.search(low) is None
        and all(p.tag.POS == "NOUN" and "inan" in p.tag for p in known)
    )


def preposition_beside(tokens: Sequence[Token], place: Sighting, head: int) -> str | None:
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
    if lemma in OF_PEOPLE and (after is None or after.pos == "ADP" or after.case == "Ins"):
        return "acc"  # «Тушину направить на курсы», but «Тушину направить заявку»
    return "dat" if lemma in _TO_PEOPLE else None


_DOER = re.compile(r"тор(?:ы|а|ов|у|ам|ом|ами)?$")  # «модераторы», whom the dictionary takes for things
_LONGEST_LEAD = 6  # tokens of «Избрать в состав совета:»
# verbs whose object is a person, so that a name that agrees may be no subject
OF_PEOPLE = frozenset(
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
VERB_REACH = 14  # tokens between a verb and the person it governs
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
