"""How the word lists of counts and targets are written: one entry a line, behind «|» a phrase that holds it.

Decides the notation alone; the words stand in the files that use them.
"""

from __future__ import annotations


def entries(rows: str) -> frozenset[str]:
    """The words before «|»: «ждать | организаторы ждут не менее 20 команд» is «ждать»."""
    return frozenset(row.split("|")[0].strip() for row in rows.split("\n") if row.strip())
