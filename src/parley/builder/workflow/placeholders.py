"""The catalogue's webhooks that nobody gave an address, and the user's own tools that do what they stand for."""

from collections.abc import Sequence

from parley.agents.schemas import ParameterSource, ToolKind, ToolSpec
from parley.builder.workflow import matching
from parley.builder.workflow.matching import Action, Topic
from parley.tools import service

_TOO_WIDE = frozenset({Topic.PERSON, Topic.MESSAGE, Topic.ACCOUNT})
"""Topics under which tools do different things: what a tool does is told by its own words there."""
_NO_THINGS = frozenset({"account", "api", "code", "data", "own", "system", "text", "v1", "v2"})


def replaced(held: Sequence[ToolSpec], own: Sequence[ToolSpec]) -> dict[str, ToolSpec]:
    """The placeholders among the tools held for which one of the user's own does the same: by name, with that one."""
    found = {tool.name: _first(tool, own) for tool in held if is_placeholder(tool)}
    return {name: tool for name, tool in found.items() if tool is not None}


def is_placeholder(tool: ToolSpec) -> bool:
    """Whether a tool is the catalogue's as it stands there, still without an address."""
    if tool.kind is not ToolKind.WEBHOOK or tool.url is not None or tool.catalogue_id is None:
        return False
    entry = service.entry(tool.catalogue_id)
    return entry is not None and tool in entry.tools


def _first(placeholder: ToolSpec, own: Sequence[ToolSpec]) -> ToolSpec | None:
    return next((tool for tool in own if tool.catalogue_id is None and _does(tool, placeholder)), None)


def _does(tool: ToolSpec, placeholder: ToolSpec) -> bool:
    """Equal action upon the same thing; what takes nothing from the caller cannot find the one thing asked about."""
    action = matching.action_of(placeholder)
    if matching.action_of(tool) is not action or (
        matching.is_availability(tool) is not matching.is_availability(placeholder)
    ):
        return False
    if action is Action.LOOKUP and _is_asking(placeholder) and not _is_asking(tool):
        return False
    about, other = _topics(tool), _topics(placeholder)
    if about or other:
        return about == other
    return bool(_things(tool) & _things(placeholder))


def _is_asking(tool: ToolSpec) -> bool:
    return any(item.source is ParameterSource.CALLER for item in tool.parameters)


def _topics(tool: ToolSpec) -> frozenset[Topic]:
    """What a tool acts on, by its name; the return of an order is a return."""
    found = matching.topics(tool.name.replace("_", " ")) - _TOO_WIDE
    return found - {Topic.ORDER} if Topic.RETURN in found else found


def _things(tool: ToolSpec) -> set[str]:
    """The nouns of a tool's name, in the singular."""
    said = set(matching.tokens(tool.name.replace("_", " "))) - matching.DEEDS
    return {word.removesuffix("s") for word in said if len(word) > 2} - _NO_THINGS
