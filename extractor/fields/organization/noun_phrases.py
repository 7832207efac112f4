"""Noun phrases in one case, territories and places: «города Энска», «языка, литературы и истории».

Decides where such a phrase ends and whether it names a territory. Leaves to `phrases.py` what hangs on a
head noun.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.analysis import Token
from extractor.fields.organization.places import (
    CLIPPED_TERRITORIES,
    FORMATIONS,
    PLACE_MARKS,
    PLACE_WORDS,
    TERRITORIES,
    TERRITORY_FORMS,
)
from extractor.fields.organization.scene import Scene, adjective_cases, is_animate, noun_cases
from extractor.russian.abbreviations import is_abbreviation
from extractor.russian.bodies import head_noun
from extractor.russian.body_adjectives import is_ordinary_adjective
from extractor.russian.clipped_names import clipped_body
from extractor.russian.inflection import agrees
from extractor.russian.legal_forms import legal_form
from extractor.russian.morphology import parses


class Np(NamedTuple):
    """A noun phrase: its stop, its noun, and the territory it is."""

    stop: int
    noun: int
    territory: str


def noun_phrase(scene: Scene, j: int, case: str) -> Np | None:
    """Adjectives and a noun in one case from token `j` on; a territory takes its name with it."""
    k = j
    stop = min(len(scene.tokens), j + 8)
    unit = scene.tokens[j].unit if j < stop else -1
    while k < stop and scene.tokens[k].unit == unit:
        token = scene.tokens[k]
        if is_person(scene, k):
            return None
        joins = token.low in ("и", ",") and k > j and case in adjective_cases(scene.tokens[k - 1].low)
        if joins or (case in adjective_cases(token.low) and _goes_on(scene, k, case)):
            k += 1
        elif token.low in ("их", "его", "её", "ее"):
            k += 1  # «защите их прав»
        elif k > j and token.text == "(" and _is_aside(scene, k, case):
            k += 3  # «крестьянских (фермерских) хозяйств»
        elif _is_case(token, case):
            return _whole(scene, j, k)
        else:
            return None
    return None


def has_initials_after(scene: Scene, k: int) -> bool:
    """«Дроздова Ф. А.», but not «Энска Ф. А. Дроздова», where the initials are those of the next name."""
    j = k + 1
    while j + 1 < scene.stop_of_unit(k) and len(scene.tokens[j].text) == 1 and scene.tokens[j + 1].text == ".":
        if not scene.tokens[j].text.isupper():
            return False
        j += 2
    if j == k + 1:
        return False
    return j >= scene.stop_of_unit(k) or not scene.tokens[j].text.istitle()


def is_person(scene: Scene, k: int) -> bool:
    """Whether a word is part of a person's name: by NER, or with a patronymic or a first name beside it."""
    token = scene.tokens[k]
    if token.text.istitle() and has_initials_after(scene, k) and _is_surname(token.low):
        return True
    if _is_before_given_name(scene, k):
        return True
    if k not in scene.places and token.text.istitle() and _is_only_surname(token.low):
        return True
    if k in scene.places or not token.text[:1].isupper() or token.text.isupper():
        return False
    if k in scene.persons and k not in scene.named:
        return True
    near = scene.tokens[k : min(k + 3, scene.stop_of_unit(k))]
    return any(is_given_name(t.low) for t in near if t.text[:1].isupper()) and _is_surname(token.low)


def _is_before_given_name(scene: Scene, k: int) -> bool:
    """«района Лосева Анна Львовна»: a surname, whatever NER takes it for."""
    following = scene.tokens[k + 1] if k + 1 < scene.stop_of_unit(k) else None
    given = following is not None and following.text.istitle() and is_given_name(following.low)
    token = scene.tokens[k]
    return given and token.text.istitle() and _SURNAME.search(token.low) is not None and _is_surname(token.low)


@lru_cache(20_000)
def is_given_name(low: str) -> bool:
    return any("Patr" in p.tag or "Name" in p.tag for p in parses(low)[:1])


@lru_cache(20_000)
def _is_only_surname(low: str) -> bool:
    """«Титова»: nothing but a surname; «Калиновской» may be an adjective of a place."""
    readings = parses(low)
    return all(p.known and "Surn" in p.tag for p in readings) and not adjective_cases(low)


@lru_cache(20_000)
def _is_surname(low: str) -> bool:
    return any(mark in p.tag for p in parses(low) for mark in ("Surn", "Name", "Patr"))


