"""Finds candidates for organisations: one named rule after another looks at each token.

Decides which legal forms, abbreviations, clipped names and quoted titles are names. Leaves head nouns to
`heads.py`, boundaries of phrases to `phrases.py`, the joining of mentions to `linking.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.fields.organization.candidates import Candidate, candidate, kind_of
from extractor.fields.organization.enumerations import enumerated, is_plural, members_after
from extractor.fields.organization.farms import farm_by_letters
from extractor.fields.organization.heads import head_candidates
from extractor.fields.organization.led import led_by_post
from extractor.fields.organization.letters import by_abbreviation, by_clipped_name, by_proper_noun, is_force
from extractor.fields.organization.names import cyrillic, official_name
from extractor.fields.organization.noun_phrases import noun_phrase, place_after, place_stop
from extractor.fields.organization.numbers import NUMBER_SIGNS, numbers_from
from extractor.fields.organization.phrases import Tail, right_of
from extractor.fields.organization.quoted_names import quote_stop
from extractor.fields.organization.scene import Scene, adjective_cases, noun_cases
from extractor.fields.organization.title_words import OF_PROGRAMMES
from extractor.fields.organization.titles import quoted_title
from extractor.russian.abbreviations import is_abbreviation, is_common
from extractor.russian.bodies import head_noun, is_short_head
from extractor.russian.clipped_names import clipped_body
from extractor.russian.legal_forms import (
    Form,
    is_education_mark,
    is_qualifier,
    legal_form,
)


def candidates(scene: Scene) -> list[Candidate]:
    """All candidates in the order of the text; none begins inside another that is a name."""
    found: list[Candidate] = []
    stop = 0
    busy = [t.index for t in scene.tokens if not _is_idle(t.text) or t.index in scene.quoted]
    for i in busy:
        if i < stop:
            continue
        here = _at(scene, i) if i not in scene.blocked else quoted_title(scene, i)
        if not here and i in scene.quoted:
            here = quoted_title(scene, i)
        found.extend(here)
        stop = max((c.stop for c in here if not c.weak), default=0)
    return _outermost(found)


@lru_cache(50_000)
def _is_idle(word: str) -> bool:
    """Whether no name begins or is headed at a word: it has no capital and is no head noun."""
    return not word[:1].isupper() and head_noun(word) is None


def _at(scene: Scene, i: int) -> list[Candidate]:
    """What begins or is headed at token `i`, by the first rule that finds something."""
    word = scene.tokens[i].text
    if not word[:1].isupper():  # a small letter begins a head noun or nothing
        return [] if head_noun(word) is None else head_candidates(scene, i) or _by_titled_word(scene, i)
    farm = farm_by_letters(scene, i)
    if farm:
        return farm
    if _is_programme(scene, i):
        return []
    first, letters = _whole_letters(scene, i)
    form = legal_form(letters)
    if form is not None:
        found = _by_form(scene, first, i, form)
        if found:
            return found
    if clipped_body(word) is not None or is_force(scene, i):
        return by_clipped_name(scene, i)
    if _LETTERED_CENTRE.fullmatch(word) is not None:  # «ЦППМСП-центра»
        return [candidate(scene, i, i + 1, "letters", kind="other", name=_LETTERED_CENTRE.sub(r"\1-центр", word))]
    if head_noun(word) is not None:
        found = head_candidates(scene, i) or _by_titled_word(scene, i)
        if found:
            return found
    if _WITH_NUMBER.fullmatch(word) is not None and is_short_head(word.partition("-")[0]):
        return [candidate(scene, i, i + 1, "letters_numbered", kind=kind_of(word, head_noun(word.partition("-")[0])))]
    return by_abbreviation(scene, i) or by_proper_noun(scene, i) or led_by_post(scene, i)


def _is_programme(scene: Scene, i: int) -> bool:
    """«МП „Развитие спорта“», «НП „Образование“»: letters of a company that are a programme's before its title."""
    if scene.tokens[i].text not in _OF_PROGRAMMES or i + 1 not in scene.quoted or i + 2 >= len(scene.tokens):
        return False
    return scene.tokens[i + 2].low.startswith(tuple(OF_PROGRAMMES))


