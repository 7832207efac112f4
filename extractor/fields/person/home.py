"""The document's own body, and who is of it though no body stands beside the post: «Зав. отделом Орлова А. А.».

Decides which organisation a document speaks for (its sender, else the one its heading names) and whose bare
post is a post in it. Leaves bodies that the words beside a name tell to `posts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractor.analysis import Analysis, Token
from extractor.fields.person.body_nouns import head_nouns, loose_nouns
from extractor.fields.person.home_words import (
    BODIES,
    CHIEFS,
    COUNCILS,
    ELSEWHERE,
    HEADING_ABBREVIATIONS,
    INNER_LETTERS,
    INNER_ORGANS,
    OUTSIDERS,
    TAUGHT,
)
from extractor.fields.person.spans import Sighting
from extractor.russian.morphology import parses
from extractor.russian.posts import is_fused_post, is_meeting_post, is_post_modifier, is_post_word

# how a post stands to the body that the document comes from
CHIEF, STAFF, CHAIR, BODY, OUTSIDE = "chief", "staff", "chair", "body", "outside"


class Home(NamedTuple):
    """The body `name` of a document of kind `kind`."""

    name: str
    kind: str
    is_authority: bool  # or a union: it has no head doctors and no school heads of its own
    is_checked: bool  # «Справка о проверке школы»: those who sign came from elsewhere
    subject: str | None = None  # the one other body of the title: «О работе профкома больницы № 6»
    is_state: bool = False  # an authority proper: its commissions are of people of many bodies
    is_of_outsiders: bool = False  # «Протокол родительского собрания»: those who meet are not of it


def home_of(found: Mapping[str, Sequence[Any]]) -> Home | None:
    """The sender, else the only organisation in the title: «Отчёт о работе дома культуры „Заря“»."""
    kind, title = _heading(found)
    organizations = found.get("organizations", ())
    sender = getattr(next(iter(found.get("document", ())), None), "sender", None)
    titled = [o for o in organizations if title and _is_in(o, title)]
    for organization in organizations:
        if sender is not None and _is_called(organization, sender) and (kind != "news" or organization in titled):
            others = [o.name for o in titled if o is not organization and o.kind not in ("authority", "association")]
            return _home(organization, kind, title, others[0] if len(others) == 1 else None)
    if len(titled) == 1 and titled[0].kind != "media" and kind not in ("letter", "resolution"):
        return _home(titled[0], kind, title)._replace(is_authority=titled[0].kind == "authority")
    subject = _subject_of_news(organizations, title) if kind == "news" and not titled else None
    return None if subject is None else _home(subject, kind, title)


def _heading(found: Mapping[str, Sequence[Any]]) -> tuple[str, str]:
    """The document's kind and its title in one line."""
    document = next(iter(found.get("document", ())), None)
    return getattr(document, "kind", "other"), " ".join((getattr(document, "title", None) or "").split())


def _home(body: Any, kind: str, title: str, subject: str | None = None) -> Home:
    return Home(
        name=body.name,
        kind=kind,
        is_authority=body.kind in ("authority", "association"),
        is_checked=_CHECKED.search(title) is not None,
        subject=subject,
        is_state=body.kind == "authority",
        is_of_outsiders=_OF_OUTSIDERS.search(title) is not None,
    )


def _subject_of_news(organizations: Sequence[Any], title: str) -> Any | None:
    """The one body that the heading calls by its noun («районной больницы»), else the one named most of all."""
    bodies = [o for o in organizations if o.kind not in ("media", "authority", "association")]
    nouns = {parses(word.lower())[0].normal for word in _WORD.findall(title)}
    called = [o for o in bodies if nouns & head_nouns(o.name)]
    if len(called) == 1:
        return called[0]
    often = sorted(bodies, key=lambda o: -len(o.mentions))
    if not often or len(often[0].mentions) < _OFTEN:
        return None
    next_one = len(often[1].mentions) if len(often) > 1 else 0
    return often[0] if len(often[0].mentions) > next_one + 1 else None


def home_of_signer(found: Mapping[str, Sequence[Any]], name: str) -> Home | None:
    """The body of the one who signs a paper that names no sender: «Директор МБУ „Заря“        Орлов А. А.»."""
    kind, title = _heading(found)
    body = next((o for o in found.get("organizations", ()) if o.name == name), None)
    if body is None or kind not in _SIGNED_PAPERS or body.kind == "media":
        return None
    return _home(body, kind, title)._replace(is_checked=False)


def home_of_house(found: Mapping[str, Sequence[Any]], name: str) -> Home | None:
    """The one body of all whose body the protocol tells: «воспитатель» among them is of it."""
    kind, title = _heading(found)
    body = next((o for o in found.get("organizations", ()) if o.name == name), None)
    if _OF_MANY_BODIES.search(title) is not None:
        return None
    return None if body is None else _home(body, kind, title)._replace(is_authority=False, is_checked=False)