def _goes_on(scene: Scene, k: int, case: str) -> bool:
    """Whether an adjective has its noun still to come."""
    if k + 1 >= len(scene.tokens):
        return False
    following = scene.tokens[k + 1]
    if following.text == "(":
        return _is_aside(scene, k + 1, case)
    if following.low in ("и", ",") and k + 2 < len(scene.tokens):
        following = scene.tokens[k + 2]
        return case in adjective_cases(following.low)
    return case in adjective_cases(following.low) or _is_case(following, case) or following.low in CLIPPED_TERRITORIES


def _is_aside(scene: Scene, k: int, case: str) -> bool:
    """Whether one adjective stands in brackets at `k` and the phrase goes on behind it."""
    inner = scene.tokens[k + 1 : k + 4]
    if len(inner) < 3 or inner[1].text != ")" or case not in adjective_cases(inner[0].low):
        return False
    return case in adjective_cases(inner[2].low) or case in noun_cases(inner[2].low)


def _is_case(token: Token, case: str) -> bool:
    if token.low in CLIPPED_TERRITORIES or token.low in _STATES or token.text in FORMATIONS or _is_region(token):
        return True
    if token.low in PEOPLE and case in adjective_cases(token.low):
        return True
    if not token.text[:1].isalpha() or len(token.low) < 3 or token.pos in ("VERB", "ADP", "CCONJ", "ADV"):
        return False
    if token.tag.variant == "Short":
        return False
    if token.text.isupper() and legal_form(token.text) is not None:
        return False
    cases = noun_cases(token.low)
    if case not in cases:
        return False
    if case != "gent" or token.text.isupper() or not cases & {"nomn", "accs"}:
        return True
    return not (token.tag.number == "Plur" and token.case in ("Nom", "Acc"))  # «в Министерство копии»


def _is_region(token: Token) -> bool:
    """«Приамурья», «Закамья»: land beside a river or a range."""
    return token.text.istitle() and _REGION.fullmatch(token.low) is not None


def _whole(scene: Scene, first: int, noun: int) -> Np | None:
    """The phrase with what names a territory: «города Энска», «Республики Карелия», «Энской области»."""
    token = scene.tokens[noun]
    stop = noun + 1
    if token.low in CLIPPED_TERRITORIES and stop < len(scene.tokens) and scene.tokens[stop].text == ".":
        stop += 1
    formation = noun > first and scene.tokens[noun - 1].low.startswith("муниципальн") and token.lemma == "образование"
    proper = any(
        scene.tokens[i].text[:1].isupper() and not is_ordinary_adjective(scene.tokens[i].lemma)
        for i in range(first, noun)
    )
    if proper and token.text in FORMATIONS:
        return Np(stop, noun, "proper")  # «Енского ГО»
    if formation or token.text in FORMATIONS:
        end = _formation_stop(scene, stop)
        if end == stop and not formation:
            return None
        return Np(end, noun, "proper" if end > stop else "bare")
    lemma = token.lemma if token.low not in CLIPPED_TERRITORIES else "район"
    if lemma in TERRITORIES or token.low in TERRITORY_FORMS:
        named = _sorted_name_stop(scene, stop) or _name_stop(scene, stop)
        titled = scene.quoted.get(stop, stop) if stop not in scene.unclosed else stop
        if not proper and stop < titled < stop + 6 and lemma != "город":
            return Np(titled, noun, "proper")  # «муниципального района „Енский“»
        if named > stop and not proper:
            return Np(named, noun, "proper")
        return Np(stop, noun, "proper" if proper else "bare")
    if _is_region(token) or (noun in scene.places and token.text[:1].isupper()) or token.low in _STATES:
        return Np(_name_stop(scene, stop) if token.low not in _STATES else stop, noun, "proper")
    return Np(stop, noun, "")


def _formation_stop(scene: Scene, j: int) -> int:
    """The end of what a municipality is called: «Энский район», "Город Энск", городского округа Энск."""
    if j >= len(scene.tokens) or scene.tokens[j].unit != scene.tokens[j - 1].unit:
        return j
    if j in scene.quoted and j not in scene.unclosed and scene.quoted[j] - j < 9:
        return scene.quoted[j]
    if scene.tokens[j].text in "-–—" and j + 1 < scene.stop_of_unit(j):
        named = _sorted_name_stop(scene, j + 1)  # «муниципального образования - Ольшанское сельское поселение»
        return named or j
    if scene.tokens[j].text in FORMATIONS:  # «МО МР „Енск“»
        return _formation_stop(scene, j + 1)
    following = scene.tokens[j + 1] if j + 1 < len(scene.tokens) else None
    if following is not None and scene.tokens[j].text[:1].isupper() and following.lemma in TERRITORIES:
        return j + 2
    inner = noun_phrase(scene, j, "gent")
    if inner is not None and inner.territory == "proper":
        return inner.stop
    return _sorted_name_stop(scene, j) or _name_stop(scene, j)


