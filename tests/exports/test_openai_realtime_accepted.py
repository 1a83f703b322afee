"""Every session passes the official SDK's types with unknown keys refused, as each of the calls takes it."""

import json
from typing import Any

import pytest

from parley.agents.schemas import AgentSpec
from parley.exports import service
from tests.exports.openai_sdk import bundle_faults
from tests.exports.samples import full
from tests.exports.varied import varied


def files(spec: AgentSpec) -> dict[str, str]:
    return {file.path: file.content for file in service.render(spec, "openai-realtime").files}


def test_sdk_types_accept_every_session() -> None:
    verdicts = {name: bundle_faults(files(spec)) for name, spec in varied().items()}
    assert {name: faults for name, faults in verdicts.items() if faults} == {}


SPOILED: list[tuple[str, tuple[str | int, ...], str, Any]] = [
    ("session.json", (), "temperature", 0.8),
    ("session.json", (), "voice", "marin"),
    ("session.json", (), "turn_detection", {"type": "server_vad"}),
    ("session.json", (), "modalities", ["audio"]),
    ("session.json", (), "max_response_output_tokens", 100),
    ("session.json", (), "type", "transcription"),
    ("session.json", ("audio", "input"), "input_audio_format", "pcm16"),
    ("session.json", ("audio", "input", "turn_detection"), "type", "vad"),
    ("session.json", ("audio", "output"), "speed", "fast"),
    ("session.json", ("tools", 0), "strict", True),
    ("session.json", ("tools", 0), "parameters", {"type": "nope"}),
    ("session.json", ("tools", -1), "server", "library"),
    ("greeting.json", ("response",), "modalities", ["text"]),
    ("greeting.json", (), "type", "response"),
]


@pytest.mark.parametrize(("path", "place", "key", "value"), SPOILED)
def test_sdk_types_notice_a_wrong_key_or_value(path: str, place: tuple[str | int, ...], key: str, value: Any) -> None:
    bundle = files(full())
    tree = json.loads(bundle[path])
    node = tree
    for step in place:
        node = node[step]
    node[key] = value
    assert bundle_faults({**bundle, path: json.dumps(tree)})
