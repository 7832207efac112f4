"""Joins candidates into organisations: a full name, its abbreviation and later short mentions are one.

Decides which names are forms of one name («Ювашевская СОШ» of «Ювашевская средняя общеобразовательная
школа»), what «(далее – Школа)» introduces and whom «Ассоциация» means later. Leaves finding to
`spans.py` and the choice of roles to `organizations.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from extractor.fields.organization.candidates import Candidate
from extractor.fields.organization.introduced import (
    explained_by_initials,
    introductions,
    letters_of_things,
    listed_letters,
    stands_for,
)
from extractor.fields.organization.names import inner_name, key_of, same_words, split_form, words_of
from extractor.fields.organization.scene import Scene
from extractor.fields.organization.words import (
    GENERIC,
    LEVELS_OF_TERRITORY,
)
from extractor.russian.abbreviations import abbreviates, clips, is_abbreviation
from extractor.russian.bodies import Head, head_noun
from extractor.russian.body_adjectives import is_ordinary_adjective
from extractor.russian.morphology import normal_form


@dataclass(slots=True)
class Group:
    """One organisation in the making: all that names it, the names it was given in brackets."""

    members: list[Candidate]
    given: list[str] = field(default_factory=list)

    @property
    def leader(self) -> Candidate:
        """The member with the fullest name; of equals the first in the text."""
        strong = [m for m in self.members if not m.weak] or self.members
        return max(strong, key=lambda m: (len(words_of(m.name)), len(m.name), -m.start))

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys([*(m.name for m in self.members), *self.given]))


def linked(scene: Scene, found: Sequence[Candidate]) -> list[Group]:
    """The organisations of a document, in the order of their first mention."""
    given = introductions(scene, found)
    listed = listed_letters(scene, found)
    named = given.keys() | listed.keys() | explained_by_initials(found)
    promoted = [replace(c, weak=False) if c.weak and (c.start, c.end) in named else c for c in found]
    things = letters_of_things(scene, given)
    groups = _exact([c for c in promoted if not c.weak and not (c.rule == "letters" and c.name in things)], given)
    groups = _with_committees(_merged(groups))
    left = _attach(scene, groups, [c for c in promoted if c.weak])
    powers = [c for c in left if c.rule == "power_of_document"]
    known = _territories(scene) if powers else set()
    sure = [replace(c, weak=False) for c in powers if _territory_of(c.name) in known]
    groups += _exact(sure, {})
    return sorted(groups, key=lambda g: (min(m.start for m in g.members), g.leader.end))


def _with_committees(groups: list[Group]) -> list[Group]:
    """«крайком профсоюза» is the committee of the one branch that the document names."""
    branches = [g for g in groups if g.leader.rule in _BRANCHES and not g.leader.name.islower()]
    if len(branches) != 1:
        return groups
    committees = [g for g in groups if g is not branches[0] and _is_some_committee(g.leader)]
    for group in committees:
        branches[0].members.extend(group.members)
        branches[0].given.extend(group.given)
    return [g for g in groups if g not in committees]


def _is_some_committee(leader: Candidate) -> bool:
    """«крайком профсоюза», «областная организация профсоюза»: a branch that is not named."""
    if leader.rule == "union_committee":
        return len(words_of(leader.name)) < 3
    return leader.rule in _BRANCHES and leader.name.islower()


def _exact(strong: Sequence[Candidate], given: dict[tuple[int, int], str]) -> list[Group]:
    groups: dict[str, Group] = {}
    for one in strong:
        key = key_of(one.name)
        group = groups.setdefault(key, Group([]))
        group.members.append(one)
        if (one.start, one.end) in given:
            group.given.append(given[one.start, one.end])
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Known:
    """What names are compared with: a group's names, those with a place, the fullest one, its first place."""

    group: Group
    keys: frozenset[str]
    placed: frozenset[str]
    names: tuple[str, ...]
    leader: Candidate
    start: int


def _known(group: Group) -> _Known:
    names = tuple(group.names)
    start = min(m.start for m in group.members)
    placed = frozenset(key_of(m.placed) for m in group.members if m.placed)
    return _Known(group, frozenset(map(key_of, names)), placed, names, group.leader, start)


def _merged(groups: list[Group]) -> list[Group]:
    """Groups whose names are forms of one name, joined; what fits two others stays alone."""
    if len(groups) > _MANY:
        return groups
    known = sorted(map(_known, groups), key=lambda k: -len(words_of(k.leader.name)))
    kept: list[_Known] = []
    for one in known:
        sure = [i for i, other in enumerate(kept) if _is_form_of(one, other)]
        near = sure or [i for i, other in enumerate(kept) if _is_part_of(one, other)]
        if len(near) == 1:
            group = kept[near[0]].group
            group.members.extend(one.group.members)
            group.given.extend(one.group.given)
            kept[near[0]] = _known(group)
        elif len(near) > 1 and one.leader.rule == "short_head":
            continue  # «ДШИ» where two are named
        else:
            kept.append(one)
    return [one.group for one in kept]


