"""The entry of OpenDocument texts (`.odt`) in the registry; `odf` reads them."""

from __future__ import annotations

from extractor.readers.format import Format
from extractor.readers.odf import TEXT_TYPE, is_of_type, read


def matches(data: bytes) -> bool:
    return is_of_type(data, TEXT_TYPE)


FORMAT = Format("odt", TEXT_TYPE, (".odt", ".ott"), matches, read, ("lxml",))
