"""Noun phrases in any case to the nominative, the way an official name or a post is written.

Decides which word is the head of a phrase, which words agree with it and what they look like in the
nominative. Dependent genitives and quoted parts stay as they are. Leaves to its callers where a phrase
begins and ends, and whether it is a name at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from extractor.russian.body_letters import gender_of_letters, is_typed_small
from extractor.russian.morphology import Parse, is_of_many_only, parses


class Word(Protocol):
    """What is needed of a token: its text, its place and its tagged case («Gen» or "")."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def case(self) -> str: ...


def nominative(text: str, *, number: str | None = None) -> str:
    """The phrase in the nominative, white space squeezed: «старшего методиста» is «старший методист».

    `number` «sing» or «plur» asks for that number: «Администрациям посёлка», sing: «Администрация посёлка».
    Nothing changes where no head is seen, so a phrase that is nominative already comes back as it was.
    """
    return _nominative(" ".join(text.split()), number, None)


def nominative_tokens(tokens: Sequence[Word], *, number: str | None = None) -> str:
    """The same over tokens, whose tags settle forms that look alike: «управления образования»."""
    if not tokens:
        return ""
    text = tokens[0].text
    for before, token in pairwise(tokens):
        text += (" " if token.start > before.end else "") + token.text
    head = next((token.case for token in tokens if _WORD.fullmatch(token.text) and token.case), None)
    return _nominative(" ".join(text.split()), number, _CASES.get(head or ""))


@lru_cache(20_000)
def word_nominative(word: str) -> str:
    """One noun or abbreviation: «МИДом» is «МИД», «Минпромторгу» is «Минпромторг», «клубе» is «клуб»."""
    group = _group([word], 0, None, None)
    return group.forms[0] if group is not None else word


@lru_cache(50_000)
def agrees(adjective: str, noun: str) -> bool:
    """Whether an adjective may stand with a noun in one case, number and gender: «детского», «дома»."""
    return _agree(_adjective_readings(adjective), _noun_readings(noun))


class _Reading(NamedTuple):
    """A way to read a word: its form's case, number («sing», «plur») and gender ("" in the plural)."""

    case: str
    number: str
    gender: str
    parse: Parse | None


class _Group(NamedTuple):
    """The head and what agrees with it: words `first` … `stop - 1`, their nominative forms, their case."""

    first: int
    stop: int
    forms: tuple[str, ...]
    case: str
    number: str


@lru_cache(20_000)
def _nominative(text: str, number: str | None, case: str | None) -> str:
    spans = _open_words(text)
    words = [text[a:b] for a, b in spans]
    if text[:1] and text[:1] in _OPENING:  # «Вести Заречья» in the plural is a title as it stands
        if len(words) == 1 and any(str(p.tag.case) == "nomn" for p in parses(words[0].lower())):
            return text  # «Рома»
        case = case or "nomn"
    forms = dict(enumerate(words))
    group = _group(words, 0, number, case)
    while group is not None:
        forms.update(zip(range(group.first, group.stop), group.forms, strict=True))
        after = _coordinated(text, spans, group)
        group = None if after is None else _group(words, after, None, group.case)
    out, at = [], 0
    for i, (a, b) in enumerate(spans):
        out += [text[at:a], forms[i]]
        at = b
    return "".join([*out, text[at:]])


def _open_words(text: str) -> list[tuple[int, int]]:
    """Words outside of quotes and brackets; those of a phrase that begins with a quote are all open."""
    if text[:1] and text[:1] in _OPENING:
        return [word.span() for word in _WORD.finditer(text)]
    spans, depth, at = [], 0, 0
    for word in _WORD.finditer(text):
        for mark in text[at : word.start()]:
            depth = _deeper(depth, mark)
        at = word.end()
        if depth == 0:
            spans.append(word.span())
    return spans


def _deeper(depth: int, mark: str) -> int:
    if mark in '"':
        return depth - 1 if depth else 1
    if mark in _OPENING or mark == "(":
        return depth + 1
    return max(0, depth - 1) if mark in _CLOSING or mark == ")" else depth


