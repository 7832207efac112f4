"""The evaluation on small invented gold: what counts as found, what as right, and when a floor is missed."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path
from typing import Any

import pytest

from corpus import evaluation, floors
from corpus.evaluation import GoldError, error_lines, extract_records, load_gold, load_records, table
from corpus.floors import Floors, Regression, digest, figures, renewed, shortfalls
from corpus.likeness import is_alike, lemmas, plain
from corpus.scoring import Evaluation, GoldDocument, Row, score

TEXT = "Семинар прошёл 5 мая 2021 года. Участвовали 40 человек из МБОУ «Лицей № 3» и лицея."

Items = list[dict[str, Any]]


def day(text: str, iso: str, role: str = "event", **more: Any) -> dict[str, Any]:
    return {"text": text, "value": {"from": iso, "to": iso}, "precision": "day", "role": role, **more}


def person(last: str, first: str | None, role: str = "speaker", **more: Any) -> dict[str, Any]:
    name = {"last": last, "first": first, "middle": None, "full": f"{last} {first or ''}".strip()}
    return {"text": last, "name": name, "role": role, **more}


def count(value: float, unit: str = "person", **more: Any) -> dict[str, Any]:
    return {"text": str(value), "value": value, "unit": unit, "comparator": "exact", **more}


def run(gold: dict[str, Any], found: dict[str, Any] | None) -> Evaluation:
    return score([GoldDocument("a", TEXT, gold)], {} if found is None else {"a": found})


def counts(key: str, gold: list[dict[str, Any]], found: list[dict[str, Any]], row: str = "") -> tuple[int, int, int]:
    """Hits, spurious and missed items of one row."""
    tally = run({key: gold}, {key: found}).tallies[row or key]
    return tally.hits, len(tally.spurious), len(tally.missed)


def test_a_row_is_precision_recall_and_f1() -> None:
    result = run({"dates": [day("5", "2021-05-05"), day("6", "2021-05-06")]}, {"dates": [day("5", "2021-05-05")]})
    assert result.tallies["dates"].row == Row(1.0, 0.5, 2 / 3)
    assert all(math.isnan(figure) for figure in result.tallies["targets"].row)


def test_an_optional_item_counts_for_nothing() -> None:
    optional = [day("5 мая", "2021-05-05", optional=True)]
    assert counts("dates", optional, []) == (0, 0, 0)
    assert counts("dates", optional, [day("5 мая", "2021-05-05")]) == (0, 0, 0)


def test_a_date_repeated_with_another_role_is_one_date() -> None:
    twice = [day("5 мая", "2021-05-05", "event", optional=True), day("05.05", "2021-05-05", "deadline")]
    assert counts("dates", twice, [day("5", "2021-05-05", "deadline")]) == (1, 0, 0)
    assert counts("dates", twice, [day("5", "2021-05-05", "deadline")], "dates+") == (1, 0, 0)
    assert counts("dates", twice, [day("5", "2021-05-05", "act")], "dates+") == (0, 1, 1)


def test_a_day_without_a_year_fits_any_year() -> None:
    assert counts("dates", [day("5 мая", "2021-05-05")], [day("5 мая", "--05-05")]) == (1, 0, 0)
    assert counts("dates", [day("5 мая", "2021-05-05")], [day("6 мая", "--05-06")]) == (0, 1, 1)


def test_an_organization_is_found_by_any_of_its_forms() -> None:
    gold = [{"text": "МБОУ «Лицей № 3»", "name": "МБОУ «Лицей № 3»", "aliases": ["Лицей № 3"]}]
    found = [{"text": "Лицеем № 3", "name": "Лицей № 3"}]
    assert counts("organizations", gold, found) == (1, 0, 0)
    assert counts("organizations", gold, found, "organizations+") == (0, 1, 1)
    assert counts("organizations", gold, [{"text": "Лицей № 8", "name": "Лицей № 8"}]) == (0, 1, 1)


def test_a_name_with_initials_is_the_person() -> None:
    assert counts("speakers", [person("Хмычева", "Нина")], [person("Хмычева", "Н.")]) == (1, 0, 0)
    assert counts("speakers", [person("Хмычева", "Нина")], [person("Хмычева", "Е.")]) == (0, 1, 1)
    assert counts("speakers", [person("Хмычева", "Нина")], [person("Хмычева", "Н.")], "speakers+") == (
        0,
        1,
        1,
    )


def test_a_speaker_among_persons_is_found_as_one_of_the_people() -> None:
    result = run({"speakers": [person("Хмычева", "Нина")]}, {"persons": [person("Хмычева", "Нина", "mentioned")]})
    assert (result.tallies["speakers"].hits, result.tallies["people"].hits) == (0, 1)


@pytest.mark.parametrize(
    ("position", "employer", "hits"),
    [
        ("заместитель директора", "Лицей № 3", 1),
        ("заместителем директора", "МБОУ «Лицей № 3»", 1),
        ("учитель", "МБОУ «Лицей № 3»", 0),
        ("заместитель директора", None, 0),
        ("заместитель директора", "Лицей № 8", 0),
    ],
)
def test_a_speaker_is_right_with_position_and_employer(position: str, employer: str | None, hits: int) -> None:
    bodies = [{"text": "МБОУ «Лицей № 3»", "name": "МБОУ «Лицей № 3»", "aliases": ["Лицей № 3"]}]
    gold = person("Хмычева", "Нина", position="заместитель директора", organization="МБОУ «Лицей № 3»")
    found = person("Хмычева", "Нина", position=position, organization=employer)
    result = run({"organizations": bodies, "speakers": [gold]}, {"speakers": [found]})
    assert result.tallies["speakers+"].hits == hits


def test_of_two_counts_of_one_value_each_finds_its_noun() -> None:
    gold = [count(40, noun="учителей"), count(40, noun="школьников", optional=True)]
    assert counts("participant_counts", gold, [count(40, noun="школьников")]) == (0, 0, 1)


def test_a_count_of_another_unit_is_wrong_in_both_rows() -> None:
    for row in ("participant_counts", "participant_counts+"):
        assert counts("participant_counts", [count(40)], [count(40, "view")], row) == (0, 1, 1)
    more = count(40, comparator="more_than")
    assert counts("participant_counts", [count(40)], [more]) == (1, 0, 0)
    assert counts("participant_counts", [count(40)], [more], "participant_counts+") == (0, 1, 1)


def test_a_target_needs_its_indicator_and_strictly_its_term_and_unit() -> None:
    gold = {"text": "т", "indicator": "доля школ", "value": 30, "unit": "%", "due": None}
    same = {**gold, "indicator": "доли школ", "unit": "percent"}
    late = {**same, "due": {"from": "2024-01-01", "to": "2024-12-31"}}
    assert counts("targets", [gold], [same], "targets+") == (1, 0, 0)
    assert counts("targets", [gold], [late]) == (1, 0, 0)
    assert counts("targets", [gold], [late], "targets+") == (0, 1, 1)
    assert counts("targets", [gold], [{**gold, "indicator": "охват вакцинацией"}]) == (0, 1, 1)


def test_statements_acts_events_and_contacts() -> None:
    said = {"text": "Направить заявки в департамент"}
    assert counts("decisions", [said], [{"text": "направить заявку в департамент"}]) == (1, 0, 0)
    assert counts("decisions", [said], [{**said, "responsible": "школы"}], "decisions+") == (0, 1, 1)
    assert counts("legal_acts", [{"text": "приказ", "number": "5-ОД"}], [{"text": "х", "number": "5-од"}]) == (1, 0, 0)
    assert counts("legal_acts", [{"text": "приказ о школе"}], [{"text": "приказом о школе"}]) == (1, 0, 0)
    assert counts("events", [{"kind": "форум"}], [{"kind": "форума"}]) == (1, 0, 0)
    assert counts("events", [{"kind": "форум", "title": "Весна"}], [{"kind": "форум"}]) == (0, 1, 1)
    site = {"text": "https://www.a.example/", "value": "https://www.a.example/"}
    assert counts("contacts", [site], [{"text": "сайт", "value": "a.example"}]) == (1, 0, 0)
    assert counts("contacts", [site], [{"text": "сайт", "value": "b.example"}]) == (0, 1, 1)


def test_the_header_counts_a_kind_always_and_the_rest_where_given() -> None:
    result = run({"document": {"kind": "order", "number": None}}, {"document": {"kind": "order", "number": "5"}})
    kind, number = result.tallies["document.kind"], result.tallies["document.number"]
    assert (kind.hits, len(number.spurious), len(number.missed)) == (1, 1, 0)
    assert result.tallies["document.date"].hits == 0


def test_places_are_checked_against_the_text() -> None:
    right = day("5 мая", "2021-05-05", start=15, end=20)
    wrong = day("5 мая", "2021-05-05", start=14, end=19)
    result = run({}, {"dates": [right, wrong, day("5 мая", "2021-05-05")], "goals": [{"text": "без места"}]})
    assert (result.items, result.items_in_place) == (3, 1)


def test_a_document_without_a_record_has_found_nothing() -> None:
    result = run({"dates": [day("5", "2021-05-05")]}, None)
    assert result.without_record == 1
    assert result.headline == 0


def test_wordings() -> None:
    assert plain(" **ОГБУ** «РЦРО»—2. ") == "огбу рцро -2"
    assert lemmas("Двадцати школам") == "двадцать школа"
    assert is_alike(None, "", 85)
    assert not is_alike("учитель", None, 85)


# Folders, tables, the engine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tmp_path = tmp_path / "given"
    tmp_path.mkdir()
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"dates": [day("5 мая 2021 года", "2021-05-05")]}), "utf-8")
    return tmp_path


def test_the_engine_is_scored_on_a_folder(folder: Path) -> None:
    golds = load_gold(folder)
    result = score(golds, extract_records(golds))
    assert (result.documents, result.without_record) == (1, 0)
    assert result.items == result.items_in_place
    assert "headline" in table(result)


def test_records_come_as_files_or_lines(tmp_path: Path) -> None:
    record = {"source": {"name": "b.txt"}, "text": "\u2028"}
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "b.txt.json").write_text(json.dumps(record), "utf-8")
    (tmp_path / "all.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    assert load_records(tmp_path / "in") == load_records(tmp_path / "all.jsonl") == {"b": record}


def test_faults_of_gold_are_told(folder: Path) -> None:
    (folder / "b.json").write_text("{}", "utf-8")
    with pytest.raises(GoldError, match=r"b\.json has no b\.txt"):
        load_gold(folder)
    with pytest.raises(GoldError, match="no gold records"):
        load_gold(folder / "nothing")
    (folder / "a.json").write_text("[", "utf-8")
    with pytest.raises(GoldError, match="no JSON"):
        load_records(folder)


def test_errors_name_document_and_item() -> None:
    result = run({"dates": [day("5 мая", "2021-05-05")]}, {"dates": [day("6 мая", "2021-05-06")]})
    lines = list(error_lines(result, "dates"))
    assert lines[0] == "dates: missed (1)" and "5 мая" in lines[1] and "6 мая" in lines[3]


# Floors


def measured(found: int) -> dict[str, Evaluation]:
    """Three gold dates, of which `found` are found."""
    days = [day(str(n), f"2021-05-0{n}") for n in (1, 2, 3)]
    return {"development": run({"dates": days}, {"dates": days[:found]})}


def test_a_floor_is_today_rounded_down_and_holds_today() -> None:
    pinned = renewed(measured(2), Floors("", {}), "hash")
    assert pinned.parts["development"]["dates"] == 0.8
    assert list(shortfalls(measured(2), pinned, "hash")) == []
    assert list(shortfalls(measured(3), pinned, "hash")) == []


def test_a_missed_floor_is_told() -> None:
    pinned = renewed(measured(2), Floors("", {}), "hash")
    missed = list(shortfalls(measured(1), pinned, "hash"))
    assert "development: dates is 0.5000, its floor is 0.800" in missed


def test_a_changed_corpus_asks_for_new_floors() -> None:
    pinned = renewed(measured(2), Floors("", {}), "hash")
    assert ["has changed" in line for line in shortfalls(measured(3), pinned, "other")] == [True]


def test_a_floor_sinks_only_when_that_is_allowed() -> None:
    pinned = renewed(measured(2), Floors("", {}), "hash")
    with pytest.raises(Regression, match=r"development: dates from 0\.800 to 0\.500"):
        renewed(measured(1), pinned, "hash")
    assert renewed(measured(1), pinned, "hash", allow_regression=True).parts["development"]["dates"] == 0.5


def test_rows_with_nothing_to_count_have_no_floor() -> None:
    assert set(figures(measured(2)["development"])) == {
        "dates",
        "dates+",
        "document.kind",
        "headline",
        "headline+",
    }


def test_the_hash_sees_names_and_contents_but_not_the_place(tmp_path: Path) -> None:
    hashes = set()
    for place, name, text in [("x", "a", "1"), ("y", "a", "1"), ("z", "b", "1"), ("w", "a", "2")]:
        gold = tmp_path / place / "gold"
        gold.mkdir(parents=True)
        (gold / name).write_text(text, "utf-8")
        hashes.add(digest(gold))
    assert len(hashes) == 3


def test_the_command_prints_both_parts_and_fails_under_a_floor(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    shutil.copytree(folder, home / "gold")
    (home / "split.json").write_text('{"development": ["a"], "evaluation": []}', "utf-8")
    assert evaluation.main([], home) == 1
    found: dict[str, Any] = {"a": {"dates": [day("5", "2021-05-05")]}}
    monkeypatch.setattr(evaluation, "extract_records", lambda golds: found)
    (tmp_path / "README.md").write_text("# A\n<!-- quality -->\nold\n<!-- /quality -->\nend\n", "utf-8")
    assert evaluation.main(["--update"], home) == 0
    assert "| dates | 1.000 (1.000) | – |\n" in (tmp_path / "README.md").read_text("utf-8")
    assert "old" not in (tmp_path / "README.md").read_text("utf-8")
    assert evaluation.main([], home) == 0
    found.clear()
    assert evaluation.main(["--errors", "dates"], home) == 1
    printed = capsys.readouterr().out
    assert "== development" in printed and "== evaluation" in printed
    assert "every floor holds" in printed and "its floor is 1.000" in printed


def test_the_floors_on_disk_are_floors() -> None:
    pinned = floors.load(evaluation.HOME / "floors.json")
    assert set(pinned.parts) == {"development", "evaluation"}
    assert all(0 <= figure <= 1 for part in pinned.parts.values() for figure in part.values())
