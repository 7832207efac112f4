"""The parts of `contacts.py`."""
