"""What is imported from Pipecat goes back as it came, and an edit changes what belongs to it and nothing else."""

import ast
import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec, BuiltinTool, EdgeKind, ToolKind
from parley.exports import service
from parley.exports.faults import ImportFault
from parley.exports.platforms.pipecat import eval_shapes, shapes
from parley.exports.schemas import Importer
from parley.exports.shaped import Shape, load
from tests.exports.pipecat_foreign import PROJECT
from tests.exports.pipecat_projects import GOOD, files_of, spec_of
from tests.exports.sample_tools import order_lookup
from tests.exports.vendor import judged

PAGES = {"README.md", "LOSS.md", ".env.example"}


def importer() -> Importer:
    found = service.platform("pipecat").importer
    assert found is not None
    return found


def read(files: Mapping[str, str]) -> AgentSpec:
    return importer().read(files).spec


def trees(files: Mapping[str, str]) -> dict[str, Any]:
    """What the files say, whatever their layout; of code every line."""
    return {
        path: load(path, text) if path.endswith((".yaml", ".json")) else text.split("\n")
        for path, text in files.items()
        if path not in PAGES
    }


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, f"{at}/{key}")
    elif isinstance(value, list) and value:
        for item in value:
            yield from leaves(item, f"{at}/-")
    else:
        yield at, json.dumps(value)


def test_every_documented_field_is_in_the_project_that_comes_back() -> None:
    keys = {at.rsplit("/", 1)[-1] for at, _ in leaves(trees(PROJECT))} | {
        step for at, _ in leaves(trees(PROJECT)) for step in at.split("/")
    }
    kinds = [
        kind
        for module in (shapes, eval_shapes)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Shape)
    ]
    assert {name for kind in kinds for name in kind.model_fields} - keys == set()


def test_project_comes_back_as_it_came() -> None:
    assert importer().recognises(PROJECT)
    back = files_of(read(PROJECT))
    assert trees({path: back[path] for path in PROJECT}) == trees(PROJECT)


@pytest.mark.parametrize("sample", GOOD)
def test_our_own_export_comes_back_equal(sample: str) -> None:
    spec, files = spec_of(sample), files_of(spec_of(sample))
    found = read(files)
    assert trees(files_of(found)) == trees(files)
    assert found.prompt.text == spec.prompt.text
    assert found.first_message == spec.first_message
    elsewhere = {tool.name for tool in spec.tools if tool.kind is ToolKind.MCP}
    assert [one.success for one in found.tests] == [
        [text if text.endswith((".", "!", "?")) else f"{text}." for text in one.success]
        for one in spec.tests
        if not one.call or one.call.tool not in elsewhere
    ]
    if len(spec.workflow.nodes) > 1:
        assert [(one.id, one.kind) for one in found.workflow.nodes] == [
            (one.id, one.kind) for one in spec.workflow.nodes
        ]
        assert {(one.source, one.target, one.kind, one.condition) for one in found.workflow.edges} == {
            (one.source, one.target, one.kind, one.condition) for one in spec.workflow.edges
        }
    hooks = {tool.name: tool for tool in found.tools if tool.kind is ToolKind.WEBHOOK}
    for tool in spec.tools:
        if tool.kind is ToolKind.WEBHOOK:
            twin = hooks[tool.name]
            assert (twin.url, twin.method, twin.headers, twin.results) == (
                tool.url,
                tool.method,
                tool.headers,
                [one.model_copy(update={"description": ""}) for one in tool.results],
            )
            assert (twin.auth.secret, twin.confirm, twin.timeout_s) == (tool.auth.secret, tool.confirm, tool.timeout_s)


def with_tool(spec: AgentSpec, name: str, **update: Any) -> AgentSpec:
    tools = [tool.model_copy(update=update) if tool.name == name else tool for tool in spec.tools]
    return spec.model_copy(update={"tools": tools})


def with_node(spec: AgentSpec, id_: str, **update: Any) -> AgentSpec:
    nodes = [node.model_copy(update=update) if node.id == id_ else node for node in spec.workflow.nodes]
    return spec.model_copy(update={"workflow": spec.workflow.model_copy(update={"nodes": nodes})})


def with_edge(spec: AgentSpec, source: str, told: str, **update: Any) -> AgentSpec:
    edges = [
        edge.model_copy(update=update) if (edge.source, edge.condition) == (source, told) else edge
        for edge in spec.workflow.edges
    ]
    return spec.model_copy(update={"workflow": spec.workflow.model_copy(update={"edges": edges})})


def change_prompt_line(spec: AgentSpec) -> AgentSpec:
    text = spec.model_dump_json(by_alias=True).replace('"text":"Friendly and quick."', '"text":"Calm."')
    return AgentSpec.model_validate_json(text)


def change_success(spec: AgentSpec) -> AgentSpec:
    tests = [
        one.model_copy(update={"success": ["It asks for the address."]}) if one.name == "Wants sushi" else one
        for one in spec.tests
    ]
    return spec.model_copy(update={"tests": tests})


def remove_tool(spec: AgentSpec) -> AgentSpec:
    return spec.model_copy(update={"tools": [one for one in spec.tools if one.name != "list_pizzas"]})


