"""What the README and the examples say of the service: every line for a terminal works, every setting is told."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from service import Settings
from tests.serving import running, until

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_line_for_a_terminal_works(tmp_path: Path) -> None:
    if shutil.which("curl") is None and "SVODKA_TEST_ALL" not in os.environ:
        pytest.skip("curl is not installed")
    (tmp_path / ".curlrc").write_text("silent\nshow-error\nfail-with-body\n")
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    (tmp_path / "CHANGELOG.md").symlink_to(ROOT / "CHANGELOG.md")
    block = re.search(r"^```bash\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert block is not None
    kept, *rest = re.split(r"(?<=one by one\n)", block[1])
    environment = {**os.environ, "CURL_HOME": str(tmp_path)}
    with running(Settings(data=tmp_path / "data", workers=1)) as service:

        def run(lines: str) -> str:
            script = "set -euo pipefail\n" + lines.replace(":8000", f":{service.port}")
            command = ["bash", "-c", script]
            done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)  # noqa: PLW1510
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr
            return done.stdout

        assert '"is_new":true' in run(kept)
        assert until(lambda: service.states()["done"] == 2, 60)
        told = run(block[1].splitlines()[0] + "\n" + "".join(rest))
    assert '"is_checked":true' in told
    assert (tmp_path / "records.xlsx").stat().st_size > 5_000


def test_every_setting_is_told() -> None:
    table = README.partition("<!-- settings -->")[2].partition("<!-- /settings -->")[0].strip()
    assert table == settings_table()


def settings_table() -> str:
    """The settings as Markdown; what a bound or a default means stands in the description."""
    rows = ["| setting | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else str(field.default)
        rows.append(f"| `SVODKA_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


def test_the_examples_name_settings_that_there_are() -> None:
    examples = ROOT / "service" / "examples"
    assert set(tomllib.loads((examples / "svodka.toml").read_text("utf-8"))) < set(Settings.model_fields)
    for name in ("svodka.service", "Dockerfile"):
        told = set(re.findall(r"SVODKA_(\w+)", (examples / name).read_text("utf-8"))) - {"CONFIG"}
        assert told and told <= {field.upper() for field in Settings.model_fields}


def test_settings_come_from_a_file_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "svodka.toml"
    file.write_text("port = 8100\nworkers = 5\nretention_days = 30\n")
    monkeypatch.setenv("SVODKA_CONFIG", str(file))
    monkeypatch.setenv("SVODKA_WORKERS", "3")
    settings = Settings()
    assert (settings.port, settings.workers, settings.retention_days) == (8100, 3, 30)
    monkeypatch.setenv("SVODKA_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(FileNotFoundError):
        Settings()
