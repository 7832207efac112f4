"""Checks the gold records against their documents and against what a record may hold.

Decides whether a gold file can be trusted as data: keys, closed lists (taken from the models of
`extractor/record.py`), spans, dates, and names that refer to one another; and whether the corpus as
a whole covers kinds and fields. Leaves to `GUIDE.md`, and to the eyes of a reader, whether a gold
record says the right thing about its document. `python -m corpus.check` prints what is wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from extractor.record import (
    Contact,
    DateItem,
    Decision,
    Document,
    DocumentKind,
    Event,
    Goal,
    Item,
    LegalAct,
    Organization,
    ParticipantCount,
    Person,
    Speaker,
    Target,
)

GOLD = Path(__file__).parent / "gold"
SPLIT = Path(__file__).parent / "split.json"
PARTS = ("development", "evaluation")
LEAST_DOCUMENTS_PER_FIELD = 8

Gold = dict[str, Any]
Entry = Mapping[str, Any]


def problems(gold: Gold, text: str) -> list[str]:
    """Everything that is wrong with one gold record, a sentence each; `[]` where nothing is."""
    found = missing_keys(gold)
    for checks in (SHAPE, CONTENT):
        if found:  # what has the wrong shape cannot be judged further
            break
        found = [line for check in checks for line in check(gold, text)]
    return found


def corpus_problems(golds: Mapping[str, Gold], split: Mapping[str, list[str]]) -> list[str]:
    """What is wrong with the corpus as a whole: kinds and fields not covered, a crooked split."""
    return [*uncovered_kinds(golds), *thin_fields(golds), *crooked_split(golds, split)]


def load(folder: Path = GOLD) -> dict[str, tuple[Gold, str]]:
    """Every document of the corpus by its name: the gold record and the text."""
    return {
        path.stem: (
            json.loads(path.read_text(encoding="utf-8")),
            path.with_suffix(".txt").read_text(encoding="utf-8"),
        )
        for path in sorted(folder.glob("*.json"))
    }


def load_split(path: Path = SPLIT) -> dict[str, list[str]]:
    """The two parts: `development` may be read by those who write rules, `evaluation` may not."""
    parts: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return parts


# What one gold record must satisfy.


def missing_keys(gold: Gold) -> list[str]:
    """Every key of a record is present, even where its list is empty, and no other."""
    expected = {"document", *MODELS}
    return [
        *(f"key {key} is missing" for key in sorted(expected - gold.keys())),
        *(f"key {key} is not of a record" for key in sorted(gold.keys() - expected)),
    ]


def broken_header(gold: Gold, text: str) -> Iterator[str]:
    """The header has every key, values of the closed lists, and titles and addressees of the text."""
    header = gold["document"]
    yield from lacking("document", header, HEADER_KEYS)
    try:
        Document.model_validate(header)
    except ValidationError as error:
        yield f"document: {explain(error)}"
    flat = squeezed(text)
    for value in [header.get("title"), *(header.get("addressees") or [])]:
        if value is not None and squeezed(value) not in flat:
            yield f"document: not in the text: {value}"


def unfounded_spans(gold: Gold, text: str) -> Iterator[str]:
    """«text» and every mention is an exact substring; offsets, where given, point at it."""
    for field, item in entries(gold):
        for span in [item, *item.get("mentions", [])]:
            wording = span if isinstance(span, str) else span.get("text")
            if not wording or wording not in text:
                yield f"{field}: not in the text: {wording!r}"
            elif isinstance(span, dict) and "start" in span and text[span["start"] : span["end"]] != wording:
                yield f"{field}: offsets do not point at {wording!r}"


def broken_items(gold: Gold, text: str) -> Iterator[str]:
    """Every item has the keys of its field and validates as the record's own model."""
    for field, item in entries(gold):
        model = MODELS[field]
        yield from lacking(field, item, required_keys(model))
        try:
            model.model_validate(as_found(item))
        except ValidationError as error:
            yield f"{field}: {item.get('text')!r}: {explain(error)}"
        if item.get("optional", True) is not True:
            yield f"{field}: {item.get('text')!r}: optional is true or absent"


