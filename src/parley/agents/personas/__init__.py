"""Personas: agents that come from files, shared by all owners, read again when somebody edits them."""

from parley.agents.personas.persona import Persona
from parley.agents.personas.shelf import Personas

__all__ = ["Persona", "Personas"]
