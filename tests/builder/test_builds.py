"""The five kept briefs, from the first message to a bundle the vendor accepts: guided, and with a scripted model."""

import contextlib
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from parley.core.config import Settings
from tests.builder import cases
from tests.conftest import make_settings, serving
from tests.exports.document import Document
from tests.exports.test_accepted import CREATE, SDK, body
from tests.scripted import briefs
from tests.scripted.extraction import Extraction
from tests.scripted.replies import Protocol
from tests.scripted.server import ScriptedServer

FURTHER = 4


async def build(client: httpx.AsyncClient, name: str) -> tuple[dict[str, object], int]:
    """Hold the conversation as somebody who only agrees; the last turn, and how many messages followed the brief."""
    answer = await client.post("/api/v1/sessions/create", json={"initial_message": cases.text(name)})
    turn = answer.raise_for_status().json()
    said = 0
    while turn["stage"] != "COMPLETED":
        said += 1
        assert said <= FURTHER, turn["reply"]
        values = [option["value"] for option in turn["options"]]
        words = next((value for value in values if value in {"yes", "later"}), "use your judgement")
        path = f"/api/v1/sessions/{turn['session_id']}/message"
        turn = (await client.post(path, json={"message": words})).raise_for_status().json()
    return turn, said


async def faults(client: httpx.AsyncClient, agent_id: object, document: Document) -> list[str]:
    """What the vendor's types and document have against the agent's bundle."""
    address = f"/api/v1/agents/{agent_id}/export/elevenlabs"
    bundle = (await client.get(address, headers={"Accept": "application/json"})).raise_for_status().json()
    found = []
    for file in bundle["files"]:
        folder = file["path"].split("/")[0]
        if folder in SDK:
            config = json.loads(file["content"])
            found += SDK[folder](config) + document.faults("POST", CREATE[folder], body(folder, config))
    assert bundle["files"]
    return found


@pytest.mark.parametrize("name", cases.NAMES)
async def test_guided_build_ends_in_an_accepted_bundle(
    name: str, client: httpx.AsyncClient, document: Document
) -> None:
    turn, _ = await build(client, name)
    assert turn["usage"]["engine"] == "guided"  # type: ignore[index]  # JSON of TurnOut
    assert await faults(client, turn["agent_id"], document) == []
    status = (await client.get(f"/api/v1/sessions/{turn['session_id']}/status")).json()
    assert status["workflow"]["findings"] == []
    assert status["status"] == "completed"


@contextlib.asynccontextmanager
async def modelled(server: ScriptedServer, protocol: Protocol, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The app with the scripted model as an operator would configure it."""
    access = {
        Protocol.OPENAI: {"openai_base_url": server.base_url(protocol)},
        Protocol.OLLAMA: {"ollama_host": server.url},
        Protocol.ANTHROPIC: {"anthropic_base_url": server.url, "anthropic_api_key": "key-of-the-test"},
    }[protocol]
    given = {"database_url": settings.database_url, "redis_url": settings.redis_url}
    async with serving(make_settings(**given, **access, llm_model=f"{protocol}:scripted")) as client:
        yield client


@pytest.mark.parametrize("name", cases.NAMES)
async def test_modelled_build_ends_in_an_accepted_bundle(
    name: str, protocol: Protocol, server: ScriptedServer, settings: Settings, document: Document
) -> None:
    server.respond = Extraction(briefs.script())
    async with modelled(server, protocol, settings) as client:
        turn, _ = await build(client, name)
        assert await faults(client, turn["agent_id"], document) == []
        totals = (await client.get(f"/api/v1/sessions/{turn['session_id']}/status")).json()["usage"]
    assert totals["model_calls"] == len(server.asked) >= 1
