"""Names that are no persons here: streets, namesakes, saints, ships, what stands in the quotes of a title.

Decides by the words before a name, and by the quotes around it, that it names a thing or a being of a tale.
Leaves names inside organisations to `spans.py`.
"""

from __future__ import annotations

import re

from extractor.russian.name_cases import surname_readings
from extractor.russian.name_spans import NameSpan
from extractor.russian.name_words import first_name
from extractor.russian.posts import is_post_word


def is_no_person(text: str, span: NameSpan) -> bool:
    """True for «Лицей имени И.В. Орлова», «ул. Ольги Рябовой», «фильм „Иван Васильевич“», «Дед Мороз»."""
    before = text[max(0, span.start - 90) : span.start]
    if _STREET.search(before) is not None or _is_settlement(text, span, before):
        return True
    return _is_namesake(before, span) or _is_of_tales(span) or _is_in_title(text, span)


def _is_namesake(before: str, span: NameSpan) -> bool:
    """True after «имени», «премия», «сквер», «преподобный»."""
    found = list(_NAMESAKE.finditer(before))
    if not found:
        return False
    namesake = found[-1]
    between = before[namesake.end() :].split()
    if not all(_TITLE_WORD.match(word) is not None for word in between):
        return False
    if namesake["ship"] and span.pattern in ("FS", "SF"):
        return True
    if (namesake["prize"] or namesake["thing"] or namesake["ship"]) and not any(
        w.reading.case in ("gen", "?") for w in surname_readings(span.last or "")[:4]
    ):
        return False  # «премию Иванову»
    given = first_name(span.first or "")
    if not namesake["always"] and given and all(reading.case == "nom" for reading in given):
        return False  # «эксперт фонда Инга Реутт»
    return not (namesake["thing"] and (not given or _is_headed(before[: namesake.start()])))


def _is_headed(before: str) -> bool:
    """True for «директора музея Ольги Рябовой»: the post's, not the museum's."""
    return any(is_post_word(word.strip(".,")) for word in before.split()[-3:])


def _is_settlement(text: str, span: NameSpan, before: str) -> bool:
    """True for «г. Свободный Яр», and for «Р.П. КОСИХА» in a letterhead: a workers' settlement."""
    if span.pattern == "SF" and _PLACE_MARK.search(before) is not None:
        return True
    if span.pattern != "IIS" or (span.first, span.middle) != ("Р.", "П.") or not (span.last or "").isupper():
        return False
    return re.search(rf"р\. ?п\. ?{re.escape(span.last or '')}", text[span.end :], re.IGNORECASE) is not None


def _is_of_tales(span: NameSpan) -> bool:
    """True for «Деда Мороза», «Ивана Купалы», «Александру Невскому»."""
    if span.first is None or span.last is None or span.middle is not None:
        return False
    words = (span.first.lower().replace("ё", "е"), span.last.lower().replace("ё", "е"))
    return any(
        (words[0].startswith(one) and words[1].startswith(other))
        or (words[1].startswith(one) and words[0].startswith(other))
        for one, other in _BEINGS
    )


def _is_in_title(text: str, span: NameSpan) -> bool:
    """True inside the quotes of a title: «Знаете ли вы Антона Рябова?»; not in direct speech."""
    opening = max(text.rfind("«", max(0, span.start - _LONGEST_TITLE), span.start), -1)
    if opening < 0 or "»" in text[opening : span.start] or "\n" in text[opening : span.start]:
        return False
    closing = text.find("»", span.end, opening + _LONGEST_TITLE)
    if closing < 0 or "«" in text[span.end : closing] or "\n" in text[span.end : closing]:
        return False
    inside = text[opening + 1 : closing]
    said = text[max(0, opening - 3) : opening].rstrip()[-1:]
    speech = said in (":", "", "-", "–", "—") or _SENTENCES.search(inside) is not None
    return not speech and _SAYS.match(text, closing + 1) is None


