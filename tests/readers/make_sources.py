"""Writes the documents of `sources/`, each named after the symptom that it shows.

Run `python -m tests.readers.make_sources` after a change here; then look at what
`tests/test_readers.py` says and correct the twin in `truth/` by hand. The same bytes come out every
time. All people and bodies are invented.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.readers import markup_sources, odf_sources, pdf_sources, sheet_sources
from tests.readers.wordml import (
    abstract,
    complex_field,
    deleted,
    level,
    listed,
    mark,
    num,
    p,
    package,
    r,
    section,
    style,
    table,
    tc,
    text_box,
    tr,
    zipped,
)

SOURCES = Path(__file__).parent / "sources"


def main() -> None:
    SOURCES.mkdir(exist_ok=True)
    for name, make in DOCUMENTS.items():
        (SOURCES / name).write_bytes(make())


def letter_with_header_and_page_number() -> bytes:
    return package(
        p("О проведении совещания")
        + p()
        + p()
        + p()
        + p("Уважаемые коллеги!")
        + p("Совещание пройдёт 5 мая 2023 года.")
        + p()
        + section("header1 default", "header2 first", "footer1 default"),
        header1=p("Управление образования г. Заречного") + p("стр. ", complex_field("PAGE", "7")),
        header2=p("Заголовок первой страницы, которой нет"),
        footer1=p('<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>3</w:t></w:r></w:fldSimple>', "Исп. Котова"),
    )


def sections_with_the_same_header_once() -> bytes:
    first_page = '<w:titlePg w:val="1"/>'
    return package(
        p("Приказ", props=section("header1 default", "header2 first", "footer1 default", more=first_page))
        + p("Приложение к приказу", props=section("header3 default", "header4 even"))
        + p("Лист согласования")
        + section("header1 default", "footer2 default"),
        header1=p("Школа № 3"),
        header2=table(["Школа № 3", "г. Заречный"]),
        header3=p("Школа  № 3") + p("Приложение 1"),
        header4=p("Чётные страницы, которых нет"),
        footer1=p("тел. 22-33-44"),
        footer2=p("тел. 22-33-44"),
    )


def list_numbers_of_every_form() -> bytes:
    points = abstract(
        1,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2."),
        level(2, "russianLower", "%3)"),
        level(3, "bullet", "\uf0b7"),
    )
    chapters = abstract(2, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    letters = abstract(3, level(0, "lowerLetter", "(%1)"), level(1, "decimalZero", "%2"))
    dashes = abstract(4, level(0, "bullet", "–"), level(1, "none", ""), level(2, "lowerRoman", "%1%2%3."))
    return package(
        p("Утвердить план.", props=listed(1))
        + p("Провести:", props=listed(1))
        + p("форум;", props=listed(1, 1))
        + p("семинар:", props=listed(1, 1))
        + p("в мае,", props=listed(1, 2))
        + p("в июне.", props=listed(1, 2))
        + p("онлайн", props=listed(1, 3))
        + p("Назначить:", props=listed(1))
        + p("куратора.", props=listed(1, 1))
        + p("Общие положения", props=listed(2))
        + p("Цели", props=listed(2))
        + p("Задачи", props=listed(2, 1))
        + p("первое", props=listed(3))
        + p("второе", props=listed(3))
        + p("третье", props=listed(3, 1))
        + p("тире", props=listed(4))
        + p("без знака", props=listed(4, 1))
        + p("римская без знаков выше", props=listed(4, 2))
        + p("глубже девяти уровней", props=listed(1, 99))
        + p("нет такого списка", props=listed(9))
        + p("снят с нумерации", props=listed(0)),
        numbering=points + chapters + letters + dashes + num(1, 1) + num(2, 2) + num(3, 3) + num(4, 4),
    )


def lists_that_continue_or_restart() -> bytes:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    linked = abstract(2, more='<w:numStyleLink w:val="Пункты"/>')
    defined = abstract(3, level(0, "russianUpper", "%1."), more='<w:styleLink w:val="Пункты"/>')
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1)")}</w:lvlOverride>'
    return package(
        p("один", props=listed(1))
        + p("два", props=listed(1))
        + p("продолжение: три", props=listed(2))
        + p("заново: один", props=listed(3))
        + p(deleted("удалённый не считается"), props=listed(3) + "<w:rPr><w:del/></w:rPr>")
        + p("заново: два", props=listed(3))
        + p("по ссылке", props=listed(4))
        + p("своя скобка: три", props=listed(5)),
        numbering=abstract(1, level(0, "decimal", "%1.")) + linked + defined
        + num(1, 1) + num(2, 1) + num(3, 1, restart) + num(4, 2) + num(5, 1, own),
    )  # fmt: skip


def headings_by_style_name_outline_and_inheritance() -> bytes:
    return package(
        p("О работе школ", style="a3")
        + p("Итоги года", style="1")
        + p("Олимпиады", style="own")
        + p("Обычный абзац", style="body")
        + p("Уровень из абзаца", props='<w:outlineLvl w:val="2"/>')
        + p("Заголовок, ставший текстом", style="1", props='<w:outlineLvl w:val="9"/>')
        + p("Нумерованный раздел", style="numbered")
        + p("Нумерованный подраздел", style="numbered2")
        + p("Стиль по кругу", style="loop")
        + p("Без стиля"),
        styles=style("a", "Normal", more=' w:default="1"')
        + style("a3", "Title", based="a")
        + style("1", "heading 1", '<w:outlineLvl w:val="0"/>', based="a")
        + style("2", "Заголовок 2", based="a")
        + style("own", "Подзаголовок отдела", based="2")
        + style("body", "Body Text", based="a")
        + style("numbered", "Раздел", '<w:numPr><w:numId w:val="1"/></w:numPr>', based="1")
        + style("numbered2", "Подраздел", based="2", props='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("loop", "Круг", based="loop2")
        + style("loop2", "Круг 2", based="loop"),
        numbering=abstract(
            1,
            level(0, "decimal", "%1.", '<w:pStyle w:val="numbered"/>'),
            level(1, "decimal", "%1.%2.", '<w:pStyle w:val="numbered2"/>'),
        )
        + num(1, 1),
    )


def table_with_merged_and_nested_cells() -> bytes:
    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    inner = table(["5 класс", "20"], ["6 класс", "22"])
    number = p(props=listed(1))
    return package(
        p("Таблица 1")
        + table(
            [tc(p("Показатель")), tc(p("План") + p("на год"), '<w:gridSpan w:val="2"/>'), "Факт"],
            [tc(p("Охват"), start), "I", "II", "75 %"],
            [tc(p("Охват"), goes_on), "", "80 %", ""],
            [tc(p(), goes_on), "", "", ""],
            [tc(number), tc(p("Классы:") + inner), "", "42"],
            [tc(number), "строка\tс табуляцией", "до", "после"],
        )
        + p("Вывод"),
        numbering=abstract(1, level(0, "decimal", "%1.")) + num(1, 1),
    )


def one_cell_table_is_a_frame() -> bytes:
    return package(table([tc(p("Справка") + p("о работе кружка") + table(["шахматы", "12"]))]) + p("Дата"))


def text_box_once_before_its_anchor() -> bytes:
    return package(
        p("Абзац с ", text_box(p("№ 15 от 3 марта") + p("на № 7")), "якорем")
        + p("Второй якорь", text_box(p("только для старых"), is_old=True))
        + p(text_box(table(["в рамке", "таблица"])))
        + p("Конец")
    )


def tracked_changes_as_accepted() -> bytes:
    moved = r("перенесено")
    return package(
        p("Срок — ", deleted("1 мая"), f'<w:ins w:id="2">{r("5 мая")}</w:ins>', ".")
        + p(f"<w:moveFrom>{moved}</w:moveFrom>", "осталось")
        + p(f"<w:moveTo>{moved}</w:moveTo>")
        + table(["остаётся", "строка"], tr(["удалена", "строка"], "<w:del/>"))
        + f"<w:ins>{p('абзац в ins')}</w:ins>"
    )


def notes_after_the_text() -> bytes:
    def note(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def text(kind: str, number: int, *inner: str) -> str:
        return f'<w:{kind} w:id="{number}">{"".join(inner)}</w:{kind}>'

    return package(
        p("Охват вырос", note("footnote", 2), " за год", note("endnote", 1), note("footnote", 1), "."),
        footnotes=text("footnote", -1, p("разделитель"))
        + text("footnote", 1, p("<w:r><w:footnoteRef/></w:r>", " По данным опроса."))
        + text("footnote", 2, p(" С 12 до 30 %.") + p("Второй абзац."))
        + text("footnote", 3, p("на эту сноску ничто не ссылается")),
        endnotes=text("endnote", 1, p("Концевая.")),
    )


def content_controls_links_and_smart_tags() -> bytes:
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('12.03.2024')}</w:sdtContent></w:sdt>"
    waiting = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Место для ввода')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr(['из элемента', 'строки'])}</w:sdtContent></w:sdt>"
    return package(
        p("Дата: ", filled, waiting)
        + f"<w:sdt><w:sdtContent>{p('абзац в элементе')}</w:sdtContent></w:sdt>"
        + p('<w:hyperlink r:id="link9">' + r("сайт школы") + "</w:hyperlink>")
        + p(f'<w:smartTag><w:customXml>{r("Иванов")}</w:customXml></w:smartTag>', " И.И.")
        + p('<m:oMath><m:r><m:t>x = 5</m:t></m:r></m:oMath>')
        + p(complex_field('HYPERLINK "http://example.org"', "ссылка"), " и ", mark("begin"), "код без конца")
        + p("после кода")
        + table(["а", "б"], row)
    )  # fmt: skip


def breaks_tabs_hyphens_symbols_and_hidden_text() -> bytes:
    return package(
        p("Руководителям", "<w:r><w:br/></w:r>", "школ", "<w:r><w:cr/><w:br/><w:br/></w:r>", "города")
        + p("Директор", "<w:r><w:tab/></w:r>", "И. И. Котов")
        + p("2020", "<w:r><w:noBreakHyphen/></w:r>", "2024, со", "<w:r><w:softHyphen/></w:r>", "вещание, со\u00adвет")
        + p('<w:r><w:sym w:font="Wingdings" w:char="F028"/></w:r>', " 22-33", '<w:r><w:sym w:char="F0EE"/></w:r>')
        + p('<w:r><w:br w:type="page"/></w:r>')
        + p("видно ", r("скрыто", "<w:vanish/>"), r("и это видно", '<w:vanish w:val="0"/>'))
        + p("<w:r><w:t>строка\n  печати</w:t></w:r>")
    )  # fmt: skip


def dangling_relationships() -> bytes:
    return package(
        p("Текст цел.") + section("header1 default", "header8 default", "header9 default"),
        links={"header9": "NULL", "image1": "../NULL", "styles1": "/word/none.xml"},
        header1=p("Шапка"),
    )


def broken_relationships_and_styles() -> bytes:
    good = package(p("Текст цел.", style="1") + section("header1 default"), styles="<не XML", header1=p("Шапка"))
    return good_with(good, "word/_rels/document.xml.rels", "<Relationships")


def strict_namespaces() -> bytes:
    good = package(p("Строгий формат") + section("header1 default"), header1=p("Шапка"))
    strict = "http://purl.oclc.org/ooxml/"
    return rewritten(
        good,
        lambda text: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict + "wordprocessingml/main"
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/", strict + "officeDocument/"
        ),
    )  # fmt: skip


def utf16_parts_and_backslashes() -> bytes:
    good = unzipped(package(p("Часть в UTF-16")))
    renamed = {name.replace("/", "\\"): text for name, text in good.items()}
    main = renamed["word\\document.xml"].decode()
    renamed["word\\document.xml"] = main.replace("UTF-8", "UTF-16").encode("utf-16")
    return zipped(renamed)


def huge_grid_span() -> bytes:
    left = tc(p("слева"), '<w:gridSpan w:val="999999999"/>')
    right = tc(p("справа"), '<w:gridSpan w:val="9e9"/>')
    return package(p("Таблица:") + table(tr([left, right], '<w:gridBefore w:val="-5"/>')))


def good_with(data: bytes, name: str, text: str) -> bytes:
    return zipped(unzipped(data) | {name: text.encode()})


def rewritten(data: bytes, change: Callable[[str], str]) -> bytes:
    return zipped({name: change(text.decode()) for name, text in unzipped(data).items()})


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


ORDER = "\ufeffПРИКАЗ № 15\r\n\r\n  от 12.03.2024\t\r\n1. Провести форум.\r\n"
NOTES = "# Итоги года\n\nОбычный абзац\n### Цели и задачи\n#хештег\n"

DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "order_windows_line_ends.txt": ORDER.encode,
    "order_cp1251.txt": lambda: ORDER[1:].encode("cp1251"),
    "order_koi8r.txt": lambda: ORDER[1:].replace("№", "N").encode("koi8-r"),
    "order_cp866.txt": lambda: ORDER[1:].encode("cp866"),
    "order_utf16.txt": lambda: ORDER.encode("utf-16-le"),
    "old_mac_line_ends.txt": lambda: "Приказ\rот 5 мая\r".encode("mac-cyrillic"),
    "headings.md": NOTES.encode,
} | {
    f"{make.__name__}.docx": make
    for make in (
        letter_with_header_and_page_number,
        sections_with_the_same_header_once,
        list_numbers_of_every_form,
        lists_that_continue_or_restart,
        headings_by_style_name_outline_and_inheritance,
        table_with_merged_and_nested_cells,
        one_cell_table_is_a_frame,
        text_box_once_before_its_anchor,
        tracked_changes_as_accepted,
        notes_after_the_text,
        content_controls_links_and_smart_tags,
        breaks_tabs_hyphens_symbols_and_hidden_text,
        dangling_relationships,
        broken_relationships_and_styles,
        strict_namespaces,
        utf16_parts_and_backslashes,
        huge_grid_span,
    )
}
DOCUMENTS |= markup_sources.DOCUMENTS | odf_sources.DOCUMENTS | pdf_sources.DOCUMENTS | sheet_sources.DOCUMENTS

if __name__ == "__main__":
    main()