def home_at_top(found: Mapping[str, Sequence[Any]], text: str, end: int) -> Home | None:
    """The only body that a protocol or report names before its first person, who stands at `end`."""
    kind, title = _heading(found)
    if kind not in _MINUTES or _OF_MANY_BODIES.search(title) is not None:
        return None
    first = {
        o.name: o for o in found.get("organizations", ()) if min(m.start for m in (o, *o.mentions)) < min(end, _TOP)
    }
    body = next(iter(first.values()), None)
    if body is None or len(first) > 1 or body.kind == "media" or _PLACE_LABEL.search(text, 0, body.start) is not None:
        return None
    return _home(body, kind, title)._replace(is_checked=False)


def is_at_home(home: Home, standing: str, role: str, post: str) -> bool:
    """True where a person of this role and post is of the document's own body."""
    if role in ("addressee", "executor"):
        return False
    if home.kind == "letter" and role not in ("signatory", "responsible"):
        is_own = standing == CHIEF and not home.is_authority and role != "awardee"
        return is_own or (role in _AT_EVENT and standing in (CHIEF, STAFF) and _is_held_there(home, post))
    if not home.is_authority and _OF_AUTHORITY.search(post) is not None:
        return False
    if role == "signatory" and _MINISTER.fullmatch(post) is not None and home.name.lower().startswith("министерств"):
        return True
    if standing == CHAIR and home.kind == "protocol" and role in _CHAIRING:
        return not home.is_state and not home.is_of_outsiders
    if _HEAD_OR_DEPUTY.fullmatch(post) is not None and home.name.lower().startswith("администраци"):
        return home.kind in ("order", "protocol") or role == "signatory"
    if role == "signatory" and home.is_checked:
        return standing == CHIEF
    if role == "signatory":
        return standing in (CHIEF, STAFF, BODY) or (standing == CHAIR and home.kind in ("letter", "order", "report"))
    if _is_of_institution(home, post):
        return False
    if standing == CHIEF:
        return True
    if standing == BODY:  # «председателю комитета по экономике» of an administration
        return home.kind == "order" and role == "responsible"
    if standing != STAFF:
        return False
    if home.kind == "order" or (home.kind == "report" and not home.is_authority):
        return True
    if home.kind in ("certificate", "other"):
        return role not in _ELSEWHERE_TOO and not home.is_authority
    if home.kind == "program":
        return role == "responsible"
    return role in _ACTING if home.kind in ("protocol", "report") else False


def _is_of_institution(home: Home, post: str) -> bool:
    """True for «директор», «учитель» in the paper of an authority, which has none of its own."""
    return home.is_authority and _INSTITUTION.match(post) is not None and (home.is_state or "исполнительн" not in post)


def _is_held_there(home: Home, post: str) -> bool:
    """True for a post that the body of a letter has: an authority has «консультант», but no «главный ветврач»."""
    return not home.is_authority or _OFFICE.match(post) is not None


def is_noun_of(home: Home, noun: str) -> bool:
    """True where «управления» behind a post means the body itself, not a part of it."""
    lemma = parses(noun)[0].normal
    return lemma in head_nouns(home.name) or lemma in loose_nouns(home.name) or not home.is_authority


def is_department_of(home: Home, name: str) -> bool:
    """True for «Управление международных связей» in the paper of a university: a part of the document's own body."""
    return not home.is_authority and _DEPARTMENT.fullmatch(name) is not None and _OF_AUTHORITY.match(name) is None


def is_of_subject(home: Home, standing: str, post: str) -> bool:
    """True for «главный врач» in the decision of a union about a hospital: he heads the body of the title."""
    return home.subject is not None and home.is_authority and standing == CHIEF and _INSTITUTION.match(post) is not None


def standing_of(words: Sequence[Token]) -> str:
    """How the post in `words` stands to the document's own body, where no other body is named beside it.

    «зав. отделом» is a chief, «хранитель» staff, «секретарь» a chair, «депутат», «глава района» are outside.
    """
    words = _before_field(words)
    noun = ending_body_noun(words)
    if noun is not None and not any(token.low.startswith("глав") for token in words[:noun]):
        return BODY
    at = next((i for i, token in enumerate(words) if is_post_word(token.low)), None)
    if at is None or any(_is_foreign(words, i, at) for i in range(len(words))):
        return OUTSIDE
    lemmas = {p.normal for p in parses(words[at].low)} | {words[at].low}
    if lemmas & OUTSIDERS:
        return OUTSIDE
    leading = any(token.lemma == "главный" or token.low == "гл" for token in words[:at])
    headed = words[at].low.rstrip(".") in HEADING_ABBREVIATIONS or is_fused_post(words[at].low)
    if any(_OFFICE_LETTERS.fullmatch(token.text) is not None for token in words[at + 1 :]):
        return OUTSIDE  # «начальник ОМВД», but «начальник ПТО»
    if lemmas & CHIEFS or headed or (leading and "специалист" not in lemmas):
        return CHIEF  # «главный врач», «гл. инженер»
    if any(_is_abbreviated_body(words, i) for i in range(1, len(words))):
        return OUTSIDE  # «инженер УЖКХ», but «заведующая РМК»
    if is_meeting_post(words[at].low):
        return STAFF if _is_of_inner_organ(words, at) else CHAIR
    return STAFF


