"""Pictures of pages: made ready for recognition, and lines made of what was recognised.

Decides size, contrast and skew of a picture, which recognised words are noise, and what a line is. Leaves
recognition to `sight.py`, in the engine, and paragraphs and tables to `printed.py`.
"""

from __future__ import annotations

import io
import re
from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import UnreadableFile
from extractor.readers import second_look
from extractor.readers.format import Recognise
from extractor.readers.limits import Limits
from extractor.readers.pdf_furniture import Line, Sheet
from extractor.readers.second_look import Word

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
POINT = 72 / DPI  # points in a pixel
LONG_SIDE = 2339  # pixels of an A4 page at 200 dpi
MOST_SKEW = 5.0  # degrees
LEAST_SKEW = 0.15
NOISE = 15.0  # per cent: words less sure are specks, stamps and emblems
FEW_SURE = 0.75  # mean confidence below which a page may lie on its side
SURE = 0.8  # below this the clerk is warned


class Seen(NamedTuple):
    """One recognised page: its lines, and how sure each word was with its letters as weight."""

    sheet: Sheet
    certainty: float
    letters: int


def look(pictures: Iterator[tuple[int, Image]], recognise: Recognise) -> Iterator[Seen]:
    """Recognise numbered pictures, two at a time, so that few of them are in memory."""
    held: list[tuple[int, Image]] = []
    for number, picture in pictures:
        held.append((number, straightened(picture)))
        if len(held) == 2:
            yield from _looked_at(held, recognise)
            held = []
    yield from _looked_at(held, recognise)


def warnings(seen: list[Seen]) -> tuple[float | None, list[str]]:
    """How sure the recognition was, from 0 to 1, and what the clerk is told of it."""
    letters = sum(page.letters for page in seen)
    if not letters:
        return None, []
    certainty = round(sum(page.certainty * page.letters for page in seen) / letters, 3)
    if certainty >= SURE:
        return certainty, []
    share = f"{certainty:.2f}".replace(".", ",")
    return certainty, [f"Текст распознан неуверенно (уверенность {share} из 1): сверьте его с оригиналом."]


def opened(data: bytes, limits: Limits) -> Image:
    """A picture whose size is looked at before its pixels are unpacked."""
    from PIL import Image as images

    try:
        images.MAX_IMAGE_PIXELS = None  # ours is looked at next
        picture = images.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
        refuse_pixels(*picture.size, limits)
    except UnreadableFile:
        raise
    except Exception as error:  # Pillow raises what its many decoders raise
        raise UnreadableFile("damaged", detail="the picture does not open") from error
    return picture


def refuse_pixels(width: int, height: int, limits: Limits) -> None:
    if width * height > limits.pixels:
        raise UnreadableFile("too_large", detail=f"{width} x {height} pixels, limit {limits.pixels}")


def straightened(picture: Image) -> Image:
    """Grey, of the size that recognition knows best, with its lines level."""
    from PIL import Image as images
    from PIL import ImageOps

    grey = ImageOps.exif_transpose(picture)
    if grey.mode in ("RGBA", "LA", "PA", "P"):  # what is transparent is paper
        layer = grey.convert("RGBA")
        paper = images.new("RGBA", layer.size, "white")
        grey = images.alpha_composite(paper, layer)
    if grey.mode.startswith("I"):  # sixteen bits
        grey = grey.point(lambda value: value / 256)
    grey = ImageOps.autocontrast(grey.convert("L"), cutoff=(0, 5))  # paper is white; of ink there may be little
    factor = _factor(max(grey.size))
    if factor != 1:
        size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
        grey = grey.resize(size, images.Resampling.LANCZOS)
    angle = skew(grey)
    if abs(angle) < LEAST_SKEW:
        return grey
    return grey.rotate(angle, images.Resampling.BICUBIC, expand=True, fillcolor=255)


def skew(grey: Image) -> float:
    """By how many degrees a page must be turned for its lines to be level: where rows differ most."""
    small = grey.copy()
    small.thumbnail((700, 700))
    best = max(_angles(0.0, MOST_SKEW, 0.5), key=lambda angle: _contrast(small, angle))
    fine = max(_angles(best, 0.4, 0.1), key=lambda angle: _contrast(small, angle))
    return fine if _contrast(small, fine) > 1.05 * _contrast(small, 0.0) else 0.0


def _angles(middle: float, reach: float, step: float) -> list[float]:
    count = round(reach / step)
    return [middle + i * step for i in range(-count, count + 1)]


def _contrast(small: Image, angle: float) -> float:
    """How much neighbouring rows of the turned picture differ: most where lines of text are level."""
    from PIL import Image as images

    turned = small.rotate(angle, images.Resampling.BILINEAR, fillcolor=255)
    rows = turned.resize((1, turned.height), images.Resampling.BOX).tobytes()
    return float(sum((a - b) ** 2 for a, b in pairwise(rows)))


def _factor(side: int) -> float:
    """Small pictures are enlarged and photographs reduced to about 200 dots an inch of an A4 page."""
    if side < 0.75 * LONG_SIDE:
        return min(2.5, LONG_SIDE / max(1, side))
    return 1.5 * LONG_SIDE / side if side > 1.5 * LONG_SIDE else 1.0


