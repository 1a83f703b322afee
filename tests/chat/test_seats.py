"""MAX_READERS: a stream has its seat from the check on, gives it up whatever comes of it, and none is begun without."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from parley.core.config import Settings
from tests.chat.completing import COMPLETIONS, asking
from tests.chat.framing import opened
from tests.chat.sockets import listening
from tests.chat.talking import JSON, MESSAGES, SESSIONS, Slow, begin, echo, said, with_model
from tests.conftest import serving
from tests.faults.running import until
from tests.http.calls import UNKNOWN_ID, get
from tests.http.events import EVENTS
from tests.scripted.replies import fails
from tests.scripted.server import ScriptedServer

STREAM = f"{MESSAGES}/stream"
WAYS: dict[str, tuple[str, JSON]] = {
    "own names": ("/api/chat/stream", {"input": "hi", "session_id": "mine", "persona": "miki"}),
    "plain text": ("/chat", {"message": "hi", "agent": "miki", "stream": True}),
    "completion": (COMPLETIONS, asking(stream=True)),
    "build": (f"{SESSIONS}/create", {"initial_message": "A receptionist for a hotel."}),
}


@pytest.fixture
def slow(model: ScriptedServer) -> Iterator[Slow]:
    """A model that stops in the middle of its reply until it is let."""
    model.respond = slow = Slow()
    yield slow
    slow.let()


@pytest.fixture
async def one_seat(embedded: Settings, model: ScriptedServer) -> AsyncIterator[httpx.AsyncClient]:
    """The app with a seat for one reader."""
    async with serving(with_model(embedded, model, max_readers=1)) as client:
        yield client


async def test_readers_that_come_at_once_are_no_more_than_there_are_seats(
    one_seat: httpx.AsyncClient, slow: Slow
) -> None:
    bodies = [{"session_id": await begin(one_seat), "content": "hi"} for _ in range(4)]
    reading = [asyncio.create_task(one_seat.post(STREAM, json=body)) for body in bodies]

    async def are_refused() -> bool:
        return sum(task.done() for task in reading) == 3

    await until(are_refused)
    slow.let()
    answers = await asyncio.gather(*reading)
    assert sorted(answer.status_code for answer in answers) == [200, 503, 503, 503]
    assert all("MAX_READERS" in answer.json()["detail"] for answer in answers if answer.status_code == 503)
    assert sorted([len(await said(one_seat, str(body["session_id"]))) for body in bodies]) == [0, 0, 0, 2]


@pytest.mark.parametrize(("path", "body"), WAYS.values(), ids=WAYS)
async def test_nothing_is_begun_for_a_reader_without_a_seat(
    path: str, body: JSON, one_seat: httpx.AsyncClient, model: ScriptedServer, slow: Slow
) -> None:
    session_id = await begin(one_seat)
    reading = asyncio.create_task(one_seat.post(STREAM, json={"session_id": session_id, "content": "hi"}))
    await slow.stopped()
    refused = await one_seat.post(path, json=body, headers=EVENTS)
    assert (refused.status_code, "MAX_READERS" in refused.text) == (503, True)
    assert len(model.asked) == 1
    assert [one["session_id"] for one in (await get(one_seat, SESSIONS))["items"]] == [session_id]
    slow.let()
    assert (await reading).status_code == 200


@pytest.mark.parametrize(("path", "body"), WAYS.values(), ids=WAYS)
async def test_seat_is_given_up_whatever_comes_of_the_stream(
    path: str, body: JSON, one_seat: httpx.AsyncClient, model: ScriptedServer
) -> None:
    model.respond = lambda _: fails(400)
    for _ in range(2):
        await one_seat.post(path, json=body, headers=EVENTS)
    model.respond = echo
    session_id = await begin(one_seat)
    assert (await one_seat.post(STREAM, json={"session_id": UNKNOWN_ID, "content": "hi"})).status_code == 404
    answer = await one_seat.post(STREAM, json={"session_id": session_id, "content": "hi"})
    assert answer.status_code == 200, answer.text
    run = f"/api/v1/runs/{(await said(one_seat, session_id))[-1]['run_id']}"
    last = (await get(one_seat, run))["last_seq"]
    found = [(await one_seat.get(f"{run}/events?after={after}")).status_code for after in (last, 0, last, 0)]
    assert found == [204, 200, 204, 200]


async def test_socket_without_a_seat_begins_nothing(embedded: Settings, model: ScriptedServer, slow: Slow) -> None:
    async with (
        listening(with_model(embedded, model, max_readers=1)) as url,
        httpx.AsyncClient(base_url=url, timeout=20) as client,
        opened(url) as socket,
    ):
        sessions = [await begin(client) for _ in range(2)]
        await socket.send("chat", own=1, content="hi", session_id=sessions[0])
        await slow.stopped()
        await socket.send("chat", own=2, content="hi", session_id=sessions[1])
        refused = (await socket.until("error"))[-1]
        assert (refused["id"], "MAX_READERS" in refused["data"]["detail"]) == (2, True)
        slow.let()
        await socket.until("stream_complete")
        assert await said(client, sessions[1]) == []
