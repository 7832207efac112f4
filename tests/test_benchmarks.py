"""The benchmark tells what it measured and fails below its floor; the measuring itself is `make bench`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import bench

GOLD = Path(__file__).parent.parent / "corpus" / "gold"


def figures(seconds: dict[str, float]) -> dict[str, bench.Figures]:
    return {side: bench.Figures([seconds.get(side, 1.0)] * 3, 0.5, 200.0) for side in bench.SIDES}


@pytest.mark.parametrize(("floor", "code"), [("4.9", 0), ("5.1", 1)])
def test_the_floor_is_kept(
    floor: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "_compare", lambda documents, rounds: figures({"natasha": 10.0, "batch": 2.0}))
    assert bench.main([str(GOLD), "--floor", floor]) == code
    told = capsys.readouterr().out
    assert "natasha, full pipeline" in told
    assert "5.0" in told
    assert ("below the floor" in told) == bool(code)


def test_a_ratio_is_the_median_of_neighbouring_rounds() -> None:
    assert bench._ratio([10, 20, 90], [1, 2, 1]) == 10


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no \.txt"):
        bench.main([str(tmp_path)])
