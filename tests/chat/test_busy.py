"""One message of a chat at a time: others are refused, wait in line, or take the place of the one that is answered."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from parley.core.config import Settings
from tests.chat.talking import MESSAGES, SESSIONS, Slow, begin, contents, is_free, said, say, session, with_model
from tests.conftest import serving
from tests.faults.running import until
from tests.http.calls import refused
from tests.http.events import events_of, joined
from tests.scripted.replies import fails
from tests.scripted.server import ScriptedServer

KEY = {"Idempotency-Key": "once-and-only-once"}


@pytest.fixture
def slow() -> Slow:
    """What lets the replies go on."""
    return Slow()


@pytest.fixture
def model(slow: Slow) -> Iterator[ScriptedServer]:
    """A model that stops in mid-reply until it is let."""
    with ScriptedServer(slow) as running:
        yield running
        slow.let()


@pytest.fixture
async def pair(settings: Settings, model: ScriptedServer) -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    """Two processes' worth of the app, on one database."""
    given = with_model(settings, model)
    async with serving(given) as first, serving(given) as second:
        yield first, second


def _post(client: httpx.AsyncClient, session_id: str, content: str, **body: str) -> "asyncio.Task[httpx.Response]":
    given = {"session_id": session_id, "content": content, **body}
    return asyncio.ensure_future(client.post(MESSAGES, json=given))


async def test_second_message_is_refused_and_told_who_is_answered(
    pair: tuple[httpx.AsyncClient, httpx.AsyncClient], slow: Slow
) -> None:
    first, second = pair
    session_id = await begin(first)
    answer = _post(first, session_id, "one")
    await slow.stopped()
    for client in pair:
        busy = await client.post(MESSAGES, json={"session_id": session_id, "content": "two"})
        problem = refused(busy, 409)
        assert busy.headers["retry-after"]
        assert problem["run_id"] == (await session(second, session_id))["run_id"]
    slow.let()
    assert (await answer).json()["run_id"] == problem["run_id"]
    assert contents(await said(second, session_id)) == ["one", "You said: one"]


async def test_queued_messages_are_answered_in_their_order(client: httpx.AsyncClient, slow: Slow) -> None:
    session_id = await begin(client)
    answers = [_post(client, session_id, "0")]
    await slow.stopped()
    for number in range(1, 5):
        answers.append(_post(client, session_id, str(number), on_busy="queue"))
        await asyncio.sleep(0)
    slow.let()
    replies = [(await answer).json()["content"] for answer in answers]
    assert replies == [f"You said: {number}" for number in range(5)]
    stored = await said(client, session_id)
    assert contents(stored) == [text for number in range(5) for text in (str(number), f"You said: {number}")]
    assert [message["seq"] for message in stored] == list(range(1, 11))


async def test_queued_message_waits_for_another_process(
    pair: tuple[httpx.AsyncClient, httpx.AsyncClient], slow: Slow
) -> None:
    first, second = pair
    session_id = await begin(first)
    one = _post(first, session_id, "one")
    await slow.stopped()
    two = _post(second, session_id, "two", on_busy="queue")
    await asyncio.wait([two], timeout=0.4)
    assert not two.done()
    slow.let()
    assert ((await one).status_code, (await two).json()["content"]) == (200, "You said: two")


async def test_message_that_waits_is_not_taken_for_a_run_that_was_erased(
    settings: Settings, model: ScriptedServer, slow: Slow
) -> None:
    async with serving(with_model(settings, model, run_alive_seconds=0.5, run_look_seconds=0.05)) as client:
        session_id = await begin(client)
        one = _post(client, session_id, "one")
        await slow.stopped()
        two = _post(client, session_id, "two", on_busy="queue")
        await asyncio.wait([two], timeout=1.5)
        assert not two.done()
        slow.let()
        assert ((await one).status_code, (await two).json()["content"]) == (200, "You said: two")


async def test_line_is_bounded_in_length_and_time(settings: Settings, model: ScriptedServer, slow: Slow) -> None:
    given = with_model(settings, model, chat_queue_length=1, chat_queue_seconds=3)
    async with serving(given) as client:
        session_id = await begin(client)
        one = _post(client, session_id, "one")
        await slow.stopped()
        two = _post(client, session_id, "two", on_busy="queue")
        await asyncio.wait([two], timeout=0.1)
        assert "CHAT_QUEUE_LENGTH" in refused(await _post(client, session_id, "three", on_busy="queue"), 409)["detail"]
        assert "CHAT_QUEUE_SECONDS" in refused(await two, 409)["detail"]
        slow.let()
        assert (await one).status_code == 200
        assert len(await said(client, session_id)) == 2


