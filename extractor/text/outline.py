"""The outline: which lines belong together, and what each stretch of the document is.

Decides furniture, paragraphs (hard-wrapped lines joined), list items with numbers and lead-ins, headings
and zones. Leaves rows and columns to `tables.py` and every question of meaning to `fields/`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.text.lines import Line, is_end_of_document, is_furniture, lines, menus
from extractor.text.page import Block, Page
from extractor.text.pieces import Piece, UnitKind, block_cells, is_note, labels, piece_of, text_cells

Zone = Literal["head", "body", "sign"]


class Unit(NamedTuple):
    """One logical paragraph, list item or table cell; it may run over several physical lines.

    `text[start:end]` is all of it, `text[body:end]` leaves out the marker («2.1.», «а)», «–»).
    `number` is the marker where it counts («2.1»), `level` the depth (1 outermost, 0 no item).
    `lead_in` is the index of the unit that introduces the list or the table («Спикерами выступили:»).
    """

    index: int  # type: ignore[assignment]  # a tuple's own index() is not missed
    kind: UnitKind
    start: int
    end: int
    body: int
    number: str | None = None
    level: int = 0
    lead_in: int | None = None
    zone: Zone = "body"
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Outline(NamedTuple):
    """All units in the order of the text; furniture is among them, as `kind == "furniture"`."""

    units: tuple[Unit, ...]


def outline(page: Page) -> Outline:
    """The outline of a page; every character that is not white space or a cell rule belongs to one unit."""
    apart = ("heading", "cell", "header", "footer")
    blocks = {block.start: block for block in page.blocks if block.kind in apart}
    pieces = _pieces(page, lines(page), blocks)
    units = _lists(page.text, pieces)
    return Outline(tuple(_zones(page.text, units)))


_Stack = list[tuple[str, int]]  # open lists: marker class and index of its last item, outermost first


def _pieces(page: Page, all_lines: list[Line], blocks: dict[int, Block]) -> list[Piece]:
    """Lines joined into paragraphs, split into cells, or set aside as furniture."""
    pieces: list[Piece] = []
    width = _wrap_width(all_lines)
    tail = _tail_start(all_lines)
    menu = menus(all_lines)
    cells = sorted(start for start, block in blocks.items() if block.kind == "cell")
    first: Line | None = None
    previous: Line | None = None
    for index, line in enumerate(all_lines):
        if index >= tail or index in menu or is_furniture(line.text):
            pieces.append(Piece("furniture", line.start, line.end, line.start, "", None, line.gap))
            previous = None
        elif line.start in blocks and blocks[line.start].kind == "cell":
            pieces.extend(block_cells(page, line, blocks, cells))
            previous = None
        elif "|" in line.text:
            cells_here = text_cells(line)
            if first and previous and cells_here and line.text[0] != "|" and _continues(first, previous, line, width):
                rest = cells_here.pop(0)  # «отдых⏎жителей |»
                pieces[-1] = pieces[-1]._replace(kind="cell", end=rest.end, fields=rest.fields)
            pieces.extend(cells_here)
            previous = None
        elif (
            first
            and previous
            and line.start not in blocks
            and not _is_listed(page.text, pieces, previous, line, width)
            and _continues(first, previous, line, width)
        ):
            pieces[-1] = pieces[-1]._replace(end=line.end)
            previous = line
        else:
            pieces.append(piece_of(line, blocks.get(line.start)))
            first = line
            previous = None if line.start in blocks else line
    return pieces


def _tail_start(all_lines: list[Line]) -> int:
    """Index of the first line of «Похожие записи» and the like in the last part of the text."""
    for index, line in enumerate(all_lines):
        if index * 3 >= len(all_lines) and len(line.text) < 60 and is_end_of_document(line.text):
            return index
    return len(all_lines)


def _wrap_width(all_lines: list[Line]) -> int:
    """The width at which lines were broken by hand, or 0 where they were not."""
    sizes = (a.indent + len(a.text) for a, b in pairwise(all_lines) if not b.gap)
    ends = [size for size in sizes if size >= 30]
    if len(ends) < 4:
        return 0
    width = sorted(ends)[int(len(ends) * 0.9)]
    full = sum(size >= 0.8 * width for size in ends)
    return width if width <= 130 and full >= 0.4 * len(ends) else 0


def _is_listed(text: str, pieces: list[Piece], previous: Line, line: Line, width: int) -> bool:
    """Whether lines in lower case after a colon are a list whose members end in commas: «Задачи:⏎учёба вожатых,⏎…»."""
    if line.style or not (previous.text.endswith(",") and previous.text[0].islower() and line.text[0].islower()):
        return False
    if width > 0 and previous.indent + len(previous.text) >= 0.78 * width:
        return False
    return len(pieces) > 1 and previous.start == pieces[-1].start and text[pieces[-2].end - 1] in ":,"


def _continues(first: Line, previous: Line, line: Line, width: int) -> bool:
    """Whether a line goes on with the paragraph that begins with `first` and now ends with `previous`."""
    if line.style or (_STAMP.match(line.text) and (line.gap or not _CITING.search(previous.text[-80:]))):
        return False
    if _hangs(first, line):
        return True
    if _MATTER.match(line.text) is not None:
        return False
    before = previous.text
    if _DATE_LINE.fullmatch(before) is not None:
        return False
    if _BROKEN_WORD.search(before[-3:]) and (line.text[0].islower() or (line.text[0].isalpha() and not line.gap)):
        return True  # «специалис-⏎тов», «Тасеево-⏎Холмского»
    wrapped = width > 0 and previous.indent + len(before) >= 0.78 * width and len(before) > 40
    if line.text[0].islower() and wrapped and not line.gap and _INITIALS_END.search(before[-8:]):
        return True
    if before.endswith((".", ":", ";", "!", "?", "|")) and not _ABBREVIATED.search(before[-12:]):
        return False
    if line.text[0].islower():
        return wrapped or not (_PERSON.search(before[-200:]) and _PERSON.search(line.text[:200]))
    if line.gap:
        return False
    if _HANGING.search(before[-14:]) is not None:
        return True
    return (wrapped or _is_flush(first, previous, line)) and not _is_upper(before)


def _is_flush(first: Line, previous: Line, line: Line) -> bool:
    """Whether a line at the margin goes on with a paragraph that is set in: «    В ответ на письмо⏎(вх. 5)»."""
    set_in = 3 <= first.indent <= 16 and line.indent <= min(2, first.indent - 3)
    if not set_in or _ABOUT.match(first.text) is not None:
        return False
    return len(previous.text) > (60 if line.text[0].isupper() else 40)


def _hangs(first: Line, line: Line) -> bool:
    """Whether a line stands under the text after «Председательствовал:  » of the paragraph's first line."""
    label = _LABEL.match(first.text)
    return not line.gap and label is not None and abs(first.indent + label.end() - line.indent) <= 1


