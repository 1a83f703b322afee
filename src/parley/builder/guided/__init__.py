"""Understands messages without a model: pure rules over one message and the state, bounded in time."""

from parley.builder.guided.engine import understand

__all__ = ["understand"]
