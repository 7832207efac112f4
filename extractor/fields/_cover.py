"""Stretches of text that are taken, and whether a place lies in one: a look-up that stays fast for thousands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Cover:
    """The union of spans; spans that touch or overlap are one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def holds(self, at: int) -> bool:
        """Whether the character at `at` lies inside."""
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]

    def meets(self, start: int, end: int) -> bool:
        """Whether any character of the span lies inside."""
        index = bisect_right(self.starts, end - 1) - 1
        return index >= 0 and start < self.ends[index]

    def spans(self) -> list[tuple[int, int]]:
        """The united spans in order."""
        return list(zip(self.starts, self.ends, strict=True))
