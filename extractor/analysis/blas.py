"""One BLAS thread while the networks compute, whoever imported numpy first.

`extractor/__init__.py` asks for one thread by the environment, which numpy reads once, when it is
imported. A program that imported numpy (or spaCy) before Svodka has as many threads as cores: these
matrices are small, and waiting for each other the threads take many times the time. Decides how the
number is changed for as long as it takes, in the OpenBLAS that numpy's wheels carry; another BLAS is
left as it is.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np


@contextmanager
def one_thread() -> Iterator[None]:
    """Inside the block BLAS computes with one thread; afterwards with as many as before."""
    ask, tell = _threads()
    before = ask()
    if before == 1:
        yield
        return
    tell(1)
    try:
        yield
    finally:
        tell(before)


@lru_cache(1)
def _threads() -> tuple[Callable[[], int], Callable[[int], object]]:
    """What tells the number of threads and what sets it."""
    package = Path(np.__file__).parent
    folders = (package.parent / "numpy.libs", package / ".dylibs")
    for path in sorted(found for folder in folders for found in folder.glob("*openblas*")):
        library = ctypes.CDLL(str(path))  # already loaded: this is numpy's own
        for ask, tell in _NAMES:
            if hasattr(library, ask) and hasattr(library, tell):
                return getattr(library, ask), getattr(library, tell)
    return (lambda: 1), (lambda number: None)


_NAMES = (
    ("scipy_openblas_get_num_threads64_", "scipy_openblas_set_num_threads64_"),
    ("scipy_openblas_get_num_threads", "scipy_openblas_set_num_threads"),
    ("openblas_get_num_threads64_", "openblas_set_num_threads64_"),
    ("openblas_get_num_threads", "openblas_set_num_threads"),
)
