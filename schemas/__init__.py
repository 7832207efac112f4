"""The JSON Schema of a record, for readers of records in any language.

Decides the schema's head and its spelling on disk; the keys and types come from `extractor.record`.
`python -m schemas` writes the file anew, a test fails while it lags behind the models.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extractor.record import SCHEMA_VERSION, Record

PATH = Path(__file__).with_name("record.schema.json")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = f"urn:svodka:record:{SCHEMA_VERSION}"  # a name, not an address: nothing has to be fetched


def record_schema() -> dict[str, Any]:
    """What `Record.to_json` writes, as a JSON Schema: every key is required, no other is allowed."""
    schema = Record.model_json_schema(mode="serialization", by_alias=True)
    schema.pop("title", None)
    schema.pop("description", None)
    return {
        "$schema": DIALECT,
        "$id": ID,
        "title": "Svodka record",
        "description": (
            "What one Russian official document says, with proof: text[start:end] of every item is its text. "
            "Offsets are Unicode code points, end exclusive."
        ),
        **schema,
    }


def record_schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n"
