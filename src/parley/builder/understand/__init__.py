"""Understands messages with a model: its operations are believed only where code finds them in the message."""

from parley.builder.understand.engine import understand

__all__ = ["understand"]
