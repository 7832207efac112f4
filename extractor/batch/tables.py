"""Records as Parquet: one row a document in `documents.parquet`, and one table for each field.

Decides the columns: they follow the models of `extractor.record`, so a new key is a new column. A row of
a field's table names its document by `path`. Needs pyarrow, the extra `parquet`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel

from extractor.record import Document, Item, Record, Source

ROWS = 20_000  # of one table that wait to be written together
DOCUMENTS = "documents"


class ParquetTables:
    """Records in, tables out; nothing is whole before `close`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._schemas = {DOCUMENTS: _documents(), **_fields()}
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in self._schemas}
        self._writers = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
            for name, schema in self._schemas.items()
        }

    def add(self, path: str, record: Mapping[str, Any]) -> None:
        """The rows of one record, as plain JSON types."""
        header = {name: record["document"][name] for name in Document.model_fields if name != "spans"}
        self._put(DOCUMENTS, {"path": path, **record["source"], **header, "text": record["text"]})
        for name in self._schemas.keys() - {DOCUMENTS}:
            for number, item in enumerate(record[name]):
                self._put(name, {"path": path, "number": number, **item})

    def close(self) -> None:
        for name, writer in self._writers.items():
            self._write(name)
            writer.close()

    def _put(self, name: str, row: dict[str, Any]) -> None:
        self._rows[name].append(row)
        if len(self._rows[name]) >= (ROWS // 10 if name == DOCUMENTS else ROWS):
            self._write(name)

    def _write(self, name: str) -> None:
        rows, self._rows[name] = self._rows[name], []
        if rows:
            self._writers[name].write_table(pa.Table.from_pylist(rows, schema=self._schemas[name]))


def _documents() -> Any:
    columns = {"path": pa.string(), **_columns(Source), **_columns(Document), "text": pa.string()}
    columns.pop("spans")
    return pa.schema(columns)


def _fields() -> dict[str, Any]:
    """The schema of each key of a record that holds a list of items."""
    schemas = {}
    for name, hint in typing.get_type_hints(Record).items():
        inner = typing.get_args(hint)
        if typing.get_origin(hint) is tuple and issubclass(inner[0], Item):
            schemas[name] = pa.schema({"path": pa.string(), "number": pa.int32(), **_columns(inner[0])})
    return schemas


def _columns(model: type[BaseModel]) -> dict[str, Any]:
    """Column by column under the names that JSON has: `from`, not `from_`."""
    hints = typing.get_type_hints(model)
    return {field.alias or name: _type(hints[name]) for name, field in model.model_fields.items()}


def _type(hint: Any) -> Any:
    """«str | None» is a string, «int | float» a double, a tuple a list, a model a struct."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        kinds = [each for each in inner if each is not type(None)]
        return pa.float64() if set(kinds) == {int, float} else _type(kinds[0])
    if origin is tuple:
        return pa.list_(_type(inner[0]))
    if origin is dict:
        return pa.map_(_type(inner[0]), _type(inner[1]))
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return pa.struct(_columns(hint))
    return {int: pa.int64(), float: pa.float64()}.get(hint, pa.string())
