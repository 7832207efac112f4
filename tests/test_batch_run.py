"""A run over an archive: every file has a record or a reason, and the next run does only what is new."""

from __future__ import annotations

import importlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from extractor import extract
from extractor.batch import Form, MissingExtra, NothingThere, OtherSource, OtherVersion, Settings, run
from extractor.batch.outcomes import sort_of
from tests.batch_archives import QUICK, done, fill, listed, many, records, result, zipped
from tests.batch_engines import shouting

GOLD = Path(__file__).parent.parent / "corpus" / "gold"


def test_every_file_ends_somehow(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", many(60))
    found = done(source, tmp_path / "out")
    ended = listed(tmp_path / "out")
    on_disk = {str(path.relative_to(source)) for path in source.rglob("*") if path.is_file()}
    assert on_disk <= ended.keys()
    assert all("//" in path for path in ended.keys() - on_disk)
    assert {said["outcome"] for said in ended.values()} == {"record", "set aside", "unpacked"}
    assert found.set_aside == sum(said["outcome"] == "set aside" for said in ended.values())
    assert {said["code"] for said in ended.values() if said["outcome"] == "set aside"} == {"empty"}


def test_records_are_those_of_the_engine(tmp_path: Path) -> None:
    names = sorted(GOLD.glob("*.txt"))[:20]
    source = fill(tmp_path / "a", {f"{at % 3}/{path.name}": path.read_bytes() for at, path in enumerate(names)})
    done(source, tmp_path / "out", Settings(workers=2))
    found = records(tmp_path / "out")
    assert len(found) == len(names)
    for path, record in found.items():
        alone = extract((source / path).read_bytes(), Path(path).name).to_dict()
        alone["source"]["seconds"] = 0.0
        assert record == alone


def test_copies_are_read_once_and_linked_to_the_first_of_the_walk(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {"б.txt": "Приказ", "а.txt": "Приказ", "в/г.txt": "Приказ", "д.txt": "Другой"}
    source = fill(tmp_path / "a", texts | {"я.zip": zipped({"б.txt": "Приказ"})})
    done(source, tmp_path / "out")
    ended = listed(tmp_path / "out")
    assert {path: said.get("same_as") for path, said in ended.items()} == {
        "а.txt": None, "б.txt": "а.txt", "в/г.txt": "а.txt", "д.txt": None, "я.zip": None, "я.zip//б.txt": "а.txt",
    }  # fmt: skip
    assert records(tmp_path / "out").keys() == {"а.txt", "д.txt"}
    assert {said["outcome"] for said in ended.values()} == {"record", "unpacked"}


def test_the_second_run_does_nothing(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", many(40))
    first = done(source, tmp_path / "out")
    before = result(tmp_path / "out")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "records").iterdir()}
    second = done(source, tmp_path / "out")
    assert (first.documents > 40, second.documents, second.set_aside) == (True, 0, first.set_aside)
    assert result(tmp_path / "out") == before
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "records").iterdir()} == times


def test_after_changes_the_result_is_that_of_a_fresh_run(tmp_path: Path) -> None:
    """Changed, new, vanished, touched; an original that is no more leaves its place to a copy."""
    source = fill(tmp_path / "a", many(60) | {"а.txt": "Приказ", "б.txt": "Приказ"})
    done(source, tmp_path / "out")
    fill(source, {"1/справка 0001.txt": "Изменено", "новый.txt": "Новый"})
    fill(source, {"архив 0009.zip": zipped({"в архиве 0.txt": "Приказ 9-0", "ещё.txt": "Ещё"})})
    (source / "а.txt").unlink()
    (source / "2" / "справка 0002.txt").unlink()
    os.utime(source / "3" / "справка 0003.txt", (1, 1))
    again = done(source, tmp_path / "out")
    done(source, tmp_path / "fresh")
    # The changed one, the new one, the zip, «ещё.txt» in it, and the copy that is an original now.
    assert again.documents == 5
    assert result(tmp_path / "out") == result(tmp_path / "fresh")
    assert listed(tmp_path / "out")["б.txt"].get("same_as") is None


