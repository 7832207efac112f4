"""Pages for clerks, in Russian: drop files, see the list, read a document beside its record, mend it, take it away.

Decides which pages there are. Everything that matters works without scripts; scripts make it quicker.
"""

from service.pages import editing, exporting, listing, reading  # noqa: F401  # each brings its addresses
from service.pages.blueprint import pages

__all__ = ["pages"]
