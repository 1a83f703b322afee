"""The workflow: synthesised from brief and tools, and linted."""
