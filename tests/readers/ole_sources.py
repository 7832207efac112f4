"""OLE2 containers in short: a writer of storages and streams, and the messages made of it.

Decides the simplest layout that readers take: sectors of 512 bytes, every stream in whole ones. All people
and bodies are invented.
"""

from __future__ import annotations

import struct
from typing import Union

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
MSG = bytes.fromhex("0b0d020000000000c000000000000046")
Tree = dict[str, Union[bytes, "Tree"]]


def container(tree: Tree, root_class: bytes = MSG) -> bytes:
    """An OLE file: {"stream": b"...", "storage": {...}}."""
    entries: list[list[int | bytes | str]] = [["Root Entry", 5, FREE, FREE, root_class, END, 0]]
    sectors: list[bytes] = []
    table: list[int] = []
    small = bytearray()  # streams under 4,096 bytes share sectors of 64
    small_table: list[int] = []

    def kept(data: bytes) -> int:
        if len(data) >= 4096 or not data:
            return stored(data)
        first = len(small_table)
        count = -(-len(data) // 64)
        small.extend(data.ljust(count * 64, b"\0"))
        small_table.extend([*range(first + 1, first + count), END])
        return first

    def stored(data: bytes) -> int:
        if not data:
            return END
        first = len(sectors)
        count = -(-len(data) // SECTOR)
        sectors.extend(data[i * SECTOR : (i + 1) * SECTOR].ljust(SECTOR, b"\0") for i in range(count))
        table.extend([*range(first + 1, first + count), END])
        return first

    def added(branch: Tree, parent: int) -> None:
        before = None
        for name, value in branch.items():
            at = len(entries)
            if isinstance(value, bytes):
                entries.append([name, 2, FREE, FREE, bytes(16), kept(value), len(value)])
            else:
                entries.append([name, 1, FREE, FREE, bytes(16), 0, 0])
            if before is None:
                entries[parent][3] = at
            else:
                entries[before][2] = at
            before = at
            if not isinstance(value, bytes):
                added(value, at)

    added(tree, 0)
    entries[0][5:] = [stored(bytes(small)), len(small)]
    small_fat = stored(struct.pack(f"<{len(small_table)}L", *small_table))
    small_count = -(-len(small_table) * 4 // SECTOR)
    directory = stored(b"".join(map(_entry, entries)))
    count = 1
    while count * (SECTOR // 4) < len(sectors) + count:
        count += 1
    first = len(sectors)
    table.extend([FAT] * count)
    fat = struct.pack(f"<{len(table)}L", *table).ljust(count * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<LLLLLLLLL", 0, count, directory, 0, 4096, small_fat, small_count, END, 0)
    head += struct.pack("<109L", *[first + i if i < count else FREE for i in range(109)])
    return head + b"".join(sectors) + fat


def _entry(entry: list[int | bytes | str]) -> bytes:
    name, kind, right, child, class_id, start, size = entry
    raw = str(name).encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBLLL", len(raw) + 2, kind, 1, FREE, right, child)
        + bytes(class_id)  # type: ignore[arg-type]
        + bytes(20)
        + struct.pack("<LQ", start, size)
    )


def properties(**said: str | bytes) -> Tree:
    """Property streams: characters in UTF-16, bytes as they are; `p0037="Тема"`."""
    found: Tree = {}
    for name, value in said.items():
        kind = "001F" if isinstance(value, str) else "0102"
        found[f"__substg1.0_{name[1:].upper()}{kind}"] = value.encode("utf-16-le") if isinstance(value, str) else value
    return found


def message(body: str = "Просим прислать отчёт до 5 мая 2021 года.", **attached: bytes) -> Tree:
    """A letter of Outlook with its attachments."""
    tree = properties(
        p001a="IPM.Note",
        p0037="О сборе отчётов",
        p0c1a="Котова Анна Ивановна",
        p0c1f="kotova@school.example",
        p0e04="Директорам школ",
        p1000=body,
    )
    sent = (b"\x40\x00\x39\x00" + bytes(4) + struct.pack("<Q", 132_646_938_000_000_000),)
    tree["__properties_version1.0"] = bytes(32) + b"".join(sent)
    for number, (name, data) in enumerate(attached.items()):
        tree[f"__attach_version1.0_#{number:08}"] = properties(p3707=f"{name}.txt", p3701=data)
    return tree
