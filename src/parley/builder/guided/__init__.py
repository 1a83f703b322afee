"""Understands messages without a model: pure rules over one message and the state, bounded in time.

The rules are many, and compiled when they are imported. Who uses them from outside says `guided.corrections`, which
imports them then: a server that has heard nobody yet holds none.
"""

from typing import TYPE_CHECKING

from parley.core import late

if TYPE_CHECKING:
    from parley.builder.guided import (
        answers,
        chinese,
        consent,
        corrections,
        english,
        german,
        jobs,
        planted,
        reshaping,
        spanish,
        tongues,
        tool_needs,
        usual,
        wiring,
    )
    from parley.builder.schemas import BuildState, Understanding

__all__ = [
    "answers",
    "chinese",
    "consent",
    "corrections",
    "english",
    "german",
    "jobs",
    "planted",
    "reshaping",
    "spanish",
    "tongues",
    "tool_needs",
    "understand",
    "usual",
    "wiring",
]
__getattr__ = late.modules(__name__)


def understand(message: str, state: "BuildState") -> "Understanding":
    """What a message asks for. Never raises, takes time linear in the message, and asks no model."""
    from parley.builder.guided import engine  # and with it the rules

    return engine.understand(message, state)
