"""Candidates that are letters or clipped words: «ФИОКО», «Минпромторг России», «13 ОПО УГПС», «Сбербанк».

Decides whether capitals name a body: by their shape, by what stands beside them and by NER. Leaves legal forms
to `spans.py`.
"""

from __future__ import annotations

import re

from extractor.fields.organization.candidates import Candidate, candidate, kind_of_letters
from extractor.fields.organization.modifiers import left_of
from extractor.fields.organization.names import official_name, one_word
from extractor.fields.organization.noun_phrases import (
    coordinated,
    is_given_name,
    noun_phrase,
    place_after,
    place_stop,
    territory_by,
)
from extractor.fields.organization.numbers import honour_stop
from extractor.fields.organization.offices import has_proper
from extractor.fields.organization.places import COUNTRIES
from extractor.fields.organization.scene import Scene, adjective_cases
from extractor.fields.organization.title_words import (
    ACTING,
    DISTRICT_LETTERS,
    NETWORKS,
    OF_BODIES,
)
from extractor.russian.abbreviations import is_abbreviation, is_abbreviation_word, is_common
from extractor.russian.bodies import head_noun, is_short_head
from extractor.russian.clipped_names import clipped_body, known_kind
from extractor.russian.genres import genre_at
from extractor.russian.legal_forms import (
    is_state_university_like,
    legal_form,
)
from extractor.russian.morphology import parses
from extractor.russian.posts import is_post_word


def by_clipped_name(scene: Scene, i: int) -> list[Candidate]:
    """«Минпромторгу России», «ГУ МЧС России по Энской области», «Роспотребнадзор»."""
    first = i
    while first and scene.tokens[first - 1].text.upper() in _LEADING_LETTERS and i - first < 3:
        if scene.tokens[first - 1].unit != scene.tokens[i].unit:
            break
        first -= 1
    if first and scene.tokens[i].text in ("ПЧ", "ПСЧ") and scene.tokens[first - 1].text[:1].isdigit():
        number = re.sub(r"-\w+$", "-я", scene.tokens[first - 1].text)  # «14 ПСЧ», «41-й ПСЧ»
        name = f"{number} {scene.tokens[i].text}"
        return [candidate(scene, first - 1, i + 1, "letters_numbered", kind="authority", name=name)]
    if first and scene.tokens[first - 1].low.startswith("межрайонн"):
        first -= 1  # «Межрайонная ИФНС России № 3»
    stop = i + 1
    if stop + 1 < scene.stop_of_unit(i) and scene.tokens[stop].text == "№" and scene.tokens[stop + 1].text.isdigit():
        stop += 2  # «МИФНС № 5»
    phrase = noun_phrase(scene, stop, "gent") if stop < scene.stop_of_unit(i) else None
    if phrase is not None and phrase.territory:
        stop = phrase.stop
    elif stop < scene.stop_of_unit(i) and scene.tokens[stop].text in COUNTRIES:
        stop += 1  # «Заксобрание НСО»
    if stop + 1 < scene.stop_of_unit(i) and scene.tokens[stop].text == "№" and scene.tokens[stop + 1].text.isdigit():
        stop += 2  # «ИФНС России № 3»
    if stop < scene.stop_of_unit(i) and scene.tokens[stop].low in ("по", "в"):
        where = noun_phrase(scene, stop + 1, "datv" if scene.tokens[stop].low == "по" else "loct")
        place = place_stop(scene, stop + 1) if stop + 1 < len(scene.tokens) else None
        if place is not None or (where is not None and where.territory):
            stop = place or (where.stop if where is not None else stop)
    elif stop in scene.quoted and stop not in scene.unclosed and scene.quoted[stop] - stop < 6:
        stop = scene.quoted[stop]  # «МО МВД России „Энский“»
    kind = clipped_body(scene.tokens[i].text) or "authority"
    lead = " ".join(token.text for token in scene.tokens[first:i])
    is_part = bool(_PARTS & set(lead.split()))  # «ТО Роспотребнадзора по Енской области»
    rest = scene.text(i + 1, stop) if stop > i + 1 else ""
    word = scene.tokens[i].text if is_part else one_word(scene.tokens[i].text)
    name = official_name(" ".join(f"{lead} {word} {rest}".split()))
    lone = stop == i + 1 and is_force(scene, i) and scene.tokens[i].low in _LONE_FORCES
    own = left_of(scene, i)
    if own < i and first == i and is_force(scene, i) and has_proper(scene, own, i):
        name = official_name(scene.text(own, stop))  # «Енский РОВД», «Заречной районной СББЖ»
        return [candidate(scene, own, stop, "letters_proper", kind=kind, name=name)]
    weak = lone
    return [candidate(scene, first, stop, "clipped", kind=kind, name=name, weak=weak)]


