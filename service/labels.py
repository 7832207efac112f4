"""What the keys and values of a record are called on the pages, in Russian.

Decides wording and the order of sections and columns; holds no rule about documents. A value without
a label is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from extractor.record import Interval

DOCUMENT_KINDS = {
    "letter": "письмо",
    "report": "отчёт",
    "certificate": "справка",
    "resolution": "резолюция",
    "protocol": "протокол",
    "order": "приказ",
    "news": "новость",
    "program": "программа",
    "other": "другое",
}

ORGANIZATION_KINDS = {
    "authority": "орган власти",
    "education": "образование",
    "science": "наука",
    "health": "здравоохранение",
    "culture": "культура",
    "company": "компания",
    "association": "объединение",
    "media": "СМИ",
    "other": "другое",
}

GOAL_KINDS = {"goal": "цель", "task": "задача"}
CONTACT_KINDS = {"phone": "телефон", "email": "эл. почта", "url": "сайт", "address": "адрес"}

DATE_ROLES = {
    "document": "дата документа",
    "event": "событие",
    "deadline": "срок",
    "period": "период",
    "act": "дата акта",
    "other": "другое",
}

ORGANIZATION_ROLES = {
    "sender": "отправитель",
    "addressee": "адресат",
    "organizer": "организатор",
    "venue": "место проведения",
    "employer": "место работы",
    "participant": "участник",
    "responsible": "ответственный",
    "mentioned": "упоминание",
}

SPEAKER_ROLES = {"moderator": "ведущий", "speaker": "выступающий"}

PERSON_ROLES = {
    "signatory": "подписал",
    "addressee": "адресат",
    "executor": "исполнитель",
    "responsible": "ответственный",
    "participant": "участник",
    "awardee": "награждён",
    "mentioned": "упоминание",
}

KINDS = {**DOCUMENT_KINDS, **ORGANIZATION_KINDS, **GOAL_KINDS, **CONTACT_KINDS}
ROLES = {**DATE_ROLES, **ORGANIZATION_ROLES, **SPEAKER_ROLES, **PERSON_ROLES}

PRECISIONS = {
    "day": "день",
    "month": "месяц",
    "quarter": "квартал",
    "half_year": "полугодие",
    "season": "время года",
    "year": "год",
}

COMPARATORS = {
    "exact": "",
    "more_than": "больше",
    "at_least": "не меньше",
    "about": "около",
    "less_than": "меньше",
    "at_most": "не больше",
    "range": "от",
}

# The same for a list to choose from, where nothing may be called nothing.
COMPARISONS = {**COMPARATORS, "exact": "ровно", "range": "от и до"}

UNITS = {
    "person": "чел.",
    "organization": "организаций",
    "territory": "территорий",
    "group": "групп",
    "view": "просмотров",
    "work": "работ",
    "percent": "%",
    "ruble": "руб.",
    "unit": "ед.",
    "other": "",
}

COUNT_UNITS = {
    "person": "люди",
    "organization": "организации",
    "territory": "территории",
    "group": "группы",
    "view": "просмотры",
    "work": "работы",
    "other": "другое",
}

# Parts of an item that were taken from context.
INFERRED = {
    "year": "год",
    "month": "месяц",
    "day": "день",
    "dates": "даты",
    "date": "дата",
    "value": "значение",
    "due": "срок",
    "role": "роль",
    "organization": "организация",
    "responsible": "ответственный",
}

# What becomes of a document.
STATES = {"waiting": "в очереди", "reading": "читается", "done": "прочитан", "refused": "не прочитан"}

# Entries of the audit log.
ACTIONS = {
    "document.added": "загружен документ",
    "document.deleted": "удалён документ",
    "document.expired": "удалён по сроку хранения",
    "document.retried": "отправлен на повторное чтение",
    "document.checked": "отмечен как проверенный",
    "document.unchecked": "снята отметка о проверке",
    "record.revised": "исправлена запись",
    "export": "выгрузка",
    "session.begun": "вход",
    "session.refused": "неудачный вход",
    "user.added": "добавлена учётная запись",
    "user.changed": "изменена учётная запись",
    "key.added": "выдан ключ",
    "key.revoked": "отозван ключ",
}

FORMATS = {"in_person": "очно", "online": "онлайн", "hybrid": "очно и онлайн"}


def day(iso: str) -> str:
    """2021-05-05 is «05.05.2021», --08-02 is «02.08», for nothing tells its year."""
    year, month, number = iso.rsplit("-", 2)
    return f"{number}.{month}" if year == "-" else f"{number}.{month}.{year}"


def interval(found: Interval | None) -> str:
    """«27.03.2023 – 28.03.2023», one day alone, or nothing."""
    if found is None:
        return ""
    first, last = day(found.from_), day(found.to)
    return first if first == last else f"{first} – {last}"


def interval_of(found: Mapping[str, str]) -> str:
    """The same of an interval in its JSON form: {"from": …, "to": …}."""
    return interval(Interval.model_validate(found))


def moment(at: datetime) -> str:
    """«22.11.2026, 07:45» in the time of the machine that the service runs on."""
    return f"{at.astimezone():%d.%m.%Y, %H:%M}"


def amount(value: float | None) -> str:
    """7500 is «7 500», 75.5 is «75,5»: digits in threes, as Russian writes them."""
    if value is None:
        return ""
    shown = f"{value:,}".replace(",", "\u00a0").replace(".", ",")
    return shown.removesuffix(",0")
