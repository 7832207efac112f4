"""The entry of old Word files (`.doc`) in the registry: LibreOffice makes them new, the docx reader reads them."""

from __future__ import annotations

from extractor.readers import ole
from extractor.readers.format import Conversion, Format

FORMAT = Format(
    "doc",
    "application/msword",
    (".doc", ".dot"),
    lambda data: ole.kind(data) == "doc",
    conversion=Conversion("docx", ole.inspect_word),
    packages=("olefile", "lxml"),
    programs=("soffice:sw",),
)
