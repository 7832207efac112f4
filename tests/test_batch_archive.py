"""The generator of archives: one seed, one archive; what it calls whole is read, what it calls broken is not."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from benchmarks.archive import files, packed
from benchmarks.archive_broken import BREAKAGES
from benchmarks.archive_formats import FORMATS
from benchmarks.archive_texts import Sample, varied
from extractor import Record, UnreadableFile, extract, extract_many

TEXT = "Справка\n\nСеминар вела Дёмина А.А. 5 мая 2019 года. Участвовали 143 человека. Дёминой вручена грамота."
READABLE_ALL_THE_SAME = {"misnamed", "flipped_docx"}  # a flipped bit may strike where nothing is read
SLOW = {"form_that_draws_itself"}


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert list(packed(files(60, seed=3))) == list(packed(files(60, seed=3)))
    assert list(files(60, seed=3)) != list(files(60, seed=4))


def test_broken_files_are_added_and_change_nothing_else() -> None:
    whole, mixed = list(files(100, broken=0)), list(files(100, broken=0.05))
    assert [file for file in mixed if not file.breakage] == whole
    assert [file.breakage for file in mixed if file.breakage] == list(BREAKAGES)[:5]


def test_files_in_zips_are_the_files() -> None:
    plain = {file.path: file.data for file in files(200, broken=0)}
    found: dict[str, bytes] = {}
    for file in packed(files(200, broken=0)):
        if file.path.endswith(".zip"):
            with zipfile.ZipFile(BytesIO(file.data)) as archive:
                found |= {name: archive.read(name) for name in archive.namelist()}
        else:
            found[file.path] = file.data
    assert found == plain


def test_names_dates_and_numbers_vary_together() -> None:
    text = varied(Sample("a", TEXT, ("Дёмин",)), random.Random(1))
    assert "Дёмин" not in text and "143" not in text and "2019" not in text
    surname = text.split("вела ")[1].split("а ")[0]
    assert f"{surname}ой вручена" in text


@pytest.mark.parametrize(("suffix", "make"), FORMATS)
def test_a_document_of_each_format_is_read(suffix: str, make: Callable[[str], bytes]) -> None:
    record = extract(make(TEXT), f"справка{suffix}")
    assert "2019-05-05" in [date.value.from_ for date in record.dates if date.value is not None]
    assert record.source.warnings == ()


def test_what_is_broken_is_refused() -> None:
    made = {name: make(random.Random(7)) for name, make in BREAKAGES.items() if name not in SLOW}
    outcomes = dict(zip(made, extract_many((f"a{suffix}", data) for suffix, data in made.values()), strict=True))
    read = {name for name, outcome in outcomes.items() if isinstance(outcome, Record)}
    assert read <= READABLE_ALL_THE_SAME
    assert all(isinstance(outcomes[name], UnreadableFile) for name in outcomes.keys() - read)
