"""A real Chromium in front of a real service, for tests of the pages.

Decides how both are started, and that every request of the browser is seen. The system's browser is used;
where there is none the tests are skipped, but never in CI.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Dialog, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run"
).split()


def chromium() -> str:
    """The browser's path; raises `LookupError` where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found is not None:
            return found
    raise LookupError("no Chromium is installed (Debian: apt-get install chromium)")


@contextmanager
def service(data: Path) -> Iterator[str]:
    """`svodka serve` with an empty store on a free port; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "extractor", "serve", "--port", str(port)]
    environment = {**os.environ, "SVODKA_DATA": str(data), "OPENBLAS_NUM_THREADS": "1"}
    with (
        open(data / "log", "wb") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True) as running,
    ):
        try:
            assert running.stdout is not None
            assert "Сводка" in running.stdout.readline(), (data / "log").read_text("utf-8")
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(30)


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield opened
        finally:
            opened.close()


class Watched:
    """One tab: what it asked for, what it said on its console, and dialogs that a script opened."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self._refuse)

    def _refuse(self, dialog: Dialog) -> None:
        self.said.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def drop(self, *files: Path) -> None:
        """Drop files on the page as a hand would."""
        handle = self.page.evaluate_handle("() => new DataTransfer()")
        self.page.evaluate("() => { const i = document.createElement('input'); i.type = 'file'; i.multiple = true; "
                           "i.id = 'carried'; document.body.append(i); }")  # fmt: skip
        self.page.set_input_files("#carried", [str(file) for file in files])
        self.page.evaluate(
            "(carried) => { const box = document.getElementById('carried'); "
            "for (const file of box.files) carried.items.add(file); box.remove(); }",
            handle,
        )
        for event in ("dragenter", "dragover", "drop"):
            self.page.dispatch_event("#drop", event, {"dataTransfer": handle})

    def findings(self) -> list[str]:
        """What axe-core calls serious or critical on the page."""
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
        return [
            f"{one['id']}: {one['help']} ({', '.join(str(node['target']) for node in one['nodes'][:3])})"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
