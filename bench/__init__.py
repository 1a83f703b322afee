"""The benchmark: what a guided turn costs, next to three baselines measured in the same interleaved run."""
