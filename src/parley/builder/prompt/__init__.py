"""The system prompt: written section by section from templates, and linted against the checklist."""
