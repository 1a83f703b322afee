"""Credentials that stand in somebody's files in plain text: not in the tools of the agent, nor in another's bundle."""

import json

import pytest

from parley.exports import imports, service

KEY = "sk-live-1234567890"
BODIES = {
    "elevenlabs": {
        "agents.json": {"agents": [{"config": "agent_configs/a.json"}]},
        "agent_configs/a.json": {
            "name": "Mia",
            "conversation_config": {"agent": {"prompt": {"prompt": "You are Mia."}}},
        },
        "tool_configs/t.json": {
            "type": "webhook",
            "name": "look_up",
            "description": "Looks up an order.",
            "api_schema": {"url": "https://api.example.com", "request_headers": {"X-Api-Key": KEY, "Accept": "a/b"}},
        },
    },
    "vapi": {
        "assistant.json": {
            "name": "Mia",
            "voice": {"provider": "vapi", "voiceId": "Elliot"},
            "model": {
                "provider": "openai",
                "model": "gpt-4.1",
                "messages": [{"role": "system", "content": "You are Mia."}],
                "tools": [
                    {
                        "type": "apiRequest",
                        "name": "look_up",
                        "method": "GET",
                        "url": "https://api.example.com",
                        "headers": {
                            "type": "object",
                            "properties": {
                                "X-Api-Key": {"type": "string", "enum": [KEY]},
                                "Accept": {"type": "string", "enum": ["a/b"]},
                            },
                        },
                    }
                ],
            },
        }
    },
}


@pytest.mark.parametrize("platform", BODIES)
def test_plain_credentials_reach_no_other_platform(platform: str) -> None:
    files = {path: json.dumps(body) for path, body in BODIES[platform].items()}
    spec = imports.read(files, platform)[1].spec
    (tool,) = spec.tools
    assert tool.headers == {"Accept": "a/b"}
    for other in set(service.names()) - {platform, "native"}:
        assert not [file.path for file in service.render(spec, other).files if KEY in file.content]
    assert [file.path for file in service.render(spec, platform).files if KEY in file.content]