def _is_abbreviated_body(words: Sequence[Token], i: int) -> bool:
    """True for «УЖКХ» of «инженер УЖКХ», not for «ЖКХ» of «специалист отдела ЖКХ»."""
    text = words[i].text
    is_letters = text.isupper() and text.isalpha() and len(text) > 1 and text not in INNER_LETTERS
    return is_letters and words[i - 1].lemma not in _INNER_UNITS


def _before_field(words: Sequence[Token]) -> Sequence[Token]:
    """«специалист» of «специалист по ГО и ЧС»: what a post is about leads away from no body."""
    at = next((i for i, token in enumerate(words) if i > 0 and token.low == "по"), len(words))
    return words[:at]


def _is_of_inner_organ(words: Sequence[Token], head: int) -> bool:
    """True for «председатель профкома», «председатель студенческого совета», «куратор группы»."""
    if "куратор" in words[head].low and any(token.lemma in TAUGHT for token in words[head + 1 :]):
        return True
    return any(token.lemma in INNER_ORGANS or _is_inner_council(words, i) for i, token in enumerate(words) if i > head)


def _is_inner_council(words: Sequence[Token], i: int) -> bool:
    """True for the word of «студенческого совета», «совета директоров», a council inside a body."""
    if words[i].lemma != "совет":
        return False
    directors = i + 1 < len(words) and words[i + 1].low in ("директоров", "трудового", "отцов")
    return directors or words[i - 1].low.startswith(COUNCILS)


def is_outsider(post: str) -> bool:
    """True for a post that is held in no office: «депутат», «участковый уполномоченный»."""
    word = post.split(" ", 1)[0].lower()
    return word in OUTSIDERS or any(p.normal in OUTSIDERS for p in parses(word))


def ending_body_noun(words: Sequence[Token]) -> int | None:
    """Where «комитета» stands in «председатель комитета»: a body's noun alone at the end of a post."""
    if len(words) < 2 or not words[0].text.isalpha() and len(words) < 3:
        return None
    last = words[-1]
    is_one = last.text.islower() and last.case in ("Gen", "Ins") and last.tag.number != "Plur"  # not «фондов»
    is_body = last.lemma in BODIES and is_one
    plain = all(is_post_word(token.low) or is_post_modifier(token.low) or token.text == "." for token in words[:-1])
    return len(words) - 1 if is_body and plain else None


def is_guest(analysis: Analysis, sighting: Sighting) -> bool:
    """True for «Приглашены: …»: those invited are of other bodies."""
    unit = analysis.units[sighting.unit]
    lead = max(unit.start, sighting.span.start - _REACH)
    if _INVITED.search(analysis.text, lead, sighting.span.start) is not None:
        return True
    above = analysis.units[unit.index - 1] if unit.index else None
    return above is not None and _INVITED_LEAD.match(analysis.text, above.body, above.end) is not None


def _is_called(organization: Any, name: str) -> bool:
    """True where `name` is one of an organisation's names, whatever its case and quotes."""
    forms = {organization.name, organization.short_name, organization.text, *organization.aliases} - {None}
    return any(_plain(form) == _plain(name) for form in forms)


def _plain(name: str) -> str:
    return " ".join(_QUOTES.sub(" ", name).casefold().split())


def _is_in(organization: Any, title: str) -> bool:
    forms = {organization.text, *(mention.text for mention in organization.mentions)}
    return any(len(form) > 3 and " ".join(form.split()) in title for form in forms)


def _is_foreign(words: Sequence[Token], i: int, head: int) -> bool:
    """True for a word that leads away from the document's own body: a territory, a body, a verb, a quote."""
    token = words[i]
    if (i > 0 and words[i - 1].low == "по") or _is_inner_council(words, i):
        return False  # «зам. главного врача по поликлинике»
    if token.lemma == "организация" and i + 1 < len(words) and words[i + 1].case == "Gen":
        return False  # «начальник отдела организации торговли»
    if token.lemma == "фонд" and token.tag.number == "Plur":
        return False  # «хранитель фондов»
    if token.low in ("собрания", "заседания") and is_meeting_post(words[head].low) and i == head + 1:
        return False  # «секретарь собрания», but «секретарь районного Собрания»
    if token.text in '«"“(' or token.lemma in ELSEWHERE or token.tag.verb_form in ("Fin", "Inf"):
        return True
    proper = token.text[0].isupper() and token.text[1:2].islower()
    return proper and i > head


