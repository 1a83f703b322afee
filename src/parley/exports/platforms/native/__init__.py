"""Parley's own form of an agent."""

from parley.exports.platforms.native.platform import PLATFORM

__all__ = ["PLATFORM"]