def impossible_intervals(gold: Gold, text: str) -> Iterator[str]:
    """Bounds are days of the calendar, in order, and as wide as the precision says."""
    for field, item in entries(gold):
        for key in ("value", "due", "dates"):
            bounds = item.get(key)
            if isinstance(bounds, dict):
                precision = item.get("precision") if key == "value" else None
                for complaint in interval_complaints(bounds, precision):
                    yield f"{field}: {item.get('text')!r}: {complaint}"
        if field == "legal_acts" and item.get("date") is not None and day(item["date"]) is None:
            yield f"{field}: no such day: {item['date']}"
    if gold["document"].get("date") is not None and day(gold["document"]["date"]) is None:
        yield f"document: no such day: {gold['document']['date']}"


def dangling_names(gold: Gold, text: str) -> Iterator[str]:
    """«organization», «organizers» and a body among «issuer» are names of organisations of the record."""
    names = {item["name"] for item in gold["organizations"]}
    for field, item in entries(gold):
        refers = [item.get("organization"), *item.get("organizers", [])]
        issuer = item.get("issuer")
        if issuer is not None and not OFFICE_HOLDER.match(issuer):
            refers.append(issuer)
        for name in refers:
            if name is not None and name not in names:
                yield f"{field}: {item['text']!r}: no organisation is named {name!r}"


def repeated_items(gold: Gold, text: str) -> Iterator[str]:
    """One thing in the world is one item; nobody is in speakers and in persons."""
    for field, identity in IDENTITIES.items():
        for key, times in Counter(identity(item) for item in gold[field]).items():
            if times > 1:
                yield f"{field}: stands {times} times: {key}"
    people = Counter(item["name"]["full"] for key in ("speakers", "persons") for item in gold[key])
    yield from (f"people: stands twice: {name}" for name, times in people.items() if times > 1)


def crooked_names(gold: Gold, text: str) -> Iterator[str]:
    """Names of bodies have the quotes «…»; a person's full name is made of its parts."""
    for item in gold["organizations"]:
        names = [item["name"], item.get("short_name") or "", *item.get("aliases", [])]
        yield from (f"organizations: quotes in {name!r}" for name in names if re.search('["“”„]', name))
    for key in ("speakers", "persons"):
        for item in gold[key]:
            name = item["name"]
            parts = [name[part] for part in ("last", "first", "middle") if name[part] is not None]
            if name["full"] != " ".join(parts):
                yield f"{key}: full name is not its parts: {name}"


def crooked_values(gold: Gold, text: str) -> Iterator[str]:
    """Phones are E.164 or as written, e-mail is in small letters, `value_max` goes with `range`."""
    for item in gold["contacts"]:
        written = re.sub(r"\D", "", item["value"]) in re.sub(r"\D", "", item["text"])
        if item["kind"] == "phone" and not (re.fullmatch(r"\+\d{8,15}", item["value"]) or written):
            yield f"contacts: phone {item['value']}"
        if item["kind"] == "email" and item["value"] != item["value"].lower():
            yield f"contacts: e-mail {item['value']}"
    for item in gold["participant_counts"]:
        if (item["comparator"] == "range") != ("value_max" in item):
            yield f"participant_counts: {item['text']!r}: value_max goes with range"


# What the corpus as a whole must satisfy.


def uncovered_kinds(golds: Mapping[str, Gold]) -> Iterator[str]:
    """Each kind of document has at least one."""
    present = {gold["document"]["kind"] for gold in golds.values()}
    yield from (f"no document of kind {kind}" for kind in get_args(DocumentKind) if kind not in present)


def thin_fields(golds: Mapping[str, Gold]) -> Iterator[str]:
    """Each field has items in at least eight documents."""
    for field in MODELS:
        count = sum(bool(gold[field]) for gold in golds.values())
        if count < LEAST_DOCUMENTS_PER_FIELD:
            yield f"{field} has items in {count} documents only"


def crooked_split(golds: Mapping[str, Gold], split: Mapping[str, list[str]]) -> Iterator[str]:
    """Every document is in one part, and those kept for evaluation are a quarter of all and of every kind.

    A document whose errors were read moves to `development`, so the parts need not be equal.
    """
    if set(split) != set(PARTS):
        yield f"split has the parts {sorted(split)}"
        return
    placed = Counter(name for part in PARTS for name in split[part])
    yield from (f"split: {name} is in no part" for name in golds if name not in placed)
    yield from (f"split: {name} is no document" for name in placed if name not in golds)
    yield from (f"split: {name} is there twice" for name, times in placed.items() if times > 1)
    kept = split["evaluation"]
    if 4 * len(kept) < len(placed):
        yield f"split: {len(kept)} of {len(placed)} documents are kept for evaluation, fewer than a quarter"
    kinds = {golds[name]["document"]["kind"] for name in kept if name in golds}
    present = {gold["document"]["kind"] for gold in golds.values()}
    yield from (f"split: no document of kind {kind} is kept for evaluation" for kind in sorted(present - kinds))


