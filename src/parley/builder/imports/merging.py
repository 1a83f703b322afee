"""Imported tools among those there are: one for the same request takes the other's place and keeps its name."""

from collections.abc import Callable, Sequence

from parley.agents.schemas import ToolKind, ToolSpec
from parley.builder import apply
from parley.builder.edits import RESERVED
from parley.builder.imports.choosing import Made
from parley.builder.imports.telling import leaving_out, replacing, silencing, told
from parley.builder.phrases import phrases
from parley.builder.schemas import MAX_TOOLS, BuildState, Op, Operation, Source, Understanding
from parley.builder.workflow import placeholders
from parley.core.errors import InvalidInput

_LONGEST = 9_000


def change(made: Made) -> Callable[[BuildState], Source]:
    """The import as a change of a state; it raises InvalidInput when there would be too many tools."""

    def take(state: BuildState) -> Source:
        new = [tool for tool, _ in made.tools]
        gone = placeholders.replaced(state.tools, new)
        tools, names = merged([tool for tool in state.tools if tool.name not in gone], new)
        if len(tools) > MAX_TOOLS:
            raise InvalidInput(f"An agent has at most {MAX_TOOLS} tools; want fewer, or take some out first.")
        wishes = [served for _, served in made.tools]
        operations = [
            Operation(op=Op.ADD, path=f"/tools/{name}", evidence="; ".join(served)[:2_000])
            for name, served in zip(names, wishes, strict=True)
        ]
        said = phrases(state.language)
        titles = {tool.name: tool.title for tool in state.tools}
        places = [(tool.title, titles[name]) for name, tool in gone.items()]
        notes = (*replacing(places, said), *leaving_out(made.left_out, said), *silencing(made.silenced, said))
        answer = "\n".join((told(made.choices, said), *notes))[:_LONGEST]
        understanding = Understanding(operations=operations, answer=answer, usage=made.usage)
        return Source(apply.with_tools(state, tools), understanding)

    return take


def merged(held: Sequence[ToolSpec], new: Sequence[ToolSpec]) -> tuple[list[ToolSpec], list[str]]:
    """The tools with the new ones among them, and the names these have there, in their order."""
    tools = list(held)
    names = []
    for tool in new:
        same = next((at for at, other in enumerate(tools) if _request(other) == _request(tool)), None)
        if same is not None:
            tools[same] = tool.model_copy(update={"name": tools[same].name})
            names.append(tools[same].name)
            continue
        name = _unique(tool.name, {RESERVED, *(other.name for other in tools)})
        tools.append(tool.model_copy(update={"name": name}))
        names.append(name)
    return tools, names


def _request(tool: ToolSpec) -> tuple[str, ...]:
    """What tells one imported tool from another: where a webhook goes and how, an MCP tool's server and name there."""
    if tool.kind is ToolKind.WEBHOOK and not tool.catalogue_id and (tool.url or tool.url_hint):
        return tool.kind, tool.method, tool.url or "", "" if tool.url else tool.url_hint
    if tool.mcp is not None:
        return tool.kind, tool.mcp.server, tool.mcp.tool
    return tool.kind, tool.name


def _unique(name: str, taken: set[str]) -> str:
    number = 1
    wanted = name
    while wanted in taken:
        number += 1
        wanted = f"{name[:56]}_{number}"
    return wanted
