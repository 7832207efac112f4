"""Imported by the process that workers are forked from: loads the models once, for all of them.

Decides nothing. What cannot be loaded here is loaded, and complained of, by the workers.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from extractor import extract

with suppress(Exception):
    extract("Совещание провела 5 мая 2021 года И. И. Котова, директор школы № 3.".encode(), "a.txt")
gc.collect()
gc.freeze()  # what is never collected is never written to, and stays shared with the workers
