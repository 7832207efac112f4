"""`legal_acts`: cited laws, orders, decrees, codes and standards.

Decides where a citation begins and ends, and its kind, issuer, number, date and title. The document's own
heading and number line cite nothing; «приказом директора» with neither number, date nor title names no act.
Letters and protocols are no acts. The parts of a citation are read in `legal_act/parts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.fields._cover import Cover
from extractor.fields._plain import plain
from extractor.fields.legal_act.parts import Parts, confirmed, more, parts_after, standards
from extractor.record import LegalAct, Mention
from extractor.russian.genres import genre_at
from extractor.russian.inflection import nominative, nominative_tokens
from extractor.text.outline import Unit

KEYS = ("legal_acts",)
NEEDS = ("contacts",)


def find(analysis: Analysis, found: Found) -> dict[str, Sequence[LegalAct]]:
    """One item for each act; an act cited twice is one item with two mentions."""
    low = plain(analysis.text)
    linked = Cover((c.start, c.end) for c in found["contacts"])
    items: list[LegalAct] = []
    end = 0
    for match in _kind_words(low):
        if match.start() < end or linked.holds(match.start()):
            continue
        acts = list(_acts_at(analysis, low, match))
        if acts:
            items += acts
            end = max(act.end for act in acts)
    items += _listed_below(analysis, low, items)
    items += (_standard(analysis, *place) for place in standards(low) if _is_of_document(analysis, place[0]))
    items += (_confirmed(analysis.text, *place) for place in confirmed(analysis.text, low))
    return {"legal_acts": _merged(items)}


def _kind_words(low: str) -> Iterator[re.Match[str]]:
    """Matches of the kind pattern, tried only around the stems that it needs."""
    hints = Cover((max(0, m.start() - 60), min(len(low), m.end() + 60)) for m in _KIND_HINT.finditer(low))
    for begin, stop in hints.spans():
        yield from _KIND.finditer(low, begin, stop)


def _acts_at(analysis: Analysis, low: str, match: re.Match[str]) -> Iterator[LegalAct]:
    """The acts that the kind word at `match` cites: one, or several after a plural."""
    unit = analysis.unit_at(match.start())
    if unit is None or unit.kind == "furniture" or _SELF.search(low, max(0, match.start() - 16), match.start()):
        return
    if _is_own_heading(analysis, low, unit, match):
        return
    if match["code"] is not None:
        yield _code(analysis, low, unit, match)
        return
    if match["short"] is not None:
        short = _short_law(analysis.text, low, match)
        if short is not None:
            yield short
        return
    parts = parts_after(analysis, low, match.end(), _limit(analysis, low, unit, match))
    if parts is None or not _is_enough(match, parts):
        return
    kind = _kind_of(match["kind"])
    issuer = None if "закон" in kind else _issuer(analysis, match.end(), parts.issuer_end)
    yield _act(analysis.text, match.start(), parts, kind, issuer, "act")
    while (parts := more(analysis.text, low, parts.end, unit.end)) is not None:
        yield _act(analysis.text, parts.start, parts, kind, issuer, "act_of_a_list")


def _listed_below(analysis: Analysis, low: str, known: Sequence[LegalAct]) -> Iterator[LegalAct]:
    """«Признать утратившими силу постановления главы района:» over the items «от 20.04.2017 № 5 „О …“»."""
    taken = {act.start for act in known}
    for unit in analysis.units:
        if unit.lead_in is None or unit.kind == "furniture" or _DATED_ITEM.match(low, unit.body) is None:
            continue
        lead = analysis.units[unit.lead_in]
        kinds = [m for m in _KIND.finditer(low, lead.start, lead.end) if m["kind"] is not None]
        parts = more(analysis.text, low, unit.body, unit.end, joined=False) if kinds else None
        if parts is None or parts.number is None or parts.start in taken:
            continue
        kind = _kind_of(kinds[-1]["kind"])
        issuer = None if "закон" in kind else _issuer(analysis, kinds[-1].end(), lead.end)
        yield _act(analysis.text, unit.body, parts, kind, issuer, "act_of_a_list")


def _act(text: str, start: int, parts: Parts, kind: str, issuer: str | None, rule: str) -> LegalAct:
    return LegalAct(
        text=text[start : parts.end], start=start, end=parts.end, rule=rule, kind=kind, issuer=issuer,
        number=parts.number, date=parts.date, title=parts.title,
    )  # fmt: skip


def _limit(analysis: Analysis, low: str, unit: Unit, match: re.Match[str]) -> int:
    """How far a citation may run: to the end of its unit; a stamp of short lines goes on below."""
    end = unit.end
    if unit.zone == "head" or end - unit.start < 120:
        later = analysis.units[unit.index + 1 : unit.index + 6]
        for below in later:
            if below.kind == "furniture" or below.end - below.start > 160 or below.kind == "cell":
                break
            if _STAMP_END.match(low, below.start):
                break
            end = below.end
    return min(end, match.end() + 1200)


def _is_own_heading(analysis: Analysis, low: str, unit: Unit, match: re.Match[str]) -> bool:
    """Whether the word opens the document's own heading: «РАСПОРЯЖЕНИЕ от 07.06.2003 № 58»."""
    is_flat = unit.index < 3 and _LETTERED.match(analysis.text, match.start()) is not None
    if is_flat and _FLAT_HEAD.fullmatch(analysis.text, unit.start, match.start()) is not None:
        return True  # «СОВЕТ СЕЛА РЕШЕНИЕ от 14 мая 2019 г. № 5 О бюджете …» in one line
    if (
        low[unit.body : unit.end].strip(" .:") == match[0]
        and _STAMP.search(low, max(0, unit.start - 60), unit.start) is None
    ):
        return True  # «РЕШЕНИЕ» alone in its line heads the document wherever it stands
    if (
        not analysis.text[unit.body].isupper()
        or match.start() > unit.body + 40
        or not (unit.zone == "head" or unit.index < 3)
    ):
        return False
    genre = genre_at(analysis.text[unit.body : unit.body + 150])
    opens = genre is not None and unit.body + genre.end >= match.end()
    if not (opens or _LAW.match(low, unit.body)) or unit.end - unit.start > 400:
        return False
    above = low[max(0, unit.start - 60) : unit.start]
    return _STAMP.search(above) is None