_STREET = re.compile(
    r"(?:\b(?:ул|пр|просп|пр-т|пр-кт|пер|пл|наб|б-р|бул|туп|мкр|ш)\.|\b(?:улиц|проспект|переул|площад|бульвар"
    r"|набережн|шоссе)[а-яё]*"
    r"|\bпр-(?:т|кт))\s*$",
    re.IGNORECASE,
)
_PLACE_MARK = re.compile(
    r"(?<![А-Яа-яё.])(?:(?:г|с|п|д|р|ст|оз|пос|дер|хут|рзд|пгт|рп)\.|города?|сел[оае]|деревн[яие]|пос[её]л(?:ок"
    r"|ка|ке)"
    r"|станци[яи]|станиц[аые]|хутора?|реки|река|озер[оа])[ \u00a0]*$"
)
_NAMESAKE = re.compile(
    r"""(?<!от )\b(?:
      (?P<always>им\.|имени|памяти|(?:преподобн|святител|великомучен|равноапостольн|благоверн|праведн|апостол|святы)
        [а-яё]{0,4}|свято(?:й|го|му|м)|св\.|прп\.|свт\.|вмч\.|блгв\.)
    | (?P<prize>преми[яиюей]+|стипенди[а-яё]+|(?<=на\ )(?:приз[а-яё]*|куб[а-яё]+)|фонд[ауе]?|фондом)
    | (?P<thing>парк(?:а|у|ом|е)?|сквер(?:а|у|ом|е)?|алле[яиюей]{1,2}|кубо?к(?:а|у|ом|е)?|турнир(?:а|у|ом|е)?
        |мемориал(?:а|у|ом|е)?|памятник(?:а|у|ом|е)?|бюст(?:а|у|ом|е)?|(?:дом-)?музе(?:й|я|ю|ем|е)
        |музе(?:й|я|ю|ем|е)-(?:усадьб|квартир)[а-яё]{1,2}|усадьб[а-яё]{1,2})
    | (?P<ship>теплоход|ледокол|пароход|катер|судн|траулер|танкер|баркас|буксир|паром|крейсер|фрегат|яхт)[аоуеы]?м?
    )(?=\s|[А-ЯЁ])""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE_WORD = re.compile(
    r"(?:геро|дважды|полного|кавалер|советск|союза|россий|россии|социалист|труда|генерал|маршал|адмирал|капитан"
    r"|полковник|подполковник"
    r"|майор|лейтенант|сержант|рядового|академик|профессор|писател|поэт|художник|композитор|л[её]тчик|космонавт"
    r"|народн|заслуженн"
    r"|артист|учител|врач|святител|свят|князя|княгин|апостол|преподобн|великомуч|атаман|мецената|братьев"
    r"|партизан|педагог|ветеран|тренер|спорт|земляк|директор|основоположник|журналист|артист|выпускник"
    r"|конструктор|просветител|основател|первого|первопечатник|хан[а-яё]?$|имама|шейх|им\.|имени)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 140  # characters of a title in quotes; direct speech is mostly longer
_SENTENCES = re.compile(r"[.!?…]\s+[А-ЯЁ]")
_SAYS = re.compile(r"[.!?]?\s*,?\s+[–—-]\s+[а-яё]")
# beginnings of two names that together are a being of tales, a saint or a ruler
_BEINGS = (
    ("дед", "мороз"),  # Дед Мороз поздравил детей
    ("баб", "яг"),  # роль Бабы Яги
    ("иван", "царевич"),  # Иван Царевич и волк
    ("василис", "прекрасн"),  # костюм Василисы Прекрасной
    ("василис", "премудр"),  # загадки Василисы Премудрой
    ("кощ", "бессмертн"),  # Кощей Бессмертный
    ("зме", "горыныч"),  # Змей Горыныч
    ("иль", "муром"),  # богатырь Илья Муромец
    ("добрын", "никитич"),  # Добрыня Никитич
    ("алеш", "попович"),  # Алёша Попович
    ("красн", "шапочк"),  # Красная Шапочка
    ("иван", "купал"),  # праздник Ивана Купалы
    ("александр", "невск"),  # день памяти Александра Невского
    ("серги", "радонежск"),  # памятник Сергию Радонежскому
    ("серафим", "саровск"),  # мощи Серафима Саровского
    ("никола", "чудотвор"),  # икона Николая Чудотворца
    ("матрон", "московск"),  # икона Матроны Московской
    ("ксени", "петербургск"),  # икона Ксении Петербургской
    ("дмитри", "донск"),  # князь Дмитрий Донской
    ("иван", "грозн"),  # при Иване Грозном
    ("петр", "велик"),  # при Петре Великом
    ("петр", "перв"),  # при Петре Первом
    ("екатерин", "велик"),  # при Екатерине Великой
    ("козьм", "прутков"),  # афоризм Козьмы Пруткова
)
