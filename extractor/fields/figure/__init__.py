"""What numbers say, for `participant_counts.py` and `targets.py`: the noun counted, the plan, the period, the table."""
