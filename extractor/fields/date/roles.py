"""The role of a date: what the words around it make of it.

Decides in the order of the rules: the document's own date and cited acts first, then deadlines, states («по
состоянию на»), and what an expression of its precision is where nothing else is said: days are events,
years and quarters are periods. Reads the text before and after an expression, and column headings.
"""

from __future__ import annotations

import re

from extractor.analysis import Token
from extractor.fields.date.deadlines import deadline
from extractor.fields.date.parts import Expression
from extractor.fields.date.places import Place
from extractor.record import DateRole


def role_of(place: Place) -> DateRole:
    """The role of a date that is neither the document's own nor inside the citation of an act."""
    for rule in (_reference, _state, deadline, _since, _column, _by_precision):
        role = rule(place)
        if role is not None:
            return role
    return "other"


def is_listed(low: str, before: Expression, after: Expression) -> bool:
    """Whether only «,» or «и» stands between two dates, so that one word governs both."""
    return after.start - before.end < 6 and _LIST.fullmatch(low, before.end, after.start) is not None


def _reference(place: Place) -> DateRole | None:
    """«приказом от 5 мая» is `act`, «письмо от 5 мая», «на № 15 от …» is `other`."""
    if _BORN.match(place.after) or _BORN_BEFORE.search(place.lead):
        return "other"
    if place.expression.stretch.precision != "day":
        return None
    if ("утв" in place.before or "ред" in place.before) and _CONFIRMED.search(place.before):
        return "act"
    if not _FROM.search(place.lead):
        return None
    words = _CITED_WORD.findall(place.before.rsplit(".  ", 1)[-1])
    if not words:
        told = _REPLY.search(place.before) or _NUMBERED.match(place.after) or _BARE_FROM.search(place.before)
        return "other" if told else None
    return "act" if words[-1].startswith(_ACT_STEMS) else "other"


def _state(place: Place) -> DateRole | None:
    """«по состоянию на 20 мая», «на 1 июня построено», «вступает в силу с 1 октября»."""
    since = _FROM_ON.search(place.lead) is not None
    if since and (_IN_FORCE.search(place.before) or _IN_FORCE_AFTER.match(place.after)):
        return "other"
    if "зарегистр" in place.before and _FILED.search(place.before):
        return "other"
    if "на " in place.lead[-14:] and _AS_OF.search(place.before):
        return "other"
    if place.expression.stretch.precision == "day" and _ON.search(place.lead):
        appointed = _APPOINTED.search(place.before) or _APPOINTED_AFTER.match(place.after)
        return "event" if appointed else "other"
    return None


def _since(place: Place) -> DateRole | None:
    """«с 1989 г.», «после 2015 года», «начиная с»: where something begins is `other` for years."""
    if not _FROM_ON.search(place.lead):
        return None
    if place.expression.rule.startswith("edge_of"):
        return "period"  # «с начала года на приём пришло …»
    stretch = place.expression.stretch
    if stretch.precision == "day":
        return "other" if not _REACHES.match(place.after) and _sets_in(place) else None
    if stretch.precision == "month":
        return "other" if stretch.first_month == stretch.last_month and _sets_in(place) else None
    if stretch.precision == "year" and (_COMPARED.search(place.before) or _is_counted_since(place)):
        return "period"
    return "other" if stretch.precision in ("year", "quarter") else None


def _is_counted_since(place: Place) -> bool:
    """«С 2017 года клуб собирает свыше 80 гребцов», «с 2011 года лодки получили 412 семей»."""
    clause = _clause(place)
    counted = any(token.lemma in _COUNTED_SINCE for token in clause)
    return counted and _has_figure(place, clause)


def _sets_in(place: Place) -> bool:
    """Whether something is to begin or goes on since: «создать с 1 мая», «с 1 мая автобус ходит»; not «проходил»."""
    if _ENACTED.search(place.before):
        return True
    verbs = [token for token in _clause(place) if token.tag.pos in ("VERB", "AUX")]
    return bool(verbs) and all(token.tag.verb_form == "Inf" or token.tag.tense == "Pres" for token in verbs)


