"""`contacts`: phones, e-mails, web addresses and street addresses.

Decides what they look like and what their value is: phones in E.164 where they are complete, e-mails in
lower case, links without the blanks that a line break put in, street addresses in one line. Street
addresses are read in `contact/address.py`. A date («14-05-19») or a registration number is no phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extractor.analysis import Analysis
from extractor.fields import Found
from extractor.fields._cover import Cover
from extractor.fields._plain import plain
from extractor.fields.contact.address import addresses
from extractor.record import Contact, Mention

KEYS = ("contacts",)
NEEDS: tuple[str, ...] = ()

Kind = Literal["phone", "email", "url", "address"]
Place = tuple[int, int, Kind, str, str]  # start, end, kind, value, rule


def find(analysis: Analysis, found: Found) -> dict[str, Sequence[Contact]]:
    """One item for each value; the same phone twice is one item with two mentions."""
    text = analysis.text
    low = plain(text)
    places = list(_emails(text))
    mailed = _cover(places)
    places += [place for place in _links(text) if not mailed.meets(place[0], place[1])]
    online = _cover(places)
    places += [place for place in _phones(text, low) if not online.meets(place[0], place[1])]
    reached = _cover(places)
    for start, end in addresses(analysis, low):
        if not reached.meets(start, end):
            places.append((start, end, "address", _one_line(text[start:end]), "street_address"))
    places = [place for place in places if _is_of_document(analysis, place)]
    return {"contacts": _merged(text, sorted(places))}


def _emails(text: str) -> Iterator[Place]:
    """«Press@Muzey-Ensk.ru», «info @ muzey.ru»."""
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        start, end = match.span()
        value = re.sub(r"\s", "", match[0]).lower()
        yield start, end, "email", value, "email"


def _links(text: str) -> Iterator[Place]:
    """«http://www.muzey.ru/o-nas», «www. muzey.ru», «muzey.ru», «школа.рф»."""
    end = 0
    for match in _link_shapes(text):
        if match.start() < end or text[match.end() : match.end() + 1] == "@":
            continue
        end = match.start() + _trimmed(match[0])
        end = _over_break(text, end) if match["scheme"] else end
        raw = text[match.start() : end]
        value = re.sub(r"\s+", "", raw)
        if not match["scheme"] and not match["www"] and not _is_domain(value):
            continue
        yield match.start(), end, "url", value, "link"


def _link_shapes(text: str) -> Iterator[re.Match[str]]:
    """Matches of the link pattern, tried only around «://», «www.» and known ends of domains."""
    hints = Cover((max(0, m.start() - 130), m.end() + 1) for m in _LINK_HINT.finditer(text))
    for begin, stop in hints.spans():
        for match in _LINK.finditer(text, begin, min(len(text), stop + 2100)):
            if match.start() >= stop:
                break
            yield match


def _trimmed(link: str) -> int:
    """The length of a link without the marks of the sentence around it."""
    size = len(link)
    while size and (
        link[size - 1] in _SENTENCE_MARKS
        or (link[size - 1] == ")" and link.count("(", 0, size) < link.count(")", 0, size))
    ):
        size -= 1
    return size


def _over_break(text: str, end: int) -> int:
    """A link that a line break cut: what follows a «/» or «-» at the end of a line and looks like a path."""
    match = _BROKEN.match(text, end)
    return match.end() if match is not None and text[end - 1] in "/-_=?&" else end


def _is_domain(value: str) -> bool:
    """Whether a bare name is a domain: a known last part, and letters before it."""
    host = value.split("/", 1)[0].lower()
    labels = host.split(".")
    return len(labels) > 1 and any(c.isalpha() for c in labels[-2]) and len(labels[-2]) > 1


def _phones(text: str, low: str) -> Iterator[Place]:
    """Runs of digits with the shape of a phone, or of any shape after «тел.»."""
    end = 0
    for start, stop in _phone_shapes(text):
        if start < end:
            continue
        written = text[start:stop]
        digits = "".join(c for c in written if c.isdigit())
        follows = end > 0 and _LOCAL.fullmatch(written) is not None and _AND_ANOTHER.fullmatch(text, end, start)
        if not follows and not _is_phone(text, low, start, stop, digits):
            continue
        extension = _EXTENSION.match(low, stop)
        end = extension.end() if extension is not None else stop
        yield start, end, "phone", _number(written, digits), "phone"


def _phone_shapes(text: str) -> Iterator[tuple[int, int]]:
    """Places with the shape of a phone, looked for only where enough digits stand close together."""
    for run in _DIGITS.finditer(text):
        start = run.start()
        while start and text[start - 1] in "(+ " and run.start() - start < 3:
            start -= 1
        for match in _PHONE.finditer(text, start, min(len(text), run.end() + 3)):
            yield match.span()


