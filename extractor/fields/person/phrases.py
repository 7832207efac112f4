"""Which stretch of tokens reads as a post: its head, its adjectives, where it must end.

Decides the grammar of a post's phrase in either direction. Leaves the words to `russian/posts.py`, and where
the phrase is looked for to `left.py` and `right.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.analysis import Token
from extractor.fields.person.ranks import describes, is_rank
from extractor.russian.body_letters import is_typed_small
from extractor.russian.morphology import parses
from extractor.russian.posts import is_abbreviated_post, is_honour, is_meeting_post, is_post_modifier, is_post_word

Phrase = tuple[int, int]  # tokens `first` … `stop - 1`


def is_verb(token: Token) -> bool:
    """True for a finite verb, also where the tagger errs on a capital: «Вела встречу …»."""
    if token.tag.pos == "VERB" and token.tag.verb_form in ("Fin", "Conv", "Inf"):
        return True
    readings = parses(token.low)
    if not readings[0].known or readings[0].tag.POS != "VERB":
        return False
    return token.tag.pos in ("VERB", "AUX", "X") or all(p.tag.POS == "VERB" for p in readings)


def is_abbreviation(token: Token) -> bool:
    low = token.low
    if not low[-1:].isalpha():
        return False
    return (
        len(low) <= 2
        or low in _SHORT
        or is_abbreviated_post(low)
        or (len(low) < 6 and (is_post_modifier(low) or is_honour(low)))
    )


def chunks(tokens: Sequence[Token], first: int, stop: int) -> list[Phrase]:
    """The stretch cut at its commas, quotes and brackets left whole."""
    cuts = [first]
    depth = 0
    for i in range(first, stop):
        if tokens[i].text in "«([“":
            depth += 1
        elif tokens[i].text in "»)]”":
            depth = max(0, depth - 1)
        elif tokens[i].text == "," and depth == 0:
            cuts += [i, i + 1]
    cuts.append(stop)
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b] or [(first, stop)]


def post_start(tokens: Sequence[Token], first: int, stop: int, *, loose: bool) -> int | None:
    """The first token of the post in a chunk, its adjectives included; not `loose`: it opens the chunk."""
    depth = 0
    upright = sum(token.text == '"' for token in tokens[first:stop]) % 2 == 0
    for i in range(first, stop):
        if tokens[i].text == '"' and upright:
            depth = int(depth == 0)  # «отдел города "Рабочий", начальник отдела Орлов»
        elif tokens[i].text in "«([“":
            depth += 1
        elif tokens[i].text in "»)]”":
            depth = max(0, depth - 1)  # «3) учитель …»
        elif depth == 0 and is_post(tokens, i) and _serves_one(tokens, i, stop):
            if i > first and tokens[i - 1].lemma in ("звание", "степень"):
                continue  # «к званию профессора доц. Орлов»
            many = i > first and tokens[i - 1].tag.number == "Plur" and tokens[i - 1].case == "Gen"
            if i > first and is_honour(tokens[i - 1].low) and not many:
                continue  # «заслуженный работник культуры», but «по поручению участников председатель общества»
            start = past_modifiers_back(tokens, first, _past_other_post(tokens, i, stop))
            if start != first and not loose and tokens[start - 1].tag.pos != "NUM" and not is_among(tokens, i):
                return None
            return start
    return None


def is_post(tokens: Sequence[Token], i: int) -> bool:
    """True for a word that heads a post here: «рук. Орлова», but «из рук директора», «(уч. 57)»."""
    low = tokens[i].low
    if low in "мсвг" and _is_researcher(tokens, i):
        return True
    if not is_post_word(low):
        return False
    behind_it = tokens[i + 1] if i + 1 < len(tokens) else None
    if low.startswith("мастер") and behind_it is not None and behind_it.low == "спорта":
        return False
    if is_rank(tokens, i) or describes(tokens[i], behind_it):
        return False
    if low not in _NEED_POINT:
        return True
    behind = [token.text for token in tokens[i + 1 : i + 3]]
    return behind[:1] == ["."] and (len(behind) < 2 or not behind[1][0].isdigit())


def _is_researcher(tokens: Sequence[Token], i: int) -> bool:
    """True for the first letter of «с.н.с.», «м. н. с.»."""
    return [token.text for token in tokens[i + 1 : i + 6]] == [".", "н", ".", "с", "."]


def _serves_one(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """True for a post of one person, or of several named right behind it: «хранители Орлова и Рябов»."""
    if singular(tokens[i].low):
        return True
    behind = next((token for token in tokens[stop : stop + 3] if token.text not in _MARKS), None)
    if behind is not None and behind.text == "(" and all(p.tag.case == "datv" for p in parses(tokens[i].low)):
        return True  # «директорам школы № 1 (Орлова А. А.) и школы № 3 (Граб О. О.)»
    plain = behind is not None and behind.text[0].isupper() and behind.unit == tokens[stop - 1].unit
    many = is_plural(tokens[i]) or is_of_many(tokens[i].low)
    many = many or (is_among(tokens, i) and (stop == i + 1 or tokens[stop].text == ":"))
    is_label = is_meeting_post(tokens[i].low) or tokens[i].low.startswith(_LABELS)
    return plain and many and (tokens[i].lemma == "депутат" or not is_label)


def is_among(tokens: Sequence[Token], i: int) -> bool:
    """True for «Среди фермеров: Орлов, Рябов»: a genitive plural of which each one named is one."""
    if i == 0 or tokens[i - 1].low != "среди":
        return False
    return any(str(p.tag.number) == "plur" and str(p.tag.case) == "gent" for p in parses(tokens[i].low))


def is_of_many(low: str) -> bool:
    """True for «деканам», «учителями»: a plural that no singular looks like, in the case of the names behind it."""
    return all(str(p.tag.number) == "plur" and str(p.tag.case) in ("datv", "ablt") for p in parses(low))


def _past_other_post(tokens: Sequence[Token], head: int, stop: int) -> int:
    """«доложила главе региона главврач Орлова»: the head in the nominative, not the one in another case.

    «Член Совета профессор Орлова» is a professor.
    """
    for i in range(head + 2, stop):
        if tokens[i].text in "«([“":
            break
        if not is_post(tokens, i) or is_abbreviated_post(tokens[i].low) or cases(tokens, i, i + 1) != {"nom"}:
            continue
        above = cases(tokens, head, head + 1)
        oblique = (above and "nom" not in above) or is_of_many(tokens[head].low)
        if oblique or (is_meeting_post(tokens[head].low) and "nom" in above):
            return i
    return head


def past_modifiers_back(tokens: Sequence[Token], first: int, head: int) -> int:
    """Left over «первый», «гл.», «и. о.» before a post's head."""
    i = head
    while i > first:
        i = _over_adjectives(tokens, first, i)
        i -= int(i > first and is_relational(tokens[i - 1], tokens[head]))
        token = tokens[i - 1]
        if i == first:
            break
        token = tokens[i - 1]
        acting = acting_before(tokens, first, i)
        if acting > 0:
            i -= acting
            break
        if token.text == "." and not tokens[head].low.startswith(_ONLY_BEFORE.get(tokens[i - 2].low, "")):
            break  # «отв. завхоз Орлов», but «отв. секретарь»; «открытый урок, 6 кл. учитель Орлова»
        if (
            token.text == "."
            and i - 1 > first
            and (is_post_modifier(tokens[i - 2].low) or is_post_word(tokens[i - 2].low))
        ):
            i -= 2
        elif (
            is_post_modifier(token.low)
            or (token.low in ("обязанности", "обязанностей") and i - 1 > first)
            or (is_post_word(token.low) and token.low.startswith("исполняющ"))
        ):
            i -= 1
        elif token.text in ("-", "–") and token.start == tokens[i - 2].end and token.end == tokens[i].start:
            i -= 2
        else:
            break
    return i


