"""`svodka extract`: what goes in, what comes out, and what is said when something cannot be read."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extractor import Record, UnreadableFile, extract_many, unpack
from extractor.__main__ import app
from extractor.commands import batches, inputs, tables
from extractor.commands.report import Report
from extractor.readers import MAX_FILE

TEXT = "ПРОТОКОЛ № 5\nСовещание прошло 5 мая 2021 года.\n"


def svodka(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], input=given)


def write(path: Path, data: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def names(result: Result) -> list[str]:
    return [record["source"]["name"] for record in json.loads(result.stdout)]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "deep/c.txt"):
        write(tmp_path / "inbox" / name)
    return tmp_path / "inbox"


# What comes out


def test_one_file_is_one_object(inbox: Path) -> None:
    result = svodka(inbox / "a.txt")
    record = json.loads(result.stdout)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert record["text"] == TEXT
    assert Record.model_validate(record).to_dict() == record


def test_several_files_are_an_array_in_their_order(inbox: Path) -> None:
    result = svodka(inbox / "b.txt", inbox / "a.txt")
    assert names(result) == ["b.txt", "a.txt"]
    assert "2 records, 0 set aside" in result.stderr


def test_a_folder_is_an_array_sorted_and_recursive(inbox: Path, tmp_path: Path) -> None:
    assert names(svodka(inbox)) == ["a.txt", "b.txt", "c.txt"]
    assert names(svodka(write(tmp_path / "one" / "a.txt").parent)) == ["a.txt"]
    (tmp_path / "empty").mkdir()
    assert json.loads(svodka(tmp_path / "empty").stdout) == []


def test_json_lines_are_one_record_a_line(inbox: Path) -> None:
    write(inbox / "d.txt", "Приказ\u2028№ 5\u0085")
    lines = svodka(inbox, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["a.txt", "b.txt", "d.txt", "c.txt"]


def test_standard_input(inbox: Path) -> None:
    assert json.loads(svodka("-", given=TEXT.encode()).stdout)["text"] == TEXT
    assert names(svodka(inbox / "a.txt", "-", given=TEXT.encode())) == ["a.txt", ""]


def test_tables_are_for_people(inbox: Path) -> None:
    result = svodka(inbox / "a.txt", "--format", "table")
    assert result.exit_code == 0
    assert "protocol" in result.stdout
    assert "a.txt" in result.stdout


def test_a_terminal_gets_no_control_characters() -> None:
    assert tables.plain("при\x1b[2Jказ\u202e\n [red]№ 5").plain == "при [2Jказ [red]№ 5"
    assert len(tables.plain("я" * 1000).plain) == tables.LONGEST


def test_an_explanation_goes_to_standard_error(inbox: Path) -> None:
    result = svodka(inbox / "a.txt", "--explain")
    assert json.loads(result.stdout)["text"] == TEXT
    for heading in ("field", "rule", "text"):
        assert heading in result.stderr


# A folder of records


def test_records_in_a_folder_mirror_the_files(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = svodka(inbox, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    written = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert written == ["a.txt.json", "b.txt.json", "deep/c.txt.json"]
    assert json.loads((out / "deep/c.txt.json").read_text("utf-8"))["text"] == TEXT
    assert stat.S_IMODE((out / "a.txt.json").stat().st_mode) & 0o444 == 0o444


def test_names_that_clash_get_a_number(tmp_path: Path) -> None:
    for place, name in (("x", "a.txt"), ("y", "a.txt"), ("z", "A.TXT")):
        write(tmp_path / place / name, place)
    result = svodka(tmp_path / "x", tmp_path / "y", tmp_path / "z", "--out", tmp_path / "out")
    written = {path.name: json.loads(path.read_text())["text"] for path in (tmp_path / "out").iterdir()}
    assert written == {"a.txt.json": "x", "a.txt.2.json": "y", "A.TXT.3.json": "z"}
    assert "another file has its name" in result.stderr


def test_the_folder_of_records_is_not_read_back(inbox: Path) -> None:
    for _ in range(2):
        result = svodka(inbox, "--out", inbox / "records")
        assert (result.exit_code, "3 records, 0 set aside" in result.stderr) == (0, True)


def test_a_record_that_cannot_be_written_is_told(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "a.txt.json").mkdir(parents=True)
    result = svodka(inbox, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "a.txt: its record cannot be written" in result.stderr
    assert "2 records, 1 set aside" in result.stderr
    assert not list((tmp_path / "out").glob("*.part"))


# What cannot be read


def test_unreadable_files_are_set_aside_with_reasons(inbox: Path) -> None:
    write(inbox / "empty.txt", b"")
    result = svodka(inbox)
    assert result.exit_code == 1
    assert names(result) == ["a.txt", "b.txt", "c.txt"]
    assert "empty.txt: empty: the file holds no bytes" in result.stderr


def test_standard_output_is_json_even_with_nothing_to_say(tmp_path: Path) -> None:
    empty = write(tmp_path / "empty.txt", b"")
    assert json.loads(svodka(empty).stdout) is None
    assert json.loads(svodka(empty, empty.parent).stdout) == []


@pytest.mark.parametrize(
    "arguments",
    [[], ["nowhere.txt"], [".", "--format", "xml"], [".", "--out", "x", "--format", "jsonl"], [".", "--out", __file__]],
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    result = svodka(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_defect_sets_one_file_aside_and_quotes_nothing(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(files: Iterable[tuple[str, bytes]]) -> Iterator[Record | UnreadableFile]:
        for name, data in files:
            if name == "b.txt":
                raise RuntimeError(data.decode())
            yield from extract_many([(name, data)])

    monkeypatch.setattr(batches, "extract_many", broken)
    result = svodka(inbox)
    assert result.exit_code == 1
    assert names(result) == ["a.txt", "c.txt"]
    assert "b.txt: a defect of Svodka: RuntimeError at test_cli_extract.py:" in result.stderr
    assert "Совещание" not in result.stderr


def test_an_interrupted_array_is_closed(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(files: Iterable[tuple[str, bytes]]) -> Iterator[Record | UnreadableFile]:
        raise KeyboardInterrupt

    monkeypatch.setattr(batches, "extract_many", interrupted)
    result = svodka(inbox)
    assert (result.exit_code, json.loads(result.stdout)) == (130, [])


def test_a_batch_is_bounded(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = inputs.find_inputs([inbox], Report())
    assert [len(batch) for batch in batches.batches(found, Report())] == [3]
    monkeypatch.setattr(batches, "MOST_FILES", 2)
    assert [len(batch) for batch in batches.batches(found, Report())] == [2, 1]
    monkeypatch.setattr(batches, "MOST_BYTES", 1)
    assert [len(batch) for batch in batches.batches(found, Report())] == [1, 1, 1]


def test_a_huge_file_is_refused_and_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", b"")
    os.truncate(path, 10 * MAX_FILE)
    sizes: list[int] = []

    def measured(data: bytes, name: str) -> Iterator[tuple[str, bytes] | UnreadableFile]:
        sizes.append(len(data))
        return unpack(data, name)

    monkeypatch.setattr(batches, "unpack", measured)
    result = svodka(path)
    assert sizes == [MAX_FILE + 1]
    assert "too_large" in result.stderr


# Which files


def found_in(*paths: Path) -> tuple[list[str], Report]:
    report = Report()
    return [str(each.target) for each in inputs.find_inputs(paths, report)], report


def test_hidden_and_lock_files_are_left_out_and_counted(inbox: Path) -> None:
    for name in (".a.txt.swp", "~$b.docx", ".git/config"):
        write(inbox / name)
    found, report = found_in(inbox)
    assert (found, report.hidden) == (["a.txt", "b.txt", "deep/c.txt"], 3)


def test_a_link_back_is_not_followed_and_another_link_is(inbox: Path, tmp_path: Path) -> None:
    (inbox / "deep" / "up").symlink_to(inbox)
    (inbox / "other").symlink_to(write(tmp_path / "other" / "d.txt").parent)
    found, report = found_in(inbox)
    assert found == ["a.txt", "b.txt", "deep/c.txt", "other/d.txt"]
    assert ["links back" in note for note in report.notes] == [True]
    assert report.status == 0


def test_broken_links_and_pipes_are_set_aside(inbox: Path) -> None:
    (inbox / "x.txt").symlink_to(inbox / "nowhere.txt")
    (inbox / "y.txt").symlink_to(inbox / "y.txt")
    os.mkfifo(inbox / "z.txt")
    found, report = found_in(inbox)
    assert len(found) == 3
    assert [Path(label).name for label, _ in report.aside] == ["x.txt", "y.txt", "z.txt"]
    assert report.status == 1


def test_a_folder_that_cannot_be_read_is_told(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> Any:
        if path.name == "deep":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    scan = os.scandir
    monkeypatch.setattr(os, "scandir", forbidden)
    found, report = found_in(inbox)
    assert found == ["a.txt", "b.txt"]
    assert report.aside == [(str(inbox / "deep"), "folder cannot be read: Permission denied")]


def test_a_file_named_twice_is_read_once(inbox: Path) -> None:
    found, report = found_in(inbox / "a.txt", inbox, inbox / "deep" / ".." / "a.txt")
    assert found == ["a.txt", "b.txt", "deep/c.txt"]
    assert ["named twice" in note for note in report.notes] == [True, True]


def test_folders_may_be_nested_deeply(tmp_path: Path) -> None:
    depth = 600  # two calls a folder would be more than Python's stack holds
    folder = tmp_path
    for _ in range(depth):
        folder = folder / "d"
        folder.mkdir()
    write(folder / "a.txt")
    found, _ = found_in(tmp_path)
    assert [len(Path(each).parts) for each in found] == [depth + 1]


def test_a_name_that_is_no_utf8_is_made_readable(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xef\xf0.txt")))
    result = svodka(tmp_path)
    assert names(result) == ["\ufffd\ufffd.txt"]


# Archives and messages


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"папка/{name}.txt", text)
    return buffer.getvalue()


def test_an_archive_gives_a_record_for_each_document_in_it(tmp_path: Path) -> None:
    path = write(tmp_path / "архив.zip", zipped(а=TEXT, б="Приказ", пусто=""))
    result = svodka(path)
    assert names(result) == ["архив.zip/папка/а.txt", "архив.zip/папка/б.txt"]
    assert result.exit_code == 1
    assert f"{path}/папка/пусто.txt: empty" in result.stderr


def test_an_archive_of_one_document_is_an_object(tmp_path: Path) -> None:
    record = json.loads(svodka(write(tmp_path / "архив.zip", zipped(а=TEXT))).stdout)
    assert (record["source"]["name"], record["text"]) == ("архив.zip/папка/а.txt", TEXT)


def test_records_of_an_archive_stand_in_a_folder_of_its_name(tmp_path: Path) -> None:
    write(tmp_path / "вход" / "архив.zip", zipped(а=TEXT, б="Приказ"))
    svodka(tmp_path / "вход", "--out", tmp_path / "записи")
    found = sorted(str(path.relative_to(tmp_path / "записи")) for path in (tmp_path / "записи").rglob("*.json"))
    assert found == ["архив.zip/папка/а.txt.json", "архив.zip/папка/б.txt.json"]
