"""The entry of OpenDocument spreadsheets (`.ods`) in the registry; `odf` reads them."""

from __future__ import annotations

from extractor.readers.format import Format
from extractor.readers.odf import SHEET_TYPE, is_of_type, read


def matches(data: bytes) -> bool:
    return is_of_type(data, SHEET_TYPE)


FORMAT = Format("ods", SHEET_TYPE, (".ods", ".ots"), matches, read, ("lxml",))
