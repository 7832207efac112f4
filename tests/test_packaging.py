"""`pyproject.toml`, `constraints.txt` and the tree agree: entry points lead somewhere, every package is pinned."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from extractor import __version__

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINS = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]


def normal(name: str) -> str:
    """Names of packages are compared as registries do: «RapidFuzz» is rapidfuzz."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required() -> Iterator[str]:
    project = PROJECT["project"]
    for wanted in chain(project["dependencies"], *project["optional-dependencies"].values()):
        found = re.match(r"[\w.-]+", wanted)
        assert found is not None, wanted
        yield normal(found[0])


def entry_points() -> Iterator[tuple[str, str]]:
    project = PROJECT["project"]
    for group in [project["scripts"], *project["entry-points"].values()]:
        yield from group.items()


@pytest.mark.parametrize(("name", "target"), list(entry_points()))
def test_an_entry_point_leads_to_something_callable(name: str, target: str) -> None:
    module, _, attribute = target.partition(":")
    assert callable(getattr(import_module(module), attribute)), f"{name} = {target}"


def test_every_requirement_is_pinned() -> None:
    pinned = {normal(line.partition("==")[0]) for line in PINS}
    assert set(required()) - pinned == set()


def test_pins_are_pins() -> None:
    """An exact version each, no address and no path: the same file serves every registry."""
    shape = re.compile(r'[\w.-]+==[\w.+!]+(; python_version [<>=]+ "3\.\d+")?')
    assert PINS
    assert [line for line in PINS if not shape.fullmatch(line)] == []


def test_the_version_is_said_in_the_changelog() -> None:
    """A release has its section; what comes next stands under Unreleased."""
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{__version__}]" in changes or "## [Unreleased]" in changes


def test_what_the_wheel_carries_is_there() -> None:
    for package in PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]:
        assert (ROOT / package / "__init__.py").is_file(), package
    for name in ("schemas/record.schema.json", "corpus/split.json", "corpus/sample.txt"):
        assert (ROOT / name).is_file(), name


def test_the_ci_script_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in script.read_text("utf-8")
