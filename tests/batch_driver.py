"""A run in a process group of its own, for tests that kill it: `python -m tests.batch_driver SOURCE OUT [ENGINE]`.

Decides nothing; prints nothing. The third argument names an engine of `tests/batch_engines.py`.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from extractor.batch import Form, run
from tests import batch_engines
from tests.batch_archives import QUICK

if __name__ == "__main__":
    engine = getattr(batch_engines, sys.argv[3] if len(sys.argv) > 3 else "slow")
    run(sys.argv[1], Path(sys.argv[2]), replace(QUICK, engine=engine, form=Form("none", 20_000)))
