"""The vendor's CLI and its document, for the tests of this folder."""

from tests.exports.vendor import cli, document

__all__ = ["cli", "document"]
