"""What a digest tells of several documents: who met, who spoke, and what was promised by when.

Decides which items become rows, what joins into one row, and the order; a row names its document by
the number that the digest gives it. Leaves paper and layout to `digest.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from service import labels
from service.exports.documents import Exported
from service.tables import Item, amount_text, unit_text


class Meeting(NamedTuple):
    """One event, or the counts of a document that names none."""

    when: str
    what: str
    where: str
    how_many: str
    document: int
    key: str


class Speech(NamedTuple):
    """One person's part: «Сомов Андрей Викторович», «методист, МБУ ДПО …», «Наставник …»."""

    who: str
    post: str
    topic: str
    document: int


class Promise(NamedTuple):
    """One instruction or target; `key` sorts by the last day, what has none comes last."""

    due: str
    what: str
    responsible: str
    document: int
    key: str


def meetings(documents: Sequence[Exported]) -> list[Meeting]:
    """By date, what is undated last."""
    found = [one for number, document in enumerate(documents, 1) for one in _meetings(document, number)]
    return sorted(found, key=lambda one: one.key)


def speeches(documents: Sequence[Exported]) -> list[Speech]:
    """In the order of the documents; who moderates is told so."""
    return [_speech(item, number) for number, item in _items(documents, "speakers")]


def promises(documents: Sequence[Exported]) -> list[Promise]:
    """Instructions and targets by their last day; a figure inside an instruction is not told twice."""
    found = [one for number, document in enumerate(documents, 1) for one in _promises(document.record, number)]
    return sorted(found, key=lambda one: one.key)


def span_of_days(documents: Iterable[Exported]) -> tuple[str, str] | None:
    """The first and the last date of the documents themselves, as they are written."""
    days = sorted(day for document in documents if (day := document.record["document"]["date"]) and day[0] != "-")
    return (labels.day(days[0]), labels.day(days[-1])) if days else None


def document_name(document: Exported) -> str:
    """«письмо № 01-17/245 от 12.04.2023 «О проведении форума»», or what of it there is."""
    header = document.record["document"]
    parts = [
        labels.DOCUMENT_KINDS.get(header["kind"], "") if header["kind"] != "other" else "документ",
        f"№ {header['number']}" if header["number"] else "",
        f"от {labels.day(header['date'])}" if header["date"] else "",
    ]
    name = " ".join(filter(None, parts))
    return f"{name}: {header['title']}" if header["title"] else name


def _items(documents: Sequence[Exported], key: str) -> Iterator[tuple[int, Item]]:
    return ((number, item) for number, document in enumerate(documents, 1) for item in document.record[key])


def _meetings(document: Exported, number: int) -> Iterator[Meeting]:
    record = document.record
    events: Sequence[Item] = record["events"]
    left = list(record["participant_counts"])
    for event in events:
        own = [count for count in left if len(events) == 1 or _is_of(count, event)]
        left = [count for count in left if count not in own]
        yield _meeting(event, own, number)
    if left:
        title = record["document"]["title"] or document_name(document)
        yield Meeting("", f"По документу в целом: {title}", "", _amounts(left), number, _key(None))


def _is_of(count: Item, event: Item) -> bool:
    """The count names the event by its title, its kind or its words."""
    return bool(count["event"]) and count["event"] in (event["title"], event["kind"], event["text"])


def _meeting(event: Item, counts: Sequence[Item], number: int) -> Meeting:
    title = event["title"]
    named = f"{event['kind']} «{title.strip('«»')}»" if title else event["kind"]
    form = labels.FORMATS.get(event["format"] or "", "")
    where = [event["venue"] or "", f"провели: {'; '.join(event['organizers'])}" if event["organizers"] else ""]
    return Meeting(
        labels.interval_of(event["dates"]) if event["dates"] else "",
        f"{named} ({form})" if form else named,
        "\n".join(filter(None, where)),
        _amounts(counts),
        number,
        _key(event["dates"]),
    )


def _amounts(counts: Iterable[Item]) -> str:
    return "; ".join(_amount(count) for count in counts)


def _amount(count: Item) -> str:
    """«больше 50 человек»: the noun of the text, or the unit where there is none."""
    return f"{amount_text(count)} {count['noun'] or unit_text(count)}".strip()


def _speech(item: Item, number: int) -> Speech:
    name = item["name"]["full"]
    who = f"{name} (ведущий)" if item["role"] == "moderator" else name
    post = ", ".join(filter(None, (item["position"], item["organization"])))
    return Speech(who, post, item["topic"] or "", number)


def _promises(record: Mapping[str, Any], number: int) -> Iterator[Promise]:
    told: list[Item] = list(record["targets"])
    for decision in record["decisions"]:
        inside = [target for target in told if _is_inside(target, decision)]
        told = [target for target in told if target not in inside]
        due = decision["due"] or next((target["due"] for target in inside if target["due"]), None)
        what = " ".join(decision["text"].split())
        yield Promise(_due(due), what, decision["responsible"] or "", number, _key(due))
    for target in told:
        yield Promise(_due(target["due"]), _level(target), target["responsible"] or "", number, _key(target["due"]))


def _is_inside(target: Item, decision: Item) -> bool:
    return bool(decision["start"] <= target["start"] and target["end"] <= decision["end"])


def _level(target: Item) -> str:
    """«охват школ наставничеством: не меньше 80 % (было 12)»."""
    level = f"{target['indicator']}: {amount_text(target)} {unit_text(target)}".rstrip()
    return level if target["baseline"] is None else f"{level} (было {labels.amount(target['baseline'])})"


def _due(due: Item | None) -> str:
    """The last day: a deadline is kept until then."""
    return f"до {labels.day(due['to'])}" if due else ""


def _key(due: Item | None) -> str:
    """ISO days sort as text; a day without its year («--08-02») and nothing come last."""
    return "9999" if due is None else due["to"].replace("--", "9998-")
