"""The text of a document and its layout, before any question of language."""
