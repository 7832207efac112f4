"""Excel workbooks as raw XML: how numbers and dates look, hidden sheets, cells with and without places.

Decides what each shows, as `make_sources.py` does. All people and bodies are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from tests.readers.wordml import CONTENT_TYPES, DECLARATION, R, relationships, zipped

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CODES = (
    "General", "dd.mm.yyyy", "0.0%", '#,##0" чел."', "0.00", "mmm yyyy", "[h]:mm", '[$-419]d mmmm yyyy" г."', "yyyy",
    '"план "0', "dd/mm/yyyy hh:mm", "@",
)  # fmt: skip


def workbook(*sheets: tuple[str, str], texts: tuple[str, ...] = (), state: str = "", more: str = "") -> bytes:
    """Sheets with their rows; the last one is in the given state."""
    formats = "".join(f'<numFmt numFmtId="{200 + i}" formatCode={quoteattr(code)}/>' for i, code in enumerate(CODES))
    styles = "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(CODES))) + '<xf numFmtId="14"/>'
    listed = ""
    for i, (name, _) in enumerate(sheets, start=1):
        hidden = f' state="{state}"' if state and i == len(sheets) else ""
        listed += f'<sheet name="{name}" sheetId="{i}" r:id="s{i}"{hidden}/>'
    links = "".join(
        f'<Relationship Id="s{i}" Type="{R}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    shared = "".join(text if text.startswith("<si>") else f"<si><t>{escape(text)}</t></si>" for text in texts)
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": relationships(f'<Relationship Id="d" Type="{R}/officeDocument" Target="xl/workbook.xml"/>'),
            "xl/_rels/workbook.xml.rels": relationships(
                links + f'<Relationship Id="t" Type="{R}/sharedStrings" Target="sharedStrings.xml"/>'
            ),
            "xl/workbook.xml": part("workbook", f"{more}<sheets>{listed}</sheets>"),
            "xl/sharedStrings.xml": part("sst", shared),
            "xl/styles.xml": part("styleSheet", f"<numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs>"),
        }
        | {
            f"xl/worksheets/sheet{i}.xml": part("worksheet", f"<sheetData>{rows}</sheetData>")
            for i, (_, rows) in enumerate(sheets, start=1)
        }
    )


def part(name: str, inner: str) -> str:
    return f'{DECLARATION}<{name} xmlns="{S}" xmlns:r="{R}">{inner}</{name}>'


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def c(value: str | float, style: int = 0, kind: str = "n", place: str = "") -> str:
    at = f' r="{place}"' if place else ""
    return f'<c{at} s="{style}" t="{kind}"><v>{value}</v></c>'


def t(index: int, place: str = "") -> str:
    return c(index, kind="s", place=place)


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def numbers_and_dates() -> bytes:
    texts = ("Дата", "Охват", "Школ", "<si><r><t>МБОУ </t></r><r><t>«Лицей № 3»</t></r><rPh><t>нет</t></rPh></si>")
    numbers = row(c(44321, 1), c(0.812, 2), c(1200, 3), c(5.5, 4), c(44256, 5), c(1.5, 6), c(44321, 7), c(44321, 8))
    more = row(c(30, 9), c(44321.4375, 10), c("0.30000000000000004"), c(43), c(44321, 12), c("123456789012"), c(-2.5))
    return workbook(
        (
            "Охват школ",
            row(t(0), t(1), t(2)) + numbers + more + row(t(3), c(1, kind="b"), c("#ДЕЛ/0!", kind="e"), t(99)),
        ),
        ("Лист2", row(inline("строка\nв две строки"), c("итог", kind="str"), c("не число", 1))),
        ("Черновик", row(inline("скрыто"))),
        texts=texts,
        state="hidden",
    )


def cells_in_their_places() -> bytes:
    return workbook(
        ("Лист1", row(t(0, "B2"), t(1, "D2")) + "<row/>" + row(t(0, "A4"), t(1, "AA4"), c("", place="AB4"))),
        ("Пустой", ""),
        texts=("слева", "справа"),
        more='<workbookPr date1904="1"/>',
    )


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    f"{make.__name__}.xlsx": make for make in (numbers_and_dates, cells_in_their_places)
}
