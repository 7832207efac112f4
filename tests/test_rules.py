"""Every rule that gives items has two lines that it matches and a near miss in `tests/cases/KEY-rules.txt`.

Decides which rules there are, those whose names stand on items of the invented corpus and of the cases,
and what each owes. Whether the lines come true is left to `test_cases.py`, their notation to `case_files.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import Record, extract_many
from tests.case_files import Case, read_cases

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
LEDGERS = {path.stem.removesuffix("-rules"): path for path in sorted(CASES.glob("*-rules.txt"))}
MATCHES_OWED = 2


@pytest.fixture(scope="session")
def rules() -> dict[str, set[str]]:
    """By record key, the names of the rules that found anything in the corpus or in any case."""
    used: dict[str, set[str]] = defaultdict(set)
    for record in extract_many(documents()):
        if isinstance(record, Record):
            for key, items in record:
                used[key] |= {item.rule for item in items} if isinstance(items, tuple) else set()
    return used


def documents() -> Iterator[tuple[str, bytes]]:
    for path in sorted((ROOT / "corpus" / "gold").glob("*.txt")):
        yield path.name, path.read_bytes()
    for path in sorted(CASES.glob("*.txt")):
        for case in read_cases(path):
            yield "case.txt", case.text.encode()


@pytest.mark.parametrize("key", LEDGERS)
def test_each_rule_has_its_matches_and_a_near_miss(key: str, rules: dict[str, set[str]]) -> None:
    assert rules[key], f"no rule finds any of {key}"
    assert list(debts(rules[key], read_cases(LEDGERS[key]))) == []


@pytest.mark.parametrize("key", LEDGERS)
def test_every_line_names_a_rule_in_use(key: str, rules: dict[str, set[str]]) -> None:
    for case in read_cases(LEDGERS[key]):
        named = matched(case) | missed(case)
        assert named and named <= rules[key], f"{case.id} names {named - rules[key] or 'no rule'}"


def test_every_key_of_found_items_has_its_file(rules: dict[str, set[str]]) -> None:
    assert {key for key, names in rules.items() if names} <= set(LEDGERS)


def debts(rules: set[str], cases: list[Case]) -> Iterator[str]:
    """What the lines leave out, a sentence for each; a known debt (`~`) counts for nothing."""
    kept = [case for case in cases if not case.is_debt]
    matches = Counter(rule for case in kept for rule in matched(case))
    near = {rule for case in kept for rule in missed(case)}
    for rule in sorted(rules):
        if matches[rule] < MATCHES_OWED:
            yield f"{rule}: {matches[rule]} lines match it"
        if rule not in near:
            yield f"{rule}: no near miss"


def matched(case: Case) -> set[str]:
    return {rule for rule in named_rules(case) if not rule.startswith("!")}


def missed(case: Case) -> set[str]:
    """The rules that a line is a near miss of: nothing is found, or «!rule» says that another rule finds it."""
    others = {rule.removeprefix("!") for rule in named_rules(case) if rule.startswith("!")}
    return others if case.near_miss_of is None else {case.near_miss_of}


def named_rules(case: Case) -> Iterator[str]:
    for wanted in case.expected:
        rule = wanted.values.get("rule")
        if rule is not None:
            yield rule


def test_a_rule_without_its_lines_is_seen(tmp_path: Path) -> None:
    ledger = tmp_path / "dates-rules.txt"
    lines = ["text | rule", "[5 мая] | day", "[6 мая] и [7 мая] | day ; day", "~ 5 маяков | day"]
    ledger.write_text("\n".join(lines), "utf-8")
    assert list(debts({"day", "year"}, read_cases(ledger))) == [
        "day: no near miss",
        "year: 0 lines match it",
        "year: no near miss",
    ]
    ledger.write_text("\n".join([*lines, "5 маяков | day"]), "utf-8")
    assert list(debts({"day"}, read_cases(ledger))) == []
    ledger.write_text("\n".join([*lines, "[5 маяков] | !day"]), "utf-8")
    assert list(debts({"day"}, read_cases(ledger))) == []
