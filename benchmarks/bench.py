"""Speed, cold start and memory against natasha's own pipeline, on the same documents in the same run.

Each side has a process of its own with one BLAS thread and the same BLAS kernels. The sides take turns,
round by round, so that a busy machine slows both alike. Counted is CPU time of the process, because a
shared machine's clock says nothing. Before the first round each side sees all documents once; what it
remembers of them is part of how it works. The ratio is natasha's CPU seconds over Svodka's.

    python -m benchmarks                     the comparison
    python -m benchmarks --floor 5           exit code 1 if Svodka is not five times as fast
    python -m benchmarks --stages            where Svodka's time goes

Prints figures and decides nothing else. `natasha_side.py` and `svodka_side.py` say what is run.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SIDES = ("natasha", "batch", "alone", "analysis")


class Figures(NamedTuple):
    """Of one side: CPU seconds of each round, wall seconds to the first record, peak memory."""

    rounds: list[float]
    cold_start: float
    megabytes: float


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    texts = _texts(options.documents)
    if options.side:
        return _serve(options.side, texts)
    if options.stages:
        return _tell_stages(texts)
    figures = _compare(options.documents, options.rounds)
    ratio = _tell(figures, texts)
    if options.floor and ratio < options.floor:
        print(f"below the floor of {options.floor:g}")
        return 1
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("documents", nargs="?", type=Path, default=ROOT / "corpus" / "gold", help="folder of .txt")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each side (default 5)")
    parser.add_argument("--floor", type=float, default=0, help="smallest acceptable ratio of the batch to natasha")
    parser.add_argument("--stages", action="store_true", help="Svodka's stages instead of the comparison")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _texts(folder: Path) -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        raise SystemExit(f"no .txt in {folder}")
    return texts


# One side, in its own process: loads and does the first document, then a round for each line it is sent.


def _serve(side: str, texts: list[str]) -> int:
    run = _side(side)
    run(texts[:1])
    print("first", flush=True)
    run(texts)
    print("warm", flush=True)
    for _ in sys.stdin:
        begun = process_time()
        run(texts)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        print(process_time() - begun, peak, flush=True)
    return 0


def _side(name: str) -> Callable[[Sequence[str]], int]:
    if name == "natasha":
        from benchmarks.natasha_side import pipeline

        return pipeline()
    from benchmarks import svodka_side

    return {"batch": svodka_side.batch, "alone": svodka_side.alone, "analysis": svodka_side.analysis}[name]()


def _compare(documents: Path, rounds: int) -> dict[str, Figures]:
    """All sides started one after another, then in turns."""
    processes, starts = {}, {}
    for side in SIDES:
        begun = perf_counter()
        processes[side] = _start(side, documents)
        _line(processes[side])
        starts[side] = perf_counter() - begun
        _line(processes[side])
    times: dict[str, list[float]] = {side: [] for side in SIDES}
    peaks: dict[str, float] = {}
    for _ in range(rounds):
        for side, process in processes.items():
            _ask(process)
            seconds, peaks[side] = map(float, _line(process).split())
            times[side].append(seconds)
    for process in processes.values():
        process.communicate()
    return {side: Figures(times[side], starts[side], peaks[side]) for side in SIDES}


def _start(side: str, documents: Path) -> subprocess.Popen[str]:
    import extractor  # noqa: F401 -- chooses the BLAS kernels, which natasha's process then shares

    command = [sys.executable, "-W", "ignore", "-m", "benchmarks", str(documents), "--side", side]
    environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )


def _ask(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("round\n")
    process.stdin.flush()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise SystemExit("a side of the benchmark has died; its error stands above")
    return line


def _tell(figures: dict[str, Figures], texts: list[str]) -> float:
    """Prints the table; the ratio of the batch."""
    characters = sum(map(len, texts))
    natasha = figures["natasha"]
    print(f"{len(texts)} documents, {characters:,} characters, {len(natasha.rounds)} rounds in turns, CPU time")
    print(f"{'':28}{'documents/s':>12}{'chars/s':>12}{'ratio':>8}{'first record':>14}{'peak memory':>13}")
    for side, title in TITLES.items():
        own = figures[side]
        seconds = min(own.rounds)
        ratio = _ratio(natasha.rounds, own.rounds)
        print(
            f"{title:28}{len(texts) / seconds:12.1f}{characters / seconds:12,.0f}{ratio:8.1f}"
            f"{own.cold_start:12.2f} s{own.megabytes:10.0f} MB"
        )
    return _ratio(natasha.rounds, figures["batch"].rounds)


def _ratio(theirs: Sequence[float], ours: Sequence[float]) -> float:
    """The median of the ratios of neighbouring rounds."""
    return statistics.median(a / b for a, b in zip(theirs, ours, strict=True))


def _tell_stages(texts: list[str]) -> int:
    from benchmarks.svodka_side import analysis, stages

    count = analysis()(texts)
    best: dict[str, float] = {}
    for _ in range(3):
        for name, seconds in stages(texts):
            best[name] = min(seconds, best.get(name, seconds))
    print(f"{len(texts)} documents, {count:,} tokens; CPU milliseconds for 1,000 tokens, best of three")
    for name, seconds in best.items():
        print(f"{name:28}{seconds / count * 1e6:8.2f}")
    return 0


TITLES = {
    "natasha": "natasha, full pipeline",
    "batch": "Svodka, all fields, batch",
    "alone": "Svodka, one by one",
    "analysis": "Svodka, analysis alone",
}
