"""The parts of `dates.py`: expressions of days and periods, their years, roles and surroundings."""
