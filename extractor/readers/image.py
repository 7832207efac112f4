"""Scans and photographs (`.png`, `.jpg`, `.tiff`): pages recognised one after another.

Decides how many pages a picture has. Leaves pictures to Pillow, recognition to `scan.py` and lines to
`printed.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.errors import UnreadableFile
from extractor.readers import printed, scan
from extractor.readers.format import Format, Recognise
from extractor.readers.limits import Limits
from extractor.text.page import Page

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")


def matches(data: bytes) -> bool:
    return data.startswith(SIGNATURES)


def look(data: bytes, limits: Limits, recognise: Recognise) -> Page:
    """The recognised text of every page of a picture; `no_text` where there is none."""
    picture = scan.opened(data, limits)
    count = getattr(picture, "n_frames", 1)
    if count > limits.scanned_pages:
        raise UnreadableFile("too_large", detail=f"{count} scanned pages, limit {limits.scanned_pages}")
    seen = list(scan.look(_frames(picture, count, limits), recognise))
    text, blocks = printed.compose([page.sheet for page in seen])
    certainty, warnings = scan.warnings(seen)
    media_type = MEDIA_TYPES[str(picture.format)]
    return Page(
        text, blocks, media_type, "image", pages=count, warnings=tuple(warnings), recognition=certainty
    )  # fmt: skip


def _frames(picture: Image, count: int, limits: Limits) -> Iterator[tuple[int, Image]]:
    for at in range(count):
        try:
            picture.seek(at)
            scan.refuse_pixels(*picture.size, limits)
            picture.load()
        except UnreadableFile:
            raise
        except Exception as error:  # Pillow raises what its many decoders raise
            raise UnreadableFile("damaged", detail="the picture is broken") from error
        yield at + 1, picture.copy()


FORMAT = Format(
    "image",
    "image/png",
    (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    matches,
    look=look,
    packages=("PIL",),
    programs=("tesseract:rus",),
)
