"""Files that LibreOffice writes: what people saved long ago, made anew for a test.

Decides how it is called. A test that needs it is skipped where it is not installed; `.ci/run` installs it.
"""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from extractor.readers.programs import MEGABYTE, Share, is_installed, run, to_install


def needs(program: str) -> pytest.MarkDecorator:
    """Skips a test where a program is missing, but not where everything is to be tested."""
    is_absent = not is_installed(program) and "SVODKA_TEST_ALL" not in os.environ
    return pytest.mark.skipif(is_absent, reason=f"needs {to_install(program)}")


needs_writer, needs_calc, needs_eyes = needs("soffice:sw"), needs("soffice:sc"), needs("tesseract:rus")
FILTERS = {"doc": "doc:MS Word 97", "xls": "xls:MS Excel 97", "html": "html:HTML (StarWriter)"}
GIVEN = {"csv": "--infilter=Text - txt - csv (StarCalc):59,34,76"}  # parted by semicolons, in UTF-8


def scanned(data: bytes, *, degrees: float = 0.0, kind: str = "PNG") -> bytes:
    """A Word file printed and scanned at 200 dots an inch, laid on the glass a little askew."""
    import pypdfium2
    from PIL import Image

    with closing(pypdfium2.PdfDocument(saved_as(data, "docx", "pdf"))) as document:
        pages = [page.render(scale=200 / 72, grayscale=True).to_pil().copy() for page in document]
    turned = [page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255) for page in pages]
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": turned[1:]} if kind in ("PDF", "TIFF") else {}
    turned[0].save(buffer, kind, **more)
    return buffer.getvalue()


@cache
def saved_as(data: bytes, suffix: str, target: str) -> bytes:
    """What LibreOffice saves of a file: (letter, "docx", "doc")."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"a.{suffix}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            "soffice",
            "--headless",
            profile,
            *filter(None, [GIVEN.get(suffix)]),
            "--convert-to",
            FILTERS.get(target, target),
            "--outdir",
            "made",
        ]
        ended = run([*command, f"a.{suffix}"], folder, Share(60, 1536 * MEGABYTE))
        assert ended.status == 0, ended
        return (folder / "made" / f"a.{target}").read_bytes()
