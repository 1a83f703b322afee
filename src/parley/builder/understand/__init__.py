"""Understands messages with a model: its operations are believed only where code finds them in the message."""
