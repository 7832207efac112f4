"""What passes between the engine and a reading process: frames of bytes, pages and requests as JSON.

Decides the form alone: whatever is said is JSON and as many frames of bytes as it announces. JSON,
because the process parses hostile files: nothing it may say can run code on this side, and a page
that is not well-formed counts as no page.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from typing import Any, BinaryIO

from extractor.errors import KINDS
from extractor.readers.format import Member
from extractor.text.page import Block, Page

MAX_FRAMES = 100_000
MAX_FRAME = 256 * 1024 * 1024  # bytes; a page of the largest text and the most blocks has 30 MB
LENGTH = struct.Struct(">Q")


class BrokenWire(Exception):
    """The other side is gone, or says what it should not."""


def send(stream: BinaryIO, data: bytes) -> None:
    """One frame: its length, then its bytes."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """The next frame; raises `BrokenWire` where the stream ends."""
    (size,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    if size > MAX_FRAME:
        raise BrokenWire(f"a frame of {size} bytes")
    return _exactly(stream, size)


def send_all(stream: BinaryIO, said: dict[str, Any], frames: Iterable[bytes] = ()) -> None:
    """JSON and the frames that go with it."""
    frames = list(frames)
    send(stream, dumps(said | {"frames": len(frames)}))
    for frame in frames:
        send(stream, frame)


def receive_all(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """What `send_all` has sent."""
    said = loads(receive(stream))
    count = said.get("frames", 0)
    if not isinstance(count, int) or not 0 <= count <= MAX_FRAMES:
        raise BrokenWire(f"{count} frames")
    return said, [receive(stream) for _ in range(count)]


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise BrokenWire("the stream has ended")
    return data


def encode(page: Page) -> dict[str, Any]:
    """A page as JSON knows it."""
    blocks = [(b.kind, b.start, b.end, b.level, b.table, b.row, b.column, b.page) for b in page.blocks]
    return {
        "text": page.text,
        "blocks": blocks,
        "media_type": page.media_type,
        "reader": page.reader,
        "encoding": page.encoding,
        "encoding_confidence": page.encoding_confidence,
        "pages": page.pages,
        "recognition": page.recognition,
        "warnings": page.warnings,
    }


def decode(answer: dict[str, Any], _: list[bytes]) -> Page:
    """The page of `encode`; raises `BrokenWire` where it is none."""
    try:
        said = answer["page"]
        page = Page(**said | {"blocks": tuple(Block(*row) for row in said["blocks"]), "warnings": (*said["warnings"],)})
        end = 0
        for block in page.blocks:
            if not end <= block.start < block.end:
                raise BrokenWire("blocks that overlap")
            end = block.end
        if not isinstance(page.text, str) or end > len(page.text):
            raise BrokenWire("blocks outside the text")
    except (TypeError, KeyError) as error:
        raise BrokenWire("no page") from error
    return page


def decode_members(answer: dict[str, Any], frames: list[bytes]) -> list[Member]:
    """The files within a file; raises `BrokenWire` where a name or a code is none."""
    try:
        found = [Member(str(n), data, c, str(d)) for (n, c, d), data in zip(answer["members"], frames, strict=True)]
    except (TypeError, KeyError, ValueError) as error:
        raise BrokenWire("no members") from error
    if not all(member.code in ("", *KINDS) for member in found):
        raise BrokenWire("an unknown code")
    return found


def decode_warnings(answer: dict[str, Any], _: list[bytes]) -> tuple[str, ...]:
    said = answer.get("warnings")
    if not isinstance(said, list):
        raise BrokenWire("no warnings")
    return tuple(map(str, said))


def dumps(said: dict[str, Any]) -> bytes:
    """JSON bytes; lone surrogates survive as escapes until the door replaces them."""
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")


def loads(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise BrokenWire("no JSON") from error
    if not isinstance(said, dict):
        raise BrokenWire("no object")
    return said