async def test_interrupting_message_ends_the_reply_under_way_wherever_it_is(
    pair: tuple[httpx.AsyncClient, httpx.AsyncClient], slow: Slow
) -> None:
    first, second = pair
    session_id = await begin(first)
    one = _post(first, session_id, "one")
    await slow.stopped()
    two = _post(second, session_id, "two", on_busy="interrupt")
    cut = (await one).json()
    assert (cut["status"], cut["stop_reason"], cut["content"]) == ("interrupted", "interrupted", "You")
    slow.let()
    assert (await two).json()["content"] == "You said: two"
    stored = await said(second, session_id)
    assert [message["status"] for message in stored] == ["complete", "interrupted", "complete", "complete"]
    assert stored[2]["parent_id"] == cut["id"]


async def test_cancelled_run_leaves_what_was_said_and_its_session_usable(
    pair: tuple[httpx.AsyncClient, httpx.AsyncClient], slow: Slow
) -> None:
    first, second = pair
    session_id = await begin(first)
    body = {"session_id": session_id, "content": "one"}
    one = asyncio.ensure_future(first.post(f"{MESSAGES}/stream", json=body))
    await slow.stopped()
    run_id = (await session(second, session_id))["run_id"]
    assert (await second.post(f"/api/v1/runs/{run_id}/cancel")).status_code in {200, 202}
    events = events_of(await one)
    message = events[-2].data
    assert (message["status"], message["stop_reason"]) == ("cancelled", "cancelled")
    assert joined(events) == message["content"] == "You"
    assert (await second.get(f"/api/v1/runs/{run_id}")).json()["status"] == "cancelled"
    slow.let()
    assert (await say(second, session_id, "two"))["content"] == "You said: two"


async def test_same_key_has_one_effect(
    pair: tuple[httpx.AsyncClient, httpx.AsyncClient], slow: Slow, model: ScriptedServer
) -> None:
    first, second = pair
    session_id = await begin(first)
    body = {"session_id": session_id, "content": "one"}
    one = asyncio.ensure_future(first.post(MESSAGES, json=body, headers=KEY))
    await slow.stopped()
    again = await second.post(MESSAGES, json=body, headers=KEY)
    refused(again, 409)
    refused(await second.post(MESSAGES, json={**body, "content": "two"}, headers=KEY), 422)
    slow.let()
    answer = await one
    replay = await second.post(MESSAGES, json=body, headers=KEY)
    assert (replay.status_code, replay.content) == (200, answer.content)
    assert replay.headers["idempotent-replayed"] == "true"
    assert len(model.asked) == 1
    assert len(await said(first, session_id)) == 2


async def test_key_of_a_message_that_got_no_reply_can_be_tried_again(
    client: httpx.AsyncClient, model: ScriptedServer, slow: Slow
) -> None:
    slow.let()
    session_id = await begin(client)
    body = {"session_id": session_id, "content": "one"}
    model.respond = lambda asked: fails(500)
    refused(await client.post(MESSAGES, json=body, headers=KEY), 503)
    model.respond = slow
    assert (await client.post(MESSAGES, json=body, headers=KEY)).json()["content"] == "You said: one"


async def test_rename_in_mid_reply_does_not_cost_the_reply(client: httpx.AsyncClient, slow: Slow) -> None:
    session_id = await begin(client)
    one = _post(client, session_id, "one")
    await slow.stopped()
    assert (await client.patch(f"{SESSIONS}/{session_id}", json={"title": "Ours"})).status_code == 200
    slow.let()
    assert (await one).json()["status"] == "complete"
    found = await session(client, session_id)
    assert (found["title"], found["run_id"], found["turns"]) == ("Ours", None, 1)


@pytest.mark.parametrize("purge", [True, False])
async def test_chat_that_is_deleted_in_mid_reply_ends_it_wherever_it_is(
    pair: tuple[httpx.AsyncClient, httpx.AsyncClient], slow: Slow, *, purge: bool
) -> None:
    first, second = pair
    session_id = await begin(first)
    one = _post(first, session_id, "one")
    await slow.stopped()
    path = f"{SESSIONS}/{session_id}"
    assert (await second.delete(path, params={"purge": purge})).status_code == 204
    assert (await one).json()["status"] == "cancelled"
    if purge:
        refused(await second.get(path), 404)
    else:
        assert (await session(second, session_id))["status"] == "abandoned"


async def test_hundred_messages_at_once_are_refused_or_stored_whole(client: httpx.AsyncClient, slow: Slow) -> None:
    slow.let()
    session_id = await begin(client)
    answers = await asyncio.gather(*(_post(client, session_id, str(number)) for number in range(30)))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {200, 409}
    await until(is_free(client, session_id))
    stored = await said(client, session_id)
    assert len(stored) == 2 * statuses.count(200) >= 2
    assert [message["seq"] for message in stored] == list(range(1, len(stored) + 1))
    for message, reply in zip(stored[::2], stored[1::2], strict=True):
        assert reply["content"] == f"You said: {message['content']}"