def _is_phone(text: str, low: str, start: int, stop: int, digits: str) -> bool:
    """Whether a shape is a phone where it stands: complete, or after «тел.», or an executor's."""
    written = text[start:stop]
    if len(digits) > 11 or _DAY_INSIDE.search(written) is not None:
        return False
    if _CODE_BEFORE.search(low, max(0, start - 24), start) is not None:
        return False
    labelled = _LABEL.search(low, max(0, start - 60), start) is not None
    if len(digits) in (10, 11):
        prefix = len(digits) == 10 or digits[0] in "78"
        return prefix and (labelled or _FULL.fullmatch(written) is not None)
    if not 5 <= len(digits) <= 7:
        return False
    if labelled:
        return True
    if _LOCAL.fullmatch(written) is None:
        return False
    if _LABEL_AFAR.search(low, max(0, start - 80), start) is not None:
        return True
    return _stands_alone(text, start, stop, is_day=_DAY_LIKE.fullmatch(written) is not None)


def _stands_alone(text: str, start: int, stop: int, *, is_day: bool) -> bool:
    """Whether a local number ends the line of an executor («Исп. … 5-21-46») or, if no date, is alone in its line."""
    line_before = text[max(0, start - 120) : start].rpartition("\n")[2]
    line_after = text[stop : stop + 120].partition("\n")[0]
    if len(line_before) > 100 or _MORE_PHONES.fullmatch(line_after) is None:
        return False
    if _SIX_DIGITS.fullmatch(text, start, stop) is not None:
        return _NAME_BEFORE.search(line_before[-60:]) is not None
    return (not line_before.strip(" |") and not is_day) or _NAME_BEFORE.search(line_before[-60:]) is not None


def _number(written: str, digits: str) -> str:
    """E.164 where code and number are complete, else as it stands: «5-21-46»."""
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    if len(digits) != 10:
        return _one_line(written)
    import phonenumbers

    try:
        number = phonenumbers.parse("+7" + digits, "RU")
    except phonenumbers.NumberParseException:
        return _one_line(written)
    if not phonenumbers.is_possible_number(number):
        return _one_line(written)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _cover(places: list[Place]) -> Cover:
    return Cover((start, end) for start, end, *_ in places)


def _is_of_document(analysis: Analysis, place: Place) -> bool:
    unit = analysis.unit_at(place[0])
    return unit is not None and unit.kind != "furniture"


def _merged(text: str, places: list[Place]) -> list[Contact]:
    groups: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        groups.setdefault((place[2], place[3]), []).append(place)
    return [
        Contact(
            text=text[first[0] : first[1]], start=first[0], end=first[1], kind=first[2], value=first[3], rule=first[4],
            mentions=tuple(Mention(text=text[p[0] : p[1]], start=p[0], end=p[1]) for p in others),
        )
        for first, *others in groups.values()
    ]  # fmt: skip


def _one_line(text: str) -> str:
    return " ".join(text.split())


