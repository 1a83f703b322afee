"""An agent from the first word to its bundle, through either client, with every value typed."""

import io
import zipfile

import httpx
import pytest

from parley.cli.nearby import Nearby
from parley.client import (
    Answered,
    AsyncClient,
    Client,
    Conflict,
    Delta,
    InvalidInput,
    Misused,
    NotFound,
    StageReached,
    Started,
    Unauthorized,
    Unavailable,
    Unreadable,
)
from tests.http.calls import DENTAL, UNKNOWN_ID

_ANSWERS = {"CONFIGURING_TOOLS": "later", "REVIEWING_WORKFLOW": "yes"}


def built(client: Client) -> str:
    """The slug of an agent that was built through the client."""
    turn = client.builds.create(DENTAL)
    while turn.agent_id is None:
        turn = client.builds.message(turn.session_id, _ANSWERS.get(turn.stage, "use your judgement"))
    return client.agents.get(turn.agent_id).slug


async def test_build_is_held_and_read_through_the_async_client(parley: AsyncClient) -> None:
    turn = await parley.builds.create(DENTAL, language="en")
    assert turn.progress.filled > 3
    stream = parley.builds.stream(turn.session_id, "use your judgement")
    events = [event async for event in stream]
    assert isinstance(events[0], Started)
    assert any(isinstance(event, StageReached) for event in events)
    assert isinstance(events[-1], Answered)
    turn = events[-1].answer
    assert "".join(event.text for event in events if isinstance(event, Delta)) == turn.reply == stream.text
    status = await parley.builds.status(turn.session_id)
    purpose = status.brief["kind"]
    assert purpose is not None
    assert purpose.status == "stated"
    assert (await parley.builds.resume(turn.session_id)).turn == turn.turn
    edited = await parley.builds.set_brief(turn.session_id, {"tone": ["formal"]})
    assert [change.after for change in edited.changes if change.path == "/brief/tone"]
    undone = await parley.builds.undo(turn.session_id)
    assert undone.turn == edited.turn + 1
    assert [item.role async for item in parley.sessions.messages(turn.session_id)][:2] == ["user", "assistant"]
    assert [session.session_id async for session in parley.sessions.list(kind="build")] == [turn.session_id]
    assert [session async for session in parley.sessions.list(kind="chat")] == []
    assert (await parley.sessions.rename(turn.session_id, "Front desk")).title == "Front desk"
    await parley.sessions.delete(turn.session_id, purge=True)
    with pytest.raises(NotFound):
        await parley.sessions.get(turn.session_id)


def test_agent_is_built_exported_and_taken_back_through_the_sync_client(blocking: Client) -> None:
    slug = built(blocking)
    assert [agent.slug for agent in blocking.agents.list() if agent.kind == "built"] == [slug]
    with zipfile.ZipFile(io.BytesIO(blocking.agents.export(slug, "vapi"))) as archive:
        assert archive.testzip() is None
    bundle = blocking.agents.bundle(slug, "elevenlabs", 1)
    assert {file.path for file in bundle.files} >= {"agents.json", "README.md"}
    changed = blocking.agents.definition(slug).replace("name: ", "name: New ", 1)
    came = blocking.agents.import_({"agent.yaml": changed}, into=slug)
    assert (came.slug, came.version) == (slug, 2)
    assert blocking.agents.diff(slug, 1, 2).changes
    assert blocking.agents.restore(slug, 1).number == 3
    assert blocking.agents.publish(slug, 1).published == 1
    assert [version.number for version in blocking.agents.versions(slug)] == [3, 2, 1]
    assert blocking.agents.version(slug, 2).spec["brief"]
    assert blocking.agents.lint(slug, "vapi").platform == "vapi"
    assert "vapi" in [platform.name for platform in blocking.agents.platforms()]
    blocking.agents.delete(slug)
    with pytest.raises(NotFound):
        blocking.agents.get(slug)