def _column(place: Place) -> DateRole | None:
    """In a table the heading of the column decides: «Срок исполнения», «Дата проведения»."""
    if not place.column:
        return None
    if _HELD.search(place.column):
        return "event" if place.expression.stretch.precision in ("day", "month") else "period"
    if _TERM.search(place.column):
        is_due = place.expression.stretch.precision == "day" or _DUE_COLUMN.search(place.column) is not None
        return "deadline" if is_due else None  # «Срок | октябрь 2024 г.» of a forum is when it is held
    return None


def _by_precision(place: Place) -> DateRole | None:
    """Without a word that decides, days are events and long stretches are periods."""
    precision = place.expression.stretch.precision
    if precision == "day":
        if _OVER.search(place.lead):
            return "period"
        return "period" if place.days > LONG and not _is_gathering(place) else "event"
    if precision == "month":
        return _month(place)
    if precision == "year":
        return _year(place)
    if precision == "season":
        return _season(place)
    return "event" if precision == "quarter" and _is_gathered(place) else "period"


def _month(place: Place) -> DateRole:
    """«за июнь», «с мая по сентябрь», «на март» are periods; «в сентябре состоялся» is an event."""
    if place.expression.rule == "months_of_year":
        return "period"
    if _OVER.search(place.lead):
        return "event" if _DURING.search(place.lead) and _is_held(place) else "period"
    stretch = place.expression.stretch
    if _FOR.search(place.lead) and stretch.first_month == stretch.last_month:
        return "period"
    if stretch.first_month != stretch.last_month and not _BRACKET.search(place.before):
        return "event" if _is_held(place) or _is_appointed(place) else "period"
    return "event"


def _season(place: Place) -> DateRole:
    """«осенью откроют клуб» is when it happens; «летом трудоустроено 238 подростков», «в осенний период» are terms."""
    if place.expression.rule == "season" and _is_held(place):
        return "event"
    clause = _clause(place)
    adverb = any(token.low in _SEASONS and token.start in _own(place) for token in clause)
    told = any(token.tag.pos == "VERB" or token.tag.variant == "Short" for token in clause)
    return "event" if adverb and told and not _has_figure(place, clause) else "period"


def _year(place: Place) -> DateRole:
    """A year is a period, unless something named is held in it and no figure is told."""
    is_span = place.days > _TWO_YEARS and not place.expression.stretch.over
    if is_span or place.expression.rule.endswith(("school_year", "edge_of_year")) or _OVER.search(place.lead):
        return "period"
    if place.expression.stretch.over:
        lived = _LIVED.search(place.before + " " + place.after[:60]) is not None
        return "event" if lived and not _has_figure(place, _clause(place)) else "period"
    return "event" if _is_held(place) else "period"


def _is_held(place: Place) -> bool:
    """Whether the clause tells of something held or begun then, and counts nothing."""
    clause = _clause(place)
    if _BRACKET.search(place.before) and place.after.startswith(")"):  # «во II слёте (2014 г.) состязались»
        tokens = place.analysis.tokens_between(place.expression.start - 60, place.expression.start)
        return bool({token.lemma for token in tokens[-5:]} & _GATHERINGS)
    lemmas = {token.lemma for token in clause}
    if _has_figure(place, clause):
        return bool(lemmas & _COMING) and _tells_of_gathering(place)  # «в 2017 г. на семинар приехали 52 педагога»
    if lemmas & _BEGINNINGS:
        return True
    return bool(lemmas & _HELD_VERBS) and bool(lemmas & _GATHERINGS)


def _is_appointed(place: Place) -> bool:
    """«провести в феврале – марте занятия», «заслушать в 3 квартале», a row «Семинар, II квартал»."""
    if any(token.lemma in _APPOINTING and token.tag.verb_form == "Inf" for token in _clause(place)):
        return True
    opening = place.analysis.tokens_between(place.unit.body, place.expression.start)[:4]
    return any(token.lemma in _GATHERINGS and token.case in ("Nom", "") for token in opening)


def _tells_of_gathering(place: Place) -> bool:
    """Whether the sentence up to the end of the clause names a gathering: «… „Недели леса“, где в 2017 году»."""
    here = place.analysis.token_at(place.expression.start)
    if here is None:
        return False
    sentence = place.analysis.sentences[here.sentence]
    first, stop = max(sentence.first, here.index - 25), min(sentence.stop, here.index + 25)
    return any(token.lemma in _GATHERINGS for token in place.analysis.tokens[first:stop])


