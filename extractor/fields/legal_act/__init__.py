"""The parts of `legal_acts.py`."""
