"""People of whom a paper tells but who neither act on it nor were there: recipients, the absent, the admitted.

Decides that such a mention gives no more than `mentioned`. Leaves those who are told to act to `paper_roles.py` and
those who came to `event_roles.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person import predicate_words as verbs
from extractor.fields.person import words
from extractor.fields.person.phrases import is_verb
from extractor.fields.person.scene import Scene, around, bracket, in_brackets, masked, no_verb, parted
from extractor.fields.person.verbs import verb_lemma
from extractor.fields.person.words import Clue


def receives(scene: Scene) -> str | None:
    """«Сведения представить методисту Орловой А. А. до 5 мая»: to whom it is handed in, not who must do it."""
    if "dat" not in scene.cases or "nom" in scene.cases:
        return None
    tokens = scene.analysis.tokens
    first = scene.analysis.unit_tokens[scene.unit.index][0]
    for i in range(scene.head - 1, max(first, scene.head - _REACH) - 1, -1):
        token = tokens[i]
        if token.text in ";:!?()" or (token.text == "." and len(tokens[i - 1].text) > 3):
            return None
        if is_verb(token) or token.tag.verb_form in ("Inf", "Part", "Conv"):
            hands_in = token.tag.verb_form == "Inf" and verb_lemma(token) in _HANDING_IN
            return "mentioned" if hands_in and not _acts_behind(scene) else None
    return None


def _acts_behind(scene: Scene) -> bool:
    """True for «Просим передать Граб О. О. подготовить …»: the person has an infinitive of its own."""
    stop = scene.sighting.stop
    after = scene.analysis.tokens[stop : stop + 2]
    return any(token.tag.verb_form == "Inf" and token.unit == scene.sighting.unit for token in after)


def trains(scene: Scene) -> str | None:
    """«Лосев Иван (тренер Граб О. О.)», «его тренер Олег Граб», «Подготовили ребят тренеры …»: only named."""
    own = scene.before[-160:]
    told = masked(own)
    if any(clue.search(text) for clue, text in ((_TRAINER_FIRST, own), (_PREPARED, told), (_OWN_TRAINER, told))):
        return "mentioned"
    if in_brackets(scene) and _is_beside_winner(scene):
        return "mentioned"
    return "mentioned" if scene.verb is None and _AMONG_TRAINERS.search(own) is not None else None


def _is_beside_winner(scene: Scene) -> bool:
    """True for «Победители: Лосев Иван (Граб О. О.)»: brackets with nothing but names after a winner."""
    opening = bracket(scene)
    if opening is None:
        return False
    before = scene.analysis.text[max(scene.unit.start, opening - 60) : opening]
    if _NAME_ENDS.search(before) is None:
        return False
    return words.WINNER_LABEL.search(scene.before) is not None or words.PLACE_HEADING.search(scene.before) is not None


def absent(scene: Scene) -> str | None:
    """«Отсутствовали: Орлова А. А., Граб О. О.»: not at the meeting."""
    found = _ABSENT.search(masked(scene.before)) or (_ABSENT.search(scene.lead) if scene.opens else None)
    return "mentioned" if found is not None else None


def concerned(scene: Scene) -> str | None:
    """«Рассмотрев заявление Орловой А. А.», «в отношении Граба О. О.», «принять в члены Рябову С. С.»."""
    if scene.kind not in ("protocol", "resolution", "order") or scene.cases == {"nom"}:
        return None
    found = _MATTER.search(scene.clause)
    if found is not None and no_verb(scene, len(scene.clause) - found.end("word")):
        between = scene.clause[found.end("word") :]
        return "mentioned" if _ENTRUSTED.search(between) is None else None
    return None


def on_behalf(scene: Scene) -> str | None:
    """«от имени главы района Орлова А. А. гостей поздравил …»: not there himself."""
    return "mentioned" if "gen" in scene.cases and _ON_BEHALF.search(scene.clause) is not None else None


def at_the_front(scene: Scene) -> str | None:
    """«В передовиках жатвы комбайнёры Орлов А. А. и Граб О. О.»: praised for work in news or a report."""
    if scene.kind not in ("news", "report", "other", "certificate") or "nom" not in scene.cases:
        return None
    return "mentioned" if _AT_THE_FRONT.search(scene.clause) is not None else None


def quoted_elsewhere(scene: Scene) -> str | None:
    """«Рассказала Орлова А. А.» in news that tell of no event: said to the paper."""
    verb = scene.verb
    if scene.has_event or scene.kind not in ("news", "other") or verb is None or not scene.is_subject:
        return None
    if verb.tag.voice == "Pass" or verb.tag.variant == "Short" or parted(scene, verb):
        return None
    lemma = verb_lemma(verb)
    if lemma == "поделиться" and verbs.TALKS.search(around(scene, verb)) is not None:
        return None  # «опытом поделилась Орлова А. А.»
    return "mentioned" if lemma in verbs.SAYING or lemma in _TELLING else None


_REACH = 12  # tokens between the verb and the post of who receives
_HANDING_IN = frozenset(
    [
        "представить",  # отчёт представить методисту Орловой А. А.
        "представлять",  # ежемесячно представлять сведения фтизиатру Орлову А. А.
        "предоставить",  # списки предоставить секретарю Орловой А. А.
        "предоставлять",  # предоставлять данные специалисту Орлову А. А.
        "передать",  # передать информацию начальнику отдела Орловой А. А.
        "передавать",  # передавать сводку диспетчеру Орлову А. А.
        "направить",  # заявки направить координатору Орловой А. А.
        "направлять",  # направлять отчёты инспектору Орлову А. А.
        "сдать",  # ключи сдать завхозу Орлову А. А.
        "сдавать",  # журналы сдавать завучу Орловой А. А.
        "сообщить",  # о выезде сообщить диспетчеру Орловой А. А.
        "сообщать",  # о случаях сообщать врачу Орлову А. А.
        "доложить",  # об исполнении доложить главе Орлову А. А.
        "докладывать",  # докладывать главе Орлову А. А.
        "отправить",  # анкеты отправить методисту Орловой А. А.
        "подать",  # заявление подать секретарю Орловой А. А.
        "подавать",  # заявки подавать секретарю Орловой А. А.
        "выслать",  # фото выслать методисту Орловой А. А.
        "высылать",  # сведения высылать методисту Орловой А. А.
        "отчитаться",  # отчитаться заместителю главы Орлову А. А.
    ]
)
_TELLING = frozenset(
    [
        "делиться",  # охотно делится секретами Орлова А. А.
        "рассказать",  # рассказала нам Орлова А. А.
        "поделиться",  # поделилась радостью Орлова А. А.
        "поведать",  # поведал Орлов А. А.
        "отчитаться",  # отчитался перед жителями Орлов А. А.
    ]
)
_TRAINER = r"(?:тренер(?:[ыау]|ом|-преподавател\w+|ско\w+)?\b|тр\.)"
_NAME = r"[А-ЯЁ][а-яё-]*\.?(?:\s?[А-ЯЁ][а-яё-]*\.?){0,3}"
_NAME_ENDS = re.compile(r"[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё.]*\s*$")
_TRAINER_FIRST = Clue("тр", re.compile(rf"\(\s*{_TRAINER}[^()]{{0,100}}$", re.IGNORECASE))
_AMONG_TRAINERS = Clue(
    "тр", re.compile(rf"(?:^|\W)(?:[Тт]ренер\w*|[Тт]р\.)\s*[-–—:]?\s*(?:{_NAME}\s*(?:,|;|\sи)\s*){{0,4}}$")
)
_OWN_TRAINER = Clue(
    "тренер тр.",
    re.compile(rf"\b(?:его|её|ее|их|личн\w+|перв\w+)\s+{_TRAINER}[^.;:!?]{{0,30}}$", re.IGNORECASE),
)
_PREPARED = Clue(
    "подготовил готовил",
    re.compile(
        r"\b(?:под)?готовил[аи]?\s+(?:[а-яё]+\s+){0,3}(?:тренер|педагог|учител|наставник"
        r"|преподавател)\w*[^.;:!?]{0,90}$",
        re.IGNORECASE,
    ),
)
_ABSENT = Clue(
    "отсут явил прибы",
    re.compile(
        r"\bне (?:явил|прибыл|присутствовал|смог(?:ли|ла)? (?:быть|прийти|приехать"
        r"|участвовать))\w*(?![^\n]{0,200}(?:присутств|приглаш|повестк))"
        r"[^\n!?]{0,160}$|"
        r"\bотсутств(?:овал|у[юе])\w*(?![^\n]{0,200}(?:присутств|приглаш|повестк))[^\n!?]{0,200}$"
        r"|\bотсутствующ\w+[^\n!?]{0,120}$",
        re.IGNORECASE,
    ),
)
_ON_BEHALF = Clue(
    "имени поручению лица",
    re.compile(r"\b(?:от имени|по поручению|от лица|вместо)\s[^.,;:!?]{0,140}$", re.IGNORECASE),
)
_AT_THE_FRONT = Clue(
    "передов лидир лидер удар намол надо выработ показател трудятся работают впереди темп",
    re.compile(
        r"\b(?:в|среди|в числе|в ряду)\s+(?:лучших\s+)?(?:передовик\w*|лидер\w*|ударник\w*)\b[^.!?:]{0,160}$"
        r"|\bлидиру\w+\s[^.!?:]{0,160}$|\bпо (?:намолот|надо|выработк|показател|темп)\w+\s[^.!?:]{0,160}$"
        r"|\b(?:намолот|надо|выработк|показател|темп)\w*\s[^.!?:]{0,40}\b(?:у|добил\w+|показыва\w+)\s[^.!?:]{0,160}$"
        r"|\b(?:хорошо|отлично|ударно|добросовестно|успешно)\s(?:трудятся|трудится|работают"
        r"|работает)\s[^.!?:]{0,160}$",
        re.IGNORECASE,
    ),
)
_ENTRUSTED = re.compile(r"возлож|возлаг|поруч|назнач", re.IGNORECASE)
_MATTER = Clue(
    "заявл отнош член учет учёт ходат жалоб обращ кандидат дел отказ исключ приня призна связи период время",
    re.compile(
        r"\b(?P<word>заявлени[еяюи]|обращени[еяюи]|ходатайств[оае]|жалоб[ауые]|на (?:время|период) (?:отпуска"
        r"|болезни|отсутствия|командировки)|в отношении|кандидатур[ауы]|личное дело"
        r"|личного дела|на уч[её]те?|с уч[её]та|принят\w* в члены|исключить из членов|из состава|отказать"
        r"|признать|в связи с (?:увольнением|отпуском|болезнью|смертью|юбилеем)|дело)\b[^.;:!?]{0,120}$",
        re.IGNORECASE,
    ),
)
