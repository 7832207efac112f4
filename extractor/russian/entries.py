"""Word lists as data: one entry a line, with a phrase where it could be seen after «#».

Decides only how such a table is read.
"""

from __future__ import annotations


def entries(table: str) -> frozenset[str]:
    """The entries of a table: «лучший  # лучший центр» is «лучший»."""
    return frozenset(line.split("#")[0].strip() for line in table.strip().splitlines())
