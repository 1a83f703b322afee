"""Credentials in plain text stay out of everything that an import keeps; all else stays to the letter."""

import json

import pytest

from parley.exports import imports, service
from parley.exports.credentials import withheld
from tests.exports.samples import full

CANARY = "Bearer canary-4f1c"


def spoken(platform: str) -> dict[str, str]:
    return {file.path: file.content for file in service.render(full(), platform).files}


def test_headers_lose_theirs_and_nothing_else() -> None:
    tool = {"url": "https://x.test", "headers": {"Authorization": CANARY, "X-Trace": "on", "X-Api-Key": "{{key}}"}}
    files, places = withheld({"tool.json": json.dumps(tool), "note.txt": CANARY, "other.json": "{ }"})
    assert json.loads(files["tool.json"]) == {**tool, "headers": {"X-Trace": "on", "X-Api-Key": "{{key}}"}}
    assert (files["note.txt"], files["other.json"]) == (CANARY, "{ }")
    assert places == ["tool.json#/headers/Authorization"]


@pytest.mark.parametrize(
    "tree",
    [
        {"headers": {"type": "object", "properties": {"Authorization": {"type": "string", "value": CANARY}}}},
        {"headers": {"type": "object", "properties": {"X-Token": {"type": "string", "enum": [CANARY]}}}},
        {"server": {"headers": {"cookie": CANARY}}},
        {"credentials": [{"provider": "openai", "apiKey": CANARY}]},
        {"tools": [{"api_schema": {"request_headers": {"x-api-key": CANARY}}}]},
        {"deep": [[{"client_secret": CANARY}]]},
    ],
)
@pytest.mark.parametrize("path", ["a.json", "b.yaml", "c.md"])
def test_wherever_it_stands_it_goes(tree: object, path: str) -> None:
    text = json.dumps(tree)
    files, places = withheld({path: f"---\n{text}\n---\n\nYou are Mia.\n" if path == "c.md" else text})
    assert "canary" not in files[path]
    assert len(places) == 1
    assert path != "c.md" or files[path].endswith("\n---\n\nYou are Mia.\n")


def test_what_is_no_credential_stays_to_the_letter() -> None:
    texts = {
        "a.json": '{"max_tokens": 30,  "headers": {"Authorization": {"secret_id": "x"}}, "token": "said"}',
        "b.json": '{"headers": {"Authorization": ',
    }
    assert withheld(texts) == (texts, [])


@pytest.mark.parametrize("platform", ["elevenlabs", "vapi", "retell", "pipecat", "native"])
def test_our_own_bundles_have_none(platform: str) -> None:
    assert withheld(spoken(platform)) == (spoken(platform), [])


def test_an_imported_agent_keeps_none_and_says_where_it_stood() -> None:
    files = spoken("elevenlabs")
    path = next(path for path in files if path.endswith("order_lookup.json"))
    tool = json.loads(files[path])
    tool["api_schema"]["request_headers"] = {"Authorization": CANARY}
    _, found = imports.read({**files, path: json.dumps(tool)})
    assert "canary" not in found.spec.model_dump_json()
    assert any(path in line and "credential" in line for line in found.report.to_fill)
    for platform in service.names():
        assert "canary" not in str(service.render(found.spec, platform))
