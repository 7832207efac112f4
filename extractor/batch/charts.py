"""Bar charts as SVG, drawn here: a page with them needs no script, no font and no network.

Decides sizes and colours; every bar has its figure beside it, so that nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

ROW = 26
LABEL = 300
WIDTH = 760
BAR = 340
HEIGHT = 160
MARGIN = 18  # half a label of the first and last column
COLOUR = "#2f6f9f"

Bars = Sequence[tuple[str, int]]


def rows(bars: Bars, *, title: str) -> str:
    """One bar under another, the label on the left: «Приказ ▇▇▇▇ 1 204»."""
    most = max((value for _, value in bars), default=0) or 1
    drawn = "".join(_row(at, label, value, most) for at, (label, value) in enumerate(bars))
    return _svg(title, ROW * len(bars) + 6, drawn)


def columns(bars: Bars, *, title: str) -> str:
    """One bar beside another, for years; of many labels only some are written."""
    most = max((value for _, value in bars), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(1, len(bars))
    every = -(-len(bars) * 38 // WIDTH) or 1
    drawn = []
    for at, (label, value) in enumerate(bars):
        height = HEIGHT * value / most
        x = MARGIN + at * step
        drawn.append(
            f'<rect x="{x + 1:.1f}" y="{HEIGHT - height + 16:.1f}" width="{max(1.0, step - 2):.1f}" '
            f'height="{height:.1f}" fill="{COLOUR}"><title>{escape(label)}: {grouped(value)}</title></rect>'
        )
        if at % every == 0:
            middle = x + step / 2
            drawn.append(f'<text x="{middle:.1f}" y="{HEIGHT + 32}" text-anchor="middle">{escape(label)}</text>')
            drawn.append(
                f'<text x="{middle:.1f}" y="{HEIGHT - height + 12:.1f}" text-anchor="middle">{grouped(value)}</text>'
            )
    return _svg(title, HEIGHT + 40, "".join(drawn))


def grouped(value: int) -> str:
    """1204 is «1 204», with a space that does not break."""
    return f"{value:,}".replace(",", "\u00a0")


def _row(at: int, label: str, value: int, most: int) -> str:
    y = at * ROW
    width = max(1.0, BAR * value / most)
    shown = label if len(label) <= 42 else label[:41] + "…"
    return (
        f'<text x="{LABEL - 8}" y="{y + 18}" text-anchor="end"><title>{escape(label)}</title>{escape(shown)}</text>'
        f'<rect x="{LABEL}" y="{y + 4}" width="{width:.1f}" height="{ROW - 8}" fill="{COLOUR}"/>'
        f'<text x="{LABEL + width + 6:.1f}" y="{y + 18}">{grouped(value)}</text>'
    )


def _svg(title: str, height: int, inner: str) -> str:
    return (
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" xmlns="http://www.w3.org/2000/svg">{inner}</svg>'
    )
