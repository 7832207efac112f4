"""Documents taken away: XLSX, CSV, JSON lines and a printable digest.

Decides what an exported document is and which forms there are. Every form is a function of documents
and a binary file, reads no clock and knows nothing of the store, so the command line can call it too.
"""

from __future__ import annotations

from service.exports.digest import write_digest
from service.exports.documents import Exported
from service.exports.json_lines import write_json_lines
from service.exports.sheets import write_xlsx
from service.exports.text_tables import write_csv, write_csv_zip

__all__ = ["Exported", "write_csv", "write_csv_zip", "write_digest", "write_json_lines", "write_xlsx"]