def _group(words: Sequence[str], first: int, number: str | None, case: str | None) -> _Group | None:
    """The head from `first` on with its modifiers before it, or None where no noun begins the phrase."""
    agreeing: list[int] = []
    for i in range(first, min(len(words), first + 8)):
        word = words[i]
        if word.lower() in _JOINING and agreeing:
            continue
        if word.lower() in _FIXED or word.lower() in _JOINING:
            return None
        nouns = _noun_readings(word)
        adjectives = _adjective_readings(word)
        if _is_half(word):
            continue
        if not nouns and not adjectives:
            return None
        if adjectives and _modifies(words, i, adjectives):
            agreeing.append(i)
            continue
        return _formed(words, first, i, nouns or adjectives, agreeing, number, case)
    return None


def _modifies(words: Sequence[str], i: int, adjectives: Sequence[_Reading]) -> bool:
    """Whether a word that may be an adjective stands before a noun or adjective that agrees with it."""
    managed = words[min(i + 1, len(words) - 1)].lower().startswith(("компани", "организаци"))
    if not managed and any(a.parse is not None and a.parse.normal in _SUBSTANTIVE for a in adjectives):
        return False
    for j in range(i + 1, min(len(words), i + 6)):
        if words[j].lower() in _JOINING or _is_half(words[j]):
            continue
        if _agree(adjectives, _noun_readings(words[j])):
            return True
        if not _agree(adjectives, _adjective_readings(words[j])):
            return False
    return False


def _is_half(word: str) -> bool:
    """The first half of an adjective that spaces have parted: «военно - спортивный»."""
    return word.lower().endswith("о") and not _noun_readings(word) and not _adjective_readings(word)


def _agree(left: Sequence[_Reading], right: Sequence[_Reading]) -> bool:
    return any(_same(a, b) for a in left for b in right)


def _same(adjective: _Reading, noun: _Reading) -> bool:
    if noun.case == "any":
        return True
    if (adjective.case, adjective.number) != (noun.case, noun.number):
        return False
    return adjective.number == "plur" or not noun.gender or adjective.gender == noun.gender


def _formed(
    words: Sequence[str], first: int, head: int, nouns: Sequence[_Reading], agreeing: Sequence[int],
    number: str | None, case: str | None,
) -> _Group | None:  # fmt: skip
    fitting = [n for n in nouns if all(_agree(_adjective_readings(words[i]), [n]) for i in agreeing)]
    if not fitting:
        return None
    best = min(enumerate(fitting), key=lambda pair: _rank(pair[1], number, case, pair[0]))[1]
    forms = list(words[first : head + 1])
    forms[-1] = _noun_form(words[head], best, number)
    for i in agreeing:
        forms[i - first] = _adjective_form(words[i], best, number)
    return _Group(first, head + 1, tuple(forms), best.case, best.number)


def _rank(reading: _Reading, number: str | None, case: str | None, order: int) -> tuple[bool, int, bool, int]:
    """The tagged case first, then one thing before many, the nominative before the rest."""
    many = reading.number == "plur"
    return (case is not None and reading.case != case, many, reading.case != "nomn", order)


def _noun_form(word: str, reading: _Reading, number: str | None) -> str:
    if reading.parse is None:
        return _abbreviation(word)
    wanted = reading.number if is_of_many_only(reading.parse) else number or reading.number
    if reading.case == "nomn" and reading.number == wanted:
        return word
    formed = reading.parse.raw.inflect({"nomn", wanted})
    return word if formed is None else _like(word, formed.word)


def _adjective_form(word: str, noun: _Reading, number: str | None) -> str:
    readings = [a for a in _adjective_readings(word) if _same(a, noun)]
    if not readings:
        return word
    own = min(readings, key=lambda a: a.case != "nomn") if noun.case == "any" else readings[0]
    wanted = own.number if is_of_many_only(noun.parse) else number or own.number
    inherent = str(noun.parse.tag.gender or "") if noun.parse is not None else ""
    inherent = "" if inherent == "ms-f" else inherent  # «мирового судьи»
    certain = "" if own.gender == "neut" else own.gender  # «Енского ФАПа»
    gender = noun.gender or inherent or certain or "masc"
    if own.case == "nomn" and own.number == wanted:
        return word
    grammemes = {"nomn", "plur"} if wanted == "plur" else {"nomn", "sing", gender}
    formed = _form(own.parse, grammemes, word.lower())
    return word if formed is None else _like(word, formed)