def _sorted_name_stop(scene: Scene, j: int) -> int | None:
    """The end of a name with a sort of its own: «поселения [Ольшанский сельсовет]», «округа [город Енск]»."""
    stop = scene.stop_of_unit(j - 1)
    k = j
    while k < min(stop, j + 4) and "nomn" in adjective_cases(scene.tokens[k].low) and not is_person(scene, k):
        k += 1
    if j >= stop or k >= stop or scene.tokens[j].text in FORMATIONS:
        return place_stop(scene, j + 1) if j + 1 < stop and scene.tokens[j].text in FORMATIONS else None
    is_named = scene.tokens[j].text[:1].isupper() and k > j
    if scene.tokens[k].lemma not in TERRITORIES or "nomn" not in noun_cases(scene.tokens[k].low):
        return place_stop(scene, j)
    if is_named:
        return k + 1
    named = _name_stop(scene, k + 1)
    return named if named > k + 1 else None


def _name_stop(scene: Scene, j: int) -> int:
    """The end of capitals that name a place from `j` on: «Нижний Тагил», at most three words."""
    k = j
    while k < min(len(scene.tokens), j + 3) and scene.tokens[k].unit == scene.tokens[j - 1].unit:
        token = scene.tokens[k]
        second = _is_second_word(scene, j, k)
        capital = token.text[:1].isupper() and (len(token.text) > 2 or token.text == "Я" or second)
        goes_on = k == j or k in scene.places or second
        if not capital or not goes_on or _is_of_person(scene, j, k):
            break
        if k > j and not adjective_cases(scene.tokens[j].low) and _OBLIQUE_SURNAME.search(token.low) is not None:
            break  # «фельдшеру ФАП с. Липки Дудкину»
        loud = is_abbreviation(token.text) or (token.text.isupper() and len(token.text) > 1)
        if loud and not scene.tokens[j - 1].text.isupper():
            break  # «Администрация поселения ПОСТАНОВЛЯЕТ»
        following = scene.tokens[k + 1] if k + 1 < len(scene.tokens) else None
        if adjective_cases(token.low) and following is not None and following.lemma in TERRITORIES:
            break  # «округа Энской области»: the next territory begins
        k += 1
    return k


def _is_second_word(scene: Scene, j: int, k: int) -> bool:
    """«Красный Яр», «Новая Заимка»: a noun in one case with the adjective that begins the name of a place."""
    first, second = scene.tokens[j], scene.tokens[k]
    if k != j + 1 or not second.text.istitle() or is_person(scene, k) or adjective_cases(second.low):
        return False
    unknown = not any(p.known for p in parses(second.low)) and "nomn" in adjective_cases(first.low)
    return unknown or (bool(adjective_cases(first.low) & noun_cases(second.low)) and agrees(first.text, second.text))


def _is_of_person(scene: Scene, j: int, k: int) -> bool:
    """Whether a capital after a territory is a person's: «Республики Коми Дроздова Ф. А.»."""
    if has_initials_after(scene, k) or _is_before_given_name(scene, k):
        return True
    if _are_initials_of_next(scene, k) or (k == j and _is_before_surname(scene, k)):
        return False
    if k not in scene.persons or k in scene.places:
        return False
    hyphened = "-" in scene.tokens[k].text and scene.tokens[k - 1].low in PLACE_SORTS
    return k > j or not hyphened


def _are_initials_of_next(scene: Scene, k: int) -> bool:
    """«города Энска  Ф. Дроздов»: initials behind a place that a surname follows."""
    near = [token.text for token in scene.tokens[k + 1 : min(k + 6, scene.stop_of_unit(k))]]
    pairs = 2 if near[1:2] == ["."] and near[3:4] == ["."] else 1
    initials = near[: 2 * pairs]
    if len(near) <= 2 * pairs or initials[1::2] != ["."] * pairs:
        return False
    return all(len(one) == 1 and one.isupper() for one in initials[::2]) and near[2 * pairs].istitle()


def _is_before_surname(scene: Scene, k: int) -> bool:
    """«города Энска Дроздову Ф. А.»: another capital with initials follows, and it is whose name these are."""
    following = scene.tokens[k + 1] if k + 1 < scene.stop_of_unit(k) else None
    return following is not None and following.text.istitle() and has_initials_after(scene, k + 1)


PLACE_SORTS = PLACE_WORDS | {"республики", "республике"}


