"""How far the phrase around a head noun reaches: its adjectives, dependents, number, quotes, territory.

Decides the boundaries of «[Департамент Смоленской области по образованию] провёл» and what the phrase
has that may make a name of it. Leaves to `spans.py` whether it is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.analysis import Token
from extractor.fields.organization.churches import CHURCHES, DIOCESES, dedication_stop
from extractor.fields.organization.noun_phrases import (
    Np,
    coordinated,
    noun_phrase,
    place_after,
    place_stop,
    starts_place,
    territory_by,
)
from extractor.fields.organization.numbers import NUMBER_SIGNS, Number, honour_stop, numbers_from
from extractor.fields.organization.places import (
    COUNTRIES,
    FIELDS,
    FORMATIONS,
    RANKS,
)
from extractor.fields.organization.quoted_names import form_stop, is_branch, letters_stop, quote_stop
from extractor.fields.organization.scene import Scene, is_animate
from extractor.fields.organization.words import (
    NO_COMPLEMENT,
)
from extractor.russian.abbreviations import is_abbreviation, is_abbreviation_word, is_common
from extractor.russian.bodies import Head, head_noun, is_short_head
from extractor.russian.clipped_names import clipped_body
from extractor.russian.legal_forms import is_state_university_like, legal_form
from extractor.russian.morphology import parses
from extractor.russian.posts import is_post_word
from extractor.russian.quotes import is_mark


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


def right_of(scene: Scene, head: int, *, wide: bool) -> Tail:
    """Everything that depends on the head; `wide` lets «по», «при», «в» go on, as in names of authorities."""
    begin = head + 1
    if begin + 1 < len(scene.tokens) and scene.tokens[begin].text == "." and len(scene.tokens[head].text) < 4:
        begin += scene.tokens[begin + 1].text in NUMBER_SIGNS  # «шк. № 12»
    tail = Tail(begin, begin)
    stop = min(len(scene.tokens), head + _LONGEST)
    while tail.stop < stop and not tail.numbers[1:] and tail.complements <= _MOST_COMPLEMENTS:
        longer = _longer(scene, head, tail, wide)
        if longer is None:
            break
        tail = longer
    return tail


def _longer(scene: Scene, head: int, tail: Tail, wide: bool) -> Tail | None:
    """The tail with one more dependent, or None where the phrase is over."""
    j = tail.stop
    token = scene.tokens[j]
    if not _is_joined(scene, j):
        return None
    if tail.quote is not None and not starts_place(scene, j):
        place = territory_by(scene, j) if is_branch(scene, head) else j
        return replace(tail, stop=place, base=place, territory="proper") if place > j else None
    if tail.honour and head_lemma(scene, head) == "храм":  # behind a dedication only a place goes on
        place = place_after(scene, j) if tail.territory != "proper" else j
        return replace(tail, stop=place, base=place, territory="proper") if place > j else None
    if j in scene.quoted and tail.quote is None and (tail.territory != "proper" or _is_owned(scene, head)):
        stop = quote_stop(scene, j)
        return None if stop is None else replace(tail, stop=stop, base=stop, quote=j)
    if token.text in FORMATIONS and tail.territory == "proper" and _is_owned(scene, head):
        return None  # «Дом культуры с. Алмазово ГО „Енское“»
    if starts_place(scene, j) and (tail.quote is None or place_stop(scene, j) is not None):
        found = _with_phrase(scene, head, tail)
        if found is not None:
            return found
    if j == head + 1 and not tail.honour and head_lemma(scene, head) == "храм":
        stop = dedication_stop(scene, j)
        if stop is not None:
            return replace(tail, stop=stop, base=stop, honour=True)
    following = scene.tokens[j + 1] if j + 1 < len(scene.tokens) else token
    if token.text in ("-", "–", "—") and following.lemma == "филиал" and not tail.numbers:
        return replace(tail, stop=j + 2, base=j + 2)  # «библиотека – филиал № 7»
    if head_noun_lemma(scene, head) == "часть" and j == head + 1 and _UNIT.fullmatch(token.text) is not None:
        return replace(tail, stop=j + 1, base=j + 1, numbers=tuple(numbers_from(scene, j)))  # «войсковая часть 12345»
    if len(tail.numbers) == 1 and is_branch(scene, head) and is_body_letters(token.text):
        stop = letters_stop(scene, j)  # «филиал № 9 ЦБС», «филиала № 7 РО ФСС по Енской области»
        return replace(tail, stop=stop, base=stop, body=True)
    if token.text in NUMBER_SIGNS and not tail.numbers:
        return None if tail.territory else _with_numbers(scene, tail)  # «администрации области № 43» is an act's
    if token.low in ("им", "имени") and not tail.honour:
        stop = honour_stop(scene, j)
        return None if stop is None else replace(tail, stop=stop, base=stop, honour=True)
    if head_lemma(scene, head) == "музей" and j == head + 1 and token.low in RANKS:
        stop = honour_stop(scene, j - 1)  # «Дом-музей поэта Ивана Ветрова»
        return None if stop is None else replace(tail, stop=stop, base=stop, honour=True)
    if j == head + 1 and scene.tokens[head].lemma in _NAMED_AFTER and _names_person(scene, j):
        return replace(tail, stop=j + 2, base=j + 2, honour=True)  # «фонд Семёна Рудничного»
    if j == head + 1 and head_lemma(scene, head) == "музей" and _names_family(token):
        return replace(tail, stop=j + 1, base=j + 1, honour=True)  # «музей-усадьба Брянчаниновых»
    if token.low in _PREPOSITIONS and tail.quote is None:
        return _with_preposition(scene, tail) if _may_follow(scene, head, j, wide) else None
    return _with_phrase(scene, head, tail)


def _names_person(scene: Scene, j: int) -> bool:
    """Whether a first name and a surname stand at `j`: «Семёна Рудничного»."""
    names = scene.tokens[j : min(j + 2, scene.stop_of_unit(j))]
    is_led = j > 1 and is_post_word(scene.tokens[j - 2].text)  # «директора фонда Ольги Котовой»
    if is_led or len(names) < 2 or not all(t.text.istitle() and len(t.text) > 2 for t in names):
        return False
    is_named = any("Name" in p.tag for p in parses(names[0].low))
    return (is_named or scene.persons.issuperset((j, j + 1))) and all(t.case in ("Gen", "Acc") for t in names)


def _names_family(token: Token) -> bool:
    """«Брянчаниновых»: a surname in the genitive plural."""
    return token.text.istitle() and re.search(r"(?:[еои]в|[иы]н|ск)(?:ых|их)$", token.low) is not None


def head_lemma(scene: Scene, head: int) -> str:
    """The noun that decides: «музей» of «дом-музей», «храм» of all churches."""
    if "музе" in scene.tokens[head].low:
        return "музей"
    noun = head_noun(scene.tokens[head].text)
    return "храм" if noun is not None and noun.lemma in CHURCHES else ""


def head_noun_lemma(scene: Scene, head: int) -> str:
    noun = head_noun(scene.tokens[head].text)
    return "" if noun is None else noun.lemma


def _is_owned(scene: Scene, head: int) -> bool:
    """Whether a territory may stand before the quoted name: «учреждение Энской области „Центр“»."""
    noun = head_noun(scene.tokens[head].text)
    return noun is not None and noun.cls in ("legal", "institution")


def _is_apposed(scene: Scene, head: int, noun: int) -> bool:
    """Whether an institution after a legal form is its name: «учреждения науки [Института физики]»."""
    form, name = head_noun(scene.tokens[head].text), head_noun(scene.tokens[noun].text)
    return form is not None and form.cls == "legal" and name is not None and name.cls == "institution"


def _may_follow(scene: Scene, head: int, j: int, wide: bool) -> bool:
    """«для» needs a quoted name ahead («центр для детей „Луч“»), «с» a form, «в» and «при» a wide head."""
    word = scene.tokens[j].low
    if word == "с" and scene.tokens[j - 1].lemma in ("работа", "борьба"):  # «центр по работе с детьми»
        return True
    if word == "с":
        return scene.tokens[min(j + 1, len(scene.tokens) - 1)].low in ("ограниченной", "дополнительной")
    if word == "для" and "интернат" in scene.tokens[head].low:  # «дом-интернат для престарелых»
        return True
    if word == "для":
        ahead = range(j + 1, min(scene.stop_of_unit(j), j + 9))
        marks = [k for k in ahead if k in scene.quoted or scene.tokens[k].text in ",.;:()"]
        return bool(marks) and marks[0] in scene.quoted
    noun = head_noun(scene.tokens[head].text)
    if word == "при" and noun is not None and noun.cls == "institution" and j == head + 1:
        return True
    if word in ("в", "на"):
        return noun is not None and noun.cls == "office"
    if noun is not None and noun.lemma in ("администрация", "правительство", "мэрия", "парламент", "дума"):
        return False  # «заместитель главы администрации по развитию»
    is_clinic = noun is not None and noun.kind == "health" and is_short_head(scene.tokens[head].text)
    if word == "по" and noun is not None and noun.lemma in ("палата", "собрание") and scene.tokens[j - 1].case == "Gen":
        return False  # «комиссии Общественной палаты Енской области по культуре»
    if word == "по" and (is_clinic or _is_of_post(scene, j, noun)):
        return False
    return wide or word == "по"


def _is_of_post(scene: Scene, j: int, noun: Head | None) -> bool:
    """«заместитель главного врача больницы по лечебной работе»: the work is that of the post."""
    near = [token.low for token in scene.tokens[j + 1 : j + 4]]
    is_work = "работе" in near[1:] and "с" not in near
    return is_work and noun is not None and noun.cls == "institution"


def _is_joined(scene: Scene, j: int) -> bool:
    """Whether token `j` may go on with the phrase before it: the same unit, or a name broken in two lines."""
    before, token = scene.tokens[j - 1], scene.tokens[j]
    if before.unit == token.unit:
        return True
    if j in scene.quoted and before.text.isalpha() and token.unit - before.unit == 1:
        return True  # the form on one line, the name in quotes on the next
    is_open = before.text[-1:].isalpha() or is_mark(before.text)
    if token.unit - before.unit != 1 or not is_open or not token.text[:1].isupper():
        return False
    if before.text.isupper() and token.text.isupper() and (len(token.text) > 2 or token.low in ("и", "по", "в", "при")):
        return True
    phrase = noun_phrase(scene, j, "gent")
    return phrase is not None and phrase.territory == "proper" and phrase.noun > j


def _with_numbers(scene: Scene, tail: Tail) -> Tail | None:
    """The tail with «№ 3», or with «№ 3, 8 и 11»."""
    found = numbers_from(scene, tail.stop)
    if not found:
        return None
    stop = found[-1].token + 1
    return replace(tail, stop=stop, base=stop, numbers=tuple(found))


def _with_preposition(scene: Scene, tail: Tail) -> Tail | None:
    """«по образованию и науке», «по делам молодёжи», «в Энской области», «при Президенте РФ»."""
    j = tail.stop
    word = scene.tokens[j].low
    place = place_stop(scene, j + 1) if word == "по" and j + 1 < len(scene.tokens) else None
    if place is not None:  # «УМВД России по г. Энску»
        return replace(tail, stop=place, base=place, territory="proper")
    letters = _field_stop(scene, j + 1)
    if word == "по" and letters > j + 1:  # «отдел по ГО и ЧС»
        return replace(tail, stop=letters, base=letters, complements=tail.complements + 1)
    attached = _attached_stop(scene, j) if word == "при" else None
    if attached is not None:
        return replace(tail, stop=attached, base=attached, complements=tail.complements + 1, body=True)
    for case in _PREPOSITIONS[word]:
        first = noun_phrase(scene, j + 1, case)
        if first is None or scene.tokens[first.noun].low in NO_COMPLEMENT:
            continue
        territory = first.territory
        if word in ("в", "на") and not territory and scene.tokens[first.noun].low not in ("сфере", "области"):
            continue
        if word == "при" and scene.tokens[first.noun].text[:1].islower():
            owner = head_noun(scene.tokens[first.noun].text)
            more = noun_phrase(scene, first.stop, "gent")
            if owner is None or owner.cls != "power" or more is None or more.territory != "proper":
                continue
        stop, territory = _governed(scene, first, case)
        territory = territory or tail.territory
        return replace(tail, stop=stop, base=stop, territory=territory, complements=tail.complements + 1)
    return None


def _attached_stop(scene: Scene, j: int) -> int | None:
    """The end of «при ЕГАУ»: letters of the body that a school belongs to."""
    if j + 1 >= scene.stop_of_unit(j) or j + 2 in scene.quoted:
        return None
    word = scene.tokens[j + 1].text
    is_form = legal_form(word) is not None and not is_state_university_like(word)
    return j + 2 if is_body_letters(word) and not is_common(word) and not is_form else None


def _field_stop(scene: Scene, j: int) -> int:
    """The end of letters of fields from `j` on: «ГО и ЧС», «ЖКХ»; «ГО „Енск“» is a municipality."""
    stop = min(len(scene.tokens), scene.stop_of_unit(j - 1))
    k = j
    while k < stop and scene.tokens[k].text in FIELDS:
        if k + 2 < stop and scene.tokens[k + 1].low in ("и", ",") and scene.tokens[k + 2].text in FIELDS:
            k += 2
        else:
            return k + 1 if scene.tokens[k].text != "ГО" else j
    return j


def _governed(scene: Scene, first: Np, case: str) -> tuple[int, str]:
    """The end of «делам несовершеннолетних и защите их прав», «управлению имуществом», and its territory."""
    territory = first.territory
    stop = coordinated(scene, first, case)
    stop = max(stop, _field_stop(scene, stop))
    if scene.tokens[first.noun].lemma == "управление":
        object_ = noun_phrase(scene, stop, "ablt")
        stop = coordinated(scene, object_, "ablt") if object_ is not None else stop
    more = noun_phrase(scene, stop, "gent") if stop == first.stop else None
    for _ in range(_MOST_COMPLEMENTS):
        if more is None or territory:
            break
        stop = coordinated(scene, more, "gent")
        territory = more.territory
        if not territory:
            stop = coordinated(scene, Np(stop, first.noun, ""), case)
        more = noun_phrase(scene, stop, "gent")
    return stop, territory


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
    if is_abbreviation(token.text) and token.text not in FORMATIONS and not _is_shouted(scene, head):
        return _with_letters(scene, head, tail)
    phrase = noun_phrase(scene, j, "gent")
    if phrase is None and scene.tokens[j - 1].lemma in ("помощь", "содействие"):  # «центр помощи семье и детям»
        given = noun_phrase(scene, j, "datv")
        more = noun_phrase(scene, given.stop + 1, "datv") if given is not None and _is_and(scene, given.stop) else None
        stop = more.stop if more is not None else given.stop if given is not None else j
        return replace(tail, stop=stop, base=stop) if stop > j else None
    if phrase is None or (tail.territory == "proper" and not phrase.territory):
        return None
    if _is_owned(scene, head) and _is_apposed(scene, head, phrase.noun) and not is_branch(scene, head):
        return None
    if head_lemma(scene, head) == "храм" and scene.tokens[phrase.noun].lemma in DIOCESES:
        return None  # «настоятель Троицкого монастыря Енской епархии»
    rank = scene.tokens[phrase.noun]
    if rank.low in RANKS and rank.text.islower() and is_animate(rank.low):
        return None  # «Начальник Главного управления полковник внутренней службы»
    stop = phrase.stop if phrase.territory else coordinated(scene, phrase, "gent")
    ruled = noun_phrase(scene, stop, "ablt") if scene.tokens[stop - 1].low == "управления" else None
    if ruled is not None and ruled.territory != "proper":
        stop = ruled.stop  # «Центр управления регионом»
    noun = scene.tokens[phrase.noun].text
    body = tail.body or head_noun(noun) is not None or clipped_body(noun) is not None
    count = tail.complements + (not phrase.territory)
    return replace(
        tail, stop=stop, base=stop, complements=count, territory=phrase.territory or tail.territory, body=body
    )


def _is_and(scene: Scene, j: int) -> bool:
    return j < len(scene.tokens) and scene.tokens[j].low == "и"


def _is_shouted(scene: Scene, head: int) -> bool:
    """Whether the phrase is in capitals as a whole, so that they mark no abbreviation."""
    return len(scene.tokens[head].text) > 4 and scene.tokens[head].text.isupper()


def is_letters_among(scene: Scene, head: int, k: int) -> bool:
    """Whether the word at `k` is letters of a body; in a line of capitals only short words can be."""
    word = scene.tokens[k].text
    return is_body_letters(word) and not (not 2 < len(word) < 6 and _is_shouted(scene, head))


def is_body_letters(word: str) -> bool:
    """Whether letters stand for a body, not for a country or a municipality: «МЧС», not «РФ», «МО»."""
    plain = len(word) > 3 and not is_abbreviation_word(word.lower())
    return is_abbreviation(word) and not plain and word not in COUNTRIES | FORMATIONS | FIELDS


def _with_letters(scene: Scene, head: int, tail: Tail) -> Tail | None:
    """«УрО РАН», «МЧС», «РФ» after the rest; a legal form and letters with quotes begin another body."""
    j = tail.stop
    word = scene.tokens[j].text
    if j + 1 < scene.stop_of_unit(j) and scene.tokens[j + 1].text == "РАН":  # «СО РАН»
        return replace(tail, stop=j + 2, base=j + 2, complements=tail.complements + 1, body=True)
    if word in COUNTRIES:
        return replace(tail, stop=j + 1, base=j + 1, territory="proper")
    if word in FIELDS and j + 1 not in scene.quoted and not tail.quote:
        return replace(tail, stop=j + 1, base=j + 1, complements=tail.complements + 1)  # «управление ЖКХ»
    of_country = j + 1 < scene.stop_of_unit(j) and scene.tokens[j + 1].text in ("России", "РФ")
    if legal_form(word) is not None and of_country:  # «Следственное управление СК России»
        return replace(tail, stop=j + 1, base=j + 1, complements=tail.complements + 1)
    if is_branch(scene, head) and (legal_form(word) is not None or j + 1 in scene.quoted):
        stop = form_stop(scene, j)  # «Енский филиал ПАО „Связь“»
        return None if stop is None else replace(tail, stop=stop, base=stop, quote=j, body=True)
    if legal_form(word) is not None or is_common(word) or j + 1 in scene.quoted or tail.territory == "proper":
        return None
    return replace(tail, stop=j + 1, base=j + 1, complements=tail.complements + 1, body=True)


_UNIT = re.compile(r"\d{4,6}")
_NAMED_AFTER = frozenset({"фонд", "галерея", "студия"})
_LONGEST = 50  # tokens after a head that a name may have
_MOST_COMPLEMENTS = 7

# Prepositions that go on with a name, and the case they ask for.
_PREPOSITIONS: dict[str, tuple[str, ...]] = {
    "по": ("datv",),
    "в": ("loct", "loc2"),
    "на": ("loct",),
    "при": ("loct",),
    "для": ("gent",),
    "с": ("ablt",),
}
