"""Speed and memory against natasha's own pipeline, measured in the same run."""