def _is_enough(match: re.Match[str], parts: Parts) -> bool:
    """Whether the parts name an act: a number or a date; a title for laws and decrees; both for decisions."""
    stem = match["kind"]
    if stem.startswith(("решени", "поручени", "указани")):
        return parts.number is not None and (parts.date is not None or parts.issuer_end > match.end())
    if parts.number is not None or parts.date is not None:
        return True
    return parts.title is not None and not stem.startswith(("поручени", "решени"))


def _kind_of(word: str) -> str:
    """«Федерального закона» is «федеральный закон», «приказами» is «приказ»."""
    words = word.split()
    noun = next(kind for stem, kind in KINDS.items() if words[-1].startswith(stem))
    if len(words) == 1:
        return noun
    return " ".join([*(nominative(f"{w} {noun}", number="sing").split()[0] for w in words[:-1]), noun])


def _issuer(analysis: Analysis, start: int, end: int) -> str | None:
    """Whose act it is, in the nominative: «Правительства РФ» is «Правительство РФ»."""
    tokens = [t for t in analysis.tokens_between(start, end) if t.text not in "(,:"]
    if not tokens or tokens[0].low in ("о", "об", "обо", "по", "за", "в"):
        return None
    return nominative_tokens(tokens, number="sing" if tokens[0].tag.number != "Plur" else None) or None


def _code(analysis: Analysis, low: str, unit: Unit, match: re.Match[str]) -> LegalAct:
    """«Водного кодекса РФ от 12.03.99 г. № 18-ФЗ»: the code is kind and title."""
    text = analysis.text
    parts = parts_after(analysis, low, match.end(), min(unit.end, match.end() + 60))
    if parts is not None and (parts.issuer_end > match.end() or parts.title is not None):
        parts = None
    end = match.end() if parts is None else parts.end
    kind = "конституция" if match["code"].startswith("конституц") else "кодекс"
    title = nominative(text[match.start() : match.end()])
    return LegalAct(
        text=text[match.start() : end], start=match.start(), end=end, rule="code", kind=kind, title=title,
        number=parts.number if parts else None, date=parts.date if parts else None,
    )  # fmt: skip


def _short_law(text: str, low: str, match: re.Match[str]) -> LegalAct | None:
    """«273-ФЗ», «ФЗ-44», «ФЗ № 131» with what follows: a date, a title."""
    digits = match["before"] or match["after"]
    if digits is None:
        return None
    number = f"{digits}-ФЗ"
    following = more(text, low, match.end(), min(len(low), match.end() + 800), joined=False)
    if following is not None and following.number is not None:
        following = None
    end = following.end if following is not None else match.end()
    return LegalAct(
        text=text[match.start() : end], start=match.start(), end=end, rule="law_by_number", kind="федеральный закон",
        number=number, date=following.date if following else None, title=following.title if following else None,
    )  # fmt: skip


def _standard(analysis: Analysis, start: int, end: int, kind: str, number: str) -> LegalAct:
    """«ГОСТ Р 52872-2019», «СанПиН 2.4.2.2821-10»: the index is the number."""
    text = analysis.text[start:end]
    return LegalAct(text=text, start=start, end=end, rule="standard", kind=kind, number=number)


def _confirmed(text: str, start: int, end: int, parts: Parts, kind: str, issuer: str) -> LegalAct:
    """«инициативой „Родники“ (утв. Президентом РФ 11.03.2013, Пр-84)»."""
    return LegalAct(
        text=text[start:end], start=start, end=end, rule="confirmed", kind=nominative(kind.lower(), number="sing"),
        issuer=nominative(issuer), number=parts.number, date=parts.date, title=parts.title,
    )  # fmt: skip


def _is_of_document(analysis: Analysis, at: int) -> bool:
    unit = analysis.unit_at(at)
    return unit is not None and unit.kind != "furniture"