@pytest.mark.parametrize("packing", ["none", "gzip", "zstd"])
def test_parts_are_bounded_and_hold_everything(tmp_path: Path, packing: str) -> None:
    source = fill(tmp_path / "a", many(60))
    form = Form(packing, 8_000)
    done(source, tmp_path / "out", replace(QUICK, form=form))
    from extractor.batch.parts import opened

    parts = sorted((tmp_path / "out" / "records").glob("part-*"))
    texts = []
    for part in parts:
        with opened(part) as file:
            texts.append(file.read())
    assert len(parts) > 3 and all(len(text) <= 8_000 for text in texts)
    assert sum(text.count(b"\n") for text in texts) == sum("part" in said for said in listed(tmp_path / "out").values())
    assert done(source, tmp_path / "out", replace(QUICK, form=form)).documents == 0
    fill(source, {"а.txt": "Новый"})
    done(source, tmp_path / "out", replace(QUICK, form=form))
    done(source, tmp_path / "fresh", replace(QUICK, form=form))
    assert result(tmp_path / "out") == result(tmp_path / "fresh")


def test_a_file_that_breaks_the_engine_is_set_aside_alone(tmp_path: Path) -> None:
    from tests.batch_engines import misbehaving

    mark = tmp_path / "died"
    texts: dict[str, str | bytes] = {f"{at:02d}.txt": f"Справка {at}" for at in range(20)}
    bad: dict[str, str | bytes] = {
        "05а.txt": "ошибись", "06а.txt": "умри", "04а.txt": f"умри один раз\n{mark}", "08а.txt": "съешь память",
        "09а.txt": "повисни", "10а.txt": "замечание",
    }  # fmt: skip
    source = fill(tmp_path / "a", texts | bad)
    done(source, tmp_path / "out", Settings(workers=2, patience=2.0, most_memory=4 << 30, engine=misbehaving))
    ended = listed(tmp_path / "out")
    assert {path: said["code"] for path, said in ended.items() if said["outcome"] == "set aside"} == {
        "05а.txt": "defect", "06а.txt": "no_answer", "08а.txt": "out_of_memory", "09а.txt": "no_answer",
    }  # fmt: skip
    assert ended["05а.txt"]["detail"].startswith("KeyError at batch_engines.py:")
    assert ended["10а.txt"]["outcome"] == "record with warnings"
    assert sum(said["outcome"] == "record" for said in ended.values()) == 21


def test_what_was_set_aside_is_tried_again_on_request(tmp_path: Path) -> None:
    from tests.batch_engines import misbehaving

    source = fill(tmp_path / "a", {"а.txt": "ошибись", "б.txt": "Приказ"})
    assert done(source, tmp_path / "out", replace(QUICK, engine=misbehaving)).set_aside == 1
    assert done(source, tmp_path / "out").set_aside == 1
    assert done(source, tmp_path / "out", replace(QUICK, retry=True)).set_aside == 0
    assert records(tmp_path / "out").keys() == {"а.txt", "б.txt"}


def test_another_version_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = fill(tmp_path / "a", {"а.txt": "Приказ", "б.txt": "Письмо"})
    done(source, tmp_path / "out")
    monkeypatch.setattr(importlib.import_module("extractor.batch.run"), "__version__", "9.0")
    fill(source, {"в.txt": "Новый"})
    with pytest.raises(OtherVersion) as caught:
        done(source, tmp_path / "out")
    assert list(caught.value.versions.values()) == [2]
    assert done(source, tmp_path / "out", replace(QUICK, other_version="keep")).documents == 1
    assert done(source, tmp_path / "out", replace(QUICK, other_version="redo")).documents == 2
    assert done(source, tmp_path / "out").documents == 0


