"""`python -m schemas`: writes `record.schema.json` from the models."""

from __future__ import annotations

from schemas import PATH, record_schema_text


def main() -> None:
    PATH.write_text(record_schema_text(), "utf-8")
    print(f"wrote {PATH.name}")


main()