def _whole_letters(scene: Scene, i: int) -> tuple[int, str]:
    """The word in capitals as it would be typed in Cyrillic, also where its Latin part stands apart: «CПК»."""
    token = scene.tokens[i]
    if not token.text.isupper():
        return i, token.text
    if i and scene.gap(i) == "" and re.fullmatch("[ABCEHKMOPTXY]{1,3}", scene.tokens[i - 1].text):
        return i - 1, cyrillic(scene.text(i - 1, i + 1))
    return i, cyrillic(token.text)


def _by_form(scene: Scene, first: int, i: int, form: Form) -> list[Candidate]:
    """A short legal form and the name after it: quoted, a phrase, an abbreviation or a word."""
    if i + 1 < len(scene.tokens) and scene.tokens[i + 1].text == "РФ":
        return []  # «УК РФ»
    j, stop = _after_qualifiers(scene, i)
    if j < len(scene.tokens) and j in scene.quoted and scene.tokens[j].unit - scene.tokens[j - 1].unit < 2:
        end = quote_stop(scene, j)
        if end is not None:
            placed = place_after(scene, end)
            return [candidate(scene, first, end, "form_quoted", placed_stop=placed)]
    if scene.tokens[i].text in ("ИП", "КФХ", "КХ"):
        return []
    titled = _title_ahead(scene, i)
    if titled is not None and form.kind in ("association", "other"):
        return [candidate(scene, first, titled, "form_quoted", placed_stop=place_after(scene, titled))]
    found = _by_form_and_phrase(scene, i) or _by_form_and_number(scene, i)
    found = found or _by_form_and_place(scene, i)
    return found or _by_form_and_letters(scene, i, stop) or _by_form_and_word(scene, i, form)


def _title_ahead(scene: Scene, i: int) -> int | None:
    """The end of «инвалидов „Ступени“» after a form: words in small letters up to a name in quotes."""
    first = scene.tokens[i + 1] if i + 1 < scene.stop_of_unit(i) else None
    if first is None or "gent" not in noun_cases(first.low) | adjective_cases(first.low):
        return None
    for j in range(i + 2, min(scene.stop_of_unit(i), i + 10)):
        if j in scene.quoted:
            return quote_stop(scene, j)
        if scene.tokens[j - 1].pos in ("VERB", "ADV") or not scene.tokens[j].text.islower():
            return None
    return None


def _after_qualifiers(scene: Scene, i: int) -> tuple[int, int]:
    """Where the name may begin after «ГАУ ДПО», «ГБУЗ Энской области», and where the capitals end."""
    j = i + 1
    unit = scene.stop_of_unit(i)
    while j < unit and j - i <= 4:
        if is_qualifier(scene.tokens[j].text) and not is_short_head(scene.tokens[j].text):
            j += 1
        elif scene.tokens[j].text == "(" and j + 2 < unit and scene.tokens[j + 2].text == ")":
            j += 3  # «ГБОУ РС(Я)»
        elif j + 3 < unit and j + 3 in scene.quoted and "".join(t.low for t in scene.tokens[j : j + 3]) == "д/с":
            j += 3  # «МДОУ д/с „Колосок“»
        else:
            break
    letters = j
    if j < unit and j not in scene.quoted:
        place = place_stop(scene, j)
        phrase = noun_phrase(scene, j, "gent") if place is None else None
        after = place or (phrase.stop if phrase is not None and phrase.territory else j)
        if after < unit and after in scene.quoted:
            return after, letters
    return j, letters


