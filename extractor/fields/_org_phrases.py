"""How far the phrase around a head noun reaches: its adjectives, dependents, number, quotes, territory.

Decides the boundaries of «[Департамент Смоленской области по образованию] провёл» and what the phrase
has that may make a name of it. Leaves to `_org_spans.py` whether it is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from extractor.analysis import Token
from extractor.fields._org_scene import Scene, adjective_cases, is_animate, noun_cases
from extractor.russian.abbreviations import clipped_body, is_abbreviation, is_abbreviation_word, is_common
from extractor.russian.bodies import head_noun, is_no_modifier, is_ordinary_adjective
from extractor.russian.inflection import agrees
from extractor.russian.legal_forms import legal_form
from extractor.russian.morphology import parses


class Number(NamedTuple):
    """A number in a name: its token and its own offsets, for «3,8» is one token."""

    token: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a head: where it stops and what it holds.

    `base` is where the phrase without a trailing place stops. `territory` is «proper» («Энской
    области»), «bare» («области») or "". `numbers` are the tokens of an enumeration «№ 3, 8 и 11».
    """

    stop: int
    base: int
    quote: int | None = None
    numbers: tuple[Number, ...] = ()
    honour: bool = False
    territory: str = ""
    complements: int = 0
    body: bool = False


class Np(NamedTuple):
    """A noun phrase: its stop, its noun, and the territory it is."""

    stop: int
    noun: int
    territory: str


def left_of(scene: Scene, head: int) -> int:
    """The first token of the head's own adjectives: «центральной районной [библиотекой]»."""
    first = head
    noun = scene.tokens[head]
    cases: frozenset[str] = frozenset()
    i = head - 1
    while i >= 0 and head - i <= 8 and scene.tokens[i].unit == noun.unit:
        token = scene.tokens[i]
        own = adjective_cases(token.low)
        if _is_modifier(scene, token, noun) and (not cases or own & cases):
            first = i
            cases = own & cases or own
        elif token.low == "и" and first == i + 1 and i and _is_modifier(scene, scene.tokens[i - 1], noun):
            pass
        elif _ORDINAL.fullmatch(token.text) is not None and first == i + 1:
            first = i
            break
        elif token.text in "-–" and first == i + 1 and i and scene.tokens[i - 1].low.endswith("о"):
            first = i = i - 1  # «научно - методический центр»
        else:
            break
        i -= 1
    return first


def _is_modifier(scene: Scene, token: Token, noun: Token) -> bool:
    if token.pos in ("DET", "PRON") or is_no_modifier(token.lemma):
        return False
    if not adjective_cases(token.low) or token.pos == "VERB" and token.tag.tense == "Past":
        return False
    return agrees(token.text, noun.text)


def right_of(scene: Scene, head: int, *, wide: bool) -> Tail:
    """Everything that depends on the head; `wide` lets «по», «при», «в» go on, as in names of authorities."""
    begin = head + 1
    if begin + 1 < len(scene.tokens) and scene.tokens[begin].text == "." and len(scene.tokens[head].text) < 4:
        begin += scene.tokens[begin + 1].text in _NUMBER_SIGNS  # «шк. № 12»
    tail = Tail(begin, begin)
    stop = min(len(scene.tokens), head + 60)
    while tail.stop < stop and not tail.numbers[1:]:
        longer = _longer(scene, head, tail, wide)
        if longer is None:
            break
        tail = longer
    return tail


def _longer(scene: Scene, head: int, tail: Tail, wide: bool) -> Tail | None:
    """The tail with one more dependent, or None where the phrase is over."""
    j = tail.stop
    token = scene.tokens[j]
    if not _is_joined(scene, j) or (tail.quote is not None and not _starts_place(scene, j)):
        return None
    if j in scene.quoted and tail.quote is None and (tail.territory != "proper" or _is_owned(scene, head)):
        stop = quote_stop(scene, j)
        return None if stop is None else replace(tail, stop=stop, base=stop, quote=j)
    if _starts_place(scene, j) and (tail.quote is None or place_stop(scene, j) is not None):
        found = _with_phrase(scene, head, tail)
        if found is not None:
            return found
    if token.text in _NUMBER_SIGNS and not tail.numbers:
        return None if tail.territory else _with_numbers(scene, tail)  # «администрации области № 43» is an act's
    if token.low in ("им", "имени") and not tail.honour:
        stop = honour_stop(scene, j)
        return None if stop is None else replace(tail, stop=stop, base=stop, honour=True)
    if token.low in _PREPOSITIONS and tail.quote is None:
        return _with_preposition(scene, tail) if _may_follow(scene, head, j, wide) else None
    return _with_phrase(scene, head, tail)


