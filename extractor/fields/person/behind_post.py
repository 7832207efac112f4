"""A surname alone behind a post: «бухгалтеру Ремезовой», «мастер участка № 2 Чижов», «проф. Лотт».

Decides whether a capitalised word agrees with the post before it and stands where a name may end, and how much
the word is worth as a surname. Leaves lists, labels and brackets to `lone.py`.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from extractor.analysis import Token
from extractor.fields.person.phrases import is_post, is_verb
from extractor.russian.clipped_names import clipped_body
from extractor.russian.morphology import parses
from extractor.russian.name_cases import surname_readings
from extractor.russian.name_patterns import quality
from extractor.russian.name_words import CASES, Reading, first_name, is_place, last_names, patronymic
from extractor.russian.posts import is_abbreviated_post, is_fused_post

CLEAR, UNKNOWN, COMMON = 3, 2, 1  # «Рябов»; «Роут», which no dictionary has; «Голубь», a word and a surname


@lru_cache(50_000)
def worth_of(word: str, *, backed: bool = False) -> int:
    """How surely a capitalised word is a surname: CLEAR, UNKNOWN, COMMON, or 0 where it can be none.

    «Голубь» is COMMON, «Граб», a thing, only where its place backs it up (`backed`).
    """
    kind = quality(word)
    if kind is None or _is_patronymic(word) or clipped_body(word) is not None:
        return 0
    if kind < 2 and any(r.case == "nom" or r.gender == "f" for r in first_name(word)):
        return 0
    if kind >= 2:
        return CLEAR
    if is_place(word):
        return 0
    known = [p for p in parses(word.lower()) if p.known]
    if not known:
        if word.endswith(_VILLAGES):
            return 0
        return UNKNOWN if word[-1] not in "аяыи" or word.lower().replace("ё", "е") in last_names() else 0
    if kind == 1 and word.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return COMMON  # «Шестопёров»
    listed = any(p.normal.replace("ё", "е") in last_names() for p in known)
    return COMMON if listed and (backed or any("anim" in p.tag for p in known)) else 0


def _is_patronymic(word: str) -> bool:
    """True for «Рустамовна», «Петрович»; «Гриневич» is rather a surname where it stands alone."""
    readings = parses(word.lower())
    if any("Surn" in p.tag for p in readings if p.known):
        return False
    return any("Patr" in p.tag for p in readings if p.known) or any(r.gender == "f" for r in patronymic(word))


def is_adjectival(word: str) -> bool:
    """True for «Липовская», «Заречному»: a school's or village's name may look so."""
    low = word.lower().replace("ё", "е")
    return low.endswith(_ADJECTIVES) and not low.endswith(("овой", "евой", "иной", "ыной", "овым", "евым", "иным"))


@lru_cache(50_000)
def readings_of(word: str) -> frozenset[Reading]:
    """The readings of a lone surname; a word of the dictionary stands in the cases that it has there."""
    found = surname_readings(word)
    best = found[0].weight
    plain = frozenset(w.reading for w in found if w.weight * _LIKELY > best)
    known = [p for p in parses(word.lower()) if p.known]
    if not known or any("Surn" in p.tag for p in known) or (quality(word) or 0) >= 2:
        return plain
    told = {CASES[str(p.tag.case)] for p in known if str(p.tag.case) in CASES and str(p.tag.number) != "plur"}
    return frozenset(r for r in plain if r.case in told or r.case == "?")


def agrees(post: str, word: str) -> frozenset[str]:
    """The cases that a post and a surname share: «бухгалтеру Ремезовой» is dative; «?» where any case may be."""
    cases, gender = _of_post(post.lower())
    mine = {r.case for r in readings_of(word) if gender is None or r.gender in ("?", gender)}
    if not cases:
        return frozenset(mine)
    return frozenset(cases) if "?" in mine else frozenset(mine & cases)


@lru_cache(20_000)
def _of_post(low: str) -> tuple[frozenset[str], str | None]:
    """The cases of a post, none for «зам.», and «f» for «заведующая»."""
    if is_abbreviated_post(low) or is_fused_post(low):
        return frozenset(), None
    nouns = [p for p in parses(low) if p.tag.POS in ("NOUN", "ADJF", "PRTF")]
    cases = frozenset(CASES[str(p.tag.case)] for p in nouns if str(p.tag.case) in CASES)
    woman = bool(nouns) and all(str(p.tag.gender) == "femn" for p in nouns if str(p.tag.number) == "sing")
    single = any(str(p.tag.number) == "sing" for p in nouns)
    return cases, "f" if woman and single else None


def is_behind_post(tokens: Sequence[Token], i: int, is_seen: bool, named: Container[int]) -> bool:
    """True for a surname of a post's phrase; `is_seen` tells that the model calls the word a person.

    `named` are the tokens of full names: behind one of them nobody has the same post.

    «Фельдшеру ФАП с. Липки Дудкину обеспечить явку», but not «директору Лужской школы».
    """
    word = tokens[i]
    worth = worth_of(word.text, backed=is_seen)
    if worth == 0 or not ends_name(tokens, i, is_adjectival(word.text)):
        return False
    for k in posts_before(tokens, i, named):
        shared = agrees(tokens[k].low, word.text)
        if not shared:
            continue
        if k == i - 1 or _is_mark(tokens, k + 1, i):
            return worth > COMMON or is_seen or not _is_plural(tokens[k].low)
        return _fits_behind_complement(tokens, i, shared, is_seen)
    return False


def posts_before(tokens: Sequence[Token], i: int, named: Container[int] = ()) -> list[int]:
    """The heads of posts before a name, the nearest first."""
    found = []
    k = i - 1
    while k > i - 3 and k > 0 and tokens[k].text in _MARKS:
        k -= 1
    while k > max(-1, i - _LONGEST) and tokens[k].unit == tokens[i].unit and k not in named:
        if is_post(tokens, k) and not (tokens[k].text.isupper() and len(tokens[k].text) > 1):
            found.append(k)
        elif tokens[k].text in _CLOSING:
            k = _opening(tokens, k)
        elif not _complements(tokens, k):
            break
        k -= 1
    return found


def _is_mark(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """True for the point of «зам. Рудашева» and the marks of «директор – Рудашева»."""
    return all(token.text in _MARKS for token in tokens[first:stop]) and stop - first < 3


def _fits_behind_complement(tokens: Sequence[Token], i: int, shared: frozenset[str], is_seen: bool) -> bool:
    """Whether a word that ends «мастер участка № 2 …» is the name and no part of what is headed.

    «Директор фонда Рябова» may be a fund of a Рябов; «директор фонда Рябова сообщила» is not.
    """
    word, before = tokens[i], tokens[i - 1]
    if before.text in ("–", "—"):
        return True  # «секретарь собрания – Сычёва»
    worth = worth_of(word.text, backed=is_seen)
    cases = {r.case for r in readings_of(word.text)}
    clear = not cases & {"gen", "?"} or before.text[-1].isdigit() or before.text in _CLOSING
    if before.low in _SETTLEMENTS or (before.text == "." and tokens[i - 2].low in _SETTLEMENTS):
        return worth == CLEAR and "gen" not in cases and ("nom" not in shared or _has_verb(tokens, i))
    if worth == COMMON:
        return is_seen or (clear and _has_verb(tokens, i))
    if "nom" in shared and not clear:
        return _has_verb(tokens, i) or is_seen or _is_at_end(tokens, i)
    return worth == CLEAR or clear or is_seen


def _has_verb(tokens: Sequence[Token], i: int) -> bool:
    """True where a verb behind the name agrees with it: «Рудакова доложила», «Ткач прошли»."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.unit != tokens[i].unit or after.tag.verb_form not in ("Fin", "Inf"):
        return False
    gender = {"Masc": "m", "Fem": "f"}.get(after.tag.gender)
    if after.tag.verb_form == "Inf" or gender is None:
        return True
    return any(r.case in ("nom", "?") and r.gender in (gender, "?") for r in readings_of(tokens[i].text))