def acting_before(tokens: Sequence[Token], first: int, i: int) -> int:
    """How many tokens before `i` say that somebody stands in: «и. о.», «вр. и. о.», «и/о»; 0 where none do."""
    for marker in _ACTING:
        if i - len(marker) >= first and all(
            token.low == word for token, word in zip(tokens[i - len(marker) : i], marker, strict=True)
        ):
            return len(marker)
    return 0


def _over_adjectives(tokens: Sequence[Token], first: int, i: int) -> int:
    """«Главному правовому инспектору»: over adjectives behind which a modifier stands."""
    k = i
    while k > first and tokens[k - 1].tag.pos == "ADJ" and not is_post_modifier(tokens[k - 1].low):
        k -= 1
    return k if first < k < i and is_post_modifier(tokens[k - 1].low) else i


def is_relational(word: Token, head: Token) -> bool:
    """True for «практический» of «практический психолог»: it tells the trade, as «молодой», «местный» do not."""
    if word.tag.pos != "ADJ" or not word.low.startswith(word.lemma[:4]) or word.lemma in _NO_TRADE:
        return False
    if word.text[0].isupper() and not word.text[1:].islower():
        return False
    best = parses(word.low)[0]
    shaped = best.normal.endswith(("ческий", "овой", "ный", "ной")) or "-" in word.low
    agrees = word.tag.gender == head.tag.gender or word.case == head.case
    return shaped and agrees and best.tag.POS == "ADJF" and "Qual" not in best.tag and best.known


