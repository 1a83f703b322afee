"""Tools taken over from what describes them: an OpenAPI document or an MCP server; only those that are wanted."""

from parley.builder.imports.engine import Imports
from parley.builder.imports.intake import BODY, ImportIn, read

__all__ = ["BODY", "ImportIn", "Imports", "read"]
