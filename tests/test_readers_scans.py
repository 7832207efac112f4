"""Scans: askew, as pictures and in a PDF, what is said of how sure they are, and what a missing program costs."""

from __future__ import annotations

import pytest

from extractor.errors import UnreadableFile
from extractor.readers import read
from extractor.readers.hyphens import joined
from extractor.readers.scan import lines
from extractor.readers.second_look import Word, merged
from tests.readers.office_made import needs_eyes, needs_writer, scanned
from tests.readers.wordml import p, package

TEXTS = (
    "Совещание прошло 5 мая 2021 года в лицее № 3 города Заречного. В нём участвовали сорок три человека из "
    "восемнадцати школ района, выступили двенадцать педагогов.",
    "План на следующий год утверждён.",
)
LETTER = package("".join(p(text) + p() for text in TEXTS))
PRINTED = "\n\n".join(TEXTS)


@needs_writer
@needs_eyes
@pytest.mark.parametrize(("kind", "degrees"), [("PNG", 1.5), ("JPEG", -2.0), ("TIFF", 0.0), ("PDF", 0.8)])
def test_a_scan_is_paragraphs_and_tells_how_sure_it_is(kind: str, degrees: float) -> None:
    page = read(scanned(LETTER, degrees=degrees, kind=kind))
    assert page.text == PRINTED
    assert page.recognition is not None
    assert page.recognition > 0.85
    assert (page.pages, page.warnings) == (1, ())


@needs_writer
@needs_eyes
def test_a_page_on_its_head_is_turned() -> None:
    assert read(scanned(LETTER, degrees=180)).text.split() == PRINTED.split()


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(UnreadableFile) as caught:
        read(b"\xff\xd8\xff\xe0", "скан.jpg")
    assert caught.value.code == "missing_tool"
    assert "tesseract-ocr-rus" in caught.value.sentence


def word(text: str, left: int, certainty: float = 95.0, *, line: str = "1", high: int = 20, wide: int = 100) -> Word:
    top = 100 * int(line)
    return Word(text, left, top, left + wide, top + high, certainty, ("1", "1", line))


def test_bullets_are_bullets_whatever_was_seen_in_them() -> None:
    seen = [
        word("Задачи:", 80, line="1"),
        *(word(":", 90, line="2", high=5, wide=5), word("отчёт;", 110, line="2")),
        word("смета.", 111, line="3"),
        word("Директор", 80, line="4"),
    ]
    assert [line.text for line in lines(seen, 1, 900).sheet.lines] == ["Задачи:", "• отчёт;", "• смета.", "Директор"]


def test_latin_is_read_again_and_capitals_are_not() -> None:
    first = [word("ребзе", 80, 20.0), word("СОИРО", 200, 30.0)]
    again = [word("site.example", 80, 90.0), word("COMPO", 200, 90.0)]
    assert [each.text for each in merged(first, again)] == ["site.example", "СОИРО"]


@pytest.mark.parametrize(
    ("before", "line", "whole"),
    [
        ("семинар для настав-", "ников", "семинар для наставников"),
        ("в онлайн-", "формате", "в онлайн-формате"),
        ("в 2020-", "2021 году", "в 2020- 2021 году"),
        ("в школах", "района", "в школах района"),
    ],
)
def test_parted_words_are_whole_again(before: str, line: str, whole: str) -> None:
    assert joined(before, line) == whole
