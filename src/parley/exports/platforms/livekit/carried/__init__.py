"""Modules that a bundle for LiveKit carries, beside those of `exports.carried`."""