# Small questions that the checks share.


def entries(gold: Gold) -> Iterator[tuple[str, Entry]]:
    """Every item of every list field, with the field's name."""
    for field in MODELS:
        for item in gold[field]:
            yield field, item


def required_keys(model: type[Item]) -> frozenset[str]:
    """Keys that a gold item states even where they are null: those that its field adds to an item."""
    return frozenset(model.model_fields) - NOT_IN_GOLD - {"value_max"} | {"text"}


def lacking(where: str, item: Entry, keys: frozenset[str]) -> Iterator[str]:
    """A sentence for each key that the item does not state."""
    yield from (f"{where}: {item.get('text', '')!r}: no key {key}" for key in sorted(keys - item.keys()))


def as_found(item: Entry) -> dict[str, Any]:
    """A gold item in the shape of a found one, so that the record's model can judge it."""
    spans = {"start": 0, "end": len(str(item.get("text"))), "rule": "gold"}
    mentions = [
        {"text": mention, "start": 0, "end": len(mention)} if isinstance(mention, str) else mention
        for mention in item.get("mentions", [])
    ]
    return {**spans, **{key: item[key] for key in item if key != "optional"}, "mentions": mentions}


def interval_complaints(bounds: Entry, precision: str | None) -> Iterator[str]:
    """What is wrong with `{from, to}`; a day without a year («--08-02») has no order to check."""
    if str(bounds["from"]).startswith("--"):
        if day("2000" + str(bounds["from"])[1:]) is None:
            yield f"no such day: {bounds['from']}"
        return
    first, final = day(str(bounds["from"])), day(str(bounds["to"]))
    if first is None or final is None:
        yield f"no such days: {bounds}"
    elif first > final:
        yield f"ends before it begins: {bounds}"
    elif precision is not None and precision != "day" and not (first.day == 1 and ends_month(final)):
        yield f"{precision} that is not made of whole months: {bounds}"


def day(written: str) -> date | None:
    """The day of an ISO date, or None where the calendar has none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def ends_month(last: date) -> bool:
    """31 March does, 30 March does not."""
    return (last + timedelta(days=1)).day == 1


def squeezed(text: str) -> str:
    """Any run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def explain(error: ValidationError) -> str:
    """The first complaint of pydantic in a line."""
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def main() -> int:
    """Print every problem of the corpus; the exit code says whether there was one."""
    documents = load()
    lines = [f"{name}: {line}" for name, (gold, text) in documents.items() for line in problems(gold, text)]
    lines += corpus_problems({name: gold for name, (gold, _) in documents.items()}, load_split())
    sys.stdout.write("".join(f"{line}\n" for line in lines) or f"{len(documents)} documents are in order\n")
    return 1 if lines else 0


MODELS: dict[str, type[Item]] = {
    "dates": DateItem,
    "organizations": Organization,
    "speakers": Speaker,
    "persons": Person,
    "participant_counts": ParticipantCount,
    "targets": Target,
    "goals": Goal,
    "decisions": Decision,
    "events": Event,
    "legal_acts": LegalAct,
    "contacts": Contact,
}
HEADER_KEYS = frozenset(Document.model_fields) - {"spans"}
NOT_IN_GOLD = frozenset(Item.model_fields)

# An act may be issued by a person in office, who is no organisation: «указ Губернатора области».
OFFICE_HOLDER = re.compile(r"Президент\b|[Гг]убернатор\b|[Гг]лав[аы]\b|[Мм]эр\b|[Дд]иректор\b|[Гг]лавный врач\b")

IDENTITIES: dict[str, Callable[[Entry], object]] = {
    "dates": lambda item: (item["value"]["from"], item["value"]["to"], item["role"]) if item["value"] else None,
    "organizations": lambda item: item["name"],
    "contacts": lambda item: (item["kind"], item["value"]),
    "goals": lambda item: item["text"],
    "decisions": lambda item: (item["number"], item["text"]),
}
Check = Callable[[Gold, str], Iterator[str]]
SHAPE: tuple[Check, ...] = (broken_header, broken_items)
CONTENT: tuple[Check, ...] = (
    unfounded_spans,
    impossible_intervals,
    dangling_names,
    repeated_items,
    crooked_names,
    crooked_values,
)

if __name__ == "__main__":
    sys.exit(main())