def _is_owned(scene: Scene, head: int) -> bool:
    """Whether a territory may stand before the quoted name: «учреждение Энской области „Центр“»."""
    noun = head_noun(scene.tokens[head].text)
    return noun is not None and noun.cls in ("legal", "institution")


def _may_follow(scene: Scene, head: int, j: int, wide: bool) -> bool:
    """«для» needs a quoted name ahead («центр для детей „Луч“»), «с» a form, «в» and «при» a wide head."""
    word = scene.tokens[j].low
    if word == "с" and scene.tokens[j - 1].lemma == "работа":  # «центр по работе с детьми»
        return True
    if word == "с":
        return scene.tokens[min(j + 1, len(scene.tokens) - 1)].low in ("ограниченной", "дополнительной")
    if word == "для":
        ahead = range(j + 1, min(scene.stop_of_unit(j), j + 9))
        marks = [k for k in ahead if k in scene.quoted or scene.tokens[k].text in ",.;:()"]
        return bool(marks) and marks[0] in scene.quoted
    noun = head_noun(scene.tokens[head].text)
    if word in ("в", "на"):
        return noun is not None and noun.cls == "office"
    if noun is not None and noun.lemma in ("администрация", "правительство", "мэрия", "парламент", "дума"):
        return False  # «заместитель главы администрации по развитию»
    return wide or word == "по"


def _is_joined(scene: Scene, j: int) -> bool:
    """Whether token `j` may go on with the phrase before it: the same unit, or a name broken in two lines."""
    before, token = scene.tokens[j - 1], scene.tokens[j]
    if before.unit == token.unit:
        return True
    if j in scene.quoted and before.text.isalpha() and token.unit - before.unit == 1:
        return True  # the form on one line, the name in quotes on the next
    if token.unit - before.unit != 1 or not before.text[-1:].isalpha() or not token.text[:1].isupper():
        return False
    if before.text.isupper() and token.text.isupper() and len(token.text) > 2:
        return True
    phrase = noun_phrase(scene, j, "gent")
    return phrase is not None and phrase.territory == "proper" and phrase.noun > j


def quote_stop(scene: Scene, opening: int) -> int | None:
    """Where the name in quotes ends, also where its last mark is missing; None for no name at all."""
    stop = scene.quoted[opening]
    if opening not in scene.unclosed or (stop > opening + 1 and _is_nested(scene, opening)):
        return stop if 2 < stop - opening <= 60 else None
    j = opening + 1
    last = scene.stop_of_unit(opening)
    while j < last and j - opening <= 12:
        token = scene.tokens[j]
        if token.text in ",;:(|" or j in scene.persons or j in scene.quoted:
            break
        j += 1
        if scene.tokens[j - 2].text in _NUMBER_SIGNS or token.text == "." and scene.tokens[j - 2].low != "им":
            break
    while j > opening + 1 and scene.tokens[j - 1].text in ".-–":
        j -= 1
    return j if j > opening + 1 else None


def _is_nested(scene: Scene, opening: int) -> bool:
    """Whether the quote inside an unclosed one belongs to it: «Музей «Поляна», not «Сад № 3, школа «Луч»."""
    inner = next((k for k in range(opening + 1, scene.quoted[opening]) if k in scene.quoted), opening)
    between = scene.tokens[opening + 1 : inner]
    return not any(t.text in (",", ";", "(") or legal_form(t.text) is not None for t in between)