def _is_gathered(place: Place) -> bool:
    """«провести во II квартале слёт», «заслушать в 3 квартале», a row «Семинар, II квартал»; not «рассмотреть»."""
    clause = _clause(place)
    lemmas = {token.lemma for token in clause}
    if lemmas & {"заслушать", "созвать"} or (lemmas & _HELD_VERBS and lemmas & _GATHERINGS):
        return True
    opening = place.analysis.tokens_between(place.unit.body, place.expression.start)[:4]
    return any(token.lemma in _GATHERINGS and token.case in ("Nom", "") for token in opening)


def _has_figure(place: Place, clause: list[Token]) -> bool:
    """Whether the clause counts something; Roman numbers count nothing."""
    return any(
        token.tag.pos == "NUM" and _ROMAN.fullmatch(token.text) is None and token.start not in _own(place)
        for token in clause
    )


def _is_gathering(place: Place) -> bool:
    """«с 15 марта по 30 июня проводят интернет-конференцию»: long, and an event all the same."""
    return bool({token.lemma for token in _clause(place)} & (_HELD_VERBS | _GATHERINGS))


def _own(place: Place) -> range:
    return range(place.expression.start, place.expression.end)


def _clause(place: Place) -> list[Token]:
    """The words around the expression up to a comma, a colon or the end of the sentence."""
    tokens = place.analysis.tokens
    here = place.analysis.tokens_between(place.expression.start, place.expression.end)
    if not here:
        return []
    sentence = place.analysis.sentences[here[0].sentence]
    first, stop = here[0].index, here[-1].index + 1
    floor = max(sentence.first, here[0].index - 25)
    while first > floor and tokens[first - 1].text not in _CLAUSE_MARKS and tokens[first - 1].start >= place.unit.body:
        first -= 1
    while stop < min(sentence.stop, here[-1].index + 25) and tokens[stop].text not in _CLAUSE_MARKS:
        stop += 1
    return list(tokens[first:stop])


