"""What is imported from ElevenLabs goes back as it came; an edit changes what belongs to it and nothing else."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec, EdgeKind, PromptLine, ToolKind, ToolSpec
from parley.exports import service
from parley.exports.faults import ImportFault
from parley.exports.platforms.elevenlabs.importer import BODY
from parley.exports.platforms.elevenlabs.shapes.agent import AgentBody
from parley.exports.platforms.elevenlabs.shapes.tests import CallTest, ReplyTest, SimulationTest
from parley.exports.platforms.elevenlabs.shapes.tools import ClientTool, WebhookTool
from parley.exports.schemas import Files, Imported
from tests.builder import cases
from tests.exports.examples import Examples, fields
from tests.exports.samples import SAMPLES
from tests.exports.test_accepted import spec_of

TURNS = range(36)
BODIES = {
    "tool_configs/web.json": WebhookTool,
    "tool_configs/app.json": ClientTool,
    "test_configs/reply.json": ReplyTest,
    "test_configs/call.json": CallTest,
    "test_configs/talk.json": SimulationTest,
}


def examples(turn: int) -> tuple[dict[str, Any], Examples]:
    """A project whose configs hold every field, in the variants of this turn."""
    made = Examples(turn)
    trees = {path: made.of(kind) for path, kind in BODIES.items()}
    registries = {
        f"{kind}s.json": {
            f"{kind}s": [
                {"type": tree["type"], "config": path, "id": f"id_{path}"}
                for path, tree in trees.items()
                if path.startswith(f"{kind}_")
            ]
        }
        for kind in ("tool", "test")
    }
    agent = {"agent_configs/mia.json": made.of(AgentBody)}
    for edge in agent["agent_configs/mia.json"]["workflow"]["edges"].values():
        edge |= {"source": "nodes_1", "target": "nodes_2"}
    listed = {"agents.json": {"agents": [{"config": "agent_configs/mia.json", "id": "agent_1"}]}}
    return trees | registries | agent | listed, made


def written(trees: dict[str, Any]) -> dict[str, str]:
    return {path: json.dumps(tree) for path, tree in trees.items()}


def imported(files: Files) -> Imported:
    importer = service.platform("elevenlabs").importer
    assert importer is not None
    assert importer.recognises(files)
    return importer.read(files)


def exported(spec: AgentSpec) -> dict[str, Any]:
    files = service.render(spec, "elevenlabs").files
    return {file.path: json.loads(file.content) for file in files if file.path.endswith(".json")}


def test_the_examples_hold_every_documented_field() -> None:
    used = set().union(*(examples(turn)[1].used for turn in TURNS))
    kinds = (AgentBody, *BODIES.values())
    assert {one for kind in kinds for one in fields(kind)} - used == set()


@pytest.mark.parametrize("turn", TURNS)
def test_a_project_with_every_field_comes_back_equal(turn: int) -> None:
    trees, _ = examples(turn)
    back = exported(imported(written(trees)).spec)
    for path, tree in trees.items():
        assert back[path] == tree, path


@pytest.mark.parametrize("turn", [0, 3])
def test_a_shown_agent_comes_back_as_the_body_that_creates_it(turn: int) -> None:
    body = examples(turn)[0]["agent_configs/mia.json"]
    answer = body | {"agent_id": "agent_1", "access_info": {"is_creator": True}, "phone_numbers": []}
    spec = imported({"shown.json": json.dumps(answer)}).spec
    back = exported(spec)
    assert back["shown.json"] == {key: answer[key] for key in BODY}
    assert back["agents.json"] == {"agents": [{"config": "shown.json", "id": "agent_1"}]}


@pytest.mark.parametrize("sample", [*SAMPLES, *cases.NAMES])
def test_what_we_export_comes_back_with_what_the_platform_carries(sample: str) -> None:
    spec = spec_of(sample)
    files = {file.path: file.content for file in service.render(spec, "elevenlabs").files}
    again = imported(files).spec
    assert again.first_message == spec.first_message
    assert again.data_collection == spec.data_collection
    assert [one.id for one in again.criteria] == [one.id for one in spec.criteria]
    judged = [(one.name, one.success) for one in again.tests if one.call is None]
    assert judged == [
        (one.name, one.success) for one in spec.tests if one.call is None or one.call.tool == "mcp_search"
    ]
    carried = {one.builtin.value if one.builtin else one.name for one in spec.tools if one.kind is not ToolKind.MCP}
    assert {one.name for one in again.tools} - {"language_detection", "transfer_to_number"} == carried - {
        "language_detection",
        "transfer_to_number",
    }
    back = exported(again)
    for path, content in files.items():
        if path.endswith(".json") and path != "secrets.json":
            assert _plain(back[path]) == _plain(json.loads(content)), path


def _plain(tree: Any) -> Any:
    """Slots for values by name, without their words: what a variable holds is told nowhere else in a project."""
    values = {slot["name"]: slot["places"] for slot in tree.get("values", [])}
    return {**tree, "values": values} if values else tree


def leaves(tree: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, f"{at}/{key}")
    elif isinstance(tree, list):
        for value in tree:
            name = str(value.get("name", "")) if isinstance(value, dict) else ""
            yield from leaves(value, f"{at}/[{name}]")
    else:
        yield at, tree


Edit = Callable[[AgentSpec], dict[str, Any]]


def _prompt(spec: AgentSpec) -> dict[str, Any]:
    first, *rest = spec.prompt.sections
    lines = [PromptLine(text="You are Mia, and you are new here."), *first.lines[1:]]
    changed = first.model_copy(update={"lines": lines})
    return {"prompt": spec.prompt.model_copy(update={"sections": [changed, *rest]})}


def _described(spec: AgentSpec) -> dict[str, Any]:
    tools = [one.model_copy(update={"description": "Quite another deed."}) for one in spec.tools[:1]]
    return {"tools": [*tools, *spec.tools[1:]]}


def _added(spec: AgentSpec) -> dict[str, Any]:
    new = ToolSpec(name="added_tool", kind=ToolKind.CLIENT, title="Added", description="Was added.")
    return {"tools": [*spec.tools, new]}


def _edge(spec: AgentSpec) -> dict[str, Any]:
    first, *rest = spec.workflow.edges
    changed = first.model_copy(update={"kind": EdgeKind.WHEN, "condition": "the caller is in a hurry"})
    return {"workflow": spec.workflow.model_copy(update={"edges": [changed, *rest]})}


EDITS: dict[str, tuple[Edit, str]] = {
    "prompt line": (_prompt, "you are new here"),
    "first message": (lambda _: {"first_message": "Hello from elsewhere."}, "Hello from elsewhere."),
    "tool description": (_described, "Quite another deed."),
    "tool added": (_added, "added_tool"),
    "tool removed": (lambda spec: {"tools": spec.tools[1:]}, ""),
    "name": (lambda _: {"name": "Quite another name"}, "Quite another name"),
    "edge": (_edge, "the caller is in a hurry"),
    "speed": (lambda spec: {"voice": spec.voice.model_copy(update={"speed": 0.9})}, "0.9"),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("turn", [1, 6])
def test_an_edit_changes_what_belongs_to_it(turn: int, edit: str) -> None:
    spec = imported(written(examples(turn)[0])).spec
    change, trace = EDITS[edit]
    before = exported(spec)
    after = exported(spec.model_copy(update=change(spec)))
    assert trace in json.dumps(after)
    kept, now = dict(leaves(before)), dict(leaves(after))
    gone = {at for at in kept if edit == "tool removed" and "/tool_configs/" in f"/{at}"}
    compared = kept.keys() - gone
    same = sum(at in now and now[at] == kept[at] for at in compared)
    assert same >= 0.98 * len(compared), sorted(at for at in compared if now.get(at) != kept[at])
    assert after != before


def test_a_removed_tool_leaves_nothing_behind() -> None:
    spec = imported(written(examples(1)[0])).spec
    gone, *rest = spec.tools
    after = exported(spec.model_copy(update={"tools": rest}))
    assert [path for path in after if path.startswith("tool_configs/")] == ["tool_configs/app.json"]
    assert gone.name not in json.dumps(after["tools.json"])


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "agents.json"),
        ({"a.json": "{"}, "a.json: it is not JSON"),
        ({"a.json": '{"conversation_config": 7}'}, "a.json at /conversation_config"),
        (
            {"a.json": '{"conversation_config": {"agent": {"prompt": {"prompt": 7}}}}'},
            "/conversation_config/agent/prompt",
        ),
        ({"a.json": '{"conversation_config": {}}', "tool_configs/t.json": "{}"}, "tool_configs/t.json at /name"),
    ],
)
def test_what_is_no_agent_is_refused_with_its_place(files: dict[str, str], told: str) -> None:
    importer = service.platform("elevenlabs").importer
    assert importer is not None
    with pytest.raises(ImportFault) as caught:
        importer.read(files)
    assert told in str(caught.value)