def _with_numbers(scene: Scene, tail: Tail) -> Tail | None:
    """«№ 3», and «№ 3, 8 и 11», «№№ 3,8» where the numbers go on."""
    found: list[Number] = []
    j = _after_signs(scene, tail.stop)
    while j < len(scene.tokens) and _NUMBER.fullmatch(scene.tokens[j].text) is not None:
        start = scene.tokens[j].start
        parts = list(_ONE_NUMBER.finditer(scene.tokens[j].text))
        found.extend(Number(j, start + part.start(), start + part.end()) for part in parts)
        following = _after_signs(scene, j + 1)
        if following == j + 1 and not scene.tokens[j].text.endswith(","):
            break
        if _counts_something(scene, following) or not _may_be_many(scene, tail.stop - 1):
            break
        j = following
    if not found:
        return None
    if not _may_be_many(scene, tail.stop - 1):
        found = found[:1]
    stop = found[-1].token + 1
    return replace(tail, stop=stop, base=stop, numbers=tuple(found))


def _after_signs(scene: Scene, j: int) -> int:
    """The index after signs and marks that may stand between two numbers."""
    while j < len(scene.tokens) and scene.tokens[j].text in (",", "и", *_NUMBER_SIGNS):
        j += 1
    return j


def _counts_something(scene: Scene, j: int) -> bool:
    """Whether the number at `j` counts what follows: «№ 12, 5 отрядов» is no enumeration."""
    if j + 1 >= len(scene.tokens) or scene.tokens[j + 1].unit != scene.tokens[j].unit:
        return False
    following = scene.tokens[j + 1]
    return following.text.islower() and following.pos in ("NOUN", "ADJ") and len(following.text) > 2


def _may_be_many(scene: Scene, i: int) -> bool:
    """Whether a head may stand for several: an abbreviation or a plural."""
    token = scene.tokens[i]
    return token.text == "." or token.text.isupper() or "plur" in {
        str(p.tag.number) for p in parses(token.low) if p.tag.POS == "NOUN"
    }


def honour_stop(scene: Scene, j: int) -> int | None:
    """The end of «им. генерала П. С. Дрозда», «имени 60-летия Победы»: ranks, initials and one name."""
    k = j + 1 + (scene.tokens[j + 1].text == "." if j + 1 < len(scene.tokens) else 0)
    last = min(scene.stop_of_unit(j), j + 16)
    names = initials = 0
    stop = None
    while k < last:
        token = scene.tokens[k]
        capital = token.text[:1].isupper()
        if capital and len(token.text) <= 2 and k + 1 < last and scene.tokens[k + 1].text == ".":
            initials += 1
            k += 1  # «И.»
        elif capital and token.low in _RANKS:
            pass
        elif capital and legal_form(token.text) is None:
            if names and (initials or not (_is_given_name(scene.tokens[k - 1].low) or names == 2)):
                break
            names += 1
            stop = k + 1
        elif not (token.low in _RANKS or (not names and _is_rank(token.low))):
            break
        elif names and token.low not in ("победы", "комсомола"):
            break
        else:
            stop = k + 1 if names or token.low in ("победы", "комсомола") else stop
        k += 1
        if names > 2:
            break
    return stop


@lru_cache(5_000)
def _is_rank(low: str) -> bool:
    """What may stand between «имени» and a name: a genitive or «60-летия»."""
    return low[:1].isdigit() or low in ("-", "летия") or "gent" in noun_cases(low) | adjective_cases(low)


def _with_preposition(scene: Scene, tail: Tail) -> Tail | None:
    """«по образованию и науке», «по делам молодёжи», «в Энской области», «при Президенте РФ»."""
    j = tail.stop
    word = scene.tokens[j].low
    place = place_stop(scene, j + 1) if word == "по" and j + 1 < len(scene.tokens) else None
    if place is not None:  # «УМВД России по г. Энску»
        return replace(tail, stop=place, base=place, territory="proper")
    for case in _PREPOSITIONS[word]:
        first = noun_phrase(scene, j + 1, case)
        if first is None or scene.tokens[first.noun].low in _NO_COMPLEMENT:
            continue
        territory = first.territory
        if word in ("в", "на") and not territory and scene.tokens[first.noun].low not in ("сфере", "области"):
            continue
        if word == "при" and scene.tokens[first.noun].text[:1].islower():
            continue
        stop = _coordinated(scene, first, case)
        more = noun_phrase(scene, stop, "gent") if stop == first.stop else None
        while more is not None and not territory:
            stop = _coordinated(scene, more, "gent")
            territory = more.territory
            more = noun_phrase(scene, stop, "gent")
        return replace(
            tail, stop=stop, base=stop, territory=territory or tail.territory, complements=tail.complements + 1
        )
    return None