def opening_post(tokens: Sequence[Token], first: int, stop: int, *, of_many: bool = False) -> int | None:
    """The first token of a post that opens a chunk: «молодой учитель» is left at «учитель».

    `of_many`: it may be a plural, as behind «Орлова А. А., Рябова П. П., педагоги школы № 3».
    """
    i = first
    while i < stop and tokens[i].text in ("-", "–", "—", "*", "**"):
        i += 1
    start = i
    for k in range(i, min(stop, i + 7)):
        token = tokens[k]
        if is_post(tokens, k):
            if not singular(token.low) and not (of_many and may_be_many(token.low)):
                return None
            if is_honour(tokens[start].low):
                return None  # «заслуженный работник культуры»
            return max(start, past_modifiers_back(tokens, start, k))
        if not (
            is_post_modifier(token.low)
            or token.text in (".", "-", "/")
            or (token.low in _STANDING_IN and k + 1 < stop and tokens[k + 1].text in "./")
            or (token.low == "о" and tokens[k - 1].text == "/")
            or token.tag.pos in ("ADJ", "DET")
            or token.low in _SHORT
        ):
            return None
    return None


def opens_with_honour(tokens: Sequence[Token], chunk: Phrase) -> bool:
    low = tokens[chunk[0]].low
    if _DEGREE.match("".join(token.low for token in tokens[chunk[0] : min(chunk[1], chunk[0] + 9)])) is not None:
        return True
    return is_honour(low) or any(
        is_honour(low + "." + t.low) or is_honour(t.low) for t in tokens[chunk[0] + 1 : chunk[0] + 3]
    )


def is_boundary(tokens: Sequence[Token], i: int) -> bool:
    """True for what no post reaches over: sentence marks, a finite verb, «и» between names."""
    token = tokens[i]
    if token.text in (";", "!", "?", "…", ":", "|", "·", "•", "*", "**"):
        return True
    if token.text == ".":
        return i == 0 or not (is_abbreviation(tokens[i - 1]) or _goes_on_small(tokens, i))
    if token.tag.verb_form == "Part" and token.tag.variant == "Short":
        return True  # «председатель комитета ⏎ проведена проверка»
    return token.low in _STOP_WORDS or (is_verb(token) and not is_post_word(token.low) and not _is_noun(token.low))


def _is_noun(low: str) -> bool:
    """True for a word that the dictionary has as a noun only: «глава поселения Луговой сельсовет»."""
    readings = parses(low)
    if is_typed_small(low) or low.startswith("р-н"):
        return True  # «директор Заречной оош», «прокурор Заречного р-на»
    return readings[0].known and all(p.tag.POS == "NOUN" for p in readings)


def _goes_on_small(tokens: Sequence[Token], i: int) -> bool:
    """True for the point of «психол. наук»: a short word, and a small letter behind it in the same line."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is None or behind.unit != tokens[i].unit or not behind.text.islower():
        return False
    return len(tokens[i - 1].text) < 8 and tokens[i - 1].end == tokens[i].start and tokens[i - 1].text.isalpha()


def is_plural(head: Token) -> bool:
    readings = parses(head.low)
    if readings[0].known and all(str(p.tag.number) == "plur" and str(p.tag.case) == "nomn" for p in readings):
        return True  # «мотористы», whatever the tagger says
    numbers = {str(p.tag.number) for p in readings if str(p.tag.case) == "nomn"}
    return "plur" in numbers and "sing" not in numbers and (head.tag.number == "Plur" or head.text[0].isupper())


def may_be_many(low: str) -> bool:
    """True for «учителя», «педагоги»: a nominative plural, and no nominative singular."""
    numbers = {str(p.tag.number) for p in parses(low) if str(p.tag.case) == "nomn"}
    return numbers == {"plur"}


def singular(low: str) -> bool:
    """True unless every reading of the word as a noun is plural: «учителей»."""
    if is_abbreviated_post(low):
        return True
    readings = parses(low)
    return not all(str(p.tag.number) == "plur" for p in readings if p.tag.POS in ("NOUN", "ADJF", "PRTF")) or readings[
        0
    ].tag.POS not in ("NOUN", "ADJF", "PRTF")


def cases(tokens: Sequence[Token], first: int, stop: int) -> frozenset[str]:
    """The cases a post's head may stand in: «директора» is gen or acc."""
    head = next((t for t in tokens[first:stop] if is_post_word(t.low)), None)
    if head is None or is_abbreviated_post(head.low):
        return frozenset()
    if is_of_many(head.low):
        return frozenset(_CASES[str(p.tag.case)] for p in parses(head.low))
    if is_plural(head):  # «доложили главы районов Иван Дуб …»
        return frozenset(["nom"])
    readings = [p for p in parses(head.low) if str(p.tag.number) == "sing" and p.tag.POS in ("NOUN", "ADJF", "PRTF")]
    return frozenset(_CASES[str(p.tag.case)] for p in readings if str(p.tag.case) in _CASES)


