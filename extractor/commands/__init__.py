"""What the verbs of `svodka` do; `extractor/__main__.py` has their options and imports each when called."""