def _is_upper(text: str) -> bool:
    letters = [c for c in text[:80] if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _lists(text: str, pieces: list[Piece]) -> list[Unit]:
    """Pieces as units, with the levels of list items and what introduces each list."""
    units: list[Unit] = []
    stack: _Stack = []
    lead: int | None = None  # the last unit that ends in a colon or heads a section
    loose = False  # inside a list whose items have no markers
    table: int | None = None  # the table that the last cell belongs to, and what introduces it
    table_lead: int | None = None
    rows = labels(text, pieces)
    counted: dict[str, Unit] = {}  # the last numbered unit of each class
    for piece, after in zip(pieces, [*pieces, None][1:], strict=True):
        index = len(units)
        last = units[-1] if units else None
        level, parent = 0, rows.get(index)
        kind = piece.kind
        if piece.style and kind in ("paragraph", "cell"):
            stack = _nest(stack, piece, index, units, text)
            level = len(stack)
            parent = _nearer(text, stack[-2][1], lead, units) if level > 1 else rows.get(index, lead)
            before = counted.get(piece.style)
            if level == 1 and before is not None and lead != index - 1 and _follows(before, piece):
                parent = before.lead_in  # «1. Цели: … Задачи: … 2. Участники» is no list of tasks
            elif level == 1 and piece.number == "1" and _is_bullet_of(last, parent):
                parent = None  # «Задачи:⏎- учёба;⏎- походы.⏎1. Кадры. В клубе 12 человек»
            loose = False
            if kind == "paragraph":
                kind = "heading" if _is_section(text, last, piece, after) else "item"
                parent = parent if kind == "item" else None
        elif kind == "paragraph" and is_note(text, piece.body, piece.end):
            pass  # «Срок: до 5 мая. Отв.: Лапина О.» under an item parts no list
        elif kind == "paragraph" and parent is None:
            loose = last is not None and _is_loose_item(text, last, piece, loose)
            if loose and last is not None:
                opened = text[last.end - 1] == ":"
                parent = last.index if opened else last.lead_in
                level, kind = last.level + 1 if opened else last.level, "item"
            else:
                stack = [entry for entry in stack if entry[0] == "roman"]
        cell = piece.cell
        if cell is not None:
            table_lead = table_lead if cell.table == table else _table_lead(text, last)
            table, parent, level = cell.table, table_lead, int(table_lead is not None)
        units.append(
            Unit(
                index, kind, piece.start, piece.end, piece.body, piece.number, level, parent, "body",
                *((cell.table, cell.row, cell.column) if cell is not None else (None, None, None)),
            )
        )  # fmt: skip
        if piece.style and piece.number is not None:
            counted[piece.style] = units[-1]
        if kind in ("heading", "paragraph") and _introduces(text, piece) and not is_note(text, piece.body, piece.end):
            lead, loose = index, False
    return units


def _follows(before: Unit, piece: Piece) -> bool:
    """Whether a numbered piece goes on with an outer unit, over a lead-in between: «1. …», «Задачи:», «2. …»."""
    number = piece.number
    if before.level > 1 or before.number is None or number is None:
        return False
    return before.number.isdigit() and number.isdigit() and len(number) < 4 and int(number) == int(before.number) + 1


def _is_bullet_of(unit: Unit | None, lead: int | None) -> bool:
    """Whether a unit is an unnumbered item under a lead-in: a number «1» behind it begins another list."""
    return (
        unit is not None and unit.kind == "item" and unit.lead_in == lead and not unit.number and unit.body > unit.start
    )


def _nest(stack: _Stack, piece: Piece, index: int, units: list[Unit], text: str) -> _Stack:
    """The open lists once this item is in: the same class goes on, a new one opens deeper."""
    styles = [style for style, _ in stack]
    if piece.style in styles:
        return [*stack[: styles.index(piece.style)], (piece.style, index)]
    if piece.style.startswith("decimal") and piece.number is not None and "." in piece.number:
        outer = piece.number.rsplit(".", 1)[0]
        for depth, (_, item) in enumerate(stack):
            if units[item].number == outer:
                return [*stack[: depth + 1], (piece.style, index)]
    if piece.style == "roman":
        return [(piece.style, index)]
    if stack and (text[units[stack[-1][1]].end - 1] in ":," or text[units[-1].end - 1] == ":"):
        return [*stack, (piece.style, index)]
    if stack and stack[0][0] == "roman":
        return [stack[0], (piece.style, index)]
    return [(piece.style, index)]


def _nearer(text: str, outer: int, lead: int | None, units: list[Unit]) -> int:
    """What introduces a nested item: the item above it, or a lead-in that stands between them."""
    if lead is not None and lead > outer and text[units[lead].end - 1] == ":":
        return lead
    return outer


def _table_lead(text: str, last: Unit | None) -> int | None:
    """What introduces a table whose rows are a list: «Спикерами выступили:»."""
    return last.index if last is not None and last.kind != "cell" and text[last.end - 1] == ":" else None


def _is_section(text: str, last: Unit | None, piece: Piece, after: Piece | None) -> bool:
    """Whether a marked line heads a section: «II. О показателях», or «2.Аттестация» over running text."""
    size = piece.end - piece.start
    ending = text[piece.end - 1]
    if size >= 200 or ending in ";:,":
        return False
    if piece.style == "roman":
        return ending != "."
    if after is None or after.kind != "paragraph" or not piece.style.startswith("decimal"):
        return False
    if text[piece.body].islower():
        return False
    if after.style.startswith("bullet"):
        return size < 100 and ending != "."  # «4. Задачи на 2017 год» over dashes
    if after.style and after.style != piece.style and after.number in ("1", "а"):
        return size < 100 and ending != "."  # «5. Задачи на 2023 год» over «1) расширить …»
    if after.style or (last is not None and last.kind == "item" and last.number is not None):
        return False
    running = after.end - after.start
    return size < 100 and running > size and (ending != "." or running > 150)


def _introduces(text: str, piece: Piece) -> bool:
    """Whether a unit may lead in a list: it ends in a colon, or is a heading or a short line of its own.

    So does the row of a table set by blanks whose members go on below: «Ожидаемые      - рост охвата до 40 %;».
    """
    if text[piece.end - 1] == ":" or piece.kind == "heading" or piece.end - piece.start < 90:
        return True
    return _LABELLED_ROW.match(text, piece.body, piece.end) is not None


def _is_loose_item(text: str, last: Unit, piece: Piece, loose: bool) -> bool:
    """Whether an unmarked line is an item: it follows «в составе:», or another such item and «;»."""
    size = piece.end - piece.start
    if size > 220 or text[piece.end - 1] == ":":
        return False
    ending = text[last.end - 1]
    if ending == ":" and _APPROVAL.match(text, last.start, last.end) is not None:
        return False  # «УТВЕРЖДАЮ:» over post and name
    if ending == ":" and last.kind in ("paragraph", "item", "heading"):
        return not (piece.gap and size > 120)
    if ending == "." and text[last.body].islower() and text[piece.body].isupper():
        return False  # «походы по реке.» closes a list in lower case
    return loose and last.kind == "item" and (ending in ";," or not piece.gap)


def _zones(text: str, units: list[Unit]) -> list[Unit]:
    """Letterhead and heading before the first real paragraph, signatures after the last one."""
    real = [u.index for u in units if u.kind != "furniture" and _is_running(text, u)]
    if not real:
        return units
    first, last = real[0], real[-1]
    zoned = []
    for unit in units:
        zone: Zone = "head" if unit.index < first else "sign" if unit.index > last else "body"
        zoned.append(unit._replace(zone=zone))
    return zoned


def _is_running(text: str, unit: Unit) -> bool:
    """Whether a unit is running text: an item, or a paragraph that is a sentence or long."""
    if unit.kind == "item":
        return unit.body > unit.start or unit.end - unit.start > 60
    if unit.kind == "heading" or (unit.kind == "cell" and unit.table is None):
        return False
    content = text[unit.body : unit.end]
    if _GREETING.match(content):
        return True
    if len(content) > 250:
        return True
    if len(content) <= (40 if content.endswith(":") else 60) or not content.rstrip('»"”) ').endswith(
        (".", ":", ";", "!")
    ):
        return False
    return _INITIALS_END.search(content) is None or (len(content) > 160 and _FILLER.search(content) is None)


_LABEL = re.compile(r"[А-ЯЁ][^:]{3,30}:\s+")
_STAMP = re.compile(
    r"""(?: от | № | N | на \s № | (?: исх | вх | рег ) \.? \s (?: № )? ) \s* [«"“_]? \s* [\d_]      # от "27" января
      | \d{1,2}\.\d{2}\.\d{4} (?: \s?г\.? )? \s* (?: № | $ )                             # 14.03.2019 № 12
      | (?: г | с | д | пос | пгт | р\.п | рп | ст ) \.? \s*
        [А-ЯЁ][\w-]+ (?: \s[А-ЯЁ][\w-]+ ){0,2}
        (?: (?: \s{2,} | ,?\s? (?=[«"“]?\d) ) .* )? $                                  # пос. Малый Заречный     5 мая
      | date\s\d{4}- | (?: Опубликован | Просмотр | Добавлен | Размещен ) [а-я]{0,3} \b
      | (?: Автор | Источник | Рубрика | Фото ):                                         # Автор: О. Лосева
    """,
    re.VERBOSE,
)
_MATTER = re.compile(r"Обо?\s+[а-яё]|О\s+[а-яё]{2}")  # «О проведении конкурса» begins a line of its own
_ABOUT = re.compile(r"Об?\s")
_DATE_LINE = re.compile(  # «14 марта 2019 года»
    r"(?:от\s+)?[«\"“]?\d{1,2}[»\"”]?(?:\s[а-я]{3,8}\s|\.\d{2}\.)\d{4}\s?(?:г\.?|года)?(?:\s+№\s?\S+)?"
)
_CITING = re.compile(  # «… рекомендованной приказом министерства от 04.08.2013 г.» over «№ 511»
    r"[а-яё]\s[^.;]{0,40}(?<![А-Яа-яё])от\s\d[\d.]{4,9}\s?(?:г\.?)?$"
    r"|[а-яё]\s[^.;]{0,40}\sот\s\d{1,2}\s[а-я]{3,8}\s\d{4}\s?(?:г\.?|года)?$"
)
_ABBREVIATED = re.compile(
    r"(?:\b|(?<=\d))(?:г|им|ул|обл|р-н|стр|зам|нач|зав|тыс|млн|руб|т\.\s?[дч]|д|пос|с|пр|пл|корп|кв|ст|п|проф|акад|гл|вед|муз"
    r"|худ|мл|соц|мед|доц|канд|докт|отв)\.$"
)
_HANGING = re.compile(  # «представители администрации и», «в соответствии с»
    r"""(?: [,(«] | \s (?: и | в | во | на | по | с | со | к | о | об | от | для | при | из | за | до | или
        | а | под | над | между | № | N ) )$""",
    re.VERBOSE,
)
_BROKEN_WORD = re.compile(r"[^\W\d_][-‐\u00ad¬]$")  # «наставни-» at the end of a line
_PERSON = re.compile(  # «Петрова А.А.», «А. А. Петрова», «Петрова Анна»
    r"[А-ЯЁ][а-яё-]+ [А-ЯЁ](?:\.|[а-яё]+\b)|[А-ЯЁ]\. ?(?:[А-ЯЁ]\. ?)?[А-ЯЁ][а-яё]+"
)
_APPROVAL = re.compile(r"(?:УТВЕРЖДАЮ|СОГЛАСОВАНО|ПРИНЯТО|РАССМОТРЕНО|УТВЕРЖДЕНО)\s?:", re.IGNORECASE)
_LABELLED_ROW = re.compile(r"[А-ЯЁ][^\n]{2,40}?[ ]{3,}[-–—]\s")
_GREETING = re.compile(r"Уважаем|Дорог(?:ие|ой|ая)\b|Глубокоуважаем", re.IGNORECASE)
_FILLER = re.compile(r" {4,}|\t|_{2,}|/")  # between post and name in a signature
_INITIALS_END = re.compile(r"(?<![^\W\d_])[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?$")
