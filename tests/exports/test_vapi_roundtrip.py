"""What comes from Vapi goes back as it came, with what was edited and nothing else."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from parley.agents.schemas import AgentSpec, Parameter, ToolKind, ToolSpec
from parley.exports import service
from parley.exports.faults import ImportFault
from parley.exports.platforms.vapi.shapes.assistant import Assistant
from parley.exports.platforms.vapi.shapes.tests import Eval, Personality, Scenario
from parley.exports.schemas import Imported
from tests.exports import gitops
from tests.exports.filled import declared, examples, used
from tests.exports.vapi_samples import ALL, files, spec

EVERYTHING = [Assistant, Eval, Scenario, Personality]
PROMPT = """\
# Identity
You are Nora of the Harbour Hotel.

# Flow

1. Ask for the arrival date.
2. Call `find_room`, {{guest_name}} being the caller from {{customer.number}}.

## Late callers
- Offer a call back.
"""
FIND_ROOM = {
    "type": "apiRequest",
    "name": "find_room",
    "method": "POST",
    "url": "https://api.hotel.example/rooms/{{house}}?lang={{lang | url_encode}}",
    "description": "Finds a free room.",
    "timeoutSeconds": 12,
    "credentialId": "hotel-api",
    "backoffPlan": {"type": {"kind": "fixed"}, "maxRetries": 2, "baseDelaySeconds": 1},
    "body": {
        "type": "object",
        "required": ["arrival"],
        "properties": {
            "arrival": {"type": "string", "format": "date", "description": "The first night"},
            "guests": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}},
            "house": {"type": "string", "title": "House"},
            "lang": {"type": "string"},
        },
    },
    "parameters": [{"key": "source", "value": "voice"}, {"key": "phone", "value": "{{customer.number}}"}],
    "messages": [
        {"type": "request-start", "content": "One moment.", "blocking": True},
        {"type": "request-response-delayed", "content": "Still looking.", "timingMilliseconds": 4000},
    ],
    "variableExtractionPlan": {"aliases": [{"key": "room", "value": "{{$.data.room}}"}]},
}
BODY: dict[str, Any] = {
    "name": "Nora",
    "firstMessage": "Harbour Hotel, the virtual assistant. Hello {{guest_name}}!",
    "firstMessageInterruptionsEnabled": True,
    "model": {
        "provider": "anthropic",
        "model": "claude-sonnet-4-20250514",
        "temperature": 0.2,
        "messages": [{"role": "system", "content": PROMPT}, {"role": "assistant", "content": "Ready."}],
        "toolIds": ["6a1fd3a6-57a5-4a5b-8c3b-2f0f5ad2a111"],
        "tools": [
            FIND_ROOM,
            {"type": "endCall", "rejectionPlan": {"conditions": []}},
            {
                "type": "transferCall",
                "destinations": [{"type": "number", "number": "+441134960123", "message": "Wait."}],
            },
            {"type": "sms", "messages": []},
        ],
    },
    "voice": {"provider": "11labs", "voiceId": "my-voice", "model": "eleven_flash_v2_5", "speed": 1.1, "style": 0.3},
    "transcriber": {"provider": "deepgram", "model": "nova-3", "language": "en-GB", "keyterm": ["Harbour"]},
    "hooks": [{"on": "call.ending", "do": [{"type": "tool", "tool": {"type": "endCall"}}]}],
    "artifactPlan": {
        "recordingFormat": "mp3",
        "structuredOutputs": [
            {"name": "Stay", "schema": {"type": "object", "properties": {"nights": {"type": "integer"}}}},
            {"name": "Polite", "type": "ai", "schema": {"type": "boolean", "description": "Was it polite?"}},
        ],
    },
    "endCallPhrases": ["good night"],
    "metadata": {"team": "night", "since": 2024},
}
ANSWER = {"id": "0d9a", "orgId": "7c2b", "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-02T00:00:00Z"}


def imported(texts: dict[str, str]) -> Imported:
    importer = service.platform("vapi").importer
    assert importer is not None
    assert importer.recognises(texts)
    return importer.read(texts)


def exported(found: AgentSpec) -> dict[str, str]:
    return {file.path: file.content for file in service.render(found, "vapi").files}


def body(found: AgentSpec) -> Any:
    return json.loads(exported(found)["bodies/assistant.json"])


def bodies() -> list[Any]:
    return examples(Assistant)


def test_configurations_of_these_tests_use_every_field() -> None:
    values = [TypeAdapter(kind).validate_python(one) for kind in EVERYTHING for one in examples(kind)]
    values.append(Assistant.model_validate(BODY))
    wanted = {one for kind in EVERYTHING for one in declared(kind)}
    assert wanted - {one for value in values for one in used(value)} == set()


@pytest.mark.parametrize("at", range(len(bodies())))
def test_every_field_of_an_assistant_goes_back_as_it_came(at: int) -> None:
    given = bodies()[at]
    assert body(imported({"assistant.json": json.dumps(given)}).spec) == given


@pytest.mark.parametrize("given", [BODY, BODY | ANSWER], ids=["create body", "answer"])
def test_a_body_goes_back_as_it_came(given: Any) -> None:
    assert body(imported({"config.json": json.dumps(given)}).spec) == given


def test_a_folder_goes_back_as_it_came() -> None:
    agent = BODY | {"model": {**BODY["model"], "toolIds": ["find-room", "night/say_no"], "tools": [{"type": "dtmf"}]}}
    prompt = agent["model"]["messages"][0]["content"].strip()
    front = {**agent, "model": {**agent["model"], "messages": agent["model"]["messages"][1:]}}
    root = "resources/harbour"
    texts = {
        f"{root}/assistants/desk/nora.md": f"---\n{yaml.safe_dump(front)}---\n\n{prompt}\n",
        f"{root}/tools/find-room.yml": yaml.safe_dump(FIND_ROOM),
        f"{root}/tools/night/say_no.yml": yaml.safe_dump({"type": "function", "function": {"name": "say_no"}}),
        f"{root}/simulations/personalities/calm.yml": yaml.safe_dump(examples(Personality)[0]),
        f"{root}/simulations/scenarios/asks.yml": yaml.safe_dump(examples(Scenario)[0]),
        f"{root}/simulations/tests/asks-calm.yml": yaml.safe_dump({"personalityId": "calm", "scenarioId": "asks"}),
        f"{root}/evals/one.yml": yaml.safe_dump(examples(Eval)[0]),
        f"{root}/squads/front.yml": yaml.safe_dump({"members": [{"assistantId": "desk/nora"}]}),
    }
    back = exported(imported(texts).spec)
    assert gitops.load(back) == gitops.load(texts)
    assert {path for path in back if path.startswith("resources/")} == set(texts)


@pytest.mark.parametrize("name", ALL)
def test_our_own_export_comes_back_as_it_was(name: str) -> None:
    texts, given = files(name), spec(name)
    came = imported(texts).spec
    assert gitops.load(exported(came)) == gitops.load(texts)
    assert came.first_message == given.first_message or name == "odd"
    assert [one.name for one in came.data_collection] == [one.name for one in given.data_collection]
    assert {one.goal for one in came.criteria} == {one.goal for one in given.criteria}
    webhooks = {one.name: one for one in given.tools if one.kind is ToolKind.WEBHOOK}
    back = {one.name: one for one in came.tools if one.kind is ToolKind.WEBHOOK}
    assert back.keys() == webhooks.keys()
    for tool_name, one in webhooks.items():
        assert (back[tool_name].method, back[tool_name].wait_message) == (one.method, one.wait_message)


def leaves(tree: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(tree, dict | list) and tree:
        for key, item in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(item, (*at, key))
    else:
        yield at, json.dumps(tree)


Edit = Callable[[AgentSpec], AgentSpec]


def _prompt_line(old: str, new: str) -> Edit:
    def edit(one: AgentSpec) -> AgentSpec:
        text = one.model_dump_json(by_alias=True, include={"prompt"})
        assert old in text
        changed = AgentSpec.model_fields["prompt"].annotation.model_validate(  # type: ignore[union-attr]
            json.loads(text.replace(old, new))["prompt"]
        )
        return one.model_copy(update={"prompt": changed})

    return edit


def _tool(which: str, **update: Any) -> Edit:
    return lambda one: one.model_copy(
        update={"tools": [tool.model_copy(update=update) if tool.name == which else tool for tool in one.tools]}
    )


NEW = ToolSpec(
    name="book_room",
    kind=ToolKind.CLIENT,
    title="Book",
    description="Books the room.",
    parameters=[Parameter(name="room", description="Which")],
)
EDITS: list[tuple[str, Edit, str]] = [
    ("prompt line", _prompt_line("Offer a call back.", "Offer to write."), "Offer to write."),
    ("first message", lambda one: one.model_copy(update={"first_message": "Good evening!"}), "Good evening!"),
    ("description", _tool("find_room", description="Looks for a room."), "Looks for a room."),
    ("wait message", _tool("find_room", wait_message="Let me look."), "Let me look."),
    ("new tool", lambda one: one.model_copy(update={"tools": [*one.tools, NEW]}), "book_room"),
    ("rename", lambda one: one.model_copy(update={"name": "Nell"}), "Nell"),
    ("rename tool", _tool("find_room", name="seek_room"), "seek_room"),
    ("pace", lambda one: one.model_copy(update={"voice": one.voice.model_copy(update={"speed": 0.9})}), "0.9"),
    (
        "longest call",
        lambda one: one.model_copy(update={"voice": one.voice.model_copy(update={"max_duration_s": 1234})}),
        "1234",
    ),
]


@pytest.mark.parametrize(("edit", "wanted"), [one[1:] for one in EDITS], ids=[one[0] for one in EDITS])
def test_an_edit_changes_what_belongs_to_it_alone(edit: Edit, wanted: str) -> None:
    came = imported({"config.json": json.dumps(BODY)}).spec
    after = body(edit(came))
    before, now = dict(leaves(BODY)), dict(leaves(after))
    assert wanted in json.dumps(after)
    changed = [at for at, value in before.items() if now.get(at) != value]
    assert len(changed) <= max(1, len(before) * 0.02), changed


def test_a_removed_tool_is_gone_and_the_others_stay() -> None:
    came = imported({"config.json": json.dumps(BODY)}).spec
    after = body(came.model_copy(update={"tools": [one for one in came.tools if one.name != "find_room"]}))
    assert after["model"]["tools"] == BODY["model"]["tools"][1:]
    assert {**after, "model": {**after["model"], "tools": BODY["model"]["tools"]}} == BODY


def test_what_the_body_says_is_read() -> None:
    came = imported({"config.json": json.dumps(BODY)}).spec
    room = came.tools[0]
    assert room.url == "https://api.hotel.example/rooms/{house}"
    assert {one.name: (one.place.value, one.source.value, one.value) for one in room.parameters} == {
        "arrival": ("body", "model", None),
        "guests[].name": ("body", "model", None),
        "house": ("path", "model", None),
        "lang": ("query", "model", None),
        "source": ("body", "constant", "voice"),
        "phone": ("body", "session", "caller_number"),
    }
    assert room.auth.secret == "secret:HOTEL_API"
    assert [one.heading for one in came.prompt.sections] == ["Identity", "Flow"]
    assert "{{caller_number}}" in came.prompt.text
    assert [one.name for one in came.variables] == ["guest_name", "caller_number"]
    assert (came.voice.language, came.voice.speed) == ("en-GB", 1.1)
    assert [one.name for one in came.data_collection] == ["nights"]
    assert [one.goal for one in came.criteria] == ["Was it polite?"]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"a.json": "{"}, "a.json"),
        ({"a.json": '{"conversation_config": {}}'}, "no assistant"),
        ({"resources/o/assistants/a.md": "no front"}, "assistants/a.md"),
        ({"a.json": '{"model": {"provider": "openai", "tools": [1]}}'}, "/model/tools"),
    ],
)
def test_what_is_no_agent_is_refused_with_its_place(texts: dict[str, str], told: str) -> None:
    importer = service.platform("vapi").importer
    assert importer is not None
    with pytest.raises(ImportFault) as refused:
        importer.read(texts)
    assert told in str(refused.value.detail if hasattr(refused.value, "detail") else refused.value)
