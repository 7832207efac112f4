"""A walk over the words of RTF: what of them is text that a reader of the page sees.

Decides what counts as text (results of fields, text boxes, notes apart) and what does not (pictures,
tables of styles, deletions, hidden text, numbers of pages). Leaves code pages to `characters.py` and
paragraphs and cells to `frames.py`. One pass, no recursion: a group may nest in groups at will.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extractor.errors import UnreadableFile
from extractor.readers.rtf.characters import character, code_page, font_code_page, known, text_of
from extractor.readers.rtf.frames import Frame
from extractor.readers.story import Story

MAX_DEPTH = 1000  # groups within groups
MAX_FALLBACK = 8  # characters after «\\u1055?» that repeat it for old readers; «\\uc999» would swallow the text
MAX_CODE = 40  # characters of a field's code that tell its kind


@dataclass(slots=True)
class State:
    """What a group inherits and gives back: where its text goes, and how it is read."""

    frame: Frame
    kind: str = "text"  # or "skip", "fonts", "code"
    font: int = -1
    fallback: int = 1
    is_hidden: bool = False
    table: int = 0
    heading: int = 0
    depth: int = 1
    borders: list[int] = field(default_factory=list)  # right edges of the cells of the row, in twips
    opens: str = ""  # the destination that this very group is

    def inner(self) -> State:
        """The state of a group within; written out, for some files have millions of groups."""
        return State(
            self.frame, self.kind, self.font, self.fallback, self.is_hidden, self.table, self.heading, self.depth,
            self.borders,
        )  # fmt: skip


@dataclass(slots=True)
class Walk:
    """One walk over a file; `run` fills the body, the headers, the footers and the notes."""

    data: bytes
    body: Frame = field(default_factory=Frame)
    headers: dict[str, list[Story]] = field(default_factory=dict)
    notes: list[Story] = field(default_factory=list)
    has_first_page: bool = False
    has_even_pages: bool = False
    is_cut: bool = False
    _default: str = "cp1252"
    _usual_font: int = -1
    _fonts: dict[int, str] = field(default_factory=dict)
    _stack: list[State] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _skip: int = 0  # characters of a fallback still to come
    _is_starred: bool = False
    _code: str = ""

    def run(self) -> None:
        self._default = code_page(self.data)
        self._stack = [State(self.body)]
        at, end = 0, len(self.data)
        while at < end:
            token = TOKEN.match(self.data, at)
            if token is None:  # a backslash that ends the file
                break
            at = token.end()
            kind = token.lastgroup
            if kind == "text":
                self._text(token[0])
            elif kind == "number" or kind == "word":
                at += self._word(token["word"].decode(), token["number"])
            elif kind == "hex":
                self._byte(int(token["hex"], 16))
            elif kind == "sign":
                self._sign(token["sign"])
            elif kind == "brace" and not self._brace(token[0]):
                break
        self._settle()
        self.is_cut = len(self._stack) > 1
        while len(self._stack) > 1:
            self._close()

    def _brace(self, brace: bytes) -> bool:
        """Open or close a group; False after the last one."""
        self._settle()
        self._skip = 0
        self._is_starred = False
        if brace == b"{":
            if len(self._stack) > MAX_DEPTH:
                raise UnreadableFile("damaged", detail="groups are nested too deep")
            self._stack.append(self._stack[-1].inner())
            return True
        if len(self._stack) > 1:
            self._close()
        return len(self._stack) > 1

    def _close(self) -> None:
        """The end of a group that is a destination hands over what it has gathered."""
        self._settle()
        state = self._stack.pop()
        if not state.opens:
            return
        if state.opens in MARKERS:
            said = "".join(state.frame.pieces).split()
            self._stack[-1].frame.marker = " ".join(said)
        elif state.opens in HEADERS:
            self.headers.setdefault(state.opens, []).append(state.frame.finish())
        elif state.opens == "footnote":
            self.notes.append(state.frame.finish())
        elif state.opens in BOXES:
            self._stack[-1].frame.story.extend(state.frame.finish())

    def _text(self, data: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        self._bytes += data

    def _byte(self, byte: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(byte)

    def _settle(self) -> None:
        """The bytes so far become characters, in the code page of the font that they were in."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        state = self._stack[-1]
        if state.kind == "text" and not state.is_hidden:
            state.frame.pieces.append(text_of(data, self._fonts.get(state.font, self._default)))
        elif state.kind == "code" and len(self._code) < MAX_CODE:
            self._code += data.decode("latin-1")

    def _say(self, text: str) -> None:
        self._settle()
        state = self._stack[-1]
        if state.kind == "text" and not state.is_hidden:
            state.frame.pieces.append(text)

    def _sign(self, sign: bytes) -> None:
        if self._skip:
            self._skip -= 1
        elif sign == b"*":
            self._is_starred = True
        elif sign in b"\r\n":
            self._word("par", None)
        elif sign in b"\\{}":
            self._bytes += sign
        else:
            self._say(SIGNS.get(sign, ""))

    def _word(self, word: str, number: bytes | None) -> int:
        """Obey a control word; the number of raw bytes that it makes the walk jump over."""
        value = int(number) if number else None
        if word == "bin":
            return max(0, min(value or 0, len(self.data)))
        if self._skip and word != "u":
            self._skip -= 1
            return 0
        starred, self._is_starred = self._is_starred, False
        state = self._stack[-1]
        if word in DESTINATIONS or (starred and word not in TRANSPARENT):
            self._settle()
            self._enter(state, word)
        elif state.kind == "fonts":
            self._font(state, word, value)
        elif word == "u" and value is not None:
            self._say(character(value))
            self._skip = state.fallback
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif (act := ACTIONS.get(word)) is not None:
            self._settle()
            act(self, state, value)
        return 0

    def _enter(self, state: State, word: str) -> None:
        """The group turns out to be a destination: its text goes elsewhere, or nowhere."""
        if word == "ud" and state.kind == "skip":  # the Unicode twin of what «\\upr» has skipped
            state.kind = "text"
        elif state.kind == "skip":
            return
        elif word == "fonttbl":
            state.kind = "fonts"
        elif word == "fldinst":
            state.kind, self._code = "code", ""
        elif word == "fldrslt":
            state.kind = "skip" if PAGE_FIELD.match(self._code) else "text"
        elif word in HEADERS or word in BOXES or word in MARKERS or word == "footnote":
            state.frame, state.opens, state.table = Frame(), word, 0
        elif word != "ud":
            state.kind = "skip"

    def _font(self, state: State, word: str, value: int | None) -> None:
        """An entry of the font table: its number, then its character set."""
        if word == "f" and value is not None:
            state.font = value
        elif word == "fcharset" and value is not None:
            self._fonts[state.font] = font_code_page(value, self._default)
        elif word == "cpg" and value:
            self._fonts[state.font] = known(f"cp{value}") or self._default

    def _paragraph(self, state: State, value: int | None) -> None:
        if state.kind == "text":
            state.frame.end_paragraph(depth=state.depth, heading=state.heading, table=state.table)

    def _cell(self, state: State, value: int | None) -> None:
        if state.kind == "text":
            state.frame.end_cell(is_nested=False)

    def _inner_cell(self, state: State, value: int | None) -> None:
        if state.kind == "text":
            state.frame.end_cell(is_nested=True)

    def _row(self, state: State, value: int | None) -> None:
        if state.kind == "text":
            state.frame.end_row(state.borders, is_nested=False)

    def _inner_row(self, state: State, value: int | None) -> None:
        state.frame.end_row(state.borders, is_nested=True)

    def _row_begins(self, state: State, value: int | None) -> None:
        state.borders = []

    def _border(self, state: State, value: int | None) -> None:
        state.borders.append(value or 0)

    def _paragraph_defaults(self, state: State, value: int | None) -> None:
        state.table, state.heading, state.depth = 0, 0, 1

    def _in_table(self, state: State, value: int | None) -> None:
        state.table = max(state.table, 1)

    def _nesting(self, state: State, value: int | None) -> None:
        state.table = min(max(value or 0, 0), 2)

    def _outline(self, state: State, value: int | None) -> None:
        state.heading = (value or 0) + 1 if 0 <= (value or 0) < 9 else 0

    def _list_level(self, state: State, value: int | None) -> None:
        state.depth = min(max(value or 0, 0), 8) + 1

    def _plain(self, state: State, value: int | None) -> None:
        state.is_hidden, state.font = False, self._usual_font

    def _default_font(self, state: State, value: int | None) -> None:
        state.font = self._usual_font = -1 if value is None else value

    def _hidden(self, state: State, value: int | None) -> None:
        state.is_hidden = value != 0

    def _use_font(self, state: State, value: int | None) -> None:
        state.font = -1 if value is None else value

    def _fallback(self, state: State, value: int | None) -> None:
        state.fallback = value if value is not None and 0 <= value <= MAX_FALLBACK else 1

    def _title_page(self, state: State, value: int | None) -> None:
        self.has_first_page = True

    def _facing_pages(self, state: State, value: int | None) -> None:
        self.has_even_pages = True


