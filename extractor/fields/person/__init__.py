"""The parts of `people.py`: where a person is named, the post, the body, the role, the topic."""