def place_stop(scene: Scene, j: int) -> int | None:
    """The end of a place with an abbreviated sort: «г. Энска», «ст. Котовской», «с. Приречное»."""
    if not starts_place(scene, j):
        return None
    if scene.tokens[j].low in PLACE_WORDS:
        k = _name_stop(scene, j + 1)
        return k if k > j + 1 else None
    k = j + 1
    if "".join(t.low for t in scene.tokens[j : j + 4]) == "р.п.":
        k = j + 3
    if k < len(scene.tokens) and scene.tokens[k].text == ".":
        k += 1
    if k < len(scene.tokens) and scene.tokens[k].text[:1].isupper() and len(scene.tokens[k].text) > 2:
        return max(k + 1, _name_stop(scene, k))
    return None


def starts_place(scene: Scene, j: int) -> bool:
    token = scene.tokens[j]
    if token.low in PLACE_WORDS:
        return j + 1 < len(scene.tokens) and scene.tokens[j + 1].text[:1].isupper()
    return token.text in PLACE_MARKS and scene.gap(j) not in ("", "\n")


def coordinated(scene: Scene, first: Np, case: str) -> int:
    """The end of «языка, литературы и истории»: commas only where an «и» with a phrase closes the row."""
    stop = sure = first.stop
    noun = scene.tokens[first.noun].low
    animate = is_animate(noun) or noun in PEOPLE
    pending = False
    for _ in range(6):
        if stop >= len(scene.tokens) or scene.tokens[stop].low not in ("и", ","):
            break
        closing = scene.tokens[stop].low == "и"
        following = noun_phrase(scene, stop + 1, case)
        if following is None or following.territory or _is_other_body(scene, stop + 1, following, animate):
            break
        stop = following.stop
        if closing:
            more = noun_phrase(scene, stop, "gent")
            if more is not None and not more.territory and not _is_other_body(scene, stop, more, animate):
                stop = more.stop
            sure, pending = stop, False
        else:
            more = noun_phrase(scene, stop, "gent")
            if more is not None and not more.territory:
                stop = more.stop
            pending = True
    return sure if pending or sure > first.stop else first.stop


def _is_other_body(scene: Scene, start: int, phrase: Np, animate: bool) -> bool:
    """Whether a coordinated phrase is a body or a person of its own rather than one more complement."""
    noun = scene.tokens[phrase.noun]
    if is_animate(noun.low) and not animate:
        return True
    if clipped_body(noun.text) is not None:
        return True
    head = None if animate and is_animate(noun.low) else head_noun(noun.text)
    if head is None or head.lemma == "хозяйство":  # «природных ресурсов и лесного хозяйства»
        return False
    return scene.tokens[start].text[:1].isupper() or head.cls in ("power", "office", "legal")


def place_after(scene: Scene, j: int) -> int:
    """The end of a place right after a name («СОШ № 8» г. Энска, Заречного района), or `j`."""
    if j >= len(scene.tokens) or scene.tokens[j].unit != scene.tokens[j - 1].unit:
        return j
    place = place_stop(scene, j)
    if place is not None:
        return place
    phrase = noun_phrase(scene, j, "gent")
    return phrase.stop if phrase is not None and phrase.territory == "proper" else j


def territory_by(scene: Scene, j: int) -> int:
    """The end of «по Енскому району», «по г. Енску» after letters, or `j`."""
    if scene.tokens[j].low != "по" or j + 1 >= scene.stop_of_unit(j):
        return j
    place = place_stop(scene, j + 1)
    if place is not None:
        return place
    where = noun_phrase(scene, j + 1, "datv")
    return where.stop if where is not None and where.territory == "proper" else j


# Adjectives that stand for people: «Дом творчества юных», «общество слепых».
PEOPLE = frozenset({"юных", "слепых", "глухих", "престарелых", "несовершеннолетних", "военнослужащих", "одарённых"})
_SURNAME = re.compile(r"(?:[оеи]в|[иы]н|ск(?:ий|ой)|цк(?:ий|ой))$|(?:[оеи]ва|[иы]на|ская|цкая|ко|ук|юк|ян|дзе|швили)$")
_REGION = re.compile(r"(?:при|за|по|под|пред|меж)[а-яё]{3,}ь(?:я|ю)")  # «Приамурья», «Закамья»
_OBLIQUE_SURNAME = re.compile(r"(?:[оеё]в|[иы]н)(?:а|у|ым|е|ой|ою)$|(?:енко|ук|юк)$")
_STATES = frozenset({"рф", "россии", "ссср", "рсфср", "российской", "рт", "рк", "рб"})
