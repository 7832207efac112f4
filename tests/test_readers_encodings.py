"""Plain text: every encoding at several lengths, what is done with broken characters, and how long it takes."""

from __future__ import annotations

from time import process_time

import pytest

from extractor.errors import UnreadableFile
from extractor.readers import MAX_BLOCKS, MAX_TEXT, read
from extractor.readers.encoding import SURE, decode

TEXTS = {
    "a line": "Отчёт о работе школы",
    "a letter": "Уважаемые коллеги! Приглашаем принять участие в семинаре 5 мая 2023 года. Начало в 10:00.",
    "capitals": "ПРИКАЗ ДИРЕКТОРА МБОУ СОШ 12 ОБ ОРГАНИЗАЦИИ ПИТАНИЯ",
    "few letters": "01.02.2023    г. Заречный    12/345 (6789) 10.11.2023",
    "names": "Иванова Мария Петровна, Щукин А.Ю., Ёлкина Яна",
    "a page": "Семинар открыла заместитель директора. Выступили 12 человек; охват составил 75 %.\n" * 40,
}
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_told(encoding: str, text: str) -> None:
    page = read(text.encode(encoding), "отчёт.txt")
    assert page.text == text
    assert page.encoding == encoding or text.encode(encoding) == text.encode(page.encoding or "")
    assert page.encoding_confidence is not None
    assert 0.4 < page.encoding_confidence <= 1


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("word", ["да", "нет", "Школа", "Приказ", "отчёт"])
def test_a_single_word_is_read_in_the_usual_encodings(word: str, encoding: str) -> None:
    assert read(word.encode(encoding)).text == word


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_settles_it_and_goes(encoding: str) -> None:
    page = read("№ 5".encode(encoding))
    assert page.text == "№ 5"
    assert page.encoding_confidence == 1


def test_a_guess_that_is_not_sure_is_said() -> None:
    page = read("г. № 5".encode("iso8859-5"))
    assert page.encoding_confidence is not None
    assert page.encoding_confidence < SURE
    assert any("Кодировка определена неуверенно" in warning for warning in page.warnings)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Совет\x00школы".encode(), "Совет\ufffdшколы"),
        ("Совет\x00школы".encode("cp1251"), "Совет\ufffdшколы"),
        ("Совет \ud83d школы".encode("utf-8", "surrogatepass"), "Совет \ufffd школы"),
        ("Совет \ude00 школы".encode("utf-16-le", "surrogatepass"), "Совет \ufffd школы"),
        ("Совет школы".encode("utf-16-le") + b"\x1f", "Совет школы\ufffd"),
        ("Совет школы".encode() + b"\xff", "Совет школы\ufffd"),
        ("Совет школы прошёл".encode()[:-1], "Совет школы прошё\ufffd"),
    ],
)
def test_what_cannot_be_read_is_replaced_one_for_one(data: bytes, text: str) -> None:
    assert read(data).text == text


def test_unreadable_characters_are_counted_in_a_warning() -> None:
    page = read(b"\xff" + "Совещание прошло ".encode() + b"\xfe" + " 5 мая".encode())
    assert page.warnings == ("Символов, которые не удалось прочитать: 2.",)
    assert page.encoding == "utf-8"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Приказ\r\n\r\nот 5 мая\r\n", "Приказ\n\nот 5 мая\n"),
        ("Приказ\rот 5 мая\r", "Приказ\nот 5 мая\n"),
        ("\ufeff  Приказ \t\n\n\n", "  Приказ \t\n\n\n"),
        ("Приказ\u2028от 5 мая\u0085", "Приказ\u2028от 5 мая\u0085"),
    ],
)
def test_text_is_changed_in_nothing_else(written: str, text: str) -> None:
    assert read(written.encode()).text == text


@pytest.mark.parametrize(
    "text",
    ["MZ — это Московская зона.", "PK-12 отчёт", "BM и другие", "From: Котова, без писем", "%PDA", "<b>Отчёт</b>"],
)
def test_text_that_opens_like_another_format_is_text(text: str) -> None:
    assert read(text.encode()).text == text


@pytest.mark.parametrize("text", ["", " \n\t\n", "…—«»!", "\ufeff", "_ _ _"])
def test_without_letters_or_digits_there_is_no_text(text: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(text.encode(), "пусто.txt")
    assert caught.value.code == ("no_text" if text else "empty")


@pytest.mark.parametrize("text", ["а" * (MAX_TEXT + 1), "а\n" * (MAX_BLOCKS + 1)], ids=["characters", "lines"])
def test_too_much_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match="too_large"):
        read(text.encode())


@pytest.mark.usefixtures("quiet_heap")
@pytest.mark.parametrize("stuff", ["1234567890", '«"„“', "([{)]}", "а\n", "# ", "\r", "и. о. "])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_reading_takes_linear_time(stuff: str, encoding: str) -> None:
    """2 MB of whatever: twice the text takes about twice the time, and never seconds."""
    once = (stuff * (1_000_000 // len(stuff))).encode(encoding, "replace")[:1_000_000] + b"\n5"
    shorter = min(seconds(once) for _ in range(3))
    longer = min(seconds(once * 2) for _ in range(3))
    assert longer < 3 * shorter + 0.1
    assert longer < 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1251", "koi8-r"])
def test_five_megabytes_without_a_line_break_are_read_at_once(encoding: str) -> None:
    data = ("Совещание прошло. " * 300_000).encode(encoding)[:5_000_000]
    assert seconds(data) < 1.5


def seconds(data: bytes) -> float:
    begun = process_time()
    try:
        read(data)
    except UnreadableFile as error:
        assert error.code in ("too_large", "no_text", "unsupported")
    return process_time() - begun


def test_noise_is_no_text() -> None:
    assert decode(bytes(range(256)) * 20) is None
    assert decode(bytes(200 + (i * i) % 56 for i in range(500))) is None
