"""`svodka digest`: documents of an archive that was read, chosen by date, organisation and kind, on paper or in Excel.

Decides which documents are meant; the organisation's words may stand in any form, as in the service.
Leaves the forms to `service.exports` and reading the result to `extractor.batch.results`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from extractor import lemmas
from extractor.batch.results import NoResult, results
from extractor.commands.outputs import written_whole
from extractor.commands.report import DONE, SOME_SET_ASIDE, USAGE
from service.exports import Exported, write_csv, write_digest, write_json_lines, write_xlsx


@dataclass(frozen=True)
class Choice:
    """What must be true of a document; None and "" ask for nothing. Both days are inclusive."""

    first: date | None = None
    last: date | None = None
    organization: str = ""
    kind: str | None = None

    def may_hold(self, said: dict[str, Any]) -> bool:
        """Whether the record is worth being opened."""
        if "part" not in said or (self.kind is not None and said["kind"] != self.kind):
            return False
        year = said["year"]
        if self.first is None and self.last is None:
            return True
        return (
            year is not None
            and (self.first is None or year >= f"{self.first.year:04d}")
            and (self.last is None or year <= f"{self.last.year:04d}")
        )

    def holds(self, record: dict[str, Any]) -> bool:
        day = record["document"]["date"] or ""
        if self.first is not None and day < self.first.isoformat():
            return False
        if self.last is not None and (not day or day > self.last.isoformat()):
            return False
        wanted = lemmas(self.organization)
        return not wanted or any(_names(body, wanted) for body in record["organizations"])


def digest(folder: Path, choice: Choice, targets: list[Path], *, made: date) -> int:
    """Writes what is chosen to each of `targets`; answers the exit status, 1 where nothing is chosen."""
    try:
        count = sum(1 for _ in chosen(folder, choice))
    except NoResult as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    for target in targets:
        with written_whole(target) as file:
            FORMS[target.suffix.lower()](chosen(folder, choice), file, made)
    sys.stderr.write(f"{count} documents: {', '.join(map(str, targets))}\n")
    return DONE if count else SOME_SET_ASIDE


def chosen(folder: Path, choice: Choice) -> Iterator[Exported]:
    """The documents that are meant, in the order of the archive."""
    for found in results(folder, choice.may_hold):
        assert found.line is not None
        record = json.loads(found.line)
        if choice.holds(record):
            yield Exported(found.path, record)


def _names(body: dict[str, Any], wanted: list[tuple[str, ...]]) -> bool:
    """Whether a body's names hold every word: «лицея 3» is of «Лицей № 3»."""
    names = " ".join([body["name"], body["short_name"] or "", *body["aliases"]])
    there = {lemma for word in lemmas(names) for lemma in word}
    return all(there.intersection(word) for word in wanted)


def _digest(documents: Iterable[Exported], file: BinaryIO, made: date) -> None:
    write_digest(documents, file, made=made)


def _plain(
    write: Callable[[Iterable[Exported], BinaryIO], None],
) -> Callable[[Iterable[Exported], BinaryIO, date], None]:
    return lambda documents, file, made: write(documents, file)


FORMS: dict[str, Callable[[Iterable[Exported], BinaryIO, date], None]] = {
    ".docx": _digest,
    ".xlsx": _plain(write_xlsx),
    ".csv": _plain(write_csv),
    ".jsonl": _plain(write_json_lines),
}
