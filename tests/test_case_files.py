"""The notation of case files: what the brackets, cells and marks mean, and which lines are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case_files import Case, CaseError, Expected, read_case, read_cases

COLUMNS = ["value.from", "role"]


def case(line: str, key: str = "dates") -> Case:
    return read_case(line, COLUMNS, key=key, id="dates.txt:7")


def test_brackets_are_spans_of_the_text_without_them() -> None:
    found = case(r"Отчёт за [2021 год]\nи [2022 год] | 2021-01-01 ; 2022-01-01 | - ; ")
    assert found.text == "Отчёт за 2021 год\nи 2022 год"
    assert [found.text[e.start : e.end] for e in found.expected] == ["2021 год", "2022 год"]
    assert [e.values for e in found.expected] == [
        {"value.from": "2021-01-01", "role": None},
        {"value.from": "2022-01-01"},
    ]


def test_nested_brackets_are_two_spans() -> None:
    assert case("до [[5 мая]]").expected == (Expected(3, 8, {}), Expected(3, 8, {}))


def test_a_backslash_makes_a_bracket_and_a_bar_literal() -> None:
    assert case(r"\[1\] a\|b [5 мая]") == Case("dates.txt:7", "dates", "[1] a|b 5 мая", (Expected(8, 13, {}),))


def test_with_one_span_a_cell_may_hold_a_semicolon() -> None:
    assert case("[5 мая] | a; b").expected[0].values == {"value.from": "a; b"}


def test_marks() -> None:
    assert case("~ [5 мая]").is_debt
    assert case("+ [5 мая]").extra_allowed
    both = case("~ + [5 мая]")
    assert both.is_debt and both.extra_allowed and both.text == "5 мая"


def test_a_rule_beside_a_text_without_brackets_makes_it_a_near_miss() -> None:
    near = read_case("5 маяков | day", ["rule"], key="dates", id="dates-rules.txt:2")
    assert near == Case("dates-rules.txt:2", "dates", "5 маяков", near_miss_of="day")


def test_a_document_has_values_and_no_spans() -> None:
    assert case("ПРИКАЗ № 5 | order", key="document").values == {"value.from": "order"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[5 мая", "without"),
        ("5 мая]", "without"),
        ("5 мая | 2021-05-05", "nothing is bracketed"),
        ("+ 5 мая", "nothing is bracketed"),
        ("[5 мая] и [6 мая] | 2021-05-05", "1 values for 2 spans"),
        ("[5 мая] | a | b | c", "3 cells under 2 columns"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused(line: str, reason: str) -> None:
    with pytest.raises(CaseError, match=rf"dates.txt:7: .*{reason}"):
        case(line)


def test_a_documents_case_without_cells_is_refused() -> None:
    with pytest.raises(CaseError, match="has cells and no brackets"):
        case("ПРИКАЗ № 5", key="document")


def test_a_file_gives_its_key_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "dates-relative.txt"
    path.write_text("# why\n\ntext | role\n# one\n[вчера] | event\nсегодня\n", "utf-8")
    found = read_cases(path)
    assert [(c.key, c.id, c.text) for c in found] == [
        ("dates", "dates-relative.txt:5", "вчера"),
        ("dates", "dates-relative.txt:6", "сегодня"),
    ]


def test_a_file_without_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dates.txt"
    path.write_text("[вчера] | event\n", "utf-8")
    with pytest.raises(CaseError, match="header"):
        read_cases(path)