def test_parts_of_a_build_are_read_and_edited(blocking: Client) -> None:
    session_id = blocking.builds.create(DENTAL).session_id
    while not blocking.builds.status(session_id).workflow.nodes:
        blocking.builds.message(session_id, "use your judgement")
    assert "<svg" in blocking.builds.drawing(session_id)
    assert blocking.builds.workflow(session_id)["nodes"]
    prompt = blocking.builds.prompt(session_id, trace=True)
    assert prompt.lines is not None
    edits = [{"op": "update_node", "id": "closing", "text": "Thank you. Goodbye!"}]
    assert blocking.builds.edit_workflow(session_id, edits).graph["nodes"]
    name = str(blocking.builds.tools(session_id).items[0]["name"])
    tool = blocking.builds.tool(session_id, name)
    assert blocking.builds.try_tool(session_id, name).tool == name
    assert blocking.builds.put_tool(session_id, name, {**tool, "description": "Another one."}).changes
    assert blocking.builds.delete_tool(session_id, name).changes
    stage = "COLLECTING_BASICS"
    assert blocking.builds.goto(session_id, stage).stage == stage
    assert blocking.builds.redo(session_id).turn


def test_what_is_refused_is_a_typed_error_with_its_problem(near: Nearby, blocking: Client) -> None:
    with pytest.raises(NotFound, match="no such session") as unknown:
        blocking.builds.status(UNKNOWN_ID)
    assert (unknown.value.status, unknown.value.type) == (404, "urn:parley:not-found")
    assert unknown.value.request_id
    with pytest.raises(InvalidInput) as invalid:
        blocking.builds.create("\0")
    assert invalid.value.problem.facts["errors"]
    session_id = blocking.builds.create().session_id
    blocking.sessions.delete(session_id)
    with pytest.raises(Conflict):
        blocking.builds.message(session_id, "hello")
    with Client(near.url, "pk_local_wrong") as stranger, pytest.raises(Unauthorized):
        list(stranger.sessions.list())


def test_what_cannot_be_sent_is_told_without_sending(blocking: Client) -> None:
    with pytest.raises(Misused):
        blocking.agents.get("..")
    with pytest.raises(Misused):
        blocking.builds.message("x", "hi", key="not a key")
    with pytest.raises(Misused):
        blocking.builds.set_brief("x", {"name": float("nan")})
    for url in ("localhost:8000", "ftp://x", "http://", "http://x:y", "http://x:99999999"):
        with pytest.raises(Misused):
            Client(url)


def test_key_makes_a_call_happen_once(blocking: Client) -> None:
    first = blocking.builds.create("A receptionist for a hotel", key="order-66")
    assert blocking.builds.create("A receptionist for a hotel", key="order-66") == first
    assert blocking.builds.create("A receptionist for a hotel").session_id != first.session_id


async def test_secrets_go_in_and_stay_hidden(parley: AsyncClient) -> None:
    assert [secret async for secret in parley.secrets.list()] == []
    with pytest.raises(Unavailable, match="SECRETS_KEY"):
        await parley.secrets.set("STRIPE_API_KEY", "sk_live_0123456789abcdef")


async def test_health_and_readiness_are_told(parley: AsyncClient) -> None:
    assert (await parley.health()).status == "ok"
    assert (await parley.ready()).reasons == ()


async def test_another_server_is_recognised_as_none_of_ours() -> None:
    page = httpx.MockTransport(lambda _: httpx.Response(200, text="<html>hello</html>"))
    async with AsyncClient("http://page", http=httpx.AsyncClient(transport=page, base_url="http://page")) as client:
        with pytest.raises(Unreadable):
            await client.health()


def test_address_and_key_come_from_the_environment(near: Nearby, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_URL", near.url + "/")
    monkeypatch.setenv("PARLEY_API_KEY", near.key)
    with Client() as client:
        assert client.url == near.url
        assert list(client.sessions.list()) == []
        assert near.key not in repr(client._transport.target)
