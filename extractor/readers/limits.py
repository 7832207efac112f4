"""`Limits`: what one file may cost before it is refused.

Decides the figures and why they are as they are. Leaves holding to them to `isolation.py` and
`worker.py` (time, memory), `package.py` (zip and XML) and to each reader (pages, sheets).
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.readers.format import MAX_FILE

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Settings of reading; a file over one of them is refused with a code that names it.

    Time and memory hold for one file in its own process. Memory counts addresses, not pages in use,
    so it stands well over what a reader needs (a 20 MB file takes some 300 MB).
    """

    seconds: float = 10.0  # by the wall clock; an ordinary letter takes a few thousandths
    cpu_seconds: int = 10  # of one file; where the system cannot count, `seconds` alone holds
    memory: int = 1536 * MEGABYTE  # bytes of address space of the reading process
    file_size: int = MAX_FILE
    workers: int = 2  # processes that read at once; started when they are needed
    files_per_worker: int = 500  # then a fresh process takes over, and what leaked is gone
    pages: int = 2000  # of a PDF
    entries: int = 2000  # members of a zip
    part: int = 64 * MEGABYTE  # bytes of one member when unpacked
    inflated: int = 128 * MEGABYTE  # bytes of all members that were unpacked
    ratio: int = 200  # unpacked to packed, once a member is over a megabyte
    marks: int = 3_000_000  # «<» and «=» of XML or HTML: tags and attributes; a thousand pages have a million
    attachments: int = 1000  # parts of one message
    office_seconds: float = 8.0  # of LibreOffice for one file; for several at once a little more
    pixels: int = 60_000_000  # of one picture; a page of A4 at 600 dpi has 35 million
    scanned_pages: int = 100  # of one file; recognition takes one to two seconds a page
    sight_seconds: float = 30.0  # of tesseract for one page
    depth: int = 5  # archives and messages within each other


DEFAULT = Limits()
