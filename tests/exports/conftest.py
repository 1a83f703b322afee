"""The vendor's CLI and its document, and a project to push with them, for the tests of this folder."""

from tests.exports.project import project
from tests.exports.vendor import cli, document

__all__ = ["cli", "document", "project"]
