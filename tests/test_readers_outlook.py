"""Outlook's messages: headers, bodies in every form, attachments, messages within, and broken containers."""

from __future__ import annotations

import struct

import pytest

from extractor import unpack
from extractor.errors import UnreadableFile
from extractor.readers import read
from extractor.readers.msg_rtf import START
from tests.readers.ole_sources import Tree, container, message, properties


def test_headers_and_body_are_lines() -> None:
    page = read(container(message()), "письмо.msg")
    assert page.text == (
        "От: Котова Анна Ивановна <kotova@school.example>\nКому: Директорам школ\nДата: 05.05.2021 13:10\n"
        "Тема: О сборе отчётов\n\nПросим прислать отчёт до 5 мая 2021 года."
    )
    assert (page.reader, page.warnings) == ("msg", ())


def test_attachments_are_documents_of_their_own() -> None:
    data = container(message(отчёт="Приказ".encode()))
    assert read(data).warnings == ("Вложения — отдельные документы: отчёт.txt.",)
    assert list(unpack(data, "а.msg")) == [("а.msg", data), ("а.msg/отчёт.txt", "Приказ".encode())]


def test_a_message_within_a_message_is_a_message() -> None:
    tree = message()
    inner: Tree = {"__substg1.0_3701000D": message("Текст внутри.") | {"__properties_version1.0": bytes(24)}}
    names = [item[0] for item in unpack(container(tree | {"__attach_version1.0_#00000000": inner}), "а.msg")]  # type: ignore[index]
    assert names == ["а.msg", "а.msg/вложение 1.eml"]


@pytest.mark.parametrize(
    "body",
    [
        properties(p1013="<p>Приказ</p>"),
        properties(p1013="<p>Приказ</p>".encode("cp1251")),
        {"__substg1.0_1000001E": "Приказ".encode("cp1251")},
    ],
    ids=["html", "html in bytes", "one byte a letter"],
)
def test_a_body_in_another_form(body: Tree) -> None:
    tree = {name: value for name, value in message().items() if "_1000" not in name}
    assert read(container(tree | body)).text.endswith("\n\nПриказ")


def test_a_body_in_compressed_rtf() -> None:
    plain = rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'ea\'e0\'e7}"
    literal = b"".join(b"\x00" + plain[i : i + 8] for i in range(0, len(plain), 8))
    packed = struct.pack("<LL4sL", len(literal) + 12, len(plain), b"LZFu", 0) + literal
    tree = {name: value for name, value in message().items() if "_1000" not in name}
    assert read(container(tree | properties(p1009=packed))).text.endswith("\n\nПриказ")
    assert len(START) == 207


def test_an_encrypted_message_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="encrypted"):
        read(container(message() | properties(p001a="IPM.Note.SMIME")))


@pytest.mark.parametrize("size", range(0, 4000, 311))
def test_a_cut_container_is_a_page_or_a_refusal(size: int) -> None:
    try:
        read(container(message(отчёт=b"x" * 900))[: 520 + size])
    except UnreadableFile as error:
        assert error.code in ("damaged", "no_text", "unsupported")