def _form(parse: Parse | None, grammemes: set[str], low: str) -> str | None:
    """The form with these grammemes that is nearest in letters: «высшая» of «высшей», not «высочайшая»."""
    formed = parse.raw.inflect(grammemes) if parse is not None else None
    if parse is None or formed is None or (formed.word[:3] == low[:3] and "Supr" not in parse.tag):
        return None if formed is None else str(formed.word)
    forms = [str(f.word) for f in parse.raw.lexeme if grammemes <= f.tag.grammemes and "Supr" in f.tag]
    return max(forms, key=lambda form: _shared(form, low), default=str(formed.word))


def _shared(left: str, right: str) -> int:
    """How many letters two words have in common from the beginning on."""
    pairs = zip(left, right, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


@lru_cache(50_000)
def _noun_readings(word: str) -> tuple[_Reading, ...]:
    """Readings as a noun; an abbreviation agrees with anything («any») unless its gender is known."""
    if _is_abbreviation(word) or _is_clipped(word.lower()) or is_typed_small(word):
        return (_Reading("any", "sing", _gender_of(word), None),)
    found = []
    for parse in parses(word.lower()):
        if parse.tag.POS == "NOUN" and not _is_odd(parse):
            gender = "" if parse.tag.number == "plur" else str(parse.tag.gender or "").replace("ms-f", "")
            case = str(parse.tag.case)
            found.append(_Reading(_PLAIN.get(case, case), str(parse.tag.number), gender, parse))
    return tuple(found)


@lru_cache(20_000)
def _is_abbreviation(word: str) -> bool:
    """Whether capitals are letters to be spelled, not a word in capitals: «СОШ», not «ГОРОДА»."""
    if _ABBREVIATION.fullmatch(word) is None:
        return False
    long = len(word) > 7  # «ЛИПКОВСКИЙ» of a letterhead
    readings = parses(word.lower())
    return len(word) < 4 or not any("Abbr" not in p.tag and (p.known or (long and "ADJF" in p.tag)) for p in readings)


@lru_cache(20_000)
def _is_clipped(low: str) -> bool:
    """Whether a word is a clipped name that no dictionary has: «минпромторгу», not «министерству»."""
    return low.startswith(_CLIPPED) and len(low) > 5 and not any(parse.known for parse in parses(low))


def _is_odd(parse: Parse) -> bool:
    """Readings that names and posts do not use: first names, initials, slips («Анна», «шк», «мира»)."""
    return parse.normal in _RARE or any(mark in parse.tag for mark in ("Name", "Patr", "Erro", "Slng"))


@lru_cache(50_000)
def _adjective_readings(word: str) -> tuple[_Reading, ...]:
    if _is_abbreviation(word):
        return ()
    found = []
    for parse in parses(word.lower()):
        if parse.tag.POS in ("ADJF", "PRTF") and parse.tag.case is not None and "Fixd" not in parse.tag:
            gender = "" if parse.tag.number == "plur" else str(parse.tag.gender or "")
            found.append(_Reading(str(parse.tag.case), str(parse.tag.number), gender, parse))
    return tuple(found or _of_places(word))


def _of_places(word: str) -> list[_Reading]:
    """«Калиновской» before «ЦРБ»: an adjective of a place that the dictionary knows as a surname only."""
    surnames = [p for p in parses(word.lower()) if "Surn" in p.tag and p.tag.number == "sing"]
    fitting = surnames if _OF_PLACE.search(word) is not None else []
    return [_Reading(str(p.tag.case), "sing", str(p.tag.gender or ""), p) for p in fitting]


def _gender_of(word: str) -> str:
    """Gender of an abbreviation by its last part: «СОШ» is a школа."""
    return gender_of_letters(word)


def _abbreviation(word: str) -> str:
    """An abbreviation without its ending: «МИДом», «Минпромторгу»; «Минэкономразвития» has none."""
    match = _DECLINED.fullmatch(word)
    if match is not None:
        return match[1]
    if not _is_clipped(word.lower()) or word.lower().endswith(_STIFF):
        return word
    for full, ending in _CLIPPED_FEMININE:
        if word.lower().startswith(full):
            return word[: len(full)] + ending
    if word.lower().endswith(_OWN_OM):
        return word
    clipped = _CLIPPED_ENDING.fullmatch(word)
    return clipped[1] if clipped is not None else word


def _coordinated(text: str, spans: Sequence[tuple[int, int]], group: _Group) -> int | None:
    """The word where a second head in the same case begins: «начальника отдела, секретаря совета»."""
    if group.case in ("any", "nomn"):
        return None
    for i in range(group.stop, len(spans)):
        gap = text[spans[i - 1][1] : spans[i][0]]
        word = text[slice(*spans[i])].lower()
        if _BREAK.search(gap) or (word == "и" and (group.case != "gent" or i == group.stop)):
            begin = i + 1 if word == "и" else i
            if _begins_post([text[a:b] for a, b in spans[begin : begin + 6]], group):
                return begin
    return None


def _begins_post(words: Sequence[str], group: _Group) -> bool:
    """Whether words open with a post in the group's case and number: only posts stand side by side so."""
    following = _group(words, 0, None, group.case)
    if following is None or (following.case, following.number) != (group.case, group.number):
        return False
    return any(
        n.parse is not None and n.case == group.case and n.parse.tag.animacy == "anim"
        for n in _noun_readings(words[following.stop - 1])
    )


def _like(source: str, formed: str) -> str:
    """`formed` with the capitals of `source`, and with «ё» only where the source has one."""
    if "ё" not in source.lower():
        formed = formed.replace("ё", "е")
    if len(source) > 1 and source.isupper():
        return formed.upper()
    parts, models = formed.split("-"), source.split("-")
    if len(parts) != len(models):
        models = [models[0], *[""] * (len(parts) - 1)]
    pairs = zip(parts, models, strict=True)
    return "-".join(part[:1].upper() + part[1:] if model[:1].isupper() else part for part, model in pairs)


_OF_PLACE = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)$")
_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_BREAK = re.compile(r",\s$|\s[–—-]\s$")  # «заместителя директора – начальника отдела»
_ABBREVIATION = re.compile(
    r"""
    [А-ЯЁ]{2,} (?: -[А-ЯЁ]{2,} | а | у | ом | е | ов | ам | ами | ах )?  # «СОШ», «НШ-ДС», «МИДом»
    | [А-ЯЁ]{1,4} [а-яё]{1,3} [А-ЯЁ]{2,6}                               # «КамГТУ», «РАНХиГС»
    """,
    re.VERBOSE,
)
_DECLINED = re.compile(r"([А-ЯЁ]{2,})(?:а|у|ом|е|ов|ам|ами|ах)")
_CLIPPED_ENDING = re.compile(r"(\w+?[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|е)")
_OPENING, _CLOSING = "«“„", "»”"
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_PLAIN = {"gen2": "gent", "acc2": "accs", "loc2": "loct"}

