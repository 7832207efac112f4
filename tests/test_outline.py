"""The outline reads layout alone: paragraphs, lists with lead-ins, sections, zones, furniture."""

from __future__ import annotations

import time

import pytest

from extractor.text.lines import is_furniture, marker
from extractor.text.outline import Unit, outline
from extractor.text.page import Block, Page


def units(text: str) -> list[Unit]:
    return list(outline(Page(text)).units)


def shown(text: str) -> list[str]:
    return [text[unit.start : unit.end] for unit in units(text)]


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("1. Провести смотр", "decimal1", "1"),
        ("1.Утвердить:", "decimal1", "1"),
        ("2.1. Направить", "decimal2", "2.1"),
        ("2.1 Направить", "decimal2", "2.1"),
        ("3) обмен опытом", "decimal1)", "3"),
        ("а) открыть", "letter", "а)"),
        ("IV. Разное", "roman", "IV"),
        ("– Петрова А.А.", "bullet–", None),
        ("· Петрова", "bullet·", None),
        ("•\tПетрова", "bullet•", None),
        ("10.12.2021 прошёл форум", "", None),
        ("8.30 Регистрация участников", "", None),
        ("14 представителей районов", "", None),
        ("2 августа на площадке", "", None),
        ("-15 градусов", "", None),
    ],
)
def test_marker(line: str, style: str, number: str | None) -> None:
    size, found, sign = marker(line)
    assert (found, sign) == (style, number)
    assert (size > 0) == bool(style)