def _is_at_end(tokens: Sequence[Token], i: int) -> bool:
    """True where the name closes brackets or its whole unit."""
    return i + 1 >= len(tokens) or tokens[i + 1].unit != tokens[i].unit or tokens[i + 1].text == ")"


def ends_name(tokens: Sequence[Token], i: int, adjectival: bool) -> bool:
    """True where nothing follows that the word may belong to, as in «Лужской школы»."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.unit != tokens[i].unit or not after.text[0].isalpha():
        return after is None or after.text not in ("-", "«", '"', "№") or after.start > tokens[i].end
    if is_verb(after) or after.tag.verb_form in ("Fin", "Inf", "Conv") or after.low in _CONTACTS:
        return True
    if after.tag.pos in ("ADP", "CCONJ", "SCONJ", "PART", "ADV", "PRON") or after.tag.variant == "Short":
        return not adjectival or after.low != "и"
    return not adjectival and after.text.islower() and after.tag.pos in ("DET", "NUM")


def _complements(tokens: Sequence[Token], k: int) -> bool:
    """True for what may stand between a post and a name: «участка № 2», «по охране труда», «ФАП с. Липки»."""
    token = tokens[k]
    if token.text == "№" or token.text[0].isdigit() or token.low in _JOINING:
        return True
    if token.text == ".":
        return k > 0 and len(tokens[k - 1].text) < 5 and tokens[k - 1].text.isalpha()
    if not token.text[0].isalpha() or token.tag.pos == "ADP":
        return False
    if token.text[0].islower():
        return not is_verb(token) or token.tag.pos in ("NOUN", "ADJ")
    if k > 1 and tokens[k - 1].text == "." and tokens[k - 2].low in _SETTLEMENTS:
        return True  # «с. Липки»
    return token.text.isupper() or token.tag.case != "Nom" or _is_oblique(token.low)


@lru_cache(20_000)
def _is_oblique(low: str) -> bool:
    return any(p.known and str(p.tag.case) in ("gent", "loct") for p in parses(low)) or not parses(low)[0].known


@lru_cache(20_000)
def _is_plural(low: str) -> bool:
    return all(str(p.tag.number) == "plur" for p in parses(low))


def _opening(tokens: Sequence[Token], k: int) -> int:
    """Where the quotes open that close at `k`; `k` itself if they do not."""
    mark = "«" if tokens[k].text == "»" else tokens[k].text
    return next((j for j in range(k - 1, max(-1, k - 12), -1) if tokens[j].text == mark), k)


_LIKELY = 8  # a reading with an eighth of the best one's weight still counts
_LONGEST = 14  # tokens between a post and the surname
_CLOSING = ("»", '"')
_CONTACTS = frozenset(["тел", "телефон", "моб", "факс", "т", "e-mail", "эл"])
_MARKS = frozenset([".", "-", "–", "—", ":"])
_JOINING = frozenset(["по", "и", "при", "в", "на", "с", "за", "о", "об", "из", "до"])
_SETTLEMENTS = frozenset(
    "г с п д ст пос дер город города городу село села селу деревня деревни деревне посёлок посёлка поселка посёлку"
    " поселку станица станицы станице хутор хутора хутору район района району ул улица улицы река реки им имени"
    " остров озеро озера станция станции аул аула".split()
)
_VILLAGES = ("ово", "ево", "ёво", "ино", "ыно", "ское", "ная", "ное", "ские", "град", "поль", "бург", "ск")
_ADJECTIVES = tuple(
    "ский цкий ской цкой ского цкого скому цкому ским цким ском цком ская цкая скую цкую ное ские ских"
    " ный ной ного ному ным ном ная ную ые ых вый вой вого вому вым вом вая вую нее ний ого ому".split()
)