def by_abbreviation(scene: Scene, i: int) -> list[Candidate]:
    """«ФИОКО», «доцент ЕГУ», «ММЦ „Деловой шаг“»: letters that name a body."""
    token = scene.tokens[i]
    word = one_word(token.text)
    if not is_abbreviation(word) or genre_at(word) is not None:
        return []  # «АКТ № 12» is the document
    if i in scene.persons - scene.named and {i - 1, i + 1} & scene.persons and not _is_school_like(word):
        return []
    if i and _NUMBERED.fullmatch(scene.tokens[i - 1].text) and _is_capitals_ahead(scene, i) and not is_common(word):
        return [candidate(scene, i - 1, i + 2, "letters_numbered", kind="authority")]  # «13 ОПО УГПС»
    if _is_of_territory(scene, i, word) or _is_of_faculty(scene, i):
        return []
    if is_common(word) and known_kind(word) is None:
        return _by_common_letters(scene, i, word)
    opening = _title_after(scene, i)
    if opening is not None and scene.tokens[opening + 1].low not in ("о", "об"):
        close = scene.quoted[opening]
        return [candidate(scene, i, close, "letters_quoted", placed_stop=place_after(scene, close))]
    if _is_counted(scene, i) or _is_shouted(scene, i):
        return []
    stop = _after_letters(scene, i)
    own = left_of(scene, i)
    if _is_before_first_name(scene, i, word) and not (own < i and has_proper(scene, own, i)):
        return []  # «ТЮЛЮБАЕВА Марфа Никитична»
    placed = stop is not None and len(word) > 2 and (i in scene.named or kind_of_letters(word) is not None)
    strong = placed or _speaks_of_body(scene, i, word) or (stop is not None and _is_sure_end(scene, i, stop))
    text = f"{word}{scene.analysis.text[token.end : scene.tokens[stop - 1].end]}" if stop else word
    form = legal_form(word.partition("-")[0])
    kind = known_kind(word) or kind_of_letters(word) or (form.kind if form is not None else "") or "other"
    first = left_of(scene, i)
    if first < i and has_proper(scene, first, i):  # «Энский РЭС», «Заречный комплексный ЦСОН»
        text = f"{scene.text(first, i)} {text}"
        return [candidate(scene, first, stop or i + 1, "letters_proper", kind=kind, name=official_name(text))]
    return [candidate(scene, i, stop or i + 1, "letters", kind=kind, name=official_name(text), weak=not strong)]


def _is_of_territory(scene: Scene, i: int, word: str) -> bool:
    """«глава ЗМР», «МОГО „Енск“»: the letters of a district or town; «ЗМО № 2» is a union of teachers."""
    numbered = i + 1 < len(scene.tokens) and scene.tokens[i + 1].text in ("№", "N", "по")
    is_headed = i > 0 and scene.tokens[i - 1].lemma in _MAYORS and kind_of_letters(word) is None
    if is_headed and _TERRITORY_OF_HEAD.fullmatch(word) is not None:
        return True  # «зам. главы ЛГО по социальным вопросам»
    return not numbered and _OF_TERRITORY.fullmatch(word) is not None


def _is_of_faculty(scene: Scene, i: int) -> bool:
    """«декан МСФ»: letters of a part of a university."""
    before = scene.tokens[i - 1] if i else None
    return before is not None and before.unit == scene.tokens[i].unit and before.lemma in _OF_FACULTIES


def _title_after(scene: Scene, i: int) -> int | None:
    """Where a title opens after letters: «ММЦ „Деловой шаг“», «ЦРДМ ЕО „Юность“»."""
    stop = scene.stop_of_unit(i)
    j = i + 1
    if j + 1 < stop and len(scene.tokens[j].text) < 4 and _is_capitals_ahead(scene, i) and j + 1 in scene.quoted:
        j += 1
    return j if j < stop and j in scene.quoted and j not in scene.unclosed else None


def _by_common_letters(scene: Scene, i: int, word: str) -> list[Candidate]:
    """«МФЦ Ольховского района»: letters that any district has, with their territory."""
    if word.upper() not in DISTRICT_LETTERS or i + 1 >= scene.stop_of_unit(i) or _is_counted(scene, i):
        return []
    stop = place_after(scene, i + 1)
    if stop == i + 1:
        return []
    text = f"{word} {scene.text(i + 1, stop)}"
    return [candidate(scene, i, stop, "letters_placed", kind="authority", name=official_name(text))]


