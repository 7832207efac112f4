"""Page -> Analysis: words, morphology, syntax and names by natasha's models; the one place with state."""

from extractor.analysis.document import Analysis, Entity, Sentence, Tag, Token
from extractor.analysis.pipeline import analyze

__all__ = ["Analysis", "Entity", "Sentence", "Tag", "Token", "analyze"]