_JOINING = {"и", "или"}

# Words before a noun that never let it be the head: «по делам», «на посту».
_FIXED = frozenset(
    "по в во на с со к ко о об от до из у за при для без под над между через врио зам пом зав нач гл ст им г не".split()
)

# Rare words whose forms are those of a common one: «лагере» is of «лагерь».
_RARE = {"лагер"}
# Participles that are posts and govern the next noun: «заведующей кафедрой».
_SUBSTANTIVE = {"заведующий", "управляющий", "командующий", "исполнять", "заведовать", "управлять"}

_CLIPPED = ("мин", "рос")  # «Минпромторгу», «Росстатом»
# Ends of clipped names that stand in the genitive already: «Минэкономразвития», «Минобрнауки».
_STIFF = (
    "развития", "просвещения", "науки", "культуры", "природы", "обороны", "связи", "цифры", "образования",
    "имущества", "экологии", "печати", "политики", "энерго", "здравоохранения", "занятости", "архитектуры",
)  # fmt: skip

_OWN_OM = ("атом", "ком", "пром")  # no instrumental: «Росатом», «Ростелеком»

# Clipped names with an ending of their own: «Росгвардией», «Росмолодёжью», «Россотрудничества».
_CLIPPED_FEMININE = (
    ("россотрудничеств", "о"), ("росимуществ", "о"), ("росгварди", "я"), ("росмолодёж", "ь"), ("росмолодеж", "ь"),
)  # fmt: skip
