"""Archives and messages taken apart: names, order, limits, and that nothing is passed over in silence."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractor import UnreadableFile, extract, unpack
from extractor.readers import DEFAULT, Pool, read
from extractor.readers import unpack as unpack_within
from tests.readers.wordml import p, package, zipped

TEXT = "Совещание прошло 5 мая 2021 года.".encode()
LETTER = package(p("Приказ"))


def outcomes(data: bytes, name: str = "архив.zip", pool: Pool | None = None) -> list[tuple[str, bytes | str]]:
    """Names with bytes, or with the code of a refusal."""
    found = unpack_within(data, name, pool=pool)
    return [(item.name, item.code) if isinstance(item, UnreadableFile) else item for item in found]


def named_in(raw: bytes, *, data: bytes = TEXT) -> bytes:
    """A zip whose one member has exactly these bytes for its name, as Windows writes it."""
    stand_in = b"#" * len(raw)
    return zipped({stand_in.decode(): data}).replace(stand_in, raw)


def letter(**attached: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@school.example", "Отчёт", "<1@school.example>"
    message.set_content("Отчёт во вложении.")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize(("data", "name"), [(TEXT, "а.txt"), (LETTER, "б.docx"), (b"\x00\x01\x02", "в.bin")])
def test_a_plain_file_is_itself(data: bytes, name: str) -> None:
    assert list(unpack(data, name)) == [(name, data)]


def test_an_archive_holds_documents_in_its_own_order() -> None:
    data = zipped({"б/отчёт.txt": TEXT, "б/": b"", "а.docx": LETTER})
    assert outcomes(data) == [("архив.zip/б/отчёт.txt", TEXT), ("архив.zip/а.docx", LETTER)]


@pytest.mark.parametrize("encoding", ["cp866", "utf-8", "cp1251"])
def test_names_are_read_in_the_code_page_of_their_writer(encoding: str) -> None:
    assert outcomes(named_in("Справка о ходе проверки.txt".encode(encoding))) == [
        ("архив.zip/Справка о ходе проверки.txt", TEXT)
    ]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\a.txt", "C:/Windows/a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("a" * 5000, "a" * 300),
        ("..", "без имени"),
    ],
)
def test_a_name_is_a_label_that_leads_nowhere(name: str, label: str) -> None:
    assert outcomes(zipped({name: TEXT})) == [(f"архив.zip/{label}", TEXT)]


def test_a_member_without_a_name_is_a_document() -> None:
    """A spoilt directory may have an empty name, or one that begins with NUL."""
    assert outcomes(zipped({"": TEXT, "б.txt": LETTER})) == [("архив.zip/без имени", TEXT), ("архив.zip/б.txt", LETTER)]
    assert [data for _, data in outcomes(named_in(b"\0a.txt"))] == [TEXT]


def test_what_systems_leave_behind_is_no_document() -> None:
    left = ("__MACOSX/._а.txt", "Thumbs.db", "б/.DS_Store", "desktop.ini", "~$а.docx")
    assert outcomes(zipped(dict.fromkeys(left, b"x") | {"а.txt": TEXT})) == [("архив.zip/а.txt", TEXT)]


def test_archives_and_messages_within_are_taken_apart() -> None:
    data = zipped({"год.zip": zipped({"май.zip": zipped({"а.txt": TEXT})}), "письмо.eml": (mail := letter(отчёт=TEXT))})
    assert outcomes(data) == [
        ("архив.zip/год.zip/май.zip/а.txt", TEXT),
        ("архив.zip/письмо.eml", mail),
        ("архив.zip/письмо.eml/отчёт", TEXT),
    ]


def test_a_message_within_a_message_brings_its_own_attachments() -> None:
    outer = EmailMessage()
    outer["Subject"], outer["Message-ID"] = "Пересылаю", "<2@school.example>"
    outer.set_content("См. письмо.")
    inner = EmailMessage()
    inner["Subject"], inner["Message-ID"] = "Отчёт", "<3@school.example>"
    inner.set_content("Текст.")
    inner.add_attachment(TEXT, maintype="text", subtype="plain", filename="отчёт.txt")
    outer.add_attachment(inner)
    names = [name for name, _ in outcomes(outer.as_bytes(), "письмо.eml")]
    assert names == ["письмо.eml", "письмо.eml/вложение 1.eml", "письмо.eml/вложение 1.eml/отчёт.txt"]


def test_what_is_nested_too_deep_is_refused_by_name() -> None:
    data = TEXT
    for level in range(DEFAULT.depth + 2):
        data = zipped({f"{level}.zip" if level else "а.txt": data})
    (name, code), *rest = outcomes(data)
    assert (name.count(".zip"), code, rest) == (DEFAULT.depth + 1, "archive", [])


def test_each_member_that_cannot_be_unpacked_is_named() -> None:
    link = zipfile.ZipInfo("ссылка.txt")
    link.external_attr = 0o120777 << 16
    buffer = io.BytesIO(zipped({"а.txt": TEXT, "пусто.txt": b"", "бомба.txt": bytes(3 << 20)}))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("б.txt", TEXT)
    assert outcomes(buffer.getvalue()) == [
        ("архив.zip/а.txt", TEXT),
        ("архив.zip/пусто.txt", "empty"),
        ("архив.zip/бомба.txt", "too_large"),
        ("архив.zip/ссылка.txt", "unsupported"),
        ("архив.zip/б.txt", TEXT),
    ]


def test_the_limits_hold_for_all_that_is_within_together() -> None:
    pool = Pool(replace(DEFAULT, entries=3, inflated=200))
    many = zipped({f"{i}.zip": zipped({f"{j}.txt": b"x" for j in range(2)}) for i in range(2)})
    large = zipped({"а.zip": zipped({"1.txt": b"x" * 150}), "б.txt": b"y" * 150})
    try:
        assert [code for _, code in outcomes(many, pool=pool)][-2:] == ["too_large", "too_large"]
        assert outcomes(large, pool=pool)[-1] == ("архив.zip/б.txt", "too_large")
    finally:
        pool.close()


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"PK\x03\x04", None), (b"Rar!\x1a\x07\x00" + bytes(9), None)]
)
def test_what_is_no_archive_of_ours_is_left_to_the_reader(data: bytes, code: str | None) -> None:
    assert outcomes(data) == [("архив.zip", data if code is None else code)]


def test_an_archive_of_one_document_is_that_document() -> None:
    record = extract(zipped({"приказ/приказ.docx": LETTER, "__MACOSX/._x": b"x"}), "архив.zip")
    assert record.text == "Приказ"
    assert record.source.warnings == ("Прочитан единственный документ архива: приказ/приказ.docx.",)


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"а.docx": LETTER, "б.docx": LETTER}, "archive"),
        ({"а.docx": LETTER, "б.docx": b""}, "archive"),
        ({"а.zip": zipped({"а.txt": b"\x00\x01\x02\x03"})}, "unsupported"),
        ({"папка/": b""}, "empty"),
    ],
)
def test_an_archive_of_several_or_none_is_refused(members: dict[str, bytes], code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(zipped(members), "архив.zip")
    assert (caught.value.code, caught.value.name) == (code, "архив.zip")


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(outcomes(zipped({"../x.txt": TEXT, "y.txt": TEXT}))) == 2
    assert not list(tmp_path.rglob("*"))
    assert not (tmp_path.parent / "x.txt").exists()