def _with_phrase(scene: Scene, head: int, tail: Tail) -> Tail | None:
    """One more genitive phrase, abbreviation or place."""
    j = tail.stop
    place = place_stop(scene, j)
    if place is not None:
        named = tail.quote is not None or bool(tail.numbers)
        return replace(tail, stop=place, base=tail.base if named else place, territory="proper")
    if tail.quote is not None or tail.numbers:
        return None
    token = scene.tokens[j]
    if is_abbreviation(token.text) and token.text not in _FORMATIONS and not _is_shouted(scene, head):
        return _with_letters(scene, tail)
    phrase = noun_phrase(scene, j, "gent")
    if phrase is None or (tail.territory == "proper" and not phrase.territory):
        return None
    stop = phrase.stop if phrase.territory else _coordinated(scene, phrase, "gent")
    body = tail.body or head_noun(scene.tokens[phrase.noun].text) is not None
    count = tail.complements + (not phrase.territory)
    return replace(
        tail, stop=stop, base=stop, complements=count, territory=phrase.territory or tail.territory, body=body
    )


def _is_shouted(scene: Scene, head: int) -> bool:
    """Whether the phrase is in capitals as a whole, so that they mark no abbreviation."""
    return len(scene.tokens[head].text) > 4 and scene.tokens[head].text.isupper()


def is_body_letters(word: str) -> bool:
    """Whether letters stand for a body, not for a country or a municipality: «МЧС», not «РФ», «МО»."""
    plain = len(word) > 3 and not is_abbreviation_word(word.lower())
    return is_abbreviation(word) and not plain and word not in _COUNTRIES and word not in _FORMATIONS


def _with_letters(scene: Scene, tail: Tail) -> Tail | None:
    """«УрО РАН», «МЧС», «РФ» after the rest; a legal form and letters with quotes begin another body."""
    j = tail.stop
    word = scene.tokens[j].text
    if word in _COUNTRIES:
        return replace(tail, stop=j + 1, base=j + 1, territory="proper")
    if legal_form(word) is not None or is_common(word) or j + 1 in scene.quoted or tail.territory == "proper":
        return None
    return replace(tail, stop=j + 1, base=j + 1, complements=tail.complements + 1, body=True)


def noun_phrase(scene: Scene, j: int, case: str) -> Np | None:
    """Adjectives and a noun in one case from token `j` on; a territory takes its name with it."""
    k = j
    stop = min(len(scene.tokens), j + 8)
    unit = scene.tokens[j].unit if j < stop else -1
    while k < stop and scene.tokens[k].unit == unit:
        token = scene.tokens[k]
        if is_person(scene, k):
            return None
        if case in adjective_cases(token.low) and _goes_on(scene, k, case):
            k += 1
        elif token.low in ("и", ",") and k > j and case in adjective_cases(scene.tokens[k - 1].low):
            k += 1
        elif _is_case(token, case):
            return _whole(scene, j, k)
        else:
            return None
    return None


def is_person(scene: Scene, k: int) -> bool:
    """Whether a word is part of a person's name: by NER, or with a patronymic or a first name beside it."""
    token = scene.tokens[k]
    if k in scene.places or not token.text[:1].isupper() or token.text.isupper():
        return False
    if k in scene.persons and k not in scene.named:
        return True
    near = scene.tokens[k : min(k + 3, scene.stop_of_unit(k))]
    return any(_is_given_name(t.low) for t in near if t.text[:1].isupper()) and _is_surname(token.low)


@lru_cache(20_000)
def _is_given_name(low: str) -> bool:
    return any("Patr" in p.tag or "Name" in p.tag for p in parses(low)[:1])


@lru_cache(20_000)
def _is_surname(low: str) -> bool:
    return any(mark in p.tag for p in parses(low) for mark in ("Surn", "Name", "Patr"))


