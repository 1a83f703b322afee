"""What comes from Retell goes back as it came; an edit changes what belongs to it, and next to nothing else."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec, Edge, EdgeKind, PromptLine, ToolKind
from parley.exports import service
from parley.exports.faults import ImportFault
from parley.exports.imports import read
from parley.exports.platforms.retell.lint import SHAPES
from tests.builder import cases
from tests.exports.retell_agents import clinic, front_desk
from tests.exports.sample_tools import order_lookup
from tests.exports.samples import SAMPLES
from tests.exports.specimens import Specimens, bundle
from tests.exports.test_accepted import spec_of

TURNS = range(12)


def imported(bodies: dict[str, Any]) -> AgentSpec:
    return read({path: json.dumps(body) for path, body in bodies.items()}, "retell")[1].spec


def exported(spec: AgentSpec) -> dict[str, Any]:
    made = service.render(spec, "retell").files
    return {file.path: json.loads(file.content) for file in made if file.path.endswith(".json")}


@pytest.mark.parametrize("role", SHAPES)
def test_specimens_fill_in_every_documented_field(role: str) -> None:
    schema = SHAPES[role].model_json_schema(by_alias=True)
    wanted = {(name, key) for name, one in schema["$defs"].items() for key in one.get("properties", {})}
    wanted |= {(schema["title"], key) for key in schema["properties"]}
    seen = set()
    for turn in TURNS:
        made = Specimens(SHAPES[role], turn)
        made.made()
        seen |= made.seen
    assert wanted - seen == set()


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("roles", [("llm", "agent"), ("flow", "chat_agent")])
def test_every_documented_field_comes_back(roles: tuple[str, ...], turn: int) -> None:
    bodies = bundle(*roles, turn=turn)
    assert exported(imported(bodies)) == bodies


Edit = Callable[[AgentSpec], AgentSpec]


def _prompt_line(spec: AgentSpec) -> AgentSpec:
    first, *rest = spec.prompt.sections
    changed = first.model_copy(update={"lines": [PromptLine(text="You are Nora."), *first.lines[1:]]})
    return spec.model_copy(update={"prompt": spec.prompt.model_copy(update={"sections": [changed, *rest]})})


def _tool(spec: AgentSpec) -> AgentSpec:
    first, *rest = spec.tools
    return spec.model_copy(update={"tools": [first.model_copy(update={"description": "Does it all."}), *rest]})


def _edge(spec: AgentSpec) -> AgentSpec:
    (now,) = (edge.target for edge in _edges(spec) if edge.condition == "Wants to book")
    target = next(node.id for node in reversed(spec.workflow.nodes) if node.id != now)
    edges = [e.model_copy(update={"target": target}) if e.condition == "Wants to book" else e for e in _edges(spec)]
    return spec.model_copy(update={"workflow": spec.workflow.model_copy(update={"edges": edges})})


def _condition(spec: AgentSpec) -> AgentSpec:
    edges = [
        e.model_copy(update={"condition": "Asks for a day"}) if e.condition == "Wants to book" else e
        for e in _edges(spec)
    ]
    return spec.model_copy(update={"workflow": spec.workflow.model_copy(update={"edges": edges})})


def _new_edge(spec: AgentSpec) -> AgentSpec:
    nodes = spec.workflow.nodes
    edge = Edge(source=nodes[1].id, target=nodes[0].id, kind=EdgeKind.WHEN, condition="Starts over")
    return spec.model_copy(update={"workflow": spec.workflow.model_copy(update={"edges": [*_edges(spec), edge]})})


def _edges(spec: AgentSpec) -> list[Edge]:
    return list(spec.workflow.edges)


def _step(spec: AgentSpec) -> AgentSpec:
    nodes = list(spec.workflow.nodes)
    nodes[1] = nodes[1].model_copy(update={"text": "Listen first."})
    return spec.model_copy(update={"workflow": spec.workflow.model_copy(update={"nodes": nodes})})


def _with(**update: Any) -> Edit:
    return lambda spec: spec.model_copy(update=update)


EDITS: dict[str, tuple[Edit, str]] = {
    "prompt line": (_prompt_line, "You are Nora."),
    "first message": (_with(first_message="Good day, I am the virtual assistant."), "Good day, I am"),
    "tool description": (_tool, "Does it all."),
    "new tool": (lambda s: s.model_copy(update={"tools": [*s.tools, order_lookup()]}), "order_lookup_values"),
    "name": (_with(name="Nora"), '"Nora"'),
    "edge target": (_edge, "Wants to book"),
    "edge condition": (_condition, "Asks for a day"),
    "new edge": (_new_edge, "Starts over"),
    "step": (_step, "Listen first."),
    "pace": (lambda s: s.model_copy(update={"voice": s.voice.model_copy(update={"speed": 1.1})}), '"voice_speed": 1.1'),
}


def leaves(tree: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its place; list items go by their own id or name."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, f"{at}/{key}")
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            name = (value.get("id") or value.get("name") or index) if isinstance(value, dict) else index
            yield from leaves(value, f"{at}/{name}")
    else:
        yield at, tree


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("bodies", [clinic(), front_desk()], ids=["flow", "llm"])
def test_an_edit_arrives_and_leaves_the_rest_as_it_was(bodies: dict[str, Any], edit: str) -> None:
    change, sign = EDITS[edit]
    spec = imported(bodies)
    assert exported(spec) == bodies
    made = exported(change(spec))
    if edit == "new tool" and "conversation-flow.json" in made:
        sign = '"order_lookup"'
    assert sign in json.dumps(made)
    before, after = dict(leaves(bodies)), dict(leaves(made))
    assert before != after
    kept = [at for at, value in before.items() if after.get(at) == value]
    assert len(before) - len(kept) <= max(1, 0.02 * len(before)), [at for at in before if at not in kept]


def test_what_is_taken_out_is_gone() -> None:
    spec = imported(clinic())
    gone = exported(spec.model_copy(update={"tools": []}))["conversation-flow.json"]
    assert gone.get("tools", []) == []
    fewer = [edge for edge in spec.workflow.edges if edge.condition != "Wants to book"]
    flow = exported(spec.model_copy(update={"workflow": spec.workflow.model_copy(update={"edges": fewer})}))
    assert [way["id"] for way in flow["conversation-flow.json"]["nodes"][1]["edges"]] == ["e-3"]


@pytest.mark.parametrize("sample", [*SAMPLES, *cases.NAMES])
def test_our_own_bundles_come_in_as_they_went_out(sample: str) -> None:
    spec = spec_of(sample)
    back = imported(exported(spec))
    assert back.first_message == spec.first_message
    for section in spec.prompt.sections:
        assert section.heading in {one.heading for one in back.prompt.sections}
    assert back.voice.speed == (spec.voice.speed if "agent.json" in exported(spec) else 1.0)
    assert {point.name for point in back.data_collection} == {point.name for point in spec.data_collection}
    assert [(one.id, one.name, one.goal) for one in back.criteria] == [
        (one.id, one.name or one.id, one.goal) for one in spec.criteria
    ]
    assert len(back.tests) == len(spec.tests)
    theirs = {tool.name: tool for tool in back.tools}
    for tool in spec.tools:
        if tool.kind is ToolKind.WEBHOOK and tool.url and "{shop}" not in tool.url:
            found = theirs[tool.name]
            assert (found.method, found.description, found.auth.secret) == (
                tool.method,
                tool.description,
                tool.auth.secret,
            )
            assert found.url == tool.url
            assert found.timeout_s == tool.timeout_s
            assert {result.name: result.path for result in found.results} == {
                one.name: one.path for one in tool.results
            }
    assert exported(back) == exported(spec)


def test_credentials_in_the_files_are_not_taken_over() -> None:
    bodies = clinic()
    bodies["conversation-flow.json"]["tools"][0]["headers"] = {"Authorization": "Bearer sk-live-1234567890"}
    result = read({path: json.dumps(body) for path, body in bodies.items()})[1]
    assert "sk-live" not in result.spec.model_dump_json()
    assert "BOOK_AUTHORIZATION" in result.report.secrets


@pytest.mark.parametrize(
    "files",
    [
        {"agent.json": '{"voice_id": "x", "response_engine": {}}'},
        {"conversation-flow.json": '{"nodes": []}'},
        {"conversation-flow.json": '{"nodes": 7}'},
        {"conversation-flow.json": "{"},
        {"retell-llm.json": '{"general_prompt": 1, "states": [7], "x"'},
        {"retell-llm.json": json.dumps({"general_prompt": "x"}), "a/b.json": json.dumps({"begin_message": "y"})},
        {"conversation-flow.json": json.dumps({"nodes": [{"id": str(at)} for at in range(201)]})},
        {
            "agent.json": json.dumps({"language": {"a": 1}, "response_engine": {}}),
            "retell-llm.json": '{"general_prompt": ""}',
        },
    ],
)
def test_what_is_no_agent_is_refused_with_its_place(files: dict[str, str]) -> None:
    with pytest.raises(ImportFault):
        read(files, "retell")


def test_an_export_of_the_dashboard_is_one_agent() -> None:
    bodies = clinic()
    whole = bodies["agent.json"] | {"agent_id": "a", "conversationFlow": bodies["conversation-flow.json"]}
    platform, result = read({"Mia.json": json.dumps(whole | {"retellLlmData": None})})
    assert platform == "retell"
    assert exported(result.spec) == bodies
