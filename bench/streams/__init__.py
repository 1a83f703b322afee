"""Streams of tokens: what Parley adds to them, next to a proxy that adds nothing."""