def _is_form_of(short: _Known, full: _Known) -> bool:
    """Whether one name is an abbreviation or another spelling of the other."""
    if short.keys & (full.keys | full.placed) or short.placed & full.keys:
        return True
    return any(_is_form(a, b) for a in short.names for b in full.names)


@lru_cache(50_000)
def _is_form(a: str, b: str) -> bool:
    if _numbers(a) != _numbers(b):
        return False
    short, full = words_of(a), words_of(b)
    if same_words(short, full) or (short and clips(short[0], full) and _same_country(short, full)):
        return True
    form_a, rest_a = split_form(a)
    form_b, rest_b = split_form(b)
    inner_a, inner_b = inner_name(a) or rest_a, inner_name(b) or rest_b
    if _numbers(a) and not form_a and len(short) < len(full) and key_of(rest_b).startswith(f"{key_of(a)} "):
        return True  # «СШ № 24» of «МБОУ СШ № 24 им. А. П. Гая»
    head = words_of(b.partition("«")[0])
    if form_a and not form_b and _ONLY_NUMBER.fullmatch(rest_a) is not None and abbreviates(form_a, head):
        return True  # «МКДОУ № 17» of «Муниципальное казённое дошкольное … учреждение „Детский сад № 17“»
    if form_a and form_b and form_a.split(" ")[0] != form_b.split(" ")[0]:
        return False
    if not (inner_name(a) or form_a) and not (inner_name(b) or form_b):
        return False
    if not form_a and not form_b and _are_others(a, b):
        return False  # «лагерь „Родник“» and «клуб „Родник“» are two
    return (
        key_of(inner_a) in (key_of(inner_b), key_of(b))
        or key_of(inner_b) == key_of(a)
        or (bool(_numbers(a)) and same_words(words_of(_HONOUR.sub("", inner_a)), words_of(_HONOUR.sub("", inner_b))))
        or same_words(words_of(inner_a), words_of(inner_b))
        or (len(words_of(inner_a)) == 1 and bool(form_a) and abbreviates(inner_a, words_of(inner_b)))
    )


def _are_others(a: str, b: str) -> bool:
    """Whether two quoted names have heads of their own; a long legal form may stand before a school's."""
    short, full = _heads_before_quotes(a), _heads_before_quotes(b)
    own = [head.lemma for head in (full if full and full[0].cls == "legal" else full[:1])]
    return bool(short) and short[0].lemma not in own


def _heads_before_quotes(name: str) -> list[Head]:
    """The head nouns before a quoted name: «лагерь» of «летний лагерь „Родник“», two of «учреждение детский сад …»."""
    heads = [head_noun(word) for word in words_of(name.partition("«")[0])]
    return [head for head in heads if head is not None]


def _same_country(short: Sequence[str], full: Sequence[str]) -> bool:
    """«Минздрав области» is no ministry of the country."""
    tail = {w.lower() for w in short[1:]}
    return (
        not tail
        or bool(tail & {w.lower() for w in full})
        or (tail <= {"россии", "рф"} and bool({"рф", "россии", "федерации"} & {w.lower() for w in full}))
    )


@lru_cache(50_000)
def _begins(letters: str, name: str) -> bool:
    """Whether letters stand for the first words of a longer name: «УСЗН» of «Управление … администрации района»."""
    words = words_of(name)
    if not 3 <= len(letters) <= 6 or not is_abbreviation(letters) or "«" in name:
        return False
    return any(abbreviates(letters, words[:n]) for n in range(len(letters), min(len(words), len(letters) + 3)))


def _is_part_of(short: _Known, full: _Known) -> bool:
    """«Центр творчества» of «областной Центр творчества», «Министерство труда» of that with its region."""
    if _begins(short.leader.name, full.leader.name):
        return True
    a, b = [key_of(k.leader.name).split() for k in (short, full)]
    if _is_of_power(full.leader) and short.leader.head == full.leader.head and b[: len(a) - 1] == a[1:]:
        territory = _territory_of(short.leader.name)  # «районный Совет депутатов»
        if len(a) > 1 and territory != a[-1]:
            return _is_of_place(territory, b, full.leader)
    if len(a) == 1 and len(b) > 1 and short.leader.rule in ("short_head", "clipped"):
        return a == b[:1] or (a[0] in b and short.leader.rule == "short_head")  # «ОМВД» of «ОМВД по району»
    if len(a) >= len(b) or len(a) < 2 or _numbers(" ".join(a)) != _numbers(" ".join(b)):
        return False
    if short.leader.head != full.leader.head:
        return False
    if "«" in short.leader.name + full.leader.name and not _is_of_power(full.leader):
        return False  # a quoted name is told from another by all of its words; a quoted place is only a place
    return b[: len(a)] == a or (b[-len(a) :] == a and full.leader.name[:1].islower())


