"""The parts of `decisions.py`: deadlines, and who is responsible (targets ask it too)."""
