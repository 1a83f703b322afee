"""The five sample briefs, understood by a scripted model and taken through the graph to a finished agent."""

import pytest

from parley.agents.schemas import REQUIRED
from parley.builder.schemas import BuildState
from parley.builder.understand.engine import understand
from parley.core.config import Settings
from parley.llm.pool import ModelPool
from tests.conftest import make_settings, serving
from tests.scripted import briefs
from tests.scripted.extraction import Extraction
from tests.scripted.replies import Protocol
from tests.scripted.server import ScriptedServer


@pytest.mark.parametrize("name", briefs.NAMES)
async def test_brief_needs_one_call_and_nothing_is_refused(name: str, pool: ModelPool, server: ScriptedServer) -> None:
    server.respond = Extraction(briefs.script())
    understood = await understand(briefs.text(name), BuildState(turn=1), pool)
    filled = {operation.path.removeprefix("/brief/") for operation in understood.operations}
    assert understood.usage.model_calls == len(server.asked) == 1
    assert set(REQUIRED) - filled == {"greeting"}
    assert any(operation.path.startswith("/tools/") for operation in understood.operations)


def _settings(server: ScriptedServer, protocol: Protocol, database_url: str) -> Settings:
    """The scripted model as an operator would configure it."""
    access = {
        Protocol.OPENAI: {"openai_base_url": server.base_url(protocol)},
        Protocol.OLLAMA: {"ollama_host": server.url},
        Protocol.ANTHROPIC: {"anthropic_base_url": server.url, "anthropic_api_key": "key-of-the-test"},
    }
    return make_settings(database_url=database_url, llm_model=f"{protocol}:scripted", **access[protocol])


@pytest.mark.parametrize("name", briefs.NAMES)
async def test_brief_reaches_a_bundle_in_five_messages(
    name: str, protocol: Protocol, server: ScriptedServer, sqlite_url: str
) -> None:
    server.respond = Extraction(briefs.script())
    async with serving(_settings(server, protocol, sqlite_url)) as client:
        answer = await client.post("/api/v1/sessions/create", json={"initial_message": briefs.text(name)})
        turn = answer.raise_for_status().json()
        assert turn["usage"]["engine"] == "model"
        path = f"/api/v1/sessions/{turn['session_id']}/message"
        for message in ("use your judgement", "yes", "later", "yes"):
            if turn["stage"] == "COMPLETED":
                break
            turn = (await client.post(path, json={"message": message})).raise_for_status().json()
            assert turn["usage"]["model_calls"] <= 2
        assert turn["stage"] == "COMPLETED"
        bundle = await client.get(f"/api/v1/agents/{turn['agent_id']}/export/elevenlabs")
        assert bundle.raise_for_status().content
