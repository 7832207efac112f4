"""When a found item is the gold one, field by field.

Decides two questions for each field: may these two be paired (the score of a pair, 0 where they may
not), and is the pair right as a whole (the strict rows, `dates+`). Leaves counting to `scoring.py`.
Items are plain dictionaries, because gold records and records of other programs come as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from corpus.likeness import closeness, is_alike, lemma, lemmas, overlap, plain

Item = Mapping[str, Any]
Record = Mapping[str, Any]
Same = Callable[[Item, Item], float]
Right = Callable[[Item, Item], bool]


# Dates


def interval(item: Item, key: str = "value") -> tuple[Any, Any]:
    """The two bounds; a value that is null has two nulls."""
    bounds = item.get(key) or {}
    return bounds.get("from"), bounds.get("to")


def merged_dates(items: Iterable[Item]) -> list[Item]:
    """One item a value: a date repeated with another role is the same date, with both `roles`."""
    merged: dict[tuple[Any, Any], dict[str, Any]] = {}
    for item in items:
        one = merged.setdefault(interval(item), {**item, "roles": set()})
        one["roles"].add(item.get("role"))
        if not item.get("optional"):
            one.pop("optional", None)
    return list(merged.values())


def same_date(gold: Item, found: Item) -> float:
    """Equal bounds; «2 августа» of a document without a year also fits the day of any year."""
    mine, theirs = interval(gold), interval(found)
    if mine == theirs:
        return 2
    if is_yearless(mine) or is_yearless(theirs):
        return float(day_of_year(mine) == day_of_year(theirs)) if mine[0] and theirs[0] else 0
    return 0


def is_yearless(bounds: tuple[Any, Any]) -> bool:
    return bool(bounds[0]) and bounds[0].startswith("--")


def day_of_year(bounds: tuple[Any, Any]) -> tuple[str, str]:
    """«--08-02» and «2021-08-02» are «08-02»."""
    return bounds[0][-5:], (bounds[1] or "")[-5:]


def right_date(gold: Item, found: Item) -> bool:
    """One role in common."""
    return bool(gold["roles"] & found["roles"])


# Organisations


def wordings(item: Item) -> list[str]:
    """Every form under which an item stands in the record: text, names, aliases, mentions."""
    name = item.get("name")
    forms = [item.get("text"), name if isinstance(name, str) else None, item.get("short_name")]
    forms += item.get("aliases") or []
    forms += [one if isinstance(one, str) else one.get("text") for one in item.get("mentions") or []]
    return [form for form in dict.fromkeys(forms) if form]


def same_organization(gold: Item, found: Item) -> float:
    """Any form of one is a form of the other, as lemmas; long forms may differ in a letter or two."""
    best = 0.0
    for mine in wordings(gold):
        for theirs in wordings(found):
            if lemmas(mine) == lemmas(theirs):
                return 200 + len(lemmas(mine))
            close = closeness(mine, theirs)
            if close >= 92 and min(len(lemmas(mine)), len(lemmas(theirs))) > 6:
                best = max(best, close)
    return best


def right_organization(gold: Item, found: Item) -> bool:
    return plain(gold.get("name")) == plain(found.get("name"))


# People


def same_person(gold: Item, found: Item) -> float:
    """One surname, and first names that do not exclude each other: «Боброва Е. А.», «Елена Боброва»."""
    mine, theirs = gold.get("name") or {}, found.get("name") or {}
    if plain(mine.get("last")) != plain(theirs.get("last")):
        return 0
    first, other = plain(mine.get("first")), plain(theirs.get("first"))
    if first and other and first[0] != other[0]:
        return 0
    return 1 + (first == other) + (plain(mine.get("middle")) == plain(theirs.get("middle")))


def right_person(gold_record: Record, found_record: Record) -> Right:
    """The same parts of the name, role, position and organisation."""

    def is_right(gold: Item, found: Item) -> bool:
        mine, theirs = gold.get("name") or {}, found.get("name") or {}
        return (
            all(plain(mine.get(part)) == plain(theirs.get(part)) for part in ("last", "first", "middle"))
            and gold.get("role") == found.get("role")
            and is_alike(gold.get("position"), found.get("position"), 85)
            and is_same_employer(
                employer(gold_record, gold.get("organization")),
                employer(found_record, found.get("organization")),
            )
        )

    return is_right


def employer(record: Record, name: str | None) -> Item | None:
    """The organisation of the record that bears the name, or the bare name."""
    if not name:
        return None
    bodies = record.get("organizations") or []
    return next((body for body in bodies if plain(body.get("name")) == plain(name)), {"name": name, "text": name})


def is_same_employer(gold: Item | None, found: Item | None) -> bool:
    if gold is None or found is None:
        return gold is None and found is None
    return same_organization(gold, found) > 0


# Counts and targets


def same_count(gold: Item, found: Item) -> float:
    """The same number of the same unit; nouns and comparators choose among several."""
    return paired_count(gold, found) if gold.get("unit") == found.get("unit") else 0


def paired_count(gold: Item, found: Item) -> float:
    """The same number, whatever its unit: the strict row counts a wrong unit against the pair."""
    if gold.get("value") != found.get("value"):
        return 0
    unit, comparator = (gold.get(key) == found.get(key) for key in ("unit", "comparator"))
    return 1 + 4 * unit + 2 * comparator + overlap(gold.get("noun"), found.get("noun")) / 100


def right_count(gold: Item, found: Item) -> bool:
    return all(gold.get(key) == found.get(key) for key in ("unit", "comparator", "value_max"))


def same_target(gold: Item, found: Item) -> float:
    """The same number of much the same indicator."""
    shared = overlap(gold.get("indicator"), found.get("indicator"))
    return paired_target(gold, found) if shared >= 50 else 0


def paired_target(gold: Item, found: Item) -> float:
    if gold.get("value") != found.get("value"):
        return 0
    due = interval(gold, "due") == interval(found, "due")
    return 1 + 2 * due + overlap(gold.get("indicator"), found.get("indicator")) / 100


def right_target(gold: Item, found: Item) -> bool:
    return (
        unit_key(gold.get("unit")) == unit_key(found.get("unit"))
        and interval(gold, "due") == interval(found, "due")
        and overlap(gold.get("indicator"), found.get("indicator")) >= 60
    )


def unit_key(unit: str | None) -> str:
    """Spellings of one unit: «кв. м» and «квадратных метров» are «m2»."""
    bare = re.sub(r"[^\w%/]", "", plain(unit))
    return UNITS.get(bare, bare)


# Statements, events, acts, contacts


def same_wording(least: float) -> Same:
    """Items whose texts are nearly the same."""

    def same(gold: Item, found: Item) -> float:
        close = closeness(gold.get("text"), found.get("text"))
        return close if close >= least else 0

    return same


def right_decision(gold: Item, found: Item) -> bool:
    """The same term, and much the same body in charge."""
    mine, theirs = gold.get("responsible"), found.get("responsible")
    if interval(gold, "due") != interval(found, "due"):
        return False
    return (not mine and not theirs) or overlap(mine, theirs) >= 70


def same_event(gold: Item, found: Item) -> float:
    """Titles that are nearly the same, or no titles and one kind."""
    if gold.get("title") and found.get("title"):
        close = closeness(gold["title"], found["title"])
        return close if close >= 85 else 0
    if not gold.get("title") and not found.get("title"):
        return 50 if lemma(gold.get("kind")) == lemma(found.get("kind")) else 0
    return 0


def same_act(gold: Item, found: Item) -> float:
    """One number, or no numbers and much the same text."""
    if gold.get("number") or found.get("number"):
        return float(plain(str(gold.get("number"))) == plain(str(found.get("number"))))
    return same_wording(70)(gold, found)


def same_contact(gold: Item, found: Item) -> float:
    """One value or one text, spaces and marks aside: «+7 (4812) 38-12-34» and «+74812381234»."""
    return float(any(bare_contact(gold.get(key)) == bare_contact(found.get(key)) for key in ("value", "text")))


def bare_contact(wording: str | None) -> str:
    bare = re.sub(r"[^\w@+]", "", (wording or "").casefold())
    for scheme in ("httpswww", "https", "http"):
        bare = bare.removeprefix(scheme)
    return bare


UNITS = {
    "%": "percent",
    "руб": "ruble",
    "рубль": "ruble",
    "рублей": "ruble",
    "квм": "m2",
    "квадратныйметр": "m2",
    "квадратныхметров": "m2",
    "человек": "person",
    "чел": "person",
    "ед": "unit",
    "единиц": "unit",
    "шт": "unit",
}
