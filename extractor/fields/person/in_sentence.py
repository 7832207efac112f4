"""A surname alone that the sentence around it makes a person: «Лосев предложил», «поручить Сычёву».

Decides by the verb, the noun of speech or the bracket beside a clear surname that its bearer acts or is told to
act. Leaves posts to `behind_post.py`, labels and lists to `lone.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractor.analysis import Token
from extractor.fields.person.behind_post import CLEAR, agrees, ends_name, is_adjectival, readings_of, worth_of
from extractor.fields.person.phrases import is_post, is_verb
from extractor.fields.person.predicate_words import LEADING, NAMING, ORDERING, REMARKS, SAYING, SPEAKING, SPEECHES
from extractor.russian.morphology import parses


def is_in_sentence(tokens: Sequence[Token], i: int) -> bool:
    """True for a clear surname whose bearer speaks, is told to act, or is told of in brackets."""
    word = tokens[i].text
    if _is_explained(tokens, i):
        return True
    if worth_of(word) < CLEAR or is_adjectival(word) or _is_place(word) or _is_beside_name(tokens, i):
        return False
    return (
        _speaks(tokens, i)
        or _is_charged(tokens, i)
        or _opens_item(tokens, i)
        or _is_of_speech(tokens, i)
        or _opens_brackets(tokens, i)
    )


@lru_cache(20_000)
def _is_place(word: str) -> bool:
    known = [p for p in parses(word.lower()) if p.known]
    return any("Geox" in p.tag for p in known) and not any("Surn" in p.tag for p in known)


def _is_beside_name(tokens: Sequence[Token], i: int) -> bool:
    """True where another capital stands beside: «улица Лосева Гора»."""
    near = [tokens[k] for k in (i - 1, i + 1) if 0 <= k < len(tokens) and tokens[k].unit == tokens[i].unit]
    return any(_is_name_like(token) for token in near)


def _is_name_like(token: Token) -> bool:
    if not token.text[0].isupper() or token.lemma in _OF_SPEECH or token.tag.verb_form or is_verb(token):
        return False
    return token.tag.pos not in ("ADP", "SCONJ", "CCONJ", "ADV", "PRON")


def _cases(word: str) -> set[str]:
    return {reading.case for reading in readings_of(word)}


def _speaks(tokens: Sequence[Token], i: int) -> bool:
    """«Лосев предложил …», «…, – сказала Дудкина», «Протокол вела Сычёва»."""
    for k in (i + 1, i - 1):
        if not 0 <= k < len(tokens) or tokens[k].unit != tokens[i].unit:
            continue
        verb = tokens[k]
        if not is_verb(verb) or verb.tag.verb_form == "Inf" or verb.tag.number == "Plur":
            continue
        if parses(verb.low)[0].normal not in _ACTING and verb.lemma not in _ACTING:
            continue
        if _agrees_with_verb(verb, tokens[i].text) and (k > i or ends_name(tokens, i, False)):
            return True
    return False


def _agrees_with_verb(verb: Token, word: str) -> bool:
    gender = {"Masc": "m", "Fem": "f"}.get(verb.tag.gender)
    return any(r.case in ("nom", "?") and (gender is None or r.gender in (gender, "?")) for r in readings_of(word))


def _is_charged(tokens: Sequence[Token], i: int) -> bool:
    """«ответственным назначить Лосева», «поручить Сычёву», «оставить за Дудкиной», «избрать в совет: Лосева»."""
    k = i - 1
    wanted = {"acc", "dat", "?"}
    if k > 0 and tokens[k].low in ("за", "на"):
        wanted = {"ins", "?"} if tokens[k].low == "за" else {"acc", "?"}
        k -= 1
    elif k > 0 and tokens[k].text == ":":
        k = next((j for j in range(k - 1, max(-1, k - 6), -1) if tokens[j].lemma in _CHOOSING), k)
    if k < 0 or tokens[k].unit != tokens[i].unit or not wanted & _cases(tokens[i].text):
        return False
    return tokens[k].lemma in _CHOOSING and ends_name(tokens, i, False)


def _is_explained(tokens: Sequence[Token], i: int) -> bool:
    """«Сычёва – секретарь», «2. Граб (председатель)»: what opens a line and is told by a post behind it."""
    if i + 2 >= len(tokens) or tokens[i + 1].text not in ("–", "—", "-", "(") or tokens[i + 2].unit != tokens[i].unit:
        return False
    if tokens[i + 1].start == tokens[i].end or not _opens_unit(tokens, i) or not worth_of(tokens[i].text, backed=True):
        return False
    post = next((k for k in (i + 2, i + 3) if k < len(tokens) and is_post(tokens, k)), None)
    return post is not None and "nom" in agrees(tokens[post].low, tokens[i].text) and not is_adjectival(tokens[i].text)


def _opens_unit(tokens: Sequence[Token], i: int) -> bool:
    """True behind nothing but a number or a mark."""
    k = i - 1
    while k >= 0 and tokens[k].unit == tokens[i].unit and not tokens[k].text[0].isalpha():
        k -= 1
    return k < 0 or tokens[k].unit != tokens[i].unit


def _opens_item(tokens: Sequence[Token], i: int) -> bool:
    """«4. Лосеву: подготовить смету», «5. Лосеву, Дудкиной – подготовить смету»."""
    if not _opens_unit(tokens, i):
        return False
    if "dat" not in _cases(tokens[i].text) or "nom" in _cases(tokens[i].text):
        return False
    for after in tokens[i + 1 : i + _LONGEST_ADDRESS]:
        if after.tag.verb_form == "Inf" and after.unit == tokens[i].unit:
            return True
        listed = after.text in (",", ":", "–", "—", "-") or after.low == "и" or worth_of(after.text) == CLEAR
        if after.unit != tokens[i].unit or not listed:
            return False
    return False


def _is_of_speech(tokens: Sequence[Token], i: int) -> bool:
    """«доклад Лосева», «по словам Дудкиной», «Вопрос Лосева:»."""
    if i == 0 or tokens[i - 1].unit != tokens[i].unit or not {"gen", "?"} & _cases(tokens[i].text):
        return False
    return tokens[i - 1].lemma in _OF_SPEECH and ends_name(tokens, i, False)


def _opens_brackets(tokens: Sequence[Token], i: int) -> bool:
    """«(Гречко, инженер)», «(Лосев, до 1 мая)»."""
    if i == 0 or tokens[i - 1].text != "(" or i + 2 >= len(tokens) or tokens[i + 1].text != ",":
        return False
    return tokens[i + 2].low in ("до", "срок", "к") or (is_post(tokens, i + 2) and tokens[i + 2].case == "Nom")


_ACTING = SPEAKING | SAYING | LEADING | frozenset(["занять", "победить", "выиграть", "завоевать"])
_CHOOSING = (
    NAMING
    | ORDERING
    | frozenset(
        [
            "возложить",  # возложить на Лосева
            "оставить",  # контроль оставить за Лосевым
            "закрепить",  # участок закрепить за Лосевым
            "включить",  # включить Лосева
            "ввести",  # ввести Лосева
            "вывести",  # вывести Лосева
            "исключить",  # исключить Лосева
            "освободить",  # освободить Лосева
            "наградить",  # наградить Лосева
            "премировать",  # премировать Лосева
            "поощрить",  # поощрить Лосева
            "направить",  # направить Лосева
            "командировать",  # командировать Лосева
        ]
    )
)
_OF_SPEECH = (SPEECHES | REMARKS | frozenset(["слово", "мнение", "выступление"])) - frozenset(
    ["урок", "опыт", "тренинг"]
)
_LONGEST_ADDRESS = 10  # tokens of several surnames before the infinitive
