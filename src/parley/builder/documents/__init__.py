"""Reads what a user hands over (a procedure, an FAQ, an old prompt, a transcript) as a source for the brief."""

from parley.builder.documents.engine import Limits, read

__all__ = ["Limits", "read"]
