"""What a run says on standard error besides its results: files set aside, things left out, the exit status.

Decides that nothing is passed over in silence and that no word of a document is told.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

DONE = 0
SOME_SET_ASIDE = 1
USAGE = 2
INTERRUPTED = 130


@dataclass
class Report:
    """Collected while the run goes on and told at its end."""

    records: int = 0
    hidden: int = 0
    aside: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def set_aside(self, label: str, reason: str) -> None:
        """A file or folder that gives no record; the exit status will say so."""
        self.aside.append((label, reason))

    def note(self, sentence: str) -> None:
        """Something worth knowing that costs no record."""
        self.notes.append(sentence)

    @property
    def status(self) -> int:
        return SOME_SET_ASIDE if self.aside else DONE

    def tell(self) -> None:
        """Prints the notes, what was set aside, and a line of totals where there is anything to count."""
        lines = [f"note: {note}" for note in self.notes]
        if self.hidden:
            lines.append(f"note: {self.hidden} hidden files and folders were left out")
        lines += [f"set aside: {label}: {reason}" for label, reason in self.aside]
        if self.aside or self.records > 1:
            lines.append(f"{self.records} records, {len(self.aside)} set aside")
        for line in lines:
            sys.stderr.write(line.encode("utf-8", "replace").decode("utf-8") + "\n")