def _looked_at(held: list[tuple[int, Image]], recognise: Recognise) -> Iterator[Seen]:
    """Recognise a few pages; one that makes little sense is tried on its other sides as well."""
    if not held:
        return
    found = _words([picture for _, picture in held], recognise)
    for (number, picture), words in zip(held, found, strict=True):
        upright, seen = picture, words
        if words and _certainty(words) < FEW_SURE:
            turned = [picture.rotate(angle, expand=True, fillcolor=255) for angle in (90, 180, 270)]
            tried = [(picture, words), *zip(turned, _words(turned, recognise), strict=True)]
            upright, seen = max(tried, key=lambda each: sum(w.certainty * len(w.text) for w in each[1]))
        if second_look.is_needed(seen):
            seen = second_look.merged(seen, _words([upright], recognise, "rus+eng")[0])
        yield lines(seen, number, upright.height)


def _words(pictures: list[Image], recognise: Recognise, languages: str = "rus") -> list[list[Word]]:
    tables = recognise([_png(picture) for picture in pictures], languages)
    return [list(words(table.decode("utf-8", "replace"))) for table in tables]


def _certainty(words: list[Word]) -> float:
    """From 0 to 1, the mean over letters."""
    return sum(word.certainty * len(word.text) for word in words) / sum(len(word.text) for word in words) / 100


def _png(picture: Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def words(table: str) -> Iterator[Word]:
    """The words of a TSV table."""
    for row in table.split("\n")[1:]:
        cells = row.rstrip("\r").split("\t")
        if len(cells) == COLUMNS and cells[0] == WORD and (text := cells[11].strip()):
            left, top, width, height = (int(cell) for cell in cells[6:10])
            line = (cells[2], cells[3], cells[4])
            yield Word(text, left, top, left + width, top + height, float(cells[10]), line)


def lines(words: list[Word], number: int, height: int) -> Seen:
    """The lines of a recognised page, in points from its lower left corner."""
    found: dict[tuple[str, str, str], list[Word]] = {}
    for word in words:
        found.setdefault(word.line, []).append(word)
    shown = [kept for line in found.values() if (kept := _without_specks(_with_bullet(line)))]
    shown = list(_with_lost_bullets(shown))
    letters = sum(len(word.text) for word in words)
    certainty = _certainty(words) if words else 0.0
    return Seen(Sheet(number, [_line(line, height) for line in shown]), certainty, letters)


def _with_bullet(line: list[Word]) -> list[Word]:
    """«•», «·» and the like are read as «:», «*», «‹», «-»: one small round sign at the head of its line."""
    if len(line) < 2 or len(line[0].text) > 1:
        return line
    first, second = line[0], line[1]
    high, wide = first.bottom - first.top, first.right - first.left
    is_small = high < 0.6 * (second.bottom - second.top) and wide < 2 * high and wide < second.bottom - second.top
    is_letter = first.text.isalnum() and first.certainty >= DOUBTFUL
    if first.text in BULLETS or (is_small and not is_letter):
        return [first._replace(text="•", certainty=100.0), *line[1:]]
    return line


def _without_specks(line: list[Word]) -> list[Word]:
    """Short words that are anything but sure are dust and rules."""
    kept = [word for word in line if len(word.text) > SHORT or word.certainty >= NOISE]
    return kept if any(LETTER.search(word.text) for word in kept) else []


def _with_lost_bullets(found: list[list[Word]]) -> Iterator[list[Word]]:
    """A line that begins where the words of listed lines begin, after one that has ended, has lost its bullet."""
    places = sorted(line[1].left for line in found if line[0].text == "•")
    before = ""
    for line in found:
        at = bisect(places, line[0].left - NEAR)
        is_listed = at < len(places) and places[at] <= line[0].left + NEAR
        if is_listed and before.endswith(ITEM_ENDS) and line[0].text not in DASHES:
            yield [line[0]._replace(text="•", right=line[0].left, certainty=100.0), *line]
        else:
            yield line
        before = line[-1].text


def _line(line: list[Word], height: int) -> Line:
    """Words a wide gap apart, as in «Директор      А. Котова», have a tab between them."""
    text = line[0].text
    size = sorted(word.bottom - word.top for word in line)[len(line) // 2]
    for before, word in pairwise(line):
        text += ("\t" if word.left - before.right > WIDE_GAP * size else " ") + word.text
    bottom = sorted(word.bottom for word in line)[len(line) // 2]
    top = min(word.top for word in line)
    left, right = line[0].left * POINT, line[-1].right * POINT
    return Line(text, left, (height - bottom) * POINT, (bottom - top) * POINT, right)


COLUMNS = 12
WORD = "5"  # the level of a word
WIDE_GAP = 3.0  # heights of a word
SHORT = 2  # letters
DOUBTFUL = 70.0  # per cent
BULLETS = "•·∙*:;‹›<>°¢©®¤"
DASHES = "-–—"
ITEM_ENDS = (";", ":", ".")
NEAR = 5  # pixels
LETTER = re.compile(r"[^\W_]")
