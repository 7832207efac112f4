"""Old files on their way through LibreOffice: looked at, made new, read, many in one call.

Decides the order of these steps and what the page says of its origin. Leaves looking and reading to the
reading process and the call itself to `office.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from extractor.errors import UnreadableFile
from extractor.readers import office
from extractor.readers.format import Format
from extractor.readers.isolation import Pool
from extractor.text.page import Page

Outcome = Page | UnreadableFile


def pages(files: Iterable[tuple[Format, bytes]], pool: Pool) -> list[Outcome]:
    """One outcome a file, in their order; what all of one format need costs one start of LibreOffice."""
    outcomes: dict[int, Outcome] = {}
    waiting: dict[str, list[tuple[int, Format, bytes, tuple[str, ...]]]] = defaultdict(list)
    for at, (found, data) in enumerate(files):
        try:
            warnings = pool.inspect(found.name, data)
        except UnreadableFile as error:
            outcomes[at] = error
        else:
            waiting[found.name].append((at, found, data, warnings))
    for group in waiting.values():
        converted = office.convert([data for _, _, data, _ in group], group[0][1], pool.limits)
        for (at, found, _, warnings), made in zip(group, converted, strict=True):
            outcomes[at] = made if isinstance(made, UnreadableFile) else _page(found, made, warnings, pool)
    return [outcomes[at] for at in range(len(outcomes))]


def _page(found: Format, made: bytes, warnings: tuple[str, ...], pool: Pool) -> Outcome:
    assert found.conversion is not None
    try:
        page = pool.read(found.conversion.target, made)
    except UnreadableFile as error:
        return error
    said = (*warnings, *(warning for warning in page.warnings if warning not in warnings))
    return replace(page, media_type=found.media_type, reader=found.name, warnings=said)
