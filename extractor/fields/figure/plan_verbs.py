"""What a verb says of its figure: «намерено сохранить» plans, «сократилась» reports, «отметить» neither.

Decides by tense, mood and the words that govern the verb. Leaves to `plans.py` which verb is the figure's own.
"""

from __future__ import annotations

from extractor.fields.figure.plan_marks import Status
from extractor.fields.figure.plan_words import (
    DECIDING,
    ELECTING,
    PAST_FORMS,
    PLAN_FORMS,
    PLAN_LEMMAS,
    REPORTING,
    SAYING,
    SUCCESS,
    WILLING,
)
from extractor.fields.figure.quantity import Quantity
from extractor.fields.figure.words import Word, is_infinitive, is_mistaken, sentence_start


def is_predicate(word: Word) -> bool:
    if word.tag.pos in _NEVER_PREDICATES or word.low.endswith(_NOMINAL):
        return False
    is_modifier = word.tag.verb_form == "Part" and word.tag.variant != "Short"  # «ожидаемую продолжительность»
    if (word.lemma in PLAN_LEMMAS and not is_modifier) or word.low in PLAN_FORMS or is_infinitive(word):
        return True
    if word.low in ("факт", "план"):
        return False
    if word.pos not in ("VERB", "AUX") and not (word.pos == "ADJ" and word.tag.variant == "Short"):
        return False
    return word.tag.verb_form == "Fin" or word.tag.variant == "Short" or is_mistaken(word)


def status_of(row: list[Word], verb: int) -> Status:
    """What a verb says of its figure: «намерено сохранить» plans, «сократилась» reports, «отметить» neither."""
    word = row[verb]
    if word.low in PAST_FORMS:
        return "reached"
    if word.lemma in SAYING or word.lemma in DECIDING:
        return "open"
    if word.lemma in REPORTING and is_infinitive(word):
        return "planned" if _is_planned_by(row, verb) else "open"
    if word.lemma in PLAN_LEMMAS or word.low in PLAN_FORMS:
        return "reached" if verb and row[verb - 1].low == "не" and word.lemma in _PROVIDED else "planned"
    if is_infinitive(word):
        return _infinitive_status(row, verb)
    if word.tag.mood == "Imp":
        return "planned"
    if word.tag.tense == "Fut" or word.low in ("будет", "будут"):
        return "planned"
    if word.tag.variant == "Short" and any(row[k].low in ("будет", "будут") for k in _around(row, verb, 3)):
        return "planned"
    return "planned" if word.tag.tense == "Past" and _is_wished(row, verb) else "reached"


def is_sent(verb: Word, quantity: Quantity) -> bool:
    """«в Энск отправятся 27 школьников», «занятия проведут 9 преподавателей»: people who are known by now."""
    if quantity.noun_class != "person" or quantity.comparator != "exact" or verb.tag.tense != "Fut":
        return False
    return verb.lemma in _SENDING and verb.tag.number == "Plur"


def takes_in(row: list[Word], verb: int, quantity: Quantity) -> bool:
    """«принять в дружину не менее 5 человек», «принять на сезон 4 спасателей»: people are taken on."""
    if row[verb].lemma != "принять" or not is_infinitive(row[verb]):
        return False
    inner = row[verb + 1 : quantity.bound]
    between = {word.lemma for word in inner} | {word.low for word in inner}
    is_near = quantity.bound - verb < 9 and not between & _TAKEN and "," not in between
    return is_near and (quantity.noun_class in ("person", "group") or quantity.comparator == "at_least")


def _infinitive_status(row: list[Word], verb: int) -> Status:
    """An infinitive plans, unless it reports («отметить, что …») or success governs it («удалось довести»)."""
    if row[verb].lemma in ELECTING:
        return "reached"  # «Избрать комиссию в составе 3 человек»
    for k in range(verb - 1, max(-1, verb - 12), -1):
        word = row[k]
        if word.sentence != row[verb].sentence or word.low in (";", ".", ":"):
            break  # «Глава поставил задачу: довести …»
        if word.lemma in PLAN_LEMMAS or word.low in PLAN_FORMS:
            return "planned"
        if word.lemma in SUCCESS and word.tag.tense == "Past":
            return "reached"
        if word.tag.verb_form == "Fin" and word.tag.tense in ("Past", "Pres") and word.lemma not in REPORTING:
            return "planned" if word.lemma in WILLING or word.lemma in DECIDING else "open"
    return "planned"


def _is_wished(row: list[Word], verb: int) -> bool:
    """«хотим, чтобы 65 % билетов продавалось», «к тому, чтобы доля не превышала 2 %», not «сделали всё, чтобы»."""
    first = sentence_start(row, verb)
    mark = next((k for k in range(verb - 1, first - 1, -1) if row[k].low in SO_THAT), None)
    if mark is None or any(row[k].low in (";", ".") for k in range(mark, verb)):
        return False
    main = next((row[k] for k in range(mark - 1, first - 1, -1) if is_predicate(row[k])), None)
    return main is None or main.tag.tense != "Past" or main.lemma in WILLING or main.lemma in PLAN_LEMMAS


def _is_planned_by(row: list[Word], verb: int) -> bool:
    """«театр планирует в 2019 году принять 1 200 школьников» is a plan, «принять к сведению» is none."""
    near = range(max(sentence_start(row, verb), verb - 6), verb)
    return any(row[k].lemma in PLAN_LEMMAS and row[k].lemma not in _BIDDING for k in near)


def _around(row: list[Word], k: int, reach: int) -> range:
    return range(max(0, k - reach), min(len(row), k + reach + 1))


# -- data ------------------------------------------------------------------------------------------

_SENDING = frozenset(("отправиться", "поехать", "выехать", "вылететь", "провести"))
_PROVIDED = frozenset(  # «закупка 6 лодок не предусмотрена»
    ("предусмотреть", "предусматривать", "планировать", "планироваться", "запланировать", "наметить", "ожидаться")
)
_NOMINAL = ("ство", "ение", "ание", "ость", "ция")  # «профчленство», which the models take for a verb
SO_THAT = frozenset(("чтобы", "чтоб", "дабы"))
_TAKEN = frozenset(  # what is taken in words: «принять к сведению, что обучено 40 человек»
    """сведение внимание участие мера решение учет контроль основа отчет информация исполнение план
    программа присяга расчет зачет резолюция обращение постановление закон экзамен вызов бой эстафета
    член ряд состав""".split()
)
_BIDDING = frozenset(("рекомендовать", "поручить", "обязать", "предписать"))  # «рекомендовать рассмотреть 5 заявок»
_NEVER_PREDICATES = frozenset(("PUNCT", "ADP", "NUM", "CCONJ", "SCONJ", "PRON", "PART", "PROPN", "DATE", "NAME"))