def _is_of_power(leader: Candidate) -> bool:
    """Whether the quotes of a name can only be those of its territory: «администрация МО „Енский район“»."""
    head = head_noun(leader.head) if leader.head else None
    return head is not None and head.cls in ("power", "office")


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+(?:[/-]\w+)?", name)


def _is_named_before(scene: Scene, i: int) -> bool:
    """Whether a capital says which district: «Енский район», «Енского муниципального района»."""
    first = max(0, i - 2) if is_ordinary_adjective(scene.tokens[i - 1].lemma) else i - 1
    return any(token.text[:1].isupper() for token in scene.tokens[first:i])


def _territories(scene: Scene) -> set[str]:
    """Sorts of territories that a document names one of: «области» where it says «Энской области»."""
    found: set[str] = set()
    for before, token in pairwise(scene.tokens):
        if token.lemma in _SORTS and _is_named_before(scene, token.index):
            found.update((token.lemma, token.low))
        if before.lemma in ("город", "республика") and token.text[:1].isupper():
            found.update((before.lemma, before.low))
    return {form for lemma in found for form in _FORMS.get(lemma, (lemma,))}


@lru_cache(10_000)
def _territory_of(name: str) -> str:
    """The territory that a body without a proper one is of: «района» of «районная администрация»."""
    words = key_of(name).split()
    level = LEVELS_OF_TERRITORY.get(normal_form(words[0])) if len(words) > 1 else None
    return level or words[-1]


def _is_of_place(territory: str, full: Sequence[str], leader: Candidate) -> bool:
    """Whether «района» is the territory of a name: «… Енского района», «… МО „Енский район“», «… МР „Енский“»."""
    sorts = {territory, *(lemma for lemma, forms in _FORMS.items() if territory in forms)}
    letters = {word for word, form in _LETTERS_OF_TERRITORY.items() if form == territory}
    return bool(sorts & set(full)) or ("«" in leader.name and bool(letters & set(full)))


def _attach(scene: Scene, groups: list[Group], weak: Sequence[Candidate]) -> list[Candidate]:
    """Short mentions go to the one organisation that they can mean; those of none come back."""
    known = [_known(group) for group in groups[:_MANY]]
    left = []
    taken = 0  # no two mentions overlap, and they come in the order of the text
    for one in weak:
        if one.start < taken:
            continue
        fitting = [k for k in known if _may_mean(scene, one, k)]
        if len(fitting) == 1:
            fitting[0].group.members.append(one)
            taken = one.end
        elif not fitting:
            left.append(one)
    return left


def _may_mean(scene: Scene, one: Candidate, known: _Known) -> bool:
    key = key_of(one.name)
    if key in known.keys:
        return True
    if one.rule == "letters" or is_abbreviation(one.name):
        return any(stands_for(one.name, inner_name(name) or name) for name in known.names)
    words = key.split()
    leader = known.leader
    if one.head != leader.head and len(words) > 1:
        return False
    if len(words) == 1:
        return known.start < one.start and _is_bare_mention(scene, one, leader)
    full = key_of(leader.name).split()
    if "«" in leader.name and not _is_of_power(leader):
        full = key_of(inner_name(leader.name)).split() or full
    if one.rule == "power_of_document" and _is_of_place(_territory_of(one.name), full, leader):
        return True  # «районная администрация»
    return full[: len(words)] == words or full[-len(words) :] == words or _is_thinned(words, full)


def _is_thinned(words: list[str], full: list[str]) -> bool:
    """«администрация района» of «администрация энского района»: the same words, some left out."""
    rest = iter(full)
    return words[0] == full[0] and all(word in rest for word in words)


def _is_bare_mention(scene: Scene, one: Candidate, leader: Candidate) -> bool:
    """«Ассоциация», «министерство», «лесхоз» for what was named before; a school in small letters is any."""
    inner = (head_noun(word) for word in words_of(inner_name(leader.name))[:6])
    own = next((head.lemma for head in inner if head is not None), leader.head)
    if one.head not in (leader.head, own):
        return False
    text = scene.analysis.text[one.start : one.end]
    return text[:1].isupper() or one.head not in GENERIC


_ONLY_NUMBER = re.compile(r"№\s?\d{1,4}")
_HONOUR = re.compile(r"\s(?:имени|им\.?)\s.*")
_MANY = 400
_SORTS = frozenset({"область", "край", "район", "республика", "округ"})
_BRANCHES = ("union_branch", "union_letterhead")
_LETTERS_OF_TERRITORY = {"мр": "района", "го": "округа", "мо": "района", "сп": "поселения", "гп": "поселения"}
_FORMS = {
    "область": ("области",),
    "край": ("края",),
    "район": ("района",),
    "республика": ("республики",),
    "округ": ("округа",),
    "город": ("города",),
    "поселение": ("поселения",),
}