def _goes_on(scene: Scene, k: int, case: str) -> bool:
    """Whether an adjective has its noun still to come."""
    if k + 1 >= len(scene.tokens):
        return False
    following = scene.tokens[k + 1]
    if following.low in ("и", ",") and k + 2 < len(scene.tokens):
        following = scene.tokens[k + 2]
        return case in adjective_cases(following.low)
    return case in adjective_cases(following.low) or _is_case(following, case) or following.low in _CLIPPED_TERRITORIES


def _is_case(token: Token, case: str) -> bool:
    if token.low in _CLIPPED_TERRITORIES or token.low in _STATES or token.text in _FORMATIONS:
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


def _whole(scene: Scene, first: int, noun: int) -> Np | None:
    """The phrase with what names a territory: «города Энска», «Республики Карелия», «Энской области»."""
    token = scene.tokens[noun]
    stop = noun + 1
    if token.low in _CLIPPED_TERRITORIES and stop < len(scene.tokens) and scene.tokens[stop].text == ".":
        stop += 1
    formation = noun > first and scene.tokens[noun - 1].low.startswith("муниципальн") and token.lemma == "образование"
    if formation or token.text in _FORMATIONS:
        end = _formation_stop(scene, stop)
        if end == stop and not formation:
            return None
        return Np(end, noun, "proper" if end > stop else "bare")
    lemma = token.lemma if token.low not in _CLIPPED_TERRITORIES else "район"
    if lemma in _TERRITORIES or token.low in _TERRITORY_FORMS:
        proper = any(
            scene.tokens[i].text[:1].isupper() and not is_ordinary_adjective(scene.tokens[i].lemma)
            for i in range(first, noun)
        )
        named = _name_stop(scene, stop)
        titled = scene.quoted.get(stop, stop) if stop not in scene.unclosed else stop
        if not proper and stop < titled < stop + 6 and lemma != "город":
            return Np(titled, noun, "proper")  # «муниципального района „Енский“»
        if named > stop and not proper:
            return Np(named, noun, "proper")
        return Np(stop, noun, "proper" if proper else "bare")
    if noun in scene.places or token.low in _STATES:
        return Np(_name_stop(scene, stop) if token.low not in _STATES else stop, noun, "proper")
    return Np(stop, noun, "")


def _formation_stop(scene: Scene, j: int) -> int:
    """The end of what a municipality is called: «Энский район», "Город Энск", городского округа Энск."""
    if j >= len(scene.tokens) or scene.tokens[j].unit != scene.tokens[j - 1].unit:
        return j
    if j in scene.quoted and j not in scene.unclosed and scene.quoted[j] - j < 9:
        return scene.quoted[j]
    if scene.tokens[j].text in _FORMATIONS:  # «МО МР „Енск“»
        return _formation_stop(scene, j + 1)
    following = scene.tokens[j + 1] if j + 1 < len(scene.tokens) else None
    if following is not None and scene.tokens[j].text[:1].isupper() and following.lemma in _TERRITORIES:
        return j + 2
    inner = noun_phrase(scene, j, "gent")
    return inner.stop if inner is not None and inner.territory == "proper" else _name_stop(scene, j)


def _name_stop(scene: Scene, j: int) -> int:
    """The end of capitals that name a place from `j` on: «Нижний Тагил», at most three words."""
    k = j
    while k < min(len(scene.tokens), j + 3) and scene.tokens[k].unit == scene.tokens[j - 1].unit:
        token = scene.tokens[k]
        capital = token.text[:1].isupper() and (len(token.text) > 2 or token.text == "Я")
        if not capital or k in scene.persons and k not in scene.places or (k > j and k not in scene.places):
            break
        if is_abbreviation(token.text) and not scene.tokens[j - 1].text.isupper():
            break
        following = scene.tokens[k + 1] if k + 1 < len(scene.tokens) else None
        if adjective_cases(token.low) and following is not None and following.lemma in _TERRITORIES:
            break  # «округа Энской области»: the next territory begins
        k += 1
    return k


