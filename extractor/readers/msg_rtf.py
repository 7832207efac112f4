"""The compressed RTF in which Outlook keeps a body that it has in no other form (MS-OXRTFCP).

Decides the unpacking alone; RTF is read by the reader of RTF.
"""

from __future__ import annotations

from extractor.errors import UnreadableFile
from extractor.readers import rtf
from extractor.readers.limits import Limits

COMPRESSED, PLAIN = b"LZFu", b"MELA"
WINDOW = 4096


def decompressed(data: bytes, limits: Limits) -> str:
    """The text of a compressed body; "" where there is none."""
    kind, packed = data[8:12], data[16:]
    if kind not in (COMPRESSED, PLAIN):
        return ""
    unpacked = packed if kind == PLAIN else _unpacked(packed, min(int.from_bytes(data[4:8], "little"), limits.part))
    try:
        return rtf.read(unpacked, limits).text
    except UnreadableFile as error:
        if error.code == "too_large":
            raise
        return ""


def _unpacked(packed: bytes, most: int) -> bytes:
    """Eight tokens after each control byte: a byte, or where in the last 4,096 bytes some of them stand again."""
    window = bytearray(START.ljust(WINDOW, b"\x00"))
    at = len(START)
    out = bytearray()
    i = 0
    while i < len(packed) and len(out) < most:
        control, i = packed[i], i + 1
        for bit in range(8):
            if not control >> bit & 1:
                found = packed[i : i + 1]
                i += 1
            else:
                token = int.from_bytes(packed[i : i + 2], "big")
                i += 2
                if token >> 4 == at:  # the end
                    return bytes(out)
                found = bytes(0)
                for step in range((token & 15) + 2):
                    byte = window[((token >> 4) + step) % WINDOW]
                    window[at], at = byte, (at + 1) % WINDOW
                    out.append(byte)
            for byte in found:
                window[at], at = byte, (at + 1) % WINDOW
                out.append(byte)
    return bytes(out)


START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