_MORE_PHONES = re.compile(r"[ |.;,]*(?:\+?[\d() –-]{5,22}[ |.;,]*){0,2}")
_SIX_DIGITS = re.compile(r"\d{3}-\d{3}")
_AND_ANOTHER = re.compile(r"\s{0,2}[/,;и]\s{0,2}")  # «(3812) 45-67-01, 45-67-02»
_SENTENCE_MARKS = ".,;:!?»”\"'>]*"
_TOP = (
    r"(?:ru|su|com|org|net|info|edu|gov|biz|pro|online|site|school|academy|center|team|live|me|tv|io|by|kz|ua|be|gl|cc)"
)
_EMAIL = re.compile(
    r"[A-Za-z0-9](?:[\w.+-]{0,63})?[ ]?@[ ]?(?:[\w-]{1,63}\.){1,4}(?:[A-Za-z]{2,10}|рф)(?![\w-])(?!\.[A-Za-z]{2})",
    re.ASCII,
)
_LINK_HINT = re.compile(rf"://|www\.|\.(?:{_TOP}|рф)(?!\w)", re.IGNORECASE)
_LINK = re.compile(
    rf"""
    (?: (?P<scheme> https?: [ ]? // [ ]? )
      | (?<![\w@./-]) (?P<www> www\. [ ]? ) (?=[\w-])
      | (?<![\w@./-]) (?= (?: [a-z0-9-]{{1,63}} \. ){{1,4}} {_TOP} (?![\w-]|\.[a-z])
      | (?: [а-яё0-9-]{{1,63}} \. ){{1,3}} рф (?![\w-]) )
    )
    [^\s<>"«»|]{{1,2000}}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BROKEN = re.compile(r"[ ]?\n?[ ]{0,8}(?=[\w%-]*[/_=?.%-])[A-Za-z0-9][\w./%=&?#~+-]{2,400}", re.ASCII)
# Complete numbers that need no «тел.»: what a row of figures («8 120 15 40 30 20») never looks like.
_FULL_SHAPE = r"""
    (?: (?: (?: \+[ ]?7 | [78] ) [ ]?[-–]?[ ]? )? \( [ ]?(?:[78][ -])?\d{3,5}(?:[ -]\d{1,2})?[ ]? \)
          [ ]{0,2}[-–]?[ ]? \d{1,3} (?: [ ]?[-–]?[ ]?\d{1,3} ){1,3}
      | (?:\+[ ]?7|8) [ ]?[-–]?[ ]? \d{3} [ ]?[-–]?[ ]? \d{3} [ ]?[-–]?[ ]? \d\d [ ]?[-–]?[ ]? \d\d
      | 8 [-–] \d{3,5} [-–] \d{1,3} [-–] \d{2,3} (?: [-–] \d{2,3} )?
      | \d{3} - \d{3} - \d\d - \d\d )
"""
_LOCAL_SHAPE = r"(?:\d-\d\d-\d\d|[1-9]\d\d-\d{3}|[1-9]\d-\d\d-\d\d|\d{3}-\d\d-\d\d|\(\d{3,5}\)[ ]?\d{1,3}-\d\d-\d\d)"
_FULL = re.compile(_FULL_SHAPE, re.VERBOSE)
_LOCAL = re.compile(_LOCAL_SHAPE)
_DIGITS = re.compile(r"\d[\d ().‑–-]{3,}")
_PHONE = re.compile(
    rf"""
    (?<![\d,/№-]) (?<!\d\.) (?<![А-ЯЁа-яёA-Za-z]-)
    (?: (?: {_FULL_SHAPE} | {_LOCAL_SHAPE} ) (?= [\s,;)] | \.(?!\d) | $ )
      | (?<!\d[ ]) (?: (?: \+[ ]?7 | [78] (?=[ (-]{{0,2}}\d) ) [ ]{{0,2}} [-–]? [ ]? )?
        (?: \( [ ]? (?: [78][ -] )? \d{{3,5}} (?:[ -]\d{{1,2}})? [ ]? \) [ ]{{0,2}} [-–]? [ ]? )?
        \d{{1,5}} (?: [ ]?[-–‑][ ]? | [ ] | \. )? (?: \d{{1,4}} (?: [ ]?[-–‑][ ]? | [ ] | \.)? ){{0,5}} \d{{1,4}}
        (?! \d | [.,/:]\d | [-–]\d ) )
    """,
    re.VERBOSE,
)
_LABEL = re.compile(
    r"""(?<![а-я]) (?: тл?/ф | тел(?:\.|ефон[а-я]{0,3})?(?![а-я]) | т\. | факс[а-я]{0,2} | моб(?:\.
      |ильн[а-я]{2})? | сот(?:\.|ов[а-я]{2})?
      | звонить | whatsапп | whаtsарр | viвеr | vibеr | горяч[а-я]{2,3}[ ]лини[а-я]{1,2} )
      [^а-я\n\d]{0,4} (?: (?:для[ ]справок|факс|тел|моб|раб|дом|сот|номер[а-я]{0,2}|по|контактн[а-я]{2,3}
        |приемн[а-я]{2,3}|вахт[а-я]|справк[аи]|сотов[а-я]{2}|горяч[а-я]{2,3}[ ]лини[ияей]{1,2})
      [^а-я\n\d]{0,4} ){0,3} (?: [\d() +-]{5,22} [,;и ]{1,4} ){0,3} [^а-я\d]{0,4} $""",
    re.VERBOSE,
)
_LABEL_AFAR = re.compile(r"(?<![а-я])(?:тел(?:\.|ефон)|факс|исп\.)[^\n\d]{0,60}$")
_DAY_LIKE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])-(?:0\d|1[0-2])-\d\d")
_EXTENSION = re.compile(r",?[ ]{0,2}\(?(?:доб(?:авочный|\.)?|вн(?:утр)?\.)[ ]{0,2}:?[ ]?\d{1,5}\)?")
_CODE_BEFORE = re.compile(r"(?:инн|кпп|огрн|бик|р/с|к/с|счет|окпо|снилс|кбк|октмо|№|n)[ :./а-я]{0,6}$")
_DAY_INSIDE = re.compile(r"\d\d?\.\d\d?\.\d{2,4}|(?<!\d)(?:19|20)\d\d[ ]?[-–][ ]?(?:19|20)\d\d(?!\d)")
_NAME_BEFORE = re.compile(r"[А-ЯЁ][а-яё]+[ ][А-ЯЁ][а-яё.]|[А-ЯЁ]\.[ ]?[А-ЯЁ]\.|[Ии]сп")
