"""What a client of build sessions does: start one, talk, finish an agent, and look closely at a refusal."""

from pathlib import Path
from typing import Any

import httpx

DENTAL = Path(__file__).parents[1].joinpath("briefs", "dental-clinic.txt").read_text()
SESSIONS = "/api/v1/sessions"
UNKNOWN_ID = "01932d6e-7c44-7b1a-9c1e-2f0d5a6b7c8d"
_ANSWERS = {"CONFIGURING_TOOLS": "later", "REVIEWING_WORKFLOW": "yes"}


async def start(client: httpx.AsyncClient, message: str | None = None, **body: Any) -> dict[str, Any]:
    """A new session's TurnOut."""
    given = body if message is None else {"initial_message": message, **body}
    answer = await client.post(f"{SESSIONS}/create", json=given)
    assert answer.status_code == 201, answer.text
    return _turn(answer)


async def say(client: httpx.AsyncClient, session_id: str, message: str, **headers: str) -> dict[str, Any]:
    """The TurnOut that answers a message."""
    answer = await client.post(f"{SESSIONS}/{session_id}/message", json={"message": message}, headers=headers)
    assert answer.status_code == 200, answer.text
    return _turn(answer)


async def finish(client: httpx.AsyncClient, brief: str = DENTAL, **body: Any) -> dict[str, Any]:
    """The TurnOut that reached COMPLETED, from a brief and whatever is asked after it."""
    turn = await start(client, brief, **body)
    for _ in range(12):
        if turn["stage"] == "COMPLETED":
            return turn
        turn = await say(client, turn["session_id"], _ANSWERS.get(turn["stage"], "use your judgement"))
    raise AssertionError(f"still in {turn['stage']}: {turn['reply']}")


async def get(client: httpx.AsyncClient, path: str, **query: Any) -> Any:
    """The JSON of a 200."""
    answer = await client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(answer: httpx.Response, status: int, *unspoken: str) -> dict[str, Any]:
    """The problem document of a refusal, whole and without a trace of what was sent."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "request_id"} <= problem.keys()
    assert problem["status"] == status
    assert problem["request_id"] == answer.headers["x-request-id"]
    for words in ("Traceback", "site-packages", *unspoken):
        assert words not in answer.text
    return problem


async def assert_unknown_session(client: httpx.AsyncClient, base: str) -> None:
    """Every endpoint of a session says that it is not there."""
    for part in ("", "/status", "/messages", "/brief", "/tools", "/tools/x", "/workflow", "/prompt"):
        refused(await client.get(f"{base}{part}"), 404)
    for part in ("resume", "undo"):
        refused(await client.post(f"{base}/{part}"), 404)
    refused(await client.post(f"{base}/message", json={"message": "hi"}), 404)
    refused(await client.post(f"{base}/tools/x/test", json={}), 404)
    refused(await client.patch(base, json={"title": "x"}), 404)
    refused(await client.patch(f"{base}/brief", json={"name": "x"}), 404)
    refused(await client.delete(f"{base}/tools/x"), 404)
    refused(await client.delete(base), 404)
    refused(await client.delete(base, params={"purge": True}), 404)


def _turn(answer: httpx.Response) -> dict[str, Any]:
    turn: dict[str, Any] = answer.json()
    return turn