_CASES = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc"}
_STOP_WORDS = frozenset(
    [
        "который",
        "которая",
        "которые",
        "что",
        "чтобы",
        "если",
        "когда",
        "где",
        "также",
        "кроме",
        "однако",
        "она",
        "он",
        "они",
        "это",
    ]
)
# abbreviations that go before some posts only, by the beginnings of those
_ONLY_BEFORE = {"отв": ("секр", "редакт", "исполн", "дежур", "организат"), "кл": ("рук", "восп")}
# adjectives that are no part of a post though they are not qualities
_NO_TRADE = frozenset(
    [
        "нынешний",  # нынешний директор Орлов А. А.
        "местный",  # местный краевед Орлов А. А.
        "собственный",  # собственный корреспондент Орлов А. А.
        "отдельный",  # отдельный тренер Орлов А. А.
        "постоянный",  # постоянный ведущий Орлов А. А.
        "единственный",  # единственный фельдшер Орлова А. А.
        "ответственный",  # ответственная воспитатель Орлова А. А.
        "приглашенный",  # приглашённый эксперт Орлов А. А.
        "приглашённый",  # приглашённый эксперт Орлов А. А.
        "заслуженный",  # заслуженный учитель Орлов А. А.
        "народный",  # народный артист Орлов А. А.
        "избранный",  # избранный председатель Орлов А. А.
        "названный",  # названный директор Орлов А. А.
        "указанный",  # указанный инспектор Орлов А. А.
        "потомственный",  # потомственный кузнец Орлов А. А.
        "самодеятельный",  # самодеятельный художник Орлов А. А.
        "иностранный",  # иностранный эксперт Орлов А. А.
        "современный",  # современный поэт Орлов А. А.
        "родной",  # родной учитель Орлова А. А.
        "опальный",  # опальный поэт Орлов А. А.
        "воцерковленный",  # воцерковлённый педагог Орлова А. А.
    ]
)
# «и. о.», «вр. и. о.», «в. и. о.», «и/о» before a post, the longest first
_ACTING = (
    ("вр", ".", "и", ".", "о", "."),
    ("в", ".", "и", ".", "о", "."),
    ("вр", ".", "и", "/", "о"),
    ("и", ".", "о", "."),
    ("и", "/", "о"),
)
_STANDING_IN = frozenset(["и", "о", "в", "вр"])
_LABELS = ("ведущ", "модератор", "спикер", "докладчик")  # «Ведущие: Орлова А. А., Рябов П. П.»
_MARKS = frozenset([":", "–", "—", "-"])  # «Врачи: Орлова А. А., Рябов П. П.»
_SHORT = frozenset("обл р-н респ ред просп стр корр отд упр деп адм каф лаб обр".split())
_DEGREE = re.compile(
    r"[кд]\.(?:[а-яё]{1,6}\.?-?){1,3}н\.?(?![а-яё])|мастер[а-я]{0,2}спорта|[кмз]{1,2}мс(?![а-яё])"
)  # к.п.н., д. мед. н.
# abbreviations that are words of the language without their point
_NEED_POINT = frozenset(
    "рук уч дир мет инстр библ восп преп ведущ инж доц пом предс пред секр бух инсп корр диспетч".split()
)
FARTHEST = 45  # tokens; «заместитель начальника Главного управления … по Энской области»
