"""What tools can be made of: the seam between where they come from (an OpenAPI document, an MCP server) and the choice.

A source lists its candidates cheaply and makes a tool only of those that were chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from parley.agents.schemas import ToolSpec


class Action(StrEnum):
    """What a candidate does with its thing."""

    LIST = "list"
    GET = "get"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class Point(StrEnum):
    """What speaks for or against a candidate beside its words, as it is told in English."""

    LISTS = "lists"
    READS = "reads"
    CREATES = "creates"
    CHANGES = "changes"
    REMOVES = "removes"
    DOES_IT = "does what is asked"
    ONLY_LISTS = "but it lists"
    ONLY_READS = "but it reads"
    ONLY_CREATES = "but it creates"
    ONLY_CHANGES = "but it changes"
    ONLY_REMOVES = "but it removes"
    DOES_ELSE = "but it does something else"
    DEPRECATED = "but it is deprecated"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a candidate stands where it does for a wish: the words they share, as the candidate writes them, and more."""

    shared: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tool that could be. `key` is its own in its source and shown to people; all texts are foreign.

    `things` are the words of what it acts on, the nearest first ("comments", "issues"); `action` None: not known.
    """

    key: str
    name: str
    title: str
    description: str = ""
    action: Action | None = None
    things: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    deprecated: bool = False


class ToolSource(Protocol):
    """Where tools come from. Neither method waits for anything: what has to be fetched was fetched before."""

    @property
    def candidates(self) -> Sequence[Candidate]:
        """All of them, in the source's order."""
        ...

    def tool(self, key: str, wish: str) -> ToolSpec:
        """The candidate's tool, described as serving the wish; an InvalidInput names what stands in the way.

        The name is the source's; making it unique among an agent's tools is left to the caller.
        """
        ...

    def left_out(self, key: str) -> Sequence[str]:
        """The names of optional values that the candidate's tool, which can be made, goes without."""
        ...