def _by_form_and_phrase(scene: Scene, i: int) -> list[Candidate]:
    """«МОУ Архиповская СОШ», «МБОУ ЦО № 33», «МКОУ СОШ ст. Котовской»."""
    last = min(scene.stop_of_unit(i), i + 9)
    for j in range(i + 1, last):
        token = scene.tokens[j]
        head = head_noun(token.text)
        if head is not None and head.cls in ("institution", "titled", "office", "legal"):
            tail = right_of(scene, j, wide=head.cls == "office")
            if j == i + 1 and tail.stop == j + 1 and not is_short_head(token.text):
                return []
            many = len(tail.numbers) > 1
            stop = tail.numbers[0].token + 1 if many else tail.base
            end = tail.numbers[0].end if many else 0
            text = scene.analysis.text[scene.tokens[i].start : end] if end else scene.text(i, stop)
            name = official_name(text.replace("№№", "№").rstrip(",;"))
            kind = kind_of(name, head if head.kind == "authority" else None)
            placed = 0 if many else tail.stop
            leader = candidate(scene, i, stop, "form_phrase", name=name, kind=kind, placed_stop=placed, end=end)
            rest = members_after(scene, tail.stop, official_name(scene.text(i, j + 1)), leader) if many else []
            return [leader, *enumerated(scene, i, tail, leader), *rest]
        usable = is_qualifier(token.text) or adjective_cases(token.low) or token.text in "-–"
        if not usable:
            return []
    return []


def _by_form_and_number(scene: Scene, i: int) -> list[Candidate]:
    """«МДОУ № 7», «МБДОУ д/с № 12»: a number alone names a school or a kindergarten."""
    j = i + 1
    unit = scene.stop_of_unit(i)
    if j + 2 < unit and "".join(t.low for t in scene.tokens[j : j + 3]) == "д/с":
        j += 3
    if j + 1 >= unit or scene.tokens[j].text not in NUMBER_SIGNS:
        return []
    end = quote_stop(scene, j + 2) if j + 2 in scene.quoted and j + 2 < unit else None
    if end is None:
        return _numbered_forms(scene, i, j)
    leader = candidate(scene, i, end, "form_number", placed_stop=place_after(scene, end))  # «МБДОУ № 8 „Ивушка“»
    return [leader, *members_after(scene, end, scene.text(i, j), leader, bare=False)]


def _numbered_forms(scene: Scene, i: int, j: int) -> list[Candidate]:
    """«МДОУ № 7», «МБДОУ №№ 3, 7, „Сказка“»: one after another under a form at `i` with its numbers at `j`."""
    numbers = tuple(numbers_from(scene, j))
    if not numbers:
        return []
    stop = numbers[-1].token + 1
    placed = place_after(scene, stop) if len(numbers) == 1 else 0
    text = scene.analysis.text[scene.tokens[i].start : numbers[0].end]
    name = official_name(text.replace("№№", "№"))
    end = numbers[0].end
    leader = candidate(scene, i, numbers[0].token + 1, "form_number", name=name, placed_stop=placed, end=end)
    rest = members_after(scene, stop, scene.text(i, j), leader, bare=len(numbers) > 1)
    return [leader, *enumerated(scene, i, Tail(stop, stop, numbers=numbers), leader), *rest]


def _by_form_and_letters(scene: Scene, i: int, letters: int) -> list[Candidate]:
    """«ГАУ ДПО СОИРО», «ФГБОУ ВО ОГУ»: the last capitals are the name."""
    j = letters
    if j < scene.stop_of_unit(i) and is_abbreviation(scene.tokens[j].text) and not is_common(scene.tokens[j].text):
        j += 1
    if j < scene.stop_of_unit(i) and _WITH_NUMBER.fullmatch(scene.tokens[j].text) is not None:
        return [candidate(scene, i, j + 1, "form_letters")]  # «ФКУ ИК-5»
    last = scene.tokens[j - 1]
    long = len(last.text) >= 3 or last.text == "УО"
    if j > i + 1 and long and not is_education_mark(last.text) and is_abbreviation(last.text):
        return [candidate(scene, i, _after_name(scene, j), "form_letters")]
    return []


def _by_form_and_place(scene: Scene, i: int) -> list[Candidate]:
    """«ТОС мкр. Боровой», «СНТ пос. Лесной»: a society of neighbours is called by its place."""
    stop = place_stop(scene, i + 1) if i + 1 < scene.stop_of_unit(i) and scene.tokens[i].text in _OF_PLACES else None
    return [candidate(scene, i, stop, "form_place")] if stop is not None else []