@pytest.mark.parametrize(
    "line",
    [
        "Просмотров: 15 | Добавил: admin",
        "Главная  Новости  Документы  Контакты",
        "Похожие записи в рубрике cookie",
        "Поделиться",
        "© Пресс-служба",
        "12:45",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line", ["Новости района обсудили на сходе.", "Меню столовой на неделю согласовано", "Печать сборника"]
)
def test_ordinary_lines_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_tail_of_a_site_is_furniture() -> None:
    text = "Сход прошёл в клубе.\n\nЖители выбрали старосту.\n\nПохожие записи\n12.03.2020\nВыборы в думу"
    kinds = [unit.kind for unit in units(text)]
    assert kinds == ["paragraph", "paragraph", "furniture", "furniture", "furniture"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Во исполнение постановления о подготовке к зимнему периоду\n"
        "комиссия проверила котельные, насосные станции и тепловые\n"
        "сети посёлка. Замечания устранены в срок, о чём составлены\n"
        "акты. Комиссия рекомендует повторить осмотр через месяц и\n"
        "Совету посёлка принять отчёт."
    )
    assert len(units(text)) == 1


def test_lines_at_the_margin_go_on_with_a_paragraph_that_is_set_in() -> None:
    text = (
        "        По просьбе жителей улицы Луговой и на основании письма от 3 марта\n"
        "2012 года N 17 выделить посёлку насос, рукав и две бочки для воды, а также людей\n"
        "(не менее трёх) на всё время пожаров и вывезти сухую траву с берега до самых первых сухих дней лета.\n"
        "        Старосте улицы принять насос."
    )
    assert [unit.start for unit in units(text)] == [8, text.index("Старосте")]


def test_centred_lines_do_not_take_the_text_at_the_margin() -> None:
    text = "      О ремонте колодцев на улицах посёлка Луговой и за его рекой\nПосёлок просит прислать насос."
    assert len(units(text)) == 2


def test_a_sentence_goes_on_after_an_empty_line() -> None:
    assert len(units("Опрошены 40 сельских\n\nжителей трёх округов.")) == 1


def test_a_broken_word_goes_on() -> None:
    assert len(units("Школа получила новый автобус для достав-\nки детей.")) == 1


def test_letterhead_lines_stay_apart() -> None:
    text = "РОССИЙСКАЯ ФЕДЕРАЦИЯ\nЗАРЕЧНАЯ ОБЛАСТЬ\nГЛАВА ПОСЁЛКА\n\nот 02.03.2001      № 5      г. Заречный"
    assert shown(text) == text.replace("\n\n", "\n").split("\n")


def test_a_name_under_the_post_of_a_label_belongs_to_it() -> None:
    text = (
        "Председательствовал: заместитель главы\n                     Заречного округа\n                     Лапин О.П."
    )
    assert len(units(text)) == 1


def test_lists_have_lead_ins_and_levels() -> None:
    text = "ПРИКАЗЫВАЮ:\n1. Директорам школ:\n1.1. составить план;\n1.2. назначить дежурных.\n2. Утвердить график."
    found = units(text)
    assert [(u.kind, u.level, u.number, u.lead_in) for u in found] == [
        ("paragraph", 0, None, None),
        ("item", 1, "1", 0),
        ("item", 2, "1.1", 1),
        ("item", 2, "1.2", 1),
        ("item", 1, "2", 0),
    ]
    assert text[found[2].body : found[2].end] == "составить план;"


def test_people_without_markers_are_items_of_the_lead_in() -> None:
    text = (
        "3. Создать группу в составе:\nЛапин О.П. - лесничий;\nСомова И.Л. - агроном.\n4. Контроль оставляю за собой."
    )
    found = units(text)
    assert [u.lead_in for u in found] == [None, 0, 0, None]
    assert [u.level for u in found] == [1, 2, 2, 1]


def test_roman_sections_are_headings_over_their_points() -> None:
    text = (
        "I. О ремонте дорог\n(Лапин, Сомова)\n1. Принять доклад.\n2. Ускорить работы.\n"
        "II. Разное\n1. Поблагодарить Лапина."
    )
    found = units(text)
    assert [u.kind for u in found] == ["heading", "paragraph", "item", "item", "heading", "item"]
    assert [u.lead_in for u in found] == [None, None, 0, 0, None, 4]


def test_numbered_headings_over_running_text() -> None:
    text = (
        "1.Кадры\nВ школах района работают двести учителей, из них половина молодые.\n"
        "2.Аттестация\nЗа год прошли аттестацию сорок человек, ещё десять готовятся."
    )
    assert [u.kind for u in units(text)] == ["heading", "paragraph", "heading", "paragraph"]


def test_zones() -> None:
    text = (
        "ПРИКАЗ\n№ 5\nОб открытии зала\n\nВ связи с окончанием ремонта читального зала ПРИКАЗЫВАЮ:\n"
        "1. Открыть зал.\n\nДиректор                 О.П. Лапин"
    )
    assert [u.zone for u in units(text)] == ["head", "head", "head", "body", "body", "sign"]


def test_text_cells_between_bars() -> None:
    text = "чел. |\n41 | 50 |"
    assert shown(text) == ["чел.", "41", "50"]
    assert {u.kind for u in units(text)} == {"cell"}


def test_cells_of_a_reader_keep_their_places() -> None:
    text = "Школа № 1\t15 человек"
    blocks = (Block("cell", 0, 9, table=0, row=0, column=0), Block("cell", 10, 20, table=0, row=0, column=1))
    found = outline(Page(text, blocks)).units
    assert [(u.kind, u.row, u.column) for u in found] == [("cell", 0, 0), ("cell", 0, 1)]
    assert [text[u.start : u.end] for u in found] == ["Школа № 1", "15 человек"]


def test_every_unit_holds_its_text() -> None:
    text = "ПЛАН\n\n  1. Осмотр\n  а) крыши;\n  б) подвала\nГлавная  Новости  Контакты\nЛапин О.П.   \n"
    for unit in units(text):
        piece = text[unit.start : unit.end]
        assert piece == piece.strip() and unit.start <= unit.body <= unit.end


def seconds(text: str) -> float:
    begun = time.process_time()
    outline(Page(text))
    return time.process_time() - begun


@pytest.mark.usefixtures("quiet_heap")
@pytest.mark.parametrize(
    "shape", ["1. а) б) в)\n", "((((((((\n", "«»«»\n", "12.12.12.12.\n", "а", "- - - -\n", "Иванов И.И.\n"]
)
def test_linear_in_the_length_of_hostile_text(shape: str) -> None:
    size = 300_000
    small, large = shape * (size // len(shape)), shape * (3 * size // len(shape))
    seconds(small)
    assert seconds(large) <= 9 * max(seconds(small), 0.01)  # quadratic would be 9 times and more on top


def test_a_full_line_is_wrapped_though_both_lines_name_persons() -> None:
    text = (
        "На чтениях выступил Пётр Граб, методист Дома народного творчества города Лосева, а секцию вёл заведующий\n"
        "выставочным отделом Рябов П. И.; доклад об архивных находках прочла хранитель музея Лукина Инна Э. А.\n"
        "озвучила итоги опроса родителей о работе кружков, студий и библиотек города за прошедший учебный год,\n"
        "участники чтений единодушно одобрили почин и решили собраться в том же составе через два года осенью,\n"
        "пригласив соседей из Лужской и Еловской областей с работами по истории ремёсел и народных промыслов."
    )
    assert len(shown(text)) == 1


def test_short_lines_of_persons_stay_apart() -> None:
    assert len(shown("Орлова А. А. – директор\nсекретарь – Граб И. И.")) == 2


def test_the_second_cell_of_a_row_may_run_over_lines() -> None:
    text = "Паспорт | клуба |\nЗадачи |\nремонт причала;\nучёба юных\nкапитанов |\nСрок |\n2021 год |\n\nКлуб открыт."
    leads = {text[u.body : u.end]: u.lead_in for u in units(text)}
    label = next(u.index for u in units(text) if text[u.start : u.end] == "Задачи")
    assert leads["ремонт причала;"] == label
    assert leads["учёба юных\nкапитанов"] == label
    assert leads["Клуб открыт."] is None


def test_members_that_end_in_commas_are_items() -> None:
    text = "Задачи клуба:\nремонт причала,\nучёба юных капитанов,\nпоходы по реке.\nКлуб открыт с мая."
    assert [u.lead_in for u in units(text)] == [None, 0, 0, 0, None]


def test_a_number_goes_on_over_the_list_between() -> None:
    text = "1. Цель: отдых детей. Задачи:\n- ремонт причала;\n- учёба капитанов.\n2. Участники: школьники села."
    assert units(text)[-1].lead_in is None
    text = "Решили:\nКлубу:\n1. Открыть причал.\n2. Обучить капитанов.\nМузею:\n3. Издать каталог."
    assert [u.lead_in for u in units(text) if u.number is not None] == [1, 1, 4]
