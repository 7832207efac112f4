"""The parts of `document.py`: the title and the addressees."""