_SIGNED_PAPERS = frozenset(["letter", "order", "protocol", "certificate", "report", "program"])
_QUOTES = re.compile(r"[«»„“”\"]")
_INNER_UNITS = frozenset(
    ["отдел", "сектор", "служба", "группа", "отделение", "кабинет", "кафедра", "лаборатория", "цех", "участок"]
)
_WORD = re.compile(r"[А-Яа-яЁё]{4,}")
_OFTEN = 2  # times that a body of a news page is named again
_MINUTES = frozenset(["protocol", "report"])
_TOP = 400  # characters
_REACH = 400
_PLACE_LABEL = re.compile(r"^\W*(?:Место|Адрес|Присутств|Приглаш)[^\n]{0,200}\Z", re.MULTILINE)  # «Место: СОШ № 3»
_CHECKED = re.compile(r"проверк|обследовани|ревизи|инспектировани", re.IGNORECASE)
_ELSEWHERE_TOO = frozenset(["speaker", "participant"])  # «на районном слёте опыт показал учитель Орлов»
_ACTING = frozenset(["moderator", "speaker", "responsible", "participant"])
_OFFICE = re.compile(
    r"(?:\w+ |\w+\. ?)?(?:заместител|зам\b|консультант|специалист|начальник|заведующ|зав\b|советник|референт"
    r"|инспектор)",
    re.IGNORECASE,
)
_CHAIRING = frozenset(["moderator", "speaker", "signatory", "participant"])
_OF_OUTSIDERS = re.compile(r"родительск|слушани|сход\w* (?:граждан|жител)|собрани\w* (?:граждан|жител)", re.IGNORECASE)
_OF_MANY_BODIES = re.compile(
    r"методическ\w+ объединени|\b[РГМ]МО\b|межведомств|координационн|публичн\w+ слушани|круглого стола", re.IGNORECASE
)
_OF_AUTHORITY = re.compile(
    r"(?:управлени|отдел|комитет|департамент)\w* (?:по )?(?:образовани|культур|здравоохранени|спорт|сельск|социальн)",
    re.IGNORECASE,
)  # «методист управления образования» in the minutes of a school
# an inner department has no proper noun and no territory: «Отдел аспирантуры», «Методическая служба»
_DEPARTMENT = re.compile(
    r"(?:[А-Яа-яё]+(?:ая|ое|ый) )?(?i:отдел|управление|сектор|служба|деканат|кафедра|лаборатория|бухгалтерия|отделение)"
    r"(?!.*(?:администрац|район|област|город|округ|росси|РФ))(?: [а-яё,-]+)*"
)
_AT_EVENT = frozenset(["moderator", "speaker"])
_INVITED = re.compile(r"\bприглаш[её]н[^.;\n]{0,300}$", re.IGNORECASE)
# «Глава», «первый заместитель главы по экономике»: of the administration whose paper it is
_HEAD_OR_DEPUTY = re.compile(
    r"(?:и\. ?о\. )?глав[аы]|(?:первый )?(?:и\. ?о\. )?(?:заместител[ья]|зам\.?) ?главы(?: (?:по|–|-) .+)?",
    re.IGNORECASE,
)
_MINISTER = re.compile(r"(?:(?:первый )?(?:зам\.|заместитель) )?министра?", re.IGNORECASE)
_INVITED_LEAD = re.compile(r"\W*приглаш[её]н\w*[^.]{0,60}:\s*$", re.IGNORECASE)
_OFFICE_LETTERS = re.compile(
    r"[А-Я]*(?:ВД|ГПС|ГИБДД|ДПС|ЦРБ|СОШ|ДЮСШ|ФСИН|МФЦ|ЦЗН|РОНО|МЧС|ФНС|ЕДДС|ДРСУ|РЭС|БТИ|ЗАГС|[РГМ]МО)"
)
# posts that an authority does not have: a «директор» named in the order of an administration heads another body
_INSTITUTION = re.compile(
    r"(?:\w+\.? )?(?:директор|главврач|главный врач|гл\. ?врач|ректор|проректор|учител|воспитател|педагог|психолог"
    r"|врач|медсестра|фельдшер|тренер|преподавател|библиотекар|зам\w*\.? ?директора|музыкальный руководител)",
    re.IGNORECASE,
)