def is_force(scene: Scene, i: int) -> bool:
    """«МЧС», «УМВД», «ФСБ»: abbreviations of authorities that need no more words."""
    word = one_word(scene.tokens[i].text) if scene.tokens[i].text[:2].isupper() else ""
    head = head_noun(word) if word.isupper() and is_short_head(word) else None
    return head is not None and head.kind == "authority"


def _after_letters(scene: Scene, i: int) -> int | None:
    """The end of more letters, a place or a person's name after letters: «НИУ ВШЭ», «ТИК Энского района»."""
    j = i + 1
    if j + 1 < scene.stop_of_unit(i) and scene.tokens[j].text == "№" and scene.tokens[j + 1].text.isdigit():
        return j + 2  # «УИК № 124»
    while j - i < 3 and _is_capitals_ahead(scene, j - 1) and j + 1 not in scene.quoted:
        if legal_form(scene.tokens[j].text) is not None or is_force(scene, j):
            break
        j += 1
    if scene.tokens[i].text.endswith(_OF_FIELD) and j == i + 1:
        phrase = noun_phrase(scene, j, "gent") if j < scene.stop_of_unit(i) else None
        if phrase is not None and not phrase.territory:  # «Тобольский НИИ земледелия»
            field = coordinated(scene, phrase, "gent")
            is_honoured = field + 1 < scene.stop_of_unit(i) and scene.tokens[field].low in ("им", "имени")
            return (honour_stop(scene, field) if is_honoured else None) or field
    if j + 2 < scene.stop_of_unit(i) and scene.tokens[j].low == "и" and is_abbreviation(scene.tokens[j + 1].text):
        where = territory_by(scene, j + 2)
        if where > j + 2:
            return where  # «ОНД и ПР по Энскому району»
    if j < scene.stop_of_unit(i):
        if scene.tokens[j].low in ("им", "имени"):
            return honour_stop(scene, j)
        where = territory_by(scene, j)
        if where > j:
            return where
        title = scene.quoted.get(j, j) if j > i + 1 and j not in scene.unclosed else j
        if j < title < j + 6:
            return title  # «ОГИБДД МО МВД России „Енский“»
        after = place_after(scene, j)
        if after > j:
            return after
    return j if j > i + 1 else None


def _is_sure_end(scene: Scene, i: int, stop: int) -> bool:
    """Whether letters end as a name does: with a number, or «по» and a territory."""
    last = scene.tokens[stop - 1]
    if scene.tokens[i + 1].low in ("им", "имени"):
        return True  # «ЦБ им. П. С. Дрозда»
    if scene.tokens[i].text.endswith(_OF_FIELD):
        return stop > i + 1  # «НИИ хлебопекарных технологий»
    joined = scene.tokens[i + 1].low == "и" and stop > i + 3
    return last.text.isdigit() or (len(scene.tokens[i].text) > 2 and (joined or scene.tokens[i + 1].low == "по"))


def _is_before_first_name(scene: Scene, i: int, word: str) -> bool:
    """Whether capitals of five letters and more are a surname: a first name follows."""
    following = scene.tokens[i + 1] if i + 1 < scene.stop_of_unit(i) else None
    return len(word) > 4 and following is not None and following.text.istitle() and is_given_name(following.low)


def _is_school_like(word: str) -> bool:
    return re.search(r"(?:ГУ|ГТУ|ГПУ|ГМУ|ГАУ)$", word) is not None


def _is_capitals_ahead(scene: Scene, i: int) -> bool:
    if i + 1 >= scene.stop_of_unit(i):
        return False
    following = scene.tokens[i + 1].text
    return is_abbreviation(following) and not is_common(following)


def _is_counted(scene: Scene, i: int) -> bool:
    """«23 МФЦ», «РМО учителей»: letters that are counted or have a genitive of people are a class."""
    if i and re.fullmatch(r"\d[\d ,]*", scene.tokens[i - 1].text) and not _is_capitals_ahead(scene, i):
        return True
    return scene.tokens[i].tag.number == "Plur" and scene.tokens[i].text[-1:].islower()


def _is_shouted(scene: Scene, i: int) -> bool:
    """Whether the letters stand in a line of capitals, where anything looks like an abbreviation."""
    near = [t for t in scene.tokens[max(0, i - 2) : i + 3] if t.index != i and t.unit == scene.tokens[i].unit]
    loud = [t for t in near if len(t.text) > 3 and t.text.isupper() and not is_abbreviation_word(t.low)]
    alone = scene.analysis.unit_tokens[scene.tokens[i].unit]
    return bool(loud) or alone[1] - alone[0] == 1


