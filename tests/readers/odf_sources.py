"""OpenDocument texts and spreadsheets as raw XML: each shows what a naive reader loses or doubles.

Decides what each shows, as `make_sources.py` does. All people and bodies are invented.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.readers.wordml import zipped

KINDS = ("office", "text", "table", "style", "drawing:draw", "svg-compatible:svg", "manifest")
NAMESPACES = " ".join(
    f'xmlns:{kind.split(":")[-1]}="urn:oasis:names:tc:opendocument:xmlns:{kind.split(":")[0]}:1.0"' for kind in KINDS
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def document(body: str, *, automatic: str = "", styles: str = "", masters: str = "", kind: str = "text") -> bytes:
    """A package with what stands in the body, the automatic styles, the styles and the page styles."""
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": part(
                "document-content",
                f"<office:automatic-styles>{automatic}</office:automatic-styles>"
                f"<office:body><office:{kind}>{body}</office:{kind}></office:body>",
            ),
            "styles.xml": part(
                "document-styles",
                f"<office:styles>{styles}</office:styles><office:master-styles>{masters}</office:master-styles>",
            ),
            "META-INF/manifest.xml": f"{DECLARATION}<manifest:manifest {NAMESPACES}/>",
        },
        stored=("mimetype",),
    )


def part(name: str, inner: str) -> str:
    return f"{DECLARATION}<office:{name} {NAMESPACES}>{inner}</office:{name}>"


def p(inner: str = "", style: str = "", tag: str = "p", more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:{tag}{named}{more}>{inner}</text:{tag}>"


def h(inner: str, level: int) -> str:
    return p(inner, tag="h", more=f' text:outline-level="{level}"')


def listing(*items: str, style: str = "", more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list{named}{more}>{inner}</text:list>"


def numbers(level: int, form: str, suffix: str = ".", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{form}" '
        f'style:num-suffix="{suffix}"{more}/>'
    )


def bullets(level: int, sign: str) -> str:
    return f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{sign}"/>'


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def table(*rows: list[str], name: str = "", more: str = "") -> str:
    inner = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}"{more}>{inner}</table:table>'


def cell(inner: str) -> str:
    if inner.startswith("<table:"):
        return inner
    return f"<table:table-cell>{inner if inner.startswith('<') else p(inner) if inner else ''}</table:table-cell>"


def letter_with_header_and_tracked_changes() -> bytes:
    masters = (
        f'<style:master-page style:name="Standard"><style:header>{p("Школа № 3")}</style:header>'
        f"<style:header-left>{p('Школа № 3')}</style:header-left>"
        f"<style:footer>{p('стр. <text:page-number>7</text:page-number>')}{p('Исп. Котова')}</style:footer>"
        f'</style:master-page><style:master-page style:name="Other"><style:header>{p("нет такой страницы")}'
        "</style:header></style:master-page>"
    )
    hidden = '<style:style style:name="T9"><style:text-properties text:display="none"/></style:style>'
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{p('1 мая')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{p('По данным опроса.')}</text:note-body></text:note>"
    )
    frame = f"<draw:frame><draw:text-box>{p('№ 15 от 3 марта')}</draw:text-box><svg:title>нет</svg:title></draw:frame>"
    return document(
        deleted
        + p("О проведении\n   совещания")
        + p()
        + p(f'Срок — <text:change text:change-id="c1"/>5 мая{note}.<office:annotation>{p("нет")}</office:annotation>')
        + p(f"Абзац с {frame}якорем")
        + p('Директор<text:tab/>И.<text:s/>И.<text:s text:c="2"/>Котов<text:line-break/>школы со\u00adвет')
        + p('видно <text:span text:style-name="T9">скрыто</text:span>и это')
        + p("скрыто", "T9")
        + f'<text:section text:display="none">{p("скрыто")}</text:section>'
        + f"<text:section>{p('в разделе')}</text:section>",
        automatic=hidden,
        masters=masters,
    )


def lists_of_every_kind() -> bytes:
    points = list_style(
        "L1", numbers(1, "1"), numbers(2, "1", more=' text:display-levels="2"'), numbers(3, "а, б, .., аа", ")"),
        bullets(4, "\uf0b7"),
    )  # fmt: skip
    dashes = list_style("L2", bullets(1, "–"), numbers(2, "", ""))
    outline = f"<text:outline-style>{numbers(1, 'I')}{numbers(2, '', '')}</text:outline-style>".replace(
        "list-level", "outline-level"
    )
    deep = listing(p("в мае,"), p("в июне.") + listing(p("онлайн")))
    inner = listing(p("форум;"), p("сбор:") + deep)
    return document(
        h("Общие положения", 1)
        + h("Цели", 2)
        + listing(p("Утвердить план.") + p("Второй абзац пункта."), p("Провести:") + inner, style="L1")
        + p("между")
        + listing(p("Назначить куратора."), style="L1", more=' text:continue-numbering="true"')
        + listing(p("заново"), style="L1")
        + '<text:list text:style-name="L1"><text:list-header><text:p>без числа</text:p></text:list-header>'
        + '<text:list-item text:start-value="9"><text:p>девятый</text:p></text:list-item></text:list>'
        + listing(listing(p("сразу вторая ступень")), style="L1")
        + listing(p("тире") + listing(p("без знака")), style="L2")
        + listing(p("нет такого стиля"), style="L7")
        + h("Итоги", 1),
        automatic=points + dashes,
        styles=outline,
    )  # fmt: skip


def tables_in_a_text() -> bytes:
    inner = table(["5 класс", "20"], ["6 класс", "22"])
    wide = f'<table:table-cell table:number-columns-spanned="2">{p("План")}{p("на год")}</table:table-cell>'
    return document(
        p("Таблица 1")
        + "<table:table><table:table-column/><table:table-header-rows><table:table-row>"
        + cell("Показатель") + wide + "<table:covered-table-cell/>" + cell("Факт")
        + "</table:table-row></table:table-header-rows>"
        + f"<table:table-row>{cell('Охват')}{cell('I')}{cell('II')}{cell('75 %')}</table:table-row>"
        + f"<table:table-row>{cell(p('Классы:') + inner)}{cell('')}{cell('42')}</table:table-row></table:table>"
        + table(["Рамка вокруг абзаца"])
        + p("Вывод")
    )  # fmt: skip


def sheets_with_repeated_cells() -> bytes:
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    many = '<table:table-row table:number-rows-repeated="1048000">' + empty + "</table:table-row>"
    twice = f'<table:table-cell table:number-columns-repeated="2">{p("5")}</table:table-cell>'
    return document(
        "<table:calculation-settings/>"
        + table(["Школа", "Дата", "Охват"], ["№ 3", "05.05.2021", "75%"], name="Охват школ").replace(
            "</table:table>", many + "</table:table>"
        )
        + table([cell(""), cell(""), "справа", empty], [twice, "6"], name="Лист2")
        + table(["скрыто"], name="Черновик", more=' table:style-name="ta2"')
        + table([empty], name="Пустой"),
        automatic=hidden,
        kind="spreadsheet",
    )


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    f"{make.__name__}{suffix}": make
    for make, suffix in (
        (letter_with_header_and_tracked_changes, ".odt"),
        (lists_of_every_kind, ".odt"),
        (tables_in_a_text, ".odt"),
        (sheets_with_repeated_cells, ".ods"),
    )
}
