"""Streams of a model's words, read by ourselves: a request in one of three protocols, and its answer piece by piece.

Importing this loads aiohttp: `llm.providers.open_wire` does it when the first stream is asked for.
"""

from parley.llm.wire.client import Wire

__all__ = ["Wire"]