def _after_name(scene: Scene, j: int) -> int:
    """The end of «№ 2» or of one adjective as a name behind letters: «МБУ ДО ДЮЦ Солнечный»."""
    unit = scene.stop_of_unit(j - 1)
    if j + 1 < unit and scene.tokens[j].text == "№" and scene.tokens[j + 1].text[:1].isdigit():
        return j + 2
    if j >= unit or j in scene.persons or not scene.tokens[j].text.istitle() or len(scene.tokens[j].text) < 4:
        return j
    alone = j + 1 >= unit or not scene.tokens[j + 1].text[:1].isupper()
    lower = scene.tokens[j].low
    return j + 1 if alone and "nomn" in adjective_cases(lower) and not lower.endswith("ова") else j


def _by_form_and_word(scene: Scene, i: int, form: Form) -> list[Candidate]:
    """«ПАО Сбербанк», «АО Почта России»: capitals after the form of a company."""
    j = i + 1
    unit = scene.stop_of_unit(i)
    while j < min(unit, i + 4) and form.free:
        token = scene.tokens[j]
        if not (token.text[:1].isupper() and len(token.text) > 2) or token.pos in ("VERB", "ADP"):
            break
        j += 1
    if j == i + 1 or (scene.tokens[i + 1].text.isupper() and scene.tokens[i].unit != scene.tokens[i + 1].unit):
        return []
    return [candidate(scene, i, j, "form_word")]


def _by_titled_word(scene: Scene, i: int) -> list[Candidate]:
    """«компания Вектор», «телеканал RTVI», «газета Известия»: one capitalised name without quotes."""
    head = head_noun(scene.tokens[i].text)
    j = i + 1
    if head is None or head.cls != "titled" or head.kind not in ("media", "company"):
        return []
    while j < min(scene.stop_of_unit(i), i + 4):
        word = scene.tokens[j].text
        capital = word[:1].isupper() and len(word) > 2
        described = bool(adjective_cases(scene.tokens[j].low)) and not word.isascii()
        if not capital or described or legal_form(word) is not None:
            break
        j += 1
    known = j > i + 1 and (scene.tokens[i + 1].text.isascii() or i + 1 in scene.named)
    if not known or i + 1 in scene.persons or is_plural(scene, i, i):
        return []
    return [candidate(scene, i, j, "titled_word", kind=head.kind, head=head.lemma)]


def _outermost(found: Sequence[Candidate]) -> list[Candidate]:
    """Names that stand inside a longer name are dropped, and so are weak ones inside any name."""
    kept: list[Candidate] = []
    last: Candidate | None = None
    for one in sorted(found, key=lambda c: (c.start, -c.end, c.weak)):
        inside = last is not None and last.start <= one.start and one.end <= last.end
        if last is None or not inside or _are_listed(one, last):
            kept.append(one)
            last = last if one.weak else one
    strong = [c for c in kept if not c.weak]
    out = []
    j = 0
    for one in kept:
        while j < len(strong) and strong[j].end <= one.start:
            j += 1
        overlaps = one.weak and j < len(strong) and strong[j].start < one.end
        if not overlaps:
            out.append(one)
    return out


def _are_listed(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are members of one enumeration, whose spans begin together."""
    return one.rule == other.rule and one.start == other.start and (one.end != other.end or one.name != other.name)


_LETTERED_CENTRE = re.compile(r"([А-ЯЁ]{3,8})-центр(?:а|у|ом|е)?")
_OF_PLACES = frozenset({"ТОС", "ТСЖ", "СНТ", "ТСН", "ДНТ"})
_OF_PROGRAMMES = frozenset({"МП", "ГП", "НП", "РП", "КП", "ЦП", "ФП"})
_WITH_NUMBER = re.compile(r"[А-ЯЁ]{2,5}-\d{1,3}")