def place_stop(scene: Scene, j: int) -> int | None:
    """The end of a place with an abbreviated sort: «г. Энска», «ст. Котовской», «с. Приречное»."""
    if not _starts_place(scene, j):
        return None
    if scene.tokens[j].low in _PLACE_WORDS:
        k = _name_stop(scene, j + 1)
        return k if k > j + 1 else None
    k = j + 1
    if k < len(scene.tokens) and scene.tokens[k].text == ".":
        k += 1
    if k < len(scene.tokens) and scene.tokens[k].text[:1].isupper() and len(scene.tokens[k].text) > 2:
        return max(k + 1, _name_stop(scene, k))
    return None


def _starts_place(scene: Scene, j: int) -> bool:
    token = scene.tokens[j]
    if token.low in _PLACE_WORDS:
        return j + 1 < len(scene.tokens) and scene.tokens[j + 1].text[:1].isupper()
    return token.text in _PLACE_MARKS and scene.gap(j) not in ("", "\n")


def _coordinated(scene: Scene, first: Np, case: str) -> int:
    """The end of «языка, литературы и истории»: commas only where an «и» with a phrase closes the row."""
    stop = sure = first.stop
    animate = is_animate(scene.tokens[first.noun].low)
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
    head = head_noun(noun.text)
    if head is None:
        return False
    return scene.tokens[start].text[:1].isupper() or head.cls in ("power", "office", "legal")


_ORDINAL = re.compile(r"\d{1,3}-?(?:я|й|е|го|му|м|ой|ая|ый)")
_ONE_NUMBER = re.compile(r"\d{1,4}(?:[/-]?[^\W_]{1,4})?")
_NUMBER = re.compile(r"\d{1,4}(?:[/-]?[^\W_]{1,4})?(?:,\d{1,4})*,?")
_NUMBER_SIGNS = ("№", "N", "No", "#", "№№", "Nº")
_STATES = frozenset({"рф", "россии", "ссср", "рсфср", "российской", "рт", "рк", "рб"})
_COUNTRIES = frozenset("РФ СССР РСФСР РТ РК РБ РД РМ РХ РА ХМАО ЯНАО НСО КБР КЧР СО ЛО МО ДНР ЛНР УР ЧР РСО".split())

# Prepositions that go on with a name, and the case they ask for.
_PREPOSITIONS: dict[str, tuple[str, ...]] = {
    "по": ("datv",),
    "в": ("loct", "loc2"),
    "на": ("loct",),
    "при": ("loct",),
    "для": ("gent",),
    "с": ("ablt",),
}

# Nouns after «по» and «в» that belong to the sentence: «комитет по итогам года решил».
_NO_COMPLEMENT = frozenset(
    "итогам адресу состоянию результатам мнению поручению инициативе плану данным словам приказу согласованию телефону "
    "факту поводу причине случаю мере окончании окончанию завершении вопросу программе просьбе решению сравнению "
    "отношению информации теме форме ссылке линии году рамках лице случае целях соответствии качестве течение срок "
    "распоряжению постановлению предложению сути месту сообщению закону заявлению проекту проектам праву".split()
)

_RANKS = frozenset(
    "героя союза советского российской федерации россии генерала генерала-майора академика маршала адмирала поэта "
    "полковника летчика летчика-космонавта космонавта художника писателя композитора учителя профессора святого "
    "святителя княгини князя братьев семьи лет труда социалистического победы".split()
)

_TERRITORIES = frozenset(
    "область край район округ республика федерация город село поселок поселение деревня станица губерния уезд волость "
    "улус муниципалитет регион столица страна сельсовет аул хутор".split()
)
_TERRITORY_FORMS = frozenset("области края района округа республики федерации города села поселка поселения".split())
_CLIPPED_TERRITORIES = frozenset({"р-на", "р-не", "р-ну", "р-н", "обл", "р-ном", "м-на"})
_FORMATIONS = frozenset({"МО", "МР", "ГО", "СП", "ГП", "МОГО"})  # «администрация МР „Енск“»
_PLACE_MARKS = frozenset({"г", "с", "п", "пос", "ст", "д", "пгт", "рп", "х", "а", "ст-цы", "дер"})
_PLACE_WORDS = frozenset({"города", "села", "поселка", "деревни", "станицы", "аула", "хутора", "пгт"})
