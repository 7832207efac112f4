"""PDF in short: a writer of pages with placed lines, and the documents made of it.

Decides what each shows, as `make_sources.py` does. The font is none that is drawn: it maps codes to
characters, which is what readers of text go by. All people and bodies are invented.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

Line = tuple[float, float, str]  # from the left and from the bottom, in points; the text
ALPHABET = "".join(map(chr, range(32, 127))) + "«»№–—…ёЁ" + "".join(map(chr, range(0x410, 0x450)))
CODES = {char: 32 + at for at, char in enumerate(ALPHABET)}
SIZE = 12


def pdf(pages: list[list[Line]], *, more: Mapping[int, bytes] | None = None, trailer: bytes = b"") -> bytes:
    """A document; objects 1 to 4 are the catalogue, the tree, the font and its map; `more` overrides any."""
    objects: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(pages)))),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 32/LastChar 255/Widths[%s]/ToUnicode 4 0 R>>"
        % (b"500 " * 224),
        4: stream(unicode_map()),
    }
    for i, lines in enumerate(pages):
        objects[5 + 2 * i] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (6 + 2 * i)
        )
        objects[6 + 2 * i] = stream(b"".join(map(shown, lines)))
    return written(objects | dict(more or {}), trailer)


def written(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    data = b"%PDF-1.4\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = max(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size))
    return data + b"xref\n0 %d\n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, trailer, len(data),
    )  # fmt: skip


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def shown(line: Line) -> bytes:
    x, y, text = line
    codes = bytes(CODES[char] for char in text).hex().encode()
    return b"BT /F %d Tf %g %g Td <%s> Tj ET\n" % (SIZE, x, y, codes)


def unicode_map() -> bytes:
    pairs = "".join(f"<{code:02x}> <{ord(char):04x}>\n" for char, code in CODES.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(CODES)} beginbfchar\n{pairs}endbfchar\n"
        "endcmap end end"
    ).encode()


def paragraphs(*texts: str, top: float = 760, step: float = 14) -> list[Line]:
    """Lines one under another; an empty one leaves a gap."""
    return [(70, top - step * at, text) for at, text in enumerate(texts) if text]


def running_headers_and_page_numbers() -> bytes:
    body = (
        ("Отчёт о работе школ", "", "В мае прошёл семинар для настав-", "ников. В нём участвовали", "педагоги из"),
        ("18 школ и двух колледжей.", "", "Охват вырос."),
        ("Вывод: план выполнен.",),
    )
    pages = []
    for number, lines in enumerate(body, start=1):
        furniture: list[Line] = [
            (70, 800, "Управление образования"),
            (300, 40, f"стр. {number} из 3"),
            (70, 54, "тел. 22-33-44"),
        ]
        pages.append([*furniture, *paragraphs(*lines)])
    return pdf(pages)


def two_columns_of_a_letterhead() -> bytes:
    left = paragraphs("Школа № 3", "г. Заречный", "", "5 мая 2021 г. № 15")
    right = [(340.0, y, text) for (_, y, _), text in zip(left, ("Директору", "лицея № 1", "Котову И. И."), strict=True)]
    rest = paragraphs("О проведении", "семинара", "", "Прошу направить двух педагогов.", top=650)
    return pdf([[*left, *right, *rest]])


def page_without_text() -> bytes:
    return pdf([paragraphs("Приказ о проведении конкурса «Весна»"), [], paragraphs("Приложение — смета расходов")])


def form(drawn: bytes, names: bytes) -> bytes:
    """A piece of drawing that other pieces and pages may draw by name."""
    return stream(drawn, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%s>>>>" % names)


def forms_that_draw_forms(depth: int = 9, times: int = 10) -> bytes:
    """Each draws the next one ten times: a billion pieces out of two kilobytes."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 20 0 R>>>>/Contents 6 0 R>>"
    more = {5: page, 6: stream(b"/X Do ")}
    for at in range(depth):
        more[20 + at] = form(b"/X Do " * times, b"/X %d 0 R" % (21 + at))
    more[20 + depth] = stream(b"BT (x) Tj ET " * 100, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return pdf([[]], more=more)


def form_that_draws_itself() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 20 0 R>>>>/Contents 6 0 R>>"
    return pdf([[]], more={5: page, 6: stream(b"/X Do "), 20: form(b"/X Do /X Do " * 50, b"/X 20 0 R")})


def tree_that_doubles(depth: int = 40) -> bytes:
    more = {20 + at: b"<</Type/Pages/Count 1/Kids[%d 0 R %d 0 R]>>" % (21 + at, 21 + at) for at in range(depth)}
    more[2] = b"<</Type/Pages/Count 1/Kids[20 0 R]>>"
    return pdf([[]], more=more | {20 + depth: b"<</Type/Page/MediaBox[0 0 9 9]>>"})


def inflating_stream(megabytes: int = 600) -> bytes:
    packed = zlib.compress(b" " * (megabytes << 20), 9)
    return pdf([[]], more={6: stream(packed, b"/Filter/FlateDecode")})


def many_pages(count: int) -> bytes:
    return pdf([[]], more={2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"5 0 R " * count)})


def locked() -> bytes:
    """A user password that nobody knows."""
    hashes = b"/O<%s>/U<%s>" % (b"11" * 32, b"22" * 32)
    encryption = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4%s>>/ID[<33><33>]" % hashes
    return pdf([paragraphs("Приказ о проведении конкурса")], trailer=encryption)


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    f"{make.__name__}.pdf": make
    for make in (running_headers_and_page_numbers, two_columns_of_a_letterhead, page_without_text)
}
