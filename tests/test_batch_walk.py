"""Which files a walk finds, and in which order: odd names, links, folders that may not be opened."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.batch.walk import Folder, told
from tests.batch_archives import done, fill, listed, records, zipped

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs names and links of POSIX")


def paths(root: Path) -> list[str]:
    return [found.path for found in Folder(root).walk()]


def test_the_order_is_that_of_names_depth_first(tmp_path: Path) -> None:
    root = fill(tmp_path / "a", {"я.txt": "", "б/я.txt": "", "б/а/в.txt": "", "а.txt": "", "б.txt": ""})
    assert paths(root) == ["а.txt", "б/а/в.txt", "б/я.txt", "б.txt", "я.txt"]


def test_hidden_files_are_counted_and_left_out(tmp_path: Path) -> None:
    root = fill(tmp_path / "a", {".скрытый": "", "~$письмо.docx": "", "б/.git/x": "", "б/в.txt": ""})
    folder = Folder(root)
    assert [found.path for found in folder.walk()] == ["б/в.txt"]
    assert folder.hidden == 3


def test_a_single_file_is_an_archive_of_one(tmp_path: Path) -> None:
    source = fill(tmp_path, {"письма.zip": zipped({"а.txt": "Приказ", "б/в.txt": "Письмо"})}) / "письма.zip"
    done(source, tmp_path / "out")
    assert list(listed(tmp_path / "out")) == ["письма.zip", "письма.zip//а.txt", "письма.zip//б/в.txt"]


@POSIX
def test_links_in_circles_end(tmp_path: Path) -> None:
    root = fill(tmp_path / "a", {"б/в.txt": "Приказ", "г.txt": "Письмо"})
    (root / "б" / "вверх").symlink_to(root)
    (root / "б" / "себя").symlink_to("себя")
    (root / "никуда").symlink_to("нет такого")
    (root / "ещё раз").symlink_to(root / "б")
    found = {found.path: found.code for found in Folder(root).walk()}
    assert found == {
        "б/в.txt": "", "г.txt": "", "ещё раз/в.txt": "", "никуда": "not_a_file", "б/себя": "not_a_file",
        "ещё раз/себя": "not_a_file",
    }  # fmt: skip


@POSIX
def test_links_that_double_at_every_step_are_followed_once(tmp_path: Path) -> None:
    root = tmp_path / "a"
    for at in range(30):
        fill(root, {f"{at:02d}/ф.txt": "x"})
        if at:
            for name in "аб":
                (root / f"{at - 1:02d}" / name).symlink_to(root / f"{at:02d}")
    assert len(paths(root)) < 2_000


@POSIX
def test_pipes_and_folders_that_cannot_be_opened_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = fill(tmp_path / "a", {"закрыто/б.txt": "", "в.txt": ""})
    os.mkfifo(root / "канал")
    real = os.listdir

    def closed(path: str) -> list[str]:
        if path.endswith("закрыто"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", closed)
    assert {found.path: found.code for found in Folder(root).walk()} == {
        "в.txt": "", "закрыто": "unreachable", "канал": "not_a_file",
    }  # fmt: skip


@POSIX
def test_a_file_that_cannot_be_read_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = fill(tmp_path / "a", {"а.txt": "Приказ", "б.txt": "Письмо"})
    real = Folder.open

    def refused(self: Folder, place: str) -> BinaryIO:
        if place.endswith("а.txt"):
            raise OSError(5, "Input/output error")
        return real(self, place)

    monkeypatch.setattr(Folder, "open", refused)
    done(source, tmp_path / "out")
    said = listed(tmp_path / "out")["а.txt"]
    assert (said["code"], said["detail"]) == ("unreachable", "Input/output error")
    monkeypatch.undo()
    assert done(source, tmp_path / "out").set_aside == 0  # the disk is mended


@POSIX
def test_names_that_are_no_text_are_told_apart(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path / "a")
    os.mkdir(root)
    for name in (b"\xcf\xf0\xe8\xea\xe0\xe7.txt", b"\xcf.txt", b"\\xcf.txt", "новая\nстрока.txt".encode()):
        with open(os.path.join(root, name), "wb") as file:
            file.write(name)
    done(tmp_path / "a", tmp_path / "out")
    found = records(tmp_path / "out")
    assert found.keys() == {"\\xcf\\xf0\\xe8\\xea\\xe0\\xe7.txt", "\\xcf.txt", "\\\\xcf.txt", "новая\nстрока.txt"}
    assert found["\\xcf.txt"]["source"]["name"] == "\ufffd.txt"


@POSIX
@given(st.lists(st.binary(min_size=1, max_size=8).map(lambda name: name.replace(b"\0", b"x")), unique=True))
def test_every_name_has_a_text_of_its_own(names: list[bytes]) -> None:
    texts = [told(os.fsdecode(name)) for name in names]
    assert len(set(texts)) == len(names)
    assert all(text.encode() for text in texts)


def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    import io
    import warnings
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for text in ("Первый", "Второй", "Третий"):
            archive.writestr("приказ.txt", text)
    source = fill(tmp_path / "a", {"б.zip": buffer.getvalue()})
    done(source, tmp_path / "out")
    assert sorted(record["text"] for record in records(tmp_path / "out").values()) == ["Второй", "Первый", "Третий"]


def test_a_zip_that_is_too_large_for_memory_is_read_member_by_member(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {f"{at % 9}/приказ {at}.txt": f"Приказ {at}" for at in range(2_100)}
    inner = zipped({"в.txt": "Внутри", "г.txt": "Приказ 7"})
    source = fill(tmp_path / "a", {"б.zip": zipped(texts | {"ещё.zip": inner, "пустой.txt": "", "~$x.docx": "x"})})
    first = done(source, tmp_path / "out")
    ended = listed(tmp_path / "out")
    assert len(ended) == 1 + 2_100 + 3 and first.set_aside == 1
    assert ended["б.zip"]["outcome"] == "unpacked" and ended["б.zip//пустой.txt"]["code"] == "empty"
    assert ended["б.zip//ещё.zip/г.txt"]["same_as"] == "б.zip//7/приказ 7.txt"
    assert records(tmp_path / "out")["б.zip//ещё.zip/в.txt"]["text"] == "Внутри"
    assert done(source, tmp_path / "out").documents == 0


def test_a_large_zip_that_loses_a_member_keeps_the_others(tmp_path: Path) -> None:
    texts: dict[str, str | bytes] = {f"{at}.txt": f"Приказ {at}" for at in range(2_100)}
    data = bytearray(zipped(texts))
    data[data.find("Приказ 5".encode())] ^= 255
    source = fill(tmp_path / "a", {"б.zip": bytes(data)})
    done(source, tmp_path / "out")
    ended = listed(tmp_path / "out")
    assert {path: said["code"] for path, said in ended.items() if "code" in said} == {"б.zip//5.txt": "damaged"}


def test_the_results_are_not_read_as_a_source(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", {"а.txt": "Приказ"})
    done(source, source / "итог")
    assert done(source, source / "итог").documents == 0
    assert list(listed(source / "итог")) == ["а.txt"]