TOKEN = re.compile(
    rb"""\\ (?P<word> [A-Za-z]{1,32}+ ) (?P<number> -?[0-9]{1,9}+ )? [0-9]*+ \x20?
      | \\ ' (?P<hex> [0-9A-Fa-f]{2} )
      | \\ (?P<sign> [^A-Za-z] )
      | (?P<brace> [{}] )
      | (?P<text> [^\\{}\r\n]++ )
      | [\r\n]++ """,
    re.VERBOSE | re.DOTALL,
)
PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)

SIGNS = {b"~": "\u00a0", b"_": "-"}
CHARACTERS = {
    "tab": "\t", "line": "\n", "softline": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip

HEADERS = ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf")
BOXES = ("shptxt", "dptxbxtext")
MARKERS = ("listtext", "pntext")
# Groups that open with these words are no text, or text of another place. After «\*» all others, too.
DESTINATIONS = {
    *HEADERS, *BOXES, *MARKERS, "footnote", "fonttbl", "fldinst", "fldrslt", "upr", "ud", "colortbl", "stylesheet",
    "info", "pict", "objdata", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata",
    "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "mmathPr", "pgptbl", "filetbl", "nonshppict",
    "bkmkstart", "bkmkend", "annotation", "atnid", "atnauthor", "template", "userprops", "docvar", "ftnsep", "ftnsepc",
    "ftncn", "aftnsep", "aftnsepc", "aftncn", "pn", "pntxta", "pntxtb", "sp", "shprslt", "background", "nonesttables",
    "private", "tc", "xe", "listname", "listpicture", "wgrffmtfilter", "passwordhash", "falt", "panose",
}  # fmt: skip
TRANSPARENT = {"shpinst", "nesttableprops", "shpgrp", "do", "shp", "result"}

Action = Callable[[Walk, State, int | None], None]
ACTIONS: dict[str, Action] = {
    "par": Walk._paragraph,
    "sect": Walk._paragraph,
    "page": Walk._paragraph,
    "cell": Walk._cell,
    "row": Walk._row,
    "nestcell": Walk._inner_cell,
    "nestrow": Walk._inner_row,
    "trowd": Walk._row_begins,
    "cellx": Walk._border,
    "pard": Walk._paragraph_defaults,
    "intbl": Walk._in_table,
    "itap": Walk._nesting,
    "outlinelevel": Walk._outline,
    "ilvl": Walk._list_level,
    "plain": Walk._plain,
    "v": Walk._hidden,
    "deleted": Walk._hidden,
    "f": Walk._use_font,
    "deff": Walk._default_font,
    "uc": Walk._fallback,
    "titlepg": Walk._title_page,
    "facingp": Walk._facing_pages,
}
