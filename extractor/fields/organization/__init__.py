"""The parts of `organizations.py`: heads, phrases, names, places and the links between mentions."""
