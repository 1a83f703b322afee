"""An agent that came in is changed in a build and goes back: the edit is there, and all else as it was.

What comes in is another platform's form of a varied agent; each edit is one that a session makes, by its own hand.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec, ToolKind, ToolSpec, UpdateEdge, UpdateNode
from parley.builder import edits
from parley.builder.reopening import reopened
from parley.builder.schemas import BuildState
from parley.builder.spec import build
from parley.builder.workflow import revision
from parley.exports import imports, service, shaped
from tests.exports.sample_tools import order_lookup
from tests.exports.varied import varied

AGENTS = ("dental-clinic", "es-boat-charter-91")
Edit = Callable[[BuildState], BuildState]


def came_in(agent: str, platform: str) -> AgentSpec:
    bundle = service.render(varied()[agent], platform)
    found, imported = imports.read({file.path: file.content for file in bundle.files})
    assert found == platform
    return imported.spec


def changed(spec: AgentSpec, edit: Edit) -> AgentSpec:
    """What a session about the agent makes of it."""
    state = edit(reopened(spec, "a", 1, BuildState()))
    graph, _ = revision.derive(state)
    return build(state.model_copy(update={"workflow": graph})).model_copy(update={"provenance": spec.provenance})


def leaves(spec: AgentSpec, platform: str) -> dict[str, Any]:
    """Every value in the documents of the bundle by its place, texts line by line."""
    found = {}
    for file in service.render(spec, platform).files:
        if file.path == "fill.json":  # words for the person who fills it, and nothing that the platform takes
            continue
        if file.path.endswith((".json", ".yaml", ".yml")):
            found |= dict(_leaves(shaped.load(file.path, file.content), file.path))
        elif "/assistants/" in file.path or file.path.endswith(".py"):
            found |= {f"{file.path}:{line}": line for line in file.content.splitlines()}
    return found


def _leaves(tree: Any, at: str) -> Iterator[tuple[str, Any]]:
    match tree:
        case dict():
            for key, value in tree.items():
                yield from _leaves(value, f"{at}/{key}")
        case list():
            for value in tree:
                yield from _leaves(value, f"{at}/{_name(value)}")
        case str():
            yield from ((f"{at}:{line}", line) for line in tree.splitlines())
        case _:
            yield at, tree


def _name(value: Any) -> str:
    """What tells an item from its neighbours, wherever in the list it stands."""
    if not isinstance(value, dict):
        return str(value)[:80]
    return next((str(value[key]) for key in ("id", "name", "config", "test_id", "role") if key in value), "")


def _tool(state: BuildState) -> ToolSpec:
    return next(tool for tool in state.tools if tool.kind is ToolKind.WEBHOOK)


def _described(state: BuildState) -> BuildState:
    tool = _tool(state).model_copy(update={"description": "Use it for Zanzibar alone."})
    return edits.tool_put(tool)(state)


def _relabelled(state: BuildState) -> BuildState:
    assert state.workflow is not None
    node = min((node for node in state.workflow.nodes if node.text), key=lambda node: len(node.text))
    edit = UpdateNode(op="update_node", id=node.id, text="Speak of Zanzibar.")
    return state.model_copy(update={"workflow": revision.revise(state, [edit])})


def _rerouted(state: BuildState) -> BuildState:
    assert state.workflow is not None
    edge = next(edge for edge in state.workflow.edges if edge.condition)
    named = {"source": edge.source, "target": edge.target, "kind": edge.kind, "condition": edge.condition}
    edit = UpdateEdge(op="update_edge", **named, new_condition="The caller wants to go to Zanzibar.")
    return state.model_copy(update={"workflow": revision.revise(state, [edit])})


EDITS: dict[str, Edit] = {
    "greeting": edits.of_brief({"greeting": "Welcome to Zanzibar, this is the digital assistant."}),
    "tone": edits.of_brief({"tone": ["Zanzibari"]}),
    "rule": edits.of_brief({"constraints": ["Always mention Zanzibar."]}),
    "fact": edits.of_brief({"facts": [{"topic": "place", "text": "The office is in Zanzibar."}]}),
    "name": edits.of_brief({"name": "Zanzibar Lines"}),
    "tool described": _described,
    "tool added": edits.tool_put(order_lookup().model_copy(update={"name": "zanzibar"})),
    "step": _relabelled,
    "way": _rerouted,
}
WITHOUT_GRAPH = {"vapi"}
"""There the course of a conversation is words of the prompt."""
CASES = [
    (agent, platform, edit)
    for agent in AGENTS
    for platform in imports.importers()
    if platform != "native"
    for edit in EDITS
    if platform not in WITHOUT_GRAPH or edit not in {"step", "way"}
]


@pytest.mark.parametrize(("agent", "platform", "edit"), CASES)
def test_the_edit_lands_and_nothing_else_changes(agent: str, platform: str, edit: str) -> None:
    spec = came_in(agent, platform)
    before, after = leaves(spec, platform), leaves(changed(spec, EDITS[edit]), platform)
    assert "zanzibar" in json.dumps(after, ensure_ascii=False).casefold()
    touched = [at for at, value in before.items() if at not in after or after[at] != value]
    assert len(touched) <= 0.02 * len(before), touched


@pytest.mark.parametrize(("agent", "platform"), sorted({case[:2] for case in CASES}))
def test_without_an_edit_it_goes_back_as_it_came(agent: str, platform: str) -> None:
    spec = came_in(agent, platform)
    assert leaves(changed(spec, lambda state: state), platform) == leaves(varied()[agent], platform)
