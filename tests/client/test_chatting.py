"""Chats through the client: heard as they are written, stopped, taken up elsewhere, branched, by name."""

import json
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from parley.cli.nearby import nearby
from parley.client import Answered, AsyncClient, Busy, Conflict, Delta, InvalidInput, NotFound, Started, Unavailable
from parley.core.config import Settings
from tests.chat.talking import Slow, with_model
from tests.scripted.server import ScriptedServer


@pytest.fixture
def slow() -> Iterator[Slow]:
    """How the model writes; at the end it is let go on."""
    slow = Slow("stop-here")
    yield slow
    slow.let()


@pytest.fixture
def model(slow: Slow) -> Iterator[ScriptedServer]:
    """A model that says what it was told."""
    with ScriptedServer(slow) as model:
        yield model
        slow.let()


@pytest.fixture
async def parley(settings: Settings, model: ScriptedServer) -> AsyncIterator[AsyncClient]:
    """The async client in front of the app with that model, in each storage mode."""
    with nearby(with_model(settings, model)) as near:
        async with AsyncClient(near.url, near.key) as parley:
            yield parley


async def test_reply_is_heard_as_it_is_written_and_stored_as_heard(parley: AsyncClient) -> None:
    chat = await parley.chats.open("miki", title="Hello")
    stream = parley.chats.hear(chat.session_id, "good morning")
    events = [event async for event in stream]
    assert isinstance(events[0], Started)
    assert isinstance(events[-1], Answered)
    reply = events[-1].answer
    assert "".join(event.text for event in events if isinstance(event, Delta)) == reply.content == stream.text
    assert (reply.agent, reply.status, reply.stop_reason) == ("miki", "complete", "stop")
    assert reply.usage.output_tokens == 20
    said = [message async for message in parley.sessions.messages(chat.session_id)]
    assert [(message.role, message.content) for message in said] == [
        ("user", "good morning"),
        ("assistant", "You said: good morning"),
    ]
    assert stream.run_id is not None
    assert (await parley.runs.get(stream.run_id)).status == "complete"
    assert (await parley.runs.events(stream.run_id).wait()).id == reply.id
    lines = (await parley.chats.export(chat.session_id)).splitlines()
    assert [json.loads(line)["content"] for line in lines] == [message.content for message in said]


async def test_reply_is_stopped_and_what_was_heard_is_kept(parley: AsyncClient, slow: Slow) -> None:
    chat = await parley.chats.open("miki")
    stream = parley.chats.hear(chat.session_id, "well then stop-here and more")
    async for event in stream:
        if isinstance(event, Delta) and "then" in stream.text:
            break
    assert stream.run_id is not None
    with pytest.raises(Busy) as busy:
        await parley.chats.say(chat.session_id, "hello?")
    assert busy.value.problem.facts["run_id"] == stream.run_id
    assert (await parley.sessions.get(chat.session_id)).run_id == stream.run_id
    await parley.runs.cancel(stream.run_id)
    reply = await stream.wait()
    assert (reply.status, reply.stop_reason, reply.content) == ("cancelled", "cancelled", stream.text)
    assert (await parley.runs.cancel(stream.run_id)).status == "cancelled"
    slow.let()
    assert (await parley.chats.say(chat.session_id, "hello?")).content == "You said: hello?"


async def test_stream_is_left_and_heard_on_from_the_same_word(parley: AsyncClient, slow: Slow) -> None:
    chat = await parley.chats.open("miki")
    async with parley.chats.hear(chat.session_id, "one two stop-here three four") as stream:
        async for _ in stream:
            if "two" in stream.text:
                break
    assert stream.run_id is not None
    rest = parley.runs.events(stream.run_id, after=stream.seq)
    slow.let()
    reply = await rest.wait()
    assert stream.text + rest.text == reply.content == "You said: one two stop-here three four"


async def test_another_way_through_what_was_said(parley: AsyncClient) -> None:
    chat = await parley.chats.open("miki")
    first = await parley.chats.say(chat.session_id, "one")
    again = await parley.chats.regenerate(first.id)
    assert (again.parent_id, again.content) == (first.parent_id, first.content)
    assert first.parent_id is not None
    edited = await parley.chats.hear_edited(first.parent_id, "two").wait()
    assert edited.content == "You said: two"
    branches = await parley.chats.branches(chat.session_id)
    assert {branch.message_id for branch in branches} == {first.id, again.id, edited.id}
    assert [branch.message_id for branch in branches if branch.is_active] == [edited.id]
    await parley.chats.activate(chat.session_id, first.id)
    said = [message.content async for message in parley.sessions.messages(chat.session_id, branch="active")]
    assert said == ["one", "You said: one"]
    with pytest.raises(Conflict):
        await parley.chats.edit(first.id, "a reply cannot be edited")


async def test_chat_is_found_by_its_name_and_answered_by_whom_one_wants(parley: AsyncClient) -> None:
    chat = await parley.chats.open("miki", name="my holiday")
    await parley.chats.say(chat.session_id, "I like trains")
    again = await parley.chats.open("alex", name="my holiday")
    assert (again.session_id, again.name, again.agent, again.turns) == (chat.session_id, "my holiday", "miki", 1)
    reply = await parley.chats.say(chat.session_id, "and you?", agent="alex")
    assert reply.agent == "alex"
    with pytest.raises(NotFound, match="alex"):
        await parley.chats.say(chat.session_id, "and you?", agent="nobody")
    with pytest.raises(InvalidInput):
        await parley.chats.open("miki", name="")


async def test_whom_one_can_talk_with_is_listed(parley: AsyncClient) -> None:
    assert {"miki", "alex", "kaito", "general"} <= {one.name for one in await parley.chats.agents()}
    with pytest.raises(NotFound, match="miki"):
        await parley.chats.open("nobody")


async def test_key_makes_a_message_be_answered_once(parley: AsyncClient, model: ScriptedServer) -> None:
    chat = await parley.chats.open("miki")
    first = await parley.chats.say(chat.session_id, "hello", key="order-66")
    assert await parley.chats.say(chat.session_id, "hello", key="order-66") == first
    assert len(model.asked) == 1


async def test_chat_without_a_model_says_what_to_configure(client: httpx.AsyncClient) -> None:
    async with AsyncClient("http://localhost", http=client) as parley:
        chat = await parley.chats.open("miki")
        with pytest.raises(Unavailable, match="LLM_MODEL"):
            await parley.chats.say(chat.session_id, "hello")
        with pytest.raises(Unavailable, match="LLM_MODEL"):
            await parley.chats.hear(chat.session_id, "hello").wait()
