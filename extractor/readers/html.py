"""Web pages and what mail programs and old editors save as HTML: `.html`, also where it is named `.doc`.

Decides the characters' encoding, what of a page is its text (no scripts, menus and hidden parts) and its
paragraphs, lists and tables. Leaves offsets to `compose.py`. Nothing a page links to is fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractor.errors import UnreadableFile
from extractor.readers.compose import Composer
from extractor.readers.encoding import MARKS, SURE, Decoded, decode
from extractor.readers.format import Format
from extractor.readers.html_blocks import Blocks
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.signatures import refusal
from extractor.text.page import Page

MEDIA_TYPE = "text/html"
HEAD = 4096
MAX_DEPTH = 500  # of elements, as in browsers
MAIN_LETTERS = 200  # a <main> with less is a frame that a script fills


def matches(data: bytes) -> bool:
    """A document type, a root element or a block element opens the file; «<b>Отчёт</b>» is plain text."""
    head = data[:HEAD]
    for mark, encoding in MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, "replace").encode("utf-8", "replace")
            break
    return OPENING.match(head) is not None


def read(data: bytes, limits: Limits = DEFAULT) -> Page:
    """The text of the page, or of its <main> where it has one."""
    decoded = characters(data)
    if decoded is None:
        raise refusal(data)
    composer = Composer()
    warnings = write(decoded.text, composer, limits)
    if decoded.lost:
        warnings.append(f"Символов, которые не удалось прочитать: {decoded.lost}.")
    if decoded.confidence < SURE:
        warnings.append(f"Кодировка определена неуверенно: {decoded.encoding}.")
    text, blocks = composer.finish()
    return Page(
        text, blocks, MEDIA_TYPE, "html", decoded.encoding, decoded.confidence, warnings=tuple(warnings)
    )  # fmt: skip


def write(markup: str, composer: Composer, limits: Limits) -> list[str]:
    """Add the text of HTML to what is composed; the warnings that it calls for."""
    if markup.count("<") + markup.count("=") > limits.marks:
        raise UnreadableFile("too_large", detail="too many HTML tags and attributes")
    tree = LexborHTMLParser(_shallow(markup))
    root, is_part = _root(tree)
    if root is None:
        return []
    blocks = Blocks()
    for node, is_start in steps(root, blocks.is_unseen):
        (blocks.start if is_start else blocks.end)(node)
    composer.add(blocks.finish())
    return ["Не прочитано: меню и оформление сайта."] if is_part else []


def _shallow(markup: str) -> str:
    """Markup whose elements nest no deeper than browsers let them; tags beyond that go, their text stays.

    A parser looks through all open elements at each new one: a hundred thousand nested divisions take minutes.
    """
    depth = deepest = 0
    for tag in TAG.finditer(markup):
        depth = max(0, depth + (-1 if tag["end"] else 1))
        deepest = max(deepest, depth)
    return TAG.sub(Pruning(), markup) if deepest > MAX_DEPTH else markup


class Pruning:
    """Leaves out, one after another, the tags of elements that are too deep."""

    def __init__(self) -> None:
        self._depth = 0

    def __call__(self, tag: re.Match[str]) -> str:
        if not tag["end"]:
            self._depth += 1
            return tag[0] if self._depth <= MAX_DEPTH else ""
        is_kept = self._depth <= MAX_DEPTH
        self._depth = max(0, self._depth - 1)
        return tag[0] if is_kept else ""


def characters(data: bytes) -> Decoded | None:
    """The page's characters: by its mark, as it declares, or as they look.

    `<meta charset="windows-1251">` is believed unless the bytes are UTF-8 or cannot be read so.
    """
    guessed = decode(data)
    declared = DECLARED.search(data[:HEAD])
    if declared is None or (guessed is not None and guessed.encoding.startswith("utf") and not guessed.lost):
        return guessed
    try:
        encoding = codecs.lookup(declared[1].decode()).name
        if encoding not in ENCODINGS:
            return guessed
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return guessed
    lost = text.count("\ufffd")
    return guessed if lost * 20 > len(text) else Decoded(text, encoding, 0.95, lost)


def _root(tree: LexborHTMLParser) -> tuple[LexborNode | None, bool]:
    """The one <main> of a site, if it says something; else the body. Whether it is a part."""
    mains = tree.css("main")
    if len(mains) == 1 and len(LETTER.findall(mains[0].text()[:20_000])) >= MAIN_LETTERS:
        return mains[0], True
    return tree.body, False


def steps(root: LexborNode, is_unseen: Callable[[LexborNode], bool]) -> Iterator[tuple[LexborNode, bool]]:
    """Nodes below a root as they open (True) and close (False), without recursion: pages nest at will."""
    open_nodes: list[LexborNode] = []
    node = root.first_child
    while node is not None:
        seen = not is_unseen(node)
        if seen:
            yield node, True
            if (inner := node.first_child) is not None:
                open_nodes.append(node)
                node = inner
                continue
            yield node, False
        following = node.next
        while following is None and open_nodes:
            node = open_nodes.pop()
            yield node, False
            following = node.next
        node = following


OPENING = re.compile(
    rb"""\s*+ (?: <\?xml [^>]{0,200} > \s*+ )?
    (?: <!-- (?: [^-] | -(?!->) ){0,2000}+ --> \s*+ ){0,3}
    (?: <!doctype \s++ html\b
      | < (?: html | head | body | title | meta | style | p | div | table | h[1-6] | ul | ol | center | section
            | article | main ) (?= [\s>] ) )""",
    re.IGNORECASE | re.VERBOSE,
)
# Tags of elements that nest; a paragraph, an item or a cell ends by itself where the next one begins.
TAG = re.compile(
    r"""< (?P<end>/?) (?! (?: p | li | td | th | tr | dt | dd | option | tbody | thead | tfoot | colgroup | rp | rt
        | br | hr | img | input | meta | link | col | area | base | embed | param | source | track | wbr ) \b )
    [a-z] [^<>]{0,1000}+ >""",
    re.IGNORECASE | re.VERBOSE,
)
DECLARED = re.compile(rb"""<meta\b[^>]{0,200}?\bcharset\s{0,5}=\s{0,5}["']?([\w-]{2,30})""", re.IGNORECASE)
ENCODINGS = {"utf-8", "cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic", "utf-16"}
LETTER = re.compile(r"[^\W\d_]")

FORMAT = Format("html", MEDIA_TYPE, (".html", ".htm", ".xhtml"), matches, read, ("selectolax",))
