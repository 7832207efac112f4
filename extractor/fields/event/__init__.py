"""The parts of `events.py`: the signs of an event, its scene and its facts."""