def _merged(items: list[LegalAct]) -> list[LegalAct]:
    """The same number of the same kind twice is one act: the fullest citation and its other mentions."""
    groups: dict[tuple[str, str], list[LegalAct]] = {}
    for item in sorted(items, key=lambda i: i.start):
        name = item.number or item.title or item.text
        groups.setdefault(("" if item.number else item.kind, " ".join(name.casefold().split())), []).append(item)
    merged = []
    for group in groups.values():
        if len({item.date for item in group if item.date is not None}) > 1:
            merged += group
            continue
        best = max(group, key=lambda i: (i.date is not None, i.title is not None, -i.start))
        others = tuple(Mention(text=i.text, start=i.start, end=i.end) for i in group if i is not best)
        merged.append(best.model_copy(update={"mentions": others}))
    return sorted(merged, key=lambda i: i.start)


# Stems of kind words and their lemmas.
KINDS: dict[str, str] = {
    "приказ": "приказ",  # приказом отдела от 5 мая
    "постановлени": "постановление",  # постановление главы района № 12
    "распоряжени": "распоряжение",  # распоряжением от 01.02.2020 № 3-р
    "указани": "указание",  # указание управления № 7
    "указ": "указ",  # указа губернатора № 15
    "закон": "закон",  # законом области № 8-з
    "фз": "федеральный закон",  # ФЗ № 131 «Об общих принципах …»
    "решени": "решение",  # решением совета от 3 июня № 4/2
    "поручени": "поручение",  # перечнем поручений № Пр-15
}

# Stems of the adjectives of codes of law: «статья 5 Водного кодекса».
_CODES = (
    "трудов|граждан|бюджетн|налогов|лесн|земельн|водн|градостроительн|жилищн|семейн|уголовн|таможенн|арбитражн"
    "|воздушн|избирательн|уголовно-процессуальн|уголовно-исполнительн|гражданск(?:ого|ому|им|ий)[ ]процессуальн"
)
_COUNTRY = r"(?:[ \n](?:рф|российской[ \n]федерации))"
_KIND_HINT = re.compile(
    r"приказ|постан|распоряж|указ|закон|решени|поручен|кодекс|констит|[ -]?фз|[а-я]к рф|[а-я]к российск|коап"
)
_KIND = re.compile(
    rf"""
    (?<![а-яa-z\d"]) (?<![а-я\d]-) (?:
      (?P<code> (?:{_CODES}|гражданск)(?:ого|ый|ий|ому|им|ым|ом)[ \n]кодекс(?:а|у|ом|е)?(?![а-я]){_COUNTRY}?
        | кодекс(?:а|у|ом|е)?{_COUNTRY}[ \n]об[ \n]административных[ \n]правонарушениях
        | конституци[яиюей]{{1,2}}{_COUNTRY}
        | (?:тк|гк|бк|нк|лк|зк|вк|жк|ск|ук|упк|гпк|апк|грк|коап){_COUNTRY} )
    | (?P<kind> (?:(?:федеральн|областн|краев|республиканск|окружн
    |региональн)[а-я]{{2,3}}[ \n](?:конституционн[а-я]{{2,3}}[ \n])?)?
          закон(?:а|у|ом|е|ы|ов|ам|ами|ах)?
        | приказ(?:а|у|ом|е|ы|ов|ам|ами|ах)? | постановлени[а-я]{{1,3}} | распоряжени[а-я]{{1,3}}
        | указ(?:а|у|ом|е|ы|ов|ам|ами|ах)? | указани(?:е|я|ю|ем|и) | решени(?:е|я|ю|ем|и|ями|ям|ях)
        | (?:перечн[а-я]{{1,3}}[ \n])?поручени(?:е|я|ю|ем|и|й|ями|ям) | фз(?=[ \n](?:№|n[ ]\d|от[ \n]\d)) )
    | (?P<short> (?P<before>\d{{1,4}})[ ]?-[ ]?фз | фз[ ]?-[ ]?(?P<after>\d{{1,4}}) )
    ) (?![а-яa-z\d])
    """,
    re.VERBOSE,
)
_LAW = re.compile(r"(?:[а-я]+ный[ ]|[а-я]+ой[ ])?закон[ \n]")
_DATED_ITEM = re.compile(r"от[ \n]\d|№[ ]?\d")
_LETTERED = re.compile(r"(?:ПРИКАЗ|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|РЕШЕНИЕ|УКАЗ)(?!\w)")
_FLAT_HEAD = re.compile(r"[^.:;!?«№]{0,300}")  # nothing but the issuer before the genre word
_SELF = re.compile(r"(?:настоящ|данн|указанн|названн|вышеуказанн|сво)[а-я]{2,3}[ \n]$")
_STAMP = re.compile(r"(?:утвержд|приложени|согласован|принят)[а-я]{0,4}[^.;]{0,40}$")
_STAMP_END = re.compile(
    r"[а-я]{4,}(?:ние|ка|кол|ма|ия|ет|ан)[ \n]|положение|план|состав|програм|список|уважаем|\d+[.)]"
)
