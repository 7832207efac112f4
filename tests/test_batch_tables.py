"""Parquet: a row a document, a table a field, and every value of the records in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from extractor import Record
from extractor.batch import Form, Settings
from tests.batch_archives import done, fill, records, result

GOLD = Path(__file__).parent.parent / "corpus" / "gold"
FIELDS = {
    name for name, value in Record.model_fields.items() if name not in ("schema_version", "source", "text", "document")
}


def test_tables_hold_what_the_records_hold(tmp_path: Path) -> None:
    source = fill(tmp_path / "a", {path.name: path.read_bytes() for path in sorted(GOLD.glob("*.txt"))[:12]})
    settings = Settings(workers=2, form=Form(parquet=True))
    done(source, tmp_path / "out", settings)
    found = records(tmp_path / "out")
    folder = tmp_path / "out" / "records" / "tables"
    assert {path.stem for path in folder.iterdir()} == FIELDS | {"documents"}
    for field in FIELDS:
        rows = pq.read_table(folder / f"{field}.parquet").to_pylist()
        expected = [
            {"path": path, "number": number, **item}
            for path, record in found.items()
            for number, item in enumerate(record[field])
        ]
        assert rows == expected, field
    documents = pq.read_table(folder / "documents.parquet").to_pylist()
    assert [(row["path"], row["text"], row["kind"]) for row in documents] == [
        (path, record["text"], record["document"]["kind"]) for path, record in found.items()
    ]
    before = result(tmp_path / "out")
    done(source, tmp_path / "fresh", replace(settings, workers=1))
    assert result(tmp_path / "fresh") == before
