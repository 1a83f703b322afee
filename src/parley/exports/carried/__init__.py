"""Modules that bundles carry to run an agent's tools. Here they are the types of what an exporter writes for them.

They need no more than pydantic and import nothing of Parley but each other; `exports.carrying.source` gives their text.
"""