def _speaks_of_body(scene: Scene, i: int, word: str) -> bool:
    """Whether something besides the shape says that letters are a body: NER, their end, a post before them."""
    if known_kind(word) is not None:
        return True
    if legal_form(word) is not None and not is_state_university_like(word):
        return False
    if len(word) < 3:
        return False
    if i in scene.named and _acts(scene, i):
        return True
    if re.search(r"(?:ГУ|ГТУ|ГПУ|ГМУ|ИРО|ИПКРО|РАН|НИИ\w{0,4})$", word) and len(word) >= 3:
        return True
    before = scene.tokens[i - 1] if i else None
    if before is not None and before.text == "(" and i - 2 in scene.persons and i + 1 < len(scene.tokens):
        return scene.tokens[i + 1].text in (",", ")")  # «Седых Ж. А. (РИМЦ, методист)»
    return before is not None and (is_post_word(before.text) or before.lemma in OF_BODIES)


def _acts(scene: Scene, i: int) -> bool:
    """Whether letters are who does what only a body or a person does: «ЦЗН обучил», «занятие провёл ТПМПК»."""
    near = scene.tokens[max(scene.analysis.unit_tokens[scene.tokens[i].unit][0], i - 4) : scene.stop_of_unit(i)][:9]
    verbs = {token.index for token in near if token.lemma in ACTING}
    head = scene.tokens[i].head
    return head in verbs or bool(verbs & {i - 1, i + 1})


def by_proper_noun(scene: Scene, i: int) -> list[Candidate]:
    """A capitalised word that NER holds for an organisation and that stands alone: «Сбербанк»."""
    token = scene.tokens[i]
    if i not in scene.named or i - 1 in scene.named or i + 1 in scene.named or scene.opens_sentence(i):
        return []
    if (
        token.pos != "PROPN"
        or len(token.text) < 5
        or one_word(token.text).lower() in NETWORKS
        or not re.search("[а-яё]", token.text)
    ):
        return []
    if adjective_cases(token.low) or token.text.isupper() or _TOWN.search(one_word(token.text)) is not None:
        return []
    readings = parses(token.low)
    weak = any(p.known and "Orgn" not in p.tag for p in readings) or _OF_TRADE.search(one_word(token.text)) is None
    return [candidate(scene, i, i + 1, "proper_noun", name=one_word(token.text), kind="other", weak=weak)]


_OF_FIELD = ("НИИ", "НМИЦ", "ФИЦ", "НИЦ", "НПЦ")  # letters that a field may follow
_OF_TERRITORY = re.compile(r"(?!РГО|ВГО)[А-ЯЁ]{1,2}(?:МР|МО|ГО)")  # but for the Geographical Society
_MAYORS = frozenset({"глава", "замглавы", "мэр"})
_TERRITORY_OF_HEAD = re.compile(r"[А-Я]{1,4}(?:МР|ГО|МО|СП|ГП|Р)")
_OF_FACULTIES = frozenset({"декан", "деканат", "замдекана"})
_LONE_FORCES = frozenset({
    "сббж", "огпс", "угпс", "фас", "увд", "мвд", "гувд", "овд", "ровд", "говд", "огибдд", "фпс", "омвд", "умвд",
    "ифнс", "мифнс", "уфнс",
})  # fmt: skip
# How names of firms end that are one word: «Северсталь», «Мосэнерго».
_OF_TRADE = re.compile(
    r"(?:сталь|энерго|нефть|газ|банк|строй|транс|телеком|пром|хим|уголь|агро|медиа|пресс|фарм|сеть|сети|снаб|маш"
    r"|сервис|монтаж|экспорт|импорт|торг|металл?|цемент|лес|проект|инвест|холдинг|связь|авиа|атом|авто|сбыт|лизинг)$"
)
_TOWN = re.compile(r"(?:[нвмрж]ск|[сц]к|град|бург|поль|город|горск)(?:[еау]|ом)?$")
_TERRITORY = re.compile(r"(?:МР|ГО|МО|СП|ГП|Р)$")  # letters that end as a district, a town or a settlement do
_NUMBERED = re.compile(r"\d{1,3}")
_PARTS = frozenset({"ТО", "ТУ"})
_LEADING_LETTERS = _PARTS | frozenset({"ГУ", "МО", "УВО", "ОВО", "УНК", "УГИБДД", "ОГИБДД", "УНД", "ЦУКС", "ОП"})