EDITS: dict[str, tuple[Callable[[AgentSpec], AgentSpec], str, str, str]] = {
    "a line of the prompt": (change_prompt_line, "flow.yaml", "Calm.", "Friendly and quick."),
    "the first message": (
        lambda spec: spec.model_copy(update={"first_message": "Ciao, the virtual assistant here."}),
        "flow.yaml",
        "Ciao, the virtual assistant here.",
        "your virtual assistant speaking",
    ),
    "what a tool of their own is for": (
        lambda spec: with_tool(spec, "select_pizza", description="Pick a pizza from the menu."),
        "handlers.py",
        "Pick a pizza from the menu.",
        "Select a pizza.",
    ),
    "what a webhook is for": (
        lambda spec: with_tool(spec, "order_sushi", description="Send a sushi order."),
        "handlers.py",
        "Send a sushi order.",
        "Order sushi.",
    ),
    "a tool more": (
        lambda spec: spec.model_copy(update={"tools": [*spec.tools, order_lookup()]}),
        "tools.json",
        "https://api.shop.example/orders/{order_number}",
        "",
    ),
    "a tool less": (remove_tool, "flow.yaml", "", "list_pizzas"),
    "an address": (
        lambda spec: with_tool(spec, "order_sushi", url="https://new.example/{branch}"),
        "tools.json",
        "https://new.example/{branch}",
        "https://sushi.example",
    ),
    "the words of a step": (
        lambda spec: with_node(spec, "pizza", text="Take a pizza order: size only.\nSmall ones cost ten."),
        "flow.yaml",
        "Take a pizza order: size only.",
        "size and kind",
    ),
    "where a way leads": (
        lambda spec: with_edge(spec, "take_order", "The caller wants pizza.", target="confirm"),
        "flow.yaml",
        "description: The caller wants pizza.\n      transition_to: confirm",
        "transition_to: pizza",
    ),
    "when a way is taken": (
        lambda spec: with_edge(spec, "take_order", "The caller wants pizza.", condition="It is about pizza."),
        "flow.yaml",
        "It is about pizza.",
        "The caller wants pizza.",
    ),
    "where a branch leads": (
        lambda spec: with_edge(spec, "pizza", "availability is sold_out", target="sushi_bar"),
        "flow.yaml",
        "sold_out: sushi-bar",
        "sold_out: Take order",
    ),
    "the pace": (
        lambda spec: spec.model_copy(update={"voice": spec.voice.model_copy(update={"speed": 0.9})}),
        "settings.json",
        '"speed": 0.9',
        "1.05",
    ),
    "what a test asks": (change_success, "evals.yaml", "It asks for the address.", "order of eight pieces"),
}


@pytest.mark.parametrize("what", EDITS)
def test_edit_changes_what_belongs_to_it_and_nothing_else(what: str) -> None:
    edit, path, there, gone = EDITS[what]
    spec = read(PROJECT)
    edited = edit(spec)
    assert edited != spec
    before, after = files_of(spec), files_of(edited)
    assert there in after[path]
    assert not gone or (gone in before[path] and gone not in after[path])
    old, new = sorted(leaves(trees(before))), list(leaves(trees(after)))
    kept = sum(1 for leaf in old if leaf in new)
    assert kept >= 0.98 * len(old), f"{kept} of {len(old)}: {[leaf for leaf in old if leaf not in new]}"
    ast.parse(after["handlers.py"])


def test_edited_projects_still_run() -> None:
    """With our bot in place of theirs, and without evals that name recordings which are not there."""
    bot = files_of(spec_of("chat"))["bot.py"]
    bundles = [{**files_of(edit(read(PROJECT))), "bot.py": bot} for edit, _, _, _ in EDITS.values()]
    for bundle in bundles:
        del bundle["evals.yaml"]
    theirs = ("notify_kitchen knows no", "function knows no", "list_pizzas: no description")
    for found in judged("pipecat", bundles):
        assert [fault for fault in found if not any(one in fault for one in theirs)] == []


def test_what_is_read_of_a_foreign_project() -> None:
    spec = read(PROJECT)
    tools = {tool.name: tool for tool in spec.tools}
    assert tools["select_pizza"].kind is ToolKind.FUNCTION
    assert [one.name for one in tools["select_pizza"].parameters] == ["size", "extra"]
    assert tools["hand_over"].builtin is BuiltinTool.TRANSFER_TO_NUMBER
    assert tools["order_sushi"].auth.secret == "secret:SUSHI_TOKEN"
    assert {edge.kind for edge in spec.workflow.edges} >= {EdgeKind.OK, EdgeKind.FAILED, EdgeKind.WHEN}
    assert [section.heading for section in spec.prompt.sections] == ["Instructions", "Personality", "Goal"]
    assert spec.voice.language == "en-GB"
    assert [one.name for one in spec.tests] == ["Wants pizza", "Wants sushi", "A hungry caller"]


@pytest.mark.parametrize(
    ("files", "pointer"),
    [
        ({"README.md": "x"}, ""),
        ({"flow.yaml": "nodes: 3\ninitial_node: a"}, "/nodes"),
        ({"flow.yaml": "nodes: {a: {task_messages: []}}\ninitial_node: b"}, "/initial_node"),
        ({"flow.json": '{"initial_node": "a", "nodes": {"a": {"task_messages": [], "odd": 1}}}'}, "/nodes/a/odd"),
        ({"flow.yaml": "nodes: !include x\ninitial_node: b"}, ""),
    ],
)
def test_what_is_no_flow_is_refused_with_the_place(files: dict[str, str], pointer: str) -> None:
    with pytest.raises(ImportFault) as refused:
        read(files)
    assert refused.value.facts["pointer"] == pointer


def test_single_configuration_is_read() -> None:
    config = {"initial_node": "a", "nodes": {"a": {"task_messages": [{"role": "developer", "content": "Help."}]}}}
    files = {"config.json": json.dumps(config)}
    assert importer().recognises(files)
    back = files_of(read(files))
    assert load("flow.yaml", back["flow.yaml"]) == config