_LIST = re.compile(r"[ ]?,[ \n]?(?:и[ \n])?|[ \n]и[ \n]")
_BRACKET = re.compile(r"\([ ]?$")
_ROMAN = re.compile(r"[IVXХ]+")
_CLAUSE_MARKS = {",", ";", ":", "—", "–", "|", "(", ")"}
LONG = 45  # days: what lasts longer is a term, not an event
_TWO_YEARS = 400  # days: «Стратегия на 2021–2026 годы» names a term, whatever else the sentence tells
_AS_OF = re.compile(
    r"(?<![а-я])на[ ]+(?:начало|конец)[ ]+$|(?:состояни[юея][ ]+на|данным[ ]+на|"
    r"значени[ея][ ]+(?:показателя[ ]+)?на|итогам[ ]+на|остаток[ ]+на)[ ]+(?:начало[ ]+|конец[ ]+)?$"
)
_ON = re.compile(r"(?<![а-я])на[ ]+\"?$")
_APPOINTED = re.compile(
    r"(?:назнач|заплан|намеч|перенес|перенос|план|приглаш|отложен|переведен)"
    r"[а-я]{0,9}[ ]+(?:[^.;:]{0,30}[ ])?на[ ]+\"?$"
)
_APPOINTED_AFTER = re.compile(r"[ ](?:назнач|заплан|намеч|перенес)")
_IN_FORCE = re.compile(
    r"(?:в[ ]+силу|в[ ]+действие|действу[а-я]{2,4}|применя[а-я]{2,4}|"
    r"распространя[а-я]{2,6}[^.;]{0,50}|утратившим[ ]+силу)[ ]+с(?:о)?[ ]+$"
)
_IN_FORCE_AFTER = re.compile(r"[ ](?:г\.[ ]|года[ ])?(?:вступа|вступил|ввод[ия]тся|введен|применя|действу)")
_FROM = re.compile(r"(?<![а-я])от[ ]{0,3}[\"_]{0,3}$|№[ ]?[\w/.-]{1,14},?[ ]{1,3}(?:от[ ])?$")
_BARE_FROM = re.compile(r"(?<![а-я])от[ ]{0,3}$")
_CONFIRMED = re.compile(r"(?:утв\.|утвержден[а-я]{0,3}|в[ ]ред\.|редакци[ия])[^.;\d]{0,80}(?:от[ ]+)?$")
_REPLY = re.compile(r"на[ ]{0,3}(?:№|n)")
_NUMBERED = re.compile(r"[ ,]{0,3}(?:№|n[ ]?\d)")
_BORN = re.compile(r"[ ]{0,2}(?:г\.[ ]?)?(?:р\.(?![ ]?п)|рожд|урож)")
_BORN_BEFORE = re.compile(r"(?:родил(?:ся|ась|ись)|дата[ ]рождения[ ]?:?)[ ]+(?:в[ ]+)?$")
_FROM_ON = re.compile(r"(?<![а-я])(?:с|со|после|начиная с)[ ]+(?:(?:начала|конца|середины)[ ]+)?\"?$")
_FILED = re.compile(r"зарегистрирован[а-я]?[^.;\d]{0,60}$")
_ENACTED = re.compile(
    r"(?:ввести|установить|утвердить|отменить|прекратить|считать|назначить|возложить|присвоить)"
    r"[^.;]{0,120}(?<![а-я])со?[ ]+$"
)
_REACHES = re.compile(r"[ ]+(?:до|по)[ ]")
_OVER = re.compile(
    r"(?<![а-я])(?:за|за период|за время|на период|сроком(?: действия)?|период действия:?|течение|"
    r"отчетный период:?)[ ]+(?:с[ ]+)?\"?$"
)
_FOR = re.compile(r"(?<![а-я])(?:на|за|план на|итоги|течение)[ ]+$")
_HELD = re.compile(r"проведени|дата|когда|время")
_TERM = re.compile(r"срок")
_DUE_COLUMN = re.compile(r"исполнени|выполнени|завершени|сдачи|представлени")
_LIVED = re.compile(
    r"(?:возглавлял|руководил|работал|служил|учил|обучал|занимал|являл|жил|воевал|избирал|находил|строил)[а-я]{0,4}"
)
_CITED_WORD = re.compile(
    r"""(?<![а-я])(?: приказ | постановлени | распоряжени | указ | закон | кодекс | решени | протокол
      | поручени | санпин
      | письм | обращени | запрос | телеграмм | договор | соглашени | контракт | лицензи | свидетельств | заявлени
      | справк | акт | доверенност | исх | вх | отчет | представлени | определени | предписани )""",
    re.VERBOSE,
)
_ACT_STEMS = (
    "приказ",
    "постановлени",
    "распоряжени",
    "указ",
    "закон",
    "кодекс",
    "решени",
    "протокол",
    "поручени",
    "санпин",
)

_COMPARED = re.compile(r"(?:сравнени[июея]|сопоставлени[июея]) с[ ]$")  # «по сравнению с 2005 годом»
_DURING = re.compile(r"течени[еи][ ]+$")
_SEASONS = {"зимой", "весной", "летом", "осенью"}
_COUNTED_SINCE = {"участвовать", "обеспечить", "обучить", "принять", "получить", "построить", "охватить", "пройти"}
_COMING = {"участвовать", "приехать", "прибыть", "собраться", "собрать", "съехаться", "приезжать", "побывать"}
_APPOINTING = {"провести", "заслушать", "созвать", "рассмотреть", "обсудить"}

# Verbs of holding a gathering, and of founding or finishing something, as lemmas.
_HELD_VERBS = {
    "созвать", "созывать",
    "провести", "проводить", "пройти", "проходить", "состояться", "открыться", "открыть", "наметить", "запланировать",
    "планировать", "принять", "участвовать", "организовать", "стартовать", "завершиться",
}  # fmt: skip
_BEGINNINGS = {
    "основать", "создать", "образовать", "открыть", "окончить", "построить", "родиться", "избрать", "назначить",
    "учредить", "возглавлять", "возглавить", "награждать", "наградить", "присвоить", "выйти", "поступить",
}  # fmt: skip
_GATHERINGS = {
    "съезд", "конференция", "форум", "чтение", "фестиваль", "конкурс", "олимпиада", "чемпионат", "выборы",
    "выставка", "слет", "соревнование", "турнир", "смотр", "конгресс", "симпозиум", "семинар", "акция", "перепись",
    "неделя", "декада", "месячник", "марафон", "концерт", "первенство", "слушание", "собрание", "сход",
    "ярмарка", "спартакиада", "игра", "праздник", "экспедиция", "саммит",
}  # fmt: skip
