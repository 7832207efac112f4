"""The entry of old workbooks (`.xls`) in the registry: LibreOffice makes them new, the xlsx reader reads them."""

from __future__ import annotations

from extractor.readers import ole
from extractor.readers.format import Conversion, Format

FORMAT = Format(
    "xls",
    "application/vnd.ms-excel",
    (".xls", ".xlt"),
    lambda data: ole.kind(data) == "xls",
    conversion=Conversion("xlsx", ole.inspect_excel),
    packages=("olefile", "lxml"),
    programs=("soffice:sc",),
)
