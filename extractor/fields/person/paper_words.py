"""The words that tell who signs a paper, is written to, answers for a point or can be asked.

Decides nothing by itself; `paper_roles.py` says where each is looked for. Leaves events to `words.py`.
"""

from __future__ import annotations

import re

from extractor.fields.person.words import Clue

DEAR = re.compile(r"(?:уважаем|дорог)(?:ый|ая|ой)\s*$", re.IGNORECASE)
EXECUTOR = Clue(
    "исп контактн справк обращ телефон координ заявк запис",
    re.compile(
        r"(?:\bисп(?:\.|олнитель\b(?!\s*[–—-]\s*[А-ЯЁ]{2}))|контактн\w+ (?:лиц\w+|телефон\w*)|справк[иа] по тел\w*"
        r"|по (?:всем )?вопросам [^\n]{0,80}обращаться"
        r"|телефон\w* для справок|координатор\w* конкурса)[^\n;!?]{0,60}$",
        re.IGNORECASE,
    ),
)
DRAWN_UP = Clue(
    "подготов состав",
    re.compile(
        r"\b(?:подготовил|составил)(?:[аи]|\(а\))?\b(?!\s+(?:победит|приз|лауреат|учащ|команд|участн|его\b|её\b"
        r"|ее\b|их\b|к\s))[^\n;!?]{0,60}$",
        re.IGNORECASE,
    ),
)
PAPER_DRAWN_UP = Clue(
    "подготов состав",
    re.compile(
        r"\b(?:справк|акт|отч[её]т|заключени|протокол|анализ|доклад|информаци)\w*\s+(?:подготовил|составил)",
        re.IGNORECASE,
    ),
)
PERFORMER = re.compile(r"\bисполнител[ьи]\b", re.IGNORECASE)
ACQUAINTED = Clue("ознакомл", re.compile(r"\bознакомлен(?:[аоы]|\(а\))?\b[^\n.;!?]{0,120}$", re.IGNORECASE))
APPROVED = re.compile(r"\W*(?:УТВЕРЖДАЮ|СОГЛАСОВАНО|Утверждаю|Согласовано)\b")
RULE_BEFORE = re.compile(r"_{3,}[\s/(]*$")
PARTY = Clue("в лице", re.compile(r"\bв лице\s[^.;:!?]{0,160}$", re.IGNORECASE))
PHONE_AFTER_POST = re.compile(r"\s*[,(–—-][^\n;]{0,160}?(?:\bтел\w*\.?:?\s*[\d(+]|[\w.-]{2,40}@[\w-]+\.)")
OTHER_NAME = re.compile(
    r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна)\b|[.!?]\s[А-ЯЁ]|можно|обращ|по вопрос"
    r"|[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+\s*[(:,–—-]+\s*(?:тел|[\d+(])"
)
CONTACT_BEFORE = re.compile(r"(?:@[\w.-]{3,40}|\d-\d\d)[)\],;]*\s*[(–—-]?\s*$")
PHONE_BEHIND_POST = re.compile(
    r"(?:,\s*[^\n.;:]{3,80}?|,?\s*(?:гл|вед|ст|зам|нач)\.\s?[^\n.;:]{3,60}?)?"
    r"[\s,.:;–—|-]*(?:(?:тел|моб|раб|факс)\w*\.?:?\s*|т\.\s*|\()?(?P<digits>[+\d(](?:[ ]{0,2}[\d()-]){3,20}\d)"
)
CONTACT_LEAD = re.compile(
    r"^\W*(?:контакт\w*|пресс-служба|дополнительн\w+ информаци\w+|по (?:всем )?вопросам|координатор\w*|справки"
    r"|телефон\w* для справок)\b[^\n]{0,100}:\s*$",
    re.IGNORECASE,
)
APPOINTED_LIST = re.compile(
    r"^\W*(?:[IVX\d]+[.)]\s*)?(?:(?:поимённый |поименный |персональный )?состав\s[^.:]{0,60}?"
    r"(?:комисси|групп|оргкомитет|комитет|штаб|совет|бригад)|организационный комитет|оргкомитет|рабочая группа"
    r"|штаб\b)"
    r"[^.!?]{0,150}$",
    re.IGNORECASE | re.MULTILINE,
)
PHONE_IN_BRACKETS = re.compile(
    r"[,\s]*\(?\s*(?:р\.|раб\.|моб\.)?\s*(?:тел|моб|т)[.\w]*/?(?:факс)?[.:]?\s*[+\d(]", re.IGNORECASE
)
RESPONSIBLE_LABEL = Clue(
    "отв",
    re.compile(
        r"\b(?P<word>отв\.(?!\s*секрет)|ответственн(?:ый|ая|ые|ых|ым|ого|ому|ую|ой)(?!\s+секрет))(?:[^\n.;!?()]"
        r"|\([^()\n]{0,80}\)|\((?=[^()]*$)){0,110}$",
        re.IGNORECASE,
    ),
)
PUT_IN_CHARGE = re.compile(r"ответственн|контрол|обязанност|\bотв\.|возло|возла|поруч", re.IGNORECASE)
RESPONSIBLE_BODY = Clue(
    "ответств поруч рекоменд обеспеч исполн",
    re.compile(
        r"\b(?:ответственн|поручить|рекомендовать|обеспечить|исполнител)\w*[^\n]{0,200}\([^()]*$", re.IGNORECASE
    ),
)
ENTRUST = Clue(
    "возл поруч назнач закреп контроль",
    re.compile(
        r"(?P<word>возложить|возлага\w+|возложен\w*|поруч(?:ить|ил[аи]?|ен[оаы]?|ается|аются|аю|аем)\b"
        r"|назначить|назначен\w*"
        r"|закреп(?:ить|л[её]н\w*)(?:\s[^\n.;:!?]{1,60})? за"
        r"|контроль за(?![^\n;!?]{0,120}возл))[^\n;!?]{0,250}$",
        re.IGNORECASE,
    ),
)
MEETING_LEAD = re.compile(r"присутств|приглаш|повестк|выступ|слушали", re.IGNORECASE)
CREDIT = re.compile(
    r"\b(?:фото|текст|при подготовке материала)\s*:?\s*$|(?:^|[\n.(])\W*автор\w*\s*:?\s*$"
    r"|\bавтор\w*:\s*$",
    re.IGNORECASE,
)
HEADED = (
    (re.compile(r"докладчик|выступающ|спикер|лектор|ведущий мастер|содоклад", re.IGNORECASE), "speaker"),
    (re.compile(r"модератор|ведущ(?:ий|ая|ие)\b|председател", re.IGNORECASE), "moderator"),
    (
        re.compile(
            r"ответствен|исполнител|^\W*кто(?: делает| отвечает)?\W*$|^\W*кому поручено|^\W*отв\.?\W*$", re.IGNORECASE
        ),
        "responsible",
    ),
    (re.compile(r"победител|приз[её]р|лауреат", re.IGNORECASE), "awardee"),
    (re.compile(r"участник|член", re.IGNORECASE), "participant"),
)
MANAGER_LABEL = Clue(
    "куратор администратор координатор руководител",
    re.compile(
        r"(?:^|\n)\W*(?:куратор|администратор|(?:координатор|руководител|исполнител)\w*\s+(?:проект|программ"
        r"|подпрограмм)\w*)"
        r"[^\n:;.]{0,40}\s?[:–—-]\s[^\n:;.]{0,120}$",
        re.IGNORECASE,
    ),
)
# what is done with a body, so that the head in brackets behind it need not act
ADMITTING = frozenset(["принять", "включить", "исключить", "утвердить", "наградить", "признать", "отметить", "выдать"])