def test_a_redone_archive_that_was_broken_off_mixes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records of the same content lie in the old parts and in new segments: the new ones count."""
    source = fill(tmp_path / "a", many(60))
    done(source, tmp_path / "out")
    monkeypatch.setattr(importlib.import_module("extractor.batch.run"), "__version__", "9.0")
    redo = replace(QUICK, engine=shouting, other_version="redo")
    seen: list[int] = []
    stopped = run(
        str(source), tmp_path / "out", redo, watch=lambda p: seen.append(1), is_stopped=lambda: len(seen) > 30
    )
    assert not stopped.is_whole and stopped.documents > 0
    assert done(source, tmp_path / "out", redo).documents > 0
    done(source, tmp_path / "fresh", redo)
    assert result(tmp_path / "out") == result(tmp_path / "fresh")
    assert all(record["text"].isupper() for record in records(tmp_path / "out").values())


def test_files_that_are_gone_leave_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = fill(tmp_path / "a", many(40))
    done(source, tmp_path / "out")
    for path in (source / "1").iterdir():
        path.unlink()
    done(source, tmp_path / "out")
    lines = (tmp_path / "out" / "journal.jsonl").read_text("utf-8").splitlines()
    said = [json.loads(line) for line in lines]
    assert {line["file"] for line in said if "file" in line} == listed(tmp_path / "out").keys()
    before = result(tmp_path / "out")
    assert done(source, tmp_path / "out").documents == 0 and result(tmp_path / "out") == before
    fill(source, {"а.txt": "Новый"})  # numbers of segments go on: no old line points into a new one
    monkeypatch.setattr(importlib.import_module("extractor.batch.run"), "finish", lambda *_: False)
    done(source, tmp_path / "out")
    monkeypatch.undo()
    done(source, tmp_path / "out")
    done(source, tmp_path / "fresh")
    assert result(tmp_path / "out") == result(tmp_path / "fresh")


def test_what_takes_long_to_be_read_goes_in_batches_of_its_own(tmp_path: Path) -> None:
    assert [sort_of(name) for name in ("а.doc", "Б.PDF", "в.docx", "г", "д.zip/е.tiff")] == [
        "converted", "seen", "plain", "plain", "seen",
    ]  # fmt: skip


def test_another_source_or_an_empty_one_is_refused(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", {"а.txt": "Приказ"})
    done(source, tmp_path / "out")
    before = result(tmp_path / "out")
    other = source.rename(tmp_path / "b")
    with pytest.raises(OtherSource):
        done(other, tmp_path / "out")
    assert done(other, tmp_path / "out", replace(QUICK, is_moved=True)).documents == 0
    (other / "а.txt").unlink()
    with pytest.raises(NothingThere):
        done(other, tmp_path / "out")
    assert result(tmp_path / "out") == before


def test_what_is_not_installed_is_told_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    source = fill(tmp_path / "a", {"а.txt": "Приказ"})
    for settings in (replace(QUICK, form=Form(parquet=True)), replace(QUICK, scheduler="tcp://127.0.0.1:1")):
        with pytest.raises(MissingExtra, match=r"svodka\["):
            done(source, tmp_path / "out", settings)
    assert not (tmp_path / "out").exists()


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", many(80))
    seen: list[int] = []
    first = run(
        str(source),
        tmp_path / "out",
        QUICK,
        watch=lambda p: seen.append(p.documents),
        is_stopped=lambda: len(seen) > 30,
    )
    assert not first.is_whole and not (tmp_path / "out" / "records").exists()
    second = done(source, tmp_path / "out")
    done(source, tmp_path / "fresh")
    own = [said for said in listed(tmp_path / "out").values() if "same_as" not in said]
    assert first.documents + second.documents == len(own)
    assert result(tmp_path / "out") == result(tmp_path / "fresh")


def test_the_report_counts_what_there_is(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", many(60) | {".скрытый": "x", "<b>.txt": ""})
    done(source, tmp_path / "out")
    said = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["archive"]
    ended = listed(tmp_path / "out")
    assert said["files"] == len(ended) and said["hidden"] == 1
    assert said["records"] == len(records(tmp_path / "out"))
    assert said["reasons"] == {"empty": sum(one.get("code") == "empty" for one in ended.values())}
    assert said["years"] == {"2019": said["records"]}
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "&lt;b&gt;.txt" in page and "<b>" not in page and "<svg" in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
