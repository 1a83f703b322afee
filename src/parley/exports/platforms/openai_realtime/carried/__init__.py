"""Modules that a bundle for OpenAI Realtime carries, beside those of `exports.carried`."""
