"""Files that LibreOffice writes: what people saved long ago, made anew for a test.

Decides how it is called. A test that needs it is skipped where it is not installed; `.ci/run` installs it.
"""

from __future__ import annotations

import io
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from extractor.readers.programs import MEGABYTE, Share, is_installed, run

needs_writer = pytest.mark.skipif(not is_installed("soffice:sw"), reason="needs libreoffice-writer-nogui")
needs_calc = pytest.mark.skipif(not is_installed("soffice:sc"), reason="needs libreoffice-calc-nogui")
needs_eyes = pytest.mark.skipif(not is_installed("tesseract:rus"), reason="needs tesseract-ocr-rus")
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
