"""The header's addressees: one each, also from a column beside the number."""

from __future__ import annotations

from extractor import extract


def addressees(text: str) -> tuple[str, ...]:
    record = extract(text.encode(), "letter.txt")
    for places in record.document.spans.values():
        for place in places:
            assert record.text[place.start : place.end] == place.text
    return record.document.addressees


BODY = "\n\nУважаемые коллеги!\nПросим до 5 мая 2021 года направить заявки на экскурсии по залам музея.\n"


def test_lines_in_the_dative() -> None:
    head = "Музей «Тракт»\n\nДиректорам школ района\n\nЗаведующим детскими садами\n\nОб экскурсиях"
    assert addressees(head + BODY) == ("Директорам школ района", "Заведующим детскими садами")


def test_a_column_beside_the_number() -> None:
    head = (
        "17.04.2019 № 12/5                          Министру культуры\n"
        "на № 6 от 10.04.2019                       Заречной области\n"
        "                                           Ершову П.П.\n\n"
        "О ходе ремонта"
    )
    assert addressees(head + BODY) == ("Министру культуры Заречной области Ершову П.П.",)


def test_the_sender_is_no_addressee() -> None:
    assert addressees("Министерство культуры Заречной области\n\n05.03.2020 № 7\n\nО ремонте" + BODY) == ()
