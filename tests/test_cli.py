"""The command line around `extract`: a fast start, and the verbs evaluate, doctor, serve and schema."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extractor import __version__
from extractor.__main__ import app
from extractor.commands import doctor
from extractor.record import Record
from schemas import record_schema

TEXT = "Семинар прошёл 5 мая 2021 года."


def svodka(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    day = {"from": "2021-05-05", "to": "2021-05-05"}
    dates = [{"text": "5 мая 2021 года", "value": day, "precision": "day", "role": "event"}]
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a.json").write_text(json.dumps({"dates": dates}), "utf-8")
    return folder


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["--version"]])
def test_help_loads_no_model(arguments: list[str]) -> None:
    code = f"""
import sys
from extractor.__main__ import main
sys.argv = ["svodka", *{arguments!r}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
heavy = {{"spacy", "numpy", "slovnet", "navec", "pymorphy3", "flask", "lxml", "docx"}} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "svodka" in done.stdout


def test_the_version_is_the_packages() -> None:
    assert svodka("--version").stdout == f"svodka {__version__}\n"


def test_every_verb_has_help() -> None:
    for verb in ("extract", "evaluate", "serve", "doctor", "schema"):
        result = svodka(verb, "--help")
        assert (result.exit_code, "Usage:" in result.stdout) == (0, True), verb
    assert svodka("dance").exit_code == 2


def test_the_schema_is_printed() -> None:
    assert json.loads(svodka("schema").stdout) == record_schema()


def test_evaluate_reads_the_documents_itself(gold: Path) -> None:
    result = svodka("evaluate", gold, "--json")
    figures = json.loads(result.stdout)
    assert (result.exit_code, figures["documents"], figures["without_record"]) == (0, 1, 0)
    assert set(figures["rows"]["dates"]) == {"precision", "recall", "f1"}


def test_evaluate_scores_records_of_others(gold: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    (records / "a.txt.json").write_text(json.dumps({"dates": []}), "utf-8")
    result = svodka("evaluate", gold, "--pred", records, "--errors", "dates")
    assert result.exit_code == 0
    assert "R  0.000" in result.stdout
    assert "dates: missed (1)\n  a: " in result.stdout


def test_evaluate_refuses_what_is_no_gold(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{}\n", "utf-8")
    for arguments in (
        [tmp_path],
        [tmp_path / "none"],
        [gold, "--errors", "x"],
        [gold, "--pred", tmp_path / "bad.jsonl"],
    ):
        assert svodka("evaluate", *arguments).exit_code == 2, arguments


def test_doctor_tells_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "trial", lambda: doctor.Finding("trial", True, "one date"))
    result = svodka("doctor")
    assert result.exit_code == 0, result.stdout
    for seen in ("natasha", "slovnet_ner_news_v1", "format text", ".txt", "the engine works"):
        assert seen in result.stdout


def test_doctor_tells_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PACKAGES", ("no-such-package",))
    monkeypatch.setattr(doctor, "ARCHIVES", ("model/no_such_model.tar",))
    result = svodka("doctor")
    assert result.exit_code == 1
    assert "pip install no-such-package" in result.stdout
    assert "cannot work without: no-such-package, no_such_model" in result.stdout


def test_doctor_tries_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.trial().is_well

    def broken(*arguments: Any) -> Record:
        raise FileNotFoundError("no dictionary")

    monkeypatch.setattr("extractor.extract", broken)
    assert doctor.trial() == ("trial", False, "FileNotFoundError: no dictionary", True)


def test_serve_passes_its_address_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr("service.server.serve", lambda **options: asked.update(options))
    assert svodka("serve", "--port", "8123").exit_code == 0
    assert asked == {"host": None, "port": 8123}
    assert svodka("serve", "--port", "0").exit_code == 2
