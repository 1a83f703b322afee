"""An Idempotency-Key with chats in plain text: one effect, one chat, and the same words again."""

import asyncio

import httpx
import pytest

from parley.app import create_app
from parley.core.config import Settings
from tests.chat.sockets import listening
from tests.chat.talking import JSON, SESSIONS, Slow, begin, contents, echo, heard, said, with_model
from tests.conftest import serving
from tests.http.calls import get, refused
from tests.scripted.replies import Fault, Reply, fails
from tests.scripted.server import ScriptedServer

STREAM = "/api/chat/stream"
NAMED: JSON = {"input": "hello", "session_id": "user_session_456", "persona": "alex"}
KEY = {"Idempotency-Key": "once-and-only-once"}
WAYS = pytest.mark.parametrize(
    ("path", "body"),
    [(STREAM, NAMED), ("/chat", {"message": "hello"}), ("/chat", {"message": "hello", "stream": True})],
    ids=["named", "whole", "streamed"],
)
_NAMES = ("content-type", "x-session-id", "x-conversation-id", "x-run-id")


def _shown(answer: httpx.Response) -> tuple[int, bytes, dict[str, str | None]]:
    """What a client sees of an answer."""
    return answer.status_code, answer.content, {name: answer.headers.get(name) for name in _NAMES}


async def _chat(client: httpx.AsyncClient) -> str:
    """The id of the only chat there is."""
    [item] = (await get(client, SESSIONS))["items"]
    return str(item["session_id"])


@WAYS
async def test_same_key_is_answered_the_same_and_once(
    path: str, body: JSON, client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    first = await client.post(path, json=body, headers=KEY)
    again = await client.post(path, json=body, headers=KEY)
    assert b"You said: hello" in first.content
    assert _shown(again) == _shown(first)
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert len(model.asked) == 1
    assert contents(await said(client, await _chat(client))) == ["hello", "You said: hello"]
    if run_id := again.headers.get("x-run-id"):
        assert (await get(client, f"/api/v1/runs/{run_id}"))["status"] == "complete"


@WAYS
async def test_key_of_another_request_is_refused(path: str, body: JSON, client: httpx.AsyncClient) -> None:
    await client.post(path, json=body, headers=KEY)
    other = {name: "something else" if text == "hello" else text for name, text in body.items()}
    refused(await client.post(path, json=other, headers=KEY), 422)
    refused(await client.post(path, json=body, headers={"Idempotency-Key": "two words"}), 422)
    assert len(await said(client, await _chat(client))) == 2


@WAYS
async def test_same_request_under_way_gets_409_and_makes_no_chat(
    path: str, body: JSON, settings: Settings, model: ScriptedServer
) -> None:
    model.respond = slow = Slow()
    given = with_model(settings, model)
    async with serving(given) as first, serving(given) as second:
        answer = asyncio.ensure_future(first.post(path, json=body, headers=KEY))
        await slow.stopped()
        refused(await second.post(path, json=body, headers=KEY), 409)
        slow.let()
        replay = _shown(await answer)
        assert _shown(await second.post(path, json=body, headers=KEY)) == replay
        assert len(await said(first, await _chat(first))) == 2


@WAYS
async def test_many_of_the_same_at_once_are_one(path: str, body: JSON, client: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(client.post(path, json=body, headers=KEY) for _ in range(8)))
    assert {200} <= {answer.status_code for answer in answers} <= {200, 409}
    assert len(await said(client, await _chat(client))) == 2


@WAYS
async def test_key_of_a_message_that_got_no_reply_can_be_tried_again(
    path: str, body: JSON, client: httpx.AsyncClient, model: ScriptedServer
) -> None:
    model.respond = lambda asked: fails(500)
    refused(await client.post(path, json=body, headers=KEY), 503)
    model.respond = echo
    answer = await client.post(path, json=body, headers=KEY)
    assert b"You said: hello" in answer.content
    assert "idempotent-replayed" not in answer.headers


@pytest.mark.parametrize("is_streamed", [True, False])
async def test_conversation_that_goes_on_is_answered_once(
    client: httpx.AsyncClient, model: ScriptedServer, *, is_streamed: bool
) -> None:
    body = {"message": "hello", "stream": is_streamed, "conversation_id": await begin(client)}
    first = await client.post("/chat", json=body, headers=KEY)
    assert _shown(await client.post("/chat", json=body, headers=KEY)) == _shown(first)
    assert len(model.asked) == 1


async def test_reply_that_broke_off_breaks_off_again(embedded: Settings, model: ScriptedServer) -> None:
    model.say(Reply("One two three four five six seven eight nine ten", piece=0, fault=Fault.CUT_MIDWAY))
    async with listening(with_model(embedded, model)) as url, httpx.AsyncClient(base_url=url, timeout=30) as client:
        for _ in range(2):
            async with client.stream("POST", STREAM, json=NAMED, headers=KEY) as answer:
                assert answer.status_code == 200
                words, is_cut = await heard(answer)
            assert is_cut
            assert words == (await said(client, await _chat(client)))[-1]["content"] != ""
    assert len(model.asked) == 1


def test_key_is_in_the_apis_document(embedded: Settings) -> None:
    paths = create_app(embedded).openapi()["paths"]
    key = paths["/api/v1/messages"]["post"]["parameters"]
    assert [one["name"] for one in key] == ["Idempotency-Key"]
    assert paths["/chat"]["post"]["parameters"] == paths[STREAM]["post"]["parameters"] == key
