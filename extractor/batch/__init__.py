"""Archives: any number of files in one run, every one of them with a record or a reason.

Decides nothing about documents: a package above the front door that walks, shares the work among
processes or machines, and makes what was found durable. `run` is the way in.
"""

from extractor.batch.finish import Form
from extractor.batch.index import Busy
from extractor.batch.processes import WorkersFail
from extractor.batch.run import MissingExtra, NothingThere, OtherSource, OtherVersion, Progress, Result, Settings, run

__all__ = [
    "Busy", "Form", "MissingExtra", "NothingThere", "OtherSource", "OtherVersion", "Progress", "Result", "Settings",
    "WorkersFail", "run",
]  # fmt: skip
