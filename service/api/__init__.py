"""The API, version 1: addresses under /api/v1, told in an OpenAPI document that is made of the same parts.

Decides which operations there are. Leaves each to its file, what an operation is to `operation.py` and the
document to `openapi.py`.
"""

from service.api import corrections, documents, export, extraction, openapi  # noqa: F401  # each brings operations
from service.api.operation import api

__all__ = ["api"]
