"""Who is to act: as the text has it.

Decides the phrase that names the responsible of an instruction: «Отв.: …», a dative before or after the
verb («Минсельхозу России … утвердить»), a body with a name in brackets, «возложить на …».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.analysis import Analysis, Token
from extractor.record import Organization
from extractor.russian.morphology import parses
from extractor.text.outline import Unit


def is_infinitive(token: Token) -> bool:
    """Whether a word is an infinitive by its tag or by the dictionary: «2.1 Разработать»."""
    if token.tag.verb_form == "Inf":
        return True
    return (
        token.low.endswith(("ть", "ти", "чь", "ться", "тись", "чься")) and str(parses(token.low)[0].tag.POS) == "INFN"
    )


def named_responsible(text: str, start: int, end: int) -> str | None:
    """What stands after «Отв.» or «Ответственный»: «Отв. родители.» gives «родители»."""
    match = _NAMED.search(text, start, end)
    return None if match is None else _clean(match["who"])


def responsible_of(analysis: Analysis, start: int, end: int, bodies: Sequence[Organization] = ()) -> str | None:
    """The one who is to act by the words of an instruction, or None; `bodies` are those of the document."""
    text = analysis.text
    control = _ENTRUST.search(text, start, end)
    if control is not None:
        return _clean(text[control.end() : end])
    tokens = analysis.tokens_between(start, end)
    verb = next((i for i, t in enumerate(tokens) if is_infinitive(t)), None)
    receiver = None
    if verb == 0 and tokens[0].lemma in _DELEGATING:
        receiver = _dative_phrase(text, tokens[1:], needs_verb=True, is_receiver=tokens[0].lemma in _OF_WHOM)
    elif verb is not None and verb > 0:
        colon = next((i for i in range(1, verb) if tokens[i].text == ":"), None)
        if colon is not None and len(tokens[0].low) > 2 and _can_be_dative(tokens[0].low):
            # «Комиссии (Лось А.): а) издать памятку»
            return _dative_phrase(text, tokens[:colon], needs_verb=False, is_receiver=True)
        named = any(place.start == start for body in bodies for place in (body, *body.mentions))
        receiver = _dative_phrase(text, tokens[: verb + 1], needs_verb=True, is_receiver=named)
    return receiver


def bracketed_responsible(text: str, start: int, end: int) -> str | None:
    """The people in brackets at the end of an instruction: «… открыть студию (Веткина Э.А., Таль О.Ю.)»."""
    match = _BRACKETED_NAMES.search(text, max(start, end - 160), end)
    return None if match is None else _clean(match["who"])


def responsible_of_lead(analysis: Analysis, lead: Unit) -> str | None:
    """The one named by a lead-in: «2. Вишневскому лесхозу (Карпенюк А.Н.):» without number and colon."""
    text = analysis.text
    tokens = analysis.tokens_between(lead.body, lead.end)
    asked = _ASKED.match(text, lead.body, lead.end)
    if asked is not None and not any(is_infinitive(t) for t in tokens[1:]):
        return _clean(asked["who"])
    if tokens and tokens[0].lemma in _DELEGATING:
        tokens = tokens[1:]
    if any(is_infinitive(t) for t in tokens):
        return _dative_phrase(text, tokens, needs_verb=True)
    if text[lead.end - 1] == ":":
        bidden = next((i for i, t in enumerate(tokens) if t.low in _BIDDEN), None)
        if bidden is not None:
            return _dative_phrase(text, tokens[bidden + 1 : -1], needs_verb=False)
    if text[lead.end - 1] != ":" or (lead.kind != "item" and lead.end - lead.body > 160):
        return None
    if tokens and _leads(lead, tokens):
        stop = next((i for i in range(1, len(tokens)) if _opens_deadline(tokens, i)), len(tokens))
        return _clean(text[tokens[0].start : tokens[stop - 1].end])
    return None


def _leads(lead: Unit, tokens: Sequence[Token]) -> bool:
    """Whether a lead-in names who is to act; a line of its own («РЕШИЛИ:») needs a sure dative or brackets."""
    first = tokens[0]
    if lead.kind == "item":
        return _is_receiver(first, tokens) or _can_be_dative(first.low)
    if first.case == "Dat" or _reads_as_dative(first.low):
        return first.pos != "VERB"
    return first.text[:2].isupper() and any(token.text == "(" for token in tokens)


def _dative_phrase(text: str, tokens: Sequence[Token], *, needs_verb: bool, is_receiver: bool = False) -> str | None:
    """The receiver at the start of a clause, up to its verb, its deadline or a comma after brackets."""
    if not tokens or not (is_receiver or _is_receiver(tokens[0], tokens)):
        return None
    stop = None
    depth = 0
    for i, token in enumerate(tokens):
        depth += (token.text == "(") - (token.text == ")")
        if depth > 0 or i == 0:
            continue
        if is_infinitive(token) or _opens_deadline(tokens, i):
            stop = i
            break
    if stop is None:
        if needs_verb:
            return None
        stop = len(tokens)
    phrase = text[tokens[0].start : tokens[stop - 1].end]
    cut = _PARTICIPLE_CLAUSE.search(phrase)
    return _clean(phrase[: cut.start()] if cut is not None else phrase)


def _is_receiver(first: Token, tokens: Sequence[Token]) -> bool:
    """Whether a phrase can be who receives the task: a dative, or a name that is not declined."""
    if first.lemma == "ответственный" and first.low != "ответственному":
        return False  # «Ответственным за исполнение назначить …»
    if _is_named(tokens) and _can_be_dative(first.low):
        return True  # «Бухгалтерии (Кох И.А.) предусмотреть …», «Лаборатории почв (А.А. Кох) подготовить …»
    if first.case == "Dat" or _reads_as_dative(first.low):
        return True
    if first.text.isupper() and len(first.text) > 1:
        return True
    shortened = len(tokens) > 1 and tokens[1].text == "."  # «Гл. врачу Гришину С.А.»
    near = tokens[: 10 if shortened else 3]
    return (first.pos in ("ADJ", "DET") or shortened) and any(t.case == "Dat" for t in near)


def _is_named(tokens: Sequence[Token]) -> bool:
    """Whether a bracket with a name stands behind the first words."""
    opening = next((i for i in range(1, min(len(tokens), 12)) if tokens[i].text == "("), None)
    if opening == 1:
        return True
    inside = tokens[opening + 1 : opening + 4] if opening is not None else ()
    return any(len(token.text) == 1 and token.text.isupper() for token in inside)


def _reads_as_dative(word: str) -> bool:
    """Whether the dictionary knows a word as a dative and not as a nominative: «Братухину»."""
    cases = {str(parse.tag.case) for parse in parses(word)}
    return "datv" in cases and "nomn" not in cases


def _can_be_dative(word: str) -> bool:
    """Whether a word has a dative among its readings: «Комиссии:» over its tasks."""
    return any(str(parse.tag.case) == "datv" for parse in parses(word))


def _opens_deadline(tokens: Sequence[Token], i: int) -> bool:
    """Whether a time or a dash ends the receiver here: «до 1 октября», «в III квартале», «– к началу»."""
    token = tokens[i]
    if i + 1 >= len(tokens):
        return False
    if token.text in ("–", "—", "-"):
        return True
    is_time = _TIME.match(tokens[i + 1].low) is not None
    in_term = token.low == "в" and any(t.low == "срок" for t in tokens[i + 2 : i + 4])  # «в недельный срок»
    return in_term or token.low == "до" or (token.low in ("к", "с", "в", "во", "не") and is_time)


def _clean(phrase: str) -> str | None:
    phrase = re.sub(r"\s+", " ", phrase).strip(" \t\n;:,–—-")
    if _INITIAL_END.search(phrase) is None:
        phrase = phrase.rstrip(". ")
    if phrase.count("(") > phrase.count(")"):
        phrase += ")" if phrase[-1] not in "(" else ""
    elif phrase.count(")") > phrase.count("("):
        phrase = phrase.rstrip(") .")  # «(срок – 6 октября, отв. Лапин О.)»
    return phrase or None


# Verbs that hand a task to somebody, with a dative after them.
_DELEGATING = frozenset(
    {
        "рекомендовать",  # Рекомендовать главам поселений провести …
        "поручить",  # Поручить отделу культуры подготовить …
        "предложить",  # Предложить директорам школ включить …
        "предписать",  # Предписать управляющей компании устранить …
        "обязать",  # Обязать руководителей представить …
        "разрешить",  # Разрешить комитету заключить …
        "просить",  # Просить администрацию выделить …
    }
)
# What a body is said to have asked of somebody: «По итогам слушаний рекомендовано Совету депутатов:».
_BIDDEN = frozenset(
    {
        "рекомендовано",  # рекомендовано Совету депутатов:
        "рекомендуется",  # рекомендуется главам поселений:
        "рекомендуют",  # участники рекомендуют органам управления:
        "рекомендует",  # совет рекомендует директорам школ:
        "рекомендуем",  # рекомендуем родителям:
        "предложено",  # предложено отделу культуры:
        "предлагается",  # предлагается директорам школ:
        "предлагает",  # комиссия предлагает владельцам рынков:
        "предлагаем",  # предлагаем музеям:
        "поручено",  # поручено комитету:
        "поручает",  # собрание поручает правлению:
        "поручил",  # губернатор поручил министерству:
        "предписано",  # предписано собственнику:
    }
)
_NAMED = re.compile(
    r"(?:[Оо]тв(?:\.|етственн\w+(?:\s+лицо)?(?:\s+за\s+\w+)?)|Исполнител[ьи])\s*[:–—-]*\s*(?P<who>[^\n;]{3,160}?)"
    r"(?=,?\s*(?:[;\n]|[Сс]рок|$|(?<![А-ЯЁ])\.\s*$|(?<![А-ЯЁ])\.\s+[А-ЯЁ][а-яё]{3}))",
)
_OF_WHOM = frozenset(("просить", "обязать"))  # «Просить отдел экономики …», «Обязать директоров …»
_ENTRUST = re.compile(
    r"""(?: возложить | возлагаю | возлагается ) \s+ на \s+
      | (?: оставить | оставляется ) \s+ за \s+ (?! собой )
      | ответственн(?:ым|ой|ыми) \s [^.;]{0,60}? назнач(?:ить|аю|ается) \s+""",
    re.IGNORECASE | re.VERBOSE,
)
_PERSON = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+"
_BRACKETED_NAMES = re.compile(rf"\((?P<who>(?:{_PERSON})(?:(?:,\s|\sи\s)(?:{_PERSON})){{0,3}})\)[\s.;,]*$")
_ASKED = re.compile(r"(?:Просить|Обязать)\s+(?P<who>[^:;.]{3,160}):\s*$")
_INITIAL_END = re.compile(r"(?:^|[\s.])[А-ЯЁ]\.$")
_TIME = re.compile(
    r"\d|[ivxх]+$|срок|поздн|течени|начал|конц|январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр"
    r"|ноябр|декабр|квартал|полугоди|перв|втор|трет|четверт|нов|месяц"
)
_PARTICIPLE_CLAUSE = re.compile(r",\s+[а-яё-]+(?:нн|вш|ющ|ущ|ащ|ящ|им|ем)(?:ой|ому|ым|ыми|ей|ему|им|ими)\b")
