"""What differs between two versions of an agent: in sentences, and as edits that make the one into the other."""

from parley.agents.diff.difference import SpecChange, difference
from parley.agents.diff.edits import Edit, EditOp

__all__ = ["Edit", "EditOp", "SpecChange", "difference"]
